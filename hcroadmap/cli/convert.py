"""`hcroadmap convert`: a downloaded file to canonical rows."""

import re
import sys
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from hcroadmap.cli.download import UNNAMED, as_options, command_of, source_of
from hcroadmap.cli.options import Directory, Names, OutputFile, argument, names, one_of, read_day, today
from hcroadmap.cli.output import UNKNOWN, Refused, deliver, page_for, page_of, refuse, tell
from hcroadmap.cli.project import described, language_here, locate, named_directory, project_here
from hcroadmap.model.diagnostic import Diagnostic, did_you_mean, expected, has_errors, quoted
from hcroadmap.model.period import PeriodKind
from hcroadmap.model.roadmap import TargetsFile
from hcroadmap.model.source import Label, Layout, Mark
from hcroadmap.read.downloads.convert import read_alone
from hcroadmap.read.downloads.describe import LOOKED_AT
from hcroadmap.read.downloads.explore import Attempt, Exploration, Problem
from hcroadmap.read.files.text import read_text
from hcroadmap.render.console import reading
from hcroadmap.render.language.page import Page, visible
from hcroadmap.render.language.words import translated
from hcroadmap.render.observations import described_file, layout_lines, render, source_lines
from hcroadmap.write.file import lay_down

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
    write_layout: Annotated[
        str | None, laid_out(metavar="NAME", help="Write down how it is read, as a new layout of that name.")
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
    options = {
        "sheet": sheet, "layout": write_layout or layout, "period": period, "value": value, "status": status,
        "decimal": decimal, "study_year": study_year, "kind": kind, "where": where, "share": share, "sum": sum,
        "factor": factor, "indicator": indicator, "definition": definition, "member": member,
        "published": published,
    }  # fmt: skip
    if layout and write_layout:
        refuse("--layout names a layout that exists, --write-layout a new one", "give one of them.")
    project = None
    with suppress(LookupError):  # a file can be converted anywhere
        project = locate(directory) if named_directory(directory) else project_here(None)
    targets, findings = (
        read_alone(project / "targets.yaml", "targets.yaml", TargetsFile) if project else (None, [])
    )
    known, more = _layout(project or Path(), layout) if layout else (None, [])
    _stop_at_errors(findings + more, project or Path())
    place, introduction = _place(file, project)
    source = source_of(options, file, place)
    exploration = Exploration(file, source, targets, known, write_layout or _free_name(project, file))
    if indicator is None:
        page = page_for(output, language_here(project), exact=False)
        deliver(_explanation(exploration, directory, page), output, given=[file])
        return
    declared = targets.indicators if targets is not None else {}
    if indicator not in declared:
        tell(f"hcroadmap: warning: no indicator is called “{indicator}” here")
        tell(f"  {did_you_mean(indicator, declared) or 'declare it in targets.yaml.'}")
    is_followed = exploration.is_long and sys.stderr.isatty()
    progress = reading(file.name, page_of(sys.stderr)) if is_followed else nullcontext()
    with progress as watch:
        attempt = exploration.attempt(source, watch)
    _stop_at_refusal(attempt, exploration, directory)
    if write_layout and attempt.layout:
        _write_layout(locate(directory), write_layout, attempt.layout)
    deliver(render(attempt.conversion.observations, today()), output, exact=True, given=[file], adding=True)
    lines = source_lines(attempt.source, attempt.conversion.wanted, attempt.conversion.notes).removesuffix("\n")
    tell(f"{introduction}\n{lines}")


def _explanation(exploration: Exploration, directory: Path | None, page: Page) -> str:
    """What a file holds, what was chosen or is still to be chosen, and the commands with that."""
    about, source, targets = exploration.description, exploration.source, exploration.targets
    if not about.columns:
        _stop_at_errors([*about.findings], Path())
    words, declared = page.words, [*(targets.indicators if targets else ())]
    if len(declared) == 1:
        only = source.observations[0].model_copy(update={"indicator": declared[0]})
        source = source.model_copy(update={"observations": (only,)})
    attempts, solved = exploration.attempts(source)
    found = [*solved, *(each for attempt in attempts for each in attempt.problems)]
    problems = {(each.code, each.hint): each for each in reversed(found)}
    commands = _commands(attempts, exploration.file, directory)
    shown = [each for each in reversed(problems.values()) if each.code != "unknown-format" or not commands]
    choices = [f"{translated(each.message, page.language)}: {_hint(each, page.language)}" for each in shown]
    if exploration.is_long and commands:
        choices.insert(0, words("convert.long", rows=page.number(Fraction(LOOKED_AT), 0)))
    if about.layout.missing and not about.format:
        choices.append(words("convert.signs", signs=", ".join(map(quoted, about.layout.missing))))
    if not about.measures and about.values[1:]:
        choices.append(words("convert.values", columns=", ".join(map(quoted, about.values))))
    if len(declared) > 1:
        choices.append(words("convert.indicator", id=UNNAMED, ids=", ".join(declared)))
    outcome = "unread" if not commands else "commands" if commands[1:] else "command"
    known = about.format or next((each.conversion.format for each in attempts if not each.is_own), "")
    told = {
        "file": exploration.file.name,
        "format": known,
        "sheet": about.sheet or "",
        "sheets": ", ".join(about.sheets) if about.sheets[1:] else "",
        "line": ", ".join(map(str, about.layout.header)),
        "outcome": outcome,
    }
    # commands are to be copied: never wrapped
    return described_file(told, about.columns, choices, page) + "".join(f"{command}\n" for command in commands)


def _commands(attempts: Sequence[Attempt], file: Path, directory: Path | None) -> list[str]:
    """The commands of the attempts that have read the file, if they can be copied."""
    read = [attempt for attempt in attempts if attempt.is_read]
    commands = [command_of(each.asked, file, directory, is_new=bool(each.layout)) for each in read]
    return [command for command in commands if command == visible(command)]


def _hint(problem: Problem, language: str) -> str:
    hint = translated(problem.hint, language)
    has_names = problem.hint.startswith(("did you mean", "use one of"))  # of the file: not to be changed
    return hint if has_names else as_options(hint)


def _free_name(project: Path | None, file: Path) -> str:
    """A name for a layout that none has yet."""
    name = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-") or "layout"
    while project and (project / "config" / "layouts" / f"{name}.yaml").exists():
        name += "-2"
    return name


def _write_layout(project: Path, name: str, layout: Layout) -> None:
    """Write a layout into the project; one of the same name is never overwritten."""
    path = f"config/layouts/{name}.yaml"
    try:
        taken = lay_down(project, {path: layout_lines(layout).encode()})
    except OSError as error:
        refuse(f"cannot write {project / path}: {error.strerror or error}", "nothing was written.")
    if taken:
        refuse(f"{path} is there already", f"read the file by it with --layout {name}, or choose another name.")
    tell(f"Wrote {path}, by which --layout {name} reads such files.")


def _layout(project: Path, name: str) -> tuple[Layout | None, list[Diagnostic]]:
    """A layout of the project by its name, and the findings about it; refuses an unknown name."""
    folder = project / "config" / "layouts"
    found = sorted(folder.iterdir()) if folder.is_dir() else []  # unlike `glob`, this fails where nobody may look
    files = {file.stem: file for file in found if file.suffix == ".yaml"}
    if name not in files:
        refuse(f"no layout is called “{name}”", expected(name, files) or "write one: config/layouts/NAME.yaml.")
    return read_alone(files[name], f"config/layouts/{name}.yaml", Layout)


def _stop_at_errors(findings: list[Diagnostic], folder: Path) -> None:
    """Print findings to stderr; end with 3 when any of them is an error."""
    page = page_of(sys.stderr, language_here(folder))
    findings = [each._replace(hint=_hint(each, page.language)) for each in findings]
    text, count = described(page, folder, findings)
    if findings:
        tell(text.removesuffix("\n"))
    if has_errors(findings):
        tell(f"{count}; {page.words('findings.not_written')}.")
        raise typer.Exit(UNKNOWN)


def _stop_at_refusal(attempt: Attempt, exploration: Exploration, directory: Path | None) -> None:
    """Say what the file was recognised as; stop when anything is wrong with it, and say what works."""
    conversion, file, language = attempt.conversion, exploration.file, language_here(None)
    try:
        if refusal := conversion.refusal:
            refuse(f"{file}: {translated(refusal.message, language)}", _hint(refusal, language))
        _stop_at_errors(conversion.diagnostics, Path())
    except (Refused, typer.Exit):
        for command in _commands(exploration.attempts(attempt.asked)[0], file, directory):
            tell(f"{page_of(sys.stderr, language).words('convert.command')}\n{command}")
        raise
    count = len(conversion.observations)
    tell(f"{visible(str(file))}: {visible(conversion.format)}; {count} row{'s' * (count != 1)}")
    for note in conversion.notes:
        tell(f"  {translated(note, language)}")


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
