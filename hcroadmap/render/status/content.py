"""The gap report in words and numbers: what to say, but not how to draw it."""

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
from hcroadmap.render.language.changes import changed, reported
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.sentences import row_note
from hcroadmap.render.language.summary import counts, headline, news, next_steps
from hcroadmap.render.language.verdict import SYMBOLS, status_style, status_words, style, verdict_words
from hcroadmap.render.language.voice import NOTHING, Amounts, Voice

COLUMNS = ("baseline", "latest", "target", "to_go")
"""The figures in every format for people."""
WIDE_COLUMNS = ("so_far", "needed")
"""Those for which only a wide page has room."""


class Cell(NamedTuple):
    """A value and the period it is of."""

    value: str = NOTHING
    period: str = ""

    def __str__(self) -> str:
        return f"{self.value} ({self.period})" if self.period else self.value


class Way(NamedTuple):
    """Where one is and where one should be, as shares of the way from the baseline (0) to the target (1)."""

    progress: Fraction
    expected: Fraction


class MemberRow(NamedTuple):
    """One member of the dimension that a report is split by; with a target of its own it has a status too."""

    name: str
    cells: dict[str, Cell]
    label: str = ""
    style: str = ""


class GapRow(NamedTuple):
    """One indicator; its cells are named as in `COLUMNS` and `WIDE_COLUMNS`."""

    id: str
    symbol: str
    status: str
    style: str
    title: str
    subtitle: str
    cells: dict[str, Cell]
    way: Way | None
    notes: tuple[str, ...]
    members: tuple[MemberRow, ...] = ()
    changed: str = ""

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures of `COLUMNS`, each with its period."""
        return tuple(str(self.cells[name]) for name in COLUMNS)


class GapGroup(NamedTuple):
    """An action line with its rows."""

    title: str
    activities: str
    rows: tuple[GapRow, ...]
    changed: str = ""


class GapReport(NamedTuple):
    """The whole page; `heads` are those of `COLUMNS` and `WIDE_COLUMNS` by name."""

    title: str
    as_of: str
    headline: str
    news: str
    heads: dict[str, str]
    groups: tuple[GapGroup, ...]
    counts: tuple[tuple[str, str], ...]
    next: tuple[str, ...]
    context: str
    chosen: str


def gap_report(report: Report, page: Page, *, everything: bool = False) -> GapReport:
    """A report in the words of a page.

    Args:
        report: what was judged.
        page: for its language.
        everything: show indicators that are not goals as well, where some are.
    """
    goals = [assessment for assessment in report.assessments if assessment.indicator.goal is not None]
    shown = list(report.assessments) if everything or not goals else goals
    hidden = len(report.assessments) - len(shown)
    return GapReport(
        title=page.text(report.roadmap.heading.title),
        as_of=page.words("as_of", day=page.day(report.as_of)),
        headline=headline(goals or shown, report.as_of, page, are_goals=bool(goals)),
        news=news(goals or shown, report.as_of, page, are_goals=bool(goals)),
        heads={name: page.words(f"column.{name}") for name in (*COLUMNS, *WIDE_COLUMNS)},
        groups=tuple(_groups(report, shown, page)),
        counts=counts(shown, page),
        next=next_steps(shown, page),
        context=page.words("context", n=hidden) if hidden else "",
        chosen=page.words("chosen") if any(assessment.indicator.choices for assessment in shown) else "",
    )


def _groups(report: Report, shown: Sequence[Assessment], page: Page) -> Iterator[GapGroup]:
    rows_of: defaultdict[str | None, list[GapRow]] = defaultdict(list)
    for assessment in shown:
        rows_of[assessment.indicator.action_line].append(_row(assessment, report, page))
    for name, line in report.roadmap.action_lines.items():
        if name in rows_of:
            activities = counted_activities(report.activities(name), page)
            yield GapGroup(page.text(line.title), activities, tuple(rows_of[name]), reported(report, name, page))
    if None in rows_of:
        yield GapGroup(page.words("other_line") if len(rows_of) > 1 else "", "", tuple(rows_of[None]))


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


def _row(assessment: Assessment, report: Report, page: Page) -> GapRow:
    amounts = Amounts(assessment, page)
    return GapRow(
        id=assessment.id,
        symbol=SYMBOLS[assessment.status],
        status=verdict_words(assessment, page),
        style=style(assessment),
        title=page.text(assessment.indicator.title) + ("\u00a0†" if assessment.indicator.choices else ""),
        subtitle=subtitle(assessment, page),
        cells=figures(assessment, amounts),
        way=_way(assessment),
        notes=tuple(row_note(assessment, Voice(page))),
        members=tuple(_members(assessment, report, amounts)),
        changed=_changed(assessment, report, page),
    )


def figures(assessment: Assessment, amounts: Amounts) -> dict[str, Cell]:
    """The cells of `COLUMNS` and `WIDE_COLUMNS`; a target of unknown amount is shown as it was typed."""
    words, latest, seen = amounts.page.words, assessment.latest, assessment.seen
    start, goal, promised = seen.start, seen.goal, seen.promised
    baseline = target = Cell()
    if start and start.value is not None:
        baseline = Cell(amounts.level(start.value), str(start.period))
    if goal:
        target = Cell(amounts.target(goal), str(goal.period))
    elif promised and not isinstance(promised.value, Band):
        target = Cell(amounts.page.text(promised.value.text), str(promised.period))
    gap, needed = assessment.gap, assessment.needed_per_year
    if promised and promised.label and latest is None:
        gap = needed = None  # a gap in numbers would mislead
    unknown = words("no_total") if assessment.missing else NOTHING
    reached = _is_reached(assessment)
    return {
        "baseline": baseline,
        "latest": Cell(amounts.level(latest.value), str(latest.period)) if latest else Cell(unknown),
        "target": target,
        "to_go": Cell(words("reached") if reached else amounts.change(gap)),
        "so_far": Cell(amounts.pace(assessment.so_far_per_year)),
        "needed": Cell(amounts.pace(None if reached else needed)),
    }


def _is_reached(judged: Assessment | Member) -> bool:
    goal = judged.seen.goal if judged.seen else None
    return goal is not None and judged.latest is not None and goal.is_reached(judged.latest.value)


def _members(assessment: Assessment, report: Report, amounts: Amounts) -> Iterator[MemberRow]:
    """The members that were measured; with a target of its own, one also has a baseline, a target and a status."""
    page, members = amounts.page, assessment.by(report.by) if report.by else ()
    amounts = amounts.with_decimals(max((m.latest.decimals for m in members if m.latest), default=0))
    for member in members:
        latest = Cell(amounts.level(member.latest.value), str(member.latest.period)) if member.latest else Cell()
        to_go = Cell(page.words("reached") if _is_reached(member) else amounts.change(member.gap))
        row = MemberRow(page.text(member.name), {"latest": latest, "to_go": to_go})
        if member.seen and member.status:
            start, goal, status = member.seen.start, member.seen.goal, member.status
            row.cells["baseline"] = Cell(amounts.level(start.value) if start else "")
            row.cells["target"] = Cell(amounts.target(goal) if goal else "")
            row = row._replace(
                label=f"{SYMBOLS[status]} {status_words(status, page)}",
                style=status_style(status, member.severity or Severity.UNKNOWN),
            )
        yield row


def _changed(assessment: Assessment, report: Report, page: Page) -> str:
    if report.since is None:
        return ""
    phrases = changed(report, assessment, report.since, page) or (page.words("change.nothing"),)
    changes = page.words("list.clause").join(phrases)
    return page.words("change.since", day=page.day(report.since), changes=changes)


def subtitle(assessment: Assessment, page: Page) -> str:
    """What is measured: the definition up to its first semicolon, else the unit."""
    indicator = assessment.indicator
    definition = page.text(indicator.definitions.get(indicator.definition or "")).partition(";")[0]
    has_unit = not indicator.is_percent and indicator.kind is IndicatorKind.LEVEL
    if definition or not has_unit or indicator.unit_word in ("count", "index"):
        return definition
    return page.text(indicator.unit)


def _way(assessment: Assessment) -> Way | None:
    progress, seen = assessment.progress, assessment.seen
    if progress is None or seen.goal is None or assessment.baseline is None or assessment.expected is None:
        return None
    return Way(progress, (assessment.expected - assessment.baseline) / (seen.goal.value - assessment.baseline))
