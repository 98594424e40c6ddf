"""What needs a person: verdicts that are not good, figures and activities that are late.

“Late” (a release or an activity that is overdue) and “off track” (a verdict) are different things and never one:
an indicator may be either, both or neither, and each is a problem of its own. Only what was promised is judged.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.changes import ActivityChange, Change, activity_changes, changes
from hcroadmap.assess.commentary import acknowledgement_of
from hcroadmap.assess.member import Member
from hcroadmap.assess.status import GRAVITY, Severity, Status
from hcroadmap.assess.verdict import ReleaseState, silent_after
from hcroadmap.model.activity import Activity
from hcroadmap.model.roadmap import Acknowledgement

EXIT_CODES = {Severity.CRITICAL: 2, Severity.WARNING: 1, Severity.UNKNOWN: 3, Severity.OK: 0}
"""The exit code of each severity (CONTRACT section 7)."""


class Why(StrEnum):
    """What makes it a problem."""

    STATUS = "status"
    MEMBER = "member_missed"
    RELEASE = "release_overdue"
    ACTIVITY = "activity_overdue"
    CHANGE = "changed"


class ProblemState(StrEnum):
    """Whether it counts: what somebody took note of, and a series that is over, are listed only."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    ENDED = "ended"


class Problem(NamedTuple):
    """One thing that may need a person, of an indicator (`assessment`), a `member` of it, or an `activity`.

    `acknowledgement` is the one that lasts longest: in force when `standing` says so, else expired.
    """

    id: str
    why: Why
    severity: Severity
    standing: ProblemState = ProblemState.OPEN
    assessment: Assessment | None = None
    activity: Activity | None = None
    acknowledgement: Acknowledgement | None = None
    changes: tuple[Change, ...] = ()
    member: Member | None = None

    @property
    def counts(self) -> bool:
        """Does it count towards the exit code?"""
        return self.standing is ProblemState.OPEN

    @property
    def expired(self) -> Acknowledgement | None:
        """The acknowledgement that is over, or lapsed, so that the problem counts again."""
        return self.acknowledgement if self.counts else None

    @property
    def lapsed(self) -> bool:
        """Did it lapse before its last day, because the status got worse?"""
        return bool(self.expired and self.assessment and self.expired.until >= self.assessment.seen.as_of)


