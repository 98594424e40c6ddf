"""What was promised: indicators with their baseline, target and definition."""

from datetime import date
from typing import Annotated

from pydantic import Field

from hcroadmap.model.fields import (
    Change,
    Day,
    Decimals,
    DurationField,
    Id,
    LevelField,
    Line,
    Number,
    OneOrMany,
    PeriodField,
    Record,
    Size,
    TargetValue,
    Truth,
    Whole,
    Wording,
    optional,
)
from hcroadmap.model.vocabulary import Direction, IndicatorKind, MethodName, PathKind

UNITS = {word: word for word in ("percent", "count", "index")}
UNITS |= {"procent": "percent", "per cent": "percent", "%": "percent", "aantal": "count"}
"""The units that we know by each of their words, in small letters."""


class Baseline(Record):
    """Where progress counts from; without a value it takes the observation of that period."""

    period: PeriodField = Field(description="The period from which progress counts, such as 2014.")
    value: LevelField | None = optional("The value then, such as 38%; without it, that period's observation.")
    se: Size | None = optional("The standard error of the value, in its unit, if it comes from a sample.")
    source: Line | None = optional("Where the value was agreed or published.")
    note: Wording | None = optional("A remark about it.")


class Target(Record):
    """What was promised, in one of its versions."""

    period: PeriodField = Field(description="The period in which the value is to be reached, such as 2020.")
    value: TargetValue = Field(
        description="What is to be reached: 40%, 4 in 10, 2x, doubling, +2 pp, +10%, or a band {min: 20, max: 30}."
    )
    label: Wording | None = optional("Words that are shown instead of the number, such as “in use”.")
    path: PathKind = optional("How the values expected run from the baseline to the target.", PathKind.LINEAR)
    every_year: Truth = optional("Is it a level to hold in every year, rather than to reach once?", False)
    agreed: Day | None = optional("The day this version was agreed, such as 2015-11-20; in force from then on.")
    reason: Wording | None = optional("Why the target was revised; needed from the second version on.")
    source: Line | None = optional("Where the promise stands.")


class Milestone(Record):
    """A value on the way from baseline to target."""

    period: PeriodField = Field(description="The period in which the value is expected, such as 2018.")
    value: LevelField = Field(description="The value expected, such as 39%.")
    agreed: Day | None = optional("The day it was agreed; without it, with the first target that it lies before.")
    source: Line | None = optional("Where it stands.")


class Rebaseline(Record):
    """A new start behind a break in the series, or in another definition of what is measured."""

    period: PeriodField = Field(description="The period of the new start, such as 2018.")
    value: LevelField = Field(description="The value at the new start, such as 36.4%.")
    definition: Id | None = optional("The definition that counts from then on, if it is another one.")
    agreed: Day | None = optional("The day from which it counts; without it, once its period's figure is known.")
    reason: Wording = Field(description="Why the series breaks, or the definition changed.")


class Dimension(Record):
    """A way in which an indicator is split."""

    members: tuple[Line, ...] | None = optional(
        "The members, such as [mbo, hbo, wo]; without them any is accepted and nothing is added up."
    )
    complete: Truth = optional("Do the members add up to the whole?", False)
    targets: dict[Line, Target] = optional("Targets of single members, by member.", dict)


class Release(Record):
    """When a figure is expected, and when it is overdue."""

    every: DurationField = Field(description="How often a figure is published, such as year or 2 quarters.")
    lag: DurationField = Field(description="How long after its period ends it is expected, such as 18 months.")
    grace: DurationField = Field(description="How much later it counts as overdue, such as 2 months.")


class Ended(Record):
    """The day from which no further figure is expected, and why."""

    on: Day = Field(description="The first day on which no figure is expected any more, such as 2018-10-01.")
    reason: Wording = Field(description="Why the series ended.")


class Indicator(Record):
    """One thing that is measured, with what was promised about it."""

    title: Wording = Field(description="What people call it: one text, or one for each language.")
    kind: IndicatorKind = optional(
        "How its value comes about: as measured, a share of a whole, or milestones that are done.",
        IndicatorKind.LEVEL,
    )
    action_line: Id | None = optional("The id of the action line to which it belongs.")
    unit: Wording | None = optional("percent, count, index, or a text that is shown after the number.")
    direction: Direction | None = optional("Which way is better; needed with a target.")
    owner: Line | None = optional("Who answers for it.")
    supplier: Line | None = optional("Who publishes the figure.")
    goal: Whole | None = optional("The goal's number, such as 3; goals stand first, the rest is shown with --all.")
    definition: Id | None = optional("The id of the definition in which baseline and target were agreed.")
    definitions: dict[Id, Wording] = optional("The definitions that are in use, by id.", dict)
    baseline: Baseline | None = optional("Where progress counts from.")
    target: Annotated[tuple[Target, ...], OneOrMany] = optional(
        "What was promised; of a target that was revised, a list of all versions.", ()
    )
    milestones: tuple[Milestone, ...] = optional(
        "Values expected on the way from the baseline to the target, in order of time.", ()
    )
    rebaseline: Rebaseline | None = optional("A new start behind a break, or in a new definition.")
    release: Release | None = optional("When a figure is expected, if not as config/settings.yaml says.")
    ended: Ended | None = optional("The end of the series.")
    choices: tuple[Wording, ...] = optional(
        "What was decided because the source is silent; shown with the figure everywhere.", ()
    )
    dimensions: dict[Id, Dimension] = optional("The ways it is split, such as level or region, by id.", dict)
    activities: dict[Id, Whole] = optional(
        "Of kind milestones: the activities that count, each with its weight, such as {vision: 2}.", dict
    )
    method: MethodName | None = optional("How it is judged, if not as config/settings.yaml says.")
    limit: Number | None = optional("The natural limit of the value, such as 100, for the method statcan.")
    thresholds: tuple[Number, ...] | None = optional(
        "Four levels for the method un2022, the best first, such as [98, 90, 80, 70]."
    )
    changed_at: Change | None = optional(
        "Without a target: from which change between the last two figures it improves or worsens, such as 0.7 pp."
    )
    decimals: Decimals | None = optional("How many decimals its figures get, 0 to 9; without it, as published.")
    compare: tuple[Id, ...] = optional("The indicators that it is shown beside, by id, such as [stem-eu].", ())
    source: Line | None = optional("Where it stands.")
    note: Wording | None = optional("A remark about it.")

    @property
    def is_percent(self) -> bool:
        """Is the value a percentage?"""
        return self.kind is not IndicatorKind.LEVEL or self.unit_word == "percent"

    @property
    def unit_word(self) -> str:
        """The unit as one word for machines: `percent`, `count`, `index` or the text declared."""
        if self.unit is None:
            return "percent" if self.kind is not IndicatorKind.LEVEL else ""
        word = self.unit.in_language("en")
        return UNITS.get(word.casefold(), word)

    def target_on(self, as_of: date) -> Target | None:
        """The version of the target in force on a day; before the first was agreed, the first."""
        agreed = [target for target in self.target if target.agreed is not None and target.agreed <= as_of]
        if agreed:
            return max(agreed, key=lambda target: target.agreed or as_of)
        return self.target[0] if self.target else None
