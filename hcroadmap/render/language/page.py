"""Where a text goes to: its language, width, colours and letters; what makes any text safe; plain numbers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from typing import Literal

from hcroadmap.model.text import Text
from hcroadmap.render.language.words import Words, words

UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
"""Control characters, halves of characters, and the marks that turn the direction of the text around them."""

# Each character gives way to one character, so that columns stay aligned.
_PLAIN = {
    "▼": "v", "▲": "^", "✓": "+", "…": ".", "◌": "%", "◍": "@", "≈": "~", "●": "o", "○": "0", "◎": "O",
    "✗": "x", "≠": "#", "■": "#", "━": "-", "─": "-", "┈": ".", "·": ".", "┃": "!", "│": "|", "¦": "|", "┤": "|",
    "┬": "+", "└": "+", "├": "|", "╭": "+", "╮": "+", "╰": "+", "╯": "+",
    "◀": "<", "▶": ">", "→": ">", "−": "-", "–": "-", "—": "-", "×": "x", "†": "*",
    "’": "'", "‘": "'", "“": '"', "”": '"', "•": "*", "\u00a0": " ",
}  # fmt: skip

# Numbers for programs have at most twelve significant digits, whatever the locale.
LARGEST_FLOAT = Decimal("1.7e308")
TWELVE_DIGITS = Context(prec=12, Emin=-999_999_999, Emax=999_999_999)

Depth = Literal["standard", "256", "truecolor"]
"""How many colours a terminal has: the sixteen that its owner set, xterm's 256, or all."""


@dataclass(frozen=True)
class Page:
    """Where a text goes to.

    `width` is in cells, `None` where nothing says how wide it is. `colour` allows escapes, in colours of `depth`.
    `encoding` is what the reader's terminal or file can hold. `terminal` tells whether somebody is watching,
    `links` whether a text can be made a link there, `commands` whether the reader is one who may run commands.
    """

    language: str = "en"
    width: int | None = None
    colour: bool = False
    encoding: str = "utf-8"
    depth: Depth = "standard"
    terminal: bool = False
    links: bool = False
    commands: bool = True

    @property
    def words(self) -> Words:
        """The wording of the page's language."""
        return words(self.language)

    def at_most(self, width: int) -> Page:
        """The page, no wider than is easy to read."""
        return replace(self, width=min(self.width or width, width))

    def for_file(self) -> Page:
        """A page for a UTF-8 file in this language: no escapes, nothing cut."""
        return Page(self.language)

    def for_browser(self) -> Page:
        """A page for readers without a terminal: it names no command and no id."""
        return replace(self, commands=False)

    def text(self, text: Text | str | None) -> str:
        """A text from a file in the page's language, with nothing in it that a terminal would obey."""
        return visible(text.in_language(self.language) if isinstance(text, Text) else text or "")

    def day(self, day: date) -> str:
        """A day in words: 31 December 2016."""
        return f"{day.day}\u00a0{self.words.month(day.month)}\u00a0{day.year}"

    def number(self, value: Fraction, decimals: int, *, sign: bool = False) -> str:
        """A number with its decimals, rounded half away from zero, thousands in groups, a true minus sign."""
        shown = rounded(abs(value), decimals)
        whole, _, rest = shown.partition(".")
        digits = f"{int(whole):,}".replace(",", self.words("number.thousands"))
        digits += self.words("number.decimal") + rest if rest else ""
        if value < 0 and shown.strip("0."):
            return f"−{digits}"
        return f"+{digits}" if sign and shown.strip("0.") else digits


def visible(text: str) -> str:
    r"""A text with control characters and direction marks shown as escapes such as `\x1b`."""
    return UNSEEN.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def rounded(value: Fraction, decimals: int) -> str:
    """A number of at least zero with so many decimals, half rounded up."""
    scale = 10**decimals
    whole, rest = divmod(value.numerator * scale, value.denominator)
    digits = str(whole + (2 * rest >= value.denominator)).rjust(decimals + 1, "0")
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


def stand_in(character: str) -> str:
    """The nearest in plain letters: a sign's own, a letter without its accent, else a question mark a cell."""
    plain = _PLAIN.get(character) or unicodedata.normalize("NFD", character)[0]
    if plain.isascii():
        return plain
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return ""
    return "??" if unicodedata.east_asian_width(character) in "WF" else "?"


def machine(value: Fraction | float) -> Decimal:
    """A number rounded once, to twelve significant digits."""
    exact = Fraction(value)
    quotient = TWELVE_DIGITS.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    return quotient.normalize(TWELVE_DIGITS)


def plain_number(value: Fraction | float | None) -> str:
    """A number as text without exponent; empty for `None`."""
    return "" if value is None else f"{machine(value):f}"


def json_number(value: Fraction | float | None) -> int | float | None:
    """A number as JSON wants it: a whole number or the shortest decimal."""
    if value is None:
        return None
    number = machine(value)
    whole = number == number.to_integral_value() and abs(number) < Decimal(10) ** 15
    return int(number) if whole or abs(number) > LARGEST_FLOAT else float(number)
