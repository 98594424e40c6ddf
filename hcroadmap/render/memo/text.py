"""Sentences of the memo: the words are ours and may hold Markdown, whatever comes from files is shown as text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from hcroadmap.assess.activities import agenda
from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.changes import Change, changes
from hcroadmap.assess.commentary import in_memo, quarter_of
from hcroadmap.assess.status import UNKNOWN
from hcroadmap.model.period import Period, PeriodKind
from hcroadmap.model.vocabulary import ActivityState
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.summary import quarter_before
from hcroadmap.render.language.verdict import verdict_words
from hcroadmap.render.language.voice import Amounts, Voice
from hcroadmap.render.markdown import escaped

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


class Prose(Amounts):
    """Amounts as sentences want them: “38,6 procent” and “2 procentpunt”, with the unit of a count."""

    percent_sign = "memo.percent"

    def difference(self, value: Fraction, decimals: int, *, sign: bool = False) -> str:
        """A difference of levels with so many decimals."""
        number = self.page.number(value, decimals, sign=sign)
        points = self.page.words("memo.points.one" if number == "1" else "memo.points.many")
        return number + points if self.indicator.is_percent else number

    def pace(self, value: Fraction | None, gap: Fraction | None = None) -> str:
        """A change per year in words: a rise of 0.8 percentage points, a fall, no change."""
        value = value or Fraction(0)
        key = "rise" if value > 0 else "fall" if value < 0 else "still"
        change = self.difference(abs(value), self.pace_decimals(value, gap))
        return self.page.words(f"memo.move.{key}", change=change)


@dataclass(frozen=True)
class Brief(Voice):
    """The material of a memo: a report, the day since which changes count, and a language.

    Sentences are filled in with texts from files, days and periods as they are; the brief writes them out.
    """

    report: Report
    since: date
    page: Page
    inputs: bool = False
    """Whether the annex lists every file with its hash."""
    writes = Prose

    @cached_property
    def shown(self) -> tuple[Assessment, ...]:
        """The goals, or everything where nothing is called a goal."""
        return in_memo(self.report)

    @cached_property
    def changes(self) -> dict[str, tuple[Change, ...]]:
        """What changed since the day, by indicator."""
        return {one.id: tuple(changes(self.report, one, self.since)) for one in self.shown}

    @cached_property
    def is_first(self) -> bool:
        """Was nothing known on the day since which changes count? Then there is nothing to compare with."""
        silent = all(
            one.state is ActivityState.UNREPORTED for one in agenda(self.report.roadmap, self.since).standings
        )
        return silent and all(row.noticed_on > self.since for one in self.shown for row in one.seen.known)

    @cached_property
    def has_news(self) -> bool:
        """Is it the first, or did any figure change? If not, the memo stays within a page, without charts."""
        return self.is_first or any(change.observation for found in self.changes.values() for change in found)

    @property
    def quarter(self) -> Period:
        """The quarter that holds the memo's day."""
        return quarter_of(self.report.as_of)

    @property
    def span(self) -> str:
        """The last step of a key of words: `quarter` if it is about exactly one whole quarter, else `day`."""
        as_of = self.report.as_of
        return "quarter" if self.quarter.end == as_of and self.since == quarter_before(as_of) else "day"

    @cached_property
    def target_year(self) -> int | None:
        """The year in which everything is due, if it is one year."""
        years = {one.seen.promised.period.end.year for one in self.shown if one.seen.promised}
        return years.pop() if len(years) == 1 else None

    def write(self, value: object) -> Markdown:
        """A value as it stands in a sentence, escaped unless it is Markdown."""
        return value if isinstance(value, Markdown) else inert(super().write(value))

    def tell(self, key: str, **values: object) -> Markdown:
        """A sentence with its values."""
        return Markdown(super().tell(key, **values))

    def count(self, key: str, number: int, **values: object) -> Markdown:
        """A sentence for one or for many; the number is spelled out up to twelve."""
        return Markdown(super().count(key, number, **values))

    def listed(self, values: Iterable[object]) -> Markdown:
        """“a, b and c”."""
        return Markdown(super().listed(values))

    def verdict(self, one: Assessment) -> str:
        """The verdict on a goal; one wording for all statuses without one, for the sentences give the reason."""
        if one.status not in UNKNOWN:
            return verdict_words(one, self.page)
        return self.words("memo.no_verdict_yet" if is_open(one) else "memo.no_verdict")

    def title(self, assessment: Assessment) -> Markdown:
        """The title of a goal, set apart from the sentence around it."""
        return Markdown(f"*{self.write(assessment.indicator.title)}*")

    def titles(self, assessments: Iterable[Assessment]) -> Markdown:
        """What several goals are called."""
        return self.listed(self.title(one) for one in assessments)

    def period(self, period: Period) -> str:
        """A period in a sentence: 2015, but the third quarter of 2015, March 2015 and 31 March 2015."""
        match period.kind:
            case PeriodKind.QUARTER | PeriodKind.HALF_YEAR:
                return self.words(f"memo.{period.kind.name.lower()}.{period.part}", year=period.year)
            case PeriodKind.MONTH:
                return f"{self.words.month(period.part)}\u00a0{period.year}"
            case PeriodKind.DAY:
                return self.page.day(period.end)
            case _:
                return str(period)


def is_open(one: Assessment) -> bool:
    """Is there still time until the deadline, and a figure to come?"""
    promised = one.seen.promised
    return not one.is_waived and (promised is None or one.seen.as_of <= promised.period.end)
