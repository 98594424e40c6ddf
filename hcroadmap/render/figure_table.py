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
    """A row of the table with its figures, and what there is to say below it; `style` is that of what is to go."""

    label: Text
    title: Text
    cells: Mapping[str, Cell]
    about: Sequence[RenderableType] = ()
    style: str = ""


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
    status, goal = wording(page.words("column.status")), wording(page.words("column.goal"))
    if layout.status:
        table.add_column(status, width=layout.status)
    head = TableEntry(status, goal, {name: Cell(heads[name]) for name in layout.figures})
    table.add_column(_body(head, heads, layout, "bottom"), ratio=1)
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
    tried = (AMPLE_TITLE, status, widths), (least, status, usual), (least, 0, usual)
    layouts = ((need, TableLayout(room(page), beside, figures)) for need, beside, figures in tried)
    return next((layout for need, layout in layouts if layout.title >= need), TableLayout(room(page), 0, {}))


def _body(
    entry: TableEntry, heads: Mapping[str, str], layout: TableLayout, vertical: VerticalAlignMethod = "top"
) -> RenderableType:
    """An entry without a status that has a column: its figures at the right, above their periods, or in a line."""
    label = [] if layout.status or not entry.label else [entry.label]
    weights = {"latest": "strong", "to_go": entry.style} if entry.style else {}
    if not layout.figures:
        figures = [
            wording(unbroken(f"{heads[name]}: "), "faint") + wording(unbroken(str(cell)), weights.get(name, ""))
            for name, cell in entry.cells.items()
            if name in heads
        ]
        return Group(
            Text("  ").join([*label, entry.title]), *filter(None, [Text(", ").join(figures)]), *entry.about
        )
    grid = Table.grid(padding=(0, GAP, 0, 0), expand=True)
    grid.add_column(ratio=1, vertical=vertical)
    texts = [Text("\n").join([*label, entry.title])]
    for name, width in layout.figures.items():
        grid.add_column(width=width, justify="right", vertical=vertical)
        cell = entry.cells.get(name, Cell(""))
        lines = [wording(cell.value, weights.get(name, "")), *filter(None, [wording(cell.period, "faint")])]
        texts.append(Text("\n").join(lines))
    grid.add_row(*texts)
    return Group(grid, *entry.about)
