"""One indicator as it could be seen on a day: baseline, target, comparable figures, and everything else."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from hcroadmap.assess.methods.method import Case
from hcroadmap.assess.promise import Dated, DatedValue, Goal, Path, Start, goal_of, path_of
from hcroadmap.assess.series import Partial, Point, Series, series_by_definition
from hcroadmap.model.indicator import Indicator, Rebaseline, Release, Target
from hcroadmap.model.observation import Observation
from hcroadmap.model.quantity import Level, Relative, RelativeKind
from hcroadmap.model.settings import Settings

PERIOD = attrgetter("period")
"""What the figures of a series are in order of, to look them up."""


class Situation(NamedTuple):
    """Everything from which a verdict follows.

    `promised` is the version of the target in force, `goal` the same as a level. `history` are the comparable
    figures, also from before the baseline. `known` are all rows published by the day, older vintages and rivals
    too. `others` are the figures that cannot be compared: other definitions, and what lies behind the break
    `break_at`. `declared` is the indicator as written; `indicator` has another definition once that counts.
    `series` is everything in that definition, across its breaks.
    """

    indicator: Indicator
    settings: Settings
    as_of: date
    start: Start | None
    promised: Target | None
    goal: Goal | None
    path: Path | None
    history: tuple[Point, ...]
    others: Mapping[str | None, Series]
    partials: tuple[Partial, ...]
    known: tuple[Observation, ...] = ()
    break_at: Point | None = None
    declared: Indicator | None = None
    series: Series = Series()

    @property
    def points(self) -> tuple[Point, ...]:
        """The comparable figures after the baseline."""
        return (
            self.history[bisect_right(self.history, self.start.period, key=PERIOD) :]
            if self.start
            else self.history
        )

    @property
    def latest(self) -> Point | None:
        """The newest comparable figure after the baseline."""
        last = self.history[-1] if self.history else None
        return None if last and self.start and last.period <= self.start.period else last

    @property
    def baseline(self) -> DatedValue | None:
        """Where progress counts from; `None` also where nobody knows its value."""
        start = self.start
        return None if start is None or start.value is None else DatedValue(start.period, start.value)

    @property
    def current(self) -> DatedValue | None:
        """The latest figure, else the baseline."""
        return DatedValue(self.latest.period, self.latest.value) if self.latest else self.baseline

    @property
    def gap(self) -> Fraction | None:
        """What is still to go in the wanted direction from the current value."""
        return self.goal.gap(self.current.value) if self.goal and self.current else None

    @property
    def release(self) -> Release | None:
        """When figures are expected, if anybody said so."""
        return self.indicator.release or self.settings.release

    @property
    def has_ended(self) -> bool:
        """Is the series over, so that no figure is expected any more?"""
        return self.indicator.ended is not None and self.indicator.ended.on <= self.as_of

    @property
    def other_start(self) -> Fraction | None:
        """The figure beside a declared baseline, or the first published of one that a target multiplies."""
        if self.start is None or self.start.rebaseline:
            return None
        revised, counts_from = self.start.revised, self.goal and self.goal.agreed
        other = revised.value if revised else self.start.first if counts_from else None
        return None if other == self.start.value else other

    def count_from(self, value: Fraction) -> "Situation":
        """A copy with another value at the baseline, and the target that follows from it."""
        start = self.start and self.start._replace(value=value)
        return self._replace(start=start).aim(start)

    def aim(self, agreed: Start | None) -> "Situation":
        """A copy with the goal and the path to it; outside a band the latest figure says which edge is meant."""
        start, latest = self.start, self.latest
        goal = goal_of(self.indicator, self.promised, agreed, start and start.value)
        if goal and latest and goal.low is not None and not goal.is_reached(latest.value):
            goal = goal_of(self.indicator, self.promised, agreed, latest.value)
        path = path_of(self.indicator, start, goal, self.as_of)
        return self._replace(goal=goal, path=path._replace(kind=self.path.kind) if path and self.path else path)

    def replace_point(self, point: Point, *others: Point) -> "Situation":
        """A copy with other figures, or none, in the place of one."""
        known, place = self.history, bisect_left(self.history, point.period, key=PERIOD)
        if any(old is point for old in known[place : place + 1]):
            known = (*known[:place], *others, *known[place + 1 :])
        moved = self._replace(history=known)
        return moved.aim(None) if self.goal and self.goal.low is not None else moved

    def case(self, point: Point) -> Case:
        """The case for a method, seen up to one of the points; a declared baseline is part of the history."""
        goal, baseline, direction, bands = self.goal, self.baseline, self.indicator.direction, self.settings.bands
        sign = direction.sign if direction else 0
        earlier = self.history[: bisect_left(self.history, point.period, key=PERIOD)]
        figures: list[Dated] = list(earlier)
        if baseline and baseline.period < point.period:
            place = bisect_left(figures, baseline.period, key=PERIOD)
            if place == len(figures) or figures[place].period != baseline.period:
                figures.insert(place, baseline)
        return Case(
            sign=-sign if goal and goal.is_overshot(point.value) else sign,
            history=(*figures, point),
            baseline=baseline,
            target=DatedValue(goal.period, goal.value) if goal else None,
            milestones=self.path.stops[1:-1] if self.path else (),
            expected=self.path.at(point.period) if self.path else None,
            reached=bool(goal and goal.is_reached(point.value)),
            reached_at_baseline=bool(goal and baseline and goal.is_reached(baseline.value)),
            every_year=bool(goal and goal.target.every_year),
            is_percent=self.indicator.is_percent,
            limit=None if self.indicator.limit is None else Fraction(self.indicator.limit),
            thresholds=tuple(Fraction(edge) for edge in self.indicator.thresholds or ()),
            on_track=Fraction(bands.on_track),
            behind=Fraction(bands.behind),
            stable_band=Fraction(self.settings.stable_band),
            baseline_se=self.start.se if self.start else None,
            latest_se=point.se,
            changed_at=self._changed_at(figures),
        )

    def _changed_at(self, earlier: Sequence[Dated]) -> Fraction | None:
        """The least change from the last of the earlier figures that counts as one, in the indicator's unit."""
        match self.indicator.changed_at:
            case Level() as level:
                return level.exact
            case Relative(RelativeKind.PERCENT, amount):
                return abs(earlier[-1].value) * Fraction(amount) / 100 if earlier else None
            case Relative() as points:
                return Fraction(points.amount)
        return None


