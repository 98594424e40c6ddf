"""How far a workbook reaches, before its reader makes room for it.

A few bytes can ask for all the memory there is: the reader lays out a sheet from its first to its last cell,
whatever lies between them. So each sheet is first walked through by the standard XML parser, which keeps nothing
and counts positions as the reader does.
"""

import re
from io import BytesIO
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile, is_zipfile

from hcroadmap.model.diagnostic import Mistake

MAX_CELLS = 5_000_000
MAX_UNPACKED = 1 << 27  # bytes
_COUNTED = re.compile(rb"sheetData|table-row|\bsst\b")
_ANNOUNCED = ("count", "uniqueCount")  # the reader makes room for as many texts
_REFERENCE = re.compile(r"\s*\$?([A-Za-z]*)\$?([0-9]*)", re.ASCII)
_CONTENTS = ("v", "is", "f")  # a cell without any of them is only formatted: the reader passes it over
_HINT = "delete what stands far below or beside the table, or save the sheet as CSV UTF-8."


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
            Extent().measure(part)


def check_size(rows: int, columns: int) -> None:
    """Refuse a sheet with too many cells.

    Raises:
        Mistake: `too-large`.
    """
    if rows * columns > MAX_CELLS:
        reach = f"the sheet reaches to row {rows}, column {columns}"
        raise Mistake("too-large", f"{reach}: more than {MAX_CELLS // 10**6} million cells", _HINT)


class Extent:
    """Follows the position of each cell; where the reader might differ, it assumes the farther one."""

    row = cell_row = column = rows = columns = depth = 0

    def measure(self, xml: bytes) -> None:
        """Go through one file of the archive."""
        parser = ParserCreate()
        parser.StartElementHandler = self.begin
        parser.EndElementHandler = self._end if b"table-row" in xml else None
        parser.EntityDeclHandler = self._refuse_entity
        parser.Parse(xml, True)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Follow the beginning of an element."""
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
