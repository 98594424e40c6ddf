"""The gap report in words and numbers, and the screens it becomes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from rich.cells import cell_len

from hcroadmap.assess.assessment import Report
from hcroadmap.assess.status import SEVERITIES, Status
from hcroadmap.model.vocabulary import Language
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.summary import quarter_before
from hcroadmap.render.language.verdict import SYMBOLS
from hcroadmap.render.status import terminal
from hcroadmap.render.status.content import Table, table

Make = Callable[..., Report]
UP = "unit: count, direction: increase, baseline: {period: 2015, value: 100}, target: {period: 2020, value: 200}"
HEAD = "indicator,period,value,published,definition,status\n"
EN = Page("en")


def one(make: Make, yaml: str, rows: str, as_of: str = "2018-12-31", page: Page = EN) -> Table:
    """The table of one indicator, x."""
    lines = "".join(f"x,{row}{',' * (4 - row.count(','))}\n" for row in rows.split())
    return table(make(f"indicators: {{x: {{title: X, {yaml}}}}}", HEAD + lines, as_of), page)


TWO = "definition: o, definitions: {o: O, n: N}"
ENDED = "ended: {on: 2019-01-01, reason: R}"
FOUR = "2014,1,2015-01-01 2015,2,2016-01-01 2016,3,2017-01-01 2017,4,2018-01-01"
CASES = [
    ("on_track", UP, "2017,150,2018-01-01", "2018-12-31"),
    ("behind", UP, "2017,130,2018-01-01", "2018-12-31"),
    ("off_track", UP, "2017,110,2018-01-01", "2018-12-31"),
    ("reversing", UP, "2017,90,2018-01-01", "2018-12-31"),
    ("met", UP, "2017,210,2018-01-01 2018,205,2018-12-01", "2018-12-31"),
    ("met", UP, "2020,210,2021-01-01", "2021-12-31"),
    ("met_late", UP, "2020,190,2021-01-01 2021,210,2022-01-01", "2022-12-31"),
    ("met_late", UP, "2021,210,2022-01-01", "2022-12-31"),
    ("missed", UP, "2020,190,2021-01-01", "2021-12-31"),
    ("awaiting", UP, "2017,150,2018-01-01", "2021-12-31"),
    ("on_track", UP, "2016,110,2017-01-01 2017,150,2018-01-01,,P", "2018-12-31"),
    ("awaiting", f"{TWO}, {UP}", "2017,150,2018-01-01,o 2018,9,2019-01-01,n", "2021-12-31"),
    ("awaiting", f"{ENDED}, {UP}", "2017,150,2018-01-01", "2021-12-31"),
    ("awaiting", f"{ENDED}, release: {{every: year, lag: 1 year, grace: 1 month}}, {UP}",
     "2017,150,2018-01-01", "2021-12-31"),
    ("not_comparable", UP, "2017,150,2018-01-01,,B", "2018-12-31"),
    ("no_data", UP, "2015,100,2016-01-01", "2018-12-31"),
    ("no_data", UP.replace(", value: 100", ""), "2017,150,2018-01-01", "2018-12-31"),
    ("no_data", "unit: count, direction: increase", "2017,150,2018-01-01", "2018-12-31"),
    ("no_data", "unit: count", FOUR, "2018-12-31"),
    ("no_data", "unit: count", "2019,150,2020-01-01", "2018-12-31"),
    ("improving", "unit: count, direction: increase", FOUR, "2018-12-31"),
    ("not_comparable", f"{TWO}, {UP}", "2017,150,2018-01-01,n", "2018-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "yaml", "rows", "as_of"), CASES)
@pytest.mark.parametrize("language", list(Language))
def test_every_verdict_has_its_row(
    *, report: Make, language: str, status: str, yaml: str, rows: str, as_of: str
) -> None:
    """Symbol and word, a note that says why, a headline and a count; on any page, in any language."""
    page = Page(language)
    content = one(report, yaml, rows, as_of, page)
    row = content.groups[0].rows[0]
    assert (row.symbol, row.status) == (SYMBOLS[Status(status)], page.words(f"status.{status}"))
    assert row.notes
    assert all(note.endswith(".") for note in row.notes)
    assert content.counts == ((f"{row.symbol} 1 {row.status}", row.style),)
    assert content.headline.endswith(".")


@pytest.mark.parametrize(("status", "yaml", "rows", "as_of"), CASES)
@pytest.mark.parametrize("width", [20, 30, 60, 80, 119, 120, 140, 200, None])
def test_every_verdict_fits_every_page(
    *, report: Make, width: int | None, status: str, yaml: str, rows: str, as_of: str
) -> None:
    """No line is as wide as the page, and the status is said in a word."""
    lines = "".join(f"x,{row}{',' * (4 - row.count(','))}\n" for row in rows.split())
    found = report(f"indicators: {{x: {{title: X, {yaml}}}}}", HEAD + lines, as_of)
    shown = terminal.render(found, Page("en", width))
    assert all(cell_len(line) < (width or 141) or (width or 99) < 22 for line in shown.splitlines())
    assert EN.words(f"status.{status}") in " ".join(shown.split())


@pytest.mark.parametrize(
    ("value", "to_go", "needed", "so_far"),
    [("150", "50", "+17", "+25"), ("90", "110", "+37", "−5"), ("200", "reached", "–", "+50")],
)
def test_the_figures_of_a_row(report: Make, value: str, to_go: str, needed: str, so_far: str) -> None:
    """What is to go, what is needed a year and what a year brought so far."""
    row = one(report, UP, f"2017,{value},2018-01-01").groups[0].rows[0]
    assert (row.to_go, row.needed, row.so_far) == (to_go, needed, so_far)
    assert [str(cell) for cell in (row.baseline, row.latest, row.target)] == [
        "100 (2015)", f"{value} (2017)", "200 (2020)",
    ]  # fmt: skip


def test_a_decrease_needs_a_falling_value(report: Make) -> None:
    """The gap is positive; the change a year carries the sign of the value."""
    yaml = "unit: percent, direction: decrease, baseline: {period: 2015, value: 12%}"
    yaml += ", target: {period: 2020, value: 8%}"
    row = one(report, yaml, "2017,11,2018-01-01").groups[0].rows[0]
    assert (row.to_go, row.needed, row.so_far) == ("3\u00a0pp", "−1.0\u00a0pp", "−0.5\u00a0pp")


def test_a_label_stands_for_the_targets_number(report: Make) -> None:
    """`in use` instead of 100; without a figure no gap in numbers is made of it."""
    yaml = UP.replace("value: 200", "value: 200, label: {en: in use, nl: in gebruik}")
    row = one(report, yaml, "").groups[0].rows[0]
    assert (str(row.target), row.to_go, row.needed) == ("in use (2020)", "–", "–")


def test_a_band_shows_both_edges(report: Make) -> None:
    """20–30, and reached between them."""
    yaml = UP.replace("value: 200", "value: {min: 200, max: 300}")
    row = one(report, yaml, "2017,250,2018-01-01").groups[0].rows[0]
    assert (str(row.target), row.to_go) == ("200–300 (2020)", "reached")


def test_a_relative_target_without_a_baseline_is_shown_as_typed(report: Make) -> None:
    """Nobody knows yet what it amounts to."""
    yaml = UP.replace(", value: 100", "").replace("value: 200", "value: verdubbeling")
    assert str(one(report, yaml, "").groups[0].rows[0].target) == "verdubbeling (2020)"


GOALS = "\n".join(
    ["indicators:", *(f"  {name}: {{title: {name.upper()}, goal: {n}, {UP}}}" for n, name in enumerate("abcd", 1))]
)


@pytest.mark.parametrize(
    ("values", "as_of", "headline"),
    [
        ((150, 150, 130, 90), "2018-12-31",
         "Four goals for 2020. One is moving the wrong way, one is behind and two are on track."),
        ((None,) * 4, "2018-12-31", "Four goals for 2020. None can be judged yet."),
        ((150, None, None, None), "2018-12-31",
         "Four goals for 2020. One is on track; the other three cannot be judged yet."),
        ((150, 150, 150, None), "2018-12-31",
         "Four goals for 2020. Three are on track; the other one cannot be judged yet."),
        ((None,) * 4, "2021-01-01", "2020 is over. None of the four goals can be judged."),
    ],
)  # fmt: skip
def test_the_headline_is_the_whole_answer(
    report: Make, values: tuple[int | None, ...], as_of: str, headline: str
) -> None:
    """The gravest first, each in words."""
    rows = "".join(f"{name},2017,{v},2018-01-01,,\n" for name, v in zip("abcd", values, strict=True) if v)
    assert table(report(GOALS, HEAD + rows, as_of), EN).headline == headline


@pytest.mark.parametrize(
    ("language", "row", "as_of", "headline"),
    [
        ("en", "a,2017,90,2018-01-01,,", "2018-12-31", "One goal for 2020; it is moving the wrong way."),
        ("nl", "a,2017,90,2018-01-01,,", "2018-12-31", "Eén doel voor 2020; het beweegt de verkeerde kant op."),
        ("en", "", "2018-12-31", "One goal for 2020; it cannot be judged yet."),
        ("nl", "", "2021-12-31", "Eén doel voor 2020; het is niet te beoordelen."),
    ],
)
def test_the_headline_of_one_goal(*, report: Make, language: str, row: str, as_of: str, headline: str) -> None:
    """One sentence, and no counting of what is alone."""
    found = report(f"indicators:\n  a: {{title: A, goal: 1, {UP}}}", HEAD + row, as_of)
    assert table(found, Page(language)).headline == headline


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("en", "One of the four was found to be met only after its deadline; the other three cannot be judged."),
        ("nl", "Een van de vier bleek pas na de termijn gehaald; de andere drie zijn niet te beoordelen."),
    ],
)
def test_the_headline_says_of_how_many_once_the_time_is_over(report: Make, language: str, headline: str) -> None:
    """The year opens it then, so that nothing has said how many there are."""
    found = report(GOALS, HEAD + "a,2021,250,2022-01-01,,\n", "2022-12-31")
    assert table(found, Page(language)).headline.partition(". ")[2] == headline


def test_context_is_counted_and_hidden_until_asked_for(report: Make) -> None:
    """Goals stand alone; the rest is one line until `--all`."""
    found = report(GOALS + f"\n  e: {{title: E, {UP}}}", HEAD)
    assert [len(group.rows) for group in table(found, EN).groups] == [4]
    assert table(found, EN).context.startswith("1 more")
    assert [len(group.rows) for group in table(found, EN, everything=True).groups] == [5]
    assert table(found, EN, everything=True).context == ""


@pytest.mark.parametrize(
    ("day", "before"),
    [
        ("2019-01-01", "2018-12-31"),
        ("2019-03-31", "2018-12-31"),
        ("2019-04-01", "2019-03-31"),
        ("2019-12-31", "2019-09-30"),
    ],
)
def test_news_count_from_the_last_day_of_the_quarter_before(day: str, before: str) -> None:
    """And the first quarter there is has none before it: all of it is new."""
    assert quarter_before(date.fromisoformat(day)).isoformat() == before
    assert quarter_before(date.min).isoformat() == "0001-01-01"


def test_news_count_what_was_published_since(report: Make) -> None:
    """By the later of published and recorded."""
    rows = "a,2016,110,2018-09-30,,\nb,2016,110,2018-10-01,,\nc,2016,110,2018-12-31,,\n"
    assert table(report(GOALS, HEAD + rows), EN).news == "2 goals have new figures since 30\u00a0September"
    assert table(report(GOALS, HEAD), EN).news == "no new figures since 30\u00a0September"


def test_every_status_has_a_symbol() -> None:
    """And no colour stands alone."""
    assert SYMBOLS.keys() == set(Status) == {*SEVERITIES, Status.AWAITING}


def test_what_is_measured_stands_above_a_note_that_does_not_fit_behind_it(report: Make) -> None:
    """On a wide page both share a line where they can; nothing is cut."""
    definition = f"graduates {'still ' * 15}registered here"
    yaml = f"definition: own, definitions: {{own: {definition}}}, baseline: {{period: 2015, value: 38%}}"
    aim, row = "target: {period: 2020, value: 40%}", "x,2017,39,2018-01-01,,\n"
    targets = f"indicators: {{x: {{title: X, unit: percent, direction: increase, {yaml}, {aim}}}}}"
    found = report(targets, HEAD + row)
    lines = [" ".join(line.split()) for line in terminal.render(found, Page("en", 140)).splitlines()]
    place = lines.index(f"{definition.capitalize()}.")
    assert lines[place + 1].startswith("39%; needs +0.3 pp a year from 2017.")
    short = report(targets.replace("still " * 15, "still "), HEAD + row)
    assert "Graduates still registered here.  39%; needs" in terminal.render(short, Page("en", 140))
