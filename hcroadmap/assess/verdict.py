"""The verdict: one status for one situation, in the order of the table in CONTRACT section 4."""

from __future__ import annotations

from typing import NamedTuple

from hcroadmap.assess.case import Judgement, Method
from hcroadmap.assess.series import Point
from hcroadmap.assess.situation import Goal, Situation
from hcroadmap.assess.status import Status


class Verdict(NamedTuple):
    """A status; what it carries while the deadline's own figure is awaited; the point that made it final."""

    status: Status
    carries: Status | None = None
    decided_by: Point | None = None
    judgement: Judgement | None = None


def decide(seen: Situation, method: Method) -> Verdict:
    """Judge a situation with a method; the method is asked only where no rule of the table comes first."""
    unknown = _unknown(seen)
    if unknown:
        return Verdict(unknown)
    if seen.promised is None:
        return _without_target(seen, method)
    latest = seen.latest
    if seen.goal is None or latest is None:
        return Verdict(Status.NO_DATA)
    judgement = method.judge(seen.case(latest))
    decided = _after_deadline(seen.points, seen.goal)
    if decided:
        return Verdict(decided.status, decided_by=decided.decided_by, judgement=judgement)
    pace = _before_deadline(seen, seen.goal, latest, judgement)
    if seen.as_of > seen.goal.period.end:
        return Verdict(Status.AWAITING, carries=pace, judgement=judgement)
    return Verdict(pace, judgement=judgement)


def _unknown(seen: Situation) -> Status | None:
    """Why nothing can be judged, if nothing can."""
    if seen.promised is None:
        return None
    start = seen.start
    if start is None or start.value is None:
        return Status.INCOMPLETE if start and start.partial else Status.NO_DATA
    if seen.points:
        return None
    if any(partial.period > start.period for partial in seen.partials):
        return Status.INCOMPLETE
    elsewhere = (point for other in seen.others.values() for point in other.points)
    return Status.NOT_COMPARABLE if any(point.period > start.period for point in elsewhere) else Status.NO_DATA


def _without_target(seen: Situation, method: Method) -> Verdict:
    if not seen.history:
        return Verdict(Status.INCOMPLETE if seen.partials else Status.NO_DATA)
    judgement = method.judge(seen.case(seen.history[-1]))
    return Verdict(judgement.status or Status.NO_DATA, judgement=judgement)


def _after_deadline(points: tuple[Point, ...], goal: Goal) -> Verdict | None:
    """The verdict of the figures of the target period or later; `None` while there are none."""
    due = [point for point in points if point.period >= goal.period]
    reaching = next((point for point in due if goal.is_reached(point.value)), None)
    if reaching is None:
        return Verdict(Status.MISSED) if due else None
    status = Status.MET if reaching.period == goal.period else Status.MET_LATE
    return Verdict(status, decided_by=reaching)


def _before_deadline(seen: Situation, goal: Goal, latest: Point, judgement: Judgement) -> Status:
    """Where it stands by its latest figure: reached, lost or overshot, or somewhere on the way."""
    if goal.is_reached(latest.value):
        return Status.MET
    lost = seen.start is not None and seen.start.value is not None and goal.is_reached(seen.start.value)
    if lost or goal.is_overshot(latest.value):
        return Status.REVERSING
    return judgement.status or Status.NO_DATA
