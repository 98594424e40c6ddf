"""The gap report for a terminal: one layout for narrow, one for usual and one for wide screens.

Lines are built from pieces of text with a style; only a page with colours needs rich to turn them into escapes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from rich.cells import cell_len

from hcroadmap.assess.assessment import Report
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.words import capitalised
from hcroadmap.render.piece import Line, Piece, ends, escaped, padded, width_of, wrapped
from hcroadmap.render.status.bar import BAR_WIDTH, bar
from hcroadmap.render.status.content import Row, Table, table
from hcroadmap.render.status.narrow import narrow

WIDE = 120
PIPE_WIDTH = 140
GUTTER = "  "
BETWEEN = "   "
LEAST_TITLE = 18


@dataclass(frozen=True)
class Column:
    """A column of figures: its two lines of heading, and for each row what stands on its two lines."""

    heads: tuple[str, str]
    cells: dict[str, tuple[Piece, Piece]]
    members: tuple[str, ...] = ()
    """What stands in it for the members of the rows."""

    @cached_property
    def width(self) -> int:
        """As wide as its widest cell."""
        cells = (piece.text for pair in self.cells.values() for piece in pair)
        return max(cell_len(text) for text in (*self.heads, *cells, *self.members))


class Frame(NamedTuple):
    """The measures of a page: its width, that of the status and of the title, and the columns of figures."""

    width: int
    status: int
    title: int
    columns: tuple[Column, ...]
    wide: bool
    stacked: bool = False
    """Is there so little room that the status stands under the title instead of before it?"""


def render(report: Report, page: Page, *, everything: bool = False) -> str:
    """The gap report as lines of text, with escapes where the page has colours."""
    content = table(report, page, everything=everything)
    frame = _frame(content, page)
    lines = _screen(content, frame) if frame.title >= LEAST_TITLE else narrow(content, frame.width)
    return "".join(f"{escaped(line, page)}\n" for line in lines)


def _frame(content: Table, page: Page) -> Frame:
    """The widest layout that leaves the titles enough room."""
    if page.width is None or page.width >= WIDE:
        frame = _measured(content, page, wide=True)
        if frame.title >= LEAST_TITLE:
            return frame
    frame = _measured(content, page, wide=False)
    if frame.title >= LEAST_TITLE:
        return frame
    return frame._replace(status=2, title=frame.title + frame.status - 2, stacked=True)


def _measured(content: Table, page: Page, *, wide: bool) -> Frame:
    rows = [row for group in content.groups for row in group.rows]
    columns = tuple(_wide_columns(rows, page) if wide else _usual_columns(rows, page))
    labels = [member.label for row in rows for member in row.members]
    status = max(map(cell_len, [*labels, *(f"{row.symbol} {row.status}" for row in rows)]), default=0) + 1
    figures = sum(len(GUTTER) + column.width for column in columns)
    titles = max((cell_len(row.title) for row in rows), default=0)
    width = page.width or max(PIPE_WIDTH, status + 2 + titles + figures + 1)
    return Frame(width - 1, status, width - 3 - status - figures, columns, wide)


def _usual_columns(rows: Sequence[Row], page: Page) -> Iterator[Column]:
    """Periods stand under their values."""
    for name in ("baseline", "latest", "target"):
        cells = {
            row.id: (Piece(getattr(row, name).value, _weight(name)), Piece(getattr(row, name).period, "dim"))
            for row in rows
        }
        yield Column((page.words(f"column.{name}"), ""), cells, _of_members(rows, name))
    yield _to_go(rows, page)


def _wide_columns(rows: Sequence[Row], page: Page) -> Iterator[Column]:
    """Periods stand beside their values; the bar and the changes a year have columns of their own."""
    words = page.words
    for name in ("baseline", "latest", "target"):
        cells = {row.id: (Piece(str(getattr(row, name)), _weight(name)), Piece("")) for row in rows}
        yield Column((words(f"column.{name}"), ""), cells, _of_members(rows, name))
    yield _to_go(rows, page)
    if any(row.bar for row in rows):
        yield Column(
            (words("column.way_there").ljust(BAR_WIDTH), ""),
            {row.id: (Piece(" " * BAR_WIDTH), Piece("")) for row in rows},
        )
    for name in ("so_far", "needed"):
        cells = {row.id: (Piece(getattr(row, name)), Piece("")) for row in rows}
        yield Column((words(f"column.{name}"), words("column.a_year")), cells)


def _to_go(rows: Sequence[Row], page: Page) -> Column:
    cells = {row.id: (Piece(row.to_go, row.style), Piece("")) for row in rows}
    return Column((page.words("column.to_go"), ""), cells, _of_members(rows, "to_go"))


def _of_members(rows: Sequence[Row], name: str) -> tuple[str, ...]:
    """What the column of a name shows for all members."""
    members = [member for row in rows for member in row.members]
    return tuple(member.latest.value if name == "latest" else getattr(member, name) for member in members)


def _weight(name: str) -> str:
    return "bold" if name == "latest" else ""


def _screen(content: Table, frame: Frame) -> Iterator[Line]:
    yield from _opening(content, frame)
    for level in (0, 1):
        heads = [column.heads[level] for column in frame.columns]
        if any(heads):
            space = " " * (frame.width - sum(len(GUTTER) + column.width for column in frame.columns))
            cells = [
                GUTTER + padded(head, column.width) for head, column in zip(heads, frame.columns, strict=True)
            ]
            yield [Piece(space), Piece("".join(cells), "dim")]
    yield _rule(frame.width)
    for number, group in enumerate(content.groups):
        if number and frame.wide:
            yield []
        if group.title or group.activities:
            yield from _heading(group.title, "bold cyan", group.activities, frame.width)
        yield from ([Piece(f"   {text}")] for text in wrapped(group.changed, frame.width - 3))
        for row in group.rows:
            yield from _row(row, frame)
    yield _rule(frame.width)
    yield from _closing(content, frame.width, wide=frame.wide)


def _opening(content: Table, frame: Frame) -> Iterator[Line]:
    """The title and the sentence that is the whole answer."""
    width = frame.width
    yield from _heading(content.title, "bold", content.as_of, width)
    yield from _heading(content.headline, "bold", content.news if frame.wide else "", width)
    if frame.wide:
        yield []


def _heading(title: str, style: str, right: str, width: int) -> Iterator[Line]:
    """A title, on as many lines as it takes, and something at the right end of the last."""
    *above, last = wrapped(title, width - 1) or [""]
    for text in above:
        yield [Piece(f" {text}", style)]
    yield from _beside([Piece(f" {last}", style)], right, width)


def _row(row: Row, frame: Frame) -> Iterator[Line]:
    """One indicator: title and figures, what is measured, then the notes."""
    beneath = any(column.cells[row.id][1].text for column in frame.columns)
    titles = [Piece(text, "bold") for text in wrapped(row.title, frame.title)]
    if frame.stacked:
        titles += [Piece(text, row.style) for text in wrapped(row.status, frame.title)]
    if not frame.wide:
        room = frame.title if len(titles) <= beneath else frame.width - frame.status - 2
        titles += [Piece(text, "dim") for text in wrapped(row.subtitle, room)]
    titles += [Piece("")] * (1 + beneath - len(titles))
    for number, title in enumerate(titles):
        label = f" {row.symbol} {'' if frame.stacked else row.status}" if number == 0 else ""
        line = [Piece(label + " " * (frame.status + 2 - cell_len(label)), row.style), title]
        if number <= beneath:
            line.append(Piece(" " * max(0, frame.title - cell_len(title.text))))
            line += _figures(row, frame, number)
        yield line
    yield from _members(row, frame)
    yield from _notes(row, frame)


def _members(row: Row, frame: Frame) -> Iterator[Line]:
    """The members of the dimension that the report is split by: their newest figures and what they lack."""
    for member in row.members:
        beside = member.label if frame.stacked else ""
        title = ", ".join(part for part in (member.name, member.latest.period, beside) if part)
        *above, last = wrapped(title, frame.title - 2)
        indent = " " * (frame.status + 4)
        yield from ([Piece(f"{indent}{text}")] for text in above)
        label = "" if frame.stacked else f" {member.label}"
        line = [Piece(label, member.style), Piece(indent[len(label) :] + last)]
        line.append(Piece(" " * max(0, frame.title - 2 - cell_len(last))))
        shown = (member.baseline, member.latest.value, member.target, member.to_go)
        cells = zip(shown, frame.columns, strict=False)
        yield [*line, *(Piece(GUTTER + padded(text, column.width)) for text, column in cells)]


def _figures(row: Row, frame: Frame, level: int) -> Line:
    line: Line = []
    for column in frame.columns:
        piece = column.cells[row.id][level]
        if level == 0 and piece.text.isspace() and row.bar:
            line += [Piece(GUTTER), *bar(row.bar, row.style)]
        else:
            line.append(Piece(GUTTER + padded(piece.text, column.width), piece.style))
    return line


def _notes(row: Row, frame: Frame) -> Iterator[Line]:
    """The notes below a row: the bar before them, or on a wide page what is measured."""
    indent = Piece(" " * (frame.status + 2))
    room = frame.width - frame.status - 2
    opening: Line = bar(row.bar, row.style) if row.bar and not frame.wide else []
    if frame.wide and row.subtitle:
        *above, last = wrapped(f"{capitalised(row.subtitle)}.", room)
        for text in above:
            yield [indent, Piece(text, "dim")]
        opening = [Piece(last, "dim")]
    if width_of(opening) + LEAST_TITLE > room:
        yield [indent, *opening]
        opening = []
    taken = width_of(opening) + len(GUTTER) if opening else 0
    for number, text in enumerate(wrapped(" ".join(row.notes), room, room - taken)):
        yield [indent, *([*opening, Piece(GUTTER)] if opening and number == 0 else []), Piece(text)]
    yield from ([indent, Piece(text)] for text in wrapped(row.changed, room))


def _closing(content: Table, width: int, *, wide: bool) -> Iterator[Line]:
    """The counts, what is new or left out, and the next thing to do."""
    *above, counts = _counts(content.counts, width)
    yield from above
    yield from _beside(counts, content.context if wide else content.news, width)
    opening, *rest = content.next or ("",)
    text = f"{opening}  {'  ·  '.join(rest)}" if rest else opening
    for number, part in enumerate(wrapped(text, width - 3, width - 1)):
        yield [Piece("   " if number else " "), Piece(part)]
    context = "" if wide else content.context
    if content.legend or context:
        yield from _beside([Piece(f" {content.legend}", "dim")], context, width)


def _counts(counts: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """How many have each status, on as many lines as it takes."""
    lines: list[Line] = [[]]
    for text, style in counts:
        if lines[-1] and width_of(lines[-1]) + len(BETWEEN) + cell_len(text) > width:
            lines.append([])
        lines[-1] += [Piece(BETWEEN if lines[-1] else " "), Piece(text, style)]
    return lines


def _beside(left: Line, right: str, width: int) -> Iterator[Line]:
    """Two things on one line where they fit, else on two."""
    if width_of(left) + len(GUTTER) + cell_len(right) <= width:
        yield ends(left, [Piece(right, "dim")], width)
    else:
        yield left
        if right:
            yield [Piece(" " * max(0, width - cell_len(right))), Piece(right, "dim")]


def _rule(width: int) -> Line:
    return [Piece(" " + "─" * (width - 1), "dim")]
