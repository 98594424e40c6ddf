"""One goal in two or three plain sentences with the numbers; each follows from the files and the day by a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.commentary import in_force
from hcroadmap.assess.promise import Goal
from hcroadmap.assess.series import Point
from hcroadmap.assess.status import UNKNOWN, Status
from hcroadmap.model.vocabulary import IndicatorKind
from hcroadmap.render.language.notes import said
from hcroadmap.render.memo.text import Brief, Markdown, Prose

ON_THE_WAY = frozenset({Status.ON_TRACK, Status.BEHIND, Status.OFF_TRACK})
TOLD_ALREADY = frozenset({"first_seen_later", "no_baseline"})


def is_open(assessment: Assessment) -> bool:
    """Is there still time until the deadline?"""
    promised = assessment.seen.promised
    return promised is None or assessment.seen.as_of <= promised.period.end


def why_unknown(assessment: Assessment) -> str:
    """The first reason why there is no verdict, as the last step of a key of words."""
    seen = assessment.seen
    if assessment.missing:
        return "missing"
    if seen.indicator.kind is IndicatorKind.MILESTONES:
        return "milestones"
    if assessment.not_comparable and not seen.points:
        return "other_only"
    if seen.promised is None:
        return "few_values" if seen.history else "nothing"
    if seen.start and seen.start.value is None:
        return "no_baseline"
    return "baseline_only" if seen.start else "nothing"


def verdict(status: Status, brief: Brief, *, is_open: bool = True) -> str:
    """A verdict in words; every status without one is told alike, for the sentences say why."""
    if status not in UNKNOWN:
        return brief.words(f"status.{status}")
    return brief.words("memo.no_verdict_yet" if is_open else "memo.no_verdict")


def standing(assessment: Assessment, brief: Brief) -> str:
    """The verdict on a goal; met late is told as such only where the deadline's own figure fell short."""
    goal = assessment.seen.goal
    unseen = goal is not None and all(point.period != goal.period for point in assessment.seen.points)
    if assessment.status is Status.MET_LATE and unseen:
        return brief.words("memo.seen_later")
    return verdict(assessment.status, brief, is_open=is_open(assessment))


def reasoned_verdict(assessment: Assessment, brief: Brief) -> str:
    """The verdict on a goal; where there is none, with the reason."""
    told = standing(assessment, brief)
    return f"{told}: {_reason(assessment, brief)}" if assessment.status in UNKNOWN else told


def _reason(assessment: Assessment, brief: Brief) -> str:
    reason = why_unknown(assessment)
    if reason == "milestones":
        return brief.words.spelled("memo.reason.milestones", len(assessment.indicator.activities))
    names = brief.words.enumerate([brief.page.text(name) for name in assessment.missing])
    start = assessment.seen.start
    return brief.words(f"memo.reason.{reason}", members=names, period=start.period if start else "")


def figures(points: Sequence[Point], assessment: Assessment, brief: Brief) -> Markdown:
    """“hbo 17 percent and wo 22 percent (2013)”: figures with their members, those of one period together."""
    amounts, groups = brief.amounts(assessment), dict[str, list[str]]()
    for point in points:
        members = brief.page.text(", ".join(member for _, member in point.cell))
        shown = brief.page.number(point.value, point.decimals) + brief.page.words("memo.percent")
        value = f"{members} {shown if amounts.percent else amounts.with_unit(point.value)}".strip()
        groups.setdefault(brief.period(point.period), []).append(value)
    return brief.listed(
        [brief.text(f"{brief.words.enumerate(told)} ({period})") for period, told in groups.items()]
    )


