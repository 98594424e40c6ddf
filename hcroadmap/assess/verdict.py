"""The verdict: one status for one situation, in the order of the table in CONTRACT section 4; and what comes next.

When the next figure is expected, and whether it is late or nobody says so: CONTRACT section 6.
"""

from bisect import bisect_left, bisect_right
from datetime import date
from enum import StrEnum
from typing import NamedTuple, cast

from hcroadmap.assess import threshold
from hcroadmap.assess.methods.method import Judgement, Method
from hcroadmap.assess.promise import Goal
from hcroadmap.assess.series import Point
from hcroadmap.assess.situation import PERIOD, Situation
from hcroadmap.assess.status import SEVERITIES, Severity, Status
from hcroadmap.model.period import add
from hcroadmap.model.vocabulary import IndicatorKind

ALL_DONE = 100


class Verdict(NamedTuple):
    """A status; what it carries while the deadline's own figure is awaited; the due figure that first reached."""

    status: Status
    carries: Status | None = None
    reached_by: Point | None = None
    is_final: bool = False
    judgement: Judgement | None = None

    @property
    def decided_by(self) -> Point | None:
        """The figure that made it final."""
        return self.reached_by if self.is_final else None

    @property
    def stands(self) -> Status:
        """The status by the figures there are: while one is awaited, what is carried."""
        return self.carries or self.status

    @property
    def severity(self) -> Severity:
        """How serious that is, late releases aside."""
        return SEVERITIES[self.stands]


def decide(seen: Situation, method: Method) -> Verdict:
    """Judge a situation with a method; its status counts only where no rule of the table comes first."""
    unknown = _unknown(seen)
    if unknown:
        return Verdict(unknown)
    judgement = rule_of(seen, method).judge(seen.case(seen.history[-1]))
    goal, latest, pace = seen.goal, seen.latest, judgement.status or Status.NO_DATA
    if goal is None or latest is None:  # no target: the trend is all there is
        return Verdict(pace, judgement=judgement)
    if latest.period >= goal.period:
        return _by_due_figures(seen, goal)._replace(judgement=judgement)
    if goal.is_reached(latest.value):
        pace = Status.BEHIND if fell_short(seen) else Status.MET
    elif goal.is_overshot(latest.value) or (seen.baseline and goal.is_reached(seen.baseline.value)):
        pace = Status.REVERSING
    if seen.as_of > goal.period.end:
        return Verdict(Status.AWAITING, carries=pace, judgement=judgement)
    return Verdict(pace, judgement=judgement)


def rule_of(seen: Situation, method: Method) -> Method:
    """The method, or where an indicator has one, its threshold for change."""
    return cast("Method", threshold) if seen.indicator.changed_at else method


def _unknown(seen: Situation) -> Status | None:
    """Why nothing can be judged, if nothing can."""
    start = seen.start
    if seen.promised is None:
        empty = Status.INCOMPLETE if seen.partials else Status.NO_DATA
        return None if seen.history else empty
    if start is None or start.value is None:
        return Status.INCOMPLETE if start and start.partial else Status.NO_DATA
    if seen.points:
        return None if seen.goal else Status.NO_DATA
    if any(partial.period > start.period for partial in seen.partials):
        return Status.INCOMPLETE
    elsewhere = (point for other in seen.others.values() for point in other.points)
    return Status.NOT_COMPARABLE if any(point.period > start.period for point in elsewhere) else Status.NO_DATA


def fell_short(seen: Situation) -> tuple[Point, ...]:
    """The figures up to the deadline that broke a level to hold every year; none for other targets."""
    goal = seen.goal
    if goal is None or not goal.target.every_year:
        return ()
    until = [point for point in seen.points if point.period <= goal.period]
    return tuple(point for point in until if not goal.is_reached(point.value))


def first_due(seen: Situation) -> Point | None:
    """The first figure of the deadline or later."""
    return next((point for point in seen.points if seen.goal and point.period >= seen.goal.period), None)


def rests_on(seen: Situation, reached_by: Point | None = None) -> tuple[Point, ...]:
    """The figures that decide: those due, all of a level to hold, else the latest; up to the one that reached."""
    goal, last, points = seen.goal, reached_by or seen.latest, seen.points
    if goal is None or last is None:
        return ()
    since = 0 if goal.target.every_year else bisect_left(points, min(goal.period, last.period), key=PERIOD)
    return points[since : bisect_right(points, last.period, key=PERIOD)]


def _by_due_figures(seen: Situation, goal: Goal) -> Verdict:
    """The verdict of the figures of the target period or later, of which there are some."""
    due = (point for point in seen.points if point.period >= goal.period)
    reaching = next((point for point in due if goal.is_reached(point.value)), None)
    if reaching is None or fell_short(seen):
        return Verdict(Status.MISSED)
    status = Status.MET if reaching.period == goal.period else Status.MET_LATE
    agreed, figures, first = goal.agreed, rests_on(seen, reaching), None
    if agreed and agreed.point and not agreed.declared:
        figures += (agreed.point,)
        first = seen.aim(agreed._replace(value=agreed.first)).goal
    # Settled once the period is over, no first figure is in it, and the target is no multiple that moved.
    may_change = reaching.period.end > seen.as_of or any(point.may_change for point in figures)
    is_final = not may_change and (first is None or first.is_reached(reaching.value))
    return Verdict(status, reached_by=reaching, is_final=is_final)


class ReleaseState(StrEnum):
    """Where the next figure stands."""

    FRESH = "fresh"
    DUE = "due"
    OVERDUE = "overdue"
    NOT_EXPECTED = "not_expected"


class Expectation(NamedTuple):
    """The state of the next release, the day from which it is expected, and the last on which it is not late."""

    state: ReleaseState
    next: date | None = None
    until: date | None = None


def expect(seen: Situation, verdict: Verdict) -> Expectation:
    """What to expect after the latest period: the end of the period after it, plus the lag.

    Fresh before that day, due until the grace is over, overdue from then on. Nothing is expected after a final
    verdict or the end of the series, nor without a `release` or a period to count from.
    """
    release = seen.release
    latest = seen.history[-1] if seen.history else seen.start
    if verdict.is_final or seen.has_ended or release is None or latest is None:
        return Expectation(ReleaseState.NOT_EXPECTED)
    expected = add(add(latest.period.end, release.every), release.lag)
    until = add(expected, release.grace)
    late = ReleaseState.OVERDUE if seen.as_of > until else ReleaseState.DUE
    return Expectation(ReleaseState.FRESH if seen.as_of < expected else late, expected, until)


def silent_after(seen: Situation, verdict: Verdict) -> date | None:
    """The day after which the latest figure was too old, where no release says when the next is late.

    `None` while it is not older than `stale_after`, and where no further figure matters.
    """
    if seen.latest is None or seen.release or seen.has_ended or verdict.is_final:
        return None
    all_done = seen.indicator.kind is IndicatorKind.MILESTONES and seen.latest.value == ALL_DONE
    last_day = add(seen.latest.period.end, seen.settings.stale_after)
    return None if all_done or seen.as_of <= last_day else last_day
