"""Which verdicts must be explained, by whom, and what people have said about them for a quarter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.status import Status
from hcroadmap.model.commentary import Explanation
from hcroadmap.model.diagnostic import Diagnostic, Location
from hcroadmap.model.period import Period, PeriodKind

MUST_EXPLAIN = frozenset({Status.BEHIND, Status.OFF_TRACK, Status.REVERSING, Status.MISSED})
"""The verdicts that go out only with an explanation, a measure and somebody who sees to it."""


class Part(StrEnum):
    """What an explanation consists of."""

    TEXT = "text"
    MEASURE = "measure"
    WHO = "who"


def quarter_of(day: date) -> Period:
    """The quarter that holds a day."""
    return Period(PeriodKind.QUARTER, day.year, (day.month + 2) // 3)


def explanation(report: Report, name: str) -> Explanation | None:
    """What was said about an indicator for the quarter of the report's day."""
    quarter = quarter_of(report.as_of)
    for commentary in report.roadmap.commentary:
        if commentary.quarter == quarter and name in commentary.content.explanations:
            return commentary.content.explanations[name]
    return None


def missing_parts(report: Report, assessment: Assessment) -> tuple[Part, ...]:
    """The parts of a required explanation that nobody has given; none where none is required."""
    if assessment.status not in MUST_EXPLAIN:
        return ()
    said = explanation(report, assessment.id)
    if said is None:
        return tuple(Part)
    return tuple(part for part in (Part.MEASURE, Part.WHO) if getattr(said, part) is None)


def unexplained(report: Report) -> Iterator[Diagnostic]:
    """A finding for each goal (each indicator where there are no goals) whose explanation is not complete."""
    quarter = quarter_of(report.as_of)
    for assessment in in_memo(report):
        missing = missing_parts(report, assessment)
        if missing:
            words = {Part.TEXT: "explanation", Part.MEASURE: "measure", Part.WHO: "person responsible (who)"}
            lacking = ", ".join(f"no {words[part]}" for part in missing)
            status = assessment.status.replace("_", " ")
            message = f"“{assessment.id}” is {status} in {quarter} and has {lacking}"
            place = Location(f"config/commentary/{quarter}.yaml")
            entry = f"explanations: {{{assessment.id}: {{text: ..., measure: ..., who: ...}}}}"
            hint = f"add it to {place.path} (create the file if it is not there): {entry}."
            yield Diagnostic(place, "warning", "missing-explanation", message, hint)


def in_memo(report: Report) -> tuple[Assessment, ...]:
    """The goals, or everything where nothing is called a goal; in the order of the action lines."""
    goals = [one for one in report.assessments if one.indicator.goal is not None] or list(report.assessments)
    lines = [*report.roadmap.action_lines, None]
    known = {name: index for index, name in enumerate(lines)}
    return tuple(sorted(goals, key=lambda one: known.get(one.indicator.action_line, len(lines))))
