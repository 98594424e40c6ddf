"""`hcroadmap.show/1`: one indicator with its figures, path, arithmetic and readings as one JSON document."""

from __future__ import annotations

from typing import Any

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.evidence import Reading, Step, readings, steps
from hcroadmap.model.observation import Observation
from hcroadmap.render.json_text import json_text
from hcroadmap.render.language.page import json_number
from hcroadmap.render.status.json import indicator_document, inputs_document

SCHEMA = "hcroadmap.show/1"


def render(assessments: tuple[Assessment, ...], report: Report) -> str:
    """The chosen indicators in full: one, or those of an action line."""
    document = {
        "schema": SCHEMA,
        "roadmap": report.roadmap.heading.id,
        "as_of": report.as_of.isoformat(),
        "inputs": inputs_document(report),
        "indicators": [_full(assessment) for assessment in assessments],
    }
    return json_text(document)


def _full(assessment: Assessment) -> dict[str, Any]:
    indicator, path = assessment.indicator, assessment.seen.path
    found = readings(assessment.seen)
    return {
        **indicator_document(assessment),
        "title": dict(indicator.title.versions),
        "owner": indicator.owner,
        "supplier": indicator.supplier,
        "definition": indicator.definition,
        "definitions": {name: dict(text.versions) for name, text in indicator.definitions.items()},
        "path": [{"period": str(stop.period), "value": json_number(stop.value)} for stop in path.stops]
        if path
        else [],
        "path_kind": path.kind if path else None,
        "arithmetic": [_step(step) for step in steps(assessment)],
        "readings": [_reading(reading) for reading in found.readings],
        "observations": [_observation(row, assessment) for row in assessment.seen.known],
    }


def _step(step: Step) -> dict[str, Any]:
    operands = [json_number(operand.value) for operand in step.operands]
    return {"step": step.name, "period": step.period or None, "formula": step.formula, "operands": operands,
            "result": json_number(step.result.value)}  # fmt: skip


def _reading(reading: Reading) -> dict[str, Any]:
    verdicts = [{"status": status, "value": json_number(value)} for status, value in reading.verdicts]
    return {"assumption": reading.assumption, "method": reading.method, "path": reading.path, "verdicts": verdicts}


def _observation(row: Observation, assessment: Assessment) -> dict[str, Any]:
    return {
        "period": str(row.period),
        "value": json_number(row.amount),
        "definition": row.definition or assessment.indicator.definition,
        **dict(row.members),
        "status": row.status,
        "published": row.known_on.isoformat(),
        "recorded": row.recorded.isoformat() if row.recorded else None,
        "used": row.used,
        "source": row.source,
        "url": row.url,
        "note": row.note,
    }
