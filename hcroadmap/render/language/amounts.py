"""The amounts of one indicator in words: its unit, and the decimals it was published with."""

from __future__ import annotations

from copy import copy
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.promise import Goal
from hcroadmap.model.observation import Observation
from hcroadmap.render.language.page import Page

NOTHING = "–"


class Amounts:
    """Writes the amounts of one indicator, with its unit and the decimals it was published with."""

    def __init__(self, assessment: Assessment, page: Page) -> None:
        self.page = page
        self.percent = assessment.indicator.is_percent
        self.decimals = assessment.decimals
        self.declared = assessment.indicator.decimals

    def digits(self, row: Observation) -> int:
        """The decimals to print a figure with: its own, or those declared where it was computed."""
        return row.decimals if row.value is not None or self.declared is None else self.declared

    def with_decimals(self, decimals: int) -> Amounts:
        """The same with at least so many decimals, unless the indicator declares how many."""
        finer = copy(self)
        if self.declared is None:
            finer.decimals = max(self.decimals, decimals)
        return finer

    def level(self, value: Fraction | None, *, more: int = 0) -> str:
        """A level: 38% or 50 000; with `more` decimals where a percentage was computed."""
        if value is None:
            return NOTHING
        digits = self.page.number(value, self.decimals + (more if self.percent else 0))
        return digits + (self.page.words("number.percent") if self.percent else "")

    def change(self, value: Fraction | None, *, sign: bool = False, more: int = 0) -> str:
        """A difference of levels: 4 pp or 50 000; `more` decimals than a level."""
        if value is None:
            return NOTHING
        number = self.page.number(value, self.decimals + (more if self.percent else 0), sign=sign)
        return number + (self.page.words("number.points") if self.percent else "")

    def pace(self, value: Fraction | None) -> str:
        """A change a year: +0.8 pp."""
        return self.change(value, sign=True, more=1)

    def target(self, goal: Goal) -> str:
        """The target: its label, its level, or the edges of its band."""
        if goal.target.label:
            return self.page.text(goal.target.label)
        if goal.low is not None and goal.high is not None:
            low = self.page.number(goal.low, self.decimals)
            return f"{low}–{self.level(goal.high)}"
        return self.level(goal.value)
