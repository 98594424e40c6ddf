"""One line per indicator or number, for programs: `plain`, tab-separated for `cut` and `awk`, and tidy CSV."""

from __future__ import annotations

import csv
from fractions import Fraction
from io import StringIO
from typing import NamedTuple

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.model.formula import harmless
from hcroadmap.render.language.page import Page, plain, visible

PLAIN_COLUMNS = (
    "indicator", "action_line", "status", "severity", "unit",
    "baseline_period", "baseline", "latest_period", "latest", "target_period", "target",
    "gap", "progress", "expected", "ratio", "projected", "needed_per_year", "so_far_per_year",
)  # fmt: skip
CSV_COLUMNS = ("as_of", "indicator", "action_line", "status", "severity", "measure", "period", "value", "unit")


class FlatNumber(NamedTuple):
    """One number of an assessment, and the period it is of (empty where it has none)."""

    name: str
    period: str
    value: Fraction | None


def render_plain(report: Report, page: Page, *, everything: bool = False) -> str:
    """Every indicator on a line below a line of heads: ids, codes and plain numbers, never cut or wrapped."""
    del page, everything
    rows: list[tuple[str, ...]] = [PLAIN_COLUMNS]
    for assessment in report.assessments:
        fields = _fields(assessment)
        for number in numbers(assessment):
            fields |= {number.name: plain(number.value), f"{number.name}_period": number.period}
        rows.append(tuple(fields[name] for name in PLAIN_COLUMNS))
    return "".join("\t".join(row) + "\n" for row in rows)


def render_csv(report: Report, page: Page, *, everything: bool = False) -> str:
    """Every number of every indicator on a line; a status without any has one line with an empty value."""
    del page, everything
    stream = StringIO()
    writer = csv.DictWriter(stream, CSV_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for assessment in report.assessments:
        fields = {"as_of": report.as_of.isoformat(), **_fields(assessment)}
        found = [number for number in numbers(assessment) if number.value is not None]
        for name, period, value in found or [FlatNumber("", "", None)]:
            writer.writerow({**fields, "measure": name, "period": period, "value": plain(value)})
    return stream.getvalue()


def numbers(assessment: Assessment) -> tuple[FlatNumber, ...]:
    """Every number of an assessment, in the order of `PLAIN_COLUMNS`."""
    start, latest, target = assessment.seen.start, assessment.latest, assessment.seen.promised
    goal = assessment.seen.goal
    now, end = str(latest.period) if latest else "", str(target.period) if target else ""
    return (
        FlatNumber("baseline", str(start.period) if start else "", assessment.baseline),
        FlatNumber("latest", now, latest.value if latest else None),
        FlatNumber("target", end, goal.value if goal else None),
        FlatNumber("gap", now, assessment.gap),
        FlatNumber("progress", now, assessment.progress),
        FlatNumber("expected", now, assessment.expected),
        FlatNumber("ratio", now, assessment.ratio),
        FlatNumber("projected", end, assessment.projected),
        FlatNumber("needed_per_year", "", assessment.needed_per_year),
        FlatNumber("so_far_per_year", "", assessment.so_far_per_year),
    )


def _fields(assessment: Assessment) -> dict[str, str]:
    return {
        "indicator": assessment.id,
        "action_line": assessment.indicator.action_line or "",
        "status": str(assessment.status),
        "severity": str(assessment.severity),
        "unit": harmless(visible(assessment.indicator.unit_word)),
    }
