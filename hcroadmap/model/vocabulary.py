"""The choices that files and options offer."""

from enum import StrEnum


class Direction(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"

    @property
    def sign(self) -> int:
        """+1 when more is better, −1 when less is."""
        return 1 if self is Direction.INCREASE else -1


class IndicatorKind(StrEnum):
    """How an indicator's value comes about."""

    LEVEL = "level"
    SHARE = "share"
    MILESTONES = "milestones"


class PathKind(StrEnum):
    """How the path runs between the baseline and the target."""

    LINEAR = "linear"
    GEOMETRIC = "geometric"


# Each is a module of `assess/methods`; to add one, write the module, a line here, and a section of `help methods`.
class MethodName(StrEnum):
    """The ways of judging (METHODS A3)."""

    LINEAR = "linear"
    STATCAN = "statcan"
    UN2022 = "un2022"
    UN2023 = "un2023"
    DESTATIS = "destatis"
    HEALTHY_PEOPLE = "healthy_people"


class ActivityKind(StrEnum):
    """What sort of thing is promised, which decides what "done" can mean."""

    DELIVERABLE = "deliverable"
    COUNT = "count"
    RECURRING = "recurring"
    CONDITIONAL = "conditional"
    EFFORT = "effort"
    OUTCOME = "outcome"


class ActivityState(StrEnum):
    """How far an activity is; `unreported` until anything is reported."""

    DONE = "done"
    RUNNING = "running"
    PLANNED = "planned"
    DROPPED = "dropped"
    UNREPORTED = "unreported"

    @property
    def is_finished(self) -> bool:
        """Is nothing more to be done?"""
        return self in (ActivityState.DONE, ActivityState.DROPPED)


class EntryState(StrEnum):
    """How far one of the things is that a register counts one by one."""

    CANDIDATE = "candidate"
    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"


class Language(StrEnum):
    """The languages of all output for people."""

    EN = "en"
    NL = "nl"


class SchemaName(StrEnum):
    """The kinds of YAML file in a project; each has a JSON Schema."""

    TARGETS = "targets"
    SETTINGS = "settings"
    ACTIVITIES = "activities"
    SOURCES = "sources"
    LAYOUTS = "layouts"
    COMMENTARY = "commentary"
