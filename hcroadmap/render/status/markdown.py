"""The gap report as a Markdown table that pandoc, Quarto and GitHub read alike (CLI.md section 8)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len

from hcroadmap.assess.assessment import Report
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.words import capitalised
from hcroadmap.render.status.content import COLUMNS, GapRow, gap_report

_MARKUP = re.compile(r"([\\`*_\[\]<>|~$#]|&(?=#?\w+;))")


def render(report: Report, page: Page, *, everything: bool = False) -> str:
    """A heading, the answer in a sentence, one table, and the notes as a list."""
    content, words = gap_report(report, page, everything=everything), page.words
    rows = [(group.title, row) for group in content.groups for row in group.rows]
    heads = [words("column.goal"), *(content.heads[name] for name in COLUMNS), words("column.status")]
    body = [_cells(row) for _, row in rows]
    noted = [f"- **{escaped(row.title)}.** {escaped(' '.join(row.notes))}" for _, row in rows if row.notes]
    closing = [escaped(text) for text in (" · ".join(text for text, _ in content.counts), content.context) if text]
    parts = [
        f"# {escaped(content.title)}",
        f"{escaped(capitalised(content.as_of))}: **{escaped(content.headline)}**",
        "\n".join(pipe_table([escaped(head) for head in heads], body, f"<{'>' * len(COLUMNS)}<")),
        "\n".join(noted),
        "\n\n".join([*closing, escaped(" ".join([*content.next[:1], "; ".join(content.next[1:])]).strip())]),
    ]
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def escaped(text: str) -> str:
    """A text without anything that Markdown or HTML would take for markup, on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split("\n")))


def pipe_table(heads: Sequence[str], rows: Sequence[Sequence[str]], align: str) -> list[str]:
    """A pipe table, padded so that pandoc sees sensible widths; `align` has `<` or `>` for each column."""
    widths = [max(3, *(cell_len(row[index]) for row in (heads, *rows))) for index in range(len(heads))]
    marks = [
        ":" + "-" * (width + 1) if side == "<" else "-" * (width + 1) + ":"
        for width, side in zip(widths, align, strict=True)
    ]
    return [_line(heads, widths, align), f"|{'|'.join(marks)}|", *(_line(row, widths, align) for row in rows)]


def _line(cells: Sequence[str], widths: Sequence[int], align: str) -> str:
    shown = []
    for cell, width, side in zip(cells, widths, align, strict=True):
        space = " " * (width - cell_len(cell))
        shown.append(cell + space if side == "<" else space + cell)
    return f"| {' | '.join(shown)} |"


def _cells(row: GapRow) -> list[str]:
    return [escaped(text) for text in (row.title, *row.figures, f"{row.symbol} {row.status}")]
