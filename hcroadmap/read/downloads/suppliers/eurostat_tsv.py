"""Eurostat TSV: dimensions joined by commas in the first cell, one column a period, flags in the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hcroadmap.model.diagnostic import Diagnostic, Mistake
from hcroadmap.read.downloads.suppliers import flags
from hcroadmap.read.downloads.table import ForeignRow, ForeignTable, Head, Keep, Wish

_FIRST = re.compile(r"(.*)\\(TIME_PERIOD|time)", re.ASCII)
_CELL = re.compile(r"(:|\S*[^\sA-Za-z]|)\s*([A-Za-z]*)", re.ASCII)


def matches(names: tuple[str, ...]) -> bool:
    r"""Does the first head end in `\TIME_PERIOD` or `\time`?"""
    return _FIRST.fullmatch(names[0]) is not None


def read(head: Head, wish: Wish) -> ForeignTable:
    """Read a TSV file; a cell that is empty besides its flags is a missing figure."""
    del wish
    match = _FIRST.fullmatch(head.names[0])
    names = tuple(match[1].split(",")) if match else ()

    def rows(keep: Keep) -> Iterator[ForeignRow]:
        for row in head.rows():
            codes = row.cells[0].split(",")
            if len(codes) != len(names):
                message = f"the first cell names {len(codes)} codes, the header {len(names)} dimensions"
                hint = "download the file again; someone changed its first column."
                place = head.cells.cell(row.line, 0)
                head.cells.diagnostics.append(Diagnostic(place, "error", "ragged-row", message, hint))
                continue
            if not keep(codes):
                continue
            for index, period in enumerate(head.names[1:], 1):
                yield _row(ForeignRow(row.line, index, period, row.cells[index].strip(), codes))

    return ForeignTable("Eurostat TSV", head.cells, names, rows)


def _row(row: ForeignRow) -> ForeignRow:
    match = _CELL.fullmatch(row.text)
    if match is None:
        return row
    try:
        status = flags.eurostat(match[2])
    except Mistake as mistake:
        return row.spoilt(row.column, mistake)
    missing = flags.reason(status) if match[1] in (":", "") else ""
    return row._replace(text=match[1], status=status, missing=missing)
