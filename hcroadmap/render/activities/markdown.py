"""The activities as Markdown: a heading and a table for each action line."""

from __future__ import annotations

from hcroadmap.assess.activities import Agenda
from hcroadmap.render.activities.content import AgendaRow, agenda_table
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.words import capitalised
from hcroadmap.render.status.markdown import escaped, pipe_table


def render(content: Agenda, page: Page) -> str:
    """A heading, the answer in a sentence, the tables, and what may not be concluded."""
    table = agenda_table(content, page)
    state, *others = (escaped(head) for head in table.heads)
    parts = [f"# {escaped(table.title)}", f"{escaped(capitalised(table.as_of))}: **{escaped(table.headline)}**"]
    for group in table.groups:
        rows = [_cells(row) for row in group.rows]
        parts += [f"## {escaped(group.title)}", "\n".join(pipe_table([*others, state], rows, "<<<><"))]
    parts += [escaped(remark) for remark in table.remarks]
    parts.append(escaped(table.next))
    return "\n\n".join(part for part in parts if part) + "\n"


def _cells(row: AgendaRow) -> list[str]:
    title = " ".join([f"{row.title}.", *row.told]) if row.told else row.title
    return [escaped(text) for text in (title, row.owners, row.due, row.count, row.label)]
