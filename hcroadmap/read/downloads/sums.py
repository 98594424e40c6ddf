"""Sums over a regular table, column by column: each distinct text of a column is read once and counted.

A table of which anything must be looked at row by row is left to its rows, which say what is wrong and where.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.foreign_number import parse_foreign_number
from hcroadmap.read.downloads.select import Key, Selector
from hcroadmap.read.downloads.suppliers.figure_columns import FigureColumns
from hcroadmap.read.downloads.suppliers.flags import NOT_AVAILABLE
from hcroadmap.read.downloads.table import Figure, ForeignRow, ForeignTable


def tally(table: ForeignTable, selector: Selector) -> dict[Key, Figure]:
    """The sums of the selected figures by period and members, each at the place of its first figure.

    Nothing where the rows must be gone through instead.
    """
    if table.columns is None:
        return {}
    telling = [*(index for _, index, _ in selector.members), *table.columns.period]
    asked = [index for index, _ in selector.where]
    cells = table.columns.head.columns({*table.columns.values, *telling, *asked})
    if cells is None:
        return {}
    try:
        sums = list(_Tally(table, table.columns, cells, telling).sums(selector))
    except Mistake:
        return {}
    sums.sort(key=lambda found: (found[1].row.line, found[1].row.column))
    return dict(sums) if len(dict(sums)) == len(sums) else {}


class _Tally(NamedTuple):
    table: ForeignTable
    columns: FigureColumns
    cells: Mapping[int, Sequence[str]]
    telling: Sequence[int]

    def sums(self, selector: Selector) -> Iterator[tuple[Key, Figure]]:
        """Each sum with what it is of.

        Raises:
            Mistake: when a figure or its period cannot be read.
        """
        groups = self._groups(selector)
        for index in self.columns.values:
            if selector.measure in (None, self.columns.measure(index)):
                for told, numbers in groups.items():
                    members = selector.named(told[: len(selector.members)])
                    period = self.columns.period_of(index, told[len(selector.members) :])
                    figure = None if members is None else self._sum(index, period, numbers)
                    if members is not None and figure:
                        yield Key(str(figure.period), members), figure

    def _groups(self, selector: Selector) -> Mapping[tuple[str, ...], Sequence[int]]:
        """The numbers of the selected rows, by the texts in the columns of members and of the period."""
        numbers: Sequence[int] = range(len(self.cells[self.columns.values[0]]))
        for index, texts in selector.where:
            fitting = {cell for cell in set(self.cells[index]) if cell.strip() in texts}
            numbers = [number for number in numbers if self.cells[index][number] in fitting]
        if not self.telling:
            return {(): numbers}
        groups = defaultdict(list)
        for number in numbers:
            groups[tuple(self.cells[index][number] for index in self.telling)].append(number)
        return groups

    def _sum(self, index: int, period: str, numbers: Sequence[int]) -> Figure | None:
        """The sum of a column over some rows, none where they hold no figure; without a value where one lacks."""
        texts = list(map(self.cells[index].__getitem__, numbers))
        counted = {text: times for text, times in Counter(texts).items()
                   if not self.columns.is_absent(text.strip(), period)}  # fmt: skip
        if not counted:
            return None
        first = next(iter(counted))
        line = self.columns.head.line + 1 + numbers[texts.index(first)]
        missing = [text for text in counted if self.columns.missing_flag(text.strip())]
        row = ForeignRow(line, index, period, first.strip(), missing=NOT_AVAILABLE if missing else "")
        figure, total = self.table.read(row), Decimal(0)
        for text in counted.keys() - missing:
            total += parse_foreign_number(text, self.table.mark).value * counted[text]
        return figure._replace(value=None if missing else total)
