"""The UN Progress Chart of 2022 at its edges; `tests/cases` holds it against what was published."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hcroadmap.assess.methods import un2022
from hcroadmap.assess.methods.method import Case
from hcroadmap.assess.promise import DatedValue
from hcroadmap.assess.status import Status
from hcroadmap.model.period import parse_period

INSIDE, OUTSIDE = Fraction(1, 10**10), Fraction(1, 10**8)


def figure(period: str, value: object) -> DatedValue:
    return DatedValue(parse_period(period), Fraction(str(value)))


def without_target(latest: object, base: object = 100, sign: int = 1) -> Case:
    figures = (figure("2015", base), figure("2016", latest))
    return Case(sign, figures, baseline=figures[0])


def with_target(latest: object, target: object, base: object = 100, sign: int = 1) -> Case:
    return without_target(latest, base, sign)._replace(target=figure("2016", target))


def test_worked_example() -> None:
    """The example of the module: halving national poverty in Albania."""
    figures = (figure("2016", "23.7"), figure("2022", "19.7"))
    judgement = un2022.judge(Case(-1, figures, target=figure("2030", "11.85")))
    assert judgement.label == "fair_progress"
    assert judgement.value == pytest.approx(0.63, abs=0.005)
    assert judgement.status is Status.BEHIND


@pytest.mark.parametrize(
    ("edge", "above", "below"),
    [
        ("0.95", "on_track", "fair_progress"),
        ("0.5", "fair_progress", "limited_or_no_progress"),
        ("-0.1", "limited_or_no_progress", "deterioration"),
    ],
)
def test_bands_with_target(edge: str, above: str, below: str) -> None:
    """Each cut point belongs to the better label, up to rounding."""
    for shift, label in ((Fraction(0), above), (-INSIDE, above), (-OUTSIDE, below)):
        assert un2022.judge(with_target(100 + 10 * (Fraction(edge) + shift), 110)).label == label


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("growth", "label"),
    [
        (Fraction("0.01") + OUTSIDE, "on_track"),
        (Fraction("0.01") + INSIDE, "fair_progress"),
        (Fraction("0.01"), "fair_progress"),
        (Fraction("0.005") + OUTSIDE, "fair_progress"),
        (Fraction("0.005"), "limited_or_no_progress"),
        (Fraction("-0.01"), "limited_or_no_progress"),
        (Fraction("-0.01") - INSIDE, "limited_or_no_progress"),
        (Fraction("-0.01") - OUTSIDE, "deterioration"),
    ],
)
def test_bands_without_target(growth: Fraction, label: str, sign: int) -> None:
    """Exactly 1 % is not above 1 %, exactly 0.5 % not above 0.5 %; exactly −1 % is not below −1 %."""
    assert un2022.judge(without_target(100 * (1 + sign * growth), sign=sign)).label == label


def test_met_and_lost_is_deterioration() -> None:
    """Met in the base year and not now: the ratio is positive, or undefined, and means nothing."""
    lost = un2022.judge(with_target("90", 95, base=100))
    assert lost.label == "deterioration"
    assert lost.value is not None
    assert lost.value > 0
    assert un2022.judge(with_target("91", 95, base=95)) == ("deterioration", None, Status.REVERSING)


def test_met_comes_first() -> None:
    """A target achieved is so whatever the trend, also from a base of 0 that has no growth rate."""
    assert un2022.judge(with_target("96", 95, base=99)).label == "target_achieved"
    assert un2022.judge(with_target("0", 5, base=0, sign=-1)) == ("target_achieved", None, Status.ON_TRACK)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(without_target("40.5", base=38, sign=0), id="no direction without target"),
        pytest.param(with_target("40.5", 40, base=38, sign=0), id="no direction with target"),
        pytest.param(without_target("-9", base="-10"), id="below zero without target"),
        pytest.param(without_target("9", base=0), id="base 0"),
        pytest.param(with_target("9", 10, base=0), id="base 0 with target"),
        pytest.param(with_target("105", 120)._replace(target=figure("2015", 120)), id="target year is base year"),
        pytest.param(without_target("105")._replace(baseline=figure("2016", 90)), id="base is the latest"),
        pytest.param(
            with_target("105", 100)._replace(baseline=figure("2016", 90)), id="the latest meets a target"
        ),
        pytest.param(Case(1, (figure("2012", 1), figure("2015", 2))), id="none after 2015"),
        pytest.param(Case(1, (figure("2017", 6),)), id="a single figure"),
        pytest.param(Case(1, ()), id="no figure"),
    ],
)
def test_not_available(case: Case) -> None:
    """What cannot be computed has no value and no status."""
    assert un2022.judge(case) == ("not_available", None, None)


@pytest.mark.parametrize(
    ("periods", "base"),
    [
        (("2014", "2015", "2018"), "2015"),
        (("2013", "2016", "2018"), "2016"),
        (("2014", "2016", "2018"), "2016"),
        (("2014", "2017", "2018"), "2014"),
        (("2014", "2016"), "2014"),
    ],
)
def test_base_year(periods: tuple[str, ...], base: str) -> None:
    """2015, else the nearest year before the latest, of two equally near the later."""
    found = un2022.base(Case(1, tuple(figure(period, 1) for period in periods)))
    assert found is not None
    assert str(found.period) == base


@pytest.mark.parametrize(
    ("value", "sign", "label"),
    [
        ("40.1", 1, "target_met_or_almost_met"),
        ("40", 1, "close_to_target"),
        ("30", 1, "moderate_distance_to_target"),
        ("20", 1, "far_from_target"),
        ("10", 1, "very_far_from_target"),
        ("2.9", -1, "target_met_or_almost_met"),
        ("3", -1, "close_to_target"),
        ("15", -1, "far_from_target"),
        ("25", -1, "very_far_from_target"),
    ],
)
def test_levels_are_strict(value: str, sign: int, label: str) -> None:
    """A value exactly at a threshold has not passed it."""
    edges = (40, 30, 20, 10) if sign > 0 else (3, 6, 15, 25)
    case = Case(sign, (figure("2020", value),), thresholds=tuple(map(Fraction, edges)))
    assert un2022.judge(case) == (label, Fraction(value), un2022.STATUSES[label])


@pytest.mark.parametrize(("sign", "edges"), [(0, (3, 6, 15, 25)), (1, (3, 6, 15, 25)), (-1, (3, 6, 15))])
def test_levels_not_available(sign: int, edges: tuple[int, ...]) -> None:
    """Without a direction, with thresholds that contradict it, or with three of them, nothing is guessed."""
    case = Case(sign, (figure("2020", 5),), thresholds=tuple(map(Fraction, edges)))
    assert un2022.judge(case) == ("not_available", None, None)


@pytest.mark.parametrize(
    ("label", "status"),
    [
        ("target_achieved", Status.ON_TRACK), ("on_track", Status.ON_TRACK), ("fair_progress", Status.BEHIND),
        ("limited_or_no_progress", Status.OFF_TRACK), ("deterioration", Status.REVERSING), ("not_available", None),
        ("target_met_or_almost_met", Status.ON_TRACK), ("close_to_target", Status.BEHIND),
        ("moderate_distance_to_target", Status.BEHIND), ("far_from_target", Status.OFF_TRACK),
        ("very_far_from_target", Status.OFF_TRACK),
    ],
)  # fmt: skip
def test_every_label_has_its_status(label: str, status: Status | None) -> None:
    """The words of the chart in the words of CONTRACT section 4, the levels too."""
    assert un2022.STATUSES[label] is status


def test_there_is_no_other_label() -> None:
    """Eleven, each tested above."""
    assert len(un2022.STATUSES) == 11
