"""Checks that need more than one value or more than one file; each is a function in `CHECKS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hcroadmap.model.diagnostic import Diagnostic, Location, did_you_mean, expected
from hcroadmap.model.indicator import Indicator, Target
from hcroadmap.model.vocabulary import IndicatorKind
from hcroadmap.model.observation import Observation
from hcroadmap.model.quantity import Band, Level, Relative, RelativeKind
from hcroadmap.model.roadmap import Places, Roadmap
from hcroadmap.read.csv_file import Table

DECLARE = "indicators are declared in targets.yaml."
PERCENT_UNITS = ("percent", "%", "procent")


@dataclass(frozen=True)
class Draft:
    """What was read, with the places of everything, before it is known to hold together."""

    roadmap: Roadmap
    targets: Places
    activities: Places
    tables: Mapping[str, Table]

    def at(self, *steps: str | int) -> Location:
        """The place of a value in targets.yaml."""
        return self.targets.locate(*steps)

    def cell(self, observation: Observation, column: str) -> Location:
        """The place of an observation's cell."""
        return self.tables[observation.location.path].place(observation.location.line, column)

    def rows(self) -> Iterator[tuple[Indicator, Observation]]:
        """Every observation of an indicator that is declared."""
        for name, observations in self.roadmap.observations.items():
            if name in self.roadmap.indicators:
                for observation in observations:
                    yield self.roadmap.indicators[name], observation


