"""What changed between two days, by replay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from hcroadmap.assess.assessment import Report, assess
from hcroadmap.assess.changes import Change, ChangeKind, changes
from hcroadmap.assess.status import Status
from hcroadmap.model.roadmap import Roadmap

Build = Callable[..., Roadmap]

TARGETS = """
indicators:
  x:
    {title: X, unit: count, direction: increase, definition: old, definitions: {old: Old, new: New},
     baseline: {period: 2015, value: 10},
     target: [{period: 2020, value: 20, agreed: 2015-01-01},
              {period: 2020, value: 30, agreed: 2018-06-01, reason: more ambition}]}
"""
HEADER = "indicator,period,value,published,recorded,definition,used\n"


def found(build: Build, rows: str, since: str, as_of: str) -> list[Change]:
    """The changes of the one indicator between two days."""
    report = assess(build(TARGETS, HEADER + rows), date.fromisoformat(as_of))
    return list(changes(report, report.assessments[0], date.fromisoformat(since)))


def test_a_new_figure_and_what_it_did_to_the_verdict(build: Build) -> None:
    """A figure published in between is new, and the status before and after is told."""
    new, status = found(build, "x,2016,12,2017-01-10,,,", "2016-12-31", "2017-03-31")
    assert (new.kind, new.on, new.observation and new.observation.amount) == (
        ChangeKind.FIGURE,
        date(2017, 1, 10),
        12,
    )
    assert (status.kind, status.before, status.after) == (ChangeKind.STATUS, Status.NO_DATA, Status.ON_TRACK)


def test_what_was_published_on_the_first_day_is_not_new(build: Build) -> None:
    """The first day is over; the last day counts."""
    assert found(build, "x,2016,12,2017-01-10,,,", "2017-01-10", "2017-03-31") == []
    assert found(build, "x,2016,12,2017-01-10,,,", "2016-12-31", "2017-01-10") != []


def test_a_revision_names_the_figure_it_replaces(build: Build) -> None:
    """The same key published later with another value is a revision of the newest before it."""
    rows = "x,2016,12,2017-01-10,,,\nx,2016,11,2017-02-10,,,"
    revision = found(build, rows, "2017-01-31", "2017-03-31")[0]
    assert (revision.kind, revision.revised and revision.revised.amount) == (ChangeKind.REVISION, 12)


def test_a_revision_may_name_the_definition_that_the_first_left_out(build: Build) -> None:
    """Or the other way round: it is the indicator's own, and no second figure."""
    for first, second in (("", "old"), ("old", "")):
        rows = f"x,2016,12,2017-01-10,,{first},\nx,2016,11,2017-02-10,,{second},"
        revision = found(build, rows, "2017-01-31", "2017-03-31")[0]
        assert (revision.kind, revision.revised and revision.revised.amount) == (ChangeKind.REVISION, 12)


def test_a_confirmation_is_no_change(build: Build) -> None:
    """The same figure published again with the same value is no news."""
    rows = "x,2016,12,2017-01-10,,,\nx,2016,12,2017-02-10,,,"
    assert found(build, rows, "2017-01-31", "2017-03-31") == []


def test_a_figure_typed_in_late_still_arrives_and_is_marked(build: Build) -> None:
    """News goes by the later of published and recorded, and the status before is what could be known then."""
    late, status = found(build, "x,2016,12,2017-01-10,2017-06-01,,", "2017-03-31", "2017-06-30")
    assert (late.kind, late.on, late.late) == (ChangeKind.FIGURE, date(2017, 6, 1), True)
    assert (status.before, status.after) == (Status.NO_DATA, Status.ON_TRACK)


def test_another_definition_is_named_as_such(build: Build) -> None:
    """The first figure in a definition that was not known before is a change of definition."""
    change = found(build, "x,2016,12,2017-01-10,,,\nx,2017,40,2018-01-10,,new,", "2017-12-31", "2018-01-31")[0]
    assert (change.kind, change.observation and change.observation.definition) == (ChangeKind.DEFINITION, "new")


def test_a_rival_figure_is_no_news(build: Build) -> None:
    """What is not used changes nothing."""
    assert found(build, "x,2016,12,2017-01-10,,,no", "2016-12-31", "2017-03-31") == []


def test_a_revised_target_and_the_deadline(build: Build) -> None:
    """A new version of the target tells its reason; the deadline passes once, on its last day."""
    revised = found(build, "", "2018-05-31", "2018-06-30")[0]
    assert (revised.kind, revised.on) == (ChangeKind.TARGET, date(2018, 6, 1))
    assert revised.target is not None
    assert revised.target.reason is not None
    assert revised.target.reason.in_language("en") == "more ambition"
    passed = [change.on for change in found(build, "", "2020-12-30", "2021-01-01")]
    assert passed == [date(2020, 12, 31)]
    assert found(build, "", "2021-01-01", "2021-06-30") == []


def test_every_quarter_of_the_real_roadmap_adds_up(real: Callable[[str], Report]) -> None:
    """Walking through all quarters, each figure that is used is news exactly once, unless it repeats one."""
    ends = [f"{year}-{day}" for year in range(2011, 2027) for day in ("03-31", "06-30", "09-30", "12-31")]
    told = 0
    for since, as_of in pairwise(ends):
        report, day = real(as_of), date.fromisoformat(since)
        for assessment in report.assessments:
            told += sum(change.observation is not None for change in changes(report, assessment, day))
    last = real(ends[-1])
    used = sum(row.used and row.known_on > date(2011, 3, 31) for one in last.assessments for row in one.seen.known)
    repeated = 1  # the stay rate of 2014, published again in 2016 with the same value
    assert told == used - repeated
