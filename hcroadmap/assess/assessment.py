"""A roadmap judged on a day: one assessment for each indicator, and the counts of the activities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from hcroadmap.assess.methods.linear import pace
from hcroadmap.assess.methods.table import method
from hcroadmap.assess.release import NOTHING_EXPECTED, Expectation, ReleaseState, expect
from hcroadmap.assess.series import Point
from hcroadmap.assess.situation import Situation, situation
from hcroadmap.assess.status import SEVERITIES, UNKNOWN, Severity, Status
from hcroadmap.assess.verdict import Verdict, decide
from hcroadmap.model.activity import ActivityState
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.vocabulary import MethodName
from hcroadmap.model.period import years_between
from hcroadmap.model.quantity import Level
from hcroadmap.model.roadmap import Roadmap

NoteValue = str | int | Fraction | tuple[str, ...] | None


@dataclass(frozen=True)
class Note:
    """A reservation as a code with a value; renderers find the words."""

    code: str
    value: NoteValue = None


@dataclass(frozen=True)
class Assessment:
    """Where one indicator stands. Amounts are exact, in the indicator's unit, `None` where they do not apply."""

    id: str
    seen: Situation
    verdict: Verdict
    method: MethodName
    release: Expectation
    notes: tuple[Note, ...]

    @property
    def indicator(self) -> Indicator:
        """What was promised."""
        return self.seen.indicator

    @property
    def status(self) -> Status:
        """The verdict's status."""
        return self.verdict.status

    @property
    def severity(self) -> Severity:
        """How serious it is; while a figure is awaited, that of the last one, and a warning once it is late."""
        if self.status is not Status.AWAITING:
            return SEVERITIES[self.status]
        carried = SEVERITIES[self.verdict.carries or Status.NO_DATA]
        waiting = self.release.state in (ReleaseState.FRESH, ReleaseState.DUE)
        return carried if waiting or carried is not Severity.OK else Severity.WARNING

    @property
    def is_final(self) -> bool:
        """Can no later figure change the verdict?"""
        return self.verdict.decided_by is not None

    @cached_property
    def latest(self) -> Point | None:
        """The newest comparable figure after the baseline; of all figures where there is no baseline."""
        return self.seen.latest

    @property
    def baseline(self) -> Fraction | None:
        """The baseline's value."""
        return self.seen.start.value if self.seen.start else None

    @property
    def gap(self) -> Fraction | None:
        """What is still to go in the wanted direction, from the latest figure, else from the baseline."""
        current = self.latest.value if self.latest else self.baseline
        return None if self.seen.goal is None or current is None else self.seen.goal.gap(current)

    @property
    def progress(self) -> Fraction | None:
        """(latest − baseline) / (target − baseline)."""
        goal, latest = self.seen.goal, self.latest
        if goal is None or latest is None or self.baseline is None or goal.value == self.baseline:
            return None
        return (latest.value - self.baseline) / (goal.value - self.baseline)

    @property
    def expected(self) -> Fraction | None:
        """The path's value in the period of the latest figure."""
        return self.seen.path.at(self.latest.period) if self.seen.path and self.latest else None

    @property
    def ratio(self) -> Fraction | None:
        """The pace ratio R along the target's path, whatever the method."""
        if self.latest is None or self.seen.goal is None or self.status in UNKNOWN:
            return None
        return pace(self.seen.case(self.latest))

    @property
    def _years_left(self) -> Fraction | None:
        """Years from the latest figure, else the baseline, to the target; `None` once the deadline is over."""
        goal, start = self.seen.goal, self.seen.start
        period = self.latest.period if self.latest else start.period if start else None
        if goal is None or period is None or period >= goal.period or self.seen.as_of > goal.period.end:
            return None
        return years_between(period, goal.period)

    @property
    def needed_per_year(self) -> Fraction | None:
        """(target − latest) / years left, signed as the value must move."""
        current = self.latest.value if self.latest else self.baseline
        years = self._years_left
        if years is None or current is None or self.seen.goal is None:
            return None
        return (self.seen.goal.value - current) / years

    @property
    def so_far_per_year(self) -> Fraction | None:
        """(latest − baseline) / years between."""
        start = self.seen.start
        if self.latest is None or start is None or start.value is None:
            return None
        return (self.latest.value - start.value) / years_between(start.period, self.latest.period)

    @property
    def projected(self) -> Fraction | None:
        """The value in the target period if the pace so far goes on."""
        start, goal, pace_so_far = self.seen.start, self.seen.goal, self.so_far_per_year
        if self._years_left is None or start is None or goal is None or pace_so_far is None or start.value is None:
            return None
        return start.value + pace_so_far * years_between(start.period, goal.period)

    @property
    def missing(self) -> tuple[str, ...]:
        """The members without a figure, where that is why there is no verdict."""
        return self.seen.partials[-1].missing if self.status is Status.INCOMPLETE and self.seen.partials else ()

    @property
    def not_comparable(self) -> tuple[Point, ...]:
        """The newest figures of each other definition, in order of period."""
        newest = [point for series in self.seen.others.values() for point in series.newest]
        return tuple(sorted(newest, key=lambda point: (point.period, point.definition or "", point.cell)))

    @property
    def decimals(self) -> int:
        """The decimals to print with: declared, or the most among comparable figures, baseline and target."""
        if self.indicator.decimals is not None:
            return self.indicator.decimals
        levels = [self.indicator.baseline.value] if self.indicator.baseline else []
        levels += [value for value in (self.seen.promised.value if self.seen.promised else None,) if isinstance(value, Level)]
        known = [point.decimals for point in self.seen.history] or [
            point.decimals for partial in self.seen.partials for _, point in partial.members
        ]
        return max([*known, *(level.decimals for level in levels if level)], default=0)


