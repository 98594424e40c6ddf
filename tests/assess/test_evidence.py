"""What `show` prints: every formula, worked out, gives its result; readings are grouped by what they assume."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.evidence import Step, readings, steps
from hcroadmap.assess.methods.method import Assumption
from hcroadmap.assess.status import Status
from hcroadmap.model.vocabulary import MethodName

Real = Callable[[str], Report]
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
    "fractions": (
        "baseline: {period: 2015, value: 0.5}\ntarget: {period: 2020, value: 0.9, path: geometric}\nunit: count",
        "2018,0.6",
    ),
    "nothing": (
        "baseline: {period: 2015, value: 0}\ntarget: {period: 2020, value: 20, path: geometric}\nunit: count",
        "2018,13",
    ),
    "down": (
        (
            "baseline: {period: 2015, value: 20}\ntarget: {period: 2020, value: 0, path: geometric}\nunit: count\n"
            "direction: decrease"
        ),
        "2018,13",
    ),
    "soon": ("baseline: {period: 2015, value: 10}\ntarget: {period: 2016, value: 20}\nunit: count", "2016,15"),
    "over": ("baseline: {period: 2015, value: 10}\ntarget: {period: 2020, value: 20}\nunit: count", "2021,13"),
}


@pytest.mark.parametrize("name", CASES)
def test_every_step_adds_up(judge: Judge, name: str) -> None:
    """Worked out by hand, each formula gives the result beside it; the last ones are the report's own numbers."""
    yaml, row = CASES[name]
    seen = judge(yaml, f"{row},2022-12-30", "2022-12-31")
    found = {step.name: step for step in steps(seen)}
    assert {step.period for step in found.values()} <= {"", row.partition(",")[0], "2020"}
    for step in found.values():
        assert float(worked_out(step)) == pytest.approx(float(step.result.value), rel=1e-12)
    assert found["pace"].result.value == seen.ratio
    assert found["way"].result.value == seen.progress
    assert found["expected"].result.value == seen.expected
    assert found["time"].result.value > 0


def test_the_expected_value_of_the_centra(real: Callable[[str], Report]) -> None:
    """Expected in 2019 = 50 000 + (100 000 − 50 000) × 3/4 = 87 500."""
    centra = next(one for one in real("2019-12-31").assessments if one.id == "centra-capacity")
    step = next(step for step in steps(centra) if step.name == "expected")
    assert (step.formula, step.period) == ("{0} + ({1} − {0}) × {2}", "2019")
    assert [operand.value for operand in step.operands] == [50_000, 100_000, Fraction(3, 4)]
    assert step.result.value == 87_500


SHARE = """\
kind: share
dimensions:
  level: {members: [a, b], complete: true}
baseline: {period: 2015, value: 30%}
target: {period: 2020, value: 40%}"""
PARTS = "indicator,period,value,published,level,numerator,denominator"


@pytest.mark.parametrize(
    ("rows", "formula", "operands", "value"),
    [
        ("2016,,2017-01-01,a,0,100 2016,,2017-01-01,b,60,300", "({0} + {1}) / ({2} + {3})", [0, 60, 100, 300], 15),
        ("2016,,2017-01-01,,60,300", "{0} / {1}", [60, 300], 20),
        ("2016,20,2017-01-01,,,", None, None, None),
    ],
)
def test_a_share_shows_its_sums(
    judge: Judge, rows: str, formula: str | None, operands: list[int] | None, value: int | None
) -> None:
    """It is the ratio of the members' sums or of its own parts, every number in sight; or published as it is."""
    found = {step.name: step for step in steps(judge(SHARE, rows, header=PARTS))}.get("latest")
    assert (found and (found.formula, [one.value for one in found.operands], found.result.value)) == (
        formula and (formula, operands, value)
    )


def test_a_count_shows_its_sum(judge: Judge) -> None:
    """Every member stands in it, also one of which there are none."""
    yaml = SHARE.replace("kind: share", "unit: count").replace("%", "")
    rows = "2016,0,2017-01-01,a,, 2016,5,2017-01-01,b,,"
    step = steps(judge(yaml, rows, header=PARTS))[0]
    assert (step.formula, [one.value for one in step.operands], step.result.value) == ("({0} + {1})", [0, 5], 5)
    assert steps(judge(yaml, "2016,5,2017-01-01,,,", header=PARTS))[0].name == "expected"


