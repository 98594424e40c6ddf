"""Milestone indicators: the share, by weight, of the named activities that are done, from their dated updates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from hcroadmap.model.activity import Activity, ActivityState, Update
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import Observation
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.model.vocabulary import IndicatorKind


def observed(roadmap: Roadmap, name: str) -> tuple[Observation, ...]:
    """The observations of an indicator: the rows measured or, for milestones, one for each day of a report."""
    indicator = roadmap.indicators[name]
    if indicator.kind is IndicatorKind.MILESTONES:
        return tuple(_reports(name, indicator, roadmap.activities))
    return roadmap.observations.get(name, ())


def _reports(name: str, indicator: Indicator, activities: Mapping[str, Activity]) -> Iterator[Observation]:
    """One observation for each day on which something was reported about the activities that count.

    Value: 100 × weight of those done / weight of all, in percent; one that was dropped stays among all. Once each
    is done or dropped nothing can change, so the share is that of the target's last day too.
    """
    named = {key: activities[key] for key in indicator.activities if key in activities}
    days = sorted({update.on for activity in named.values() for update in activity.updates})
    for day in days:
        yield _report(name, indicator, named, day)
    ends = {target.period.end for target in indicator.target}
    for end in sorted(end for end in ends if days and end > days[-1]):
        if all(activity.state_on(end).is_finished for activity in named.values()):
            yield _report(name, indicator, named, end)


def _report(name: str, indicator: Indicator, named: Mapping[str, Activity], day: date) -> Observation:
    done = sum(w for key, w in indicator.activities.items() if _is_done(named.get(key), day))
    told = {key: tuple(u for u in activity.updates if u.on == day) for key, activity in named.items()}
    noticed = _noticed([update for found in told.values() for update in found], day)
    return Observation.model_validate(
        {
            "indicator": name,
            "period": day.isoformat(),
            "numerator": str(done),
            "denominator": str(sum(indicator.activities.values())),
            "published": day.isoformat(),
            "recorded": noticed.isoformat() if noticed > day else None,
            "source": ", ".join(key for key, found in told.items() if found) or None,
        }
    )


def _is_done(activity: Activity | None, day: date) -> bool:
    return activity is not None and activity.state_on(day) is ActivityState.DONE


def _noticed(updates: Sequence[Update], day: date) -> date:
    """The day on which the last of these updates could be read."""
    return max((update.noticed_on for update in updates), default=day)
