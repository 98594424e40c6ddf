"""The activities for a terminal: one table, by action line, overdue first."""

from itertools import zip_longest

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hcroadmap.assess.activities import Agenda
from hcroadmap.render.activities.content import AgendaTable, agenda_table
from hcroadmap.render.console import PIPE_WIDTH, answer_panel, ruled_table, text_of, wording
from hcroadmap.render.language.page import Page

WIDE, USUAL = 100, 70
"""From these widths on, who and when have columns of their own, or at least the state and the count have."""


def render(content: Agenda, page: Page) -> str:
    """The activities as wide as the page, with escapes where it has colours."""
    agenda = agenda_table(content, page)
    panel = answer_panel(agenda.title, agenda.as_of, wording(agenda.headline, "strong"), page)
    # Where no day was agreed for anything, the headline says so, and there is no column for it.
    has_days = content.undated < len(content.standings)
    table = [_table(agenda, page.width or PIPE_WIDTH, has_days=has_days)] if agenda.groups else []
    next_step = wording(agenda.next)
    next_step.highlight_regex(r"^[^:]+:|hcroadmap .*", "command")
    closing = [*(wording(remark, "faint") for remark in agenda.remarks), *([next_step] if next_step else [])]
    return text_of(panel, *table, Text(), Padding(Group(*closing), (0, 1)), page=page)


def _table(agenda: AgendaTable, width: int, *, has_days: bool) -> Table:
    """Five columns, three with two of them below the others, or all in one."""
    state, what, who, due, count = agenda.heads
    days = [due] if has_days else []
    heads = [state, what, who, *days, count]
    if width < WIDE:
        heads = [state, f"{what}, {who.lower()}", ", ".join((count, *map(str.lower, days)))]
    if width < USUAL:
        heads = [", ".join((state, *map(str.lower, (what, who, *days, count))))]
    table = ruled_table(expand=True)
    for head, ratio in zip_longest(map(wording, heads), (None, 3, 2)[: len(heads) - 1]):
        table.add_column(head, ratio=ratio, overflow="fold", no_wrap=len(heads) > 1 and ratio is None)
    table.columns[-1].justify = "right" if len(heads) > 1 else "left"
    for group in agenda.groups:
        heading = _lines(wording(group.title, "strong"), wording(group.summary, "faint"))
        table.add_row(*([""] if len(heads) > 1 else []), heading)
        for row in group.rows:
            first, *others = row.states
            below = [wording(f"  {word}", "faint") for word in others]
            symbol = _lines(wording(f"{row.symbol} {first}", row.style), *below)
            # What is late stands out by its state and its day.
            when = [wording(row.due, "strong" if others else "faint")] if has_days else []
            title, number = wording(row.title), wording(row.count)
            reports = [wording(text, "faint") for text in row.reports]
            owners = wording(row.owners, "" if len(heads) > 3 else "faint")
            if len(heads) > 3:
                cells = [symbol, _lines(title, *reports), owners, *when, number]
            elif len(heads) > 1:
                cells = [symbol, _lines(title, owners, *reports), _lines(number, *when)]
            else:
                cells = [_lines(symbol, title, owners, *when, *([number] if row.count else []), *reports)]
            table.add_row(*cells)
        table.add_section()
    return table


def _lines(*texts: Text) -> Text:
    return Text("\n").join(texts)
