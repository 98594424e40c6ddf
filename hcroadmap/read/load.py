"""Load a project directory: its roadmap, and every finding in its files."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, groupby
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TypeVar

from hcroadmap.model.diagnostic import Diagnostic, Location, Mistake, error, has_errors, quoted
from hcroadmap.model.fields import UNREAD, Record
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import Observation
from hcroadmap.model.period import PeriodKind, parse_period
from hcroadmap.model.roadmap import ActivitiesFile, Commentary, CommentaryFile, Input, Roadmap, TargetsFile
from hcroadmap.model.settings import Settings
from hcroadmap.model.vocabulary import Language
from hcroadmap.read.checks.all import CHECKS
from hcroadmap.read.checks.context import CheckContext
from hcroadmap.read.files.access import LOCKS, TARGETS, reason_to_refuse, unreadable
from hcroadmap.read.files.cells import Opened
from hcroadmap.read.files.text import TextFile, decode_text, read_text
from hcroadmap.read.files.yaml import Node, read_yaml
from hcroadmap.read.measurements import MeasurementsTable, read_observations
from hcroadmap.read.places import ACTIVITIES, COMMENTARY, LAYOUTS, MEASUREMENTS, SETTINGS, SOURCES, passed_over
from hcroadmap.read.validate import read_record

R = TypeVar("R", bound=Record)

MEASURING = (MEASUREMENTS, SOURCES, LAYOUTS)
WORKBOOKS = (".xlsx", ".ods")


class Findings(list[Diagnostic]):
    """All findings in order of place, and the language in which the project's settings ask to show them."""

    language = Language.EN


