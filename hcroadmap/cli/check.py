"""`hcroadmap check`: for cron and monitoring systems; silent until something needs a person."""

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
    names,
    read_since,
)
from hcroadmap.cli.output import UNKNOWN, Refusal, deliver, page_of, refuse
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


Owners = Annotated[
    list[str] | None,
    typer.Option(
        "--owner", metavar="NAME", help="Only what this owner answers for.", autocompletion=names("owner")
    ),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Print nothing at all when all is well.")]
As = Annotated[CheckFormat | None, typer.Option("--format", help="How to write it. Default: text.")]
Unknown = Annotated[
    UnknownIs | None, typer.Option(help="What an indicator that cannot be judged counts as. Default: unknown, 3.")
]
Fail = Annotated[FailOn, typer.Option(help="The least severity that counts.")]


def check(
    directory: Directory = None,
    as_of: AsOf = None,
    quiet: Quiet = False,
    since: Since = None,
    action_line: ActionLines = None,
    indicator: Indicators = None,
    owner: Owners = None,
    fail_on: Fail = FailOn.WARNING,
    unknown_is: Unknown = None,
    method: Method = None,
    format: As = None,  # noqa: A002  # the option's name
    lang: Lang = None,
    output: Output = None,
) -> None:
    """Say whether anything needs a person: exit code 0, 1, 2 or 3, and one line a problem.

    \b
    Examples:
      hcroadmap check -q
      hcroadmap check -q --since 7d
      hcroadmap check --format nagios
      hcroadmap check --format openmetrics -o /var/lib/node_exporter/hcroadmap.prom

    0: all is well. 1: a warning, or a figure or an activity is late. 2: critical. 3: it could not be determined.
    """
    chosen = format or (CHECK_SUFFIXES.get(output.suffix) if output else None) or CheckFormat.TEXT
    try:
        roadmap = open_roadmap(directory)
        day = as_of or today()
        report = assess_chosen(roadmap, day, method, read_since(since, day), (action_line, indicator, owner))
    except Refusal as refusal:
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
    """Judge what was chosen by action line, indicator and owner; that nothing fits is refused."""
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
        told = "nothing to judge: no indicator with a target and no activity with a due day fits"
        refuse(told, "choose others, or give an indicator a target.")
    return find_problems(report, activities, since)


def _code(report: Check, unknown_is: UnknownIs | None, fail_on: FailOn) -> int:
    from hcroadmap.assess.status import Severity

    return report.code(Severity(unknown_is or Severity.UNKNOWN), Severity(fail_on))


def _text(report: Check, chosen: CheckFormat, code: int, language: Language) -> str:
    """The answer in one format; each is imported only when it is asked for."""
    page = page_of(sys.stdout, language)
    if chosen is CheckFormat.NAGIOS:
        from hcroadmap.render.check import nagios

        return nagios.render(report, page.for_file(), code)
    if chosen is CheckFormat.OPENMETRICS:
        from hcroadmap.render.check import openmetrics

        return openmetrics.render(report, code, moment())
    if chosen is CheckFormat.JSON:
        from hcroadmap.render.check import json as check_json

        return check_json.render(report, code)
    from hcroadmap.render.check import text as check_text

    return check_text.render(report, page, code)


def _failure(refusal: Refusal, chosen: CheckFormat) -> str:
    """What is left where a monitoring system looks when nothing could be judged."""
    if chosen is CheckFormat.OPENMETRICS:
        from hcroadmap.render.check import openmetrics

        return openmetrics.render_failure(UNKNOWN, moment())
    if chosen is CheckFormat.JSON:
        from hcroadmap.render.check import json as check_json

        return check_json.render_failure(UNKNOWN, refusal.told)
    from hcroadmap.render.check.text import unknown_line

    return f"{unknown_line(refusal.told)}\n"
