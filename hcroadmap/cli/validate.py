"""`hcroadmap validate`: every finding in every input file."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from hcroadmap.cli.options import Directory
from hcroadmap.cli.output import UNKNOWN, deliver, page_of
from hcroadmap.cli.project import locate, read_project
from hcroadmap.render.formats import FindingFormat

As = Annotated[FindingFormat, typer.Option("--format", help="How to write the findings.")]


def validate(directory: Directory = None, format: As = FindingFormat.TEXT) -> None:  # noqa: A002  # the option's name
    """Check every input file and say what is wrong, where, and what to do.

    \b
    Examples:
      hcroadmap validate
      hcroadmap validate --format github

    All findings of all files come out in one run. With any error the exit code is 3.
    """
    from hcroadmap.model.diagnostic import has_errors
    from hcroadmap.read.text_file import line_at
    from hcroadmap.render import diagnostics

    project = locate(directory)
    roadmap, findings = read_project(project)
    page = page_of(sys.stdout)
    if format is FindingFormat.JSON:
        text = diagnostics.render_json(findings)
    elif format is FindingFormat.GITHUB:
        text = diagnostics.render_github(findings)
    else:
        excerpts = (lambda path, line: line_at(project / path, line)) if sys.stdout.isatty() else None
        text = diagnostics.render(findings, page, excerpts)
        inputs = f" in {len(roadmap.inputs)} files" if roadmap else ""
        text += f"{diagnostics.summary(findings)}{inputs}\n"
    deliver(text, None, colour=page.colour, exact=format is not FindingFormat.TEXT)
    if has_errors(findings):
        raise typer.Exit(UNKNOWN)
