"""The table of suppliers: known by their header, in this order, and never guessed from content."""

from __future__ import annotations

from typing import Protocol

from hcroadmap.model.source import Source
from hcroadmap.read.downloads.header import Header
from hcroadmap.read.downloads.suppliers import cbs3, cbs4, cbs_chart, duo, eurostat_tsv, oecd_stat, sdmx, statline
from hcroadmap.read.downloads.table import SupplierTable


class Supplier(Protocol):
    """A module that knows one family of files."""

    def matches(self, header: Header, /) -> bool:
        """Is this the header of such a file?"""
        ...

    def read(self, header: Header, source: Source, /) -> SupplierTable:
        """Read such a file.

        Raises:
            Unreadable: when it is one that holds no figures, or lacks a column.
        """
        ...


SUPPLIERS: tuple[Supplier, ...] = (sdmx, oecd_stat, eurostat_tsv, cbs3, cbs4, duo, statline, cbs_chart)