class Check(NamedTuple):
    """The answer of `check`: what was judged, of how many activities, and every problem, the gravest first.

    With a day `since` it is about what changed after that day only; then `context` has the indicators without a
    target that have new figures, with these, and `reports` what was reported about activities.
    """

    report: Report
    activities: int
    problems: tuple[Problem, ...]
    since: date | None = None
    context: tuple[tuple[Assessment, tuple[Change, ...]], ...] = ()
    reports: tuple[ActivityChange, ...] = ()

    def code(self, unknown_is: Severity = Severity.UNKNOWN, fail_on: Severity = Severity.WARNING) -> int:
        """The exit code: critical before warning before unknown; with `fail_on` critical warnings do not count."""
        found = {problem.severity for problem in self.problems if problem.counts}
        if Severity.UNKNOWN in found:
            found = found - {Severity.UNKNOWN} | {unknown_is}
        if fail_on is Severity.CRITICAL:
            found.discard(Severity.WARNING)
        return next((EXIT_CODES[severity] for severity in GRAVITY if severity in found), 0)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each: statuses and what is late, the gravest first; then what is listed only; then news."""
        listed = {p.id: p.standing for p in self.problems if p.assessment and not p.member and not p.counts}
        found = [(one.severity, str(one.status)) for one in self.report.assessments if one.id not in listed]
        beside = (Why.MEMBER, Why.RELEASE, Why.ACTIVITY)
        found += [(one.severity, str(one.why)) for one in self.problems if one.counts and one.why in beside]
        gravest: dict[str, int] = {}
        for severity, word in found:
            gravest[word] = min(GRAVITY.index(severity), gravest.get(word, len(GRAVITY)))
        counted = Counter(word for _, word in found)
        states = Counter(listed.values())
        apart = {str(state): states[state] for state in (ProblemState.ENDED, ProblemState.ACKNOWLEDGED)}
        ordered = {word: counted[word] for word in sorted(gravest, key=gravest.__getitem__)}
        apart |= {"without_target": len(self.context), "reported": len({one.activity for one in self.reports})}
        return ordered | {word: number for word, number in apart.items() if number}


def find_problems(report: Report, activities: Collection[str], since: date | None = None) -> Check:
    """Everything that may need a person among some indicators and activities.

    Args:
        report: the indicators to look at, judged; those without a target are never a problem.
        activities: the ids of the activities to look at.
        since: the day after which something must have changed; `None` for everything as it stands. The report
            should then be of the roadmap as it could be read on its day, so that a replay finds what was news.
    """
    promised = report._replace(assessments=tuple(a for a in report.assessments if a.seen.promised is not None))
    found = [problem for assessment in promised.assessments for problem in _of_indicator(promised, assessment)]
    for name in activities:
        activity = report.roadmap.activities[name]
        if activity.is_overdue(report.as_of):
            found.append(Problem(name, Why.ACTIVITY, Severity.WARNING, activity=activity))
    context, reports = list[tuple[Assessment, tuple[Change, ...]]](), list[ActivityChange]()
    if since is not None:
        found = list(_changed(promised, found, since))
        named = {problem.id for problem in found if problem.assessment}
        promised = promised._replace(assessments=tuple(a for a in promised.assessments if a.id in named))
        for one in report.assessments:
            if one.seen.promised is None:
                new = tuple(change for change in changes(report, one, since) if change.observation)
                context += [(one, new)] if new else []
        reports = [one for one in activity_changes(report, since) if one.activity in activities]
    found.sort(key=lambda problem: (not problem.counts, GRAVITY.index(problem.severity)))
    return Check(promised, len(activities), tuple(found), since, tuple(context), tuple(reports))


def _of_indicator(report: Report, assessment: Assessment) -> Iterator[Problem]:
    """The problems of one indicator, each by itself: its verdict, its release, what its members missed."""
    is_late = assessment.release.state is ReleaseState.OVERDUE
    severity = assessment.verdict.severity if is_late else assessment.severity
    given, holds = acknowledgement_of(report, assessment.id)
    noted = ProblemState.ACKNOWLEDGED if holds else ProblemState.OPEN
    state = ProblemState.ENDED if assessment.is_waived else noted
    problem = Problem(assessment.id, Why.STATUS, severity, state, assessment, acknowledgement=given)
    if problem.severity is not Severity.OK or problem.standing is ProblemState.ENDED:
        yield problem
    if is_late:
        yield problem._replace(why=Why.RELEASE, severity=Severity.WARNING)
    for dimension, split in assessment.indicator.dimensions.items():
        for member in assessment.by(dimension) if split.targets else ():
            if member.status is Status.MISSED:
                yield problem._replace(why=Why.MEMBER, severity=Severity.CRITICAL, standing=noted, member=member)


def _changed(report: Report, problems: list[Problem], since: date) -> Iterator[Problem]:
    """Only what is new after a day: all of an indicator that changed, else what became overdue or counts again."""
    for assessment in report.assessments:
        own = [problem for problem in problems if problem.assessment is assessment]
        new = changes(report, assessment, since)
        if new and not own:
            yield Problem(assessment.id, Why.CHANGE, Severity.OK, assessment=assessment, changes=new)
        for problem in own:
            if new or _is_new(problem, assessment, since):
                yield problem._replace(changes=new)
    for problem in problems:
        if problem.activity and not problem.activity.as_noticed(since).is_overdue(since):
            yield problem


def _is_new(problem: Problem, assessment: Assessment, since: date) -> bool:
    """Did the release become overdue, the figure too old, or the acknowledgement expire since?"""
    if problem.expired and not problem.lapsed and problem.expired.until >= since:
        return True
    is_release = problem.why is Why.RELEASE
    until = assessment.release.until if is_release else silent_after(assessment.seen, assessment.verdict)
    return until is not None and until >= since
