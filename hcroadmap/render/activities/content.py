"""The activities in words: what, who, when and how far, but not how to draw it."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from hcroadmap.assess.activities import Agenda, Standing, state_counts
from hcroadmap.model.vocabulary import ActivityState, EntryState
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.verdict import BAD, GOOD, UNSURE
from hcroadmap.render.language.voice import NOTHING
from hcroadmap.render.status.content import activity_states, counted_activities

LOOKS = {
    ActivityState.DONE: ("✓", GOOD),
    ActivityState.RUNNING: ("●", ""),
    ActivityState.PLANNED: ("○", ""),
    ActivityState.DROPPED: ("✗", "faint"),
    ActivityState.UNREPORTED: ("?", UNSURE),
}
"""The symbol and the style of each state; what is not done yet has no colour, for nothing is good before."""


@dataclass(frozen=True)
class AgendaRow:
    """One activity: `states` may begin with “overdue”, `label` is the symbol with them, `reports` sentences."""

    id: str
    symbol: str
    style: str
    states: tuple[str, ...]
    label: str
    title: str
    owners: str
    due: str
    count: str
    reports: tuple[str, ...]


class AgendaGroup(NamedTuple):
    """An action line with its activities."""

    title: str
    summary: str
    rows: tuple[AgendaRow, ...]


class AgendaTable(NamedTuple):
    """The whole page; `remarks` are sentences about all of it, `next` what to do."""

    title: str
    as_of: str
    headline: str
    heads: tuple[str, ...]
    groups: tuple[AgendaGroup, ...]
    next: str
    remarks: tuple[str, ...]


def agenda_table(content: Agenda, page: Page) -> AgendaTable:
    """The activities of an agenda in the words of a page."""
    words, roadmap, groups = page.words, content.roadmap, []
    for name in (*roadmap.action_lines, None):
        if standings := content.of_line(name):
            title = page.text(roadmap.action_lines[name].title) if name else words("other_line")
            rows = tuple(agenda_row(standing, content, page) for standing in standings)
            groups.append(AgendaGroup(title, counted_activities(state_counts(standings), page), rows))
    ambiguous = sorted(content.owners & set(roadmap.scoped_owners))
    remarks = [words("agenda.scoped", owner=page.text(owner)) for owner in ambiguous]
    made_of = words.enumerate([f"“{page.text(roadmap.indicators[name].title)}”" for name in content.milestones])
    apart_but = words.count("agenda.apart_but", len(content.milestones), goals=made_of)
    remarks.append(apart_but if made_of else words("agenda.apart"))
    # Who is to act first: on what is overdue, else on what is due next; else how to report.
    step = words("agenda.next.report") if content.standings else ""
    if dated := [(due, s) for s in content.standings if (due := s.activity.due) and not s.state.is_finished]:
        day, first = min(dated, key=lambda one: one[0])
        owner = words.enumerate([page.text(name) for name in first.activity.owners]) or words("agenda.no_owner")
        key, title = "late" if first.is_overdue else "due", page.text(first.activity.title)
        step = words(f"agenda.next.{key}", owner=owner, title=title, day=page.day(day))
    return AgendaTable(
        title=page.text(roadmap.heading.title),
        as_of=words("as_of", day=page.day(content.as_of)),
        headline=_headline(content, page),
        heads=tuple(words(f"agenda.column.{name}") for name in ("state", "what", "who", "due", "count")),
        groups=tuple(groups),
        next=step,
        remarks=tuple(remarks),
    )


def agenda_row(standing: Standing, content: Agenda, page: Page) -> AgendaRow:
    """One activity in words, with what was last reported and what its register holds."""
    words, activity, state = page.words, standing.activity, standing.state
    count = "" if standing.count is None else str(standing.count)
    if activity.target is not None:
        count = words("agenda.count", count=count or NOTHING, target=activity.target)
    reports = []
    if latest := standing.latest:
        key = "reported" if latest.note else "reported_only"
        reports.append(words(f"agenda.{key}", day=page.day(latest.on), note=page.text(latest.note)))
    if numbers := Counter(entry.state for entry in standing.entries):
        entries = [words.count(f"agenda.entry.{state}", numbers[state]) for state in EntryState if numbers[state]]
        reports.append(words("agenda.register", entries=words("list.separator").join(entries)))
    # The action line stands with an owner whose name may mean another party on each, where lines are mixed.
    line = content.roadmap.action_lines.get(activity.action_line or "")
    mixed = content.owners.intersection(content.roadmap.scoped_owners) if line else ()
    on_line = page.text(line.title if line else "")
    owners = [
        words("agenda.of_line", owner=page.text(owner), line=on_line) if owner in mixed else page.text(owner)
        for owner in activity.owners
    ]
    states = [*([words("agenda.late")] if standing.is_overdue else []), words(f"state.{state}")]
    symbol, style = ("!", BAD) if standing.is_overdue else LOOKS[state]
    return AgendaRow(
        id=standing.id,
        symbol=symbol,
        style=style,
        states=tuple(states),
        label=f"{symbol} {', '.join(states)}",
        title=page.text(activity.title),
        owners=words("list.separator").join(owners) or words("agenda.no_owner"),
        due=page.day(activity.due) if activity.due else words("show.activity.no_due"),
        count=count,
        reports=tuple(reports),
    )


def _headline(content: Agenda, page: Page) -> str:
    words, counted, number = page.words, state_counts(content.standings), len(content.standings)
    if not number:
        everything = content.roadmap.activities.values()
        undated = sum(activity.due is None for activity in everything)
        nothing = words.count("agenda.nothing_undated", undated, total=len(everything))
        return nothing if undated else words("agenda.nothing")
    if counted["unreported"] == number and not counted["overdue"]:
        answer = words.count("agenda.silent", number)
    else:
        answer = words.count("agenda.told", number, states=activity_states(counted, page))
    if content.undated:
        key = "agenda.undated_all" if content.undated == number else "agenda.undated"
        answer += f" {words.count(key, content.undated)}"
    return answer
