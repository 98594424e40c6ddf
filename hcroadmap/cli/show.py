"""`hcroadmap show`: one indicator in full, or the meeting sheet of an action line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from hcroadmap.cli.options import AsOf, Directory, Lang, Method, Output
from hcroadmap.cli.output import deliver, page_of, refuse
from hcroadmap.cli.project import open_roadmap, today
from hcroadmap.render.formats import SHOW_SUFFIXES, ShowFormat

if TYPE_CHECKING:
    from hcroadmap.assess.assessment import Report
    from hcroadmap.render.page import Page

Name = Annotated[str, typer.Argument(metavar="ID", help="An indicator or an action line.", show_default=False)]
As = Annotated[ShowFormat | None, typer.Option("--format", help="How to write it. Default: text.")]


def show(
    name: Name,
    directory: Directory = None,
    as_of: AsOf = None,
    method: Method = None,
    format: As = None,  # noqa: A002  # the option's name
    lang: Lang = None,
    output: Output = None,
) -> None:
    """Show one indicator in full: the answer, a chart, the arithmetic, other readings, choices and sources.

    \b
    Examples:
      hcroadmap show centra-capacity --as-of 2019-12-31
      hcroadmap show internationalisation

    With the id of an action line: its sheet for a meeting, on one page.
    """
    from hcroadmap.assess.assessment import assess
    from hcroadmap.model.diagnostic import expected

    roadmap = open_roadmap(directory)
    if name not in roadmap.indicators and name not in roadmap.action_lines:
        names = [*roadmap.indicators, *roadmap.action_lines]
        refuse(f"no indicator or action line is called “{name}”", expected(name, names))
    report = assess(roadmap, as_of or today(), method)
    chosen = format or (SHOW_SUFFIXES.get(output.suffix) if output else None) or ShowFormat.TEXT
    page = page_of(sys.stdout, lang or roadmap.settings.language)
    if chosen is not ShowFormat.TEXT or (output is not None and str(output) != "-"):
        page = page.for_file()
    deliver(_text(name, report, chosen, page), output, colour=page.colour, exact=chosen is not ShowFormat.TEXT)


def _text(name: str, report: Report, chosen: ShowFormat, page: Page) -> str:
    from hcroadmap.render import show_json, show_markdown, show_text
    from hcroadmap.render.amounts import Amounts
    from hcroadmap.render.chart import chart
    from hcroadmap.render.dossier import dossier
    from hcroadmap.render.meeting import meeting_sheet

    one = next((assessment for assessment in report.assessments if assessment.id == name), None)
    line = tuple(a for a in report.assessments if a.indicator.action_line == name)
    if chosen is ShowFormat.JSON:
        return show_json.render((one,) if one else line, report)
    content = dossier(one, report, page) if one else meeting_sheet(name, line, report, page)
    drawn = chart(one, page, Amounts(one, page), show_text.width_of_page(page)) if one else ()
    if chosen is ShowFormat.MD:
        return show_markdown.render(content, drawn)
    return show_text.render(content, drawn, page)
