"""`config/sources.yaml`: which downloaded files are read, and what becomes of their rows."""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from hcroadmap.model.diagnostic import Diagnostic, Mistake, did_you_mean, expected, quoted
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import Observation
from hcroadmap.model.roadmap import Input
from hcroadmap.model.source import Extract, Layout, Source
from hcroadmap.read.downloads.extract import extract, fit_hint
from hcroadmap.read.downloads.header import Unreadable
from hcroadmap.read.downloads.open import Download, open_download
from hcroadmap.read.downloads.select import Misnamed
from hcroadmap.read.files.access import reason_to_refuse
from hcroadmap.read.files.yaml import Node

FOLDER = "config"
HOW_TO_READ = {"layout", "sheet", "period", "value", "decimal", "study_year"}
Steps = tuple[str | int, ...]


class Sources:
    """Reads what sources.yaml asks for: gathers observations, the files that were read, and findings.

    A layout is `None` when its file cannot be read, and so are the indicators.
    """

    def __init__(
        self,
        project: Path,
        tree: Node,
        layouts: Mapping[str, Layout | None],
        indicators: Mapping[str, Indicator] | None,
    ) -> None:
        self.project, self.tree, self.layouts, self.indicators = project, tree, layouts, indicators
        self.observations: list[Observation] = []
        self.inputs: dict[Input, None] = {}
        self.files: set[str] = set()
        self.diagnostics: list[Diagnostic] = []

    def read(self, source: Source, *steps: str | int) -> None:
        """Read the file of one entry, which stands where the steps lead; it is let go before the next one is read.

        A file that is wrong does not hide the others.
        """
        inside = PurePosixPath(source.file.replace("\\", "/"))
        climbs = inside.is_absolute() or ".." in inside.parts or ":" in inside.as_posix().partition("/")[0]
        path = None if climbs else (PurePosixPath(FOLDER) / inside).as_posix()
        if path is not None:
            self.files.add(path)
        if source.unread & HOW_TO_READ:
            return
        try:
            download = self._open(source, path)
        except Misnamed as misnamed:
            self._report(misnamed.mistake, *steps, *misnamed.steps)
            return
        for index, wanted in enumerate(source.observations):
            self._extract(download, source, wanted, (*steps, "observations", index))
        self.inputs |= dict.fromkeys(download.inputs)
        self.diagnostics += download.findings

    def _open(self, source: Source, path: str | None) -> Download:
        """Open the file; it stays closed when its layout cannot be read.

        Raises:
            Misnamed: when there is no such layout, or no such file in the project.
        """
        name = source.layout
        if name is not None and name not in self.layouts:
            hint = expected(name, self.layouts) or "leave it out: the header says it all."
            raise Misnamed(Mistake("unknown-layout", f"no layout is called {quoted(name)}", hint), "layout")
        layout = self.layouts[name] if name is not None else None
        if name is not None and layout is None:
            return Download()
        file = self.project / (path or "")
        refused = reason_to_refuse(file, self.project)
        if path is None or (refused and refused.code == "outside-project"):
            message = f"{quoted(source.file)} lies outside the project"
            hint = (
                "copy the file into config/measurements and name it from there, such as measurements/duo/file.csv."
            )
            refused = Mistake("outside-project", message, hint)
        elif not refused and not file.exists():
            hint = f"paths count from the folder {FOLDER}; correct the name, or put the file there."
            refused = Mistake("unreadable-file", f"there is no file {quoted(path)}", hint)
        if refused:
            raise Misnamed(refused, "file")
        return open_download(file, str(path), source, layout)

    def _extract(self, download: Download, source: Source, wanted: Extract, steps: Steps) -> None:
        """Add the observations of one indicator; once the file turns out unreadable, no other is tried."""
        if download.table is None or not self._fits(wanted, steps):
            return
        findings: list[Diagnostic] = []
        try:
            found = list(extract(download.table, source, wanted, findings))
        except Misnamed as misnamed:
            self._report(misnamed.mistake, *steps, *misnamed.steps)
        except Unreadable as reason:
            download.diagnostics += [reason.finding, *download.table.header.cells.diagnostics]
            download.table = None
        else:
            self.observations += found
        indicator = (self.indicators or {}).get(wanted.indicator)
        self.diagnostics += [fit_hint(finding, indicator) for finding in findings]

    def _fits(self, wanted: Extract, steps: Steps) -> bool:
        """Is what the entry names declared in targets.yaml?"""
        if self.indicators is None:
            return False
        indicator = self.indicators.get(wanted.indicator)
        if indicator is None:
            meant = did_you_mean(wanted.indicator, self.indicators)
            hint = f"{meant} Indicators are declared in targets.yaml.".strip()
            message = f"no indicator is called {quoted(wanted.indicator)}"
            self._report(Mistake("unknown-indicator", message, hint), *steps, "indicator")
            return False
        for name in wanted.dimensions:
            if name not in indicator.dimensions and "dimensions" not in indicator.unread:
                message = (
                    f"the key {quoted(name)} is not known here, nor a dimension of {quoted(wanted.indicator)}"
                )
                known = list(Extract.keys())
                mistake = Mistake("unknown-key", message, expected(name, [*indicator.dimensions, *known]))
                self.diagnostics.append(mistake.at(self.tree.locate_key(*steps, name)))
                return False
        undeclared = list(_undeclared_members(wanted, indicator))
        for inner, mistake in undeclared:
            self._report(mistake, *steps, *inner)
        return not undeclared

    def _report(self, mistake: Mistake, *steps: str | int) -> None:
        self.diagnostics.append(mistake.at(self.tree.locate(*steps)))


def _undeclared_members(wanted: Extract, indicator: Indicator) -> Iterator[tuple[tuple[str, ...], Mistake]]:
    """Undeclared members in the entry itself, each with its place; those in the file are checked later."""
    for dimension, given in wanted.dimensions.items():
        declared = indicator.dimensions.get(dimension)
        if declared is None or declared.members is None:
            continue
        names: dict[tuple[str, ...], str] = (
            {(): given}
            if isinstance(given, str)
            else {("members", text): name for text, name in given.members.items()}
        )
        for steps, name in names.items():
            if name not in declared.members:
                message = f"{quoted(name)} is not a member of {quoted(dimension)}"
                yield (dimension, *steps), Mistake("undeclared-member", message, expected(name, declared.members))
