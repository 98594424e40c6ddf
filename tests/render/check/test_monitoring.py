"""`check` for other programs: performance data and metrics by the letter of their standards, in any locale."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from hcroadmap.assess.assessment import Report, assess
from hcroadmap.assess.check import Check, find_problems
from hcroadmap.read.load import load
from hcroadmap.render.check import terminal
from hcroadmap.render.check import text as check_text
from hcroadmap.render.check.monitoring import label_text, nagios, openmetrics
from hcroadmap.render.json import check_json
from hcroadmap.render.language.page import Page

# The Monitoring Plugins Interface: 'label'=value[UOM];[warn];[crit];[min];[max], ranges with a decimal point.
NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"
RANGE = rf"(?:@?(?:(?:{NUMBER}|~)?:)?(?:{NUMBER})?)"
PERFDATA = re.compile(
    rf"'(?:[^'=]|'')+'=(?:U|{NUMBER}%?)(?:;{RANGE}(?:;{RANGE}(?:;(?:{NUMBER})?(?:;(?:{NUMBER})?)?)?)?)?"
)
SAMPLE = re.compile(rf'(hcroadmap_[a-z_]+)(?:\{{((?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)+)\}})? ({NUMBER})')
PERCENT = "unit: percent, direction: increase"
TARGETS = f"""\
indicators:
  up:
    {{title: "Up | a", owner: "A|B", {PERCENT},
     baseline: {{period: 2015, value: 38}}, target: {{period: 2020, value: 40}}}}
  down:
    {{title: Down, unit: count, direction: decrease,
     baseline: {{period: 2015, value: 12.5}}, target: {{period: 2020, value: 10}}}}
  band:
    {{title: Band, {PERCENT},
     baseline: {{period: 2015, value: 10}}, target: {{period: 2020, value: {{min: 20, max: 30}}}}}}
  none:
    {{title: None, {PERCENT}, baseline: {{period: 2015, value: 10}}, target: {{period: 2020, value: 20}}}}
