"""What changed since a day, by replay: figures, revisions, verdicts, targets, deadlines, activities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.changes import Change, ChangeKind, activity_changes, changes
from hcroadmap.model.indicator import Target
from hcroadmap.model.observation import Observation
from hcroadmap.model.quantity import Band, Level
from hcroadmap.render.language.words import capitalised
from hcroadmap.render.memo.goals import verdict
from hcroadmap.render.memo.text import Brief, Markdown

FIGURES = (ChangeKind.FIGURE, ChangeKind.REVISION, ChangeKind.DEFINITION)
MOST_FIGURES = 4


def has_new_figures(shown: Sequence[Assessment], brief: Brief) -> bool:
    """Did any figure of the goals appear, or change, since the day?"""
    return any(change.kind in FIGURES for one in shown for change in changes(brief.report, one, brief.since))


def changed(shown: Sequence[Assessment], brief: Brief) -> list[Markdown]:
    """What changed, an item for each goal that did, one for the activities, and what did not change."""
    found = {one.id: changes(brief.report, one, brief.since) for one in shown}
    items = []
    for one in shown:
        told = list(_told(one, found[one.id], brief))
        if told:
            name = brief.text(one.indicator.title)
            items.append(brief.tell("memo.change.goal", title=name, changes=Markdown(" ".join(told))))
    if not items:
        items.append(brief.tell("memo.change.nothing"))
    items += _activities(brief)
    kinds = {change.kind for of_one in found.values() for change in of_one}
    if len(items) > 1 and any(found.values()) and not kinds & {ChangeKind.REVISION, ChangeKind.TARGET}:
        items.append(brief.tell("memo.change.nothing_else"))
    return items


def _told(assessment: Assessment, found: Sequence[Change], brief: Brief) -> Iterator[Markdown]:
    yield from _new_figures(assessment, found, brief)
    for change in found:
        match change.kind:
            case ChangeKind.REVISION if change.observation and change.revised:
                yield _revision(change.observation, change.revised, assessment, brief)
            case ChangeKind.TARGET if change.target:
                yield _target(change.target, assessment, brief)
            case ChangeKind.DEADLINE if change.target:
                yield brief.tell("memo.change.deadline", period=brief.period(change.target.period))
            case ChangeKind.STATUS if change.before and change.after and change.before is not change.after:
                before, after = verdict(change.before, brief), verdict(change.after, brief)
                if before != after:
                    yield brief.tell("memo.change.status", before=before, after=after)


def _new_figures(assessment: Assessment, found: Sequence[Change], brief: Brief) -> Iterator[Markdown]:
    """New figures together by the day on which they appeared, apart by definition, and what came late."""
    groups: dict[tuple[object, ...], list[Observation]] = {}
    own = assessment.indicator.definition
    for change in found:
        row = change.observation
        if row is not None and change.revised is None and row.amount is not None:
            elsewhere = row.definition if (row.definition or own) != own else None
            groups.setdefault((change.late, row.known_on, elsewhere), []).append(row)
    for (late, _, definition), rows in groups.items():
        shown = sorted(rows, key=lambda row: (row.period, row.members))
        told = {"day": brief.page.day(rows[0].known_on), "figures": _listed(shown, assessment, brief)}
        if late:
            yield brief.tell("memo.change.late", **told)
        elif definition:
            wording = assessment.indicator.definitions.get(str(definition))
            name = brief.page.text(wording) if wording else brief.words("memo.change.definition_none")
            yield brief.count("memo.change.elsewhere", len(rows), definition=name, **told)
        else:
            yield _appeared(shown, assessment, brief)


def _appeared(rows: Sequence[Observation], assessment: Assessment, brief: Brief) -> Markdown:
    day = brief.page.day(rows[0].known_on)
    if len(rows) <= MOST_FIGURES:
        alone = len(rows) == 1
        figures = _value(rows[0], assessment, brief) if alone else _listed(rows, assessment, brief)
        return brief.count(
            "memo.change.new", len(rows), day=day, periods=brief.period(rows[0].period), figures=figures
        )
    newest = [row for row in rows if row.period == rows[-1].period]
    return brief.tell("memo.change.new_many", n=len(rows), day=day, first=brief.period(rows[0].period),
                       last=brief.period(rows[-1].period), figures=_listed(newest, assessment, brief))  # fmt: skip


def _listed(rows: Sequence[Observation], assessment: Assessment, brief: Brief) -> str:
    """“42 percent (2013) and 36 percent (2015)”; of one period the period once."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(brief.period(row.period), []).append(_value(row, assessment, brief))
    return brief.words.enumerate([f"{brief.words.enumerate(told)} ({period})" for period, told in groups.items()])


def _value(row: Observation, assessment: Assessment, brief: Brief) -> str:
    """A figure with its own digits and the member it is of."""
    amounts = brief.amounts(assessment)
    members = brief.page.text(", ".join(member for _, member in row.members))
    number = brief.page.number(Fraction(row.amount or 0), row.decimals)
    shown = (
        number + brief.page.words("memo.percent")
        if amounts.percent
        else amounts.with_unit(row.amount or Fraction(0))
    )
    return f"{members} {shown}".strip()


def _revision(row: Observation, revised: Observation, assessment: Assessment, brief: Brief) -> Markdown:
    told = {"period": brief.period(row.period), "day": brief.page.day(row.known_on)}
    before = _value(revised, assessment, brief)
    if row.amount is None:
        return brief.tell("memo.change.withdrawn", before=before, **told)
    return brief.tell("memo.change.revision", before=before, after=_value(row, assessment, brief), **told)


def _target(target: Target, assessment: Assessment, brief: Brief) -> Markdown:
    former = assessment.indicator.target_on(brief.since)
    before = _promised(former, assessment, brief) if former else ""
    after = _promised(target, assessment, brief)
    reason = brief.page.text(target.reason)
    return brief.tell(
        "memo.change.target", before=before, after=after, reason=f"{capitalised(reason).rstrip('.')}."
    )


def _promised(target: Target, assessment: Assessment, brief: Brief) -> str:
    amounts = brief.amounts(assessment)
    match target.value:
        case Level(value=value):
            told = amounts.level(Fraction(value))
        case Band(low=low, high=high):
            told = f"{brief.page.number(Fraction(low.value), low.decimals)}–{amounts.level(Fraction(high.value))}"
        case relative:
            told = brief.page.text(relative.text)
    return brief.words("memo.change.target_in", value=told, period=brief.period(target.period))


def _activities(brief: Brief) -> Iterator[Markdown]:
    """How many activities were reported on since the day, for all action lines together."""
    activities = brief.report.roadmap.activities.values()
    if not activities:
        return
    told = len({change.activity for change in activity_changes(brief.report, brief.since)})
    if told:
        changes_told = brief.count("memo.change.activities_told", told)
    elif brief.report.activities()["unreported"] == len(activities):
        changes_told = brief.count("memo.change.activities_unknown", len(activities))
    else:
        changes_told = brief.tell("memo.change.activities_silent")
    yield brief.tell("memo.change.activities", changes=changes_told)
