"""Charts for web pages: what is drawn, where labels stand, and what is told to those who cannot see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from hcroadmap.assess.assessment import Assessment, Report, assess
from hcroadmap.read.load import load
from hcroadmap.render.chart.plane import BOTTOM, LETTER, WIDTH
from hcroadmap.render.chart.svg import draw
from hcroadmap.render.language.page import Page
from hcroadmap.render.web.element import markup

HEAD = "indicator,period,value,definition,status,published\n"
PROMISE = "direction: increase, baseline: {period: 2015, value: 38%}, target: {period: 2020, value: 40%}"
TARGETS = f"indicators: {{x: {{title: T, unit: percent, {PROMISE}, MORE}}}}"
FIGURES = "x,2016,38.5,,,2017-01-01\nx,2017,39,,,2018-01-01\n"
Judge = Callable[..., Report]


def judged(report: Judge, rows: str, more: str = "goal: 1", targets: str = TARGETS) -> Assessment:
    return report(targets.replace("MORE", more), HEAD + rows).assessments[0]


def drawn(one: Assessment, language: str = "en") -> Element:
    picture = draw(one, Page(language))
    assert picture is not None
    return picture


def looks(picture: Element, tag: str = "*") -> list[str]:
    """The classes of what is drawn, in order."""
    return [part.get("class", "") for part in picture.findall(tag)]


def texts(picture: Element, look: str) -> list[str]:
    return [part.text or "" for part in picture.findall("text") if part.get("class") == look]


def legend(picture: Element) -> str:
    """What the signs mean."""
    (text,) = (part for part in picture.findall("text") if part.get("class") == "legend")
    return "".join(text.itertext())


def points(line: Element) -> list[tuple[float, float]]:
    pairs = (pair.split(",") for pair in line.get("points", "").split())
    return [(float(x), float(y)) for x, y in pairs]


def goals(day: str) -> list[Assessment]:
    roadmap, _ = load(Path(__file__).parents[3])
    assert roadmap is not None
    return [one for one in assess(roadmap, date.fromisoformat(day)).assessments if one.indicator.goal]


def crosses(text: Element, line: Element) -> bool:
    """Does a line run through the letters? Their feet are at `y`, and they are about nine high."""
    half = LETTER * len(text.text or "") / 2 - 2
    x, foot = float(text.get("x", "0")), float(text.get("y", "0"))
    for (x1, y1), (x2, y2) in pairwise(points(line)):
        for step in range(101):
            here = x1 + (x2 - x1) * step / 100, y1 + (y2 - y1) * step / 100
            if abs(here[0] - x) < half and foot - 9 < here[1] < foot:
                return True
    return False


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("day", ["2016-12-31", "2017-06-30", "2019-12-31", "2022-03-31", "2026-09-30"])
def test_no_line_runs_through_a_label_of_the_real_goals(day: str, language: str) -> None:
    """Neither the path nor the figures; and each label is inside the picture, above the years."""
    for one in goals(day):
        picture = draw(one, Page(language))
        if picture is None:
            continue
        lines = [line for line in picture.findall("polyline") if line.get("class") in ("path", "figures")]
        labels = [text for text in picture.findall("text") if (text.get("class") or "").startswith("label")]
        assert labels
        for label in labels:
            half = LETTER * len(label.text or "") / 2
            assert half <= float(label.get("x", "0")) <= WIDTH - half
            assert 0 < float(label.get("y", "0")) < BOTTOM
            assert not any(crosses(label, line) for line in lines if line.get("points")), (one.id, label.text)


def test_a_goal_without_a_figure_has_no_chart(report: Judge) -> None:
    """A declared baseline and a target are what was promised; nothing was measured."""
    assert draw(judged(report, ""), Page()) is None
    unmeasured = {"knowledge-circulation", "stem-graduates"}
    assert [draw(one, Page()) for one in goals("2016-12-31") if one.id in unmeasured] == [None, None]


def test_one_figure_alone_is_no_chart(report: Judge) -> None:
    """There is no second moment to set it against."""
    targets = "indicators: {x: {title: T, unit: places, direction: increase}}"
    assert draw(judged(report, "x,2016,7,,,2017-01-01\n", targets=targets), Page()) is None


def test_a_declared_baseline_is_a_point_with_its_value(report: Judge) -> None:
    """It was not published as a figure, yet the line of figures begins there."""
    picture = drawn(judged(report, FIGURES))
    assert looks(picture, "circle").count("measured") == 3
    assert "38.0%" in texts(picture, "label measured")
    (line,) = (line for line in picture.findall("polyline") if line.get("class") == "figures")
    assert len(points(line)) == 3


def test_the_newest_figure_the_target_and_what_was_expected_are_named(report: Judge) -> None:
    """In words, so that no legend is needed for them."""
    picture = drawn(judged(report, FIGURES))
    assert "39.0% measured" in texts(picture, "label measured")
    assert texts(picture, "label target") == ["40.0% target"]
    assert texts(picture, "label expected") == ["38.8% expected"]
    dutch = drawn(judged(report, FIGURES), "nl")
    assert texts(dutch, "label target") == ["40,0% doel"]


def test_a_provisional_figure_is_hollow_and_explained(report: Judge) -> None:
    """Only where there is one."""
    firm, provisional = (drawn(judged(report, FIGURES.replace("39,,", f"39,,{flag}"))) for flag in ("", "P"))
    assert "provisional" not in looks(firm)
    assert looks(provisional, "circle").count("provisional") == 1
    assert "○ provisional or estimated" in legend(provisional)
    assert "provisional" not in legend(firm)


def test_a_break_is_a_line_across_with_its_name(report: Judge) -> None:
    """What lies behind it is apart, in grey."""
    picture = drawn(judged(report, "x,2016,38.5,,,2017-01-01\nx,2017,39,,B,2018-01-01\n"))
    assert looks(picture, "polyline").count("break") == 1
    assert "break" in texts(picture, "aside")
    assert "■ not compared" in legend(picture)


def test_another_definition_is_grey_and_its_members_are_named(report: Judge) -> None:
    """Squares, which differ from the figures that count by more than their colour."""
    more = "definition: d, definitions: {d: D, e: E}"
    picture = drawn(judged(report, "x,2016,38.5,d,,2017-01-01\nx,2017,20,e,,2018-01-01\n", more))
    assert looks(picture, "rect").count("other") == 1
    (stem,) = (one for one in goals("2026-09-30") if one.id == "stem-graduates")
    assert {*texts(drawn(stem), "aside")} == {"hbo", "wo"}


def test_study_years_stand_on_their_own_ticks() -> None:
    """Named as they are written, at the end of August."""
    (stem,) = (one for one in goals("2026-09-30") if one.id == "stem-graduates")
    years = texts(drawn(stem), "year")
    assert "2019/20" in years
    assert all(re.fullmatch(r"\d{4}(/\d{2})?", year) for year in years)


@pytest.mark.parametrize(
    ("unit", "language", "told"),
    [("students", "en", ["students"]), ("count", "nl", ["aantal"]), ("index", "en", ["index"])],
)
def test_the_axis_says_what_it_counts(report: Judge, unit: str, language: str, told: list[str]) -> None:
    """A percentage says so at each number instead."""
    targets = (
        f"indicators: {{x: {{title: T, unit: {unit}, direction: increase, baseline: {{period: 2015, value: 1}},"
    )
    one = judged(report, "x,2016,4,,,2017-01-01\n", targets=f"{targets} target: {{period: 2020, value: 8}}}}}}")
    assert texts(drawn(one, language), "unit") == told
    percent = drawn(judged(report, FIGURES), language)
    assert texts(percent, "unit") == []
    assert all(number.endswith("%") for number in texts(percent, "tick"))


def test_numbers_on_the_axis_are_round_and_have_the_digits_of_their_step(report: Judge) -> None:
    """38.5 between 38 and 39 is not rounded away, nor 12.1; the lowest figure has room for its label."""
    assert texts(drawn(judged(report, FIGURES)), "tick") == ["37.5%", "38.0%", "38.5%", "39.0%", "39.5%", "40.0%"]
    targets = "indicators: {x: {title: T, unit: km, direction: increase, baseline: {period: 2015, value: 12.1},"
    one = judged(
        report, "x,2016,12.3,,,2017-01-01\n", targets=f"{targets} target: {{period: 2020, value: 12.4}}}}}}"
    )
    assert texts(drawn(one), "tick") == ["12.0", "12.1", "12.2", "12.3", "12.4"]


def test_a_band_is_drawn_between_its_edges(report: Judge) -> None:
    """And its edges are what the target is called."""
    targets = TARGETS.replace("value: 40%", "value: {min: 39, max: 41}")
    picture = drawn(judged(report, "x,2016,38.6,,,2017-01-01\n", targets=targets))
    assert "band" in looks(picture, "rect")
    assert texts(picture, "label target") == ["39.0–41.0% target"]


def test_a_growing_path_bends_and_a_flat_one_can_be_drawn(report: Judge) -> None:
    """Figures that never change are no reason to fail."""
    growing = TARGETS.replace("value: 40%", "value: 80%, path: geometric")
    path = drawn(judged(report, FIGURES, targets=growing)).find("polyline[@class='path']")
    assert path is not None
    heights = [y for _, y in points(path)]
    assert heights[0] - heights[12] < heights[12] - heights[24]
    flat = TARGETS.replace("value: 40%", "value: 38%, every_year: true")
    assert len(texts(drawn(judged(report, "x,2016,38,,,2017-01-01\n", targets=flat)), "tick")) > 1


def test_the_same_figures_give_the_same_bytes(report: Judge) -> None:
    """No day, no counter, no version; and nothing but shapes and texts."""
    first, second = (markup(drawn(judged(report, FIGURES))) for _ in range(2))
    assert first == second
    assert set(re.findall(r"<(\w+)", first)) <= {
        "svg",
        "line",
        "text",
        "tspan",
        "polyline",
        "circle",
        "path",
        "rect",
    }


def test_a_chart_is_told_to_those_who_cannot_see_it(report: Judge) -> None:
    """Figures with their periods, and the target."""
    told = drawn(judged(report, FIGURES)).get("aria-label")
    assert told == "Chart of T. Measured: 38.5% (2016) and 39.0% (2017). Target: 40.0% in 2020."


EXTREMES = {
    "large": "x,2016,1e50,,,2017-01-01\nx,2017,-3e50,,,2018-01-01\n",
    "small": "x,2016,1e-30,,,2017-01-01\nx,2017,2e-30,,,2018-01-01\n",
    "far": "x,0001,1,,,0002-01-01\nx,2017,2,,,2018-01-01\n",
    "negative": "x,2016,-5,,,2017-01-01\nx,2017,-5,,,2018-01-01\n",
    "zero": "x,2016,0,,,2017-01-01\nx,2017,0,,,2018-01-01\n",
    "quarters": "x,2016-Q1,5,,,2017-01-01\nx,2017-Q4,7,,,2018-01-01\n",
    "days": "x,2016-01-31,5,,,2017-01-01\nx,2016-02-01,7,,,2017-01-01\n",
}


@pytest.mark.parametrize("rows", EXTREMES.values(), ids=EXTREMES)
def test_everything_is_drawn_within_the_picture(report: Judge, rows: str) -> None:
    """However large, small, far apart or near each other the figures are."""
    targets = "indicators: {x: {title: T, unit: places, direction: increase, decimals: 2}}"
    picture = drawn(judged(report, rows, targets=targets))
    for part in picture:
        for name in ("x", "x1", "x2", "cx"):
            assert 0 <= float(part.get(name, "0")) <= WIDTH
        assert all(0 <= x <= WIDTH and 0 <= y <= BOTTOM for x, y in points(part))
    assert 2 <= len(texts(picture, "tick")) <= 8
