"""Every activity as of a day: who is to do what, how far it is, what is late, and what share of them is done."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from hcroadmap.model.activity import Activity, Entry, Update
from hcroadmap.model.observation import Observation
from hcroadmap.model.period import day_period
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.model.vocabulary import ActivityState, IndicatorKind


@dataclass(frozen=True)
class Standing:
    """Where one activity stands on a day. `count` is `None` where nobody reported one."""

    id: str
    activity: Activity
    state: ActivityState
    is_overdue: bool
    count: int | None
    latest: Update | None
    entries: tuple[Entry, ...]


class Agenda(NamedTuple):
    """The activities of a roadmap, or those that were chosen, as of a day; `owners` are the owners asked for."""

    roadmap: Roadmap
    as_of: date
    standings: tuple[Standing, ...]
    owners: frozenset[str] = frozenset()

    @property
    def undated(self) -> int:
        """How many have no agreed date."""
        return sum(standing.activity.due is None for standing in self.standings)

    @property
    def milestones(self) -> tuple[str, ...]:
        """The indicators whose figure follows from their activities."""
        kinds = self.roadmap.indicators.items()
        return tuple(name for name, indicator in kinds if indicator.kind is IndicatorKind.MILESTONES)

    def of_line(self, action_line: str | None) -> tuple[Standing, ...]:
        """Those of one action line, or of none: overdue ones first, then those with a day, finished ones last."""

        def urgency(standing: Standing) -> tuple[bool, bool, date]:
            finished, due = standing.state.is_finished, standing.activity.due
            return finished, not standing.is_overdue, date.max if finished or due is None else due

        found = [standing for standing in self.standings if standing.activity.action_line == action_line]
        return tuple(sorted(found, key=urgency))

    def select(
        self, *, action_lines: Collection[str] = (), owners: Collection[str] = (), overdue: bool = False
    ) -> "Agenda":
        """Only some of the activities; an empty choice leaves everything in."""
        kept = tuple(
            standing
            for standing in self.standings
            if (not action_lines or standing.activity.action_line in action_lines)
            and (not owners or set(owners) & set(standing.activity.owners))
            and (not overdue or standing.is_overdue)
        )
        return self._replace(standings=kept, owners=frozenset(owners))


def agenda(roadmap: Roadmap, as_of: date, only: str | None = None) -> Agenda:
    """Every activity, or only one, as it was known on a day."""
    standings = tuple(
        Standing(
            id=name,
            activity=activity,
            state=activity.state_on(as_of),
            is_overdue=activity.is_overdue(as_of),
            count=activity.count_on(as_of),
            latest=activity.latest_update(as_of),
            entries=activity.entries_on(as_of),
        )
        for name, activity in roadmap.activities.items()
        if only in (None, name)
    )
    return Agenda(roadmap, as_of, standings)


def state_counts(standings: Collection[Standing]) -> dict[str, int]:
    """How many activities are in each state, and overdue; the latter are in a state as well."""
    counted = Counter(standing.state for standing in standings)
    overdue = sum(standing.is_overdue for standing in standings)
    return {str(state): counted[state] for state in ActivityState} | {"overdue": overdue}


def observations_of(roadmap: Roadmap, name: str, as_of: date) -> tuple[Observation, ...]:
    """The observations of an indicator: the rows measured or, for milestones, what follows from its activities.

    That is one for each day on which something was reported about the activities that count. Value: 100 × weight
    of those done / weight of all, in percent; one that was dropped stays among all. Once each is done or dropped
    nothing can change, so the share also holds on the last day of each target.
    """
    indicator = roadmap.indicators[name]
    if indicator.kind is not IndicatorKind.MILESTONES:
        return roadmap.observations.get(name, ())
    named = {key: roadmap.activities[key] for key in indicator.activities if key in roadmap.activities}
    reported: defaultdict[date, list[tuple[str, Update]]] = defaultdict(list)
    for key, activity in named.items():
        for update in activity.updates:
            if update.on <= as_of:
                reported[update.on].append((key, update))
    if reported and all(activity.state_on(as_of).is_finished for activity in named.values()):
        ends, last = [target.period.end for target in indicator.target], max(reported)
        reported |= {end: [] for end in ends if end > last}
    done, shares = dict.fromkeys(named, 0), []
    for day in sorted(reported):
        for key, update in reported[day]:
            done[key] = indicator.activities[key] if update.state is ActivityState.DONE else 0
        late = max((update.noticed_on for _, update in reported[day] if update.noticed_on > day), default=None)
        by = ", ".join(dict.fromkeys(key for key, _ in reported[day])) or None
        part, whole = (Decimal(sum(weights.values())) for weights in (done, indicator.activities))
        shares.append(
            Observation(name, day_period(day), None, part, whole, published=day, recorded=late, source=by)
        )
    return tuple(shares)
