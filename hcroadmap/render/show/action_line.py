"""The sheet of an action line for a meeting: its goals, its activities and who is next, on one page."""

from __future__ import annotations

from collections.abc import Sequence

from hcroadmap.assess.activities import agenda
from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.render.language.amounts import Amounts
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.summary import next_steps
from hcroadmap.render.language.verdict import style, verdict_label
from hcroadmap.render.section import Dossier, Section, TextTable
from hcroadmap.render.show.activity import activity_section
from hcroadmap.render.show.indicator import answer_on_screen
from hcroadmap.render.status.content import subtitle


def meeting_sheet(name: str, assessments: Sequence[Assessment], report: Report, page: Page) -> Dossier:
    """The sheet of the action line `name`, whose assessments these are; goals first."""
    words, line = page.words, report.roadmap.action_lines[name]
    goals = [one for one in assessments if one.indicator.goal is not None] or list(assessments)
    first, content = goals[0] if goals else None, agenda(report.roadmap, report.as_of)
    told = [(goal, f"{verdict_label(goal, page)}. {' '.join(answer_on_screen(goal, page))}") for goal in goals[1:]]
    sections = (
        *(Section(page.text(goal.indicator.title), (text,)) for goal, text in told),
        _context([one for one in assessments if one not in goals], page),
        activity_section(content.of_line(name), content, page),
        _next(goals, page),
    )
    return Dossier(
        title=page.text(line.title),
        as_of=words("as_of", day=page.day(report.as_of)),
        subtitle=name,
        label=verdict_label(first, page) if first else "",
        style=style(first) if first else "",
        answer=(f"{page.text(first.indicator.title)}.", *answer_on_screen(first, page))
        if first
        else tuple(filter(None, [page.text(line.note)])),
        sections=tuple(filter(None, sections)),
    )


def _context(assessments: Sequence[Assessment], page: Page) -> Section:
    """The indicators without a target: their newest figure."""
    rows = tuple(
        (
            page.text(one.indicator.title),
            Amounts(one, page).level(one.latest.value),
            str(one.latest.period),
            subtitle(one, page),
        )
        for one in assessments
        if one.latest
    )
    return Section(page.words("show.context"), table=TextTable(rows, "<><<"))


def _next(goals: Sequence[Assessment], page: Page) -> Section:
    """Who is next, or what is needed to judge the rest; the heading says “Next” already."""
    heading = page.words("show.meeting.next")
    opening, *rest = next_steps(goals, page) or ("",)
    told = f"{opening} {'; '.join(rest)}".strip().removeprefix(f"{heading}: ")
    return Section(heading, (told,) if told else ())
