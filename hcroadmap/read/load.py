"""A project directory to a roadmap, with every finding of every file."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TypeVar

from hcroadmap.model.diagnostic import Diagnostic, Location
from hcroadmap.model.fields import Record
from hcroadmap.model.observation import Observation
from hcroadmap.model.roadmap import ActivitiesFile, Input, Roadmap, TargetsFile
from hcroadmap.model.settings import Settings
from hcroadmap.read.cross_check import Draft, cross_check
from hcroadmap.read.csv_file import Table, read_observations
from hcroadmap.read.project import TARGETS
from hcroadmap.read.text_file import TextFile, read_text
from hcroadmap.read.validate import read_record
from hcroadmap.read.yaml_file import Node, read_yaml

R = TypeVar("R", bound=Record)

SETTINGS = "config/settings.yaml"
ACTIVITIES = "config/activities.yaml"
MEASUREMENTS = "config/measurements"


class _Loader:
    """Reads the files of one project and gathers what was found."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.inputs: list[Input] = []
        self.diagnostics: list[Diagnostic] = []

    def text(self, path: str) -> TextFile | None:
        """A file's text; noted as an input."""
        source, found = read_text(self.project / path, path)
        self.diagnostics += found
        if source:
            self.inputs.append(Input(path, source.sha256))
        return source if not found else None

    def record(self, path: str, record: type[R], *, optional: bool) -> tuple[R | None, Node]:
        """A YAML file as a record with the places of its values."""
        nothing = Node(Location(path))
        if optional and not (self.project / path).exists():
            return record(), nothing
        source = self.text(path)
        root, found = read_yaml(source) if source else (None, [])
        self.diagnostics += found
        if root is None:
            return None, nothing
        content, found = read_record(record, root)
        self.diagnostics += found
        return content, root

    def tables(self) -> dict[str, Table]:
        """The canonical measurement files, in order of name."""
        folder = self.project / MEASUREMENTS
        paths = sorted(file.relative_to(self.project).as_posix() for file in folder.glob("*.csv"))
        sources = [self.text(path) for path in paths]
        return {source.path: Table(source) for source in sources if source}


def load(project: Path) -> tuple[Roadmap | None, list[Diagnostic]]:
    """Read a project directory.

    Returns:
        The roadmap, `None` when an error was found, and all findings in order of place.
    """
    loader = _Loader(project)
    targets, targets_tree = loader.record(TARGETS, TargetsFile, optional=False)
    settings, _ = loader.record(SETTINGS, Settings, optional=True)
    activities, activities_tree = loader.record(ACTIVITIES, ActivitiesFile, optional=True)
    tables = loader.tables()
    dimensions = frozenset(name for i in targets.indicators.values() for name in i.dimensions) if targets else frozenset()
    observations: defaultdict[str, list[Observation]] = defaultdict(list)
    for table in tables.values():
        rows, found = read_observations(table, dimensions)
        loader.diagnostics += found
        for row in rows:
            observations[row.indicator].append(row)
    if targets is not None:
        roadmap = Roadmap(
            heading=targets.roadmap,
            action_lines=targets.action_lines,
            indicators=targets.indicators,
            activities=activities.activities if activities else {},
            settings=settings or Settings(),
            observations={name: tuple(rows) for name, rows in observations.items()},
            inputs=tuple(sorted(loader.inputs, key=lambda source: source.path)),
            places=targets_tree,
        )
        loader.diagnostics += cross_check(Draft(roadmap, targets_tree, activities_tree, tables))
    failed = targets is None or any(diagnostic.severity == "error" for diagnostic in loader.diagnostics)
    return None if failed else roadmap, sorted(set(loader.diagnostics), key=lambda diagnostic: diagnostic.order)
