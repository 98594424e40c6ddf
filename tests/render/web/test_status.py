"""The page before the meeting: what stands on it, and that texts from files stay text."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from hcroadmap import __version__
from hcroadmap.assess.assessment import Report, assess
from hcroadmap.assess.commentary import in_memo
from hcroadmap.read.load import load
from hcroadmap.render.formats import show_text, status_text
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.verdict import verdict_label
from tests.conftest import Compare
from tests.render.web.elements import Elements, assert_harmless

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden"
AS_OF = date(2018, 12, 31)


def report_of(project: Path, day: date = AS_OF, since: date | None = None) -> Report:
    roadmap, findings = load(project)
    assert roadmap is not None, findings
    return assess(roadmap, day)._replace(since=since)


def cards(page: str) -> list[str]:
    """The text of each card."""
    return [Elements(f"<article>{part}").text for part in page.split("<article")[1:]]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("day", ["2016-12-31", "2019-12-31", "2026-11-23"])
def test_a_card_for_each_goal_in_the_order_of_the_roadmap(day: str, language: str) -> None:
    """With its action line, its title and its verdict as symbol and words."""
    report, page = report_of(ROOT, date.fromisoformat(day)), Page(language)
    text = status_text("html", report, page)
    found = cards(text)
    for card, one in zip(found, in_memo(report), strict=True):
        line = report.roadmap.action_lines[one.indicator.action_line or ""]
        for told in (line.title.in_language(language), one.indicator.title.in_language(language)):
            assert told in card
        assert verdict_label(one, page) in card
    assert_harmless(text)
    assert f'<html lang="{"nl-NL" if language == "nl" else "en-GB"}">' in text
    assert f"hcroadmap {__version__}" in text


def test_a_card_answers_what_is_asked_in_a_meeting() -> None:
    """Figures with their periods, the arithmetic in a sentence, what changed, who is next, and what was chosen."""
    report = report_of(ROOT, date(2016, 12, 31), since=date(2016, 9, 30))
    card = cards(status_text("html", report, Page()))[2]
    places = [card.index(told) for told in (
        "Internationalisation", "Foreign students who stay\xa0†", "▼ reversing", "Baseline38%2014",
        "Latest36%2015", "Target40%2020", "To go4\xa0pp", "needs +0.8\xa0pp per year",
        "Since 30\xa0September\xa02016: 42% (2013) and 36% (2015) are new; the verdict was “no data”.",
        "Next Topsectoren: an explanation, a measure and a person responsible",
        "9 activities, none reported", "† Chosen here", "Baseline year 2014", "Sources",
    )]  # fmt: skip
    assert places == sorted(places)


def test_nothing_changed_is_not_told_where_nobody_asked() -> None:
    """Without a day to compare with, a card has no such line."""
    assert "Since" not in "".join(cards(status_text("html", report_of(ROOT, date(2016, 12, 31)), Page())))


def test_a_goal_without_a_figure_has_no_chart() -> None:
    """Three of the four have one."""
    assert status_text("html", report_of(ROOT, date(2019, 12, 31)), Page()).count("<svg") == 3


ACTIVITIES = """\
activities:
  later: {title: Planned for later, action_line: a, owners: [Ann], due: 2019-06-01}
  gone: {title: Long overdue, action_line: a, owners: [Bob], due: 2018-03-01}
  busy: {title: Under way, action_line: a, owners: [Cas], updates: [{on: 2018-05-01, state: running, note: Half.}]}
  done: {title: Done already, action_line: a, owners: [Dee], updates: [{on: 2018-05-01, state: done}]}
  vague: {title: Never reported, action_line: a, owners: [Eve]}
"""
TARGETS = """\
action_lines: {a: {title: Line}}
indicators:
  x: {title: X, action_line: a, unit: places, direction: increase, owner: Board,
      baseline: {period: 2015, value: 10}, target: {period: 2020, value: 20}}
  y: {title: Y, action_line: a, unit: places, direction: increase, owner: Board,
      baseline: {period: 2015, value: 10}, target: {period: 2020, value: 20}}
