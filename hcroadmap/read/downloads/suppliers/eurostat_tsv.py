"""Eurostat TSV: dimensions joined by commas in the first cell, one column per period, flags in the cells."""

import re

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.source import CALENDAR_YEARS, Source
from hcroadmap.read.downloads.header import Header
from hcroadmap.read.downloads.suppliers.flags import NOT_AVAILABLE, eurostat
from hcroadmap.read.downloads.table import SupplierTable
from hcroadmap.read.files.cells import CellRow

_FIRST = re.compile(r"(.*)\\(?:TIME_PERIOD|time)", re.ASCII)
_CELL = re.compile(r"(:|\S*[^\sA-Za-z]|)\s*([A-Za-z]*)", re.ASCII)


def read(header: Header, source: Source) -> SupplierTable | None:
    r"""Read a TSV file, whose first head ends in `\TIME_PERIOD` or `\time`; a cell of flags alone is missing."""
    if not (first := _FIRST.fullmatch(header.names[0])):
        return None
    names = first[1].split(",")

    def clean(row: CellRow) -> CellRow | None:
        codes = row.cells[0].split(",")
        if len(codes) == len(names):
            return row
        message = f"the first cell names {len(codes)} codes, the header {len(names)} dimensions"
        hint = "download the file again, and leave its first column as it is."
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
        rule=source.rule or CALENDAR_YEARS,
        ignores=("period", "value"),
        split=_split,
    )


def _split(text: str) -> tuple[str, str, Mistake | None]:
    """A figure and its flags; a cell of another shape stays as it is, and is refused as a number."""
    match = _CELL.fullmatch(text)
    try:
        return (match[1], eurostat(match[2]), None) if match else (text, "", None)
    except Mistake as mistake:
        return text, "", mistake
