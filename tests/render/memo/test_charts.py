"""The charts of the memo: what is drawn, not how it looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hcroadmap.assess.assessment import Assessment, Report, assess
from hcroadmap.read.load import load
from hcroadmap.render.chart.content import alternative, worth_drawing
from hcroadmap.render.language.page import Page
from hcroadmap.render.memo import charts
from hcroadmap.render.memo.text import Brief

HEAD = "indicator,period,value,definition,status,published\n"
PROMISE = "direction: increase, baseline: {period: 2015, value: 38%}, target: {period: 2020, value: 40%}"
TARGETS = f"indicators: {{x: {{title: T, unit: percent, {PROMISE}, MORE}}}}"


def drawn(report: Callable[..., Report], rows: str, more: str = "goal: 1", targets: str = TARGETS) -> Assessment:
    return report(targets.replace("MORE", more), HEAD + rows).assessments[0]


def ids(svg: bytes) -> list[str]:
    """The groups that matplotlib makes, one for each thing drawn."""
    return re.findall(r'<g id="([a-zA-Z]+)_\d+"', svg.decode())


def test_a_chart_is_the_same_bytes_each_time(report: Callable[..., Report]) -> None:
    """No day, no program's version, no counter in it."""
    one = drawn(report, "x,2016,38.5,,,2017-01-01\nx,2017,39,,P,2018-01-01\n")
    for form in ("svg", "png"):
        assert charts.draw(one, Page(), form) == charts.draw(one, Page(), form)
    assert b"<dc:date>" not in charts.draw(one, Page(), "svg")


@pytest.mark.parametrize("day", ["2016-12-31", "2019-12-31", "2020-03-31", "2026-09-30"])
def test_every_goal_of_the_real_roadmap_can_be_drawn(day: str) -> None:
    """From the first report on its activities, or the first figures of its levels, on."""
    roadmap, _ = load(Path(__file__).parents[3])
    assert roadmap is not None
    goals = [one for one in assess(roadmap, date.fromisoformat(day)).assessments if one.indicator.goal]
    worth = [one for one in goals if worth_drawing(one)]
    begins = {"knowledge-circulation": "2017-06-26", "stem-graduates": "2020-03-01"}
    assert {one.id for one in goals} - {one.id for one in worth} == {name for name in begins if day < begins[name]}
    for one in worth:
        assert charts.draw(one, Page("nl"), "svg").startswith(b"<?xml")


def test_what_is_drawn_beside_the_figures(report: Callable[..., Report]) -> None:
    """A provisional figure, a break, another definition, a band, a growing path: each adds to the picture."""
    plain = ids(charts.draw(drawn(report, "x,2016,38.5,,,2017-01-01\n"), Page(), "svg"))
    more = "definition: d, definitions: {d: D, e: E}"
    cases = {
        "x,2016,38.5,,,2017-01-01\nx,2017,39,,P,2018-01-01\n": ("goal: 1", TARGETS),
        "x,2016,38.5,,,2017-01-01\nx,2017,39,,B,2018-01-01\n": ("goal: 1", TARGETS),
        "x,2016,38.5,d,,2017-01-01\nx,2017,20,e,,2018-01-01\n": (more, TARGETS),
    }
    for rows, (keys, targets) in cases.items():
        assert len(ids(charts.draw(drawn(report, rows, keys, targets), Page(), "svg"))) > len(plain)
    band = drawn(
        report, "x,2016,38.6,,,2017-01-01\n", targets=TARGETS.replace("value: 40%", "value: {min: 39, max: 41}")
    )
    assert b"opacity: 0.15" in charts.draw(band, Page(), "svg")
    growing = TARGETS.replace("value: 40%", "value: 80%, path: geometric")
    straight = TARGETS.replace("value: 40%", "value: 80%")
    shapes = [
        charts.draw(drawn(report, "x,2016,39,,,2017-01-01\n", targets=t), Page(), "svg")
        for t in (growing, straight)
    ]
    assert shapes[0] != shapes[1]


def test_a_goal_without_a_target_has_no_path(report: Callable[..., Report]) -> None:
    """Its figures are drawn all the same."""
    targets = "indicators: {x: {title: T, unit: places, direction: increase}}"
    one = drawn(
        report, "".join(f"x,{year},{year},,,{year}-12-31\n" for year in range(2013, 2018)), targets=targets
    )
    assert charts.draw(one, Page(), "png").startswith(b"\x89PNG")


