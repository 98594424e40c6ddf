"""A status as people see it: symbol, word and colour, always all three."""

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.status import UNKNOWN, Severity, Status
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


def verdict_words(assessment: Assessment, page: Page) -> str:
    """A verdict in words; late for certain only where the deadline's own figure fell short."""
    goal, points = assessment.seen.goal, assessment.seen.points
    if assessment.status is Status.MET_LATE and all(goal and point.period != goal.period for point in points):
        return page.words("status.met_perhaps_late")
    return status_words(assessment.status, page)


def verdict_label(assessment: Assessment, page: Page) -> str:
    """A verdict as symbol and words."""
    return f"{SYMBOLS[assessment.status]} {verdict_words(assessment, page)}"
