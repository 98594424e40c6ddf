"""The activities for a terminal: one line each on a wide screen, two or three on a usual one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len

from hcroadmap.assess.activities import Agenda
from hcroadmap.render.activities.content import AgendaRow, AgendaTable, agenda_table
from hcroadmap.render.language.page import Page
from hcroadmap.render.piece import Line, Piece, ends, escaped, width_of, wrapped

WIDE = 120
PIPE_WIDTH = 140
LEAST_TITLE = 26
LEAST_OWNERS = 30
GUTTER = "  "
BETWEEN = "   "


def render(content: Agenda, page: Page) -> str:
    """The activities as lines of text, with escapes where the page has colours."""
    table = agenda_table(content, page)
    width = (page.width or PIPE_WIDTH) - 1
    rows = [row for group in table.groups for row in group.rows]
    body = _wide(table, rows, width) if width + 1 >= WIDE else _usual(table, rows, width)
    lines = [*_opening(table, width), *(body if rows else ()), *_closing(table, width)]
    return "".join(f"{escaped(line, page)}\n" for line in lines)


def _opening(table: AgendaTable, width: int) -> Iterator[Line]:
    yield from _heading(table.title, "bold", table.as_of, width)
    yield from ([Piece(f" {text}", "bold")] for text in wrapped(table.headline, width - 1))


def _wide(table: AgendaTable, rows: Sequence[AgendaRow], width: int) -> Iterator[Line]:
    """Columns side by side; what and who share the room that the others leave, and wrap."""
    cells = {row.id: _states(row) for row in rows}
    state = max((cell_len(text) for texts in cells.values() for text in (*texts, table.heads[0])), default=0)
    due = max((cell_len(text) for row in rows for text in (row.due, table.heads[3])), default=0)
    count = max((cell_len(text) for row in rows for text in (row.count, table.heads[4])), default=0)
    room = width - 1 - state - due - count - 4 * len(GUTTER)
    title = min(max((cell_len(row.title) for row in rows), default=0), room - LEAST_OWNERS)
    sizes = (state, title, room - title, due, count)
    yield []
    yield _columns(table.heads, sizes, ("dim",) * 5)
    yield _rule(width)
    for number, group in enumerate(table.groups):
        yield from [[]] if number else []
        yield from _heading(group.title, "bold cyan", group.summary, width)
        for row in group.rows:
            told = wrapped(row.title, title), wrapped(row.owners, sizes[2]), [row.due], [row.count]
            styles = (row.style, "bold", "", row.style if len(row.states) > 1 else "dim", "")
            for texts in zip_longest(cells[row.id], *told, fillvalue=""):
                yield _columns(texts, sizes, styles)
            indent = Piece(" " * (1 + state + len(GUTTER)))
            yield from ([indent, Piece(text)] for text in wrapped(" ".join(row.told), width - state - 3))
    yield _rule(width)


def _columns(texts: Sequence[str], sizes: Sequence[int], styles: Sequence[str]) -> Line:
    """Cells on one line, the last pushed to the right."""
    line: Line = [Piece(" ")]
    for index, (text, size, style) in enumerate(zip(texts, sizes, styles, strict=True)):
        space = " " * (size - cell_len(text))
        last = index == len(sizes) - 1
        line.append(Piece(space + text if last else text + space + GUTTER, style))
    return line


def _usual(table: AgendaTable, rows: Sequence[AgendaRow], width: int) -> Iterator[Line]:
    """What and how many on one line, who and when below; on a small screen the state stands above them."""
    cells = {row.id: _states(row) for row in rows}
    state = max((cell_len(text) for texts in cells.values() for text in texts), default=0)
    stacked = width - state - 3 < LEAST_TITLE
    indent = 2 if stacked else state + 3
    heads = table.heads
    left = f" {heads[0].ljust(indent - 1)}{heads[1]}, {heads[2].lower()}" if not stacked else f" {heads[1]}"
    yield from _heading(left.removeprefix(" "), "dim", f"{heads[4]}, {heads[3].lower()}", width)
    yield _rule(width)
    for group in table.groups:
        yield from _heading(group.title, "bold cyan", group.summary, width)
        for row in group.rows:
            body = list(_body(row, width - indent))
            if stacked:
                yield [Piece(f" {row.label}", row.style)]
            for label, line in zip_longest([] if stacked else cells[row.id], body, fillvalue=None):
                space = indent - cell_len(label or "") - 1
                yield [Piece(f" {label or ''}", row.style), Piece(" " * space), *(line or [])]
    yield _rule(width)


def _states(row: AgendaRow) -> list[str]:
    """The symbol with the first word about the state, the others below."""
    first, *rest = row.states
    return [f"{row.symbol} {first}", *(f"  {word}" for word in rest)]


def _body(row: AgendaRow, width: int) -> Iterator[Line]:
    """The title with the count, the owners with the day, then what was told."""
    style = row.style if len(row.states) > 1 else "dim"
    yield from _beside_wrapped(Piece(row.title, "bold"), Piece(row.count), width)
    yield from _beside_wrapped(Piece(row.owners), Piece(row.due, style), width)
    yield from ([Piece(text, "")] for text in wrapped(" ".join(row.told), width))


def _beside_wrapped(left: Piece, right: Piece, width: int) -> Iterator[Line]:
    """A text that wraps, and a short one at the right end of its first line."""
    if not right.text:
        yield from ([Piece(text, left.style)] for text in wrapped(left.text, width))
        return
    first, *below = wrapped(left.text, width, width - len(GUTTER) - cell_len(right.text)) or [""]
    yield ends([Piece(first, left.style)], [right], width)
    yield from ([Piece(text, left.style)] for text in below)


def _closing(table: AgendaTable, width: int) -> Iterator[Line]:
    """The counts, what may not be concluded, and the next thing to do."""
    line: Line = []
    for text, style in table.counts:
        if line and width_of(line) + len(BETWEEN) + cell_len(text) > width:
            yield line
            line = []
        line += [Piece(BETWEEN if line else " "), Piece(text, style)]
    yield from [line] if line else []
    for remark in table.remarks:
        yield from ([Piece(f" {text}", "dim")] for text in wrapped(remark, width - 1))
    yield from ([Piece(f" {text}")] for text in wrapped(table.next, width - 1))


def _heading(title: str, style: str, right: str, width: int) -> Iterator[Line]:
    """A title on as many lines as it takes, and something at the right end of the last, or below."""
    *above, last = wrapped(title, width - 1) or [""]
    yield from ([Piece(f" {text}", style)] for text in above)
    if cell_len(last) + 1 + len(GUTTER) + cell_len(right) <= width:
        yield ends([Piece(f" {last}", style)], [Piece(right, "dim")], width)
        return
    yield [Piece(f" {last}", style)]
    for text in wrapped(right, width - 1):
        yield [Piece(" " * (width - cell_len(text))), Piece(text, "dim")]


def _rule(width: int) -> Line:
    return [Piece(" " + "─" * (width - 1), "dim")]
