"""What changed between two days, by replay: the same files seen from both, without a memory of earlier runs.

A figure is new from the later of the days on which it was published and recorded, so that one typed in weeks
late still reaches the next mail and memo; it is then marked as late. Until it was recorded it takes no part in the
comparison, so that a replay has each change in the week in which it was news.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from hcroadmap.assess.assessment import Assessment, Report, assess_one
from hcroadmap.assess.status import Status
from hcroadmap.model.activity import Entry, Update
from hcroadmap.model.indicator import Target
from hcroadmap.model.observation import Observation
from hcroadmap.model.vocabulary import ActivityState


class ChangeKind(StrEnum):
    """What sort of thing changed."""

    FIGURE = "new_figure"
    REVISION = "revision"
    DEFINITION = "definition_changed"
    STATUS = "status_changed"
    TARGET = "target_revised"
    DEADLINE = "deadline_passed"
    ENDED = "series_ended"
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
    name, as_of, promised = assessment.id, report.as_of, assessment.seen.promised
    own = replace(report.roadmap, observations={name: report.roadmap.observations.get(name, ())})
    before, now = (assess_one(own.as_noticed(day), name, day, report.chosen) for day in (since, as_of))
    found = list(_new_figures(now, since, before.indicator.definition))
    if promised is not None and before.seen.promised is not promised:
        found.append(Change(name, ChangeKind.TARGET, promised.agreed or as_of, target=promised))
    if promised is not None and since <= promised.period.end < as_of:
        found.append(Change(name, ChangeKind.DEADLINE, promised.period.end, target=promised))
    if (ended := assessment.indicator.ended) and since < ended.on <= as_of:
        found.append(Change(name, ChangeKind.ENDED, ended.on))
    if (before.status, before.verdict.carries) != (now.status, now.verdict.carries):
        found.append(Change(name, ChangeKind.STATUS, as_of, before=before.status, after=now.status))
    return tuple(found)


def activity_changes(report: Report, since: date) -> tuple[ActivityChange, ...]:
    """What was reported on activities after `since` up to the report's day, in order of day."""
    found = []
    for name, activity in report.roadmap.activities.items():
        before, after = (activity.as_noticed(day).state_on(day) for day in (since, report.as_of))
        reports: tuple[Update | Entry, ...] = (*activity.updates, *(activity.entries or ()))
        for one in reports:
            if since < one.noticed_on <= report.as_of:
                what = (one, None) if isinstance(one, Update) else (None, one)
                found.append(ActivityChange(name, one.noticed_on, before, after, one.on <= since, *what))
    return tuple(sorted(found, key=lambda change: change.on))


def reports_about(report: Report, name: str) -> tuple[ActivityChange, ...]:
    """What was reported since the last look about an activity, or those of an action line or an indicator."""
    if report.since is None:
        return ()
    roadmap, own = report.roadmap, report.roadmap.indicators.get(name)
    parts = own.activities if own else (name, *(k for k, a in roadmap.activities.items() if a.action_line == name))
    return tuple(change for change in activity_changes(report, report.since) if change.activity in parts)


def _new_figures(assessment: Assessment, since: date, own: str | None) -> Iterator[Change]:
    """New figures, revisions that change a value, and the first of each definition new beside its `own`."""
    rows = [row for row in assessment.seen.known if row.used]
    vintages: defaultdict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for row in rows:
        vintages[row.period, row.definition or own, row.members].append(row)
    definitions = {own, *(row.definition or own for row in rows if row.noticed_on <= since)}
    new = [row for row in rows if row.noticed_on > since]
    for row in sorted(new, key=lambda row: (row.noticed_on, row.period)):
        definition = row.definition or own
        older = [old for old in vintages[row.period, definition, row.members] if old.known_on < row.known_on]
        revised = max(older, key=lambda old: old.known_on, default=None)
        if revised and revised.amount == row.amount:
            continue
        kind = ChangeKind.REVISION if revised else ChangeKind.FIGURE
        if not revised and definition not in definitions:
            kind = ChangeKind.DEFINITION
        definitions.add(definition)
        late = row.known_on <= since
        yield Change(assessment.id, kind, row.noticed_on, observation=row, revised=revised, late=late)
