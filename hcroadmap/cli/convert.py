"""`hcroadmap convert`: a downloaded file to canonical rows."""

import re
import sys
from contextlib import nullcontext, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from hcroadmap.cli.options import Directory, OutputFile, argument, names, read_day, read_pairs, today
from hcroadmap.cli.output import UNKNOWN, deliver, page_of, refuse, refuse_bytes, tell
from hcroadmap.cli.project import described, language_here, locate, named_directory, project_here
from hcroadmap.model.diagnostic import Diagnostic, Mistake, did_you_mean, expected, has_errors
from hcroadmap.model.roadmap import TargetsFile
from hcroadmap.model.source import Label, Layout, Mark, Source
from hcroadmap.read.downloads.convert import Conversion, entry, read_alone
from hcroadmap.read.downloads.convert import convert as read
from hcroadmap.read.files.text import read_text
from hcroadmap.render.console import reading
from hcroadmap.render.language.page import visible
from hcroadmap.render.observations import render, source_lines

LONG = 5_000_000
"""Bytes from which a terminal shows how far reading is."""

laid_out = partial(typer.Option, rich_help_panel="How the file is laid out")
chosen = partial(typer.Option, rich_help_panel="Which figures to take")
meant = partial(typer.Option, rich_help_panel="What they are")


def convert(
    file: Annotated[Path, argument(metavar="FILE", help="A CSV, TSV or workbook, as downloaded.")],
    indicator: Annotated[
        str,
        meant(metavar="ID", help="The indicator that they are of.", autocompletion=names("indicator")),
    ],
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
    layout: Annotated[
        str | None,
        laid_out(metavar="NAME", help="Read it by this layout of config/layouts.", autocompletion=names("layout")),
    ] = None,
    sheet: Annotated[str | None, laid_out(metavar="NAME", help="The sheet of a workbook.")] = None,
    period: Annotated[str | None, laid_out(metavar="COLUMN", help="The column with the periods.")] = None,
    value: Annotated[str | None, laid_out(metavar="COLUMN", help="The column with the figures.")] = None,
    decimal: Annotated[Mark | None, laid_out(help="The decimal mark, if the file leaves that open.")] = None,
    study_year: Annotated[
        Label | None, laid_out(help="Years are study years, named after their first or last year.")
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

    Rows go to standard output. What the file was recognised as, and the lines for config/sources.yaml that read it
    in place, go to standard error. An unknown file is never guessed at.
    """
    project = None
    with suppress(LookupError):  # a file can be converted anywhere
        project = locate(directory) if named_directory(directory) else project_here(None)
    targets, findings = (
        read_alone(project / "targets.yaml", "targets.yaml", TargetsFile) if project else (None, [])
    )
    known, more = _layout(project or Path(), layout) if layout else (None, [])
    _stop_at_errors(findings + more, project or Path())
    declared = targets.indicators if targets is not None else {}
    if indicator not in declared:
        tell(f"hcroadmap: warning: no indicator is called “{indicator}” here")
        tell(f"  {did_you_mean(indicator, declared) or 'declare it in targets.yaml.'}")
    place, introduction = _place(file, project)
    wanted = {
        "indicator": indicator,
        "definition": definition,
        "where": read_pairs("--where", where, '"geo=NL"'),
        "sum": "yes" if sum else "no",
        "numerator": {"where": read_pairs("--share", share, '"geo=NL"')} if share else None,
        "denominator": {} if share else None,
        **{name: texts[0] for name, texts in read_pairs("--member", member, "level=hbo").items()},
    }
    columns = {"layout": layout, "sheet": sheet, "period": period, "value": value, "decimal": decimal}
    about = {"study_year": study_year, "published": published and published.isoformat(), "publisher": file.name}
    source = _entry({"file": place, **columns, **about, "observations": [_given(wanted)]})
    is_long = file.is_file() and file.stat().st_size >= LONG
    progress = reading(file.name, page_of(sys.stderr)) if is_long and sys.stderr.isatty() else nullcontext()
    with progress as watch:
        conversion = read(file, source, known, targets, watch)
    _stop_at_refusal(conversion, str(file))
    deliver(render(conversion.observations, today()), output, exact=True)
    lines = source_lines(source, conversion.wanted).removesuffix("\n")
    tell(f"{introduction}\n{lines}")


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
