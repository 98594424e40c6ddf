"""What people said about the verdicts: which must be explained, by whom, and what somebody took note of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.status import Status
from hcroadmap.model.commentary import Acknowledgement, Explanation
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
    """The explanation of an indicator for the quarter of the report's day."""
    quarter = quarter_of(report.as_of)
    for commentary in report.roadmap.commentary:
        if commentary.quarter == quarter and name in commentary.content.explanations:
            return commentary.content.explanations[name]
    return None


def missing_parts(report: Report, assessment: Assessment) -> tuple[Part, ...]:
    """The parts of a required explanation that nobody has given; none where none is required."""
    if assessment.status not in MUST_EXPLAIN:
        return ()
    given = explanation(report, assessment.id)
    if given is None:
        return tuple(Part)
    return tuple(part for part in (Part.MEASURE, Part.WHO) if getattr(given, part) is None)


def unexplained(report: Report) -> Iterator[Diagnostic]:
    """A finding for each goal (each indicator where there are no goals) whose explanation is not complete."""
    quarter = quarter_of(report.as_of)
    place = Location(f"config/commentary/{quarter}.yaml")
    words = {Part.TEXT: "explanation", Part.MEASURE: "measure", Part.WHO: "person responsible (who)"}
    for assessment in in_memo(report):
        missing = missing_parts(report, assessment)
        if missing:
            lacking = ", ".join(f"no {words[part]}" for part in missing)
            status = assessment.status.replace("_", " ")
            message = f"“{assessment.id}” is {status} in {quarter} and has {lacking}"
            entry = f"explanations: {{{assessment.id}: {{text: ..., measure: ..., who: ...}}}}"
            hint = f"add it to {place.path} (create the file if it is not there): {entry}."
            yield Diagnostic(place, "warning", "missing-explanation", message, hint)


def in_memo(report: Report) -> tuple[Assessment, ...]:
    """The goals, or everything where nothing is called a goal; in the order of the action lines."""
    goals = [one for one in report.assessments if one.indicator.goal is not None] or list(report.assessments)
    lines = [*report.roadmap.action_lines, None]
    known = {name: index for index, name in enumerate(lines)}
    return tuple(sorted(goals, key=lambda one: known.get(one.indicator.action_line, len(lines))))


def acknowledgement_of(report: Report, name: str) -> Acknowledgement | None:
    """The acknowledgement given by the report's day that lasts longest, expired or not."""
    given = [
        commentary.content.acknowledgements[name]
        for commentary in report.roadmap.commentary
        if name in commentary.content.acknowledgements and commentary.first_day <= report.as_of
    ]
    return max(given, key=lambda acknowledgement: acknowledgement.until, default=None)


def in_force(report: Report, name: str) -> Acknowledgement | None:
    """The acknowledgement of an indicator that holds on the report's day."""
    given = acknowledgement_of(report, name)
    return given if given and given.until >= report.as_of else None
