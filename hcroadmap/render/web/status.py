"""The page before the meeting, for people without a terminal: where goals stand, what changed, who is next."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

import hcroadmap
from hcroadmap.assess.activities import Standing, agenda
from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.commentary import explanation, missing_parts
from hcroadmap.model.vocabulary import ActivityState
from hcroadmap.render.activities.content import agenda_row
from hcroadmap.render.chart.svg import draw
from hcroadmap.render.language.firmness import firmness_sentences, known_firmness
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.summary import needed
from hcroadmap.render.language.voice import Voice
from hcroadmap.render.markdown import TextTable
from hcroadmap.render.show.indicator import sources
from hcroadmap.render.status.content import COLUMNS, GapGroup, GapReport, GapRow, gap_report
from hcroadmap.render.web.dossier import table
from hcroadmap.render.web.element import document, element, linked, listed, verdict


def render(report: Report, page: Page, *, everything: bool = False) -> str:
    """A report as one page; with `everything`, indicators that are not goals have a card too."""
    content = gap_report(report, page, everything=everything)
    counts = [element("span", text, class_=style) for text, style in content.counts]
    head = element(
        "header",
        element("p", content.as_of, class_="day"),
        element("h1", content.title),
        element("p", content.headline, class_="answer"),
        element("p", *counts, element("span", content.news, class_="soft"), class_="counts"),
    )
    writer = _Cards(report, page, content)
    cards = [writer.card(row, group) for group in content.groups for row in group.rows]
    version = f"hcroadmap {hcroadmap.__version__}"
    foot = " · ".join(filter(None, (content.as_of, content.context, version)))
    end = element("footer", element("p", *counts, class_="counts"), element("p", foot))
    return document(f"{content.title}, {content.as_of}", page, head, *cards, end)


class _Cards:
    """Writes the card of each goal; the last of an action line has the activities of that line."""

    def __init__(self, report: Report, page: Page, content: GapReport) -> None:
        self.report, self.page, self.content = report, page, content
        self.judged = {one.id: one for one in report.assessments}
        self.agenda = agenda(report.roadmap, report.as_of)

    def card(self, row: GapRow, group: GapGroup) -> Element:
        """What is promised, the verdict on it and why; what changed, who is next, and what is done meanwhile."""
        one, chart = self.judged[row.id], draw(self.judged[row.id], self.page)
        last, firm = row is group.rows[-1], firmness_sentences(one, Voice(self.page)) if row.firmness else ()
        label = verdict(f"{row.symbol} {row.status}", row.style, known_firmness(one, self.page))
        about = element(
            "div",
            element("p", group.title, class_="line"),
            element("div", element("h2", row.title), label, class_="head"),
            element("p", row.subtitle, class_="soft"),
            element("dl", *(self._figure(name, row) for name in COLUMNS), class_="figures"),
            self._members(row),
            element("p", " ".join([*row.notes, *firm]), class_="why"),
            element("p", row.changed, class_="news"),
            element("p", group.changed, class_="news") if last else None,
            self._next(one),
            class_="about",
        )
        drawing = element("figure", chart) if chart is not None else None
        acting, others = self._activities(one.indicator.action_line, group) if last else (None, None)
        folded = element("div", others, *self._folded(one), class_="folded")
        return element("article", about, drawing, acting, folded, class_="card")

    def _figure(self, name: str, row: GapRow) -> Element:
        cell = row.cells[name]
        shown = [element("dt", self.content.heads[name]), element("dd", cell.value)]
        look = f"{name} {row.style}" if name == "to_go" else name
        return element("div", *shown, element("dd", cell.period, class_="soft"), class_=look)

    def _next(self, one: Assessment) -> Element | None:
        """Who is to do what: carry out a measure, explain a verdict, or see to what is lacking to judge."""
        words, page = self.page.words, self.page
        said, lacking = explanation(self.report, one.id), missing_parts(self.report, one)
        who, what = page.text(one.indicator.owner) or words("show.no_owner"), ""
        if said and said.measure and not lacking:
            who, what = page.text(said.who) or who, page.text(said.measure)
        elif lacking:
            what = words.enumerate([words(f"next.part.{part}") for part in lacking])
        else:
            what = needed(one, page)
        label = element("b", words("show.meeting.next"))
        return element("p", label, " ", element("strong", who), f": {what}", class_="next") if what else None

    def _activities(self, line: str | None, group: GapGroup) -> tuple[Element | None, Element | None]:
        """What is overdue, running or due, in that order; and the others folded."""
        standings = self.agenda.of_line(line) if line else ()
        open_ones = [one for one in standings if not one.state.is_finished]
        running = ActivityState.RUNNING
        acting = [one for one in open_ones if one.is_overdue or one.activity.due or one.state is running]
        acting.sort(key=lambda one: (not one.is_overdue, one.state is not running))
        others = [one for one in standings if one not in acting]
        rest = self.page.words("memo.activities.more", n=len(others)) if acting else group.activities
        shown = element("section", element("h3", group.activities), self._agenda(acting), class_="activities")
        return shown if acting else None, _fold("rest", rest, self._agenda(others)) if others else None

    def _agenda(self, standings: Sequence[Standing]) -> Element:
        items = []
        for one in standings:
            row = agenda_row(one, self.agenda, self.page)
            details = (row.owners, row.due if one.activity.due else "", row.count)
            about = (" · ".join(filter(None, details)), *row.reports)
            state = element("span", row.label, class_=f"state {row.style}")
            told = (element("span", text, class_="soft") for text in about)
            items.append(element("li", state, element("span", row.title), *told))
        return element("ul", *items, class_="agenda")

    def _members(self, row: GapRow) -> Element | None:
        """The members that a report is split by; those with a target of their own have a verdict too."""
        names = [name for name in COLUMNS if any(str(member.cells.get(name, "")) for member in row.members)]
        rows = [(one.name, *(str(one.cells.get(name, "")) for name in names), one.label) for one in row.members]
        heads = ("", *(self.content.heads[name] for name in names), "")
        return table(TextTable(tuple(rows), f"<{'>' * len(names)}<", heads)) if rows else None

    def _folded(self, one: Assessment) -> Iterator[Element]:
        """What was chosen here, and where everything comes from."""
        words, page = self.page.words, self.page
        if choices := one.indicator.choices:
            yield _fold("chosen", f"† {words('show.chosen')}", listed(page.text(choice) for choice in choices))
        if found := sources(one, page):
            yield _fold("sources", words("show.sources"), listed(map(linked, found)))


def _fold(name: str, summary: str, content: Element) -> Element:
    """A part that opens when its heading is chosen."""
    return element("details", element("summary", summary), content, class_=name)
