"""One indicator in sentences, each fact in one wording: a row takes a few, `show` and the memo all of them."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.methods.linear import WINDOW_YEARS
from hcroadmap.assess.series import Point
from hcroadmap.assess.status import UNKNOWN, Status
from hcroadmap.assess.verdict import ReleaseState, fell_short, first_due
from hcroadmap.model.period import Period, PeriodKind, day_period, years_between
from hcroadmap.model.vocabulary import IndicatorKind, PathKind
from hcroadmap.render.language.reservations import TURNS, UNSURE, reservations
from hcroadmap.render.language.verdict import broke_its_level, verdict_name
from hcroadmap.render.language.voice import Voice

RECENT_VALUES = 4


def row_note(one: Assessment, voice: Voice) -> Iterator[str]:
    """The note below the figures of a row: why it has this verdict, or the last values and what is needed."""
    yield from _activities_done(one, voice)
    yield from tuple(_outcome(one, voice)) or _needed_from_the_last(one, voice)
    yield from reservations(one, (*TURNS, *UNSURE, *["ended"] * one.is_waived), voice)
    yield from late(one, voice)


def answer(one: Assessment, voice: Voice) -> Iterator[str]:
    """The answer on the first screen: where an indicator stands, what turned since, and whose figure is late."""
    yield from standing(one, voice, baseline=False)
    yield from reservations(one, (*TURNS, *["ended"] * one.is_waived), voice)
    yield from late(one, voice)


def standing(one: Assessment, voice: Voice, *, baseline: bool) -> Iterator[str]:
    """Where an indicator stands and what its verdict rests on; `baseline` sets that beside the latest figure."""
    latest, start, amounts = one.latest, one.seen.baseline, voice.amounts(one)
    deciding = {Status.MISSED: _shortfall(one), Status.MET_LATE: one.verdict.reached_by}.get(one.status)
    if latest and latest is not deciding:  # else the sentence about the verdict is about that very figure
        told = {"latest": amounts.with_unit(latest.value), "period": latest.period}
        on = "_on" if latest.period.kind is PeriodKind.DAY else ""
        if baseline and start:
            told |= {"baseline": amounts.level(start.value), "start": start.period}
            yield voice.tell(f"standing.latest{on}", **told)
        else:
            yield voice.tell(f"standing.latest_only{on}", **told)
    yield from _activities_done(one, voice)
    yield from _target(one, voice)
    yield from tuple(_outcome(one, voice)) or _on_the_way(one, voice)


def _outcome(one: Assessment, voice: Voice) -> Iterator[str]:
    """Why there is no verdict, what it waits for, or which figure decided it; nothing while it is on the way."""
    seen, amounts = one.seen, voice.amounts(one)
    deadline = seen.goal and seen.goal.period
    match one.status:
        case Status.AWAITING:
            carried = one.verdict.carries or Status.NO_DATA
            yield voice.tell("standing.was", status=voice.words(f"status.{carried}"))
            elsewhere = sorted(point.value for series in seen.others.values() for point in series.points)
            if elsewhere and seen.history:
                yield voice.tell("standing.never_came", day=max(point.published for point in seen.history))
                given = {"low": amounts.level(elsewhere[0]), "high": amounts.level(elsewhere[-1])}
                definitions = voice.count("standing.definitions", len(seen.others))
                yield voice.count("standing.not_compared", len(elsewhere), definitions=definitions, **given)
            else:
                yield voice.tell("standing.not_come", period=deadline)
        case Status.MET_LATE:
            is_late = verdict_name(one) == Status.MET_LATE
            yield from _missed(one, voice) if is_late else ()
            yield from _first_reached(one, voice)
            if not is_late:
                yield voice.tell("standing.unknown_when", period=deadline)
        case Status.MISSED:
            yield from _missed(one, voice)
        case status if status in UNKNOWN:
            yield from why_unknown(one, voice)


def reason_unknown(one: Assessment) -> str:
    """The first reason why there is no verdict, as the last step of a key of words."""
    seen = one.seen
    if one.missing:
        return "missing" if _lacking(one) else "not_addable"
    if seen.indicator.kind is IndicatorKind.MILESTONES and not seen.known:
        return "milestones"
    if one.not_comparable and not seen.points:
        return "other_only"
    if seen.promised and seen.start:
        found = "silent" if seen.points else "baseline_only"
        return "no_baseline" if seen.start.value is None else found if seen.goal else "no_level"
    if seen.promised or not seen.history:
        return "nothing"
    few = "one_figure" if seen.indicator.changed_at else "few_values"
    undirected = seen.indicator.direction is None and len(seen.history) >= RECENT_VALUES
    return "no_direction" if undirected else few


def why_unknown(one: Assessment, voice: Voice) -> Iterator[str]:
    """Why nothing can be judged, with what is known instead."""
    seen, reason = one.seen, reason_unknown(one)
    match reason:
        case "missing" | "not_addable":
            lacking = _lacking(one) or one.missing
            yield voice.count(f"unknown.{reason}", len(lacking), members=voice.listed(lacking))
            if one.partial:
                known = voice.points((point for _, point in one.partial.members), one)
                yield voice.tell("unknown.known", figures=known)
        case "milestones":
            yield voice.count("unknown.milestones", len(seen.indicator.activities))
        case "other_only":
            figures = voice.points(one.not_comparable, one)
            yield voice.count("unknown.other_only", len(one.not_comparable), figures=figures)
        case "few_values":
            newest = seen.history[-1].period
            recent = [point.period for point in seen.history if years_between(point.period, newest) < WINDOW_YEARS]
            years = len({period.year for period in recent})
            key = "few_values" if years == len(recent) else "few_years"
            yield voice.count(f"unknown.{key}", years, period=newest)
        case _:
            baseline = voice.amounts(one).with_unit(seen.baseline.value) if seen.baseline else None
            start = seen.start and seen.start.period
            given = {
                "baseline": baseline,
                "period": start,
                "method": one.method,
                "when": start and voice.when(start),
            }
            yield voice.tell(f"unknown.{reason}", **given)


def _lacking(one: Assessment) -> list[str]:
    """The missing members that have no figure at all; a share alone cannot be added up."""
    known = {name for name, _ in one.partial.members} if one.partial else set()
    return [name for name in one.missing if name not in known]


def late(one: Assessment, voice: Voice) -> Iterator[str]:
    """Since when the next figure of a promise is late, and whom to ask."""
    release, supplier = one.release, one.indicator.supplier
    if release.state is ReleaseState.OVERDUE and release.until and one.seen.promised:
        key = "standing.late" if supplier else "standing.late_unnamed"
        yield voice.tell(key, day=release.until, supplier=supplier)


def _target(one: Assessment, voice: Voice) -> Iterator[str]:
    """The target, what is still to go and how fast that must be."""
    seen, goal, latest, amounts = one.seen, one.seen.goal, one.latest, voice.amounts(one)
    if goal is None:
        if one.status not in UNKNOWN:
            yield voice.tell("standing.no_target")
        return
    key = "target_over" if seen.as_of > goal.period.end else "target"
    yield voice.tell(f"standing.{key}", target=amounts.promised(goal), when=voice.when(goal.period))
    settled = one.status in (Status.MET, Status.MET_LATE, Status.MISSED)
    if settled or latest is None or goal.is_reached(latest.value):
        return
    yield voice.tell("standing.to_go", gap=amounts.change(goal.gap(latest.value)))
    if one.needed_per_year is not None:
        needed, left = amounts.pace(one.needed_per_year, one.gap), _left(seen.as_of, goal.period, voice)
        yield voice.tell("standing.needed", period=latest.period, needed=needed, left=left)


def _left(as_of: date, deadline: Period, voice: Voice) -> str:
    """How much time a day leaves until the deadline; what is needed counts from the figure, which is older."""
    months = round(12 * years_between(day_period(as_of), deadline))
    if as_of == deadline.end:
        return voice.tell("standing.left.nothing", deadline=deadline)
    if months < 1:
        return voice.tell("standing.left.days")
    if months % 12 == 0:
        return voice.count("standing.left.years", months // 12)
    if months < 12:
        return voice.count("standing.left.months", months)
    return voice.tell("standing.left.years.many", n=voice.page.number(Fraction(months, 12), 1))


def _on_the_way(one: Assessment, voice: Voice) -> Iterator[str]:
    """That it is met; else how far from the path, how fast it went so far, and where that leads."""
    goal, latest, amounts = one.seen.goal, one.latest, voice.amounts(one)
    if goal is None or latest is None:
        return
    if one.status is Status.MET:
        yield from (voice.tell("standing.met"),) if goal.is_reached(latest.value) else _first_reached(one, voice)
        return
    if one.expected is not None and not broke_its_level(one):
        distance = latest.value - one.expected
        key = "higher" if distance > 0 else "lower" if distance < 0 else "exactly"
        # One decimal more where the published digits would round a difference away.
        is_gap = abs(distance) == one.gap  # where it is what is to go, it is one number
        gap = amounts.change(abs(distance), more=0 if is_gap or amounts.exact(distance) else 1)
        expected = amounts.level(one.expected, more=0 if amounts.exact(one.expected) else 1)
        difference = voice.tell(f"standing.path.{key}", gap=gap)
        kind = goal.target.path if one.seen.path and one.seen.path.can_grow else PathKind.LINEAR
        yield voice.tell(f"standing.path.{kind}", expected=expected, difference=difference)
    if one.indicator.kind is IndicatorKind.MILESTONES:
        return  # activities are done in steps: a pace leads nowhere
    if one.needed_per_year is not None and one.so_far_per_year is not None:
        yield voice.tell("standing.so_far", so_far=amounts.pace(one.so_far_per_year))
    if one.projected is not None:
        value = amounts.level(one.projected, more=0 if amounts.exact(one.projected) else 1)
        yield voice.tell("standing.projected", period=goal.period, value=value)
    if one.needed_per_year is not None and len(one.seen.points) > 1:  # the first figure moved as the mean did
        yield voice.tell("standing.last", last=amounts.pace(_last_pace(one)))


def _first_reached(one: Assessment, voice: Voice) -> Iterator[str]:
    if decided := one.verdict.reached_by:
        value = voice.amounts(one).level(decided.value)
        yield voice.tell("standing.first_reached", period=decided.period, value=value)


def _shortfall(one: Assessment) -> Point | None:
    """The first figure of the deadline or later, where it does not reach the target."""
    due, goal = first_due(one.seen), one.seen.goal
    return due if due and goal and not goal.is_reached(due.value) else None


def _missed(one: Assessment, voice: Voice) -> Iterator[str]:
    """By how much the deadline's figure fell short, or when a level was not held that is lost again."""
    point, goal, amounts = _shortfall(one), one.seen.goal, voice.amounts(one)
    if point and goal:
        value, gap = amounts.with_unit(point.value), amounts.change(goal.gap(point.value))
        yield voice.tell("standing.fell_short", period=point.period, value=value, gap=gap)
    elif one.gap is not None and one.gap > 0:
        years = voice.listed(point.period for point in fell_short(one.seen))
        yield voice.tell("standing.not_held", years=years)


