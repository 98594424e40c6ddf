"""What every supplier's file becomes: one long table of raw figures, each with its place.

A raw figure is read only once it is selected, so that a hidden count in a row that nobody asks for stops nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from hcroadmap.model.diagnostic import Diagnostic, Mistake, expected, quoted
from hcroadmap.model.foreign_number import ForeignNumber, Mark, parse_foreign_number
from hcroadmap.model.foreign_period import CALENDAR_YEARS, PeriodRule, parse_foreign
from hcroadmap.model.period import Period
from hcroadmap.read.files.cells import CellRow, Cells

if TYPE_CHECKING:
    from hcroadmap.read.downloads.suppliers.figure_columns import FigureColumns


class ForeignRow(NamedTuple):
    """One raw figure: its cell (line, and column from 0), what it is the figure of, and its flags (SDMX letters).

    `facets` are the row's other cells, in the order of the table's names; `measure` is the name of its column
    where a row holds several figures. `missing` is a flag where the supplier says that there is no number;
    `power` is the power of ten that it is counted in, `broken` why the cell cannot be read.
    """

    line: int
    column: int
    period: str
    text: str
    facets: Sequence[str] = ()
    measure: str = ""
    status: str = ""
    missing: str = ""
    power: int = 0
    broken: Mistake | None = None

    def spoilt(self, column: int, mistake: Mistake) -> ForeignRow:
        """The same row, of which the cell in a column cannot be read."""
        return self._replace(column=column, broken=mistake)


class Figure(NamedTuple):
    """A figure that was read; `value` is `None` where the supplier gives none."""

    row: ForeignRow
    period: Period
    value: Decimal | None
    status: str
    percent: bool = False


class Wish(NamedTuple):
    """What the person said about a table that its header does not tell: columns, decimal mark, study years."""

    period: str | None = None
    value: str | None = None
    decimal: Mark | None = None
    rule: PeriodRule | None = None


class Refusal(Exception):  # noqa: N818  # not an error of ours
    """The file is known and cannot be read, for a reason to tell."""

    def __init__(self, mistake: Mistake, line: int = 1, index: int = 0) -> None:
        super().__init__(mistake.message)
        self.mistake = mistake
        self.line = line
        self.index = index


Keep = Callable[[Sequence[str]], bool]
"""Are the figures of a row wanted, going by its facets?"""


def every_row(_: Sequence[str]) -> bool:
    """Want them all."""
    return True


class ForeignTable(NamedTuple):
    """A supplier's file, recognised: what it is, what its columns are called, and its figures in order.

    `rows` gives the raw figures of the rows that are wanted; `figures` are the columns that say nothing about a
    row but its figures and its number. `columns` say where figures stand in a table that can be added up so.
    """

    format: str
    cells: Cells
    names: tuple[str, ...]
    rows: Callable[[Keep], Iterable[ForeignRow]]
    mark: Mark = Mark.POINT
    rule: PeriodRule = CALENDAR_YEARS
    measures: tuple[str, ...] = ()
    figures: Collection[int] = ()
    period_column: int | None = None
    columns: FigureColumns | None = None

    def read(self, row: ForeignRow) -> Figure:
        """Read one raw figure.

        Raises:
            Mistake: when its period or its number cannot be read.
        """
        if row.broken:
            raise row.broken
        told = parse_foreign(row.period, self.rule)
        status = "".join(sorted({*row.status, *("P" if told.provisional else "")}))
        if row.missing:
            return Figure(row, told.period, None, "".join(sorted({*status, row.missing})))
        number: ForeignNumber = parse_foreign_number(row.text, self.mark)
        value = number.value.scaleb(row.power) if row.power else number.value
        return Figure(row, told.period, value, status, number.percent)


FOOTER = ("bron:", "source:", "©")
Beside = Callable[[str], Cells | None]
"""The table in a file that belongs to this one: the same name with another word for “Observations”."""


def find(name: str, names: Sequence[str]) -> int | None:
    """The index of a name; whatever its case, unless one is written just so (`MEASURE` beside `Measure`)."""
    wanted = name.strip()
    if wanted in names:
        return names.index(wanted)
    return next((index for index, known in enumerate(names) if known.casefold() == wanted.casefold()), None)


class Head(NamedTuple):
    """The header row of a file: the names of its columns as typed, without the spaces around them."""

    cells: Cells
    line: int
    names: tuple[str, ...]
    beside: Beside
    footer: tuple[str, ...]

    def find(self, name: str) -> int | None:
        """The index of a column by its name, whatever its case."""
        return find(name, self.names)

    def rows(self) -> Iterator[CellRow]:
        """The rows below the header, down to the footer, that have its number of cells; any other is a finding."""
        width = len(self.names)
        for row in self.cells.rows():
            if row.line <= self.line:
                continue
            if _is_footer(row, self.footer):
                return
            if len(row.cells) == width or (len(row.cells) > width and not any(map(str.strip, row.cells[width:]))):
                yield row
            else:
                self.cells.diagnostics.append(ragged(row, self))

    def columns(self, wanted: Collection[int]) -> dict[int, Sequence[str]] | None:
        """Some columns below the header, where every line is a row of the table; else `None`."""
        columns = self.cells.columns({0, *wanted}, len(self.names))
        if columns is None:
            return None
        begun = {cell.strip().casefold() for cell in set(columns[0][self.line :])}
        if "" in begun or any(cell.startswith((*FOOTER, *self.footer)) for cell in begun):
            return None
        return {index: columns[index][self.line :] for index in wanted}

    def need(self, name: str | None, usual: str, option: str) -> int:
        """The index of a column that was asked for, or of the usual one.

        Raises:
            Refusal: `unchosen-column`, when there is none.
        """
        index = self.find(name or usual)
        if index is not None:
            return index
        message = f"the file has no column {quoted(name or usual)}"
        hint = expected(name, self.names) if name else f"name the column with --{option}, or in a layout."
        raise Refusal(Mistake("unchosen-column", message, hint), self.line)


Read = Callable[[Head, Wish], ForeignTable]


def _is_footer(row: CellRow, own: tuple[str, ...]) -> bool:
    """Does a row name the source below a table, or begin as a layout says that its footer does?"""
    first = next(cell.strip() for cell in row.cells if cell.strip()).casefold()
    alone = first.startswith(FOOTER) and sum(bool(cell.strip()) for cell in row.cells) == 1
    return alone or (bool(own) and first.startswith(own))


def ragged(row: CellRow, head: Head) -> Diagnostic:
    """A row that cannot be trusted: it has not as many cells as the header."""
    found, wanted = len(row.cells), len(head.names)
    message = f"the row has {found} cell{'s' * (found != 1)}, the header {wanted}"
    hint = "download the file again; a cell that holds the delimiter must stand between quotes."
    location = head.cells.cell(row.line, min(found - 1, wanted))
    return Diagnostic(location, "error", "ragged-row", message, hint)
