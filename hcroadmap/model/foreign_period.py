"""Periods as suppliers write them: SDMX, CBS codes, study years with an apostrophe, Dutch months.

What the same text means differs from one supplier to the next (FORMATS section 11), so a table declares whether
its periods are study years and by which of their two years they are labelled.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.period import PER_YEAR, Period, PeriodKind, day_period, parse_period

MONTHS = (
    ("januari", "january"), ("februari", "february"), ("maart", "march", "mrt"), ("april",), ("mei", "may"),
    ("juni", "june"), ("juli", "july"), ("augustus", "august"), ("september",),
    ("oktober", "october", "okt", "oct"), ("november",), ("december",),
)  # fmt: skip
_MONTH_OF = {name: number for number, names in enumerate(MONTHS, 1) for word in names for name in (word, word[:3])}
_DECLARE = "declare it in a layout: “period: {column: ..., kind: study_year}”."
_SDMX = {"A": PeriodKind.YEAR, "S": PeriodKind.HALF_YEAR, "Q": PeriodKind.QUARTER, "M": PeriodKind.MONTH}
_CBS = {
    "JJ": PeriodKind.YEAR,
    "HJ": PeriodKind.HALF_YEAR,
    "KW": PeriodKind.QUARTER,
    "MM": PeriodKind.MONTH,
    "SJ": PeriodKind.STUDY_YEAR,
}
_LENGTHS = {"1Y": PeriodKind.YEAR, "6M": PeriodKind.HALF_YEAR, "3M": PeriodKind.QUARTER, "1M": PeriodKind.MONTH}
_STUDY_YEARS_BEGIN = ((8, 1), (9, 1))


class Label(StrEnum):
    """By which of its two years a study year is called."""

    START = "start"
    END = "end"


class Calendar(StrEnum):
    """What the years of a table are."""

    CALENDAR = "calendar"
    STUDY_YEAR = "study_year"


class PeriodRule(NamedTuple):
    """How a table's periods are meant: `calendar` where nothing is declared."""

    calendar: Calendar = Calendar.CALENDAR
    label: Label = Label.START


class ForeignPeriod(NamedTuple):
    """A period, and whether the supplier marked it as provisional (`*`)."""

    period: Period
    provisional: bool = False


CALENDAR_YEARS = PeriodRule()


@lru_cache(maxsize=4096)
def parse_foreign(text: str, rule: PeriodRule = CALENDAR_YEARS) -> ForeignPeriod:
    """Read a period in any notation that a supplier uses.

    Raises:
        Mistake: `bad-period`, which says what the text is when it is known and not read.
    """
    bare = " ".join(text.split())
    starred = bare.rstrip("*").rstrip()
    return ForeignPeriod(_parse(starred, rule), provisional=starred != bare)


def _parse(text: str, rule: PeriodRule) -> Period:
    for pattern, read in _SHAPES:
        if match := re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE):
            return _within_calendar(read(match, rule), text)
    for pattern, what, hint in _REFUSED:
        if re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE):
            raise Mistake("bad-period", f"{quoted(text)} is {what}", hint)
    hint = "expected are 2015, 2015-Q3, 2015-03, 2015JJ00, 2015SJ00, 2014/'15 or maart 2015."
    raise Mistake("bad-period", f"{quoted(text)} is not a period" if text else "the period is empty", hint)


def _within_calendar(period: Period, text: str) -> Period:
    if period.year > 9999:
        raise Mistake("bad-period", f"{quoted(text)} lies beyond the year 9999", "correct the year.")
    if period.year > (period.kind is PeriodKind.STUDY_YEAR):
        return period
    raise Mistake("bad-period", f"{quoted(text)} is not a period: there is no year 0", "correct the year.")


def _year(match: re.Match[str], rule: PeriodRule) -> Period:
    if rule.calendar is Calendar.CALENDAR:
        return Period(PeriodKind.YEAR, int(match[1]))
    return Period(PeriodKind.STUDY_YEAR, int(match[1]) + (rule.label is Label.START))


def _pair(match: re.Match[str], rule: PeriodRule) -> Period:
    """`2014/'15`, `2013–14`, `2016-2017`: a study year when the second year follows the first."""
    first, mark, second = int(match[1]), match[2], match[3]
    following = second in (f"{first + 1:04}", f"{(first + 1) % 100:02}")
    declared = rule.calendar is Calendar.STUDY_YEAR
    if following and not declared and mark in "-–" and len(second) == 4:
        message = f"{quoted(match[0])} may be a study year, or {first} up to and including {second}, as CBS writes"
        raise Mistake("bad-period", message, _DECLARE)
    if not following:
        message = f"{quoted(match[0])} is a range of years, not a study year"
        raise Mistake("bad-period", message, "use rows of one period each; 2014/'15 is a study year.")
    return Period(PeriodKind.STUDY_YEAR, first + 1)


def _month_or_pair(match: re.Match[str], rule: PeriodRule) -> Period:
    """`2011-12`: December, as SDMX has it, unless the column is declared to hold study years."""
    year, number = int(match[1]), int(match[2])
    if rule.calendar is Calendar.STUDY_YEAR and number == (year + 1) % 100:
        return Period(PeriodKind.STUDY_YEAR, year + 1)
    return Period(PeriodKind.MONTH, year, number)


