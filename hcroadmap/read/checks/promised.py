"""Targets, baselines and milestones are consistent, and what they name exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from hcroadmap.model.activity import Activity
from hcroadmap.model.diagnostic import Diagnostic, Location, error, expected, quoted, warning
from hcroadmap.model.indicator import Baseline, Indicator, Milestone, Target
from hcroadmap.model.quantity import Band, Level, Relative, RelativeKind
from hcroadmap.model.vocabulary import IndicatorKind
from hcroadmap.read.checks.context import CheckContext
from hcroadmap.read.files.yaml import Node
from hcroadmap.read.measurements import COLUMNS

Steps = tuple[str | int, ...]


def something_to_judge(context: CheckContext) -> Iterator[Diagnostic]:
    """A roadmap declares indicators; without any, success would mean nothing."""
    if not context.targets.names("indicators") and "indicators" not in context.unread:
        hint = "declare one under “indicators:” in targets.yaml."
        yield error(context.at("indicators"), "no-indicators", "no indicator is declared", hint)


def action_lines(context: CheckContext) -> Iterator[Diagnostic]:
    """Action lines that indicators and activities name are declared."""
    roadmap, declared = context.roadmap, context.targets.names("action_lines")
    named: list[tuple[Node, str, Mapping[str, Indicator | Activity]]] = [
        (context.targets, "indicators", roadmap.indicators), (context.activities, "activities", roadmap.activities)
    ]  # fmt: skip
    for tree, section, entries in named:
        for name, entry in entries.items():
            if entry.action_line is not None and not context.declares("action_lines", entry.action_line):
                message = f"no action line is called {quoted(entry.action_line)}"
                hint = expected(entry.action_line, declared) or "declare it under “action_lines:” in targets.yaml."
                yield error(tree.locate(section, name, "action_line"), "unknown-action-line", message, hint)


def requirements(context: CheckContext) -> Iterator[Diagnostic]:
    """A target needs a direction and a baseline, a level its unit."""
    for name, indicator in context.roadmap.indicators.items():
        location = context.targets.locate_key("indicators", name)
        if indicator.target:
            yield from _lacking(name, indicator, location)
        if indicator.lacks("unit") and indicator.kind is IndicatorKind.LEVEL and "kind" not in indicator.unread:
            hint = "add “unit: percent”, “unit: count” or a word, such as “unit: students”."
            yield error(location, "missing-key", f"{quoted(name)} has no unit", hint)


def _lacking(name: str, indicator: Indicator, location: Location) -> Iterator[Diagnostic]:
    """What keeps an indicator's target from being judged."""
    if indicator.lacks("direction"):
        hint = "add “direction: increase” or “direction: decrease”; it is never guessed."
        yield error(location, "missing-direction", f"{quoted(name)} has a target but no direction", hint)
    if indicator.lacks("baseline"):
        hint = "add “baseline: {period: ..., value: ...}”; without a value that period's observation counts."
        yield error(location, "missing-baseline", f"{quoted(name)} has a target but no baseline", hint)


def definitions(context: CheckContext) -> Iterator[Diagnostic]:
    """An indicator's own definition is one of those it declares."""
    for name, indicator in context.roadmap.indicators.items():
        used, known = indicator.definition, indicator.definitions
        if used and known and used not in known and "definitions" not in indicator.unread:
            message = f"{quoted(used)} is not among the definitions of {quoted(name)}"
            location = context.at("indicators", name, "definition")
            yield error(location, "undeclared-definition", message, expected(used, known))


def dimension_names(context: CheckContext) -> Iterator[Diagnostic]:
    """No dimension is called like a column that means something else."""
    for name, indicator in context.roadmap.indicators.items():
        for dimension in indicator.dimensions:
            if dimension.casefold() in COLUMNS:
                message = f"a dimension cannot be called {quoted(dimension)}: that column means something else"
                location = context.targets.locate_key("indicators", name, "dimensions", dimension)
                yield error(location, "bad-id", message, "choose another name, such as level, region or sector.")