@pytest.mark.parametrize(("language", "told"), [
    ("en", "Chart of T. Measured: 39% (2016). Target: 40% in 2020. Grey, not compared: 20% (2017)."),
    ("nl", "Grafiek van T. Gemeten: 39\u00a0procent (2016). Doel: 40\u00a0procent in 2020. Grijs, "),
])  # fmt: skip
def test_a_chart_is_told_to_those_who_cannot_see_it(
    report: Callable[..., Report], language: str, told: str
) -> None:
    """Figures, target and what is grey."""
    more = "definition: d, definitions: {d: D, e: E}"
    found = report(TARGETS.replace("MORE", more), HEAD + "x,2016,39,d,,2017-01-01\nx,2017,20,e,,2018-01-01\n")
    assert alternative(found.assessments[0], Brief(found, date(2018, 9, 30), Page(language))).startswith(told)


def test_a_letter_that_the_font_lacks_is_no_matter(
    report: Callable[..., Report], recwarn: pytest.WarningsRecorder
) -> None:
    """A box stands for it; no word of Python's on stderr."""
    one = drawn(
        report, "x,2016,38.5,,,2017-01-01\n", "goal: 1", TARGETS.replace("title: T", 'title: "漢字 $\\\\x{$"')
    )
    assert charts.draw(one, Page(), "svg").startswith(b"<?xml")
    assert not recwarn.list


def shown(one: Assessment, page: Page | None = None) -> str:
    """What is written in a chart, as the texts that it is drawn from."""
    with pytest.MonkeyPatch.context() as here:
        here.setitem(charts.STYLE, "svg.fonttype", "none")
        return "|".join(re.findall(r"<text[^>]*>([^<]*)</text>", charts.draw(one, page or Page(), "svg").decode()))


def test_a_declared_baseline_is_a_point_of_its_own(report: Callable[..., Report]) -> None:
    """With its value and its name; one that was measured is a figure as any other."""
    declared = shown(drawn(report, "x,2016,38.5,,,2017-01-01\n"))
    assert "38.0%" in declared
    assert "|baseline" in declared
    assert "|baseline" not in shown(drawn(report, "x,2015,38.0,,,2016-01-01\nx,2016,38.5,,,2017-01-01\n"))


def test_study_years_have_ticks_of_their_own(report: Callable[..., Report]) -> None:
    """2013/14 stands where it ends, and the year of the target always has its tick; other years are years."""
    study = TARGETS.replace("2015", "2013/14").replace("2020", "2022/23")
    ticks = shown(drawn(report, "x,2015/16,38.5,,,2017-01-01\n", targets=study))
    assert re.findall(r"\d{4}/\d\d", ticks) == ["2014/15", "2016/17", "2018/19", "2020/21", "2022/23"]
    assert re.findall(r"\b20\d\d\b", shown(drawn(report, "x,2016,38.5,,,2017-01-01\n"))) == [
        "2015", "2016", "2017", "2018", "2019", "2020",
    ]  # fmt: skip


def test_amounts_carry_their_unit(report: Callable[..., Report]) -> None:
    """In words below the title, or as a percent sign on the axis."""
    places = TARGETS.replace("percent", "{en: places, nl: plaatsen}").replace("%", "")
    one = drawn(report, "x,2016,38.5,,,2017-01-01\n", targets=places)
    assert ["|places|" in shown(one), "|plaatsen|" in shown(one, Page("nl"))] == [True, True]
    assert re.search(r"\|39\.?\d*%\|", shown(drawn(report, "x,2016,38.5,,,2017-01-01\n")))


def test_a_goal_without_a_figure_to_compare_has_no_chart(report: Callable[..., Report]) -> None:
    """Figures in another definition alone would only invite to compare them."""
    more = "definition: d, definitions: {d: D, e: E}"
    assert not worth_drawing(drawn(report, "x,2017,20,e,,2018-01-01\n", more))
    assert not worth_drawing(drawn(report, ""))
    assert worth_drawing(drawn(report, "x,2017,20,d,,2018-01-01\n", more))


LINES = (((2015.0, 38.0), (2020.0, 40.0)), ((2015.0, 38.0), (2017.0, 38.1), (2018.0, 42.0)))


@pytest.mark.parametrize(
    ("place", "side"),
    [
        ((2020.0, 40.0), "below left"),  # the path comes from below, and another line passes above it
        ((2017.0, 38.1), "below left"),  # the path passes above; beside the line that comes from below
        ((2018.0, 42.0), "above center"),  # a line comes from below, and so does the path
        ((2015.0, 38.0), "below center"),  # both lines leave upwards
    ],
)
def test_no_line_crosses_a_label(place: tuple[float, float], side: str) -> None:
    """It stands where the fewest lines are, and a line that is behind it all the same is covered."""
    from matplotlib.figure import Figure

    axes = Figure().add_subplot()
    lines = (*LINES, ((2019.0, 39.0), (2021.0, 45.0)))
    charts.write_beside(axes, "1", place, lines, "black")
    (label,) = axes.texts
    assert (
        f"{'below' if label.get_verticalalignment() == 'top' else 'above'} {label.get_horizontalalignment()}"
        == side
    )
