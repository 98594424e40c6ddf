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
    rest = [_phrase(change, page, amounts) for change in found if change not in new]
    return (*([_new_figures(new, page, amounts)] if new else []), *rest)


def _is_plainly_new(change: Change, assessment: Assessment) -> bool:
    row, own = change.observation, assessment.indicator.definition
    return (
        change.kind is ChangeKind.FIGURE and not change.late and row is not None and row.definition in (None, own)
    )


def _new_figures(new: list[Change], page: Page, amounts: Amounts) -> str:
    """“42% (2013) and 36% (2015) are new”; of many only the newest are named."""
    rows = [change.observation for change in new if change.observation]
    figures = [f"{_value(row, page, amounts)} ({row.period})" for row in rows]
    if len(figures) > MOST_FIGURES:
        figures = [page.words("change.earlier", n=len(figures) - MOST_FIGURES + 1), *figures[-MOST_FIGURES + 1 :]]
    return page.words.count("change.new", len(new), figures=page.words.enumerate(figures))


def _phrase(change: Change, page: Page, amounts: Amounts) -> str:
    """One change as a phrase: what is new, or what was."""
    words, row, target = page.words, change.observation, change.target
    if row is not None:
        value, before = _value(row, page, amounts), _value(change.revised, page, amounts)
        kind = "definition_changed" if change.kind is ChangeKind.FIGURE else str(change.kind)
        kind = "late" if change.late and not change.revised else kind
        told = {"value": value, "before": before, "period": row.period, "day": page.day(row.known_on)}
        return words(f"change.{kind}", definition=page.text(row.definition), **told)
    if change.kind is ChangeKind.STATUS and change.before:
        return words("change.status_changed", before=words(f"status.{change.before}"))
    reason = page.text(target.reason).rstrip(".") if target else ""
    return words(f"change.{change.kind}", reason=reason, period=target.period if target else "")


def reported(report: Report, action_line: str, page: Page) -> str:
    """What was reported about the activities of an action line since the day of the last look."""
    if report.since is None:
        return ""
    found = activity_changes(report, report.since, action_line)
    phrases = page.words("list.clause").join(dict.fromkeys(_activity_phrase(one, report, page) for one in found))
    return phrases and page.words("agenda.changed", day=page.day(report.since), changes=phrases)


def _activity_phrase(change: ActivityChange, report: Report, page: Page) -> str:
    """A change of an activity, or of one thing in its register, as a phrase."""
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
    return f"{members} {page.number(Fraction(row.amount), amounts.digits(row))}{amounts.percent}".strip()
