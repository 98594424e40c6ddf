"""Eurostat TSV: dimensions joined by commas in the first cell, one column per period, flags in the cells."""

from __future__ import annotations

import re

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.source import Source
from hcroadmap.read.downloads.header import Header
from hcroadmap.read.downloads.suppliers.flags import NOT_AVAILABLE, eurostat
from hcroadmap.read.downloads.table import SupplierTable
from hcroadmap.read.files.cells import CellRow

_FIRST = re.compile(r"(.*)\\(?:TIME_PERIOD|time)", re.ASCII)
_CELL = re.compile(r"(:|\S*[^\sA-Za-z]|)\s*([A-Za-z]*)", re.ASCII)


def matches(header: Header) -> bool:
    r"""Does the first head end in `\TIME_PERIOD` or `\time`?"""
    return _FIRST.fullmatch(header.names[0]) is not None


def read(header: Header, source: Source) -> SupplierTable:
    """Read a TSV file; a cell that is empty besides its flags is a missing figure."""
    del source
    names = _FIRST.sub(r"\1", header.names[0]).split(",")

    def clean(row: CellRow) -> CellRow | None:
        codes = row.cells[0].split(",")
        if len(codes) == len(names):
            return row
        message = f"the first cell names {len(codes)} codes, the header {len(names)} dimensions"
        hint = "download the file again; someone changed its first column."
        header.cells.diagnostics.append(Mistake("ragged-row", message, hint).at(header.cells.cell(row.line, 0)))
        return None

    periods = dict(enumerate(header.names[1:], 1))
    return SupplierTable(
        "Eurostat TSV",
        header._replace(clean=clean),
        [*periods],
        wide=periods,
        words=dict.fromkeys(periods, ""),
        missing={"": NOT_AVAILABLE, ":": NOT_AVAILABLE},
        facets_from=lambda cells: cells[0].split(","),
        aliases=names,
        split=_split,
    )


def _split(text: str) -> tuple[str, str, Mistake | None]:
    """A figure and its flags; a cell of another shape is left for the number to be refused."""
    match = _CELL.fullmatch(text)
    try:
        return (match[1], eurostat(match[2]), None) if match else (text, "", None)
    except Mistake as mistake:
        return text, "", mistake
