"""What needs a person: verdicts, late releases and late activities, never confused; and what does not count."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from hcroadmap.assess.assessment import assess
from hcroadmap.assess.check import Check, find_problems
from hcroadmap.assess.status import Severity
from hcroadmap.read.load import load
from hcroadmap.render.check import text as check_text
from hcroadmap.render.json import check_json
from hcroadmap.render.language.page import Page

TARGETS = """\
indicators:
  x:
    title: X
    unit: percent
    direction: increase
    baseline: {period: 2015, value: 38%}
    target: {period: 2020, value: 40%}
    release: {every: year, lag: 6 months, grace: 2 months}
"""
ROWS = "indicator,period,value,published,recorded\nx,2016,38.4,2017-03-01,\nx,2017,38.2,2018-03-01,\n"
ACTIVITIES = "activities:\n  a: {title: A, due: 2018-05-31}\n  b: {title: B}\n"
NOTED = 'acknowledgements: {x: {owner: Ann, reason: "Known.", until: 2018-07-31}}\n'


def checked(folder: Path, as_of: str, since: str | None = None, **more: str) -> Check:
    """The check of a small project on a day; `more` are files by name without folder."""
    files = {"targets.yaml": TARGETS, "config/measurements/all.csv": ROWS}
    paths = {"targets": "targets.yaml", "rows": "config/measurements/all.csv",
             "noted": "config/commentary/2018-Q2.yaml", "activities": "config/activities.yaml"}  # fmt: skip
    for path, text in (files | {paths[name]: text for name, text in more.items()}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    roadmap, findings = load(folder)
    assert roadmap is not None, findings
    report = assess(roadmap, date.fromisoformat(as_of))
    return find_problems(report, tuple(roadmap.activities), date.fromisoformat(since) if since else None)


def told(found: Check) -> list[tuple[str, str, str, str]]:
    """Every problem in four words."""
    return [(p.id, str(p.why), str(p.severity), str(p.standing)) for p in found.problems]


def test_off_track_and_late_are_two_problems(tmp_path: Path) -> None:
    """A verdict is about figures that are there, lateness about one that is not; either may be alone."""
    in_time = checked(tmp_path, "2018-12-31")
    assert told(in_time) == [("x", "status", "critical", "open")]
    both = checked(tmp_path, "2019-09-01")
    assert told(both) == [("x", "status", "critical", "open"), ("x", "release_overdue", "warning", "open")]
    assert both.counts == {"off_track": 1, "release_overdue": 1}
    only_late = checked(tmp_path, "2019-09-01", rows=ROWS.replace("38.2", "39"))
    assert told(only_late) == [("x", "release_overdue", "warning", "open")]
    assert (only_late.counts, only_late.code()) == ({"release_overdue": 1, "on_track": 1}, 1)


@pytest.mark.parametrize(("as_of", "late"), [("2019-06-29", 0), ("2019-08-31", 0), ("2019-09-01", 1)])
def test_a_release_is_late_from_the_day_after_the_grace(tmp_path: Path, as_of: str, late: int) -> None:
    """Fresh before, due until the end of the grace, overdue after it."""
    assert checked(tmp_path, as_of).counts.get("release_overdue", 0) == late


def test_awaiting_counts_as_what_it_carries_and_late_as_late(tmp_path: Path) -> None:
    """An on-track verdict whose last figure never came is late, and nothing else."""
    found = checked(tmp_path, "2022-01-01", rows=ROWS.replace("38.2", "39"))
    assert told(found) == [("x", "release_overdue", "warning", "open")]
    assert found.counts == {"awaiting": 1, "release_overdue": 1}
    assert told(checked(tmp_path, "2022-01-01")) == [
        ("x", "status", "critical", "open"), ("x", "release_overdue", "warning", "open"),
    ]  # fmt: skip


def test_awaiting_without_a_rhythm_is_a_warning_at_once(tmp_path: Path) -> None:
    """Where no release is declared nobody can say that it is not late."""
    targets = TARGETS[: TARGETS.index("    release")]
    found = checked(tmp_path, "2021-01-01", targets=targets, rows=ROWS.replace("38.2", "39"))
    assert told(found) == [("x", "status", "warning", "open")]


def test_an_ended_series_does_not_erase_a_miss(tmp_path: Path) -> None:
    """Its end waives only what a figure could still have decided: 39.6 of 2020 fell short, before and after."""
    ended = TARGETS + "    ended: {on: 2021-11-01, reason: Stopped.}\n"
    rows = ROWS + "x,2020,39.6,2021-07-01,\n"
    for day in ("2021-10-31", "2021-11-01", "2029-05-05"):
        found = checked(tmp_path, day, targets=ended, rows=rows)
        assert (("x", "status", "critical", "open") in told(found), found.code()) == (True, 2)


def test_an_ended_series_whose_figure_never_came_is_listed_and_does_not_count(tmp_path: Path) -> None:
    """The deadline's own figure can decide no more, so nobody is asked for it, and nothing is late any more."""
    ended = TARGETS + "    ended: {on: 2018-06-01, reason: Stopped.}\n"
    assert told(checked(tmp_path, "2018-05-31", targets=ended)) == [("x", "status", "critical", "open")]
    assert told(checked(tmp_path, "2018-06-01", targets=ended)) == [("x", "status", "critical", "open")]
    found = checked(tmp_path, "2030-01-01", targets=ended)
    assert (told(found), found.counts, found.code()) == ([("x", "status", "critical", "ended")], {"ended": 1}, 0)


