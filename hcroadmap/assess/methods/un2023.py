"""`un2023`: the UN progress assessment of 2023 as Eustat applies it, the value expected in the target year.

    e = y_t·(1 + CAGR)^(T − t)        q = (e − y_b) / (Y − y_b)

3, on track or target met, from 0.95; 2, fair progress, from 0.10; 1, stagnation or regression, below that.
Met now is 3 whatever the trend, and so is a percentage within one point of a target of 0 or 100. Where the
target year is past, the figures up to it are judged. Without a target the growth a year in the wanted
direction: 3 from 2 %, 2 from 0.5 %, else 1; values below zero turn the sign of growth round and are not
available there.

Base year where no baseline is given: 2015, else the first year after it that leaves two values, else the
last before it. Sources: Eustat's methodology page, https://eustat-des.github.io/site/en/metodologia;
METHODS B3c. Met in the base year and lost since would score q > 1; here it is 1 without a q.

Example: from 3.5 in 2015 to 2.8 in 2024, target 1.75 in 2030: −2.45 % a year, expected 2.41 in 2030, q =
1.09 / 1.75 = 0.62: 2.
"""

from hcroadmap.assess.methods import compound_growth as growth
from hcroadmap.assess.methods.method import TOLERANCE, UNANSWERED, Assumption, Case, Judgement, meanings
from hcroadmap.assess.promise import Dated
from hcroadmap.assess.status import Status
from hcroadmap.model.period import years_between

ASSUMPTION = Assumption.GROWTH

GOOD, FAIR, POOR = "3", "2", "1"
STATUSES = meanings(GOOD, FAIR, POOR)
"""What each label amounts to; 1 is reversing where q, or growth, is below zero or the target was lost."""

WITH_TARGET = ((0.95, GOOD), (0.10, FAIR))
WITHOUT_TARGET = ((0.02, GOOD), (0.005, FAIR))


def judge(case: Case) -> Judgement:
    """Judge by q, or by growth a year in the wanted direction where there is no target."""
    figures = _figures(case)
    start = base(case)
    if start is None or not case.sign or not growth.is_later(figures, start):
        return UNANSWERED
    if case.target is None:
        yearly = growth.rate(start, figures[-1]) if start.value > 0 else None
        return _band(None if yearly is None else yearly * case.sign, WITHOUT_TARGET)
    return _against(case, start, figures[-1], case.target)


def base(case: Case) -> Dated | None:
    """The figure from which growth counts: the baseline, else that of 2015, else of a year near it."""
    if case.baseline:
        return case.baseline
    figures = _figures(case)
    years, earlier = growth.by_year(figures), growth.by_year(figures[:-1])
    if growth.BASE_YEAR in years:
        return years[growth.BASE_YEAR]
    after = [year for year in earlier if year > growth.BASE_YEAR]
    chosen = min(after) if after else max(earlier, default=None)
    return None if chosen is None else earlier[chosen]


def _figures(case: Case) -> tuple[Dated, ...]:
    """The figures up to the target year."""
    deadline = case.target.period if case.target else None
    return tuple(figure for figure in case.history if deadline is None or figure.period <= deadline)


def _against(case: Case, start: Dated, latest: Dated, target: Dated) -> Judgement:
    """Judge by the share q of the way that the growth so far covers by the target year.

    In terms of the base, (e / y_b − 1) / (Y / y_b − 1), where e / y_b = (y_t / y_b)^((T − b) / (t − b)).
    """
    years, so_far = years_between(start.period, target.period), years_between(start.period, latest.period)
    covered = growth.compound(start.value, latest.value, years / so_far)
    share = None if covered is None else growth.quotient(covered, target.value / start.value - 1)
    at_an_end = case.is_percent and target.value in (0, 100)
    nearly = at_an_end and abs(latest.value - target.value) <= 1 + TOLERANCE
    reached = case.reached and latest == case.latest
    if reached or nearly or case.is_met(latest, target.value):
        return Judgement(GOOD, share, STATUSES[GOOD])
    if case.reached_at_baseline or case.is_met(start, target.value):
        return Judgement(POOR, None, Status.REVERSING)
    return _band(share, WITH_TARGET)


def _band(value: float | None, bands: tuple[tuple[float, str], ...]) -> Judgement:
    if value is None:
        return UNANSWERED
    label = next((label for edge, label in bands if growth.reaches(value, edge)), POOR)
    return Judgement(label, value, STATUSES[label] if growth.reaches(value, 0) else Status.REVERSING)
