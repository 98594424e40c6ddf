"""`statcan`: Statistics Canada and Open SDG, compound growth against the growth that the target requires.

    R = s·d·CAGR(y_b → y_t) / |CAGR(y_b → Y)|        s = −1 where y_b < 0, else +1

target achieved when met; substantial progress from 0.95, moderate from 0.60, limited from 0, below that
deterioration. A base or a target of 0 counts as 0.001; base and latest, or base and target, of opposite
sign: not available. Without a target g = s·d·CAGR(y_b → y_t), cut at 1.5 %, 0.5 % and 0 %; near a natural
limit L the cut points above zero shrink by C, with a = 4.44:

    |y_b| ≥ 2|L|: C = 1
    |y_b| ≤ |L|:  C = 1 − (|y_b| / |L|)^a
    between:      C = 1 − ((2|L| − |y_b|) / |L|)^a

Base year where no baseline is given: 2015, else the next later year with a figure, a study year counted by
the year in which it begins. Sources: Open SDG, Progress Measurement Methodology (2025),
https://open-sdg.readthedocs.io/en/latest/progress-methodology/; METHODS B1. Unlike the published program,
which takes a missing direction for a decrease and divides by zero where target = base, this gives `None`
there.

Example: from 14.5 in 2015 to 10.4 in 2023, target 7.25 in 2030: −4.07 % a year where −4.52 % is needed, R =
0.901, moderate progress.
"""

import math
from fractions import Fraction

from hcroadmap.assess.methods.compound_growth import BASE_YEAR, quotient, rate, reaches
from hcroadmap.assess.methods.method import UNANSWERED, Assumption, Case, Judgement, meanings
from hcroadmap.assess.promise import Dated, DatedValue
from hcroadmap.assess.status import Status
from hcroadmap.model.period import PeriodKind

ASSUMPTION = Assumption.GROWTH

ACHIEVED, SUBSTANTIAL, MODERATE = "target_achieved", "substantial_progress", "moderate_progress"
LIMITED, DETERIORATION = "limited_progress", "deterioration"

STATUSES = {ACHIEVED: Status.ON_TRACK, **meanings(SUBSTANTIAL, MODERATE, LIMITED, DETERIORATION)}
"""What each label amounts to; the caller has already called a target that is met by its own name."""

WITH_TARGET = ((0.95, SUBSTANTIAL), (0.60, MODERATE), (0.0, LIMITED))
WITHOUT_TARGET = ((0.015, SUBSTANTIAL), (0.005, MODERATE), (0.0, LIMITED))
NEAR_ZERO = Fraction(1, 1000)
STEEPNESS = 4.44
BEST_GROWTH = 0.02
"""The growth a year that is as good as any where there is no target."""


def judge(case: Case) -> Judgement:
    """Judge by R, or by growth a year in the wanted direction where there is no target."""
    value = _value(case)
    target = _nonzero(case.target) if case.target and case.history else None
    if target and (case.reached or case.is_met(case.latest, target.value)):
        label = ACHIEVED
    elif value is None:
        return UNANSWERED
    else:
        bands, eased_value = (WITH_TARGET, value) if case.target else (WITHOUT_TARGET, eased(case, value))
        label = next((label for edge, label in bands if reaches(eased_value, edge)), DETERIORATION)
    return Judgement(label, value, STATUSES[label])


def base(case: Case) -> Dated | None:
    """The figure from which growth counts: the baseline, else that of 2015 or of the next later year."""
    if case.baseline:
        return case.baseline
    years = {figure.period.year - (figure.period.kind is PeriodKind.STUDY_YEAR): figure for figure in case.history}
    return next((figure for year, figure in years.items() if year >= BASE_YEAR), None)


def _value(case: Case) -> float | None:
    """R or, without a target, g."""
    start = base(case)
    if start is None or not case.history or not case.sign:
        return None
    actual = rate(_nonzero(start), case.latest)
    if actual is None:
        return None
    forward = case.sign * (-actual if start.value < 0 else actual)
    if case.target is None:
        return forward
    required = rate(_nonzero(start), _nonzero(case.target))
    return None if required is None else quotient(forward, abs(required))


def _nonzero(figure: Dated) -> Dated:
    return figure if figure.value else DatedValue(figure.period, NEAR_ZERO)


def eased(case: Case, growth: float) -> float:
    """Growth above zero divided by C, which is the same as cut points multiplied by it."""
    start = base(case)
    if growth < 0 or case.limit is None or start is None:
        return growth
    left = _coefficient(abs(start.value), abs(case.limit))
    return growth / left if left else BEST_GROWTH


def _coefficient(size: Fraction, limit: Fraction) -> float:
    """The share C of the cut points that is left this near to a natural limit."""
    if size >= 2 * limit:
        return 1.0
    near = size / limit if size <= limit else (2 * limit - size) / limit
    return 1.0 - math.pow(near, STEEPNESS)
