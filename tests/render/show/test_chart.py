"""The chart of an indicator: marks, ticks and names stand where they belong, however wide it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from hcroadmap.assess.assessment import Assessment, Report, assess
from hcroadmap.read.load import load
from hcroadmap.render.language.page import Page
from hcroadmap.render.show.chart import BRIEF_HEIGHT, FULL_HEIGHT, chart

ROOT = Path(__file__).parents[3]
HEIGHTS = pytest.mark.parametrize("height", [BRIEF_HEIGHT, FULL_HEIGHT])


def assessment(name: str, day: date) -> Assessment:
    roadmap, _ = load(ROOT)
    assert roadmap is not None
    return next(one for one in assess(roadmap, day).assessments if one.id == name)


@HEIGHTS
@pytest.mark.parametrize("width", range(60, 141, 5))
def test_marks_stand_at_their_ticks(width: int, height: int) -> None:
    """Each value on the row of the nearest tick, each label beside its mark, each year below its tick."""
    capacity = assessment("centra-capacity", date(2019, 12, 31))
    *rows, axis, names = chart(capacity, Page("en"), (width, height))
    ticks = {int(row.partition(" ┤")[0].replace("\u00a0", "")): row for row in rows}
    assert len({high - low for high, low in pairwise(ticks)}) == 1
    rows_of = {value: ticks[min(ticks, key=lambda tick: abs(tick - value))] for value in (50_000, 84_000, 87_500)}
    assert "●  84\u00a0000 measured" in rows_of[84_000]
    assert re.search("○  87\u00a0500 expected|87\u00a0500 expected  ○", rows_of[87_500])
    assert "◎  100\u00a0000 target" in ticks[100_000]
    first, latest, last = (place for place, letter in enumerate(axis) if letter == "┬")
    assert rows_of[50_000][first] == rows_of[84_000][latest] == "●"
    assert ticks[100_000][last] == "◎"
    assert [names.index(year) for year in ("2016", "2019", "2020")] == [first, latest - 2, last - 2]
    assert max(map(len, rows)) <= width


@HEIGHTS
def test_a_label_over_the_path_is_not_lost(height: int) -> None:
    """It goes over the path where there is room nowhere else."""
    lines = chart(assessment("stay-rate", date(2016, 12, 31)), Page("en"), (80, height))
    assert any("○  38.3% expected" in line for line in lines)


@HEIGHTS
def test_without_two_moments_or_room_there_is_none(height: int) -> None:
    """Half a chart would mislead."""
    assert chart(assessment("stem-graduates", date(2026, 11, 28)), Page("en"), (80, height)) == ()
    assert chart(assessment("centra-capacity", date(2019, 12, 31)), Page("en"), (40, height)) == ()


@HEIGHTS
@pytest.mark.parametrize(("baseline", "edge"), [("2010", 0), ("2018", -1)])
def test_a_baseline_outside_the_figures_has_its_place(
    report: Callable[..., Report], baseline: str, edge: int, height: int
) -> None:
    """Without a target there is no path that reaches it: before the first figure, or after the last."""
    targets = (
        "indicators: {x: {title: X, unit: percent, direction: increase, baseline: {period: YEAR, value: 30%}}}"
    )
    rows = "".join(f"x,{year},{year - 1977},{year}-12-31\n" for year in range(2014, 2018))
    found = report(targets.replace("YEAR", baseline), f"indicator,period,value,published\n{rows}")
    *drawn, axis, names = chart(found.assessments[0], Page("en"), (80, height))
    place = [index for index, letter in enumerate(axis) if letter == "┬"][edge]
    (row,) = [row for row in drawn if row.startswith("  30%")]
    assert row[place] == "●"
    assert baseline in names
