"""What is done towards the goals: activities, their owners and their dated history."""

from datetime import date
from enum import StrEnum
from typing import Self

from hcroadmap.model.fields import Day, Id, Line, Whole, Wording
from hcroadmap.model.record import Field, Record, field_validator


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

    @property
    def is_finished(self) -> bool:
        """Is nothing more to be done?"""
        return self in (ActivityState.DONE, ActivityState.DROPPED)


class EntryState(StrEnum):
    """How far one of the things is that a register counts one by one."""

    CANDIDATE = "candidate"
    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"


class Count(Record):
    """What is counted, and how many were promised; `states` are those in which an entry of the register counts."""

    target: Whole | None = None
    unit: Wording | None = None
    states: tuple[EntryState, ...] = (EntryState.DONE,)


class Update(Record):
    """What was reported about an activity on a day; `recorded` is the day it was written down, if later."""

    on: Day
    state: ActivityState
    count: Whole | None = None
    note: Wording | None = None
    recorded: Day | None = None

    @property
    def noticed_on(self) -> date:
        """The day from which it counts as new: the later of `on` and `recorded`."""
        return max(self.on, self.recorded) if self.recorded else self.on


class Entry(Record):
    """One line of a register: what was known on a day about one pilot, visit or event; its name is its key."""

    name: Wording
    on: Day
    state: EntryState
    partners: tuple[Line, ...] = ()
    members: dict[Id, Line] = Field(default_factory=dict)
    source: Line | None = None
    note: Wording | None = None
    recorded: Day | None = None

    @property
    def key(self) -> str:
        """What makes it the same thing as another line: its name, English where there are two, case aside."""
        return self.name.in_language("en").casefold()

    @property
    def noticed_on(self) -> date:
        """The day from which it counts as new: the later of `on` and `recorded`."""
        return max(self.on, self.recorded) if self.recorded else self.on

    def after(self, before: Self) -> Self:
        """This line as it reads after an earlier one about the same thing."""
        kept = {"name": before.name, "partners": self.partners or before.partners,
                "members": {**before.members, **self.members}, "source": self.source or before.source}  # fmt: skip
        return self.model_copy(update=kept)


class Activity(Record):
    """One promised activity. An empty `register` is one in which nothing was entered yet."""

    title: Wording
    action_line: Id | None = None
    owners: tuple[Line, ...] = ()
    kind: ActivityKind = ActivityKind.DELIVERABLE
    count: Count | None = None
    due: Day | None = None
    updates: tuple[Update, ...] = ()
    entries: tuple[Entry, ...] | None = Field(default=None, alias="register")
    wording: Line | None = None
    lines: Line | None = None
    note: Wording | None = None

    @field_validator("updates")
    @classmethod
    def _in_order(cls, updates: tuple[Update, ...]) -> tuple[Update, ...]:
        return tuple(sorted(updates, key=lambda update: update.on))

    @property
    def target(self) -> int | None:
        """How many were promised; `None` where the source gives no number."""
        return self.count.target if self.count else None

    def latest_update(self, as_of: date) -> Update | None:
        """The newest update on or before a day."""
        known = [update for update in self.updates if update.on <= as_of]
        return known[-1] if known else None

    def entries_on(self, as_of: date) -> tuple[Entry, ...]:
        """What was known on a day about each thing in the register, in the order in which they were entered.

        A later line needs to say only what is new: the name as first written and the partners stay.
        """
        newest: dict[str, Entry] = {}
        for entry in sorted(self.entries or (), key=lambda entry: entry.on):
            if entry.on <= as_of:
                before = newest.get(entry.key)
                newest[entry.key] = entry.after(before) if before else entry
        return tuple(newest.values())

    def count_on(self, as_of: date) -> int | None:
        """How many there were on a day: counted in the register, else as last reported; `None`: nobody said."""
        if self.entries is not None:
            states = self.count.states if self.count else Count().states
            entries = self.entries_on(as_of)
            return sum(entry.state in states for entry in entries) if entries else None
        told = [update.count for update in self.updates if update.on <= as_of and update.count is not None]
        return told[-1] if told else None

    def state_on(self, as_of: date) -> ActivityState:
        """The state as it was known on a day; where nobody told it, what is under way in the register does."""
        update = self.latest_update(as_of)
        if update:
            return update.state
        under_way = (EntryState.RUNNING, EntryState.DONE)
        if any(entry.state in under_way for entry in self.entries_on(as_of)):
            return ActivityState.RUNNING
        return ActivityState.UNREPORTED

    def is_overdue(self, as_of: date) -> bool:
        """Is it past its due day without being done or dropped? Never without a due day."""
        return self.due is not None and self.due < as_of and not self.state_on(as_of).is_finished

    def as_noticed(self, day: date) -> Self:
        """The activity as it could have been read on a day: without what was written down later."""
        updates = tuple(update for update in self.updates if update.noticed_on <= day)
        entries = self.entries and tuple(entry for entry in self.entries if entry.noticed_on <= day)
        return self.model_copy(update={"updates": updates, "entries": entries})
