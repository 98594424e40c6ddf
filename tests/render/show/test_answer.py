# ruff: noqa: E501  # sentences read best whole
"""The answer of one indicator: what is still to go, from when that is counted, and what is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hcroadmap.assess.assessment import Report
from hcroadmap.render.language.page import Page
from hcroadmap.render.show.answer_sentences import answer
from hcroadmap.render.status.content import gap_report

TARGETS = """
indicators:
  x:
    title: X
    unit: percent
    direction: increase
    baseline: {period: 2014, value: 38%}
    target: {period: 2020, value: 40%}
"""
ROWS = "indicator,period,value,published\nx,2015,36,2016-11-22\n"


@pytest.mark.parametrize(
    ("as_of", "english", "dutch"),
    [
        ("2018-12-31", "two years are left on this day.", "op deze peildag resten nog twee jaar."),
        ("2018-09-30", "2.3 years are left on this day.", "op deze peildag resten nog 2,3 jaar."),
        ("2019-12-31", "one year is left on this day.", "op deze peildag rest nog één jaar."),
        ("2020-03-31", "nine months are left on this day.", "op deze peildag resten nog negen maanden."),
        ("2020-11-30", "one month is left on this day.", "op deze peildag rest nog één maand."),
        ("2020-12-20", "less than a month is left on this day.", "op deze peildag rest minder dan een maand."),
        ("2020-12-31", "2020 ends on this day.", "op deze peildag is 2020 om."),
    ],
)  # fmt: skip
def test_what_is_needed_counts_from_the_figure_and_what_is_left_from_the_day(
    report: Callable[..., Report], as_of: str, english: str, dutch: str
) -> None:
    """The figure is years older than the day, so each says from when."""
    found = report(TARGETS, ROWS, as_of)
    told = {language: " ".join(_answer(found, language)).replace("\u00a0", " ") for language in ("en", "nl")}
    assert told["en"].startswith(
        f"36% in 2015; the target is 40% in 2020. 4 pp to go. Counted from 2015 that takes +0.8 pp a year; {english}"
    )
    assert told["nl"].startswith(
        f"36% in 2015, bij een doel van 40% in 2020. Nog 4 %-punt te gaan. Gerekend vanaf 2015 is +0,8 %-punt per jaar nodig; {dutch}"
    )


def test_when_the_time_is_over_nothing_is_needed_a_year(report: Callable[..., Report]) -> None:
    """Only what is still to go is said."""
    told = " ".join(_answer(report(TARGETS, ROWS, "2021-01-01"), "en"))
    assert "4\u00a0pp to go; 2020 is over." in told
    assert "a year" not in told


def test_a_target_that_is_passed_is_not_told_as_a_part_of_it(report: Callable[..., Report]) -> None:
    """134 of 100 would be nonsense."""
    told = _answer(
        report(TARGETS.replace("percent", "students").replace("%", ""), ROWS.replace(",36,", ",44,")), "nl"
    )
    assert told[0] == "44 students in 2015, bij een doel van 40 in 2020."


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2018-03-31", ""),
        ("2018-04-01", "The next figure has been late since 31 March 2018: ask EP-Nuffic."),
        ("2021-06-30", "The next figure has been late since 31 March 2018: ask EP-Nuffic."),
    ],
)
def test_a_late_figure_is_told_with_whom_to_ask(report: Callable[..., Report], as_of: str, told: str) -> None:
    """In the answer and in the row, from the day after the grace, whatever the verdict."""
    release = "supplier: EP-Nuffic\n    release: {every: year, lag: 12 months, grace: 3 months}"
    found = report(TARGETS.replace("unit: percent", f"unit: percent\n    {release}"), ROWS, as_of)
    row = gap_report(found, Page("en")).groups[0].rows[0].notes
    for said in (" ".join(_answer(found, "en")), " ".join(row)):
        assert said.replace("\u00a0", " ").endswith(told)
        assert ("late" in said) == bool(told)


def test_a_late_figure_without_a_supplier_is_to_be_found(report: Callable[..., Report]) -> None:
    """And of what was never promised none is late."""
    settings = "    release: {every: year, lag: 12 months, grace: 3 months}\n"
    assert _answer(report(TARGETS + settings, ROWS, "2019-06-30"), "nl")[-1].endswith("zoek het.")
    unpromised = "".join(line for line in (TARGETS + settings).splitlines(keepends=True) if "target" not in line)
    context = report(unpromised, ROWS, "2019-06-30")
    assert context.assessments[0].release.state == "overdue"
    assert "late" not in " ".join(_answer(context, "en"))


def test_a_reason_that_is_a_sentence_keeps_no_full_stop_within_another(report: Callable[..., Report]) -> None:
    """Two full stops in a row, or one before a semicolon, read as a mistake."""
    target = "target: [{period: 2020, value: 40%, agreed: 2015-01-01}, "
    target += "{period: 2020, value: 41%, agreed: 2018-06-01, reason: More was possible.}]"
    found = report(TARGETS.replace("target: {period: 2020, value: 40%}", target), ROWS)
    told = gap_report(found._replace(since=date(2018, 1, 1)), Page("en")).groups[0].rows[0].changed
    assert told.endswith("the target was revised: More was possible.")


def _answer(report: Report, language: str) -> tuple[str, ...]:
    page = Page(language)
    return answer(report.assessments[0], page)