def sentences(assessment: Assessment, brief: Brief) -> Iterator[Markdown]:
    """Where a goal stands, then what makes the verdict less than simple."""
    goal, latest, ended = assessment.seen.goal, assessment.latest, assessment.indicator.ended
    if assessment.status in UNKNOWN:
        yield from _unknown(assessment, brief)
    elif goal is None or latest is None:
        yield from _without_target(assessment, brief)
    else:
        yield from WRITERS.get(assessment.status, _on_the_way)(assessment, goal, latest, brief)
    known = brief.words.entries["show"]["care_note"]
    for note in assessment.notes:
        if note.code in known and note.code not in TOLD_ALREADY:
            reason = brief.page.text(ended.reason) if note.code == "ended" and ended else ""
            yield brief.tell(f"show.care_note.{note.code}", value=said(note, brief.page), reason=reason)
    if given := in_force(brief.report, assessment.id):
        yield brief.tell("memo.goal.acknowledged", owner=brief.page.text(given.owner), day=brief.day(given.until),
                         reason=brief.page.text(given.reason).rstrip("."))  # fmt: skip


def _without_target(assessment: Assessment, brief: Brief) -> Iterator[Markdown]:
    if assessment.latest:
        yield _latest(assessment, assessment.latest, brief)
    yield brief.tell("memo.goal.no_target")


def _on_the_way(assessment: Assessment, goal: Goal, latest: Point, brief: Brief) -> Iterator[Markdown]:
    amounts = brief.amounts(assessment)
    yield _latest(assessment, latest, brief)
    yield brief.tell("memo.goal.target", target=amounts.target(goal), deadline=brief.period(goal.period))
    if goal.is_reached(latest.value):
        yield brief.tell("memo.goal.met")
        return
    needed, so_far = assessment.needed_per_year, assessment.so_far_per_year
    gap = amounts.change(goal.gap(latest.value), more=1)
    if needed is None or so_far is None:
        yield brief.tell("memo.goal.to_go", gap=gap)
    else:
        yield brief.tell("memo.goal.needed", gap=gap, period=brief.period(latest.period),
                         needed=amounts.move(needed), so_far=amounts.move(so_far))  # fmt: skip
    if assessment.expected is not None and assessment.status in ON_THE_WAY:
        yield _against_the_path(latest, assessment.expected, goal, amounts, brief)


def _latest(assessment: Assessment, latest: Point, brief: Brief) -> Markdown:
    start, amounts = assessment.seen.start, brief.amounts(assessment)
    told = {"latest": amounts.with_unit(latest.value), "period": brief.period(latest.period)}
    if start is None or start.value is None:
        return brief.tell("memo.goal.latest_only", **told)
    baseline = amounts.level(start.value)
    return brief.tell("memo.goal.latest", **told, baseline=baseline, start=brief.period(start.period))


def _against_the_path(latest: Point, path: Fraction, goal: Goal, amounts: Prose, brief: Brief) -> Markdown:
    distance = latest.value - path
    key = "higher" if distance > 0 else "lower" if distance < 0 else "exactly"
    difference = brief.words(f"memo.goal.{key}", gap=amounts.change(abs(distance), more=1))
    exact = (path * 10**amounts.decimals).denominator == 1
    expected = amounts.level(path, more=0 if exact else 1)
    return brief.tell(f"memo.goal.path.{goal.target.path}", period=brief.period(latest.period), expected=expected,
                      difference=difference)  # fmt: skip


def _met_late(assessment: Assessment, goal: Goal, latest: Point, brief: Brief) -> Iterator[Markdown]:
    decided, amounts = assessment.verdict.decided_by or latest, brief.amounts(assessment)
    deadline = brief.period(goal.period)
    yield brief.tell("memo.goal.met_late", target=amounts.target(goal), deadline=deadline,
                     period=brief.period(decided.period), value=amounts.with_unit(decided.value))  # fmt: skip
    own = next((point for point in assessment.seen.points if point.period == goal.period), None)
    if own is None:
        yield brief.tell("memo.goal.own_missing", deadline=deadline)
    else:
        yield brief.tell("memo.goal.own_short", period=deadline, value=amounts.level(own.value),
                         gap=amounts.change(goal.gap(own.value), more=1))  # fmt: skip
    if latest != decided:
        yield brief.tell(
            "memo.goal.newest", latest=amounts.with_unit(latest.value), period=brief.period(latest.period)
        )


