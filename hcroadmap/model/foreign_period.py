"""Periods as suppliers write them: SDMX, CBS codes, study years with an apostrophe, Dutch months.

What the same text means differs from one supplier to the next (FORMATS section 11), so a table declares whether
its periods are study years and by which of their two years they are labelled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.period import PER_YEAR, Period, PeriodKind, day_period

_MONTHS = (
    "januari january", "februari february", "maart march mrt", "april", "mei may", "juni june", "juli july",
    "augustus august", "september", "oktober october okt oct", "november", "december",
)  # fmt: skip
_MONTH_OF = {
    name: number for number, names in enumerate(_MONTHS, 1) for word in names.split() for name in (word, word[:3])
}

# Patterns are texts because a file needs few of them: `re` compiles those on their first use, and remembers them.
_PLACEHOLDERS = {
    "YYYY": r"(?P<year>\d{4})",
    "NN": r"(?P<part>\d{1,3})",
    "mm": r"(?P<month>\d\d?)",
    "dd": r"(?P<day>\d\d?)",
    "WORD": r"(?P<word>[a-z]+)\.?",
    "T00": r"(?:T00:00:00)?",
    "CLOCK": r"(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?",
    "ZONE": r"(?:Z|[+-]\d\d:\d\d)?",
}
_NOTATIONS = {
    PeriodKind.DAY: ("YYYY-mm-ddCLOCKZONE", "YYYY-DNNZONE", "dd-mm-YYYY", r"dd\.mm\.YYYY"),
    PeriodKind.MONTH: ("YYYY-?MNNZONE", "YYYYMMNN", "WORD[ -]YYYY", "YYYY WORD", "YYYY-mm-01T00/P1M"),
    PeriodKind.QUARTER: (
        "YYYY[ -]?[QK]NNZONE",
        r"YYYYT(?P<part>\d)",
        "YYYYKWNN",
        "YYYY NNQ",
        "YYYY NNe kwartaal",
        "YYYY-mm-01T00/P3M",
        "[QKT]NN[ -]?YYYY",
    ),
    PeriodKind.HALF_YEAR: ("YYYY[ -]?[SH]NNZONE", "YYYYHJNN", "YYYY NNe halfjaar", "YYYY-mm-01T00/P6M"),
    PeriodKind.STUDY_YEAR: ("YYYYSJ00", "YYYY-0[89]-01T00/P1Y"),
    PeriodKind.YEAR: ("YYYYJJ00", "YYYY-ANNZONE", "YYYY-mm-01T00/P1Y", r"YYYY \[YR[0-9]{4}\]"),
}
_GLUED = r"(\d{4})[- ]?(\d\d)\**"
_DECLARE = "study years are declared: “study_year: start” (with convert: --study-year start), or in the layout."
_BY_MONTH = "download the figures by month, quarter or year."
_ONE_YEAR = "use figures of one year each, or write the rows by hand with the year that you mean."
_CBS_CODES = "years (JJ), study years (SJ), quarters (KW) and months (MM) are read."
# Known and not read: pattern, what it is, what to do.
_REFUSED = (
    (r"\d{4}-W.*", "is a week, and such periods are not read", _BY_MONTH),
    (r"\d{4}-T\d.*", "is a third of a year, and such periods are not read", _BY_MONTH),
    (r"\d{4}-[ASQMD]\d{1,3}.*", "does not exist", "correct the number after the letter."),
    (r"\d{4}(?:W1|X0)\d\d", "is a period code of CBS, but weeks are not read", _CBS_CODES),
    (r"\d{4}((?:JJ|SJ|HJ|KW|MM)\d\d)", "is a period code of CBS, but there is no {}", _CBS_CODES),
    (r"\d{4}([A-Z][A-Z0-9])\d\d", "is a period code of CBS, but the kind {} is not known", _CBS_CODES),
    (r"\d{4}-\d\d-\d\d(?:T00:00:00)?/P\d+[YM]", "is a stretch of time that is no year, quarter or month",
     "expected are 2015-01-01/P1Y, 2015-09-01/P1Y or 2015-04-01/P3M."),
    (r"\d{1,2}[-.]\d{1,2}[-.]\d{4}|\d{4}-\d\d-\d\d.*", "is not a day that exists",
     "a day is read as 2015-12-31, or as day-month-year; 31-12-2015."),
    (r"\d{4}/'?\d\d\s*[\-–]\s*\d{4}/'?\d\d", "is a range of years, not a period", "use rows of one period each."),
    (r"\d{4}\s*(?:to|until|t/m|tot en met|bis)\s*\d{4}", "is a range of years, not a period", _ONE_YEAR),
    (r"\d{4,6}.* (?:financial|fiscal|tax) year.*", "is a financial year, and such periods are not read",
     "take the figures by calendar or academic year."),
    (r"[a-z]{3}-\d\d", "is a month as Excel shows it, of an uncertain year",
     "write 2015-03, or format the column as text before opening the file."),
    (r".*kwartaal.*", "is a quarter in prose, which is not read",
     "write 2015-Q1, or download the StatLine table instead of the chart."),
    (r"([a-z]+\.?)[ -]\d{4}|\d{4} ([a-z]+\.?)", "is not a period: “{}” is not a month",
     "expected is a month such as maart 2015."),
)  # fmt: skip


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
_SUFFIXES = {" academic year": Calendar.STUDY_YEAR, " calendar year": Calendar.CALENDAR}
"""What some suppliers write behind a year, or in the column beside it."""


@lru_cache(maxsize=4096)
def parse_foreign(text: str, rule: PeriodRule = CALENDAR_YEARS) -> ForeignPeriod:
    """Read a period in any notation that a supplier uses.

    Raises:
        Mistake: `bad-period`, which says what the text is when it is known and not read.
    """
    bare = " ".join(text.split())
    starred = bare.rstrip("*").rstrip()
    text = starred
    for suffix, calendar in _SUFFIXES.items():
        if text.casefold().endswith(suffix):
            text, rule = text[: -len(suffix)], rule._replace(calendar=calendar)
    period = _of_years(text, rule) or _in_a_notation(text)
    if period is None:
        raise _why_not(starred)
    if period.year > 9999:
        raise Mistake("bad-period", f"{quoted(starred)} lies beyond the year 9999", "correct the year.")
    if period.year <= (period.kind is PeriodKind.STUDY_YEAR):
        raise Mistake("bad-period", f"{quoted(starred)} is not a period: there is no year 0", "correct the year.")
    return ForeignPeriod(period, provisional=starred != bare)


def is_other_kind(text: str, rule: PeriodRule, kind: PeriodKind | None) -> bool:
    """Is a period of another kind, such as a week where years are asked for; a week is also of no kind at all."""
    try:
        return parse_foreign(text, rule).period.kind is not kind
    except Mistake:
        return re.fullmatch(r"\d{4}(?:-?[WT]\d+|X0\d\d)\**", text.strip(), re.ASCII) is not None


def check_years(texts: Iterable[str], rule: PeriodRule) -> None:
    """Refuse a column of which `2007-08` or `200708` need not be a month, or is none.

    Raises:
        Mistake: `bad-period`, when each number is the year after, and nobody said that these are study years; or
            when all are spans of as many years.
    """
    glued = {match[0]: match for text in texts if (match := re.fullmatch(_GLUED, text.strip(), re.ASCII))}
    spans = {(int(match[2]) - int(match[1])) % 100 for match in glued.values()}
    alone = len(glued) == 1 and (spans != {1} or "-" in next(iter(glued)))
    may_be_months = all(1 <= int(match[2]) <= 12 for match in glued.values())
    if not glued or (may_be_months and (len(spans) > 1 or alone)):
        return
    first = min(glued)
    if 1 not in spans:
        message = f"{quoted(first)} is a span of {min(spans) + 1} years, not a period"
        raise Mistake("bad-period", message, _ONE_YEAR)
    if rule.calendar is Calendar.CALENDAR:
        message = (
            f"{quoted(first)} may be a study or financial year: nothing in the column shows that it is a month"
        )
        raise Mistake("bad-period", message, _DECLARE)


def _of_years(text: str, rule: PeriodRule) -> Period | None:
    """A year, a pair of years, or a year and a month: `2015`, `2014/'15`, `2013–14`, `2016-2017`, `2011-12`.

    `2011-12` is December, as SDMX has it, unless the column is declared to hold study years.
    """
    match = re.fullmatch(r"(\d{4})(?:\s*([/\-–]?)\s*(['’‘]?)(\d{4}|\d\d))?", text, re.ASCII)
    if not match:
        return None
    first, mark, second = int(match[1]), match[2], match[4]
    declared = rule.calendar is Calendar.STUDY_YEAR
    if not second:
        is_first = rule.label is Label.START
        return Period(PeriodKind.STUDY_YEAR, first + is_first) if declared else Period(PeriodKind.YEAR, first)
    following = second in (f"{first + 1:04}", f"{(first + 1) % 100:02}")
    if re.fullmatch(_GLUED, text, re.ASCII) and 1 <= int(second) <= 12 and not (declared and following):
        return Period(PeriodKind.MONTH, first, int(second))
    if not following:
        message = f"{quoted(text)} is a range of years, not a study year"
        raise Mistake("bad-period", message, "use rows of one period each; 2014/'15 is a study year.")
    if not declared and mark != "/" and len(second) == 4:
        message = f"{quoted(text)} may be a study year, or {first} up to and including {second}, as CBS writes"
        raise Mistake("bad-period", message, _DECLARE)
    return Period(PeriodKind.STUDY_YEAR, first + 1)


def _in_a_notation(text: str) -> Period | None:
    for kind, notation in _notations():
        match = re.fullmatch(notation, text, re.ASCII | re.IGNORECASE)
        if match and (period := _period(kind, match.groupdict())):
            return period
    return None


@cache
def _notations() -> tuple[tuple[PeriodKind, str], ...]:
    """Every notation as a pattern, with the kind of its periods."""
    notations = [(kind, notation) for kind, notations in _NOTATIONS.items() for notation in notations]
    for name, pattern in _PLACEHOLDERS.items():
        notations = [(kind, notation.replace(name, pattern)) for kind, notation in notations]
    return tuple(notations)


def _period(kind: PeriodKind, written: dict[str, str]) -> Period | None:
    """The period that was written by its parts; `None` where there is no such part of a year."""
    year, part = int(written["year"]), int(written.get("part", 1))
    if kind is PeriodKind.DAY:
        return _day(written)
    if "month" in written:  # the first of as many as the part has
        months = 12 // PER_YEAR[kind]
        part, rest = divmod(int(written["month"]) + months - 1, months)
        if rest:
            return None
    elif "word" in written:
        part = _MONTH_OF.get(written["word"].casefold(), 0)
    return Period(kind, year + (kind is PeriodKind.STUDY_YEAR), part) if 1 <= part <= PER_YEAR[kind] else None


def _day(written: dict[str, str]) -> Period | None:
    """A day, by its month or by its number in the year."""
    year = int(written["year"])
    try:
        if "day" in written:
            return day_period(date(year, int(written["month"]), int(written["day"])))
        day = date(year, 1, 1) + timedelta(days=int(written["part"]) - 1)
    except (ValueError, OverflowError):
        return None
    return day_period(day) if day.year == year else None


def _why_not(text: str) -> Mistake:
    for pattern, what, hint in _REFUSED:
        if match := re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE):
            found = what.format(next(filter(None, match.groups()), ""))
            return Mistake("bad-period", f"{quoted(text)} {found}", hint)
    hint = "expected are 2015, 2015-Q3, 2015-03, 2015JJ00, 2015SJ00, 2014/'15 or maart 2015."
    return Mistake("bad-period", f"{quoted(text)} is not a period" if text else "the period is empty", hint)
