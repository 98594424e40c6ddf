"""A sheet of a workbook (`.xlsx`, `.ods`) as cells with their places: line is the row, column the column.

A few bytes can ask for all the memory there is: the reader lays out a sheet from its first to its last cell,
whatever lies between them. So each sheet is first walked through by the standard XML parser, which keeps nothing
and counts positions as the reader does.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile, is_zipfile

from hcroadmap.model.diagnostic import Diagnostic, Location, Mistake, expected, quoted
from hcroadmap.read.files.access import unreadable
from hcroadmap.read.files.cells import CellRow

MAX_CELLS = 5_000_000
MAX_UNPACKED = 1 << 27  # bytes
_COUNTED = re.compile(rb"sheetData|table-row|\bsst\b")
_ANNOUNCED = ("count", "uniqueCount")  # the reader makes room for as many texts
_REFERENCE = re.compile(r"\s*\$?([A-Za-z]*)\$?([0-9]*)", re.ASCII)
_CONTENTS = ("v", "is", "f")  # a cell without any of them is only formatted: the reader passes it over
_HINT = "delete what stands far below or beside the table, or save the sheet as CSV UTF-8."


class Sheet:
    """One sheet; the cells are texts, as a CSV file would have them with a decimal point."""

    delimiter = ","

    def __init__(self, path: str, sha256: str, table: list[list[Any]], first: tuple[int, int]) -> None:
        self.path, self.sha256 = path, sha256
        self.diagnostics: list[Diagnostic] = []
        self.first_column = first[1]
        self.table = [
            CellRow(line, [_text(cell) for cell in cells])
            for line, cells in enumerate(table, first[0] + 1)
            if any(cell not in ("", None) for cell in cells)
        ]

    def rows(self) -> Iterator[CellRow]:
        """Every row that holds anything."""
        return iter(self.table)

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
        return _read_sheet(file.read_bytes(), path, wanted), []
    except OSError as failure:
        return None, [unreadable(failure).at(Location(path))]
    except Mistake as mistake:
        return None, [mistake.at(Location(path))]


def sheet_names(file: Path) -> list[str]:
    """The names of the sheets of a workbook; none where it cannot be read."""
    try:
        from python_calamine import CalamineWorkbook

        content = file.read_bytes()
        check_archive(content)
        with CalamineWorkbook.from_object(BytesIO(content)) as workbook:
            return workbook.sheet_names
    except (ImportError, OSError, Mistake, RuntimeError):
        return []


def _read_sheet(content: bytes, path: str, wanted: str | None) -> Sheet:
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        hint = "install its reader: pip install 'hcroadmap[xlsx]'; or save the sheet as CSV UTF-8."
        raise Mistake("unreadable-file", "reading a workbook needs an extra that is not installed", hint) from None
    check_archive(content)
    try:
        with CalamineWorkbook.from_object(BytesIO(content)) as workbook:
            sheet = workbook.get_sheet_by_name(_chosen(workbook.sheet_names, wanted))
            check_size(sheet.height, sheet.width)
            first, table = sheet.start or (0, 0), sheet.to_python(skip_empty_area=True)
    except (Mistake, MemoryError, KeyboardInterrupt):
        raise
    except BaseException as failure:  # panics are no Exception, and Python's own errors get through too
        reason = " ".join(str(failure).split())
        hint = "open and save it again as .xlsx; a file that is protected by a password cannot be read."
        raise Mistake("unreadable-file", f"the file is not a workbook that can be read ({reason})", hint) from None
    return Sheet(path, hashlib.sha256(content).hexdigest(), table, first)


def _chosen(names: list[str], wanted: str | None) -> str:
    if wanted is None and len(names) != 1:
        hint = f"name one as “sheet”: {', '.join(map(quoted, names))}."
        raise Mistake("unchosen-sheet", f"the workbook has {len(names)} sheets", hint)
    if wanted is not None and wanted not in names:
        raise Mistake("unchosen-sheet", f"the workbook has no sheet {quoted(wanted)}", expected(wanted, names))
    return names[0] if wanted is None else wanted


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):
        return value.isoformat().removesuffix("T00:00:00")
    return str(value).removesuffix(".0") if isinstance(value, float) else str(value)


def check_archive(content: bytes, unpacked: int = MAX_UNPACKED) -> None:
    """Refuse a workbook that unpacks to more than `unpacked` bytes, or has a sheet of too many cells.

    Raises:
        Mistake: `too-large`, or `unreadable-file` where not all of it can be looked at.
    """
    if not is_zipfile(BytesIO(content)):
        return  # an .xls, whose format allows 16 million cells at most, or no workbook: the reader says so
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_members(archive, unpacked)
    except (Mistake, MemoryError):
        raise
    except Exception as failure:  # zipfile, zlib and expat have many ways to fail on damaged bytes
        message = f"the workbook is damaged ({' '.join(str(failure).split())})"
        raise Mistake("unreadable-file", message, "open and save it again.") from None


def _check_members(archive: ZipFile, left: int) -> None:
    for info in archive.infolist():  # not by name, which two of them may share
        with archive.open(info) as member:
            part = member.read(left + 1)
        left -= len(part)
        if left < 0:
            hint = "save the sheet that is needed as CSV UTF-8."
            raise Mistake("too-large", "the workbook unpacks to far more than anybody needs", hint)
        if info.filename.endswith("workbook.bin"):
            message = "the workbook is in Excel's binary format (.xlsb)"
            raise Mistake("unreadable-file", message, "save it as .xlsx.")
        if _COUNTED.search(part):
            _Extent().measure(part)


def check_size(rows: int, columns: int) -> None:
    """Refuse a sheet with too many cells.

    Raises:
        Mistake: `too-large`.
    """
    if rows * columns > MAX_CELLS:
        reach = f"the sheet reaches to row {rows}, column {columns}"
        raise Mistake("too-large", f"{reach}: more than {MAX_CELLS // 10**6} million cells", _HINT)


class _Extent:
    """Follows the position of each cell; where the reader might differ, it assumes the farther one."""

    row = cell_row = column = rows = columns = depth = 0

    def measure(self, xml: bytes) -> None:
        """Go through one file of the archive."""
        parser = ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end if b"table-row" in xml else None
        parser.EntityDeclHandler = self._refuse_entity
        parser.Parse(xml, True)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if "table" in local:
            self._open_document(local, attributes)
        elif local == "row":
            self.row, self.column = max(self.row + 1, _number(attributes.get("r"), 0)), 0
        elif local == "c":  # without a reference it stands beside the one before
            letters, digits = _REFERENCE.findall(attributes.get("r", ""))[0]
            number = 0  # of the column: 1 for A, 27 for AA
            for letter in letters.upper():
                number = number * 26 + ord(letter) - 64
            self.column = max(self.column + 1, number)
            self.cell_row = max(self.row, _number(digits, 1))
        elif local in _CONTENTS:
            self._reach(self.cell_row)
        elif local == "sst" and max(_number(attributes.get(key), 0) for key in _ANNOUNCED) > MAX_CELLS:
            message = f"the workbook announces more than {MAX_CELLS // 10**6} million texts"
            raise Mistake("too-large", message, _HINT)

    def _open_document(self, local: str, attributes: dict[str, str]) -> None:
        if local == "table":
            self.depth += 1
            if self.depth == 1:
                self.row = self.rows = self.columns = 0
        elif local == "table-row":
            self.row, self.column = self.row + _number(attributes.get("table:number-rows-repeated"), 1), 0
        elif local in ("table-cell", "covered-table-cell"):
            self.column += _number(attributes.get("table:number-columns-repeated"), 1)
            if any(key.startswith("office:") for key in attributes):  # empty cells at the end are cut off
                self._reach(self.row)

    def _end(self, name: str) -> None:
        self.depth -= name.rpartition(":")[2] == "table"

    def _refuse_entity(self, *_: object) -> None:
        raise Mistake("unreadable-file", "the workbook declares entities", "open and save it again.")

    def _reach(self, row: int) -> None:
        self.rows, self.columns = max(self.rows, row), max(self.columns, self.column)
        check_size(self.rows, self.columns)


def _number(text: str | None, otherwise: int) -> int:
    """The number in an attribute, or `otherwise` if there is none."""
    return int(text) if text and re.fullmatch(r"\s*[0-9]{1,30}\s*", text, re.ASCII) else otherwise
