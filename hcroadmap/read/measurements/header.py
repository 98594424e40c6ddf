"""A file of measurements as a table: columns with names, cells with places, and what is wrong with its header."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from hcroadmap.model.diagnostic import Diagnostic, Location, closest, expected, quoted
from hcroadmap.read.files.cells import Grid, Row
from hcroadmap.read.files.text import TextFile

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


class NamedCells(Protocol):
    """What a row stands in: columns with names, cells with places."""

    @property
    def path(self) -> str:
        """What findings call it."""
        ...

    @property
    def delimiter(self) -> str:
        """What stands between two cells."""
        ...

    @property
    def columns(self) -> Sequence[str]:
        """The names of the columns, in lower case."""
        ...

    def cell(self, line: int, index: int) -> Location:
        """The place of a cell: the record that begins on a line, and which cell of it (from 0)."""
        ...

    def place(self, line: int, column: str) -> Location:
        """The place of a cell by the name of its column; the row's beginning when there is none."""
        ...


class Table:
    """A CSV file or a sheet: its rows, what its columns are called, and where each cell stands.

    A part of a file is given the `head` that stands at the beginning of the whole.
    """

    def __init__(self, source: TextFile | Sheet, head: Head | None = None) -> None:
        self.cells = _grid(source, head) if isinstance(source, TextFile) else source
        self.path = self.cells.path
        self.delimiter = self.cells.delimiter
        self.rows = list(self.cells.rows())
        self.diagnostics = self.cells.diagnostics
        self.head = Head(self.rows[0], self.delimiter) if head is None and self.rows else head
        self.columns = self.head.columns if self.head else []
        self.body = self.rows if head else self.rows[1:]

    def cell(self, line: int, index: int) -> Location:
        """The place of a cell: the record that begins on a line, and which cell of it (from 0)."""
        return self.cells.cell(line, index)

    def place(self, line: int, column: str) -> Location:
        """The place of a cell by the name of its column; the row's beginning when there is none."""
        return self.cell(line, self.columns.index(column)) if column in self.columns else Location(self.path, line)


class Head:
    """The header row of a measurements file: the names of its columns, in lower case."""

    def __init__(self, row: Row, delimiter: str) -> None:
        self.row = row
        self.delimiter = delimiter
        self.columns = [name.strip().casefold() for name in row.cells]


def _grid(source: TextFile, head: Head | None) -> Grid:
    """The cells of a canonical file, which has commas or semicolons."""
    if head:
        return Grid(source, head.delimiter)
    grid = Grid(source)
    return grid if grid.announced and grid.delimiter in MARKS else Grid(source, _canonical(source.text))


def _canonical(text: str) -> str:
    first = next((line for line in io.StringIO(text, newline="") if line.strip()), "")
    return ";" if first.count(";") > first.count(",") else ","


def check_columns(table: Table, dimensions: frozenset[str]) -> Iterator[Diagnostic]:
    """What is wrong with the header of a file."""
    if not table.rows or len(table.columns) > MAX_COLUMNS:
        yield from _unfit(table)
        return
    line, known = table.rows[0].line, (*COLUMNS, *sorted(name.casefold() for name in dimensions))
    meant = {closest(name, known) for name in table.columns if name not in known}
    if not {*table.columns, *meant} & {*REQUIRED}:
        message = f"this is no file of measurements: it has none of the columns {', '.join(REQUIRED)}"
        yield Diagnostic(Location(table.path, line), "error", "missing-column", message, _DOWNLOADED)
        return
    for index, name in enumerate(table.columns):
        if name and name in table.columns[:index]:
            message, hint = f"the column {quoted(name)} is given twice", "remove one of the two."
            yield Diagnostic(table.cell(line, index), "error", "duplicate-column", message, hint)
        elif name not in known:
            message = f"the column {quoted(name)} is not known" if name else "a column has no name"
            hint = expected(name, known) if name else "name it, or remove it with its cells."
            yield Diagnostic(table.cell(line, index), "error", "unknown-column", message, hint)
    for name in REQUIRED:
        if name not in table.columns and name not in meant:
            message, hint = (
                f"the column “{name}” is missing",
                "name it in the header, which needs indicator, period and value.",
            )
            yield Diagnostic(Location(table.path, line), "error", "missing-column", message, hint)


def _unfit(table: Table) -> Iterator[Diagnostic]:
    """A file without a header, or with one that nobody would compare name by name."""
    if table.rows:
        message = f"the header names {len(table.columns)} columns, more than {MAX_COLUMNS}"
        yield Diagnostic(Location(table.path), "error", "too-large", message, "remove those that are not needed.")
    elif not table.diagnostics:
        message, hint = "the file is empty", f"write the header line first: {','.join(REQUIRED)}."
        yield Diagnostic(Location(table.path), "error", "empty-file", message, hint)
