"""`hcroadmap report`: the quarterly memo, as Markdown, web page or Word file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hcroadmap.cli.clock import today
from hcroadmap.cli.options import AsOf, Directory, Lang, Method, Since, judged, read_quarter, read_since, written
from hcroadmap.cli.output import UNKNOWN, deliver, page_of, refuse, tell
from hcroadmap.cli.project import open_roadmap
from hcroadmap.render.formats import MEMO_SUFFIXES, MemoFormat

if TYPE_CHECKING:
    from hcroadmap.assess.assessment import Assessment, Report
    from hcroadmap.render.language.page import Page

INSTALL = "pip install 'hcroadmap[docs]'"


@dataclass(frozen=True)
class _Job:
    """What to write, and where to."""

    report: Report
    since: date
    page: Page
    form: MemoFormat
    output: Path | None
    force: bool

    @property
    def label(self) -> str:
        """The name of the memo, without a suffix: memo-2019-Q3-nl."""
        from hcroadmap.assess.explanation import quarter_of

        quarter = quarter_of(self.report.as_of)
        day = quarter if quarter.end == self.report.as_of else self.report.as_of.isoformat()
        return f"memo-{day}-{self.page.language}"

    @property
    def target(self) -> Path | None:
        """The file to write; `None` for standard output, where only Markdown goes by itself."""
        if self.output is not None:
            return None if str(self.output) == "-" else self.output
        return None if self.form is MemoFormat.MD else Path(f"{self.label}.{self.form}")


def report(
    context: typer.Context,
    directory: Directory = None,
    quarter: Annotated[
        date | None,
        typer.Option(
            parser=read_quarter, metavar="QUARTER", help="The quarter: 2019-Q3. Default: the last complete one."
        ),
    ] = None,
    as_of: AsOf = None,
    since: Since = None,
    method: Method = None,
    strict: Annotated[
        bool, judged("--strict", help="Write nothing, and exit with 3, if a required explanation is missing.")
    ] = False,
    md: Annotated[bool, written("--md", help="Markdown for pandoc, Quarto and GitHub: the default.")] = False,
    html: Annotated[bool, written("--html", help="One web page with everything in it; prints well too.")] = False,
    docx: Annotated[bool, written("--docx", help="A Word file.")] = False,
    lang: Lang = None,
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
    from hcroadmap.assess.assessment import assess
    from hcroadmap.render.language.summary import quarter_before

    form = _form({MemoFormat.MD: md, MemoFormat.HTML: html, MemoFormat.DOCX: docx}, output)
    if (charts and form is not MemoFormat.MD) or (reference and form is not MemoFormat.DOCX):
        raise typer.BadParameter("--charts goes with --md, and --reference with --docx.")
    source = context.get_parameter_source("as_of")
    if quarter and as_of and source is not None and source.name == "COMMANDLINE":
        raise typer.BadParameter("--quarter and --as-of both say from which day to look; give one.")
    roadmap = open_roadmap(directory)
    day = quarter or as_of or quarter_before(today())
    page = page_of(sys.stdout, lang or roadmap.settings.language).for_file()
    job = _Job(
        assess(roadmap, day, method), read_since(since, day) or quarter_before(day), page, form, output, force
    )
    _explained(job.report, strict=strict)
    _write(job, charts, reference)


def _form(asked: dict[MemoFormat, bool], output: Path | None) -> MemoFormat:
    """The format that was asked for, else that of the file's suffix, else Markdown."""
    chosen = [form for form, wanted in asked.items() if wanted]
    if len(chosen) > 1:
        raise typer.BadParameter("--md, --html and --docx exclude one another; give one.")
    if chosen:
        return chosen[0]
    return (MEMO_SUFFIXES.get(output.suffix.lower()) if output else None) or MemoFormat.MD


def _explained(report: Report, *, strict: bool) -> None:
    """Say on stderr which explanations are missing; stop then with --strict."""
    from hcroadmap.assess.explanation import unexplained
    from hcroadmap.render.findings import SHOWN_PER_CODE

    missing = list(unexplained(report))
    for finding in missing[:SHOWN_PER_CODE]:
        tell(f"hcroadmap: {finding.message}; {finding.hint}")
    if len(missing) > SHOWN_PER_CODE:
        tell(f"... and {len(missing) - SHOWN_PER_CODE} more; hcroadmap validate --quarter shows all.")
    if strict and missing:
        tell("  nothing was written: --strict wants every explanation.")
        raise typer.Exit(UNKNOWN)


