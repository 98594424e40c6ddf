"""One assessment as a flat record of texts: the common ground of `plain` and `csv`."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from hcroadmap.assess.assessment import Assessment
from hcroadmap.model.formula import harmless
from hcroadmap.render.language.numbers import plain
from hcroadmap.render.language.page import visible

COLUMNS = (
    "indicator", "action_line", "status", "severity", "unit",
    "baseline_period", "baseline", "latest_period", "latest", "target_period", "target",
    "gap", "progress", "expected", "ratio", "projected", "needed_per_year", "so_far_per_year",
)  # fmt: skip


class Measure(NamedTuple):
    """One number of an assessment, and the period it is of (empty where it has none)."""

    name: str
    period: str
    value: Fraction | None


def measures(assessment: Assessment) -> tuple[Measure, ...]:
    """Every number of an assessment, in the order of `COLUMNS`."""
    start, latest, target = assessment.seen.start, assessment.latest, assessment.seen.promised
    goal = assessment.seen.goal
    now, end = str(latest.period) if latest else "", str(target.period) if target else ""
    return (
        Measure("baseline", str(start.period) if start else "", assessment.baseline),
        Measure("latest", now, latest.value if latest else None),
        Measure("target", end, goal.value if goal else None),
        Measure("gap", now, assessment.gap),
        Measure("progress", now, assessment.progress),
        Measure("expected", now, assessment.expected),
        Measure("ratio", now, assessment.ratio),
        Measure("projected", end, assessment.projected),
        Measure("needed_per_year", "", assessment.needed_per_year),
        Measure("so_far_per_year", "", assessment.so_far_per_year),
    )


def record(assessment: Assessment) -> dict[str, str]:
    """The columns of one assessment by name; empty for what does not apply."""
    fields = {
        "indicator": assessment.id,
        "action_line": assessment.indicator.action_line or "",
        "status": str(assessment.status),
        "severity": str(assessment.severity),
        "unit": harmless(visible(assessment.indicator.unit_word)),
    }
    for measure in measures(assessment):
        fields[measure.name] = plain(measure.value)
        fields[f"{measure.name}_period"] = measure.period
    return fields
