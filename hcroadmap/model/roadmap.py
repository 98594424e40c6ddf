"""The whole of what was read: promises, measurements, activities and settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from pydantic import Field

from hcroadmap.model.activity import Activity
from hcroadmap.model.commentary import Commentary
from hcroadmap.model.diagnostic import Location
from hcroadmap.model.fields import Id, Line, Record, Wording, optional
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import Observation
from hcroadmap.model.settings import Settings
from hcroadmap.model.text import plain_text


class Heading(Record):
    """What the roadmap is called."""

    id: Id = Field(default="roadmap", description="What programs call the roadmap, such as hc-roadmap-2020.")
    title: Wording = Field(
        default=plain_text("Roadmap"), description="What people call it: one text, or one for each language."
    )
    source: Line | None = optional("The document in which the promises stand.")
    url: Line | None = optional("The address of that document.")


class ActionLine(Record):
    """A line of action, under which goals and activities stand together."""

    title: Wording = Field(description="What people call it: one text, or one for each language.")
    note: Wording | None = optional("A remark about it.")


class TargetsFile(Record):
    """`targets.yaml`: what was promised."""

    roadmap: Heading = Field(default=Heading.model_construct(), description="What the roadmap is called.")
    action_lines: dict[Id, ActionLine] = optional(
        "The lines of action by id, in the order in which they are shown.", dict
    )
    indicators: dict[Id, Indicator] = optional("What is measured and what was promised about it, by id.", dict)


class ActivitiesFile(Record):
    """`config/activities.yaml`: who does what."""

    scoped_owners: tuple[Line, ...] = Field(
        default=(), description="Owners that may be another party on each action line, such as Werkgroep."
    )
    activities: dict[Id, Activity] = optional("What is to be done, by id.", dict)


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
    """Everything an assessment needs; nothing in it depends on the day."""

    heading: Heading
    action_lines: Mapping[str, ActionLine]
    indicators: Mapping[str, Indicator]
    activities: Mapping[str, Activity]
    settings: Settings
    observations: Mapping[str, tuple[Observation, ...]]
    commentary: tuple[Commentary, ...] = ()
    scoped_owners: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()
    places: Places | None = field(default=None, compare=False, repr=False)
