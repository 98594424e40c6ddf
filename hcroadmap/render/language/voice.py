"""How sentences are written: the words are ours, whatever comes from files is made safe to show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.series import Point
from hcroadmap.model.period import Period
from hcroadmap.model.text import Text
from hcroadmap.render.language.amounts import Amounts
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.words import Words


class Voice:
    """Writes sentences for a screen; the memo has its own amounts, periods and escapes."""

    page: Page

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def words(self) -> Words:
        """The wording of the page's language."""
        return self.page.words

    def amounts(self, assessment: Assessment) -> Amounts:
        """How the amounts of an indicator are written."""
        return Amounts(assessment, self.page)

    def period(self, period: Period) -> str:
        """A period as it stands in a sentence."""
        return str(period)

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
        return self.figures(
            (point.period, amounts.figure(point.value, point.decimals, point.cell)) for point in points
        )
