"""The reservations of a row in words: the first that applies of what keeps a verdict from being simple."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.methods.linear import WINDOW_YEARS
from hcroadmap.assess.notes import Note
from hcroadmap.assess.release import ReleaseState
from hcroadmap.assess.series import Point
from hcroadmap.assess.status import Status
from hcroadmap.model.period import years_between
from hcroadmap.model.vocabulary import IndicatorKind
from hcroadmap.render.language.amounts import Amounts
from hcroadmap.render.language.page import Page

RECENT_VALUES = 4


def notes(assessment: Assessment, page: Page, amounts: Amounts) -> Iterator[str]:
    """The notes of one row; each is one sentence or two."""
    made_of_activities = assessment.indicator.kind is IndicatorKind.MILESTONES
    if made_of_activities and assessment.latest:
        yield _milestones(assessment.latest, assessment, page)
    on_the_way = _steps_to_go if made_of_activities else _on_the_way
    yield WRITERS.get(assessment.status, on_the_way)(assessment, page, amounts)
    for note in assessment.notes:
        if note.code in REPEATED:
            yield page.words(f"note.{note.code}", value=said(note, page))


def late(assessment: Assessment, page: Page) -> Iterator[str]:
    """That the next figure of a promise should have been there, since when, and whom to ask."""
    release, supplier = assessment.release, page.text(assessment.indicator.supplier)
    if release.state is ReleaseState.OVERDUE and release.until and assessment.seen.promised:
        key = "note.late" if supplier else "note.late_unnamed"
        yield page.words(key, day=page.day(release.until), supplier=supplier)


def said(note: Note, page: Page) -> str:
    """A note's value in words."""
    value = note.value or ""
    if note.code == "flagged":
        return page.words.enumerate([page.words(f"flags.{letter}") for letter in value])
    if note.code in ("provisional", "within_margin"):
        return page.words(f"status.{value}")
    return page.day(date.fromisoformat(value)) if note.code in ("ended", "published_assumed") else value


def _incomplete(assessment: Assessment, page: Page, amounts: Amounts) -> str:
    partial = assessment.partial
    if partial is None:
        return page.words("note.nothing")
    names = page.words.enumerate([page.text(member) for member in partial.missing])
    missing = page.words.count("note.missing", len(partial.missing), members=names)
    known = _members([point for _, point in partial.members], page, amounts)
    return f"{missing} {page.words('note.known_members', period=partial.period, figures=known)}"


def _members(points: list[Point], page: Page, amounts: Amounts) -> str:
    """“hbo 18.6%, wo 21.4%”."""
    return ", ".join(
        f"{page.text(', '.join(member for _, member in point.cell))} {amounts.level(point.value)}".strip()
        for point in points
    )


def _awaiting(assessment: Assessment, page: Page, amounts: Amounts) -> str:
    seen, words = assessment.seen, page.words
    carried = assessment.verdict.carries or Status.NO_DATA
    parts = [words("note.was", status=words(f"status.{carried}"))]
    elsewhere = _not_compared(assessment, page, amounts)
    if elsewhere and seen.history:
        last = max(point.published for point in seen.history)
        parts += [words("note.never_came", day=page.day(last)), elsewhere]
    else:
        parts.append(words("note.deadline_figure", period=seen.goal and seen.goal.period))
    if seen.has_ended and not seen.others:
        parts.append(words("note.ended"))
    return " ".join(parts)


def _milestones(latest: Point, assessment: Assessment, page: Page) -> str:
    """How many of the activities are done; by weight where they do not weigh the same."""
    row, weights = latest.observations[0], assessment.indicator.activities
    key = "note.activities_done" if set(weights.values()) == {1} else "note.weight_done"
    return page.words(key, done=row.numerator, total=row.denominator)


def _not_compared(assessment: Assessment, page: Page, amounts: Amounts) -> str:
    points = [point for series in assessment.seen.others.values() for point in series.points]
    values = sorted(point.value for point in points)
    if not points:
        return ""
    definitions = page.words.count("note.definitions", len(assessment.seen.others))
    low, high = amounts.level(values[0]), amounts.level(values[-1])
    return page.words.count(
        "note.not_compared", len(points), figures=low, definitions=definitions, low=low, high=high
    )