def test_a_final_verdict_stays_even_when_the_series_ended(tmp_path: Path) -> None:
    """A target that was met is met."""
    ended = TARGETS + "    ended: {on: 2021-06-01, reason: Stopped.}\n"
    found = checked(tmp_path, "2030-01-01", targets=ended, rows=ROWS + "x,2020,41,2021-03-01,\n")
    assert (told(found), found.counts, found.code()) == ([], {"met": 1}, 0)


@pytest.mark.parametrize(
    ("as_of", "standing", "code"),
    [("2018-03-31", "open", 2), ("2018-04-01", "acknowledged", 0), ("2018-07-31", "acknowledged", 0),
     ("2018-08-01", "open", 2)],
)  # fmt: skip
def test_an_acknowledgement_holds_from_its_quarter_to_its_last_day(
    tmp_path: Path, as_of: str, standing: str, code: int
) -> None:
    """Before and after, the problem counts; after, the one that expired is named."""
    found = checked(tmp_path, as_of, noted=NOTED)
    assert (told(found), found.code()) == ([("x", "status", "critical", standing)], code)
    assert found.counts == ({"acknowledged": 1} if standing == "acknowledged" else {"off_track": 1})
    expired = found.problems[0].expired
    assert (expired.owner if expired else None) == ("Ann" if as_of == "2018-08-01" else None)


@pytest.mark.parametrize(
    ("values", "holds"),
    [
        (("38.6", "38.8"), True), (("38.6", "39.2"), True), (("38.6", "38.2"), False), (("38.6", "37"), False),
        (("38.2", "38.6"), True), (("38.2", "37"), False), (("37", "38.2"), True), (("39", "38.6"), False),
    ],
)  # fmt: skip
def test_an_acknowledgement_lapses_when_it_gets_worse(
    tmp_path: Path, values: tuple[str, str], *, holds: bool
) -> None:
    """Of what was behind at the end of its quarter, it does not silence what is off track a year later."""
    rows = "indicator,period,value,published\n"
    rows += "".join(
        f"x,{year},{value},{year + 1}-06-01\n" for year, value in zip((2017, 2018), values, strict=True)
    )
    noted = NOTED.replace("2018-07-31", "2030-12-31")
    for day in ("2018-06-30", "2019-05-31"):
        assert checked(tmp_path, day, noted=noted, rows=rows).code() == 0
    found = checked(tmp_path, "2019-06-01", noted=noted, rows=rows)
    assert (found.code() == 0, any(one.lapsed for one in found.problems)) == (holds, not holds)
    quiet = checked(tmp_path, "2019-06-09", "2019-06-02", noted=noted, rows=rows)
    assert told(quiet) == []


