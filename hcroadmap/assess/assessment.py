"""A roadmap judged on a day: one assessment for each indicator."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from hcroadmap.assess.activities import agenda, observations_of, state_counts
from hcroadmap.assess.firmness import Firmness, firmness
from hcroadmap.assess.member import Member, members_of
from hcroadmap.assess.methods.linear import pace
from hcroadmap.assess.methods.method import method
from hcroadmap.assess.notes import Note, notes_on
from hcroadmap.assess.promise import DatedValue, yearly_change
from hcroadmap.assess.series import Partial, Point
from hcroadmap.assess.situation import PERIOD, Situation, situate
from hcroadmap.assess.status import GRAVITY, UNKNOWN, Severity, Status
from hcroadmap.assess.verdict import Expectation, ReleaseState, Verdict, decide, expect, silent_after
from hcroadmap.model.diagnostic import Diagnostic
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.period import Period, years_between
from hcroadmap.model.quantity import Level
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.model.vocabulary import MethodName

WHOLE, MOST_DECIMALS = Fraction(100), 9


class Assessment(NamedTuple):
    """Where one indicator stands. Amounts are exact, in the indicator's unit, `None` where they do not apply.

    `warnings` are about the figures that the verdict rests on, each with its period.
    """

    id: str
    seen: Situation
    verdict: Verdict
    method: MethodName
    release: Expectation
    notes: tuple[Note, ...]
    warnings: tuple[tuple[Period, Diagnostic], ...] = ()

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
        """That of the verdict; at least a warning once the figure awaited is late, or the latest is stale."""
        waiting = self.release.state in (ReleaseState.FRESH, ReleaseState.DUE)
        late = self.status is Status.AWAITING and not waiting
        if not late and silent_after(self.seen, self.verdict) is None:
            return self.verdict.severity
        return min(self.verdict.severity, Severity.WARNING, key=GRAVITY.index)

    @property
    def is_final(self) -> bool:
        """Can no later figure change the verdict?"""
        return self.verdict.is_final

    @property
    def is_waived(self) -> bool:
        """Could only a figure have decided, where none is to come? Then it does not count, and nobody is asked."""
        return self.seen.has_ended and self.status in {*UNKNOWN, Status.AWAITING}

    @property
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
        return self.seen.gap

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
    def needed_per_year(self) -> Fraction | None:
        """(target − latest) / years left, signed as the value must move; `None` once the deadline is over."""
        goal, current = self.seen.goal, self.seen.current
        if goal is None or current is None or current.period >= goal.period or self.seen.as_of > goal.period.end:
            return None
        return yearly_change(current, DatedValue(goal.period, goal.value))

    @property
    def so_far_per_year(self) -> Fraction | None:
        """(latest − baseline) / years between."""
        start, now = self.seen.baseline, self.seen.current
        return yearly_change(start, now) if start and now and self.latest else None

    @property
    def projected(self) -> Fraction | None:
        """The value in the target period if the pace so far goes on; `None` once the deadline is over.

        A percentage ends at 0 and 100, unless what is known of it lies beyond already.
        """
        start, goal, latest, pace_so_far = self.seen.baseline, self.seen.goal, self.latest, self.so_far_per_year
        if self.needed_per_year is None or not (start and goal and latest and pace_so_far is not None):
            return None
        end = start.value + pace_so_far * years_between(start.period, goal.period)
        ends_there = all(0 <= known <= WHOLE for known in (start.value, latest.value, goal.value))
        return min(max(end, Fraction(0)), WHOLE) if ends_there and self.indicator.is_percent else end

    @property
    def firmness(self) -> Firmness | None:
        """How much it takes to tip the verdict; worked out each time it is asked for, as few readers need it."""
        return firmness(self.seen, self.verdict, method(self.method))

    @property
    def partial(self) -> Partial | None:
        """The newest period that lacks a member which the baseline, else the last period, lacks."""
        start, partials = self.seen.start, self.seen.partials
        if self.status is not Status.INCOMPLETE or not partials:
            return None
        lacking = start.partial if start and start.value is None and start.partial else partials[-1]
        return [partial for partial in partials if set(partial.missing) & set(lacking.missing)][-1]

    @property
    def missing(self) -> tuple[str, ...]:
        """The members without a figure, where that is why there is no verdict."""
        return self.partial.missing if self.partial else ()

    @property
    def not_comparable(self) -> tuple[Point, ...]:
        """The newest figures of each other definition, or of its members without a whole, in order of period."""
        newest: list[Point] = []
        for series in self.seen.others.values():
            members = [point for partial in series.partials[-1:] for _, point in partial.members]
            newest += series.points[-1:] or members
        return tuple(sorted(newest, key=lambda point: (point.period, point.definition or "", point.cell)))

    def by(self, dimension: str) -> tuple[Member, ...]:
        """The members of a dimension in the target's definition, in declared order."""
        return members_of(self.seen, dimension, method(self.method))

    @property
    def decimals(self) -> int:
        """The decimals to print with: declared, or the most among comparable figures, baseline and target.

        There are more where a figure that falls short would be printed as the target.
        """
        if self.indicator.decimals is not None:
            found = self.indicator.decimals
        else:
            baseline, start, promised = self.indicator.baseline, self.seen.start, self.seen.promised
            declared = (baseline and baseline.value, start and start.declared, promised and promised.value)
            published = self.seen.history or [point for part in self.seen.partials for _, point in part.members]
            levels = [value for value in declared if isinstance(value, Level)]
            found = max((known.decimals for known in (*published, *levels)), default=0)
        goal, points = self.seen.goal, self.seen.points
        since = min(bisect_left(points, goal.period, key=PERIOD), len(points) - 1) if goal else 0
        gaps = [goal.gap(point.value) for point in points[since:]] if goal and points else []
        least = min((gap for gap in gaps if gap > 0), default=Fraction(1))
        while found < MOST_DECIMALS and least <= Fraction(1, 2 * 10**found):
            found += 1
        return found


