"""Sentences of the memo: the words are ours and may hold Markdown, whatever comes from files is shown as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.changes import Change, ChangeKind, changes
from hcroadmap.assess.commentary import in_memo, quarter_of
from hcroadmap.assess.promise import Goal
from hcroadmap.model.period import Period, PeriodKind
from hcroadmap.model.text import Text
from hcroadmap.render.language.amounts import Amounts
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.summary import quarter_before
from hcroadmap.render.language.words import Words
from hcroadmap.render.markdown import escaped

_MORE_MARKUP = re.compile(r"([\^@{}])")
_ADDRESS = re.compile(r"https?://[^\s<>\"`\\|]+", re.ASCII)
_NEWS = (ChangeKind.FIGURE, ChangeKind.REVISION, ChangeKind.DEFINITION)


class Markdown(str):
    """A text that is Markdown already, so that it is not escaped again."""

    __slots__ = ()


def inert(text: object) -> Markdown:
    """A text as Markdown that shows it and nothing else, within a line, in pandoc, Quarto and GitHub."""
    if isinstance(text, Markdown):
        return text
    return Markdown(_MORE_MARKUP.sub(r"\\\1", escaped(str(text)).strip()))


def address(url: str) -> Markdown:
    """A web address as a link; anything else as text."""
    return Markdown(f"<{url}>") if _ADDRESS.fullmatch(url) else inert(url)


@dataclass(frozen=True)
class Brief:
    """What a memo is written from: a report, the day since which changes count, and a language.

    Sentences are filled in with texts from files, days and periods as they are; the brief writes them out.
    """

    report: Report
    since: date
    page: Page

    @cached_property
    def shown(self) -> tuple[Assessment, ...]:
        """The goals, or everything where nothing is called a goal."""
        return in_memo(self.report)

    @cached_property
    def changes(self) -> dict[str, tuple[Change, ...]]:
        """What changed since the day, by indicator."""
        return {one.id: tuple(changes(self.report, one, self.since)) for one in self.shown}

    @cached_property
    def has_news(self) -> bool:
        """Did any figure appear or change since the day? If not, the memo stays within a page, without charts."""
        return any(change.kind in _NEWS for found in self.changes.values() for change in found)

    @property
    def words(self) -> Words:
        """The wording of the memo's language."""
        return self.page.words

    @property
    def quarter(self) -> Period:
        """The quarter that holds the memo's day."""
        return quarter_of(self.report.as_of)

    @property
    def is_quarter(self) -> bool:
        """Is it about exactly one whole quarter?"""
        as_of = self.report.as_of
        return self.quarter.end == as_of and self.since == quarter_before(as_of)

    @cached_property
    def target_year(self) -> int | None:
        """The year in which everything is due, if it is one year."""
        years = {one.seen.promised.period.end.year for one in self.shown if one.seen.promised}
        return years.pop() if len(years) == 1 else None

    def write(self, value: object) -> Markdown:
        """A value as it stands in a sentence: a text from a file, a day or a period in words."""
        match value:
            case Markdown():
                return value
            case None | Text() | str():
                return inert(self.page.text(value))
            case date():
                return inert(self.page.day(value))
            case Period():
                return inert(self.period(value))
            case _:
                return inert(value)

    def tell(self, key: str, **values: object) -> Markdown:
        """A sentence with its values."""
        return Markdown(self.words(key, **{name: self.write(value) for name, value in values.items()}))

    def count(self, key: str, number: int, **values: object) -> Markdown:
        """A sentence for one or for many; the number is spelled out up to twelve."""
        written = {name: self.write(value) for name, value in values.items()}
        return Markdown(self.words.spelled(key, number, **written))

    def listed(self, values: Iterable[object]) -> Markdown:
        """“a, b and c”."""
        return Markdown(self.words.enumerate([self.write(value) for value in values]))

    def figures(self, figures: Iterable[tuple[Period, str]]) -> Markdown:
        """“hbo 17 percent and wo 22 percent (2013)”: figures, those of one period together."""
        groups: dict[str, list[str]] = {}
        for period, figure in figures:
            groups.setdefault(self.period(period), []).append(figure)
        return self.listed(f"{self.words.enumerate(told)} ({period})" for period, told in groups.items())

    def title(self, assessment: Assessment) -> Markdown:
        """What a goal is called, set apart from the sentence around it."""
        return Markdown(f"*{self.write(assessment.indicator.title)}*")

    def titles(self, assessments: Iterable[Assessment]) -> Markdown:
        """What several goals are called."""
        return self.listed(self.title(one) for one in assessments)

    def amounts(self, assessment: Assessment) -> Prose:
        """How the amounts of an indicator are written in sentences."""
        return Prose(assessment, self.page)

    def period(self, period: Period) -> str:
        """A period in a sentence: 2015, but the third quarter of 2015, March 2015 and 31 March 2015."""
        match period.kind:
            case PeriodKind.QUARTER:
                return self.words(f"memo.quarter.{period.part}", year=period.year)
            case PeriodKind.HALF_YEAR:
                return self.words(f"memo.half_year.{period.part}", year=period.year)
            case PeriodKind.MONTH:
                return f"{self.words.month(period.part)}\u00a0{period.year}"
            case PeriodKind.DAY:
                return self.page.day(period.end)
            case _:
                return str(period)


class Prose(Amounts):
    """Amounts as sentences want them: “38,6 procent” and “2 procentpunt”, with the unit of a count."""

    def __init__(self, assessment: Assessment, page: Page) -> None:
        super().__init__(assessment, page)
        self.indicator = assessment.indicator

    def level(self, value: Fraction | None, *, more: int = 0) -> str:
        """A level: 38 percent or 50 000."""
        shown = super().level(value, more=more)
        sign = self.page.words("number.percent")
        return shown.removesuffix(sign) + self.page.words("memo.percent") if self.percent else shown

    def target(self, goal: Goal) -> str:
        """The target; one in words stands between quotation marks."""
        text = super().target(goal)
        return self.page.words("memo.quoted", text=text) if goal.target.label else text

    def with_unit(self, value: Fraction) -> str:
        """A level with its unit: 50 000 students."""
        unitless = self.percent or self.indicator.unit_word in ("count", "index", "")
        return f"{self.level(value)} {'' if unitless else self.page.text(self.indicator.unit)}".strip()

    def figure(self, value: Fraction, decimals: int, cell: Sequence[tuple[str, str]]) -> str:
        """A figure with its own decimals, after the members that it is of: hbo 17 percent."""
        number = self.page.number(value, decimals) + self.page.words("memo.percent")
        members = self.page.text(", ".join(member for _, member in cell))
        return f"{members} {number if self.percent else self.with_unit(value)}".strip()

    def change(self, value: Fraction | None, *, sign: bool = False, more: int = 1) -> str:
        """A difference: 1 percentage point, 0.8 percentage points, 50 000; more decimals only where needed."""
        value = value or Fraction(0)
        exact = (value * 10**self.decimals).denominator == 1
        number = self.page.number(value, self.decimals + (more if self.percent and not exact else 0), sign=sign)
        if not self.percent:
            return number
        return number + self.page.words("memo.points.one" if number == "1" else "memo.points.many")

    def move(self, value: Fraction) -> str:
        """A change per year in words: a rise of 0.8 percentage points, a fall, no change."""
        key = "rise" if value > 0 else "fall" if value < 0 else "still"
        return self.page.words(f"memo.move.{key}", change=self.change(abs(value)))
