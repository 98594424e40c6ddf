"""The table of goals and their figures that `status` and `check` show on a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.align import VerticalAlignMethod
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hcroadmap.render.console import GAP, room, ruled_table, unbroken, wording
from hcroadmap.render.language.page import Page
from hcroadmap.render.status.content import Cell

LEAST_TITLE, AMPLE_TITLE = 22, 40
"""Cells that titles must have, and that they have before there are columns which could be done without."""
LEAST_FIGURE, MOST_FIGURE = 6, 20
"""Cells of a column of figures: a target in words may be long, and takes more lines then."""


class TableEntry(NamedTuple):
    """A line of the table with its figures, and what there is to say below it."""

    label: Text
    title: Text
    cells: Mapping[str, Cell]
    about: Sequence[RenderableType] = ()
    style: str = ""
    """Of what is still to go."""


class TableLayout(NamedTuple):
    """How much of the table fits: the widths of the figures and of the status, 0 where that is above the title."""

    room: int
    status: int
    figures: dict[str, int]

    @property
    def title(self) -> int:
        """The cells that are left for the titles."""
        status = self.status + GAP + 1 if self.status else 0
        return self.room - 2 - status - sum(GAP + width for width in self.figures.values())


def figure_table(
    sections: Sequence[Sequence[TableEntry]], heads: Mapping[str, str], page: Page, dispensable: Sequence[str] = ()
) -> Table:
    """Sections of entries below the heads of their figures; those that are dispensable go first."""
    layout = _layout([entry for section in sections for entry in section], heads, page, dispensable)
    table = ruled_table(expand=True)
    if layout.status:
        table.add_column(wording(page.words("column.status")), width=layout.status)
    head = TableEntry(
        Text(), wording(page.words("column.goal")), {name: Cell(text) for name, text in heads.items()}
    )
    table.add_column(_figures(head.title, head, layout, "bottom"), ratio=1)
    for section in sections:
        for entry in section:
            table.add_row(*([entry.label] if layout.status else []), _body(entry, heads, layout))
        table.add_section()
    return table


def _layout(
    entries: Sequence[TableEntry], heads: Mapping[str, str], page: Page, dispensable: Sequence[str]
) -> TableLayout:
    """The fullest layout that leaves room for the titles."""
    widths = {}
    for name, head in heads.items():
        texts = [*head.split(), *(text for entry in entries for text in entry.cells.get(name, ()))]
        widths[name] = min(MOST_FIGURE, max(LEAST_FIGURE, *(wording(text).cell_len for text in texts)))
    status = max(entry.label.cell_len for entry in entries)
    usual = {name: width for name, width in widths.items() if name not in dispensable}
    least = min(LEAST_TITLE, max(line.cell_len for entry in entries for line in entry.title.split()))
    tried = [(status, widths), (status, usual), (0, usual), (0, {})]
    layouts = [TableLayout(room(page), *layout) for layout in tried]
    needs = (AMPLE_TITLE, least, least, 0)
    fitting = (layout for layout, need in zip(layouts, needs, strict=True) if layout.title >= need)
    return next(fitting, layouts[-1])


def _body(entry: TableEntry, heads: Mapping[str, str], layout: TableLayout) -> RenderableType:
    label = [] if layout.status or not entry.label else [entry.label]
    if layout.figures:
        return Group(_figures(Text("\n").join([*label, entry.title]), entry, layout), *entry.about)
    told = [f"{head}: {entry.cells[name]}" for name, head in heads.items() if name in entry.cells]
    figures = wording(", ".join(map(unbroken, told)), "strong")
    return Group(Text("  ").join([*label, entry.title]), *([figures] if told else []), *entry.about)


def _figures(title: Text, entry: TableEntry, layout: TableLayout, vertical: VerticalAlignMethod = "top") -> Table:
    """A title with its figures at the right, each above its period."""
    grid = Table.grid(padding=(0, GAP, 0, 0), expand=True)
    grid.add_column(ratio=1, vertical=vertical)
    texts = [title]
    for name, width in layout.figures.items():
        grid.add_column(width=width, justify="right", vertical=vertical)
        cell = entry.cells.get(name, Cell(""))
        weight = {"latest": "strong", "to_go": entry.style}.get(name, "") if entry.style else ""
        lines = [wording(cell.value, weight), *([wording(cell.period, "faint")] if cell.period else [])]
        texts.append(Text("\n").join(lines))
    grid.add_row(*texts)
    return grid
