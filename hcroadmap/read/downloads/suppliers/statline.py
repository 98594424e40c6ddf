"""StatLine tables with one header row, and the stacked ones, which are not read (FORMATS section 7)."""

from __future__ import annotations

import re
from itertools import islice

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.source import Source
from hcroadmap.read.downloads.header import Header
from hcroadmap.read.downloads.suppliers.flags import CANNOT_EXIST, CONFIDENTIAL, NOT_AVAILABLE, power_of_unit
from hcroadmap.read.downloads.table import SupplierTable

_TOPIC = re.compile(r".*\(([^()]*)\)")
_MISSING = {"": CANNOT_EXIST, ".": NOT_AVAILABLE, "x": CONFIDENTIAL}
_PERIODS = "Perioden"
_STACKED = ("onderwerp", "perioden", "")


def matches(header: Header) -> bool:
    """Is there a column `Perioden` with a topic behind it, or a title with stacked header rows below?"""
    folded = [name.casefold() for name in header.names]
    behind = header.names[folded.index(_PERIODS.casefold()) + 1 :] if _PERIODS.casefold() in folded else ()
    return any(_TOPIC.fullmatch(name) for name in behind) or _is_stacked(header)


def read(header: Header, source: Source) -> SupplierTable:
    """Read a table with one header row; the unit stands between brackets in the head of each topic."""
    if _is_stacked(header):
        message = "this is a StatLine table with a title and stacked headers, which is not read"
        hint = "on StatLine choose “CSV zonder statistische symbolen” (one header row), or the OData download."
        raise header.refusal(Mistake("unread-format", message, hint))
    period = header.need(source.period, _PERIODS, "period")
    units = {
        index: match[1]
        for index, name in enumerate(header.names)
        if index > period and (match := _TOPIC.fullmatch(name))
    }
    return SupplierTable(
        "StatLine table",
        header,
        [*units],
        [period],
        words={index: header.names[index] for index in units},
        missing=_MISSING,
        powers={index: power_of_unit(unit) for index, unit in units.items()},
    )


def _is_stacked(header: Header) -> bool:
    """Is the header a lone title, with a header row below it (“CSV volgens tabelindeling”)?"""
    if sum(map(bool, header.names)) != 1:
        return False
    below = [row.cells for row in islice(header.cells.rows(), 7) if row.line > header.line]
    return any(cells[0].strip().casefold() in _STACKED and len(cells) > 1 for cells in below)
