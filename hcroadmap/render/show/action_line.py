"""The sheet of an action line for a meeting: its goals, its activities and who is next, on one page."""

from __future__ import annotations

from collections.abc import Sequence

from hcroadmap.assess.activities import agenda
from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.render.language.amounts import Amounts
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.summary import next_steps
from hcroadmap.render.language.verdict import status_label, style
from hcroadmap.render.section import Dossier, Grid, Section
from hcroadmap.render.show.activity_section import activity_section
from hcroadmap.render.show.answer import answer
from hcroadmap.render.status.content import subtitle


def meeting_sheet(name: str, assessments: Sequence[Assessment], report: Report, page: Page) -> Dossier:
    """The sheet of the action line `name`, whose assessments these are; goals first."""
    words, line = page.words, report.roadmap.action_lines[name]
    goals = [assessment for assessment in assessments if assessment.indicator.goal is not None] or list(
        assessments
    )
    gravest = goals[0] if goals else None
    note = (page.text(line.note),) if line.note else ()
    return Dossier(
        title=page.text(line.title),
        as_of=words("as_of", day=page.day(report.as_of)),
        subtitle=name,
        label=status_label(gravest, page) if gravest else "",
        style=style(gravest) if gravest else "",
        answer=(page.text(gravest.indicator.title) + ".", *answer(gravest, page, Amounts(gravest, page)))
        if gravest
        else note,
        sections=tuple(
            section
            for section in (
                *(_goal(assessment, page) for assessment in goals[1:]),
                _context([one for one in assessments if one not in goals], page),
                activity_section(agenda(report.roadmap, report.as_of).of_line(name), page),
                _next(goals, page),
            )
            if section
        ),
    )


def _goal(assessment: Assessment, page: Page) -> Section:
    told = answer(assessment, page, Amounts(assessment, page))
    return Section(page.text(assessment.indicator.title), (f"{status_label(assessment, page)}. {' '.join(told)}",))


def _next(goals: Sequence[Assessment], page: Page) -> Section:
    opening, *rest = next_steps(goals, page) or ("",)
    told = f"{opening} {'; '.join(rest)}".strip()
    return Section(page.words("show.meeting.next"), (told,) if told else ())


def _context(assessments: Sequence[Assessment], page: Page) -> Section:
    """The indicators without a target: their newest figure."""
    rows = []
    for assessment in assessments:
        if assessment.latest:
            value = Amounts(assessment, page).level(assessment.latest.value)
            rows.append(
                (
                    page.text(assessment.indicator.title),
                    value,
                    str(assessment.latest.period),
                    subtitle(assessment, page),
                )
            )
    return Section(page.words("show.context"), grid=Grid(tuple(rows), "<><<"))
