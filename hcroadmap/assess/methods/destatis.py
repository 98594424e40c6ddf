"""`destatis`: the weather symbols of the German sustainable development strategy, by the last five years.

    m = (last − first of the last six yearly values) / years between        p = y_t + m·(T − t)
    f = d·(Y − p) / |Y − y_t|, the shortfall as a share of the way that remains

By a target year, not yet met: sun f < 5 %; sun and cloud up to 20 %; cloud above that; storm where m does
not go the right way. To be held every year, already met, or the target year is here: sun met and m not
adverse; sun and cloud met but m adverse; cloud not met, m favourable; storm neither. Only a direction: sun
m and the last change both right; sun and cloud only m; cloud only the last change; storm neither.

At least four yearly values are needed; of a year with several figures the last counts. With milestones the
next one decides. Where f is not used the value is `None`; without a target it is m, in the indicator's unit
a year, and the common status is `linear`'s trend (METHODS A2.8). Sources: Destatis,
https://dns-indikatoren.de/en/status/; METHODS B4.

Example: 304.8 in 2009 to 281.2 in 2014, target 190 in 2030: m = −4.72, p = 205.7, f = 15.7 / 91.2 = 17 %:
sun and cloud.
"""

from fractions import Fraction

from hcroadmap.assess.methods import linear
from hcroadmap.assess.methods.compound_growth import by_year
from hcroadmap.assess.methods.method import TOLERANCE, UNANSWERED, Assumption, Case, Judgement, meanings
from hcroadmap.assess.promise import Dated, yearly_change
from hcroadmap.model.period import years_between

ASSUMPTION = Assumption.RECENT

SUN, SUN_CLOUD, CLOUD, STORM = "sun", "sun_cloud", "cloud", "storm"
STATUSES = meanings(SUN, SUN_CLOUD, CLOUD, STORM)
"""What each symbol amounts to where there is a target."""

MOST_VALUES, LEAST_VALUES = 6, 4
SUN_BELOW = Fraction(5, 100)
SUN_CLOUD_TO = Fraction(20, 100)


def judge(case: Case) -> Judgement:
    """Judge by where the last five years lead, or by their direction where there is no target."""
    values = list(by_year(case.history).values())[-MOST_VALUES:]
    if len(values) < LEAST_VALUES or not case.sign:
        return UNANSWERED if case.target else UNANSWERED._replace(status=linear.trend(case).status)
    change = yearly_change(values[0], values[-1])
    if case.target:
        label, shortfall = _by_target(case, change, case.target)
        return Judgement(label, shortfall, STATUSES[label])
    lately = case.sign * (values[-1].value - values[-2].value) > 0
    good, bad = (SUN, CLOUD) if lately else (SUN_CLOUD, STORM)
    return Judgement(good if case.sign * change > 0 else bad, change, linear.trend(case).status)


def _by_target(case: Case, change: Fraction, final: Dated) -> tuple[str, Fraction | None]:
    latest, forward = case.latest, case.sign * change
    target = next((stop for stop in case.milestones if stop.period > latest.period), final)
    met = (case.reached and target is final) or case.is_met(latest, target.value)
    if case.every_year or met or latest.period >= target.period:
        if met:
            return (SUN if forward >= 0 else SUN_CLOUD), None
        return (CLOUD if forward > 0 else STORM), None
    projected = latest.value + change * years_between(latest.period, target.period)
    shortfall = case.sign * (target.value - projected) / abs(target.value - latest.value)
    if forward <= 0:
        return STORM, shortfall
    if shortfall < SUN_BELOW - TOLERANCE:
        return SUN, shortfall
    return (SUN_CLOUD if shortfall <= SUN_CLOUD_TO + TOLERANCE else CLOUD), shortfall
