"""The activities for a terminal: one table, by action line, overdue first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hcroadmap.assess.agenda import Agenda
from hcroadmap.render.activities.content import AgendaGroup, AgendaRow, AgendaTable, agenda_table
from hcroadmap.render.console import NO_BREAK, PIPE_WIDTH, answer_panel, text_of, wording
from hcroadmap.render.language.page import Page

WIDE, USUAL = 100, 70
"""From these widths on, who and when have columns of their own, or at least the state and the count have."""


def render(content: Agenda, page: Page) -> str:
    """The activities as wide as the page, with escapes where it has colours."""
    agenda, width = agenda_table(content, page), page.width or PIPE_WIDTH
    pieces: list[RenderableType] = [
        answer_panel(agenda.title, agenda.as_of, wording(agenda.headline, "strong"), page)
    ]
    if agenda.groups:
        draw = _wide if width >= WIDE else _usual if width >= USUAL else _narrow
        pieces.append(draw(agenda, has_dates=content.undated < len(content.standings)))
    return text_of(*pieces, *(Padding(piece, (0, 1)) for piece in _closing(agenda)), page=page)


def _wide(agenda: AgendaTable, *, has_dates: bool) -> Table:
    """A row per activity; no column of dates where none was agreed, which the headline says."""
    state, what, who, due, count = map(wording, agenda.heads)
    table = _table()
    table.add_column(state, no_wrap=True)
    table.add_column(what, ratio=3, overflow="fold")
    table.add_column(who, ratio=2, overflow="fold")
    if has_dates:
        table.add_column(due, no_wrap=True)
    table.add_column(count, justify="right", no_wrap=True)
    for group in agenda.groups:
        table.add_row("", _heading(group))
        for row in group.rows:
            what = Text("\n").join([wording(row.title), *_told(row)])
            dates = [_due(row)] if has_dates else []
            table.add_row(Text("\n").join(_states(row)), what, wording(row.owners), *dates, wording(row.count))
        table.add_section()
    return table


def _usual(agenda: AgendaTable, *, has_dates: bool) -> Table:
    """What and how many on one line, who and when below."""
    state, what, who, due, count = agenda.heads
    table = _table()
    table.add_column(wording(state), no_wrap=True)
    table.add_column(wording(f"{what}, {who.lower()}"), ratio=1, overflow="fold")
    end = f"{count}, {due.lower()}" if has_dates else count
    table.add_column(wording(end), justify="right", no_wrap=True)
    for group in agenda.groups:
        table.add_row("", _heading(group))
        for row in group.rows:
            ends = [wording(row.count), *([_due(row)] if has_dates else [])]
            middle = [wording(row.title), wording(row.owners, "faint"), *_told(row)]
            for cells in zip_longest(_states(row), middle, ends, fillvalue=""):
                table.add_row(*cells)
        table.add_section()
    return table


def _narrow(agenda: AgendaTable, *, has_dates: bool) -> Table:
    """All in one column, the state above what it is about."""
    table = _table()
    table.add_column(
        wording(f"{agenda.heads[0]}, {agenda.heads[1].lower()}, {agenda.heads[2].lower()}"), overflow="fold"
    )
    for group in agenda.groups:
        table.add_row(_heading(group))
        for row in group.rows:
            below = [wording(row.title), wording(row.owners, "faint"), *([_due(row)] if has_dates else [])]
            below += [wording(row.count)] if row.count else []
            about = Padding(Text("\n").join([*below, *_told(row)]), (0, 0, 0, 2))
            table.add_row(Group(wording(row.label, row.style), about))
        table.add_section()
    return table


def _table() -> Table:
    return Table(box=box.SIMPLE_HEAD, expand=True, show_edge=False, header_style="faint", border_style="faint")


def _heading(group: AgendaGroup) -> Text:
    """An action line, and how many activities it has."""
    return Text("  ").join([wording(group.title, "strong"), wording(group.summary, "faint")])


def _told(row: AgendaRow) -> list[Text]:
    """What was reported, and what is in the register."""
    return [wording(text, "faint") for text in row.told]


def _states(row: AgendaRow) -> list[Text]:
    """The symbol with the first word about the state, the others below."""
    first, *rest = row.states
    return [wording(f"{row.symbol} {first}", row.style), *(wording(f"  {word}", "faint") for word in rest)]


def _due(row: AgendaRow) -> Text:
    """The day, which stands out where it has passed."""
    return wording(row.due, "strong" if len(row.states) > 1 else "faint")


def _closing(agenda: AgendaTable) -> Iterator[RenderableType]:
    """The counts, what may not be concluded, and the next thing to do."""
    yield Text()
    if agenda.counts:
        yield Text("   ").join(wording(text.replace(" ", NO_BREAK), style) for text, style in agenda.counts)
    yield from (wording(remark, "faint") for remark in agenda.remarks)
    if agenda.next:
        text = wording(agenda.next)
        text.highlight_regex(r"^[^:]+:|hcroadmap .*", "command")
        yield text
