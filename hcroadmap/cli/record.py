"""`hcroadmap record`: append one observation, checked before it is written."""

import sys
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from hcroadmap.assess.assessment import assess_one
from hcroadmap.assess.series import newest_vintages
from hcroadmap.cli.options import Directory, DryRun, argument, names, read_day, read_pairs, today, written
from hcroadmap.cli.output import page_of, refuse, tell
from hcroadmap.cli.project import adding_to, known, locate, show_findings
from hcroadmap.model.diagnostic import Mistake, did_you_mean, expected
from hcroadmap.model.observation import Observation
from hcroadmap.model.period import parse_period
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.model.text import harmless
from hcroadmap.model.vocabulary import Language
from hcroadmap.read.files.text import decode_text
from hcroadmap.read.measurements import NUMBERS, TEXTS, MeasurementsTable, with_point
from hcroadmap.render.language.page import Page, visible
from hcroadmap.render.language.voice import Amounts
from hcroadmap.render.language.words import capitalised
from hcroadmap.write.append import csv_line, with_line

RECORDED = "config/measurements/recorded.csv"
COLUMNS = (
    "indicator", "period", "value", "numerator", "denominator", "definition", "status", "published", "recorded",
    "margin", "se", "source", "url", "note",
)  # fmt: skip
"""The columns of a new file; the project's dimensions follow them."""

figure = partial(typer.Option, rich_help_panel="The figure")
origin = partial(typer.Option, rich_help_panel="Where it comes from")


