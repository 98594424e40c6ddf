"""The download of a chart on cbs.nl: periods in the first column, or year and month in two (FORMATS section 7)."""

from __future__ import annotations

from hcroadmap.model.source import Source
from hcroadmap.read.downloads.header import Header
from hcroadmap.read.downloads.suppliers.flags import NOT_AVAILABLE
from hcroadmap.read.downloads.table import SupplierTable

_YEAR_AND_MONTH = ["jaar", "maand"]


def matches(header: Header) -> bool:
    """Does a header begin with `Jaar;Maand`, or is its first name the only one that is empty?"""
    return _is_split(header) or (not header.names[0] and all(header.names[1:]))


def read(header: Header, source: Source) -> SupplierTable:
    """Read the figures of a chart, one column per line or bar."""
    del source
    period = range(2 if _is_split(header) else 1)
    figures = range(len(period), len(header.names))
    missing = dict.fromkeys(("", "."), NOT_AVAILABLE)
    return SupplierTable("CBS chart", header, figures, period, missing=missing)


def _is_split(header: Header) -> bool:
    return [name.casefold() for name in header.names[:2]] == _YEAR_AND_MONTH
