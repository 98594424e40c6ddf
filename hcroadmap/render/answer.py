"""Where one indicator stands, in the few sentences that answer the question."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.status import UNKNOWN, Status
from hcroadmap.model.period import years_between
from hcroadmap.render.amounts import Amounts
from hcroadmap.render.notes import notes
from hcroadmap.render.page import Page


def answer(assessment: Assessment, page: Page, amounts: Amounts) -> tuple[str, ...]:
    """Two or three sentences with the numbers; what keeps a verdict from being simple where there is none."""
    seen = assessment.seen
    judged = assessment.status not in UNKNOWN and assessment.verdict.decided_by is None
    if not judged or assessment.status in (Status.MISSED, Status.AWAITING) or seen.goal is None:
        return (*_where(assessment, page, amounts), *(note for note in notes(assessment, page, amounts) if note))
    return (*_where(assessment, page, amounts), *_against_the_path(assessment, page, amounts))


def _where(assessment: Assessment, page: Page, amounts: Amounts) -> Iterator[str]:
    """The latest figure beside the target, and what is still to go."""
    latest, goal, words = assessment.latest, assessment.seen.goal, page.words
    if latest is None or goal is None:
        return
    level, target = amounts.level(latest.value), amounts.target(goal)
    if amounts.percent or goal.low is not None or goal.target.label:
        yield words("show.against", latest=level, period=latest.period, target=target)
    else:
        yield words(
            "show.of_target", latest=level, target=target, unit=_unit(assessment, page), period=latest.period
        )
    if not goal.is_reached(latest.value):
        yield words("show.to_go", gap=amounts.change(goal.gap(latest.value)), left=_left(assessment, page))


def _unit(assessment: Assessment, page: Page) -> str:
    word = assessment.indicator.unit_word
    return "" if word in ("count", "index", "percent", "") else f" {page.text(assessment.indicator.unit)}"


def _left(assessment: Assessment, page: Page) -> str:
    latest, goal = assessment.latest, assessment.seen.goal
    if assessment.needed_per_year is None or latest is None or goal is None:
        return page.words("show.time_over")
    years = years_between(latest.period, goal.period)
    shown = page.number(years, 0 if years.denominator == 1 else 1)
    return page.words("show.years_left.one" if years == 1 else "show.years_left.many", n=shown)


def _against_the_path(assessment: Assessment, page: Page, amounts: Amounts) -> Iterator[str]:
    """How far from the path, what is needed a year, and where the pace so far leads."""
    latest, goal, words = assessment.latest, assessment.seen.goal, page.words
    if latest is None or goal is None or goal.is_reached(latest.value):
        return
    if assessment.expected is not None:
        ahead = (latest.value - assessment.expected) * goal.sign
        path = words(f"show.{goal.target.path}")
        key = "on_path" if ahead == 0 else "ahead" if ahead > 0 else "short"
        yield words(f"show.{key}", gap=amounts.change(abs(ahead), more=_finer(ahead, amounts)), path=path)
    needed, so_far = assessment.needed_per_year, assessment.so_far_per_year
    if needed is not None and so_far is not None:
        yield words("show.needs", needed=amounts.pace(needed), so_far=amounts.pace(so_far))
    if assessment.projected is not None:
        yield words("show.projected", period=goal.period, value=amounts.level(assessment.projected, more=1))


def _finer(value: Fraction, amounts: Amounts) -> int:
    """One decimal more where the published digits would round a difference away."""
    return 0 if abs(value) * 10**amounts.decimals % 1 == 0 else 1
