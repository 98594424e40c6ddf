"""A status as people see it: symbol, word and colour, always all three."""

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.status import UNKNOWN, Severity, Status
from hcroadmap.assess.verdict import fell_short
from hcroadmap.render.language.page import Page

SYMBOLS = {
    Status.INCOMPLETE: "◌",
    Status.NO_DATA: "?",
    Status.NOT_COMPARABLE: "≠",
    Status.MET: "✓",
    Status.MET_LATE: "✓",
    Status.MISSED: "✗",
    Status.AWAITING: "…",
    Status.ON_TRACK: "●",
    Status.BEHIND: "≈",
    Status.OFF_TRACK: "▼",
    Status.REVERSING: "▼",
    Status.IMPROVING: "▲",
    Status.STABLE: "●",
    Status.WORSENING: "▼",
}
GOOD, DOUBTFUL, BAD, UNSURE = "good", "doubtful", "bad", "unsure"
"""Styles of the console."""


def style(assessment: Assessment) -> str:
    """The colour of a status: never the only sign of it."""
    return status_style(assessment.status, assessment.severity)


def status_style(status: Status, severity: Severity) -> str:
    """The colour of a status of this severity."""
    if status in UNKNOWN:
        return UNSURE
    if status is Status.AWAITING:
        return DOUBTFUL
    return {Severity.OK: GOOD, Severity.WARNING: DOUBTFUL}.get(severity, BAD)


def status_words(status: Status, page: Page) -> str:
    """A status in words."""
    return page.words(f"status.{status}")


def verdict_name(assessment: Assessment) -> str:
    """The name of a verdict, as the last step of a key of words.

    It is late for certain only where the deadline's own figure fell short, and figures are not “no data”.
    """
    seen = assessment.seen
    deadline = seen.goal and seen.goal.period
    if assessment.status is Status.MET_LATE and all(point.period != deadline for point in seen.points):
        return "met_perhaps_late"
    if assessment.status is Status.NO_DATA and seen.history and (seen.points or not seen.promised):
        return "no_verdict" if seen.promised else "no_target"
    return assessment.status


def verdict_words(assessment: Assessment, page: Page) -> str:
    """A verdict in words."""
    return page.words(f"status.{verdict_name(assessment)}")


def broke_its_level(assessment: Assessment) -> bool:
    """Was a level to hold every year not held, so that no later figure mends it? No path leads to it then."""
    is_held_now = assessment.gap is not None and assessment.gap <= 0
    return bool(fell_short(assessment.seen)) and (is_held_now or assessment.status is Status.MISSED)


def verdict_label(assessment: Assessment, page: Page) -> str:
    """A verdict as symbol and words."""
    return f"{SYMBOLS[assessment.status]} {verdict_words(assessment, page)}"
