"""Eurostat TSV: dimensions joined by commas in the first cell, one column per period, flags in the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.source import Source
from hcroadmap.read.downloads.suppliers import flags
from hcroadmap.read.downloads.table import Header, Keep, RawFigure, SupplierTable

_FIRST = re.compile(r"(.*)\\(?:TIME_PERIOD|time)", re.ASCII)
_CELL = re.compile(r"(:|\S*[^\sA-Za-z]|)\s*([A-Za-z]*)", re.ASCII)


def matches(header: Header) -> bool:
    r"""Does the first head end in `\TIME_PERIOD` or `\time`?"""
    return _FIRST.fullmatch(header.names[0]) is not None


def read(header: Header, source: Source) -> SupplierTable:
    """Read a TSV file; a cell that is empty besides its flags is a missing figure."""
    del source
    names = tuple(_FIRST.sub(r"\1", header.names[0]).split(","))

    def rows(keep: Keep) -> Iterator[RawFigure]:
        for row in header.rows():
            codes = row.cells[0].split(",")
            if len(codes) != len(names):
                message = f"the first cell names {len(codes)} codes, the header {len(names)} dimensions"
                hint = "download the file again; someone changed its first column."
                place = header.cells.cell(row.line, 0)
                header.cells.diagnostics.append(Mistake("ragged-row", message, hint).at(place))
            elif keep(codes):
                for index, period in enumerate(header.names[1:], 1):
                    yield _split(RawFigure(row.line, index, period, row.cells[index].strip(), codes))

    return SupplierTable("Eurostat TSV", header.cells, names, rows)


def _split(raw: RawFigure) -> RawFigure:
    """The figure and its flags apart; a cell of another shape is left for the number to be refused."""
    match = _CELL.fullmatch(raw.text)
    if match is None:
        return raw
    try:
        status = flags.eurostat(match[2])
    except Mistake as mistake:
        return raw._replace(broken=(raw.column, mistake))
    missing = flags.reason(status) if match[1] in (":", "") else ""
    return raw._replace(text=match[1], status=status, missing=missing)