def test_a_miss_is_no_slow_start(tmp_path: Path) -> None:
    """Both are critical, and 39.1 in the year of the target is worse; who acknowledges that anew is heard."""
    rows = ROWS + "x,2020,39.1,2021-06-01,\n"
    noted = NOTED.replace("2018-07-31", "2030-12-31")
    assert checked(tmp_path, "2021-05-31", noted=noted, rows=rows).counts == {"acknowledged": 1}
    assert checked(tmp_path, "2021-06-01", noted=noted, rows=rows).counts == {"missed": 1}
    (tmp_path / "config/commentary/2021-Q2.yaml").write_text(NOTED.replace("2018", "2022").replace("Ann", "Bea"))
    found = checked(tmp_path, "2021-07-01", noted=noted, rows=rows)
    assert [one.acknowledgement and one.acknowledgement.owner for one in found.problems] == ["Bea"]
    assert found.counts == {"acknowledged": 1}


@pytest.mark.parametrize(("as_of", "late"), [("2018-05-31", []), ("2018-06-01", [("a", "activity_overdue")])])
def test_an_activity_is_late_after_its_day(tmp_path: Path, as_of: str, late: list[tuple[str, str]]) -> None:
    """One without a day never is."""
    found = checked(tmp_path, as_of, activities=ACTIVITIES)
    assert [(p.id, p.why) for p in found.problems if p.activity] == late


def test_what_cannot_be_judged_is_unknown_and_may_count_as_something_else(tmp_path: Path) -> None:
    """Exit code 3, unless one says otherwise; a warning goes before it, an error before both."""
    found = checked(tmp_path, "2017-05-01", rows="indicator,period,value\n")
    codes = [
        found.code(severity) for severity in (Severity.UNKNOWN, Severity.CRITICAL, Severity.WARNING, Severity.OK)
    ]
    assert (found.counts, codes) == ({"no_data": 1}, [3, 2, 1, 0])
    late = checked(tmp_path, "2018-06-01", rows="indicator,period,value\n", activities=ACTIVITIES)
    assert [late.code(), late.code(fail_on=Severity.CRITICAL)] == [1, 3]


def test_only_what_has_a_target_is_judged(tmp_path: Path) -> None:
    """Context without a target, however bad its trend, needs nobody."""
    targets = TARGETS[: TARGETS.index("    baseline")]
    found = checked(tmp_path, "2018-12-31", targets=targets)
    assert (told(found), found.counts) == ([], {})


def test_since_tells_each_change_in_exactly_one_week(tmp_path: Path) -> None:
    """Weekly checks on end: a new figure, an expired note and a late activity come up once each."""
    rows = ROWS + "x,2018,38.3,2019-06-03,2019-07-10\n"
    weeks = [date(2018, 1, 1).toordinal() + 7 * week for week in range(110)]
    seen: list[tuple[str, str]] = []
    for day in weeks:
        before, as_of = (date.fromordinal(number).isoformat() for number in (day - 7, day))
        found = checked(tmp_path, as_of, before, rows=rows, noted=NOTED, activities=ACTIVITIES)
        kinds = {str(change.kind) for problem in found.problems for change in problem.changes}
        seen += [
            (as_of, word) for word in sorted(kinds | {f"{p.id} {p.why}" for p in found.problems if not p.changes})
        ]
    assert seen == [
        ("2018-03-05", "new_figure"),
        ("2018-03-05", "status_changed"),
        ("2018-06-04", "a activity_overdue"),
        ("2018-08-06", "x status"),
        ("2019-07-15", "new_figure"),
    ]  # fmt: skip


def test_since_without_a_change_is_well(tmp_path: Path) -> None:
    """Whatever stood before: it was told already."""
    found = checked(tmp_path, "2018-12-31", "2018-12-24")
    assert (told(found), found.counts, found.code()) == ([], {}, 0)


def test_since_tells_of_a_series_that_ended(tmp_path: Path) -> None:
    """Once, and it does not count."""
    ended = TARGETS + "    ended: {on: 2021-06-01, reason: Stopped.}\n"
    assert told(checked(tmp_path, "2021-06-01", "2021-05-25", targets=ended)) == [
        ("x", "status", "critical", "ended")
    ]
    assert told(checked(tmp_path, "2021-06-08", "2021-06-01", targets=ended)) == []