@pytest.mark.parametrize("declared", ["", ", value: 50"])
def test_a_relative_target_counts_from_the_baseline_as_agreed(judge: Judge, declared: str) -> None:
    """Declared or measured, and whatever new start was made behind a break: 2 × 50 = 100."""
    yaml = f"unit: count\nbaseline: {{period: 2015{declared}}}\ntarget: {{period: 2020, value: 2x}}\n"
    yaml += "rebaseline: {period: 2016, value: 60, reason: new count}"
    seen = judge(yaml, "2015,50,2016-01-01 2016,60,2017-01-01,,B 2017,70,2018-01-01")
    step = steps(seen)[0]
    assert (step.name, step.result.value, worked_out(step)) == ("target", 100, 100)
    assert [one.value for one in step.operands] == [50, 2]


def test_nothing_to_work_out(judge: Judge) -> None:
    """Without a figure after the baseline, without a target, or without a baseline's value."""
    yaml = "unit: count\nbaseline: {period: 2015, value: 10}"
    assert steps(judge(f"{yaml}\ntarget: {{period: 2020, value: 20}}")) == ()
    assert steps(judge(yaml, "2017,12,2018-01-01")) == ()
    assert steps(judge("baseline: {period: 2015}\ntarget: {period: 2020, value: 2x}", "2017,12,2018-01-01")) == ()


def test_a_new_start_in_the_target_period_has_no_time_to_show(judge: Judge) -> None:
    """Two thirds of the way stay, over no years at all."""
    yaml = f"{CASES['over'][0]}\nrebaseline: {{period: 2020, value: 14, reason: new count}}"
    found = steps(judge(yaml, "2020,14,2021-01-01,,B 2021,18,2022-01-01", "2022-06-30"))
    assert [(step.name, step.result.value) for step in found] == [("way", Fraction(2, 3))]


def test_a_target_at_the_baseline_has_no_way_to_show(judge: Judge) -> None:
    """A level to hold: what was expected and what was measured, and no share of nothing."""
    yaml = "baseline: {period: 2015, value: 30%}\ntarget: {period: 2020, value: 30%, every_year: true}"
    found = [step.name for step in steps(judge(yaml, "2017,31,2018-01-01"))]
    assert found == ["expected", "change_expected", "change_measured"]


def of(report: Report, name: str) -> Assessment:
    """One assessment of a report by its id."""
    return next(assessment for assessment in report.assessments if assessment.id == name)


def test_the_choice_of_path_decides_the_capacity_of_the_centra(real: Real) -> None:
    """As of 2019 a doubling by equal steps is behind (0.907), by equal growth on track (0.997)."""
    found = readings(of(real("2019-12-31"), "centra-capacity").seen)
    straight, growing = found.readings[:2]
    assert [reading.assumption for reading in (straight, growing)] == [Assumption.STRAIGHT, Assumption.GROWTH]
    assert (straight.verdicts[0][0], round(float(straight.verdicts[0][1] or 0), 3)) == (Status.BEHIND, 0.907)
    assert (growing.verdicts[0][0], round(float(growing.verdicts[0][1] or 0), 3)) == (Status.ON_TRACK, 0.997)
    assert (found.paths_differ(), found.methods_differ(), found.figures_differ()) == (True, True, True)


def test_rival_figures_are_read_beside_the_one_used(real: Real) -> None:
    """The rounded 80 000 of the same survey is behind on every reading that can judge it."""
    found = readings(of(real("2019-12-31"), "centra-capacity").seen)
    assert [int(point.value) for point in found.figures] == [84_000, 80_000]
    assert {reading.verdicts[1][0] for reading in found.readings} == {Status.BEHIND, None}


def test_methods_that_assume_growth_are_one_group(real: Real) -> None:
    """statcan, un2022 and un2023 share an assumption; destatis looks at the last years and needs four figures."""
    found = readings(of(real("2019-12-31"), "centra-capacity").seen)
    named = {reading.method for reading in found.of(Assumption.GROWTH)} - {MethodName.LINEAR}
    assert named == {MethodName.STATCAN, MethodName.UN2022, MethodName.UN2023}
    assert [reading.verdicts[0][0] for reading in found.of(Assumption.RECENT)] == [None]


def test_nothing_to_read_where_nothing_is_judged(real: Real) -> None:
    """Without a comparable figure there are no readings."""
    found = readings(of(real("2026-11-23"), "stem-graduates").seen)
    assert (found.figures, found.readings) == ((), ())


