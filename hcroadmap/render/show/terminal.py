"""One indicator, or the sheet of an action line, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from hcroadmap.render.language.page import Page
from hcroadmap.render.piece import Line, Piece, ends, escaped, padded, wrapped
from hcroadmap.render.section import Dossier, Grid, Section

WIDEST = 100
INDENT = " "
GUTTER = "  "
BELOW = 2
"""Cells by which what stands below is indented."""
BULLET = "– "


def width_of_page(page: Page) -> int:
    """The width to write in: text is hard to read in longer lines than 100 cells, however wide the screen."""
    return min(page.width or WIDEST, WIDEST) - 1


def render(content: Dossier, chart: Sequence[str], page: Page) -> str:
    """A dossier as lines of text, with a chart below the answer."""
    lines = [*_opening(content, page), *([[Piece(line)] for line in ("", *chart)] if chart else [])]
    for section in content.sections:
        lines += [[], *_section(section, page)]
    return "".join(f"{escaped(line, page)}\n" for line in lines)


def _opening(content: Dossier, page: Page) -> Iterator[Line]:
    width = width_of_page(page)
    yield from _beside(content.title, content.as_of, width)
    yield from ([Piece(f"{INDENT}{text}", "dim")] for text in wrapped(content.subtitle, width - 1))
    yield [Piece(INDENT + "─" * (width - 1), "dim")]
    label = f"{INDENT}{content.label}{GUTTER}"
    indent = " " * cell_len(label)
    for number, text in enumerate(wrapped(" ".join(content.answer), width - len(indent)) or [""]):
        yield [Piece(label if number == 0 else indent, content.style), Piece(text, "bold" if number == 0 else "")]


def _beside(title: str, as_of: str, width: int) -> Iterator[Line]:
    if cell_len(title) + cell_len(as_of) + 4 <= width:
        yield ends([Piece(f"{INDENT}{title}", "bold")], [Piece(as_of, "dim")], width)
    else:
        yield from ([Piece(f"{INDENT}{text}", "bold")] for text in wrapped(title, width - 1))
        yield [Piece(f"{INDENT}{as_of}", "dim")]


def _section(section: Section, page: Page) -> Iterator[Line]:
    width = width_of_page(page)
    yield from ([Piece(f"{INDENT}{text}", "bold cyan")] for text in wrapped(section.title, width - 1))
    mark = BULLET if len(section.prose) > 1 else ""
    for paragraph in section.prose:
        for number, text in enumerate(wrapped(paragraph, width - 3 - len(mark))):
            yield [Piece(f"   {mark if number == 0 else ' ' * len(mark)}{text}")]
    if section.grid:
        yield from _grid(section.grid, width - 3)


def _grid(grid: Grid, width: int) -> Iterator[Line]:
    """Rows side by side; the last column wraps, or stands below the one before, so that nothing is cut."""
    rows = [grid.heads, *grid.rows] if grid.heads else list(grid.rows)
    sizes = [max(cell_len(row[index]) for row in rows) for index in range(len(grid.align))]
    kept = sum(sizes[:-1]) + len(GUTTER) * (len(sizes) - 1)
    is_beside = width - kept >= min(sizes[-1], 16)
    before = sum(sizes[:-2]) + len(GUTTER) * (len(sizes) - 2) or BELOW
    start = kept if is_beside else min(before, width - sizes[-1])
    if not is_beside and (kept - len(GUTTER) > width or start < BELOW):
        yield from _listed(grid, width)
        return
    for number, row in enumerate(rows):
        style = "dim" if grid.heads and number == 0 else ""
        cells = [
            padded(cell, size) if side == ">" else cell + " " * (size - cell_len(cell))
            for cell, size, side in zip(row[:-1], sizes, grid.align, strict=False)
        ]
        rest = wrapped(row[-1], width - start) or [""]
        below = rest[1:] if is_beside else [text for text in rest if text]
        yield [Piece(f"   {GUTTER.join([*cells, rest[0]] if is_beside else cells)}", style)]
        yield from ([Piece(" " * (3 + start) + text, style)] for text in below)


def _listed(grid: Grid, width: int) -> Iterator[Line]:
    """Each row as a paragraph, where the columns do not fit side by side; of two, the second below the first."""
    for row in (grid.heads, *grid.rows):
        style = "dim" if row is grid.heads else ""
        told = list(row) if len(row) == 2 else [GUTTER.join(cell for cell in row if cell)]
        first, *more = wrapped(told[0], width - BELOW, width) or [""]
        below = [text for cell in told[1:] for text in wrapped(cell, width - 2 * BELOW)]
        yield [Piece(f"   {first}", style)]
        yield from ([Piece(f"   {' ' * BELOW}{text}", style)] for text in more)
        yield from ([Piece(f"   {' ' * 2 * BELOW}{text}", style)] for text in below)
