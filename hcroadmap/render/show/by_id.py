"""`hcroadmap show ID`: an indicator, an action line or an activity, by its id and in the format asked for."""

from __future__ import annotations

from dataclasses import replace

from hcroadmap.assess.activities import agenda
from hcroadmap.assess.assessment import Report
from hcroadmap.render.activities import json as agenda_json
from hcroadmap.render.formats import ShowFormat
from hcroadmap.render.language.page import Page
from hcroadmap.render.show import json as show_json
from hcroadmap.render.show import markdown as show_markdown
from hcroadmap.render.show import terminal as show_text
from hcroadmap.render.show.action_line import activity_dossier, meeting_sheet
from hcroadmap.render.show.chart import BRIEF_HEIGHT, FULL_HEIGHT, chart
from hcroadmap.render.show.indicator import dossier


def render(name: str, report: Report, chosen: ShowFormat, page: Page, *, full: bool = False) -> str:
    """The page about an indicator, an action line or an activity of the report, by its id.

    `full` is for text: an indicator with everything on it, not only the screen that answers. Markdown and JSON
    always have everything.
    """
    one = next((assessment for assessment in report.assessments if assessment.id == name), None)
    line = tuple(a for a in report.assessments if a.indicator.action_line == name)
    if not one and name not in report.roadmap.action_lines:
        return _activity(name, report, chosen, page)
    if chosen is ShowFormat.JSON:
        return show_json.render((one,) if one else line, report)
    full = full or chosen is ShowFormat.MD
    content = dossier(one, report, page, full=full) if one else meeting_sheet(name, line, report, page)
    height = FULL_HEIGHT if full else BRIEF_HEIGHT
    drawn = chart(one, page, (show_text.width_of(page), height)) if one else ()
    if chosen is ShowFormat.MD:
        return show_markdown.render(content, drawn)
    return show_text.render(content, drawn, page)


def _activity(name: str, report: Report, chosen: ShowFormat, page: Page) -> str:
    """The page about one activity."""
    content = agenda(report.roadmap, report.as_of)
    one = tuple(standing for standing in content.standings if standing.id == name)
    if chosen is ShowFormat.JSON:
        return agenda_json.render(replace(content, standings=one), page)
    told = activity_dossier(one[0], content, page)
    return show_markdown.render(told, ()) if chosen is ShowFormat.MD else show_text.render(told, (), page)