def target_versions(context: CheckContext) -> Iterator[Diagnostic]:
    """A revised target says when it was agreed and why."""
    for name, indicator in context.roadmap.indicators.items():
        for index, target in enumerate(indicator.target if len(indicator.target) > 1 else ()):
            location = context.at("indicators", name, "target", index)
            if target.lacks("agreed"):
                message = "this version of the target has no day of agreement"
                hint = "add “agreed: 2015-11-20”: the version in force on the as-of date decides."
                yield error(location, "missing-agreed", message, hint)
            if index and target.lacks("reason"):
                message = "this revision of the target gives no reason"
                yield error(location, "missing-reason", message, "add “reason: ...”.")


def periods_in_order(context: CheckContext) -> Iterator[Diagnostic]:
    """Baseline, milestones and target follow one another."""
    for name, indicator in context.roadmap.indicators.items():
        stops = [(steps, stop.period) for steps, stop in _stops(indicator) if "period" not in stop.unread]
        way = [stop for stop in stops if stop[0][0] != "target"]
        ends = [stop for stop in stops if stop[0][0] == "target"]
        for earlier, later in [*pairwise(way), *((way[-1], end) for end in ends if way)]:
            if later[1] <= earlier[1]:
                stop = str(earlier[0][0]).removesuffix("s")
                message = f"{later[1]} does not come after {earlier[1]}, the period of the {stop}"
                hint = "let baseline, milestones and target follow one another in time."
                yield error(context.at("indicators", name, *later[0], "period"), "period-order", message, hint)


def directions(context: CheckContext) -> Iterator[Diagnostic]:
    """The target lies on the side of the declared baseline that the direction points to."""
    for name, indicator in context.roadmap.indicators.items():
        declared, direction = indicator.baseline.value if indicator.baseline else None, indicator.direction
        for index, target in enumerate(indicator.target):
            if declared is None or direction is None or target.every_year or "value" in target.unread:
                continue
            location = context.at("indicators", name, "target", index, "value")
            baseline = Fraction(declared.value)
            rise = (_edge(target, baseline) - baseline) * direction.sign
            if rise == 0:
                message = f"the target does not differ from the baseline {declared.text}"
                hint = "correct one of them; for a level to hold, add “every_year: true” to the target."
                yield error(location, "target-equals-baseline", message, hint)
            elif rise < 0:
                side = "below" if direction.sign > 0 else "above"
                message = f"the target lies {side} the baseline {declared.text}, but the direction is {direction}"
                hint = "correct one of them; for a level to hold, add “every_year: true” to the target."
                yield error(location, "contradicting-direction", message, hint)


def _edge(target: Target, baseline: Fraction) -> Fraction:
    """The target's level; for a band, its point nearest to the baseline."""
    if isinstance(target.value, Relative):
        return target.value.resolve(baseline)
    if isinstance(target.value, Band):
        return min(max(baseline, Fraction(target.value.low.value)), Fraction(target.value.high.value))
    return Fraction(target.value.value)


def milestones(context: CheckContext) -> Iterator[Diagnostic]:
    """Milestones lead from the baseline to the target, never back."""
    for name, indicator in context.roadmap.indicators.items():
        if indicator.direction is None or not indicator.milestones:
            continue
        for (_, before, written), (place, value, text) in pairwise(_way(indicator)):
            if (value - before) * indicator.direction.sign < 0:
                message = f"{text} comes after {written}, but the direction is {indicator.direction}"
                hint = "let each milestone lie further on the way to the target than the one before it."
                yield error(context.at("indicators", name, *place), "milestone-order", message, hint)


def _way(indicator: Indicator) -> Iterator[tuple[Steps, Fraction, str]]:
    """The declared levels from baseline to newest target: steps to the place, value, and text as typed."""
    baseline = indicator.baseline.value if indicator.baseline else None
    revised = {("target", index) for index in range(len(indicator.target) - 1)}
    for steps, stop in _stops(indicator):
        value, place = stop.value, (*steps, "value")
        if steps in revised or "value" in stop.unread:
            continue
        if isinstance(value, Level):
            yield place, Fraction(value.value), value.text
        elif isinstance(value, Relative) and baseline:
            yield place, value.resolve(Fraction(baseline.value)), f"the target {value.text}"


