"""A sheet of a workbook (`.xlsx`, `.ods`) as cells with their places: line is the row, column the column."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hcroadmap.model.diagnostic import Diagnostic, Location, Mistake, expected, quoted
from hcroadmap.read.files.access import content_of, unreadable
from hcroadmap.read.files.cells import CellRow
from hcroadmap.read.files.extent import MAX_COLUMNS, check_archive, check_size
from hcroadmap.read.files.percents import percent_cells

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Position = tuple[int, int]
YEARS = range(1900, 2101)


class Sheet:
    """One sheet; the cells are texts, as a CSV file would have them with a decimal point.

    `percents` are the places, row and column, of numbers that are shown as percentages.
    """

    delimiter = ","
    most: int | None = None

    def __init__(
        self, path: str, content: bytes, table: list[list[Any]], first: Position, percents: Collection[Position]
    ) -> None:
        self.path, self.sha256 = path, hashlib.sha256(content).hexdigest()
        self.has_percents = bool(percents)
        self.numbers = {_text(cell, False) for cells in table for cell in cells if isinstance(cell, float)}
        self.diagnostics: list[Diagnostic] = []
        self.first_column = first[1]
        self.table = [
            CellRow(
                line, [_text(cell, (line, number) in percents) for number, cell in enumerate(cells, first[1] + 1)]
            )
            for line, cells in enumerate(table, first[0] + 1)
            if any(cell not in ("", None) for cell in cells)
        ]

    def rows(self) -> Iterator[CellRow]:
        """Every row that holds anything, but no more than `most`."""
        return islice(self.table, self.most)

    def columns(self, *_: object) -> Mapping[int, Sequence[str]] | None:
        """None: a sheet is read row by row."""
        return None

    def cell(self, line: int, index: int) -> Location:
        """The place of a cell: its row and its column, A being 1."""
        return Location(self.path, line, index + 1 + self.first_column)


def open_sheet(file: Path, path: str, wanted: str | None = None) -> tuple[Sheet | None, list[Diagnostic]]:
    """Read a sheet of a workbook, with the hash of its bytes.

    Args:
        file: where it is.
        path: what findings call it.
        wanted: the name of the sheet; needed unless there is only one.
    """
    try:
        return _read_sheet(content_of(file), path, wanted), []
    except OSError as failure:
        return None, [unreadable(failure).at(Location(path))]
    except Mistake as mistake:
        return None, [mistake.at(Location(path))]


def sheet_names(file: Path) -> list[str]:
    """The names of the sheets of a workbook; none where it cannot be read."""
    try:
        with _opened(content_of(file)) as workbook:
            return workbook.sheet_names
    except (OSError, Mistake):
        return []


def _read_sheet(content: bytes, path: str, wanted: str | None) -> Sheet:
    with _opened(content) as workbook:
        name = _chosen(workbook.sheet_names, wanted)
        sheet = workbook.get_sheet_by_name(name)
        check_size(sheet.height, sheet.width, MAX_COLUMNS)
        first, table = sheet.start or (0, 0), sheet.to_python(skip_empty_area=True)
        percents = percent_cells(content, name)
        _fill_merged(table, first, getattr(sheet, "merged_cell_ranges", None) or ())
    return Sheet(path, content, table, first, percents)


@contextmanager
def _opened(content: bytes) -> "Iterator[CalamineWorkbook]":
    """The workbook in some bytes; whatever its reader fails on becomes a `Mistake`."""
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        hint = "install its reader: pip install 'hcroadmap[xlsx]'; or save the sheet as CSV UTF-8."
        raise Mistake("unreadable-file", "reading a workbook needs an extra that is not installed", hint) from None
    check_archive(content)
    try:
        with CalamineWorkbook.from_object(BytesIO(content)) as workbook:
            yield workbook
    except (Mistake, MemoryError, KeyboardInterrupt, GeneratorExit):
        raise
    except BaseException as failure:  # panics are no Exception, and Python's own errors get through too
        reason = " ".join(str(failure).split())
        hint = "open and save it again as .xlsx; a file that is protected by a password cannot be read."
        raise Mistake("unreadable-file", f"the file is not a workbook that can be read ({reason})", hint) from None


def _fill_merged(table: list[list[Any]], first: Position, ranges: Iterable[tuple[Position, Position]]) -> None:
    """Let the text or year of a cell that is merged with those below it count for each of their rows."""
    for (top, left), (bottom, _) in ranges:
        row, column = top - first[0], left - first[1]
        if 0 <= row < len(table) and 0 <= column < len(table[row]):
            value = table[row][column]
            if isinstance(value, str) or value in YEARS:
                for below in table[row + 1 : bottom + 1 - first[0]]:
                    below[column] = value


def _chosen(names: list[str], wanted: str | None) -> str:
    if wanted is None and len(names) != 1:
        hint = f"name one as “sheet”: {', '.join(map(quoted, names))}."
        raise Mistake("unchosen-sheet", f"the workbook has {len(names)} sheets", hint)
    if wanted is not None and wanted not in names:
        raise Mistake("unchosen-sheet", f"the workbook has no sheet {quoted(wanted)}", expected(wanted, names))
    return names[0] if wanted is None else wanted


def _text(value: Any, is_percent: bool) -> str:
    if is_percent and isinstance(value, float):
        return f"{Decimal(repr(value)).scaleb(2).normalize():f}%"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):
        return value.isoformat().removesuffix("T00:00:00")
    return str(value).removesuffix(".0") if isinstance(value, float) else str(value)
