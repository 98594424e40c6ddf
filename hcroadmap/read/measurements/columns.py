"""The columns of a measurements file: what they may be called, and what is wrong with its header."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from hcroadmap.model.diagnostic import Diagnostic, Location, closest, expected, quoted
from hcroadmap.read.files.cells import CellRow, Cells, CsvCells
from hcroadmap.read.files.text import TextFile
from hcroadmap.read.findings import error

if TYPE_CHECKING:
    from hcroadmap.read.files.workbook import Sheet

REQUIRED = ("indicator", "period", "value")
OPTIONAL = (
    "numerator", "denominator", "unit", "definition", "status", "published", "recorded",
    "used", "margin", "source", "url", "note",
)  # fmt: skip
COLUMNS = (*REQUIRED, *OPTIONAL)
MAX_COLUMNS = 1000
MARKS = {",": "comma", ";": "semicolon"}
_DOWNLOADED = (
    "put a downloaded file into a folder below this one and name it in config/sources.yaml, "
    "as hcroadmap convert FILE shows."
)


class MeasurementsTable:
    """A measurements file: its header, the names of its columns in lower case, and its rows."""

    def __init__(self, source: TextFile | Sheet) -> None:
        self.cells: Cells = _csv_cells(source) if isinstance(source, TextFile) else source
        self.path = source.path
        self.delimiter = self.cells.delimiter
        self.head = next(self.cells.rows(), None)
        self.columns = [name.strip().casefold() for name in self.head.cells] if self.head else []

    def rows(self) -> Iterator[CellRow]:
        """The rows below the header that hold anything."""
        return islice(self.cells.rows(), 1, None)

    def place(self, line: int, column: str) -> Location:
        """The place of a cell in the row that begins on a line; the line itself where there is no such column."""
        if column in self.columns:
            return self.cells.cell(line, self.columns.index(column))
        return Location(self.path, line)


def _csv_cells(source: TextFile) -> CsvCells:
    """The cells of a canonical CSV file, which has semicolons or commas but no tabs."""
    cells = CsvCells(source)
    if cells.announced and cells.delimiter in MARKS:
        return cells
    return CsvCells(source, ";" if cells.first.count(";") > cells.first.count(",") else ",")


def check_columns(table: MeasurementsTable, dimensions: frozenset[str]) -> Iterator[Diagnostic]:
    """What is wrong with the header of a file, of which the named dimensions may be columns."""
    if table.head is None:
        if not table.cells.diagnostics:
            hint = f"write the header line first: {','.join(REQUIRED)}."
            yield error(Location(table.path), "empty-file", "the file is empty", hint)
        return
    if len(table.columns) > MAX_COLUMNS:  # comparing all of their names would take minutes
        message = f"the header names {len(table.columns)} columns, more than {MAX_COLUMNS}"
        yield error(Location(table.path), "too-large", message, "remove those that are not needed.")
        return
    place, known = Location(table.path, table.head.line), (*COLUMNS, *sorted(map(str.casefold, dimensions)))
    meant = {closest(name, known) for name in table.columns if name not in known}
    if not {*table.columns, *meant} & {*REQUIRED}:
        message = f"this is no file of measurements: it has none of the columns {', '.join(REQUIRED)}"
        yield error(place, "missing-column", message, _DOWNLOADED)
        return
    yield from _check_names(table, table.head.line, known)
    for name in REQUIRED:
        if name not in table.columns and name not in meant:
            hint = "name it in the header, which needs indicator, period and value."
            yield error(place, "missing-column", f"the column “{name}” is missing", hint)


def _check_names(table: MeasurementsTable, line: int, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    for index, name in enumerate(table.columns):
        if name and name in table.columns[:index]:
            message, hint = f"the column {quoted(name)} is given twice", "remove one of the two."
            yield error(table.cells.cell(line, index), "duplicate-column", message, hint)
        elif name not in known:
            message = f"the column {quoted(name)} is not known" if name else "a column has no name"
            hint = expected(name, known) if name else "name it, or remove it with its cells."
            yield error(table.cells.cell(line, index), "unknown-column", message, hint)
