"""A threshold for change (`changed_at`), as Scotland's National Performance Framework judges without a target.

The change between the last two figures: improving or worsening from the threshold on, maintaining below it.
Sources: https://www2.gov.scot/About/Performance/scotPerforms/NPFChanges/Methodology, and the criteria of each
indicator, such as “0.7 percentage points or more”, on https://nationalperformance.gov.scot. Untested: no
published verdict is known together with its figures.

Example: from 14.1 % to 13.6 %, changed at 0.7 pp: −0.5 pp, maintaining.
"""

from fractions import Fraction

from hcroadmap.assess.methods.method import TOLERANCE, UNANSWERED, Assumption, Case, Judgement
from hcroadmap.assess.status import Status

ASSUMPTION = Assumption.NONE
MAINTAINING = "maintaining"


def judge(case: Case) -> Judgement:
    """Judge the last change, in the indicator's unit; two figures are needed."""
    if case.changed_at is None or len(case.history) < 2 or not case.sign:
        return UNANSWERED
    change = case.latest.value - case.history[-2].value
    if change == 0 or abs(change) < case.changed_at * (1 - TOLERANCE):
        return Judgement(MAINTAINING, change, Status.STABLE)
    status = Status.IMPROVING if change * case.sign > 0 else Status.WORSENING
    return Judgement(status, change, status)


def edges(case: Case) -> tuple[Fraction, ...]:
    """The figures that are just far enough from the one before."""
    if case.changed_at is None or len(case.history) < 2:
        return ()
    before = case.history[-2].value
    return before - case.changed_at, before, before + case.changed_at
