"""A milestone indicator is the share, by weight, of its activities that are done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from hcroadmap.assess.assessment import Assessment, Report, assess
from hcroadmap.assess.changes import ActivityChange, ChangeKind, activity_changes, changes, reports_about
from hcroadmap.assess.firmness import Basis, Firm
from hcroadmap.assess.status import Status
from hcroadmap.model.period import parse_period
from hcroadmap.model.vocabulary import ActivityState
from hcroadmap.read.load import load

TARGETS = """\
action_lines: {learning: {title: Learning}}
indicators:
  vision:
    title: Vision
    kind: milestones
    action_line: learning
    direction: increase
    activities: {text: 2, signing: 1}
    baseline: {period: 2015, value: 0%}
    target: {period: 2020, value: 100%}
"""
Look = Callable[..., Report]


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """A function that judges the vision on a day, from the updates of its two activities."""

    def judged(text: str, signing: str, as_of: str) -> Report:
        (tmp_path / "config").mkdir(exist_ok=True)
        (tmp_path / "targets.yaml").write_text(TARGETS)
        (tmp_path / "config" / "activities.yaml").write_text(
            "activities:\n"
            f"  text: {{title: Text, action_line: learning, updates: [{text}]}}\n"
            f"  signing: {{title: Signing, action_line: learning, updates: [{signing}]}}\n"
            "  party: {title: Party, updates: [{on: 2016-01-01, state: done}]}\n"
        )
        roadmap, findings = load(tmp_path)
        assert roadmap is not None, findings
        return assess(roadmap, date.fromisoformat(as_of))

    return judged


def vision(report: Report) -> Assessment:
    return report.assessments[0]


def test_without_any_report_there_is_no_data(look: Look) -> None:
    """Silence is not zero; what is reported about another activity says nothing."""
    seen = vision(look("", "", "2018-12-31"))
    assert (seen.status, seen.latest, seen.seen.known) == (Status.NO_DATA, None, ())


def test_each_day_of_a_report_is_an_observation(look: Look) -> None:
    """Of that day, published on that day, with the weights of what was done by then."""
    text = "{on: 2016-05-12, state: running}, {on: 2017-03-01, state: done}"
    known = vision(look(text, "{on: 2017-03-01, state: planned}", "2018-12-31")).seen.known
    assert [(str(row.period), row.amount, row.known_on, row.source) for row in known] == [
        ("2016-05-12", 0, date(2016, 5, 12), "text"),
        ("2017-03-01", Fraction(200, 3), date(2017, 3, 1), "text, signing"),
    ]


def test_it_is_judged_like_any_indicator(look: Look) -> None:
    """Two thirds after 2.2 of 5 years is on track; a year before there was nothing to go by."""
    text = "{on: 2016-05-12, state: running}, {on: 2018-03-01, state: done}"
    seen = vision(look(text, "", "2018-12-31"))
    assert (seen.status, seen.progress) == (Status.ON_TRACK, Fraction(2, 3))
    assert vision(look(text, "", "2018-02-28")).status is Status.OFF_TRACK
    assert vision(look(text, "", "2016-05-11")).status is Status.NO_DATA


def test_activities_of_which_nothing_is_heard_are_stale_unless_all_are_done(look: Look) -> None:
    """One that is done of two, in 2016, is no news in 2019; both done is all that there was to tell."""
    done, running = "{on: 2016-05-12, state: done}", "{on: 2016-05-12, state: running}"
    found = [vision(look(done, other, "2019-06-30")) for other in (running, done)]
    assert [(one.severity, "stale" in [note.code for note in one.notes]) for one in found] == [
        ("warning", True), ("ok", False),
    ]  # fmt: skip


def test_what_was_dropped_stays_in_the_whole(look: Look) -> None:
    """A promise that is given up is not done, and the others do not weigh more for it."""
    seen = vision(look("{on: 2018-01-01, state: done}", "{on: 2018-06-01, state: dropped}", "2018-12-31"))
    assert seen.latest is not None
    assert seen.latest.value == Fraction(200, 3)


@pytest.mark.parametrize(
    ("signing", "status", "decided"),
    [("done", Status.MET, "2020-12-31"), ("dropped", Status.MISSED, None), ("running", Status.AWAITING, None)],
)
def test_what_is_finished_holds_on_the_last_day(
    look: Look, signing: str, status: Status, decided: str | None
) -> None:
    """Once nothing can change any more the deadline needs no new report; while something can, it does."""
    report = look("{on: 2018-01-01, state: done}", f"{{on: 2019-01-01, state: {signing}}}", "2021-06-01")
    decided_by = vision(report).verdict.decided_by
    assert vision(report).status is status
    assert (decided_by.period if decided_by else None) == (parse_period(decided) if decided else None)


def test_a_report_after_the_deadline_is_late(look: Look) -> None:
    """Done in 2021 is not done in 2020."""
    text, signing = (
        "{on: 2018-01-01, state: done}",
        "{on: 2020-06-01, state: running}, {on: 2021-03-01, state: done}",
    )
    assert vision(look(text, signing, "2021-06-01")).status is Status.MET_LATE


def test_what_was_reported_since_a_day(look: Look) -> None:
    """Each report once, with the state before and after; those of other action lines apart."""
    text = "{on: 2016-05-12, state: running}, {on: 2018-03-01, state: done}"
    report = look(text, "", "2018-12-31")
    told = reports_about(report._replace(since=date(2017, 12, 31)), "learning")
    assert [
        (change.kind, change.activity, change.on, change.before, change.after, change.late) for change in told
    ] == [(ChangeKind.ACTIVITY, "text", date(2018, 3, 1), ActivityState.RUNNING, ActivityState.DONE, False)]
    assert [change.activity for change in activity_changes(report, date(2015, 12, 31))] == [
        "party",
        "text",
        "text",
    ]
    assert activity_changes(report, date(2018, 12, 31)) == ()


def test_a_report_written_down_late_is_new_and_marked(look: Look) -> None:
    """It reaches the next memo, and so does the figure that follows from it."""
    text = "{on: 2017-03-01, recorded: 2018-02-01, state: done}"
    report = look(text, "", "2018-12-31")
    (told,) = reports_about(report._replace(since=date(2017, 12, 31)), "learning")
    assert isinstance(told, ActivityChange)
    assert (told.late, told.on, told.before) == (True, date(2018, 2, 1), ActivityState.UNREPORTED)
    found = changes(report, vision(report), date(2017, 12, 31))
    assert [(change.kind, change.late) for change in found] == [
        (ChangeKind.FIGURE, True),
        (ChangeKind.STATUS, False),
    ]


def test_how_firm_the_share_is_nobody_knows(look: Look) -> None:
    """Reports of six days are no publications that were not revised: the share of each day is worked out."""
    days = [f"{{on: 201{year}-0{month}-01, state: running}}" for year in (6, 7, 8) for month in (2, 8)]
    firm = vision(look(", ".join(days[::2]), ", ".join(days[1::2]), "2019-01-01")).firmness
    assert firm
    assert (firm.word, firm.basis) == (Firm.UNKNOWN, Basis.ROUNDING)
    done = days[-1].replace("running", "done")
    firm = vision(look(", ".join(days[::2]), ", ".join([*days[1:-1:2], done]), "2019-01-01")).firmness
    assert firm
    assert (firm.word, firm.basis, firm.noise) == (Firm.UNKNOWN, Basis.ROUNDING, 0)
