"""Every activity as of a day: who is to do what, how far it is, and what is late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from hcroadmap.model.activity import Activity, ActivityState, Entry, Update
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.model.vocabulary import IndicatorKind


@dataclass(frozen=True)
class Standing:
    """Where one activity stands on a day. `count` is `None` where nobody said."""

    id: str
    activity: Activity
    state: ActivityState
    is_overdue: bool
    count: int | None
    latest: Update | None
    entries: tuple[Entry, ...]

    @property
    def is_finished(self) -> bool:
        """Is nothing more to be done?"""
        return self.state.is_finished


@dataclass(frozen=True)
class Agenda:
    """The activities of a roadmap, or those that were chosen, as of a day; `owners` are the owners asked for."""

    roadmap: Roadmap
    as_of: date
    standings: tuple[Standing, ...]
    owners: frozenset[str] = frozenset()

    @property
    def undated(self) -> int:
        """How many have no date agreed."""
        return sum(standing.activity.due is None for standing in self.standings)

    @property
    def milestones(self) -> tuple[str, ...]:
        """The indicators whose figure follows from their activities."""
        kinds = self.roadmap.indicators.items()
        return tuple(name for name, indicator in kinds if indicator.kind is IndicatorKind.MILESTONES)

    def of_line(self, action_line: str | None) -> tuple[Standing, ...]:
        """Those of one action line, overdue ones first, then those with a day, finished ones last.

        `None`: those of no action line.
        """
        found = [standing for standing in self.standings if standing.activity.action_line == action_line]
        return tuple(sorted(found, key=_urgency))

    def select(
        self, *, action_lines: Collection[str] = (), owners: Collection[str] = (), overdue: bool = False
    ) -> Agenda:
        """Only some of the activities; an empty choice leaves everything in."""
        kept = tuple(
            standing
            for standing in self.standings
            if (not action_lines or standing.activity.action_line in action_lines)
            and (not owners or set(owners) & set(standing.activity.owners))
            and (not overdue or standing.is_overdue)
        )
        return replace(self, standings=kept, owners=frozenset(owners))


def tally(standings: Collection[Standing]) -> dict[str, int]:
    """How many are in each state, and overdue, as `activities` of `hcroadmap.status/1` has it."""
    counted = Counter(standing.state for standing in standings)
    overdue = sum(standing.is_overdue for standing in standings)
    return {str(state): counted[state] for state in ActivityState} | {"overdue": overdue}


def agenda(roadmap: Roadmap, as_of: date) -> Agenda:
    """Every activity as it was known on a day."""
    return Agenda(roadmap, as_of, tuple(standing(roadmap, name, as_of) for name in roadmap.activities))


def standing(roadmap: Roadmap, name: str, as_of: date) -> Standing:
    """One activity as it was known on a day."""
    activity = roadmap.activities[name]
    return Standing(
        id=name,
        activity=activity,
        state=activity.state_on(as_of),
        is_overdue=activity.is_overdue(as_of),
        count=activity.count_on(as_of),
        latest=activity.latest_update(as_of),
        entries=activity.entries_on(as_of),
    )


def _urgency(standing: Standing) -> tuple[bool, bool, date]:
    due = standing.activity.due or date.max
    return standing.is_finished, not standing.is_overdue, date.max if standing.is_finished else due