def _missed(assessment: Assessment, goal: Goal, latest: Point, brief: Brief) -> Iterator[Markdown]:
    amounts = brief.amounts(assessment)
    first = next(point for point in assessment.seen.points if point.period >= goal.period)
    gap = amounts.change(goal.gap(first.value), more=1)
    yield brief.tell("memo.goal.missed", target=amounts.target(goal), period=brief.period(first.period),
                     value=amounts.with_unit(first.value), gap=gap)  # fmt: skip
    if latest is not first:
        yield brief.tell(
            "memo.goal.newest", latest=amounts.with_unit(latest.value), period=brief.period(latest.period)
        )


def _awaiting(assessment: Assessment, goal: Goal, latest: Point, brief: Brief) -> Iterator[Markdown]:
    amounts = brief.amounts(assessment)
    carried = brief.words(f"status.{assessment.verdict.carries or Status.NO_DATA}")
    known = {"latest": amounts.with_unit(latest.value), "day": brief.page.day(latest.published)}
    yield brief.tell("memo.goal.awaiting", deadline=brief.period(goal.period), period=brief.period(latest.period),
                     target=amounts.target(goal), carried=carried, **known)  # fmt: skip


def _unknown(assessment: Assessment, brief: Brief) -> Iterator[Markdown]:
    seen, reason = assessment.seen, why_unknown(assessment)
    amounts, goal, promised = brief.amounts(assessment), seen.goal, seen.promised
    deadline = brief.period(promised.period) if promised else ""
    target = amounts.target(goal) if goal else ""
    match reason:
        case "missing":
            names = brief.words.enumerate([brief.page.text(name) for name in assessment.missing])
            yield brief.count("memo.goal.missing", len(assessment.missing), members=names)
            partial = seen.partials[-1]
            known = [point for _, point in partial.members]
            yield brief.tell("memo.goal.known_members", period=brief.period(partial.period),
                             figures=_bare(known, assessment, brief))  # fmt: skip
        case "milestones":
            number = len(seen.indicator.activities)
            yield brief.count("memo.goal.milestones", number, target=target, deadline=deadline)
        case "other_only":
            yield brief.tell("memo.goal.other_only", figures=figures(assessment.not_comparable, assessment, brief))
        case "baseline_only" if seen.start and seen.start.value is not None and goal:
            yield brief.tell("memo.goal.baseline_only", baseline=amounts.with_unit(seen.start.value),
                             period=brief.period(seen.start.period), target=target, deadline=deadline)  # fmt: skip
        case "no_baseline" if seen.start:
            yield brief.tell("memo.goal.no_baseline", period=brief.period(seen.start.period))
        case "few_values":
            yield brief.count("memo.goal.few_values", len(seen.history))
        case _:
            yield brief.tell("memo.goal.nothing")
    if goal and reason in ("missing", "other_only", "no_baseline", "nothing"):
        yield brief.tell("memo.goal.target", target=target, deadline=deadline)


def _bare(points: Sequence[Point], assessment: Assessment, brief: Brief) -> Markdown:
    """“hbo 18.6 percent and wo 21.4 percent”."""
    amounts = brief.amounts(assessment)
    told = [f"{', '.join(member for _, member in point.cell)} {amounts.level(point.value)}" for point in points]
    return brief.text(brief.words.enumerate([text.strip() for text in told]))


WRITERS: dict[Status, Callable[[Assessment, Goal, Point, Brief], Iterator[Markdown]]] = {
    Status.MET_LATE: _met_late,
    Status.MISSED: _missed,
    Status.AWAITING: _awaiting,
}
"""Who writes about a verdict on a target; all others are on the way."""
