"""What makes a row the same as another, in a few bytes, so that duplicates are found among a million rows."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import compress

from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import Observation
from hcroadmap.model.period import PeriodKind

AT_ONCE = 300_000  # keys that are compared at one time
Series = tuple[str, str | None]


class RowKeys:
    """The keys of all rows as hashes of eight bytes, and the first kind of period of each series.

    A key that two rows have makes them candidates; the rows themselves are then compared by the cross checks.
    """

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self.indicators = indicators
        self.dimensions = tuple(
            sorted({name for indicator in indicators.values() for name in indicator.dimensions})
        )
        self.keys = array("q")
        self.kinds: dict[Series, PeriodKind] = {}

    def copy(self) -> RowKeys:
        """The same keys, to come back to."""
        copied = RowKeys(self.indicators)
        copied.restore(self)
        return copied

    def restore(self, other: RowKeys) -> None:
        """Take the keys that another knows instead."""
        self.keys, self.kinds = other.keys[:], dict(other.kinds)

    def series_of(self, indicator: str, definition: str | None) -> Series:
        """An indicator and its definition, the indicator's own where none is written."""
        declared = self.indicators.get(indicator)
        return indicator, definition or (declared.definition if declared else None)

    def shared(self, series: Series, end: date, known: date) -> int:
        """The part of a key that rows of one series, period and day of publication share."""
        return hash((series, end, known))

    def key_of(self, row: Observation) -> int:
        """The key of a row that was read exactly."""
        members = dict(row.members)
        texts = [members.get(name, "") for name in self.dimensions]
        shared = self.shared(self.series_of(row.indicator, row.definition), row.period.end, row.known_on)
        return hash((shared, *texts))

    def note(self, rows: Iterable[Observation]) -> None:
        """Note rows that were read exactly."""
        for row in rows:
            if not {"indicator", "period", "definition"} & row.unread:
                self.kinds.setdefault(self.series_of(row.indicator, row.definition), row.period.kind)
            self.keys.append(self.key_of(row))

    def repeated(self) -> frozenset[int]:
        """The keys that more than one row has, found a part of them at a time."""
        distinct = sum(len(set(part)) for part in self._parts())
        if distinct == len(self.keys):
            return frozenset()
        counted = (Counter(part).items() for part in self._parts())
        return frozenset(key for items in counted for key, times in items if times > 1)

    def _parts(self) -> Iterator[Iterator[int]]:
        """All keys, about so many at once, in parts by one of their bytes: equal keys are in one part."""
        number = len(self.keys) // AT_ONCE + 1
        marks = bytes(memoryview(self.keys).cast("B")[:: self.keys.itemsize])
        for part in range(number):
            chosen = bytes(mark % number == part for mark in range(256))
            yield compress(self.keys, marks.translate(chosen))
