"""The UN assessment of 2023 at its edges; `tests/cases` holds it against what was published."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hcroadmap.assess.methods import un2023
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


def with_target(latest: object, target: object, base: object = 50, sign: int = 1) -> Case:
    """In the target year itself nothing is carried on, so q is the share of the way."""
    return without_target(latest, base, sign)._replace(target=figure("2016", target))


def test_worked_example() -> None:
    """The example of the module: road deaths in the Basque Country."""
    figures = (figure("2015", "3.5"), figure("2024", "2.8"))
    judgement = un2023.judge(Case(-1, figures, target=figure("2030", "1.75")))
    expected = 2.8 * (2.8 / 3.5) ** (6 / 9)
    assert judgement.label == "2"
    assert judgement.value == pytest.approx((expected - 3.5) / (1.75 - 3.5), rel=1e-12)
    assert judgement.status is Status.BEHIND


@pytest.mark.parametrize(
    ("edge", "above", "below", "status"),
    [
        ("0.95", "3", "2", Status.ON_TRACK),
        ("0.10", "2", "1", Status.BEHIND),
        ("0", "1", "1", Status.OFF_TRACK),
    ],
)
def test_bands_with_target(edge: str, above: str, below: str, status: Status) -> None:
    """Each cut point belongs to the better score, up to rounding; below 0 a score of 1 is reversing."""
    for shift, label in ((Fraction(0), above), (-INSIDE, above), (-OUTSIDE, below)):
        judgement = un2023.judge(with_target(50 + 10 * (Fraction(edge) + shift), 60))
        assert judgement.label == label
        assert (judgement.status is status) is (shift != -OUTSIDE)


@pytest.mark.parametrize(("edge", "above", "below"), [("0.02", "3", "2"), ("0.005", "2", "1")])
@pytest.mark.parametrize("sign", [1, -1])
def test_bands_without_target(edge: str, above: str, below: str, sign: int) -> None:
    """The cut points for growth in the wanted direction are inclusive too."""
    for shift, label in ((Fraction(0), above), (-INSIDE, above), (-OUTSIDE, below)):
        latest = 100 * (1 + sign * (Fraction(edge) + shift))
        assert un2023.judge(without_target(latest, sign=sign)).label == label


def test_growth_below_zero_is_reversing() -> None:
    """Without a target a score of 1 is off track while it grows, and reversing once it shrinks."""
    assert un2023.judge(without_target("100.1")).status is Status.OFF_TRACK
    assert un2023.judge(without_target("99.9")).status is Status.REVERSING


def test_growth_runs_to_the_newest_figure() -> None:
    """What lay in between does not matter: up to 110 and down to 90 is down."""
    case = without_target("110")
    later = case._replace(history=(*case.history, figure("2017", 90)))
    assert un2023.judge(later).status is Status.REVERSING


def test_met_now_is_three() -> None:
    """A target met scores 3 whatever the trend, also where q is undefined."""
    assert un2023.judge(with_target("61", 60, base=99)).label == "3"
    assert un2023.judge(with_target("60", 60, base=60)) == ("3", None, Status.ON_TRACK)


@pytest.mark.parametrize(
    ("latest", "target", "sign", "label"),
    [
        (99, 100, 1, "3"),
        ("98.999999999", 100, 1, "3"),
        ("98.9999999989", 100, 1, "1"),
        ("98.9", 100, 1, "1"),
        (1, 0, -1, "3"),
    ],
)
def test_almost_at_the_end_of_the_scale(latest: object, target: int, sign: int, label: str) -> None:
    """A percentage within one point (and a billionth) of a target of 0 or 100 has met it; a count has not."""
    case = with_target(latest, target, base="98.9" if sign > 0 else 10, sign=sign)
    assert un2023.judge(case).label == label
    assert un2023.judge(case._replace(is_percent=False)).label == ("1" if sign > 0 else "2")


def test_met_and_lost_is_never_on_track() -> None:
    """Past the target at the base and short of it now: q would exceed 1, so it is withheld, the score 1."""
    assert un2023.judge(with_target("55", 60, base=65)) == ("1", None, Status.REVERSING)


def test_past_target_year() -> None:
    """After the target year the figures up to it are judged, and later ones change nothing."""
    case = with_target("55", 60)
    later = case._replace(history=(*case.history, figure("2020", 90)), reached=True)
    assert un2023.judge(later) == un2023.judge(case)
    assert un2023.judge(case).label == "2"


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(without_target("40.5", base=38, sign=0), id="no direction without target"),
        pytest.param(with_target("40.5", 40, base=38, sign=0), id="no direction with target"),
        pytest.param(without_target("-9", base="-10"), id="below zero without target"),
        pytest.param(with_target("9", 10, base=0), id="base 0"),
        pytest.param(with_target("55", 60)._replace(target=figure("2015", 60)), id="target year is base year"),
        pytest.param(with_target("55", 60)._replace(target=figure("2010", 60)), id="target before all data"),
        pytest.param(without_target("105")._replace(baseline=figure("2016", 90)), id="base is the latest"),
        pytest.param(
            with_target("105", 100)._replace(baseline=figure("2016", 90)), id="the latest meets a target"
        ),
        pytest.param(Case(1, (figure("2017", 6),)), id="a single figure"),
        pytest.param(Case(1, ()), id="no figure"),
    ],
)
def test_not_available(case: Case) -> None:
    """What cannot be computed has no value and no status."""
    assert un2023.judge(case) == ("not_available", None, None)


@pytest.mark.parametrize(
    ("periods", "base"),
    [
        (("2014", "2015", "2018"), "2015"),
        (("2014", "2017", "2018"), "2017"),
        (("2012", "2014", "2018"), "2014"),
    ],
)
def test_base_year(periods: tuple[str, ...], base: str) -> None:
    """2015, else the first year after it that leaves two values, else the last before it."""
    found = un2023.base(Case(1, tuple(figure(period, 1) for period in periods)))
    assert found is not None
    assert str(found.period) == base


def test_the_base_is_the_year_nearest_to_2015() -> None:
    """2015 itself, else the first after it, else the last before it; never the newest figure."""

    def base(*years: str) -> str | None:
        found = un2023.base(Case(1, tuple(figure(year, 5) for year in years)))
        return str(found.period) if found else None

    assert base("2013", "2015", "2016", "2018") == "2015"
    assert base("2013", "2017", "2018", "2020") == "2017"
    assert base("2012", "2013", "2014") == "2013"
    assert base("2013") is None


def test_growth_from_zero_has_no_rate() -> None:
    """Nothing multiplied by anything becomes something: it cannot be said, and nothing crashes."""
    for case in (with_target(5, 10, base=0), without_target(5, base=0)):
        assert un2023.judge(case).status is None
