"""A sheet of a workbook (`.xlsx`, `.ods`) as cells with their places: line is the row, column the column."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from hcroadmap.model.diagnostic import Diagnostic, Location, Mistake, expected, quoted
from hcroadmap.read.files.access import unreadable
from hcroadmap.read.files.cells import CellRow
from hcroadmap.read.files.workbook_bounds import check_archive, check_size

_WHOLE = re.compile(r"(-?\d+)\.0", re.ASCII)


class Sheet:
    """One sheet; the cells are texts, as a CSV file would have them with a decimal point."""

    delimiter = ","

    def __init__(self, path: str, table: list[list[Any]], first_line: int = 1, first_column: int = 0) -> None:
        self.path = path
        self.sha256 = ""
        self.diagnostics: list[Diagnostic] = []
        self.first_column = first_column
        self.table = [
            CellRow(line, [_text(cell) for cell in cells])
            for line, cells in enumerate(table, first_line)
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
        content = file.read_bytes()
        sheet = _read_sheet(content, path, wanted)
    except OSError as failure:
        return None, [unreadable(failure).at(Location(path))]
    except Mistake as mistake:
        return None, [mistake.at(Location(path))]
    sheet.sha256 = hashlib.sha256(content).hexdigest()
    return sheet, []


def _read_sheet(content: bytes, path: str, wanted: str | None) -> Sheet:
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        hint = "install its reader: pip install 'hcroadmap[xlsx]'; or save the sheet as CSV UTF-8."
        raise Mistake("unreadable-file", "reading a workbook needs an extra that is not installed", hint) from None
    check_archive(content)
    try:
        with CalamineWorkbook.from_object(BytesIO(content)) as workbook:
            name = _chosen(workbook.sheet_names, wanted)
            sheet = workbook.get_sheet_by_name(name)
            check_size(sheet.height, sheet.width)
            first, table = sheet.start or (0, 0), sheet.to_python(skip_empty_area=True)
    except (Mistake, MemoryError, KeyboardInterrupt):
        raise
    except (
        BaseException
    ) as failure:  # the reader's panics are no Exception, and it lets Python's own errors through
        reason = " ".join(str(failure).split())
        hint = "open and save it again as .xlsx; a file that is protected by a password cannot be read."
        raise Mistake("unreadable-file", f"the file is not a workbook that can be read ({reason})", hint) from None
    return Sheet(path, table, first[0] + 1, first[1])


def _chosen(names: list[str], wanted: str | None) -> str:
    if wanted in names:
        return str(wanted)
    if wanted is None and len(names) == 1:
        return names[0]
    if wanted is None:
        hint = f"name one as “sheet”: {', '.join(map(quoted, names))}."
        raise Mistake("unchosen-sheet", f"the workbook has {len(names)} sheets", hint)
    raise Mistake("unchosen-sheet", f"the workbook has no sheet {quoted(wanted)}", expected(wanted, names))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime) and not any((value.hour, value.minute, value.second, value.microsecond)):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return _WHOLE.sub(r"\1", text) if isinstance(value, float) and _WHOLE.fullmatch(text) else text
