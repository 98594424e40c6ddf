"""The activities of an action line: done, overdue, next and not reported, each with who answers for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from hcroadmap.model.activity import Activity
from hcroadmap.model.vocabulary import ActivityState
from hcroadmap.render.memo.text import Brief, Markdown

MOST_NEXT = 5


def activities_of(action_line: str, brief: Brief) -> tuple[Markdown, list[Markdown]]:
    """A sentence where nothing was ever reported, else a list."""
    chosen = [one for one in brief.report.roadmap.activities.values() if one.action_line == action_line]
    as_of = brief.report.as_of
    if not chosen or any(one.due or one.state_on(as_of) is not ActivityState.UNREPORTED for one in chosen):
        return Markdown(""), list(_items(chosen, brief))
    sentences = [brief.count("memo.activities.silent", len(chosen))]
    if any(one.owners for one in chosen):
        sentences.append(brief.tell("memo.activities.asked", owners=_owners(chosen, brief)))
    return Markdown(" ".join(sentences)), []


def _items(chosen: Sequence[Activity], brief: Brief) -> Iterator[Markdown]:
    as_of, since = brief.report.as_of, brief.since
    done = [one for one in chosen if _is_done_since(one, since, as_of)]
    overdue = sorted((one for one in chosen if one.is_overdue(as_of)), key=lambda one: one.due or as_of)
    open_ones = [one for one in chosen if one not in overdue and not one.state_on(as_of).is_finished]
    silent = [one for one in open_ones if one.due is None and one.state_on(as_of) is ActivityState.UNREPORTED]
    following = sorted((one for one in open_ones if one not in silent), key=lambda one: one.due or date.max)
    if done:
        yield brief.tell("memo.activities.done", day=since, items=_listed(done, "", brief))
    if overdue:
        yield brief.tell("memo.activities.overdue", items=_listed(overdue, "was_due", brief))
    if following:
        items = _listed(following[:MOST_NEXT], "due", brief)
        more = len(following) - MOST_NEXT
        rest = f" {brief.words('memo.activities.more', n=more)}" if more > 0 else ""
        yield brief.tell("memo.activities.next", items=Markdown(items + rest))
    if silent:
        yield brief.count("memo.activities.unreported", len(silent), owners=_owners(silent, brief))


def _is_done_since(activity: Activity, since: date, as_of: date) -> bool:
    before = activity.as_noticed(since).state_on(since)
    return activity.state_on(as_of) is ActivityState.DONE and before is not ActivityState.DONE


def _listed(chosen: Sequence[Activity], due: str, brief: Brief) -> Markdown:
    """Activities with their owners, counts (“3 of 5 events”) and, where `due` words it, the day they are due."""
    items, words = [], brief.words
    for one in chosen:
        details = [", ".join(brief.page.text(owner) for owner in one.owners) or words("memo.activities.unowned")]
        number = one.count_on(brief.report.as_of)
        if one.target is not None and number is not None:
            unit = brief.page.text(one.count.unit if one.count else None)
            details.append(words("memo.activities.counted", count=number, target=one.target, unit=unit).strip())
        if due and one.due:
            details.append(words(f"memo.activities.{due}", day=brief.page.day(one.due)))
        items.append(brief.tell("memo.activities.item", title=one.title, details="; ".join(details)))
    return Markdown("; ".join(items))


def _owners(chosen: Sequence[Activity], brief: Brief) -> Markdown:
    """Who answers for them, those with most first, with their number where it is more than one."""
    counted = Counter(owner for one in chosen for owner in one.owners).most_common()
    if not counted:
        return brief.tell("memo.activities.unowned")
    return brief.listed(f"{name} ({number})" if number > 1 else name for name, number in counted)