"""
ROWS = (
    "indicator,period,value,published\nup,2016,38.1,2017-01-01\ndown,2016,12,2017-01-01\nband,2016,12,2017-01-01\n"
)


@pytest.fixture
def small(tmp_path: Path) -> Callable[[str], Check]:
    """A function that checks a small project on a day."""
    (tmp_path / "config" / "measurements").mkdir(parents=True)
    (tmp_path / "targets.yaml").write_text(TARGETS, encoding="utf-8")
    (tmp_path / "config" / "measurements" / "all.csv").write_text(ROWS, encoding="utf-8")
    roadmap, findings = load(tmp_path)
    assert roadmap is not None, findings
    return lambda as_of: find_problems(assess(roadmap, date.fromisoformat(as_of)), ())


def perfdata(text: str) -> dict[str, str]:
    """The performance data of the first line; every other line has none."""
    first, *rest = text.splitlines()
    assert first.count("|") == 1
    assert not any("|" in line for line in rest)
    items = first.split(" | ")[1].split(" ")
    assert all(PERFDATA.fullmatch(item) for item in items), items
    return {name.strip("'"): value for name, value in (item.split("=") for item in items)}


def test_performance_data_say_where_the_verdict_turns(small: Callable[[str], Check]) -> None:
    """Warning and critical are the edges of the bands, as ranges of good values, in the value's own unit.

    Without a figure there is nothing to draw: an item is left out, as not every program knows “U”.
    """
    found = perfdata(nagios(small("2017-06-01"), Page(), 2))
    assert found == {
        "up": "38.1%;38.38:;38.24:;0;100",
        "down": "12;~:12.025;~:12.2",
        "band": "12%;20:30;;0;100",
        "activities_overdue": "0;0;;0;0",
    }


def test_after_the_deadline_the_target_is_critical(small: Callable[[str], Check]) -> None:
    """What has not reached it has missed it."""
    found = perfdata(nagios(small("2021-06-01"), Page(), 2))
    assert (found["up"], found["down"], found["band"]) == ("38.1%;;40:;0;100", "12;;~:10", "12%;;20:30;0;100")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_performance_data_have_a_point_in_any_language(small: Callable[[str], Check], language: str) -> None:
    """The words below may be Dutch, the numbers on the first line are not."""
    texts = [nagios(small("2017-06-01"), Page(name), 2).splitlines()[0] for name in ("en", language)]
    assert texts[0] == texts[1]


def test_no_text_holds_the_mark_of_numbers(small: Callable[[str], Check]) -> None:
    """Titles and owners may have one; a monitoring system must not read on behind it."""
    assert "A¦B" in check_text.render(small("2017-06-01"), Page(), 2)
    assert "|" not in check_text.render(small("2017-06-01"), Page(), 2)
    assert check_text.unknown_line("a|b\nc") == "HCROADMAP UNKNOWN - a¦b\\nc"


def families(text: str) -> dict[str, dict[str, str]]:
    """The samples of an OpenMetrics text by metric and labels, each behind its own HELP and TYPE."""
    *lines, last = text.splitlines()
    assert (last, text.endswith("# EOF\n")) == ("# EOF", True)
    found: dict[str, dict[str, str]] = {}
    told: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("# "):
            _, kind, name, rest = line.split(" ", 3)
            assert name not in found
            told.setdefault(name, []).append(kind)
            assert kind != "TYPE" or rest == "gauge"
            assert kind != "UNIT" or name.endswith(f"_{rest}")
            continue
        match = SAMPLE.fullmatch(line)
        assert match, line
        assert told[match[1]][:2] == ["HELP", "TYPE"]
        labels = match[2] or ""
        assert labels not in found.setdefault(match[1], {})
        found[match[1]][labels] = match[3]
    assert found.keys() == told.keys()
    return found


def test_metrics_are_gauges_without_timestamps(small: Callable[[str], Check]) -> None:
    """When it ran and which period a figure is of are metrics themselves."""
    found = families(openmetrics(small("2017-06-01"), 2, 1_500_000_000))
    assert found["hcroadmap_last_run_timestamp_seconds"] == {"": "1500000000"}
    assert found["hcroadmap_exit_code"] == {"": "2"}
    assert found["hcroadmap_measurement_period_end_seconds"]['indicator="up"'] == "1483142400"
    assert found["hcroadmap_measurement_value"]['indicator="up"'] == "38.1"
    assert found["hcroadmap_indicator_status"]['indicator="none",status="no_data"'] == "1"
    assert 'indicator="none"' not in found["hcroadmap_measurement_value"]
    assert found["hcroadmap_indicator_severity"] == {
        'indicator="up"': "2", 'indicator="down"': "0", 'indicator="band"': "0", 'indicator="none"': "3",
    }  # fmt: skip


def test_a_run_that_failed_leaves_that_it_failed() -> None:
    """And nothing that could be taken for a figure."""
    assert families(openmetrics(None, 3, 7)) == {
        "hcroadmap_last_run_timestamp_seconds": {"": "7"}, "hcroadmap_exit_code": {"": "3"},
    }  # fmt: skip


def test_labels_are_escaped() -> None:
    """A backslash, a quotation mark and a line feed."""
    assert label_text('a\\b"c\nd') == 'a\\\\b\\"c\\nd'


def test_the_document_says_what_the_first_line_says(small: Callable[[str], Check]) -> None:
    """Code, word, counts and each problem with its indicator."""
    found = json.loads(check_json(small("2017-06-01"), 2))
    assert (found["schema"], found["code"], found["state"]) == ("hcroadmap.check/1", 2, "CRITICAL")
    assert found["summary"] == {"off_track": 1, "no_data": 1, "on_track": 2}
    assert [(p["id"], p["why"], p["severity"], p["standing"], p["owners"]) for p in found["problems"]] == [
        ("up", "status", "critical", "open", ["A|B"]), ("none", "status", "unknown", "open", []),
    ]  # fmt: skip
    assert found["problems"][0]["indicator"]["gap"] == 1.9


def test_the_real_roadmap_in_every_format(real_check: Callable[[str], Check]) -> None:
    """What is ended alarms nobody for ever."""
    found = real_check("2026-11-23")
    metrics = families(openmetrics(found, 0, 0))
    assert set(metrics["hcroadmap_indicator_severity"].values()) == {"0"}
    assert perfdata(nagios(found, Page(), 0))["centra-capacity"] == "134000;;100000:"
    assert [p["standing"] for p in json.loads(check_json(found, 0))["problems"]] == ["ended"] * 3


@pytest.fixture
def real_check() -> Callable[[str], Check]:
    """A function that checks the Human Capital Roadmap of this repository on a day."""
    roadmap, findings = load(Path(__file__).parents[3])
    assert roadmap is not None, findings

    def checked(as_of: str) -> Check:
        report: Report = assess(roadmap, date.fromisoformat(as_of))
        return find_problems(report, tuple(roadmap.activities))

    return checked


def test_check_on_a_terminal_is_a_table_with_all_that_its_lines_say(small: Callable[[str], Check]) -> None:
    """The first line is the same; every word of the others is there, with the figures in columns of their own."""
    found = small("2017-06-01")
    lines = check_text.render(found, Page(), 2).splitlines()
    shown = terminal.render(found, Page("en", 100, terminal=True), 2)
    assert shown.splitlines()[0] == lines[0]
    assert all(cell_len(line) < 100 for line in shown.splitlines())
    for text in check_text.problem_texts(found, Page()):
        assert f"{text.symbol} {text.status}" in shown
        flat = " ".join(shown.split()).casefold()
        assert all(
            part.rstrip(".").casefold() in flat for part in (text.id, text.owner, *text.remarks, text.to_do)
        )
    assert re.search(r" Up \| a +38\.1% +40\.0% +1\.9\u00a0pp\n", shown)


def test_check_on_a_terminal_that_has_nothing_to_list_has_no_table(small: Callable[[str], Check]) -> None:
    """An empty table would look like an answer."""
    found = small("2017-06-01")._replace(problems=())
    found = found._replace(report=found.report._replace(assessments=()))
    assert terminal.render(found, Page("en", 80, terminal=True), 0).count("\n") == 2


def test_a_target_that_was_replaced_is_told_for_good(tmp_path: Path) -> None:
    """Also where the newer one is on track, and nothing counts."""
    versions = (
        "[{period: 2018, value: 60, agreed: 2015-02-01}, {period: 2023, value: 57, agreed: 2019-06-01, reason: r}]"
    )
    (tmp_path / "targets.yaml").write_text(
        "indicators:\n  jobs: {title: Jobs, unit: jobs, direction: increase,"
        f" baseline: {{period: 2013, value: 50}}, target: {versions}}}\n"
    )
    folder = tmp_path / "config" / "measurements"
    folder.mkdir(parents=True)
    (folder / "jobs.csv").write_text("indicator,period,value,published\njobs,2018,54,2019-03-01\n")
    roadmap, _ = load(tmp_path)
    assert roadmap
    found = find_problems(assess(roadmap, date(2020, 5, 1)), ())
    assert found.code() == 0
    assert "jobs: on track; 54 (2018), target 57 (2023), 3 to go; An earlier target, 60 jobs in 2018: missed" in (
        check_text.render(found, Page(), 0).replace("\u00a0", " ")
    )
