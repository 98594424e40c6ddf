"""The activities of an action line, or those that make up a goal, as a section of a page about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress

from hcroadmap.assess.activities import Standing
from hcroadmap.render.language.page import Page
from hcroadmap.render.section import Grid, Section


def activity_section(
    standings: Sequence[Standing], page: Page, opening: str = "", weights: Mapping[str, int] | None = None
) -> Section:
    """What, who, when and how far; columns that say the same of all give way to a sentence.

    `opening` comes first; `weights` is given where the activities make up a goal.
    """
    words = page.words
    silent = bool(standings) and all(standing.state == "unreported" for standing in standings)
    undated = bool(standings) and not any(standing.activity.due for standing in standings)
    prose = [opening] if opening else []
    prose += [words("show.meeting.nothing_known", n=len(standings))] if silent else []
    prose += [words("show.meeting.undated")] if undated else []
    rows = [_row(standing, page, weights or {}) for standing in standings]
    shown = [not silent, not undated, len(set((weights or {}).values())) > 1, True, True]
    heads = [words(f"show.activity.{head}") for head in ("state", "due")]
    heads += [words("agenda.part.weight"), words("show.activity.what"), words("show.activity.who")]
    align = "".join(compress("<<><<", shown))
    grid = Grid(tuple(tuple(compress(row, shown)) for row in rows), align, tuple(compress(heads, shown)))
    title = words("agenda.part.made_of" if weights else "show.activities")
    return Section(title, tuple(prose), grid) if standings else Section("")


def _row(standing: Standing, page: Page, weights: Mapping[str, int]) -> tuple[str, ...]:
    words, activity = page.words, standing.activity
    late = [words("agenda.late")] if standing.is_overdue else []
    state = ", ".join([*late, words(f"state.{standing.state}")])
    due = page.day(activity.due) if activity.due else words("show.activity.no_due")
    owners = page.text(", ".join(activity.owners)) or words("agenda.no_owner")
    return state, due, str(weights.get(standing.id, "")), page.text(activity.title), owners
