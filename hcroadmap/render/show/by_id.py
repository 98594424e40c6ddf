"""`hcroadmap show ID`: an indicator, an action line or an activity, by its id and in the format asked for."""

from hcroadmap.assess.activities import Agenda, standing_of
from hcroadmap.assess.assessment import Report
from hcroadmap.render.formats import ShowFormat
from hcroadmap.render.json import agenda_json, show_json
from hcroadmap.render.language.page import Page
from hcroadmap.render.markdown import dossier_markdown
from hcroadmap.render.show import terminal
from hcroadmap.render.show.activity import activity_dossier, meeting_sheet
from hcroadmap.render.show.chart import BRIEF_HEIGHT, FULL_HEIGHT, chart
from hcroadmap.render.show.indicator import dossier
from hcroadmap.render.show.terminal import width_of


def render(name: str, report: Report, chosen: ShowFormat, page: Page, *, full: bool = False) -> str:
    """The page about an indicator, an action line or an activity of the report, by its id.

    `full` is for text: an indicator with everything on it, not only the screen that answers. Markdown and JSON
    always have everything.
    """
    one = next((assessment for assessment in report.assessments if assessment.id == name), None)
    drawn: tuple[str, ...] = ()
    if one or name in report.roadmap.action_lines:
        line = (one,) if one else tuple(a for a in report.assessments if a.indicator.action_line == name)
        if chosen is ShowFormat.JSON:
            return show_json(line, report)
        full = full or chosen is ShowFormat.MD
        content = dossier(one, report, page, full=full) if one else meeting_sheet(name, line, report, page)
        if one:
            drawn = chart(one, page, (width_of(page), FULL_HEIGHT if full else BRIEF_HEIGHT))
    else:
        alone = Agenda(report.roadmap, report.as_of, (standing_of(report.roadmap, name, report.as_of),))
        if chosen is ShowFormat.JSON:
            return agenda_json(alone)
        content = activity_dossier(alone, page)
    if chosen is ShowFormat.MD:
        return dossier_markdown(content, drawn)
    return terminal.render(content, drawn, page)
