"""`hcroadmap convert`: a downloaded file to canonical rows."""

import re
import shlex
import sys
from contextlib import nullcontext, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from hcroadmap.cli.options import (
    Directory,
    Names,
    OutputFile,
    argument,
    names,
    one_of,
    read_day,
    read_pairs,
    today,
)
from hcroadmap.cli.output import UNKNOWN, deliver, page_for, page_of, refuse, refuse_bytes, tell
from hcroadmap.cli.project import described, language_here, locate, named_directory, project_here
from hcroadmap.model.diagnostic import Diagnostic, Mistake, did_you_mean, expected, has_errors
from hcroadmap.model.period import PeriodKind
from hcroadmap.model.roadmap import TargetsFile
from hcroadmap.model.source import Label, Layout, Mark, Source
from hcroadmap.read.downloads.convert import Conversion, entry, read_alone
from hcroadmap.read.downloads.convert import convert as read
from hcroadmap.read.downloads.describe import describe
from hcroadmap.read.downloads.select import Misnamed
from hcroadmap.read.files.text import read_text
from hcroadmap.render.console import reading
from hcroadmap.render.language.page import Page, visible
from hcroadmap.render.observations import described_file, layout_lines, render, source_lines

UNNAMED = "ID"
"""Stands for the indicator where none is named yet."""
LONG = 5_000_000
"""Bytes from which a terminal shows how far reading is."""

laid_out = partial(typer.Option, rich_help_panel="How the file is laid out")
chosen = partial(typer.Option, rich_help_panel="Which figures to take")
meant = partial(typer.Option, rich_help_panel="What they are")


