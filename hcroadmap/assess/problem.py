"""What needs a person: verdicts that are not good, figures and activities that are late.

“Late” (a release or an activity that is overdue) and “off track” (a verdict) are different things and never one:
an indicator may be either, both or neither, and each is a problem of its own. Only what was promised is judged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.note import has_ended
from hcroadmap.assess.release import ReleaseState
from hcroadmap.assess.status import SEVERITIES, Severity, Status
from hcroadmap.model.activity import Activity
from hcroadmap.model.commentary import Acknowledgement
from hcroadmap.model.roadmap import Roadmap

if TYPE_CHECKING:
    from hcroadmap.assess.change import Change

CODES = {Severity.CRITICAL: 2, Severity.WARNING: 1, Severity.UNKNOWN: 3, Severity.OK: 0}
"""The exit code of each severity, the gravest first (CONTRACT section 7)."""
GRAVITY = tuple(CODES)


class Why(StrEnum):
    """What makes it a problem."""

    STATUS = "status"
    RELEASE = "release_overdue"
    ACTIVITY = "activity_overdue"
    CHANGE = "changed"


class Standing(StrEnum):
    """Whether it counts: what somebody took note of, and a series that is over, are listed only."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    ENDED = "ended"


class Problem(NamedTuple):
    """One thing that may need a person, of an indicator (`assessment`) or of an `activity`.

    `acknowledgement` is the newest that was given: in force when the standing says so, else expired.
    """

    id: str
    why: Why
    severity: Severity
    standing: Standing = Standing.OPEN
    assessment: Assessment | None = None
    activity: Activity | None = None
    acknowledgement: Acknowledgement | None = None
    changes: tuple[Change, ...] = ()

    @property
    def counts(self) -> bool:
        """Does it count towards the exit code?"""
        return self.standing is Standing.OPEN

    @property
    def expired(self) -> Acknowledgement | None:
        """The acknowledgement that held once and holds no more."""
        return self.acknowledgement if self.counts else None


class Check(NamedTuple):
    """The answer of `check`: what was judged, of which activities, and every problem, the gravest first.

    With a day `since` it is about what changed after that day only.
    """

    report: Report
    activities: int
    problems: tuple[Problem, ...]
    since: date | None = None

    def code(self, unknown_is: Severity = Severity.UNKNOWN, fail_on: Severity = Severity.WARNING) -> int:
        """The exit code: critical before warning before unknown; with `fail_on` critical warnings do not count."""
        found = {problem.severity for problem in self.problems if problem.counts}
        if Severity.UNKNOWN in found:
            found = found - {Severity.UNKNOWN} | {unknown_is}
        if fail_on is Severity.CRITICAL:
            found.discard(Severity.WARNING)
        return next((code for severity, code in CODES.items() if severity in found), 0)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each: statuses and what is overdue, the gravest first; then what is listed only."""
        listed: dict[str, Standing] = {}
        for problem in self.problems:
            if problem.assessment and not problem.counts:
                listed[problem.id] = problem.standing
        found: dict[str, tuple[int, int]] = {}
        for assessment in self.report.assessments:
            if assessment.id not in listed:
                _count(found, str(assessment.status), assessment.severity)
        for problem in self.problems:
            if problem.counts and problem.why in (Why.RELEASE, Why.ACTIVITY):
                _count(found, str(problem.why), problem.severity)
        ordered = {word: number for word, (_, number) in sorted(found.items(), key=lambda item: item[1][0])}
        standings = list(listed.values())
        apart = {str(kind): standings.count(kind) for kind in (Standing.ENDED, Standing.ACKNOWLEDGED)}
        return ordered | {word: number for word, number in apart.items() if number}


def _count(found: dict[str, tuple[int, int]], word: str, severity: Severity) -> None:
    """One more of a word, at the gravest place that any of them has."""
    place, number = found.get(word, (len(GRAVITY), 0))
    found[word] = min(place, GRAVITY.index(severity)), number + 1


def check(report: Report, activities: Collection[str], since: date | None = None) -> Check:
    """Everything that may need a person among some indicators and activities.

    Args:
        report: the indicators to look at, judged; those without a target are left out.
        activities: the ids of the activities to look at.
        since: the day after which something must have changed; `None` for everything as it stands.
    """
    promised = report._replace(assessments=tuple(a for a in report.assessments if a.seen.promised is not None))
    found = [problem for assessment in promised.assessments for problem in _of_indicator(promised, assessment)]
    found += _of_activities(report, activities)
    if since is not None:
        found = list(_changed(promised, found, since))
        named = {problem.id for problem in found if problem.assessment}
        promised = promised._replace(assessments=tuple(a for a in promised.assessments if a.id in named))
    found.sort(key=lambda problem: (not problem.counts, GRAVITY.index(problem.severity)))
    return Check(promised, len(activities), tuple(found), since)


def is_ended(assessment: Assessment) -> bool:
    """Is the series over without a final verdict, so that no figure can ever settle it?"""
    return has_ended(assessment.seen) and not assessment.is_final


def acknowledgement_of(roadmap: Roadmap, name: str, as_of: date) -> Acknowledgement | None:
    """The acknowledgement of an indicator that lasts longest of those given by a day, expired or not."""
    given = [
        said.content.acknowledgements[name]
        for said in roadmap.commentary
        if name in said.content.acknowledgements and said.first_day <= as_of
    ]
    return max(given, key=lambda acknowledgement: acknowledgement.until, default=None)


def in_force(report: Report, name: str) -> Acknowledgement | None:
    """The acknowledgement of an indicator that holds on the report's day."""
    given = acknowledgement_of(report.roadmap, name, report.as_of)
    return given if given and given.until >= report.as_of else None


