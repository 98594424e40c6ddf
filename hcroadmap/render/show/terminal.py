"""One indicator, activity or action line for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from hcroadmap.render.console import PIPE_WIDTH, answer_panel, text_of, wording
from hcroadmap.render.language.page import Page
from hcroadmap.render.section import Dossier, Section, TextTable

WIDEST = 101
"""Longer lines are hard to read, however wide the screen."""
INDENT = 2
"""Cells before a heading, as many as the frame takes; twice as many before what stands below it."""


def width_of(page: Page) -> int:
    """The cells that there are for a chart."""
    return min(page.width or PIPE_WIDTH, WIDEST) - 1


def render(content: Dossier, chart: Sequence[str], page: Page) -> str:
    """A dossier as lines of text, with a chart below the answer."""
    page = replace(page, width=width_of(page) + 1)
    answer = Table.grid(padding=(0, 2, 0, 0))
    answer.add_row(wording(content.label, content.style), wording(" ".join(content.answer)))
    body = Group(answer, wording(content.subtitle, "faint"))
    pieces: list[RenderableType] = [answer_panel(content.title, content.as_of, body, page)]
    for line in chart:
        drawn = Text(line, no_wrap=True)
        drawn.highlight_regex("[┤└┬─·]+", "faint")
        drawn.highlight_regex("[●◍]", content.style)
        pieces.append(drawn)
    for section in content.sections:
        pieces += [Text(), *_section(section, page)]
    return text_of(*pieces, page=page)


def _section(section: Section, page: Page) -> Iterator[RenderableType]:
    """A heading with its paragraphs, listed where there are several, and its table."""
    if section.title:
        yield Padding(wording(section.title, "strong"), (0, 0, 0, INDENT))
    is_list = len(section.prose) > 1
    for paragraph in section.prose:
        yield from _paragraph(paragraph, page, "–" if is_list else "")
    if section.table:
        yield Padding(_table(section.table, section.title), (0, 0, 0, 2 * INDENT if section.title else INDENT))


def _paragraph(text: str, page: Page, bullet: str) -> Iterator[RenderableType]:
    """A paragraph; an address at its end is a link where the terminal knows links, else a line of its own.

    That line is never broken, so that the address can be copied whole.
    """
    told, _, address = text.rpartition(" ")
    is_address = address.startswith(("https://", "http://"))
    shown = wording(told if is_address else text)
    if is_address and page.links:
        shown = wording(told.removesuffix(":"))
        shown.stylize(Style(link=address, underline=True))
    line = Table.grid(padding=(0, 1, 0, 0))
    line.add_row(*([bullet] if bullet else []), shown)
    yield Padding(line, (0, 0, 0, 2 * INDENT))
    if is_address and not page.links:
        yield Text(" " * (3 * INDENT) + address, no_wrap=True, overflow="ignore")


def _table(content: TextTable, title: str) -> Table:
    """Rows side by side, below their headings if they have any; cells wrap."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0),
                  show_header=bool(content.heads), header_style="faint", border_style="faint")  # fmt: skip
    for index, side in enumerate(content.align):
        head = wording(content.heads[index]) if content.heads else ""
        table.add_column(head, justify="right" if side == ">" else "left", overflow="fold",
                         style="" if title or index else "strong")  # fmt: skip
    for row in content.rows:
        table.add_row(*map(wording, row))
    return table
