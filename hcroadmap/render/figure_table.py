"""The table of goals and their figures that `status` and `check` show on a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.align import VerticalAlignMethod
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
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


def figure_table(
    sections: Sequence[Sequence[TableEntry]], heads: Mapping[str, str], page: Page, dispensable: Sequence[str] = ()
) -> Table:
    """Sections of entries below the heads of their figures; those that are dispensable go first."""
    status, figures = _widths([entry for section in sections for entry in section], heads, page, dispensable)
    head = TableEntry(
        label=wording(page.words("column.status")),
        title=wording(page.words("column.goal")),
        cells={name: Cell(heads[name]) for name in figures},
    )
    table = ruled_table()
    if status:
        table.add_column(head.label, width=status, no_wrap=True)
        head = head._replace(label=Text())
    body = room(page) - 2 - (status and status + GAP + 1)
    table.add_column(_Body(head, heads, figures, body, "bottom"), width=body)
    for section in sections:
        for entry in section:
            beside, rest = ([entry.label], entry._replace(label=Text())) if status else ([], entry)
            table.add_row(*beside, _Body(rest, heads, figures, body))
        table.add_section()
    return table


def _widths(
    entries: Sequence[TableEntry], heads: Mapping[str, str], page: Page, dispensable: Sequence[str]
) -> tuple[int, dict[str, int]]:
    """The width of the status, 0 where it stands above the title, and those of the figures that have room."""
    widths = {}
    for name, head in heads.items():
        texts = [*head.split(), *(text for entry in entries for text in entry.cells.get(name, ()))]
        widths[name] = min(MOST_FIGURE, max(LEAST_FIGURE, *map(cell_len, texts)))
    label = max((line.cell_len for entry in entries for line in entry.label.split()), default=0)
    usual = {name: width for name, width in widths.items() if name not in dispensable}
    least = min(LEAST_TITLE, max(line.cell_len for entry in entries for line in entry.title.split()))
    for title, status, figures in (
        (AMPLE_TITLE, label, widths), (least, label, usual), (max(least, label), 0, usual)
    ):  # fmt: skip
        taken = (status and status + GAP + 1) + sum(GAP + width for width in figures.values())
        if room(page) - 2 - taken >= title:
            return status, figures
    return 0, {}


class _Body(NamedTuple):
    """An entry with its figures at the right, above their periods; without room for them, in a line below it.

    It is laid out when it is drawn, as thousands of grids take room. `width` is all that it has.
    """

    entry: TableEntry
    heads: Mapping[str, str]
    figures: Mapping[str, int]
    width: int
    vertical: VerticalAlignMethod = "top"

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        entry, heads = self.entry, self.heads
        above = [entry.label] if entry.label else []
        weights = {"latest": "strong", "to_go": entry.style} if entry.style else {}
        if not self.figures:
            yield Text("  ").join([*above, entry.title])
            shown = [
                wording(unbroken(f"{heads[name]}: "), "faint")
                + wording(unbroken(str(cell)), weights.get(name, ""))
                for name, cell in entry.cells.items()
                if name in heads
            ]
            yield from filter(None, [Text(", ").join(shown)])
        else:
            grid = Table.grid(padding=(0, GAP, 0, 0))
            title = self.width - sum(GAP + width for width in self.figures.values())
            grid.add_column(width=title, vertical=self.vertical)
            texts = [Text("\n").join([*above, entry.title])]
            for name, width in self.figures.items():
                is_whole = width < MOST_FIGURE and self.vertical == "top"  # no line of it has to break
                grid.add_column(
                    width=width, justify="right", vertical=self.vertical, overflow="fold", no_wrap=is_whole
                )
                cell = entry.cells.get(name, Cell(""))
                lines = [
                    wording(cell.value, weights.get(name, "")),
                    *filter(None, [wording(cell.period, "faint")]),
                ]
                texts.append(Text("\n").join(lines))
            grid.add_row(*texts)
            yield grid
        yield from entry.about
