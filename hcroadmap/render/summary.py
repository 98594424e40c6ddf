"""What stands around the rows: the answer in a sentence, what is new, the counts and the next thing to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.status import UNKNOWN, Severity, Status
from hcroadmap.model.vocabulary import IndicatorKind
from hcroadmap.render.page import Page
from hcroadmap.render.verdict import GRAVITY, SYMBOLS, status_words, style
from hcroadmap.render.words import capitalised


def headline(judged: Sequence[Assessment], as_of: date, page: Page, *, are_goals: bool) -> str:
    """How many goals there are, whether their time is over, and how they stand: the whole answer in a sentence."""
    words = page.words
    targets = [assessment.seen.promised for assessment in judged if assessment.seen.promised]
    years = {target.period.end.year for target in targets}
    over = bool(targets) and all(as_of > target.period.end for target in targets)
    if over and len(years) == 1:
        opening = words("headline.over", year=years.pop())
    elif are_goals and len(years) == 1:
        opening = words.spelled("headline.goals", len(judged), year=years.pop())
    else:
        opening = words.spelled("headline.goals_any" if are_goals else "headline.indicators", len(judged))
    return f"{opening} {_clauses(judged, page, over=over)}"


def _clauses(judged: Sequence[Assessment], page: Page, *, over: bool) -> str:
    """How many have each verdict, the gravest first; the rest cannot be judged."""
    words, ending = page.words, "" if over else "_yet"
    known = [a.status for a in judged if a.status not in UNKNOWN and a.status is not Status.AWAITING]
    if not known:
        return words(f"headline.none{ending}")
    gravest = sorted(set(known), key=list(Status).index, reverse=True)
    clauses = [words.enumerate([words.spelled(f"headline.{status}", known.count(status)) for status in gravest])]
    if len(known) < len(judged):
        clauses.append(words.spelled(f"headline.rest{ending}", len(judged) - len(known)))
    sentence = words("list.clause").join(clauses)
    return f"{capitalised(sentence)}."


def quarter_before(as_of: date) -> date:
    """The last day of the quarter before the one that holds a day; there is none before the first of January 1."""
    first = date(as_of.year, (as_of.month - 1) // 3 * 3 + 1, 1)
    return first - timedelta(days=1) if first > date.min else first


def news(shown: Sequence[Assessment], as_of: date, page: Page, *, are_goals: bool) -> str:
    """How many have figures that are new since the last quarter ended."""
    since = quarter_before(as_of)
    new = sum(any(row.used and since < row.noticed_on for row in one.seen.known) for one in shown)
    day = f"{since.day}\u00a0{page.words.month(since.month)}"
    kind = "some" if are_goals else "some_indicators"
    return page.words.count(f"news.{kind}", new, day=day) if new else page.words("news.none", day=day)


def counts(shown: Sequence[Assessment], page: Page) -> tuple[tuple[str, str], ...]:
    """How many have each status, the gravest first, each with its colour."""
    counted: dict[tuple[str, str, str], int] = {}
    for assessment in sorted(shown, key=lambda one: (GRAVITY.index(one.severity), list(Status).index(one.status))):
        key = (SYMBOLS[assessment.status], status_words(assessment.status, page), style(assessment))
        counted[key] = counted.get(key, 0) + 1
    return tuple((f"{symbol} {number} {word}", colour) for (symbol, word, colour), number in counted.items())


def next_steps(shown: Sequence[Assessment], page: Page) -> tuple[str, ...]:
    """Who is to act on the gravest row, or what must be known to judge the rest."""
    settled = (Status.AWAITING, Status.MISSED)
    urgent = [a for a in shown if a.severity in (Severity.WARNING, Severity.CRITICAL) and a.status not in settled]
    if urgent:
        gravest = min(urgent, key=lambda assessment: GRAVITY.index(assessment.severity))
        title, owner = page.text(gravest.indicator.title), page.text(gravest.indicator.owner)
        key = "next.act" if owner else "next.act_unowned"
        return (page.words(key, owner=owner, title=title, id=gravest.id),)
    wanted = [
        _wanted(a, page) for a in shown if a.seen.promised and (a.status in UNKNOWN or a.status is Status.AWAITING)
    ]
    return (page.words("next.judge"), *wanted) if wanted else ()


def _wanted(assessment: Assessment, page: Page) -> str:
    """What would have to be published to judge an indicator."""
    seen, title = assessment.seen, page.text(assessment.indicator.title)
    if assessment.missing:
        return page.words(
            "next.members",
            members=page.words.enumerate([page.text(m) for m in assessment.missing]),
            title=title,
        )
    if assessment.indicator.kind is IndicatorKind.MILESTONES:
        return page.words.count("next.report", len(assessment.indicator.activities), title=title)
    if assessment.status is Status.AWAITING and seen.goal:
        period = str(seen.goal.period)
    elif seen.start and seen.start.value is None:
        period = str(seen.start.period)
    else:
        return page.words(
            "next.later", title=title, period=seen.start.period if seen.start else page.day(seen.as_of)
        )
    if seen.others and seen.indicator.definition:
        return page.words(
            "next.figure_definition", title=title, period=period, definition=seen.indicator.definition
        )
    return page.words("next.figure", title=title, period=period)
