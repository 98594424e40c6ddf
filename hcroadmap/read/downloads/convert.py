"""One downloaded file to canonical observations, for `hcroadmap convert`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from hcroadmap.model.diagnostic import Diagnostic, Location, Mistake
from hcroadmap.model.fields import Record
from hcroadmap.model.observation import Observation
from hcroadmap.model.roadmap import Heading, Roadmap, TargetsFile
from hcroadmap.model.settings import Settings
from hcroadmap.model.source import Column, Extract, Layout, Source
from hcroadmap.read.checks import measured
from hcroadmap.read.checks.context import CheckContext
from hcroadmap.read.downloads.extract import extract, fit_hint
from hcroadmap.read.downloads.header import Unreadable, find
from hcroadmap.read.downloads.open import ALL, Sweep, open_download
from hcroadmap.read.downloads.select import Misnamed
from hcroadmap.read.downloads.table import SupplierTable
from hcroadmap.read.files.text import read_text
from hcroadmap.read.files.yaml import Node, read_yaml
from hcroadmap.read.validate import explain, read_record

R = TypeVar("R", bound=Record)
CHECKS = (measured.declared_cells, measured.units, measured.one_of_a_kind, measured.plausible_values)


@dataclass
class Conversion:
    """What became of a file: `format` is what it was recognised as, `wanted` the entry that reads it in place.

    `notes` are sentences without a full stop on what was done with the figures: scaled, or left out.
    """

    wanted: Extract
    format: str = ""
    observations: list[Observation] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refusal: Mistake | None = None


def convert(
    file: Path,
    source: Source,
    layout: Layout | None = None,
    targets: TargetsFile | None = None,
    sweep: Sweep = ALL,
) -> Conversion:
    """Read a file as sources.yaml would, and check it against what its indicator promises.

    Args:
        file: where it is.
        source: the entry that would read it; of its observations the first counts.
        layout: the layout that the entry names, if it names one.
        targets: what the project promises; `None` outside a project.
        sweep: how far it is read, and who follows that.
    """
    conversion = Conversion(source.observations[0])
    try:
        download = open_download(file, file.as_posix(), source, layout, sweep)
    except Misnamed as misnamed:
        conversion.refusal = misnamed.mistake
        return conversion
    if download.table:
        table = download.table
        conversion.format = table.format
        conversion.wanted = wanted = _with_dimensions(source, targets, table)
        try:
            rows = extract(table, source, wanted, conversion.diagnostics, conversion.notes)
            conversion.observations = list(rows)
        except Misnamed as misnamed:
            conversion.refusal = misnamed.mistake
        except Unreadable as reason:
            conversion.diagnostics.append(reason.finding)
        if wanted.sum or wanted.numerator:  # a sum has no place of its own in the file that could order it
            conversion.observations.sort(key=lambda row: (row.period.end, row.members))
    indicator = targets.indicators.get(conversion.wanted.indicator) if targets else None
    found = {*conversion.diagnostics, *download.findings, *_checked(conversion, targets)}
    fitting = [fit_hint(finding, indicator) for finding in found]
    conversion.diagnostics = sorted(fitting, key=lambda finding: finding.order)
    return conversion


def entry(content: Mapping[str, Any]) -> Source | Mistake:
    """An entry of sources.yaml from what the options of a command line say."""
    try:
        return Source.model_validate(content)
    except ValidationError as invalid:
        return explain(invalid.errors(include_url=False)[0])


def read_alone(file: Path, path: str, record: type[R]) -> tuple[R | None, list[Diagnostic]]:
    """One YAML file without the rest of its project; `path` is what findings call it."""
    source, found = read_text(file, path)
    root, more = read_yaml(source) if source else (None, [])
    content, last = read_record(record, root) if root else (None, [])
    return content, [*found, *more, *last]


def _with_dimensions(source: Source, targets: TargetsFile | None, table: SupplierTable) -> Extract:
    """The entry, with each dimension of the indicator that is a column of the file.

    The column of the figures is a choice among several only where the file is known to have several.
    """
    wanted = source.observations[0]
    indicator = targets.indicators.get(wanted.indicator) if targets else None
    columns = {
        name: Column(column=table.names[index])
        for name in (indicator.dimensions if indicator else ())
        if (index := find(name, table.names)) is not None and name not in wanted.dimensions
    }
    return wanted.with_columns(columns, source.value if table.measures else None)


def _checked(conversion: Conversion, targets: TargetsFile | None) -> Iterator[Diagnostic]:
    """What the observations say that cannot be, beside the indicator they are of."""
    name = conversion.wanted.indicator
    if targets is None or name not in targets.indicators:
        return
    observed = {name: tuple(conversion.observations)}
    roadmap = Roadmap(Heading(), {}, targets.indicators, {}, Settings(), observed)
    root = Node(Location("targets.yaml"))
    context = CheckContext(roadmap, root, root, {}, {})
    for check in CHECKS:
        yield from check(context, targets.indicators[name], observed[name])
