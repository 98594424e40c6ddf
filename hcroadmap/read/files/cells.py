"""The cells of a table in a file, each with its place: what every reader of CSV files and workbooks stands on.

`csv.reader`, never `DictReader`, which hides repeated headers and short rows.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice, repeat, tee
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from hcroadmap.model.diagnostic import Diagnostic, Location, error, quoted
from hcroadmap.read.files.text import TextFile

if TYPE_CHECKING:
    from hcroadmap.read.files.workbook import Sheet

Opened: TypeAlias = "TextFile | Sheet"
Cells: TypeAlias = "CsvCells | Sheet"
"""The cells of a file; both kinds are read in the same way."""

# Patterns that few files need are texts: `re` compiles them on first use.
_SEPARATOR_LINE = r'(?i:"?sep=(.)"?\s*\Z)'
_SDMX = r'"?(?:DATAFLOW|STRUCTURE(?:\[.\])?)(?:: [^"]*)?"?([;,\t])'
_TSV = r".*\\(?:TIME_PERIOD|time)\s*(\t)"
_HEAD = 1 << 16  # characters among which the header line is looked for
_KEPT = 4_000_000


class CellRow(NamedTuple):
    """The cells of one record, and the line on which it begins."""

    line: int
    cells: list[str]


class CsvCells:
    """The cells of a CSV file; its header line tells the `delimiter`, unless one is given.

    Rows of up to `kept` characters are kept, because downloads are read several times; at most `most` are read.
    """

    has_percents = False
    most: int | None = None
    numbers: Collection[str] = ()
    """Texts of which a workbook knows that they are numbers with a decimal point."""

    def __init__(self, source: TextFile, delimiter: str | None = None, kept: int = _KEPT) -> None:
        self.source, self.kept = source, kept
        self.path = source.path
        self.diagnostics: list[Diagnostic] = []
        lines = io.StringIO(source.text[:_HEAD], newline="")
        self.first = next((line for line in lines if line.strip()), "")
        found = [re.match(pattern, self.first, re.ASCII) for pattern in (_SEPARATOR_LINE, _SDMX, _TSV)]
        self.announced = found[0] is not None
        self.is_certain = any(found)
        fixed = next((match[1] for match in found if match), None)  # by what Excel, SDMX and Eurostat write first
        bare = re.sub(r'"[^"]*"?', "", self.first)
        self.delimiter = delimiter or fixed or max(",;\t", key=bare.count)
        self._columns: dict[int, list[str]] = {}
        self._rows: Iterator[CellRow] | None = None

    def rows(self) -> Iterator[CellRow]:
        """Every row that holds anything, but for Excel's line “sep=;” on top; may be called again."""
        if len(self.source.text) > self.kept:
            return islice(self._read(), self.most)
        self._rows, rows = tee(self._rows or self._read())
        return islice(rows, self.most)

    def _read(self) -> Iterator[CellRow]:
        reader = csv.reader(self.source.lines(), delimiter=self.delimiter, strict=True)
        before, skip = 0, self.announced
        try:
            for cells in reader:
                if "".join(cells).strip():
                    if not skip:
                        yield CellRow(before + 1, cells)
                    skip = False
                before = reader.line_num
        except csv.Error:
            self.diagnostics[:] = [self._broken(before + 1)]

    def cell(self, line: int, index: int) -> Location:
        """The place of a cell, counted from 0, in the row that begins on a line; the line where it has none."""
        cell = next(islice(self._cells(line), index, None), None)
        return self.source.location(cell.start(), cell.end()) if cell else Location(self.path, line)

    def columns(self, wanted: Collection[int], width: int) -> Mapping[int, Sequence[str]] | None:
        """Some columns of all lines; `None` unless each line is a row of `width` cells without quotes."""
        columns: dict[int, list[str]] = {index: [] for index in wanted if index not in self._columns}
        whole, mark = self.source.text, self.delimiter
        if self.most or (columns and len(whole) > _KEPT):
            return None
        if columns and (self.announced or '"' in whole or width == 1):
            return None
        end = "\r\n" if "\r\n" in whole else "\n"
        for piece in self.source.pieces() if columns else ():  # piece by piece, so that other cells take no room
            lines = piece.removesuffix(end).split(end)
            text = mark.join(lines)
            widths = set(map(str.count, lines, repeat(mark)))
            too_long = max(map(len, lines)) > csv.field_size_limit()
            if widths != {width - 1} or too_long or "\r" in text or "\n" in text:
                return None
            cells = text.split(mark)
            for index, column in columns.items():
                column.extend(cells[index::width])
        self._columns |= columns
        return self._columns

    def _broken(self, line: int) -> Diagnostic:
        """Why `csv` cannot read the record that begins on a line; it does not say where itself."""
        hint = 'close the quote, and write a quote inside a quoted cell twice ("").'
        limit = csv.field_size_limit()
        cell = next(cell for cell in self._cells(line) if cell.lastgroup or len(cell[0]) > limit)
        if len(cell[0]) > limit:
            message = f"this cell holds more than {limit} characters"
            hint = "look for a quote that is never closed, or shorten it."
        elif cell.lastgroup == "open":
            message = "the quote that opens here is never closed"
        else:
            message = f"text follows the closing quote of this cell: {quoted(cell['rest'])}"
        return error(self.source.location(cell.start(), cell.end()), "broken-quote", message, hint)

    def _cells(self, line: int) -> Iterator[re.Match[str]]:
        """The cells of the record that begins on a line, with their quotes, divided as `csv.reader` does."""
        text = self.source.text
        cell = self._cell.match(text, self.source.line_starts[line - 1])
        while cell:
            yield cell
            goes_on = text.startswith(self.delimiter, cell.end())
            cell = self._cell.match(text, cell.end() + 1) if goes_on else None

    @cached_property
    def _cell(self) -> re.Pattern[str]:
        """A cell: `rest` is what follows a closing quote, `open` tells that a quote is not closed."""
        other = rf"[^{self.delimiter}\r\n]"
        return re.compile(rf'"[^"]*(?:""[^"]*)*(?:"(?P<rest>{other}+)?|(?P<open>\Z))|{other}*')
