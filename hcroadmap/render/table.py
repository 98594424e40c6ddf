"""The gap report as neutral rows and cells: what to say, in words and numbers, but not how to draw it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.status import UNKNOWN, Severity, Status
from hcroadmap.model.period import last_day
from hcroadmap.model.quantity import Band
from hcroadmap.model.vocabulary import IndicatorKind
from hcroadmap.render.amounts import NOTHING, Amounts
from hcroadmap.render.changes import changed
from hcroadmap.render.notes import notes
from hcroadmap.render.page import Page
from hcroadmap.render.words import capitalised

SYMBOLS = {
    Status.INCOMPLETE: "◌",
    Status.NO_DATA: "?",
    Status.NOT_COMPARABLE: "≠",
    Status.MET: "✓",
    Status.MET_LATE: "✓",
    Status.MISSED: "✗",
    Status.AWAITING: "…",
    Status.ON_TRACK: "●",
    Status.BEHIND: "≈",
    Status.OFF_TRACK: "▼",
    Status.REVERSING: "▼",
    Status.IMPROVING: "▲",
    Status.STABLE: "●",
    Status.WORSENING: "▼",
}
GOOD, DOUBTFUL, BAD, UNSURE = "green", "yellow", "bold red", "cyan"
_GRAVITY = (Severity.CRITICAL, Severity.WARNING, Severity.UNKNOWN, Severity.OK)


@dataclass(frozen=True)
class Cell:
    """A value and the period it is of."""

    value: str = NOTHING
    period: str = ""

    def __str__(self) -> str:
        return f"{self.value} ({self.period})" if self.period else self.value


@dataclass(frozen=True)
class Bar:
    """Where one is and where one should be, as shares of the way from the baseline (0) to the target (1)."""

    progress: Fraction
    expected: Fraction | None


@dataclass(frozen=True)
class MemberRow:
    """One member of the dimension that a report is split by."""

    name: str
    latest: Cell
    to_go: str


@dataclass(frozen=True)
class Row:
    """One indicator."""

    id: str
    symbol: str
    status: str
    style: str
    title: str
    subtitle: str
    baseline: Cell
    latest: Cell
    target: Cell
    to_go: str
    so_far: str
    needed: str
    bar: Bar | None
    notes: tuple[str, ...]
    members: tuple[MemberRow, ...] = ()
    changed: str = ""

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures of `Table.heads`."""
        return str(self.baseline), str(self.latest), str(self.target), self.to_go


@dataclass(frozen=True)
class Group:
    """An action line with its rows."""

    title: str
    activities: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """The whole page."""

    title: str
    as_of: str
    headline: str
    news: str
    heads: tuple[str, ...]
    groups: tuple[Group, ...]
    counts: tuple[tuple[str, str], ...]
    next: tuple[str, ...]
    context: str
    legend: str


def table(report: Report, page: Page, *, everything: bool = False) -> Table:
    """A report in the words of a page.

    Args:
        report: what was judged.
        page: for its language.
        everything: show indicators that are not goals as well, where some are.
    """
    goals = [assessment for assessment in report.assessments if assessment.indicator.goal is not None]
    shown = list(report.assessments) if everything or not goals else goals
    hidden = len(report.assessments) - len(shown)
    return Table(
        title=page.text(report.roadmap.heading.title),
        as_of=page.words("as_of", day=page.day(report.as_of)),
        headline=_headline(goals or shown, report.as_of, page, are_goals=bool(goals)),
        news=_news(goals or shown, report.as_of, page, are_goals=bool(goals)),
        heads=tuple(page.words(f"column.{name}") for name in ("baseline", "latest", "target", "to_go")),
        groups=tuple(_groups(report, shown, page)),
        counts=_counts(shown, page),
        next=next_steps(shown, page),
        context=page.words("context", n=hidden) if hidden else "",
        legend=page.words("chosen") if any(assessment.indicator.choices for assessment in shown) else "",
    )


def style(assessment: Assessment) -> str:
    """The colour of a status: never the only sign of it."""
    if assessment.status in UNKNOWN:
        return UNSURE
    if assessment.status is Status.AWAITING:
        return DOUBTFUL
    return {Severity.OK: GOOD, Severity.WARNING: DOUBTFUL}.get(assessment.severity, BAD)


def status_words(status: Status, page: Page) -> str:
    """A status in words."""
    return page.words(f"status.{status}")


def status_label(assessment: Assessment, page: Page) -> str:
    """A status as symbol and word."""
    return f"{SYMBOLS[assessment.status]} {status_words(assessment.status, page)}"


