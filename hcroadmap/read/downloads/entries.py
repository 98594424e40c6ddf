"""`config/sources.yaml`: which downloaded files are read, and what becomes of their rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from pydantic_core import ValidationError

from hcroadmap.model.diagnostic import Diagnostic, Location, Mistake, did_you_mean, expected, quoted
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.layout import Layout
from hcroadmap.model.observation import Observation
from hcroadmap.model.roadmap import Input
from hcroadmap.model.source import Extract, Source, SourcesFile
from hcroadmap.read.downloads.extract import Extraction, extract
from hcroadmap.read.downloads.open import Download, open_download, report
from hcroadmap.read.downloads.recognise import Chosen
from hcroadmap.read.downloads.select import Misnamed
from hcroadmap.read.downloads.table import ForeignTable, Refusal, Wish
from hcroadmap.read.files.access import reason_to_refuse
from hcroadmap.read.files.yaml import Node
from hcroadmap.read.measurements.rows import contradictions
from hcroadmap.read.validate import explain

FOLDER = "config"
HOW_TO_READ = {"layout", "sheet", "period", "value", "decimal", "study_year"}


@dataclass
class Sourced:
    """What the sources gave: observations, the files that were read, and findings."""

    observations: list[Observation] = field(default_factory=list)
    inputs: list[Input] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)


class Surroundings(NamedTuple):
    """What the entries of sources.yaml refer to.

    A layout is `None` when its file cannot be read, and so are the indicators.
    """

    project: Path
    layouts: Mapping[str, Layout | None]
    indicators: Mapping[str, Indicator] | None


def read_sources(content: SourcesFile, tree: Node, around: Surroundings) -> Sourced:
    """Read every file that sources.yaml names; a file that is wrong does not hide the others."""
    sourced = Sourced(files={path for source in content.sources if (path := _inside(source.file)) is not None})
    for number, source in enumerate(content.sources):
        _Entry(source, tree, number, around).read(sourced)
    sourced.inputs = list(dict.fromkeys(sourced.inputs))
    return sourced


class _Entry:
    """One entry of sources.yaml."""

    def __init__(self, source: Source, tree: Node, number: int, around: Surroundings) -> None:
        self.source = source
        self.tree = tree
        self.number = number
        self.around = around
        self.diagnostics: list[Diagnostic] = []

    def read(self, sourced: Sourced) -> None:
        """Add what the entry gives; its file is let go before the next one is read."""
        download = None if self.source.unread & HOW_TO_READ else self.open()
        if download is not None:
            sourced.observations += self.observations(download)
            sourced.inputs += download.inputs
            self.diagnostics += download.findings
        sourced.diagnostics += self.diagnostics

    def open(self) -> Download | None:
        """Open the file by its layout."""
        chosen, path = None, _inside(self.source.file)
        if self.source.layout is not None:
            layout = self.around.layouts.get(self.source.layout)
            if layout is None and self.source.layout in self.around.layouts:
                return None
            if layout is None:
                message = f"no layout is called {quoted(self.source.layout)}"
                hint = expected(self.source.layout, self.around.layouts) or "leave it out: the header says it all."
                self._report(("layout",), Mistake("unknown-layout", message, hint))
                return None
            chosen = Chosen(self.source.layout, layout)
        file = self.around.project / path if path else None
        refused = reason_to_refuse(file, self.around.project) if file else None
        if file is None or path is None or (refused and refused.code == "outside-project"):
            message = f"{quoted(self.source.file)} lies outside the project"
            hint = (
                "copy the file into config/measurements and name it from there, such as measurements/duo/file.csv."
            )
            self._report(("file",), Mistake("outside-project", message, hint))
            return None
        if refused:
            self._report(("file",), refused)
            return None
        if not file.exists():
            hint = f"paths count from the folder {FOLDER}; correct the name, or put the file there."
            self._report(("file",), Mistake("unreadable-file", f"there is no file {quoted(path)}", hint))
            return None
        return open_download(file, path, wish_of(self.source), chosen, self.source.sheet)

    def observations(self, download: Download) -> Iterator[Observation]:
        """The observations of every indicator that the entry gives."""
        for index, wanted in enumerate(self.source.observations):
            steps = ("observations", index)
            if download.table is None or not self._fits(wanted, steps):
                continue
            try:
                extraction = extract(download.table, wanted)
            except Misnamed as misnamed:
                self._report((*steps, *misnamed.steps), misnamed.mistake)
            except Refusal as refusal:
                report(download, download.table.cells, refusal)
                return
            else:
                self.diagnostics += extraction.diagnostics
                yield from validated(extraction, (self.source, wanted), download.table, self.diagnostics)

    def _fits(self, wanted: Extract, steps: tuple[str | int, ...]) -> bool:
        """Is what the entry names declared in targets.yaml?"""
        if self.around.indicators is None:
            return False
        indicator = self.around.indicators.get(wanted.indicator)
        if indicator is None:
            hint = did_you_mean(wanted.indicator, self.around.indicators)
            hint = f"{hint} Indicators are declared in targets.yaml.".strip()
            message = f"no indicator is called {quoted(wanted.indicator)}"
            self._report((*steps, "indicator"), Mistake("unknown-indicator", message, hint))
            return False
        for name in wanted.dimensions:
            if name not in indicator.dimensions and "dimensions" not in indicator.unread:
                message = (
                    f"the key {quoted(name)} is not known here, nor a dimension of {quoted(wanted.indicator)}"
                )
                known = list(Extract.keys())
                hint = expected(name, [*indicator.dimensions, *known])
                self.diagnostics.append(_error(self._key(*steps, name), Mistake("unknown-key", message, hint)))
                return False
        undeclared = dict(_undeclared_members(wanted, indicator))
        for inner, mistake in undeclared.items():
            self._report((*steps, *inner), mistake)
        return not undeclared

    def _report(self, steps: tuple[str | int, ...], mistake: Mistake) -> None:
        self.diagnostics.append(_error(self.tree.locate("sources", self.number, *steps), mistake))

    def _key(self, *steps: str | int) -> Location:
        return self.tree.locate_key("sources", self.number, *steps)


def _undeclared_members(wanted: Extract, indicator: Indicator) -> Iterator[tuple[tuple[str, ...], Mistake]]:
    """The members that the entry itself gives and nobody declared; those that the file names are checked there."""
    for dimension, given in wanted.dimensions.items():
        declared = indicator.dimensions.get(dimension)
        if declared is None or declared.members is None:
            continue
        inside = {} if isinstance(given, str) else given.members
        own = {(dimension,): given} if isinstance(given, str) else {}
        for steps, name in (own | {(dimension, "members", text): name for text, name in inside.items()}).items():
            if name not in declared.members:
                message = f"{quoted(name)} is not a member of {quoted(dimension)}"
                yield steps, Mistake("undeclared-member", message, expected(name, declared.members))


def wish_of(source: Source) -> Wish:
    """What an entry says about the columns of its file."""
    return Wish(source.period, source.value, source.decimal, source.rule)


def validated(
    extraction: Extraction, entry: tuple[Source, Extract], table: ForeignTable, diagnostics: list[Diagnostic]
) -> Iterator[Observation]:
    """What was extracted as observations, each at the place of its figure; a contradiction is a finding."""
    source, wanted = entry
    fixed = tuple((name, text) for name, text in wanted.dimensions.items() if isinstance(text, str))
    about = {
        "indicator": wanted.indicator,
        "definition": wanted.definition,
        "published": source.published and source.published.isoformat(),
        "source": source.publisher,
        "url": source.url,
        "note": wanted.note or source.note,
    }
    given = {name: text for name, text in about.items() if text is not None}
    for figure, content, members in extraction.found:
        place = table.cells.cell(figure.row.line, figure.row.column)
        everywhere = {"members": tuple(sorted([*members, *fixed])), "location": place}
        try:
            row = Observation.model_validate({**given, **content, **everywhere})
        except ValidationError as invalid:
            found = [explain(error) for error in invalid.errors(include_url=False)]
            diagnostics += [Diagnostic(place, "error", *explanation) for explanation in found]
            continue
        diagnostics += [Diagnostic(place, "error", *finding[1:]) for finding in contradictions(row)]
        yield row


def _error(place: Location, mistake: Mistake) -> Diagnostic:
    return Diagnostic(place, "error", mistake.code, mistake.message, mistake.hint)


def _inside(file: str) -> str | None:
    """A file's path in the project; `None` when it is absolute or climbs."""
    path = PurePosixPath(file.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.as_posix().partition("/")[0]:
        return None
    return (PurePosixPath(FOLDER) / path).as_posix()
