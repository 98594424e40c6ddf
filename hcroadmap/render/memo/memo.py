"""The quarterly memo as Markdown that pandoc, Quarto and GitHub all read as meant; the other formats come from it.

No clock in it: the same files and the same days give the same bytes.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from hcroadmap.assess.activities import Standing, agenda
from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.commentary import Part, explanation, in_force, missing_parts
from hcroadmap.assess.status import UNKNOWN
from hcroadmap.model.vocabulary import ActivityState
from hcroadmap.render.chart.content import alternative
from hcroadmap.render.language.firmness import firmness_sentences
from hcroadmap.render.language.reservations import FURTHER, TURNS, UNSURE, reservations
from hcroadmap.render.language.sentences import reason_unknown, standing
from hcroadmap.render.language.verdict import SYMBOLS
from hcroadmap.render.language.voice import Amounts
from hcroadmap.render.language.words import capitalised
from hcroadmap.render.markdown import pipe_table
from hcroadmap.render.memo.annex import annex, meaning, next_figures, not_comparable, sources
from hcroadmap.render.memo.changes import what_changed
from hcroadmap.render.memo.summary import asked, doubtful, doubts, verdicts
from hcroadmap.render.memo.text import Brief, Markdown, inert
from hcroadmap.render.status.content import COLUMNS, figures

WIDTHS = f"|:{'-' * 26}|{'-' * 14}:|{'-' * 14}:|{'-' * 17}:|{'-' * 16}:|:{'-' * 32}|"
"""How wide pandoc makes the columns of a table whose lines are longer than 72 characters."""
OWNER_WIDTHS = f"|:{'-' * 30}|{'-' * 13}:|:{'-' * 75}|"
MOST_NEXT = 5
"""Activities that are listed as next."""


def render(brief: Brief, charts: Mapping[str, str] = MappingProxyType({})) -> str:
    """A memo.

    Args:
        brief: what it is written from.
        charts: the addresses of the charts that have been drawn, by indicator.
    """
    writer = _Writer(brief, charts)
    return "\n\n".join(part for part in writer.parts() if part) + "\n"


class _Writer:
    """Writes the parts of one memo in order, so that footnotes are numbered as they are met."""

    def __init__(self, brief: Brief, charts: Mapping[str, str]) -> None:
        self.brief = brief
        self.charts = charts
        self.footnotes: list[Markdown] = []

    def parts(self) -> Iterator[str]:
        """The whole memo; without new figures only what must be said, to stay within a page."""
        brief = self.brief
        yield from self._head()
        yield self._heading("summary")
        yield verdicts(brief)
        yield doubtful(brief)
        yield asked(brief)
        yield self._table()
        yield self._heading("first" if brief.is_first else "changes", day=brief.since)
        yield _bullets(what_changed(brief))
        yield from self._action_lines() if brief.has_news else map(self._explanation, brief.shown)
        yield from self._silent_lines() if brief.has_news else ()
        yield self._heading("expected")
        yield _bullets(next_figures(brief))
        if brief.has_news and (reserved := [item for one in brief.shown for item in not_comparable(one, brief)]):
            yield self._heading("not_comparable")
            yield brief.tell("memo.not_comparable.why")
            yield _bullets(reserved)
        yield self._heading("annex")
        yield from annex(brief)
        yield from (f"[^{number}]: {text}" for number, text in enumerate(self.footnotes, 1))

    def _heading(self, name: str, **values: object) -> str:
        return f"## {self.brief.tell(f'memo.heading.{name}', **values)}"

    def _refer(self, note: Markdown) -> str:
        """Keep a footnote and give its mark; nothing for an empty note, nor in a memo without new figures."""
        if not note or not self.brief.has_news:
            return ""
        self.footnotes.append(note)
        return f"[^{len(self.footnotes)}]"

    def _head(self) -> Iterator[str]:
        """The front matter, and the lines that say who writes to whom about what."""
        brief, report = self.brief, self.brief.report
        known = {"roadmap": report.roadmap.heading.title, "quarter": brief.quarter, "day": report.as_of}
        fields = {
            "title": brief.tell(f"memo.title.{brief.span}", **known),
            "lang": brief.words("memo.locale"),
            "date": report.as_of.isoformat(),
        }
        quoted = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
        yield "\n".join(["---", *quoted, "---"])
        memo = report.roadmap.settings.memo
        texts = {"to": memo.to, "sender": memo.sender, "subject": memo.subject}
        lines = {name: capitalised(brief.page.text(text)) for name, text in texts.items() if text}
        day, end = brief.page.day(report.as_of), brief.page.day(brief.quarter.end)
        lines["state"] = day if day == end else brief.words("memo.head.running", day=day, end=end)
        yield "\\\n".join(f"**{brief.words(f'memo.head.{name}')}:** {inert(text)}" for name, text in lines.items())

    def _table(self) -> str:
        """All goals in one table of six columns, so that it survives A4."""
        brief, words = self.brief, self.brief.words
        goal = words("memo.column.goal_for", year=brief.target_year) if brief.target_year else words("column.goal")
        heads = [goal, words("column.baseline"), words("memo.column.latest"), words("memo.column.target"),
                 words("column.to_go"), words("column.status")]  # fmt: skip
        body = []
        for one in brief.shown:
            title = brief.write(one.indicator.title) + self._refer(meaning(one, brief))
            cells = figures(one, Amounts(one, brief.page))
            *others, to_go = (str(cells[name]) for name in COLUMNS)
            # Dutch abbreviates a percentage point in the tables of a terminal, but not in a memo.
            to_go = to_go.replace(words("number.points"), words("memo.points.in_table"))
            verdict = f"{SYMBOLS[one.status]} {brief.verdict(one)}"
            if one.status in UNKNOWN:
                reason, start, missing = f"unknown.cell.{reason_unknown(one)}", one.seen.start, one.missing
                members = words.enumerate([brief.page.text(name) for name in missing])
                counted = words.count(reason, len(missing), members=members) if missing else ""
                verdict += f": {counted or words(reason, period=start and start.period)}"
            elif doubts(one, brief):
                verdict = words("memo.with_reservations", verdict=verdict)
            body.append([title, *(inert(text) for text in (*others, to_go, verdict))])
        return _table(heads, body, "<>>>><", WIDTHS)

    def _action_lines(self) -> Iterator[str]:
        """Each action line: its goals, what people say about them, its activities."""
        brief, roadmap = self.brief, self.brief.report.roadmap
        content = agenda(roadmap, brief.report.as_of)
        for name in [*roadmap.action_lines, None]:
            goals = [one for one in brief.shown if one.indicator.action_line == name]
            activities = list(_activities(content.of_line(name), brief)) if name else []
            if goals or activities:
                line = roadmap.action_lines.get(name or "")
                yield f"## {brief.write(line.title) if line else brief.tell('other_line')}"
            for one in goals:
                told: list[str] = [brief.tell("memo.goal", title=one.indicator.title, status=brief.verdict(one))]
                told += standing(one, brief, baseline=True)
                told += firmness_sentences(one, brief)
                told += reservations(one, (*TURNS, *UNSURE, *FURTHER), brief)
                if given := in_force(brief.report, one.id):
                    reason = brief.page.text(given.reason).rstrip(".")
                    known = {"owner": given.owner, "day": given.until, "reason": reason}
                    told.append(f"{capitalised(brief.tell('check.acknowledged_by', **known))}.")
                yield " ".join(told) + self._refer(sources(one, brief))
                if one.id in self.charts:
                    yield f"![{alternative(one, brief)}]({self.charts[one.id]})"
                yield self._explanation(one)
            yield "\n".join(activities)

    def _silent_lines(self) -> Iterator[str]:
        """The action lines on whose activities nothing was ever reported or agreed, and who is to report."""
        brief, roadmap = self.brief, self.brief.report.roadmap
        content, rows, number = agenda(roadmap, brief.report.as_of), list[list[Markdown]](), 0
        for name, line in roadmap.action_lines.items():
            standings = content.of_line(name)
            if standings and all(map(_is_silent, standings)):
                number += len(standings)
                rows.append([brief.write(line.title), inert(len(standings)), _owners(standings, brief)])
        if rows:
            yield self._heading("silent")
            yield brief.count("memo.activities.silent", number)
            heads = [brief.words(f"memo.activities.column.{name}") for name in ("line", "number", "owners")]
            yield _table(heads, rows, "<><", OWNER_WIDTHS)

    def _explanation(self, one: Assessment) -> str:
        """What people say about a verdict; a required part that is missing is a gap that nobody overlooks."""
        brief, title, owner = self.brief, one.indicator.title, one.indicator.owner
        said, lacking = explanation(brief.report, one.id), missing_parts(brief.report, one)
        parts: list[str] = []
        if said:
            if said.text:
                key = "text_by" if said.author else "text"
                parts.append(brief.tell(f"memo.explain.{key}", text=said.text, author=said.author))
            given = {"measure": said.measure, "who": said.who}
            parts += [brief.tell(f"memo.explain.{part}", text=text) for part, text in given.items() if text]
        who = brief.tell(f"memo.explain.{'from' if owner else 'unowned'}", owner=owner)
        for key in ["gap"] if len(lacking) == len(Part) else [f"gap_part.{part}" for part in lacking]:
            gap = brief.tell(f"memo.explain.{key}", title=title, status=brief.verdict(one), who=who)
            parts.append(f"> {gap}")
        return "\n\n".join(parts)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], align: str, widths: str) -> str:
    top, _, *rest = pipe_table(heads, rows, align)
    return "\n".join([top, widths, *rest])


def _is_silent(one: Standing) -> bool:
    """Was nothing ever reported on an activity, nor a day agreed?"""
    return one.activity.due is None and one.state is ActivityState.UNREPORTED


def _owners(standings: Sequence[Standing], brief: Brief) -> Markdown:
    """Who answers for activities, those with most first, each with how many."""
    counted = Counter(owner for one in standings for owner in one.activity.owners).most_common()
    named = brief.listed(f"{name} ({number})" if number > 1 else name for name, number in counted)
    return named or brief.tell("memo.activities.unowned")


def _activities(standings: Sequence[Standing], brief: Brief) -> Iterator[str]:
    """A list of what is done, overdue, next and not reported; nothing where nothing ever was."""
    silent = [one for one in standings if _is_silent(one)]
    if len(silent) == len(standings):
        return
    since = brief.since
    following = [one for one in standings if not (one.is_overdue or one.state.is_finished or _is_silent(one))]
    finished = [one for one in standings if one.state is ActivityState.DONE]
    done = [one for one in finished if one.activity.as_noticed(since).state_on(since) is not ActivityState.DONE]
    if done:
        yield f"- {brief.tell('memo.activities.done', day=since, items=_listed(done, '', brief))}"
    if overdue := [one for one in standings if one.is_overdue]:
        yield f"- {brief.tell('memo.activities.overdue', items=_listed(overdue, 'was_due', brief))}"
    if following:
        items, more = _listed(following[:MOST_NEXT], "due", brief), len(following) - MOST_NEXT
        rest = f" {brief.words('memo.activities.more', n=more)}" if more > 0 else ""
        yield f"- {brief.tell('memo.activities.next', items=Markdown(items + rest))}"
    if silent:
        yield f"- {brief.count('memo.activities.unreported', len(silent), owners=_owners(silent, brief))}"


def _listed(standings: Sequence[Standing], due: str, brief: Brief) -> Markdown:
    """Activities with their owners, counts (“3 of 5 events”) and, where `due` words it, the day they are due."""
    items, words = [], brief.words
    for one in standings:
        activity, count = one.activity, one.activity.count
        details = [brief.page.text(", ".join(activity.owners)) or words("memo.activities.unowned")]
        if count and count.target is not None and one.count is not None:
            known = {"count": one.count, "target": count.target, "unit": brief.page.text(count.unit)}
            details.append(words("memo.activities.counted", **known).strip())
        if due and activity.due:
            details.append(words(f"memo.activities.{due}", day=brief.page.day(activity.due)))
        items.append(brief.tell("memo.activities.item", title=activity.title, details="; ".join(details)))
    return Markdown("; ".join(items))


def _bullets(items: Sequence[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
