"""What stands around the rows: the answer in a sentence, what is new, the counts and the next thing to do."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from hcroadmap.assess.activities import Standing
from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.status import GRAVITY, UNKNOWN, Severity, Status
from hcroadmap.assess.verdict import ReleaseState
from hcroadmap.model.vocabulary import IndicatorKind
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.verdict import SYMBOLS, style, verdict_name, verdict_words
from hcroadmap.render.language.voice import Voice
from hcroadmap.render.language.words import capitalised

MOST_TITLES = 2
"""How many things to do are named for each owner."""


def headline(judged: Sequence[Assessment], as_of: date, page: Page, *, are_goals: bool) -> str:
    """How many goals there are, whether their time is over, and how they stand: the whole answer in a sentence."""
    words, kind = page.words, "goals" if are_goals else "indicators"
    targets = [assessment.seen.promised for assessment in judged if assessment.seen.promised]
    years = {target.period.end.year for target in targets}
    over = bool(targets) and all(as_of > target.period.end for target in targets)
    year = years.pop() if len(years) == 1 else None
    opening = words.spelled(f"headline.{kind if year or not are_goals else 'goals_any'}", len(judged), year=year)
    ending = "" if over else "_yet"
    known = [one for one in judged if one.status not in UNKNOWN and one.status is not Status.AWAITING]
    if len(judged) == 1:
        it = words(f"headline.it.{kind}")
        key = f"{verdict_name(known[0])}.one" if known else "alone" + ending
        alone = words(f"headline.{key}", n=it, it=it)
        return f"{opening}{words('list.clause')}{alone}."
    if over and year:
        opening = words("headline.over", year=year)
    if known:
        told = _clauses(known, len(judged), page, ending, among=bool(over and year))
    else:
        told = words(f"headline.none{ending}.{kind}", n=words.number(len(judged)))
    return f"{opening}. {capitalised(told)}."


def _clauses(known: Sequence[Assessment], total: int, page: Page, ending: str, *, among: bool) -> str:
    """How many have each verdict, the gravest first, if need be `among` how many; the rest cannot be judged."""
    words, told = page.words, list[str]()
    gravest_first = sorted(known, key=lambda one: list(Status).index(one.status), reverse=True)
    for name, number in Counter(map(verdict_name, gravest_first)).items():
        spelled = words.number(number)
        if number == total:
            spelled = words("headline.both" if total == 2 else "headline.all", all=spelled)
        elif among and not told:
            spelled = words.spelled("headline.of", number, all=words.number(total))
        told.append(words(f"headline.{name}.{'one' if number == 1 else 'many'}", n=spelled))
    clauses = [words.enumerate(told)]
    if len(known) < total:
        clauses.append(words.spelled(f"headline.rest{ending}", total - len(known)))
    return words("list.clause").join(clauses)


def quarter_before(as_of: date) -> date:
    """The last day of the quarter before the one that holds a day; there is none before the first of January 1."""
    first = date(as_of.year, (as_of.month - 1) // 3 * 3 + 1, 1)
    return first - timedelta(days=1) if first > date.min else first


def news(shown: Sequence[Assessment], as_of: date, page: Page, *, are_goals: bool) -> str:
    """How many have figures that are new since the last quarter ended."""
    since = quarter_before(as_of)
    new = sum(any(row.used and since < row.noticed_on <= as_of for row in one.seen.known) for one in shown)
    day = f"{since.day}\u00a0{page.words.month(since.month)}"
    kind = "some" if are_goals else "some_indicators"
    return page.words.count(f"news.{kind}", new, day=day) if new else page.words("news.none", day=day)


def counts(shown: Sequence[Assessment], page: Page) -> tuple[tuple[str, str], ...]:
    """How many have each status, the gravest first, each with its colour."""
    ordered = sorted(shown, key=lambda one: (GRAVITY.index(one.severity), list(Status).index(one.status)))
    counted = Counter((SYMBOLS[one.status], verdict_words(one, page), style(one)) for one in ordered)
    return tuple((f"{symbol} {number} {word}", colour) for (symbol, word, colour), number in counted.items())


def next_steps(shown: Sequence[Assessment], page: Page, standings: Iterable[Standing] = ()) -> tuple[str, ...]:
    """Who is to act on what, each owner once, or else what must be known to judge the rest.

    A first line that ends in a colon introduces the others. The owner of the gravest row comes first, then those
    of activities that are overdue, last those who have nothing to do but to see to a figure.
    """
    voice, acting = Voice(page), defaultdict[str | None, list[tuple[str, str]]](list)
    severe, settled = (Severity.WARNING, Severity.CRITICAL), (Status.AWAITING, Status.MISSED)
    urgent = [one for one in shown if one.severity in severe and one.status not in settled]
    for one in sorted(urgent, key=lambda assessment: GRAVITY.index(assessment.severity)):
        acting[one.indicator.owner].append((voice.tell("next.title", title=one.indicator.title), one.id))
    for late in (standing for standing in standings if standing.is_overdue):
        for owner in late.activity.owners or (None,):
            acting[owner].append((voice.tell("next.overdue", title=late.activity.title), late.id))
    unsettled, named = (*UNKNOWN, Status.AWAITING), set(acting)
    waiting = [a for a in shown if a.seen.promised and a.status in unsettled and not a.is_waived]
    if not acting:
        wanted = [(_wanted(a, voice), a.indicator.owner or voice.tell("next.no_owner")) for a in waiting]
        if len({owner for _, owner in wanted}) > 1:
            wanted = [(voice.tell("next.by", wanted=what, owner=owner), owner) for what, owner in wanted]
        is_all = len(waiting) == sum(1 for a in shown if a.seen.promised)
        opening = voice.count("next.judge_all", len(waiting)) if is_all else voice.tell("next.judge")
        return (opening, *(what for what, _ in wanted)) if wanted else ()
    overdue = [a for a in shown if a.seen.promised and a.release.state is ReleaseState.OVERDUE]
    for one in (*waiting, *(a for a in overdue if a not in waiting)):
        if one.indicator.owner not in named:
            acting[one.indicator.owner].append((voice.tell("next.figures", title=one.indicator.title), one.id))
    lines = [_task(owner, tasks, voice) for owner, tasks in acting.items()]
    opening = voice.tell("next.opening")
    return (opening, *lines) if len(lines) > 1 else (f"{opening} {lines[0]}",)


def _task(owner: str | None, tasks: Sequence[tuple[str, str]], voice: Voice) -> str:
    """What one owner is to do, of many things the first few, and the command that shows the first."""
    more = [voice.tell("next.more", n=len(tasks) - MOST_TITLES)] if len(tasks) > MOST_TITLES else []
    titles = voice.words.enumerate([*(title for title, _ in tasks[:MOST_TITLES]), *more])
    act = voice.tell("next.act", owner=owner or voice.tell("next.no_owner"), titles=titles)
    return act + voice.tell("next.command", id=tasks[0][1]) if voice.page.commands else act


def needed(assessment: Assessment, page: Page) -> str:
    """What would have to be published to judge one indicator; empty where no figure is waited for."""
    unsettled = assessment.status in (*UNKNOWN, Status.AWAITING) and not assessment.is_waived
    return _wanted(assessment, Voice(page), "next.needs") if unsettled and assessment.seen.promised else ""


def _wanted(assessment: Assessment, voice: Voice, key: str = "next") -> str:
    """What would have to be published to judge an indicator, which a `key` of words names or takes as known."""
    seen, indicator = assessment.seen, assessment.indicator
    if assessment.missing:
        return voice.tell(f"{key}.members", members=voice.listed(assessment.missing), title=indicator.title)
    if indicator.kind is IndicatorKind.MILESTONES:
        number = len(indicator.activities)
        return voice.words.count(f"{key}.report", number, title=voice.write(indicator.title))
    if assessment.status is Status.AWAITING and seen.goal:
        period = seen.goal.period
    elif seen.start and seen.start.value is None:
        period = seen.start.period
    else:
        since = seen.start.period if seen.start else seen.as_of
        return voice.tell(f"{key}.later", title=indicator.title, period=since)
    which = "figure_definition" if seen.others and indicator.definition else "figure"
    return voice.tell(f"{key}.{which}", title=indicator.title, period=period)
