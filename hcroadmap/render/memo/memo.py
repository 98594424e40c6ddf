"""The quarterly memo as Markdown that pandoc, Quarto and GitHub all read as meant; the other formats come from it.

No clock in it: the same files and the same days give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.commentary import Part, explanation, in_memo, missing_parts, quarter_of
from hcroadmap.model.commentary import Explanation
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.verdict import SYMBOLS
from hcroadmap.render.language.words import capitalised
from hcroadmap.render.memo.activities import activities
from hcroadmap.render.memo.annex import (
    annex,
    expected_figures,
    inputs,
    last_news,
    meaning,
    not_comparable,
    sources,
)
from hcroadmap.render.memo.changes import changed, has_new_figures
from hcroadmap.render.memo.goals import reasoned_verdict, sentences, standing
from hcroadmap.render.memo.summary import asked, summary
from hcroadmap.render.memo.text import Brief, Footnotes, Markdown, TablePage, inert
from hcroadmap.render.status.content import Row, table
from hcroadmap.render.status.markdown import pipe_table

COLUMNS = f"|:{'-' * 26}|{'-' * 14}:|{'-' * 14}:|{'-' * 17}:|{'-' * 16}:|:{'-' * 32}|"
"""How wide pandoc makes the columns of a table whose lines are longer than 72 characters."""

Charts = Mapping[str, str]
"""Where the chart of an indicator stands, by its id; those without are left out."""


def render(report: Report, since: date, page: Page, charts: Charts | None = None) -> str:
    """The memo of a report, with the changes since a day.

    Args:
        report: what was judged, as of the memo's day.
        since: the day after which changes count.
        page: for its language.
        charts: the addresses of charts that have been drawn.
    """
    brief, shown = Brief(report, since, page), in_memo(report)
    writer = _Writer(brief, shown, charts or {})
    is_new = has_new_figures(shown, brief)
    parts = chain(writer.head(), writer.summary(is_new=is_new), writer.changes(), writer.body(is_new=is_new))
    return "\n\n".join(part for part in parts if part) + "\n"


def has_charts(report: Report, since: date, page: Page) -> bool:
    """Does the memo have room for charts? Not without new figures: then it stays within a page."""
    return has_new_figures(in_memo(report), Brief(report, since, page))


def title(report: Report, since: date, page: Page) -> str:
    """What the memo is called, as plain text."""
    brief = Brief(report, since, page)
    roadmap = page.text(report.roadmap.heading.title)
    if brief.is_quarter:
        return page.words("memo.title.quarter", roadmap=roadmap, quarter=brief.period(quarter_of(report.as_of)))
    return page.words("memo.title.day", roadmap=roadmap, day=page.day(report.as_of))


class _Writer:
    """Writes the parts of one memo in order, so that the footnotes are numbered as they are met."""

    def __init__(self, brief: Brief, shown: Sequence[Assessment], charts: Charts) -> None:
        self.brief = brief
        self.shown = shown
        self.charts = charts
        self.footnotes = Footnotes()

    def head(self) -> Iterator[str]:
        """The front matter, and the lines that say who writes to whom about what."""
        brief, memo = self.brief, self.brief.report.roadmap.settings.memo
        fields = {
            "title": inert(title(brief.report, brief.since, brief.page)),
            "lang": brief.words("memo.locale"),
            "date": brief.report.as_of.isoformat(),
        }
        quoted = [f"{name}: {json.dumps(str(value), ensure_ascii=False)}" for name, value in fields.items()]
        yield "\n".join(["---", *quoted, "---"])
        lines = {"to": memo.to, "sender": memo.sender, "subject": memo.subject}
        told = [(name, capitalised(brief.page.text(text))) for name, text in lines.items() if text]
        told.append(("state", brief.page.day(brief.report.as_of)))
        yield "\\\n".join(f"**{brief.words(f'memo.head.{name}')}:** {inert(text)}" for name, text in told)

    def summary(self, *, is_new: bool) -> Iterator[str]:
        """What is met, what is behind and what to decide, and one table of all goals."""
        yield self._heading("summary")
        yield summary(self.shown, self.brief, is_new=is_new)
        yield asked(self.shown, self.brief)
        yield self._table(noted=is_new)

    def changes(self) -> Iterator[str]:
        """What changed."""
        yield self._heading("changes", day=self.brief.day(self.brief.since))
        yield _bullets(changed(self.shown, self.brief))

    def body(self, *, is_new: bool) -> Iterator[str]:
        """The action lines and all the rest; without new figures only what must be said, to stay within a page."""
        if is_new:
            yield from self._lines()
        else:
            yield from (part for one in self.shown for part in self._explanation(one))
        yield self._heading("expected")
        yield _bullets(expected_figures(self.shown, self.brief))
        reserved = not_comparable(self.shown, self.brief) if is_new else []
        if reserved:
            yield self._heading("not_comparable")
            yield self.brief.tell("memo.not_comparable.why")
            yield _bullets(reserved)
        yield self._heading("annex")
        yield " ".join([*annex(self.shown, self.brief), *self._elsewhere(is_new=is_new)])
        yield self.brief.tell("memo.annex.inputs")
        yield inputs(self.brief)
        yield from (f"[^{number}]: {text}" for number, text in enumerate(self.footnotes.texts, 1))

    def _heading(self, name: str, **values: object) -> str:
        return f"## {self.brief.tell(f'memo.heading.{name}', **values)}"

    def _table(self, *, noted: bool) -> str:
        """Six columns at most, so that it survives A4."""
        brief, words = self.brief, self.brief.words
        page = TablePage(brief.page.language)
        rows = {row.id: row for group in table(brief.report, page, everything=True).groups for row in group.rows}
        years = {one.seen.promised.period.end.year for one in self.shown if one.seen.promised}
        goal = words("memo.column.goal_for", year=years.pop()) if len(years) == 1 else words("column.goal")
        heads = [goal, words("column.baseline"), words("memo.column.latest"),
                 words("memo.column.target"), words("column.to_go"), words("column.status")]  # fmt: skip
        body = [self._cells(one, rows[one.id], noted=noted) for one in self.shown]
        top, _, *rest = pipe_table(heads, body, "<>>>><")
        return "\n".join([top, COLUMNS, *rest])

    def _cells(self, one: Assessment, row: Row, *, noted: bool) -> list[str]:
        mark = self.footnotes.refer(meaning(one, self.brief)) if noted else ""
        name = self.brief.text(one.indicator.title) + mark
        told = f"{SYMBOLS[one.status]} {reasoned_verdict(one, self.brief)}"
        return [name, *(inert(figure) for figure in row.figures), inert(told)]

    def _lines(self) -> Iterator[str]:
        """Each action line: its goals, what people say about them, its activities."""
        roadmap = self.brief.report.roadmap
        for name in [*roadmap.action_lines, None]:
            goals = [one for one in self.shown if one.indicator.action_line == name]
            told, items = activities(name, self.brief) if name else (Markdown(""), [])
            if not goals and not told and not items:
                continue
            line = roadmap.action_lines.get(name or "")
            heading = self.brief.text(line.title) if line else self.brief.tell("other_line")
            yield f"## {heading}"
            for one in goals:
                yield from self._goal(one)
            yield told
            yield _bullets(items)

    def _goal(self, one: Assessment) -> Iterator[str]:
        brief = self.brief
        opening = brief.tell(
            "memo.goal.heading", title=brief.text(one.indicator.title), status=standing(one, brief)
        )
        mark = self.footnotes.refer(sources(one, brief))
        yield f"{' '.join([opening, *sentences(one, brief)])}{mark}"
        if one.id in self.charts:
            yield f"![{alternative(one, brief)}]({self.charts[one.id]})"
        yield from self._explanation(one)

    def _explanation(self, one: Assessment) -> Iterator[str]:
        """What people say about a verdict; a required part that is missing is a gap that nobody overlooks."""
        said, lacking = explanation(self.brief.report, one.id), missing_parts(self.brief.report, one)
        if said:
            yield from self._said(said)
        if Part.TEXT in lacking:
            yield f"> {self._gap('gap', one)}"
        else:
            yield from (f"> {self._gap(f'gap_part.{part}', one)}" for part in lacking)

    def _said(self, said: Explanation) -> Iterator[str]:
        brief = self.brief
        key = "text_by" if said.author else "text"
        yield brief.tell(
            f"memo.explain.{key}", text=brief.page.text(said.text), author=brief.page.text(said.author)
        )
        for name, text in (("measure", said.measure), ("who", said.who)):
            if text:
                yield brief.tell(f"memo.explain.{name}", text=brief.page.text(text))

    def _gap(self, key: str, one: Assessment) -> str:
        brief, owner = self.brief, one.indicator.owner
        who = (
            brief.tell("memo.explain.from", owner=brief.page.text(owner))
            if owner
            else brief.tell("memo.explain.unowned")
        )
        return brief.tell(
            f"memo.explain.{key}", title=brief.text(one.indicator.title), status=standing(one, brief), who=who
        )

    def _elsewhere(self, *, is_new: bool) -> Iterator[str]:
        """Where the footnotes are, when this memo has none."""
        day = None if is_new else last_news(self.shown, self.brief)
        if day:
            yield self.brief.tell("memo.annex.elsewhere", quarter=self.brief.period(quarter_of(day)))


def alternative(assessment: Assessment, brief: Brief) -> Markdown:
    """What a chart shows, for those who cannot see it."""
    amounts, goal = brief.amounts(assessment), assessment.seen.goal
    history = [brief.dated(amounts.level(point.value), point.period) for point in assessment.seen.history]
    figures = (
        brief.tell("memo.chart.figures", figures=brief.words.enumerate(history))
        if history
        else brief.tell("memo.chart.no_figures")
    )
    target = (
        brief.tell("memo.chart.target", target=amounts.target(goal), deadline=brief.period(goal.period))
        if goal
        else ""
    )
    grey = [brief.dated(amounts.level(point.value), point.period) for point in assessment.not_comparable]
    others = brief.tell("memo.chart.others", figures=brief.words.enumerate(grey)) if grey else ""
    told = brief.tell("memo.chart.alt", title=brief.page.text(assessment.indicator.title), figures=figures,
                      target=Markdown(target), others=Markdown(others))  # fmt: skip
    return Markdown(" ".join(told.split(" ")).strip())


def _bullets(items: Sequence[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
