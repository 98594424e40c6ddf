"""DUO open onderwijsdata: counts, one column per study year, named by its first year (FORMATS section 8)."""

from __future__ import annotations

import re

from hcroadmap.model.foreign_period import Calendar, Label, PeriodRule
from hcroadmap.model.source import Source
from hcroadmap.read.downloads.header import Header
from hcroadmap.read.downloads.table import SupplierTable

_YEAR = re.compile(r"([A-Z][A-Z ]*?)?\s?((?:19|20)\d\d)", re.ASCII)
_HEADS = re.compile(r"PROVINCIE|BRIN NUMMER.*|INSTELLINGSCODE.*|VESTIGINGSCODE.*|GEMEENTENUMMER|BEVOEGD GEZAG.*")


def matches(header: Header) -> bool:
    """Are there DUO's heads, and a year as a head or glued to one?"""
    names = header.names
    return any(_HEADS.fullmatch(name) for name in names) and any(_YEAR.fullmatch(name) for name in names)


def read(header: Header, source: Source) -> SupplierTable:
    """Read a wide file; an empty cell is no count at all, a zero is one."""
    years = {index: match for index, name in enumerate(header.names) if (match := _YEAR.fullmatch(name))}
    periods = {index: match[2] for index, match in years.items()}
    words = {index: match[1] or "" for index, match in years.items()}
    rule = source.rule or PeriodRule(Calendar.STUDY_YEAR, Label.START)
    known_as = "DUO open onderwijsdata"
    return SupplierTable(known_as, header, [*years], rule=rule, wide=periods, words=words, missing={})
