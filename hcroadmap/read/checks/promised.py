"""Targets, baselines and milestones are consistent, and what they name exists."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from hcroadmap.model.diagnostic import Diagnostic, Location, error, expected, quoted
from hcroadmap.model.indicator import Baseline, Indicator, Milestone, Rebaseline, Target
from hcroadmap.model.observation import COLUMNS
from hcroadmap.model.period import Period
from hcroadmap.model.quantity import Band, Level, Quantity, Relative, RelativeKind
from hcroadmap.model.vocabulary import IndicatorKind
from hcroadmap.read.checks.context import CheckContext

Steps = tuple[str | int, ...]


def requirements(context: CheckContext) -> Iterator[Diagnostic]:
    """A target needs a direction and a baseline, a level its unit, a definition to be declared.

    A revised target says when it was agreed and why.
    """
    for name, indicator in context.roadmap.indicators.items():
        location = context.targets.locate_key("indicators", name)
        if indicator.target:
            yield from _lacking(name, indicator, location)
        if indicator.lacks("unit") and indicator.kind is IndicatorKind.LEVEL and "kind" not in indicator.unread:
            hint = "add “unit: percent”, “unit: count” or a word, such as “unit: students”."
            yield error(location, "missing-key", f"{quoted(name)} has no unit", hint)
        yield from _definitions(name, indicator, context)
        for index, target in enumerate(indicator.target if len(indicator.target) > 1 else ()):
            location = context.targets.locate("indicators", name, "target", index)
            if target.lacks("agreed"):
                message = "this version of the target has no day of agreement"
                hint = "add “agreed: 2015-11-20”: the version in force on the as-of date decides."
                yield error(location, "missing-agreed", message, hint)
            if index and target.lacks("reason"):
                message = "this revision of the target gives no reason"
                yield error(location, "missing-reason", message, "add “reason: ...”.")


def _definitions(name: str, indicator: Indicator, context: CheckContext) -> Iterator[Diagnostic]:
    """The definition agreed first and the one that replaced it are declared."""
    redefined = indicator.rebaseline.definition if indicator.rebaseline else None
    if redefined and indicator.lacks("definition"):
        hint = "add “definition: ...”: the one in which baseline and target were agreed."
        place = context.targets.locate_key("indicators", name)
        yield error(place, "missing-key", f"{quoted(name)} changes its definition but has none", hint)
    known = indicator.definitions
    for steps, used in (("definition",), indicator.definition), (("rebaseline", "definition"), redefined):
        if used and (known or used is redefined) and used not in known and "definitions" not in indicator.unread:
            message = f"{quoted(used)} is not among the definitions of {quoted(name)}"
            place = context.targets.locate("indicators", name, *steps)
            yield error(place, "undeclared-definition", message, expected(used, known))


def _lacking(name: str, indicator: Indicator, location: Location) -> Iterator[Diagnostic]:
    """What keeps an indicator's target from being judged."""
    if indicator.lacks("direction"):
        hint = "add “direction: increase” or “direction: decrease”; it is never guessed."
        yield error(location, "missing-direction", f"{quoted(name)} has a target but no direction", hint)
    if indicator.lacks("baseline"):
        hint = "add “baseline: {period: ..., value: ...}”; without a value that period's observation counts."
        yield error(location, "missing-baseline", f"{quoted(name)} has a target but no baseline", hint)


def periods_in_order(context: CheckContext) -> Iterator[Diagnostic]:
    """Baseline, milestones and target follow one another; milestones may lead on to a later target."""
    for name, indicator in context.roadmap.indicators.items():
        passed: list[tuple[Period, str]] = []
        for steps, later in _stops(indicator):
            if "period" in later.unread:
                continue
            is_replaced = steps[0] == "target" and later is not indicator.target[-1]
            for before, stop in passed[:1] if is_replaced else passed[-1:]:
                if later.period <= before:
                    message = f"{later.period} does not come after {before}, the period of the {stop}"
                    hint = "let baseline, milestones and target follow one another in time."
                    location = context.targets.locate("indicators", name, *steps, "period")
                    yield error(location, "period-order", message, hint)
            if steps[0] != "target":
                passed.append((later.period, str(steps[0]).removesuffix("s")))


