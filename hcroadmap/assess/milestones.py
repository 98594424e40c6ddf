"""Milestone indicators: the share, by weight, of the named activities that are done, from their dated updates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from hcroadmap.model.activity import Activity, ActivityState, Update
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import Observation
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.model.vocabulary import IndicatorKind


class Share(NamedTuple):
    """The weight of the activities that are done, and of all."""

    done: int
    whole: int


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
    told: defaultdict[date, list[tuple[str, Update]]] = defaultdict(list)
    for key, activity in named.items():
        for update in activity.updates:
            told[update.on].append((key, update))
    done = dict.fromkeys(named, 0)
    share = Share(0, sum(indicator.activities.values()))
    for day in sorted(told):
        for key, update in told[day]:
            weight = indicator.activities[key] if update.state is ActivityState.DONE else 0
            share = share._replace(done=share.done + weight - done[key])
            done[key] = weight
        yield _report(name, share, told[day], day)
    ends = {target.period.end for target in indicator.target}
    for end in sorted(end for end in ends if told and end > max(told)):
        if all(activity.state_on(end).is_finished for activity in named.values()):
            yield _report(name, share, (), end)


def _report(name: str, share: Share, told: Sequence[tuple[str, Update]], day: date) -> Observation:
    noticed = _noticed([update for _, update in told], day)
    return Observation.model_validate(
        {
            "indicator": name,
            "period": day.isoformat(),
            "numerator": str(share.done),
            "denominator": str(share.whole),
            "published": day.isoformat(),
            "recorded": noticed.isoformat() if noticed > day else None,
            "source": ", ".join(dict.fromkeys(key for key, _ in told)) or None,
        }
    )


def _noticed(updates: Sequence[Update], day: date) -> date:
    """The day on which the last of these updates could be read."""
    return max((update.noticed_on for update in updates), default=day)
