"""`hcroadmap validate`: every finding about every input file."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from hcroadmap.cli.options import Directory, one_of, read_quarter
from hcroadmap.cli.output import UNKNOWN, deliver, page_of
from hcroadmap.cli.project import locate
from hcroadmap.render.formats import FindingFormat

if TYPE_CHECKING:
    from hcroadmap.model.diagnostic import Diagnostic
    from hcroadmap.model.roadmap import Roadmap

As = Annotated[
    FindingFormat,
    typer.Option(
        "--format",
        metavar="FORMAT",
        show_default=False,
        help=f"The format: {one_of(FindingFormat)}. Default: text.",
    ),
]
Quarter = Annotated[
    date | None,
    typer.Option(parser=read_quarter, metavar="QUARTER",
                 help="Also find the explanations that the memo of this quarter lacks: 2019-Q3."),
]  # fmt: skip


def validate(
    directory: Directory = None,
    format: As = FindingFormat.TEXT,  # noqa: A002  # the option's name
    quarter: Quarter = None,
) -> None:
    """Check every input file: what is wrong, where, and what to do about it.

    Examples:
      hcroadmap validate
      hcroadmap validate --format github
      hcroadmap validate --quarter 2019-Q4

    All findings of all files come out in one run. With any error the exit code is 3.
    """
    from hcroadmap.model.diagnostic import has_errors
    from hcroadmap.read.files.text import line_at
    from hcroadmap.read.load import load
    from hcroadmap.render import findings as diagnostics

    project = locate(directory)
    roadmap, findings = load(project)
    if roadmap and quarter:
        findings = sorted([*findings, *_unexplained(roadmap, quarter)], key=lambda finding: finding.order)
    page = page_of(sys.stdout)
    if format is FindingFormat.JSON:
        text = diagnostics.render_json(findings)
    elif format is FindingFormat.GITHUB:
        text = diagnostics.render_github(findings)
    else:
        excerpts = (lambda path, line: line_at(project, path, line)) if sys.stdout.isatty() else None
        text = diagnostics.render(findings, page, excerpts)
        count = len(roadmap.inputs) if roadmap else 0
        inputs = f" in {count} file{'s' * (count != 1)}" if roadmap else ""
        text += f"{diagnostics.summary(findings)}{inputs}\n"
    deliver(text, None, exact=format is not FindingFormat.TEXT)
    if has_errors(findings):
        raise typer.Exit(UNKNOWN)


def _unexplained(roadmap: Roadmap, day: date) -> list[Diagnostic]:
    """What the memo of the quarter that ends on a day wants to be explained, and is not."""
    from hcroadmap.assess.assessment import assess
    from hcroadmap.assess.commentary import unexplained

    return list(unexplained(assess(roadmap, day)))
