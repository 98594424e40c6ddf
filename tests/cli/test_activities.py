"""`hcroadmap activities`: who is next, as of any day."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ACTIVITIES = """\
activities:
  guide:
    title: {en: A guide, nl: Een gids}
    action_line: people
    owners: [Ministry]
    due: 2017-06-30
    updates: [{on: 2016-05-12, state: running}, {on: 2018-03-01, state: done}]
  market: {title: Job market, action_line: work, owners: [Platform, Ministry]}
"""


@pytest.fixture(autouse=True)
def activities(project: Path) -> None:
    """Two activities in the project of these tests."""
    (project / "config" / "activities.yaml").write_text(ACTIVITIES, encoding="utf-8")


def states(hcroadmap: Run, *arguments: str) -> dict[str, str]:
    """The state of each activity shown."""
    result = hcroadmap("activities", "--format", "json", *arguments)
    assert (result.code, result.err) == (0, "")
    return {activity["id"]: activity["state"] for activity in json.loads(result.out)["activities"]}


def test_any_day_can_be_asked_for(hcroadmap: Run) -> None:
    """Before and after an update; a quarter stands for its last day."""
    days = {day: states(hcroadmap, "--as-of", day)["guide"] for day in ("2016-05-11", "2016-Q2", "2018-03-01")}
    assert days == {"2016-05-11": "unreported", "2016-Q2": "running", "2018-03-01": "done"}


def test_choices(hcroadmap: Run) -> None:
    """By owner, by line, and what is late."""
    assert list(states(hcroadmap, "--owner", "Platform")) == ["market"]
    assert list(states(hcroadmap, "--owner", "Platform", "--owner", "Ministry")) == ["guide", "market"]
    assert list(states(hcroadmap, "--action-line", "people")) == ["guide"]
    assert list(states(hcroadmap, "--overdue", "--as-of", "2017-07-01")) == ["guide"]
    assert states(hcroadmap, "--overdue", "--as-of", "2017-06-30") == {}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--owner", "Ministri"], "hcroadmap: no owner is called “Ministri”\n  did you mean “Ministry”?\n"),
        (["--action-line", "peple"], "hcroadmap: no action line is called “peple”\n  did you mean “people”?\n"),
        (
            ["--owner", "Platform", "--action-line", "people"],
            "hcroadmap: nothing is selected: no activity fits all of these options\n",
        ),
    ],
)
def test_a_choice_that_chooses_nothing_is_refused(hcroadmap: Run, arguments: list[str], said: str) -> None:
    """With what was probably meant; that nothing is late is an answer, not a mistake."""
    assert hcroadmap("activities", *arguments) == (3, "", said)


def test_without_activities_it_says_where_to_declare_them(hcroadmap: Run, project: Path) -> None:
    """An empty list would look like an answer."""
    (project / "config" / "activities.yaml").unlink()
    said = "hcroadmap: no activity is declared\n  declare some in config/activities.yaml.\n"
    assert hcroadmap("activities") == (3, "", said)


def test_the_suffix_of_the_file_chooses_the_format(hcroadmap: Run, project: Path) -> None:
    """And `--format` goes before it."""
    assert hcroadmap("activities", "-o", "list.csv", "--as-of", "2017") == (0, "", "")
    assert (project / "list.csv").read_text(encoding="utf-8").splitlines()[1] == (
        "2017-12-31,guide,people,running,yes,2017-06-30,,,2016-05-12,Ministry,A guide"
    )
    hcroadmap("activities", "-o", "list.csv", "--format", "md", "--lang", "nl")
    assert "| Een gids." in (project / "list.csv").read_text(encoding="utf-8")


def test_the_table_is_what_one_gets(hcroadmap: Run) -> None:
    """In the language asked for."""
    result = hcroadmap("activities", "--lang", "nl", "--as-of", "2017-12-31")
    assert (
        result.out.splitlines()[1].strip("│ ")
        == "2 activiteiten: 1 bezig, 1 niet gemeld; 1 ervan over tijd. Voor één is geen datum afgesproken."
    )


def test_show_knows_activities(hcroadmap: Run) -> None:
    """By id, with did-you-mean among all that can be shown."""
    assert hcroadmap("show", "market").out.startswith("╭─ Job market ─")
    result = hcroadmap("show", "markt")
    assert (
        result.err
        == "hcroadmap: no indicator, action line or activity is called “markt”\n  did you mean “market”?\n"
    )


def test_an_update_says_where_it_was_reported(hcroadmap: Run, project: Path) -> None:
    """Given with the update, kept in the file, shown with the activity and in JSON; markup stays text."""
    source = 'Report "[b]3[/b]": https://example.org/a'
    told = ["--state", "running", "--on", "2018-05-01", "--source", source]
    assert hcroadmap("activities", "update", "market", *told).code == 0
    assert (project / "config" / "activities.yaml").read_text(encoding="utf-8").count("source: ") == 1
    assert 'Sources\n    Report "[b]3[/b]":\n      https://example.org/a\n' in hcroadmap("show", "market").out
    assert "example.org" not in hcroadmap("show", "market", "--as-of", "2018-04-30").out
    document = json.loads(hcroadmap("activities", "--format", "json").out)
    sources = [[update["source"] for update in activity["updates"]] for activity in document["activities"]]
    assert sources == [[None, None], [source]]


def test_status_tells_what_was_reported_since(hcroadmap: Run) -> None:
    """Below the action line, and as `activity_changes` in JSON."""
    arguments = ("status", "--since", "2017-12-31", "--as-of", "2018-12-31")
    assert "   Since 31\u00a0December\u00a02017: “A guide” is done.\n" in hcroadmap(*arguments).out
    document = json.loads(hcroadmap(*arguments, "--format", "json").out)
    assert document["activity_changes"] == [
        {"kind": "activity_reported", "on": "2018-03-01", "activity": "guide", "before": "running",
         "after": "done", "count": None, "entry": None, "entry_state": None, "late": False}
    ]  # fmt: skip
    assert document["activities"] == {
        "done": 1, "running": 0, "planned": 0, "dropped": 0, "unreported": 1, "overdue": 0,
    }  # fmt: skip


REGISTER = """\
activities:
  events:
    title: Events
    action_line: people
    count: {target: 5}
    register: [{name: {en: Fair, nl: Beurs}, on: 2018-05-01, recorded: 2018-07-02, state: done}]
  visits: {title: Visits, action_line: work, count: {unit: visits}, register: []}
