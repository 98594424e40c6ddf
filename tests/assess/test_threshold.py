"""A threshold for change: the last two figures decide, and how firm that is."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.firmness import Tip
from hcroadmap.assess.status import Status
from hcroadmap.model.vocabulary import MethodName
from hcroadmap.read.load import load

Judge = Callable[..., Assessment]

YAML = "unit: {}\nchanged_at: {}\ndirection: {}"


@pytest.mark.parametrize(
    ("unit", "changed_at", "direction", "before", "after", "label", "status"),
    [
        ("percent", "0.7 pp", "decrease", "14.1", "13.6", "maintaining", Status.STABLE),
        ("percent", "0.7 pp", "decrease", "14.1", "13.4", "improving", Status.IMPROVING),
        ("percent", "0.7", "increase", "14.1", "13.4", "worsening", Status.WORSENING),
        ("percent", "0.7", "increase", "14.1", "13.41", "maintaining", Status.STABLE),
        ("euro", "5%", "increase", "-200", "-190", "improving", Status.IMPROVING),
        ("euro", "5%", "increase", "200", "190.1", "maintaining", Status.STABLE),
        ("count", "12", "increase", "0", "12", "improving", Status.IMPROVING),
        ("count", "5%", "increase", "0", "0", "maintaining", Status.STABLE),
    ],
)
def test_the_last_two_figures_decide(
    judge: Judge,
    *,
    unit: str,
    changed_at: str,
    direction: str,
    before: str,
    after: str,
    label: str,
    status: Status,
) -> None:
    """From the threshold on it changed, whatever the method and whatever came before; the value is the change."""
    rows = f"2014,1,2015-01-01 2016,{before},2017-01-01 2017,{after},2018-01-01"
    for method in MethodName:
        seen = judge(YAML.format(unit, changed_at, direction), rows, method=method)
        told = seen.verdict.judgement
        assert told
        assert (seen.status, told.label, told.value) == (status, label, Fraction(after) - Fraction(before))


def test_one_figure_is_no_change(judge: Judge) -> None:
    """Nor are two across a break."""
    yaml = YAML.format("percent", "0.7 pp", "increase")
    assert judge(yaml, "2017,3,2018-01-01").status is Status.NO_DATA
    assert judge(yaml, "2016,9,2017-01-01 2017,3,2018-01-01,,B").status is Status.NO_DATA


def test_it_is_tipped_at_the_threshold(judge: Judge) -> None:
    """On either side of the figure before the last."""
    found = judge(
        YAML.format("percent", "0.7 pp", "increase"), "2016,14.0,2017-01-01 2017,14.3,2018-01-01"
    ).firmness
    assert found
    assert (found.up, found.down) == (Tip(Fraction(4, 10), Status.IMPROVING), Tip(Fraction(1), Status.WORSENING))


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        ("unit: count, changed_at: 3", "missing-direction"),
        ("unit: percent, direction: increase, changed_at: 5%", "unit-mismatch"),
        ("unit: count, direction: increase, changed_at: 5 pp", "unit-mismatch"),
        ("unit: count, direction: increase, changed_at: 0", "bad-value"),
        ("unit: count, direction: increase, changed_at: -3", "bad-value"),
        ("unit: count, direction: increase, changed_at: 2x", "bad-value"),
    ],
)
def test_what_is_no_threshold_is_an_error(tmp_path: Path, yaml: str, code: str) -> None:
    """One finding, at its place, with what to write instead."""
    (tmp_path / "targets.yaml").write_text(f"indicators: {{x: {{title: X, {yaml}}}}}", encoding="utf-8")
    _, findings = load(tmp_path)
    errors = [finding for finding in findings if finding.severity == "error"]
    assert [finding.code for finding in errors] == [code]
    assert errors[0].hint


@pytest.mark.parametrize(
    ("before", "margins", "noise", "word"),
    [
        ("24.1", ("0.9", ""), "0.9", "fragile"),
        ("24.1", ("", "0.3"), "0.3", "firm"),
        ("24.1", ("0.1", "0.3"), "0.3", "firm"),
        ("24.1", ("", ""), "0.05", "unknown"),
    ],
)
def test_both_figures_of_a_change_may_be_off(
    judge: Judge, *, before: str, margins: tuple[str, str], noise: str, word: str
) -> None:
    """The change is counted from the last but one, so that its margin counts too; 0.4 lower is improving."""
    rows = f"2016,{before},2017-01-01,{margins[0]} 2017,23.8,2018-01-01,{margins[1]}"
    yaml = YAML.format("percent", "0.7 pp", "decrease")
    found = judge(yaml, rows, header="indicator,period,value,published,margin").firmness
    assert found
    assert (found.noise, found.word) == (Fraction(noise), word)
    again = judge(yaml.replace("0.7 pp", "0.7\nbaseline: {period: 2016}"), rows,
                  header="indicator,period,value,published,margin").firmness  # fmt: skip
    assert again == found


def test_a_relative_threshold_follows_the_figure_before_it(judge: Judge) -> None:
    """5% of 300 ± 20: the edge below lies at 285, and follows it by 0.95."""
    yaml, header = YAML.format("count", "5%", "decrease"), "indicator,period,value,published,margin"
    found = judge(yaml, "2016,300,2017-01-01,20 2017,270,2018-01-01", header=header).firmness
    assert found
    assert (found.noise, found.word) == (Fraction(19), "fragile")


def test_a_provisional_figure_before_the_last_is_told(judge: Judge) -> None:
    """Without it the change would be another: from 31.0 to 30.2 worsens, from 30.4 it does not."""
    rows = "2015,30.4,2016-01-01 2016,31.0,2017-01-01,,P 2017,30.2,2018-01-01"
    notes = dict(judge(YAML.format("percent", "0.7 pp", "increase"), rows).notes)
    assert (notes["flagged"], notes["provisional"]) == ("P", "stable")