def _of_indicator(report: Report, assessment: Assessment) -> Iterator[Problem]:
    """The problems of one indicator: its verdict, and its release; they are two things."""
    acknowledged = acknowledgement_of(report.roadmap, assessment.id, report.as_of)
    standing = Standing.OPEN
    if is_ended(assessment):
        standing = Standing.ENDED
    elif in_force(report, assessment.id):
        standing = Standing.ACKNOWLEDGED
    told = Problem(assessment.id, Why.STATUS, _verdict(assessment), standing, assessment,
                   acknowledgement=acknowledged)  # fmt: skip
    if told.severity is not Severity.OK or standing is Standing.ENDED:
        yield told
    if assessment.release.state is ReleaseState.OVERDUE:
        yield told._replace(why=Why.RELEASE, severity=Severity.WARNING)


def _verdict(assessment: Assessment) -> Severity:
    """How serious the verdict is, apart from any release that is overdue."""
    if assessment.status is Status.AWAITING and assessment.release.state is ReleaseState.OVERDUE:
        return SEVERITIES[assessment.verdict.carries or Status.NO_DATA]
    return assessment.severity


def _of_activities(report: Report, chosen: Collection[str]) -> Iterator[Problem]:
    for name in chosen:
        activity = report.roadmap.activities[name]
        if activity.is_overdue(report.as_of):
            yield Problem(name, Why.ACTIVITY, Severity.WARNING, activity=activity)


def _changed(report: Report, problems: list[Problem], since: date) -> Iterator[Problem]:
    """Only what is new after a day: all of an indicator that changed, else what became overdue or counts again."""
    from hcroadmap.assess.change import changes

    for assessment in report.assessments:
        own = [problem for problem in problems if problem.assessment is assessment]
        new = tuple(change for change in changes(report, assessment, since) if change.on <= report.as_of)
        if new and not own:
            yield Problem(assessment.id, Why.CHANGE, Severity.OK, assessment=assessment, changes=new)
        for problem in own:
            if new or _is_new(problem, since):
                yield problem._replace(changes=new)
    for problem in problems:
        if problem.activity and problem.activity.due and problem.activity.due >= since:
            yield problem


def _is_new(problem: Problem, since: date) -> bool:
    """Did the release become overdue, the series end or the acknowledgement expire after a day?"""
    assessment, ended = problem.assessment, problem.assessment and problem.assessment.indicator.ended
    if problem.expired and problem.expired.until >= since:
        return True
    if problem.standing is Standing.ENDED:
        return bool(ended and ended.on > since)
    until = assessment.release.until if assessment else None
    return problem.why is Why.RELEASE and until is not None and until >= since
