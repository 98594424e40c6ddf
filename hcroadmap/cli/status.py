"""`hcroadmap status`, the gap report, and what a bare `hcroadmap` says."""

import sys
from pathlib import Path
from typing import Annotated, get_args

import typer

from hcroadmap.assess.assessment import assess
from hcroadmap.assess.check import find_problems
from hcroadmap.assess.status import Severity, Status
from hcroadmap.cli import options
from hcroadmap.cli.options import FailOn, choose_format, judged, names, one_of, only, read_since, shown, today
from hcroadmap.cli.output import deliver, page_for, page_of, refuse
from hcroadmap.cli.project import known, language_here, language_of, named_directory, open_roadmap, project_here
from hcroadmap.read.files.access import ProjectNotFound
from hcroadmap.read.load import load
from hcroadmap.render.formats import Format, status_text
from hcroadmap.render.manual import orientation


def status(
    directory: options.Directory = None,
    as_of: options.AsOf = None,
    everything: Annotated[bool, shown("--all", help="Also show indicators that are not goals.")] = False,
    action_line: options.ActionLines = None,
    indicator: options.Indicators = None,
    owner: Annotated[options.Names, only("--owner", "NAME", "owner's", "owner of indicators")] = None,
    status: Annotated[options.Names, only("--status", "STATUS", "status")] = None,
    by: Annotated[
        str | None, shown(metavar="DIMENSION", help="Split by this dimension.", autocompletion=names("dimension"))
    ] = None,
    since: options.Since = None,
    method: options.Method = None,
    fail_on: Annotated[
        FailOn | None,
        judged(metavar="SEVERITY", help=f"Exit with 1 or 2 from this severity on: {one_of(get_args(FailOn))}."),
    ] = None,
    format: Annotated[Format | None, options.format_option(Format)] = None,  # noqa: A002  # the option's name
    lang: options.Lang = None,
    output: options.Output = None,
) -> None:
    """Show where each goal stands: baseline, latest figure, target, gap and verdict.

    Examples:
      hcroadmap status
      hcroadmap status --as-of 2019-12-31 --since 2019-09-30
      hcroadmap status --since 90d -o page.html

    The last writes one page for people without a terminal, with a chart of each goal and who is next.
    What was published after the as-of day does not exist yet, so any past day can be replayed.
    """
    roadmap = open_roadmap(directory, lang)
    day = as_of or today()
    report = assess(roadmap, day, method).select(
        action_lines=known("action line", action_line, roadmap.action_lines),
        indicators=known("indicator", indicator, roadmap.indicators),
        owners=known("owner", owner, sorted({i.owner for i in roadmap.indicators.values() if i.owner})),
        statuses=known("status", status, [str(word) for word in Status]),
    )
    if not report.assessments:
        refuse("nothing is selected: no indicator fits all of these options")
    dimensions = sorted({name for one in roadmap.indicators.values() for name in one.dimensions})
    known("dimension", [by] if by else (), dimensions)
    report = report._replace(by=by, since=read_since(since, day))
    chosen, exact = choose_format(format, output, Format)
    page = page_for(output, lang or roadmap.settings.language, exact=exact)
    text = status_text(chosen, report, page, everything=everything or bool(indicator))
    deliver(text, output, exact=exact)
    if fail_on:
        raise typer.Exit(find_problems(report, ()).code(Severity.OK, Severity(fail_on)))


def orient(directory: Path | None) -> None:
    """Print the headline of the project, or how to mend or make one; nothing that is wrong with it is an error."""
    try:
        project = project_here(directory)
    except ProjectNotFound:
        named = named_directory(directory)
        page = page_of(sys.stdout, language_here(directory))
        text = orientation.without_project(named or Path.cwd(), page, upward=named is None)
    else:
        roadmap, findings = load(project)
        page = page_of(sys.stdout, language_of(findings))
        if roadmap:
            text = orientation.with_project(assess(roadmap, today()), page)
        else:
            text = orientation.with_findings(project, findings, page)
    deliver(text, None)
