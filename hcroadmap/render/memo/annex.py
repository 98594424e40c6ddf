"""What the memo ends with: figures to come, what cannot be compared, footnotes, and how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.commentary import quarter_of
from hcroadmap.assess.release import ReleaseState
from hcroadmap.assess.series import Point
from hcroadmap.model.observation import Observation
from hcroadmap.model.vocabulary import MethodName
from hcroadmap.render.language.page import visible
from hcroadmap.render.memo.goals import figures
from hcroadmap.render.memo.text import Brief, Markdown, address


def expected_figures(shown: Sequence[Assessment], brief: Brief) -> list[Markdown]:
    """When the next figures are to come, or that none are, what is overdue first; those alike together."""
    order = [ReleaseState.OVERDUE, ReleaseState.DUE, ReleaseState.FRESH, ReleaseState.NOT_EXPECTED]
    groups: dict[str, list[Markdown]] = {}
    for one in sorted(shown, key=lambda one: order.index(one.release.state)):
        groups.setdefault(_next_figure(one, brief), []).append(brief.title(one))
    return [Markdown(f"{brief.listed(titles)}: {told}") for told, titles in groups.items()]


def _next_figure(assessment: Assessment, brief: Brief) -> Markdown:
    release, ended = assessment.release, assessment.indicator.ended
    if assessment.is_final:
        return brief.tell("memo.expected.final")
    if ended and assessment.seen.has_ended:
        return brief.tell("memo.expected.ended", day=brief.page.day(ended.on))
    if release.next is None:
        return brief.tell("memo.expected.no_rhythm")
    key = str(release.state)
    if release.state is ReleaseState.FRESH:
        key = "soon" if release.next <= _next_quarter(brief.report.as_of) else "later"
    supplier = brief.text(assessment.indicator.supplier)
    told = {"from": brief.tell("memo.expected.from", supplier=supplier) if supplier else Markdown("")}
    return brief.tell(f"memo.expected.{key}", day=brief.page.day(release.next), **told)


def _next_quarter(as_of: date) -> date:
    """The last day of the quarter after the one that holds a day."""
    end = quarter_of(as_of).end
    return quarter_of(date.fromordinal(min(end.toordinal() + 1, date.max.toordinal()))).end


def not_comparable(shown: Sequence[Assessment], brief: Brief) -> list[Markdown]:
    """The newest figures of each other definition, of behind a break, and the rivals that are not used."""
    return [item for one in shown for item in (*_elsewhere(one, brief), *_rivals(one, brief))]


def _elsewhere(assessment: Assessment, brief: Brief) -> Iterator[Markdown]:
    title, own = brief.title(assessment), assessment.indicator.definition
    groups: dict[str | None, list[Point]] = {}
    for point in assessment.not_comparable:
        groups.setdefault(point.definition or own, []).append(point)
    for definition, points in groups.items():
        told = figures(points, assessment, brief)
        if definition == own and assessment.seen.break_at:
            period = brief.period(assessment.seen.break_at.period)
            yield brief.tell("memo.not_comparable.behind_break", title=title, figures=told, period=period)
        else:
            wording = assessment.indicator.definitions.get(definition or "")
            name = brief.page.text(wording) if wording else definition or ""
            yield brief.tell("memo.not_comparable.other", title=title, figures=told, definition=name)


def _rivals(assessment: Assessment, brief: Brief) -> Iterator[Markdown]:
    amounts = brief.amounts(assessment)
    for row in assessment.seen.known:
        if not row.used and row.amount is not None:
            told = {"value": amounts.with_unit(row.amount), "period": brief.period(row.period)}
            source = brief.page.text(row.source or row.location.path)
            yield brief.tell("memo.not_comparable.rival", title=brief.title(assessment), source=source, **told)


def meaning(assessment: Assessment, brief: Brief) -> Markdown:
    """The footnote of a goal in the table: what is measured, and what was chosen because the source is silent."""
    indicator, told = assessment.indicator, []
    definition = indicator.definitions.get(indicator.definition or "")
    if definition:
        told.append(brief.tell("memo.footnote.measured", definition=brief.page.text(definition).rstrip(".")))
    if indicator.choices:
        choices = Markdown(" ".join(brief.text(choice) for choice in indicator.choices))
        told.append(brief.tell("memo.footnote.chosen", choices=choices))
    return Markdown(" ".join(told))


def sources(assessment: Assessment, brief: Brief) -> Markdown:
    """The footnote of a goal's figures: where the promise and the figures come from, each once."""
    told = []
    promise = assessment.seen.promised.source if assessment.seen.promised else None
    if promise:
        kind = brief.tell("memo.footnote.promise")
        told.append(brief.tell("memo.footnote.sources", kind=kind, items=brief.page.text(promise)))
    points = _points(assessment)
    rows = [row for point in points for row in point.observations if row.source or row.url]
    items = list(dict.fromkeys(_source(row, brief) for row in rows))
    if items:
        kind = brief.tell("memo.footnote.figures")
        told.append(brief.tell("memo.footnote.sources", kind=kind, items=Markdown("; ".join(items))))
    return Markdown(" ".join(told))


def _points(assessment: Assessment) -> list[Point]:
    """The figures that a verdict rests on; without any, those that are shown instead."""
    start = assessment.seen.start
    used = [start.point if start else None, assessment.latest, assessment.verdict.decided_by]
    found = [point for point in used if point]
    if not found and assessment.seen.partials:
        found = [point for _, point in assessment.seen.partials[-1].members]
    return found or list(assessment.not_comparable)


def _source(row: Observation, brief: Brief) -> Markdown:
    told = {"source": brief.page.text(row.source), "day": brief.page.day(row.known_on)}
    if row.url and row.source:
        return brief.tell("memo.footnote.published_at", url=address(brief.page.text(row.url)), **told)
    if row.url:
        return address(brief.page.text(row.url))
    return brief.tell("memo.footnote.published", **told)


def annex(shown: Sequence[Assessment], brief: Brief) -> list[Markdown]:
    """How was judged, from which day, and how to see the arithmetic."""
    bands, as_of = brief.report.roadmap.settings.bands, brief.report.as_of
    methods = dict.fromkeys(one.method for one in shown)
    told = [brief.tell(f"memo.annex.method.{method}") for method in methods]
    if MethodName.LINEAR in methods:
        on_track, behind = (brief.page.number(Fraction(edge), 2) for edge in (bands.on_track, bands.behind))
        told.append(brief.tell("memo.annex.bands", on_track=on_track, behind=behind))
    days = {"day": brief.page.day(as_of), "since": brief.page.day(brief.since)}
    told.append(brief.tell("memo.annex.published", **days))
    told.append(brief.tell("memo.annex.proof", day=as_of.isoformat()))
    return told


def last_news(shown: Sequence[Assessment], brief: Brief) -> date | None:
    """The last day before the memo's on which a figure of the goals appeared."""
    days = [
        row.noticed_on for one in shown for row in one.seen.known if row.used and row.noticed_on <= brief.since
    ]
    return max(days, default=None)


def inputs(brief: Brief) -> Markdown:
    """Every file that was read with its hash, as `sha256sum` writes and checks them.

    Each line begins with a hash, so that no name of a file can end the block.
    """
    lines = [f"{source.sha256}  {visible(source.path)}" for source in brief.report.roadmap.inputs]
    return Markdown("\n".join(["```text", *lines, "```"]))
