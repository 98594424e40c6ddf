"""`linear`, the default: actual change as a share of the change that the path asks for by now.

    R = (y_t − y_b) / (expected − y_b)

on track from 0.95, behind from 0.60, off track from 0, below that reversing (the bands are settings). Without
milestones R is the share of the way over the share of the time. It is defined for zero, negative and percentage
values and gives the same verdict for a share and its complement. Straight path and 95/60/0 together are this
tool's own combination; the bands are the widely used ones. Source: METHODS A1.

Example: from 38 in 2015 to 40 in 2020; 39.1 in 2017. Expected 38.8, R = 1.1 / 0.8 = 1.375: on track.

Without a target: the least-squares slope a year over the values of the five years up to the latest, of which four
years are needed; a slope below `stable_band` of their mean is stable (METHODS A2.8).
"""

from fractions import Fraction

from hcroadmap.assess.methods.method import TOLERANCE, Assumption, Case, Judgement
from hcroadmap.assess.status import Status
from hcroadmap.model.period import years_between

ASSUMPTION = Assumption.STRAIGHT

WINDOW_YEARS = 5
LEAST_VALUES = 4


def judge(case: Case) -> Judgement:
    """Judge by the pace along the path, or by the trend where there is none from a baseline to a target."""
    if case.target is None or case.baseline is None:
        return trend(case)
    ratio = pace(case)
    bands = ((case.on_track, Status.ON_TRACK), (case.behind, Status.BEHIND), (Fraction(0), Status.OFF_TRACK))
    if ratio is None:  # nothing is asked for yet, or there is no end to head for
        adverse = (case.latest.value - case.baseline.value) * case.sign < 0
        status = Status.REVERSING if adverse else Status.ON_TRACK
    else:
        forgiven = ratio + TOLERANCE
        status = next((status for edge, status in bands if forgiven >= edge), Status.REVERSING)
    return Judgement(status, ratio, status)


def pace(case: Case) -> Fraction | None:
    """The pace ratio R; `None` where the path is flat or there is none."""
    if case.baseline is None or case.expected is None or case.expected == case.baseline.value:
        return None
    return (case.latest.value - case.baseline.value) / (case.expected - case.baseline.value)


def edges(case: Case) -> tuple[Fraction, ...]:
    """Where R meets a band; without a target, where the slope is zero or meets the stable band."""
    if case.target and case.baseline:
        wanted = 0 if case.expected is None else case.expected - case.baseline.value
        return tuple(case.baseline.value + band * wanted for band in (case.on_track, case.behind, 0))
    none, one = (_slope_and_mean(case.at(Fraction(value))) for value in (0, 1))
    if none is None or one is None:
        return ()
    (slope, mean), (rises, weighs) = none, (one[0] - none[0], one[1] - none[1])
    bands = (case.stable_band, -case.stable_band, 0)
    return tuple((band * mean - slope) / (rises - band * weighs) for band in bands if rises != band * weighs)


def trend(case: Case) -> Judgement:
    """Improving, stable or worsening, by the slope of the last five years."""
    known = _slope_and_mean(case)
    if known is None or not case.sign:
        return Judgement(Status.NO_DATA, None, None)
    slope, mean = known
    if slope == 0 or abs(slope) < case.stable_band * abs(mean):
        return Judgement(Status.STABLE, slope, Status.STABLE)
    status = Status.IMPROVING if slope * case.sign > 0 else Status.WORSENING
    return Judgement(status, slope, status)


def _slope_and_mean(case: Case) -> tuple[Fraction, Fraction] | None:
    """The slope Σ (t − t̄)·y / Σ (t − t̄)², in the unit a year, and the mean; `None` of too few years."""
    window = [figure for figure in case.history if years_between(figure.period, case.latest.period) < WINDOW_YEARS]
    if len({figure.period.year for figure in window}) < LEAST_VALUES:
        return None
    times = [years_between(window[0].period, figure.period) for figure in window]
    offsets = [time - sum(times, Fraction(0)) / len(times) for time in times]
    moved = sum((offset * figure.value for offset, figure in zip(offsets, window, strict=True)), Fraction(0))
    slope = moved / sum((offset**2 for offset in offsets), Fraction(0))
    return slope, sum((figure.value for figure in window), Fraction(0)) / len(window)
