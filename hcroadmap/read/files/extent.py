"""How far a workbook reaches, before its reader makes room for it.

A few bytes can ask for all the memory there is: the reader lays out a sheet from its first to its last cell,
whatever lies between them, and writes out a text for every cell that shares it. So each sheet is first walked
through by the standard XML parser, which keeps nothing and counts positions as the reader does.
"""

import re
from io import BytesIO
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile, is_zipfile

from hcroadmap.model.diagnostic import Mistake

MAX_CELLS = 5_000_000
MAX_COLUMNS = 1 << 14  # as in Excel
MAX_LETTERS = 1 << 26  # of all cells of a sheet, shared texts written out
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
    lengths: list[int] = []
    most, sheets = 0, []
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
            (extent := Extent(lengths)).measure(part)
            most = max(most, extent.shared)
            sheets += [info] * bool(extent.shared)
    if most * max(lengths, default=0) > MAX_LETTERS:  # else following each cell to its text would be for nothing
        for info in sheets:
            _check_shared(archive.read(info), lengths)


def check_size(rows: int, columns: int, widest: int = MAX_CELLS) -> None:
    """Refuse a sheet with too many cells, or with more columns than may be described one by one.

    Raises:
        Mistake: `too-large`.
    """
    if columns > widest or rows * columns > MAX_CELLS:
        limit = f"{widest} columns" if columns > widest else f"{MAX_CELLS // 10**6} million cells"
        reach = f"the sheet reaches to row {rows}, column {columns}"
        raise Mistake("too-large", f"{reach}: more than {limit}", _HINT)


def _check_letters(number: int) -> None:
    if number > MAX_LETTERS:
        message = f"the cells of a sheet hold more than {MAX_LETTERS // 10**6} million letters"
        raise Mistake("too-large", message, "shorten the texts that cells share, or save the sheet as CSV UTF-8.")


class Extent:
    """Follows the position of each cell; where the reader might differ, it assumes the farther one."""

    row = cell_row = column = rows = columns = depth = shared = letters = repeated = repeated_row = 0

    def __init__(self, lengths: list[int]) -> None:
        self.lengths = lengths

    def measure(self, xml: bytes) -> None:
        """Go through one file of the archive; the lengths of shared texts are added to those given."""
        parser = ParserCreate()
        parser.StartElementHandler = self.begin
        if b"table-row" in xml:
            parser.EndElementHandler, parser.CharacterDataHandler = self._end, self._spread
        elif b"sheetData" not in xml:
            parser.CharacterDataHandler = self._lengthen
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
            self.shared += attributes.get("t") == "s"
        elif local in _CONTENTS:
            self._reach(self.cell_row)
        elif local == "si":
            self.lengths.append(0)
        elif local == "sst" and max(_number(attributes.get(key), 0) for key in _ANNOUNCED) > MAX_CELLS:
            message = f"the workbook announces more than {MAX_CELLS // 10**6} million texts"
            raise Mistake("too-large", message, _HINT)

    def _open_document(self, local: str, attributes: dict[str, str]) -> None:
        if local == "table":
            self.depth += 1
            if self.depth == 1:
                self.row = self.rows = self.columns = self.letters = 0
        elif local == "table-row":
            self.repeated_row = _number(attributes.get("table:number-rows-repeated"), 1)
            self.row, self.column = self.row + self.repeated_row, 0
        elif local in ("table-cell", "covered-table-cell"):
            columns = _number(attributes.get("table:number-columns-repeated"), 1)
            self.column += columns
            if any(key.startswith("office:") for key in attributes):  # empty cells at the end are cut off
                self._reach(self.row)
                self.repeated = columns * self.repeated_row
                self._spread(attributes.get("office:string-value", ""))

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        self.depth -= local == "table"
        if local.endswith("table-cell"):
            self.repeated = 0

    def _spread(self, text: str) -> None:
        """Count a text of an OpenDocument cell as often as the cell is repeated."""
        self.letters += len(text) * self.repeated
        _check_letters(self.letters)

    def _lengthen(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)

    def _refuse_entity(self, *_: object) -> None:
        raise Mistake("unreadable-file", "the workbook declares entities", "open and save it again.")

    def _reach(self, row: int) -> None:
        self.rows, self.columns = max(self.rows, row), max(self.columns, self.column)
        check_size(self.rows, self.columns)


def _check_shared(xml: bytes, lengths: list[int]) -> None:
    """Add up the texts that the cells of a sheet share, each as often as it is used."""
    letters, number, is_shared = 0, list[str](), False

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal is_shared
        number.clear()
        if name.rpartition(":")[2] == "c":
            is_shared = attributes.get("t") == "s"

    def end(name: str) -> None:
        nonlocal letters
        if is_shared and name.rpartition(":")[2] == "v":
            at = _number("".join(number), len(lengths))
            letters += lengths[at] if at < len(lengths) else 0
            _check_letters(letters)

    parser = ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, number.append
    parser.Parse(xml, True)


def _number(text: str | None, otherwise: int) -> int:
    """The number in an attribute, or `otherwise` if there is none."""
    return int(text) if text and re.fullmatch(r"\s*[0-9]{1,30}\s*", text, re.ASCII) else otherwise
