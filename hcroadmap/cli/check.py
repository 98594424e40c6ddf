"""`hcroadmap check`: for cron and monitoring systems; with -q silent until something needs attention."""

import re
from typing import Annotated, Literal, get_args

import typer

from hcroadmap.assess.activities import agenda
from hcroadmap.assess.assessment import Report, assess
from hcroadmap.assess.check import Check, find_problems
from hcroadmap.assess.status import Severity
from hcroadmap.cli import options
from hcroadmap.cli.options import FailOn, choose_format, judged, moment, one_of, only, read_since, today, written
from hcroadmap.cli.output import UNKNOWN, Refused, deliver, is_file, page_for, refuse
from hcroadmap.cli.project import known, open_roadmap
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.render.formats import CheckFormat
from hcroadmap.render.language.page import Page

UnknownIs = Literal["critical", "warning", "ok"]
"""What an indicator that cannot be judged counts as."""


def check(
    directory: options.Directory = None,
    as_of: options.AsOf = None,
    since: options.Since = None,
    action_line: options.ActionLines = None,
    indicator: options.Indicators = None,
    owner: Annotated[options.Names, only("--owner", "NAME", "owner's", "owner")] = None,
    fail_on: Annotated[
        FailOn, judged(metavar="SEVERITY", help=f"The least severity that counts: {one_of(get_args(FailOn))}.")
    ] = "warning",
    unknown_is: Annotated[
        UnknownIs | None,
        judged(metavar="SEVERITY", help=f"Count indicators without a verdict as {one_of(get_args(UnknownIs))}."),
    ] = None,
    method: options.Method = None,
    quiet: Annotated[bool, written("-q", "--quiet", help="Print nothing at all when all is well.")] = False,
    format: Annotated[CheckFormat | None, options.format_option(CheckFormat)] = None,  # noqa: A002  # the option's name
    lang: options.Lang = None,
    output: options.Output = None,
) -> None:
    """Check whether anything needs attention: one line per problem, and an exit code for programs.

    Examples:
      hcroadmap check -q
      hcroadmap check -q --since 7d
      hcroadmap check --format nagios
      hcroadmap check -o /var/lib/node_exporter/hcroadmap.prom

    Exit codes:
      0  All is well.
      1  A warning, or a figure or an activity is late.
      2  Critical.
      3  It could not be determined.
    """
    chosen, exact = choose_format(format, output, CheckFormat)
    try:
        roadmap = open_roadmap(directory, lang)
        day = as_of or today()
        changed_since = read_since(since, day)
        judged = roadmap.as_noticed(day) if changed_since else roadmap
        report, tasks = _select(judged, assess(judged, day, method), action_line, indicator, owner)
    except Refused as refusal:
        deliver(_unknown(str(refusal), chosen), output, exact=exact)
        raise
    found = find_problems(report, tasks, changed_since)
    code = found.code(Severity(unknown_is or Severity.UNKNOWN), Severity(fail_on))
    silent = quiet and not code and not (found.since and found.counts)
    if is_file(output) or not silent:
        page = page_for(output, lang or roadmap.settings.language, exact=exact)
        deliver(_text(found, chosen, code, page), output, exact=exact)
    raise typer.Exit(code)


def _select(
    roadmap: Roadmap, report: Report, lines: options.Names, indicators: options.Names, owners: options.Names
) -> tuple[Report, list[str]]:
    """What fits the options: a part of the report, and activities; refuse when nothing can be judged."""
    named = {i.owner for i in roadmap.indicators.values() if i.owner}
    named.update(name for activity in roadmap.activities.values() for name in activity.owners)
    wanted = known("action line", lines, roadmap.action_lines)
    chosen = known("indicator", indicators, roadmap.indicators)
    people = known("owner", owners, sorted(named))
    part = report.select(action_lines=wanted, indicators=chosen, owners=people)
    tasks = () if chosen else agenda(roadmap, report.as_of).select(action_lines=wanted, owners=people).standings
    due = any(task.activity.due for task in tasks)
    if not due and not any(assessment.seen.promised for assessment in part.assessments):
        reason = "nothing to judge: no indicator with a target and no activity with a due day fits"
        refuse(reason, "choose others, or give an indicator a target.")
    return part, [task.id for task in tasks]


def _unknown(reason: str, chosen: str) -> str:
    """The answer in one format where nothing could be assessed."""
    from hcroadmap.render.check import monitoring, text
    from hcroadmap.render.json import check_failure_json

    if chosen == "openmetrics":
        return monitoring.openmetrics(None, UNKNOWN, moment())
    return check_failure_json(UNKNOWN, reason) if chosen == "json" else f"{text.unknown_line(reason)}\n"


def answer_unknown(reason: str, arguments: list[str]) -> None:
    """Say on standard output, where monitoring systems look, why a check could not even begin."""
    asked = re.search(r" --format[ =](\S+)", " ".join(["", *arguments]))
    chosen = asked[1] if asked else "text"
    deliver(_unknown(reason, chosen), None, exact=chosen in ("json", "openmetrics"))


def _text(found: Check, chosen: CheckFormat, code: int, page: Page) -> str:
    """The answer in one format."""
    from hcroadmap.render.check import monitoring, text
    from hcroadmap.render.json import check_json

    if chosen == "nagios":
        return monitoring.nagios(found, page.for_file(), code)
    if chosen == "openmetrics":
        return monitoring.openmetrics(found, code, moment())
    if chosen == "json":
        return check_json(found, code)
    if page.terminal:
        from hcroadmap.render.check import terminal

        return terminal.render(found, page, code)
    return text.render(found, page, code)
