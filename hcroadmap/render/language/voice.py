"""How amounts and sentences are written: the words are ours, whatever comes from files is made safe to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import floor, log10
from typing import ClassVar

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.promise import Goal
from hcroadmap.assess.series import Point
from hcroadmap.model.observation import Observation
from hcroadmap.model.period import Period, PeriodKind
from hcroadmap.model.quantity import Level, Relative, RelativeKind, decimals_of
from hcroadmap.model.text import Text
from hcroadmap.render.language.page import Page, rounded
from hcroadmap.render.language.words import Words

NOTHING = "–"


class Amounts:
    """Writes the amounts of one indicator, with its unit and the decimals it was published with."""

    percent_sign = "number.percent"
    """The key of what follows a percentage."""

    def __init__(self, assessment: Assessment, page: Page) -> None:
        self.page = page
        self.assessment = assessment
        self.indicator = assessment.indicator

    @cached_property
    def decimals(self) -> int:
        """The decimals that its amounts were published with."""
        return self.assessment.decimals

    @property
    def percent(self) -> str:
        """What follows a level: the sign of a percentage, or nothing."""
        return self.page.words(self.percent_sign) if self.indicator.is_percent else ""

    def digits(self, row: Observation) -> int:
        """The decimals to print a figure with: its own, or those declared where it was computed."""
        declared = self.indicator.decimals
        return row.decimals if row.value is not None or declared is None else declared

    def with_decimals(self, decimals: int) -> Amounts:
        """A copy with at least so many decimals, unless the indicator declares how many."""
        finer = copy(self)
        if self.indicator.decimals is None:
            finer.decimals = max(self.decimals, decimals)
        return finer

    def exact(self, value: Fraction) -> bool:
        """Do the published decimals show all of a value?"""
        return (value * Fraction(10) ** self.decimals).denominator == 1

    def level(self, value: Fraction | None, *, more: int = 0) -> str:
        """A level: 38% or 50 000; with `more` decimals where they count."""
        if value is None:
            return NOTHING
        return self.page.number(value, self.decimals + self._finer(value, more)) + self.percent

    @property
    def unit(self) -> str:
        """What follows a number that is no percentage: students."""
        unitless = self.indicator.is_percent or self.indicator.unit_word in ("count", "index", "")
        return "" if unitless else self.page.text(self.indicator.unit)

    def with_unit(self, value: Fraction) -> str:
        """A level with its unit: 50 000 students."""
        return f"{self.level(value)} {self.unit}".strip()

    def figure(self, value: Fraction, decimals: int, members: Sequence[tuple[str, str]]) -> str:
        """A figure with its own decimals, after the members that it is of: hbo 17%."""
        percent = self.percent
        number = self.page.number(value, decimals) + percent if percent else self.with_unit(value)
        return f"{self.page.text(', '.join(member for _, member in members))} {number}".strip()

    def change(self, value: Fraction | None, *, sign: bool = False, more: int = 0) -> str:
        """A difference of levels: 4 pp or 50 000; with `more` decimals where they count."""
        if value is None:
            return NOTHING
        return self.difference(value, self.decimals + self._finer(value, more), sign=sign)

    def _finer(self, value: Fraction, more: int) -> int:
        """More decimals only where they count: in percentages, and in numbers of one digit."""
        return more if self.indicator.is_percent or abs(value) < 10 else 0

    def difference(self, value: Fraction, decimals: int, *, sign: bool = False) -> str:
        """A difference of levels with so many decimals."""
        points = self.page.words("number.points") if self.indicator.is_percent else ""
        return self.page.number(value, decimals, sign=sign) + points

    def least_change(self, change: Level | Relative) -> str:
        """The threshold for a change, as finely as it was declared: 0.7 pp, or 5% of the figure before."""
        if isinstance(change, Level):
            return self.difference(change.exact, change.decimals)
        value, decimals = Fraction(change.amount), decimals_of(change.amount)
        if change.kind is RelativeKind.PERCENT:
            return self.page.number(value, decimals) + self.page.words(self.percent_sign)
        return self.difference(value, decimals)

    def pace(self, value: Fraction | None, gap: Fraction | None = None) -> str:
        """A change per year: +0.8 pp; one that is the gap itself has the gap's decimals."""
        return NOTHING if value is None else self.difference(value, self.pace_decimals(value, gap), sign=True)

    def pace_decimals(self, value: Fraction, gap: Fraction | None = None) -> int:
        """Decimals for two digits that count: at most one more than the figures have, unless all were zeros."""
        if value == gap:
            return self.decimals
        first = -floor(log10(abs(value))) if value else 0
        most = max(0, first, min(first + 1, self.decimals + 1))
        return len(rounded(abs(value), most).partition(".")[2].rstrip("0"))

    def target(self, goal: Goal) -> str:
        """The target: its label, its level, or the edges of its band."""
        if goal.target.label:
            return self.page.text(goal.target.label)
        if goal.low is not None and goal.high is not None:
            low = self.page.number(goal.low, self.decimals)
            return f"{low}–{self.level(goal.high)}"
        return self.level(goal.value)

    def promised(self, goal: Goal) -> str:
        """The target within a sentence: one in words stands between quotation marks."""
        text = self.target(goal)
        return self.page.words("quoted", text=text) if goal.target.label else text


class Voice:
    """Writes sentences for a screen; the memo has its own amounts, periods and escapes."""

    writes: ClassVar[type[Amounts]] = Amounts

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def words(self) -> Words:
        """The wording of the page's language."""
        return self.page.words

    def amounts(self, assessment: Assessment) -> Amounts:
        """How the amounts of an indicator are written."""
        return self.writes(assessment, self.page)

    def period(self, period: Period) -> str:
        """A period as it stands in a sentence; a day in words for those who will not type it."""
        if period.kind is PeriodKind.DAY and not self.page.commands:
            return self.page.day(period.end)
        return str(period)

    def when(self, period: Period) -> str:
        """In a period, or on a day."""
        key = "on" if period.kind is PeriodKind.DAY else "in"
        return self.words(f"when.{key}", period=self.period(period))

    def write(self, value: object) -> str:
        """A value as it stands in a sentence: a text from a file, a day or a period in words."""
        match value:
            case None | Text() | str():
                return self.page.text(value)
            case Period():
                return self.period(value)
            case date():
                return self.page.day(value)
            case _:
                return str(value)

    def tell(self, key: str, **values: object) -> str:
        """A sentence with its values."""
        return self.words(key, **{name: self.write(value) for name, value in values.items()})

    def count(self, key: str, number: int, **values: object) -> str:
        """A sentence for one or for many; the number is spelled out up to twelve."""
        return self.words.spelled(key, number, **{name: self.write(value) for name, value in values.items()})

    def listed(self, values: Iterable[object]) -> str:
        """“a, b and c”."""
        return self.words.enumerate([self.write(value) for value in values])

    def figures(self, figures: Iterable[tuple[Period, str]]) -> str:
        """“hbo 17% and wo 22% (2013)”: figures, those of one period together."""
        groups: dict[str, list[str]] = {}
        for period, figure in figures:
            groups.setdefault(self.period(period), []).append(figure)
        return self.listed(f"{self.words.enumerate(told)} ({period})" for period, told in groups.items())

    def points(self, points: Iterable[Point], assessment: Assessment) -> str:
        """Figures of one indicator, each with its own decimals."""
        amounts = self.amounts(assessment)
        shown = ((one.period, amounts.figure(one.value, one.decimals, one.cell)) for one in points)
        return self.figures(shown)
