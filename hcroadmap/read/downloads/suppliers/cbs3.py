"""CBS OData v3: one column per topic, CBS period codes (FORMATS section 5)."""

from __future__ import annotations

import re

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.source import Source
from hcroadmap.read.downloads.header import Header
from hcroadmap.read.downloads.suppliers.flags import CANNOT_EXIST, NOT_AVAILABLE
from hcroadmap.read.downloads.table import SupplierTable

_TOPIC = re.compile(r"\w+_\d+", re.ASCII)
_PERIODS = ("perioden", "periods")
_DESCRIPTION = "TableInfos"


def matches(header: Header) -> bool:
    """Does a header begin with `ID` and hold `Perioden` or `Periods`, or is it that of a table's description?"""
    first, *others = header.names
    return first == _DESCRIPTION or (first == "ID" and any(name.casefold() in _PERIODS for name in others))


def read(header: Header, source: Source) -> SupplierTable:
    """Read a TypedDataSet or UntypedDataSet; numbers are padded in the second, and blank means “cannot occur”."""
    if header.names[0] == _DESCRIPTION:
        message = "this is the description of a CBS table, not its figures"
        hint = "download the TypedDataSet or UntypedDataSet of the table instead."
        raise header.refusal(Mistake("unread-format", message, hint))
    usual = next(name for name in header.names if name.casefold() in _PERIODS)
    period = header.need(source.period, usual, "period")
    topics = {index: name for index, name in enumerate(header.names) if index > period and _TOPIC.fullmatch(name)}
    untyped = any(cell.startswith(" ") for row in header.rows() for cell in row.cells)
    missing = {"": CANNOT_EXIST if untyped else NOT_AVAILABLE, ".": NOT_AVAILABLE}
    kind = f"CBS OData v3 ({'UntypedDataSet' if untyped else 'TypedDataSet'})"
    return SupplierTable(kind, header, [*topics], [period], words=topics, missing=missing, labels=[0])
