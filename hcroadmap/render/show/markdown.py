"""One indicator, or the sheet of an action line, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hcroadmap.render.section import Dossier, Section, TextTable
from hcroadmap.render.status.markdown import escaped, pipe_table


def render(content: Dossier, chart: Sequence[str]) -> str:
    """A dossier as a Markdown document; the chart stands in a code block."""
    parts = [f"# {escaped(content.title)}", f"{escaped(content.subtitle)}  \n{escaped(content.as_of)}"]
    parts.append(f"**{escaped(content.label)}.** {escaped(' '.join(content.answer))}".strip())
    if chart:
        parts.append("\n".join(["```text", *(line.replace("```", "'''") for line in chart), "```"]))
    for section in content.sections:
        parts += _section(section)
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {escaped(section.title)}"
    if len(section.prose) > 1:
        yield "\n".join(f"- {escaped(text)}" for text in section.prose)
    else:
        yield from (escaped(text) for text in section.prose)
    if section.table:
        yield "\n".join(_table(section.table))


def _table(table: TextTable) -> list[str]:
    heads = table.heads or ("",) * len(table.align)
    return pipe_table(
        [escaped(head) for head in heads], [[escaped(cell) for cell in row] for row in table.rows], table.align
    )
