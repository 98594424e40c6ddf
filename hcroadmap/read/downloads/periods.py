"""Periods as suppliers write them: SDMX, CBS codes, study years with an apostrophe, Dutch months.

What the same text means differs from one supplier to the next (FORMATS section 11), so a table declares whether
its periods are study years and by which of their two years they are labelled.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.period import PER_YEAR, Period, PeriodKind, day_period
from hcroadmap.model.source import CALENDAR_YEARS, Calendar, Label, PeriodRule
from hcroadmap.read.downloads.notations import by_word, notations

_LETTERS = re.ASCII | re.IGNORECASE
_GLUED = r"(\d{4})[- ]?(\d\d)\**"
_DECLARE = "study years are declared: “study_year: start” (with convert: --study-year start), or in the layout."
_ONE_YEAR = "use figures of one year each, or write the rows by hand with the year that you mean."


class ForeignPeriod(NamedTuple):
    """A period, and whether the supplier marked it as provisional (`*`)."""

    period: Period
    provisional: bool = False


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
    period = _of_years(text, rule) or next(filter(None, (_period(text, *each) for each in _notations())), None)
    if period is None:
        for pattern, what, hint in notations("no_periods"):
            if match := re.fullmatch(pattern, starred, _LETTERS):
                part = next(filter(None, match.groups()), "")
                raise Mistake("bad-period", f"{quoted(starred)} {what.format(part)}", hint)
        message = f"{quoted(starred)} is not a period" if starred else "the period is empty"
        hint = "expected are 2015, 2015-Q3, 2015-03, 2015JJ00, 2015SJ00, 2014/'15 or maart 2015."
        raise Mistake("bad-period", message, hint)
    if period.year > 9999:
        raise Mistake("bad-period", f"{quoted(starred)} lies beyond the year 9999", "correct the year.")
    if period.year <= (period.kind is PeriodKind.STUDY_YEAR):
        raise Mistake("bad-period", f"{quoted(starred)} is not a period: there is no year 0", "correct the year.")
    return ForeignPeriod(period, provisional=starred != bare)


def is_period(text: str) -> bool:
    """Can a text be read as a period?"""
    try:
        return bool(parse_foreign(text))
    except Mistake:
        return False


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


@cache
def _notations() -> Sequence[tuple[PeriodKind, str]]:
    """Every notation as a pattern, with the kind of its periods.

    These are texts because a file needs few of them: `re` compiles those on their first use, and remembers them.
    """
    parts = notations("parts")
    names = "|".join(parts)
    return [
        (PeriodKind(kind), re.sub(names, lambda name: parts[name[0]], notation))
        for kind, several in notations("periods").items()
        for notation in several
    ]


def _period(text: str, kind: PeriodKind, notation: str) -> Period | None:
    """The period that is written in a notation; `None` where there is no such day or part of a year."""
    match = re.fullmatch(notation, text, _LETTERS)
    if not match:
        return None
    written = match.groupdict()
    year, part, month = (int(written.get(name, 1)) for name in ("year", "part", "month"))
    if kind is PeriodKind.DAY:
        try:
            day = date(year, month, int(written.get("day", 1))) + timedelta(days=part - 1)
        except (ValueError, OverflowError):
            return None
        return day_period(day) if day.year == year else None
    if "month" in written:  # the first of as many as the part has
        months = 12 // PER_YEAR[kind]
        part, rest = divmod(month + months - 1, months)
        if rest:
            return None
    elif "word" in written:
        part = int(by_word("months").get(written["word"].casefold(), 0))
    return Period(kind, year + (kind is PeriodKind.STUDY_YEAR), part) if 1 <= part <= PER_YEAR[kind] else None