def _write(job: _Job, charts: Path | None, reference: Path | None) -> None:
    _may_write(job, [job.target] if job.target else [])
    if job.form is MemoFormat.HTML:
        content = _page(job).encode()
    elif job.form is MemoFormat.DOCX:
        content = _word(job, reference)
    else:
        content = _markdown(job, charts).encode()
    deliver(content, job.target)
    if job.target:
        tell(f"wrote {job.target}")


def _drawn(job: _Job) -> list[Assessment]:
    """The goals that are worth a chart; none, with a message, without matplotlib."""
    from hcroadmap.assess.explanation import in_memo
    from hcroadmap.render.memo import charts, memo

    if not charts.can_draw():
        tell(f"hcroadmap: without charts, for matplotlib is not installed: {INSTALL}")
        return []
    wanted = in_memo(job.report) if memo.has_charts(job.report, job.since, job.page) else ()
    return [one for one in wanted if charts.worth_drawing(one)]


def _markdown(job: _Job, folder: Path | None) -> str:
    """The Markdown; charts go to the folder as SVG and PNG, and the memo shows the PNG."""
    from urllib.parse import quote

    from hcroadmap.render.memo import charts, memo
    from hcroadmap.write.file import write_together

    drawn = _drawn(job) if folder else []
    if not folder or not drawn:
        return memo.render(job.report, job.since, job.page)
    files = {one.id: folder / f"{job.label}-{one.id}" for one in drawn}
    drawings = {
        Path(f"{files[one.id]}.{form}"): charts.draw(one, job.page, form)
        for one in drawn
        for form in ("svg", "png")
    }
    _may_write(job, drawings)
    beside = job.target.parent if job.target else Path()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_together(drawings)
        shown = {
            name: quote(Path(os.path.relpath(f"{file}.png", beside)).as_posix()) for name, file in files.items()
        }
    except (OSError, ValueError) as error:
        refuse(f"cannot write charts to {folder}: {error}", "choose another folder with --charts DIR.")
    return memo.render(job.report, job.since, job.page, shown)


def _page(job: _Job) -> str:
    """The web page, with its charts inside."""
    from hcroadmap.render.memo import charts, memo
    from hcroadmap.render.memo import html as memo_html

    addresses = {one.id: (f"{memo_html.DRAWN}{one.id}", one) for one in _drawn(job)}
    text = memo.render(
        job.report, job.since, job.page, {name: address for name, (address, _) in addresses.items()}
    )
    return memo_html.render(
        text, {address: charts.draw(one, job.page, "svg") for address, one in addresses.values()}
    )


def _word(job: _Job, reference: Path | None) -> bytes:
    """The Word file, with its charts inside."""
    from hcroadmap.render.memo import charts, memo
    from hcroadmap.write.word import WordError, can_write_word, word

    if not can_write_word():
        refuse(f"a Word file needs pandoc, which is not installed: {INSTALL}")
    drawn = _drawn(job)
    text = memo.render(job.report, job.since, job.page, {one.id: f"{one.id}.png" for one in drawn})
    pictures = {f"{one.id}.png": charts.draw(one, job.page, "png") for one in drawn}
    try:
        return word(text, pictures, job.report.as_of, reference)
    except WordError as error:
        hint = "check the file given with --reference." if reference else ""
        refuse(f"the Word file could not be made: {error}", hint)
    except OSError as error:
        hint = "make room for temporary files, or choose another folder for them with TMPDIR."
        refuse(f"the Word file could not be made: {error.strerror or error}", hint)


def _may_write(job: _Job, files: Iterable[Path]) -> None:
    """Refuse to overwrite without --force: somebody may have worked on the file."""
    for file in files:
        if file.is_file() and not job.force:
            refuse(f"{file} exists", "choose another name with -o FILE, or overwrite it with --force.")
