"""Status, indicators in full and activities as JSON with ids, plain numbers and `null` (CONTRACT section 6)."""

from __future__ import annotations

from typing import Any

from hcroadmap.assess.activities import Agenda, Standing, state_counts
from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.changes import ActivityChange, Change, activity_changes, changes
from hcroadmap.assess.evidence import readings, steps
from hcroadmap.assess.member import Member
from hcroadmap.assess.series import Point
from hcroadmap.model.observation import Observation
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.model.text import Text
from hcroadmap.render.json_text import json_text
from hcroadmap.render.language.page import json_number

Document = dict[str, Any]


def status_json(report: Report) -> str:
    """`hcroadmap.status/1`: every indicator, with its members and what changed where that was asked for."""
    document = _head("status", report) | {
        "indicators": [_indicator(assessment, report) for assessment in report.assessments],
        "activities": report.activities(),
        "summary": {str(status): number for status, number in report.counts.items()},
    }
    if report.since:
        document["activity_changes"] = [_reported(change) for change in activity_changes(report, report.since)]
    return json_text(document)


def show_json(assessments: tuple[Assessment, ...], report: Report) -> str:
    """`hcroadmap.show/1`: one indicator, or those of an action line, with everything behind the verdict."""
    return json_text(_head("show", report) | {"indicators": [_in_full(assessment) for assessment in assessments]})


def agenda_json(content: Agenda) -> str:
    """`hcroadmap.activities/1`: what was promised of each activity, and what was known of it on the day."""
    return json_text(
        _head("activities", content)
        | {
            "scoped_owners": list(content.roadmap.scoped_owners),
            "activities": [_activity(standing, content) for standing in content.standings],
            "summary": state_counts(content.standings),
        }
    )


def _head(schema: str, content: Report | Agenda) -> Document:
    return {
        "schema": f"hcroadmap.{schema}/1",
        "roadmap": content.roadmap.heading.id,
        "as_of": content.as_of,
        "inputs": inputs_document(content.roadmap),
    }


def inputs_document(roadmap: Roadmap) -> list[dict[str, str]]:
    """The files behind a roadmap with the hashes of their bytes."""
    return [{"path": source.path, "sha256": source.sha256} for source in roadmap.inputs]


def indicator_document(assessment: Assessment) -> Document:
    """One assessment with the keys of CONTRACT section 6."""
    indicator, seen, verdict = assessment.indicator, assessment.seen, assessment.verdict
    start, goal, promised, judged = seen.start, seen.goal, seen.promised, verdict.judgement
    end, projected = promised.period if promised else None, assessment.projected
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
        "baseline": {"period": start.period, "value": start.value} if start else None,
        "latest": _point(assessment.latest, assessment),
        "target": {"period": end, "value": goal.value if goal else None} if end else None,
        "gap": assessment.gap,
        "progress": assessment.progress,
        "expected": assessment.expected,
        "ratio": assessment.ratio,
        "native": {"label": judged.label, "value": json_number(judged.value)} if judged else None,
        "projected": {"period": end, "value": projected} if end and projected is not None else None,
        "release": {"state": assessment.release.state, "next": assessment.release.next},
        "needed_per_year": assessment.needed_per_year,
        "so_far_per_year": assessment.so_far_per_year,
        "missing": list(assessment.missing),
        "members": [],
        "not_comparable": [_point(point, assessment) for point in assessment.not_comparable],
        "choices": [text_document(choice) for choice in indicator.choices],
        "notes": [{"code": note.code, "value": note.value} for note in assessment.notes],
    }


def _point(point: Point | None, assessment: Assessment) -> Document | None:
    if point is None:
        return None
    return {
        "period": point.period,
        "value": point.value,
        "status": point.status,
        "published": point.published,
        "definition": point.definition or assessment.indicator.definition,
        **dict(point.cell),
    }