def _error(location: Location, code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(location, "error", code, message, hint)


def _warning(location: Location, code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(location, "warning", code, message, hint)


def something_to_judge(draft: Draft) -> Iterator[Diagnostic]:
    """A roadmap without indicators is a mistake, not an empty success."""
    if not draft.roadmap.indicators:
        yield _error(draft.at("indicators"), "no-indicators", "no indicator is declared", DECLARE)


def action_lines(draft: Draft) -> Iterator[Diagnostic]:
    """Action lines that indicators and activities name are declared."""
    known = draft.roadmap.action_lines
    things = [(draft.targets, "indicators", draft.roadmap.indicators)]
    places = [(draft.activities, "activities", draft.roadmap.activities)]
    for tree, section, entries in (*things, *places):
        for name, entry in entries.items():
            if entry.action_line is not None and entry.action_line not in known:
                location = tree.locate(section, name, "action_line")
                message = f"no action line is called “{entry.action_line}”"
                yield _error(location, "unknown-action-line", message, expected(entry.action_line, known))


def requirements(draft: Draft) -> Iterator[Diagnostic]:
    """What a target needs beside itself: a direction and a baseline."""
    for name, indicator in draft.roadmap.indicators.items():
        if not indicator.target:
            continue
        location = draft.at("indicators", name)
        if indicator.lacks("direction"):
            hint = "add “direction: increase” or “direction: decrease”; it is never guessed."
            yield _error(location, "missing-direction", f"“{name}” has a target but no direction", hint)
        if indicator.lacks("baseline"):
            hint = "add “baseline: {period: ..., value: ...}”; without value the observation of that period counts."
            yield _error(location, "missing-baseline", f"“{name}” has a target but no baseline", hint)


def definitions(draft: Draft) -> Iterator[Diagnostic]:
    """An indicator's own definition is one of those it declares."""
    for name, indicator in draft.roadmap.indicators.items():
        if indicator.definition and indicator.definitions and indicator.definition not in indicator.definitions:
            location = draft.at("indicators", name, "definition")
            message = f"“{indicator.definition}” is not among the definitions of “{name}”"
            yield _error(location, "undeclared-definition", message, expected(indicator.definition, indicator.definitions))


def target_versions(draft: Draft) -> Iterator[Diagnostic]:
    """A revised target says when it was agreed and why."""
    for name, indicator in draft.roadmap.indicators.items():
        for index, target in enumerate(indicator.target if len(indicator.target) > 1 else ()):
            location = draft.at("indicators", name, "target", index)
            if target.lacks("agreed"):
                hint = "add “agreed: 2015-11-20”: the version in force on the as-of date decides."
                yield _error(location, "missing-agreed", "this version of the target has no day of agreement", hint)
            if index and target.lacks("reason"):
                yield _error(location, "missing-reason", "this revision of the target gives no reason", "add “reason: ...”.")


def periods_in_order(draft: Draft) -> Iterator[Diagnostic]:
    """Baseline, milestones and target follow one another."""
    for name, indicator in draft.roadmap.indicators.items():
        stops = [(("baseline", "period"), indicator.baseline.period)] if indicator.baseline else []
        stops += [(("milestones", index, "period"), m.period) for index, m in enumerate(indicator.milestones)]  # type: ignore[misc]  # steps are texts and indexes
        ends = [(("target", index, "period"), t.period) for index, t in enumerate(indicator.target)]
        for earlier, later in [*zip(stops, stops[1:], strict=False), *((stops[-1], end) for end in ends if stops)]:
            if later[1] <= earlier[1]:
                message = f"{later[1]} does not come after {earlier[1]}, the period of the {earlier[0][0].rstrip('s')}"
                hint = "baseline, milestones and target must follow one another in time."
                yield _error(draft.at("indicators", name, *later[0]), "period-order", message, hint)


def directions(draft: Draft) -> Iterator[Diagnostic]:
    """The target lies on the side of a declared baseline value that the direction says."""
    for name, indicator in draft.roadmap.indicators.items():
        declared = indicator.baseline.value if indicator.baseline else None
        for index, target in enumerate(indicator.target):
            if declared is None or indicator.direction is None or target.every_year:
                continue
            location = draft.at("indicators", name, "target", index, "value")
            rise = (_edge(target, Fraction(declared.value)) - Fraction(declared.value)) * indicator.direction.sign
            if rise == 0:
                hint = "for a level to hold, add “every_year: true”."
                yield _error(location, "target-equals-baseline", "the target equals the baseline", hint)
            elif rise < 0:
                message = f"the target lies below the baseline {declared.text}, but the direction is increase"
                if indicator.direction.sign < 0:
                    message = f"the target lies above the baseline {declared.text}, but the direction is decrease"
                hint = "correct the direction or the value; for a level to hold, add “every_year: true”."
                yield _error(location, "contradicting-direction", message, hint)


def _edge(target: Target, baseline: Fraction) -> Fraction:
    """The target's level: of a band the edge nearer to the baseline."""
    if isinstance(target.value, Relative):
        return target.value.resolve(baseline)
    if isinstance(target.value, Band):
        low, high = Fraction(target.value.low.value), Fraction(target.value.high.value)
        return low if abs(low - baseline) <= abs(high - baseline) else high
    return Fraction(target.value.value)


def milestones(draft: Draft) -> Iterator[Diagnostic]:
    """Milestones lead from the baseline to the target without turning back."""
    for name, indicator in draft.roadmap.indicators.items():
        if indicator.direction is None or not indicator.milestones:
            continue
        values = [Fraction(milestone.value.value) for milestone in indicator.milestones]
        steps: list[tuple[tuple[str | int, ...], Fraction]]
        steps = [(("milestones", index, "value"), value) for index, value in enumerate(values)]
        if indicator.baseline and indicator.baseline.value:
            steps.insert(0, (("baseline", "value"), Fraction(indicator.baseline.value.value)))
        if indicator.target and isinstance(indicator.target[-1].value, Level):
            steps.append((("target", len(indicator.target) - 1, "value"), Fraction(indicator.target[-1].value.value)))
        for (_, before), (place, value) in zip(steps, steps[1:], strict=False):
            if (value - before) * indicator.direction.sign < 0:
                message = f"the way turns back here: after {float(before):g} comes {float(value):g}"
                hint = f"with direction {indicator.direction} each milestone must be further than the one before."
                yield _error(draft.at("indicators", name, *place), "milestone-order", message, hint)


def written_units(draft: Draft) -> Iterator[Diagnostic]:
    """A percent sign needs unit percent, and percentage points too."""
    for name, indicator in draft.roadmap.indicators.items():
        if indicator.lacks("unit") and indicator.kind is IndicatorKind.LEVEL and not indicator.unread:
            message = f"“{name}” has no unit"
            yield _error(draft.at("indicators", name), "missing-key", message, "add “unit: percent”, count or a word.")
        if indicator.is_percent or indicator.lacks("unit") or indicator.unit is None:
            continue
        for steps, level in _levels(indicator):
            if level.percent:
                message = f"“{level.text}” is a percentage, but the unit of “{name}” is {indicator.unit_word}"
                hint = "set “unit: percent” or write the value in the unit."
                yield _error(draft.at("indicators", name, *steps), "unit-mismatch", message, hint)
            elif level.looks_grouped:
                message = f"“{level.text}” is read as {level.value.normalize():f}, with a decimal point"
                hint = f"write {level.text.replace('.', '')} if the point marks thousands."
                yield _warning(draft.at("indicators", name, *steps), "thousands-mark", message, hint)
        for index, target in enumerate(indicator.target):
            if isinstance(target.value, Relative) and target.value.kind is RelativeKind.POINTS:
                message = f"“{target.value.text}” counts percentage points, but the unit is {indicator.unit_word}"
                location = draft.at("indicators", name, "target", index, "value")
                yield _error(location, "unit-mismatch", message, "set “unit: percent” or write the value in the unit.")


def _levels(indicator: Indicator) -> Iterator[tuple[tuple[str | int, ...], Level]]:
    """Every level declared for an indicator, with the steps that lead to it."""
    if indicator.baseline and indicator.baseline.value:
        yield ("baseline", "value"), indicator.baseline.value
    for index, milestone in enumerate(indicator.milestones):
        yield ("milestones", index, "value"), milestone.value
    for index, target in enumerate(indicator.target):
        if isinstance(target.value, Level):
            yield ("target", index, "value"), target.value
        elif isinstance(target.value, Band):
            yield ("target", index, "value", "min"), target.value.low
            yield ("target", index, "value", "max"), target.value.high


def named_activities(draft: Draft) -> Iterator[Diagnostic]:
    """Activities that a milestone indicator counts are declared."""
    known = draft.roadmap.activities
    for name, indicator in draft.roadmap.indicators.items():
        for activity in indicator.activities:
            if activity not in known:
                location = draft.at("indicators", name, "activities", activity)
                hint = expected(activity, known) or "activities are declared in config/activities.yaml."
                yield _error(location, "unknown-activity", f"no activity is called “{activity}”", hint)


def known_indicators(draft: Draft) -> Iterator[Diagnostic]:
    """Observations belong to indicators that are declared."""
    known = draft.roadmap.indicators
    for name, observations in draft.roadmap.observations.items():
        for observation in observations if name not in known else ():
            if "indicator" not in observation.unread:
                hint = f"{did_you_mean(name, known)} {DECLARE}".strip()
                message = f"no indicator is called “{name}”"
                yield _error(draft.cell(observation, "indicator"), "unknown-indicator", message, hint)


def known_definitions(draft: Draft) -> Iterator[Diagnostic]:
    """Observations are in a definition that their indicator declares."""
    for indicator, observation in draft.rows():
        known = {*indicator.definitions, *([indicator.definition] if indicator.definition else [])}
        unreadable = {"definitions", "definition"} & indicator.unread
        if observation.definition and observation.definition not in known and not unreadable:
            message = f"“{observation.definition}” is not a definition of “{observation.indicator}”"
            hint = expected(observation.definition, known) or "declare it under “definitions” in targets.yaml."
            yield _error(draft.cell(observation, "definition"), "undeclared-definition", message, hint)


def known_members(draft: Draft) -> Iterator[Diagnostic]:
    """Members of a dimension are those that the indicator declares."""
    for indicator, observation in draft.rows():
        for dimension, member in observation.members:
            declared = indicator.dimensions.get(dimension)
            if declared is None and "dimensions" not in indicator.unread:
                message = f"“{observation.indicator}” has no dimension “{dimension}”"
                hint = "declare it under “dimensions” in targets.yaml, or empty the cell."
                yield _error(draft.cell(observation, dimension), "undeclared-member", message, hint)
            elif declared and declared.members is not None and member not in declared.members:
                message = f"“{member}” is not a member of “{dimension}”"
                hint = expected(member, declared.members)
                yield _error(draft.cell(observation, dimension), "undeclared-member", message, hint)


def units(draft: Draft) -> Iterator[Diagnostic]:
    """Observations are in the unit that their indicator declares."""
    for indicator, observation in draft.rows():
        if observation.value and observation.value.percent and not indicator.is_percent and indicator.unit:
            message = f"“{observation.value.text}” is a percentage, but the unit is {indicator.unit_word}"
            yield _error(draft.cell(observation, "value"), "unit-mismatch", message, "write the value in the unit.")
        written = (observation.unit or "").casefold()
        names = {wording.casefold() for _, wording in indicator.unit.versions} if indicator.unit else set()
        names |= set(PERCENT_UNITS) if indicator.is_percent else set()
        if written and names and written not in names:
            message = f"the unit “{observation.unit}” is not the indicator's, {indicator.unit_word}"
            yield _error(draft.cell(observation, "unit"), "unit-mismatch", message, "convert the value; units are never mixed.")


def duplicates(draft: Draft) -> Iterator[Diagnostic]:
    """No observation is given twice with the same day of publication."""
    seen: dict[tuple[object, ...], Observation] = {}
    for indicator, row in draft.rows():
        if not row.used or {"period", "published", "definition"} & row.unread:
            continue
        key = (row.indicator, row.period, row.definition or indicator.definition, row.members, row.known_on)
        first = seen.setdefault(key, row)
        if first is not row:
            message = f"{row.indicator} for {row.period} is given twice; it stands at {first.location} already"
            hint = "remove one, give a revision its own day of publication, or mark a rival figure with used: no."
            yield _error(draft.cell(row, "indicator"), "duplicate-observation", message, hint)


def one_kind_of_period(draft: Draft) -> Iterator[Diagnostic]:
    """All observations of an indicator in one definition have periods of one kind."""
    first: dict[tuple[str, str | None], Observation] = {}
    for indicator, row in draft.rows():
        if "period" in row.unread:
            continue
        before = first.setdefault((row.indicator, row.definition or indicator.definition), row)
        if before.period.kind is not row.period.kind:
            message = f"{row.period} is a {row.period.kind}, but {before.period} at {before.location} is a {before.period.kind}"
            hint = "keep periods of different kinds in different definitions."
            yield _error(draft.cell(row, "period"), "mixed-period-kinds", message, hint)


def plausible_values(draft: Draft) -> Iterator[Diagnostic]:
    """Shares lie between 0 and 100, and a value is not a hundredth of what its target suggests."""
    for indicator, row in draft.rows():
        if row.value is None or not indicator.is_percent:
            continue
        value, target = row.value.value, indicator.target[-1].value if indicator.target else None
        if not 0 <= value <= 100:
            hint = "a share cannot; if this is a rate of change, declare another unit."
            yield _warning(draft.cell(row, "value"), "suspicious-share", f"{value} lies outside 0 to 100", hint)
        elif isinstance(target, Level) and 0 < value < 1 and abs(value * 100 - target.value) < target.value / 2:
            message = f"{value} looks a hundred times too small beside the target {target.text}"
            yield _warning(draft.cell(row, "value"), "factor-hundred", message, f"write {value * Decimal(100):g}?")


def observed(draft: Draft) -> Iterator[Diagnostic]:
    """An indicator that nobody has measured is worth a word."""
    for name, indicator in draft.roadmap.indicators.items():
        if indicator.kind is not IndicatorKind.MILESTONES and not draft.roadmap.observations.get(name):
            hint = "add rows to config/measurements/*.csv; check the id if you thought there were some."
            yield _warning(draft.at("indicators", name), "no-observations", f"“{name}” has no observation", hint)


Check = Callable[[Draft], Iterator[Diagnostic]]
CHECKS: tuple[Check, ...] = (
    something_to_judge,
    action_lines,
    requirements,
    definitions,
    target_versions,
    periods_in_order,
    directions,
    milestones,
    written_units,
    named_activities,
    known_indicators,
    known_definitions,
    known_members,
    units,
    duplicates,
    one_kind_of_period,
    plausible_values,
    observed,
)


def cross_check(draft: Draft) -> Iterator[Diagnostic]:
    """Every finding of every check."""
    for check in CHECKS:
        yield from check(draft)
