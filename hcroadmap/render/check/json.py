"""`hcroadmap.check/1`: the answer of `check` as one JSON document."""

from __future__ import annotations

from typing import Any

from hcroadmap.assess.check import Check, Problem
from hcroadmap.render.check.text import STATES
from hcroadmap.render.json import indicator_document, inputs_document
from hcroadmap.render.json_text import fields, json_text

SCHEMA = "hcroadmap.check/1"


def render(check: Check, code: int) -> str:
    """Exit code, counts, every problem with the indicator it is about, and the files behind it."""
    return json_text(
        {
            "schema": SCHEMA,
            "roadmap": check.report.roadmap.heading.id,
            "as_of": check.report.as_of,
            "since": check.since,
            "code": code,
            "state": STATES[code],
            "summary": check.counts,
            "problems": [_problem(problem) for problem in check.problems],
            "inputs": inputs_document(check.report.roadmap),
        }
    )


def render_failure(code: int, message: str) -> str:
    """The document of a run that could not assess anything."""
    return json_text({"schema": SCHEMA, "code": code, "state": STATES[code], "error": message})


def _problem(problem: Problem) -> dict[str, Any]:
    assessment, activity, given = problem.assessment, problem.activity, problem.acknowledgement
    owners = activity.owners if activity else ()
    if assessment and assessment.indicator.owner:
        owners = (assessment.indicator.owner,)
    return {
        **fields(problem, "id", "why", "severity", "standing"),
        "owners": owners,
        "due": activity and activity.due,
        "acknowledgement": given
        and {**fields(given, "owner", "reason", "until"), "expired": problem.expired is not None},
        "changes": [
            {
                **fields(change, "kind", "on"),
                "period": change.observation and change.observation.period,
                "value": change.observation and change.observation.amount,
                "late": change.late,
            }
            for change in problem.changes
        ],
        "indicator": assessment and indicator_document(assessment),
    }