@dataclass(frozen=True)
class Report:
    """Everything that is shown of a roadmap as of a day."""

    roadmap: Roadmap
    as_of: date
    method: MethodName
    assessments: tuple[Assessment, ...]

    @property
    def counts(self) -> dict[Status, int]:
        """How many indicators have each status, in the order of the contract's table."""
        counted = Counter(assessment.status for assessment in self.assessments)
        return {status: counted[status] for status in Status if counted[status]}

    def select(
        self,
        *,
        action_lines: Container[str] = (),
        indicators: Container[str] = (),
        owners: Container[str] = (),
        statuses: Container[str] = (),
    ) -> Report:
        """The same report with only some of its assessments; an empty choice leaves everything in."""

        def chosen(value: str | None, choice: Container[str]) -> bool:
            return not choice or value in choice

        kept = tuple(
            assessment
            for assessment in self.assessments
            if chosen(assessment.indicator.action_line, action_lines)
            and chosen(assessment.id, indicators)
            and chosen(assessment.indicator.owner, owners)
            and chosen(assessment.status, statuses)
        )
        return replace(self, assessments=kept)

    def activities(self, action_line: str | None = None) -> dict[str, int]:
        """How many activities are in each state, and overdue; of one action line or of all."""
        chosen = [
            activity
            for activity in self.roadmap.activities.values()
            if action_line is None or activity.action_line == action_line
        ]
        counted = Counter(activity.state_on(self.as_of) for activity in chosen)
        overdue = sum(activity.is_overdue(self.as_of) for activity in chosen)
        return {str(state): counted[state] for state in ActivityState} | {"overdue": overdue}


def assess(roadmap: Roadmap, as_of: date, chosen: MethodName | None = None) -> Report:
    """Judge every indicator as it could be seen on a day.

    Args:
        roadmap: what was read.
        as_of: the day from which we look; what was published later does not exist yet.
        chosen: a method that goes before the indicators' own and the settings'.
    """
    judged = tuple(_assess(roadmap, name, as_of, chosen) for name in roadmap.indicators)
    return Report(roadmap, as_of, chosen or roadmap.settings.method, judged)


def _assess(roadmap: Roadmap, name: str, as_of: date, chosen: MethodName | None) -> Assessment:
    seen = situation(roadmap, name, as_of)
    by = chosen or seen.indicator.method or roadmap.settings.method
    verdict = decide(seen, method(by))
    return Assessment(name, seen, verdict, by, _release(seen, verdict), tuple(_notes(seen, verdict)))


def _release(seen: Situation, verdict: Verdict) -> Expectation:
    if verdict.decided_by is not None or has_ended(seen):
        return NOTHING_EXPECTED
    period = seen.history[-1].period if seen.history else seen.start.period if seen.start else None
    return expect(seen.indicator.release or seen.settings.release, period, seen.as_of)


def has_ended(seen: Situation) -> bool:
    """Is the series over, so that no figure is expected any more?"""
    return seen.indicator.ended is not None and seen.indicator.ended.on <= seen.as_of


def _notes(seen: Situation, verdict: Verdict) -> Iterator[Note]:
    latest, goal = seen.latest, seen.goal
    if seen.start and seen.start.value is None and not seen.start.partial:
        yield Note("no_baseline", str(seen.start.period))
    if latest and goal and verdict.status is Status.MET and len(seen.history) > 1:
        before = seen.history[-2]
        if (latest.value - before.value) * goal.sign < 0:
            yield Note("falling_since", str(before.period))
    if verdict.status is Status.MET_LATE and goal and not any(p.period == goal.period for p in seen.points):
        yield Note("first_seen_later", str(verdict.decided_by.period) if verdict.decided_by else None)
    if latest and any(row.published is None for row in latest.observations):
        yield Note("published_assumed", latest.published.isoformat())
    if latest and latest.is_provisional:
        yield Note("provisional", latest.status)
    if seen.break_at:
        yield Note("break", str(seen.break_at.period))
    if has_ended(seen) and seen.indicator.ended:
        yield Note("ended", seen.indicator.ended.on.isoformat())
