"""The gap report in words and numbers: what to say, but not how to draw it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from hcroadmap.assess.activities import agenda, state_counts
from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.changes import changes
from hcroadmap.assess.promise import Dated
from hcroadmap.assess.status import Severity, Status
from hcroadmap.model.quantity import Band
from hcroadmap.model.vocabulary import IndicatorKind
from hcroadmap.render.language.changes import changes_in_words, reported
from hcroadmap.render.language.firmness import fragile
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.sentences import row_note
from hcroadmap.render.language.summary import counts, headline, news, next_steps
from hcroadmap.render.language.verdict import SYMBOLS, broke_its_level, status_style, style, verdict_words
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
    """One indicator; its cells are named as in `COLUMNS` and `WIDE_COLUMNS`, and `firmness` only says fragile."""

    id: str
    symbol: str
    status: str
    style: str
    title: str
    subtitle: str
    firmness: str
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
    rows: Sequence[GapRow]
    changed: str = ""


class GapReport(NamedTuple):
    """The whole page; `heads` are those of `COLUMNS` and `WIDE_COLUMNS` by name."""

    title: str
    as_of: str
    headline: str
    news: str
    heads: dict[str, str]
    groups: Sequence[GapGroup]
    counts: tuple[tuple[str, str], ...]
    next: tuple[str, ...]
    context: str
    chosen: str


def gap_report(report: Report, page: Page, *, everything: bool = False) -> GapReport:
    """A report in the words of a page; with `everything`, indicators that are not goals too, where some are."""
    words = page.words
    goals = [assessment for assessment in report.assessments if assessment.indicator.goal is not None]
    shown = list(report.assessments) if everything or not goals else goals
    hidden = len(report.assessments) - len(shown)
    rows: defaultdict[str | None, list[GapRow]] = defaultdict(list)
    for assessment in shown:
        rows[assessment.indicator.action_line].append(_row(assessment, report, page))
    groups = []
    activities = agenda(report.roadmap, report.as_of)
    is_whole = len(report.assessments) == len(report.roadmap.indicators)
    standings = [one for one in activities.standings if is_whole or one.activity.action_line in rows]
    for name, line in report.roadmap.action_lines.items():
        if name in rows:
            counted = counted_activities(state_counts(activities.select(action_lines=[name]).standings), page)
            groups.append(GapGroup(page.text(line.title), counted, rows[name], reported(report, name, page)))
    if None in rows:
        groups.append(GapGroup(words("other_line") if len(rows) > 1 else "", "", rows[None]))
    return GapReport(
        title=page.text(report.roadmap.heading.title),
        as_of=words("as_of", day=page.day(report.as_of)),
        headline=headline(goals or shown, report.as_of, page, are_goals=bool(goals)),
        news=_changed(groups, report, page, are_goals=bool(goals))
        or news(goals or shown, report.as_of, page, are_goals=bool(goals)),
        heads={name: words(f"column.{name}") for name in (*COLUMNS, *WIDE_COLUMNS)},
        groups=groups,
        counts=counts(shown, page),
        next=next_steps(shown, page, standings),
        context=_context(hidden, page) if hidden else "",
        chosen=words("chosen") if any(assessment.indicator.choices for assessment in shown) else "",
    )


def _context(hidden: int, page: Page) -> str:
    """How many indicators are left out, and for those with a terminal how to see them."""
    if page.commands:
        return page.words("context.terminal", n=hidden)
    return page.words.spelled("context.page", hidden)


def _changed(groups: Sequence[GapGroup], report: Report, page: Page, *, are_goals: bool) -> str:
    """On how many rows something changed since the day of the last look; empty where no day was asked for."""
    if report.since is None:
        return ""
    number = sum(bool(row.changed) for group in groups for row in group.rows)
    day, told = page.day(report.since), any(group.changed for group in groups)
    if number:
        key = "news.changed_goals" if are_goals else "news.changed_indicators"
        return page.words.count(key, number, day=day)
    return page.words("news.activities" if told else "news.unchanged", day=day)


def counted_activities(counted: Mapping[str, int], page: Page) -> str:
    """How many activities there are, and how many in each state and overdue; empty where there are none."""
    total = sum(counted.values()) - counted["overdue"]
    if counted["unreported"] == total and not counted["overdue"]:
        return page.words.count("activities.unreported", total) if total else ""
    return page.words.count("activities.all", total, states=activity_states(counted, page))


def activity_states(counted: Mapping[str, int], page: Page) -> str:
    """How many activities are in each state, which adds up to all, and how many of them are overdue."""
    words, overdue = page.words, counted["overdue"]
    known = {state: number for state, number in counted.items() if number and state != "overdue"}
    states = words("list.separator").join(f"{number} {words(f'state.{state}')}" for state, number in known.items())
    if not overdue:
        return states
    form = "one" if sum(known.values()) == 1 else "many"
    return f"{states}{words('list.clause')}{words(f'activities.overdue.{form}', n=overdue)}"


def _row(assessment: Assessment, report: Report, page: Page) -> GapRow:
    words, amounts, indicator = page.words, Amounts(assessment, page), assessment.indicator
    goal, base, expected, way = assessment.seen.goal, assessment.baseline, assessment.expected, None
    progress = None if broke_its_level(assessment) else assessment.progress
    if progress is not None and goal and base is not None and expected is not None:
        way = Way(progress, (expected - base) / (goal.value - base))
    since = ""
    if report.since:
        found = changes(report, assessment, report.since)
        if phrases := changes_in_words(assessment, found, page):
            told = words("list.clause").join(phrases)
            since = words("change.since", day=page.day(report.since), changes=told)
    return GapRow(
        id=assessment.id,
        symbol=SYMBOLS[assessment.status],
        status=verdict_words(assessment, page),
        style=style(assessment),
        title=page.text(indicator.title) + ("\u00a0†" if indicator.choices else ""),
        subtitle=subtitle(assessment, page),
        firmness=fragile(assessment, page),
        cells=figures(assessment, amounts),
        way=way,
        notes=tuple(row_note(assessment, Voice(page))),
        members=tuple(_members(assessment, report, amounts)),
        changed=since,
    )


def figures(assessment: Assessment, amounts: Amounts) -> dict[str, Cell]:
    """The cells of `COLUMNS` and `WIDE_COLUMNS`; a target of unknown amount is shown as it was typed."""
    words, goal, promised = amounts.page.words, assessment.seen.goal, assessment.seen.promised
    latest, target = _dated(assessment.latest, amounts), Cell()
    if assessment.missing and assessment.latest is None:
        latest = Cell(words("no_total"))
    if goal:
        target = Cell(amounts.target(goal), str(goal.period))
    elif promised and not isinstance(promised.value, Band):
        target = Cell(amounts.page.text(promised.value.text), str(promised.period))
    gap, needed = assessment.gap, assessment.needed_per_year
    is_there = assessment.latest is not None and gap is not None and gap <= 0
    reached = is_there or assessment.status in (Status.MET, Status.MET_LATE)
    if promised and promised.label and assessment.latest is None:
        gap = needed = None  # a gap in numbers would mislead
    to_go = amounts.change(gap)
    if reached:
        to_go = NOTHING if broke_its_level(assessment) else words("reached")
    return {
        "baseline": _dated(assessment.seen.baseline, amounts),
        "latest": latest,
        "target": target,
        "to_go": Cell(to_go),
        "so_far": Cell(amounts.pace(assessment.so_far_per_year)),
        "needed": Cell(amounts.pace(None if reached else needed)),
    }


def _dated(figure: Dated | None, amounts: Amounts) -> Cell:
    return Cell(amounts.level(figure.value), str(figure.period)) if figure else Cell()


def _members(assessment: Assessment, report: Report, amounts: Amounts) -> Iterator[MemberRow]:
    """The members that were measured; with a target of its own, one also has a baseline, a target and a status."""
    page, members = amounts.page, assessment.by(report.by) if report.by else ()
    amounts = amounts.with_decimals(max((m.latest.decimals for m in members if m.latest), default=0))
    for member in members:
        seen, status, gap, label, colour = member.seen, member.status, member.gap, "", ""
        cells = {"latest": _dated(member.latest, amounts), "to_go": Cell(amounts.change(gap))}
        if seen and status:
            cells["baseline"] = Cell(amounts.level(seen.start.value) if seen.start else "")
            cells["target"] = Cell(amounts.target(seen.goal) if seen.goal else "")
            if member.latest and gap is not None and gap <= 0:
                cells["to_go"] = Cell(page.words("reached"))
            label = f"{SYMBOLS[status]} {page.words(f'status.{status}')}"
            colour = status_style(status, member.severity or Severity.UNKNOWN)
        yield MemberRow(page.text(member.name), cells, label, colour)


def subtitle(assessment: Assessment, page: Page) -> str:
    """What is measured: the definition up to its first semicolon, else the unit."""
    indicator = assessment.indicator
    definition = page.text(indicator.definitions.get(indicator.definition or "")).partition(";")[0]
    has_unit = not indicator.is_percent and indicator.kind is IndicatorKind.LEVEL
    if definition or not has_unit or indicator.unit_word in ("count", "index"):
        return definition
    return page.text(indicator.unit)
