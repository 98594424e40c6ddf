"""An activity is what was known of it on a day."""

from __future__ import annotations

from datetime import date

import pytest

from hcroadmap.model.activity import Activity
from hcroadmap.model.vocabulary import ActivityState, EntryState

UPDATES = [
    {"on": "2018-03", "state": "done", "count": "5"},
    {"on": "2016-05-12", "state": "running", "count": "1", "note": "één evenement"},
]
DUE = Activity.model_validate({"title": "Vijf evenementen", "due": "2017", "updates": UPDATES})


@pytest.mark.parametrize(
    ("day", "state", "count", "overdue"),
    [
        (date(2016, 5, 11), ActivityState.UNREPORTED, None, False),
        (date(2016, 5, 12), ActivityState.RUNNING, 1, False),
        (date(2017, 12, 31), ActivityState.RUNNING, 1, False),
        (date(2018, 1, 1), ActivityState.RUNNING, 1, True),
        (date(2018, 3, 30), ActivityState.RUNNING, 1, True),
        (date(2018, 3, 31), ActivityState.DONE, 5, False),
    ],
)
def test_replay(day: date, state: ActivityState, count: int | None, *, overdue: bool) -> None:
    """Any past day can be asked for; updates may be written in any order, and later ones are not known yet."""
    update = DUE.latest_update(day)
    assert (DUE.state_on(day), update.count if update else None, DUE.is_overdue(day)) == (state, count, overdue)


def test_dropped_and_undated_activities_are_never_overdue() -> None:
    """Only a promise with a day can be late."""
    dropped = Activity.model_validate(
        {"title": "x", "due": "2016", "updates": [{"on": "2016", "state": "dropped"}]}
    )
    undated = Activity.model_validate({"title": "x"})
    assert not dropped.is_overdue(date(2020, 1, 1))
    assert not undated.is_overdue(date(2020, 1, 1))


def test_two_updates_of_one_day_count_in_the_order_written() -> None:
    """The line below corrects the line above."""
    twice = [{"on": "2016-05-12", "state": "done"}, {"on": "2016-05-12", "state": "running"}]
    activity = Activity.model_validate({"title": "x", "updates": twice})
    assert activity.state_on(date(2016, 5, 12)) is ActivityState.RUNNING


REGISTER = Activity.model_validate(
    {
        "title": "Pilots",
        "count": {"target": "5", "states": ["running", "done"]},
        "register": [
            {"name": "Pilot A", "on": "2017-01-01", "state": "done", "recorded": "2018-01-01"},
            {"name": "pilot a", "on": "2016-01-01", "state": "running"},
            {"name": {"nl": "Proef B", "en": "Pilot B"}, "on": "2016-06-01", "state": "candidate"},
        ],
    }
)


@pytest.mark.parametrize(
    ("day", "states", "count", "state"),
    [
        (date(2015, 12, 31), [], None, ActivityState.UNREPORTED),
        (date(2016, 1, 1), ["running"], 1, ActivityState.RUNNING),
        (date(2016, 6, 1), ["running", "candidate"], 1, ActivityState.RUNNING),
        (date(2017, 1, 1), ["done", "candidate"], 1, ActivityState.RUNNING),
    ],
)
def test_a_register_is_replayed(day: date, states: list[str], count: int | None, state: ActivityState) -> None:
    """The newest line about each thing counts, in whatever case its name was typed."""
    assert [entry.state for entry in REGISTER.entries_on(day)] == states
    assert (REGISTER.count_on(day), REGISTER.state_on(day), REGISTER.target) == (count, state, 5)


def test_what_was_written_down_later_was_not_known() -> None:
    """An entry or update counts as new from the day on which it was recorded."""
    known = REGISTER.as_noticed(date(2017, 6, 1))
    assert [entry.state for entry in known.entries_on(date(2017, 6, 1))] == ["running", "candidate"]
    assert DUE.as_noticed(date(2016, 5, 12)).updates == DUE.updates[:1]
    late = Activity.model_validate(
        {"title": "x", "updates": [{"on": "2016", "state": "done", "recorded": "2017"}]}
    )
    assert late.as_noticed(date(2016, 12, 31)).updates == ()
    assert late.as_noticed(date(2017, 12, 31)).updates == late.updates


