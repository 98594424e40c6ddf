"""Which figures count: known on the day, newest vintage, one definition, one whole.

A series is the observations of one indicator in one definition; here they become points, one a period. Where a
period's figure is the sum over the members of a dimension, all declared members are needed: a missing one is
never averaged away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import BREAK_FLAGS, COMPUTED_DECIMALS, PROVISIONAL_FLAGS, Observation
from hcroadmap.model.period import Period


class Point(NamedTuple):
    """The value of one period, with the observations behind it: one, or one for each member of a sum."""

    period: Period
    value: Fraction
    observations: tuple[Observation, ...]
    decimals: int

    @property
    def status(self) -> str:
        """The flags of all observations behind it, in order of the alphabet."""
        return "".join(sorted(set().union(*(row.status for row in self.observations))))

    @property
    def published(self) -> date:
        """The day from which it was known as it is."""
        return max(row.known_on for row in self.observations)

    @property
    def definition(self) -> str | None:
        """The definition as written; `None` for the indicator's own, unwritten."""
        return self.observations[0].definition

    @property
    def cell(self) -> tuple[tuple[str, str], ...]:
        """The members it is the figure of: pairs of dimension and member; none for the whole."""
        return self.observations[0].members if len(self.observations) == 1 else ()

    @property
    def is_provisional(self) -> bool:
        """Is it estimated, provisional, imputed, unvalidated or of low reliability?"""
        return bool(PROVISIONAL_FLAGS & set(self.status))

    @property
    def breaks(self) -> bool:
        """Does the series break here?"""
        return bool(BREAK_FLAGS & set(self.status))


class Partial(NamedTuple):
    """A period of which some declared members are known and some are not."""

    period: Period
    members: tuple[tuple[str, Point], ...]
    missing: tuple[str, ...]


class Series(NamedTuple):
    """The points of one definition in order of time, and the periods that stay incomplete."""

    points: tuple[Point, ...] = ()
    partials: tuple[Partial, ...] = ()

    @property
    def newest(self) -> tuple[Point, ...]:
        """The newest point, or the members that are known of the newest period where there is no point."""
        if self.points:
            return self.points[-1:]
        return tuple(point for _, point in self.partials[-1].members) if self.partials else ()

    def at(self, period: Period) -> Point | None:
        """The point of a period."""
        return next((point for point in self.points if point.period == period), None)


def visible(observations: Iterable[Observation], as_of: date, own: str | None) -> list[Observation]:
    """The newest vintage of every figure that was known on a day and is used, in order of period.

    A row that names no definition is in the indicator's own. Forecasts are never observations. A figure that was
    withdrawn (a later vintage marked as missing) is gone.
    """
    newest: dict[tuple[object, ...], Observation] = {}
    for row in observations:
        if row.used and row.known_on <= as_of and "F" not in row.status:
            key = (row.period, row.definition or own, row.members)
            if key not in newest or newest[key].known_on < row.known_on:
                newest[key] = row
    return sorted(newest.values(), key=lambda row: (row.period.end, row.members))


def by_definition(indicator: Indicator, rows: Iterable[Observation]) -> dict[str | None, Series]:
    """One series for each definition; rows that name none are in the indicator's own."""
    groups: defaultdict[str | None, list[Observation]] = defaultdict(list)
    for row in rows:
        groups[row.definition or indicator.definition].append(row)
    return {definition: _series(indicator, group) for definition, group in groups.items()}


def by_member(
    indicator: Indicator, rows: Iterable[Observation], as_of: date, dimension: str
) -> dict[str, tuple[Point, ...]]:
    """The points of each member of a dimension in the indicator's definition; declared members come first."""
    declared = indicator.dimensions.get(dimension)
    members: dict[str, list[Point]] = {name: [] for name in (declared.members or () if declared else ())}
    for row in visible(rows, as_of, indicator.definition):
        own = (row.definition or indicator.definition) == indicator.definition
        if own and row.amount is not None and len(row.members) == 1 and row.members[0][0] == dimension:
            members.setdefault(row.members[0][1], []).append(point_of((row,), indicator))
    return {name: tuple(points) for name, points in members.items()}


def _series(indicator: Indicator, rows: Sequence[Observation]) -> Series:
    periods: defaultdict[Period, list[Observation]] = defaultdict(list)
    for row in rows:
        if row.amount is not None:
            periods[row.period].append(row)
    wholes = [_whole(indicator, periods[period]) for period in sorted(periods)]
    points = tuple(whole for whole in wholes if isinstance(whole, Point))
    return Series(points, tuple(whole for whole in wholes if isinstance(whole, Partial)))


def _whole(indicator: Indicator, rows: Sequence[Observation]) -> Point | Partial | None:
    """The figure of one period: published as a whole, else the sum over a complete dimension."""
    for row in rows:
        if not row.members:
            return point_of((row,), indicator)
    sums = [
        _sum(indicator, name, dimension.members, rows)
        for name, dimension in indicator.dimensions.items()
        if dimension.complete and dimension.members
    ]
    found = [whole for whole in sums if whole is not None]
    return next((whole for whole in found if isinstance(whole, Point)), found[0] if found else None)


def _sum(
    indicator: Indicator, dimension: str, members: Sequence[str], rows: Sequence[Observation]
) -> Point | Partial | None:
    known = {row.members[0][1]: row for row in rows if len(row.members) == 1 and row.members[0][0] == dimension}
    missing = tuple(member for member in members if member not in known or not _adds_up(indicator, known[member]))
    if not known:
        return None
    if missing:
        single = tuple((member, point_of((known[member],), indicator)) for member in members if member in known)
        return Partial(rows[0].period, single, missing)
    return point_of(tuple(known[member] for member in members), indicator)


def _adds_up(indicator: Indicator, row: Observation) -> bool:
    """Can this row be part of a sum? A percentage without its numerator and denominator cannot."""
    return row.numerator is not None or not indicator.is_percent


def point_of(rows: tuple[Observation, ...], indicator: Indicator) -> Point:
    """One row, or the members of a whole added up: for shares the ratio of the sums, for counts the sum."""
    if len(rows) == 1:
        return Point(rows[0].period, rows[0].amount or Fraction(0), rows, rows[0].decimals)
    if indicator.is_percent:
        numerators = [Fraction(row.numerator) for row in rows if row.numerator is not None]
        denominators = [Fraction(row.denominator) for row in rows if row.denominator is not None]
        share = 100 * sum(numerators, Fraction(0)) / sum(denominators, Fraction(0))
        return Point(rows[0].period, share, rows, COMPUTED_DECIMALS)
    total = sum((row.amount or Fraction(0) for row in rows), Fraction(0))
    return Point(rows[0].period, total, rows, max(row.decimals for row in rows))
