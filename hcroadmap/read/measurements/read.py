"""The canonical measurement files of a project: short ones exactly, long ones in blocks, sheets as tables."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from hcroadmap.model.diagnostic import Diagnostic, Location, Mistake
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import Observation
from hcroadmap.model.roadmap import Input
from hcroadmap.read.checks.draft import Places
from hcroadmap.read.files.text import TextFile
from hcroadmap.read.measurements.header import Table
from hcroadmap.read.measurements.rows import read_observations

if TYPE_CHECKING:
    from hcroadmap.read.files.workbook import Sheet
    from hcroadmap.read.measurements.long_table import LongTable
    from hcroadmap.read.measurements.row_keys import RowKeys

LONG = 1 << 18  # bytes from which a file is read in blocks
CSV = ".csv"
WORKBOOKS = (".xlsx", ".ods")


@dataclass
class Measurements:
    """What the files gave: observations in the order of files and rows, and where their cells stand."""

    tables: dict[str, Places] = field(default_factory=dict)
    observations: list[Observation] = field(default_factory=list)
    inputs: list[Input] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


class Reader(NamedTuple):
    """How files are opened and what their columns may be; `text` notes what it reads as an input."""

    project: Path
    text: Callable[[str], TextFile | None]
    dimensions: frozenset[str] | None
    indicators: Mapping[str, Indicator]
    long: int = LONG
    block: int = 1 << 16

    def read(self, paths: Sequence[str], unwritten: Sequence[str] = ()) -> Measurements:
        """Read the files at these paths, in this order; `unwritten` ones are not on the disk."""
        measured = Measurements()
        on_disk = [path for path in paths if path not in unwritten and path.lower().endswith(CSV)]
        many = {path for path in on_disk if self._size(path) >= self.long}
        if many:
            self._read_long(paths, many, measured)
            return measured
        for path in paths:
            measured.observations += self._exactly(path, measured)
        return measured

    def _read_long(self, paths: Sequence[str], many: set[str], measured: Measurements) -> None:
        """Read files of which some are long, and find rows that are given twice among all of them."""
        from hcroadmap.read.measurements.long_table import LongTable
        from hcroadmap.read.measurements.row_keys import RowKeys

        keys, rows = RowKeys(self.indicators), {}
        for path in paths:
            read = self._in_blocks(path, keys, measured) if path in many else None
            if read is None:
                rows[path] = self._exactly(path, measured)
                keys.note(rows[path])
            else:
                measured.tables[path], rows[path] = read
        repeated = keys.repeated()
        for path, table in measured.tables.items():
            if repeated and isinstance(table, LongTable):
                rows[path] += table.again(repeated)
                rows[path].sort(key=lambda row: row.location)
        measured.observations = [row for path in paths for row in rows[path]]

    def _in_blocks(
        self, path: str, keys: RowKeys, measured: Measurements
    ) -> tuple[LongTable, list[Observation]] | None:
        """A long file; `None` when only the exact path can read it."""
        from hcroadmap.read.files.text_stream import Unfit, scan
        from hcroadmap.read.measurements.long_table import LongTable

        before = keys.copy()
        try:
            stream = scan(self.project / path, path)
            table = LongTable(stream, keys, self.block)
            found = table.read(self.dimensions)
        except (Unfit, OSError):
            keys.restore(before)
            return None
        measured.inputs.append(Input(path, stream.sha256))
        measured.diagnostics += found.diagnostics
        return table, found.observations

    def _exactly(self, path: str, measured: Measurements) -> list[Observation]:
        source = self._sheet(path, measured) if path.lower().endswith(WORKBOOKS) else self.text(path)
        if source is None:
            return []
        table = Table(source)
        measured.tables[path] = table
        rows, found = read_observations(table, self.dimensions)
        measured.diagnostics += found
        return rows

    def _sheet(self, path: str, measured: Measurements) -> Sheet | None:
        from hcroadmap.read.files.workbook import read_sheet

        try:
            content = (self.project / path).read_bytes()
            sheet = read_sheet(content, path)
        except OSError as error:
            message = f"the file cannot be read: {(error.strerror or str(error)).lower()}"
            mistake = Mistake("unreadable-file", message, "check that it is a file and that you may read it.")
        except Mistake as found:
            mistake = found
        else:
            measured.inputs.append(Input(path, hashlib.sha256(content).hexdigest()))
            return sheet
        place = Location(path)
        measured.diagnostics.append(Diagnostic(place, "error", mistake.code, mistake.message, mistake.hint))
        return None

    def _size(self, path: str) -> int:
        try:
            seen = (self.project / path).stat()
        except OSError:  # reading it says why
            return 0
        return seen.st_size if S_ISREG(seen.st_mode) else 0
