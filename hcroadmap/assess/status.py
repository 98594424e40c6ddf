"""The words of a verdict and how serious each is (CONTRACT section 4)."""

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


UNKNOWN = frozenset({Status.INCOMPLETE, Status.NO_DATA, Status.NOT_COMPARABLE})
"""The statuses under which nothing can be judged."""

SEVERITIES = {
    **dict.fromkeys((Status.MISSED, Status.OFF_TRACK, Status.REVERSING), Severity.CRITICAL),
    **dict.fromkeys((Status.BEHIND, Status.WORSENING), Severity.WARNING),
    **dict.fromkeys(UNKNOWN, Severity.UNKNOWN),
    **dict.fromkeys((Status.MET, Status.MET_LATE, Status.ON_TRACK, Status.IMPROVING, Status.STABLE), Severity.OK),
}
"""The severity of each status but `awaiting`, which has that of the status it carries."""
