"""What was promised, as numbers: where progress counts from, the goal, and the path between them."""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple, Protocol

from hcroadmap.assess.series import Partial, Point
from hcroadmap.model.indicator import Indicator, Milestone, Rebaseline, Target
from hcroadmap.model.period import Period, years_between
from hcroadmap.model.quantity import Band, Level, Relative, RelativeKind
from hcroadmap.model.vocabulary import PathKind


class Dated(Protocol):
    """Whatever has a value, in the indicator's unit, at the end of a period."""

    @property
    def period(self) -> Period:
        """The period at whose end it holds."""

    @property
    def value(self) -> Fraction:
        """The value, exactly."""


class DatedValue(NamedTuple):
    """A value in the indicator's unit at the end of a period."""

    period: Period
    value: Fraction


def yearly_change(start: Dated, end: Dated) -> Fraction:
    """The average change a year between two values, in the indicator's unit."""
    return (end.value - start.value) / years_between(start.period, end.period)


class Start(NamedTuple):
    """The baseline: its period and, unless nobody knows it, its value.

    `point` and `partial` are what was observed in that period, if anything, `declared` what was agreed. `first` is
    the figure as it was published first, where nothing was declared. `se` is the standard error of the value.
    """

    period: Period
    value: Fraction | None
    point: Point | None = None
    partial: Partial | None = None
    rebaseline: Rebaseline | None = None
    declared: Level | None = None
    first: Fraction | None = None
    se: Fraction | None = None

    @property
    def revised(self) -> Point | None:
        """The figure of its period, where it differs from the declared value by more than rounding."""
        if self.point is None or self.declared is None or self.value is None:
            return None
        rounding = Fraction(1, 2 * 10 ** min(self.declared.decimals, self.point.decimals))
        return self.point if abs(self.point.value - self.value) > rounding else None

    def is_before(self, period: Period) -> bool:
        """Does it belong to the series that a break in a period, be it a part of its own, ends?"""
        is_own = self.rebaseline is not None or (self.point is not None and self.revised is None)
        lies_within = period == self.period or period.begin >= self.period.begin
        return period > self.period or (lies_within and not is_own)


class Goal(NamedTuple):
    """The target in force: the level at which it is reached, or the two edges of a band.

    `agreed` is the baseline that a relative target is relative to; others have none.
    """

    target: Target
    sign: int
    value: Fraction
    low: Fraction | None = None
    high: Fraction | None = None
    agreed: Start | None = None

    @property
    def period(self) -> Period:
        """The period in which it should be reached."""
        return self.target.period

    def lies_behind(self, milestone: Milestone) -> bool:
        """Does the way to it lead through a milestone, in time and in value?"""
        return self.period > milestone.period and self.sign * (self.value - milestone.value.exact) >= 0

    def gap(self, value: Fraction) -> Fraction:
        """What is still to go in the wanted direction; zero inside a band."""
        if self.low is None or self.high is None:
            return (self.value - value) * self.sign
        return max(self.low - value, value - self.high, Fraction(0))

    def is_overshot(self, value: Fraction) -> bool:
        """Does a value lie past the far edge of the band?"""
        far = self.high if self.sign > 0 else self.low
        return far is not None and (value - far) * self.sign > 0

    def is_reached(self, value: Fraction) -> bool:
        """Is this value good enough?"""
        if self.low is None or self.high is None:
            return value >= self.value if self.sign > 0 else value <= self.value
        return self.low <= value <= self.high


class Path(NamedTuple):
    """Straight, or growing at a constant rate, from stop to stop; flat before the first and after the last."""

    stops: tuple[DatedValue, ...]
    kind: PathKind = PathKind.LINEAR

    @property
    def can_grow(self) -> bool:
        """Are all stops above zero, as growth at a constant rate needs?"""
        return all(stop.value > 0 for stop in self.stops)

    def at(self, period: Period) -> Fraction:
        """The value expected at the end of a period, in the indicator's unit."""
        leg = self.leg(period)
        return self.between(*leg) if leg else self.stops[0 if period < self.stops[0].period else -1].value

    def leg(self, period: Period) -> tuple[DatedValue, DatedValue, Fraction] | None:
        """The stops around a period and the share (0 to 1) of the way between them; `None` outside the path."""
        for before, after in pairwise(self.stops):
            if before.period <= period < after.period:
                gone = years_between(before.period, period)
                return before, after, gone / years_between(before.period, after.period)
        return None

    def between(self, before: DatedValue, after: DatedValue, share: Fraction) -> Fraction:
        """The value at a share s (0 to 1) of the way from one stop, y₀, to the next, y₁.

        `linear`: y₀ + (y₁ − y₀)·s. `geometric`: y₀·(y₁/y₀)^s where both are above zero, else straight.
        Source: METHODS part B, section 8.
        """
        if self.kind is PathKind.GEOMETRIC and before.value > 0 and after.value > 0:
            growth = power(after.value / before.value, share)
            if growth is not None:
                return before.value * growth
        return before.value + (after.value - before.value) * share


def power(base: Fraction, exponent: Fraction) -> Fraction | None:
    """A positive base to a power, by way of floats; `None` beyond what a float can hold."""
    try:
        return Fraction(float(base) ** float(exponent))
    except (OverflowError, ZeroDivisionError):
        return None


def goal_of(
    indicator: Indicator, target: Target | None, agreed: Start | None, stands: Fraction | None
) -> Goal | None:
    """The target as a level; `None` without a target or direction, or relative to a baseline nobody knows.

    A relative target counts from the baseline as `agreed`, a band is entered by the edge nearest to `stands`.
    """
    if target is None or indicator.direction is None:
        return None
    sign = indicator.direction.sign
    match target.value:
        case Level() as level:
            return Goal(target, sign, level.exact)
        case Band(low=low, high=high):
            edges = low.exact, high.exact
            edge = edges[0 if sign > 0 else 1] if stands is None else min(max(stands, edges[0]), edges[1])
            return Goal(target, sign, edge, *edges)
        case Relative(kind=kind) as relative:
            value = agreed.value if agreed else None
            # No level follows from a multiple of nothing, nor from a percentage of a negative value.
            empty = {RelativeKind.TIMES: value == 0, RelativeKind.PERCENT: value is not None and value <= 0}
            if value is None or empty.get(kind):
                return None
            return Goal(target, sign, relative.resolve(value), agreed=agreed)


def path_of(indicator: Indicator, start: Start | None, goal: Goal | None, as_of: date) -> Path | None:
    """The path through the milestones; `None` unless it leads from a known value forward in time."""
    if start is None or start.value is None or goal is None or start.period >= goal.period:
        return None
    versions = [goal_of(indicator, target, goal.agreed or start, goal.value) for target in indicator.target]
    stops = [DatedValue(start.period, start.value)]
    for milestone in indicator.milestones:
        if start.period < milestone.period and goal.lies_behind(milestone):
            first = next(version for version in versions if version and version.lies_behind(milestone))
            # Before the first target was agreed, it applies already, and so do its milestones.
            agreed = milestone.agreed or (None if first is versions[0] else first.target.agreed)
            if agreed is None or agreed <= as_of:
                stops.append(DatedValue(milestone.period, milestone.value.exact))
    return Path((*stops, DatedValue(goal.period, goal.value)), goal.target.path)
