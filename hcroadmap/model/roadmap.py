"""The whole of what was read: promises, measurements, activities, settings and what people say about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, Protocol

from pydantic import Field

from hcroadmap.model.activity import Activity
from hcroadmap.model.diagnostic import Diagnostic, Location
from hcroadmap.model.fields import Day, Id, Line, OwedWording, Record, Wording, optional
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import Observation
from hcroadmap.model.period import Period
from hcroadmap.model.settings import Settings
from hcroadmap.model.text import plain_text


class Heading(Record):
    """What the roadmap is called."""

    id: Id = optional("What programs call the roadmap, such as hc-roadmap-2020.", "roadmap")
    title: Wording = optional("What people call it: one text, or one for each language.", plain_text("Roadmap"))
    source: Line | None = optional("The document in which the promises stand.")
    url: Line | None = optional("The address of that document.")


class ActionLine(Record):
    """A line of action, under which goals and activities stand together."""

    title: Wording = Field(description="What people call it: one text, or one for each language.")
    note: Wording | None = optional("A remark about it.")


class TargetsFile(Record):
    """`targets.yaml`: what was promised."""

    roadmap: Heading = optional("What the roadmap is called.", Heading.model_construct())
    action_lines: dict[Id, ActionLine] = optional(
        "Action lines by id, in the order in which they are shown.", dict
    )
    indicators: dict[Id, Indicator] = optional("What is measured and what was promised about it, by id.", dict)


class ActivitiesFile(Record):
    """`config/activities.yaml`: who does what."""

    scoped_owners: tuple[Line, ...] = optional(
        "Owners that may be another party on each action line, such as Werkgroep.", ()
    )
    activities: dict[Id, Activity] = optional("What is to be done, by id.", dict)


class Explanation(Record):
    """Why a figure is as it is; `measure` and `who` say what is done about it. An empty text is still owed."""

    text: OwedWording = Field(description="Why the figure is as it is.")
    author: OwedWording = optional("Who says so.")
    measure: OwedWording = optional("What is done about it.")
    who: OwedWording = optional("Who does it.")


class Acknowledgement(Record):
    """A finding that somebody knows of: it does not count until the day after `until`."""

    owner: Line = Field(description="Who knows of it.")
    reason: Wording = Field(description="Why nothing needs to be done now.")
    until: Day = Field(description="The last day on which it does not count in check, such as 2020-03-31.")


class CommentaryFile(Record):
    """`config/commentary/2019-Q3.yaml`: the explanations and acknowledgements of one quarter."""

    explanations: dict[Id, Explanation] = optional("Explanations, by the id of the indicator.", dict)
    acknowledgements: dict[Id, Acknowledgement] = optional(
        "What somebody took note of, by the id of the indicator.", dict
    )


class Commentary(NamedTuple):
    """One file of commentary and the quarter it is named after: nothing in it is older than that begins."""

    path: str
    quarter: Period
    content: CommentaryFile


class Places(Protocol):
    """Where the values of a file stand."""

    def locate(self, *steps: str | int) -> Location:
        """The place of the value reached by these keys and indexes, or of the nearest value around it."""
        ...


class Input(NamedTuple):
    """A file that was read, relative to the project directory, with the hash of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True)
class Roadmap:
    """Everything an assessment needs; nothing in it depends on the day. `warnings` are by path and line."""

    heading: Heading
    action_lines: Mapping[str, ActionLine]
    indicators: Mapping[str, Indicator]
    activities: Mapping[str, Activity]
    settings: Settings
    observations: Mapping[str, tuple[Observation, ...]]
    commentary: tuple[Commentary, ...] = ()
    scoped_owners: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()
    warnings: Mapping[tuple[str, int], tuple[Diagnostic, ...]] = field(default_factory=dict, compare=False)
    places: Places | None = field(default=None, compare=False, repr=False)

    def as_noticed(self, day: date) -> "Roadmap":
        """The roadmap as its files could have been read on a day: without what was entered later."""
        measured = self.observations.items()
        rows = {name: tuple(row for row in own if row.noticed_on <= day) for name, own in measured}
        activities = {name: activity.as_noticed(day) for name, activity in self.activities.items()}
        return replace(self, observations=rows, activities=activities)
