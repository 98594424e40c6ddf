"""The whole of what was read: promises, measurements, activities and settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from hcroadmap.model.activity import Activity
from hcroadmap.model.commentary import Commentary
from hcroadmap.model.diagnostic import Location
from hcroadmap.model.fields import Id, Line, Wording
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import Observation
from hcroadmap.model.record import Field, Record
from hcroadmap.model.settings import Settings
from hcroadmap.model.text import plain_text


class Heading(Record):
    """What the roadmap is called."""

    id: Id = "roadmap"
    title: Wording = plain_text("Roadmap")
    source: Line | None = None
    url: Line | None = None


class ActionLine(Record):
    """A line of action, under which goals and activities stand together."""

    title: Wording
    note: Wording | None = None


class TargetsFile(Record):
    """`targets.yaml`: what was promised."""

    roadmap: Heading = Heading()
    action_lines: dict[Id, ActionLine] = Field(default_factory=dict)
    indicators: dict[Id, Indicator] = Field(default_factory=dict)


class ActivitiesFile(Record):
    """`config/activities.yaml`: who does what. `scoped_owners` may be another party on each action line."""

    scoped_owners: tuple[Line, ...] = ()
    activities: dict[Id, Activity] = Field(default_factory=dict)


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
