"""`check` in words: the whole answer on the first line, then a line per problem.

The first line is the same in every language, because programs read it; no line holds a `|`, after which
monitoring systems read numbers.
"""

from collections.abc import Iterator
from typing import NamedTuple

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.check import Check, Problem, ProblemState, Why
from hcroadmap.assess.status import UNKNOWN, Severity, Status
from hcroadmap.assess.verdict import fell_short
from hcroadmap.render.language.changes import changes_in_words, reports_in_words
from hcroadmap.render.language.page import Page, visible
from hcroadmap.render.language.reservations import reservations
from hcroadmap.render.language.verdict import DOUBTFUL, SYMBOLS, broke_its_level, style, verdict_words
from hcroadmap.render.language.voice import Amounts, Voice
from hcroadmap.render.language.words import capitalised

STATES = ("OK", "WARNING", "CRITICAL", "UNKNOWN")
"""The word of each exit code."""
LATE = "!"


def first_line(check: Check, code: int) -> str:
    """“HCROADMAP CRITICAL - 1 off_track, 1 behind, 2 on_track”: the same in each week in which nothing changed."""
    counted = ", ".join(f"{number} {word}" for word, number in check.counts.items())
    if check.since is not None:
        counted = f"changed: {counted}" if counted else "nothing changed"
    elif not counted:
        counted = f"no indicator selected, {check.activities} activities, none overdue"
    return f"HCROADMAP {STATES[code]} - {counted}"


def closing_lines(check: Check, page: Page) -> Iterator[str]:
    """News that is no problem, of figures without a target and of activities; last the day looked from."""
    voice, report, since = Voice(page), check.report, check.since
    if since:
        figures = (f"{one.id} {', '.join(changes_in_words(one, new, page))}" for one, new in check.context)
        if changes := page.words("list.clause").join(figures):
            yield single(page.words("check.context", changes=changes))
        if changes := reports_in_words(report, check.reports, page):
            yield single(page.words("check.reported", changes=changes))
    yield capitalised(voice.tell("check.between" if since else "as_of", since=since, day=report.as_of))


def unknown_line(message: str) -> str:
    """The first line when nothing could be assessed."""
    return single(f"HCROADMAP UNKNOWN - {message}")


class ProblemText(NamedTuple):
    """A problem or a final verdict in words; parts that do not apply are empty."""

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
    """The first line and what it rests on: problems, what does not count, what is final, other news, the day."""
    lines = (first_line(check, code), *problem_texts(check, page), *closing_lines(check, page))
    return "".join(f"{line}\n" for line in lines)


def problem_texts(check: Check, page: Page) -> Iterator[ProblemText]:
    """Every problem, then every other verdict that is final or whose target replaced another."""
    voice = Voice(page)
    for problem in check.problems:
        if problem.activity:
            owners, due = ", ".join(problem.activity.owners), problem.activity.due
            yield ProblemText(
                problem.id,
                LATE,
                DOUBTFUL,
                page.words(f"check.{problem.why}"),
                what=voice.write(problem.activity.title),
                owner=_owner(owners, voice),
                to_do=voice.tell("check.do_activity", day=due, id=problem.id),
                place="config/activities.yaml",
            )
        elif problem.assessment:
            yield _indicator(problem, problem.assessment, check, voice)
    listed = {problem.id for problem in check.problems if not problem.member}
    for assessment in check.report.assessments:
        final = (page.words("check.final"),) if assessment.is_final else ()
        remarks = (*reservations(assessment, ("earlier_target",), voice), *final)
        if remarks and assessment.id not in listed:
            yield _verdict(assessment, page)._replace(remarks=remarks)


def single(text: str) -> str:
    """A text on one line without the mark after which monitoring systems read numbers."""
    return visible(text).replace("|", "¦")


