"""One indicator, activity or action line for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from hcroadmap.render.console import PIPE_WIDTH, answer_panel, drawn, ruled_table, text_of, wording
from hcroadmap.render.language.page import Page
from hcroadmap.render.markdown import Dossier, TextTable

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
    verdict = [wording(content.label, content.style)] if content.label else []
    answer = Text("  ").join([*verdict, wording(" ".join(content.answer))])
    body = Group(answer, wording(content.subtitle, "faint"))
    pieces: list[RenderableType] = [answer_panel(content.title, content.as_of, body, page)]
    for line in chart:  # the figures in the colour of the verdict, the path and the axes faint
        drawing = Text(line, no_wrap=True)
        drawing.highlight_regex("[┤└┬─·]+", "faint")
        drawing.highlight_regex("[●◍]", drawn(content.style))
        pieces.append(drawing)
    for section in content.sections:
        heading = wording(section.title, "strong")
        pieces += [Text(), Padding(heading, (0, 0, 0, INDENT))] if section.title else []
        bullet = ["–"] if len(section.prose) > 1 else []
        for paragraph in section.prose:
            pieces += _paragraph(paragraph, bullet, page)
        if section.table:
            table = _table(section.table, {content.label: content.style})
            if not section.title:
                table.columns[0].style = "strong"
            pieces.append(Padding(table, (0, 0, 0, 2 * INDENT if section.title else INDENT)))
    return text_of(*pieces, page=page)


def _paragraph(text: str, bullet: list[str], page: Page) -> Iterator[RenderableType]:
    """A paragraph; an address at its end is a link where the terminal knows links, else a line of its own.

    That line is never broken, so that the address can be copied whole.
    """
    before, _, address = text.rpartition(" ")
    is_address = address.startswith(("https://", "http://"))
    shown = _cell(before if is_address else text)
    if is_address and page.links:
        shown = wording(before.removesuffix(":"), Style(link=address, underline=True))
    line = Table.grid(padding=(0, 1, 0, 0))
    line.add_row(*bullet, shown)
    yield Padding(line, (0, 0, 0, 2 * INDENT))
    if is_address and not page.links:
        yield Text(" " * (3 * INDENT) + address, no_wrap=True, overflow="ignore")


def _table(content: TextTable, styles: Mapping[str, str]) -> Table:
    """Rows side by side, below their headings if they have any; cells wrap, and some texts have a style."""
    table = ruled_table(pad_edge=False, padding=(0, 1, 0, 0), show_header=bool(content.heads))
    for head, side in zip_longest(content.heads, content.align, fillvalue=""):
        table.add_column(wording(head), justify="right" if side == ">" else "left", overflow="fold")
    for row in content.rows:
        table.add_row(*(_cell(cell, styles.get(cell, "")) for cell in row))
    return table


def _cell(text: str, style: str = "") -> Text:
    """A text in which a command stands out."""
    shown = wording(text, style)
    shown.highlight_regex("hcroadmap (show|activities) .*", "command")
    return shown
