"""OECD.Stat and data.oecd.org until 2024: a figure a row, a code with its label behind it (FORMATS section 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.foreign_number import Mark
from hcroadmap.model.foreign_period import CALENDAR_YEARS
from hcroadmap.read.downloads.suppliers import flags
from hcroadmap.read.downloads.suppliers.sdmx import power_of_ten
from hcroadmap.read.downloads.table import ForeignRow, ForeignTable, Head, Keep, Wish
from hcroadmap.read.files.cells import CellRow

_PERIODS = ("TIME", "YEA", "YEAR")
_OWN_NUMBER = re.compile(r"\d{4}\.\d", re.ASCII)


def matches(names: tuple[str, ...]) -> bool:
    """Does a header hold a value and the codes of its flags?"""
    return {"Value", "Flag Codes"} <= set(names)


def read(head: Head, wish: Wish) -> ForeignTable:
    """Read a file in any language: the heads of figures and flags are English in all of them."""
    columns, mark, rule = _Columns(head, wish), wish.decimal or Mark.POINT, wish.rule or CALENDAR_YEARS
    return ForeignTable("OECD.Stat CSV", head.cells, head.names, columns.rows, mark, rule, figures=columns.about,
                        period_column=columns.period)  # fmt: skip


class _Columns:
    """Where period, figure, flags and power of ten stand."""

    def __init__(self, head: Head, wish: Wish) -> None:
        self.head = head
        usual = next((name for name in _PERIODS if head.find(name) is not None), _PERIODS[0])
        self.period = head.need(wish.period, usual, "period")
        self.value = head.need(wish.value, "Value", "value")
        self.flags = head.need(None, "Flag Codes", "value")
        self.power = head.find("PowerCode Code")
        about = [self.value, self.flags, self.power, head.find("Flags"), head.find("PowerCode")]
        self.about = [index for index in about if index is not None]

    def rows(self, keep: Keep) -> Iterator[ForeignRow]:
        """The raw figures of the rows that are wanted."""
        for row in self.head.rows():
            if keep(row.cells):
                text = row.cells[self.value].strip()
                yield self._row(row, ForeignRow(row.line, self.value, self._period(row), text, row.cells))

    def _row(self, row: CellRow, figure: ForeignRow) -> ForeignRow:
        """The figure with its flags and the power of ten that it counts in."""
        index = self.flags
        try:
            status = flags.oecd_stat(row.cells[index])
            power = 0
            if self.power is not None:
                index = self.power
                power = power_of_ten(row.cells[index].strip())
        except Mistake as mistake:
            return figure.spoilt(index, mistake)
        return figure._replace(status=status, missing="" if figure.text else flags.reason(status), power=power)

    def _period(self, row: CellRow) -> str:
        """The code of a period, or its label behind it: `Q2-2016` has `2016.3`, a number of the table's own."""
        code, *label = (cell.strip() for cell in row.cells[self.period : self.period + 2])
        return label[0] if label and _OWN_NUMBER.fullmatch(code) else code
