"""What changed since a day, by replay: figures, revisions, verdicts, targets, deadlines, activities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.changes import ChangeKind, activity_changes
from hcroadmap.assess.status import UNKNOWN
from hcroadmap.model.indicator import Target
from hcroadmap.model.observation import Observation
from hcroadmap.model.quantity import Band, Level
from hcroadmap.render.language.verdict import status_words
from hcroadmap.render.language.words import capitalised
from hcroadmap.render.memo.text import Brief, Markdown

MOST_FIGURES = 4


def what_changed(brief: Brief) -> list[Markdown]:
    """What changed, an item for each goal that did, one for the activities, and what did not change."""
    items = []
    for one in brief.shown:
        sentences = [*_new_figures(one, brief), *_others(one, brief)]
        if sentences:
            title, joined = one.indicator.title, Markdown(" ".join(sentences))
            items.append(brief.tell("memo.change.goal", title=title, changes=joined))
    if not items:
        items.append(brief.tell("memo.change.nothing"))
    items += _activities(brief)
    kinds = {change.kind for found in brief.changes.values() for change in found}
    if len(items) > 1 and kinds and not kinds & {ChangeKind.REVISION, ChangeKind.TARGET}:
        items.append(brief.tell("memo.change.nothing_else"))
    return items


def _others(one: Assessment, brief: Brief) -> Iterator[Markdown]:
    """Everything but new figures."""
    for change in brief.changes[one.id]:
        match change.kind:
            case ChangeKind.REVISION if change.observation and change.revised:
                yield _revision(change.observation, change.revised, one, brief)
            case ChangeKind.TARGET if change.target:
                yield _target(change.target, one, brief)
            case ChangeKind.DEADLINE if change.target:
                yield brief.tell("memo.change.deadline", period=change.target.period)
            case ChangeKind.STATUS if change.before and change.after:
                before, after = (
                    brief.words("memo.no_verdict_yet") if status in UNKNOWN else status_words(status, brief.page)
                    for status in (change.before, change.after)
                )
                if before != after:
                    yield brief.tell("memo.change.status", before=before, after=after)


def _new_figures(one: Assessment, brief: Brief) -> Iterator[Markdown]:
    """New figures together by the day on which they appeared, apart by definition, and what came late."""
    groups: dict[tuple[bool, object, str | None], list[Observation]] = {}
    own = one.indicator.definition
    for change in brief.changes[one.id]:
        row = change.observation
        if row is not None and change.revised is None and row.amount is not None:
            other = row.definition if (row.definition or own) != own else None
            groups.setdefault((change.late, row.known_on, other), []).append(row)
    for (late, day, definition), found in groups.items():
        rows = sorted(found, key=lambda row: (row.period, row.members))
        figures = _figures(rows, one, brief)
        if late:
            yield brief.tell("memo.change.late", day=day, figures=figures)
        elif definition:
            name = one.indicator.definitions.get(definition) or brief.words("memo.change.definition_none")
            yield brief.count("memo.change.elsewhere", len(rows), day=day, figures=figures, definition=name)
        elif len(rows) > MOST_FIGURES:
            newest = _figures([row for row in rows if row.period == rows[-1].period], one, brief)
            yield brief.tell("memo.change.new_many", n=len(rows), day=day, first=rows[0].period,
                             last=rows[-1].period, figures=newest)  # fmt: skip
        else:
            alone = _figure(rows[0], one, brief) if len(rows) == 1 else figures
            yield brief.count("memo.change.new", len(rows), day=day, periods=rows[0].period, figures=alone)


def _figures(rows: Sequence[Observation], one: Assessment, brief: Brief) -> str:
    return brief.figures((row.period, _figure(row, one, brief)) for row in rows)


def _figure(row: Observation, one: Assessment, brief: Brief) -> str:
    return brief.amounts(one).figure(Fraction(row.amount or 0), row.decimals, row.members)


def _revision(row: Observation, revised: Observation, one: Assessment, brief: Brief) -> Markdown:
    key = "withdrawn" if row.amount is None else "revision"
    before, after = _figure(revised, one, brief), _figure(row, one, brief)
    known = {"before": before, "after": after, "period": row.period, "day": row.known_on}
    return brief.tell(f"memo.change.{key}", **known)


def _target(target: Target, one: Assessment, brief: Brief) -> Markdown:
    former = one.indicator.target_on(brief.since)
    before = _promised(former, one, brief) if former else ""
    reason = capitalised(brief.page.text(target.reason)).rstrip(".")
    after = _promised(target, one, brief)
    return brief.tell("memo.change.target", before=before, after=after, reason=f"{reason}.")


def _promised(target: Target, one: Assessment, brief: Brief) -> str:
    amounts = brief.amounts(one)
    match target.value:
        case Level(value=value):
            level = amounts.level(Fraction(value))
        case Band(low=low, high=high):
            level = f"{brief.page.number(Fraction(low.value), low.decimals)}–{amounts.level(Fraction(high.value))}"
        case relative:
            level = brief.page.text(relative.text)
    return brief.words("memo.change.target_in", value=level, period=brief.period(target.period))


def _activities(brief: Brief) -> Iterator[Markdown]:
    """How many activities were reported on since the day, for all action lines together."""
    number = len(brief.report.roadmap.activities)
    if not number:
        return
    reported = len({change.activity for change in activity_changes(brief.report, brief.since)})
    if reported:
        news = brief.count("memo.change.activities_told", reported)
    elif brief.report.activities()["unreported"] == number:
        news = brief.count("memo.change.activities_unknown", number)
    else:
        news = brief.tell("memo.change.activities_silent")
    yield brief.tell("memo.change.activities", changes=news)
