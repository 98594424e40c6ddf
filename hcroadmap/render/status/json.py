"""`hcroadmap.status/1`: one JSON document with ids, plain numbers and `null` (CONTRACT section 6)."""

from __future__ import annotations

from datetime import date
from typing import Any

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.changes import ActivityChange, Change, activity_changes, changes
from hcroadmap.assess.member import Member
from hcroadmap.assess.notes import Note
from hcroadmap.assess.series import Point
from hcroadmap.model.text import Text
from hcroadmap.render.json_text import json_text
from hcroadmap.render.language.page import Page, json_number

SCHEMA = "hcroadmap.status/1"


def render(report: Report, page: Page, *, everything: bool = False) -> str:
    """The whole report; the page's language and width change nothing."""
    del page, everything
    document = {
        "schema": SCHEMA,
        "roadmap": report.roadmap.heading.id,
        "as_of": report.as_of.isoformat(),
        "inputs": inputs_document(report),
        "indicators": [_indicator(assessment, report) for assessment in report.assessments],
        "activities": report.activities(),
        "summary": {str(status): number for status, number in report.counts.items()},
    }
    if report.since:
        document["activity_changes"] = [_reported(change) for change in activity_changes(report, report.since)]
    return json_text(document)


def _indicator(assessment: Assessment, report: Report) -> dict[str, Any]:
    """One assessment with what was asked for besides: its members, and what changed."""
    document = indicator_document(assessment)
    if report.by:
        document["members"] = [_member(member, report.by, assessment) for member in assessment.by(report.by)]
    if report.since:
        document["changes"] = [_change(change, assessment) for change in changes(report, assessment, report.since)]
    return document


def _member(member: Member, dimension: str, assessment: Assessment) -> dict[str, Any]:
    latest = point_document(member.latest, assessment)
    goal = member.seen.goal if member.seen else None
    target = {"period": str(goal.period), "value": json_number(goal.value)} if goal else None
    return {dimension: member.name, "latest": latest, "gap": json_number(member.gap), "target": target,
            "status": member.status}  # fmt: skip


def _change(change: Change, assessment: Assessment) -> dict[str, Any]:
    row, old = change.observation, change.revised
    return {
        "kind": change.kind,
        "on": change.on.isoformat(),
        "period": str(row.period if row else change.target.period if change.target else "") or None,
        "definition": (row.definition or assessment.indicator.definition) if row else None,
        "value": json_number(row.amount) if row else None,
        "replaces": json_number(old.amount) if old else None,
        "late": change.late,
        "before": change.before,
        "after": change.after,
        "reason": dict(change.target.reason.versions) if change.target and change.target.reason else None,
    }


def _reported(change: ActivityChange) -> dict[str, Any]:
    update, entry = change.update, change.entry
    return {
        "kind": change.kind,
        "on": change.on.isoformat(),
        "activity": change.activity,
        "before": change.before,
        "after": change.after,
        "count": update.count if update else None,
        "entry": _text(entry.name) if entry else None,
        "entry_state": entry.state if entry else None,
        "late": change.late,
    }


def inputs_document(report: Report) -> list[dict[str, str]]:
    """The files behind a report with the hashes of their bytes."""
    return [{"path": source.path, "sha256": source.sha256} for source in report.roadmap.inputs]


def indicator_document(assessment: Assessment) -> dict[str, Any]:
    """One assessment with the keys of CONTRACT section 6."""
    indicator, seen, verdict = assessment.indicator, assessment.seen, assessment.verdict
    goal, promised = seen.goal, seen.promised
    judged = verdict.judgement
    return {
        "id": assessment.id,
        "action_line": indicator.action_line,
        "unit": indicator.unit_word,
        "direction": indicator.direction,
        "method": assessment.method,
        "status": assessment.status,
        "carries": verdict.carries,
        "severity": assessment.severity,
        "decided_by": point_document(verdict.decided_by, assessment),
        "baseline": {"period": str(seen.start.period), "value": json_number(seen.start.value)}
        if seen.start
        else None,
        "latest": point_document(assessment.latest, assessment),
        "target": {"period": str(promised.period), "value": json_number(goal.value if goal else None)}
        if promised
        else None,
        "gap": json_number(assessment.gap),
        "progress": json_number(assessment.progress),
        "expected": json_number(assessment.expected),
        "ratio": json_number(assessment.ratio),
        "native": {"label": str(judged.label), "value": json_number(judged.value)} if judged else None,
        "projected": _projected(assessment),
        "release": {"state": assessment.release.state, "next": _day(assessment.release.next)},
        "needed_per_year": json_number(assessment.needed_per_year),
        "so_far_per_year": json_number(assessment.so_far_per_year),
        "missing": list(assessment.missing),
        "members": [],
        "not_comparable": [point_document(point, assessment) for point in assessment.not_comparable],
        "choices": [_text(choice) for choice in indicator.choices],
        "notes": [_note(note) for note in assessment.notes],
    }


def _projected(assessment: Assessment) -> dict[str, Any] | None:
    if assessment.projected is None or assessment.seen.promised is None:
        return None
    return {"period": str(assessment.seen.promised.period), "value": json_number(assessment.projected)}


def point_document(point: Point | None, assessment: Assessment) -> dict[str, Any] | None:
    """A figure: period, value, flags, publication, definition and, for a member, its dimension."""
    if point is None:
        return None
    return {
        "period": str(point.period),
        "value": json_number(point.value),
        "status": point.status,
        "published": point.published.isoformat(),
        "definition": point.definition or assessment.indicator.definition,
        **dict(point.cell),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _text(text: Text) -> dict[str, str]:
    return dict(text.versions)


def _note(note: Note) -> dict[str, Any]:
    return {"code": note.code, "value": note.value}
