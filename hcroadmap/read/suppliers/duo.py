"""DUO open onderwijsdata: counts, one column a study year, named by its first year (FORMATS section 8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hcroadmap.model.foreign_period import Calendar, Label, PeriodRule
from hcroadmap.read.suppliers.foreign import ForeignRow, ForeignTable, Head, Keep, Wish

_YEAR = re.compile(r"([A-Z][A-Z ]*?)?\s?((?:19|20)\d\d)", re.ASCII)
_HEADS = re.compile(r"PROVINCIE|BRIN NUMMER.*|INSTELLINGSCODE.*|VESTIGINGSCODE.*|GEMEENTENUMMER|BEVOEGD GEZAG.*")


def matches(names: tuple[str, ...]) -> bool:
    """Are there DUO's heads, and a year as a head or glued to one?"""
    return any(_HEADS.fullmatch(name) for name in names) and any(_YEAR.fullmatch(name) for name in names)


def read(head: Head, wish: Wish) -> ForeignTable:
    """Read a wide file; an empty cell is no count at all, a zero is one."""
    years = [(index, match) for index, name in enumerate(head.names) if (match := _YEAR.fullmatch(name))]

    def rows(keep: Keep) -> Iterator[ForeignRow]:
        for row in head.rows():
            for index, match in years if keep(row.cells) else ():
                if text := row.cells[index].strip():
                    yield ForeignRow(row.line, index, match[2], text, row.cells, match[1] or "")

    words = tuple(dict.fromkeys(match[1] for _, match in years if match[1]))
    rule = wish.rule or PeriodRule(Calendar.STUDY_YEAR, Label.START)
    return ForeignTable("DUO open onderwijsdata", head.cells, head.names, rows, rule=rule, measures=words,
                        figures=[index for index, _ in years])  # fmt: skip
