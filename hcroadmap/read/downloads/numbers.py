"""Numbers as suppliers write them: with a decimal point or comma, padded, grouped, or spoilt by a spreadsheet.

The decimal mark belongs to a file, never to a cell (FORMATS section 9). It is decided from all cells of a column,
and asked for where they do not settle it. Known suppliers write no thousands marks: there, any mark is the decimal
one.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.source import Mark
from hcroadmap.read.downloads.notations import notations

MAX_LENGTH = 60
PERCENT = "%"


class ForeignNumber(NamedTuple):
    """A number and whether it was written as a percentage."""

    value: Decimal
    percent: bool = False


# Patterns are texts where few files need them: `re` compiles those on their first use, and remembers them.
_THOUSANDS = {Mark.POINT: ",", Mark.COMMA: "."}
_GROUPED = {
    Mark.POINT: r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?",
    Mark.COMMA: r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?",
}
_SPACED = r"([+-]?\d{1,3})((?:[ \u00a0\u202f]\d{3})+|(?:['’]\d{3})+)(\D.*)?"
_EVIDENCE = (
    ("unsure point", r"[1-9]\d{0,2}\.\d{3}"),
    ("unsure comma", r"[1-9]\d{0,2},\d{3}"),
    ("comma", r"\d*,\d+"),
    ("point", r"\d*\.\d+"),
    ("grouped point", r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"),
    ("grouped comma", r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"),
)


@lru_cache(maxsize=16384)
def parse_foreign_number(text: str, mark: Mark | None) -> ForeignNumber:
    """Read one cell, given the decimal mark of its file; `None` where no point or comma marks thousands.

    Raises:
        Mistake: `excel-damage` for what Excel made of a number, `suppressed-count` for `<5`, else `bad-number`.
    """
    bare = text.strip()
    percent = bare.endswith(PERCENT)
    digits = bare.removesuffix(PERCENT).rstrip()
    if not _plain_number(mark).fullmatch(digits):
        digits = _ungrouped(digits)
        if mark and re.fullmatch(_GROUPED[mark], digits, re.ASCII):
            digits = digits.replace(_THOUSANDS[mark], "")
        if not _plain_number(mark).fullmatch(digits):
            raise _why_not(bare, mark)
    if len(digits) > MAX_LENGTH:
        raise _why_not(bare, mark)
    value = Decimal(digits.replace(",", "."))
    return ForeignNumber(value or abs(value), percent)


@cache
def _plain_number(mark: Mark | None) -> re.Pattern[str]:
    """A number without thousands marks."""
    decimals = {None: "[.,]", Mark.POINT: "[.]", Mark.COMMA: ","}[mark] + r"\d+"
    return re.compile(rf"[+-]?(?:\d+(?:{decimals})?|{decimals})(?:[eE][+-]?\d{{1,2}})?", re.ASCII)


def _ungrouped(text: str) -> str:
    """A number without spaces and apostrophes between its thousands, and with a plain minus."""
    bare = text.strip().replace("−", "-", 1)
    if match := re.fullmatch(_SPACED, bare, re.ASCII):
        return match[1] + re.sub(r"\D", "", match[2]) + (match[3] or "")
    return bare


class Written(NamedTuple):
    """A cell's text and the line on which it stands."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"{quoted(self.text)} on line {self.line}"


def decide_mark(cells: Iterable[Written]) -> Mark:
    """The decimal mark of a column, from all of its cells; the point where none has decimals.

    `10,2` settles the comma and `10.2` the point; `1.234` settles nothing unless another cell does.

    Raises:
        Mistake: `mixed-decimals` when both are found, `ambiguous-decimal` when the shape leaves it open.
    """
    first: dict[str, Written] = {}
    for cell in cells:
        number = _ungrouped(cell.text)
        shapes = () if number.isdecimal() else _EVIDENCE
        found = (name for name, shape in shapes if re.fullmatch(rf"[+-]?{shape}\s*%?", number, re.ASCII))
        shape = next(found, "")
        if shape not in first or cell.line < first[shape].line:
            first[shape] = cell
    groups = first.get("grouped point"), first.get("grouped comma")
    comma = groups[0] or first.get("comma")
    point = groups[1] or first.get("point")
    if comma and not groups[0]:
        point = point or first.get("unsure point")
    elif point and not groups[1]:
        comma = comma or first.get("unsure comma")
    if comma and point:
        message = f"the column has decimal commas ({comma}) and decimal points ({point})"
        raise Mistake("mixed-decimals", message, "write them all the same way.")
    if comma or point:
        return Mark.COMMA if comma else Mark.POINT
    unsure = first.get("unsure point") or first.get("unsure comma")
    if unsure is None:
        return Mark.POINT
    mark = "comma" if "," in unsure.text else "point"
    message = f"{unsure} is ambiguous: the {mark} may stand before decimals or mark thousands"
    hint = "say which: “decimal: comma” or “decimal: point” (with convert: --decimal comma)."
    raise Mistake("ambiguous-decimal", message, hint)


def plain(value: Decimal) -> str:
    """A number as canonical files write it: digits and a decimal point, no exponent, no negative zero."""
    return f"{value or abs(value):f}"


def _why_not(text: str, mark: Mark | None) -> Mistake:
    if len(text) > MAX_LENGTH:
        message = f"{quoted(text)} is longer than any number"
        return Mistake("bad-number", message, "correct it, or look for a lost delimiter.")
    for pattern, code, found, hint in notations("no_numbers"):
        if re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE):
            return Mistake(code, f"{quoted(text)} {found}", hint)
    other = Mark.POINT if mark is Mark.COMMA else Mark.COMMA
    if mark and _plain_number(other).fullmatch(text.removesuffix(PERCENT).rstrip()):
        message = f"{quoted(text)} has a decimal {other}, but this file has decimal {mark}s"
        return Mistake("mixed-decimals", message, "write it as the others are.")
    hint = "correct it, or declare it as missing in a layout."
    return Mistake("bad-number", f"{quoted(text)} is not a number", hint)