def directions(context: CheckContext) -> Iterator[Diagnostic]:
    """The target lies on the side of the declared baseline that the direction points to."""
    for name, indicator in context.roadmap.indicators.items():
        declared, direction = indicator.baseline.value if indicator.baseline else None, indicator.direction
        for index, target in enumerate(indicator.target):
            if declared is None or direction is None or target.every_year or "value" in target.unread:
                continue
            location = context.targets.locate("indicators", name, "target", index, "value")
            baseline, value = Fraction(declared.value), target.value
            if isinstance(value, Relative) and value.kind is not RelativeKind.POINTS and baseline <= 0:
                message = f"{quoted(value.text)} says nothing beside the baseline {declared.text}"
                hint = "write the level itself: a multiple needs a baseline above zero."
                yield error(location, "bad-value", message, hint)
                continue
            rise = (_edge(value, baseline) - baseline) * direction.sign
            hint = "correct one of them; for a level to hold, add “every_year: true” to the target."
            if rise == 0:
                message = f"the target does not differ from the baseline {declared.text}"
                yield error(location, "target-equals-baseline", message, hint)
            elif rise < 0:
                side = "below" if direction.sign > 0 else "above"
                message = f"the target lies {side} the baseline {declared.text}, but the direction is {direction}"
                yield error(location, "contradicting-direction", message, hint)


def _edge(value: Quantity, baseline: Fraction) -> Fraction:
    """The level of a target; for a band, its point nearest to the baseline."""
    if isinstance(value, Relative):
        return value.resolve(baseline)
    if isinstance(value, Band):
        return min(max(baseline, Fraction(value.low.value)), Fraction(value.high.value))
    return Fraction(value.value)


def milestones(context: CheckContext) -> Iterator[Diagnostic]:
    """Milestones lead from the declared baseline to the newest target, never back."""
    for name, indicator in context.roadmap.indicators.items():
        baseline = indicator.baseline.value if indicator.baseline else None
        revised = {("target", index) for index in range(len(indicator.target) - 1)}
        way: list[tuple[Steps, Fraction, str]] = []
        for steps, stop in _stops(indicator) if indicator.milestones else ():
            value = stop.value
            if steps in revised or "value" in stop.unread:
                continue
            if isinstance(value, Level):
                way.append((steps, Fraction(value.value), value.text))
            elif isinstance(value, Relative) and baseline:
                way.append((steps, value.resolve(Fraction(baseline.value)), f"the target {value.text}"))
        for (_, before, written), (steps, level, text) in pairwise(way):
            if indicator.direction and (level - before) * indicator.direction.sign < 0:
                location = context.targets.locate("indicators", name, *steps, "value")
                message = f"{text} comes after {written}, but the direction is {indicator.direction}"
                hint = "let each milestone lie further on the way to the target than the one before it."
                yield error(location, "milestone-order", message, hint)


def written_values(context: CheckContext) -> Iterator[Diagnostic]:
    """Percentages and percentage points need unit percent."""
    for name, indicator in context.roadmap.indicators.items():
        is_other = not indicator.is_percent and indicator.unit is not None
        for steps, value in values_of(indicator):
            if isinstance(value, Level):
                counts = "is a percentage" if value.percent else ""
            else:
                counts = "counts percentage points" if value.kind is RelativeKind.POINTS else ""
            if counts and is_other:
                location = context.targets.locate("indicators", name, *steps)
                message = f"{quoted(value.text)} {counts}, but the unit is {indicator.unit_word}"
                hint = "set “unit: percent”, or write the value in the unit."
                yield error(location, "unit-mismatch", message, hint)


def thresholds_for_change(context: CheckContext) -> Iterator[Diagnostic]:
    """A threshold for change has a direction and a unit that is clear, and stands in the place of a target."""
    for name, indicator in context.roadmap.indicators.items():
        change, place = indicator.changed_at, context.targets.locate_key("indicators", name, "changed_at")
        if change is None:
            continue
        if indicator.target:
            message = f"{quoted(name)} has a target, so the last change does not decide"
            yield error(place, "threshold-with-target", message, "remove changed_at, or the target.")
        elif indicator.lacks("direction"):
            hint = "add “direction: increase” or “direction: decrease”; it is never guessed."
            message = f"{quoted(name)} has a threshold for change but no direction"
            yield error(place, "missing-direction", message, hint)
        if isinstance(change, Relative) and change.kind is RelativeKind.PERCENT and indicator.is_percent:
            message = f"{quoted(change.text)} of a percentage may be points or a part of it"
            yield error(place, "unit-mismatch", message, f"write {change.amount} pp.")


