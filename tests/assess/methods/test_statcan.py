"""Statistics Canada's rule at its edges; `tests/cases` holds it against what was published."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hcroadmap.assess.methods import statcan
from hcroadmap.assess.methods.method import Case
from hcroadmap.assess.promise import DatedValue
from hcroadmap.assess.status import Status
from hcroadmap.model.period import parse_period
from tests.assess.methods import open_sdg

INSIDE, OUTSIDE = Fraction(1, 10**10), Fraction(1, 10**8)


def figure(period: str, value: object) -> DatedValue:
    return DatedValue(parse_period(period), Fraction(str(value)))


def without_target(latest: object, base: object = 100, sign: int = 1, limit: Fraction | None = None) -> Case:
    figures = (figure("2015", base), figure("2016", latest))
    return Case(sign, figures, baseline=figures[0], limit=limit)


def with_target(latest: object, target: object, base: object = 100, sign: int = 1) -> Case:
    """One year of two, so that a target one year away needs the growth from base to target in one year."""
    figures = (figure("2015", base), figure("2016", latest))
    return Case(sign, figures, baseline=figures[0], target=figure("2016", target))


def test_worked_example() -> None:
    """The example of the module: indicator 1.1.1 of Canada's framework."""
    figures = (figure("2015", "14.5"), figure("2023", "10.4"))
    case = Case(-1, figures, baseline=figures[0], target=figure("2030", "7.25"))
    judgement = statcan.judge(case)
    assert judgement.label == "moderate_progress"
    assert judgement.value == pytest.approx(0.9010899546976208, rel=1e-9)
    assert judgement.status is Status.BEHIND
    assert open_sdg.score(case) == pytest.approx(2.1506954374096354, rel=1e-9)


@pytest.mark.parametrize(
    ("edge", "above", "below"),
    [
        ("0.95", "substantial_progress", "moderate_progress"),
        ("0.60", "moderate_progress", "limited_progress"),
        ("0", "limited_progress", "deterioration"),
    ],
)
def test_bands_with_target(edge: str, above: str, below: str) -> None:
    """Each cut point belongs to the better label, and a billionth below it still does."""
    for shift, label in ((Fraction(0), above), (-INSIDE, above), (-OUTSIDE, below)):
        assert statcan.judge(with_target(100 + 10 * (Fraction(edge) + shift), 110)).label == label


