"""One goal in two or three plain sentences with the numbers; each follows from the files and the day by a rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.commentary import in_force
from hcroadmap.assess.promise import Goal
from hcroadmap.assess.series import Point
from hcroadmap.assess.status import UNKNOWN, Status
from hcroadmap.model.vocabulary import IndicatorKind
from hcroadmap.render.language.notes import said
from hcroadmap.render.memo.text import Brief, Markdown

SAID_ALREADY = frozenset({"first_seen_later", "no_baseline"})


def is_open(one: Assessment) -> bool:
    """Is there still time until the deadline?"""
    promised = one.seen.promised
    return promised is None or one.seen.as_of <= promised.period.end


def why_unknown(one: Assessment) -> str:
    """The first reason why there is no verdict, as the last step of a key of words."""
    seen = one.seen
    if one.missing:
        return "missing"
    if seen.indicator.kind is IndicatorKind.MILESTONES:
        return "milestones"
    if one.not_comparable and not seen.points:
        return "other_only"
    if seen.promised is None:
        return "few_values" if seen.history else "nothing"
    if seen.start and seen.start.value is None:
        return "no_baseline"
    return "baseline_only" if seen.start else "nothing"


def verdict(status: Status, brief: Brief, *, is_open: bool = True) -> str:
    """A verdict in words; there is one wording for all statuses without one, for the sentences give the reason."""
    if status not in UNKNOWN:
        return brief.words(f"status.{status}")
    return brief.words("memo.no_verdict_yet" if is_open else "memo.no_verdict")


def verdict_on(one: Assessment, brief: Brief) -> str:
    """The verdict on a goal; “met late” only where the deadline's own figure fell short."""
    goal = one.seen.goal
    unseen = goal is not None and all(point.period != goal.period for point in one.seen.points)
    if one.status is Status.MET_LATE and unseen:
        return brief.words("memo.seen_later")
    return verdict(one.status, brief, is_open=is_open(one))


def reasoned_verdict(one: Assessment, brief: Brief) -> str:
    """The verdict on a goal; where there is none, with the reason."""
    if one.status not in UNKNOWN:
        return verdict_on(one, brief)
    key, start = why_unknown(one), one.seen.start
    if key == "milestones":
        reason = brief.words.spelled("memo.reason.milestones", len(one.indicator.activities))
    else:
        members = brief.words.enumerate([brief.page.text(name) for name in one.missing])
        reason = brief.words(f"memo.reason.{key}", members=members, period=start.period if start else "")
    return f"{verdict_on(one, brief)}: {reason}"


def figures(points: Sequence[Point], one: Assessment, brief: Brief) -> Markdown:
    """“hbo 17 percent and wo 22 percent (2013)”."""
    amounts = brief.amounts(one)
    return brief.figures((p.period, amounts.figure(p.value, p.decimals, p.cell)) for p in points)


def sentences(one: Assessment, brief: Brief) -> Iterator[Markdown]:
    """Where a goal stands, then what makes the verdict less than simple."""
    yield from _stands(one, brief)
    known, ended = brief.words.entries["show"]["care_note"], one.indicator.ended
    for note in one.notes:
        if note.code in known and note.code not in SAID_ALREADY:
            reason = ended.reason if note.code == "ended" and ended else ""
            yield brief.tell(f"show.care_note.{note.code}", value=said(note, brief.page), reason=reason)
    if given := in_force(brief.report, one.id):
        reason = brief.page.text(given.reason).rstrip(".")
        yield brief.tell("memo.goal.acknowledged", owner=given.owner, day=given.until, reason=reason)


def _stands(one: Assessment, brief: Brief) -> Iterator[Markdown]:
    goal, latest = one.seen.goal, one.latest
    if one.status in UNKNOWN:
        yield from _unknown(one, brief)
    elif goal is None or latest is None:
        if latest:
            yield _latest(one, latest, brief)
        yield brief.tell("memo.goal.no_target")
    elif one.status is Status.MET_LATE:
        yield from _met_late(one, goal, latest, brief)
    elif one.status is Status.MISSED:
        yield from _missed(one, goal, latest, brief)
    elif one.status is Status.AWAITING:
        value = brief.amounts(one).with_unit(latest.value)
        carried = brief.words(f"status.{one.verdict.carries or Status.NO_DATA}")
        known = {"latest": value, "period": latest.period, "day": latest.published}
        yield brief.tell("memo.goal.awaiting", carried=carried, **known, **_aim(one, brief))
    else:
        yield from _on_the_way(one, goal, latest, brief)


def _aim(one: Assessment, brief: Brief) -> dict[str, object]:
    goal, promised = one.seen.goal, one.seen.promised
    return {"target": goal and brief.amounts(one).target(goal), "deadline": promised and promised.period}


