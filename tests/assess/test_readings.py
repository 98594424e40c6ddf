"""Would another reading give another verdict? Grouped by assumption, never counted."""

from __future__ import annotations

from collections.abc import Callable

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.methods.method import Assumption
from hcroadmap.assess.readings import readings
from hcroadmap.assess.status import Status
from hcroadmap.model.vocabulary import MethodName

Real = Callable[[str], Report]
Judge = Callable[..., Assessment]


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
