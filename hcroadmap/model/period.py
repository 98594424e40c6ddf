"""Reference periods: the stretch of time a value describes.

Distances run between the *ends* of periods, exactly, as fractions of a year.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache, total_ordering
from typing import NamedTuple

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.text import REMEMBERED

FORMS = "write 2015, 2015-S1, 2015-Q3, 2015-03, 2015-03-31 or 2014/15 (study year)."
_OTHER_DAYS = (
    (r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})", (4, 3, 1), " if the day stands first."),
    (r"(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})", (1, 3, 4), "."),
)
DAY_FORMS = "write 2018-10-31, or 2018-10 or 2018 for the last day of it."


class PeriodKind(StrEnum):
    """How long a period is; all observations of one series are of one kind."""

    YEAR = "year"
    HALF_YEAR = "half-year"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"
    STUDY_YEAR = "study year"


_KINDS = {
    PeriodKind.YEAR: (1, r"(\d{4})", "{year:04}"),
    PeriodKind.HALF_YEAR: (2, r"(\d{4})-[Ss]([12])", "{year:04}-S{part}"),
    PeriodKind.QUARTER: (4, r"(\d{4})-[Qq]([1-4])", "{year:04}-Q{part}"),
    PeriodKind.MONTH: (12, r"(\d{4})-(0[1-9]|1[0-2])", "{year:04}-{part:02}"),
    PeriodKind.STUDY_YEAR: (1, r"(\d{4})/(\d{2}|\d{4})", "{before:04}/{short:02}"),
}
"""How many of each kind make a year, and how it is read and written; days are dates."""
PER_YEAR = {kind: number for kind, (number, _, _) in _KINDS.items()}
_ANY = "|".join(f"(?P<{kind.name}>{pattern})" for kind, (_, pattern, _) in _KINDS.items())


@total_ordering
class Period:
    """A period of one kind. Two periods that end on the same day are equal.

    `part` counts halves, quarters or months from 1; for a day it is the day of the year.
    A study year is named by the year in which it ends (2014/15 has `year` 2015) and ends on 31 August.
    """

    def __init__(self, kind: PeriodKind, year: int, part: int = 1) -> None:
        self.kind = kind
        self.year = year
        self.part = part

    @cached_property
    def end(self) -> date:
        """The last day."""
        if self.kind is PeriodKind.STUDY_YEAR:
            return date(self.year, 8, 31)
        if self.kind is PeriodKind.DAY:
            return date(self.year, 1, 1) + timedelta(days=self.part - 1)
        return last_day(self.year, self.part * 12 // PER_YEAR[self.kind])

    @cached_property
    def begin(self) -> date:
        """The first day."""
        if self.kind is PeriodKind.STUDY_YEAR:
            return date(self.year - 1, 9, 1)
        if self.kind is PeriodKind.DAY:
            return self.end
        return date(self.year, self.end.month - 12 // PER_YEAR[self.kind] + 1, 1)

    def is_same(self, other: Period) -> bool:
        """Does it end on the same day and cover the same time? A day may stand for any: it is a stock's moment."""
        return self == other and (self.kind is other.kind or PeriodKind.DAY in (self.kind, other.kind))

    def __str__(self) -> str:
        if self.kind is PeriodKind.DAY:
            return self.end.isoformat()
        form = _KINDS[self.kind][2]
        return form.format(year=self.year, part=self.part, before=self.year - 1, short=self.year % 100)

    def __repr__(self) -> str:
        return f"Period({self})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Period) and self.end == other.end

    def __lt__(self, other: Period) -> bool:
        return self.end < other.end

    def __hash__(self) -> int:
        return hash(self.end)


def years_between(earlier: Period, later: Period) -> Fraction:
    """Years from the end of one period to the end of another; negative when they are the other way round.

    By subtraction within one kind, by days/365.25 between days and between different kinds (CONTRACT section 3).
    """
    if earlier.kind is later.kind and earlier.kind is not PeriodKind.DAY:
        number = PER_YEAR[earlier.kind]
        return Fraction((later.year - earlier.year) * number + later.part - earlier.part, number)
    return Fraction((later.end - earlier.end).days * 100, 36525)


