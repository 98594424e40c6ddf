"""What changed about an indicator, in words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.changes import ActivityChange, Change, ChangeKind, activity_changes, changes
from hcroadmap.model.observation import Observation
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.voice import Amounts

MOST_FIGURES = 4


def changed(report: Report, assessment: Assessment, since: date, page: Page) -> tuple[str, ...]:
    """What changed as a few phrases, plainly new figures together; none when nothing did."""
    amounts, found = Amounts(assessment, page), changes(report, assessment, since)
    new = [change for change in found if _is_plainly_new(change, assessment)]
    rest = [phrase(change, page, amounts) for change in found if change not in new]
    return (*([_new_figures(new, page, amounts)] if new else []), *rest)


def _is_plainly_new(change: Change, assessment: Assessment) -> bool:
    row = change.observation
    own = (
        row is not None and (row.definition or assessment.indicator.definition) == assessment.indicator.definition
    )
    return change.kind is ChangeKind.FIGURE and own and not change.late


def _new_figures(new: list[Change], page: Page, amounts: Amounts) -> str:
    """“42% (2013) and 36% (2015) are new”; of many only the newest are named."""
    rows = [change.observation for change in new if change.observation]
    figures = [f"{_value(row, page, amounts)} ({row.period})" for row in rows]
    if len(figures) > MOST_FIGURES:
        figures = [page.words("change.earlier", n=len(figures) - MOST_FIGURES + 1), *figures[-MOST_FIGURES + 1 :]]
    return page.words.count("change.new", len(new), figures=page.words.enumerate(figures))


def phrase(change: Change, page: Page, amounts: Amounts) -> str:
    """One change as a phrase: what is new, or what was."""
    words, row, target = page.words, change.observation, change.target
    if row is not None:
        value, before = _value(row, page, amounts), _value(change.revised, page, amounts)
        told = {"value": value, "before": before, "period": row.period, "day": page.day(row.known_on)}
        return words(f"change.{_kind(change)}", definition=page.text(row.definition), **told)
    if change.kind is ChangeKind.STATUS and change.before:
        return words("change.status_changed", before=words(f"status.{change.before}"))
    reason = page.text(target.reason).rstrip(".") if target else ""
    return words(f"change.{change.kind}", reason=reason, period=target.period if target else "")


def _kind(change: Change) -> str:
    """Which words fit a figure: a late one, a revised one, or a new one of another definition."""
    if change.late and not change.revised:
        return "late"
    return "definition_changed" if change.kind is ChangeKind.FIGURE else str(change.kind)


def reported(report: Report, action_line: str, page: Page) -> str:
    """What was reported about the activities of an action line since the day of the last look."""
    told = activity_changes(report, report.since, action_line) if report.since else ()
    if not told or report.since is None:
        return ""
    phrases = dict.fromkeys(activity_phrase(change, report, page) for change in told)
    joined = page.words("list.clause").join(phrases)
    return page.words("agenda.changed", day=page.day(report.since), changes=joined)


def activity_phrase(change: ActivityChange, report: Report, page: Page) -> str:
    """What is said of an activity, or of one thing in its register, as a phrase."""
    words, title = page.words, page.text(report.roadmap.activities[change.activity].title)
    if change.entry:
        state = words(f"state.{change.entry.state}")
        return words("agenda.entered", title=title, entry=page.text(change.entry.name), state=state)
    told = change.update.state if change.update else change.after
    return words("agenda.became", title=title, state=words(f"state.{told}"))


def _value(row: Observation | None, page: Page, amounts: Amounts) -> str:
    """A figure with the member it is of and its own digits."""
    if row is None or row.amount is None:
        return page.words("show.was_withdrawn")
    members = page.text(", ".join(member for _, member in row.members))
    number = page.number(Fraction(row.amount), amounts.digits(row)) + (
        page.words("number.percent") if amounts.percent else ""
    )
    return f"{members} {number}".strip()