def _without_verdict(assessment: Assessment, page: Page, amounts: Amounts) -> str:
    seen, words = assessment.seen, page.words
    if seen.indicator.kind is IndicatorKind.MILESTONES and not seen.known:
        return words.count("note.milestones", len(seen.indicator.activities))
    if assessment.not_comparable and not seen.points:
        newest = assessment.not_comparable
        figures = _members(list(newest), page, amounts)
        return words("note.other_only", figures=f"{figures} ({newest[-1].period})")
    if seen.promised is None:
        if seen.indicator.direction is None and len(seen.history) >= RECENT_VALUES:
            return words("note.no_direction")
        return _few_values(seen.history, page) if seen.history else words("note.nothing")
    if seen.start and seen.start.value is None:
        return words("note.no_baseline", period=seen.start.period)
    return words("note.baseline_only") if seen.start else words("note.nothing")


def _few_values(history: Sequence[Point], page: Page) -> str:
    """How many figures a trend could rest on: those of the five years that end with the newest."""
    newest = history[-1].period
    recent = [point for point in history if years_between(point.period, newest) < WINDOW_YEARS]
    return page.words.count("note.few_values", len(recent), period=newest)


def _met_late(assessment: Assessment, page: Page, amounts: Amounts) -> str:
    decided, goal = assessment.verdict.decided_by, assessment.seen.goal
    deadline, value = goal and goal.period, amounts.level(decided and decided.value)
    told = page.words("note.first_reached", period=decided and decided.period, value=value)
    own = next((point for point in assessment.seen.points if point.period == deadline), None)
    if own is None:
        return f"{told} {page.words('note.cannot_tell', period=deadline)}"
    return f"{_short(own, assessment, page, amounts)} {told}"


def _missed(assessment: Assessment, page: Page, amounts: Amounts) -> str:
    goal = assessment.seen.goal
    due = [point for point in assessment.seen.points if goal and point.period >= goal.period]
    return _short(due[0], assessment, page, amounts) if due else ""


def _short(point: Point, assessment: Assessment, page: Page, amounts: Amounts) -> str:
    gap = assessment.seen.goal.gap(point.value) if assessment.seen.goal else None
    return page.words(
        "note.fell_short", period=point.period, value=amounts.level(point.value), gap=amounts.change(gap)
    )


def _steps_to_go(assessment: Assessment, page: Page, amounts: Amounts) -> str:
    """What is needed a year where progress comes in steps, so that the last year's says nothing."""
    needed, latest = assessment.needed_per_year, assessment.latest
    if needed is None or latest is None or assessment.status is Status.MET:
        return ""
    return page.words("note.needed", needed=amounts.pace(needed), period=latest.period)


def _on_the_way(assessment: Assessment, page: Page, amounts: Amounts) -> str:
    """The last values; what is needed a year from here, and what the last year brought."""
    history = assessment.seen.history[-RECENT_VALUES:]
    arrow = " → " if page.holds("→") else " -> "  # a lone “>” would read as “more than”
    values = arrow.join(amounts.level(point.value) for point in history)
    needed = assessment.needed_per_year
    if needed is None or assessment.status is Status.MET:
        return page.words("note.values", values=values)
    told = {"values": values, "needed": amounts.pace(needed), "period": history[-1].period}
    if len(history) < 2:
        return page.words("note.pace_only", **told)
    last = (history[-1].value - history[-2].value) / years_between(history[-2].period, history[-1].period)
    return page.words("note.pace", **told, last=amounts.pace(last))


WRITERS: dict[Status, Callable[[Assessment, Page, Amounts], str]] = {
    Status.INCOMPLETE: _incomplete,
    Status.AWAITING: _awaiting,
    Status.NO_DATA: _without_verdict,
    Status.NOT_COMPARABLE: _without_verdict,
    Status.MET_LATE: _met_late,
    Status.MISSED: _missed,
}
"""Who writes the note of a status; all others are on the way."""
REPEATED = ("falling_since", "lost_since", "beyond_band", "break", "flagged", "provisional", "within_margin")
"""The reservations that a row repeats, whatever its status."""
