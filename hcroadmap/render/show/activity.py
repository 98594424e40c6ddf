"""One activity in full; an action line on one page for a meeting; activities as a section of another page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hcroadmap.assess.activities import Agenda, Standing, agenda
from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.changes import changes, reports_about
from hcroadmap.render.activities.content import agenda_row
from hcroadmap.render.language.changes import changes_in_words, reports_in_words
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.sentences import answer
from hcroadmap.render.language.summary import next_steps
from hcroadmap.render.language.verdict import style, verdict_label
from hcroadmap.render.language.voice import Amounts, Voice
from hcroadmap.render.language.words import capitalised
from hcroadmap.render.markdown import Dossier, Section, TextTable
from hcroadmap.render.status.content import counted_activities, subtitle


def activity_dossier(content: Agenda, report: Report, page: Page) -> Dossier:
    """Everything that is known about the one activity of an agenda, as of its day, and what changed of late."""
    (standing,) = content.standings
    words, activity = page.words, standing.activity
    row, count = agenda_row(standing, content, page), activity.count
    line = content.roadmap.action_lines.get(activity.action_line or "")
    names = (standing.id, page.text(line.title) if line else "", words(f"agenda.kind.{activity.kind}"))
    counted = row.count
    if counted and count and count.unit:
        counted = words("agenda.part.count_line", count=counted, unit=page.text(count.unit))
    lines = words("agenda.part.lines", lines=page.text(activity.lines)) if activity.lines else ""
    wording = f"“{page.text(activity.wording)}” {lines}".rstrip() if activity.wording else ""
    sources = [update.source for update in activity.updates if update.source and update.on <= content.as_of]
    serves = words("agenda.part.apart")
    for indicator in map(content.roadmap.indicators.__getitem__, content.milestones):
        if weight := indicator.activities.get(standing.id):
            share = f"{weight}/{sum(indicator.activities.values())}"
            serves = words("agenda.part.counts", share=share, title=page.text(indicator.title))
    sections = (
        changed_section(report, standing.id, (), page),
        Section(words("agenda.part.wording"), (wording,) if wording else ()),
        _history(standing, content, page),
        Section(words("agenda.part.register"), tuple(_register(standing, page))),
        Section(words("agenda.part.serves"), (serves,)),
        Section(words("agenda.part.note"), (page.text(activity.note),) if activity.note else ()),
        Section(words("show.sources"), tuple(dict.fromkeys(map(page.text, sources)))),
    )
    return Dossier(
        title=page.text(activity.title),
        as_of=words("as_of", day=page.day(content.as_of)),
        subtitle=" · ".join(filter(None, names)),
        label=row.label,
        style=row.style,
        answer=tuple(f"{capitalised(part)}." for part in (row.owners, row.due, counted) if part),
        sections=tuple(filter(None, sections)),
    )


def _history(standing: Standing, content: Agenda, page: Page) -> Section:
    """What was reported up to the day, in order of day; a register may say it instead."""
    words, title = page.words, page.words("agenda.part.history")
    rows = []
    for update in standing.activity.updates:
        if update.on <= content.as_of:
            count = "" if update.count is None else str(update.count)
            rows.append((page.day(update.on), words(f"state.{update.state}"), count, page.text(update.note)))
    if not rows:
        return Section(title, () if standing.entries else (words("agenda.part.nothing"),))
    heads = (words("agenda.part.on"), words("show.activity.state"), words("agenda.part.count"), "")
    return Section(title, table=TextTable(tuple(rows), "<<><", heads))


def _register(standing: Standing, page: Page) -> Iterator[str]:
    """Of each thing in the register: what, with whom, how far, since when."""
    for entry in standing.entries:
        partners = page.text(", ".join([*entry.partners, *entry.members.values()]))
        state, day = page.words(f"state.{entry.state}"), page.day(entry.on)
        key = "agenda.part.entry_with" if partners else "agenda.part.entry"
        known = page.words(key, name=page.text(entry.name), state=state, day=day, partners=partners)
        yield f"{known} {page.text(entry.note)}".rstrip()
    if standing.activity.entries is not None and not standing.entries:
        yield page.words("agenda.empty")


def activity_section(
    standings: Sequence[Standing], content: Agenda, page: Page, opening: str, weights: Mapping[str, int]
) -> Section:
    """What, who, when and how far; a column that says the same of all gives way to a sentence.

    `opening` may come first; there are `weights` where the activities make up a goal.
    """
    if not standings:
        return Section("")
    words, title = page.words, page.words("agenda.part.made_of" if weights else "show.activities")
    rows, prose = [agenda_row(standing, content, page) for standing in standings], [opening]
    columns: dict[str, Iterable[str]] = {}
    if all(standing.state == "unreported" for standing in standings):
        prose.append(words.count("show.meeting.nothing_known", len(standings)))
    else:
        columns["show.activity.state"] = (", ".join(row.states) for row in rows)
    if any(standing.activity.due for standing in standings):
        columns["show.activity.due"] = (row.due for row in rows)
    else:
        prose.append(words.count("agenda.undated_all", len(standings)))
    if len(set(weights.values())) > 1:
        columns["agenda.part.weight"] = (str(weights[row.id]) for row in rows)
    columns["show.activity.what"] = (row.title for row in rows)
    columns["show.activity.who"] = (row.owners for row in rows)
    align = "".join(">" if key == "agenda.part.weight" else "<" for key in columns)
    table = TextTable(tuple(zip(*columns.values(), strict=True)), align, tuple(map(words, columns)))
    return Section(title, tuple(filter(None, prose)), table)


def changed_section(report: Report, name: str, assessments: Sequence[Assessment], page: Page) -> Section:
    """What changed about a thing since the day of the last look: its indicators, and what was reported.

    It has nothing below its heading where no day was asked for.
    """
    if report.since is None:
        return Section("")
    told = []
    for one in assessments:
        if phrases := changes_in_words(one, changes(report, one, report.since), page):
            title = [page.text(one.indicator.title)] if len(assessments) > 1 else []
            told.append(f"{capitalised(': '.join([*title, page.words('list.clause').join(phrases)]))}.")
    if reported := reports_in_words(report, reports_about(report, name), page):
        told.append(f"{capitalised(reported)}.")
    day = page.day(report.since)
    return Section(page.words("show.changed", day=day), tuple(told) or (page.words("show.unchanged"),))


def meeting_sheet(name: str, assessments: Sequence[Assessment], report: Report, page: Page) -> Dossier:
    """The sheet of the action line `name`, whose assessments these are; goals first."""
    words, line, voice = page.words, report.roadmap.action_lines[name], Voice(page)
    goals = [one for one in assessments if one.indicator.goal is not None] or list(assessments)
    content, first = agenda(report.roadmap, report.as_of), goals[0] if goals else None
    context = []
    for one in assessments:
        if one not in goals and (latest := one.latest):
            level = Amounts(one, page).level(latest.value)
            context.append((page.text(one.indicator.title), level, str(latest.period), subtitle(one, page)))
    standings = content.of_line(name)
    opening, *steps = next_steps(goals, page, standings) or ("",)
    if opening := opening.removeprefix(words("next.opening")).strip():  # the heading says “Next” already
        steps = [f"{opening} {'; '.join(steps)}".strip()]
    others = ((one, f"{verdict_label(one, page)}. {' '.join(answer(one, voice))}") for one in goals[1:])
    sections = (
        changed_section(report, name, assessments, page),
        Section(words("show.meeting.next"), tuple(steps)),
        *(Section(page.text(one.indicator.title), (text,)) for one, text in others),
        Section(words("show.context"), table=TextTable(tuple(context), "<><<")),
        activity_section(standings, content, page, page.text(line.note) if first else "", {}),
    )
    counted = counted_activities(report.activities(name), page)
    note = tuple(filter(None, (counted and f"{counted}.", page.text(line.note))))
    return Dossier(
        title=page.text(line.title),
        as_of=words("as_of", day=page.day(report.as_of)),
        subtitle=name if page.commands else "",
        label=verdict_label(first, page) if first else "",
        style=style(first) if first else "",
        answer=(f"{page.text(first.indicator.title)}.", *answer(first, voice)) if first else note,
        sections=tuple(filter(None, sections)),
    )
