"""What is done holds together: each number has one origin, and each party one notation."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from hcroadmap.model.diagnostic import Diagnostic, Location, error, quoted, warning
from hcroadmap.model.vocabulary import IndicatorKind
from hcroadmap.read.checks.context import CheckContext

LIKENESS = 0.92
"""From which share of common letters one name is taken for a slip of another."""
MOST_COMPARED, LONGEST_COMPARED = 300, 80
"""Up to so many names of so many letters slips are looked for: comparing all with all takes ever longer."""


def counted_once(context: CheckContext) -> Iterator[Diagnostic]:
    """What a register counts, or activities make up, has no second number beside it."""
    for name, activity in context.roadmap.activities.items():
        updates = context.activities.reach("activities", name, "updates") if activity.entries is not None else None
        for index, update in enumerate(updates.items or () if updates else ()):
            if update.child("count"):
                message = "a count is given, but the register of this activity counts"
                hint = "remove the count, and enter what was done under “register”."
                location = context.activities.locate("activities", name, "updates", index, "count")
                yield error(location, "double-count", message, hint)
    for indicator, rows in context.rows():
        for row in rows if indicator.kind is IndicatorKind.MILESTONES else ():
            message = f"{quoted(row.indicator)} follows from its activities, but a figure is given"
            hint = "remove the row, and report on the activities in config/activities.yaml."
            yield error(context.cell(row, "indicator"), "double-count", message, hint)


def owners(context: CheckContext) -> Iterator[Diagnostic]:
    """Each party is written in one way: same name but for case, spaces, hyphens, accents or a slip."""
    places: dict[str, list[Location]] = {}
    for name, activity in context.roadmap.activities.items():
        for index, owner in enumerate(activity.owners):
            place = context.activities.locate("activities", name, "owners", index)
            places.setdefault(owner, []).append(place)
    for name, indicator in context.roadmap.indicators.items():
        if indicator.owner:
            places.setdefault(indicator.owner, []).append(context.targets.locate("indicators", name, "owner"))
    names = sorted(places, key=lambda owner: -len(places[owner]))
    for owner, usual in other_notations(names).items():
        message = f"{quoted(owner)} is elsewhere written {quoted(usual)}"
        hint = f"did you mean “{usual}”? Write each party in one way, so that it is found."
        yield from (warning(place, "owner-notation", message, hint) for place in places[owner])


def other_notations(names: Iterable[str]) -> dict[str, str]:
    """The names that are another notation of an earlier one, each with that one.

    Names that differ in case, accents, spaces or marks are always found, slips among the first `MOST_COMPARED`.
    Digits tell parties apart: Region 1 is no slip of Region 2.
    """
    found: dict[str, str] = {}
    usual: dict[str, str] = {}
    comparable: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        decomposed = unicodedata.normalize("NFKD", name).casefold()
        letters = "".join(filter(str.isalnum, decomposed)) or name
        others = comparable["".join(filter(str.isdigit, letters))]
        is_compared = len(usual) < MOST_COMPARED and len(letters) <= LONGEST_COMPARED
        meant = [letters] if letters in usual else []
        if not meant and is_compared:
            meant = get_close_matches(letters, others, n=1, cutoff=LIKENESS)
            others += [] if meant else [letters]
        if meant:
            found[name] = usual[meant[0]]
        else:
            usual[letters] = name
    return found