def test_no_growing_path_through_zero(judge: Judge) -> None:
    """A path from zero cannot grow at a constant rate, so it is not offered."""
    seen = judge(
        "baseline: {period: 2015, value: 0}\ntarget: {period: 2020, value: 9}\nunit: count", "2016,1,2017-01-01"
    )
    assert [reading.path for reading in readings(seen.seen).readings if reading.method is MethodName.LINEAR] == [
        "linear"
    ]


RIVALS = "indicator,period,value,published,used,status"


@pytest.mark.parametrize(
    ("rows", "figures"),
    [
        ("2020,18,2021-01-01,, 2021,17,2022-01-01,, 2020,20,2021-02-01,no, 2021,22,2022-02-01,no,", [18, 20]),
        ("2020,19,2021-01-01,, 2021,21,2022-01-01,, 2020,22,2021-02-01,no, 2021,16,2022-02-01,no,", [21, 16]),
        ("2018,14,2019-01-01,, 2018,13,2019-02-01,no, 2018,12,2019-02-01,no,F", [14, 13]),
        ("2018,14,2019-01-01,, 2018,11,2017-02-01,no,", [14]),
    ],
)
def test_rivals_are_sought_in_the_period_that_decides(judge: Judge, rows: str, figures: list[int]) -> None:
    """Not in the latest, where another decided already; and a forecast is no rival."""
    yaml = "unit: count\nbaseline: {period: 2015, value: 5}\ntarget: {period: 2020, value: 20}"
    found = readings(judge(yaml, rows, "2022-12-31", header=RIVALS).seen)
    assert [point.value for point in found.figures] == figures


def test_it_is_known_how_many_readings_can_judge(judge: Judge) -> None:
    """From below zero no growth can be computed, and two figures are too few for destatis."""
    yaml = "unit: count\nbaseline: {period: 2015, value: -5}\ntarget: {period: 2020, value: 20}"
    found = readings(judge(yaml, "2018,14,2019-01-01", "2019-12-31").seen)
    assert [reading.verdicts[0][0] is not None for reading in found.readings] == [True, *[False] * 4]


@pytest.mark.parametrize(("base", "is_straight"), [(0, True), (-3, True), (2, False)])
def test_a_growing_path_that_cannot_grow_says_so(judge: Judge, base: int, *, is_straight: bool) -> None:
    """It is straight, and the note is there for who chose otherwise."""
    yaml = f"unit: count\nbaseline: {{period: 2015, value: {base}}}\n"
    yaml += "target: {period: 2020, value: 20, path: geometric}"
    seen = judge(yaml, "2018,14.00,2019-01-01", "2019-12-31")
    assert ("straight_path" in [note.code for note in seen.notes]) == is_straight


def test_the_readings_of_a_band_differ_by_path_too(judge: Judge) -> None:
    """Half way from 10 to 40 in time, 21 is short of the 25 of a straight path and past the 20 of growth."""
    yaml = "unit: count\nbaseline: {period: 2012, value: 10}\ntarget: {period: 2020, value: {min: 40, max: 60}}"
    seen = judge(yaml, "2016,21.0,2017-01-01", "2017-12-31").seen
    straight, growing = readings(seen).readings[:2]
    assert (straight.verdicts[0][0], growing.verdicts[0][0]) == (Status.BEHIND, Status.ON_TRACK)


@pytest.mark.parametrize(
    ("method", "label"),
    [("statcan", "deterioration"), ("un2022", "deterioration"), ("un2023", "1"), ("destatis", "storm")],
)
def test_no_method_calls_a_band_reached_that_was_passed(judge: Judge, method: str, label: str) -> None:
    """Beyond the far edge the way back counts, in whichever direction it was entered."""
    band = "unit: count\nbaseline: {period: 2013, value: %s}\ntarget: {period: 2020, value: {min: 40, max: 60}}"
    up, down = ("2014,30 2015,50 2016,60 2017,71", "2014,90 2015,55 2016,50 2017,33")
    for start, rows, direction in ((20, up, "increase"), (99, down, "decrease")):
        seen = judge(f"{band % start}\ndirection: {direction}", rows, method=MethodName(method))
        judgement = seen.verdict.judgement
        assert (seen.status, judgement and judgement.label) == (Status.REVERSING, label)