def last_day(year: int, month: int) -> date:
    """The last day of a month (1 to 12)."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def day_period(day: date) -> Period:
    """The period that is this one day."""
    return Period(PeriodKind.DAY, day.year, day.timetuple().tm_yday)


@lru_cache(REMEMBERED)
def parse_period(text: str) -> Period:
    """Read a period as CONTRACT section 3 writes it.

    Raises:
        Mistake: `bad-period`, when the text is none of the forms or names a day that does not exist.
    """
    text = text.strip()
    match = re.fullmatch(_ANY, text, re.ASCII)
    _, year, *parts = filter(None, match.groups()) if match else ("", "0")
    if match and int(year) > 0:
        kind = PeriodKind[match.lastgroup or ""]
        if kind is not PeriodKind.STUDY_YEAR:
            return Period(kind, int(year), *map(int, parts))
        following = int(year) + 1
        if parts[0] in (f"{following:04}", f"{following % 100:02}") and following <= 9999:
            return Period(kind, following)
        message = f"“{text}” is not a study year: the second year must follow the first"
        raise Mistake("bad-period", message, f"write {year}/{following % 100:02}.")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        try:
            return day_period(date.fromisoformat(text))
        except ValueError:
            raise Mistake("bad-period", f"{quoted(text)} is not a day that exists", FORMS) from None
    message = f"{quoted(text)} is not a period" if text else "the period is empty"
    raise Mistake("bad-period", message, _rewritten(text) or FORMS)


def parse_day(text: str) -> date:
    """Read a day; a month or a year alone stands for its last day.

    Raises:
        Mistake: `bad-date`, when the text is none of these.
    """
    text = text.strip()
    with suppress(ValueError):
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
        if match := re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", text, re.ASCII):
            return last_day(int(match[1]), int(match[2] or 12))
    message = f"{quoted(text)} is not a day" if text else "the day is empty"
    raise Mistake("bad-date", message, _rewritten(text) or DAY_FORMS)


def _rewritten(text: str) -> str:
    """How to write the day that a text such as 1-7-2026, 1/7/2026 or 2026-7-1 seems to mean, if any."""
    for pattern, order, ending in _OTHER_DAYS:
        if match := re.fullmatch(pattern, text, re.ASCII):
            with suppress(ValueError):
                return f"write {date(*map(int, match.group(*order)))}{ending}"
    return ""


_DURATION = re.compile(r"(\d{1,4})?\s*(day|week|month|quarter|half-year|year)s?", re.ASCII)
_UNITS = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "quarter": (3, 0), "half-year": (6, 0), "year": (12, 0)}
"""Months and days."""


class Duration(NamedTuple):
    """A stretch of time in whole months or whole days."""

    months: int = 0
    days: int = 0


def parse_duration(text: str) -> Duration:
    """Read `18 months`, `2 weeks`, `1 year`, or `year` alone for one.

    Raises:
        Mistake: `bad-duration`.
    """
    text = text.strip()
    match = _DURATION.fullmatch(text)
    if not match:
        message = f"{quoted(text)} is not a duration" if text else "the duration is empty"
        raise Mistake("bad-duration", message, "write 18 months, 6 weeks, 10 days or 1 year.")
    number, (months, days) = int(match[1] or 1), _UNITS[match[2]]
    return Duration(number * months, number * days)


def add(day: date, duration: Duration) -> date:
    """The day a duration later; the last day of a month leads to the last day of a month.

    Beyond the year 9999 it is the last day that Python knows.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + duration.months, 12)
    try:
        end = last_day(year, month + 1)
        at_end = (day + timedelta(days=1)).day == 1
        moved = end if at_end else end.replace(day=min(day.day, end.day))
        return moved + timedelta(days=duration.days)
    except (ValueError, OverflowError):
        return date.max
