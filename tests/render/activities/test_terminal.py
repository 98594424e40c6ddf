"""The activities on every width of screen, in both languages and in each format."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len

from hcroadmap.assess.activities import Agenda, agenda
from hcroadmap.assess.assessment import assess
from hcroadmap.read.load import load
from hcroadmap.render.activities import terminal as agenda_terminal
from hcroadmap.render.activities.content import AgendaRow, AgendaTable, agenda_table
from hcroadmap.render.formats import agenda_text
from hcroadmap.render.formats import show_text as show
from hcroadmap.render.language.page import Page
from tests.letters import in_letters_of

Project = Callable[[dict[str, str]], Path]
ROOT = Path(__file__).parents[3]
TARGETS = """\
roadmap: {id: twente, title: {en: Twente agenda, nl: Agenda Twente}}
action_lines: {people: {title: {en: People, nl: Mensen}}, work: {title: {en: Work, nl: Werk}}}
indicators:
  pact:
    title: {en: The pact, nl: Het pact}
    kind: milestones
    action_line: work
    activities: {text: 2, desk: 1}
"""
ACTIVITIES = """\
scoped_owners: [Group]
activities:
  events:
    title: {en: Five events, nl: Vijf bijeenkomsten}
    action_line: people
    owners: [Group, Saxion]
    kind: count
    count: {target: 5, unit: {en: events, nl: bijeenkomsten}}
    register:
      - {name: Open evening, on: 2016-05-12, state: done, partners: [Saxion]}
      - {name: Job market, on: 2016-06-01, state: planned, note: in the spring}
      - {name: Fair, on: 2018-02-01, state: done}
  guide: {title: {en: A guide, nl: Een gids}, action_line: people, owners: [Group], due: 2017-06-30}
  talks: {title: {en: Talks, nl: Gesprekken}, action_line: people}
  text:
    title: {en: Write the text, nl: De tekst schrijven}
    action_line: work
    owners: [Group]
    wording: De tekst schrijven.
    lines: "12"
    due: 2016-12-31
    updates:
      - {on: 2016-03-01, state: running, note: {en: first draft, nl: eerste concept}}
      - {on: 2017-02-01, state: done}
  desk: {title: {en: Open a desk, nl: Een loket openen}, action_line: work, owners: [Saxion], due: 2018-12-31}
  loose: {title: Loose, owners: ["=cmd()"], updates: [{on: 2016-01-01, state: dropped}]}
