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
from hcroadmap.cli.options import AsOf, Directory, Lang, Method, Since, read_quarter, read_since
from hcroadmap.cli.output import UNKNOWN, deliver, page_of, refuse, tell
from hcroadmap.cli.project import open_roadmap
from hcroadmap.render.formats import MEMO_SUFFIXES, MemoFormat

if TYPE_CHECKING:
    from hcroadmap.assess.assessment import Assessment, Report
    from hcroadmap.render.language.page import Page

INSTALL = "pip install 'hcroadmap[docs]'"


Quarter = Annotated[
    date | None,
    typer.Option(parser=read_quarter, metavar="QUARTER",
                 help="The quarter it is about: 2019-Q3. Default: the last complete one."),
]  # fmt: skip
Md = Annotated[bool, typer.Option("--md", help="Markdown for pandoc, Quarto and GitHub. The default.")]
Html = Annotated[bool, typer.Option("--html", help="One web page with everything in it, which also prints well.")]
Docx = Annotated[bool, typer.Option("--docx", help="A Word file.")]
Reference = Annotated[
    Path | None, typer.Option(metavar="FILE", help="With --docx: the Word file whose styles are to be used.")
]
Charts = Annotated[
    Path | None, typer.Option(metavar="DIR", help="With --md: draw charts into this folder and show them.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit 3 while a required explanation is missing.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite files that exist.")]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file; - is standard output.")
]


@dataclass(frozen=True)
class _Job:
    """What is to be written, and where to."""

    report: Report
    since: date
    page: Page
    form: MemoFormat
    output: Path | None
    force: bool

    @property
    def label(self) -> str:
        """The part of a file's name that says which memo it is: memo-2019-Q3-nl."""
        from hcroadmap.assess.commentary import quarter_of

        quarter = quarter_of(self.report.as_of)
        told = quarter if quarter.end == self.report.as_of else self.report.as_of.isoformat()
        return f"memo-{told}-{self.page.language}"

    @property
    def target(self) -> Path | None:
        """The file to write; `None` for standard output, where only Markdown goes by itself."""
        if self.output is not None:
            return None if str(self.output) == "-" else self.output
        return None if self.form is MemoFormat.MD else Path(f"{self.label}.{self.form}")


def report(
    context: typer.Context,
    directory: Directory = None,
    md: Md = False,
    html: Html = False,
    docx: Docx = False,
    quarter: Quarter = None,
    as_of: AsOf = None,
    since: Since = None,
    lang: Lang = None,
    method: Method = None,
    charts: Charts = None,
    reference: Reference = None,
    strict: Strict = False,
    force: Force = False,
    output: Output = None,
) -> None:
    """Write the quarterly memo: where each goal stands, what changed, who explains what, what is to be decided.

    \b
    Examples:
      hcroadmap report --quarter 2019-Q4 --lang nl
      hcroadmap report --docx --quarter 2019-Q4 --lang nl
      hcroadmap report --html -o memo.html

    Explanations come from config/commentary/2019-Q4.yaml. One that is required and missing shows as a gap.
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
    """Say on stderr which explanations are missing; with --strict nothing is written then."""
    from hcroadmap.assess.commentary import unexplained
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
        _save(job, _page(job).encode())
    elif job.form is MemoFormat.DOCX:
        _save(job, _word(job, reference))
    else:
        text = _markdown(job, charts)
        if job.target is None:
            deliver(text, None, exact=True)
        else:
            _save(job, text.encode())


def _drawn(job: _Job) -> list[Assessment]:
    """The goals of which there is something to draw; none, and a word about it, where matplotlib is not there."""
    from hcroadmap.assess.commentary import in_memo
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
    """A memo that exists may have been worked on: it is never overwritten unasked."""
    for file in files:
        if file.is_file() and not job.force:
            refuse(f"{file} exists", "choose another name with -o FILE, or overwrite it with --force.")


def _save(job: _Job, content: bytes) -> None:
    if job.target is None:
        typer.echo(content, nl=False)
        return
    try:
        _put(job.target, content)
    except OSError as error:
        refuse(f"cannot write {job.target}: {error.strerror or error}", "choose another place with -o FILE.")
    tell(f"wrote {job.target}")


def _put(file: Path, content: bytes) -> None:
    from hcroadmap.write.file import write_bytes_atomically

    write_bytes_atomically(file, content)
