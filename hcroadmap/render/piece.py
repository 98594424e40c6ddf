"""Lines of styled text, measured in terminal cells: a CJK letter takes two, a combining mark none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from hcroadmap.render.console import STYLES, isolated
from hcroadmap.render.language.page import Page

LONELY = 10
"""Cells up to which a word looks forlorn on a line of its own."""


class Piece(NamedTuple):
    """A stretch of text in one style, in rich's words for styles."""

    text: str
    style: str = ""


Line = list[Piece]


def width_of(line: Sequence[Piece]) -> int:
    """The cells a line takes."""
    return sum(cell_len(piece.text) for piece in line)


def padded(text: str, width: int) -> str:
    """A text pushed to the right of a column."""
    return " " * max(0, width - cell_len(text)) + text


def ends(left: Line, right: Line, width: int) -> Line:
    """One line with something at both ends; at least a gap between them."""
    return [*left, Piece(" " * max(2, width - width_of(left) - width_of(right))), *right]


def wrapped(text: str, width: int, first: int | None = None) -> list[str]:
    """A text broken between words into lines of at most `width` cells (the first of at most `first`).

    A word that is longer than a line is broken, after a hyphen if it has one, but for an address, which must stay
    whole to be of use; nothing is ever cut off. No-break spaces hold, unless what they hold together is longer
    than a line. A short word is not left alone on the last line.
    """
    lines, line, room = [], "", width if first is None else first
    for word in _words(text, width):
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
            room = width
        line = word
        while cell_len(line) > room > 0 and "://" not in line:
            head = set_cell_size(line, room).rstrip(" ") or line[:1]
            head = head[: head.rfind("-", 1) + 1] or head
            lines.append(head)
            line, room = line[len(head) :], width
    return _accompanied([*lines, line], width) if line else lines


def _words(text: str, width: int) -> Iterator[str]:
    """The words of a text; what no-break spaces hold together is one, if a line has room for it."""
    for word in text.split(" "):
        yield from [word] if cell_len(word) <= width else word.split("\u00a0")


def _accompanied(lines: list[str], width: int) -> list[str]:
    """The same lines, with the last word but one taken along where the last would stand alone."""
    if len(lines) > 1 and " " not in lines[-1] and cell_len(lines[-1]) <= LONELY:
        above, _, companion = lines[-2].rpartition(" ")
        last = f"{companion} {lines[-1]}"
        if cell_len(last) <= min(width, cell_len(above)):
            return [*lines[:-2], above, last]
    return lines


def escaped(line: Sequence[Piece], page: Page) -> str:
    """A line for a page: with escapes where it has colours, in characters that it can hold."""
    pieces = [(page.fits(isolated(piece.text)), piece.style) for piece in line]
    if not page.colour:
        return "".join(text for text, _ in pieces).rstrip()
    from rich.console import Console
    from rich.text import Text
    from rich.theme import Theme

    text = Text.assemble(*pieces)
    text.rstrip()
    stream = StringIO()
    console = Console(file=stream, force_terminal=True, color_system=page.depth, theme=Theme(STYLES[page.depth]),
                      width=10_000, highlight=False, legacy_windows=False)  # fmt: skip
    console.print(text, end="", no_wrap=True, crop=False, overflow="ignore")
    return stream.getvalue()
