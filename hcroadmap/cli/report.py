"""`hcroadmap report`: the quarterly memo, as Markdown, web page or Word file."""

import logging
import os
import shutil
from collections.abc import Iterable
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

import typer

from hcroadmap.assess.assessment import Assessment, Report, assess
from hcroadmap.assess.commentary import unexplained
from hcroadmap.cli import options
from hcroadmap.cli.options import choose_format, judged, quarter_option, read_since, today, written
from hcroadmap.cli.output import UNKNOWN, deliver, is_file, page_for, protect_inputs, refuse, tell
from hcroadmap.cli.project import open_roadmap
from hcroadmap.render.chart.content import worth_drawing
from hcroadmap.render.chart.svg import draw
from hcroadmap.render.findings import SHOWN_PER_CODE
from hcroadmap.render.formats import MemoFormat
from hcroadmap.render.language.summary import quarter_before
from hcroadmap.render.memo import charts, memo
from hcroadmap.render.memo.html import render
from hcroadmap.render.memo.text import Brief
from hcroadmap.render.web.element import markup
from hcroadmap.write.file import write_together
from hcroadmap.write.word import WordError, word

INSTALL = "pip install 'hcroadmap[docs]'"


def report(
    context: typer.Context,
    directory: options.Directory = None,
    quarter: Annotated[
        date | None, quarter_option(help="The quarter: 2019-Q3. Default: the last complete one.")
    ] = None,
    as_of: options.AsOf = None,
    since: options.Since = None,
    method: options.Method = None,
    strict: Annotated[
        bool, judged("--strict", help="Write nothing, and exit with 3, if a required explanation is missing.")
    ] = False,
    md: Annotated[bool, written("--md", help="Markdown for pandoc, Quarto and GitHub: the default.")] = False,
    html: Annotated[bool, written("--html", help="One web page with everything in it; prints well too.")] = False,
    docx: Annotated[bool, written("--docx", help="A Word file.")] = False,
    lang: options.Lang = None,
    inputs: Annotated[
        bool, written("--inputs", help="List every file that was read with its hash, for who checks the memo.")
    ] = False,
    charts: Annotated[
        Path | None, written(metavar="DIR", help="With --md: draw charts into this folder, and show them.")
    ] = None,
    reference: Annotated[
        Path | None, written(metavar="FILE", help="With --docx: use the styles of this Word file.")
    ] = None,
    force: Annotated[bool, written("--force", help="Overwrite files that exist.")] = False,
    output: Annotated[
        Path | None,
        written("-o", "--output", metavar="FILE", help="Write to this file, or to - for standard output."),
    ] = None,
) -> None:
    """Write the quarterly memo: where each goal stands, what changed, who explains what, what to decide.

    Examples:
      hcroadmap report --quarter 2019-Q4 --lang nl
      hcroadmap report --docx --quarter 2019-Q4 --lang nl
      hcroadmap report --html -o memo.html

    Explanations come from config/commentary/2019-Q4.yaml. A required one that is missing shows as a gap.
    """
    form = _form({"md": md, "html": html, "docx": docx}, output)
    if (charts and form != "md") or (reference and form != "docx"):
        raise typer.BadParameter("--charts goes with --md, and --reference with --docx.")
    source = context.get_parameter_source("as_of")
    if quarter and as_of and source is not None and source.name == "COMMANDLINE":
        raise typer.BadParameter("--quarter and --as-of both say from which day to look; give one.")
    roadmap = open_roadmap(directory, lang)
    day = quarter or as_of or quarter_before(today())
    page = page_for(output, lang or roadmap.settings.language, exact=True)
    brief = Brief(assess(roadmap, day, method), read_since(since, day) or quarter_before(day), page, inputs)
    _name_gaps(brief.report, strict=strict)
    target = output or Path("-" if form == "md" else f"{_label(brief)}.{form}")
    if is_file(target):
        _refuse_to_overwrite([target], force=force)
    if form == "md":
        content = _markdown(brief, charts, target, force=force).encode()
    elif form == "html":
        content = _page(brief).encode()
    else:
        content = _docx(brief, reference)
    deliver(content, target, given=[reference] if reference else ())
    if is_file(target):
        tell(f"wrote {target}")


def _form(flags: dict[MemoFormat, bool], output: Path | None) -> MemoFormat:
    """The format that was asked for, else that of the file; a file of another format is refused."""
    asked = [form for form, wanted in flags.items() if wanted]
    if len(asked) > 1:
        raise typer.BadParameter("--md, --html and --docx exclude one another; give one.")
    file = output if is_file(output) else None
    form: MemoFormat = choose_format(asked[0] if asked else None, file, MemoFormat)[0]
    if file and file.suffix and form not in options.SUFFIXES.get(file.suffix.lower(), ()):
        refuse(f"{file} would hold what --{form} writes", f"name it {file.with_suffix(f'.{form}')}.")
    return form


