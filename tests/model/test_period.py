"""A period is a stretch of time; it is compared by its end, and distances are exact."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.period import (
    DAY_FORMS,
    PER_YEAR,
    Duration,
    Period,
    PeriodKind,
    add,
    day_period,
    last_day,
    parse_day,
    parse_duration,
    parse_period,
    years_between,
)


def years(earlier: str, later: str) -> Fraction:
    return years_between(parse_period(earlier), parse_period(later))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    kind = draw(st.sampled_from(PeriodKind))
    if kind is PeriodKind.DAY:
        return day_period(draw(st.dates()))
    year = draw(st.integers(2 if kind is PeriodKind.STUDY_YEAR else 1, 9999))
    return Period(kind, year, draw(st.integers(1, PER_YEAR[kind])))


@pytest.mark.parametrize(
    ("text", "kind", "end"),
    [
        ("2015", PeriodKind.YEAR, date(2015, 12, 31)),
        ("2015-S1", PeriodKind.HALF_YEAR, date(2015, 6, 30)),
        ("2015-s2", PeriodKind.HALF_YEAR, date(2015, 12, 31)),
        ("2015-Q3", PeriodKind.QUARTER, date(2015, 9, 30)),
        ("2015-q1", PeriodKind.QUARTER, date(2015, 3, 31)),
        ("2016-02", PeriodKind.MONTH, date(2016, 2, 29)),
        ("2015-12", PeriodKind.MONTH, date(2015, 12, 31)),
        ("2016-12-31", PeriodKind.DAY, date(2016, 12, 31)),
        ("2014/15", PeriodKind.STUDY_YEAR, date(2015, 8, 31)),
        ("2014/2015", PeriodKind.STUDY_YEAR, date(2015, 8, 31)),
        ("1999/00", PeriodKind.STUDY_YEAR, date(2000, 8, 31)),
        ("9998/99", PeriodKind.STUDY_YEAR, date(9999, 8, 31)),
        (" 2015 ", PeriodKind.YEAR, date(2015, 12, 31)),
    ],
)
def test_every_kind_has_its_last_day(text: str, kind: PeriodKind, end: date) -> None:
    """A period is known by its kind and by the day it ends."""
    period = parse_period(text)
    assert (period.kind, period.end) == (kind, end)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the period is empty"),
        ("20 15", "“20 15” is not a period"),
        ("15", "“15” is not a period"),
        ("0000", "“0000” is not a period"),
        ("２０１５", "“２０１５” is not a period"),
        ("2015-13", "“2015-13” is not a period"),
        ("2015-00", "“2015-00” is not a period"),
        ("2015-Q5", "“2015-Q5” is not a period"),
        ("2015-S3", "“2015-S3” is not a period"),
        ("2015-3", "“2015-3” is not a period"),
        ("2015-02-29", "“2015-02-29” is not a day that exists"),
        ("2015-13-01", "“2015-13-01” is not a day that exists"),
        ("2015W01", "“2015W01” is not a period"),
        ("2015-W01-1", "“2015-W01-1” is not a period"),
        ("2014/16", "“2014/16” is not a study year: the second year must follow the first"),
        ("2014/14", "“2014/14” is not a study year: the second year must follow the first"),
        ("9999/00", "“9999/00” is not a study year: the second year must follow the first"),
    ],
)
def test_what_is_no_period_is_refused(text: str, message: str) -> None:
    """Nothing is guessed into a period."""
    with pytest.raises(Mistake) as mistake:
        parse_period(text)
    assert (mistake.value.code, mistake.value.message) == ("bad-period", message)


@pytest.mark.parametrize(("text", "hint"), [("2014/16", "write 2014/15."), ("1999/2001", "write 1999/00.")])
def test_a_study_year_is_told_its_second_year(text: str, hint: str) -> None:
    """The one that follows the first."""
    with pytest.raises(Mistake) as mistake:
        parse_period(text)
    assert mistake.value.hint == hint


@given(periods())
def test_a_period_is_read_as_it_is_written(period: Period) -> None:
    """Text and period are two forms of one thing."""
    again = parse_period(str(period))
    assert (again.kind, again.year, again.part, again.end) == (period.kind, period.year, period.part, period.end)
    assert repr(period) == f"Period({period})"


@given(periods(), periods())
def test_periods_are_ordered_and_equal_by_their_ends(one: Period, other: Period) -> None:
    """2020, 2020-Q4 and 2020-12-31 are equal; study year 2019/20 ends before them."""
    assert (one < other) == (one.end < other.end)
    assert (one <= other) == (one.end <= other.end)
    assert (one == other) == (one.end == other.end)
    assert one != other or hash(one) == hash(other)


def test_four_ways_to_end_a_year() -> None:
    """Equal ends, whatever the kind; and no period equals what is no period."""
    same = [parse_period(text) for text in ("2020", "2020-S2", "2020-Q4", "2020-12", "2020-12-31")]
    assert set(same) == {same[0]}
    assert parse_period("2019/20") < same[0]
    assert same[0] != "2020"


@pytest.mark.parametrize(
    ("earlier", "later", "distance"),
    [
        ("2014", "2020", Fraction(6)),
        ("2014/15", "2019/20", Fraction(5)),
        ("2015-S1", "2016-S2", Fraction(3, 2)),
        ("2015-Q4", "2016-Q1", Fraction(1, 4)),
        ("2015-01", "2016-02", Fraction(13, 12)),
        ("2015-12-31", "2016-12-31", Fraction(36600, 36525)),
        ("2015", "2016-12-31", Fraction(36600, 36525)),
        ("2014/15", "2015", Fraction(12200, 36525)),
        ("2015-Q4", "2015", Fraction(0)),
        ("2020", "2014", Fraction(-6)),
    ],
)
def test_distances_are_exact(earlier: str, later: str, distance: Fraction) -> None:
    """By subtraction, halves, quarters, twelfths; by days/365.25 for days and for kinds that differ."""
    assert years(earlier, later) == distance


@given(periods(), periods())
def test_the_way_back_is_as_long(one: Period, other: Period) -> None:
    """Distances are antisymmetric, and zero from a period to itself."""
    assert years_between(one, other) == -years_between(other, one)
    assert years_between(one, one) == 0


@given(periods(), periods())
def test_a_distance_has_the_sign_of_the_order(one: Period, other: Period) -> None:
    """Later is positive."""
    assert (years_between(one, other) > 0) == (one < other)


@given(st.dates())
def test_a_day_is_a_period(day: date) -> None:
    """Of one day, which it ends on."""
    assert day_period(day).end == day


@given(st.integers(1, 9998), st.integers(1, 12))
def test_the_last_day_is_followed_by_a_first(year: int, month: int) -> None:
    """Of any month of any year."""
    last = last_day(year, month)
    assert (last.year, last.month, (last + timedelta(days=1)).day) == (year, month, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018-10-31", date(2018, 10, 31)),
        ("2018-10", date(2018, 10, 31)),
        ("2016-02", date(2016, 2, 29)),
        (" 2018 ", date(2018, 12, 31)),
        ("9999", date(9999, 12, 31)),
    ],
)
def test_a_day_or_the_last_of_a_month_or_year(text: str, day: date) -> None:
    """When only the month of a publication is known, its last day counts."""
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the day is empty"),
        ("31-12-2018", "“31-12-2018” is not a day"),
        ("2018-02-30", "“2018-02-30” is not a day"),
        ("20181031", "“20181031” is not a day"),
        ("2018-W01-1", "“2018-W01-1” is not a day"),
        ("1767225600", "“1767225600” is not a day"),
        ("2018-10-31T00:00", "“2018-10-31T00:00” is not a day"),
        ("0000", "“0000” is not a day"),
        ("２０１８", "“２０１８” is not a day"),
    ],
)
def test_what_is_no_day_is_refused(text: str, message: str) -> None:
    """Other notations would be guesses."""
    with pytest.raises(Mistake) as mistake:
        parse_day(text)
    assert (mistake.value.code, mistake.value.message) == ("bad-date", message)


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("18 months", Duration(months=18)),
        ("1 year", Duration(months=12)),
        ("year", Duration(months=12)),
        ("quarter", Duration(months=3)),
        ("2 half-years", Duration(months=12)),
        ("6 weeks", Duration(days=42)),
        ("10days", Duration(days=10)),
        ("0 days", Duration()),
    ],
)
def test_durations(text: str, duration: Duration) -> None:
    """A number and a unit, or a unit alone for one of it."""
    assert parse_duration(text) == duration


@pytest.mark.parametrize(
    "text", ["", "1.5 years", "-1 year", "jaar", "1 fortnight", "99999 years", "1 year 2 months"]
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    """An empty one is called empty."""
    with pytest.raises(Mistake) as mistake:
        parse_duration(text)
    assert mistake.value.code == "bad-duration"
    assert mistake.value.message == (f"“{text}” is not a duration" if text else "the duration is empty")


@pytest.mark.parametrize(
    ("day", "duration", "later"),
    [
        (date(2015, 12, 31), "18 months", date(2017, 6, 30)),
        (date(2015, 6, 30), "6 months", date(2015, 12, 31)),
        (date(2015, 1, 30), "1 month", date(2015, 2, 28)),
        (date(2015, 1, 15), "1 month", date(2015, 2, 15)),
        (date(2016, 2, 29), "1 year", date(2017, 2, 28)),
        (date(2015, 12, 31), "2 weeks", date(2016, 1, 14)),
        (date(9999, 12, 1), "1 month", date.max),
        (date(9999, 12, 30), "1 week", date.max),
        (date.max, "1 day", date.max),
    ],
)
def test_a_duration_later(day: date, duration: str, later: date) -> None:
    """The last day of a month stays the last day; time ends with the year 9999."""
    assert add(day, parse_duration(duration)) == later


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2015", "2015-01-01"), ("2015-S1", "2015-01-01"), ("2015-S2", "2015-07-01"), ("2015-Q1", "2015-01-01"),
        ("2015-Q4", "2015-10-01"), ("2015-02", "2015-02-01"), ("2015-12", "2015-12-01"), ("2014/15", "2014-09-01"),
        ("2015-03-31", "2015-03-31"), ("0001", "0001-01-01"), ("0001/02", "0001-09-01"),
    ],
)  # fmt: skip
def test_the_first_day(text: str, first: str) -> None:
    """Of every kind of period."""
    assert parse_period(text).begin.isoformat() == first


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1-7-2026", "write 2026-07-01 if the day stands first."),
        ("31/12/2016", "write 2016-12-31 if the day stands first."),
        ("9.5.2019", "write 2019-05-09 if the day stands first."),
        ("2026-7-1", "write 2026-07-01."),
        ("2026/07/01", "write 2026-07-01."),
        ("12/31/2016", DAY_FORMS),
        ("31-2-2016", DAY_FORMS),
    ],
)
def test_a_day_that_is_written_otherwise_is_offered_as_we_write_it(text: str, hint: str) -> None:
    """The one it seems to mean; nothing where there is no such day."""
    with pytest.raises(Mistake) as mistake:
        parse_day(text)
    assert mistake.value.hint == hint
