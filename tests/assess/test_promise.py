"""The path from baseline through milestones to target: what is expected when."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hcroadmap.assess.promise import DatedValue, Path
from hcroadmap.model.period import parse_period
from hcroadmap.model.vocabulary import PathKind


def path(*stops: tuple[str, int], kind: PathKind = PathKind.LINEAR) -> Path:
    return Path(tuple(DatedValue(parse_period(period), Fraction(value)) for period, value in stops), kind)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2013", 10),
        ("2014", 10),
        ("2015", 15),
        ("2016", 20),
        ("2017", 40),
        ("2018", 60),
        ("2019", 60),
        ("2030", 60),
    ],
)
def test_it_leads_through_every_milestone(period: str, expected: int) -> None:
    """Straight from stop to stop, each reached in its own period; flat before the first and after the last."""
    assert path(("2014", 10), ("2016", 20), ("2018", 60)).at(parse_period(period)) == expected


@pytest.mark.parametrize(
    ("before", "after", "middle"), [(1, 4, 2), (4, 1, 2), (0, 4, 2), (4, 0, 2), (-4, 0, -2), (-4, 4, 0)]
)
def test_it_grows_at_a_constant_rate_where_it_can(before: int, after: int, middle: int) -> None:
    """From 1 to 4 it is at 2 halfway; to or from zero and below it is straight."""
    growing = path(("2014", before), ("2018", after), kind=PathKind.GEOMETRIC)
    assert growing.at(parse_period("2016")) == middle


def test_it_passes_through_its_stops_exactly() -> None:
    """No power of a root stands between a promise and what is expected in its own period."""
    growing = path(("2014", 3), ("2016", 7), ("2018", 11), kind=PathKind.GEOMETRIC)
    assert [growing.at(parse_period(year)) for year in ("2014", "2016", "2018")] == [3, 7, 11]


def test_growth_beyond_any_number_is_straight() -> None:
    """No float holds it, and nothing crashes."""
    growing = path(("2014", 1), ("2018", 10**400), kind=PathKind.GEOMETRIC)
    assert growing.at(parse_period("2016")) == Fraction(1 + 10**400, 2)
