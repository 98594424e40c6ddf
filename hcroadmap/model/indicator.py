"""What was promised: indicators with their baseline, target and definition."""

from datetime import date
from typing import Annotated

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.fields import (
    Day,
    Decimals,
    DurationField,
    Id,
    LevelField,
    Line,
    Number,
    OneOrMany,
    PeriodField,
    Truth,
    Whole,
    Wording,
    kind_of,
    problem,
)
from hcroadmap.model.quantity import Band, Level, Quantity, parse_level, parse_target
from hcroadmap.model.record import Field, PlainValidator, Record
from hcroadmap.model.vocabulary import Direction, IndicatorKind, MethodName, PathKind


def _quantity(value: object) -> Quantity:
    try:
        if isinstance(value, str):
            return parse_target(value)
        if isinstance(value, dict) and set(value) == {"min", "max"} and _are_texts(value):
            return _band(parse_level(value["min"]), parse_level(value["max"]))
    except Mistake as mistake:
        raise problem(mistake) from None
    hint = "write a value such as 40%, or a band such as {min: 20, max: 30}."
    raise problem(Mistake("bad-value", f"found {kind_of(value)} where a value is expected", hint))


def _are_texts(band: dict[str, object]) -> bool:
    return all(isinstance(edge, str) for edge in band.values())


def _band(low: Level, high: Level) -> Band:
    if low.value >= high.value:
        raise Mistake("bad-value", f"the band's min {low.text} is not below its max {high.text}", "swap them.")
    return Band(low, high)


class Baseline(Record):
    """Where progress counts from; without a value it takes the observation of that period."""

    period: PeriodField
    value: LevelField | None = None
    source: Line | None = None
    note: Wording | None = None


class Target(Record):
    """What was promised, in one of its versions."""

    period: PeriodField
    value: Annotated[Quantity, PlainValidator(_quantity)]
    label: Wording | None = None
    path: PathKind = PathKind.LINEAR
    every_year: Truth = False
    agreed: Day | None = None
    reason: Wording | None = None
    source: Line | None = None


class Milestone(Record):
    """A value on the way from baseline to target."""

    period: PeriodField
    value: LevelField
    source: Line | None = None


class Rebaseline(Record):
    """A new start behind a break in the series."""

    period: PeriodField
    value: LevelField
    reason: Wording


class Dimension(Record):
    """A way in which an indicator is split; `complete` members add up to the whole, some have their own target."""

    members: tuple[Line, ...] | None = None
    complete: Truth = False
    targets: dict[Line, Target] = Field(default_factory=dict)


class Release(Record):
    """When a figure is expected: every so long, `lag` after its period ends, overdue after `grace` more."""

    every: DurationField
    lag: DurationField
    grace: DurationField


class Ended(Record):
    """The day from which no further figure is expected, and why."""

    on: Day
    reason: Wording


class Indicator(Record):
    """One thing that is measured, with what was promised about it."""

    title: Wording
    kind: IndicatorKind = IndicatorKind.LEVEL
    action_line: Id | None = None
    unit: Wording | None = None
    direction: Direction | None = None
    owner: Line | None = None
    supplier: Line | None = None
    goal: Whole | None = None
    definition: Id | None = None
    definitions: dict[Id, Wording] = Field(default_factory=dict)
    baseline: Baseline | None = None
    target: Annotated[tuple[Target, ...], OneOrMany] = ()
    milestones: tuple[Milestone, ...] = ()
    rebaseline: Rebaseline | None = None
    release: Release | None = None
    ended: Ended | None = None
    choices: tuple[Wording, ...] = ()
    dimensions: dict[Id, Dimension] = Field(default_factory=dict)
    activities: dict[Id, Whole] = Field(default_factory=dict)
    method: MethodName | None = None
    limit: Number | None = None
    thresholds: tuple[Number, ...] | None = None
    decimals: Decimals | None = None
    source: Line | None = None
    note: Wording | None = None

    @property
    def is_percent(self) -> bool:
        """Is the value a percentage?"""
        return self.kind is not IndicatorKind.LEVEL or self.unit_word == "percent"

    @property
    def unit_word(self) -> str:
        """The unit as one word for machines: `percent`, `count`, `index` or the text declared."""
        if self.unit is None:
            return "percent" if self.kind is not IndicatorKind.LEVEL else ""
        return self.unit.in_language("en")

    def target_on(self, as_of: date) -> Target | None:
        """The version of the target in force on a day; before the first was agreed, the first."""
        agreed = [target for target in self.target if target.agreed is not None and target.agreed <= as_of]
        if agreed:
            return max(agreed, key=lambda target: target.agreed or as_of)
        return self.target[0] if self.target else None
