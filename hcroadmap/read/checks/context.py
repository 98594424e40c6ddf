"""What every check may look at: all that was read, before it is known to hold together."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hcroadmap.model.diagnostic import Location
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import Observation
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.read.files.yaml import Node
from hcroadmap.read.measurements import MeasurementsTable


class CheckContext(NamedTuple):
    """A roadmap with the places of everything in it.

    `unread` names the sections that could not be read as a whole; `lost` is true when rows may be missing.
    No check calls anything undeclared or unmeasured on their account.
    """

    roadmap: Roadmap
    targets: Node
    activities: Node
    tables: Mapping[str, MeasurementsTable]
    commentary: Mapping[str, Node]
    unread: frozenset[str] = frozenset()
    lost: bool = False

    def cell(self, observation: Observation, column: str) -> Location:
        """The place of an observation's cell; for downloaded figures, the place of the figure."""
        table = self.tables.get(observation.path)
        return table.place(observation.line, column) if table else observation.location

    def declares(self, section: str, name: str) -> bool:
        """Is something declared by this name, even if it could not be read?"""
        tree = self.activities if section == "activities" else self.targets
        return section in self.unread or name in tree.names(section)

    def rows(self) -> Iterator[tuple[Indicator, tuple[Observation, ...]]]:
        """Each declared indicator that has observations, with all of them."""
        for name, observations in self.roadmap.observations.items():
            if name in self.roadmap.indicators:
                yield self.roadmap.indicators[name], observations
