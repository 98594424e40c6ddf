"""What changed about an indicator, in words."""

from datetime import date

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.changes import Change, ChangeKind, activity_changes, changes
from hcroadmap.model.observation import Observation
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.verdict import status_words
from hcroadmap.render.language.voice import Amounts, Voice

MOST_FIGURES = 4


def changed(report: Report, assessment: Assessment, since: date, page: Page) -> tuple[str, ...]:
    """What changed as a few phrases, plainly new figures together, of many only the newest."""
    amounts, found = Amounts(assessment, page), changes(report, assessment, since)
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
    if report.since is None:
        return ""
    voice, phrases = Voice(page), dict[str, None]()  # each once, in order
    for change in activity_changes(report, report.since, action_line):
        entry, title = change.entry, report.roadmap.activities[change.activity].title
        reached = change.update.state if change.update else change.after
        state = page.words(f"state.{entry.state if entry else reached}")
        key, name = ("agenda.entered", entry.name) if entry else ("agenda.became", None)
        phrases[voice.tell(key, title=title, entry=name, state=state)] = None
    changes = page.words("list.clause").join(phrases)
    return changes and page.words("agenda.changed", day=page.day(report.since), changes=changes)


def _value(row: Observation | None, amounts: Amounts) -> str:
    """A figure with the member it is of and its own digits."""
    if row is None or row.amount is None:
        return amounts.page.words("show.was_withdrawn")
    members = amounts.page.text(", ".join(member for _, member in row.members))
    return f"{members} {amounts.page.number(row.amount, amounts.digits(row))}{amounts.percent}".strip()