def test_since_tells_good_news_too(tmp_path: Path) -> None:
    """A figure that is on track is a change; it ends with 0."""
    found = checked(tmp_path, "2018-03-02", "2018-02-23", rows=ROWS.replace("38.2", "39"))
    assert (told(found), found.code()) == ([("x", "changed", "ok", "open")], 0)


def test_since_tells_of_a_release_that_became_late(tmp_path: Path) -> None:
    """In the week in which the grace ended, without the verdict that stood before."""
    assert told(checked(tmp_path, "2019-09-03", "2019-08-27")) == [("x", "release_overdue", "warning", "open")]
    assert told(checked(tmp_path, "2019-09-10", "2019-09-03")) == []


def test_since_tells_of_a_figure_that_became_too_old(tmp_path: Path) -> None:
    """Three years after its period, in the week in which that happens and in no other."""
    silent = (
        TARGETS.replace("2020", "2026")
        .replace("    release: {every: year, lag: 6 months, grace: 2 months}\n", "")
        .replace("2020", "2026")
    )
    rows = ROWS.replace("38.2", "39.1")
    weeks = ("2020-12-18", "2020-12-25", "2021-01-01", "2021-01-08")
    found = [checked(tmp_path, week, since, targets=silent, rows=rows) for since, week in pairwise(weeks)]
    assert [told(one) for one in found] == [[], [("x", "status", "warning", "open")], []]


def test_a_member_that_missed_its_own_target_is_a_problem_beside_its_whole(tmp_path: Path) -> None:
    """The whole met its target; hbo, with 23 of the 25 percent promised, did not, and that counts."""
    targets = TARGETS.replace(
        "    release", "    dimensions: {level: {targets: {hbo: {period: 2020, value: 25%}}}}\n    release"
    )
    rows = "indicator,period,value,published,level\nx,2020,41,2021-03-01,\n"
    rows += "x,2015,20,2016-03-01,hbo\nx,2019,22,2020-03-01,hbo\nx,2020,23,2021-03-01,hbo\n"
    found = checked(tmp_path, "2021-04-01", targets=targets, rows=rows)
    assert told(found) == [("x", "member_missed", "critical", "open")]
    assert (found.counts, found.code()) == ({"member_missed": 1, "met": 1}, 2)
    _, missed, final, day = check_text.render(found, Page(), 2).splitlines()
    assert missed.startswith("x: hbo missed; 23% (2020), target 25% (2020), 2\u00a0pp to go; no owner declared; ")
    assert missed.endswith("; act or explain, see hcroadmap show x; targets.yaml:2")
    assert final == "x: met; 41% (2020), target 40% (2020), reached; final"
    assert day == "As of 1\u00a0April\u00a02021"
    assert json.loads(check_json(found, 2))["problems"][0]["member"] == "hbo"
    noted = NOTED.replace("2018-07-31", "2021-07-31")
    known = checked(tmp_path, "2021-04-01", targets=targets, rows=rows, noted=noted)
    assert (told(known), known.code()) == ([("x", "member_missed", "critical", "acknowledged")], 0)
    met = checked(tmp_path, "2021-04-01", targets=targets, rows=rows.replace("x,2020,23", "x,2020,25"))
    assert (told(met), met.counts) == ([], {"met": 1})
    (tmp_path / "config/commentary/2018-Q2.yaml").unlink()
    week = checked(tmp_path, "2021-03-05", "2021-02-26", targets=targets, rows=rows)
    assert ("x", "member_missed", "critical", "open") in told(week)
    assert told(checked(tmp_path, "2021-03-12", "2021-03-05", targets=targets, rows=rows)) == []


def test_a_figure_that_is_too_old_says_how_old_and_what_to_do(tmp_path: Path) -> None:
    """It is on track and a warning all the same: only a newer figure can tell."""
    silent = TARGETS[: TARGETS.index("    release")].replace("2020", "2026")
    found = checked(tmp_path, "2022-06-30", targets=silent, rows=ROWS.replace("38.2", "39.1"))
    _, line, _ = check_text.render(found, Page(), 1).splitlines()
    assert "x: on track; " in line
    assert "; The latest figure is four years old; " in line
    assert "hcroadmap record x PERIOD VALUE" in line
    assert {"code": "stale", "value": "4"} in json.loads(check_json(found, 1))["problems"][0]["indicator"]["notes"]
