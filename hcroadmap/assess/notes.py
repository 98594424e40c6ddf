"""Reservations about a verdict, as codes with values; renderers find the words."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from hcroadmap.assess.methods.method import Method
from hcroadmap.assess.series import NORMAL, Point
from hcroadmap.assess.situation import Situation, situate
from hcroadmap.assess.status import UNKNOWN, Status
from hcroadmap.assess.verdict import Verdict, decide, fell_short, rests_on, silent_after
from hcroadmap.model.period import PeriodKind
from hcroadmap.model.vocabulary import PathKind

DAY = timedelta(days=1)


class Note(NamedTuple):
    """One reservation: what kind, and the value it is about; the words under `reservation` say how to read it."""

    code: str
    value: str | None = None


def notes_on(seen: Situation, verdict: Verdict, method: Method) -> tuple[Note, ...]:
    """Every reservation about a verdict."""
    return (
        *_about_the_target(seen, verdict),
        *_earlier_targets(seen, method),
        *_about_the_figures(seen, verdict, method),
        *_about_the_baseline(seen, method),
        *_about_the_series(seen, verdict),
    )


def _about_the_target(seen: Situation, verdict: Verdict) -> Iterator[Note]:
    latest, goal = seen.latest, seen.goal
    if latest is None or goal is None:
        return
    if verdict.status is Status.MET and len(seen.history) > 1:
        before = seen.history[-2]
        if (latest.value - before.value) * goal.sign < 0:
            yield Note("falling_since", str(before.period))
    if verdict.reached_by is None and not goal.is_reached(latest.value):
        reached = [point for point in seen.points if goal.is_reached(point.value)]
        if reached:
            yield Note("lost_since", str(reached[-1].period))
    if verdict.status is Status.MET_LATE and verdict.reached_by:
        yield Note("first_seen_later", str(verdict.reached_by.period))
    if goal.is_overshot(latest.value):
        yield Note("beyond_band", str(latest.period))


def _earlier_targets(seen: Situation, method: Method) -> Iterator[Note]:
    """The versions of the target that were replaced after their deadline, or while they were missed."""
    agreed = [(target.agreed, target) for target in seen.indicator.target if target.agreed]
    versions = sorted((version for version in agreed if version[0] <= seen.as_of), key=itemgetter(0))
    for (_, earlier), (replaced, _) in pairwise(versions):
        alone = (seen.declared or seen.indicator).model_copy(update={"target": (earlier,)})
        then, now = (situate(alone, seen.known, seen.settings, day) for day in (replaced - DAY, seen.as_of))
        if replaced > earlier.period.end or fell_short(then) or decide(then, method).status is Status.MISSED:
            value = _digits(now.goal.value) if now.goal else ""
            yield Note("earlier_target", f"{earlier.period}, {value}, {decide(now, method).status}")


def _about_the_figures(seen: Situation, verdict: Verdict, method: Method) -> Iterator[Note]:
    figures = rests_on(seen, verdict.reached_by) or seen.points[-2 if seen.indicator.changed_at else -1 :]
    if any(row.published is None for point in figures[-1:] for row in point.observations):
        yield Note("published_assumed", figures[-1].published.isoformat())
    marked = [point for point in figures if point.is_provisional]
    if marked:
        yield Note("flagged", "".join(sorted(set().union(*(point.status for point in marked)))))
        short = fell_short(seen)
        turning = marked if seen.goal is None else [figures[-1], *(short if len(short) == 1 else ())]
        alone = [point for point in marked if point in turning]  # others turn nothing
        without = [decide(seen.replace_point(point), method) for point in alone]
        others = dict.fromkeys(one.stands for one in without if one[:2] != verdict[:2])
        if others:
            yield Note("provisional", ", ".join(others))
    if verdict.status not in UNKNOWN:
        yield from _near_misses(seen, verdict, figures, method)


def _near_misses(seen: Situation, verdict: Verdict, figures: Sequence[Point], method: Method) -> Iterator[Note]:
    """The figures besides the one that decides (`firmness`) that could turn the verdict within their margins.

    One that may fall short and two that may reach (in the deadline's period, and later) stand for all: the others
    would turn nothing else.
    """
    goal, turning = seen.goal, {True: 1, False: 2}
    if goal is None:
        return
    for point in figures[:-1]:
        half = max(point.spread("margin") or 0, NORMAL * (point.spread("se") or 0), point.spread("rounding") or 0)
        low, high, reaches = point.value - half, point.value + half, goal.is_reached(point.value)
        edges = (edge for edge in (goal.low, goal.high) if edge is not None and low < edge < high)
        turned = [value for value in (low, *edges, high) if goal.is_reached(value) is not reaches]
        if not turning[reaches] or not turned:
            continue
        turning[reaches] -= 1
        other = decide(seen.replace_point(point, point._replace(value=turned[0])), method).stands
        if other is not verdict.stands:
            yield Note("near_miss", f"{point.period}, {_digits(point.value)}, {other}")


def _about_the_baseline(seen: Situation, method: Method) -> Iterator[Note]:
    start = seen.start
    if start is None:
        return
    if start.value is None and not start.partial:
        yield Note("no_baseline", str(start.period))
    if start.rebaseline:
        yield Note("redefined" if start.rebaseline.definition else "rebaseline", str(start.period))
    if start.point and not start.declared and start.point.is_provisional:
        yield Note("baseline_flagged", start.point.status)
    if seen.latest and len({start.period.kind, seen.latest.period.kind, PeriodKind.DAY}) > 2:
        yield Note("other_periods", f"{start.period}, {seen.latest.period}")
    if seen.path and seen.path.kind is PathKind.GEOMETRIC and not seen.path.can_grow:
        yield Note("straight_path")
    if seen.other_start is not None and seen.latest:
        other = decide(seen.count_from(seen.other_start), method)
        yield Note("baseline_revised", f"{_digits(seen.other_start)}, {other.stands}")


def _about_the_series(seen: Situation, verdict: Verdict) -> Iterator[Note]:
    short = [str(point.period) for point in fell_short(seen)]
    if short and seen.gap is not None and seen.gap <= 0:
        yield Note("fell_short", ", ".join(short))
    if seen.break_at:
        yield Note("break", str(seen.break_at.period))
    newer = [partial for partial in seen.partials if seen.latest and partial.period > seen.latest.period]
    if newer:
        yield Note("partial_since", f"{newer[-1].period}: {', '.join(newer[-1].missing)}")
    if seen.latest and silent_after(seen, verdict):
        end, today = seen.latest.period.end, seen.as_of
        yield Note("stale", str(today.year - end.year - ((today.month, today.day) < (end.month, end.day))))
    if seen.indicator.ended and seen.has_ended:
        yield Note("ended", seen.indicator.ended.on.isoformat())


def _digits(value: Fraction) -> str:
    return f"{float(value):.12g}"