def record(
    indicator: Annotated[str, argument(metavar="ID", help="The indicator.", autocompletion=names("indicator"))],
    period: Annotated[str, argument(metavar="PERIOD", help="The period: 2019, 2019-Q3 or 2018/19.")],
    value: Annotated[
        str, argument(metavar="VALUE", help="The figure: 38, 38.5; in a Dutch project 38,5 too.")
    ] = "",
    directory: Directory = None,
    published: Annotated[
        date | None, origin(parser=read_day, metavar="DATE", help="The day of publication. Default: today.")
    ] = None,
    source: Annotated[str, origin(metavar="TEXT", help="A publication, with its table or page.")] = "",
    url: Annotated[str, origin(metavar="URL", help="Where it can be read online.")] = "",
    note: Annotated[str, origin(metavar="TEXT", help="A remark on it.")] = "",
    definition: Annotated[str, figure(metavar="ID", help="The definition, if not the indicator's own.")] = "",
    status: Annotated[str, figure(metavar="LETTERS", help="P: provisional. E: estimated. M: missing.")] = "",
    numerator: Annotated[str, figure(metavar="NUMBER", help="Of a share: the part.")] = "",
    denominator: Annotated[str, figure(metavar="NUMBER", help="Of a share: the whole.")] = "",
    margin: Annotated[str, figure(metavar="NUMBER", help="The margin up and down, in the unit: 0.5.")] = "",
    se: Annotated[str, figure(metavar="NUMBER", help="Its standard error, in the unit: 0.26.")] = "",
    member: Annotated[
        list[str] | None, figure(metavar="DIMENSION=NAME", help="The cell that it is of: level=hbo; repeatable.")
    ] = None,
    file: Annotated[
        Path | None, written(metavar="FILE", help=f"The file to append to. Default: {RECORDED}.")
    ] = None,
    revise: Annotated[bool, written("--revise", help="Say that it replaces an earlier figure.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Append one observation to a measurements file, after checking the whole project with it.

    Examples:
      hcroadmap record stay-rate 2016 37 \\
        --published 2017-11-20 --source "EP-Nuffic"
      hcroadmap record stay-rate 2015 36.4 --revise

    The file keeps its line ends, encoding, delimiter and decimal mark. A figure that is there already is refused,
    unless it is published later and --revise says that this is meant. Write a negative number after two dashes:
    hcroadmap record ID PERIOD -- -5.
    """
    recorded = today().isoformat()
    published_on = published.isoformat() if published else recorded
    given = {
        "indicator": indicator, "period": period, "value": value, "numerator": numerator,
        "denominator": denominator, "definition": definition, "status": status, "margin": margin, "se": se,
        "source": source, "url": url, "note": note, "published": published_on, "recorded": recorded,
    }  # fmt: skip
    cells = {name: " ".join(text.split()) for name, text in given.items() if text.strip()}
    if cells.keys().isdisjoint(("value", "numerator", "denominator", "status")):
        refuse("there is no figure to record", "give VALUE, --numerator and --denominator, or --status M.")
    members = {name: texts[-1] for name, texts in read_pairs("--member", member, "level=hbo").items()}
    if "" in members.values():
        refuse("a member has no name", "write --member level=hbo.")
    project = locate(directory)
    path = _path(project, file)
    with adding_to(project, path, dry_run=dry_run) as addition:
        indicators = addition.roadmap.indicators
        known("indicator", [indicator], indicators)
        cells |= _declared(members, indicator, indicators[indicator].dimensions)
        dimensions = {name for declared in indicators.values() for name in declared.dimensions}
        if addition.roadmap.settings.language is Language.NL:
            cells |= {name: with_point(cells[name]) for name in NUMBERS if name in cells}
        content, line = _appended(addition.content, path, cells, sorted(dimensions))
        _refuse_a_duplicate(addition.roadmap, cells, revise=revise)
        roadmap, findings = addition.check(content)
        addition.write(content)
    page = page_of(sys.stdout, addition.page.language)
    key = "not_written" if dry_run else "written_again" if published_on < recorded else "written"
    outcome = page.words(f"findings.{key}", line=len(content.splitlines()), path=visible(path))
    row = [row for row in roadmap.observations[indicator] if row.path == path][-1]
    typer.echo(f"{_in_words(roadmap, row, page)}\n{visible(line)}\n{capitalised(outcome)}.")
    if published_on > recorded:
        tell(f"hcroadmap: warning: {published_on} lies in the future: until then no command shows the figure")
    if published_on < recorded and not row.recorded:
        reason = f"{visible(path)} has no column “recorded”, so --since knows the figure by {published_on} alone"
        tell(f"hcroadmap: warning: {reason}; add the column to keep the day of entry")
    if findings:
        show_findings(project, findings, outcome, addition.page)


def _in_words(roadmap: Roadmap, row: Observation, page: Page) -> str:
    """The figure of a row, and how far it is from the baseline, else from the figure before it."""
    one, words = assess_one(roadmap, row.indicator, max(today(), row.known_on), None), page.words
    members = [page.text(member) for _, member in row.members]
    subject = ", ".join([page.text(one.indicator.title), *members, str(row.period)])
    if row.amount is None:
        return words("recorded.missing", subject=subject)
    amounts, other, before = Amounts(one, page), words("recorded.baseline"), None
    amounts.decimals = max(one.decimals, amounts.digits(row))
    own, baseline = one.indicator.definition, one.seen.baseline
    if baseline and baseline.period < row.period and not row.members and row.definition in (None, own):
        before = baseline.value
    else:
        for old in newest_vintages(roadmap.observations[row.indicator], one.seen.as_of, own):
            is_alike = old.members == row.members and (old.definition or own) == (row.definition or own)
            if is_alike and old.amount is not None and old.period < row.period:
                before, other = old.amount, words("recorded.previous", period=old.period)
    value = amounts.with_unit(row.amount)
    if before is None:
        return words("recorded.alone", subject=subject, value=value)
    key = "higher" if row.amount > before else "lower" if row.amount < before else "equal"
    gap, level = amounts.change(abs(row.amount - before)), amounts.level(before)
    return words(f"recorded.{key}", subject=subject, value=value, gap=gap, other=other, before=level)


def _declared(members: dict[str, str], indicator: str, dimensions: Iterable[str]) -> dict[str, str]:
    """The members by dimension as the indicator declares it; case is not significant."""
    names = {name.casefold(): name for name in dimensions}
    for name in members:
        if name.casefold() not in names:
            hint = expected(name, names.values()) or "leave out --member, or declare it in targets.yaml."
            refuse(f"“{indicator}” has no dimension “{name}”", hint)
    return {names[name.casefold()]: member for name, member in members.items()}


def _path(project: Path, file: Path | None) -> str:
    """The path of the file to append to; it must lie directly in config/measurements once links are followed."""
    folder = project / "config" / "measurements"
    if file is None:
        return RECORDED
    named = (
        folder / file if file.name == str(file) else next((f for f in (file, project / file) if f.exists()), file)
    )
    if named.resolve().parent != folder.resolve() or named.suffix.lower() != ".csv":
        refuse(f"{file} is not a .csv file in config/measurements", "name one there, such as recorded.csv.")
    return f"config/measurements/{named.resolve().name}"


def _appended(old: bytes, path: str, cells: dict[str, str], dimensions: list[str]) -> tuple[bytes, str]:
    """The file with one more row, and the row; a new file has a column for every dimension."""
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
    return with_line(old, line), line


def _refuse_a_duplicate(roadmap: Roadmap, cells: dict[str, str], *, revise: bool) -> None:
    """Refuse a known figure without --revise and a later day, and --revise without a known figure."""
    try:
        period = parse_period(cells["period"])
    except Mistake:  # the check of the whole project says so, with its place
        return
    name, own = cells["indicator"], roadmap.indicators[cells["indicator"]].definition
    members = sorted((key, cells[key]) for key in cells.keys() - set(COLUMNS))
    wanted = period, cells.get("definition") or own, members
    rows = [row for row in roadmap.observations.get(name, ()) if row.used]
    older = [row for row in rows if (row.period, row.definition or own, sorted(row.members)) == wanted]
    if not older:
        if revise:
            refuse(f"there is no figure of {name} for {cells['period']} to revise", "leave out --revise.")
        return
    newest = max(older, key=lambda row: row.known_on)
    parts, place = (newest.numerator, newest.denominator), f"{newest.path}:{newest.line}"
    share = "no figure" if None in parts else "{:f} / {:f}".format(*parts)
    figure = newest.value.text if newest.value else share
    reported = f"{figure}, published {newest.known_on} ({place})"
    if not revise:
        refuse(f"{name} {cells['period']} is there already: {reported}", "a revision needs --revise.")
    if any(row.published and row.published.isoformat() == cells["published"] for row in older):
        reason = f"{name} {cells['period']} was published that day already: {reported}"
        refuse(reason, "give the revision its own day with --published.")
    if cells["published"] < newest.known_on.isoformat():
        reason = f"{figure} was published later ({newest.known_on}, {place}), so this one would not count"
        hint = "give a later --published, or add the row to the file by hand if it belongs to the history."
        refuse(reason, hint)
