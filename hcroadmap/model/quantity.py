"""Values as policy papers write them: `38%`, `4 in 10`, `2x`, `verdubbeling`, `+2 pp`."""

import re
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from hcroadmap.model.diagnostic import Mistake, quoted

MAX_LENGTH = 60  # ample for any value, and too short to slow a pattern down
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_LEVEL = re.compile(
    r"([+\-−]?)\s*([0-9][0-9\s’']*(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]{1,2})?)\s*(%|(?i:procent|percent|per cent))?"
)
# These are left to `re` to compile on first use: few values need them, and compiling slows every start.
_DUTCH = "een twee drie vier vijf zes zeven acht negen tien elf twaalf"
_ENGLISH = "one two three four five six seven eight nine ten eleven twelve"
NUMBERS = {word: n for words in (_DUTCH, _ENGLISH) for n, word in enumerate(words.split(), 1)} | {"één": 1}
"""Numbers that papers write out in a share: “een op drie”, “four in ten”."""
_COUNTED = rf"(\d+|{'|'.join(NUMBERS)})"
_RATIO = rf"{_COUNTED}\s*(?:in|out of|of|op de|op|van de)\s*(?:every\s+|elke\s+)?{_COUNTED}"
_WORDS = {"verdubbeling": "2", "doubling": "2", "halvering": "0.5", "halving": "0.5", "verdriedubbeling": "3"}
_GROUPED = r"[0-9]{1,3}(?:[\s’'][0-9]{3})+(?:[.,][0-9]+)?"
_POINT_BEFORE_THREE = re.compile(r"\D*[1-9]\d{0,2}\.\d{3}(?![\deE])", re.ASCII)
FORMS = "write a number, 38%, 4 in 10 or 4 op de 10."
TARGET_FORMS = "write a number, 40%, 4 in 10, 2x, doubling, +2 pp or +10%."


def parse_number(text: str) -> Decimal:
    """Read a plain number: ASCII digits, a decimal point, an exponent of at most two digits.

    Raises:
        Mistake: `bad-number`; Python itself would take `1_000`, `NaN`, `１２` and `1e400`.
    """
    text = text.strip()
    if len(text) > MAX_LENGTH or not _NUMBER.fullmatch(text):
        hint = "write digits with a decimal point, without thousands marks, such as 38.5."
        raise Mistake("bad-number", f"{quoted(text)} is not a number" if text else "the number is empty", hint)
    return Decimal(text)


class Level(NamedTuple):
    """A value on the indicator's own scale; `percent` if it was written as a percentage or as `4 in 10`."""

    value: Decimal
    percent: bool = False
    text: str = ""

    @property
    def exact(self) -> Fraction:
        """The value without rounding: 2 in 3 is two thirds, whatever its decimals."""
        if match := _matches(_RATIO, self.text):
            return Fraction(100 * _counted(match[1]), _counted(match[2]))
        return Fraction(self.value)

    @property
    def decimals(self) -> int:
        """How many decimals to print it with: as typed, at most one for `1 in 3`."""
        return min(decimals_of(self.value), 1) if _matches(_RATIO, self.text) else decimals_of(self.value)

    @property
    def looks_grouped(self) -> bool:
        """Could the decimal point be a Dutch thousands mark, as in 50.000?"""
        may_be = 0 < self.text.find(".") < len(self.text) - 3  # asked of every row: the pattern is slower
        return may_be and _POINT_BEFORE_THREE.match(self.text) is not None


class RelativeKind(StrEnum):
    """The unit of a relative value."""

    TIMES = "times"
    POINTS = "points"
    PERCENT = "percent"


_RELATIVE = {
    RelativeKind.TIMES: r"()(\d+(?:[.,]\d+)?)\s*[x×]",
    RelativeKind.POINTS: r"([+\-−])\s*(\d+(?:[.,]\d+)?)\s*(?:pp|%-?punt|procentpunt(?:en)?|percentage points?)",
    RelativeKind.PERCENT: r"([+\-−])\s*(\d+(?:[.,]\d+)?)\s*(?:%|procent|percent)",
}


class Relative(NamedTuple):
    """A target relative to the baseline: times it, percentage points or percent added to it."""

    kind: RelativeKind
    amount: Decimal
    text: str = ""

    def resolve(self, baseline: Fraction) -> Fraction:
        """The level meant, given the baseline."""
        amount = Fraction(self.amount)
        if self.kind is RelativeKind.POINTS:
            return baseline + amount
        return baseline * (amount if self.kind is RelativeKind.TIMES else 1 + amount / 100)


