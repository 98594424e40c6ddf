"""The words of a verdict and how serious each is (CONTRACT section 4)."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How much a status matters to a monitoring system."""

    OK = "ok"
    UNKNOWN = "unknown"
    WARNING = "warning"
    CRITICAL = "critical"


GRAVITY = (Severity.CRITICAL, Severity.WARNING, Severity.UNKNOWN, Severity.OK)
"""The severities, gravest first."""


class Status(StrEnum):
    """Where an indicator stands."""

    INCOMPLETE = "incomplete"
    NO_DATA = "no_data"
    NOT_COMPARABLE = "not_comparable"
    MET = "met"
    MET_LATE = "met_late"
    MISSED = "missed"
    AWAITING = "awaiting"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    OFF_TRACK = "off_track"
    REVERSING = "reversing"
    IMPROVING = "improving"
    STABLE = "stable"
    WORSENING = "worsening"


SEVERITIES = {
    Status.INCOMPLETE: Severity.UNKNOWN,
    Status.NO_DATA: Severity.UNKNOWN,
    Status.NOT_COMPARABLE: Severity.UNKNOWN,
    Status.MET: Severity.OK,
    Status.MET_LATE: Severity.OK,
    Status.MISSED: Severity.CRITICAL,
    Status.ON_TRACK: Severity.OK,
    Status.BEHIND: Severity.WARNING,
    Status.OFF_TRACK: Severity.CRITICAL,
    Status.REVERSING: Severity.CRITICAL,
    Status.IMPROVING: Severity.OK,
    Status.STABLE: Severity.OK,
    Status.WORSENING: Severity.WARNING,
}
"""The severity of each status but `awaiting`, which has that of the status it carries."""

UNKNOWN = frozenset({Status.INCOMPLETE, Status.NO_DATA, Status.NOT_COMPARABLE})
"""The statuses under which nothing can be judged."""
