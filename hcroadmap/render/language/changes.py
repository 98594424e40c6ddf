"""What changed about an indicator, in words."""

from datetime import date

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.changes import ActivityChange, Change, ChangeKind, activity_changes, changes
from hcroadmap.model.observation import Observation
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.verdict import status_words
from hcroadmap.render.language.voice import Amounts, Voice

MOST_FIGURES = 4


def changed(report: Report, assessment: Assessment, since: date, page: Page) -> tuple[str, ...]:
    """What changed as a few phrases, plainly new figures together; none when nothing did."""
    amounts, found = Amounts(assessment, page), changes(report, assessment, since)
    own = (None, assessment.indicator.definition)
    figures = [change for change in found if change.kind is ChangeKind.FIGURE and not change.late]
    new = [change for change in figures if change.observation and change.observation.definition in own]
    rest = [_phrase(change, amounts) for change in found if change not in new]
    return (*([_new_figures(new, amounts)] if new else []), *rest)


def _new_figures(new: list[Change], amounts: Amounts) -> str:
    """“42% (2013) and 36% (2015) are new”; of many only the newest are named."""
    words, rows = amounts.page.words, [change.observation for change in new if change.observation]
    figures = [f"{_value(row, amounts)} ({row.period})" for row in rows]
    if len(figures) > MOST_FIGURES:
        figures = [words("change.earlier", n=len(figures) - MOST_FIGURES + 1), *figures[-MOST_FIGURES + 1 :]]
    return words.count("change.new", len(new), figures=words.enumerate(figures))


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
    found = activity_changes(report, report.since, action_line)
    phrases = page.words("list.clause").join(dict.fromkeys(_activity_phrase(one, report, page) for one in found))
    return phrases and page.words("agenda.changed", day=page.day(report.since), changes=phrases)


def _activity_phrase(change: ActivityChange, report: Report, page: Page) -> str:
    """A change of an activity, or of one thing in its register, as a phrase."""
    voice, title = Voice(page), report.roadmap.activities[change.activity].title
    if change.entry:
        state = page.words(f"state.{change.entry.state}")
        return voice.tell("agenda.entered", title=title, entry=change.entry.name, state=state)
    reached = change.update.state if change.update else change.after
    return voice.tell("agenda.became", title=title, state=page.words(f"state.{reached}"))


def _value(row: Observation | None, amounts: Amounts) -> str:
    """A figure with the member it is of and its own digits."""
    if row is None or row.amount is None:
        return amounts.page.words("show.was_withdrawn")
    members = amounts.page.text(", ".join(member for _, member in row.members))
    return f"{members} {amounts.page.number(row.amount, amounts.digits(row))}{amounts.percent}".strip()
