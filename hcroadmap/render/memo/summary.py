"""The summary of the memo: what is met, what is behind, what to decide; three sentences."""

from collections.abc import Iterator
from textwrap import shorten

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.commentary import MUST_EXPLAIN, explanation, in_force
from hcroadmap.assess.status import UNKNOWN, Status
from hcroadmap.render.language.firmness import firmness_sentences, fragile
from hcroadmap.render.language.reservations import TURNS, UNSURE, reservations
from hcroadmap.render.language.sentences import reason_unknown
from hcroadmap.render.language.verdict import verdict_name
from hcroadmap.render.language.words import capitalised
from hcroadmap.render.memo.text import Brief, Markdown, is_open

GRAVEST_FIRST = (
    Status.MISSED, Status.REVERSING, Status.OFF_TRACK, Status.BEHIND, Status.WORSENING, Status.AWAITING,
    Status.ON_TRACK, Status.STABLE, Status.IMPROVING,
)  # fmt: skip
REACHED = (Status.MET, Status.MET_LATE)
MOST_LETTERS = 160
"""Of a measure where it is asked for; it stands in the text as a whole."""


def verdicts(brief: Brief) -> Markdown:
    """What is met and what is behind, in two sentences; without new figures the first one says so."""
    reached = [one for one in brief.shown if one.status in REACHED]
    number, year = len(brief.shown), brief.target_year
    are_goals = any(one.indicator.goal is not None for one in brief.shown)
    kind = "indicators" if not are_goals else "goals" if year else "goals_any"
    goals = brief.count(f"memo.summary.{kind}", number, year=year)
    titles = brief.listed(_titled(one, brief) for one in reached)
    if 0 < len(reached) < number:
        first = brief.count("memo.summary.met", len(reached), goals=goals, titles=titles)
    else:
        key = {1: "only.met", 2: "both"}.get(number, "all") if reached else "only.none" if number == 1 else "none"
        over = "" if reached or any(is_open(one) for one in brief.shown) else "_over"
        first = brief.tell(f"memo.summary.{key}{over}", goals=goals, titles=titles)
    opening = brief.words("memo.summary.first") if brief.is_first else ""
    if not any(one.seen.known for one in brief.shown):
        first = brief.tell("memo.summary.no_figures", rest=first)
    elif not brief.has_news:
        known = {"quarter": brief.quarter, "day": brief.since, "rest": first}
        first = brief.tell(f"memo.summary.nothing_new.{brief.span}", **known)
    second = brief.words("list.clause").join(_not_met(brief))
    return Markdown(" ".join(f"{capitalised(part)}." for part in (opening, first, second) if part))


def _titled(one: Assessment, brief: Brief) -> Markdown:
    """A goal with the figure in which it was reached, else with its newest figure and its target."""
    goal, amounts = one.seen.goal, brief.amounts(one)
    point = one.verdict.reached_by or one.latest
    if point is None:
        return brief.title(one)
    key = "at" if goal else "at_any"
    if one.status in REACHED:
        key = "reached" if one.status is Status.MET else verdict_name(one)
    known = {"title": brief.title(one), "value": amounts.level(point.value), "when": brief.when(point.period)}
    return brief.tell(f"memo.summary.{key}", target=goal and amounts.promised(goal), **known)


def _not_met(brief: Brief) -> Iterator[Markdown]:
    """A clause for each other verdict, the gravest first; what cannot be judged comes last."""
    for status in GRAVEST_FIRST:
        found = [one for one in brief.shown if one.status is status]
        if status is Status.AWAITING:
            for key, waived in (("awaiting", False), ("waived", True)):
                if those := [one for one in found if one.is_waived is waived]:
                    yield brief.count(f"memo.summary.{key}", len(those), titles=brief.titles(those))
        elif found:
            titles = brief.listed(_titled(one, brief) for one in found)
            yield brief.tell(f"headline.{status}.{'one' if len(found) == 1 else 'many'}", n=titles)
    for key, still_open in (("unknown_yet", True), ("unknown", False)):
        if found := [one for one in brief.shown if one.status in UNKNOWN and is_open(one) is still_open]:
            yield brief.tell(f"memo.summary.{key}", titles=brief.titles(found))


def doubtful(brief: Brief) -> Markdown:
    """What must be known with each verdict of the summary; empty where they hold as they stand."""
    items = []
    for one in brief.shown:
        if found := [f"{said[:1].lower()}{said[1:].rstrip('.')}" for said in doubts(one, brief)]:
            reservations = Markdown(brief.words("list.clause").join(found))
            items.append(brief.tell("memo.summary.reservation", title=brief.title(one), reservations=reservations))
    return brief.tell("memo.summary.reserved", items=Markdown("; ".join(items))) if items else Markdown("")


def doubts(one: Assessment, brief: Brief) -> list[str]:
    """The reservations of a verdict without which it would be misread."""
    firm = firmness_sentences(one, brief) if fragile(one, brief.page) else ()
    return [*reservations(one, (*TURNS, *UNSURE), brief), *firm]


def asked(brief: Brief) -> Markdown:
    """What the addressee is to decide, numbered where there is more than one thing.

    What the sender's own side still owes is not asked here: it is marked in the text.
    """
    items = []
    for one in brief.shown:
        said = explanation(brief.report, one.id)
        if said and said.measure and one.status in MUST_EXPLAIN:
            measure = shorten(brief.page.text(said.measure), MOST_LETTERS, placeholder=" …").rstrip(".")
            key = "agree" if said.who else "agree_unled"
            known = {"title": brief.title(one), "measure": measure, "who": said.who}
            items.append(brief.tell(f"memo.summary.{key}", **known))
    unnoted = [one for one in brief.shown if not one.is_waived and not in_force(brief.report, one.id)]
    items += [item for one in unnoted for item in _figures(one, brief)]
    if not items:
        return brief.tell("memo.summary.asked_nothing")
    if len(items) > 1:
        items = [Markdown(f"({number}) {item}") for number, item in enumerate(items, 1)]
    return brief.tell("memo.summary.asked", items=Markdown(brief.words("list.clause").join(items)))


def _figures(one: Assessment, brief: Brief) -> Iterator[Markdown]:
    """Figures without which a goal cannot be judged."""
    title, goal, supplier = brief.title(one), one.seen.goal, one.indicator.supplier
    if one.status is Status.AWAITING and goal:
        yield brief.tell("memo.summary.awaiting_figure", title=title, period=goal.period)
    if one.status not in UNKNOWN or not one.seen.promised:
        return
    match reason_unknown(one):
        case "milestones":
            yield brief.count("memo.summary.milestones", len(one.indicator.activities), title=title)
        case "baseline_only" if supplier:
            yield brief.tell("memo.summary.baseline_only_from", title=title, supplier=supplier)
        case "missing" | "not_addable":
            yield brief.tell("memo.summary.members", title=title, members=brief.listed(one.missing))
        case reason:
            yield brief.tell(f"memo.summary.{reason}", title=title)
