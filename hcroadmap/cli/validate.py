"""`hcroadmap validate`: every finding about every input file."""

import sys
from datetime import date
from typing import Annotated, get_args

import typer

from hcroadmap.assess.assessment import assess
from hcroadmap.assess.commentary import unexplained
from hcroadmap.cli.options import Directory, Lang, one_of, quarter_option
from hcroadmap.cli.output import UNKNOWN, deliver, page_of
from hcroadmap.cli.project import described, language_of, locate
from hcroadmap.model.diagnostic import has_errors
from hcroadmap.read.load import load
from hcroadmap.render.findings import render_github, render_json
from hcroadmap.render.formats import FindingFormat


def validate(
    directory: Directory = None,
    format: Annotated[  # noqa: A002  # the option's name
        FindingFormat,
        typer.Option(
            metavar="FORMAT",
            show_default=False,
            help=f"The format: {one_of(get_args(FindingFormat))}. Default: text.",
        ),
    ] = "text",
    quarter: Annotated[
        date | None,
        quarter_option(help="Also find the explanations that the memo of this quarter lacks: 2019-Q3."),
    ] = None,
    lang: Lang = None,
) -> None:
    """Check every input file: what is wrong, where, and what to do about it.

    Examples:
      hcroadmap validate
      hcroadmap validate --format github
      hcroadmap validate --quarter 2019-Q4

    All findings of all files come out in one run. With any error the exit code is 3.
    """
    project = locate(directory)
    roadmap, findings = load(project)
    if roadmap and quarter:
        findings += unexplained(assess(roadmap, quarter))
        findings.sort(key=lambda finding: finding.order)
    if format == "json":
        text = render_json(findings)
    elif format == "github":
        text = render_github(findings, language_of(findings, lang))
    else:
        page = page_of(sys.stdout, language_of(findings, lang))
        shown, counted = described(page, project, findings)
        if roadmap:
            counted = page.words.count("findings.in_files", len(roadmap.inputs), count=counted)
        text = f"{shown}{counted}\n"
    deliver(text, None, exact=format != "text")
    if has_errors(findings):
        raise typer.Exit(UNKNOWN)
