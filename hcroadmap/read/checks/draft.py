"""What was read before it is known to hold together: the ground of all checks across values and files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

from hcroadmap.model.diagnostic import Diagnostic, Location
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import Observation
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.read.files.yaml import Node


class Places(Protocol):
    """A table of which the cells can be found."""

    def place(self, line: int, column: str) -> Location:
        """The place of a cell by the name of its column."""
        ...


class Draft(NamedTuple):
    """What was read, with the places of everything.

    `unread` names the sections that could not be read as a whole, `lost` says that rows may be missing:
    no check calls anything undeclared or unmeasured on their account.
    """

    roadmap: Roadmap
    targets: Node
    activities: Node
    tables: Mapping[str, Places]
    commentary: Mapping[str, Node]
    unread: frozenset[str] = frozenset()
    lost: bool = False

    def at(self, *steps: str | int) -> Location:
        """The place of a value in targets.yaml."""
        return self.targets.locate(*steps)

    def cell(self, observation: Observation, column: str) -> Location:
        """The place of an observation's cell; of a figure from a downloaded file, where the figure stands."""
        table = self.tables.get(observation.location.path)
        return table.place(observation.location.line, column) if table else observation.location

    def declares(self, section: str, name: str) -> bool:
        """Is something declared by this name, be it in a way that could not be read?"""
        tree = self.activities if section == "activities" else self.targets
        return section in self.unread or name in tree.names(section)

    def rows(self) -> Iterator[tuple[Indicator, Observation]]:
        """Every observation of an indicator that is declared."""
        for name, observations in self.roadmap.observations.items():
            if name in self.roadmap.indicators:
                for observation in observations:
                    if "indicator" not in observation.unread:
                        yield self.roadmap.indicators[name], observation


def error(location: Location, code: str, message: str, hint: str) -> Diagnostic:
    """A finding that stops an assessment."""
    return Diagnostic(location, "error", code, message, hint)


def warning(location: Location, code: str, message: str, hint: str) -> Diagnostic:
    """A finding that does not."""
    return Diagnostic(location, "warning", code, message, hint)
