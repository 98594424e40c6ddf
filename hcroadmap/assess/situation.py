"""One indicator as it could be seen on a day: baseline, target, comparable figures, and everything else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from hcroadmap.assess.case import Case, Figure
from hcroadmap.assess.milestones import observed
from hcroadmap.assess.path import Path, Stop
from hcroadmap.assess.series import Partial, Point, Series, by_definition, visible
from hcroadmap.model.indicator import Indicator, Rebaseline, Target
from hcroadmap.model.observation import Observation
from hcroadmap.model.period import Period
from hcroadmap.model.quantity import Band, Level, Relative
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.model.settings import Settings

_PERIOD = attrgetter("period")


class Start(NamedTuple):
    """The baseline: its period and, unless nobody knows it, its value."""

    period: Period
    value: Fraction | None
    point: Point | None = None
    partial: Partial | None = None
    rebaseline: Rebaseline | None = None


class Goal(NamedTuple):
    """The target in force: the level at which it is reached, or the two edges of a band.

    `agreed` is the baseline that a relative target is relative to.
    """

    target: Target
    sign: int
    value: Fraction
    low: Fraction | None = None
    high: Fraction | None = None
    agreed: Fraction | None = None

    @property
    def period(self) -> Period:
        """The period in which it should be reached."""
        return self.target.period

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


class Situation(NamedTuple):
    """Everything from which a verdict follows.

    `promised` is the version of the target in force, `goal` the same with its level known. `points` are the
    comparable figures after the baseline, `history` those before and including it as well. `known` are all rows
    published by the day, older vintages and rivals too. `others` are the figures that cannot be compared: other
    definitions, and what lies behind a break.
    """

    indicator: Indicator
    settings: Settings
    as_of: date
    start: Start | None
    promised: Target | None
    goal: Goal | None
    path: Path | None
    points: tuple[Point, ...]
    history: tuple[Point, ...]
    others: Mapping[str | None, Series]
    partials: tuple[Partial, ...]
    known: tuple[Observation, ...] = ()
    break_at: Point | None = None

    @property
    def latest(self) -> Point | None:
        """The newest comparable figure after the baseline."""
        return self.points[-1] if self.points else None

    def case(self, point: Point) -> Case:
        """The case for a method, seen up to one of the points."""
        start, goal = self.start, self.goal
        base = Figure(start.period, start.value) if start and start.value is not None else None
        bands, direction = self.settings.bands, self.indicator.direction
        return Case(
            sign=direction.sign if direction else 0,
            history=self._until(point, base),
            baseline=base,
            target=Figure(goal.period, goal.value) if goal else None,
            milestones=tuple(Figure(*stop) for stop in self.path.stops[1:-1]) if self.path else (),
            expected=self.path.at(point.period) if self.path else None,
            reached=bool(goal and goal.is_reached(point.value)),
            reached_at_baseline=bool(goal and base and goal.is_reached(base.value)),
            every_year=bool(goal and goal.target.every_year),
            is_percent=self.indicator.is_percent,
            limit=None if self.indicator.limit is None else Fraction(self.indicator.limit),
            thresholds=tuple(Fraction(edge) for edge in self.indicator.thresholds or ()),
            on_track=Fraction(bands.on_track),
            behind=Fraction(bands.behind),
            stable_band=Fraction(self.settings.stable_band),
        )

    def _until(self, point: Point, base: Figure | None) -> tuple[Figure, ...]:
        """The figures up to a point, the baseline among them, in order of time."""
        earlier = self.history[: bisect_left(self.history, point.period, key=_PERIOD)]
        figures = [Figure(known.period, known.value) for known in earlier]
        if base and base.period < point.period:
            place = bisect_left(figures, base.period, key=_PERIOD)
            if place == len(figures) or figures[place].period != base.period:
                figures.insert(place, base)
        return (*figures, Figure(point.period, point.value))


def situation(roadmap: Roadmap, name: str, as_of: date) -> Situation:
    """What was known about an indicator on a day."""
    return situate(roadmap.indicators[name], observed(roadmap, name), roadmap.settings, as_of)


def situate(
    indicator: Indicator, observations: tuple[Observation, ...], settings: Settings, as_of: date
) -> Situation:
    """What was known on a day about an indicator that has these observations."""
    series = by_definition(indicator, visible(observations, as_of, indicator.definition))
    own = series.pop(indicator.definition, Series())
    start = agreed = _start(indicator, own)
    kept, behind = _until_break(own, start)
    if behind and indicator.rebaseline and indicator.rebaseline.period >= behind[0].period:
        start = Start(indicator.rebaseline.period, Fraction(indicator.rebaseline.value.value),
                      rebaseline=indicator.rebaseline)  # fmt: skip
        restarted = Series(tuple(point for point in own.points if point.period >= start.period))
        kept, behind = _until_break(restarted, start)
    promised = indicator.target_on(as_of)
    goal = _goal(indicator, promised, agreed, start)
    if behind:
        series[indicator.definition] = Series(behind)
    return Situation(
        indicator=indicator,
        settings=settings,
        as_of=as_of,
        start=start,
        promised=promised,
        goal=goal,
        path=_path(indicator, start, goal),
        points=tuple(point for point in kept if start is None or point.period > start.period),
        history=kept,
        others=series,
        partials=own.partials,
        known=tuple(row for row in observations if row.known_on <= as_of),
        break_at=behind[0] if behind else None,
    )


def _start(indicator: Indicator, own: Series) -> Start | None:
    if indicator.baseline is None:
        return None
    period, declared = indicator.baseline.period, indicator.baseline.value
    point = own.at(period)
    partial = next((part for part in own.partials if part.period == period), None)
    value = Fraction(declared.value) if declared else point.value if point else None
    return Start(period, value, point, partial)


def _until_break(own: Series, start: Start | None) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """The points up to the first break strictly after the baseline, and those from it on.

    Without a baseline nothing ties the series to its past: it begins at its last break.
    """
    breaks = [index for index, point in enumerate(own.points) if point.breaks]
    if start is None:
        return own.points[breaks[-1] if breaks else 0 :], ()
    for index in breaks:
        if own.points[index].period > start.period:
            return own.points[:index], own.points[index:]
    return own.points, ()


def _goal(indicator: Indicator, target: Target | None, agreed: Start | None, start: Start | None) -> Goal | None:
    """The target with its level: relative to the baseline as agreed, a band from where the path starts."""
    if target is None or indicator.direction is None:
        return None
    sign = indicator.direction.sign
    match target.value:
        case Level(value=value):
            return Goal(target, sign, Fraction(value))
        case Band(low=low, high=high):
            edges = Fraction(low.value), Fraction(high.value)
            base = start.value if start else None
            edge = edges[0 if sign > 0 else 1] if base is None else min(max(base, edges[0]), edges[1])
            return Goal(target, sign, edge, *edges)
        case Relative():
            if agreed is None or agreed.value is None:
                return None
            return Goal(target, sign, target.value.resolve(agreed.value), agreed=agreed.value)


def _path(indicator: Indicator, start: Start | None, goal: Goal | None) -> Path | None:
    if start is None or start.value is None or goal is None or start.period >= goal.period:
        return None
    between = [
        Stop(milestone.period, Fraction(milestone.value.value))
        for milestone in indicator.milestones
        if start.period < milestone.period
    ]
    return Path((Stop(start.period, start.value), *between, Stop(goal.period, goal.value)), goal.target.path)
