"""The 29 activities of the roadmap are all there, as the source has them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from hcroadmap.model.activity import Activity
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.model.vocabulary import ActivityState, EntryState
from hcroadmap.read.load import load

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "tests" / "cases" / "activities-source.txt"
"""The activity tables of the roadmap's text, each line behind its number."""

CATALOGUE = ROOT / "tests" / "cases" / "activities-catalogue.txt"
ROWS = [tuple(row.split(" | ")) for row in CATALOGUE.read_text(encoding="utf-8").splitlines()[1:]]
TARGETS = {"ei-pilots": 9, "ei-mbo-lectors": 1, "in-agendas": 1, "in-legal": 3, "in-events": 5, "in-languages": 2,
           "ft-labour-pilots": 6, "ft-exchange": 3}  # fmt: skip


@pytest.fixture(scope="module")
def roadmap() -> Roadmap:
    read, findings = load(ROOT)
    assert read is not None, findings
    return read


def test_none_is_lost_or_added(roadmap: Roadmap) -> None:
    """29 activities: 8, 7, 9 and 5, in the order of the source."""
    assert list(roadmap.activities) == [row[0] for row in ROWS]
    lines = [activity.action_line for activity in roadmap.activities.values()]
    assert [lines.count(line) for line in roadmap.action_lines] == [8, 7, 9, 5]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_titles_and_owners_are_those_of_the_catalogue(row: tuple[str, ...], roadmap: Roadmap) -> None:
    """In both languages, with every owner in the source's order."""
    name, line, english, dutch, owners = row
    activity = roadmap.activities[name]
    titles = activity.title.in_language("en"), activity.title.in_language("nl")
    assert (activity.action_line, *titles) == (line, english, dutch)
    assert list(activity.owners) == owners.split("; ")


@pytest.mark.parametrize("name", [row[0] for row in ROWS])
def test_the_wording_is_the_source_s_own(name: str, roadmap: Roadmap) -> None:
    """Letter for letter, where it says it stands; only the breaks of lines are undone."""
    activity = roadmap.activities[name]
    assert activity.wording is not None
    assert bare(activity.wording) in bare(quoted(activity))


def quoted(activity: Activity) -> str:
    """The lines of the source that an activity refers to."""
    lines = dict(line.split("\t", 1) for line in SOURCE.read_text(encoding="utf-8").splitlines())
    ranges = [part.partition("-") for part in (activity.lines or "").split(", ")]
    numbers = [number for first, _, last in ranges for number in range(int(first), int(last or first) + 1)]
    return "".join(lines[str(number)] for number in numbers)


def bare(text: str) -> str:
    """A text without what setting it in lines changes: spaces and hyphens."""
    return re.sub(r"[\s-]", "", text)


def test_numbers_stand_only_where_the_source_gives_one(roadmap: Roadmap) -> None:
    """Where it gives none there is no target, and nothing is invented."""
    targets = {name: activity.target for name, activity in roadmap.activities.items()}
    assert {name: target for name, target in targets.items() if target is not None} == TARGETS


def test_nothing_is_dated(roadmap: Roadmap) -> None:
    """The source has no end date, so the tool may show none."""
    assert not any(activity.due for activity in roadmap.activities.values())


def test_what_was_reported_names_an_activity_and_its_source(roadmap: Roadmap) -> None:
    """The reports of 2017 and 2018 speak of two activities, both running; no other is called anything."""
    updates = {name: activity.updates for name, activity in roadmap.activities.items() if activity.updates}
    days = {name: [update.on.isoformat() for update in told] for name, told in updates.items()}
    assert days == {"ll-vision": ["2017-09-30"], "ll-initiatives": ["2017-06-26", "2018-01-23"]}
    for update in (update for told in updates.values() for update in told):
        assert update.state is ActivityState.RUNNING
        assert update.note is not None
        assert "https://" in (update.source or "")
    silent = [one for name, one in roadmap.activities.items() if name not in updates and one.entries is None]
    assert {activity.state_on(date.max) for activity in silent} == {ActivityState.UNREPORTED}


def test_five_candidates_fill_none_of_nine_slots(roadmap: Roadmap) -> None:
    """Footnote 10 names examples, not pilots that were chosen; events and visits have registers, still empty."""
    pilots = roadmap.activities["ei-pilots"]
    assert [entry.state for entry in pilots.entries or ()] == [EntryState.CANDIDATE] * 5
    assert roadmap.activities["in-events"].entries == ()
    assert roadmap.activities["ei-site-visits"].entries == ()
