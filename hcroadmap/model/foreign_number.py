"""Numbers as suppliers write them: with a decimal point or comma, padded, grouped, or ruined by Excel.

The decimal mark belongs to a file, never to a cell (FORMATS section 9): a known supplier's is fixed, of any other
table it is decided from all cells of a column, and asked for where they do not settle it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from hcroadmap.model.diagnostic import Mistake, quoted

MAX_LENGTH = 60
PERCENT = "%"


class Mark(StrEnum):
    """What stands before the decimals."""

    POINT = "point"
    COMMA = "comma"


class ForeignNumber(NamedTuple):
    """A number and whether it was written as a percentage."""

    value: Decimal
    percent: bool = False


_PLAIN = {
    Mark.POINT: re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?", re.ASCII),
    Mark.COMMA: re.compile(r"[+-]?\d+(?:,\d+)?(?:[eE][+-]?\d{1,2})?", re.ASCII),
}
_GROUPED = {
    Mark.POINT: re.compile(r"[+-]?\d{1,3}(?:[,\s\u00a0\u202f]\d{3})+(?:\.\d+)?"),
    Mark.COMMA: re.compile(r"[+-]?\d{1,3}(?:[.\s\u00a0\u202f]\d{3})+(?:,\d+)?"),
}
_COMMA = re.compile(r"[+-]?\d+,\d+\s*%?", re.ASCII)
_POINT = re.compile(r"[+-]?\d+\.\d+\s*%?", re.ASCII)
_THREE_DECIMALS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}\s*%?", re.ASCII)
_POINTS_AND_COMMA = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?\s*%?", re.ASCII)
_COMMAS_AND_POINT = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?\s*%?", re.ASCII)
_EXCEL_ERROR = re.compile(r"#(?:N/B|N/A|DEEL/0!|DIV/0!|VERW!|REF!|WAARDE!|VALUE!|NAAM\?|NAME\?|GETAL!|NUM!)")
_EXCEL_DATE = re.compile(
    r"\d{1,2}[.\-](?:jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)\w*(?:[.\-]\d{2,4})?"
    r"|(?:jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)\w*[.\-]\d{2,4}|\d{1,2}-\d{1,2}-\d{4}",
    re.ASCII | re.IGNORECASE,
)


def parse_foreign_number(text: str, mark: Mark) -> ForeignNumber:
    """Read one cell, given the decimal mark of its file.

    Raises:
        Mistake: `excel-damage` for what Excel made of a number, `suppressed-count` for `<5`, else `bad-number`.
    """
    bare = text.strip()
    percent = bare.endswith(PERCENT)
    digits = bare.removesuffix(PERCENT).rstrip()
    if len(digits) <= MAX_LENGTH:
        if _PLAIN[mark].fullmatch(digits):
            return ForeignNumber(_decimal(digits.replace(",", ".")), percent)
        if _GROUPED[mark].fullmatch(digits):
            return ForeignNumber(_decimal(_ungrouped(digits, mark)), percent)
    raise _why_not(bare, mark)


def decide_mark(cells: Iterable[str]) -> Mark:
    """The decimal mark of a column, from all of its cells; the point where none has decimals.

    Raises:
        Mistake: `mixed-decimals` when both are found, `ambiguous-decimal` when the shape leaves it open.
    """
    commas = points = unsure = ""
    for cell in cells:
        text = cell.strip()
        if _THREE_DECIMALS.fullmatch(text):
            unsure = unsure or text
        elif _COMMA.fullmatch(text) or (_POINTS_AND_COMMA.fullmatch(text)):
            commas = commas or text
        elif _POINT.fullmatch(text) or _COMMAS_AND_POINT.fullmatch(text):
            points = points or text
    if commas and points:
        message = f"the column has decimal commas ({quoted(commas)}) and decimal points ({quoted(points)})"
        raise Mistake("mixed-decimals", message, "write them all the same way; Excel may have changed some.")
    if commas or points:
        return Mark.COMMA if commas else Mark.POINT
    if unsure:
        mark = "comma" if "," in unsure else "point"
        message = f"{quoted(unsure)} is ambiguous: the {mark} may stand before decimals or mark thousands"
        hint = "say which in a layout: “decimal: comma” or “decimal: point”; or use --decimal with convert."
        raise Mistake("ambiguous-decimal", message, hint)
    return Mark.POINT


def plain(value: Decimal) -> str:
    """A number as canonical files write it: digits and a decimal point, no exponent, no negative zero."""
    return f"{value if value else abs(value):f}"


def _decimal(digits: str) -> Decimal:
    value = Decimal(digits)
    return value if value else abs(value)


def _ungrouped(digits: str, mark: Mark) -> str:
    bare = re.sub(r"[\s\u00a0\u202f]", "", digits)
    return bare.replace(",", "") if mark is Mark.POINT else bare.replace(".", "").replace(",", ".")


def _why_not(text: str, mark: Mark) -> Mistake:
    told = quoted(text)
    if not text:
        return Mistake("bad-number", "the number is empty", "declare the mark for missing figures in a layout.")
    if text.startswith("<"):
        message = f"{told} hides a small count, so no exact sum exists"
        hint = "take an edition from before the counts were hidden, or one that is added up by its publisher."
        return Mistake("suppressed-count", message, hint)
    if _EXCEL_ERROR.fullmatch(text.upper()):
        hint = "mend the formula in the workbook, or empty the cell."
        return Mistake("excel-damage", f"{told} is an error of Excel, not a figure", hint)
    if _EXCEL_DATE.fullmatch(text):
        hint = "download the file again and import it as text, without opening it in Excel."
        return Mistake("excel-damage", f"{told} is a date that Excel made of a number", hint)
    if text.startswith("=") and len(text) > 1:
        hint = "save the workbook's values: in Excel, paste them as values."
        return Mistake("excel-damage", f"{told} is a formula, not its result", hint)
    other = Mark.POINT if mark is Mark.COMMA else Mark.COMMA
    if _PLAIN[other].fullmatch(text.removesuffix(PERCENT).rstrip()):
        message = f"{told} has a decimal {other}, but this file has decimal {mark}s"
        return Mistake("mixed-decimals", message, "write it as the others are; Excel may have changed it.")
    return Mistake("bad-number", f"{told} is not a number", "correct it, or declare it as missing in a layout.")
