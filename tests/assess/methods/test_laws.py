"""What holds for every published method, whatever the figures."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcroadmap.assess import methods
from hcroadmap.assess.methods import destatis, healthy_people, statcan, un2022, un2023
from hcroadmap.assess.methods.method import Case, method
from hcroadmap.assess.promise import DatedValue
from hcroadmap.assess.status import Status
from hcroadmap.model.period import Period, PeriodKind
from hcroadmap.model.vocabulary import MethodName
from tests.assess.methods import open_sdg

SHARED = {"__init__", "compound_growth", "method"}
PUBLISHED = (statcan, un2022, un2023, destatis, healthy_people)
JUDGED = {Status.ON_TRACK, Status.BEHIND, Status.OFF_TRACK, Status.REVERSING, None}
TRENDS = {Status.IMPROVING, Status.STABLE, Status.WORSENING, None}

values = st.one_of(
    st.sampled_from(
        [Fraction(0), Fraction(1), Fraction(-1), Fraction(100), Fraction(10) ** 300, Fraction(1, 10**300)]
    ),
    st.fractions(min_value=-1000, max_value=1000, max_denominator=1000),
    st.builds(lambda sign, power: sign * Fraction(10) ** power, st.sampled_from([1, -1]), st.integers(-400, 400)),
)
kinds = st.sampled_from([PeriodKind.YEAR, PeriodKind.STUDY_YEAR, PeriodKind.QUARTER, PeriodKind.DAY])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any case: zeros, huge and negative values, one figure or none, base and target in any order."""
    kind = draw(kinds)
    periods = st.builds(
        Period, st.just(kind), st.integers(1990, 2040), st.integers(1, 1 if kind.endswith("year") else 4)
    )
    figures = st.builds(DatedValue, periods, values)
    history = {known.period: known for known in draw(st.lists(figures, max_size=8))}
    return Case(
        sign=draw(st.sampled_from([1, -1, 0])),
        history=tuple(history[period] for period in sorted(history)),
        baseline=draw(st.none() | figures),
        target=draw(st.none() | figures),
        milestones=tuple(draw(st.lists(figures, max_size=2))),
        reached=draw(st.booleans()),
        reached_at_baseline=draw(st.booleans()),
        every_year=draw(st.booleans()),
        is_percent=draw(st.booleans()),
        limit=draw(st.none() | values),
        baseline_se=draw(st.none() | st.fractions(0, 9)),
        latest_se=draw(st.none() | st.fractions(0, 9)),
        thresholds=tuple(draw(st.just([]) | st.lists(values, min_size=3, max_size=5))),
    )


@given(cases())
def test_never_raises_and_stays_in_its_words(case: Case) -> None:
    """Every case gets a declared label, a finite value or none, and a status of the method's own or none."""
    for module in PUBLISHED:
        label, value, status = module.judge(case)
        assert label in module.STATUSES
        assert value is None or isinstance(value, Fraction) or math.isfinite(value)
        by_trend = module in (destatis, healthy_people) and case.target is None
        assert status in (TRENDS if by_trend else JUDGED)
        assert label != "not_available" or (value is None and (by_trend or status is None))


@given(cases())
def test_score_lies_between_minus_five_and_five(case: Case) -> None:
    """A score exists exactly where the label is available, and never leaves its scale."""
    score = open_sdg.score(case)
    assert (score is None) is (statcan.judge(case).label == "not_available")
    assert score is None or -5 <= score <= 5


@given(cases())
def test_direction_is_never_guessed(case: Case) -> None:
    """Without a declared direction no method says anything of its own."""
    for module in PUBLISHED:
        assert module.judge(case._replace(sign=0, reached=False)).label == "not_available"


@given(cases(), st.fractions(min_value=Fraction(1, 1000), max_value=1000))
def test_unit_does_not_matter(case: Case, scale: Fraction) -> None:
    """Counting in thousands instead of ones leaves the label of un2022's trend as it is."""
    case = case._replace(thresholds=())
    scaled = case._replace(
        history=tuple(DatedValue(known.period, known.value * scale) for known in case.history),
        baseline=case.baseline and DatedValue(case.baseline.period, case.baseline.value * scale),
        target=case.target and DatedValue(case.target.period, case.target.value * scale),
    )
    assert un2022.judge(scaled).label == un2022.judge(case).label


@pytest.mark.parametrize("name", MethodName)
def test_every_method_of_the_table_can_be_asked(name: MethodName) -> None:
    """A method that a user may name is a module with `judge`, and its docstring gives source and example."""
    module = method(name)
    assert callable(module.judge)
    documentation = module.__doc__ or ""
    assert "METHODS" in documentation
    assert "Example:" in documentation


def test_table_lists_the_folder() -> None:
    """`MethodName` lists every module of the folder but the shared ones, and no other."""
    folder = Path(methods.__file__ or "").parent
    assert sorted(MethodName) == sorted({path.stem for path in folder.glob("*.py")} - SHARED)
