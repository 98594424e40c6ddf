"""What is done holds together: each number has one origin, and each party one notation."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from hcroadmap.model.diagnostic import Diagnostic, Location, quoted
from hcroadmap.model.vocabulary import IndicatorKind
from hcroadmap.read.draft import Draft, error, warning

LIKENESS = 0.92
"""From which share of common letters two names of parties are taken for two notations of one."""


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
    usual: dict[str, str] = {}
    for owner in sorted(places, key=lambda owner: -len(places[owner])):
        folded = _folded(owner)
        meant = next((other for other in usual if _are_alike(folded, other)), None)
        if meant is None:
            usual[folded] = owner
            continue
        message = f"{quoted(owner)} is elsewhere written {quoted(usual[meant])}"
        hint = f"did you mean “{usual[meant]}”? Write each party in one way, so that it is found."
        yield from (warning(place, "owner-notation", message, hint) for place in places[owner])


def _folded(owner: str) -> str:
    """A name without case, accents, spaces and marks."""
    letters = unicodedata.normalize("NFKD", owner).casefold()
    return "".join(letter for letter in letters if letter.isalnum()) or owner


def _are_alike(one: str, other: str) -> bool:
    """Are two folded names the same, or so nearly that one looks like a slip? Numbers tell parties apart."""
    if one == other:
        return True
    digits = [[letter for letter in name if letter.isdigit()] for name in (one, other)]
    if digits[0] != digits[1]:
        return False
    matcher = SequenceMatcher(None, one, other)  # each of the first two is an upper bound, and cheaper
    return all(ratio() >= LIKENESS for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))
