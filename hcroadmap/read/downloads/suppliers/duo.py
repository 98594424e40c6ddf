"""DUO open onderwijsdata: counts, one column a study year, named by its first year (FORMATS section 8)."""

from __future__ import annotations

import re

from hcroadmap.model.foreign_period import Calendar, Label, PeriodRule
from hcroadmap.read.downloads.suppliers.figure_columns import FigureColumns
from hcroadmap.read.downloads.table import ForeignTable, Head, Wish

_YEAR = re.compile(r"([A-Z][A-Z ]*?)?\s?((?:19|20)\d\d)", re.ASCII)
_HEADS = re.compile(r"PROVINCIE|BRIN NUMMER.*|INSTELLINGSCODE.*|VESTIGINGSCODE.*|GEMEENTENUMMER|BEVOEGD GEZAG.*")


def matches(names: tuple[str, ...]) -> bool:
    """Are there DUO's heads, and a year as a head or glued to one?"""
    return any(_HEADS.fullmatch(name) for name in names) and any(_YEAR.fullmatch(name) for name in names)


def read(head: Head, wish: Wish) -> ForeignTable:
    """Read a wide file; an empty cell is no count at all, a zero is one."""
    years = {index: match for index, name in enumerate(head.names) if (match := _YEAR.fullmatch(name))}
    periods = {index: match[2] for index, match in years.items()}
    words = {index: match[1] or "" for index, match in years.items()}
    columns = FigureColumns(head, (), tuple(years), periods, words)
    rule = wish.rule or PeriodRule(Calendar.STUDY_YEAR, Label.START)
    measures = tuple(word for word in columns.measures if word)
    return ForeignTable("DUO open onderwijsdata", head.cells, head.names, columns.rows, rule=rule,
                        measures=measures, figures=columns.values, columns=columns)  # fmt: skip
