"""`check` for people and their mail: the whole answer on the first line, then one line a problem.

The first line is the same in every language, because programs read it; no line holds a `|`, after which
monitoring systems read numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.check import Check, Problem, ProblemState, Why
from hcroadmap.assess.status import UNKNOWN, Status
from hcroadmap.render.language.amounts import Amounts
from hcroadmap.render.language.changes import changed
from hcroadmap.render.language.page import Page, visible

STATES = ("OK", "WARNING", "CRITICAL", "UNKNOWN")
"""The word of each exit code."""


def first_line(check: Check, code: int) -> str:
    """“HCROADMAP CRITICAL - 1 off_track, 1 behind, 2 on_track (as of 2018-12-31)”."""
    counted = ", ".join(f"{number} {word}" for word, number in check.counts.items())
    if check.since is not None:
        counted = f"changed since {check.since}: {counted}" if counted else f"nothing changed since {check.since}"
    elif not counted:
        counted = f"no indicator selected, {check.activities} activities, none overdue"
    return f"HCROADMAP {STATES[code]} - {counted} (as of {check.report.as_of})"


def unknown_line(message: str) -> str:
    """The first line when nothing could be assessed."""
    return single(f"HCROADMAP UNKNOWN - {message}")


def render(check: Check, page: Page, code: int) -> str:
    """The first line and what it rests on: problems, then what does not count, then what is final."""
    lines = [first_line(check, code), *problem_lines(check, page)]
    return "".join(f"{page.fits(line)}\n" for line in lines)


def problem_lines(check: Check, page: Page) -> Iterator[str]:
    """One line a problem, then one for each verdict that is final."""
    yield from (single(_line(problem, check, page)) for problem in check.problems)
    told = {problem.id for problem in check.problems}
    for assessment in check.report.assessments:
        if assessment.is_final and assessment.id not in told:
            words = page.words(f"status.{assessment.status}"), _standing(assessment, page)
            final = page.words("check.final", day=page.day(check.report.as_of))
            yield single("; ".join([f"{assessment.id}: {words[0]}", words[1], final]))


def single(text: str) -> str:
    """A text on one line without the mark after which monitoring systems read numbers."""
    return visible(text).replace("|", "¦")


def _line(problem: Problem, check: Check, page: Page) -> str:
    """Id, what is wrong, latest figure, target, gap, owner, what to do, and where it is promised."""
    parts = [_head(problem, page)]
    if problem.assessment:
        parts += [_standing(problem.assessment, page), _owner(problem.assessment.indicator.owner, page)]
        parts += [_changes(problem, check, page), _acknowledged(problem, page)]
        parts.append(_to_do(problem, page) if problem.counts else _why_not(problem, page))
        places = check.report.roadmap.places
        place = places.locate("indicators", problem.id) if places else None
        parts.append(f"{place.path}:{place.line}" if place else "")
    elif problem.activity:
        owners = ", ".join(page.text(owner) for owner in problem.activity.owners)
        parts += [page.text(problem.activity.title), _owner(owners, page), _to_do(problem, page)]
        parts.append("config/activities.yaml")
    return "; ".join(part.rstrip(".") for part in parts if part)


def _head(problem: Problem, page: Page) -> str:
    words = page.words
    if problem.why in (Why.RELEASE, Why.ACTIVITY):
        told = words(f"check.{problem.why}")
    else:
        told = words(f"status.{problem.assessment.status}") if problem.assessment else ""
    if problem.assessment and problem.why is Why.STATUS and problem.assessment.verdict.carries:
        was = words("note.was", status=words(f"status.{problem.assessment.verdict.carries}"))
        told += f" ({was.rstrip('.')})"
    return f"{problem.id}: {told}" + ("" if problem.counts else f" ({words(f'check.{problem.standing}')})")


def _standing(assessment: Assessment, page: Page) -> str:
    """“36% (2015), target 40% (2020), 4 pp to go”."""
    amounts, seen, words = Amounts(assessment, page), assessment.seen, page.words
    latest = f"{amounts.level(assessment.latest.value)} ({assessment.latest.period})" if assessment.latest else ""
    target = amounts.target(seen.goal) if seen.goal else "?"
    deadline = seen.promised and seen.promised.period  # who has no target is not checked
    parts = [latest or words("check.no_figure"), words("check.target", value=target, period=deadline)]
    if assessment.latest and assessment.gap is not None:
        parts.append(words("check.to_go", gap=amounts.change(assessment.gap)) if assessment.gap > 0
                     else words("reached"))  # fmt: skip
    return ", ".join(parts)


def _owner(name: str | None, page: Page) -> str:
    return page.words("show.owner", name=page.text(name)) if name else page.words("show.no_owner")


def _changes(problem: Problem, check: Check, page: Page) -> str:
    if not problem.changes or not problem.assessment or not check.since:
        return ""
    return ", ".join(changed(check.report, problem.assessment, check.since, page))


def _acknowledged(problem: Problem, page: Page) -> str:
    """Who took note, why and until when; that it is over is said as well."""
    given = problem.acknowledgement
    if given is None or problem.standing is ProblemState.ENDED:
        return ""
    key = "check.expired_by" if problem.expired else "check.acknowledged_by"
    return page.words(key, owner=page.text(given.owner), reason=page.text(given.reason), day=page.day(given.until))


def _why_not(problem: Problem, page: Page) -> str:
    """Why no figure can ever settle it."""
    ended = problem.assessment.indicator.ended if problem.assessment else None
    if problem.standing is not ProblemState.ENDED or ended is None:
        return ""
    return page.words("check.ended_on", day=page.day(ended.on), reason=page.text(ended.reason))


def _to_do(problem: Problem, page: Page) -> str:
    """What a person should do about it."""
    if problem.activity and problem.activity.due:
        return page.words("check.do_activity", day=page.day(problem.activity.due), id=problem.id)
    if problem.assessment is None or problem.why is Why.CHANGE:
        return ""
    if problem.why is Why.RELEASE:
        return _to_ask(problem.assessment, page)
    writer = TO_DO.get(problem.assessment.status, _to_act)
    return writer(problem.assessment, page)


def _to_ask(assessment: Assessment, page: Page) -> str:
    expected, until, supplier = assessment.release.next, assessment.release.until, assessment.indicator.supplier
    return page.words("check.do_release" if supplier else "check.do_release_unnamed",
                      day=page.day(expected) if expected else "", until=page.day(until) if until else "",
                      supplier=page.text(supplier), id=assessment.id)  # fmt: skip


def _to_act(assessment: Assessment, page: Page) -> str:
    return page.words("check.do_act", id=assessment.id)


def _to_complete(assessment: Assessment, page: Page) -> str:
    members = page.words.enumerate([page.text(member) for member in assessment.missing])
    return page.words("check.do_complete", members=members, id=assessment.id)


def _to_record(assessment: Assessment, page: Page) -> str:
    start = assessment.seen.start
    if start and start.value is None:
        return page.words("check.do_baseline", period=start.period, id=assessment.id)
    return page.words("check.do_record", id=assessment.id)


TO_DO: dict[Status, Callable[[Assessment, Page], str]] = {
    Status.INCOMPLETE: _to_complete,
    **dict.fromkeys(UNKNOWN - {Status.INCOMPLETE}, _to_record),
}
"""What to do where nothing can be judged; elsewhere somebody must act."""