"""
ROWS = "indicator,period,value,published\nx,2017,11,2018-01-01\ny,2017,15,2018-01-01\n"
FILES = {"targets.yaml": TARGETS, "config/activities.yaml": ACTIVITIES, "config/measurements/all.csv": ROWS}
SAID = "explanations: {x: {text: Why., measure: A fair each spring., who: Eve}}"
Write = Callable[[dict[str, str]], Path]


def test_overdue_activities_stand_first_then_what_runs_and_what_is_next(write_project: Write) -> None:
    """Once, in the last card of their action line; the others are folded."""
    text = status_text("html", report_of(write_project(FILES)), Page())
    first, last = cards(text)
    assert "Long overdue" not in first
    shown, folded = last.split("and 2 more")
    order = [shown.index(title) for title in ("Long overdue", "Under way", "Planned for later")]
    assert order == sorted(order)
    assert "! overdue" in shown
    assert "Bob" in shown
    assert "Half." in shown
    assert "Never reported" in folded
    assert "Done already" in folded


def test_who_is_next_carries_out_the_measure_once_there_is_one(write_project: Write) -> None:
    """Until then the owner explains; a goal on track asks nobody for anything."""
    before = cards(status_text("html", report_of(write_project(FILES)), Page()))
    after = cards(status_text("html", report_of(write_project({"config/commentary/2018-Q4.yaml": SAID})), Page()))
    assert "Next Board: an explanation, a measure and a person responsible" in before[0]
    assert "Next Eve: A fair each spring." in after[0]
    assert "Next" not in before[1]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{brace} ${title} $$ %s", 'a" onclick="b', "&lt;b&gt;"]
)
def test_a_title_is_shown_as_it_was_typed(write_project: Write, text: str) -> None:
    """Whatever it looks like, also to the template of the page."""
    files = FILES | {"targets.yaml": TARGETS.replace("title: X,", f"title: {json.dumps(text)},")}
    page = status_text("html", report_of(write_project(files)), Page())
    assert text in assert_harmless(page).text


HOSTILE = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1, max_size=30
)
ADDRESS = st.sampled_from(
    ["javascript:alert(1)", "https://a.nl/\"onclick='x'", "data:text/html,x", "//a.nl", " https://b"]
)


@settings(max_examples=40)
@given(texts=st.lists(HOSTILE, min_size=8, max_size=8), address=ADDRESS)
@example(texts=['"><img src=x onerror=alert(1)>'] * 8, address="javascript:alert(1)")
@example(texts=["</title></style><script>"] * 8, address='https://a.nl/"><script>')
@example(texts=["x javascript:alert(1)"] * 8, address="JaVaScRiPt:alert(1)")
def test_hostile_texts_stay_text(texts: list[str], address: str) -> None:
    """Titles, units, owners, definitions, choices, notes, sources and addresses, on every page."""
    title, unit, owner, definition, choice, activity, note, source = (
        json.dumps(text, ensure_ascii=False) for text in texts
    )
    targets = {
        "roadmap": f"{{id: r, title: {title}}}",
        "action_lines": f"{{a: {{title: {title}, note: {note}}}}}",
        "indicators": f"{{x: {{title: {title}, action_line: a, unit: {unit}, direction: increase, owner: {owner},"
        f" definition: d, definitions: {{d: {definition}}}, choices: [{choice}], source: {source},"
        f" baseline: {{period: 2015, value: 1}}, target: {{period: 2020, value: 2}}}}}}",
    }
    row = ["x", "2017", "1.5", "2018-01-01", texts[7], address, texts[6]]
    cells = ",".join('"' + cell.replace('"', '""') + '"' for cell in row)
    files = {
        "targets.yaml": "".join(f"{key}: {content}\n" for key, content in targets.items()),
        "config/activities.yaml": f"activities: {{b: {{title: {activity}, action_line: a, owners: [{owner}],"
        f" due: 2018-01-01, updates: [{{on: 2017-01-01, state: running, note: {note}}}]}}}}\n",
        "config/measurements/all.csv": f"indicator,period,value,published,source,url,note\n{cells}\n",
    }
    with TemporaryDirectory() as folder:
        for path, content in files.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
        roadmap, _ = load(Path(folder))
    assume(roadmap is not None)  # some texts are refused, such as a unit that is a number
    assert roadmap is not None
    report = assess(roadmap, AS_OF)._replace(since=date(2017, 1, 1))
    page = status_text("html", report, Page())
    assert Page().text(roadmap.indicators["x"].title) in assert_harmless(page).text
    for name in ("x", "a", "b"):
        assert_harmless(show_text(name, report, "html", Page()))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_of_the_golden_project(compare: Compare, language: str) -> None:
    """Split by level, with what changed; an element on each line."""
    report = report_of(GOLDEN / "project", AS_OF, since=date(2018, 6, 30))._replace(by="level")
    text = status_text("html", report, Page(language)).replace(f"hcroadmap {__version__}", "hcroadmap VERSION")
    body = text[text.index("<main>") :].replace("><", ">\n<")
    compare(GOLDEN / "expected" / f"page-{language}.html", body)


def test_the_same_files_give_the_same_page() -> None:
    """No clock in it."""
    first, second = (status_text("html", report_of(ROOT, date(2019, 12, 31)), Page()) for _ in range(2))
    assert first == second


def test_everything_and_nothing_but_goals() -> None:
    """With `--all`, indicators that are not goals have a card too."""
    report = report_of(ROOT, date(2019, 12, 31))
    goals, everything = (status_text("html", report, Page(), everything=all_) for all_ in (False, True))
    assert (goals.count("<article"), everything.count("<article")) == (4, len(report.assessments))
