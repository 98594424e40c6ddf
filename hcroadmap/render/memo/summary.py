"""The summary of the memo: what is met, what is behind, what to decide; three sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.commentary import MUST_EXPLAIN, Part, explanation, in_force, missing_parts, quarter_of
from hcroadmap.assess.status import UNKNOWN, Status
from hcroadmap.render.language.words import capitalised
from hcroadmap.render.memo.goals import is_open, why_unknown
from hcroadmap.render.memo.text import Brief, Markdown

REACHED = (Status.MET, Status.MET_LATE)
GRAVITY = (
    Status.MISSED, Status.REVERSING, Status.OFF_TRACK, Status.BEHIND, Status.WORSENING, Status.AWAITING,
    Status.ON_TRACK, Status.STABLE, Status.IMPROVING,
)  # fmt: skip


def summary(shown: Sequence[Assessment], brief: Brief, *, is_new: bool) -> Markdown:
    """What is met and what is behind, in two sentences; without new figures the first one says so."""
    first = _met(shown, brief)
    if not is_new:
        key = "quarter" if brief.is_quarter else "day"
        quarter = brief.period(quarter_of(brief.report.as_of))
        first = brief.tell(
            f"memo.summary.nothing_new.{key}", quarter=quarter, day=brief.day(brief.since), rest=first
        )
    second = brief.words("list.clause").join(_rest(shown, brief))
    parts = [first, second] if second else [first]
    return Markdown(" ".join(f"{capitalised(part)}." for part in parts))


def _met(shown: Sequence[Assessment], brief: Brief) -> Markdown:
    reached = [one for one in shown if one.status in REACHED]
    over = "" if any(is_open(one) for one in shown) else "_over"
    goals = _goals(shown, brief)
    titles = brief.listed([_reached(one, brief) for one in reached])
    if len(shown) == 1:
        return brief.tell(f"memo.summary.only.{'met' if reached else 'none' + over}", goals=goals, titles=titles)
    if not reached:
        return brief.tell(f"memo.summary.none{over}", goals=goals)
    return brief.count("memo.summary.met", len(reached), goals=goals, titles=titles)


def _goals(shown: Sequence[Assessment], brief: Brief) -> Markdown:
    if not any(one.indicator.goal is not None for one in shown):
        return brief.count("memo.summary.indicators", len(shown))
    years = {one.seen.promised.period.end.year for one in shown if one.seen.promised}
    if len(years) == 1:
        return brief.count("memo.summary.goals", len(shown), year=years.pop())
    return brief.count("memo.summary.goals_any", len(shown))


def _reached(assessment: Assessment, brief: Brief) -> Markdown:
    point = assessment.verdict.decided_by or assessment.latest
    if point is None:
        return brief.title(assessment)
    key = "reached_late" if assessment.status is Status.MET_LATE else "reached"
    value = brief.amounts(assessment).level(point.value)
    return brief.tell(
        f"memo.summary.{key}", title=brief.title(assessment), value=value, period=brief.period(point.period)
    )


def _rest(shown: Sequence[Assessment], brief: Brief) -> Iterator[Markdown]:
    """A clause for each other verdict, the gravest first; what cannot be judged comes last."""
    for status in GRAVITY:
        found = [one for one in shown if one.status is status]
        if found:
            named = brief.title if status is Status.AWAITING else lambda one: _at(one, brief)
            titles = brief.listed([named(one) for one in found])
            yield brief.count(f"memo.summary.{status}", len(found), titles=titles)
    unknown = [one for one in shown if one.status in UNKNOWN]
    for key, group in (
        ("unknown_yet", [o for o in unknown if is_open(o)]),
        ("unknown", [o for o in unknown if not is_open(o)]),
    ):
        if group:
            yield brief.tell(f"memo.summary.{key}", titles=brief.listed([brief.title(one) for one in group]))


def _at(assessment: Assessment, brief: Brief) -> Markdown:
    latest, goal, amounts = assessment.latest, assessment.seen.goal, brief.amounts(assessment)
    if latest is None:
        return brief.title(assessment)
    told = {
        "title": brief.title(assessment),
        "value": amounts.level(latest.value),
        "period": brief.period(latest.period),
    }
    if goal is None:
        return brief.tell("memo.summary.at_any", **told)
    return brief.tell("memo.summary.at", **told, target=amounts.target(goal))


def asked(shown: Sequence[Assessment], brief: Brief) -> Markdown:
    """What is to be decided, numbered where there is more than one thing."""
    silent = [brief.title(one) for one in shown if len(missing_parts(brief.report, one)) == len(Part)]
    items = [brief.tell("memo.summary.explain", title=brief.listed(silent))] if silent else []
    items += [item for one in shown for item in _explanations(one, brief)]
    items += [item for one in shown if not in_force(brief.report, one.id) for item in _figures(one, brief)]
    if not items:
        return brief.tell("memo.summary.asked_nothing")
    if len(items) > 1:
        items = [Markdown(f"({number}) {item}") for number, item in enumerate(items, 1)]
    return brief.tell("memo.summary.asked", items=Markdown(brief.words("list.clause").join(items)))


def _explanations(assessment: Assessment, brief: Brief) -> Iterator[Markdown]:
    """Parts of an explanation that are still to be given, and measures to be agreed to."""
    title, lacking = brief.title(assessment), missing_parts(brief.report, assessment)
    said = explanation(brief.report, assessment.id)
    if lacking and said:
        parts = brief.words.enumerate([brief.words(f"memo.part.{part}") for part in lacking])
        yield brief.tell("memo.summary.explain_part", parts=parts, title=title)
    elif said and said.measure and said.who and assessment.status in MUST_EXPLAIN:
        yield brief.tell("memo.summary.agree", title=title, who=brief.page.text(said.who))


def _figures(assessment: Assessment, brief: Brief) -> Iterator[Markdown]:
    """Figures without which a goal cannot be judged."""
    title = brief.title(assessment)
    if assessment.status is Status.AWAITING and assessment.seen.goal:
        period = brief.period(assessment.seen.goal.period)
        yield brief.tell("memo.summary.awaiting_figure", title=title, period=period)
    elif assessment.status in UNKNOWN and assessment.seen.promised:
        yield _to_be_known(assessment, brief)


def _to_be_known(assessment: Assessment, brief: Brief) -> Markdown:
    """What it takes to judge a goal that cannot be judged."""
    title, reason = brief.title(assessment), why_unknown(assessment)
    if reason == "milestones":
        return brief.count("memo.summary.milestones", len(assessment.indicator.activities), title=title)
    members = brief.words.enumerate([brief.page.text(name) for name in assessment.missing])
    supplier = assessment.indicator.supplier
    if reason == "baseline_only" and supplier:
        return brief.tell("memo.summary.baseline_only_from", title=title, supplier=brief.page.text(supplier))
    key = "members" if reason == "missing" else reason
    return brief.tell(f"memo.summary.{key}", title=title, members=members)
