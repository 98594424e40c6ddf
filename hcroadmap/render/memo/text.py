"""Sentences of the memo: the words are ours and may hold Markdown, whatever comes from files is shown as text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.commentary import quarter_of
from hcroadmap.assess.promise import Goal
from hcroadmap.model.period import Period, PeriodKind
from hcroadmap.model.text import Text
from hcroadmap.render.language.amounts import Amounts
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.summary import quarter_before
from hcroadmap.render.language.words import Words
from hcroadmap.render.status.markdown import escaped

_MORE_MARKUP = re.compile(r"([\^@{}])")
_ADDRESS = re.compile(r"https?://[^\s<>\"`\\|]+", re.ASCII)


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


@dataclass
class Footnotes:
    """The notes of a memo, numbered in the order in which they are referred to."""

    texts: list[Markdown] = field(default_factory=list)

    def refer(self, text: Markdown) -> Markdown:
        """Keep a note and give the mark that refers to it; nothing for an empty note."""
        if not text:
            return Markdown("")
        self.texts.append(text)
        return Markdown(f"[^{len(self.texts)}]")


@dataclass(frozen=True)
class Brief:
    """What a memo is written from: a report, the day since which changes count, and a language."""

    report: Report
    since: date
    page: Page

    @property
    def words(self) -> Words:
        """The wording of the memo's language."""
        return self.page.words

    @property
    def is_quarter(self) -> bool:
        """Is it about exactly one whole quarter?"""
        return quarter_of(self.report.as_of).end == self.report.as_of and self.since == quarter_before(
            self.report.as_of
        )

    def tell(self, key: str, **values: object) -> Markdown:
        """A sentence, with values filled in as text."""
        return Markdown(self.words(key, **{name: inert(value) for name, value in values.items()}))

    def count(self, key: str, number: int, **values: object) -> Markdown:
        """A sentence for one or for many; the number is spelled out up to twelve."""
        return Markdown(self.words.spelled(key, number, **{name: inert(value) for name, value in values.items()}))

    def listed(self, parts: list[Markdown]) -> Markdown:
        """“a, b and c”."""
        return Markdown(self.words.enumerate([str(part) for part in parts]))

    def text(self, text: Text | str | None) -> Markdown:
        """A text from a file."""
        return inert(self.page.text(text))

    def day(self, day: date) -> Markdown:
        """A day in words."""
        return inert(self.page.day(day))

    def title(self, assessment: Assessment) -> Markdown:
        """What a goal is called, set apart from the sentence around it."""
        return Markdown(f"*{self.text(assessment.indicator.title)}*")

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

    def dated(self, value: str, period: Period) -> str:
        """“36 percent (2015)”."""
        return f"{value} ({self.period(period)})"


class Prose(Amounts):
    """Amounts as sentences want them: “38,6 procent” and “2 procentpunt”, with the unit of a count."""

    def __init__(self, assessment: Assessment, page: Page) -> None:
        super().__init__(assessment, page)
        self.assessment = assessment

    def level(self, value: Fraction | None, *, more: int = 0) -> str:
        """A level: 38 percent or 50 000."""
        shown = super().level(value, more=more)
        sign = self.page.words("number.percent")
        return shown.removesuffix(sign) + self.page.words("memo.percent") if self.percent else shown

    def target(self, goal: Goal) -> str:
        """The target; one that is told in words stands between quotation marks."""
        told = super().target(goal)
        return self.page.words("memo.quoted", text=told) if goal.target.label else told

    def with_unit(self, value: Fraction) -> str:
        """A level with its unit: 50 000 students."""
        word = self.assessment.indicator.unit_word
        named = (
            ""
            if self.percent or word in ("count", "index", "")
            else self.page.text(self.assessment.indicator.unit)
        )
        return f"{self.level(value)} {named}".strip()

    def change(self, value: Fraction | None, *, sign: bool = False, more: int = 0) -> str:
        """A difference: 1 percentage point, 0.8 percentage points, 50 000; more decimals only where needed."""
        value = value or Fraction(0)
        exact = (value * 10**self.decimals).denominator == 1
        number = self.page.number(value, self.decimals + (more if self.percent and not exact else 0), sign=sign)
        if not self.percent:
            return number
        return number + self.page.words("memo.points.one" if number == "1" else "memo.points.many")

    def move(self, value: Fraction) -> str:
        """A change a year in words: a rise of 0.8 percentage points, a fall, no change."""
        key = "rise" if value > 0 else "fall" if value < 0 else "still"
        return self.page.words(f"memo.move.{key}", change=self.change(abs(value), more=1))


@dataclass(frozen=True)
class TablePage(Page):
    """A page whose tables never abbreviate a percentage point where the language would not."""

    @property
    def words(self) -> Words:
        """The wording, with the memo's own percentage points."""
        own = super().words
        number = own.entries["number"] | {"points": own("memo.points.in_table")}
        return replace(own, entries=own.entries | {"number": number})
