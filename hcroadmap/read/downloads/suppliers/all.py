"""The table of suppliers: known by their header, in this order, and never guessed from content."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hcroadmap.read.downloads.suppliers import cbs3, cbs4, duo, eurostat_tsv, oecd_stat, sdmx, statline
from hcroadmap.read.downloads.table import Head, Read


class Supplier(NamedTuple):
    """One family of files: how its header is known, and how it is read."""

    matches: Callable[[Head], bool]
    read: Read


SUPPLIERS = (
    Supplier(lambda head: sdmx.matches(head.names), sdmx.read),
    Supplier(lambda head: oecd_stat.matches(head.names), oecd_stat.read),
    Supplier(lambda head: eurostat_tsv.matches(head.names), eurostat_tsv.read),
    Supplier(lambda head: cbs3.is_metadata(head.names), cbs3.refuse_metadata),
    Supplier(lambda head: cbs3.matches(head.names), cbs3.read),
    Supplier(lambda head: cbs4.is_codes(head.names), cbs4.refuse_codes),
    Supplier(lambda head: cbs4.matches(head.names), cbs4.read),
    Supplier(lambda head: duo.matches(head.names), duo.read),
    Supplier(lambda head: statline.matches(head.names), statline.read),
    Supplier(statline.is_stacked, statline.refuse_stacked),
    Supplier(lambda head: statline.is_chart(head.names), statline.read_chart),
)
