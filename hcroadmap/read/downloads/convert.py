"""One downloaded file to canonical observations, for `hcroadmap convert`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from hcroadmap.model.diagnostic import Diagnostic, Location, Mistake
from hcroadmap.model.layout import Layout
from hcroadmap.model.observation import Observation
from hcroadmap.model.record import Record
from hcroadmap.model.roadmap import Heading, Roadmap, TargetsFile
from hcroadmap.model.settings import Settings
from hcroadmap.model.source import Column, Extract, Source
from hcroadmap.read.checks import measured
from hcroadmap.read.checks.context import CheckContext
from hcroadmap.read.downloads.entries import validated, wish_of
from hcroadmap.read.downloads.extract import extract
from hcroadmap.read.downloads.open import open_download, report
from hcroadmap.read.downloads.recognise import Chosen
from hcroadmap.read.downloads.select import Misnamed
from hcroadmap.read.downloads.table import ForeignRow, ForeignTable, Keep, Refusal, find
from hcroadmap.read.files.text import read_text
from hcroadmap.read.files.yaml import Node, read_yaml
from hcroadmap.read.validate import explain, read_record

R = TypeVar("R", bound=Record)
Watch = Callable[[int], None]
CHECKS = (measured.known_definitions, measured.known_members, measured.units, measured.duplicates,
          measured.one_kind_of_period, measured.plausible_values)  # fmt: skip


class Request(NamedTuple):
    """What to convert and how; `targets` is `None` outside a project."""

    file: Path
    wanted: Extract
    source: Source
    chosen: Chosen | None = None
    targets: TargetsFile | None = None
    watch: Watch | None = None


@dataclass
class Conversion:
    """What became of a file: `format` is what it was recognised as."""

    format: str = ""
    wanted: Extract | None = None
    observations: list[Observation] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    refusal: Mistake | None = None


def convert(request: Request) -> Conversion:
    """Read a file as sources.yaml would, and check it against what its indicator promises."""
    path = request.file.as_posix()
    download = open_download(request.file, path, wish_of(request.source), request.chosen, request.source.sheet)
    table = download.table
    if table is None:
        return Conversion(diagnostics=download.findings)
    if request.watch:
        table = _watched(table, request.watch)
    wanted = _with_dimensions(request, table)
    conversion = Conversion(table.format, wanted)
    try:
        extraction = extract(table, wanted)
    except Misnamed as misnamed:
        conversion.refusal = misnamed.mistake
    except Refusal as refusal:
        report(download, table.cells, refusal)
    else:
        conversion.diagnostics += extraction.diagnostics
        conversion.observations = list(
            validated(extraction, (request.source, wanted), table, conversion.diagnostics)
        )
        if wanted.sum or wanted.numerator:  # a sum stands nowhere in the file, so that it has no place in it
            conversion.observations.sort(key=lambda row: (row.period.end, row.members))
    conversion.diagnostics += [*download.findings, *_checked(request, conversion.observations)]
    conversion.diagnostics = sorted(set(conversion.diagnostics), key=lambda finding: finding.order)
    return conversion


def entry(record: type[R], content: Mapping[str, Any]) -> R | Mistake:
    """An entry of sources.yaml from what the options of a command line say."""
    try:
        return record.model_validate({name: given for name, given in content.items() if given is not None})
    except ValidationError as invalid:
        return Mistake(*explain(invalid.errors(include_url=False)[0]))


def read_targets(project: Path) -> tuple[TargetsFile | None, list[Diagnostic]]:
    """What a project promises, without its measurements."""
    return _record(project / "targets.yaml", "targets.yaml", TargetsFile)


def read_layout(file: Path, path: str) -> tuple[Layout | None, list[Diagnostic]]:
    """One layout."""
    return _record(file, path, Layout)


def _record(file: Path, path: str, record: type[R]) -> tuple[R | None, list[Diagnostic]]:
    source, found = read_text(file, path)
    root, more = read_yaml(source) if source else (None, [])
    content, last = read_record(record, root) if root else (None, [])
    return content, [*found, *more, *last]


def _with_dimensions(request: Request, table: ForeignTable) -> Extract:
    """The request, with each dimension of the indicator that is a column of the file.

    The column of the figures is a choice among several only where the file is known to have several.
    """
    indicator = request.targets.indicators.get(request.wanted.indicator) if request.targets else None
    columns = {
        name: Column(column=table.names[index])
        for name in (indicator.dimensions if indicator else ())
        if (index := find(name, table.names)) is not None and name not in request.wanted.dimensions
    }
    value = request.source.value if table.measures else None
    return request.wanted.with_columns(columns, value)


def _watched(table: ForeignTable, watch: Watch) -> ForeignTable:
    """The same table, which tells how far it was read."""

    def rows(keep: Keep) -> Iterator[ForeignRow]:
        for row in table.rows(keep):
            watch(row.line)
            yield row

    return table._replace(rows=rows)


def _checked(request: Request, observations: list[Observation]) -> Iterator[Diagnostic]:
    """What the observations say that cannot be, beside the indicator they are of."""
    name = request.wanted.indicator
    if request.targets is None or name not in request.targets.indicators:
        return
    nothing: Mapping[str, Node] = {}
    roadmap = Roadmap(Heading(), {}, request.targets.indicators, {}, Settings(), {name: tuple(observations)})
    root = Node(Location("targets.yaml"))
    context = CheckContext(roadmap, root, root, {}, nothing)
    for check in CHECKS:
        yield from check(context)
