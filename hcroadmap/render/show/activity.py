"""One activity in full: its wording, who and when, what was reported, and the register that counts it."""

from __future__ import annotations

from collections.abc import Iterator

from hcroadmap.assess.activities import Agenda, Standing
from hcroadmap.model.activity import Entry
from hcroadmap.model.vocabulary import IndicatorKind
from hcroadmap.render.activities.content import agenda_row, counted
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.words import capitalised
from hcroadmap.render.section import Dossier, Grid, Section


def activity_dossier(standing: Standing, content: Agenda, page: Page) -> Dossier:
    """Everything that is known about one activity as of the agenda's day."""
    words, activity = page.words, standing.activity
    row = agenda_row(standing, content, page)
    line = content.roadmap.action_lines.get(activity.action_line or "")
    told = (standing.id, page.text(line.title) if line else "", words(f"agenda.kind.{activity.kind}"))
    wording = page.text(activity.wording)
    lines = words("agenda.part.lines", lines=page.text(activity.lines)) if activity.lines else ""
    sections = (
        Section(words("agenda.part.wording"), (f"“{wording}” {lines}".rstrip(),) if wording else ()),
        _history(standing, content, page),
        _register(standing, page),
        Section(words("agenda.part.serves"), tuple(_serves(standing, content, page))),
        Section(words("agenda.part.note"), (page.text(activity.note),) if activity.note else ()),
    )
    return Dossier(
        title=page.text(activity.title),
        as_of=words("as_of", day=page.day(content.as_of)),
        subtitle=" · ".join(part for part in told if part),
        label=row.label,
        style=row.style,
        answer=tuple(f"{capitalised(part)}." for part in (row.owners, row.due, _count(standing, page)) if part),
        sections=tuple(section for section in sections if section),
    )


def _count(standing: Standing, page: Page) -> str:
    told, count = counted(standing, page), standing.activity.count
    if not told or count is None or count.unit is None:
        return told
    return page.words("agenda.part.count_line", count=told, unit=page.text(count.unit))


def _history(standing: Standing, content: Agenda, page: Page) -> Section:
    """What was reported up to the day, in order of day."""
    words = page.words
    known = [update for update in standing.activity.updates if update.on <= content.as_of]
    if not known and standing.entries:
        return Section("")
    if not known:
        return Section(words("agenda.part.history"), (words("agenda.part.nothing"),))
    rows = tuple(
        (page.day(update.on), words(f"state.{update.state}"), "" if update.count is None else str(update.count),
         page.text(update.note)) for update in known
    )  # fmt: skip
    heads = (words("agenda.part.on"), words("show.activity.state"), words("agenda.part.count"), "")
    return Section(words("agenda.part.history"), grid=Grid(rows, "<<><", heads))


def _register(standing: Standing, page: Page) -> Section:
    """The newest line about each thing in the register."""
    words = page.words
    if standing.activity.entries is None:
        return Section("")
    if not standing.entries:
        return Section(words("agenda.part.register"), (words("agenda.empty"),))
    return Section(words("agenda.part.register"), tuple(_entry(entry, page) for entry in standing.entries))


def _entry(entry: Entry, page: Page) -> str:
    """One thing in the register: what, with whom, how far, since when."""
    partners = page.text(", ".join([*entry.partners, *entry.members.values()]))
    key = "agenda.part.entry_with" if partners else "agenda.part.entry"
    told = page.words(key, name=page.text(entry.name), state=page.words(f"state.{entry.state}"),
                      day=page.day(entry.on), partners=partners)  # fmt: skip
    return " ".join(part for part in (told, page.text(entry.note)) if part)


def _serves(standing: Standing, content: Agenda, page: Page) -> Iterator[str]:
    """The milestone indicators that it counts for; nothing else."""
    for indicator in content.roadmap.indicators.values():
        weight = indicator.activities.get(standing.id)
        if weight and indicator.kind is IndicatorKind.MILESTONES:
            share = f"{weight}/{sum(indicator.activities.values())}"
            yield page.words("agenda.part.counts", share=share, title=page.text(indicator.title))
            return
    yield page.words("agenda.part.apart")