def test_counts_without_a_register_are_those_reported() -> None:
    """The last number that somebody gave; none when nobody did."""
    assert [DUE.count_on(day) for day in (date(2016, 1, 1), date(2017, 1, 1), date(2018, 12, 31))] == [None, 1, 5]
    assert DUE.target is None


ENTRIES = [
    {"name": {"en": "Pilot A", "nl": "Proef A"}, "on": "2015-12", "state": "candidate", "partners": ["HAN"]},
    {"name": "Pilot B", "on": "2015-12", "state": "candidate"},
    {"name": "pilot a", "on": "2017-02-01", "state": "running", "members": {"sector": "Energie"}},
    {"name": "Pilot A", "on": "2018-02-01", "state": "done"},
    {"name": "Pilot B", "on": "2018-03-01", "state": "dropped"},
]
COUNT = {"target": "9", "states": ["running", "done"]}
PILOTS = Activity.model_validate({"title": "Negen pilots", "count": COUNT, "register": ENTRIES})


@pytest.mark.parametrize(
    ("day", "count", "states", "state"),
    [
        (date(2015, 12, 30), None, [], ActivityState.UNREPORTED),
        (date(2015, 12, 31), 0, ["candidate", "candidate"], ActivityState.UNREPORTED),
        (date(2017, 2, 1), 1, ["running", "candidate"], ActivityState.RUNNING),
        (date(2018, 12, 31), 1, ["done", "dropped"], ActivityState.RUNNING),
    ],
)
def test_a_register_counts(day: date, count: int | None, states: list[str], state: ActivityState) -> None:
    """Each thing counts once, by its newest state; candidates are none yet, and what runs makes the whole run."""
    assert PILOTS.count_on(day) == count
    assert [str(entry.state) for entry in PILOTS.entries_on(day)] == states
    assert PILOTS.state_on(day) is state


def test_a_later_line_of_a_register_keeps_what_was_known() -> None:
    """An update needs to say only what is new."""
    entry = PILOTS.entries_on(date(2018, 12, 31))[0]
    assert entry.name.in_language("nl") == "Proef A"
    assert (entry.partners, entry.members, entry.state) == (("HAN",), {"sector": "Energie"}, EntryState.DONE)


def test_only_what_is_done_counts_unless_said_otherwise() -> None:
    """A visit that is still to come is none; an empty register knows nothing, which is not zero."""
    running = Activity.model_validate({"title": "x", "register": [ENTRIES[2]]})
    assert running.count_on(date(2020, 1, 1)) == 0
    assert Activity.model_validate({"title": "x", "register": []}).count_on(date(2020, 1, 1)) is None


def test_the_last_count_told_stays_until_another_is() -> None:
    """A report without a number does not take the number back."""
    updates = [{"on": "2016", "state": "running", "count": "3"}, {"on": "2017", "state": "done"}]
    activity = Activity.model_validate({"title": "x", "updates": updates})
    assert [activity.count_on(date(year, 12, 31)) for year in (2015, 2016, 2017)] == [None, 3, 3]


def test_what_was_written_down_later_was_not_there_before() -> None:
    """A report typed in late is told from the day it could be read."""
    updates = [{"on": "2016-05-12", "recorded": "2016-07-01", "state": "done"}]
    late = [{"name": "Open avond", "on": "2016-05-12", "recorded": "2016-07-02", "state": "done"}]
    activity = Activity.model_validate({"title": "x", "updates": updates, "register": late})
    assert activity.as_noticed(date(2016, 6, 30)).state_on(date(2016, 6, 30)) is ActivityState.UNREPORTED
    assert activity.as_noticed(date(2016, 7, 1)).state_on(date(2016, 7, 1)) is ActivityState.DONE
    assert activity.as_noticed(date(2016, 7, 1)).entries == ()
    assert [update.noticed_on for update in activity.updates] == [date(2016, 7, 1)]
    assert [entry.noticed_on for entry in activity.entries or ()] == [date(2016, 7, 2)]
