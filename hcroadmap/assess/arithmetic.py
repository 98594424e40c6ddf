"""The steps from the figures to the verdict, each with the very numbers, for people to follow by hand."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.path import Path, Stop
from hcroadmap.model.period import Period, years_between
from hcroadmap.model.quantity import Relative, RelativeKind
from hcroadmap.model.vocabulary import PathKind


class Measure(StrEnum):
    """What a number is, so that it is written as such."""

    LEVEL = "level"
    CHANGE = "change"
    TIMES = "times"
    PACE = "pace"
    SHARE = "share"
    YEARS = "years"


class Operand(NamedTuple):
    """A number in a formula."""

    value: Fraction
    measure: Measure


class Step(NamedTuple):
    """One line of arithmetic: its name, a formula with `{0}`, `{1}`, ... for the operands, and the result.

    `period` is the one that the name speaks of.
    """

    name: str
    formula: str
    operands: tuple[Operand, ...]
    result: Operand
    period: str = ""


def level(value: Fraction) -> Operand:
    """A level in the indicator's unit."""
    return Operand(value, Measure.LEVEL)


def change(value: Fraction) -> Operand:
    """A difference of levels."""
    return Operand(value, Measure.CHANGE)


def years(value: Fraction) -> Operand:
    """A number of years, or a share of them."""
    return Operand(value, Measure.YEARS)


def steps(assessment: Assessment) -> tuple[Step, ...]:
    """The arithmetic of one verdict: target, expected value, changes, pace, way and time; what applies of it."""
    return (*_latest(assessment), *_target(assessment), *_pace(assessment), *_way(assessment))


def _latest(assessment: Assessment) -> Iterator[Step]:
    """How the latest figure is made up, where it is a share or a sum."""
    latest = assessment.latest
    if latest is None or (len(latest.observations) == 1 and latest.observations[0].numerator is None):
        return
    rows = latest.observations
    if rows[0].numerator is not None:
        parts = [*(row.numerator for row in rows), *(row.denominator for row in rows)]
        operands = tuple(Operand(Fraction(part), Measure.TIMES) for part in parts if part is not None)
        formula = f"{_plus(0, len(rows))} / {_plus(len(rows), len(rows))}"
    else:
        operands = tuple(level(row.amount) for row in rows if row.amount is not None)
        formula = _plus(0, len(rows))
    yield Step("latest", formula, operands, level(latest.value), str(latest.period))


def _plus(first: int, number: int) -> str:
    terms = " + ".join(f"{{{index}}}" for index in range(first, first + number))
    return f"({terms})" if number > 1 else terms


def _target(assessment: Assessment) -> Iterator[Step]:
    goal = assessment.seen.goal
    if goal is None or goal.agreed is None or not isinstance(goal.target.value, Relative):
        return
    amount = Operand(Fraction(goal.target.value.amount), Measure.TIMES)
    formula = {
        RelativeKind.TIMES: "{1} × {0}",
        RelativeKind.POINTS: "{0} + {1}",
        RelativeKind.PERCENT: "{0} × (1 + {1}/100)",
    }[goal.target.value.kind]
    yield Step("target", formula, (level(goal.agreed), amount), level(goal.value), str(goal.period))


def _pace(assessment: Assessment) -> Iterator[Step]:
    latest, path = assessment.latest, assessment.seen.path
    if latest is None or path is None:
        return
    start, expected = path.stops[0].value, path.at(latest.period)
    yield _expected(path, latest.period, expected)
    yield Step("change_expected", "{0} − {1}", (level(expected), level(start)), change(expected - start))
    yield Step("change_measured", "{0} − {1}", (level(latest.value), level(start)), change(latest.value - start))
    if assessment.ratio is not None:
        operands = change(latest.value - start), change(expected - start)
        yield Step("pace", "{0} / {1}", operands, Operand(assessment.ratio, Measure.PACE))


def _expected(path: Path, period: Period, expected: Fraction) -> Step:
    leg = path.leg(period)
    if leg is None:
        return Step("expected", "{0}", (level(expected),), level(expected), str(period))
    operands = level(leg.before.value), level(leg.after.value), years(leg.share)
    return Step("expected", _form(path.kind, leg.before, leg.after), operands, level(expected), str(period))


def _form(kind: PathKind, before: Stop, after: Stop) -> str:
    if kind is PathKind.GEOMETRIC and before.value > 0 and after.value > 0:
        return "{0} × ({1} / {0})^({2})"
    return "{0} + ({1} − {0}) × {2}"


def _way(assessment: Assessment) -> Iterator[Step]:
    latest, goal, start = assessment.latest, assessment.seen.goal, assessment.seen.start
    if assessment.progress is None or latest is None or goal is None or start is None or start.value is None:
        return
    operands = change(latest.value - start.value), change(goal.value - start.value)
    yield Step("way", "{0} / {1}", operands, Operand(assessment.progress, Measure.SHARE))
    gone, whole = years_between(start.period, latest.period), years_between(start.period, goal.period)
    if whole > 0:
        yield Step("time", "{0} / {1}", (years(gone), years(whole)), Operand(gone / whole, Measure.SHARE))
