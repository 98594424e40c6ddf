"""Which verdicts must be explained, and what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hcroadmap.assess.assessment import Report, assess
from hcroadmap.assess.commentary import explanation, in_memo, missing_parts, quarter_of, unexplained
from hcroadmap.read.load import load

PROMISE = "unit: count, direction: increase, baseline: {period: 2015, value: 0}, target: {period: 2020, value: 10}"
TARGETS = f"""\
action_lines: {{b: {{title: B}}, a: {{title: A}}}}
indicators:
  one: {{title: One, goal: 2, action_line: a, {PROMISE}}}
  two: {{title: Two, goal: 1, action_line: b, {PROMISE}}}
  rest: {{title: Rest, {PROMISE}}}
"""
ROWS = (
    "indicator,period,value,published\none,2017,{one},2018-01-01\ntwo,2017,4,2018-01-01\nrest,2017,-1,2018-01-01\n"
)


def report_of(room: Path, one: str = "3", said: str = "", as_of: str = "2018-03-31") -> Report:
    folder = room / "config" / "measurements"
    folder.mkdir(parents=True, exist_ok=True)
    (room / "targets.yaml").write_text(TARGETS, encoding="utf-8")
    (folder / "all.csv").write_text(ROWS.format(one=one), encoding="utf-8")
    if said:
        (room / "config" / "commentary").mkdir(exist_ok=True)
        (room / "config" / "commentary" / "2018-Q1.yaml").write_text(
            f"explanations: {{{said}}}\n", encoding="utf-8"
        )
    roadmap, findings = load(room)
    assert roadmap is not None, findings
    return assess(roadmap, date.fromisoformat(as_of))


@pytest.mark.parametrize(
    ("day", "quarter"),
    [("2018-01-01", "2018-Q1"), ("2018-03-31", "2018-Q1"), ("2018-04-01", "2018-Q2"), ("2018-12-31", "2018-Q4")],
)
def test_the_quarter_that_holds_a_day(day: str, quarter: str) -> None:
    """From its first day to its last."""
    assert str(quarter_of(date.fromisoformat(day))) == quarter


@pytest.mark.parametrize(
    ("value", "parts"),
    [("4", ""), ("3", "text measure who"), ("1", "text measure who"), ("-1", "text measure who"), ("10", "")],
)
def test_what_is_not_on_its_way_must_be_explained(tmp_path: Path, value: str, parts: str) -> None:
    """Behind, off track and reversing; not what is on track or met."""
    report = report_of(tmp_path, value)
    assert " ".join(missing_parts(report, report.assessments[0])) == parts


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("text: why", "measure who"), ("text: why, measure: what", "who"), ("text: why, who: me", "measure"),
        ("text: why, measure: what, who: me", ""),
    ],
)  # fmt: skip
def test_an_explanation_wants_a_measure_and_somebody(tmp_path: Path, said: str, parts: str) -> None:
    """Each that is missing is named."""
    report = report_of(tmp_path, said=f"one: {{{said}}}")
    assert " ".join(missing_parts(report, report.assessments[0])) == parts


def test_what_was_said_for_another_quarter_does_not_count(tmp_path: Path) -> None:
    """Each quarter wants its own."""
    report = report_of(tmp_path, said="one: {text: why, measure: what, who: me}", as_of="2018-06-30")
    assert explanation(report, "one") is None
    assert [finding.location.path for finding in unexplained(report)] == ["config/commentary/2018-Q2.yaml"]


def test_only_goals_must_be_explained_and_come_in_the_order_of_the_action_lines(tmp_path: Path) -> None:
    """What is no goal is not in the memo."""
    report = report_of(tmp_path)
    assert [one.id for one in in_memo(report)] == ["two", "one"]
    assert [finding.message for finding in unexplained(report)] == [
        "“one” is behind in 2018-Q1 and has no explanation, no measure, no person responsible (who)"
    ]
