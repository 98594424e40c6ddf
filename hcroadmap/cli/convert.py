"""`hcroadmap convert`: a downloaded file as canonical observations."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hcroadmap.cli.clock import today
from hcroadmap.cli.options import Directory, OutputFile, names, read_day
from hcroadmap.cli.output import UNKNOWN, deliver, page_of, refuse, refuse_bytes, tell
from hcroadmap.model.foreign_number import Mark
from hcroadmap.model.foreign_period import Label

if TYPE_CHECKING:
    from hcroadmap.model.diagnostic import Diagnostic
    from hcroadmap.model.layout import Layout
    from hcroadmap.model.source import Source
    from hcroadmap.read.downloads.convert import Conversion

LONG = 5_000_000  # bytes from which a terminal is shown how far reading is

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="A CSV, TSV or workbook as downloaded.", show_default=False)
]
Indicator = Annotated[
    str,
    typer.Option(
        metavar="ID",
        help="The indicator that the figures are of.",
        show_default=False,
        autocompletion=names("indicator"),
    ),
]
LayoutName = Annotated[
    str | None,
    typer.Option(
        "--layout", metavar="NAME", help="Read by config/layouts/NAME.yaml.", autocompletion=names("layout")
    ),
]
Period = Annotated[str | None, typer.Option(metavar="COLUMN", help="The column of the periods, in a plain table.")]
Value = Annotated[str | None, typer.Option(metavar="COLUMN", help="The column of the figures.")]
Where = Annotated[list[str] | None, typer.Option(metavar="COLUMN=TEXT", help="Only rows that hold this text.")]
Share = Annotated[
    list[str] | None, typer.Option(metavar="COLUMN=TEXT", help="The share of these rows in all, as their sums.")
]
Member = Annotated[
    list[str] | None, typer.Option(metavar="DIMENSION=MEMBER", help="The member of a dimension that this is.")
]
Sum = Annotated[bool, typer.Option("--sum", help="Add up the rows of one period.")]
Decimal = Annotated[Mark | None, typer.Option(help="The decimal mark, where the file leaves it open.")]
StudyYear = Annotated[Label | None, typer.Option(help="Years are study years, named by their first or last year.")]
Definition = Annotated[str | None, typer.Option(metavar="ID", help="The definition of the figures.")]
Published = Annotated[
    date | None, typer.Option(parser=read_day, metavar="DATE", help="The day on which the figures became known.")
]
SheetName = Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="The sheet of a workbook.")]


def convert(
    file: File,
    indicator: Indicator,
    directory: Directory = None,
    layout: LayoutName = None,
    period: Period = None,
    value: Value = None,
    where: Where = None,
    share: Share = None,
    member: Member = None,
    sum: Sum = False,  # noqa: A002  # the option's name
    decimal: Decimal = None,
    study_year: StudyYear = None,
    definition: Definition = None,
    published: Published = None,
    sheet: SheetName = None,
    output: OutputFile = None,
) -> None:
    """Turn a downloaded file into canonical rows.

    \b
    Examples:
      hcroadmap convert config/measurements/duo/gediplomeerden-hbo-2019.csv --indicator stem-graduates \\
        --share "CROHO ONDERDEEL=techniek" --member level=hbo
      hcroadmap convert config/measurements/duo/gediplomeerden-wo-2019.csv --indicator stem-graduates \\
        --layout duo-graduates --share croho=techniek --share croho=natuur --member level=wo

    Rows go to standard output; what the file was recognised as, and the lines for sources.yaml that read it
    in place, to standard error. A file that is not known is never guessed at.
    """
    from hcroadmap.model.diagnostic import did_you_mean
    from hcroadmap.read.downloads.convert import convert as read
    from hcroadmap.render.observations import render, source_lines

    project = _project(directory)
    targets, findings = _targets(project)
    known = _layout(project, layout, findings)
    _stop_at_errors(findings, project or Path())
    declared = targets.indicators if targets is not None else {}
    if indicator not in declared:
        tell(f"hcroadmap: warning: no indicator is called “{indicator}” here")
        tell(f"  {did_you_mean(indicator, declared) or 'declare it in targets.yaml.'}")
    wanted = {
        "indicator": indicator,
        "definition": definition,
        "where": _pairs("--where", where),
        "sum": "yes" if sum else "no",
        "numerator": {"where": _pairs("--share", share)} if share else None,
        "denominator": {} if share else None,
        **{name: texts[0] for name, texts in _pairs("--member", member).items()},
    }
    columns = {"layout": layout, "sheet": sheet, "period": period, "value": value, "decimal": decimal}
    about = {"study_year": study_year, "published": published and published.isoformat(), "publisher": file.name}
    source = _entry({"file": _place(file, project), **columns, **about, "observations": [_given(wanted)]})
    with _progress(file) as watch:
        conversion = read(file, source, known, targets, watch)
    _answer(conversion, str(file))
    deliver(render(conversion.observations, today()), output, exact=True)
    lines = source_lines(source, conversion.wanted).removesuffix("\n")
    tell(f"{_introduction(file, project)}\n{lines}")


def _answer(conversion: Conversion, name: str) -> None:
    """What the file is and what is wrong with it; nothing is written when anything is."""
    from hcroadmap.render.language.page import visible

    if conversion.refusal:
        refuse(f"{name}: {conversion.refusal.message}", _as_options(conversion.refusal.hint))
    _stop_at_errors([found._replace(hint=_as_options(found.hint)) for found in conversion.diagnostics], Path())
    count = len(conversion.observations)
    tell(f"{visible(name)}: {visible(conversion.format)}; {count} row{'s' * (count != 1)}")


def _as_options(hint: str) -> str:
    """A hint that speaks of keys of sources.yaml, in the words of the command line."""
    return hint.replace("“where”", "--where").replace("“value”", "--value").replace("“sum: yes”", "--sum")


def _stop_at_errors(findings: list[Diagnostic], folder: Path) -> None:
    from hcroadmap.model.diagnostic import has_errors
    from hcroadmap.read.files.text import line_at
    from hcroadmap.render import findings as diagnostics

    if findings:
        page = page_of(sys.stderr)
        excerpts = (lambda path, line: line_at(folder, path, line)) if sys.stderr.isatty() else None
        tell(diagnostics.render(findings, page, excerpts).removesuffix("\n"))
    if has_errors(findings):
        tell(f"{diagnostics.summary(findings)}; nothing was written.")
        raise typer.Exit(UNKNOWN)


def _project(directory: Path | None) -> Path | None:
    """The project around, if there is one: a single file can be converted anywhere."""
    from hcroadmap.cli.project import locate, named_directory, project_here
    from hcroadmap.read.files.access import ProjectNotFound

    if named_directory(directory):
        return locate(directory)
    try:
        return project_here(None)
    except ProjectNotFound:
        return None


def _targets(project: Path | None) -> tuple[Any, list[Diagnostic]]:
    from hcroadmap.model.roadmap import TargetsFile
    from hcroadmap.read.downloads.convert import read_alone

    return read_alone(project / "targets.yaml", "targets.yaml", TargetsFile) if project else (None, [])


def _layout(project: Path | None, name: str | None, findings: list[Diagnostic]) -> Layout | None:
    from hcroadmap.model.diagnostic import expected
    from hcroadmap.model.layout import Layout
    from hcroadmap.read.downloads.convert import read_alone

    if name is None:
        return None
    folder = (project or Path()) / "config" / "layouts"
    try:
        files = {file.stem: file for file in sorted(folder.iterdir()) if file.suffix == ".yaml"}
    except (FileNotFoundError, NotADirectoryError):
        files = {}
    if name not in files:
        refuse(f"no layout is called “{name}”", expected(name, files) or "write one: config/layouts/NAME.yaml.")
    layout, found = read_alone(files[name], f"config/layouts/{name}.yaml", Layout)
    findings += found
    return layout


def _pairs(option: str, texts: Iterable[str] | None) -> dict[str, list[str]]:
    pairs: dict[str, list[str]] = {}
    for text in texts or ():
        name, mark, wanted = text.rpartition("=") if text.count("=") == 1 else text.partition("=")
        if not (mark and name.strip()):
            refuse(f"{option} takes COLUMN=TEXT, not “{text}”", f'write {option} "geo=NL".')
        pairs.setdefault(name.strip(), []).append(wanted.strip())
    return pairs


def _entry(content: dict[str, Any]) -> Source:
    """What the options say, as an entry of sources.yaml would."""
    from hcroadmap.model.diagnostic import Mistake
    from hcroadmap.read.downloads.convert import entry

    try:
        made = entry(_given(content))
    except UnicodeEncodeError as error:
        refuse_bytes(error)
    if isinstance(made, Mistake):
        refuse(made.message, made.hint)
    return made


def _given(content: dict[str, Any]) -> dict[str, Any]:
    return {name: given for name, given in content.items() if given is not None}


def _place(file: Path, project: Path | None) -> str:
    """What sources.yaml calls the file; one outside the project is taken to be copied into it."""
    if project and file.resolve().is_relative_to(project.resolve() / "config"):
        return file.resolve().relative_to(project.resolve() / "config").as_posix()
    return f"measurements/downloads/{file.name}"


def _introduction(file: Path, project: Path | None) -> str:
    """What goes before the lines for sources.yaml: what to do first, and what of the file is not there yet."""
    from hcroadmap.read.files.text import read_text
    from hcroadmap.render.language.page import visible

    place = _place(file, project)
    inside = project and (project / "config" / place).resolve() == file.resolve()
    told = "To read it in place" if inside else f"To read it in place, copy it to config/{visible(place)} first"
    sources = read_text(project / "config" / "sources.yaml", "config/sources.yaml")[0] if project else None
    if sources and re.search(r"^sources:", sources.text, re.MULTILINE):
        return f"{told}; add below “sources:” in config/sources.yaml:"
    return f"{told}:\n# config/sources.yaml\nsources:"


def _progress(file: Path) -> Any:
    """A bar for a long file on a terminal; else nothing."""
    if not sys.stderr.isatty() or not file.is_file() or file.stat().st_size < LONG:
        return nullcontext()
    from hcroadmap.render.memo.progress import reading

    return reading(file.name, page_of(sys.stderr))
