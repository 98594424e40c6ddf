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

_HEADS = re.compile(r"PROVINCIE|BRIN NUMMER.*|INSTELLINGSCODE.*|VESTIGINGSCODE.*|GEMEENTENUMMER|BEVOEGD GEZAG.*")
_YEAR = re.compile(r"([A-Z][A-Z ]*?)?\s?((?:19|20)\d\d)", re.ASCII)
_LONG_YEAR = re.compile(r"[A-Z]+JAAR", re.ASCII)
_LONG_COUNT = re.compile(r"AANTAL_[A-Z_]+", re.ASCII)
_HIDDEN = {"-1": CONFIDENTIAL}


def read(header: Header, source: Source) -> SupplierTable | None:
    """Read a file with DUO's heads and years as heads or glued to one, or with columns of years and counts.

    An empty cell beside other years is no count at all; a zero is one.
    """
    known_as = "DUO open onderwijsdata"
    rule = source.rule or PeriodRule(Calendar.STUDY_YEAR, Label.START)
    heads, years, periods, counts = (
        {index: match for index, name in enumerate(header.names) if (match := pattern.fullmatch(name))}
        for pattern in (_HEADS, _YEAR, _LONG_YEAR, _LONG_COUNT)
    )
    if heads and years:
        wide = {index: match[2] for index, match in years.items()}
        words = {index: match[1] or "" for index, match in years.items()}
        return SupplierTable(known_as, header, [*years], rule=rule, wide=wide, words=words, missing=_HIDDEN)
    if periods and counts:
        missing = {**EMPTY, **_HIDDEN}
        return SupplierTable(known_as, header, [*counts], [*periods][:1], rule=rule, missing=missing)
    return None