def _sdmx(match: re.Match[str], _: PeriodRule) -> Period:
    """`2015-Q3` and the other reporting periods of SDMX."""
    year, letter, number = int(match[1]), match[2].upper(), int(match[3])
    if letter == "D" and 0 < year < 9999 and 1 <= number <= 366:
        period = Period(PeriodKind.DAY, year, number)
        if period.end.year == year:
            return period
    if letter in _SDMX and 1 <= number <= PER_YEAR[_SDMX[letter]]:
        return Period(_SDMX[letter], year, number)
    if letter in "WT":
        what = "a week" if letter == "W" else "a third of a year"
        message = f"{quoted(match[0])} is {what}, and such periods are not read"
        raise Mistake("bad-period", message, "download the figures by month, quarter or year.")
    raise Mistake("bad-period", f"{quoted(match[0])} does not exist", "correct the number after the letter.")


def _cbs(match: re.Match[str], _: PeriodRule) -> Period:
    """`2015KW03`; whole years have the number 00."""
    year, code, part = int(match[1]), match[2].upper(), int(match[3])
    what = "weeks are not read" if code in ("W1", "X0") else f"the kind {code} is not known"
    if kind := _CBS.get(code):
        whole = PER_YEAR[kind] == 1
        if part == 0 if whole else 1 <= part <= PER_YEAR[kind]:
            return Period(kind, year + (kind is PeriodKind.STUDY_YEAR), 1 if whole else part)
        what = f"there is no {code}{match[3]}"
    message = f"{quoted(match[0])} is a period code of CBS, but {what}"
    raise Mistake("bad-period", message, "years (JJ), study years (SJ), quarters (KW) and months (MM) are read.")


def _dutch_day(match: re.Match[str], _: PeriodRule) -> Period:
    try:
        return day_period(date(int(match[3]), int(match[2]), int(match[1])))
    except ValueError:
        message = f"{quoted(match[0])} is not a day that exists"
        raise Mistake("bad-period", message, "a day is read as day-month-year here; 31-12-2015.") from None


def _stretch(match: re.Match[str], _: PeriodRule) -> Period:
    """`2015-09-01/P1Y`: a start and a length, as SDMX writes a time range."""
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    kind = _LENGTHS.get(match[4].upper())
    if kind is PeriodKind.YEAR and (month, day) in _STUDY_YEARS_BEGIN:
        return Period(PeriodKind.STUDY_YEAR, year + 1)
    if kind and day == 1 and 1 <= month <= 12:
        before, rest = divmod(month - 1, 12 // PER_YEAR[kind])
        if rest == 0:
            return Period(kind, year, before + 1)
    message = f"{quoted(match[0])} is a stretch of time that is no year, quarter or month"
    raise Mistake("bad-period", message, "expected are 2015-01-01/P1Y, 2015-09-01/P1Y or 2015-04-01/P3M.")


def _part(match: re.Match[str], _: PeriodRule) -> Period:
    """A quarter or half of a year, by the names of the groups."""
    parts = match.groupdict()
    kind = PeriodKind.QUARTER if "quarter" in parts else PeriodKind.HALF_YEAR
    return Period(kind, int(parts["year"]), int(parts.get("quarter") or parts["half"]))


def _named_month(match: re.Match[str], _: PeriodRule) -> Period:
    if number := _MONTH_OF.get(match["word"].casefold().rstrip(".")):
        return Period(PeriodKind.MONTH, int(match["year"]), number)
    message = f"{quoted(match[0])} is not a period: {quoted(match['word'])} is not a month"
    raise Mistake("bad-period", message, "expected is a month such as maart 2015.")


_Reader = Callable[[re.Match[str], PeriodRule], Period]
# Patterns are texts because a file needs few of them: `re` compiles those on their first use, and remembers them.
_CLOCK, _ZONE = r"T\d\d:\d\d(?::\d\d(?:\.\d+)?)?", r"(?:Z|[+-]\d\d:\d\d)?"
_SHAPES: tuple[tuple[str, _Reader], ...] = (
    (r"(\d{4})", _year),
    (r"(\d{4})-(0[1-9]|1[0-2])", _month_or_pair),
    (rf"(\d{{4}})-([ASTQMWD])(\d{{1,3}}){_ZONE}", _sdmx),
    (r"(\d{4})([A-Z][A-Z0-9])(\d\d)", _cbs),
    (rf"(\d{{4}}-\d\d-\d\d)(?:{_CLOCK})?{_ZONE}", lambda match, _: parse_period(match[1])),
    (r"(\d{4})-(\d\d)-(\d\d)(?:T00:00:00)?/P(\d+[YM])", _stretch),
    (r"(\d{4})\s*([/\-–])\s*['’‘]?(\d{4}|\d\d)", _pair),
    (r"(\d{1,2})-(\d{1,2})-(\d{4})", _dutch_day),
    (r"(?P<year>\d{4}) (?P<quarter>[1-4])e kwartaal", _part),
    (r"(?P<year>\d{4}) (?P<half>[12])e halfjaar", _part),
    (r"[QT](?P<quarter>[1-4])-(?P<year>\d{4})", _part),  # T is French
    (r"(?P<word>[a-z]+\.?)[ -](?P<year>\d{4})", _named_month),
    (r"(?P<year>\d{4}) (?P<word>[a-z]+\.?)", _named_month),
)
# Known and not read: pattern, what it is, what to do.
_REFUSED = (
    (r"\d{4}/'?\d\d\s*[\-–]\s*\d{4}/'?\d\d", "a range of years, not a period", "use rows of one period each."),
    (
        r"[a-z]{3}-\d\d",
        "a month as Excel shows it, of an uncertain year",
        "write 2015-03, or format the column as text before opening the file.",
    ),
    (
        r".*kwartaal.*",
        "a quarter in prose, which is not read",
        "write 2015-Q1, or download the StatLine table instead of the chart.",
    ),
)
