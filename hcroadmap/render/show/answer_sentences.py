"""Where one indicator stands, in the few sentences that answer the question."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.promise import Goal
from hcroadmap.assess.status import UNKNOWN, Status
from hcroadmap.model.period import Period, day_period, years_between
from hcroadmap.render.language.amounts import Amounts
from hcroadmap.render.language.notes import late, notes
from hcroadmap.render.language.page import Page


def answer(assessment: Assessment, page: Page) -> tuple[str, ...]:
    """Two or three sentences with the numbers; what keeps a verdict from being simple where there is none."""
    seen, amounts = assessment.seen, Amounts(assessment, page)
    judged = assessment.status not in UNKNOWN and assessment.verdict.decided_by is None
    if not judged or assessment.status in (Status.MISSED, Status.AWAITING) or seen.goal is None:
        more = notes(assessment, page, amounts)
    else:
        more = _against_the_path(assessment, seen.goal, page, amounts)
    return (*_where(assessment, page, amounts), *filter(None, more), *late(assessment, page))


def _where(assessment: Assessment, page: Page, amounts: Amounts) -> Iterator[str]:
    """The latest figure beside the target, what is still to go, and how fast that must be."""
    latest, goal, words = assessment.latest, assessment.seen.goal, page.words
    if latest is None or goal is None:
        return
    level, as_of = amounts.level(latest.value), assessment.seen.as_of
    if assessment.indicator.unit_word not in ("count", "index", "percent", ""):
        level += f" {page.text(assessment.indicator.unit)}"
    target = amounts.target(goal)
    yield words("show.against", latest=level, period=latest.period, target=target, deadline=goal.period)
    if goal.is_reached(latest.value):
        return
    key = "show.to_go_over" if as_of > goal.period.end else "show.to_go"
    yield words(key, gap=amounts.change(goal.gap(latest.value)), deadline=goal.period)
    if assessment.needed_per_year is not None:
        needed = amounts.pace(assessment.needed_per_year)
        yield words("show.needed", period=latest.period, needed=needed, left=_left(as_of, goal.period, page))


def _left(as_of: date, deadline: Period, page: Page) -> str:
    """What a day leaves of the time to the deadline; needed is counted from the figure, which is older."""
    months = round(12 * years_between(day_period(as_of), deadline))
    if as_of == deadline.end:
        return page.words("show.left.nothing", deadline=deadline)
    if months < 1:
        return page.words("show.left.days")
    if months % 12 == 0:
        return page.words.spelled("show.left.years", months // 12)
    if months < 12:
        return page.words.spelled("show.left.months", months)
    return page.words("show.left.years.many", n=page.number(Fraction(months, 12), 1))


def _against_the_path(assessment: Assessment, goal: Goal, page: Page, amounts: Amounts) -> Iterator[str]:
    """How far from the path, how fast it went so far, and where that leads."""
    latest, words = assessment.latest, page.words
    if latest is None or goal.is_reached(latest.value):
        return
    if assessment.expected is not None:
        ahead = (latest.value - assessment.expected) * goal.sign
        key = "on_path" if ahead == 0 else "ahead" if ahead > 0 else "short"
        # One decimal more where the published digits would round a difference away.
        more = 0 if ahead * 10**amounts.decimals % 1 == 0 else 1
        path = words(f"show.{goal.target.path}")
        yield words(f"show.{key}", gap=amounts.change(abs(ahead), more=more), path=path)
    if assessment.needed_per_year is not None and assessment.so_far_per_year is not None:
        yield words("show.so_far", so_far=amounts.pace(assessment.so_far_per_year))
    if assessment.projected is not None:
        yield words("show.projected", period=goal.period, value=amounts.level(assessment.projected, more=1))
