"""What is done towards the goals: activities, their owners and their dated history."""

from datetime import date
from typing import Self

from pydantic import Field, field_validator

from hcroadmap.model.fields import Day, Id, Line, Record, Whole, Wording, optional
from hcroadmap.model.vocabulary import ActivityKind, ActivityState, EntryState


class Count(Record):
    """What is counted, and how many were promised."""

    target: Whole | None = optional("How many were promised, such as 5.")
    unit: Wording | None = optional("What is counted, such as events.")
    states: tuple[EntryState, ...] = optional("The states in which a register's entry counts.", (EntryState.DONE,))


class Update(Record):
    """What was reported about an activity on a day."""

    on: Day = Field(description="The day it is about, such as 2016-05-12.")
    state: ActivityState = Field(description="How far the activity was.")
    count: Whole | None = optional("How many there were by then, such as 1.")
    note: Wording | None = optional("What there is to say about it.")
    source: Line | None = optional("Where it was reported.")
    recorded: Day | None = optional("The day on which it was written down, if later.")

    @property
    def noticed_on(self) -> date:
        """The day from which it counts as new: the later of `on` and `recorded`."""
        return max(self.on, self.recorded) if self.recorded else self.on


class Entry(Record):
    """One line of a register: what was known on a day about one pilot, visit or event."""

    name: Wording = Field(description="What it is called; a later line of that name is about the same thing.")
    on: Day = Field(description="The day on which this was known, such as 2016-05-12.")
    state: EntryState = Field(description="How far it was.")
    partners: tuple[Line, ...] = optional("Who takes part.", ())
    members: dict[Id, Line] = optional("Where it belongs, by dimension, such as {region: Twente}.", dict)
    source: Line | None = optional("Where it stands.")
    note: Wording | None = optional("A remark about it.")
    recorded: Day | None = optional("The day on which it was written down, if later.")

    @property
    def key(self) -> str:
        """What makes it the same thing as another line: its name, English where there are two, case aside."""
        return self.name.in_language("en").casefold()

    @property
    def noticed_on(self) -> date:
        """The day from which it counts as new: the later of `on` and `recorded`."""
        return max(self.on, self.recorded) if self.recorded else self.on


class Activity(Record):
    """One promised activity."""

    title: Wording = Field(description="What people call it: one text, or one for each language.")
    action_line: Id | None = optional("The id of the action line to which it belongs.")
    owners: tuple[Line, ...] = optional("Who is to do it.", ())
    kind: ActivityKind = optional("What sort of thing is promised.", ActivityKind.DELIVERABLE)
    count: Count | None = optional("What is counted, and how many were promised.")
    due: Day | None = optional("The day by which it is to be done, such as 2027-12-31.")
    updates: tuple[Update, ...] = optional("What was reported about it, each with its day.", ())
    entries: tuple[Entry, ...] | None = optional(
        "What is counted one by one: pilots, visits or events; [] as long as there is none.", alias="register"
    )
    wording: Line | None = optional("The source's own words.")
    lines: Line | None = optional("The place in the source, such as 120-124.")
    note: Wording | None = optional("A remark about it.")

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
                before = newest.get(entry.key, entry)
                kept = {"name": before.name, "partners": entry.partners or before.partners,
                        "members": {**before.members, **entry.members},
                        "source": entry.source or before.source}  # fmt: skip
                newest[entry.key] = entry.model_copy(update=kept)
        return tuple(newest.values())

    def count_on(self, as_of: date) -> int | None:
        """How many there were on a day: counted in the register, else as last reported, if ever."""
        if self.entries is not None:
            states = self.count.states if self.count else Count().states
            entries = self.entries_on(as_of)
            return sum(entry.state in states for entry in entries) if entries else None
        counts = [update.count for update in self.updates if update.on <= as_of and update.count is not None]
        return counts[-1] if counts else None

    def state_on(self, as_of: date) -> ActivityState:
        """The state as last reported by a day; else running if anything in the register is."""
        update = self.latest_update(as_of)
        if update:
            return update.state
        under_way = {EntryState.RUNNING, EntryState.DONE} & {entry.state for entry in self.entries_on(as_of)}
        return ActivityState.RUNNING if under_way else ActivityState.UNREPORTED

    def is_overdue(self, as_of: date) -> bool:
        """Is it past its due day without being done or dropped? Never without a due day."""
        return self.due is not None and self.due < as_of and not self.state_on(as_of).is_finished

    def as_noticed(self, day: date) -> Self:
        """The activity as it could have been read on a day: without what was written down later."""
        updates = tuple(update for update in self.updates if update.noticed_on <= day)
        entries = self.entries and tuple(entry for entry in self.entries if entry.noticed_on <= day)
        return self.model_copy(update={"updates": updates, "entries": entries})
