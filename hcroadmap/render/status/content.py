"""The gap report as neutral rows and cells: what to say, in words and numbers, but not how to draw it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.member import Member
from hcroadmap.assess.status import Severity
from hcroadmap.model.quantity import Band
from hcroadmap.model.vocabulary import IndicatorKind
from hcroadmap.render.language.amounts import NOTHING, Amounts
from hcroadmap.render.language.changes import changed, reported
from hcroadmap.render.language.notes import late, notes
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.summary import counts, headline, news, next_steps
from hcroadmap.render.language.verdict import SYMBOLS, status_style, status_words, style


class Cell(NamedTuple):
    """A value and the period it is of."""

    value: str = NOTHING
    period: str = ""

    def __str__(self) -> str:
        return f"{self.value} ({self.period})" if self.period else self.value


class Bar(NamedTuple):
    """Where one is and where one should be, as shares of the way from the baseline (0) to the target (1)."""

    progress: Fraction
    expected: Fraction | None


class MemberRow(NamedTuple):
    """One member of the dimension that a report is split by; with a target of its own it has a status too."""

    name: str
    latest: Cell
    to_go: str
    baseline: str = ""
    target: str = ""
    label: str = ""
    style: str = ""

    @property
    def told(self) -> str:
        """The member on one line: its name, its newest figure and, if it has one, its status."""
        return ", ".join(part for part in (f"{self.name}: {self.latest}", self.label) if part)


class Row(NamedTuple):
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


class Group(NamedTuple):
    """An action line with its rows."""

    title: str
    activities: str
    rows: tuple[Row, ...]
    changed: str = ""


class Table(NamedTuple):
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
        headline=headline(goals or shown, report.as_of, page, are_goals=bool(goals)),
        news=news(goals or shown, report.as_of, page, are_goals=bool(goals)),
        heads=tuple(page.words(f"column.{name}") for name in ("baseline", "latest", "target", "to_go")),
        groups=tuple(_groups(report, shown, page)),
        counts=counts(shown, page),
        next=next_steps(shown, page),
        context=page.words("context", n=hidden) if hidden else "",
        legend=page.words("chosen") if any(assessment.indicator.choices for assessment in shown) else "",
    )


def _groups(report: Report, shown: Sequence[Assessment], page: Page) -> list[Group]:
    rows_of: defaultdict[str | None, list[Row]] = defaultdict(list)
    for assessment in shown:
        rows_of[assessment.indicator.action_line].append(_row(assessment, report, page))
    groups: list[Group] = []
    for name in (*report.roadmap.action_lines, None):
        if rows := tuple(rows_of[name]):
            line = report.roadmap.action_lines.get(name or "")
            title = page.text(line.title) if line else page.words("other_line") if groups else ""
            changed = reported(report, name, page) if name else ""
            groups.append(Group(title, _activities(report, name, page) if name else "", rows, changed))
    return groups


def _activities(report: Report, action_line: str, page: Page) -> str:
    return counted_activities(report.activities(action_line), page)


def counted_activities(counted: dict[str, int], page: Page) -> str:
    """How many activities there are, and how many in each state and overdue; empty where there are none."""
    counted = dict(counted)
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
        notes=(*notes(assessment, page, amounts), *late(assessment, page)),
        members=tuple(_members(assessment, report, amounts)),
        changed=_changed(assessment, report, page),
    )


def _members(assessment: Assessment, report: Report, amounts: Amounts) -> Iterator[MemberRow]:
    members = assessment.by(report.by) if report.by else ()
    amounts = amounts.with_decimals(max((m.latest.decimals for m in members if m.latest), default=0))
    for member in members:
        latest = Cell(amounts.level(member.latest.value), str(member.latest.period)) if member.latest else Cell()
        row = MemberRow(amounts.page.text(member.name), latest, amounts.change(member.gap))
        yield _judged(row, member, amounts)


def _judged(row: MemberRow, member: Member, amounts: Amounts) -> MemberRow:
    """A member; with a target of its own also what it started from, what was promised, and where it stands."""
    if member.seen is None or member.status is None:
        return row
    start, goal, status = member.seen.start, member.seen.goal, member.status
    reached = goal is not None and member.latest is not None and goal.is_reached(member.latest.value)
    return row._replace(
        to_go=amounts.page.words("reached") if reached else row.to_go,
        baseline=amounts.level(start.value) if start else "",
        target=amounts.target(goal) if goal else "",
        label=f"{SYMBOLS[status]} {status_words(status, amounts.page)}",
        style=status_style(status, member.severity or Severity.UNKNOWN),
    )


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
