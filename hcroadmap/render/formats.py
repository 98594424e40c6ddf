"""The output formats of each command, the one for people first, and what writes the answers to be read in each."""

from typing import Literal

from hcroadmap.assess.activities import Agenda, agenda
from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.commentary import in_memo
from hcroadmap.render.language.page import Page

Format = Literal["table", "plain", "json", "csv", "md", "html"]
"""How `status` is written."""
AgendaFormat = Literal["table", "plain", "json", "csv", "md"]
"""How `activities` are written."""
ShowFormat = Literal["text", "md", "json", "html"]
MemoFormat = Literal["md", "html", "docx"]
FindingFormat = Literal["text", "json", "github"]
CheckFormat = Literal["text", "nagios", "json", "openmetrics"]


def status_text(chosen: Format, report: Report, page: Page, *, everything: bool = False) -> str:
    """`status` in a format; with `everything`, pages for people also show the indicators that are not goals."""
    from hcroadmap.render.status import terminal

    if chosen == "table":
        return terminal.render(report, page, everything=everything)
    if chosen == "html":
        from hcroadmap.render.web import status

        return status.render(report, page.for_browser(), everything=everything)
    from hcroadmap.render import flat, json, markdown

    if chosen == "md":
        return markdown.status_markdown(report, page, everything=everything)
    return {"plain": flat.status_plain, "csv": flat.status_csv, "json": json.status_json}[chosen](report)


def agenda_text(chosen: AgendaFormat, content: Agenda, page: Page) -> str:
    """`activities` in a format."""
    from hcroadmap.render import flat, json, markdown
    from hcroadmap.render.activities import terminal

    if chosen == "json":
        return json.agenda_json(content)
    write = {"plain": flat.agenda_plain, "csv": flat.agenda_csv, "md": markdown.agenda_markdown}
    return write.get(chosen, terminal.render)(content, page)


def show_text(name: str, report: Report, chosen: ShowFormat, page: Page, *, full: bool = False) -> str:
    """`show`: the page about an indicator, an action line or an activity of the report, by its id.

    `full` is for text: an indicator with everything on it, not only the screen that answers. Markdown and JSON
    always have everything, and so have pages.
    """
    from hcroadmap.render import json, markdown
    from hcroadmap.render.show import activity, chart, indicator, terminal

    page = page.for_browser() if chosen == "html" else page
    one = next((assessment for assessment in report.assessments if assessment.id == name), None)
    drawn: tuple[str, ...] = ()
    goals: tuple[Assessment, ...] = ()
    if one or name in report.roadmap.action_lines:
        line = (one,) if one else tuple(a for a in report.assessments if a.indicator.action_line == name)
        if chosen == "json":
            return json.show_json(name, line, report)
        goals = in_memo(report._replace(assessments=line))
        if one:
            full = full or chosen in ("md", "html")
            content = indicator.dossier(one, report, page, full=full)
            height = chart.FULL_HEIGHT if full else chart.BRIEF_HEIGHT
            drawn = chart.chart(one, page, (terminal.width_of(page), height))
        else:
            content = activity.meeting_sheet(name, line, report, page)
    else:
        alone = agenda(report.roadmap, report.as_of, name)
        if chosen == "json":
            return json.agenda_json(alone, report)
        content = activity.activity_dossier(alone, report, page)
    if chosen == "html":
        from hcroadmap.render.web import dossier

        return dossier.render(content, goals, page)
    if chosen == "md":
        return markdown.dossier_markdown(content, drawn)
    return terminal.render(content, drawn, page)