def written_values(context: CheckContext) -> Iterator[Diagnostic]:
    """Percentages and percentage points need unit percent; no value has a Dutch thousands mark."""
    for name, indicator in context.roadmap.indicators.items():
        hint = "set “unit: percent”, or write the value in the unit."
        is_other = not indicator.is_percent and indicator.unit is not None
        for steps, level in _levels(indicator):
            location = context.at("indicators", name, *steps)
            yield from thousands_mark(indicator, level, location)
            if level.percent and is_other:
                message = f"{quoted(level.text)} is a percentage, but the unit is {indicator.unit_word}"
                yield error(location, "unit-mismatch", message, hint)
        for index, target in enumerate(indicator.target if is_other else ()):
            if isinstance(target.value, Relative) and target.value.kind is RelativeKind.POINTS:
                text, location = target.value.text, context.at("indicators", name, "target", index, "value")
                message = f"{quoted(text)} counts percentage points, but the unit is {indicator.unit_word}"
                yield error(location, "unit-mismatch", message, hint)


def thousands_mark(indicator: Indicator, level: Level, location: Location) -> Iterator[Diagnostic]:
    """Warn when a decimal point looks like a thousands mark: 50.000, or 1.250 where things are counted."""
    counted = indicator.unit_word == "count" or level.text.endswith("000")
    if level.looks_grouped and counted and not indicator.is_percent:
        message = f"{quoted(level.text)} is read as {level.value.normalize():f}, with a decimal point"
        hint = f"write {level.text.replace('.', '')} if the point marks thousands."
        yield warning(location, "thousands-mark", message, hint)


def _levels(indicator: Indicator) -> Iterator[tuple[Steps, Level]]:
    """Every level declared for an indicator, with the steps that lead to it."""
    for steps, stop in _stops(indicator):
        if isinstance(stop.value, Level):
            yield (*steps, "value"), stop.value
        elif isinstance(stop.value, Band):
            yield (*steps, "value", "min"), stop.value.low
            yield (*steps, "value", "max"), stop.value.high


def _stops(indicator: Indicator) -> Iterator[tuple[Steps, Baseline | Milestone | Target]]:
    """The baseline, the milestones and the versions of the target, with the steps that lead to them."""
    if indicator.baseline:
        yield ("baseline",), indicator.baseline
    for index, milestone in enumerate(indicator.milestones):
        yield ("milestones", index), milestone
    for index, target in enumerate(indicator.target):
        yield ("target", index), target


def member_targets(context: CheckContext) -> Iterator[Diagnostic]:
    """A member's target names a declared member, is in the unit, and its indicator can be judged."""
    for name, indicator in context.roadmap.indicators.items():
        for dimension, split in indicator.dimensions.items():
            steps: Steps = ("indicators", name, "dimensions", dimension, "targets")
            if split.targets and not indicator.target:
                yield from _lacking(name, indicator, context.targets.locate_key(*steps))
            for member, target in split.targets.items():
                if split.members is not None and member not in split.members:
                    message = f"{quoted(member)} is not a member of {quoted(dimension)}"
                    place = context.targets.locate_key(*steps, member)
                    yield error(place, "undeclared-member", message, expected(member, split.members))
                is_percent = isinstance(target.value, Level) and target.value.percent
                if is_percent and not indicator.is_percent and indicator.unit:
                    message = f"the target is a percentage, but the unit is {indicator.unit_word}"
                    hint = "set “unit: percent”, or write the value in the unit."
                    yield error(context.at(*steps, member, "value"), "unit-mismatch", message, hint)


def named_activities(context: CheckContext) -> Iterator[Diagnostic]:
    """Activities that a milestone indicator counts are declared."""
    known = context.activities.names("activities")
    for name, indicator in context.roadmap.indicators.items():
        for activity in indicator.activities:
            if not context.declares("activities", activity):
                location = context.targets.locate_key("indicators", name, "activities", activity)
                hint = expected(activity, known) or "declare it in config/activities.yaml."
                yield error(location, "unknown-activity", f"no activity is called {quoted(activity)}", hint)


def commented_things(context: CheckContext) -> Iterator[Diagnostic]:
    """Commentary is about indicators that are declared."""
    known = context.roadmap.indicators
    for commentary in context.roadmap.commentary:
        tree = context.commentary[commentary.path]
        for section in ("explanations", "acknowledgements"):
            for name in getattr(commentary.content, section):
                if not context.declares("indicators", name):
                    location = tree.locate_key(section, name)
                    message = f"no indicator is called {quoted(name)}"
                    hint = expected(name, sorted(known)) or "declare it in targets.yaml, or correct the id."
                    yield error(location, "unknown-indicator", message, hint)
