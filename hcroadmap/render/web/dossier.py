"""One indicator, activity or action line as a page."""

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from hcroadmap.assess.assessment import Assessment
from hcroadmap.render.chart.svg import draw
from hcroadmap.render.language.page import Page
from hcroadmap.render.markdown import Dossier, Section, TextTable
from hcroadmap.render.web.element import document, element, linked, listed, verdict


def render(content: Dossier, goals: Iterable[Assessment], page: Page) -> str:
    """A dossier; the charts of its goals stand in the sections with their titles, else beside the answer."""
    drawn = {page.text(one.indicator.title): draw(one, page) for one in goals}
    charts = {title: element("figure", chart) for title, chart in drawn.items() if chart is not None}
    titles = {section.title for section in content.sections}
    first = (chart for title, chart in charts.items() if title not in titles)
    head = element(
        "header",
        element("p", content.as_of, class_="day"),
        element("h1", content.title),
        element("p", content.subtitle, class_="soft"),
    )
    answer = element("p", " ".join(content.answer), class_="told")
    about = element("div", verdict(content.label, content.style), answer, class_="about")
    sections = (_section(section, charts.get(section.title)) for section in content.sections)
    body = element("article", about, *first, class_="card"), element("div", *sections, class_="card sheet")
    return document(f"{content.title}, {content.as_of}", page, head, *body)


def _section(section: Section, chart: Element | None) -> Element:
    prose = [linked(text) for text in section.prose]
    told = [listed(prose)] if len(prose) > 1 else [element("p", text) for text in prose]
    below = table(section.table) if section.table else None
    return element("section", element("h2", section.title), *told, chart, below)


def table(content: TextTable) -> Element:
    """Rows below their headings, if they have any; numbers stand to the right."""
    looks = ["number" if side == ">" else "text" for side in content.align]

    def row(tag: str, cells: Sequence[str]) -> Element:
        return element("tr", *(element(tag, linked(c), class_=look) for c, look in zip(cells, looks, strict=True)))

    head = element("thead", row("th", content.heads)) if content.heads else None
    body = element("tbody", *(row("td", cells) for cells in content.rows))
    return element("div", element("table", head, body), class_="wide")
