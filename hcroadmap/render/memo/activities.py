"""The activities of an action line: done, overdue, next and not reported, each with who answers for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from hcroadmap.model.activity import Activity, ActivityState
from hcroadmap.render.memo.text import Brief, Markdown

MOST_NEXT = 5


def activities(name: str, brief: Brief) -> tuple[Markdown, list[Markdown]]:
    """A sentence where nothing was ever reported, else a list."""
    chosen = [one for one in brief.report.roadmap.activities.values() if one.action_line == name]
    as_of = brief.report.as_of
    dated = any(one.due for one in chosen)
    if not chosen or dated or any(one.state_on(as_of) is not ActivityState.UNREPORTED for one in chosen):
        return Markdown(""), list(_items(chosen, brief))
    told = [brief.count("memo.activities.silent", len(chosen))]
    if any(one.owners for one in chosen):
        told.append(brief.tell("memo.activities.asked", owners=_owners(chosen, brief)))
    return Markdown(" ".join(told)), []


def _items(chosen: Sequence[Activity], brief: Brief) -> Iterator[Markdown]:
    as_of, since = brief.report.as_of, brief.since
    done = [one for one in chosen if _is_done_since(one, since, as_of)]
    overdue = sorted((one for one in chosen if one.is_overdue(as_of)), key=lambda one: one.due or as_of)
    open_ones = [one for one in chosen if one not in overdue and not one.state_on(as_of).is_finished]
    silent = [one for one in open_ones if one.due is None and one.state_on(as_of) is ActivityState.UNREPORTED]
    following = sorted((one for one in open_ones if one not in silent), key=lambda one: one.due or date.max)
    if done:
        yield brief.tell("memo.activities.done", day=brief.page.day(since), items=_listed(done, "", brief))
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
    told = []
    for one in chosen:
        owners = ", ".join(brief.page.text(owner) for owner in one.owners) or brief.words(
            "memo.activities.unowned"
        )
        details = [owners, *_counted(one, brief)]
        if due and one.due:
            details.append(brief.words(f"memo.activities.{due}", day=brief.page.day(one.due)))
        title = brief.text(one.title)
        told.append(brief.tell("memo.activities.item", title=title, details="; ".join(details)))
    return Markdown("; ".join(told))


def _counted(activity: Activity, brief: Brief) -> Iterator[str]:
    """“3 of 5 events”, where a number was promised and one was reported."""
    number = activity.count_on(brief.report.as_of)
    if activity.target is not None and number is not None:
        unit = brief.page.text(activity.count.unit if activity.count else None)
        yield brief.words("memo.activities.counted", count=number, target=activity.target, unit=unit).strip()


def _owners(chosen: Sequence[Activity], brief: Brief) -> Markdown:
    """Who answers for them, those with most first, with their number where it is more than one."""
    counted = Counter(owner for one in chosen for owner in one.owners)
    if not counted:
        return brief.tell("memo.activities.unowned")
    most_first = sorted(counted.items(), key=lambda pair: -pair[1])
    return brief.listed([brief.text(f"{name} ({number})" if number > 1 else name) for name, number in most_first])
