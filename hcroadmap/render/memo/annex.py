"""What the memo ends with: figures to come, what cannot be compared, footnotes, and how it was made."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.commentary import quarter_of
from hcroadmap.assess.series import Point
from hcroadmap.assess.verdict import ReleaseState
from hcroadmap.model.observation import Observation
from hcroadmap.model.vocabulary import IndicatorKind, MethodName
from hcroadmap.render.language.page import visible
from hcroadmap.render.memo.text import Brief, Markdown, address, inert

OVERDUE_FIRST = (ReleaseState.OVERDUE, ReleaseState.DUE, ReleaseState.FRESH, ReleaseState.NOT_EXPECTED)

METHOD_KEYS = {MethodName.LINEAR: "linear", MethodName.HEALTHY_PEOPLE: "no_pace"}


def next_figures(brief: Brief) -> list[Markdown]:
    """When the next figures are to come, or that none are, what is overdue first; those alike together."""
    groups: defaultdict[str, list[Assessment]] = defaultdict(list)
    for one in sorted(brief.shown, key=lambda one: OVERDUE_FIRST.index(one.release.state)):
        release, supplier, key = one.release, one.indicator.supplier, str(one.release.state)
        day = release.next
        if one.is_final:
            key = "final"
        elif one.indicator.ended and one.seen.has_ended:
            key, day = "ended", one.indicator.ended.on
        elif day is None:
            key = "no_rhythm"
        elif release.state is ReleaseState.FRESH:
            after = min(brief.quarter.end, date.max - timedelta(days=1)) + timedelta(days=1)
            key = "soon" if day <= quarter_of(after).end else "later"
        origin = brief.tell("memo.expected.from", supplier=supplier) if supplier else ""
        groups[brief.tell(f"memo.expected.{key}", **{"day": day, "from": origin})].append(one)
    return [Markdown(f"{brief.titles(those)}: {next_figure}") for next_figure, those in groups.items()]


def not_comparable(one: Assessment, brief: Brief) -> Iterator[Markdown]:
    """The newest figures of each other definition, of behind a break, and the rivals that are not used."""
    title, own, break_at = brief.title(one), one.indicator.definition, one.seen.break_at
    groups: defaultdict[str | None, list[Point]] = defaultdict(list)
    for point in one.not_comparable:
        groups[point.definition or own].append(point)
    for definition, points in groups.items():
        known = {"title": title, "figures": brief.points(points, one)}
        if definition == own and break_at:
            yield brief.count("memo.not_comparable.behind_break", len(points), period=break_at.period, **known)
        else:
            wording = one.indicator.definitions.get(definition or "") or definition
            yield brief.tell("memo.not_comparable.other", definition=wording, **known)
    for row in one.seen.known:
        if not row.used and row.amount is not None:
            value, source = brief.amounts(one).with_unit(row.amount), row.source or row.path
            yield brief.tell(
                "memo.not_comparable.rival", title=title, source=source, value=value, period=row.period
            )


def meaning(one: Assessment, brief: Brief) -> Markdown:
    """The footnote of a goal in the table: what is measured, and what was chosen because the source is silent."""
    indicator, parts = one.indicator, []
    if definition := brief.page.text(indicator.definitions.get(indicator.definition or "")):
        short, _, full = definition.rstrip(".").partition("; ")  # short as it stands below a title
        told = brief.words("list.clause").join(filter(None, (full, short)))
        parts.append(brief.tell("memo.footnote.measured", title=brief.title(one), definition=told))
    if indicator.choices:
        choices = Markdown(" ".join(brief.write(choice) for choice in indicator.choices))
        parts.append(brief.tell("memo.footnote.chosen", choices=choices))
    return Markdown(" ".join(parts))


def sources(one: Assessment, brief: Brief) -> Markdown:
    """The footnote of a goal's figures: where the promise and the figures come from, each once."""
    start, partials = one.seen.start, one.seen.partials
    used = [point for point in (start and start.point, one.latest, one.verdict.decided_by) if point]
    parts = [point for _, point in partials[-1].members] if partials else []
    # Without a figure that the verdict rests on, those that are shown instead.
    rows = [row for point in used or parts or one.not_comparable for row in point.observations]
    figures = dict[str, None]()  # each once, in order
    for row in rows:
        url = address(brief.page.text(row.url))
        day = brief.page.day(row.known_on)
        source = _source(row, one, brief).replace(row.known_on.isoformat(), day)
        if source and day not in source:
            source = brief.words("memo.footnote.published", source=source, day=day)
        known = brief.words("list.separator").join(filter(None, (inert(source), url)))
        figures |= {known: None} if known else {}
    promise = one.seen.promised and one.seen.promised.source
    named = {"promise": promise, "figures": Markdown("; ".join(figures))}
    kinds = [(brief.tell(f"memo.footnote.{kind}"), items) for kind, items in named.items() if items]
    return Markdown(" ".join(brief.tell("memo.footnote.sources", kind=kind, items=items) for kind, items in kinds))


def _source(row: Observation, one: Assessment, brief: Brief) -> str:
    """Where a figure comes from; progress by activities names those that were reported on."""
    activities = brief.report.roadmap.activities
    if one.indicator.kind is not IndicatorKind.MILESTONES:
        return brief.page.text(row.source)
    reported = [activities[name].title for name in (row.source or "").split(", ") if name in activities]
    titles = [brief.words("quoted", text=brief.page.text(title)) for title in reported]
    return brief.words("memo.footnote.reports", titles=brief.words.enumerate(titles)) if titles else ""


def annex(brief: Brief) -> Iterator[Markdown]:
    """How was judged and from which day; where asked also every file that was read, as `sha256sum` checks it."""
    bands, as_of = brief.report.roadmap.settings.bands, brief.report.as_of
    methods = {one.method: METHOD_KEYS.get(one.method, "method") for one in brief.shown}
    told = [brief.tell(f"memo.annex.{key}", method=Markdown(method)) for method, key in methods.items()]
    if MethodName.LINEAR in methods:
        on_track, behind = (brief.page.number(Fraction(edge), 2) for edge in (bands.on_track, bands.behind))
        told.append(brief.tell("memo.annex.bands", on_track=on_track, behind=behind))
    told.append(brief.tell("memo.annex.published", day=as_of, since=brief.since))
    told.append(brief.tell("memo.annex.proof", day=as_of.isoformat()))
    rows = (row for one in brief.shown for row in one.seen.known)
    last_news = max((row.noticed_on for row in rows if row.used and row.noticed_on <= brief.since), default=None)
    if last_news and not brief.has_news:
        told.append(brief.tell("memo.annex.elsewhere", quarter=quarter_of(last_news)))
    yield Markdown(" ".join(told))
    if brief.inputs:
        yield brief.tell("memo.annex.inputs")
        # Each line begins with a hash, so that no name of a file can end the block.
        lines = [f"{source.sha256}  {visible(source.path)}" for source in brief.report.roadmap.inputs]
        yield Markdown("\n".join(["```text", *lines, "```"]))
