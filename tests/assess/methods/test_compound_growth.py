"""Compound growth: exact where it can be, `None` where it is undefined."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from hcroadmap.assess.methods.compound_growth import compound, quotient, rate
from hcroadmap.assess.methods.method import Case
from hcroadmap.assess.promise import DatedValue
from hcroadmap.model.period import parse_period


def figure(period: str, value: str) -> DatedValue:
    return DatedValue(parse_period(period), Fraction(value))


def test_growth_a_year() -> None:
    """From 100 to 121 in two years is 10 % a year; half-years count as halves."""
    assert rate(figure("2015", "100"), figure("2017", "121")) == pytest.approx(0.1, rel=1e-12)
    assert rate(figure("2015-S2", "100"), figure("2016-S1", "110")) == pytest.approx(0.21, rel=1e-12)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (("2017", "1"), ("2017", "2")),
        (("2017", "1"), ("2015", "2")),
        (("2015", "0"), ("2017", "2")),
        (("2015", "-1"), ("2017", "2")),
        (("2015-01-01", "1e-300"), ("2015-01-02", "1e300")),
    ],
)
def test_undefined_growth(start: tuple[str, str], end: tuple[str, str]) -> None:
    """No time, a base of 0, opposite signs, or more than a float can hold: no growth rate."""
    assert rate(figure(*start), figure(*end)) is None


def test_growth_to_nothing() -> None:
    """A value that falls to 0 has lost everything in a year, whatever the years."""
    assert rate(figure("2015", "5"), figure("2020", "0")) == -1.0


@pytest.mark.parametrize("scale", [Fraction(1), Fraction(10) ** 400, Fraction(1, 10**400)])
def test_no_size_of_number_overflows(scale: Fraction) -> None:
    """Only the ratio counts, so 10^400 times as much grows just as fast."""
    grown = compound(3 * scale, 4 * scale, Fraction(1, 7))
    assert grown is not None
    assert math.isclose(grown, (4 / 3) ** (1 / 7) - 1, rel_tol=1e-12)


def test_small_changes_and_steep_falls_keep_their_digits() -> None:
    """One in 10^30 is a growth of 1e-30, not of 0; a fall to one in 10^20 over 20 years takes 90 % a year."""
    assert compound(Fraction(10**30), Fraction(10**30 + 1), Fraction(1)) == pytest.approx(1e-30, abs=0)
    assert compound(Fraction(1), Fraction(1, 10**20), Fraction(1, 20)) == pytest.approx(-0.9, rel=1e-12)


@pytest.mark.parametrize(("part", "whole"), [(1.0, 0.0), (1e300, 1e-300)])
def test_undefined_quotient(part: float, whole: float) -> None:
    """Division by zero and overflow are no number, rather than infinity."""
    assert quotient(part, whole) is None


def test_never_met_without_a_direction() -> None:
    """Which side of a target is good is never guessed."""
    known = figure("2020", "40")
    assert not Case(0, (known,)).is_met(known, Fraction(40))
    assert Case(-1, (known,)).is_met(known, Fraction(40))
