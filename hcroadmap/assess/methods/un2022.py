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

from fractions import Fraction

from hcroadmap.assess.methods import compound_growth as growth
from hcroadmap.assess.methods.method import UNANSWERED, Assumption, Case, Judgement, meanings
from hcroadmap.assess.promise import Dated
from hcroadmap.assess.status import Status

ASSUMPTION = Assumption.GROWTH

ACHIEVED, ON_TRACK, FAIR = "target_achieved", "on_track", "fair_progress"
LIMITED, DETERIORATION, NOT_AVAILABLE = "limited_or_no_progress", "deterioration", UNANSWERED.label
LEVELS = {
    "target_met_or_almost_met": Status.ON_TRACK,
    "close_to_target": Status.BEHIND,
    "moderate_distance_to_target": Status.BEHIND,
    "far_from_target": Status.OFF_TRACK,
    "very_far_from_target": Status.OFF_TRACK,
}
"""What each level amounts to, by how far there is to go: this tool's own reading. A level has no direction, so
none is reversing."""

STATUSES = {ACHIEVED: Status.ON_TRACK, **meanings(ON_TRACK, FAIR, LIMITED, DETERIORATION), **LEVELS}
"""What each label amounts to."""

WITH_TARGET = ((0.95, ON_TRACK), (0.5, FAIR), (-0.1, LIMITED))
WITHOUT_TARGET = ((0.01, ON_TRACK), (0.005, FAIR))
"""Growth a year that must be surpassed."""
LIMITED_FROM = -0.01


def judge(case: Case) -> Judgement:
    """Judge the trend, or the level where thresholds are given."""
    label, value = _level(case) if case.thresholds else _trend(case)
    return Judgement(label, value, STATUSES[label])


def base(case: Case) -> Dated | None:
    """The figure from which growth counts: the baseline, else that of 2015 or the nearest year."""
    if case.baseline:
        return case.baseline
    earlier = growth.by_year(case.history[:-1])
    if not earlier or case.latest.period.year <= growth.BASE_YEAR:
        return None
    return earlier[min(earlier, key=lambda year: (abs(year - growth.BASE_YEAR), -year))]


def _trend(case: Case) -> tuple[str, float | None]:
    start, target = base(case), case.target
    if start is None or not case.sign or not growth.is_later(case.history, start):
        return NOT_AVAILABLE, None
    actual = growth.rate(start, case.latest)
    if target is None:
        if actual is None or start.value <= 0:
            return NOT_AVAILABLE, None
        yearly = actual * case.sign
        poor = LIMITED if growth.reaches(yearly, LIMITED_FROM) else DETERIORATION
        return next((label for edge, label in WITHOUT_TARGET if yearly > edge + growth.SLACK), poor), yearly
    required = growth.rate(start, target)
    ratio = None if actual is None or required is None else growth.quotient(actual, required)
    if case.reached or case.is_met(case.latest, target.value):
        label = ACHIEVED
    elif case.reached_at_baseline or case.is_met(start, target.value):
        label = DETERIORATION
    elif ratio is None:
        label = NOT_AVAILABLE
    else:
        label = next((label for edge, label in WITH_TARGET if growth.reaches(ratio, edge)), DETERIORATION)
    return label, ratio


def _level(case: Case) -> tuple[str, Fraction | None]:
    edges = [case.sign * edge for edge in case.thresholds]
    ordered = len(edges) == len(LEVELS) - 1 and edges == sorted(edges, reverse=True)
    if not case.history or not case.sign or not ordered:
        return NOT_AVAILABLE, None
    surpassed = sum(case.sign * case.latest.value > edge for edge in edges)
    return list(LEVELS)[len(edges) - surpassed], case.latest.value
