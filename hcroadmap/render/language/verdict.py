"""A status as people see it: symbol, word and colour, always all three."""

from __future__ import annotations

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


def status_label(assessment: Assessment, page: Page) -> str:
    """A status as symbol and word."""
    return f"{SYMBOLS[assessment.status]} {status_words(assessment.status, page)}"
