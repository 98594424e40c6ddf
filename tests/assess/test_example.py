"""The worked example of CONTRACT section 6, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from hcroadmap.assess.status import Status

Judge = Callable[..., Any]
"""Gives an assessment; untyped, so that a fraction may be compared with a plain number."""

STAY = "baseline: {period: 2015, value: 38%}\ntarget: {period: 2020, value: 40%}"
RELEASE = "release: {every: year, lag: 18 months, grace: 2 months}"


def test_the_worked_example(judge: Judge) -> None:
    """From 38 in 2015 to 40 in 2020; 39.1 in 2017; as of 2018-12-31."""
    seen = judge(f"{STAY}\n{RELEASE}", "2017,39.1,2018-11-20")
    assert (seen.status, seen.severity, seen.verdict.carries, seen.verdict.decided_by) == (
        Status.ON_TRACK, "ok", None, None,
    )  # fmt: skip
    assert (seen.gap, seen.progress, seen.expected, seen.ratio) == (
        Fraction("0.9"),
        Fraction("0.55"),
        Fraction("38.8"),
        Fraction("1.375"),
    )
    assert (seen.projected, seen.needed_per_year, seen.so_far_per_year) == (
        Fraction("40.75"),
        Fraction("0.3"),
        Fraction("0.55"),
    )
    assert (seen.release.state, str(seen.release.next)) == ("fresh", "2020-06-30")
    assert seen.verdict.judgement is not None
    assert (seen.verdict.judgement.label, seen.verdict.judgement.value) == ("on_track", Fraction("1.375"))


def test_after_the_deadline_nothing_is_needed_or_projected(judge: Judge) -> None:
    """`needed_per_year` and `projected` are null once the as-of date is past the target period."""
    seen = judge(STAY, "2017,39.1,2018-11-20", "2021-01-01")
    assert (seen.needed_per_year, seen.projected, seen.gap) == (None, None, Fraction("0.9"))


def test_a_figure_of_the_target_period_leaves_nothing_to_need(judge: Judge) -> None:
    """So also when it came early; expected is then the target's value."""
    seen = judge(STAY, "2020,39.1,2020-06-01", "2020-06-30")
    assert (seen.needed_per_year, seen.projected, seen.expected, seen.ratio) == (None, None, 40, Fraction("0.55"))


def test_without_a_later_figure_the_baseline_speaks(judge: Judge) -> None:
    """`gap` and `needed_per_year` count from the baseline, the rest is null."""
    seen = judge(STAY, "")
    assert (seen.gap, seen.needed_per_year) == (2, Fraction("0.4"))
    assert (seen.latest, seen.progress, seen.expected, seen.ratio, seen.projected) == (None,) * 5


@pytest.mark.parametrize(
    ("target", "level"),
    [
        ("2x", 76),
        ("verdubbeling", 76),
        ("+2 pp", 40),
        ("+10%", Fraction("41.8")),
        ("4 in 10", 40),
        ("2 op de 4", 50),
    ],
)
def test_targets_as_policy_papers_write_them(judge: Judge, target: str, level: Fraction) -> None:
    """Relative targets count from the baseline."""
    seen = judge(STAY.replace("40%", target), "2017,39.1,2018-11-20")
    assert seen.seen.goal is not None
    assert seen.seen.goal.value == level


def test_milestones_bend_the_path(judge: Judge) -> None:
    """Straight from stop to stop: 39.5 in 2018 asks for 39 in 2017."""
    seen = judge(f"{STAY}\nmilestones: [{{period: 2018, value: 39.5%}}]", "2017,39,2018-11-20")
    assert (seen.expected, seen.ratio) == (39, 1)


def test_a_geometric_path_asks_for_less_at_half_time(judge: Judge) -> None:
    """Of a doubling in eight years 140 of 200 after four is behind on the straight path, on track on the other."""
    yaml = "unit: count\nbaseline: {period: 2012, value: 100}\ntarget: {period: 2020, value: 2x"
    straight = judge(f"{yaml}}}", "2016,140,2017-01-01", "2017-06-01")
    growing = judge(f"{yaml}, path: geometric}}", "2016,140,2017-01-01", "2017-06-01")
    assert (straight.status, straight.ratio) == (Status.BEHIND, Fraction("0.8"))
    assert (growing.status, round(float(growing.ratio or 0), 3)) == (Status.ON_TRACK, 0.966)


def test_a_revised_target_is_in_force_from_its_day(judge: Judge) -> None:
    """Before the first `agreed` the first applies; the version in force on the as-of date decides."""
    versions = (
        "[{period: 2020, value: 40%, agreed: 2015-11-20},"
        " {period: 2022, value: 45%, agreed: 2018-06-01, reason: more ambition}]"
    )
    yaml = f"baseline: {{period: 2014, value: 38%}}\ntarget: {versions}"
    found = [
        judge(yaml, "2015,39,2016-01-01", day).seen.promised for day in ("2015-01-01", "2018-05-31", "2018-06-01")
    ]
    assert [str(version.period) for version in found if version] == ["2020", "2020", "2022"]


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2020-06-29", "fresh"), ("2020-06-30", "due"), ("2020-08-31", "due"), ("2020-09-01", "overdue"),
    ],
)  # fmt: skip
def test_the_release_calendar(judge: Judge, as_of: str, state: str) -> None:
    """Expected at the end of the period after the latest plus the lag; overdue after the grace."""
    seen = judge(f"{STAY}\n{RELEASE}", "2017,39.1,2018-11-20", as_of)
    assert (seen.release.state, str(seen.release.next)) == (state, "2020-06-30")


def test_no_release_is_expected_without_a_rhythm_or_after_the_end(judge: Judge) -> None:
    """`not_expected` without `release` and from the day on which the series ended."""
    ended = f"{STAY}\n{RELEASE}\nended: {{on: 2018-10-01, reason: stopped}}"
    states = [judge(yaml, "2015,38,2016-06-01", day).release.state
              for yaml, day in ((STAY, "2018-10-01"), (ended, "2018-09-30"), (ended, "2018-10-01"))]  # fmt: skip
    assert states == ["not_expected", "overdue", "not_expected"]
    assert ("ended", "2018-10-01") in [(n.code, n.value) for n in judge(ended, "").notes]


def test_the_settings_give_a_default_release(judge: Judge) -> None:
    """An indicator's own rhythm goes before it."""
    settings = "release: {every: year, lag: 12 months, grace: 3 months}"
    days = [
        str(judge(yaml, "2017,39,2018-11-20", settings=settings).release.next)
        for yaml in (STAY, f"{STAY}\n{RELEASE}")
    ]
    assert days == ["2019-12-31", "2020-06-30"]


def test_periods_meet_at_their_ends(judge: Judge) -> None:
    """2020, 2020-Q4 and 2020-12-31 are equal; study year 2019/20 ends before them."""
    for period in ("2020-Q4", "2020-12-31", "2020-12", "2020-S2"):
        assert judge(STAY, f"{period},40,2021-01-01", "2021-02-01").status is Status.MET
    assert judge(STAY, "2019/20,39,2020-10-01", "2021-01-01").status is Status.AWAITING
