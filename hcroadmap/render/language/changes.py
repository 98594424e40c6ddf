"""What changed about an indicator, in words."""

from collections import defaultdict
from collections.abc import Iterable

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.changes import ActivityChange, Change, ChangeKind, reports_about
from hcroadmap.model.observation import Observation
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.verdict import status_words
from hcroadmap.render.language.voice import Amounts, Voice

MOST_FIGURES = 4


def changes_in_words(assessment: Assessment, found: Iterable[Change], page: Page) -> tuple[str, ...]:
    """What changed as a few phrases, plainly new figures together, of many only the newest."""
    amounts, found = Amounts(assessment, page), tuple(found)
    own = (None, assessment.indicator.definition)
    figures = [change for change in found if change.kind is ChangeKind.FIGURE and not change.late]
    new = [change for change in figures if change.observation and change.observation.definition in own]
    rest = [_phrase(change, amounts) for change in found if change not in new]
    rows = [f"{_value(row, amounts)} ({row.period})" for change in new if (row := change.observation)]
    if not rows:
        return tuple(rest)
    if len(rows) > MOST_FIGURES:
        rows = [page.words("change.earlier", n=len(rows) - MOST_FIGURES + 1), *rows[-MOST_FIGURES + 1 :]]
    return page.words.count("change.new", len(new), figures=page.words.enumerate(rows)), *rest


def _phrase(change: Change, amounts: Amounts) -> str:
    """One change as a phrase: what is new, or what was."""
    voice, row, target = Voice(amounts.page), change.observation, change.target
    if row is not None:
        kind = "definition_changed" if change.kind is ChangeKind.FIGURE else str(change.kind)
        return voice.tell(
            "change.late" if change.late and not change.revised else f"change.{kind}",
            definition=row.definition,
            value=_value(row, amounts),
            before=_value(change.revised, amounts),
            period=row.period,
            day=row.known_on,
        )
    if change.kind is ChangeKind.STATUS and change.before:
        return voice.tell("change.status_changed", before=status_words(change.before, amounts.page))
    reason = voice.write(target and target.reason).rstrip(".")
    return voice.tell(f"change.{change.kind}", reason=reason, period=target and target.period)


def reported(report: Report, action_line: str, page: Page) -> str:
    """What was reported about the activities of an action line since the day of the last look."""
    changes = reports_in_words(report, reports_about(report, action_line), page)
    return (
        page.words("agenda.changed", day=page.day(report.since), changes=changes)
        if report.since and changes
        else ""
    )


def reports_in_words(report: Report, reports: Iterable[ActivityChange], page: Page) -> str:
    """What was reported about activities, each thing once, in order; entries of one register together."""
    voice, phrases = Voice(page), defaultdict[str, dict[str, None]](dict)
    for change in reports:
        entry, title = change.entry, report.roadmap.activities[change.activity].title
        reached = change.update.state if change.update else change.after
        state = page.words(f"state.{entry.state if entry else reached}")
        if entry:
            entered = voice.tell("agenda.entered_one", entry=entry.name, state=state)
            phrases[voice.tell("agenda.entered", title=title)][entered] = None
        else:
            phrases[voice.tell("agenda.became", title=title, state=state)] = {}
    told = (opening + page.words("list.separator").join(entries) for opening, entries in phrases.items())
    return page.words("list.clause").join(told)


def _value(row: Observation | None, amounts: Amounts) -> str:
    """A figure with the member it is of and its own digits."""
    if row is None or row.amount is None:
        return amounts.page.words("show.was_withdrawn")
    members = amounts.page.text(", ".join(member for _, member in row.members))
    return f"{members} {amounts.page.number(row.amount, amounts.digits(row))}{amounts.percent}".strip()
