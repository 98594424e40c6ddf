"""Destatis' weather symbols at their edges; `tests/cases` holds them against what was published."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hcroadmap.assess.methods import destatis, linear
from hcroadmap.assess.methods.method import TOLERANCE, Case
from hcroadmap.assess.promise import DatedValue
from hcroadmap.assess.status import Status
from hcroadmap.model.period import parse_period

INSIDE, OUTSIDE = Fraction(1, 10**10), Fraction(1, 10**8)


def figure(period: str, value: object) -> DatedValue:
    return DatedValue(parse_period(period), Fraction(str(value)))


def yearly(*values: object, sign: int = 1) -> Case:
    return Case(sign, tuple(figure(str(2010 + index), value) for index, value in enumerate(values)))


def test_worked_example() -> None:
    """The example of the module: premature deaths of men in 2014."""
    history = (
        figure("2009", "304.8"),
        figure("2010", "300.6"),
        figure("2011", "298.7"),
        figure("2014", "281.2"),
    )
    judgement = destatis.judge(Case(-1, history, target=figure("2030", 190)))
    assert judgement.label == "sun_cloud"
    assert judgement.value == Fraction("15.68") / Fraction("91.2")
    assert judgement.status is Status.BEHIND


@pytest.mark.parametrize(
    ("shortfall", "label"),
    [
        (Fraction(-1), "sun"),
        (Fraction("0.05") - OUTSIDE, "sun"),
        (Fraction("0.05") - TOLERANCE, "sun_cloud"),
        (Fraction("0.05") - INSIDE, "sun_cloud"),
        (Fraction("0.05"), "sun_cloud"),
        (Fraction("0.20"), "sun_cloud"),
        (Fraction("0.20") + INSIDE, "sun_cloud"),
        (Fraction("0.20") + TOLERANCE, "sun_cloud"),
        (Fraction("0.20") + OUTSIDE, "cloud"),
        (Fraction("0.999"), "cloud"),
        (Fraction(1), "storm"),
        (Fraction(2), "storm"),
    ],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_bands_by_target_year(shortfall: Fraction, label: str, sign: int) -> None:
    """Below 5 % a sun, up to and including 20 % sun and cloud, more a cloud, the wrong way a storm."""
    change = 10 * (1 - shortfall)
    case = yearly(*(sign * (index - 5) * change for index in range(6)), sign=sign)
    judgement = destatis.judge(case._replace(target=figure("2016", 10 * sign)))
    assert judgement == (label, shortfall, destatis.STATUSES[label])


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ((1, 2, 3, 10), "sun"),
        ((10, 10, 10, 10), "sun"),
        ((12, 12, 12, 11), "sun_cloud"),
        ((1, 2, 3, 4), "cloud"),
        ((4, 4, 4, 4), "storm"),
        ((4, 3, 2, 1), "storm"),
    ],
)
def test_target_to_hold(values: tuple[int, ...], label: str) -> None:
    """To be held every year, or at the target year: the level first, the direction second; no f."""
    case = yearly(*values)
    held = case._replace(target=figure("2030", 10), every_year=True)
    due = case._replace(target=figure("2013", 10))
    assert destatis.judge(held) == (label, None, destatis.STATUSES[label])
    assert destatis.judge(due) == destatis.judge(held)


def test_already_met() -> None:
    """A target met before its year is judged like one to hold."""
    assert destatis.judge(yearly(12, 12, 12, 11)._replace(target=figure("2030", 10))).label == "sun_cloud"


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ((1, 2, 3, 4), "sun"),
        ((1, 2, 4, 4), "sun_cloud"),
        ((1, 2, 4, 3), "sun_cloud"),
        ((4, 3, 1, 2), "cloud"),
        ((2, 3, 1, 2), "cloud"),
        ((4, 3, 2, 2), "storm"),
        ((4, 3, 2, 1), "storm"),
        ((1, 1, 1, 1), "storm"),
    ],
)
def test_direction_only(values: tuple[int, ...], label: str) -> None:
    """The five years first, the last change second; the common status is the default method's trend."""
    case = yearly(*values)
    assert destatis.judge(case) == (label, Fraction(values[-1] - values[0], 3), linear.trend(case).status)


def test_last_six_yearly_values() -> None:
    """Six values count, however far apart; of a year with several figures the last."""
    case = yearly(99, 1, 2, 3, 4, 5, 6)
    assert destatis.judge(case).value == 1
    gaps = tuple(figure(str(year), year) for year in (1990, 2000, 2005, 2008, 2010, 2015, 2016))
    assert destatis.judge(Case(1, gaps)).value == 1
    quarters = tuple(figure(f"{2010 + n // 4}-Q{n % 4 + 1}", n) for n in range(16))
    assert destatis.judge(Case(1, quarters)).value == 4


@pytest.mark.parametrize("case", [yearly(1, 2, 3), yearly(1, 2, 3, 4, sign=0), yearly()])
def test_not_available(case: Case) -> None:
    """Fewer than four yearly values, or no direction: no symbol, with or without a target."""
    assert destatis.judge(case) == ("not_available", None, None)
    assert destatis.judge(case._replace(target=figure("2030", 10))) == ("not_available", None, None)


def test_next_milestone_decides() -> None:
    """With milestones the next one after the latest figure takes the target's place."""
    case = yearly(1, 2, 3, 4)._replace(target=figure("2030", 100))
    stops = (figure("2012", 3), figure("2015", 6), figure("2020", 50))
    assert destatis.judge(case).label == "cloud"
    assert destatis.judge(case._replace(milestones=stops)).label == "sun"
    assert destatis.judge(case._replace(milestones=stops[:1])).label == "cloud"
    assert destatis.judge(case._replace(milestones=(figure("2013", 3),))).label == "cloud"


def test_a_target_that_is_reached_is_no_milestone_that_is() -> None:
    """Inside a band the target is met, wherever its edge; the next milestone may still lie far away."""
    case = yearly(1, 2, 3, 4)._replace(target=figure("2030", 100), reached=True)
    assert destatis.judge(case).label == "sun"
    assert destatis.judge(case._replace(milestones=(figure("2015", 50),))).label == "cloud"


def test_lately_means_the_last_two_values() -> None:
    """On average upward and lately down: sun behind a cloud, whatever came before."""
    assert destatis.judge(yearly(1, 5, 2, 9, 8)).label == "sun_cloud"
    assert destatis.judge(yearly(1, 5, 2, 9, 8, sign=-1)).label == "cloud"
