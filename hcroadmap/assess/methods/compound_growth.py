"""Compound growth, the arithmetic that `statcan`, `un2022` and `un2023` share.

    CAGR(y_b → y_t) = (y_t / y_b)^(1 / (t − b)) − 1

Powers need floating point, so these three methods work with floats inside; ratios stay exact until the
logarithm is taken, so that no size of number overflows. Undefined means `None`, never infinity or nan.
Source: METHODS part B, section 0.

Example: from 100 in 2015 to 121 in 2017 is (1.21)^(1/2) − 1 = 10 % a year.
"""

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from hcroadmap.assess.methods.method import TOLERANCE
from hcroadmap.assess.promise import Dated
from hcroadmap.model.period import years_between

BASE_YEAR = 2015
"""The year from which the Sustainable Development Goals count, where no baseline is given."""
SLACK = float(TOLERANCE)


def rate(start: Dated, end: Dated) -> float | None:
    """Growth a year between two figures, as a share; `None` unless time passes from a value of the same sign.

    The years run between the ends of the periods, fractions of a year included.
    """
    years = years_between(start.period, end.period)
    return compound(start.value, end.value, 1 / years) if years > 0 else None


def compound(start: Fraction, end: Fraction, power: Fraction) -> float | None:
    """(end / start)^power − 1; `None` where undefined (start 0, opposite signs) or too large for a float."""
    if start == 0 or start * end < 0:
        return None
    if end == 0:
        return -1.0
    ratio = end / start
    try:
        if abs(ratio - 1) < Fraction(1, 2):
            logarithm = math.log1p(float(ratio - 1))  # accurate near 1
        else:
            logarithm = math.log(ratio.numerator) - math.log(ratio.denominator)  # for a ratio of any size
        return math.expm1(logarithm * float(power))
    except OverflowError:
        return None


def quotient(part: float, whole: Fraction | float) -> float | None:
    """The quotient of two finite numbers as a float; `None` where it is undefined or too large."""
    try:
        return float(Fraction(part) / Fraction(whole))
    except (ZeroDivisionError, OverflowError):
        return None


def reaches(value: float, edge: float) -> bool:
    """Is a value at or above an edge, but for rounding?"""
    return value >= edge - SLACK


def is_later(figures: Sequence[Dated], start: Dated) -> bool:
    """Is there a figure, and does the last end after the start?"""
    return bool(figures) and figures[-1].period > start.period


def by_year(figures: Iterable[Dated]) -> dict[int, Dated]:
    """One figure per year, the last of several, in order of time; a study year counts where it ends."""
    return {figure.period.year: figure for figure in figures}