def _indicator(assessment: Assessment, report: Report) -> Document:
    document = indicator_document(assessment)
    if report.by:
        document["members"] = [_member(member, report.by, assessment) for member in assessment.by(report.by)]
    if report.since:
        document["changes"] = [_change(change, assessment) for change in changes(report, assessment, report.since)]
    return document


def _member(member: Member, dimension: str, assessment: Assessment) -> Document:
    goal = member.seen.goal if member.seen else None
    return {
        dimension: member.name,
        "latest": _point(member.latest, assessment),
        "gap": member.gap,
        "target": {"period": goal.period, "value": goal.value} if goal else None,
        "status": member.status,
    }


def _change(change: Change, assessment: Assessment) -> Document:
    row, old, target = change.observation, change.revised, change.target
    return {
        "kind": change.kind,
        "on": change.on,
        "period": row.period if row else target.period if target else None,
        "definition": (row.definition or assessment.indicator.definition) if row else None,
        "value": row.amount if row else None,
        "replaces": old.amount if old else None,
        "late": change.late,
        "before": change.before,
        "after": change.after,
        "reason": text_document(target.reason if target else None),
    }


def _reported(change: ActivityChange) -> Document:
    update, entry = change.update, change.entry
    return {
        "kind": change.kind,
        "on": change.on,
        "activity": change.activity,
        "before": change.before,
        "after": change.after,
        "count": update.count if update else None,
        "entry": text_document(entry.name) if entry else None,
        "entry_state": entry.state if entry else None,
        "late": change.late,
    }


def _in_full(assessment: Assessment) -> Document:
    indicator, path = assessment.indicator, assessment.seen.path
    return {
        **indicator_document(assessment),
        "title": text_document(indicator.title),
        "owner": indicator.owner,
        "supplier": indicator.supplier,
        "definition": indicator.definition,
        "definitions": {name: text_document(text) for name, text in indicator.definitions.items()},
        "path": [{"period": stop.period, "value": stop.value} for stop in path.stops] if path else [],
        "path_kind": path.kind if path else None,
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
                "assumption": reading.assumption,
                "method": reading.method,
                "path": reading.path,
                "verdicts": [
                    {"status": status, "value": json_number(value)} for status, value in reading.verdicts
                ],
            }
            for reading in readings(assessment.seen).readings
        ],
        "observations": [_observation(row, assessment) for row in assessment.seen.known],
    }


def _observation(row: Observation, assessment: Assessment) -> Document:
    return {
        "period": row.period,
        "value": row.amount,
        "definition": row.definition or assessment.indicator.definition,
        **dict(row.members),
        "status": row.status,
        "published": row.known_on,
        "recorded": row.recorded,
        "used": row.used,
        "source": row.source,
        "url": row.url,
        "note": row.note,
    }


def _activity(standing: Standing, content: Agenda) -> Document:
    activity, count = standing.activity, standing.activity.count
    return {
        "id": standing.id,
        "action_line": activity.action_line,
        "title": text_document(activity.title),
        "owners": list(activity.owners),
        "kind": activity.kind,
        "due": activity.due,
        "state": standing.state,
        "overdue": standing.is_overdue,
        "count": standing.count,
        "target": activity.target,
        "unit": text_document(count.unit if count else None),
        "counted_by": None if count is None else "updates" if activity.entries is None else "register",
        "updates": [
            {
                "on": update.on,
                "recorded": update.recorded,
                "state": update.state,
                "count": update.count,
                "note": text_document(update.note),
            }
            for update in activity.updates
            if update.on <= content.as_of
        ],
        "register": [
            {
                "name": text_document(entry.name),
                "on": entry.on,
                "recorded": entry.recorded,
                "state": entry.state,
                "partners": list(entry.partners),
                "members": dict(entry.members),
                "source": entry.source,
                "note": text_document(entry.note),
            }
            for entry in standing.entries
        ],
        "wording": activity.wording,
        "lines": activity.lines,
        "note": text_document(activity.note),
    }


def text_document(text: Text | None) -> dict[str, str] | None:
    """A text by language."""
    return dict(text.versions) if text else None