def _label(brief: Brief) -> str:
    """How the names of files begin that belong to a memo: memo-2019-Q3-nl."""
    as_of = brief.report.as_of
    return f"memo-{brief.quarter if brief.quarter.end == as_of else as_of}-{brief.page.language}"


def _name_gaps(report: Report, *, strict: bool) -> None:
    """Name missing explanations on stderr; with --strict the command ends there."""
    missing = list(unexplained(report))
    for finding in missing[:SHOWN_PER_CODE]:
        tell(f"hcroadmap: {finding.message}; {finding.hint}")
    if len(missing) > SHOWN_PER_CODE:
        tell(f"... and {len(missing) - SHOWN_PER_CODE} more; hcroadmap validate --quarter shows all.")
    if strict and missing:
        tell("  nothing was written: --strict wants every explanation.")
        raise typer.Exit(UNKNOWN)


def _refuse_to_overwrite(files: Iterable[Path], *, force: bool) -> None:
    """A memo that exists may have been worked on; what lies behind a broken link is not known."""
    for file in files:
        protect_inputs(file)
        if file.is_symlink() and not file.exists():
            refuse(f"{file} is a link to nothing", "choose another name with -o FILE, or remove the link.")
        if file.is_file() and not force:
            refuse(f"{file} exists", "choose another name with -o FILE, or overwrite it with --force.")


def _drawn(brief: Brief) -> list[Assessment]:
    """The goals that get a chart; none, with a line on stderr, where matplotlib is not installed."""
    if find_spec("matplotlib") is None:
        tell(f"hcroadmap: without charts, for matplotlib is not installed: {INSTALL}")
        return []
    _import_matplotlib()
    return [one for one in brief.shown if worth_drawing(one)] if brief.has_news else []


def _import_matplotlib() -> None:
    """Import matplotlib, which makes a folder for itself where it has no home, says so, and leaves it there."""
    named = os.environ.get("MPLCONFIGDIR")
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import_module("matplotlib.font_manager")
    if (made := os.environ.get("MPLCONFIGDIR")) and made != named:
        shutil.rmtree(made, ignore_errors=True)
        del os.environ["MPLCONFIGDIR"]


def _markdown(brief: Brief, folder: Path | None, target: Path, *, force: bool) -> str:
    """The Markdown; charts go to the folder as SVG and PNG, and the memo shows the PNG."""
    if not folder or not (drawn := _drawn(brief)):
        return memo.render(brief)
    stem = folder / _label(brief)
    drawings = {
        Path(f"{stem}-{one.id}.{form}"): charts.draw(one, brief.page, form)
        for one in drawn
        for form in ("svg", "png")
    }
    _refuse_to_overwrite(drawings, force=force)
    try:
        write_together(drawings)
        beside = Path(os.path.relpath(stem, target.parent)).as_posix()
    except (OSError, ValueError) as error:
        refuse(f"cannot write charts to {folder}: {error}", "choose another folder with --charts DIR.")
    return memo.render(brief, {one.id: quote(f"{beside}-{one.id}.png") for one in drawn})


def _page(brief: Brief) -> str:
    """The web page with its charts inside it, which need no extra."""
    drawn = {one.id: draw(one, brief.page) for one in brief.shown if brief.has_news}
    charts = {name: markup(chart) for name, chart in drawn.items() if chart is not None}
    return render(memo.render(brief, {name: name for name in charts}), charts)


def _docx(brief: Brief, reference: Path | None) -> bytes:
    if find_spec("pypandoc") is None:
        refuse(f"a Word file needs pandoc, which is not installed: {INSTALL}")
    hint = "check the file given with --reference." if reference else ""
    if reference and reference.exists() and not reference.is_file():
        refuse(f"{reference} is no Word file, but a folder, a pipe or a device", hint)
    names = {one.id: f"{one.id}.png" for one in _drawn(brief)}
    pictures = {names[one.id]: charts.draw(one, brief.page, "png") for one in brief.shown if one.id in names}
    try:
        return word(memo.render(brief, names), pictures, brief.report.as_of, reference)
    except WordError as error:
        refuse(f"the Word file could not be made: {error}", hint)
    except OSError as error:
        hint = "make room for temporary files, or choose another folder for them with TMPDIR."
        refuse(f"the Word file could not be made: {error.strerror or error}", hint)
