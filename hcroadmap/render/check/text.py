"""`check` in a mail or a pipe: the whole answer on the first line, then one line per problem.

The first line is the same in every language, because programs read it; no line holds a `|`, after which
monitoring systems read numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.check import Check, Problem, ProblemState, Why
from hcroadmap.assess.status import UNKNOWN, Status
from hcroadmap.render.language.amounts import Amounts
from hcroadmap.render.language.changes import changed
from hcroadmap.render.language.page import Page, visible
from hcroadmap.render.language.verdict import DOUBTFUL, SYMBOLS, status_words, style, verdict_words

STATES = ("OK", "WARNING", "CRITICAL", "UNKNOWN")
"""The word of each exit code."""
LATE = "!"


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


class ProblemText(NamedTuple):
    """What to say about a problem or a final verdict; parts that do not apply are empty."""

    id: str
    symbol: str
    style: str
    status: str
    assessment: Assessment | None = None
    asides: tuple[str, ...] = ()
    what: str = ""
    owner: str = ""
    remarks: tuple[str, ...] = ()
    to_do: str = ""
    place: str = ""

    def __str__(self) -> str:
        """One line for mail and monitoring systems."""
        head = f"{self.id}: {self.status}" + "".join(f" ({aside})" for aside in self.asides)
        parts = [head, self.what, self.owner, *self.remarks, self.to_do, self.place]
        return single("; ".join(part.rstrip(".") for part in parts if part))


def render(check: Check, page: Page, code: int) -> str:
    """The first line and what it rests on: problems, then what does not count, then what is final."""
    lines = [first_line(check, code), *map(str, problem_texts(check, page))]
    return "".join(f"{line}\n" for line in lines)


def problem_texts(check: Check, page: Page) -> Iterator[ProblemText]:
    """Every problem, then every other verdict that is final."""
    yield from (_problem(problem, check, page) for problem in check.problems)
    told = {problem.id for problem in check.problems}
    final = page.words("check.final", day=page.day(check.report.as_of))
    for assessment in check.report.assessments:
        if assessment.is_final and assessment.id not in told:
            yield _verdict(assessment, page)._replace(remarks=(final,))


def single(text: str) -> str:
    """A text on one line without the mark after which monitoring systems read numbers."""
    return visible(text).replace("|", "¦")


def _verdict(assessment: Assessment, page: Page) -> ProblemText:
    status = verdict_words(assessment, page)
    symbol, what = SYMBOLS[assessment.status], _standing(assessment, page)
    return ProblemText(assessment.id, symbol, style(assessment), status, assessment, what=what)


def _problem(problem: Problem, check: Check, page: Page) -> ProblemText:
    """What is wrong with an indicator: its verdict, or that its next figure is late."""
    words, assessment = page.words, problem.assessment
    if assessment is None:
        return _late_activity(problem, page)
    text = _verdict(assessment, page)
    asides = [] if problem.counts else [words(f"check.{problem.standing}")]
    if problem.why is Why.RELEASE:
        text = text._replace(symbol=LATE, style=DOUBTFUL, status=words(f"check.{problem.why}"))
    elif problem.why is Why.STATUS and assessment.verdict.carries:
        asides.insert(0, words("standing.was", status=status_words(assessment.verdict.carries, page)).rstrip("."))
    remarks = [_changes(problem, check, page), _acknowledged(problem, page), _why_not(problem, page)]
    places = check.report.roadmap.places
    place = places.locate("indicators", problem.id) if places else None
    return text._replace(
        asides=tuple(asides),
        owner=_owner(page.text(assessment.indicator.owner), page),
        remarks=tuple(filter(None, remarks)),
        to_do=_to_do(problem, page) if problem.counts else "",
        place=f"{place.path}:{place.line}" if place else "",
    )


def _late_activity(problem: Problem, page: Page) -> ProblemText:
    activity, status = problem.activity, page.words(f"check.{problem.why}")
    owners = ", ".join(page.text(owner) for owner in activity.owners) if activity else ""
    return ProblemText(
        problem.id,
        LATE,
        DOUBTFUL,
        status,
        what=page.text(activity.title if activity else None),
        owner=_owner(owners, page),
        to_do=_to_do(problem, page),
        place="config/activities.yaml",
    )


def _owner(name: str, page: Page) -> str:
    return page.words("show.owner", name=name) if name else page.words("show.no_owner")


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


def _changes(problem: Problem, check: Check, page: Page) -> str:
    if not problem.changes or not problem.assessment or not check.since:
        return ""
    return ", ".join(changed(check.report, problem.assessment, check.since, page))


def _acknowledged(problem: Problem, page: Page) -> str:
    """Who took note, why and until when, also once that is over."""
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
    """What a person should do about it, with a command: enter what is missing or late, else act or explain."""
    words, assessment, activity = page.words, problem.assessment, problem.activity
    if activity and activity.due:
        return words("check.do_activity", day=page.day(activity.due), id=problem.id)
    if assessment is None or problem.why is Why.CHANGE:
        return ""
    if problem.why is Why.RELEASE:
        return _to_ask(assessment, page)
    if assessment.status is Status.INCOMPLETE:
        members = words.enumerate([page.text(member) for member in assessment.missing])
        return words("check.do_complete", members=members, id=problem.id)
    start = assessment.seen.start
    if assessment.status in UNKNOWN and start and start.value is None:
        return words("check.do_baseline", period=start.period, id=problem.id)
    return words("check.do_record" if assessment.status in UNKNOWN else "check.do_act", id=problem.id)


def _to_ask(assessment: Assessment, page: Page) -> str:
    """Whom to ask for a figure that is late."""
    release, supplier = assessment.release, assessment.indicator.supplier
    return page.words(
        "check.do_release" if supplier else "check.do_release_unnamed",
        day=page.day(release.next) if release.next else "",
        until=page.day(release.until) if release.until else "",
        supplier=page.text(supplier),
        id=assessment.id,
    )
