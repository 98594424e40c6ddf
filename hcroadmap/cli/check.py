"""`hcroadmap check`: for cron and monitoring systems; with -q silent until something needs attention."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from hcroadmap.cli.clock import moment, today
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
    one_of,
    owner_option,
    read_since,
    written,
)
from hcroadmap.cli.output import UNKNOWN, Refused, deliver, page_of, refuse
from hcroadmap.cli.project import known, open_roadmap
from hcroadmap.model.vocabulary import Language
from hcroadmap.render.formats import CHECK_SUFFIXES, CheckFormat

if TYPE_CHECKING:
    from hcroadmap.assess.check import Check
    from hcroadmap.model.roadmap import Roadmap


class UnknownIs(StrEnum):
    """What an indicator that cannot be judged counts as."""

    CRITICAL = "critical"
    WARNING = "warning"
    OK = "ok"


def check(
    directory: Directory = None,
    as_of: AsOf = None,
    since: Since = None,
    action_line: ActionLines = None,
    indicator: Indicators = None,
    owner: Annotated[list[str] | None, owner_option("owner")] = None,
    fail_on: Annotated[
        FailOn,
        judged(metavar="SEVERITY", help=f"The least severity that counts: {one_of(FailOn)}."),
    ] = FailOn.WARNING,
    unknown_is: Annotated[
        UnknownIs | None,
        judged(metavar="SEVERITY", help=f"Count indicators without a verdict as {one_of(UnknownIs)}."),
    ] = None,
    method: Method = None,
    quiet: Annotated[bool, written("-q", "--quiet", help="Print nothing at all when all is well.")] = False,
    format: Annotated[CheckFormat | None, format_option(CheckFormat, "text")] = None,  # noqa: A002  # the option's name
    lang: Lang = None,
    output: Output = None,
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
    chosen = format or (CHECK_SUFFIXES.get(output.suffix) if output else None) or CheckFormat.TEXT
    try:
        roadmap = open_roadmap(directory)
        day = as_of or today()
        report = assess_chosen(roadmap, day, method, read_since(since, day), (action_line, indicator, owner))
    except Refused as refusal:
        deliver(_failure(refusal, chosen), output, exact=chosen is not CheckFormat.TEXT)
        raise
    code = _code(report, unknown_is, fail_on)
    is_file = output is not None and str(output) != "-"
    silent = quiet and not code and not (report.since and report.problems)
    if is_file or not silent:
        text = _text(report, chosen, code, lang or roadmap.settings.language)
        deliver(text, output, exact=chosen is not CheckFormat.TEXT)
    raise typer.Exit(code)


Chosen = tuple[list[str] | None, list[str] | None, list[str] | None]


def assess_chosen(roadmap: Roadmap, day: date, method: Method, since: date | None, chosen: Chosen) -> Check:
    """Judge what was chosen by action line, indicator and owner; refuse when nothing fits."""
    from hcroadmap.assess.assessment import assess
    from hcroadmap.assess.check import find_problems

    owners = {i.owner for i in roadmap.indicators.values() if i.owner}
    owners.update(name for activity in roadmap.activities.values() for name in activity.owners)
    lines = known("action line", chosen[0], roadmap.action_lines)
    indicators = known("indicator", chosen[1], roadmap.indicators)
    names = known("owner", chosen[2], sorted(owners))
    report = assess(roadmap, day, method).select(action_lines=lines, indicators=indicators, owners=names)
    activities = [
        key
        for key, activity in roadmap.activities.items()
        if not indicators
        and (not lines or activity.action_line in lines)
        and (not names or names & set(activity.owners))
    ]
    due = [key for key in activities if roadmap.activities[key].due]
    if not due and not any(a.seen.promised for a in report.assessments):
        reason = "nothing to judge: no indicator with a target and no activity with a due day fits"
        refuse(reason, "choose others, or give an indicator a target.")
    return find_problems(report, activities, since)


def _code(report: Check, unknown_is: UnknownIs | None, fail_on: FailOn) -> int:
    from hcroadmap.assess.status import Severity

    return report.code(Severity(unknown_is or Severity.UNKNOWN), Severity(fail_on))


def _text(report: Check, chosen: CheckFormat, code: int, language: Language) -> str:
    """The answer in one format; each is imported only when it is asked for."""
    page = page_of(sys.stdout, language)
    if chosen is CheckFormat.NAGIOS:
        from hcroadmap.render.check.monitoring import nagios

        return nagios(report, page.for_file(), code)
    if chosen is CheckFormat.OPENMETRICS:
        from hcroadmap.render.check.monitoring import openmetrics

        return openmetrics(report, code, moment())
    if chosen is CheckFormat.JSON:
        from hcroadmap.render.check import json as check_json

        return check_json.render(report, code)
    if page.terminal:
        from hcroadmap.render.check import terminal

        return terminal.render(report, page, code)
    from hcroadmap.render.check import text as check_text

    return check_text.render(report, page, code)


def _failure(refusal: Refused, chosen: CheckFormat) -> str:
    """The answer for a monitoring system when nothing could be judged."""
    if chosen is CheckFormat.OPENMETRICS:
        from hcroadmap.render.check.monitoring import openmetrics_failure

        return openmetrics_failure(UNKNOWN, moment())
    if chosen is CheckFormat.JSON:
        from hcroadmap.render.check import json as check_json

        return check_json.render_failure(UNKNOWN, refusal.reason)
    from hcroadmap.render.check.text import unknown_line

    return f"{unknown_line(refusal.reason)}\n"
