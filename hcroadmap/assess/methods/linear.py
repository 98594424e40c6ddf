"""`linear`, the default: actual change as a share of the change that the path asks for by now.

    R = (y_t − y_b) / (expected − y_b)

on track from 0.95, behind from 0.60, off track from 0, below that reversing (the bands are settings). Without
milestones R is the share of the way over the share of the time. It is defined for zero, negative and percentage
values and gives the same verdict for a share and its complement. Straight path and 95/60/0 together are this
tool's own combination; the bands are the widely used ones. Source: METHODS A1.

Example: from 38 in 2015 to 40 in 2020; 39.1 in 2017. Expected 38.8, R = 1.1 / 0.8 = 1.375: on track.

Without a target: the least-squares slope a year over the values of the five years up to the latest, of which four
are needed; a slope below `stable_band` of their mean is stable (METHODS A2.8).
"""

from __future__ import annotations

from fractions import Fraction

from hcroadmap.assess.case import TOLERANCE, Case, Figure, Judgement
from hcroadmap.assess.status import Status
from hcroadmap.model.period import years_between

WINDOW_YEARS = 5
LEAST_VALUES = 4


def judge(case: Case) -> Judgement:
    """Judge by the pace along the path, or by the trend where there is none from a baseline to a target."""
    if case.target is None or case.baseline is None:
        return trend(case)
    ratio = pace(case)
    status = _band(ratio, case) if ratio is not None else _on_a_flat_path(case, case.baseline)
    return Judgement(status, ratio, status)


def pace(case: Case) -> Fraction | None:
    """The pace ratio R; `None` where the path is flat or has no end."""
    if case.baseline is None or case.expected is None or case.expected == case.baseline.value:
        return None
    return (case.latest.value - case.baseline.value) / (case.expected - case.baseline.value)


def trend(case: Case) -> Judgement:
    """Improving, stable or worsening: the least-squares slope a year, in the indicator's unit."""
    window = [figure for figure in case.history if years_between(figure.period, case.latest.period) < WINDOW_YEARS]
    if len(window) < LEAST_VALUES or not case.sign:
        return Judgement(Status.NO_DATA, None, None)
    slope = _slope(window)
    mean = sum((figure.value for figure in window), Fraction(0)) / len(window)
    if slope == 0 or abs(slope) < case.stable_band * abs(mean):
        return Judgement(Status.STABLE, slope, Status.STABLE)
    status = Status.IMPROVING if slope * case.sign > 0 else Status.WORSENING
    return Judgement(status, slope, status)


def _band(ratio: Fraction, case: Case) -> Status:
    for edge, status in (
        (case.on_track, Status.ON_TRACK),
        (case.behind, Status.BEHIND),
        (Fraction(0), Status.OFF_TRACK),
    ):
        if ratio >= edge - TOLERANCE:
            return status
    return Status.REVERSING


def _on_a_flat_path(case: Case, start: Figure) -> Status:
    adverse = (case.latest.value - start.value) * case.sign < 0
    return Status.REVERSING if adverse else Status.ON_TRACK


def _slope(figures: list[Figure]) -> Fraction:
    times = [years_between(figures[0].period, figure.period) for figure in figures]
    middle = sum(times, Fraction(0)) / len(times)
    spread = sum(((time - middle) ** 2 for time in times), Fraction(0))
    moved = sum(((time - middle) * figure.value for time, figure in zip(times, figures, strict=True)), Fraction(0))
    return moved / spread
