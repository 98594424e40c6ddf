"""`hcroadmap.check/1`: the answer of `check` as one JSON document."""

from __future__ import annotations

from typing import Any

from hcroadmap.assess.changes import Change
from hcroadmap.assess.check import Check, Problem
from hcroadmap.render.check.text import STATES
from hcroadmap.render.json_text import json_text
from hcroadmap.render.language.page import json_number
from hcroadmap.render.status.json import indicator_document, inputs_document

SCHEMA = "hcroadmap.check/1"


def render(check: Check, code: int) -> str:
    """Exit code, counts, every problem with the indicator it is about, and the files behind it."""
    return json_text({
        "schema": SCHEMA,
        "roadmap": check.report.roadmap.heading.id,
        "as_of": check.report.as_of.isoformat(),
        "since": check.since.isoformat() if check.since else None,
        "code": code,
        "state": STATES[code],
        "summary": check.counts,
        "problems": [_problem(problem) for problem in check.problems],
        "inputs": inputs_document(check.report),
    })  # fmt: skip


def render_failure(code: int, message: str) -> str:
    """The document of a run that could not assess anything."""
    return json_text({"schema": SCHEMA, "code": code, "state": STATES[code], "error": message})


def _problem(problem: Problem) -> dict[str, Any]:
    assessment, activity, given = problem.assessment, problem.activity, problem.acknowledgement
    owners = list(activity.owners) if activity else []
    if assessment and assessment.indicator.owner:
        owners = [assessment.indicator.owner]
    return {
        "id": problem.id,
        "why": problem.why,
        "severity": problem.severity,
        "standing": problem.standing,
        "owners": owners,
        "due": activity.due.isoformat() if activity and activity.due else None,
        "acknowledgement": given and {
            "owner": given.owner,
            "reason": dict(given.reason.versions),
            "until": given.until.isoformat(),
            "expired": problem.expired is not None,
        },
        "changes": [_change(change) for change in problem.changes],
        "indicator": indicator_document(assessment) if assessment else None,
    }  # fmt: skip


def _change(change: Change) -> dict[str, Any]:
    row = change.observation
    period, value = (str(row.period), json_number(row.amount)) if row else (None, None)
    return {
        "kind": change.kind,
        "on": change.on.isoformat(),
        "period": period,
        "value": value,
        "late": change.late,
    }
