"""Sums of figures, some of which may be hidden counts; over a regular table column by column.

There each distinct text of a column is parsed once and counted. A table of which anything must be looked at row by
row is left to its rows, which say what is wrong and where. This takes a fifth of the time that the rows take on
the DUO files of this project.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_UP, Decimal
from typing import NamedTuple

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.read.downloads.numbers import parse_foreign_number
from hcroadmap.read.downloads.select import Members, Selection
from hcroadmap.read.downloads.table import ParsedFigure, RawFigure, SupplierTable

Sum = tuple[ParsedFigure, Members]
LEAST, MOST = 1, 4
"""The range of a hidden count, as “fewer than five” says."""


class Total(NamedTuple):
    """A sum without its hidden counts; `value` is `None` when a part of it is missing."""

    value: Decimal | None
    hidden: int = 0

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """The least and the most that it may be."""
        known = self.value or Decimal(0)
        return known + LEAST * self.hidden, known + MOST * self.hidden

    @property
    def middle(self) -> Decimal | None:
        """The sum, with the middle of what each hidden count may be."""
        least, most = self.bounds
        return (least + most) / 2 if self.value is not None and self.hidden else self.value


def total_of(figures: Sequence[ParsedFigure]) -> Total:
    """The sum; a single value exactly as it is."""
    values = [figure.value for figure in figures if figure.value is not None]
    hidden = sum(figure.hidden for figure in figures)
    if len(values) < len(figures):
        return Total(None)
    return Total(values[0] if len(values) == 1 else sum(values, Decimal(0)), hidden)


def margin(totals: Mapping[str, Total], factor: Decimal) -> Decimal:
    """Half the width of what a sum with hidden counts may be; of a share in percentage points, rounded up."""
    if "value" in totals:
        least, most = totals["value"].bounds
        return (most - least) / 2 * abs(factor)
    (least, most), (fewest, whole) = totals["numerator"].bounds, totals["denominator"].bounds
    width = Decimal(100) * (most / fewest - least / whole) if fewest else Decimal(100)
    return (width / 2).quantize(Decimal("0.01"), ROUND_UP)


def sums_by_column(table: SupplierTable, selection: Selection) -> list[Sum]:
    """The sums of the selected figures by period and members, in the order of their first figures.

    Nothing where the rows must be gone through instead.
    """
    grouping = [*(index for _, index, _ in selection.members), *table.period]
    asked = [index for index, _ in selection.where]
    cells = table.header.columns({*table.values, *grouping, *asked}) if table.is_plain else None
    if cells is None:
        return []
    try:
        sums = list(_Columns(table, cells, grouping).sums(selection))
    except Mistake:
        return []
    if len({(str(figure.period), members) for figure, members in sums}) < len(sums):
        return []  # two spellings of one period or member
    return sorted(sums, key=lambda one: (one[0].raw.line, one[0].raw.column))


class _Columns(NamedTuple):
    table: SupplierTable
    cells: Mapping[int, Sequence[str]]
    grouping: Sequence[int]

    def sums(self, selection: Selection) -> Iterator[Sum]:
        """Each sum, in no order.

        Raises:
            Mistake: when a figure or its period cannot be read.
        """
        groups = self._groups(selection)
        for index in self.table.values:
            for texts, numbers in groups.items():
                members = selection.named(texts[: len(selection.members)])
                period = self.table.period_of(index, texts[len(selection.members) :])
                if members is not None and (figure := self._sum(index, period, numbers)):
                    yield figure, members

    def _groups(self, selection: Selection) -> Mapping[tuple[str, ...], Sequence[int]]:
        """The numbers of the selected rows, by the texts in the columns of members and of the period."""
        numbers: Sequence[int] = range(len(self.cells[self.table.values[0]]))
        for index, texts in selection.where:
            fitting = {cell for cell in set(self.cells[index]) if cell.strip() in texts}
            numbers = [number for number in numbers if self.cells[index][number] in fitting]
        if not self.grouping:
            return {(): numbers}
        groups = defaultdict(list)
        for number in numbers:
            groups[tuple(self.cells[index][number] for index in self.grouping)].append(number)
        return groups

    def _sum(self, index: int, period: str, numbers: Sequence[int]) -> ParsedFigure | None:
        """The sum of a column over some rows: `None` if they hold no figure, without a value if one is missing."""
        texts = list(map(self.cells[index].__getitem__, numbers))
        counted = {
            text: times for text, times in Counter(texts).items() if not self.table.is_absent(text.strip(), period)
        }
        if not counted:
            return None
        first = next(iter(counted))
        line = self.table.header.line + 1 + numbers[texts.index(first)]
        lacking = {text: letter for text in counted if (letter := self.table.missing.get(text.strip()))}
        hidden = sum(counted[text] for text in lacking if text.strip() in self.table.suppressed)
        power, missing = self.table.powers.get(index, 0), "".join(lacking.values())
        raw = RawFigure(line, index, period, first.strip(), missing=missing, power=power)
        figure, total = self.table.parse(raw), Decimal(0)
        for text in counted.keys() - lacking:
            total += parse_foreign_number(text, self.table.mark).value * counted[text]
        is_known = all(text.strip() in self.table.suppressed for text in lacking)
        value = total.scaleb(power) if is_known else None
        return figure._replace(value=value, cells=sum(counted.values()), hidden=hidden)
