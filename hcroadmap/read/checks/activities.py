"""What is done holds together: each number has one origin, and each party one notation."""

from __future__ import annotations

from collections.abc import Iterator

from hcroadmap.model.diagnostic import Diagnostic, Location, quoted
from hcroadmap.model.vocabulary import IndicatorKind
from hcroadmap.read.checks.draft import Draft, error, warning
from hcroadmap.read.checks.notation import other_notations


def counted_once(draft: Draft) -> Iterator[Diagnostic]:
    """What a register counts, or activities make up, has no second number beside it."""
    for name, activity in draft.roadmap.activities.items():
        for index, update in enumerate(_as_typed(draft, name) if activity.entries is not None else ()):
            if update:
                message = "a count is given, but the register of this activity counts"
                hint = "remove the count, and enter what was done under “register”."
                location = draft.activities.locate("activities", name, "updates", index, "count")
                yield error(location, "double-count", message, hint)
    for indicator, row in draft.rows():
        if indicator.kind is IndicatorKind.MILESTONES:
            message = f"{quoted(row.indicator)} follows from its activities, but a figure is given"
            hint = "remove the row, and report on the activities in config/activities.yaml."
            yield error(draft.cell(row, "indicator"), "double-count", message, hint)


def _as_typed(draft: Draft, activity: str) -> Iterator[bool]:
    """For each update of an activity, in the order typed: does it give a count?"""
    index = 0
    node = draft.activities.child("activities")
    updates = node and node.child(activity)
    updates = updates and updates.child("updates")
    while updates and (update := updates.child(index)):
        yield update.child("count") is not None
        index += 1


def owners(draft: Draft) -> Iterator[Diagnostic]:
    """A party has one notation; one that differs in case, spaces, hyphens, accents or a slip is a finding."""
    places: dict[str, list[Location]] = {}
    for name, activity in draft.roadmap.activities.items():
        for index, owner in enumerate(activity.owners):
            place = draft.activities.locate("activities", name, "owners", index)
            places.setdefault(owner, []).append(place)
    for name, indicator in draft.roadmap.indicators.items():
        if indicator.owner:
            places.setdefault(indicator.owner, []).append(draft.at("indicators", name, "owner"))
    names = sorted(places, key=lambda owner: -len(places[owner]))
    for owner, usual in other_notations(names).items():
        message = f"{quoted(owner)} is elsewhere written {quoted(usual)}"
        hint = f"did you mean “{usual}”? Write each party in one way, so that it is found."
        yield from (warning(place, "owner-notation", message, hint) for place in places[owner])
