"""How large a workbook is, found out before it is opened: a few bytes can ask for all the memory there is.

The reader lays out a sheet from its first to its last cell, whatever lies between them. One cell at the far end of
an empty sheet, or a member of the archive that unpacks to thousands of times its size, would end the process.
"""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile, is_zipfile

from hcroadmap.model.diagnostic import Mistake

MAX_CELLS = 5_000_000
MAX_UNPACKED = 1 << 29  # bytes
_PART = 1 << 20
_REFERENCE = re.compile(rb"""\br\s*=\s*["']\s*\$?([A-Za-z]{0,9})\$?([0-9]{1,30})""")
_STRINGS = re.compile(rb"""\b(?:uniqueC|c)ount\s*=\s*["']\s*([0-9]{1,30})""")
_UNPACKED = "save the sheet that is needed as CSV UTF-8."
_HINT = "delete what stands far below or beside the table, or save the sheet as CSV UTF-8."


def check_bounds(content: bytes, unpacked: int = MAX_UNPACKED) -> None:
    """Refuse a workbook with cells too far apart, or that unpacks to more than so many bytes.

    Raises:
        Mistake: `too-large`, or `unreadable-file` where not all of it can be looked at.
    """
    if not is_zipfile(BytesIO(content)):
        return  # an old workbook, whose sheets have their bounds, or none: the reader says so
    try:
        with ZipFile(BytesIO(content)) as archive:
            left = unpacked
            for name in archive.namelist():
                with archive.open(name) as member:
                    left = _check_member(member, left)
    except Mistake:
        raise
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError, ValueError) as error:
        told = " ".join(str(error).split())
        raise Mistake("unreadable-file", f"the workbook is damaged ({told})", "open and save it again.") from None


def check_cells(rows: int, columns: int) -> None:
    """Refuse a sheet of so many rows and columns when it has too many cells.

    Raises:
        Mistake: `too-large`.
    """
    if rows * columns > MAX_CELLS:
        told = f"the sheet reaches to row {rows}, column {columns}"
        raise Mistake("too-large", f"{told}: more than {MAX_CELLS // 10**6} million cells", _HINT)


def _check_member(member: IO[bytes], left: int) -> int:
    """Look at one file of the archive; how many bytes the others may still have."""
    rows = columns = 0
    tail = b""
    while part := member.read(_PART):
        left -= len(part)
        if left < 0:
            raise Mistake("too-large", "the workbook unpacks to far more than anybody needs", _UNPACKED)
        for column, row in _REFERENCE.findall(tail + part):
            rows, columns = max(rows, int(row)), max(columns, _number(column))
        if any(int(count) > MAX_CELLS for count in _STRINGS.findall(tail + part)):
            raise Mistake(
                "too-large", f"the workbook announces more than {MAX_CELLS // 10**6} million texts", _HINT
            )
        tail = part[-64:]
    check_cells(rows, columns)
    return left


def _number(letters: bytes) -> int:
    """The number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
