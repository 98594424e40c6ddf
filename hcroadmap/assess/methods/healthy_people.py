"""`healthy_people`: Healthy People 2030 of the United States, whether a change can be told from chance.

    share of the targeted change = (y_t − y_b) / (Y − y_b)        z = (y_t − y_b) / √(se_b² + se_t²)

In this order: target met or exceeded, y_t at or past Y. Improving: toward the target, |z| ≥ 1.96; where a standard
error is not known, at least 10 % of the targeted change. Getting worse: away from it, |z| ≥ 1.96; else at least
10 % of the baseline. Little or no detectable change otherwise. Its value is the share, `None` where target and
baseline are equal. Time plays no part, and so pace does not. Without a target: `linear`'s trend (METHODS A2.8).

Sources: Healthy People 2020 Final Progress Table, catalog.data.gov (the rule without standard errors; its last
clause is inferred); Healthy People 2030, https://www.cdc.gov/nchs/healthy-people/hp2030/methods.html; METHODS A5.
The level of the test was not seen: published cases put it between z = 1.43 and 2.16.

Example: from 36.6 (se 0.307) in 2017 to 35.3 (se 0.274) in 2019, target 41.5: z = −3.16, getting worse.
"""

from fractions import Fraction

from hcroadmap.assess.methods import linear
from hcroadmap.assess.methods.method import TOLERANCE, UNANSWERED, Assumption, Case, Judgement, meanings
from hcroadmap.assess.series import NORMAL
from hcroadmap.assess.status import Status

ASSUMPTION = Assumption.NONE

MET, IMPROVING = "target_met_or_exceeded", "improving"
LITTLE, WORSE = "little_or_no_detectable_change", "getting_worse"
STATUSES = meanings(IMPROVING) | {MET: Status.ON_TRACK, LITTLE: Status.OFF_TRACK, WORSE: Status.REVERSING}
"""What each label amounts to; the caller has already called a target that is met by its own name."""

LEAST = Fraction(1, 10)


def judge(case: Case) -> Judgement:
    """Judge the change since the baseline; the trend where there is no target."""
    if case.target is None:
        return UNANSWERED._replace(status=linear.trend(case).status)
    if case.baseline is None or not case.sign or not case.history:
        return UNANSWERED
    targeted, change = case.target.value - case.baseline.value, case.latest.value - case.baseline.value
    share = change / targeted if targeted else None
    if case.reached or case.is_met(case.latest, case.target.value):
        return Judgement(MET, share, STATUSES[MET])
    label, forward = LITTLE, case.sign * change
    better, worse = _detectable(case, case.baseline.value, case.target.value)
    if forward and forward >= better * (1 - TOLERANCE):
        label = IMPROVING
    elif forward and -forward >= worse * (1 - TOLERANCE):
        label = WORSE
    return Judgement(label, share, STATUSES[label])


def edges(case: Case) -> tuple[Fraction, ...]:
    """Where a change begins to be detectable on either side of the baseline; without a target, as for `linear`."""
    if case.target is None or case.baseline is None:
        return linear.edges(case)
    better, worse = _detectable(case, case.baseline.value, case.target.value)
    return tuple(case.baseline.value + case.sign * way for way in (better, Fraction(0), -worse))


def _detectable(case: Case, baseline: Fraction, target: Fraction) -> tuple[Fraction, Fraction]:
    """The least change for better and for worse that counts, in the indicator's unit; both above zero or zero."""
    if case.baseline_se is not None and case.latest_se is not None:
        chance = NORMAL * Fraction((case.baseline_se**2 + case.latest_se**2) ** 0.5)
        return chance, chance
    return LEAST * abs(target - baseline), LEAST * abs(baseline)
