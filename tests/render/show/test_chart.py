"""The chart of an indicator: marks, ticks and names stand where they belong, however wide it is."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from hcroadmap.assess.assessment import Assessment, assess
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
