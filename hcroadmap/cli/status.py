"""`hcroadmap status`: the gap report."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from hcroadmap.cli.options import (
    ActionLines,
    AsOf,
    Directory,
    FailOn,
    Indicators,
    Lang,
    Method,
    Output,
    Since,
    format_option,
    judged,
    names,
    one_of,
    owner_option,
    read_since,
    shown,
    today,
)
from hcroadmap.cli.output import deliver, page_of, refuse
from hcroadmap.cli.project import known, open_roadmap
from hcroadmap.render.formats import SUFFIXES, Format, renderer

if TYPE_CHECKING:
    from hcroadmap.assess.assessment import Report


def status(
    directory: Directory = None,
    as_of: AsOf = None,
    everything: Annotated[bool, shown("--all", help="Also show indicators that are not goals.")] = False,
    action_line: ActionLines = None,
    indicator: Indicators = None,
    owner: Annotated[list[str] | None, owner_option("owner of indicators")] = None,
    status: Annotated[
        list[str] | None,
        shown("--status", metavar="STATUS", help="Only this status; repeatable.", autocompletion=names("status")),
    ] = None,
    by: Annotated[
        str | None,
        shown(metavar="DIMENSION", help="Split by this dimension.", autocompletion=names("dimension")),
    ] = None,
    since: Since = None,
    method: Method = None,
    fail_on: Annotated[
        FailOn | None,
        judged(metavar="SEVERITY", help=f"Exit with 1 or 2 from this severity on: {one_of(FailOn)}."),
    ] = None,
    format: Annotated[Format | None, format_option(Format, "table")] = None,  # noqa: A002  # the option's name
    lang: Lang = None,
    output: Output = None,
) -> None:
    """Show where each goal stands: baseline, latest figure, target, gap and verdict.

    Examples:
      hcroadmap status
      hcroadmap status --as-of 2019-12-31 --since 2019-09-30

    What was published after the as-of day does not exist yet, so any past day can be replayed.
    """
    from hcroadmap.assess.assessment import assess
    from hcroadmap.assess.status import Severity, Status

    roadmap = open_roadmap(directory)
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
    written = output is not None and str(output) != "-"
    chosen = format or (SUFFIXES.get(output.suffix) if output else None) or Format.TABLE
    page = page_of(sys.stdout, lang or roadmap.settings.language)
    if written or chosen is not Format.TABLE:
        page = page.for_file()
    text = renderer(chosen)(report, page, everything=everything or bool(indicator))
    deliver(text, output, exact=chosen is not Format.TABLE)
    if fail_on and (code := _code(report, Severity(fail_on))):
        raise typer.Exit(code)


def _code(report: Report, least: str) -> int:
    """2 when anything is critical, 1 when the least severity is warning and anything is."""
    from hcroadmap.assess.status import Severity

    severities = {assessment.severity for assessment in report.assessments}
    if Severity.CRITICAL in severities:
        return 2
    return 1 if least == Severity.WARNING and Severity.WARNING in severities else 0