def _groups(report: Report, shown: Sequence[Assessment], page: Page) -> list[Group]:
    names = [*report.roadmap.action_lines, None]
    groups: list[Group] = []
    for name in names:
        rows = tuple(
            _row(assessment, report, page) for assessment in shown if assessment.indicator.action_line == name
        )
        if rows:
            line = report.roadmap.action_lines.get(name or "")
            title = page.text(line.title) if line else page.words("other_line") if groups else ""
            groups.append(Group(title, _activities(report, name, page) if name else "", rows))
    return groups


def _activities(report: Report, action_line: str, page: Page) -> str:
    counted = report.activities(action_line)
    overdue, unreported = counted.pop("overdue"), counted.pop("unreported")
    known, total = sum(counted.values()), sum(counted.values()) + unreported
    if not total:
        return ""
    if not known and not overdue:
        return page.words.count("activities.unreported", total)
    states = [page.words(f"activities.{state}", n=n) for state, n in [*counted.items(), ("overdue", overdue)] if n]
    return page.words.count("activities.all", total, states=page.words("list.separator").join(states))


def _row(assessment: Assessment, report: Report, page: Page) -> Row:
    amounts, seen = Amounts(assessment, page), assessment.seen
    start, latest, goal = seen.start, assessment.latest, seen.goal
    reached = goal is not None and latest is not None and goal.is_reached(latest.value)
    return Row(
        id=assessment.id,
        symbol=SYMBOLS[assessment.status],
        status=status_words(assessment.status, page),
        style=style(assessment),
        title=page.text(assessment.indicator.title) + ("\u00a0†" if assessment.indicator.choices else ""),
        subtitle=subtitle(assessment, page),
        baseline=Cell(amounts.level(start.value), str(start.period))
        if start and start.value is not None
        else Cell(),
        latest=Cell(amounts.level(latest.value), str(latest.period))
        if latest
        else _without_latest(assessment, page),
        target=Cell(amounts.target(goal), str(goal.period)) if goal else _without_level(assessment, page),
        to_go=page.words("reached") if reached else _to_go(assessment, amounts),
        so_far=amounts.pace(assessment.so_far_per_year),
        needed=amounts.pace(None if reached or _in_words(assessment) else assessment.needed_per_year),
        bar=_bar(assessment),
        notes=tuple(notes(assessment, page, amounts)),
        members=tuple(_members(assessment, report, amounts)),
        changed=_changed(assessment, report, page),
    )


def _members(assessment: Assessment, report: Report, amounts: Amounts) -> Iterator[MemberRow]:
    for member in assessment.by(report.by) if report.by else ():
        latest = Cell(amounts.level(member.latest.value), str(member.latest.period)) if member.latest else Cell()
        yield MemberRow(amounts.page.text(member.name), latest, amounts.change(member.gap))


def _changed(assessment: Assessment, report: Report, page: Page) -> str:
    if report.since is None:
        return ""
    phrases = changed(report, assessment, report.since, page) or (page.words("change.nothing"),)
    told = page.words("list.clause").join(phrases)
    return page.words("change.since", day=page.day(report.since), changes=told)


def _to_go(assessment: Assessment, amounts: Amounts) -> str:
    return amounts.change(None if _in_words(assessment) else assessment.gap)


def _in_words(assessment: Assessment) -> bool:
    """Is the target shown in words and nothing measured yet, so that a gap in numbers would mislead?"""
    promised = assessment.seen.promised
    return bool(promised and promised.label) and assessment.latest is None


def _without_latest(assessment: Assessment, page: Page) -> Cell:
    return Cell(page.words("no_total")) if assessment.missing else Cell()


def _without_level(assessment: Assessment, page: Page) -> Cell:
    promised = assessment.seen.promised
    if promised is None or isinstance(promised.value, Band):
        return Cell()
    return Cell(page.text(promised.value.text), str(promised.period))


def subtitle(assessment: Assessment, page: Page) -> str:
    """What is measured: the definition up to its first semicolon, else the unit."""
    indicator = assessment.indicator
    definition = indicator.definitions.get(indicator.definition or "")
    told = page.text(definition).partition(";")[0] if definition else ""
    if not told and not indicator.is_percent and indicator.kind is IndicatorKind.LEVEL:
        told = "" if indicator.unit_word in ("count", "index") else page.text(indicator.unit)
    return told


def _bar(assessment: Assessment) -> Bar | None:
    progress, seen = assessment.progress, assessment.seen
    if progress is None or seen.goal is None or assessment.baseline is None or assessment.expected is None:
        return None
    way = seen.goal.value - assessment.baseline
    return Bar(progress, (assessment.expected - assessment.baseline) / way)


