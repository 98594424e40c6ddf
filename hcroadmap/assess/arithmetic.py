"""The steps from the figures to the verdict, each with the very numbers, for people to follow by hand."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.path import Stop
from hcroadmap.model.indicator import Baseline
from hcroadmap.model.period import years_between
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
        numerators = [Operand(Fraction(row.numerator or 0), Measure.TIMES) for row in rows]
        denominators = [Operand(Fraction(row.denominator or 0), Measure.TIMES) for row in rows]
        above, below = _plus(0, len(rows)), _plus(len(rows), len(rows))
        formula, operands = f"{above} / {below}", (*numerators, *denominators)
    else:
        formula, operands = _plus(0, len(rows)), tuple(level(row.amount or Fraction(0)) for row in rows)
    yield Step("latest", formula, operands, level(latest.value), str(latest.period))


def _plus(first: int, number: int) -> str:
    terms = " + ".join(f"{{{index}}}" for index in range(first, first + number))
    return f"({terms})" if number > 1 else terms


def _target(assessment: Assessment) -> Iterator[Step]:
    goal, baseline = assessment.seen.goal, assessment.indicator.baseline
    if goal is None or baseline is None or not isinstance(goal.target.value, Relative):
        return
    start = _agreed_value(assessment, baseline)
    amount = Operand(Fraction(goal.target.value.amount), Measure.TIMES)
    formula = {
        RelativeKind.TIMES: "{1} × {0}",
        RelativeKind.POINTS: "{0} + {1}",
        RelativeKind.PERCENT: "{0} × (1 + {1}/100)",
    }[goal.target.value.kind]
    if start is not None:
        yield Step("target", formula, (level(start), amount), level(goal.value), str(goal.period))


def _agreed_value(assessment: Assessment, baseline: Baseline) -> Fraction | None:
    return Fraction(baseline.value.value) if baseline.value else assessment.baseline


def _pace(assessment: Assessment) -> Iterator[Step]:
    latest, start, expected = assessment.latest, assessment.baseline, assessment.expected
    if latest is None or start is None or expected is None:
        return
    yield _expected(assessment, expected)
    yield Step("change_expected", "{0} − {1}", (level(expected), level(start)), change(expected - start))
    yield Step("change_measured", "{0} − {1}", (level(latest.value), level(start)), change(latest.value - start))
    if assessment.ratio is not None:
        operands = change(latest.value - start), change(expected - start)
        yield Step("pace", "{0} / {1}", operands, Operand(assessment.ratio, Measure.PACE))


def _expected(assessment: Assessment, expected: Fraction) -> Step:
    path, latest = assessment.seen.path, assessment.latest
    period = latest.period if latest else None
    if path is None or period is None or period >= path.stops[-1].period:
        return Step("expected", "{0}", (level(expected),), level(expected), str(period))
    before, after = next(
        (
            pair
            for pair in zip(path.stops, path.stops[1:], strict=False)
            if pair[0].period <= period < pair[1].period
        ),
        (path.stops[0], path.stops[-1]),
    )
    share = years_between(before.period, period) / years_between(before.period, after.period)
    operands = level(before.value), level(after.value), years(share)
    return Step("expected", _form(path.kind, before, after), operands, level(expected), str(period))


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
