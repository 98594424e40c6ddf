"""Periods as suppliers write them: read when they are known, refused with the reason when they are not."""

from __future__ import annotations

import pytest

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.source import Calendar, Label, PeriodRule
from hcroadmap.read.downloads.periods import parse_foreign

STUDY = PeriodRule(Calendar.STUDY_YEAR)
STUDY_END = PeriodRule(Calendar.STUDY_YEAR, Label.END)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2015", "2015"), ("2015-S2", "2015-S2"), ("2015-Q3", "2015-Q3"), ("2015-03", "2015-03"),
        ("2015-03-31", "2015-03-31"), ("2015-A1", "2015"), ("2015-M03", "2015-03"), ("2015-D060", "2015-03-01"),
        ("2015-D010", "2015-01-10"), ("2016-D366", "2016-12-31"), ("2015-03-31T00:00:00", "2015-03-31"),
        ("2015JJ00", "2015"), ("2015KW01", "2015-Q1"), ("2015MM03", "2015-03"), ("2015SJ00", "2015/16"),
        ("2014/'15", "2014/15"), ("2006/’07", "2006/07"), ("2016/17", "2016/17"), ("2013–14", "2013/14"),
        ("2014-'15", "2014/15"), ("2015-01-01/P1Y", "2015"), ("2015-09-01/P1Y", "2015/16"),
        ("2015-04-01/P3M", "2015-Q2"), ("2015-07-01/P6M", "2015-S2"), ("2015-02-01/P1M", "2015-02"),
        ("maart 2015", "2015-03"), ("2015 maart", "2015-03"), ("31-12-2015", "2015-12-31"),
        ("2015 3e kwartaal", "2015-Q3"), ("2015 2e halfjaar", "2015-S2"),
    ],
)  # fmt: skip
def test_a_period_in_the_notation_of_its_supplier(text: str, period: str) -> None:
    """SDMX, Eurostat, CBS, DUO and Excel: each notation is the period it means."""
    assert str(parse_foreign(text).period) == period


def test_a_star_marks_a_provisional_period() -> None:
    """CBS sets `*` behind the period of provisional figures, `**` behind revised provisional ones."""
    starred = [parse_foreign(text).provisional for text in ("2020/'21*", "2020/'21**", "2020/'21")]
    assert starred == [True, True, False]
    assert str(parse_foreign("2020/'21*").period) == "2020/21"


@pytest.mark.parametrize(
    ("text", "rule", "period"),
    [
        ("2015", STUDY, "2015/16"), ("2015", STUDY_END, "2014/15"), ("2016-2017", STUDY, "2016/17"),
        ("2011-12", STUDY, "2011/12"), ("2011-10", STUDY, "2011-10"), ("2011-12", PeriodRule(), "2011-12"),
        ("0001", STUDY, "0001/02"), ("9998", STUDY, "9998/99"),
    ],
)  # fmt: skip
def test_what_may_be_two_things_is_what_was_declared(text: str, rule: PeriodRule, period: str) -> None:
    """A year label, and `2011-12`, mean a study year only in a column that is declared to hold them."""
    assert str(parse_foreign(text, rule).period) == period


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"), ("gisteren", "not a period"), ("2016-2017", "may be a study year"),
        ("2011/13", "range of years"), ("2011/'12-2023/'24", "range of years"), ("2015-W12", "week"),
        ("2015-T1", "third of a year"), ("2015-Q5", "not"), ("2015-M13", "does not exist"),
        ("2015-D366", "does not exist"), ("2015W101", "weeks are not read"), ("2015ZZ00", "is not known"),
        ("2015KW05", "there is no KW05"), ("31-02-2015", "not a day that exists"),
        ("2015-03-15/P1Y", "stretch of time"), ("2015-02-01/P3M", "stretch of time"),
        ("brumaire 2015", "not a month"),
        ("9999SJ00", "beyond the year 9999"), ("0000", "no year 0"), ("het eerste kwartaal van 2015", "in prose"),
    ],
)  # fmt: skip
def test_what_is_not_read_says_why(text: str, told: str) -> None:
    """A known notation that is no period of ours gets its own message, and each says what to do."""
    with pytest.raises(Mistake) as refused:
        parse_foreign(text)
    assert refused.value.code == "bad-period"
    assert told in refused.value.message
    assert refused.value.hint.endswith(".")


@pytest.mark.parametrize(
    ("text", "rule"), [("0000", STUDY), ("0001", STUDY_END), ("9999", STUDY), ("0000/01", STUDY)]
)
def test_a_study_year_lies_within_the_calendar(text: str, rule: PeriodRule) -> None:
    """Both of its years must exist, whichever of them it is called by."""
    with pytest.raises(Mistake, match=r"year 0|beyond the year 9999"):
        parse_foreign(text, rule)