class Report(NamedTuple):
    """Everything that is shown of a roadmap as of a day.

    `chosen` is a method that went before the declared ones, `by` a dimension to split by, and `since` the day
    from which changes are of interest.
    """

    roadmap: Roadmap
    as_of: date
    chosen: MethodName | None
    assessments: tuple[Assessment, ...]
    by: str | None = None
    since: date | None = None

    @property
    def counts(self) -> dict[Status, int]:
        """How many indicators have each status, in the order of the contract's table."""
        counted = Counter(assessment.status for assessment in self.assessments)
        return {status: counted[status] for status in Status if counted[status]}

    def activities(self, action_line: str | None = None) -> dict[str, int]:
        """How many activities are in each state, and overdue; of one action line or of all."""
        lines = () if action_line is None else (action_line,)
        return state_counts(agenda(self.roadmap, self.as_of).select(action_lines=lines).standings)

    def select(
        self,
        *,
        action_lines: Collection[str] = (),
        indicators: Collection[str] = (),
        owners: Collection[str] = (),
        statuses: Collection[str] = (),
    ) -> "Report":
        """A report with only some of the assessments; an empty choice leaves everything in."""
        kept = tuple(
            one
            for one in self.assessments
            if (not action_lines or one.indicator.action_line in action_lines)
            and (not indicators or one.id in indicators)
            and (not owners or one.indicator.owner in owners)
            and (not statuses or one.status in statuses)
        )
        return self._replace(assessments=kept)


def assess(roadmap: Roadmap, as_of: date, chosen: MethodName | None = None) -> Report:
    """Judge every indicator as it could be seen on a day.

    Args:
        roadmap: what was read.
        as_of: the day from which we look; what was published later does not exist yet.
        chosen: a method that goes before the indicators' own and the settings'.
    """
    judged = tuple(assess_one(roadmap, name, as_of, chosen) for name in roadmap.indicators)
    return Report(roadmap, as_of, chosen, judged)


def assess_one(roadmap: Roadmap, name: str, as_of: date, chosen: MethodName | None) -> Assessment:
    """Judge one indicator as it could be seen on a day."""
    indicator, settings = roadmap.indicators[name], roadmap.settings
    seen = situate(indicator, observations_of(roadmap, name, as_of), settings, as_of)
    by = chosen or indicator.method or settings.method
    verdict = decide(seen, method(by))
    rests_on = (seen.latest, verdict.reached_by, seen.start and seen.start.point)
    warnings: list[tuple[Period, Diagnostic]] = []
    for point in dict.fromkeys(point for point in rests_on if point) if roadmap.warnings else ():
        beside = (row for row in roadmap.observations.get(name, ()) if row.period == point.period)
        # A warning that rests on a row not yet known, such as a member's, is left out: replay knows nothing of it.
        if all(row.known_on <= as_of for row in beside):
            places = [(row.path, row.line) for row in point.observations]
            warnings += [(point.period, one) for place in places for one in roadmap.warnings.get(place, ())]
    release, notes = expect(seen, verdict), notes_on(seen, verdict, method(by))
    return Assessment(name, seen, verdict, by, release, notes, tuple(warnings))
