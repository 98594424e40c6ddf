"""What the memo ends with: figures to come, what cannot be compared, footnotes, and how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.commentary import quarter_of
from hcroadmap.assess.release import ReleaseState
from hcroadmap.assess.series import Point
from hcroadmap.model.observation import Observation
from hcroadmap.model.vocabulary import MethodName
from hcroadmap.render.language.page import visible
from hcroadmap.render.memo.text import Brief, Markdown, address


def next_figures(brief: Brief) -> list[Markdown]:
    """When the next figures are to come, or that none are, what is overdue first; those alike together."""
    order = [ReleaseState.OVERDUE, ReleaseState.DUE, ReleaseState.FRESH, ReleaseState.NOT_EXPECTED]
    groups: dict[str, list[Assessment]] = {}
    for one in sorted(brief.shown, key=lambda one: order.index(one.release.state)):
        groups.setdefault(_next_figure(one, brief), []).append(one)
    return [Markdown(f"{brief.titles(those)}: {next_figure}") for next_figure, those in groups.items()]


def _next_figure(one: Assessment, brief: Brief) -> Markdown:
    release, ended, supplier = one.release, one.indicator.ended, one.indicator.supplier
    if one.is_final:
        return brief.tell("memo.expected.final")
    if ended and one.seen.has_ended:
        return brief.tell("memo.expected.ended", day=ended.on)
    if release.next is None:
        return brief.tell("memo.expected.no_rhythm")
    key = str(release.state)
    if release.state is ReleaseState.FRESH:
        end = brief.quarter.end
        next_quarter = quarter_of(min(end, date.max - timedelta(days=1)) + timedelta(days=1))
        key = "soon" if release.next <= next_quarter.end else "later"
    origin = brief.tell("memo.expected.from", supplier=supplier) if supplier else ""
    return brief.tell(f"memo.expected.{key}", **{"day": release.next, "from": origin})


def not_comparable(brief: Brief) -> list[Markdown]:
    """The newest figures of each other definition, of behind a break, and the rivals that are not used."""
    return [item for one in brief.shown for item in (*_other_definitions(one, brief), *_rivals(one, brief))]


def _other_definitions(one: Assessment, brief: Brief) -> Iterator[Markdown]:
    own, break_at = one.indicator.definition, one.seen.break_at
    groups: dict[str | None, list[Point]] = {}
    for point in one.not_comparable:
        groups.setdefault(point.definition or own, []).append(point)
    for definition, points in groups.items():
        title, known = brief.title(one), brief.points(points, one)
        if definition == own and break_at:
            yield brief.tell(
                "memo.not_comparable.behind_break", title=title, figures=known, period=break_at.period
            )
        else:
            wording = one.indicator.definitions.get(definition or "") or definition
            yield brief.tell("memo.not_comparable.other", title=title, figures=known, definition=wording)


def _rivals(one: Assessment, brief: Brief) -> Iterator[Markdown]:
    for row in one.seen.known:
        if not row.used and row.amount is not None:
            value, source = brief.amounts(one).with_unit(row.amount), row.source or row.location.path
            yield brief.tell(
                "memo.not_comparable.rival", title=brief.title(one), source=source, value=value, period=row.period
            )


def meaning(one: Assessment, brief: Brief) -> Markdown:
    """The footnote of a goal in the table: what is measured, and what was chosen because the source is silent."""
    indicator, parts = one.indicator, []
    definition = brief.page.text(indicator.definitions.get(indicator.definition or ""))
    if definition:
        parts.append(brief.tell("memo.footnote.measured", definition=definition.rstrip(".")))
    if indicator.choices:
        choices = Markdown(" ".join(brief.write(choice) for choice in indicator.choices))
        parts.append(brief.tell("memo.footnote.chosen", choices=choices))
    return Markdown(" ".join(parts))


def sources(one: Assessment, brief: Brief) -> Markdown:
    """The footnote of a goal's figures: where the promise and the figures come from, each once."""
    parts = []
    promise = one.seen.promised.source if one.seen.promised else None
    if promise:
        kind = brief.tell("memo.footnote.promise")
        parts.append(brief.tell("memo.footnote.sources", kind=kind, items=promise))
    rows = [row for point in _points(one) for row in point.observations if row.source or row.url]
    items = list(dict.fromkeys(_source(row, brief) for row in rows))
    if items:
        kind = brief.tell("memo.footnote.figures")
        parts.append(brief.tell("memo.footnote.sources", kind=kind, items=Markdown("; ".join(items))))
    return Markdown(" ".join(parts))


def _points(one: Assessment) -> Sequence[Point]:
    """The figures that a verdict rests on; without any, those that are shown instead."""
    start, partials = one.seen.start, one.seen.partials
    used = [start.point if start else None, one.latest, one.verdict.decided_by]
    found = [point for point in used if point]
    if not found and partials:
        found = [point for _, point in partials[-1].members]
    return found or one.not_comparable


def _source(row: Observation, brief: Brief) -> Markdown:
    url = address(brief.page.text(row.url))
    if row.url and row.source:
        return brief.tell("memo.footnote.published_at", source=row.source, day=row.known_on, url=url)
    return url or brief.tell("memo.footnote.published", source=row.source, day=row.known_on)


def annex(brief: Brief) -> Iterator[Markdown]:
    """How was judged, from which day, how to see the arithmetic, and which memo has the footnotes if not this."""
    bands, as_of = brief.report.roadmap.settings.bands, brief.report.as_of
    for method in dict.fromkeys(one.method for one in brief.shown):
        key = "linear" if method is MethodName.LINEAR else "method"
        yield brief.tell(f"memo.annex.{key}", method=method)
    if any(one.method is MethodName.LINEAR for one in brief.shown):
        on_track, behind = (brief.page.number(Fraction(edge), 2) for edge in (bands.on_track, bands.behind))
        yield brief.tell("memo.annex.bands", on_track=on_track, behind=behind)
    yield brief.tell("memo.annex.published", day=as_of, since=brief.since)
    yield brief.tell("memo.annex.proof", day=as_of.isoformat())
    rows = (row for one in brief.shown for row in one.seen.known)
    last_news = max((row.noticed_on for row in rows if row.used and row.noticed_on <= brief.since), default=None)
    if last_news and not brief.has_news:
        yield brief.tell("memo.annex.elsewhere", quarter=quarter_of(last_news))


def inputs(brief: Brief) -> Markdown:
    """Every file that was read with its hash, as `sha256sum` writes and checks them.

    Each line begins with a hash, so that no name of a file can end the block.
    """
    lines = [f"{source.sha256}  {visible(source.path)}" for source in brief.report.roadmap.inputs]
    return Markdown("\n".join(["```text", *lines, "```"]))