"""


def test_what_was_entered_in_a_register_is_told_too(hcroadmap: Run, project: Path) -> None:
    """Also when it was written down late; each with its name."""
    (project / "config" / "activities.yaml").write_text(REGISTER, encoding="utf-8")
    arguments = ("status", "--since", "2018-06-30", "--as-of", "2018-12-31")
    assert "Sinds 30\u00a0juni\u00a02018: “Events”: Beurs is klaar.\n" in hcroadmap(*arguments, "--lang", "nl").out
    (told,) = json.loads(hcroadmap(*arguments, "--format", "json").out)["activity_changes"]
    assert [told[key] for key in ("activity", "on", "before", "after", "entry", "entry_state", "late")] == [
        "events", "2018-07-02", "unreported", "running", {"en": "Fair", "nl": "Beurs"}, "done", True,
    ]  # fmt: skip


def test_an_empty_register_says_so(hcroadmap: Run, project: Path) -> None:
    """Nothing entered is not nothing done: no number is shown."""
    (project / "config" / "activities.yaml").write_text(REGISTER, encoding="utf-8")
    shown = hcroadmap("show", "visits").out
    assert "The register is empty." in shown
    assert "0 " not in shown.splitlines()[3]


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("loopt", "running"),
        ("Bezig", "running"),
        ("klaar", "done"),
        ("gepland", "planned"),
        ("vervallen", "dropped"),
    ],
)
def test_a_state_is_understood_in_dutch(hcroadmap: Run, typed: str, state: str) -> None:
    """As `activities` shows it, or as reports put it."""
    code, out, _ = hcroadmap("activities", "update", "market", "--state", typed, "--on", "gisteren", "--dry-run")
    assert (code, f"state: {state}" in out) == (0, True)
