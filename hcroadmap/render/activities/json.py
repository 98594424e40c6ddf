"""`hcroadmap.activities/1`: the activities as one JSON document with ids, days, plain numbers and `null`."""

from __future__ import annotations

from datetime import date
from typing import Any

from hcroadmap.assess.activities import Agenda, Standing, state_counts
from hcroadmap.model.activity import Entry, Update
from hcroadmap.model.text import Text
from hcroadmap.render.json_text import json_text
from hcroadmap.render.language.page import Page

SCHEMA = "hcroadmap.activities/1"


def render(content: Agenda, page: Page) -> str:
    """All activities that were chosen; the page's language and width change nothing."""
    del page
    roadmap = content.roadmap
    return json_text(
        {
            "schema": SCHEMA,
            "roadmap": roadmap.heading.id,
            "as_of": content.as_of.isoformat(),
            "inputs": [{"path": source.path, "sha256": source.sha256} for source in roadmap.inputs],
            "scoped_owners": list(roadmap.scoped_owners),
            "activities": [activity_document(standing, content) for standing in content.standings],
            "summary": state_counts(content.standings),
        }
    )


def activity_document(standing: Standing, content: Agenda) -> dict[str, Any]:
    """One activity: what was promised, and what was known of it on the day."""
    activity, count = standing.activity, standing.activity.count
    return {
        "id": standing.id,
        "action_line": activity.action_line,
        "title": _text(activity.title),
        "owners": list(activity.owners),
        "kind": activity.kind,
        "due": _day(activity.due),
        "state": standing.state,
        "overdue": standing.is_overdue,
        "count": standing.count,
        "target": activity.target,
        "unit": _text(count.unit) if count and count.unit else None,
        "counted_by": None if count is None else "updates" if activity.entries is None else "register",
        "updates": [_update(update) for update in activity.updates if update.on <= content.as_of],
        "register": [_entry(entry) for entry in standing.entries],
        "wording": activity.wording,
        "lines": activity.lines,
        "note": _text(activity.note) if activity.note else None,
    }


def _update(update: Update) -> dict[str, Any]:
    return {
        "on": update.on.isoformat(),
        "recorded": _day(update.recorded),
        "state": update.state,
        "count": update.count,
        "note": _text(update.note) if update.note else None,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "name": _text(entry.name),
        "on": entry.on.isoformat(),
        "recorded": _day(entry.recorded),
        "state": entry.state,
        "partners": list(entry.partners),
        "members": dict(entry.members),
        "source": entry.source,
        "note": _text(entry.note) if entry.note else None,
    }


def _text(text: Text) -> dict[str, str]:
    return dict(text.versions)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
