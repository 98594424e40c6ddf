"""`hcroadmap record`: append one observation, checked before it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from hcroadmap.cli.clock import today
from hcroadmap.cli.options import Directory, names, read_day
from hcroadmap.cli.output import refuse, tell
from hcroadmap.cli.project import known, locate, open_project
from hcroadmap.cli.writing import (
    DryRun,
    checked,
    content_of,
    refusing_failures,
    tell_added,
    warn_of_new,
    write_checked,
)

if TYPE_CHECKING:
    from hcroadmap.model.observation import Observation
    from hcroadmap.model.roadmap import Roadmap

RECORDED = "config/measurements/recorded.csv"
COLUMNS = (
    "indicator", "period", "value", "numerator", "denominator", "definition", "status", "published", "recorded",
    "margin", "source", "url", "note",
)  # fmt: skip
"""The columns of a new file; the project's dimensions come last."""

Id = Annotated[
    str,
    typer.Argument(metavar="ID", help="The indicator.", show_default=False, autocompletion=names("indicator")),
]
PeriodOf = Annotated[str, typer.Argument(metavar="PERIOD", help="2019, 2019-Q3 or 2018/19.", show_default=False)]
Value = Annotated[
    str,
    typer.Argument(
        metavar="VALUE",
        help="The figure, with a decimal point; none for a share of two parts, or one that is missing.",
        show_default=False,
    ),
]
Published = Annotated[
    date | None, typer.Option(parser=read_day, metavar="DATE", help="When it was published. Default: today.")
]
Members = Annotated[
    list[str] | None, typer.Option("--member", metavar="DIMENSION=NAME", help="The cell it is of: level=hbo.")
]
File = Annotated[Path | None, typer.Option(metavar="FILE", help=f"Append to this file. Default: {RECORDED}.")]
Revise = Annotated[bool, typer.Option("--revise", help="It replaces a figure published before.")]
Definition = Annotated[str, typer.Option(metavar="ID", help="Its definition, if not the indicator's own.")]
Flags = Annotated[
    str, typer.Option(metavar="LETTERS", help="SDMX letters: P provisional, E estimated, M missing.")
]
Numerator = Annotated[str, typer.Option(metavar="NUMBER", help="The part, of a share.")]
Denominator = Annotated[str, typer.Option(metavar="NUMBER", help="The whole that it is a part of.")]
Margin = Annotated[str, typer.Option(metavar="NUMBER", help="Its margin in the unit: 0.5 up and down.")]
Origin = Annotated[str, typer.Option(metavar="TEXT", help="Where it stands: a publication, a table, a page.")]
Address = Annotated[str, typer.Option(metavar="URL", help="The address where it can be read.")]
Note = Annotated[str, typer.Option(metavar="TEXT", help="A remark on it.")]


def record(
    indicator: Id,
    period: PeriodOf,
    value: Value = "",
    directory: Directory = None,
    published: Published = None,
    source: Origin = "",
    url: Address = "",
    note: Note = "",
    definition: Definition = "",
    status: Flags = "",
    numerator: Numerator = "",
    denominator: Denominator = "",
    margin: Margin = "",
    member: Members = None,
    file: File = None,
    revise: Revise = False,
    dry_run: DryRun = False,
) -> None:
    """Append one observation to a measurements file: the whole project is checked with it first.

    \b
    Examples:
      hcroadmap record stay-rate 2016 37 --published 2017-11-20 --source "EP-Nuffic"
      hcroadmap record stay-rate 2015 36.4 --revise

    The file keeps its line ends, encoding, delimiter and decimal mark. A figure that is there already is refused
    unless it is published later and --revise says that it is meant. A negative number goes behind two dashes.
    """
    given = {
        "indicator": indicator, "period": period, "value": value, "numerator": numerator,
        "denominator": denominator,
        "definition": definition, "status": status, "published": (published or today()).isoformat(),
        "recorded": today().isoformat(), "margin": margin, "source": source, "url": url, "note": note,
    }  # fmt: skip
    cells = {name: " ".join(text.split()) for name, text in given.items() if text.strip()}
    if cells.keys().isdisjoint(("value", "numerator", "denominator", "status")):
        refuse("there is no figure to record", "give VALUE, --numerator and --denominator, or --status M.")
    members = _members(member or [])
    project = locate(directory)
    target = _target(project, file)
    with refusing_failures(target, project, dry_run=dry_run):
        roadmap, before = open_project(project)
        known("indicator", [indicator], roadmap.indicators)
        cells |= _declared(members, indicator, roadmap.indicators[indicator].dimensions)
        old = content_of(target)
        path = target.relative_to(project).as_posix()
        dimensions = {name for declared in roadmap.indicators.values() for name in declared.dimensions}
        content, line, columns = _appended(old, path, cells, sorted(dimensions))
        _refuse_a_duplicate(roadmap, cells, revise=revise)
        _, after = checked(project, path, content)
        write_checked(target, old, content, dry_run=dry_run)
    tell_added(line)
    _warn_of_days(path, columns, cells["published"])
    place = f"line {len(content.splitlines())} of {path}"
    warn_of_new(project, before, after, "nothing was written" if dry_run else _undoing(place, cells["published"]))


def _warn_of_days(path: str, columns: Collection[str], published: str) -> None:
    """Say when the figure will be new to nobody, or to nobody yet."""
    from hcroadmap.render.language.page import visible

    day = today().isoformat()
    if published > day:
        tell(f"hcroadmap: warning: {published} lies in the future: until then no command shows the figure")
    if published < day and "recorded" not in columns:
        told = f"{visible(path)} has no column “recorded”, so --since knows the figure by {published} alone"
        tell(f"hcroadmap: warning: {told}; add the column to keep the day of entry")