@pytest.mark.parametrize(
    ("edge", "above", "below"),
    [
        ("0.015", "substantial_progress", "moderate_progress"),
        ("0.005", "moderate_progress", "limited_progress"),
        ("0", "limited_progress", "deterioration"),
    ],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_bands_without_target(edge: str, above: str, below: str, sign: int) -> None:
    """The cut points for growth in the wanted direction are inclusive too, up to rounding."""
    for shift, label in ((Fraction(0), above), (-INSIDE, above), (-OUTSIDE, below)):
        latest = 100 * (1 + sign * (Fraction(edge) + shift))
        assert statcan.judge(without_target(latest, sign=sign)).label == label


@pytest.mark.parametrize(
    ("ratio", "score"), [("1.5", 5), ("0.95", 2.5), ("0.6", 0), ("0", -2.5), ("-0.6", -5), ("-3", -5)]
)
def test_scores_with_target(ratio: str, score: float) -> None:
    """95 %, 60 %, 0 and −60 % of the required growth score 2.5, 0, −2.5 and −5; achieved scores 5."""
    assert open_sdg.score(with_target(100 + 10 * Fraction(ratio), 110)) == pytest.approx(score, abs=1e-3)


@pytest.mark.parametrize(
    ("growth", "score"), [("0.02", 5), ("0.015", 2.5), ("0.005", 0), ("0", -2.5), ("-0.02", -5), ("-0.5", -5)]
)
def test_scores_without_target(growth: str, score: float) -> None:
    """2 %, 1.5 %, 0.5 %, 0 and −2 % a year score 5, 2.5, 0, −2.5 and −5."""
    assert open_sdg.score(without_target(100 * (1 + Fraction(growth)))) == pytest.approx(score, abs=1e-6)


@pytest.mark.parametrize(
    ("base", "limit", "share"), [(200, 100, 1), (250, 100, 1), (0, 0, 1), (5, 0, 1), (0, 100, 1)]
)
def test_far_from_the_limit(base: int, limit: int, share: float) -> None:
    """From twice the limit on, and at a base of 0, the cut points stay as they are."""
    assert statcan._coefficient(Fraction(base), Fraction(limit)) == share  # noqa: SLF001


def test_near_the_limit() -> None:
    """Half the limit away, on either side, 1 − 0.5^4.44 of the cut points is left."""
    assert statcan._coefficient(Fraction(50), Fraction(100)) == pytest.approx(1 - 0.5**4.44)  # noqa: SLF001
    assert statcan._coefficient(Fraction(150), Fraction(100)) == pytest.approx(1 - 0.5**4.44)  # noqa: SLF001
    assert statcan.judge(without_target("90.9", base=90, limit=Fraction(100))).label == "substantial_progress"
    assert statcan.judge(without_target("90.9", base=90)).label == "moderate_progress"


@pytest.mark.parametrize(
    ("latest", "label", "score"), [("100", "substantial_progress", 5), ("99", "deterioration", -3.75)]
)
def test_at_the_limit(latest: str, label: str, score: float) -> None:
    """Holding the limit is full marks; falling from it is judged by the plain cut points."""
    case = without_target(latest, limit=Fraction(100))
    assert statcan.judge(case).label == label
    assert open_sdg.score(case) == pytest.approx(score)


def test_a_limit_counts_only_without_target() -> None:
    """With a target the natural limit changes nothing."""
    case = with_target("105", 110)
    assert statcan.judge(case._replace(limit=Fraction(100))) == statcan.judge(case)


def test_all_negative_series() -> None:
    """From −10 to −9 towards −5 is an improvement where an increase is wanted."""
    assert (statcan.judge(with_target("-9", "-5", base="-10")).value or 0) > 0
    assert (statcan.judge(with_target("-11", "-5", base="-10")).value or 0) < 0


def test_zero_stands_for_a_thousandth() -> None:
    """A base and a target of 0 are judged as 0.001."""
    assert statcan.judge(with_target(1, 2, base=0)) == statcan.judge(with_target(1, 2, base="0.001"))
    down = with_target(50, 0, sign=-1)
    assert statcan.judge(down).value == statcan.judge(with_target(50, "0.001", sign=-1)).value
    assert statcan.judge(with_target(0, 0, sign=-1)).label == "target_achieved"


def test_met_comes_first() -> None:
    """A target achieved is so whatever R is; the caller, who has the last word on it, gets on track."""
    judgement = statcan.judge(with_target("95", "70"))
    assert judgement.label == "target_achieved"
    assert judgement.value is not None
    assert judgement.value < 0
    assert judgement.status is Status.ON_TRACK


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(without_target("40.5", base=38, sign=0), id="no direction without target"),
        pytest.param(with_target("40.5", 40, base=38, sign=0), id="no direction with target"),
        pytest.param(with_target("39", 40, base=40), id="target equals base"),
        pytest.param(without_target("-5"), id="base and latest of opposite sign"),
        pytest.param(with_target("-5", 10, base="-10"), id="base and target of opposite sign"),
        pytest.param(with_target("105", 120)._replace(target=figure("2015", 120)), id="target year is base year"),
        pytest.param(with_target("105", 120)._replace(target=figure("2010", 120)), id="target before base"),
        pytest.param(without_target("105")._replace(baseline=figure("2016", 90)), id="base is the latest"),
        pytest.param(without_target("105")._replace(baseline=figure("2020", 90)), id="base after the latest"),
        pytest.param(Case(1, (figure("2012", 1), figure("2014", 2))), id="base year after all data"),
        pytest.param(Case(1, (figure("2017", 6),)), id="a single figure"),
        pytest.param(Case(1, ()), id="no figure"),
    ],
)
def test_not_available(case: Case) -> None:
    """Where the published program guesses, divides by zero or crashes, there is no value and no score."""
    assert statcan.judge(case) == ("not_available", None, None)
    assert open_sdg.score(case) is None


@pytest.mark.parametrize(
    ("periods", "base"),
    [
        (("2014", "2015", "2016"), "2015"),
        (("2014", "2017", "2018"), "2017"),
        (("2014/15", "2015/16", "2016/17"), "2015/16"),
        (("2015-Q1", "2015-Q4", "2016-Q1"), "2015-Q4"),
    ],
)
def test_base_year(periods: tuple[str, ...], base: str) -> None:
    """2015, else the next later year, never an earlier one; a study year is the year in which it begins."""
    found = statcan.base(Case(1, tuple(figure(period, 1) for period in periods)))
    assert found is not None
    assert str(found.period) == base