"""
TOLD = "6 activities: 1 done, 1 running, 1 dropped, 3 not reported; 1 of them overdue. For 3 no date was agreed."
NONE = "No activity is overdue. For 3 of all 6 no date was agreed, so they never are."
EN, NL = Page("en"), Page("nl")


@pytest.fixture
def on(write_project: Project) -> Callable[[str], Agenda]:
    """A function that gives the activities as of a day."""
    roadmap, findings = load(write_project({"targets.yaml": TARGETS, "config/activities.yaml": ACTIVITIES}))
    assert roadmap is not None, findings
    assert findings == []
    return lambda day: agenda(roadmap, date.fromisoformat(day))


def rows_of(table: AgendaTable) -> dict[str, AgendaRow]:
    return {row.id: row for group in table.groups for row in group.rows}


def test_overdue_comes_first_and_finished_last(on: Callable[[str], Agenda]) -> None:
    """Then what is due next; what has no date keeps the order of the file."""
    table = agenda_table(on("2018-01-31"), EN)
    assert [[row.id for row in group.rows] for group in table.groups] == [
        ["guide", "events", "talks"],
        ["desk", "text"],
        ["loose"],
    ]
    assert [group.title for group in table.groups] == ["People", "Work", "Other"]


def test_before_and_after_an_update_differ(on: Callable[[str], Agenda]) -> None:
    """The day before a report nobody knew it."""
    before, after = (rows_of(agenda_table(on(day), EN))["text"] for day in ("2017-01-31", "2017-02-01"))
    assert (before.label, before.style, before.due) == ("! overdue, running", "bad", "31 December 2016")
    assert before.reports == ("Reported 1 March 2016: first draft",)
    assert (after.label, after.style, after.reports) == ("✓ done", "good", ("Reported 1 February 2017.",))


def test_nothing_is_green_before_it_is_done(on: Callable[[str], Agenda]) -> None:
    """What nobody reported is as unsure and says so, what has no date says that; only what is done is good."""
    rows = rows_of(agenda_table(on("2016-12-01"), EN))
    assert {name: row.style for name, row in rows.items()} == {
        "events": "", "guide": "unsure", "talks": "unsure", "text": "", "desk": "unsure", "loose": "faint",
    }  # fmt: skip
    assert (rows["talks"].label, rows["talks"].due) == ("? not reported", "no date agreed")
    assert rows["talks"].owners == "no owner named"


def test_a_register_is_counted_and_summed_up(on: Callable[[str], Agenda]) -> None:
    """One of five by the end of 2016, two later; before anything was entered the number is not known."""
    counts = [
        rows_of(agenda_table(on(day), EN))["events"].count for day in ("2016-05-11", "2016-12-31", "2018-12-31")
    ]
    assert counts == ["– of 5", "1 of 5", "2 of 5"]
    assert rows_of(agenda_table(on("2016-12-31"), NL))["events"].reports == (
        "In het register: 1 gepland, 1 klaar.",
    )


@pytest.mark.parametrize(
    ("day", "headline", "first"),
    [
        ("2015-12-31", "6 activities; nothing was reported on any of them. For 3 no date was agreed.",
         "Next: Group, on “Write the text”, due 31 December 2016."),
        ("2018-01-31", TOLD,
         "Next: Group, on “A guide”, due 30 June 2017."),
    ],
)  # fmt: skip
def test_the_answer_is_one_sentence(on: Callable[[str], Agenda], day: str, headline: str, first: str) -> None:
    """How many, how far, how many late; and who is next."""
    table = agenda_table(on(day), EN)
    assert (table.headline, table.next) == (headline, first)


def test_a_name_that_may_be_several_parties_says_of_which_line_it_is(on: Callable[[str], Agenda]) -> None:
    """Only where lines are mixed: in a list of one owner."""
    mixed = agenda_table(on("2018-01-31").select(owners={"Group"}), EN)
    assert [row.owners for row in rows_of(mixed).values()] == [
        "Group (People line)",
        "Group (People line), Saxion",
        "Group (Work line)",
    ]
    assert mixed.remarks[0] == "“Group” may be another party on each action line."
    assert rows_of(agenda_table(on("2018-01-31"), EN))["guide"].owners == "Group"


def test_it_says_that_nothing_is_added_up(on: Callable[[str], Agenda]) -> None:
    """But for the goal that is made of its activities."""
    assert agenda_table(on("2018-01-31"), EN).remarks == (
        "What is done here is not added up into a goal, except in “The pact”, which is made of its activities.",
    )


def test_selections(on: Callable[[str], Agenda]) -> None:
    """By line, by owner, and what is late; together they narrow."""
    day = on("2018-01-31")
    assert [s.id for s in day.select(overdue=True).standings] == ["guide"]
    assert [s.id for s in day.select(owners={"Saxion"}).standings] == ["events", "desk"]
    assert [s.id for s in day.select(owners={"Saxion"}, action_lines={"work"}).standings] == ["desk"]
    none = agenda_table(day.select(owners={"Saxion"}, overdue=True), EN)
    assert (none.headline, none.groups, none.next) == (NONE, (), "")
    assert "Overdue" not in agenda_terminal.render(day.select(owners={"Saxion"}, overdue=True), EN)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("width", [30, 40, 60, 80, 100, 119, 120, 140, None])
@pytest.mark.parametrize("real", [False, True])
def test_no_line_is_wider_than_the_page(
    on: Callable[[str], Agenda], width: int | None, language: str, *, real: bool
) -> None:
    """And nothing is lost on the way: every word of every title is there."""
    content = on("2018-01-31")
    if real:
        roadmap, _ = load(ROOT)
        assert roadmap is not None
        content = agenda(roadmap, date(2018, 1, 31))
    page = Page(language, width)
    text = agenda_terminal.render(content, page)
    assert max(map(cell_len, text.splitlines())) < (width or 101)
    for standing in content.standings:
        for word in page.text(standing.activity.title).split():
            assert word in text or (width or 99) < 60


@pytest.mark.parametrize(("width", "language"), [(60, "nl"), (80, "en"), (80, "nl"), (140, "en"), (None, "nl")])
def test_screens(
    on: Callable[[str], Agenda], compare: Callable[[Path, str], None], width: int | None, language: str
) -> None:
    """As agreed, to the letter."""
    text = agenda_terminal.render(on("2018-01-31"), Page(language, width))
    compare(Path(__file__).parent / "expected" / f"{width or 'pipe'}-{language}.txt", text)


@pytest.mark.parametrize(("width", "encoding"), [(80, "ascii"), (140, "cp1252")])
def test_plain_terminals_get_plain_letters(on: Callable[[str], Agenda], width: int, encoding: str) -> None:
    """A sign for a sign."""
    text = agenda_terminal.render(on("2018-01-31"), Page("en", width, encoding=encoding))
    assert in_letters_of(encoding, text)


def test_colour_goes_with_a_word(on: Callable[[str], Agenda]) -> None:
    """Escapes only where the page allows them."""
    coloured = agenda_terminal.render(on("2018-01-31"), Page("en", 80, colour=True))
    assert "\x1b[1;31m! overdue\x1b[0m" in coloured
    assert "\x1b[36m? not reported\x1b[0m" in coloured
    assert "\x1b" not in agenda_terminal.render(on("2018-01-31"), Page("en", 80))


def test_json(on: Callable[[str], Agenda]) -> None:
    """`hcroadmap.activities/1`: ids, days, plain numbers, `null` for the unknown; the future is not there."""
    document = json.loads(agenda_text("json", on("2017-01-31"), NL))
    activities = {activity["id"]: activity for activity in document["activities"]}
    assert [document[key] for key in ("schema", "roadmap", "as_of", "scoped_owners")] == [
        "hcroadmap.activities/1", "twente", "2017-01-31", ["Group"],
    ]  # fmt: skip
    assert document["summary"] == {
        "done": 0,
        "running": 2,
        "planned": 0,
        "dropped": 1,
        "unreported": 3,
        "overdue": 1,
    }
    assert [activities["text"][key] for key in ("state", "overdue", "due", "count", "counted_by")] == [
        "running", True, "2016-12-31", None, None,
    ]  # fmt: skip
    assert [update["on"] for update in activities["text"]["updates"]] == ["2016-03-01"]
    assert [activities["events"][key] for key in ("count", "target", "counted_by")] == [1, 5, "register"]
    assert activities["events"]["register"][0] == {
        "name": {"und": "Open evening"}, "on": "2016-05-12", "recorded": None, "state": "done",
        "partners": ["Saxion"],
        "members": {}, "source": None, "note": None,
    }  # fmt: skip


def test_csv_and_plain(on: Callable[[str], Agenda]) -> None:
    """One activity a row, in codes; no formula reaches a spreadsheet."""
    rows = list(csv.reader(StringIO(agenda_text("csv", on("2017-01-31"), NL))))
    assert rows[0] == ["as_of", "activity", "action_line", "state", "overdue", "due", "count", "target",
                       "reported",
                       "owners", "title"]  # fmt: skip
    assert rows[1] == ["2017-01-31", "events", "people", "running", "no", "", "1", "5", "", "Group; Saxion",
                       "Vijf bijeenkomsten"]  # fmt: skip
    assert rows[-1][-2:] == ["'=cmd()", "Loose"]
    plain = agenda_text("plain", on("2017-01-31"), EN).splitlines()
    assert plain[4].split("\t") == ["text", "work", "running", "yes", "2016-12-31", "", "", "2016-03-01", "Group",
                                    "Write the text"]  # fmt: skip
    assert len(plain) == len(rows) == 7


def test_markdown(on: Callable[[str], Agenda], compare: Callable[[Path, str], None]) -> None:
    """A table for each action line."""
    text = agenda_text("md", on("2018-01-31"), EN)
    compare(Path(__file__).parent / "expected" / "report-en.md", text)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("name", ["events", "text", "talks"])
def test_one_activity_in_full(
    write_project: Project, compare: Callable[[Path, str], None], name: str, language: str
) -> None:
    """Its wording, its history, its register, and what it counts for."""
    roadmap, _ = load(write_project({"targets.yaml": TARGETS, "config/activities.yaml": ACTIVITIES}))
    assert roadmap is not None
    report = assess(roadmap, date(2018, 1, 31))
    text = show(name, report, "text", Page(language, 80))
    compare(Path(__file__).parent / "expected" / f"show-{name}-{language}.txt", text)
    assert json.loads(show(name, report, "json", EN))["activities"][0]["id"] == name
    assert show(name, report, "md", EN).startswith("# ")


def test_a_goal_made_of_activities_shows_their_weights(write_project: Project) -> None:
    """Those that count for it, and nothing of the rest; other goals say that activities are not added up."""
    roadmap, _ = load(write_project({"targets.yaml": TARGETS, "config/activities.yaml": ACTIVITIES}))
    assert roadmap is not None
    text = show("pact", assess(roadmap, date(2018, 1, 31)), "text", Page("en", 100), full=True)
    assert "What this goal is made of" in text
    assert "done          31 December 2016       2  Write the text  Group" in text
    assert "Talks" not in text
