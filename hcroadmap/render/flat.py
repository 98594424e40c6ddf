"""Status and activities for programs that read rows: tab-separated lines for `cut` and `awk`, and CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from fractions import Fraction
from io import StringIO

from hcroadmap.assess.activities import Agenda, Standing
from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.model.text import harmless
from hcroadmap.render.language.page import Page, plain_number, visible

PLAIN_COLUMNS = (
    "indicator", "action_line", "status", "severity", "unit",
    "baseline_period", "baseline", "latest_period", "latest", "target_period", "target",
    "gap", "progress", "expected", "ratio", "projected", "needed_per_year", "so_far_per_year",
)  # fmt: skip
CSV_COLUMNS = ("as_of", "indicator", "action_line", "status", "severity", "measure", "period", "value", "unit")
AGENDA_COLUMNS = (
    "activity", "action_line", "state", "overdue", "due", "count", "target", "reported", "owners", "title",
)  # fmt: skip


def status_plain(report: Report) -> str:
    """One line per indicator below a line of heads: ids, codes and plain numbers, never cut or wrapped."""
    rows: list[Sequence[str]] = [PLAIN_COLUMNS]
    for assessment in report.assessments:
        fields = _fields(assessment)
        for name, (period, value) in _numbers(assessment).items():
            fields |= {name: plain_number(value), f"{name}_period": period}
        rows.append([fields[name] for name in PLAIN_COLUMNS])
    return _plain(rows)


def status_csv(report: Report) -> str:
    """One row per number of each indicator; a status without any has one row with an empty value."""
    rows: list[Sequence[str]] = [CSV_COLUMNS]
    for assessment in report.assessments:
        fields = {"as_of": report.as_of.isoformat(), **_fields(assessment)}
        known = {name: number for name, number in _numbers(assessment).items() if number[1] is not None}
        for name, (period, value) in (known or {"": ("", None)}).items():
            row = {**fields, "measure": name, "period": period, "value": plain_number(value)}
            rows.append([row[column] for column in CSV_COLUMNS])
    return _csv(rows)


def agenda_plain(content: Agenda, page: Page) -> str:
    """One line per activity below a line of heads; only the title, at the end, follows the page's language."""
    return _plain([AGENDA_COLUMNS, *(_activity(standing, page) for standing in content.standings)])


def agenda_csv(content: Agenda, page: Page) -> str:
    """One row per activity; `as_of` comes first, so that files of several days can be put together."""
    rows = (_activity(standing, page) for standing in content.standings)
    return _csv([("as_of", *AGENDA_COLUMNS), *((content.as_of.isoformat(), *row) for row in rows)])


def _plain(rows: Iterable[Sequence[str]]) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


def _csv(rows: Iterable[Sequence[str]]) -> str:
    stream = StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def _fields(assessment: Assessment) -> dict[str, str]:
    return {
        "indicator": assessment.id,
        "action_line": assessment.indicator.action_line or "",
        "status": str(assessment.status),
        "severity": str(assessment.severity),
        "unit": harmless(visible(assessment.indicator.unit_word)),
    }


def _numbers(assessment: Assessment) -> dict[str, tuple[str, Fraction | None]]:
    """Every number by its name, with the period it is of, which is empty where it has none."""
    start, latest, target = assessment.seen.start, assessment.latest, assessment.seen.promised
    goal = assessment.seen.goal
    now, end = str(latest.period) if latest else "", str(target.period) if target else ""
    return {
        "baseline": (str(start.period) if start else "", assessment.baseline),
        "latest": (now, latest.value if latest else None),
        "target": (end, goal.value if goal else None),
        "gap": (now, assessment.gap),
        "progress": (now, assessment.progress),
        "expected": (now, assessment.expected),
        "ratio": (now, assessment.ratio),
        "projected": (end, assessment.projected),
        "needed_per_year": ("", assessment.needed_per_year),
        "so_far_per_year": ("", assessment.so_far_per_year),
    }


def _activity(standing: Standing, page: Page) -> list[str]:
    """The columns of one activity; empty for what does not apply."""
    activity = standing.activity
    row = (
        standing.id,
        activity.action_line or "",
        str(standing.state),
        "yes" if standing.is_overdue else "no",
        activity.due.isoformat() if activity.due else "",
        "" if standing.count is None else str(standing.count),
        "" if activity.target is None else str(activity.target),
        standing.latest.on.isoformat() if standing.latest else "",
        visible("; ".join(activity.owners)),
        page.text(activity.title),
    )
    return [harmless(text) for text in row]