def _activities_done(one: Assessment, voice: Voice) -> Iterator[str]:
    """How many of the activities that make up a goal are done, by weight if that differs, and how many unreported.

    The row of each day names the activities that were reported on then as its source.
    """
    if one.indicator.kind is IndicatorKind.MILESTONES and one.latest:
        row, weights = one.latest.observations[0], set(one.indicator.activities.values())
        if weights == {1}:
            number = len(one.indicator.activities)
            yield voice.words.count("standing.activities_done", number, done=row.numerator)
        else:
            yield voice.tell("standing.weight_done", done=row.numerator, total=row.denominator)
        reported = {name for day in one.seen.known for name in (day.source or "").split(", ")}
        if silent := len(one.indicator.activities.keys() - reported):
            yield voice.count("standing.activities_silent", silent)


def _needed_from_the_last(one: Assessment, voice: Voice) -> Iterator[str]:
    """The last values, what is needed per year from there, and what the last year brought.

    Progress by activities comes in steps, so that the last year's says nothing.
    """
    amounts, history = voice.amounts(one), one.seen.history[-RECENT_VALUES:]
    needed = None if one.status is Status.MET else one.needed_per_year
    pace = amounts.pace(needed)
    if one.indicator.kind is IndicatorKind.MILESTONES:
        if needed is not None and one.latest:
            yield voice.tell("row.needed", needed=pace, period=one.latest.period)
        return
    # Where letters must be plain, a lone “>” would read as “more than”.
    arrow = " → " if "→".encode(voice.page.encoding, "ignore") else " -> "
    values = arrow.join(amounts.level(point.value) for point in history)
    key = "values" if needed is None else "pace_only" if len(history) < 2 else "pace"
    period, last = history[-1].period if history else None, amounts.pace(_last_pace(one))
    yield voice.tell(f"row.{key}", values=values, needed=pace, period=period, last=last)


def _last_pace(one: Assessment) -> Fraction | None:
    """What the latest figure brought per year; `None` where there is no other to compare it with."""
    if len(one.seen.history) < 2:
        return None
    before, newest = one.seen.history[-2:]
    return (newest.value - before.value) / years_between(before.period, newest.period)


def compared(one: Assessment, beside: tuple[Assessment, Point, Point], voice: Voice) -> Iterator[str]:
    """A figure against that of another indicator: of which periods, and in which definitions if they differ."""
    other, own, theirs = beside
    told = {"own": voice.amounts(one).with_unit(own.value), "other": voice.amounts(other).with_unit(theirs.value)}
    key = "same" if own.period.is_same(theirs.period) else "apart"
    title, period = other.indicator.title, theirs.period
    yield voice.tell(f"compare.{key}", title=title, period=own.period, other_period=period, **told)
    kinds = [each.definitions.get(each.definition or "") for each in (one.indicator, other.indicator)]
    ours, others = (voice.write(kind).partition(";")[0] for kind in kinds)
    if all(kinds) and kinds[0] != kinds[1]:
        yield voice.tell("compare.definitions", own=ours, other=others)