class Band(NamedTuple):
    """A target with two edges, `low` < `high`; between them it is reached."""

    low: Level
    high: Level


Quantity = Level | Relative | Band


def parse_level(text: str, forms: str = FORMS) -> Level:
    """Read a level: `40`, `40%`, `38,6%`, `50 000`, `4 in 10`, `vier op de tien`, `1 op 4`.

    A comma is a decimal comma, unless exactly three digits follow: then it is refused as ambiguous.
    `forms` is the hint on what could be written instead.

    Raises:
        Mistake: `bad-value`.
    """
    text = text.strip()
    if match := _matches(_RATIO, text):
        part, whole = _counted(match[1]), _counted(match[2])
        if part > whole or whole == 0:
            raise Mistake("bad-value", f"“{text}” is not a share: {part} of {whole}", "write 4 in 10.")
        return Level((Decimal(part) * 100 / whole).normalize() + 0, percent=True, text=text)
    if len(text) <= MAX_LENGTH and (match := _LEVEL.fullmatch(text)):
        return Level(_signed(match[1], match[2].strip(), text), percent=bool(match[3]), text=text)
    raise Mistake("bad-value", f"{quoted(text)} is not a value" if text else "the value is empty", forms)


def parse_figure(text: str) -> Level:
    """Read a measured value: a plain number, with a percent sign or not. No words, no thousands marks.

    Raises:
        Mistake: `bad-number`.
    """
    text = text.strip()
    return Level(parse_number(text.removesuffix("%")), text.endswith("%"), text)


def parse_target(text: str) -> Level | Relative:
    """Read a target's value: a level, or relative to the baseline (`2x`, `verdubbeling`, `+2 pp`, `+10%`).

    Raises:
        Mistake: `bad-value`.
    """
    text = text.strip()
    if text.casefold() in _WORDS:
        return Relative(RelativeKind.TIMES, Decimal(_WORDS[text.casefold()]), text)
    for kind, pattern in _RELATIVE.items():
        if match := _matches(pattern, text):
            return Relative(kind, _signed(match[1], match[2], text), text)
    return parse_level(text, TARGET_FORMS)


def parse_change(text: str) -> Level | Relative:
    """Read the size of a change: in the unit (`0.7`), in percentage points (`0.7 pp`) or relative (`5%`).

    Raises:
        Mistake: `bad-value`.
    """
    mistake = Mistake("bad-value", f"{quoted(text)} is not the size of a change", "write 0.7, 0.7 pp or 5%.")
    try:
        change = parse_target(f"+{text.strip()}")
    except Mistake as unread:
        raise mistake from unread
    if not (change.value if isinstance(change, Level) else change.amount):
        raise mistake
    return change._replace(text=text.strip())


def hint_for_both(digits: str) -> str:
    """How to write either reading of digits with a mark before the last three: with another number of them."""
    decimal = digits[:-1] if digits.endswith("0") else f"{digits}0"
    return f"write {re.sub('[.,]', '', digits)} if the mark separates thousands, else {decimal}."


def decimals_of(value: Decimal) -> int:
    """The number of decimals a value was typed with: 2 for 3.10, 0 for 3E+5."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def short(value: Fraction) -> str:
    """A number for a message: at most six significant digits, an exponent only for extreme sizes."""
    rounded = f"{Decimal(value.numerator) / Decimal(value.denominator):.6g}"
    return f"{Decimal(rounded):f}" if 1 <= abs(value) < 10**15 else rounded


def _matches(pattern: str, text: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE) if len(text) <= MAX_LENGTH else None


def _counted(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.casefold()]


def _signed(sign: str, digits: str, text: str) -> Decimal:
    if re.search(r"[\s’']", digits):
        if not re.fullmatch(_GROUPED, digits):
            raise Mistake("bad-value", f"“{text}” is not a number in groups of three", "write 50000 or 50 000.")
        digits = re.sub(r"[\s’']", "", digits)
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", digits):
        message = f"“{text}” is ambiguous: the comma may be a decimal or a thousands mark"
        raise Mistake("bad-value", message, hint_for_both(digits))
    value = Decimal(digits.replace(",", "."))
    return -value if sign in ("-", "−") else value
