"""What people said about the verdicts: which must be explained, by whom, and what somebody took note of."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from hcroadmap.assess.assessment import Assessment, Report, assess_one
from hcroadmap.assess.status import UNKNOWN, Status
from hcroadmap.model.diagnostic import Diagnostic, Location
from hcroadmap.model.period import Period, PeriodKind
from hcroadmap.model.roadmap import Acknowledgement, Explanation

MUST_EXPLAIN = frozenset({Status.BEHIND, Status.OFF_TRACK, Status.REVERSING, Status.MISSED})
"""The verdicts that go out only with an explanation, a measure and somebody who sees to it."""

BADNESS = dict.fromkeys(UNKNOWN, 1) | {Status.BEHIND: 2, Status.WORSENING: 2}
BADNESS |= {Status.OFF_TRACK: 3, Status.REVERSING: 4, Status.MISSED: 5}
"""How bad each status is that is not good."""


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
    given = (one.content.explanations.get(name) for one in report.roadmap.commentary if one.quarter == quarter)
    return next(filter(None, given), None)


def missing_parts(report: Report, assessment: Assessment) -> tuple[Part, ...]:
    """The parts of a required explanation that nobody has given; none where none is required."""
    if assessment.status not in MUST_EXPLAIN:
        return ()
    given = explanation(report, assessment.id)
    return tuple(part for part in Part if getattr(given, part, None) is None)


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


def acknowledgement_of(report: Report, name: str) -> tuple[Acknowledgement | None, bool]:
    """The acknowledgement that holds on the report's day, else the one that lasts longest; and does it hold?

    It holds until its last day, as long as the status is no worse than at the end of the quarter it is about.
    """
    given: list[tuple[Acknowledgement, bool]] = []
    for _, quarter, content in report.roadmap.commentary:
        note = content.acknowledgements.get(name)
        if note is None or quarter.begin > report.as_of:
            continue
        holds = report.as_of <= note.until
        if holds:
            days = (min(quarter.end, report.as_of), report.as_of)
            judged = (assess_one(report.roadmap, name, day, report.chosen).verdict.stands for day in days)
            noted, now = (BADNESS.get(status, 0) for status in judged)
            holds = now <= noted
        given.append((note, holds))
    return max(given, key=lambda one: (one[1], one[0].until), default=(None, False))


def in_force(report: Report, name: str) -> Acknowledgement | None:
    """The acknowledgement of an indicator that holds on the report's day."""
    given, holds = acknowledgement_of(report, name)
    return given if holds else None