def _verdict(assessment: Assessment, page: Page) -> ProblemText:
    """A verdict with its figures: “36% (2015), target 40% (2020), 4 pp to go”."""
    amounts, latest, gap = Amounts(assessment, page), assessment.latest, assessment.gap
    goal, promised, words = assessment.seen.goal, assessment.seen.promised, page.words
    # Who has no target is not checked.
    target = words(
        "check.target", value=amounts.target(goal) if goal else "?", period=promised and promised.period
    )
    parts = [f"{amounts.level(latest.value)} ({latest.period})" if latest else words("check.no_figure"), target]
    if gap is not None and gap <= 0 and broke_its_level(assessment):
        years = words.enumerate([str(point.period) for point in fell_short(assessment.seen)])
        parts.append(words("check.not_held", years=years))
    elif latest and gap is not None:
        is_met = gap <= 0 or assessment.status in (Status.MET, Status.MET_LATE)
        parts.append(words("reached") if is_met else words("check.to_go", gap=amounts.change(gap)))
    symbol, status = SYMBOLS[assessment.status], verdict_words(assessment, page)
    return ProblemText(assessment.id, symbol, style(assessment), status, assessment, what=", ".join(parts))


def _indicator(problem: Problem, assessment: Assessment, check: Check, voice: Voice) -> ProblemText:
    """What is wrong with an indicator: its verdict or a member's, or that its next figure is late."""
    words, judged, member = voice.words, assessment, problem.member
    if member and member.seen and member.verdict:
        judged = assessment._replace(seen=member.seen, verdict=member.verdict)
    text = _verdict(judged, voice.page)
    asides = [] if problem.counts else [words(f"check.{problem.standing}")]
    if member:
        text = text._replace(status=f"{voice.write(member.name)} {text.status}")
    elif problem.why is Why.RELEASE:
        text = text._replace(symbol=LATE, style=DOUBTFUL, status=words(f"check.{problem.why}"))
    elif problem.why is Why.STATUS and assessment.verdict.carries:
        carried = words(f"status.{assessment.verdict.carries}")
        asides.insert(0, words("standing.was", status=carried).rstrip("."))
    places = check.report.roadmap.places
    place = places.locate("indicators", problem.id) if places else None
    return text._replace(
        asides=tuple(asides),
        owner=_owner(assessment.indicator.owner, voice),
        remarks=tuple(_remarks(problem, assessment, voice)),
        to_do=_to_do(problem, judged, voice) if problem.counts else "",
        place=f"{place.path}:{place.line}" if place else "",
    )


def _owner(name: str | None, voice: Voice) -> str:
    return voice.tell("show.owner", name=name) if name else voice.tell("show.no_owner")


def _remarks(problem: Problem, assessment: Assessment, voice: Voice) -> Iterator[str]:
    """Reservations; what changed; why no figure can ever settle it; who took note, and whether that is over."""
    ended, given = assessment.indicator.ended, problem.acknowledgement
    if problem.member is None:
        yield from reservations(assessment, ("earlier_target", "stale", "warned"), voice)
    if problem.changes:
        yield ", ".join(changes_in_words(assessment, problem.changes, voice.page))
    if ended and problem.standing is ProblemState.ENDED:
        yield voice.tell("check.ended_on", day=ended.on, reason=ended.reason)
    elif given:
        state = "lapsed" if problem.lapsed else "expired" if problem.expired else "acknowledged"
        yield voice.tell(f"check.{state}_by", owner=given.owner, reason=given.reason, day=given.until)


def _to_do(problem: Problem, assessment: Assessment, voice: Voice) -> str:
    """The next step, with a command: enter what is missing or late, else act or explain."""
    start, is_unknown = assessment.seen.start, assessment.status in UNKNOWN
    is_stale = assessment.verdict.severity is Severity.OK and "stale" in dict(assessment.notes)
    if problem.why is Why.CHANGE:
        return ""
    if problem.why is Why.RELEASE:
        release, supplier = assessment.release, assessment.indicator.supplier
        key = "check.do_release" if supplier else "check.do_release_unnamed"
        return voice.tell(key, day=release.next, until=release.until, supplier=supplier, id=assessment.id)
    if assessment.status is Status.INCOMPLETE:
        return voice.tell("check.do_complete", members=voice.listed(assessment.missing), id=problem.id)
    if is_unknown and start and start.value is None:
        return voice.tell("check.do_baseline", period=start.period, id=problem.id)
    return voice.tell("check.do_record" if is_unknown or is_stale else "check.do_act", id=problem.id)