def _latest(one: Assessment, latest: Point, brief: Brief) -> Markdown:
    start, amounts = one.seen.start, brief.amounts(one)
    known = {"latest": amounts.with_unit(latest.value), "period": latest.period}
    if start is None or start.value is None:
        return brief.tell("memo.goal.latest_only", **known)
    return brief.tell("memo.goal.latest", baseline=amounts.level(start.value), start=start.period, **known)


def _on_the_way(one: Assessment, goal: Goal, latest: Point, brief: Brief) -> Iterator[Markdown]:
    amounts, period = brief.amounts(one), latest.period
    yield _latest(one, latest, brief)
    yield brief.tell("memo.goal.target", **_aim(one, brief))
    if goal.is_reached(latest.value):
        yield brief.tell("memo.goal.met")
        return
    gap = amounts.change(goal.gap(latest.value))
    if one.needed_per_year is None or one.so_far_per_year is None:
        yield brief.tell("memo.goal.to_go", gap=gap)
    else:
        needed, so_far = amounts.move(one.needed_per_year), amounts.move(one.so_far_per_year)
        yield brief.tell("memo.goal.needed", gap=gap, period=period, needed=needed, so_far=so_far)
    if one.expected is not None and one.status in (Status.ON_TRACK, Status.BEHIND, Status.OFF_TRACK):
        distance = latest.value - one.expected
        key = "higher" if distance > 0 else "lower" if distance < 0 else "exactly"
        difference = brief.words(f"memo.goal.{key}", gap=amounts.change(abs(distance)))
        exact = (one.expected * 10**amounts.decimals).denominator == 1
        expected = amounts.level(one.expected, more=0 if exact else 1)
        path = f"memo.goal.path.{goal.target.path}"
        yield brief.tell(path, period=period, expected=expected, difference=difference)


def _met_late(one: Assessment, goal: Goal, latest: Point, brief: Brief) -> Iterator[Markdown]:
    decided, amounts = one.verdict.decided_by or latest, brief.amounts(one)
    value = amounts.with_unit(decided.value)
    yield brief.tell("memo.goal.met_late", period=decided.period, value=value, **_aim(one, brief))
    own = next((point for point in one.seen.points if point.period == goal.period), None)
    if own is None:
        yield brief.tell("memo.goal.own_missing", deadline=goal.period)
    else:
        value, gap = amounts.level(own.value), amounts.change(goal.gap(own.value))
        yield brief.tell("memo.goal.own_short", period=goal.period, value=value, gap=gap)
    if latest != decided:
        yield brief.tell("memo.goal.newest", latest=amounts.with_unit(latest.value), period=latest.period)


def _missed(one: Assessment, goal: Goal, latest: Point, brief: Brief) -> Iterator[Markdown]:
    amounts = brief.amounts(one)
    first = next(point for point in one.seen.points if point.period >= goal.period)
    value, gap = amounts.with_unit(first.value), amounts.change(goal.gap(first.value))
    yield brief.tell("memo.goal.missed", period=first.period, value=value, gap=gap, **_aim(one, brief))
    if latest is not first:
        yield brief.tell("memo.goal.newest", latest=amounts.with_unit(latest.value), period=latest.period)


def _unknown(one: Assessment, brief: Brief) -> Iterator[Markdown]:
    seen, reason, amounts, aim = one.seen, why_unknown(one), brief.amounts(one), _aim(one, brief)
    match reason:
        case "missing":
            yield brief.count("memo.goal.missing", len(one.missing), members=brief.listed(one.missing))
            partial = seen.partials[-1]
            known = brief.listed(_member(point, amounts.level(point.value)) for _, point in partial.members)
            yield brief.tell("memo.goal.known_members", period=partial.period, figures=known)
        case "milestones":
            yield brief.count("memo.goal.milestones", len(seen.indicator.activities), **aim)
        case "other_only":
            yield brief.tell("memo.goal.other_only", figures=figures(one.not_comparable, one, brief))
        case "baseline_only" if seen.start and seen.start.value is not None and seen.goal:
            baseline = amounts.with_unit(seen.start.value)
            yield brief.tell("memo.goal.baseline_only", baseline=baseline, period=seen.start.period, **aim)
        case "no_baseline" if seen.start:
            yield brief.tell("memo.goal.no_baseline", period=seen.start.period)
        case "few_values":
            yield brief.count("memo.goal.few_values", len(seen.history))
        case _:
            yield brief.tell("memo.goal.nothing")
    if seen.goal and reason in ("missing", "other_only", "no_baseline", "nothing"):
        yield brief.tell("memo.goal.target", **aim)


def _member(point: Point, level: str) -> str:
    """“hbo 18.6 percent”."""
    return f"{', '.join(member for _, member in point.cell)} {level}".strip()
