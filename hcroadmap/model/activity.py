"""What is done towards the goals: activities, their owners and their dated history."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import field_validator

from hcroadmap.model.fields import Day, Id, Line, Record, Whole, Wording

if TYPE_CHECKING:
    from datetime import date


class ActivityKind(StrEnum):
    """What sort of thing is promised, which decides what "done" can mean."""

    DELIVERABLE = "deliverable"
    COUNT = "count"
    RECURRING = "recurring"
    CONDITIONAL = "conditional"
    EFFORT = "effort"
    OUTCOME = "outcome"


class ActivityState(StrEnum):
    """How far an activity is; `unreported` until somebody says something."""

    DONE = "done"
    RUNNING = "running"
    PLANNED = "planned"
    DROPPED = "dropped"
    UNREPORTED = "unreported"


class Count(Record):
    """What is counted, and how many were promised."""

    target: Whole | None = None
    unit: Wording | None = None


class Update(Record):
    """What was reported about an activity on a day."""

    on: Day
    state: ActivityState
    count: Whole | None = None
    note: Wording | None = None


class Activity(Record):
    """One promised activity."""

    title: Wording
    action_line: Id | None = None
    owners: tuple[Line, ...] = ()
    kind: ActivityKind = ActivityKind.DELIVERABLE
    count: Count | None = None
    due: Day | None = None
    updates: tuple[Update, ...] = ()
    wording: Line | None = None
    lines: Line | None = None
    note: Wording | None = None

    @field_validator("updates")
    @classmethod
    def _in_order(cls, updates: tuple[Update, ...]) -> tuple[Update, ...]:
        return tuple(sorted(updates, key=lambda update: update.on))

    def latest_update(self, as_of: date) -> Update | None:
        """The newest update on or before a day."""
        known = [update for update in self.updates if update.on <= as_of]
        return known[-1] if known else None

    def state_on(self, as_of: date) -> ActivityState:
        """The state as it was known on a day."""
        update = self.latest_update(as_of)
        return update.state if update else ActivityState.UNREPORTED

    def is_overdue(self, as_of: date) -> bool:
        """Is it past its due day without being done or dropped? Never without a due day."""
        finished = self.state_on(as_of) in (ActivityState.DONE, ActivityState.DROPPED)
        return self.due is not None and self.due < as_of and not finished
