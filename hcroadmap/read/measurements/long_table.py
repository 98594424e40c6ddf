"""A measurements file of very many rows: every row validated, only what an assessment can use kept in memory."""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hcroadmap.model.diagnostic import Diagnostic, Location
from hcroadmap.model.observation import Observation
from hcroadmap.read.files.cells import Grid, Row
from hcroadmap.read.files.text import TextFile, records
from hcroadmap.read.files.text_stream import BLOCK, Block, TextStream, Unfit
from hcroadmap.read.measurements.columns import Columns
from hcroadmap.read.measurements.header import REQUIRED, Head, NamedCells, Table, check_columns
from hcroadmap.read.measurements.row_keys import RowKeys
from hcroadmap.read.measurements.rows import dimension_columns, read_row

MAX_JOINED = 64  # blocks that one record may reach into


@dataclass
class Found:
    """What a file gave."""

    observations: list[Observation] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


class Lines(NamedTuple):
    """The lines of a block, each of them a row, of which few are read; `first` is the number of the first."""

    path: str
    columns: Sequence[str]
    delimiter: str
    lines: Sequence[str]
    first: int

    def rows(self, wanted: Sequence[int]) -> Iterator[Row]:
        """The rows on some lines, counted from 0 in the block; but for those that hold nothing.

        Raises:
            Unfit: when a row goes on in the next line after all, or is no CSV.
        """
        reader = csv.reader([self.lines[index] for index in wanted], delimiter=self.delimiter, strict=True)
        try:
            for index, cells in zip(wanted, reader, strict=True):
                if "".join(cells).strip():
                    yield Row(self.first + index, cells)
        except (csv.Error, ValueError):
            raise Unfit from None

    def cell(self, line: int, index: int) -> Location:
        """The place of a cell: the row on a line, and which cell of it (from 0)."""
        text = self.lines[line - self.first]
        cells = text.split(self.delimiter)
        if '"' in text or index >= len(cells):
            return Grid(TextFile(self.path, text, "", line), self.delimiter).cell(line, index)
        return Location(self.path, line, sum(map(len, cells[:index])) + index + 1, max(1, len(cells[index])))

    def place(self, line: int, column: str) -> Location:
        """The place of a cell by the name of its column; the row's beginning when there is none."""
        return self.cell(line, self.columns.index(column)) if column in self.columns else Location(self.path, line)


class LongTable:
    """A long measurements file; `place` finds a cell of it again."""

    def __init__(self, stream: TextStream, keys: RowKeys, size: int = BLOCK) -> None:
        self.stream = stream
        self.path = stream.path
        self.keys = keys
        self.size = size
        self.parts: list[Block] = []
        self.starts: list[int] = []
        self.head: Head | None = None
        self.columns: Columns  # from the first block on
        self.names: dict[str, str] = {}
        self.kept: set[int] = set()

    def place(self, line: int, column: str) -> Location:
        """The place of a cell by the name of its column; the row's beginning when there is none."""
        part = self.parts[bisect_right(self.starts, line) - 1]
        text = self.stream.text(part.offset, part.size)
        lines = records(text)
        if lines is None:
            return Table(TextFile(self.path, text, "", part.first_line), self.head).place(line, column)
        return self._lines(lines, part, self.columns).place(line, column)

    def read(self, dimensions: frozenset[str] | None) -> Found:
        """Read every row once.

        Raises:
            Unfit: when only the exact path can read the file.
        """
        found = Found()
        self.names = dimension_columns(dimensions)
        for part in self._parts():
            self.parts.append(part._replace(text=""))
            self.starts.append(part.first_line)
            if self.head is None:
                self.columns = self._begin(part, dimensions, found)
            else:
                self._block(part, self.columns, found)
        if self.head is None:  # it was emptied since its size was asked for
            raise Unfit
        return found

    def again(self, wanted: frozenset[int]) -> Iterator[Observation]:
        """The rows that were let go and whose keys are among these."""
        for part in self.parts:
            lines = records(self.stream.text(part.offset, part.size)) or []
            sifted = self.columns.sift(lines)
            keys = zip(sifted.gone, sifted.keys, strict=True)
            several = [index for index, key in keys if key in wanted and part.first_line + index not in self.kept]
            block = self._lines(lines, part, self.columns)
            read = (read_row(row, block, self.names) for row in block.rows(several))
            yield from filter(None, (observation for observation, _ in read))

    def _begin(self, part: Block, dimensions: frozenset[str] | None, found: Found) -> Columns:
        """The header, and the rows of its block; a header with a mistake is left to the exact path."""
        table = Table(TextFile(self.path, part.text, "", part.first_line))
        allowed = frozenset(table.columns) if dimensions is None else dimensions
        missing = set(REQUIRED) - set(table.columns)
        if table.head is None or table.diagnostics or missing or any(check_columns(table, allowed)):
            raise Unfit
        self.head = table.head
        self._whole(table, found)
        return Columns(table.columns, table.delimiter, self.names, self.keys)

    def _block(self, part: Block, columns: Columns, found: Found) -> None:
        lines = records(part.text)
        if lines is None or not columns.may_let_go:
            self._whole(Table(TextFile(self.path, part.text, "", part.first_line), self.head), found)
            return
        sifted = columns.sift(lines)
        self.keys.keys.extend(sifted.keys)
        block = self._lines(lines, part, columns)
        self._rows(block, block.rows(sifted.kept), found)

    def _whole(self, table: Table, found: Found) -> None:
        if table.diagnostics:
            raise Unfit
        self._rows(table, table.body, found)

    def _rows(self, table: NamedCells, rows: Iterable[Row], found: Found) -> None:
        for row in rows:
            observation, diagnostics = read_row(row, table, self.names)
            found.diagnostics += diagnostics
            self.kept.add(row.line)
            if observation is not None:
                self.keys.note([observation])
                found.observations.append(observation)

    def _lines(self, lines: Sequence[str], part: Block, columns: Columns) -> Lines:
        return Lines(self.path, columns.names, columns.delimiter, lines, part.first_line)

    def _parts(self) -> Iterator[Block]:
        """The blocks, joined where a quoted cell goes on in the next."""
        waiting: list[Block] = []
        for block in self.stream.blocks(self.size):
            waiting.append(block)
            if sum(part.text.count('"') for part in waiting) % 2 == 0:
                yield _joined(waiting)
                waiting = []
            elif len(waiting) > MAX_JOINED:
                raise Unfit
        if waiting:
            raise Unfit


def _joined(blocks: Sequence[Block]) -> Block:
    first, text = blocks[0], "".join(block.text for block in blocks)
    size, lines = sum(block.size for block in blocks), sum(block.lines for block in blocks)
    return Block(text, first.offset, size, first.first_line, lines)