def situate(
    indicator: Indicator, observations: tuple[Observation, ...], settings: Settings, as_of: date
) -> Situation:
    """What was known on a day about an indicator that has these observations."""
    declared, rebaseline = indicator, indicator.rebaseline
    if rebaseline and rebaseline.definition:  # a row that names no definition stays in the one agreed first
        first = indicator.definition
        observations = tuple(row if row.definition else replace(row, definition=first) for row in observations)
    others = series_by_definition(indicator, observations, as_of)
    own = others.get(indicator.definition, Series())
    known = tuple(row for row in observations if row.known_on <= as_of)
    start = agreed = _start(indicator, own, known)
    points, behind = _parts(own, start)
    if rebaseline and _restarts(rebaseline, behind, others, as_of):
        if rebaseline.definition:
            indicator = indicator.model_copy(update={"definition": rebaseline.definition})
            own = others.get(rebaseline.definition, Series())
        start = Start(rebaseline.period, rebaseline.value.exact, rebaseline=rebaseline, declared=rebaseline.value)
        points, behind = _parts(own, start)
        points = tuple(point for point in points if point.period >= rebaseline.period)
    others.pop(indicator.definition, None)
    if behind:
        others[indicator.definition] = Series(behind)
    situation = Situation(
        indicator=indicator,
        settings=settings,
        as_of=as_of,
        start=start,
        promised=indicator.target_on(as_of),
        goal=None,
        path=None,
        history=points,
        others=others,
        partials=own.partials,
        known=known,
        break_at=behind[0] if behind else None,
        declared=declared,
        series=own,
    )
    return situation.aim(agreed)


def _restarts(
    rebaseline: Rebaseline, behind: Sequence[Point], series: Mapping[str | None, Series], as_of: date
) -> bool:
    """Does progress count from a new start: in its definition, or `behind` the break before it?"""
    if rebaseline.definition:
        behind = series.get(rebaseline.definition, Series()).points
    elif not behind or rebaseline.period < behind[0].period:
        return False
    if rebaseline.agreed:
        return rebaseline.agreed <= as_of
    # Where nobody says when it was agreed: as soon as there is a figure to start from.
    return bool(behind) and behind[-1].period >= rebaseline.period


def _start(indicator: Indicator, own: Series, known: Iterable[Observation]) -> Start | None:
    """The declared baseline; without a declared value it takes that of the observation of its period."""
    if indicator.baseline is None:
        return None
    period, declared = indicator.baseline.period, indicator.baseline.value
    point = next((point for point in own.points if point.period.is_same(period)), None)
    partial = next((partial for partial in own.partials if partial.period.is_same(period)), None)
    value = declared.exact if declared else point.value if point else None
    first = None
    if point and not declared:
        rows = [row for row in known if row.period.is_same(period)]
        days = sorted({row.known_on for row in rows})
        then = (series_by_definition(indicator, rows, day).get(indicator.definition) for day in days)
        first = next((own.points[0].value for own in then if own and own.points), None)
    start = Start(period, value, point, partial, declared=declared, first=first)
    stated = indicator.baseline.se
    is_own = point and start.revised is None
    return start._replace(se=Fraction(stated) if stated is not None else point.se if point and is_own else None)


def _parts(own: Series, start: Start | None) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """The points between the breaks around the baseline, and those from the second one on.

    A break in the baseline's own period lies behind the baseline unless the figure there is the baseline's value.
    Without a baseline nothing ties the series to its past: it begins at its last break.
    """
    ends = [period for period in own.breaks if start and start.is_before(period)]
    begins = [period for period in own.breaks if period not in ends]
    points = [point for point in own.points if not begins or point.period >= begins[-1]]
    return (
        tuple(point for point in points if not ends or point.period < ends[0]),
        tuple(point for point in points if ends and point.period >= ends[0]),
    )
