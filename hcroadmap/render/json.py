"""What each command answers as JSON, with ids, plain numbers and `null` (CONTRACT section 6)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from hcroadmap.assess.activities import Agenda, state_counts
from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.changes import ActivityChange, Change, activity_changes, changes, reports_about
from hcroadmap.assess.check import Check, Problem
from hcroadmap.assess.evidence import comparisons, readings, steps
from hcroadmap.assess.series import Point
from hcroadmap.render.check.text import STATES
from hcroadmap.render.json_text import fields, json_text

Document = dict[str, Any]


def status_json(report: Report) -> str:
    """`hcroadmap.status/1`: every indicator, with its members and what changed where that was asked for."""
    indicators = []
    for assessment in report.assessments:
        indicators.append(shown := _judged(assessment) | _changes(assessment, report))
        if report.by:
            shown["members"] = [
                {
                    report.by: member.name,
                    "latest": _point(member.latest, assessment),
                    "gap": member.gap,
                    "target": member.seen and member.seen.goal and fields(member.seen.goal, "period", "value"),
                    "status": member.status,
                }
                for member in assessment.by(report.by)
            ]
    summary = {str(status): number for status, number in report.counts.items()}
    document = {"indicators": indicators, "activities": report.activities(), "summary": summary}
    told = activity_changes(report, report.since) if report.since else ()
    return _document("status", report, document | _activity_changes(told, report.since))


def show_json(name: str, assessments: tuple[Assessment, ...], report: Report) -> str:
    """`hcroadmap.show/1`: one indicator, or those of an action line, by its id, with all that is behind it."""
    indicators = [_in_full(assessment, report) | _changes(assessment, report) for assessment in assessments]
    told = _activity_changes(reports_about(report, name), report.since)
    return _document("show", report, {"indicators": indicators} | told)


def _changes(assessment: Assessment, report: Report) -> Document:
    """What changed about an indicator, where that was asked for."""
    if report.since is None:
        return {}
    return {"changes": [_change(each, assessment) for each in changes(report, assessment, report.since)]}


def _activity_changes(told: Iterable[ActivityChange], since: date | None) -> Document:
    """What was reported on activities, where that was asked for."""
    listed = [
        {
            **fields(change, "kind", "on", "activity", "before", "after"),
            "count": change.update and change.update.count,
            "entry": change.entry and change.entry.name,
            "entry_state": change.entry and change.entry.state,
            "late": change.late,
        }
        for change in told
    ]
    return {} if since is None else {"activity_changes": listed}


def agenda_json(content: Agenda, report: Report | None = None) -> str:
    """`hcroadmap.activities/1`: what was promised of each activity, and what was known of it on the day.

    With the report of one activity, also what was reported since its day of the last look.
    """
    register = ("name", "on", "recorded", "state", "partners", "members", "source", "note")
    activities = []
    for standing in content.standings:
        activity, count = standing.activity, standing.activity.count
        updates = [update for update in activity.updates if update.on <= content.as_of]
        told = ("on", "recorded", "state", "count", "note", "source")
        shown = {
            "id": standing.id,
            **fields(activity, "action_line", "title", "owners", "kind", "due"),
            "state": standing.state,
            "overdue": standing.is_overdue,
            "count": standing.count,
            "target": activity.target,
            "unit": count and count.unit,
            "counted_by": count and ("updates" if activity.entries is None else "register"),
            "updates": [fields(update, *told) for update in updates],
            "register": [fields(entry, *register) for entry in standing.entries],
            **fields(activity, "wording", "lines", "note"),
        }
        activities.append(shown)
    owners, summary = content.roadmap.scoped_owners, state_counts(content.standings)
    document = {"scoped_owners": owners, "activities": activities, "summary": summary}
    if report:
        document |= _activity_changes(reports_about(report, content.standings[0].id), report.since)
    return _document("activities", content, document)


def check_json(check: Check, code: int) -> str:
    """`hcroadmap.check/1`: exit code, counts, and every problem with the indicator that it is about."""
    return json_text(
        {
            "schema": "hcroadmap.check/1",
            "roadmap": check.report.roadmap.heading.id,
            "as_of": check.report.as_of,
            "since": check.since,
            "code": code,
            "state": STATES[code],
            "summary": check.counts,
            "problems": [_problem(problem) for problem in check.problems],
            "context": [
                {"id": one.id, "changes": [_change(each, one) for each in new]} for one, new in check.context
            ],
            **_activity_changes(check.reports, check.since),
            "inputs": [fields(source, "path", "sha256") for source in check.report.roadmap.inputs],
        }
    )


def check_failure_json(code: int, message: str) -> str:
    """The document of a check that could not assess anything."""
    return json_text({"schema": "hcroadmap.check/1", "code": code, "state": STATES[code], "error": message})


def _document(schema: str, content: Report | Agenda, body: Document) -> str:
    roadmap, name = content.roadmap.heading.id, f"hcroadmap.{schema}/1"
    inputs = [fields(source, "path", "sha256") for source in content.roadmap.inputs]
    head = {"schema": name, "roadmap": roadmap, "as_of": content.as_of, "inputs": inputs}
    return json_text(head | body)


def _judged(assessment: Assessment) -> Document:
    indicator, seen, verdict = assessment.indicator, assessment.seen, assessment.verdict
    goal, end, projected = seen.goal, seen.promised and seen.promised.period, assessment.projected
    firm = assessment.firmness
    return {
        "id": assessment.id,
        "action_line": indicator.action_line,
        "unit": indicator.unit_word,
        "direction": indicator.direction,
        "method": assessment.method,
        "status": assessment.status,
        "carries": verdict.carries,
        "severity": assessment.severity,
        "decided_by": _point(verdict.decided_by, assessment),
        "baseline": seen.start and fields(seen.start, "period", "value"),
        "latest": _point(assessment.latest, assessment),
        "target": end and {"period": end, "value": goal and goal.value},
        **fields(assessment, "gap", "progress", "expected", "ratio"),
        "native": verdict.judgement and fields(verdict.judgement, "label", "value"),
        "projected": None if projected is None else {"period": end, "value": projected},
        "release": fields(assessment.release, "state", "next"),
        **fields(assessment, "needed_per_year", "so_far_per_year", "missing"),
        "members": [],
        "not_comparable": [_point(point, assessment) for point in assessment.not_comparable],
        "firmness": firm
        and {
            "word": firm.word,
            "up": firm.up and firm.up.distance,
            "down": firm.down and firm.down.distance,
            **fields(firm, "noise", "basis"),
        },
        "choices": indicator.choices,
        "notes": [fields(note, "code", "value") for note in assessment.notes],
    }


def _point(point: Point | None, assessment: Assessment) -> Document | None:
    return point and {
        **fields(point, "period", "value", "status", "published"),
        "definition": point.definition or assessment.indicator.definition,
        **dict(point.cell),
    }


def _change(change: Change, assessment: Assessment) -> Document:
    row, target = change.observation, change.target
    return {
        **fields(change, "kind", "on"),
        "period": row.period if row else target and target.period,
        "definition": row and (row.definition or assessment.indicator.definition),
        "value": row and row.amount,
        "replaces": change.revised and change.revised.amount,
        **fields(change, "late", "before", "after"),
        "reason": target and target.reason,
    }


def _in_full(assessment: Assessment, report: Report) -> Document:
    indicator, path = assessment.indicator, assessment.seen.path
    return {
        **_judged(assessment),
        **fields(indicator, "title", "owner", "supplier", "definition", "definitions"),
        "path": [fields(stop, "period", "value") for stop in path.stops] if path else [],
        "path_kind": path and path.kind,
        "arithmetic": [
            {
                "step": step.name,
                "period": step.period or None,
                "formula": step.formula,
                "operands": [operand.value for operand in step.operands],
                "result": step.result.value,
            }
            for step in steps(assessment)
        ],
        "readings": [
            {
                **fields(reading, "assumption", "method", "path"),
                "verdicts": [{"status": status, "value": value} for status, value in reading.verdicts],
            }
            for reading in readings(assessment.seen).readings
        ],
        "compare": [
            {"id": other.id, "own": _point(own, assessment), "other": _point(theirs, other)}
            for other, own, theirs in comparisons(assessment, report)
        ],
        "observations": [
            {
                "period": row.period,
                "value": row.amount,
                "definition": row.definition or indicator.definition,
                **dict(row.members),
                "status": row.status,
                "published": row.known_on,
                **fields(row, "recorded", "used", "margin", "se", "source", "url", "note"),
            }
            for row in assessment.seen.known
        ],
    }


def _problem(problem: Problem) -> Document:
    assessment, activity, given = problem.assessment, problem.activity, problem.acknowledgement
    owners = activity.owners if activity else ()
    if assessment and assessment.indicator.owner:
        owners = (assessment.indicator.owner,)
    return {
        **fields(problem, "id", "why", "severity", "standing"),
        "member": problem.member and problem.member.name,
        "owners": owners,
        "due": activity and activity.due,
        "acknowledgement": given
        and {**fields(given, "owner", "reason", "until"), "expired": problem.expired is not None},
        "changes": [_change(change, assessment) for change in problem.changes if assessment],
        "indicator": assessment and _judged(assessment),
    }
