"""The arithmetic that `show` prints: every formula, worked out, gives its result."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from hcroadmap.assess.arithmetic import Step, steps
from hcroadmap.assess.assessment import Assessment, Report

Judge = Callable[..., Assessment]


def worked_out(step: Step) -> Fraction:
    """The formula of a step with its operands, calculated."""
    formula = step.formula.replace("×", "*").replace("−", "-").replace("^", "**")
    names = {f"v{index}": operand.value for index, operand in enumerate(step.operands)}
    text = formula.format(*(f"v{index}" for index in range(len(step.operands))))
    return Fraction(eval(text, {}, names))  # noqa: S307  # our own formulas


CASES = {
    "doubling": (
        "baseline: {period: 2016, value: 50000}\ntarget: {period: 2020, value: 2x}\nunit: count",
        "2019,84000",
    ),
    "points": ("baseline: {period: 2015, value: 38}\ntarget: {period: 2020, value: +2 pp}", "2017,39.1"),
    "relative": (
        "baseline: {period: 2015, value: 40}\ntarget: {period: 2020, value: +10%}\nunit: count",
        "2017,41",
    ),
    "milestone": (
        (
            "baseline: {period: 2015, value: 10}\nmilestones: [{period: 2017, value: 12}]\n"
            "target: {period: 2020, value: 20}\nunit: count"
        ),
        "2018,13",
    ),
    "growth": (
        "baseline: {period: 2015, value: 10}\ntarget: {period: 2020, value: 20, path: geometric}\nunit: count",
        "2018,13",
    ),
    "over": ("baseline: {period: 2015, value: 10}\ntarget: {period: 2020, value: 20}\nunit: count", "2021,13"),
}


@pytest.mark.parametrize("name", CASES)
def test_every_step_adds_up(judge: Judge, name: str) -> None:
    """Worked out by hand, each formula gives the result beside it; the last ones are the report's own numbers."""
    yaml, row = CASES[name]
    seen = judge(yaml, f"{row},2018-12-30")
    found = {step.name: step for step in steps(seen)}
    for step in found.values():
        assert float(worked_out(step)) == pytest.approx(float(step.result.value), rel=1e-12)
    assert found["pace"].result.value == seen.ratio
    assert found["way"].result.value == seen.progress
    assert found["expected"].result.value == seen.expected


def test_the_expected_value_of_the_centra(real: Callable[[str], Report]) -> None:
    """Expected in 2019 = 50 000 + (100 000 − 50 000) × 3/4 = 87 500."""
    centra = next(one for one in real("2019-12-31").assessments if one.id == "centra-capacity")
    step = next(step for step in steps(centra) if step.name == "expected")
    assert (step.formula, step.period) == ("{0} + ({1} − {0}) × {2}", "2019")
    assert [operand.value for operand in step.operands] == [50_000, 100_000, Fraction(3, 4)]
    assert step.result.value == 87_500


def test_a_share_shows_its_sums(judge: Judge) -> None:
    """A share over members is the ratio of their sums, with every number in sight."""
    yaml = "kind: share\ndimensions:\n  level: {members: [a, b], complete: true}\n"
    yaml += "baseline: {period: 2015, value: 30%}\ntarget: {period: 2020, value: 40%}"
    rows = "2016,,2017-01-01,a,30,100 2016,,2017-01-01,b,50,300"
    seen = judge(yaml, rows, header="indicator,period,value,published,level,numerator,denominator")
    step = steps(seen)[0]
    assert (step.name, step.formula, step.result.value) == ("latest", "({0} + {1}) / ({2} + {3})", 20)
