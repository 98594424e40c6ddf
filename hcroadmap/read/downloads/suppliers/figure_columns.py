"""Tables whose rows hold their figures in columns: one a period, or one beside the period's own column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.foreign_number import Mark, Written, decide_mark
from hcroadmap.read.downloads.suppliers import flags
from hcroadmap.read.downloads.table import ForeignRow, Head, Keep, Refusal

NOTHING: Mapping[int, str] = MappingProxyType({})


class FigureColumns(NamedTuple):
    """Where periods and figures stand.

    `wide` holds the period of a column that is named by it, and `words` what its name says besides; `missing`
    are the texts that stand for no figure.
    """

    head: Head
    period: Sequence[int]
    values: Sequence[int]
    wide: Mapping[int, str] = NOTHING
    words: Mapping[int, str] = NOTHING
    missing: Sequence[str] = ()

    @property
    def period_column(self) -> int | None:
        """Where a period stands in its row."""
        return self.period[0] if self.period else None

    @property
    def measures(self) -> tuple[str, ...]:
        """The names of the columns of figures, without their years."""
        return tuple(dict.fromkeys(self.measure(index) for index in self.values))

    def measure(self, index: int) -> str:
        """The name of a column of figures, without its year; empty where there is only one."""
        if index in self.words:
            return self.words[index]
        return self.head.names[index] if len(self.values) > 1 else ""

    def rows(self, keep: Keep) -> Iterator[ForeignRow]:
        """The raw figures of the rows that are wanted."""
        measures = {index: self.measure(index) for index in self.values}
        for row in self.head.rows():
            if not keep(row.cells):
                continue
            told = [row.cells[index] for index in self.period]
            for index in self.values:
                text, period = row.cells[index].strip(), self.period_of(index, told)
                if not self.is_absent(text, period):
                    missing = self.missing_flag(text)
                    yield ForeignRow(row.line, index, period, text, row.cells, measures[index], "", missing)

    def period_of(self, index: int, told: Sequence[str]) -> str:
        """The period of a figure: its column's own, else what its row tells."""
        return self.wide.get(index) or " ".join(map(str.strip, told)).strip()

    def is_absent(self, text: str, period: str) -> bool:
        """Is there no figure, and none that is missed?"""
        return not text and (not period or bool(self.wide))

    def missing_flag(self, text: str) -> str:
        """The flag of a figure that its supplier does not give."""
        return flags.NOT_AVAILABLE if not text or text in self.missing else ""

    def mark(self, along: Sequence[int] = ()) -> Mark:
        """The decimal mark, from every cell of the columns of figures.

        Args:
            along: columns that will be asked for as well; going through the file once for all of them is faster.

        Raises:
            Refusal: when they do not settle it.
        """
        columns = self.head.columns({*self.values, *self.period, *along})
        try:
            if columns:
                return decide_mark(Written(0, text) for text in set().union(*(columns[i] for i in self.values)))
        except Mistake:
            pass  # the rows say on which lines
        lines: dict[str, int] = {}
        for row in self.head.rows():
            for index in self.values:
                lines.setdefault(row.cells[index], row.line)
        try:
            return decide_mark(Written(line, text) for text, line in lines.items())
        except Mistake as mistake:
            raise Refusal(mistake, self.head.line, self.values[0]) from None
