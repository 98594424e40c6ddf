"""The cells of a CSV file or a workbook, each with its place: what every reader of tables stands on.

`csv.reader`, never `DictReader`: that hides repeated headers and short rows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain, islice, repeat
from typing import NamedTuple, Protocol

from hcroadmap.model.diagnostic import Diagnostic, Location, quoted
from hcroadmap.read.files.text import TextFile, pieces, records

DELIMITERS = ";,\t"
# Patterns are texts where few files need them: `re` compiles those on their first use, and remembers them.
_SDMX = r'"?(?:DATAFLOW|STRUCTURE(?:\[.\])?)(?:: [^"]*)?"?([;,\t])'
_TSV = r"\\(?:TIME_PERIOD|time)\s*\t"
_SEPARATOR_LINE = r'"?sep=(.)"?\s*'


class Row(NamedTuple):
    """The cells of one record and the line on which it begins."""

    line: int
    cells: list[str]


class Cells(Protocol):
    """A table as it stands in a file."""

    path: str
    delimiter: str
    diagnostics: list[Diagnostic]

    def rows(self) -> Iterator[Row]:
        """Every row that holds anything, from the top; may be asked for again."""
        ...

    def cell(self, line: int, index: int) -> Location:
        """The place of a cell: the row that begins on a line, and which cell of it (from 0)."""
        ...

    def columns(self, wanted: Collection[int], width: int) -> Mapping[int, Sequence[str]] | None:
        """Some columns of all lines, where each line is a row of so many cells; else `None`."""
        ...


HEAD = 1 << 16
"""Characters among which the header line says what the delimiter is."""
KEPT = 4_000_000
"""Characters up to which the rows of a file are kept when it is read again."""


class Grid:
    """A CSV file. `delimiter` is the one that its header line calls for, unless given."""

    def __init__(self, source: TextFile, delimiter: str | None = None) -> None:
        self.source = source
        self.path = source.path
        self.diagnostics: list[Diagnostic] = []
        lines = io.StringIO(source.text[:HEAD], newline="")
        first = next((line for line in lines if line.strip()), "")
        announced = (
            re.fullmatch(_SEPARATOR_LINE, first, re.ASCII | re.IGNORECASE) if source.first_line == 1 else None
        )
        self.announced = announced is not None
        self.first_line = source.first_line
        self._known: list[Row] = []
        self._columns: dict[int, list[str]] = {}
        self._rest = self._read()
        self.delimiter = delimiter or (announced[1] if announced else delimiter_of(first))

    def rows(self) -> Iterator[Row]:
        """Every row that holds anything, but for a line “sep=;” of Excel's on top; small files keep theirs."""
        if len(self.source.text) > KEPT:
            yield from self._read()
            return
        yield from self._known
        for row in self._rest:
            self._known.append(row)
            yield row

    def _read(self) -> Iterator[Row]:
        lines = chain.from_iterable(io.StringIO(piece, newline="") for piece in pieces(self.source.text))
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        before, skip = self.first_line - 1, self.announced
        try:
            for cells in reader:
                if "".join(cells).strip():
                    if not skip:
                        yield Row(before + 1, cells)
                    skip = False
                before = reader.line_num + self.first_line - 1
        except csv.Error:
            self.diagnostics[:] = [self._broken(before + 1)]

    def cell(self, line: int, index: int) -> Location:
        """The place of a cell: the record that begins on a line, and which cell of it (from 0)."""
        cell = next(islice(self._cells(line), index, None), None)
        return self.source.location(cell.start(), cell.end()) if cell else Location(self.path, line)

    def columns(self, wanted: Collection[int], width: int) -> Mapping[int, Sequence[str]] | None:
        """Some columns of all lines, where each line is a row of so many cells; else `None`."""
        missing = set(wanted) - self._columns.keys()
        if missing and self._is_regular:
            self._columns |= self._read_columns(missing, width)
        return self._columns if self._columns.keys() >= set(wanted) else None

    @cached_property
    def _is_regular(self) -> bool:
        """Could every line be a row? No cell may be quoted, and only so much is kept."""
        return len(self.source.text) <= KEPT and not self.announced and '"' not in self.source.text

    def _read_columns(self, wanted: Collection[int], width: int) -> dict[int, list[str]]:
        """Columns read piece by piece, so that the cells of the others take no room; none of an irregular file."""
        columns: dict[int, list[str]] = {index: [] for index in wanted}
        mark = self.delimiter
        for piece in pieces(self.source.text):
            lines = records(piece) or [""]
            widths = set(map(str.count, lines, repeat(mark)))
            if widths != {width - 1} or width == 1 or max(map(len, lines)) > csv.field_size_limit():
                return {}
            cells = mark.join(lines).split(mark)
            for index, column in columns.items():
                column.extend(cells[index::width])
        return columns

    def _broken(self, line: int) -> Diagnostic:
        """Why `csv` cannot read the record that begins on a line; it cannot say where itself."""
        hint = 'close the quote, and write a quote inside a quoted cell twice ("").'
        cell = next(filter(_is_broken, self._cells(line)))
        if len(cell[0]) > csv.field_size_limit():
            message = f"this cell holds more than {csv.field_size_limit()} characters"
            hint = "look for a quote that is never closed, or shorten it."
        elif cell["rest"] is None:
            message = "the quote that opens here is never closed"
        else:
            message = f"text follows the closing quote of this cell: {quoted(cell['rest'])}"
        location = self.source.location(cell.start(), cell.end())
        return Diagnostic(location, "error", "broken-quote", message, hint)

    def _cells(self, line: int) -> Iterator[re.Match[str]]:
        """The cells of the record that begins on a line, as `csv.reader` divides it, with their quotes."""
        text, pattern = self.source.text, _cell(self.delimiter)
        cell = pattern.match(text, self.source.start_of(line))
        while cell:
            yield cell
            goes_on = text.startswith(self.delimiter, cell.end())
            cell = pattern.match(text, cell.end() + 1) if goes_on else None


def _is_broken(cell: re.Match[str]) -> bool:
    """Is it a cell that `csv` cannot read?"""
    return len(cell[0]) > csv.field_size_limit() or (cell[0].startswith('"') and cell["rest"] != "")


@cache
def _cell(mark: str) -> re.Pattern[str]:
    """A cell with its quotes; `rest` is what follows a closing quote, `None` when a quote is not closed."""
    return re.compile(rf'"[^"]*(?:""[^"]*)*(?:"(?P<rest>[^{mark}\r\n]*)|\Z)|[^{mark}\r\n]*')


def delimiter_of(header: str) -> str:
    """The delimiter of a header line: fixed by what SDMX and Eurostat write first, else the most frequent one."""
    if match := re.match(_SDMX, header, re.ASCII):
        return match[1]
    if re.search(_TSV, header, re.ASCII):
        return "\t"
    bare = re.sub(r'"[^"]*"?', "", header)
    return max(",;\t", key=bare.count)