def values_of(indicator: Indicator) -> Iterator[tuple[Steps, Level | Relative]]:
    """Every value declared for an indicator, with the steps that lead to it."""
    stops: list[tuple[Steps, Baseline | Milestone | Target | Rebaseline]] = [*_stops(indicator)]
    if indicator.changed_at:
        yield ("changed_at",), indicator.changed_at
    if indicator.rebaseline:
        stops.append((("rebaseline",), indicator.rebaseline))
    for dimension, split in indicator.dimensions.items():
        for member, target in split.targets.items():
            stops.append((("dimensions", dimension, "targets", member), target))
    for steps, stop in stops:
        if isinstance(stop.value, Band):
            yield (*steps, "value", "min"), stop.value.low
            yield (*steps, "value", "max"), stop.value.high
        elif stop.value:
            yield (*steps, "value"), stop.value


def _stops(indicator: Indicator) -> Iterator[tuple[Steps, Baseline | Milestone | Target]]:
    """The baseline, the milestones and the versions of the target, with the steps that lead to them."""
    if indicator.baseline:
        yield ("baseline",), indicator.baseline
    for index, milestone in enumerate(indicator.milestones):
        yield ("milestones", index), milestone
    for index, target in enumerate(indicator.target):
        yield ("target", index), target


def dimensions(context: CheckContext) -> Iterator[Diagnostic]:
    """A dimension has a name of its own; a member's target names a declared member, and can be judged."""
    for name, indicator in context.roadmap.indicators.items():
        for dimension, split in indicator.dimensions.items():
            steps: Steps = ("indicators", name, "dimensions", dimension)
            if dimension.casefold() in COLUMNS:
                message = f"a dimension cannot be called {quoted(dimension)}: that column means something else"
                hint = "choose another name, such as level, region or sector."
                yield error(context.targets.locate_key(*steps), "bad-id", message, hint)
            if split.targets and not indicator.target:
                yield from _lacking(name, indicator, context.targets.locate_key(*steps, "targets"))
            for member in split.targets:
                if split.members is not None and member not in split.members:
                    message = f"{quoted(member)} is not a member of {quoted(dimension)}"
                    place = context.targets.locate_key(*steps, "targets", member)
                    yield error(place, "undeclared-member", message, expected(member, split.members))


def declared_things(context: CheckContext) -> Iterator[Diagnostic]:
    """Indicators are declared, and so are the action lines and counted activities that are named.

    Without any indicator, success would mean nothing.
    """
    if not context.targets.names("indicators") and "indicators" not in context.unread:
        hint = "declare one under “indicators:” in targets.yaml."
        yield error(context.targets.locate("indicators"), "no-indicators", "no indicator is declared", hint)
    declared = context.targets.names("action_lines")
    for section, tree in (("indicators", context.targets), ("activities", context.activities)):
        for name, entry in getattr(context.roadmap, section).items():
            if entry.action_line is not None and not context.declares("action_lines", entry.action_line):
                message = f"no action line is called {quoted(entry.action_line)}"
                hint = expected(entry.action_line, declared) or "declare it under “action_lines:” in targets.yaml."
                yield error(tree.locate(section, name, "action_line"), "unknown-action-line", message, hint)
    known = context.activities.names("activities")
    for name, indicator in context.roadmap.indicators.items():
        for activity in indicator.activities:
            if not context.declares("activities", activity):
                location = context.targets.locate_key("indicators", name, "activities", activity)
                hint = expected(activity, known) or "declare it in config/activities.yaml."
                yield error(location, "unknown-activity", f"no activity is called {quoted(activity)}", hint)


def benchmarks(context: CheckContext) -> Iterator[Diagnostic]:
    """What an indicator is compared with is declared, another one, and in its unit."""
    declared = context.roadmap.indicators
    for name, indicator in declared.items():
        for index, other in enumerate(indicator.compare):
            place = context.targets.locate("indicators", name, "compare", index)
            if not context.declares("indicators", other):
                hint = expected(other, sorted(declared)) or "declare it in targets.yaml, or correct the id."
                yield error(place, "unknown-indicator", f"no indicator is called {quoted(other)}", hint)
            elif other == name:
                hint = "name the indicator that it is to be shown beside."
                yield error(place, "bad-choice", f"{quoted(name)} is compared with itself", hint)
            elif other in declared and declared[other].unit_word != indicator.unit_word:
                message = f"{quoted(other)} has another unit than {quoted(name)}: {declared[other].unit_word}"
                yield error(place, "unit-mismatch", message, "compare indicators that have one unit.")


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
