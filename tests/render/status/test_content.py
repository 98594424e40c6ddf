"""The gap report in words and numbers, and the screens it becomes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hcroadmap.assess.assessment import Report
from hcroadmap.assess.status import SEVERITIES, Status
from hcroadmap.model.vocabulary import Language
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.summary import quarter_before
from hcroadmap.render.language.verdict import SYMBOLS
from hcroadmap.render.status.content import COLUMNS, WIDE_COLUMNS, GapReport, counted_activities, gap_report

Make = Callable[..., Report]
SHORT = ("to_go", "needed", "so_far")
UP = "unit: count, direction: increase, baseline: {period: 2015, value: 100}, target: {period: 2020, value: 200}"
HEAD = "indicator,period,value,published,definition,status\n"
EN = Page("en")


def one(make: Make, yaml: str, rows: str, as_of: str = "2018-12-31", page: Page = EN) -> GapReport:
    """The report of one indicator, x."""
    lines = "".join(f"x,{row}{',' * (4 - row.count(','))}\n" for row in rows.split())
    return gap_report(make(f"indicators: {{x: {{title: X, {yaml}}}}}", HEAD + lines, as_of), page)


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
    ("met_perhaps_late", UP, "2021,210,2022-01-01", "2022-12-31"),
    ("missed", UP, "2020,190,2021-01-01", "2021-12-31"),
    ("awaiting", UP, "2017,150,2018-01-01", "2021-12-31"),
    ("on_track", UP, "2016,110,2017-01-01 2017,150,2018-01-01,,P", "2018-12-31"),
    ("awaiting", f"{TWO}, {UP}", "2017,150,2018-01-01,o 2018,9,2019-01-01,n", "2021-12-31"),
    ("awaiting", f"{ENDED}, {UP}", "2017,150,2018-01-01", "2021-12-31"),
    ("awaiting", f"{ENDED}, release: {{every: year, lag: 1 year, grace: 1 month}}, {UP}",
     "2017,150,2018-01-01", "2021-12-31"),
    ("not_comparable", UP, "2017,150,2018-01-01,,B", "2018-12-31"),
    ("no_data", UP, "2015,100,2016-01-01", "2018-12-31"),
    ("no_verdict", UP.replace(", value: 100", ""), "2017,150,2018-01-01", "2018-12-31"),
    ("no_target", "unit: count, direction: increase", "2017,150,2018-01-01", "2018-12-31"),
    ("no_target", "unit: count", FOUR, "2018-12-31"),
    ("no_data", "unit: count", "2019,150,2020-01-01", "2018-12-31"),
    ("improving", "unit: count, direction: increase", FOUR, "2018-12-31"),
    ("not_comparable", f"{TWO}, {UP}", "2017,150,2018-01-01,n", "2018-12-31"),
]  # fmt: skip
CALLED = {"met_perhaps_late": "met_late", "no_verdict": "no_data", "no_target": "no_data"}
"""The status behind other names of it."""


@pytest.mark.parametrize(("status", "yaml", "rows", "as_of"), CASES)
@pytest.mark.parametrize("language", list(Language))
def test_every_verdict_has_its_row(
    *, report: Make, language: str, status: str, yaml: str, rows: str, as_of: str
) -> None:
    """Symbol and word, a note that says why, a headline and a count; on any page, in any language."""
    page = Page(language)
    content = one(report, yaml, rows, as_of, page)
    row = content.groups[0].rows[0]
    assert (row.symbol, row.status) == (
        SYMBOLS[Status(CALLED.get(status, status))],
        page.words(f"status.{status}"),
    )
    assert row.notes
    assert all(note.endswith(".") for note in row.notes)
    assert content.counts == ((f"{row.symbol} 1 {row.status}", row.style),)
    assert content.headline.endswith(".")


@pytest.mark.parametrize(
    ("value", "to_go", "needed", "so_far"),
    [("150", "50", "+17", "+25"), ("90", "110", "+37", "−5"), ("200", "reached", "–", "+50")],
)
def test_the_figures_of_a_row(report: Make, value: str, to_go: str, needed: str, so_far: str) -> None:
    """What is to go, what is needed a year and what a year brought so far."""
    row = one(report, UP, f"2017,{value},2018-01-01").groups[0].rows[0]
    assert tuple(row.cells[name].value for name in SHORT) == (to_go, needed, so_far)
    assert [*row.figures[:3]] == [
        "100 (2015)", f"{value} (2017)", "200 (2020)",
    ]  # fmt: skip


def test_a_decrease_needs_a_falling_value(report: Make) -> None:
    """The gap is positive; the change a year carries the sign of the value."""
    yaml = "unit: percent, direction: decrease, baseline: {period: 2015, value: 12%}"
    yaml += ", target: {period: 2020, value: 8%}"
    row = one(report, yaml, "2017,11,2018-01-01").groups[0].rows[0]
    assert tuple(row.cells[name].value for name in SHORT) == ("3\u00a0pp", "−1\u00a0pp", "−0.5\u00a0pp")


def test_a_label_stands_for_the_targets_number(report: Make) -> None:
    """`in use` instead of 100; without a figure no gap in numbers is made of it."""
    yaml = UP.replace("value: 200", "value: 200, label: {en: in use, nl: in gebruik}")
    row = one(report, yaml, "").groups[0].rows[0]
    assert (str(row.cells["target"]), row.cells["to_go"].value, row.cells["needed"].value) == (
        "in use (2020)",
        "–",
        "–",
    )


def test_a_band_shows_both_edges(report: Make) -> None:
    """20–30, and reached between them."""
    yaml = UP.replace("value: 200", "value: {min: 200, max: 300}")
    row = one(report, yaml, "2017,250,2018-01-01").groups[0].rows[0]
    assert row.figures[2:] == ("200–300 (2020)", "reached")


def test_a_relative_target_without_a_baseline_is_shown_as_typed(report: Make) -> None:
    """Nobody knows yet what it amounts to."""
    yaml = UP.replace(", value: 100", "").replace("value: 200", "value: verdubbeling")
    assert one(report, yaml, "").groups[0].rows[0].figures[2] == "verdubbeling (2020)"


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
        ((150,) * 4, "2018-12-31", "Four goals for 2020. All four are on track."),
    ],
)  # fmt: skip
def test_the_headline_is_the_whole_answer(
    report: Make, values: tuple[int | None, ...], as_of: str, headline: str
) -> None:
    """The gravest first, each in words."""
    rows = "".join(f"{name},2017,{v},2018-01-01,,\n" for name, v in zip("abcd", values, strict=True) if v)
    assert gap_report(report(GOALS, HEAD + rows, as_of), EN).headline == headline


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
    assert gap_report(found, Page(language)).headline == headline


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("en", "One of the four was met, perhaps late; the other three cannot be judged."),
        ("nl", "Een van de vier is gehaald, mogelijk te laat; de andere drie zijn niet te beoordelen."),
    ],
)
def test_the_headline_says_of_how_many_once_the_time_is_over(report: Make, language: str, headline: str) -> None:
    """The year opens it then, so that nothing has said how many there are."""
    found = report(GOALS, HEAD + "a,2021,250,2022-01-01,,\n", "2022-12-31")
    assert gap_report(found, Page(language)).headline.partition(". ")[2] == headline


def test_context_is_counted_and_hidden_until_asked_for(report: Make) -> None:
    """Goals stand alone; the rest is one line until `--all`."""
    found = report(GOALS + f"\n  e: {{title: E, {UP}}}", HEAD)
    assert [len(group.rows) for group in gap_report(found, EN).groups] == [4]
    assert gap_report(found, EN).context.startswith("1 more")
    assert [len(group.rows) for group in gap_report(found, EN, everything=True).groups] == [5]
    assert gap_report(found, EN, everything=True).context == ""


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
    assert gap_report(report(GOALS, HEAD + rows), EN).news == "2 goals have new figures since 30\u00a0September"
    assert gap_report(report(GOALS, HEAD), EN).news == "no new figures since 30\u00a0September"


def test_every_status_has_a_symbol() -> None:
    """And no colour stands alone."""
    assert SYMBOLS.keys() == set(Status) == {*SEVERITIES, Status.AWAITING}


def test_every_column_has_its_head(report: Make) -> None:
    """In every language: what fills a column in and its head go together."""
    for language in Language:
        content = one(report, UP, "2017,150,2018-01-01", page=Page(language))
        assert list(content.heads) == list(content.groups[0].rows[0].cells) == [*COLUMNS, *WIDE_COLUMNS]
        assert all(content.heads.values())


@pytest.mark.parametrize(
    ("language", "headline"), [("en", "Both were missed."), ("nl", "Beide zijn niet gehaald.")]
)
def test_two_of_two_are_both(report: Make, language: str, headline: str) -> None:
    """Nobody says “two of the two”."""
    two = "\n".join(GOALS.splitlines()[:3])
    rows = "a,2020,140,2021-01-01,,\nb,2020,190,2021-01-01,,\n"
    assert gap_report(report(two, HEAD + rows, "2021-12-31"), Page(language)).headline.endswith(f". {headline}")


@pytest.mark.parametrize(
    ("language", "row", "said"),
    [
        ("en", "a,2020,140,2021-01-01,,\na,2021,230,2022-01-01,,", "met late"),
        ("nl", "a,2020,140,2021-01-01,,\na,2021,230,2022-01-01,,", "te laat gehaald"),
        ("en", "a,2021,230,2022-01-01,,", "met, perhaps late"),
        ("nl", "a,2021,230,2022-01-01,,", "gehaald, mogelijk te laat"),
    ],
)
def test_what_is_met_late_has_one_name(*, report: Make, language: str, row: str, said: str) -> None:
    """In the headline, the label and the count; and after it nothing is still to go, whatever comes later."""
    goal = f"indicators:\n  a: {{title: A, goal: 1, {UP}}}"
    lost = f"{HEAD}{row}\na,2022,120,2023-01-01,,\n"
    content = gap_report(report(goal, lost, "2023-12-31"), Page(language))
    assert said in content.headline
    assert content.counts[0][0] == f"✓ 1 {said}"
    assert content.groups[0].rows[0].status == said
    assert content.groups[0].rows[0].cells["to_go"].value == Page(language).words("reached")


@pytest.mark.parametrize(
    ("language", "states"),
    [
        ("en", "5 activities: 2 done, 1 running, 2 not reported; 1 of them overdue"),
        ("nl", "5 activiteiten: 2 klaar, 1 bezig, 2 niet gemeld; 1 ervan over tijd"),
    ],
)
def test_activities_add_up_to_all(language: str, states: str) -> None:
    """What is overdue is in another state as well."""
    counted = {"done": 2, "running": 1, "planned": 0, "dropped": 0, "unreported": 2, "overdue": 1}
    assert counted_activities(counted, Page(language)) == states
