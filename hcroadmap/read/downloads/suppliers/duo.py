"""DUO open onderwijsdata: counts by study year, named by its first year (FORMATS section 8).

Until 2024 one column per year; since then a row per year. A count of 1 to 4 is hidden behind -1.
"""

from __future__ import annotations

import re

from hcroadmap.model.foreign_period import Calendar, Label, PeriodRule
from hcroadmap.model.source import Source
from hcroadmap.read.downloads.header import Header
from hcroadmap.read.downloads.suppliers.flags import CONFIDENTIAL
from hcroadmap.read.downloads.table import EMPTY, SupplierTable

_YEAR = re.compile(r"([A-Z][A-Z ]*?)?\s?((?:19|20)\d\d)", re.ASCII)
_HEADS = re.compile(r"PROVINCIE|BRIN NUMMER.*|INSTELLINGSCODE.*|VESTIGINGSCODE.*|GEMEENTENUMMER|BEVOEGD GEZAG.*")


_LONG_YEAR = re.compile(r"[A-Z]+JAAR", re.ASCII)
_LONG_COUNT = re.compile(r"AANTAL_[A-Z_]+", re.ASCII)
_HIDDEN = {"-1": CONFIDENTIAL}


def matches(header: Header) -> bool:
    """Are there DUO's heads, and a year as a head or glued to one; or a column of years and one of counts?"""
    names = header.names
    wide = any(_HEADS.fullmatch(name) for name in names) and any(_YEAR.fullmatch(name) for name in names)
    return wide or bool(_indices(header, _LONG_YEAR) and _indices(header, _LONG_COUNT))


def read(header: Header, source: Source) -> SupplierTable:
    """Read a file of either kind; an empty cell beside other years is no count at all, a zero is one."""
    rule = source.rule or PeriodRule(Calendar.STUDY_YEAR, Label.START)
    known_as = "DUO open onderwijsdata"
    years = {index: match for index, name in enumerate(header.names) if (match := _YEAR.fullmatch(name))}
    if not years:
        period, counts = _indices(header, _LONG_YEAR)[:1], _indices(header, _LONG_COUNT)
        return SupplierTable(known_as, header, counts, period, rule=rule, missing={**EMPTY, **_HIDDEN})
    periods = {index: match[2] for index, match in years.items()}
    words = {index: match[1] or "" for index, match in years.items()}
    return SupplierTable(known_as, header, [*years], rule=rule, wide=periods, words=words, missing=_HIDDEN)


def _indices(header: Header, pattern: re.Pattern[str]) -> list[int]:
    return [index for index, name in enumerate(header.names) if pattern.fullmatch(name)]