def _undoing(place: str, published: str) -> str:
    """How to correct what was written; a figure of today can have no revision of a later day yet."""
    again = ", or record it again with --revise" if published < today().isoformat() else ""
    return f"it was written: if it is wrong, correct {place} by hand{again}"


def _members(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        dimension, mark, name = pair.partition("=")
        if not mark or not dimension.strip() or not name.strip():
            refuse(f"“{pair}” is not a member of a dimension", "write --member level=hbo.")
        found[dimension.strip()] = name.strip()
    return found


def _declared(members: dict[str, str], indicator: str, dimensions: Iterable[str]) -> dict[str, str]:
    """The members by dimension as the indicator declares it; case is not significant."""
    from hcroadmap.model.diagnostic import expected

    names = {name.casefold(): name for name in dimensions}
    for name in members:
        if name.casefold() not in names:
            hint = expected(name, names.values()) or "leave out --member, or declare it in targets.yaml."
            refuse(f"“{indicator}” has no dimension “{name}”", hint)
    return {names[name.casefold()]: member for name, member in members.items()}


def _target(project: Path, file: Path | None) -> Path:
    """The file to write: directly in config/measurements, whatever links there are on the way."""
    folder = project / "config" / "measurements"
    if file is None:
        return project / RECORDED
    named = (
        folder / file if file.name == str(file) else next((f for f in (file, project / file) if f.exists()), file)
    )
    if named.resolve().parent != folder.resolve() or named.suffix.lower() != ".csv":
        refuse(f"{file} is not a .csv file in config/measurements", "name one there, such as recorded.csv.")
    return folder / named.resolve().name


class _Addition(NamedTuple):
    """A file with one more row, the row, and the columns it has."""

    content: bytes
    line: str
    columns: Collection[str]


def _appended(old: bytes, path: str, cells: dict[str, str], dimensions: list[str]) -> _Addition:
    """A file as it is with one more row; a new file has a column for every dimension."""
    from hcroadmap.model.diagnostic import did_you_mean
    from hcroadmap.model.formula import harmless
    from hcroadmap.read.files.text import decode_text
    from hcroadmap.read.measurements.columns import MeasurementsTable
    from hcroadmap.read.measurements.rows import NUMBERS, TEXTS
    from hcroadmap.write.append import csv_line, with_line

    if not old.strip():
        old = with_line(b"", csv_line([*COLUMNS, *dimensions], ","))
    text, _ = decode_text(old, path)
    if text is None:
        refuse(f"{path} is not a text", "look at it with hcroadmap validate.")
    table = MeasurementsTable(text)
    exact = {*COLUMNS} - {*TEXTS}
    names = {name.casefold(): cell if name in exact else harmless(cell) for name, cell in cells.items()}
    for name in names.keys() - set(table.columns) - {"recorded"}:
        refuse(f"{path} has no column “{name}”", did_you_mean(name, table.columns) or "add the column first.")
    if table.delimiter == ";":
        names |= {name: names[name].replace(".", ",") for name in NUMBERS if name in names}
    line = csv_line([names.get(name, "") for name in table.columns], table.delimiter)
    return _Addition(with_line(old, line), line, table.columns)


def _refuse_a_duplicate(roadmap: Roadmap, cells: dict[str, str], *, revise: bool) -> None:
    """A figure that exists needs --revise and a day of its own, and --revise a figure that exists."""
    name, period = cells["indicator"], cells["period"]
    own = roadmap.indicators[name].definition
    members = sorted((key, cells[key]) for key in cells.keys() - set(COLUMNS))
    older = [
        row
        for row in roadmap.observations.get(name, ())
        if row.used
        and _is_of(row, period)
        and (row.definition or own) == (cells.get("definition") or own)
        and sorted(row.members) == members
    ]
    if not older:
        if revise:
            refuse(f"there is no figure of {name} for {period} to revise", "leave out --revise.")
        return
    newest = max(older, key=lambda row: row.known_on)
    figure = _figure(newest)
    told = f"{figure}, published {newest.known_on}"
    place = f"{newest.location.path}:{newest.location.line}"
    if not revise:
        refuse(f"{name} {period} is there already: {told} ({place})", "a revision needs --revise.")
    if any(row.published and row.published.isoformat() == cells["published"] for row in older):
        refuse(f"{name} {period} was published that day already: {told} ({place})",
               "give the revision its own day with --published.")  # fmt: skip
    if cells["published"] < newest.known_on.isoformat():
        refuse(f"{figure} was published later ({newest.known_on}, {place}), so this one would not count",
               "give a later --published, or add the row to the file by hand if it belongs to the history."
               )  # fmt: skip


def _figure(row: Observation) -> str:
    """What stands in a row: its value, else the parts of its share."""
    if row.value:
        return row.value.text
    has_parts = row.numerator is not None and row.denominator is not None
    return f"{row.numerator:f} / {row.denominator:f}" if has_parts else "no figure"


def _is_of(row: Observation, period: str) -> bool:
    """Is a row of this period? What is no period at all is told of when the whole project is checked."""
    from hcroadmap.model.diagnostic import Mistake
    from hcroadmap.model.period import parse_period

    try:
        return row.period == parse_period(period)
    except Mistake:
        return False
