"""Status, activities and pages about one thing as Markdown that pandoc, Quarto and GitHub read alike."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from hcroadmap.assess.activities import Agenda
from hcroadmap.assess.assessment import Report
from hcroadmap.render.activities.content import agenda_table
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.words import capitalised
from hcroadmap.render.status.content import COLUMNS, gap_report

_MARKUP = re.compile(r"([\\`*_\[\]<>|~$#]|&(?=#?\w+;))")


class TextTable(NamedTuple):
    """Rows of cells; `align` has `<` or `>` for each column; `heads` may be left out."""

    rows: tuple[tuple[str, ...], ...]
    align: str
    heads: tuple[str, ...] = ()


class Section(NamedTuple):
    """A heading with paragraphs and a table; false where there is nothing below the heading."""

    title: str
    prose: tuple[str, ...] = ()
    table: TextTable | None = None

    def __bool__(self) -> bool:
        return bool(self.prose or (self.table and self.table.rows))


class Dossier(NamedTuple):
    """A page about one thing: what it is, the answer with its label and style, and the sections behind it."""

    title: str
    as_of: str
    subtitle: str
    label: str
    style: str
    answer: tuple[str, ...]
    sections: tuple[Section, ...]


def status_markdown(report: Report, page: Page, *, everything: bool = False) -> str:
    """A heading, the answer in a sentence, one table, and the notes as a list."""
    content, words = gap_report(report, page, everything=everything), page.words
    rows = [row for group in content.groups for row in group.rows]
    heads = [words("column.goal"), *(content.heads[name] for name in COLUMNS), words("column.status")]
    body = [
        (row.title, *row.figures, f"{row.symbol} {row.status}{f' ({row.firmness})' if row.firmness else ''}")
        for row in rows
    ]
    told = [(row.title, " ".join(filter(None, [*row.notes, row.changed]))) for row in rows]
    told += [(group.title, group.changed) for group in content.groups]
    noted = [f"- **{escaped(title)}.** {escaped(text)}" for title, text in told if text]
    parts = [
        f"# {escaped(content.title)}",
        f"{escaped(capitalised(content.as_of))}: **{escaped(content.headline)}**",
        _table(heads, body, f"<{'>' * len(COLUMNS)}<"),
        "\n".join(noted),
        escaped(f"{capitalised(content.news)}.") if report.since else "",
        escaped(" · ".join(text for text, _ in content.counts)),
        escaped(content.context),
        escaped(" ".join([*content.next[:1], "; ".join(content.next[1:])]).strip()),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def agenda_markdown(content: Agenda, page: Page) -> str:
    """A heading, the answer in a sentence, a table for each action line, and what may not be concluded."""
    table = agenda_table(content, page)
    state, *others = table.heads
    parts = [f"# {escaped(table.title)}", f"{escaped(capitalised(table.as_of))}: **{escaped(table.headline)}**"]
    for group in table.groups:
        rows = []
        for row in group.rows:
            what = " ".join([f"{row.title}.", *row.reports]) if row.reports else row.title
            rows.append((what, row.owners, row.due, row.count, row.label))
        parts += [f"## {escaped(group.title)}", _table([*others, state], rows, "<<<><")]
    parts += [escaped(text) for text in (*table.remarks, table.next)]
    return "\n\n".join(filter(None, parts)) + "\n"


def dossier_markdown(content: Dossier, chart: Sequence[str]) -> str:
    """A page about one thing; the chart stands in a code block."""
    parts = [f"# {escaped(content.title)}", f"{escaped(content.subtitle)}  \n{escaped(content.as_of)}"]
    parts.append(f"**{escaped(content.label)}.** {escaped(' '.join(content.answer))}".strip())
    if chart:
        parts.append("\n".join(["```text", *(line.replace("```", "'''") for line in chart), "```"]))
    for section in content.sections:
        parts.append(f"## {escaped(section.title)}")
        if section.prose:
            bullet = "- " if len(section.prose) > 1 else ""
            parts.append("\n".join(f"{bullet}{escaped(text)}" for text in section.prose))
        if table := section.table:
            parts.append(_table(table.heads or ("",) * len(table.align), table.rows, table.align))
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """A text without anything that Markdown or HTML would take for markup, on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split("\n")))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], align: str) -> str:
    head, *body = ([escaped(cell) for cell in row] for row in (heads, *rows))
    return "\n".join(pipe_table(head, body, align))


def pipe_table(heads: Sequence[str], rows: Sequence[Sequence[str]], align: str) -> list[str]:
    """The lines of a table of Markdown texts, padded so that pandoc sees sensible widths.

    `align` has `<` or `>` for each column.
    """
    marks, columns = [], []
    for side, cells in zip(align, zip(heads, *rows, strict=True), strict=True):
        width = max(3, *map(cell_len, cells))
        rule, spaces = "-" * (width + 1), [" " * (width - cell_len(cell)) for cell in cells]
        marks.append(f":{rule}" if side == "<" else f"{rule}:")
        columns.append([c + s if side == "<" else s + c for c, s in zip(cells, spaces, strict=True)])
    head, *body = (f"| {' | '.join(row)} |" for row in zip(*columns, strict=True))
    return [head, f"|{'|'.join(marks)}|", *body]
