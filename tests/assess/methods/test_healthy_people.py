"""`healthy_people`: the classes in their order, with standard errors and without; both kinds of baseline."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.status import Status
from hcroadmap.model.vocabulary import MethodName

Judge = Callable[..., Assessment]

UP = "baseline: {{period: 2015{}}}\ntarget: {{period: 2030, value: 60}}"
SE = "indicator,period,value,published,se"


@pytest.mark.parametrize(
    ("value", "label", "status"),
    [
        ("60", "target_met_or_exceeded", Status.MET),
        ("51", "improving", Status.ON_TRACK),
        ("50.9", "little_or_no_detectable_change", Status.OFF_TRACK),
        ("50", "little_or_no_detectable_change", Status.OFF_TRACK),
        ("45.1", "little_or_no_detectable_change", Status.OFF_TRACK),
        ("45", "getting_worse", Status.REVERSING),
    ],
)
def test_a_tenth_decides_without_standard_errors(judge: Judge, value: str, label: str, status: Status) -> None:
    """Of the targeted change for better, of the baseline for worse; how long it took is no matter."""
    for year in (2016, 2029):
        seen = judge(UP.format(", value: 50"), f"{year},{value},2029-12-31", "2029-12-31",
                     method=MethodName.HEALTHY_PEOPLE)  # fmt: skip
        told = seen.verdict.judgement
        assert told
        assert (told.label, seen.status, float(told.value or 0)) == (
            label,
            status,
            pytest.approx((float(value) - 50) / 10),
        )


@pytest.mark.parametrize(
    ("value", "label"),
    [("51.39", "improving"), ("51.38", "little_or_no_detectable_change"), ("48.61", "getting_worse")],
)
def test_chance_decides_with_both_standard_errors(judge: Judge, value: str, label: str) -> None:
    """1.96 × √(0.5² + 0.5²) = 1.386, whether the baseline is declared with its error or measured with it."""
    rows = f"2017,{value},2018-01-01,0.5"
    declared = judge(UP.format(", value: 50, se: 0.5"), rows, header=SE, method=MethodName.HEALTHY_PEOPLE)
    measured = judge(UP.format(""), f"2015,50,2016-01-01,0.5 {rows}", header=SE, method=MethodName.HEALTHY_PEOPLE)
    both = judge(
        UP.format(", value: 50"), f"2015,50.0,2016-01-01,0.5 {rows}", header=SE, method=MethodName.HEALTHY_PEOPLE
    )
    for seen in (declared, measured, both):
        assert seen.verdict.judgement
        assert seen.verdict.judgement.label == label


def test_one_standard_error_is_not_enough(judge: Judge) -> None:
    """The tenth decides then."""
    seen = judge(UP.format(", value: 50"), "2017,50.9,2018-01-01,0.1", header=SE, method=MethodName.HEALTHY_PEOPLE)
    assert seen.verdict.judgement
    assert seen.verdict.judgement.label == "little_or_no_detectable_change"


def test_a_target_at_the_baseline_has_no_share(judge: Judge) -> None:
    """Only chance, or a tenth of the baseline, tells whether it got worse."""
    yaml = "baseline: {period: 2015}\ntarget: {period: 2030, value: 20}\ndirection: decrease"
    for latest, label in (("21.9", "little_or_no_detectable_change"), ("22", "getting_worse")):
        seen = judge(yaml, f"2015,20,2016-01-01 2017,{latest},2018-01-01", method=MethodName.HEALTHY_PEOPLE)
        assert seen.verdict.judgement
        assert seen.verdict.judgement[:2] == (label, None)
