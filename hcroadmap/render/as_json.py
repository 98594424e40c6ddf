"""`hcroadmap.status/1`: one JSON document with ids, plain numbers and `null` (CONTRACT section 6)."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import Any

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.note import Note
from hcroadmap.assess.series import Point
from hcroadmap.model.text import Text
from hcroadmap.render.numbers import json_number
from hcroadmap.render.page import Page

SCHEMA = "hcroadmap.status/1"


def render(report: Report, page: Page, *, everything: bool = False) -> str:
    """The whole report; the page's language and width change nothing."""
    del page, everything
    document = {
        "schema": SCHEMA,
        "roadmap": report.roadmap.heading.id,
        "as_of": report.as_of.isoformat(),
        "inputs": [{"path": source.path, "sha256": source.sha256} for source in report.roadmap.inputs],
        "indicators": [_indicator(assessment) for assessment in report.assessments],
        "activities": report.activities(),
        "summary": {str(status): number for status, number in report.counts.items()},
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _indicator(assessment: Assessment) -> dict[str, Any]:
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
        "decided_by": _point(verdict.decided_by, assessment),
        "baseline": {"period": str(seen.start.period), "value": json_number(seen.start.value)}
        if seen.start
        else None,
        "latest": _point(assessment.latest, assessment),
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
        "not_comparable": [_point(point, assessment) for point in assessment.not_comparable],
        "choices": [_text(choice) for choice in indicator.choices],
        "notes": [_note(note) for note in assessment.notes],
    }


def _projected(assessment: Assessment) -> dict[str, Any] | None:
    if assessment.projected is None or assessment.seen.promised is None:
        return None
    return {"period": str(assessment.seen.promised.period), "value": json_number(assessment.projected)}


def _point(point: Point | None, assessment: Assessment) -> dict[str, Any] | None:
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
    value = json_number(note.value) if isinstance(note.value, Fraction) else note.value
    return {"code": note.code, "value": value}
