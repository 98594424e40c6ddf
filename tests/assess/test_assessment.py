"""A roadmap judged on a day: precedence, amounts, replay, and the choice of what is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from hcroadmap.assess.assessment import Report, assess
from hcroadmap.assess.status import Status
from hcroadmap.model.roadmap import Roadmap

Judge = Callable[..., Any]
"""Gives an assessment; untyped, so that a fraction may be compared with a plain number."""

LESS = "unit: count\ndirection: decrease\nbaseline: {period: 2012, value: 90}\ntarget: {period: 2018, value: 60}"
LINES = """action_lines: {north: {title: North}, south: {title: South}}
indicators:
  jobs: {title: Jobs, unit: count, direction: increase, action_line: north, owner: Ann,
    baseline: {period: 2012, value: 40}, target: {period: 2018, value: 70}}
  dropouts: {title: Dropouts, unit: count, direction: decrease, action_line: south, owner: Bo,
    baseline: {period: 2012, value: 90}, target: {period: 2018, value: 60}}
  visits: {title: Visits, unit: count, direction: increase, owner: Ann}
"""
ROWS = """indicator,period,value,published
jobs,2014,52,2015-05-01
jobs,2014,48,2016-09-01
jobs,2016,55,2017-05-01
dropouts,2014,88,2015-05-01
dropouts,2018,63,2019-05-01
dropouts,2019,58,2020-05-01"""


@pytest.fixture
def roadmap(build: Callable[..., Roadmap]) -> Roadmap:
    """Three indicators on two action lines, with a revision and a figure after the deadline."""
    return build(LINES, ROWS)


def by_status(report: Report) -> dict[str, Status]:
    return {one.id: one.status for one in report.assessments}


@pytest.mark.parametrize(
    ("as_of", "status", "carries"),
    [
        ("2013-12-31", Status.NO_DATA, None),
        ("2015-12-31", Status.REVERSING, None),
        ("2016-12-31", Status.MET, None),
        ("2018-12-31", Status.MET, None),
        ("2019-01-01", Status.AWAITING, Status.MET),
        ("2019-12-31", Status.MISSED, None),
        ("2020-12-31", Status.MET_LATE, None),
        ("2026-12-31", Status.MET_LATE, None),
    ],
)
def test_one_indicator_through_the_table(judge: Judge, as_of: str, status: Status, carries: Status | None) -> None:
    """No figure, an adverse one, reached early, deadline over, missed, reached late: each row in its turn."""
    rows = "2013,93,2014-05-01 2015,59,2016-05-01 2018,61,2019-05-01 2019,60,2020-05-01 2020,75,2021-05-01"
    seen = judge(LESS, rows, as_of)
    assert (seen.status, seen.verdict.carries) == (status, carries)


def test_a_final_verdict_stands_whatever_follows(judge: Judge) -> None:
    """Later figures are the latest, but the figure that decided stays the one that decided."""
    seen = judge(LESS, "2018,60,2019-05-01 2019,85,2020-05-01 2020,95,2021-05-01", "2025-12-31")
    assert (seen.status, seen.is_final, str(seen.verdict.decided_by.period)) == (Status.MET, True, "2018")
    assert (seen.latest.value, seen.release.state) == (95, "not_expected")


@pytest.mark.parametrize(
    "day", ["2012-06-30", "2015-05-01", "2016-08-31", "2017-06-01", "2019-05-02", "2020-12-31"]
)
def test_nothing_published_later_changes_a_report(roadmap: Roadmap, day: str) -> None:
    """The report of a day is the one that the rows of that day gave, for every indicator and note."""
    as_of = date.fromisoformat(day)
    rows = {
        name: tuple(row for row in rows if row.known_on <= as_of) for name, rows in roadmap.observations.items()
    }
    then = assess(replace(roadmap, observations=rows), as_of)
    assert assess(roadmap, as_of).assessments == then.assessments


def test_a_revision_counts_from_its_own_day(roadmap: Roadmap) -> None:
    """52 of 2014 asks for nothing more; revised to 48 it is 2 short of the 50 expected."""
    first, revised = (assess(roadmap, date(2016, month, 1)).assessments[0] for month in (8, 10))
    assert (first.latest and first.latest.value, first.status) == (52, Status.ON_TRACK)
    assert (revised.latest and revised.latest.value, revised.ratio, revised.status) == (
        48, Fraction(4, 5), Status.BEHIND,
    )  # fmt: skip


def test_the_amounts_of_a_decrease(judge: Judge) -> None:
    """At 81 in 2015, half the time and 9 of the 30 on the way: all of them by hand."""
    seen = judge(LESS, "2015,81,2016-05-01", "2016-12-31")
    assert (seen.gap, seen.progress, seen.expected, seen.ratio) == (21, Fraction(3, 10), 75, Fraction(3, 5))
    assert (seen.so_far_per_year, seen.needed_per_year, seen.projected) == (-3, -7, 72)


def test_what_is_needed_counts_from_the_baseline_until_there_is_a_figure(judge: Judge) -> None:
    """Without a figure there is no pace so far, so nothing is projected."""
    seen = judge(LESS, "", "2016-12-31")
    assert (seen.gap, seen.needed_per_year) == (30, -5)
    assert (seen.so_far_per_year, seen.projected, seen.progress, seen.ratio) == (None,) * 4


def test_counts_follow_the_order_of_the_table(roadmap: Roadmap) -> None:
    """However the indicators are ordered in the file."""
    assert list(assess(roadmap, date(2019, 12, 31)).counts.items()) == [
        (Status.NO_DATA, 1), (Status.MISSED, 1), (Status.AWAITING, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ({}, ["jobs", "dropouts", "visits"]),
        ({"action_lines": ["south"]}, ["dropouts"]),
        ({"owners": ["Ann"]}, ["jobs", "visits"]),
        ({"owners": ["Ann"], "action_lines": ["north"]}, ["jobs"]),
        ({"indicators": ["visits", "jobs"]}, ["jobs", "visits"]),
        ({"statuses": [Status.MISSED]}, ["dropouts"]),
        ({"statuses": [Status.MET]}, []),
    ],
)
def test_a_choice_leaves_the_rest_out(roadmap: Roadmap, choice: dict[str, list[str]], kept: list[str]) -> None:
    """Every choice must hold, in the order of the file, and no verdict depends on what is chosen."""
    report = assess(roadmap, date(2019, 12, 31))
    chosen = report.select(**choice)
    assert [one.id for one in chosen.assessments] == kept
    assert by_status(chosen).items() <= by_status(report).items()


@pytest.mark.parametrize(
    ("unit", "base", "target", "value", "end"),
    [
        ("percent", 10, 90, 60, 100), ("percent", 10, 90, 20, 60), ("count", 10, 90, 60, 260),
        ("percent", 10, 120, 60, 260), ("percent", 90, 10, 40, 0), ("percent", 90, 10, 80, 40),
    ],
)  # fmt: skip
def test_a_percentage_ends_at_0_and_at_100(
    judge: Callable[..., Any], *, unit: str, base: int, target: int, value: int, end: int
) -> None:
    """At the pace so far; what is known to lie beyond may go further."""
    yaml = f"unit: {unit}\nbaseline: {{period: 2015, value: {base}}}\ntarget: {{period: 2020, value: {target}}}"
    yaml += "\ndirection: decrease" if base > target else ""
    assert judge(yaml, f"2016,{value},2017-01-01").projected == end


@pytest.mark.parametrize(
    ("direction", "parts", "decimals"),
    [
        ("increase", "1249,2500", 2), ("increase", "12499,25000", 3), ("increase", "1250,2500", 1),
        ("increase", "1251,2500", 1), ("increase", "1240,2500", 1), ("decrease", "1251,2500", 2),
    ],
)  # fmt: skip
def test_what_falls_short_is_never_printed_as_the_target(
    judge: Callable[..., Any], direction: str, parts: str, decimals: int
) -> None:
    """49.96 against 50 is not 50.0, missed by 0.0."""
    base = 30 if direction == "increase" else 70
    yaml = f"kind: share\nbaseline: {{period: 2015, value: {base}%}}\ntarget: {{period: 2017, value: 50%}}"
    header = "indicator,period,value,published,numerator,denominator"
    seen = judge(f"{yaml}\ndirection: {direction}", f"2017,,2018-01-01,{parts}", header=header)
    assert seen.decimals == decimals
