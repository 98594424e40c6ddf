"""The trend of an indicator without a target: the direction of the last five years."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hcroadmap.assess.methods.linear import judge, trend
from hcroadmap.assess.methods.method import Case
from hcroadmap.assess.promise import DatedValue
from hcroadmap.assess.status import Status
from hcroadmap.model.period import parse_period


def case(*values: object, sign: int = 1, band: str = "0.005") -> Case:
    figures = [DatedValue(parse_period(str(2014 + n)), Fraction(str(value))) for n, value in enumerate(values)]
    return Case(sign, tuple(figures), stable_band=Fraction(band))


@pytest.mark.parametrize(
    ("values", "status", "slope"),
    [
        ((10, 11, 12, 13), Status.IMPROVING, 1), ((13, 12, 11, 10), Status.WORSENING, -1),
        ((10, 10, 10, 10), Status.STABLE, 0), ((10, 11, 12), Status.NO_DATA, None),
        ((0, 0, 0, 0), Status.STABLE, 0), ((-2, -1, 0, 1, 2), Status.IMPROVING, 1),
    ],
)  # fmt: skip
def test_the_slope_decides(values: tuple[int, ...], status: Status, slope: int | None) -> None:
    """A rise a year improves where more is better; fewer than four values say nothing."""
    judgement = trend(case(*values))
    assert (judgement.label, judgement.value) == (status, slope)
    assert judgement.status == (None if status is Status.NO_DATA else status)


@pytest.mark.parametrize(("slope", "status"), [("0.0499", Status.STABLE), ("0.0501", Status.IMPROVING)])
def test_stable_is_a_share_of_the_mean(slope: str, status: Status) -> None:
    """Half a percent a year of a mean of ten is 0.05."""
    step = Fraction(slope)
    values = [10 + step * (n - Fraction(3, 2)) for n in range(4)]
    assert trend(case(*values)).status is status


def test_at_the_edge_it_moves() -> None:
    """Exactly half a percent is no longer stable."""
    assert trend(case("9.925", "9.975", "10.025", "10.075")).status is Status.IMPROVING


def test_where_less_is_better_a_rise_worsens() -> None:
    """And without a direction nothing is said."""
    assert trend(case(10, 11, 12, 13, sign=-1)).status is Status.WORSENING
    assert trend(case(10, 11, 12, 13, sign=0)).label is Status.NO_DATA


def test_without_a_baseline_the_trend_is_told() -> None:
    """A target alone gives no path, and so no pace."""
    rising = case(10, 11, 12, 13)
    assert judge(rising._replace(target=DatedValue(parse_period("2020"), Fraction(20)))) == trend(rising)