class _Loader:
    """Reads the files of one project and gathers what was found."""

    def __init__(self, project: Path, instead: Mapping[str, bytes]) -> None:
        self.project = project
        self.instead = instead
        self.inputs: list[Input] = []
        self.diagnostics: list[Diagnostic] = []
        self.language = Language.EN
        self.tables: dict[str, MeasurementsTable] = {}

    def open(self, path: str) -> "Opened | None":
        """A file's text, or the only sheet of a workbook, noted as an input."""
        opened: Opened | None
        if path in self.instead:
            opened, found = decode_text(self.instead[path], path)
        elif refused := reason_to_refuse(self.project / path, self.project):
            opened, found = None, [refused.at(Location(path))]
        elif path.lower().endswith(WORKBOOKS):
            from hcroadmap.read.files.workbook import open_sheet

            opened, found = open_sheet(self.project / path, path)
        else:
            opened, found = read_text(self.project / path, path)
        self.diagnostics += found
        if opened:
            self.inputs.append(Input(path, opened.sha256))
        return opened

    def files(self, folder: str, *suffixes: str) -> list[str]:
        """The files in a folder, in order of name; a folder that may not be looked into is reported."""
        try:
            names = [file.name for file in (self.project / folder).iterdir() if file.suffix.lower() in suffixes]
        except FileNotFoundError:
            return []
        except OSError as closed:
            self.diagnostics.append(unreadable(closed, "folder").at(Location(folder)))
            return []
        return [f"{folder}/{name}" for name in sorted(names) if not name.startswith(LOCKS)]

    def record(self, path: str, record: type[R], *, optional: bool) -> tuple[R | None, Node]:
        """A YAML file as a record with the places of its values."""
        nothing = Node(Location(path))
        if optional and path not in self.instead and not _is_there(self.project / path):
            return record(), nothing
        source = self.open(path)
        root, found = read_yaml(source) if isinstance(source, TextFile) else (None, [])
        self.diagnostics += found
        if root is None:
            return None, nothing
        broken = {finding.location for finding in found}
        content, found = read_record(record, root)
        self.diagnostics += [finding for finding in found if finding.location not in broken]
        return content, root

    def commentary(self) -> Iterator[tuple[Commentary, Node]]:
        """The files of commentary in order of name; each is named after a quarter."""
        for path in self.files(COMMENTARY, ".yaml"):
            content, root = self.record(path, CommentaryFile, optional=False)
            try:
                quarter = parse_period(PurePosixPath(path).stem)
            except Mistake:
                quarter = None
            if quarter is None or quarter.kind is not PeriodKind.QUARTER:
                message = f"the file is not named after a quarter: {quoted(PurePosixPath(path).name)}"
                self.diagnostics.append(error(Location(path), "bad-period", message, "name it 2019-Q3.yaml."))
            elif content is not None:
                yield Commentary(path, quarter, content), root

    def observations(self, targets: TargetsFile | None, *, commas: bool) -> dict[str, tuple[Observation, ...]]:
        """All observations whose indicator could be read; canonical files in order of name, kept in `tables`.

        With `commas`, those may have decimal commas whatever parts their cells.
        Files that sources.yaml names are not canonical; their observations come last.
        """
        indicators = targets.indicators if targets and "indicators" not in targets.unread else None
        dimensions = None  # unless all that are declared could be read
        if indicators is not None and not any("dimensions" in each.unread for each in indicators.values()):
            dimensions = frozenset(chain.from_iterable(each.dimensions for each in indicators.values()))
        downloads, downloaded = self.sources(indicators)
        unknown = any(finding.location.path == SOURCES for finding in self.diagnostics)
        self.diagnostics += passed_over(self.project, None if unknown else downloads)
        new = {path for path in self.instead if path.startswith(f"{MEASUREMENTS}/")}
        paths = new.union(self.files(MEASUREMENTS, ".csv", *WORKBOOKS))
        observations: list[Observation] = []
        for path in sorted(paths - downloads):
            if source := self.open(path):
                self.tables[path] = MeasurementsTable(source)
                rows, findings = read_observations(self.tables[path], dimensions, commas=commas)
                self.diagnostics += findings
                observations += rows
        grouped: defaultdict[str, list[Observation]] = defaultdict(list)
        for row in chain(observations, downloaded):
            if "indicator" not in row.unread:
                grouped[row.indicator].append(row)
        return {name: tuple(rows) for name, rows in grouped.items()}

    def sources(self, indicators: Mapping[str, Indicator] | None) -> tuple[set[str], list[Observation]]:
        """The downloaded files named in sources.yaml, and what they give; without one, no reader is imported."""
        layouts = {PurePosixPath(path).stem: path for path in self.files(LAYOUTS, ".yaml")}
        if not layouts and not _is_there(self.project / SOURCES):
            return set(), []
        from hcroadmap.model.source import Layout, SourcesFile
        from hcroadmap.read.downloads.entries import Sources

        whole: dict[str, Layout | None] = {}
        for name, path in layouts.items():
            layout, _ = self.record(path, Layout, optional=False)
            whole[name] = layout if layout and not layout.unread | layout.period.unread else None
        content, tree = self.record(SOURCES, SourcesFile, optional=True)
        sources = Sources(self.project, tree, whole, indicators)
        for index, source in enumerate(content.sources if content else ()):
            sources.read(source, "sources", index)
        self.inputs += sources.inputs
        closed = any(finding.location.path == LAYOUTS for finding in self.diagnostics)
        self.diagnostics += [one for one in sources.diagnostics if not (closed and one.code == "unknown-layout")]
        return sources.files, sources.observations

    def roadmap(self) -> Roadmap | None:
        """Everything in the project, its findings gathered on the way; `None` without targets."""
        targets, targets_tree = self.record(TARGETS, TargetsFile, optional=False)
        settings, _ = self.record(SETTINGS, Settings, optional=True)
        self.language = settings.language if settings else Language.EN
        activities, activities_tree = self.record(ACTIVITIES, ActivitiesFile, optional=True)
        activities = activities or ActivitiesFile.model_validate({UNREAD: {"activities"}})
        commentary = list(self.commentary())
        may_be_dutch = settings is None or settings.language is Language.NL or "language" in settings.unread
        observations = self.observations(targets, commas=may_be_dutch)
        if targets is None:
            return None
        roadmap = Roadmap(
            heading=targets.roadmap,
            action_lines=targets.action_lines,
            indicators=targets.indicators,
            activities=activities.activities,
            settings=settings or Settings(),
            observations=observations,
            commentary=tuple(content for content, _ in commentary),
            scoped_owners=activities.scoped_owners,
            inputs=tuple(sorted(self.inputs, key=lambda source: source.path)),
            places=targets_tree,
        )
        trees = {content.path: tree for content, tree in commentary}
        unread = frozenset(section for section in targets.unread if not targets_tree.names(section))
        unread |= {section for section in activities.unread if not activities_tree.names(section)}
        lost = any(finding.location.path.startswith(MEASURING) for finding in self.diagnostics)
        context = CheckContext(roadmap, targets_tree, activities_tree, self.tables, trees, unread, lost)
        self.diagnostics += chain.from_iterable(check(context) for check in CHECKS)
        return roadmap


def load(project: Path, instead: Mapping[str, bytes] = MappingProxyType({})) -> tuple[Roadmap | None, Findings]:
    """Read a project directory.

    Args:
        project: the directory that holds targets.yaml.
        instead: contents that replace those of the files at these paths, to see what they would change.

    Returns:
        The roadmap, `None` when an error was found, and all findings in order of place.
    """
    loader = _Loader(project, instead)
    roadmap = loader.roadmap()
    findings = Findings(sorted(set(loader.diagnostics), key=lambda finding: finding.order))
    findings.language = loader.language
    if roadmap is None or has_errors(findings):
        return None, findings
    lines = groupby(findings, key=lambda finding: finding.location[:2])
    return replace(roadmap, warnings={line: tuple(found) for line, found in lines}), findings


def read_settings(project: Path) -> Settings | None:
    """The settings alone, which tell the language of a project; `None` when they cannot be read."""
    return _Loader(project, {}).record(SETTINGS, Settings, optional=True)[0]


def _is_there(file: Path) -> bool:
    """Is there a file, or a link to one, even a broken one? If nobody may look, reading it reports that."""
    try:
        file.lstat()
    except OSError as failure:
        return not isinstance(failure, (FileNotFoundError, NotADirectoryError))
    return True