def _headline(judged: Sequence[Assessment], as_of: date, page: Page, *, are_goals: bool) -> str:
    words = page.words
    targets = [assessment.seen.promised for assessment in judged if assessment.seen.promised]
    years = {target.period.end.year for target in targets}
    over = bool(targets) and all(as_of > target.period.end for target in targets)
    if over and len(years) == 1:
        opening = words("headline.over", year=years.pop())
    elif are_goals and len(years) == 1:
        opening = words.spelled("headline.goals", len(judged), year=years.pop())
    else:
        opening = words.spelled("headline.goals_any" if are_goals else "headline.indicators", len(judged))
    return f"{opening} {_clauses(judged, page, over=over)}"


def _clauses(judged: Sequence[Assessment], page: Page, *, over: bool) -> str:
    """How many have each verdict, the gravest first; the rest cannot be judged."""
    words, ending = page.words, "" if over else "_yet"
    open_ones = [a for a in judged if a.status in UNKNOWN or a.status is Status.AWAITING]
    known = [assessment.status for assessment in judged if assessment not in open_ones]
    if not known:
        return words(f"headline.none{ending}")
    gravest = sorted(set(known), key=list(Status).index, reverse=True)
    clauses = [words.enumerate([words.spelled(f"headline.{status}", known.count(status)) for status in gravest])]
    if open_ones:
        clauses.append(words.spelled(f"headline.rest{ending}", len(open_ones)))
    sentence = words("list.clause").join(clauses)
    return f"{capitalised(sentence)}."


def quarter_before(as_of: date) -> date:
    """The last day of the quarter before the one that holds a day."""
    first_month = (as_of.month - 1) // 3 * 3 + 1
    return date(as_of.year, first_month, 1) - timedelta(days=1) if as_of.year > 1 else last_day(1, 12)


def _news(shown: Sequence[Assessment], as_of: date, page: Page, *, are_goals: bool) -> str:
    since = quarter_before(as_of)
    new = sum(any(since < row.noticed_on for row in assessment.seen.known) for assessment in shown)
    day = f"{since.day}\u00a0{page.words.month(since.month)}"
    kind = "some" if are_goals else "some_indicators"
    return page.words.count(f"news.{kind}", new, day=day) if new else page.words("news.none", day=day)


def _counts(shown: Sequence[Assessment], page: Page) -> tuple[tuple[str, str], ...]:
    counted: dict[tuple[str, str, str], int] = {}
    for assessment in sorted(
        shown, key=lambda one: (_GRAVITY.index(one.severity), list(Status).index(one.status))
    ):
        key = (SYMBOLS[assessment.status], status_words(assessment.status, page), style(assessment))
        counted[key] = counted.get(key, 0) + 1
    return tuple((f"{symbol} {number} {word}", colour) for (symbol, word, colour), number in counted.items())


def next_steps(shown: Sequence[Assessment], page: Page) -> tuple[str, ...]:
    """Who is to act on the gravest row, or what must be known to judge the rest."""
    settled = (Status.AWAITING, Status.MISSED)
    urgent = [a for a in shown if a.severity in (Severity.WARNING, Severity.CRITICAL) and a.status not in settled]
    if urgent:
        gravest = min(urgent, key=lambda assessment: _GRAVITY.index(assessment.severity))
        title, owner = page.text(gravest.indicator.title), page.text(gravest.indicator.owner)
        key = "next.act" if owner else "next.act_unowned"
        return (page.words(key, owner=owner, title=title, id=gravest.id),)
    wanted = [
        _wanted(a, page) for a in shown if a.seen.promised and (a.status in UNKNOWN or a.status is Status.AWAITING)
    ]
    return (page.words("next.judge"), *wanted) if wanted else ()


def _wanted(assessment: Assessment, page: Page) -> str:
    """What would have to be published to judge an indicator."""
    seen, title = assessment.seen, page.text(assessment.indicator.title)
    if assessment.missing:
        return page.words(
            "next.members",
            members=page.words.enumerate([page.text(m) for m in assessment.missing]),
            title=title,
        )
    if assessment.indicator.kind is IndicatorKind.MILESTONES:
        return page.words.count("next.report", len(assessment.indicator.activities), title=title)
    if assessment.status is Status.AWAITING and seen.goal:
        period = str(seen.goal.period)
    elif seen.start and seen.start.value is None:
        period = str(seen.start.period)
    else:
        return page.words(
            "next.later", title=title, period=seen.start.period if seen.start else page.day(seen.as_of)
        )
    if seen.others and seen.indicator.definition:
        return page.words(
            "next.figure_definition", title=title, period=period, definition=seen.indicator.definition
        )
    return page.words("next.figure", title=title, period=period)
