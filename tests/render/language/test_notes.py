# ruff: noqa: E501  # rows and sentences read best whole
"""The note of a row: what keeps a verdict from being simple, by rule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hcroadmap.assess.assessment import Report
from hcroadmap.render.language.amounts import Amounts
from hcroadmap.render.language.notes import notes
from hcroadmap.render.language.page import Page

HEADER = "indicator,period,value,published,definition,status\n"
TARGETS = """
indicators:
  x:
    title: X
    unit: count
    direction: increase
    definition: own
    definitions: {own: Own, other: Other}
    baseline: {period: 2015, value: 0}
    target: {period: 2020, value: 100}
"""


def told(report: Report, language: str = "en") -> str:
    """The note of the only row."""
    page = Page(language)
    return " ".join(notes(report.assessments[0], page, Amounts(report.assessments[0], page)))


@pytest.mark.parametrize(
    ("rows", "as_of", "note"),
    [
        ("", "2018-12-31", "Baseline only; the first verdict needs a figure for a later period."),
        ("x,2016,20,2017-01-01,,", "2018-12-31", "20; needs +20 a year from\u00a02016."),
        ("x,2016,20,2017-01-01,,\nx,2017,50,2018-01-01,,", "2018-12-31", "20 → 50; needs +17 a year from\u00a02017, last +30 a year."),
        ("x,2017,30,2018-01-01,other,", "2018-12-31", "Other definition only: 30 (2017)."),
        ("x,2020,90,2021-01-01,,", "2021-12-31", "The figure for 2020 was 90, 10 short."),
        (
            "x,2020,90,2021-01-01,,\nx,2021,120,2022-01-01,,", "2022-12-31",
            "The figure for 2020 was 90, 10 short. First reached in the figure for 2021 (120).",
        ),
        (
            "x,2021,120,2022-01-01,,", "2022-12-31",
            "First reached in the figure for 2021 (120). No figure for 2020: on time or late cannot be told.",
        ),
        (
            "x,2019,60,2020-01-01,,", "2021-12-31",
            "The verdict was “behind”. The figure for 2020 has not come.",
        ),
        (
            "x,2019,60,2020-01-01,,\nx,2021,,2022-01-01,other,M", "2022-12-31",
            "The verdict was “behind”. The figure for 2020 has not come.",
        ),
        ("x,2016,120,2017-01-01,,\nx,2017,110,2018-01-01,,", "2018-12-31", "120 → 110. Reached, but falling since 2016."),
        ("x,2017,30,2018-01-01,,\nx,2018,40,2019-01-01,,B", "2019-06-30",
         "30; needs +23 a year from\u00a02017. The series breaks in 2018; nothing is compared across it."),
    ],
)  # fmt: skip
def test_the_note_that_matters(report: Callable[..., Report], rows: str, as_of: str, note: str) -> None:
    """One or two sentences that follow from the figures by rule."""
    assert told(report(TARGETS, HEADER + rows + "\n", as_of)) == note


def test_figures_in_other_definitions_are_counted_with_their_range(report: Callable[..., Report]) -> None:
    """After the deadline: the last verdict, since when nothing came, and what is not compared."""
    rows = "x,2016,20,2017-01-01,,\nx,2020,70,2021-01-01,other,\nx,2021,90,2022-01-01,other,\n"
    note = told(report(TARGETS, HEADER + rows, "2022-12-31"))
    assert note.startswith(
        "The verdict was “on track”. No figure in this definition since 1\u00a0January\u00a02017."
    )
    assert note.endswith("2 figures in another definition (70 to 90) are not compared.")


def test_an_indicator_without_a_target(report: Callable[..., Report]) -> None:
    """Too few figures, or no direction: said, not guessed."""
    bare = "indicators:\n  x: {title: X, unit: count}\n"
    years = range(2014, 2018)
    rows = HEADER + "".join(f"x,{year},{year - 2000},{year + 1}-01-01,,\n" for year in years)
    assert told(report(bare, rows)) == "No direction is declared, so no trend is judged."
    few = HEADER + "x,2017,5,2018-01-01,,\n"
    assert told(report(bare, few)) == "1 figure in the five years up to 2017; a trend needs four."


def test_an_activity_makes_a_goal_met_and_nothing_more_is_needed(
    report: Callable[..., Report], tmp_path: Path
) -> None:
    """How many are done; what is needed a year only as long as something is."""
    goal = "kind: milestones, direction: increase, activities: {a: 1, b: 1}, baseline: {period: 2015, value: 0%}"
    targets = f"indicators: {{x: {{title: X, {goal}, target: {{period: 2020, value: 100%}}}}}}"
    (tmp_path / "config").mkdir()
    for done, expected in (("b: {title: B}", "1 of 2 activities done. Needs +24.98 pp a year from 2018-12-31."),
                           ("b: {title: B, updates: [{on: 2018-12-31, state: done}]}", "2 of 2 activities done.")):  # fmt: skip
        activities = f"activities: {{a: {{title: A, updates: [{{on: 2018-12-31, state: done}}]}}, {done}}}"
        (tmp_path / "config" / "activities.yaml").write_text(activities, encoding="utf-8")
        assert told(report(targets, HEADER)).replace("\u00a0", " ").strip() == expected
