"""The page about one indicator: what stands beside what."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hcroadmap.assess.assessment import Report, assess
from hcroadmap.model.vocabulary import MethodName
from hcroadmap.read.load import load
from hcroadmap.render.formats import show_text
from hcroadmap.render.language.page import Page
from hcroadmap.render.show.indicator import dossier

ROOT = Path(__file__).parents[3]
DECIDED = {
    MethodName.LINEAR: ("pace", "0.907", "≈ behind"),
    MethodName.STATCAN: ("statcan: substantial_progress", "0.998", "● on track"),
    MethodName.UN2022: ("un2022: on_track", "0.998", "● on track"),
    MethodName.UN2023: ("un2023: 3", "0.997", "● on track"),
    MethodName.HEALTHY_PEOPLE: ("healthy_people: improving", "0.680", "● on track"),
}


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("method", MethodName)
def test_a_verdict_stands_beside_the_number_of_its_own_method(method: MethodName, *, full: bool) -> None:
    """Never beside the pace of `linear`, unless that decided; `destatis` cannot judge two figures."""
    roadmap, _ = load(ROOT)
    assert roadmap is not None
    report = assess(roadmap, date(2019, 12, 31), method)
    capacity = next(one for one in report.assessments if one.id == "centra-capacity")
    table = dossier(capacity, report, Page("en"), full=full).sections[0].table
    assert table is not None
    decided = [(row[0], row[2], row[3]) for row in table.rows if len(row) > 3 and row[3]]
    assert decided == ([DECIDED[method]] if method in DECIDED else [])


BESIDE = """
indicators:
  nl: {title: NL, unit: percent, compare: [eu, world], definition: a, definitions: {a: "Pass; narrow"}}
  eu: {title: "[E]", unit: percent, definition: b, definitions: {b: Pupils}}
  world: {title: World, unit: percent, definition: a, definitions: {a: "Pass; narrow"}}
"""
SHARES = "nl,2015,17.2,,,2016 nl,2016,18,,,2017 eu,2014,29,,,2015 eu,2015,29.2,,,2016 world,2012,30,,,2013"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["17.2% against 29.2% for “[E]”, both for 2015. The definitions differ: “Pass” and “Pupils”.",
                "18.0% for 2016 against 30% for “World” for 2012: not the same period."]),
        ("nl", ["17,2% tegenover 29,2% bij “[E]”, beide over 2015. De definities verschillen: “Pass” en “Pupils”.",
                "18,0% over 2016 tegenover 30% bij “World” over 2012: niet dezelfde periode."]),
    ],
)  # fmt: skip
def test_a_figure_stands_beside_a_benchmark(report: Callable[..., Report], language: str, said: list[str]) -> None:
    """Of the newest period that both have; else each with its own, which is said, and so is another definition."""
    content = report(BESIDE, "\n".join(["indicator,period,value,definition,status,published", *SHARES.split()]))
    one = content.assessments[0]
    for full in (True, False):
        sections = dossier(one, content, Page(language), full=full).sections
        prose = [text for section in sections for text in section.prose]
        cells = [cell for section in sections if section.table for row in section.table.rows for cell in row]
        assert set(said) <= set(prose) if full else " ".join(said) in cells
    assert all(part in show_text("nl", content, "md", Page(language)) for part in (said[1], "29"))


def test_programs_get_both_figures_of_a_comparison(report: Callable[..., Report]) -> None:
    """With period and definition of each, in the order declared; nothing as long as either has no figure."""
    rows = "\n".join(["indicator,period,value,definition,status,published", *SHARES.split()])
    shown = json.loads(show_text("nl", report(BESIDE, rows), "json", Page()))["indicators"][0]["compare"]
    figures = [one[side] for one in shown for side in ("own", "other")]
    assert [one["id"] for one in shown] == ["eu", "world"]
    assert [(figure["period"], figure["value"], figure["definition"]) for figure in figures] == [
        ("2015", 17.2, "a"), ("2015", 29.2, "b"), ("2016", 18, "a"), ("2012", 30, "a"),
    ]  # fmt: skip
    alone = report(BESIDE, rows.partition("\neu")[0])
    assert json.loads(show_text("nl", alone, "json", Page()))["indicators"][0]["compare"] == []


@pytest.mark.parametrize(
    ("language", "unit", "threshold", "value", "told"),
    [
        ("en", "count", "12.5", "70.5", "counts from 12.5)"),
        ("nl", "count", "12.5", "70.5", "telt vanaf 12,5)"),
        ("nl", "percent", "1.50 pp", "53.25", "telt vanaf 1,50 %-punt)"),
        ("nl", "euro", "2.5%", "53.25", "telt vanaf 2,5%)"),
    ],
)
def test_a_threshold_is_told_in_the_language(
    tmp_path: Path, *, language: str, unit: str, threshold: str, value: str, told: str
) -> None:
    """With the reader's decimal mark and unit, however it was typed."""
    yaml = f"indicators: {{x: {{title: X, unit: {unit}, direction: increase, changed_at: {threshold}}}}}"
    (tmp_path / "targets.yaml").write_text(yaml, encoding="utf-8")
    (tmp_path / "config" / "measurements").mkdir(parents=True)
    rows = f"indicator,period,value\nx,2016,53\nx,2017,{value}\n"
    (tmp_path / "config" / "measurements" / "x.csv").write_text(rows, encoding="utf-8")
    roadmap, findings = load(tmp_path)
    assert roadmap, findings
    text = show_text("x", assess(roadmap, date(2018, 12, 31)), "text", Page(language, 200))
    assert told in text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "20.5 higher is met, 0.5 lower is behind. The margin is 0.25"),
        ("nl", "20,5 hoger: gehaald, 0,5 lager: achter op schema. De marge is 0,25"),
    ],
)
def test_both_neighbours_are_as_far_as_the_gap_says(tmp_path: Path, language: str, told: str) -> None:
    """What is still to go, 20.5, and what is missing for met are one number."""
    yaml = "title: X, unit: count, direction: increase, baseline: {period: 2012, value: 20}"
    yaml = f"indicators: {{x: {{{yaml}, target: {{period: 2022, value: 60}}}}}}"
    (tmp_path / "targets.yaml").write_text(yaml, encoding="utf-8")
    (tmp_path / "config" / "measurements").mkdir(parents=True)
    rows = "indicator,period,value,margin\nx,2017,39.5,0.25\n"
    (tmp_path / "config" / "measurements" / "x.csv").write_text(rows, encoding="utf-8")
    roadmap, findings = load(tmp_path)
    assert roadmap, findings
    text = show_text("x", assess(roadmap, date(2018, 12, 31)), "text", Page(language, 200))
    assert told in " ".join(text.replace("\u00a0", " ").split())
