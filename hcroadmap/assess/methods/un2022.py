"""`un2022`: the UN SDG Progress Chart of 2022, the growth so far as a share of the growth that is required.

    CR = CAGR(y_b → y_t) / CAGR(y_b → Y)

target achieved when met; on track from 0.95, fair progress from 0.5, limited or no progress from −0.1,
below that deterioration. Met in the base year and not now is deterioration, because both rates then have
the same sign. Without a target the growth a year in the wanted direction: on track *above* 1 %, fair
progress above 0.5 %, limited or no progress from −1 %, below that deterioration. Values below zero turn the
sign of growth round, so without a target they are not available; with one the ratio still holds.

With `thresholds` (four, best first) the level is assessed instead, by strict comparisons: 98 against a
threshold of 98 is close to target, not met. Its value is the level.

Base year where no baseline is given: 2015, else the year nearest to 2015, the later of two. A single year,
or none after 2015: not available. Sources: UN Progress Chart Technical Note 2022,
https://unstats.un.org/sdgs/report/2022/Progress_Chart_Technical_Note_2022.pdf; METHODS B3a and B3b.

Example: from 23.7 in 2016 to 19.7 in 2022, halving to 11.85 in 2030: −3.03 % a year where −4.83 % is
needed, CR = 0.63, fair progress.
"""

from __future__ import annotations

from fractions import Fraction

from hcroadmap.assess.methods.compound_growth import (
    BASE_YEAR,
    SLACK,
    by_year,
    is_later,
    quotient,
    rate,
    reaches,
)
from hcroadmap.assess.methods.method import Assumption, Case, Judgement
from hcroadmap.assess.promise import DatedValue
from hcroadmap.assess.status import Status

ASSUMPTION = Assumption.GROWTH

ACHIEVED = "target_achieved"
ON_TRACK = "on_track"
FAIR = "fair_progress"
LIMITED = "limited_or_no_progress"
DETERIORATION = "deterioration"
NOT_AVAILABLE = "not_available"
VERY_FAR = "very_far_from_target"
LEVELS = (
    "target_met_or_almost_met",
    "close_to_target",
    "moderate_distance_to_target",
    "far_from_target",
    VERY_FAR,
)

STATUSES: dict[str, Status | None] = {
    ACHIEVED: Status.ON_TRACK,
    ON_TRACK: Status.ON_TRACK,
    FAIR: Status.BEHIND,
    LIMITED: Status.OFF_TRACK,
    DETERIORATION: Status.REVERSING,
    NOT_AVAILABLE: None,
    "target_met_or_almost_met": Status.ON_TRACK,
    "close_to_target": Status.BEHIND,
    "moderate_distance_to_target": Status.BEHIND,
    "far_from_target": Status.OFF_TRACK,
    VERY_FAR: Status.OFF_TRACK,
}
"""What each label amounts to. For the levels this is the tool's own reading, by how far there is to go; a
level says nothing about the direction, so none is reversing."""

WITH_TARGET = ((0.95, ON_TRACK), (0.5, FAIR), (-0.1, LIMITED))
ON_TRACK_ABOVE, FAIR_ABOVE, LIMITED_FROM = 0.01, 0.005, -0.01


def judge(case: Case) -> Judgement:
    """Judge the trend, or the level where thresholds are given."""
    label, value = _level(case) if case.thresholds else _trend(case)
    return Judgement(label, value, STATUSES[label])


def base(case: Case) -> DatedValue | None:
    """The figure from which growth counts: the baseline, else that of 2015 or the nearest year."""
    if case.baseline:
        return case.baseline
    earlier = by_year(case.history[:-1])
    if not earlier or case.latest.period.year <= BASE_YEAR:
        return None
    return earlier[min(earlier, key=lambda year: (abs(year - BASE_YEAR), -year))]


def _trend(case: Case) -> tuple[str, float | None]:
    start, target = base(case), case.target
    if start is None or not case.sign or not is_later(case.history, start):
        return NOT_AVAILABLE, None
    if target is None:
        return _without_target(case, start)
    actual, required = rate(start, case.latest), rate(start, target)
    ratio = None if actual is None or required is None else quotient(actual, required)
    if case.reached or case.is_met(case.latest, target.value):
        return ACHIEVED, ratio
    if case.reached_at_baseline or case.is_met(start, target.value):
        return DETERIORATION, ratio
    if ratio is None:
        return NOT_AVAILABLE, None
    return next((label for edge, label in WITH_TARGET if reaches(ratio, edge)), DETERIORATION), ratio


def _without_target(case: Case, start: DatedValue) -> tuple[str, float | None]:
    growth = rate(start, case.latest) if start.value > 0 else None
    if growth is None:
        return NOT_AVAILABLE, None
    growth *= case.sign
    if growth > ON_TRACK_ABOVE + SLACK:
        return ON_TRACK, growth
    if growth > FAIR_ABOVE + SLACK:
        return FAIR, growth
    return (LIMITED if reaches(growth, LIMITED_FROM) else DETERIORATION), growth


def _level(case: Case) -> tuple[str, Fraction | None]:
    edges = [case.sign * edge for edge in case.thresholds]
    ordered = len(edges) == len(LEVELS) - 1 and edges == sorted(edges, reverse=True)
    if not case.history or not case.sign or not ordered:
        return NOT_AVAILABLE, None
    value = case.latest.value
    level = (name for name, edge in zip(LEVELS, edges, strict=False) if case.sign * value > edge)
    return next(level, VERY_FAR), value
