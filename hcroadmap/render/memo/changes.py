"""What changed since a day, by replay: figures, revisions, verdicts, targets, deadlines, activities."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.changes import ChangeKind, activity_changes
from hcroadmap.assess.status import UNKNOWN
from hcroadmap.model.indicator import Target
from hcroadmap.model.observation import Observation
from hcroadmap.model.period import day_period
from hcroadmap.model.quantity import Band, Level
from hcroadmap.render.language.changes import MOST_FIGURES
from hcroadmap.render.language.verdict import status_words
from hcroadmap.render.language.words import capitalised
from hcroadmap.render.memo.text import Brief, Markdown


def what_changed(brief: Brief) -> list[Markdown]:
    """What changed, an item for each goal that did, one for the activities, and what did not change."""
    items = []
    for one in brief.shown:
        if sentences := [*_new_figures(one, brief), *_others(one, brief)]:
            changes = Markdown(" ".join(sentences))
            items.append(brief.tell("memo.change.goal", title=one.indicator.title, changes=changes))
    if brief.is_first:
        items.insert(0, brief.tell("memo.change.first", day=brief.since))
    items = items or [brief.tell("memo.change.nothing")]
    if number := len(brief.report.roadmap.activities):
        if reported := len({change.activity for change in activity_changes(brief.report, brief.since)}):
            changes = brief.count("memo.change.activities_told", reported)
        elif brief.report.activities()["unreported"] == number:
            changes = brief.count("memo.change.activities_unknown", number)
        else:
            changes = brief.tell("memo.change.activities_silent")
        items.append(brief.tell("memo.change.activities", changes=changes))
    kinds = {change.kind for found in brief.changes.values() for change in found}
    if len(items) > 1 and kinds and not brief.is_first and not kinds & {ChangeKind.REVISION, ChangeKind.TARGET}:
        items.append(brief.tell("memo.change.nothing_else"))
    return items


def _others(one: Assessment, brief: Brief) -> Iterator[Markdown]:
    """Everything but new figures."""
    for change in brief.changes[one.id]:
        row, revised, target = change.observation, change.revised, change.target
        if row and revised:
            key = "withdrawn" if row.amount is None else "revision"
            before, after = (_figure(version, one, brief) for version in (revised, row))
            yield brief.tell(f"memo.change.{key}", before=before, after=after, period=row.period, day=row.known_on)
        elif target and change.kind is ChangeKind.TARGET:
            former, reason = one.indicator.target_on(brief.since), capitalised(brief.page.text(target.reason))
            before, after = (_promised(version, one, brief) if version else "" for version in (former, target))
            yield brief.tell("memo.change.target", before=before, after=after, reason=f"{reason.rstrip('.')}.")
        elif target:
            yield brief.tell("memo.change.deadline", period=target.period)
        elif change.before and change.after and not brief.is_first:
            before, after = (
                brief.words("memo.no_verdict_yet") if status in UNKNOWN else status_words(status, brief.page)
                for status in (change.before, change.after)
            )
            if before != after:
                yield brief.tell("memo.change.status", before=before, after=after)


def _promised(target: Target, one: Assessment, brief: Brief) -> str:
    """A target as it was written, with its period."""
    amounts = brief.amounts(one)
    match target.value:
        case Level(value=value):
            level = amounts.level(Fraction(value))
        case Band(low=low, high=high):
            level = f"{brief.page.number(Fraction(low.value), low.decimals)}–{amounts.level(Fraction(high.value))}"
        case relative:
            level = brief.page.text(relative.text)
    return f"{level} {brief.when(target.period)}"


def _new_figures(one: Assessment, brief: Brief) -> Iterator[Markdown]:
    """New figures together by the day on which they appeared, apart by definition, and what came late."""
    groups: defaultdict[tuple[bool, date, str | None], list[Observation]] = defaultdict(list)
    own = one.indicator.definition
    for change in brief.changes[one.id]:
        row = change.observation
        if row is not None and change.revised is None and row.amount is not None:
            other = row.definition if (row.definition or own) != own else None
            groups[change.late, row.known_on, other].append(row)
    for (late, day, definition), found in groups.items():
        rows = sorted(found, key=lambda row: (row.period, row.members))
        first, last, number = rows[0].period, rows[-1].period, len(rows)
        is_many = number > MOST_FIGURES and not late and not definition
        shown = [row for row in rows if row.period == last] if is_many else rows
        figures = brief.figures((row.period, _figure(row, one, brief)) for row in shown)
        if late:
            yield brief.tell("memo.change.late", day=day, figures=figures)
        elif definition:
            name = one.indicator.definitions.get(definition) or brief.words("memo.change.definition_none")
            yield brief.count("memo.change.elsewhere", number, day=day, figures=figures, definition=name)
        elif is_many:
            yield brief.tell("memo.change.new_many", n=number, day=day, first=first, last=last, figures=figures)
        else:
            alone = _figure(rows[0], one, brief) if number == 1 else figures
            key = "stood" if number == 1 and first == day_period(day) else "new"
            yield brief.count(f"memo.change.{key}", number, day=day, periods=first, figures=alone)


def _figure(row: Observation, one: Assessment, brief: Brief) -> str:
    amounts = brief.amounts(one)
    return amounts.figure(Fraction(row.amount or 0), amounts.digits(row), row.members)