def convert(
    file: Annotated[Path, argument(metavar="FILE", help="A CSV, TSV or workbook, as downloaded.")],
    indicator: Annotated[
        str | None,
        meant(metavar="ID", help="The indicator that they are of.", autocompletion=names("indicator")),
    ] = None,
    directory: Directory = None,
    definition: Annotated[
        str | None, meant(metavar="ID", help="Their definition, if not the indicator's own.")
    ] = None,
    member: Annotated[
        list[str] | None,
        meant(metavar="DIMENSION=NAME", help="The member of a dimension that they are of; repeatable."),
    ] = None,
    published: Annotated[
        date | None, meant(parser=read_day, metavar="DATE", help="The day on which they became known.")
    ] = None,
    factor: Annotated[
        str | None, meant(metavar="NUMBER", help="Multiply them: 100 makes percentages of shares.")
    ] = None,
    layout: Annotated[
        str | None,
        laid_out(metavar="NAME", help="Read it by this layout of config/layouts.", autocompletion=names("layout")),
    ] = None,
    sheet: Annotated[str | None, laid_out(metavar="NAME", help="The sheet of a workbook.")] = None,
    period: Annotated[str | None, laid_out(metavar="COLUMN", help="The column with the periods.")] = None,
    value: Annotated[
        Names, laid_out(metavar="COLUMN", help="The column with the figures; of several, their sum.")
    ] = None,
    status: Annotated[str | None, laid_out(metavar="COLUMN", help="The column with flags of the figures.")] = None,
    decimal: Annotated[Mark | None, laid_out(help="The decimal mark, if the file leaves that open.")] = None,
    study_year: Annotated[
        Label | None, laid_out(help="Years are study years, named after their first or last year.")
    ] = None,
    kind: Annotated[
        PeriodKind | None, chosen(metavar="KIND", help=f"Only periods of this kind: {one_of(PeriodKind)}.")
    ] = None,
    where: Annotated[
        list[str] | None, chosen(metavar="COLUMN=TEXT", help="Only rows with this text; repeatable.")
    ] = None,
    share: Annotated[
        list[str] | None, chosen(metavar="COLUMN=TEXT", help="The share of these rows in the total; repeatable.")
    ] = None,
    sum: Annotated[  # noqa: A002  # the option's name
        bool, chosen("--sum", help="Add up the rows of each period.")
    ] = False,
    output: OutputFile = None,
) -> None:
    """Turn a downloaded file into canonical rows of measurements.

    Examples:
      hcroadmap convert \\
        config/measurements/duo/gediplomeerden-hbo-2019.csv \\
        --indicator stem-graduates --member level=hbo \\
        --share "CROHO ONDERDEEL=techniek"
      hcroadmap convert \\
        config/measurements/duo/gediplomeerden-wo-2019.csv \\
        --indicator stem-graduates --member level=wo \\
        --layout duo-graduates --share croho=techniek

    Without an indicator: what the file is, its columns, and the command that reads it. With one, rows go to
    standard output; what the file was recognised as, and the lines for config/sources.yaml that read it in place,
    go to standard error. An unknown file is never guessed at.
    """
    project = None
    with suppress(LookupError):  # a file can be converted anywhere
        project = locate(directory) if named_directory(directory) else project_here(None)
    targets, findings = (
        read_alone(project / "targets.yaml", "targets.yaml", TargetsFile) if project else (None, [])
    )
    known, more = _layout(project or Path(), layout) if layout else (None, [])
    _stop_at_errors(findings + more, project or Path())
    place, introduction = _place(file, project)
    wanted = {
        "indicator": indicator or UNNAMED,
        "definition": definition,
        "where": read_pairs("--where", where, '"geo=NL"'),
        "sum": "yes" if sum else "no",
        "numerator": {"where": read_pairs("--share", share, '"geo=NL"')} if share else None,
        "denominator": {} if share else None,
        "value": value if value and len(value) > 1 else None,
        "factor": factor,
        **{name: texts[0] for name, texts in read_pairs("--member", member, "level=hbo").items()},
    }
    columns = {"layout": layout, "sheet": sheet, "period": period, "decimal": decimal, "kind": kind}
    columns |= {"value": value[0] if value and len(value) == 1 else None}
    about: dict[str, Any] = {"status": {"column": status} if status else None}
    about |= {"study_year": study_year, "published": published and published.isoformat(), "publisher": file.name}
    source = _entry({"file": place, **columns, **about, "observations": [_given(wanted)]})
    if indicator is None:
        deliver(_explanation(file, source, known, page_for(output, language_here(project), exact=False)), output)
        return
    declared = targets.indicators if targets is not None else {}
    if indicator not in declared:
        tell(f"hcroadmap: warning: no indicator is called “{indicator}” here")
        tell(f"  {did_you_mean(indicator, declared) or 'declare it in targets.yaml.'}")
    is_long = file.is_file() and file.stat().st_size >= LONG
    progress = reading(file.name, page_of(sys.stderr)) if is_long and sys.stderr.isatty() else nullcontext()
    with progress as watch:
        conversion = read(file, source, known, targets, watch)
    _stop_at_refusal(conversion, str(file))
    deliver(render(conversion.observations, today()), output, exact=True)
    lines = source_lines(source, conversion.wanted).removesuffix("\n")
    tell(f"{introduction}\n{lines}")


def _explanation(file: Path, source: Source, layout: Layout | None, page: Page) -> str:
    """The contents of a file, and the command that reads it, after the lines of a layout where it needs one."""
    try:
        found = describe(file, source, layout)
    except Misnamed as misnamed:
        refuse(f"{file}: {misnamed.mistake.message}", misnamed.mistake.hint)
    if not found.columns:
        _stop_at_errors([*found.findings], Path())
    named = {role: column.name for column in reversed(found.columns) if (role := column.role)}
    options = {"sheet": source.sheet or next(iter(found.sheets[:1] if len(found.sheets) > 1 else ()), None)}
    below = []
    if not found.format and found.line == 1:
        options |= {"period": named.get("period"), "value": named.get("value")}
    elif not found.format:
        options["layout"] = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-") or "layout"
        content = {"header": [str(found.line)], "period": {"column": named.get("period", "?")}}
        made = Layout.model_validate(content | {"value": [named.get("value", "?")]})
        below = [page.words("convert.layout", name=options["layout"]), *layout_lines(made).splitlines(), ""]
    words = ["hcroadmap", "convert", str(file)]
    for name, given in {**options, "indicator": UNNAMED}.items():
        words += [f"--{name}", given] if given else []
    below.append(page.words("convert.command", id=UNNAMED))
    about = {"file": file.name, "format": found.format, "line": str(found.line), "sheets": ", ".join(found.sheets)}
    return (
        f"{described_file(about, found.columns, below, page)}{shlex.join(words)}\n"  # to be copied: never wrapped
    )


