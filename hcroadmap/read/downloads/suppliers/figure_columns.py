"""Tables whose rows hold their figures in columns: one per period, or one beside the period's own column.

Nearly every supplier's file is such a table; its module says which columns hold what, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.foreign_number import Mark, Written, decide_mark
from hcroadmap.model.foreign_period import CALENDAR_YEARS, PeriodRule
from hcroadmap.read.downloads.suppliers.flags import NOT_AVAILABLE, reason
from hcroadmap.read.downloads.table import Header, Keep, RawFigure, SupplierTable

NOTHING: Mapping[int, Any] = MappingProxyType({})
EMPTY: Mapping[str, str] = MappingProxyType({"": NOT_AVAILABLE})
_UNITS = {"x1000": 3, "x1000000": 6, "mln": 6, "mld": 9}
ReadFlags = Callable[[str], str]
"""The text of a cell to SDMX letters; a `Mistake` when it is not known."""


class _Beside(NamedTuple):
    """What the cells beside a figure say: flags, why it would be missing, its power of ten, and which is wrong."""

    status: str = ""
    reason: str = ""
    power: int = 0
    broken: tuple[int, Mistake] | None = None


class FigureColumns(NamedTuple):
    """Which columns hold what.

    `values` are the columns of figures, `period` those that together name the period of a row. `wide` holds the
    period of a column that is named by it, `words` what its name says besides, `powers` its power of ten.
    `missing` are the texts that stand for no figure, each with the flag that says why.

    Further columns say something about all figures of a row, each with how its cells are read: `flags`, `reasons`
    (flags that count only where there is no figure) and `powers_of_rows`. `period_from` makes a period of a row.
    """

    header: Header
    values: Sequence[int]
    period: Sequence[int] = ()
    wide: Mapping[int, str] = NOTHING
    words: Mapping[int, str] = NOTHING
    missing: Mapping[str, str] = EMPTY
    powers: Mapping[int, int] = NOTHING
    flags: Mapping[int, ReadFlags] = NOTHING
    reasons: Mapping[int, ReadFlags] = NOTHING
    powers_of_rows: Mapping[int, Callable[[str], int]] = NOTHING
    period_from: Callable[[Sequence[str]], str] | None = None

    def table(
        self, known_as: str, mark: Mark, rule: PeriodRule = CALENDAR_YEARS, besides: Collection[int] = ()
    ) -> SupplierTable:
        """The table that these columns make; `besides` are others that do not tell rows apart."""
        header, measures = self.header, tuple(dict.fromkeys(map(self.measure, self.values)))
        alone = not (self.flags or self.reasons or self.powers_of_rows or self.period_from or header.clean)
        return SupplierTable(
            known_as, header.cells, header.names, self.rows, mark, rule,
            measures=measures if any(measures) else (),
            figures={*self.values, *self.flags, *self.reasons, *besides} - {*self.period},
            period_column=self.period[0] if self.period else None,
            columns=self if alone else None,
        )  # fmt: skip

    def measure(self, index: int) -> str:
        """The name of a column of figures, without its period; empty where there is only one."""
        if index in self.words:
            return self.words[index]
        return self.header.names[index] if len(self.values) > 1 else ""

    def rows(self, keep: Keep) -> Iterator[RawFigure]:
        """The raw figures of the rows that are wanted."""
        measures = {index: self.measure(index) for index in self.values}
        beside = [*self.flags, *self.reasons, *self.powers_of_rows]
        known: dict[tuple[str, ...], _Beside] = {}
        for line, cells in self.header.rows():
            if not keep(cells):
                continue
            texts = [self.period_from(cells)] if self.period_from else [cells[index] for index in self.period]
            said = tuple([cells[index] for index in beside])
            status, reason, power, broken = known.get(said) or known.setdefault(said, self._beside(cells))
            for index in self.values:
                text, period = cells[index].strip(), self.period_of(index, texts)
                if self.is_absent(text, period):
                    continue
                missing = self.missing.get(text, "")
                missing, power = missing and (reason or missing), power or self.powers.get(index, 0)
                yield RawFigure(line, index, period, text, cells, measures[index], status, missing, power, broken)

    def period_of(self, index: int, texts: Sequence[str]) -> str:
        """The period of a figure: its column's own, else what the cells of its row say."""
        return self.wide.get(index) or " ".join(map(str.strip, texts)).strip()

    def is_absent(self, text: str, period: str) -> bool:
        """Is there no figure, and none that is missed?"""
        return (not text and bool(self.wide)) or (not period and text in self.missing)

    def _beside(self, cells: Sequence[str]) -> _Beside:
        """What the flags and the power of ten in a row say about its figures."""
        index, letters, power = 0, "", 0
        try:
            for index, read in self.flags.items():
                letters += read(cells[index].strip())
            for index, read_power in self.powers_of_rows.items():
                power += read_power(cells[index].strip())
        except Mistake as mistake:
            return _Beside(broken=(index, mistake))
        why = "".join(read(cells[index].strip()) for index, read in self.reasons.items())
        return _Beside("".join(sorted({*letters})), reason(letters, why), power)

    def mark(self, along: Sequence[int] = ()) -> Mark:
        """The decimal mark, from every cell of the columns of figures.

        Args:
            along: columns that will be asked for as well; going through the file once for all of them is faster.

        Raises:
            Unreadable: when they do not settle it.
        """
        columns = self.header.columns({*self.values, *self.period, *along})
        try:
            if columns:
                return decide_mark(Written(0, text) for text in set().union(*(columns[i] for i in self.values)))
        except Mistake:
            pass  # the rows say on which lines
        lines: dict[str, int] = {}
        for row in self.header.rows():
            for index in self.values:
                lines.setdefault(row.cells[index], row.line)
        try:
            return decide_mark(Written(line, text) for text, line in lines.items())
        except Mistake as mistake:
            raise self.header.refusal(mistake, index=self.values[0]) from None


def power_of_unit(unit: str) -> int:
    """The power of ten in a unit as CBS writes it: 3 for `x 1 000`."""
    return _UNITS.get(re.sub(r"[\s\u00a0.]", "", unit.casefold()), 0)


def power_of_ten(text: str) -> int:
    """The power of ten that a figure is counted in: 3 for thousands, none where nothing is said.

    Raises:
        Mistake: `bad-number`.
    """
    if re.fullmatch(r"(?:-?1?\d)?", text, re.ASCII):
        return int(text or "0")
    hint = "expected is 0 for units, 3 for thousands, 6 for millions."
    raise Mistake("bad-number", f"{quoted(text)} is not a power of ten", hint)
