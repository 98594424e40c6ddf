"""Which figures count: known on the day, newest vintage, one definition, one whole.

A series is the observations of one indicator in one definition; here they become points, one per period. Where
a period's figure is the sum over the members of a dimension, all declared members are needed: a missing one is
never averaged away.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from math import hypot
from typing import NamedTuple

from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import BREAK_FLAGS, COMPUTED_DECIMALS, PROVISIONAL_FLAGS, Observation
from hcroadmap.model.period import Period

NORMAL = Fraction(196, 100)
"""Half the width of a 95 % interval, in standard errors."""


class Point(NamedTuple):
    """The value of one period, with the observations behind it: one, or one for each member of a sum."""

    period: Period
    value: Fraction
    observations: tuple[Observation, ...]
    decimals: int

    @property
    def status(self) -> str:
        """The flags of all observations behind it, in alphabetical order."""
        return "".join(sorted(set().union(*(row.status for row in self.observations))))

    @property
    def published(self) -> date:
        """The day since which all of it has been known."""
        return max(row.known_on for row in self.observations)

    @property
    def definition(self) -> str | None:
        """The definition as written; `None` for the indicator's own, unwritten."""
        return self.observations[0].definition

    @property
    def se(self) -> Fraction | None:
        """Its standard error, in its unit; `None` unless that of every member is known."""
        return None if any(row.se is None for row in self.observations) else self.spread("se")

    def spread(self, name: str) -> Fraction | None:
        """The `margin`, `se` or `rounding` of the figure, in its unit; `None` where no row gives it.

        Those of members add up as independent ones do, each by its weight in the whole.
        """
        rows = self.observations
        given = [(row, getattr(row, name)) for row in rows if getattr(row, name) is not None]
        if len(rows) == 1 or not given:
            return Fraction(given[0][1]) if given else None
        whole = Fraction(sum(row.denominator or 0 for row in rows) or 1)
        parts = (float(Fraction(row.denominator or 1) * Fraction(size) / whole) for row, size in given)
        return Fraction(hypot(*parts))

    @property
    def cell(self) -> tuple[tuple[str, str], ...]:
        """The members it is the figure of, as pairs of dimension and member; none for the whole."""
        return self.observations[0].members if len(self.observations) == 1 else ()

    @property
    def may_change(self) -> bool:
        """Is it a first figure, provisional or estimated, that another is to replace?"""
        return bool({"P", "E"} & set(self.status))

    @property
    def is_provisional(self) -> bool:
        """Is it estimated, provisional, imputed, unvalidated or of low reliability?"""
        return bool(PROVISIONAL_FLAGS & set(self.status))


class Partial(NamedTuple):
    """A period of which some declared members are known and some are not."""

    period: Period
    members: tuple[tuple[str, Point], ...]
    missing: tuple[str, ...]


class Series(NamedTuple):
    """The points of one definition in order of time, the periods that stay incomplete, and those of a break."""

    points: tuple[Point, ...] = ()
    partials: tuple[Partial, ...] = ()
    breaks: tuple[Period, ...] = ()


def newest_vintages(observations: Iterable[Observation], as_of: date, own: str | None) -> list[Observation]:
    """The newest vintage of every figure that was known on a day and is used, in order of period.

    A row that names no definition is in the indicator's `own`. Forecasts are never observations. A figure that
    was withdrawn (a later vintage marked as missing) stays in the list, without an amount.
    """
    newest: dict[tuple[object, ...], Observation] = {}
    for row in observations:
        if row.used and row.known_on <= as_of and not row.is_forecast:
            key = (row.period.end, row.definition or own, row.members)
            before = newest.get(key)
            if before is None or before.known_on < row.known_on:
                newest[key] = row
    return sorted(newest.values(), key=lambda row: (row.period.end, row.members))


def series_by_definition(
    indicator: Indicator, observations: Iterable[Observation], as_of: date
) -> dict[str | None, Series]:
    """One series for each definition, as known on a day; rows that name none are in the indicator's own."""
    definitions: defaultdict[str | None, list[Observation]] = defaultdict(list)
    for row in newest_vintages(observations, as_of, indicator.definition):
        definitions[row.definition or indicator.definition].append(row)
    found = {}
    for definition, newest in definitions.items():
        points, partials, breaks = list[Point](), list[Partial](), list[Period]()
        for _, same in groupby(newest, key=lambda row: row.period.end):
            behind = rows = tuple(same)
            whole = _whole(indicator, rows)
            if isinstance(whole, Point):
                points.append(whole)
                behind = whole.observations
            elif whole:
                partials.append(whole)
            # A period without a figure may still be where the series breaks.
            if not all(BREAK_FLAGS.isdisjoint(row.status) for row in behind):
                breaks.append(behind[0].period)
        found[definition] = Series(tuple(points), tuple(partials), tuple(breaks))
    return found


def _whole(indicator: Indicator, rows: Sequence[Observation]) -> Point | Partial | None:
    """The figure of one period: published as a whole, else the sum over the first complete dimension.

    A percentage is part of a sum only with its numerator and denominator.
    """
    if not rows[0].members and rows[0].figure is not None:  # the whole sorts before its members
        return point_of(rows[:1], indicator)
    rows = [row for row in rows if row.members and row.figure is not None]
    partial = None
    for split, dimension in indicator.dimensions.items():
        known = {row.members[0][1]: row for row in rows if [part for part, _ in row.members] == [split]}
        if not known or not dimension.complete or not dimension.members:
            continue
        addable = {name for name, row in known.items() if row.numerator is not None or not indicator.is_percent}
        missing = tuple(member for member in dimension.members if member not in addable)
        if not missing:
            return point_of([known[member] for member in dimension.members], indicator)
        points = {name: point_of([known[name]], indicator) for name in dimension.members if name in known}
        partial = partial or Partial(rows[0].period, tuple(points.items()), missing)
    return partial


def point_of(rows: Sequence[Observation], indicator: Indicator) -> Point:
    """One row, or the members of a whole added up: for shares the ratio of the sums, for counts the sum."""
    if len(rows) == 1:
        return Point(rows[0].period, rows[0].amount or Fraction(0), tuple(rows), rows[0].decimals)
    if indicator.is_percent:
        numerators = [Fraction(row.numerator) for row in rows if row.numerator is not None]
        denominators = [Fraction(row.denominator) for row in rows if row.denominator is not None]
        share = 100 * sum(numerators, Fraction(0)) / sum(denominators, Fraction(0))
        return Point(rows[0].period, share, tuple(rows), COMPUTED_DECIMALS)
    total = sum((row.amount or Fraction(0) for row in rows), Fraction(0))
    return Point(rows[0].period, total, tuple(rows), max(row.decimals for row in rows))