def _layout(project: Path, name: str) -> tuple[Layout | None, list[Diagnostic]]:
    """A layout of the project by its name, and the findings about it; refuses an unknown name."""
    folder = project / "config" / "layouts"
    found = sorted(folder.iterdir()) if folder.is_dir() else []  # unlike `glob`, this fails where nobody may look
    files = {file.stem: file for file in found if file.suffix == ".yaml"}
    if name not in files:
        refuse(f"no layout is called “{name}”", expected(name, files) or "write one: config/layouts/NAME.yaml.")
    return read_alone(files[name], f"config/layouts/{name}.yaml", Layout)


def _entry(content: dict[str, Any]) -> Source:
    """The options as the entry of sources.yaml that they stand for."""
    try:
        made = entry(_given(content))
    except UnicodeEncodeError as error:
        refuse_bytes(error)
    if isinstance(made, Mistake):
        refuse(made.message, made.hint)
    return made


def _given(content: dict[str, Any]) -> dict[str, Any]:
    return {name: given for name, given in content.items() if given is not None}


def _stop_at_errors(findings: list[Diagnostic], folder: Path) -> None:
    """Print findings to stderr; end with 3 when any of them is an error."""
    page = page_of(sys.stderr, language_here(folder))
    text, count = described(page, folder, findings)
    if findings:
        tell(text.removesuffix("\n"))
    if has_errors(findings):
        tell(f"{count}; {page.words('findings.not_written')}.")
        raise typer.Exit(UNKNOWN)


def _stop_at_refusal(conversion: Conversion, name: str) -> None:
    """Say what the file was recognised as; stop when anything is wrong with it."""

    def as_options(hint: str) -> str:
        """Keys of sources.yaml as the options that stand for them."""
        return hint.replace("“where”", "--where").replace("“value”", "--value").replace("“sum: yes”", "--sum")

    if conversion.refusal:
        refuse(f"{name}: {conversion.refusal.message}", as_options(conversion.refusal.hint))
    _stop_at_errors([found._replace(hint=as_options(found.hint)) for found in conversion.diagnostics], Path())
    count = len(conversion.observations)
    tell(f"{visible(name)}: {visible(conversion.format)}; {count} row{'s' * (count != 1)}")
    for note in conversion.notes:
        tell(f"  {note}")


def _place(file: Path, project: Path | None) -> tuple[str, str]:
    """The path of the file in sources.yaml, and what to do with the lines there; one from elsewhere is copied."""
    place = f"measurements/downloads/{file.name}"
    if project and file.resolve().is_relative_to(config := project.resolve() / "config"):
        place = file.resolve().relative_to(config).as_posix()
    inside = project and (project / "config" / place).resolve() == file.resolve()
    purpose = "To read it in place" if inside else f"To read it in place, copy it to config/{visible(place)} first"
    sources = read_text(project / "config" / "sources.yaml", "config/sources.yaml")[0] if project else None
    if sources and re.search(r"^sources:", sources.text, re.MULTILINE):
        return place, f"{purpose}; add below “sources:” in config/sources.yaml:"
    return place, f"{purpose}:\n# config/sources.yaml\nsources:"
