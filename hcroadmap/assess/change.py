"""What changed between two days, by replay: the same files seen from both, without a memory of earlier runs.

A figure is new from the later of the days on which it was published and recorded, so that one typed in weeks
late still reaches the next mail and memo; it is then marked as late.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from hcroadmap.assess.assessment import Assessment, Report, assess_one
from hcroadmap.assess.status import Status
from hcroadmap.model.activity import Activity, ActivityState, Entry, Update
from hcroadmap.model.indicator import Target
from hcroadmap.model.observation import Observation


class ChangeKind(StrEnum):
    """What sort of thing changed."""

    FIGURE = "new_figure"
    REVISION = "revision"
    DEFINITION = "definition_changed"
    STATUS = "status_changed"
    TARGET = "target_revised"
    DEADLINE = "deadline_passed"
    ACTIVITY = "activity_reported"


class Change(NamedTuple):
    """One change of one indicator. Only the fields of its kind are filled.

    `observation` is the new figure, `revised` the one it replaces; `late` says that it had been published before
    the first day already. `before` and `after` are statuses; `target` the version now in force or over.
    """

    indicator: str
    kind: ChangeKind
    on: date
    observation: Observation | None = None
    revised: Observation | None = None
    late: bool = False
    before: Status | None = None
    after: Status | None = None
    target: Target | None = None


class ActivityChange(NamedTuple):
    """What was reported about one activity: an update, or a line of its register; never both.

    `before` is the state as it could be read at first and `after` the state now; `late` says that it had happened
    by the first day already.
    """

    activity: str
    on: date
    before: ActivityState
    after: ActivityState
    late: bool = False
    update: Update | None = None
    entry: Entry | None = None
    kind: ChangeKind = ChangeKind.ACTIVITY


def changes(report: Report, assessment: Assessment, since: date) -> tuple[Change, ...]:
    """What changed about one indicator after `since` up to the report's day, figures first."""
    before = _known_on(report, assessment.id, since)
    return (*_figures(assessment, since), *_judgements(before, assessment, since))


def activity_changes(report: Report, since: date, action_line: str | None = None) -> tuple[ActivityChange, ...]:
    """What was reported after `since` up to the report's day, of one action line or of all, in order of day."""
    found = [
        change
        for name, activity in report.roadmap.activities.items()
        if action_line is None or activity.action_line == action_line
        for change in _reported(name, activity, since, report.as_of)
    ]
    return tuple(sorted(found, key=lambda change: change.on))


def _reported(name: str, activity: Activity, since: date, as_of: date) -> Iterator[ActivityChange]:
    before, after = activity.as_noticed(since).state_on(since), activity.state_on(as_of)
    for update in activity.updates:
        if update.on <= as_of and update.noticed_on > since:
            yield ActivityChange(name, update.noticed_on, before, after, update.on <= since, update=update)
    for entry in activity.entries or ():
        if entry.on <= as_of and entry.noticed_on > since:
            yield ActivityChange(name, entry.noticed_on, before, after, entry.on <= since, entry=entry)


def _known_on(report: Report, name: str, day: date) -> Assessment:
    """The assessment of a day as it could have been made then: without what was recorded later."""
    known = tuple(row for row in report.roadmap.observations.get(name, ()) if row.noticed_on <= day)
    activities = {key: activity.as_noticed(day) for key, activity in report.roadmap.activities.items()}
    roadmap = replace(report.roadmap, observations={name: known}, activities=activities)
    return assess_one(roadmap, name, day, report.chosen)


def _figures(assessment: Assessment, since: date) -> Iterator[Change]:
    rows = [row for row in assessment.seen.known if row.used]
    own = assessment.indicator.definition
    known_definitions = {own, *(row.definition or own for row in rows if row.noticed_on <= since)}
    for row in sorted(rows, key=lambda row: (row.noticed_on, row.period)):
        if row.noticed_on <= since:
            continue
        older = [old for old in rows if _same_figure(old, row, own) and old.known_on < row.known_on]
        revised = max(older, key=lambda old: old.known_on) if older else None
        if revised and revised.amount == row.amount:
            continue
        kind = ChangeKind.REVISION if revised else ChangeKind.FIGURE
        if not revised and (row.definition or own) not in known_definitions:
            kind = ChangeKind.DEFINITION
        known_definitions.add(row.definition or own)
        late = row.known_on <= since
        yield Change(assessment.id, kind, row.noticed_on, observation=row, revised=revised, late=late)


def _same_figure(one: Observation, other: Observation, own: str | None) -> bool:
    definitions = one.definition or own, other.definition or own
    return (one.period, definitions[0], one.members) == (other.period, definitions[1], other.members)


def _judgements(before: Assessment, after: Assessment, since: date) -> Iterator[Change]:
    as_of, promised = after.seen.as_of, after.seen.promised
    if promised is not None and before.seen.promised is not promised:
        yield Change(after.id, ChangeKind.TARGET, promised.agreed or as_of, target=promised)
    if promised is not None and since <= promised.period.end < as_of:
        yield Change(after.id, ChangeKind.DEADLINE, promised.period.end, target=promised)
    if (before.status, before.verdict.carries) != (after.status, after.verdict.carries):
        yield Change(after.id, ChangeKind.STATUS, as_of, before=before.status, after=after.status)
