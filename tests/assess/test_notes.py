"""Reservations: what a figure's flags, an earlier figure's margin, a break or a lost target mean for a verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.status import Status
from hcroadmap.render.language.reservations import FURTHER, TURNS, UNSURE

Judge = Callable[..., Assessment]

UP = "baseline: {period: 2010, value: 0}\ntarget: {period: 2020, value: 100}\nunit: count"
MARGIN = "indicator,period,value,published,margin"


def noted(assessment: Assessment) -> dict[str, str | None]:
    """The codes of the notes with their values; each has its words."""
    found = {note.code: note.value for note in assessment.notes}
    assert set(found) <= {*TURNS, *UNSURE, *FURTHER, "first_seen_later", "no_baseline"}
    return found


@pytest.mark.parametrize("flag", list("PEUIV"))
def test_a_provisional_figure_counts_and_says_what_holds_without_it(judge: Judge, flag: str) -> None:
    """Flags P, E, U, I and V leave the figure in, and the note gives the status without it."""
    seen = judge(UP, f"2016,58,2017-01-01 2017,40,2018-01-01,,{flag}")
    assert seen.status is Status.OFF_TRACK
    assert noted(seen) == {"flagged": flag, "provisional": "on_track"}


def test_a_provisional_figure_that_changes_nothing_is_only_marked(judge: Judge) -> None:
    """The status is repeated without the figure; where it stays the same nothing more is said."""
    seen = judge(UP, "2016,60,2017-01-01 2017,70,2018-01-01,,P")
    assert noted(seen) == {"flagged": "P"}


def test_met_but_falling(judge: Judge) -> None:
    """A target met early stays met; the note names the period since which it falls."""
    seen = judge(UP, "2016,130,2017-01-01 2017,120,2018-01-01")
    assert (seen.status, noted(seen)) == (Status.MET, {"falling_since": "2016"})


def test_met_since_and_lost_is_judged_by_pace_with_a_note(judge: Judge) -> None:
    """Not met at the baseline, met on the way, lost again: the ratio decides and the note tells."""
    seen = judge(UP, "2016,101.0,2017-01-01 2017,90.0,2018-01-01")
    assert (seen.status, noted(seen)) == (Status.ON_TRACK, {"lost_since": "2016"})


def test_no_change_is_computed_across_a_break(judge: Judge) -> None:
    """Figures from a break on count as another definition; the newest before it stays the latest."""
    rows = "2014,30.0,2015-01-01 2015,90,2016-01-01,,B 2016,95,2017-01-01"
    seen = judge(UP, rows, "2017-12-31")
    assert seen.latest is not None
    assert (seen.status, str(seen.latest.period)) == (Status.BEHIND, "2014")
    assert [str(point.period) for point in seen.not_comparable] == ["2016"]
    assert noted(seen) == {"break": "2015"}


def test_a_break_at_the_baseline_breaks_nothing(judge: Judge) -> None:
    """Only a break strictly after the baseline separates figures from it."""
    seen = judge(UP, "2010,0,2011-01-01,,B 2015,50.0,2016-01-01")
    assert (seen.status, noted(seen)) == (Status.ON_TRACK, {})


def test_behind_a_break_alone_nothing_is_comparable(judge: Judge) -> None:
    """With no figure between the baseline and a break there is no verdict."""
    assert judge(UP, "2015,90,2016-01-01,,D").status is Status.NOT_COMPARABLE


def test_a_rebaseline_restarts_behind_the_break(judge: Judge) -> None:
    """A declared new start counts progress from behind the break; a relative target stays what was agreed."""
    yaml = "baseline: {period: 2010, value: 50}\ntarget: {period: 2020, value: 2x}\nunit: count\n"
    yaml += "rebaseline: {period: 2015, value: 60, reason: new count}"
    seen = judge(yaml, "2014,55,2015-01-01 2015,60,2016-01-01,,B 2017,76.0,2018-01-01")
    assert (seen.status, seen.expected, seen.seen.goal and seen.seen.goal.value) == (Status.ON_TRACK, 76, 100)
    assert noted(seen) == {"rebaseline": "2015"}


def test_a_series_without_a_target_begins_at_its_last_break(judge: Judge) -> None:
    """Without a baseline nothing ties a series to what lies before its break."""
    rows = "2012,90,2013-01-01 2013,1,2014-01-01,,B 2014,2,2015-01-01 2015,3,2016-01-01 2016,4,2017-01-01"
    assert judge("unit: count", rows).status is Status.IMPROVING


@pytest.mark.parametrize(
    ("direction", "value", "gap", "past"),
    [
        ("increase", 19, 1, False), ("increase", 20, 0, False), ("increase", 25, 0, False),
        ("increase", 30, 0, False), ("increase", 35, 5, True), ("decrease", 31, 1, False),
        ("decrease", 30, 0, False), ("decrease", 20, 0, False), ("decrease", 15, 5, True),
    ],
)  # fmt: skip
def test_past_the_far_edge_of_a_band(judge: Judge, direction: str, value: int, gap: int, *, past: bool) -> None:
    """A band is missed on either side: past its far edge is moving away from it, and only that is noted."""
    start = 10 if direction == "increase" else 40
    yaml = f"baseline: {{period: 2010, value: {start}}}\ndirection: {direction}\nunit: count"
    seen = judge(f"{yaml}\ntarget: {{period: 2020, value: {{min: 20, max: 30}}}}", f"2015,{value}.00,2016-01-01")
    status = Status.REVERSING if past else Status.ON_TRACK if gap else Status.MET
    notes = {"beyond_band": "2015"} if past else {}
    found = {code: text for code, text in noted(seen).items() if code != "near_miss"}
    assert (seen.status, seen.gap, found) == (status, gap, notes)


def test_a_day_of_publication_that_was_assumed_is_said(judge: Judge) -> None:
    """A row without a day of publication counts from the last day of its period, and the note says so."""
    seen = judge(UP, "2015,50.0", header="indicator,period,value")
    assert noted(seen) == {"published_assumed": "2015-12-31"}


@pytest.mark.parametrize(
    ("more", "as_of", "stale"),
    [
        ("", "2017-12-31", None), ("", "2018-01-01", "3"), ("", "2019-12-30", "4"), ("", "2019-12-31", "5"),
        ("release: {every: 8 years, lag: 1 year, grace: 1 year}", "2019-12-31", None),
        ("ended: {on: 2016-01-01, reason: gone}", "2019-12-31", None),
    ],
)  # fmt: skip
def test_silence_is_no_success(judge: Judge, more: str, as_of: str, stale: str | None) -> None:
    """Where nobody said when figures come, one older than three years says its age and is a warning."""
    seen = judge(f"{UP}\n{more}", "2014,60.00,2015-01-01", as_of)
    assert (seen.status, noted(seen).get("stale")) == (Status.ON_TRACK, stale)
    assert seen.severity == ("warning" if stale else "ok")


def test_how_old_is_too_old_is_a_setting(judge: Judge) -> None:
    """And a verdict that is final grows no older."""
    rows, settings = "2014,60.00,2015-01-01", "stale_after: 18 months"
    assert noted(judge(UP, rows, "2016-07-01", settings=settings)) == {"stale": "1"}
    assert noted(judge(UP, rows, "2016-06-30", settings=settings)) == {}
    assert noted(judge(UP, "2020,101.00,2021-01-01", "2039-01-01")) == {}


def test_silence_makes_a_graver_verdict_no_milder(judge: Judge) -> None:
    """What is off track stays critical, and no figure at all is not an old one."""
    assert judge(UP, "2014,3,2015-01-01", "2019-01-01").severity == "critical"
    nothing = judge(UP, "", "2019-01-01")
    assert (nothing.severity, noted(nothing)) == ("unknown", {})


def test_a_total_that_stays_behind_for_want_of_a_member_says_so(judge: Judge) -> None:
    """The newest complete year is used; the newer one is named with whoever is missing."""
    yaml = "unit: count\nbaseline: {period: 2014, value: 0}\ntarget: {period: 2020, value: 90}\n"
    yaml += "dimensions: {region: {members: [north, south, west], complete: true}}"
    rows = [f"{year},30,{year + 1}-03-01,{place}" for year in (2015, 2016) for place in ("north", "south", "west")]
    rows += ["2017,31,2018-03-01,north"]
    seen = judge(yaml, " ".join(rows[:-2]), header="indicator,period,value,published,region")
    assert noted(seen)["partial_since"] == "2016: west"
    seen = judge(yaml, " ".join(rows), header="indicator,period,value,published,region")
    assert (str(seen.latest and seen.latest.period), noted(seen)["partial_since"]) == ("2016", "2017: south, west")
    seen = judge(yaml, " ".join(rows[:-1]), header="indicator,period,value,published,region")
    assert "partial_since" not in noted(seen)


GOALPOSTS = """\
unit: count
baseline: {period: 2014, value: 50}
target:
  - {period: 2018, value: 80, agreed: 2014-02-01}
  - {period: 2022, value: 70, agreed: %s, reason: more time}"""


@pytest.mark.parametrize(
    ("agreed", "rows", "as_of", "told"),
    [
        ("2019-09-01", "2018,71.0,2019-05-01", "2019-08-31", None),
        ("2019-09-01", "2018,71.0,2019-05-01", "2019-09-01", "2018, 80, missed"),
        ("2019-09-01", "2018,71.0,2019-05-01 2021,75.0,2022-05-01", "2023-09-01", "2018, 80, missed"),
        ("2019-09-01", "2018,71.0,2019-05-01 2021,81.0,2022-05-01", "2023-09-01", "2018, 80, met_late"),
        ("2019-02-01", "2017,64.0,2018-05-01", "2019-03-01", "2018, 80, awaiting"),
        ("2019-02-01", "2017,64.0,2018-05-01 2018,79.0,2019-05-01", "2019-06-01", "2018, 80, missed"),
        ("2018-12-20", "2018,71.0,2018-12-10", "2019-09-01", "2018, 80, missed"),
        ("2018-12-20", "2018,71.0,2019-05-01", "2019-09-01", None),
        ("2017-06-01", "2018,81.0,2019-05-01", "2019-09-01", None),
    ],
)  # fmt: skip
def test_an_earlier_target_is_not_forgotten(
    judge: Judge, agreed: str, rows: str, as_of: str, told: str | None
) -> None:
    """One that was replaced when its time was over, or while it was missed, is named for good."""
    assert noted(judge(GOALPOSTS % agreed, rows, as_of)).get("earlier_target") == told


def test_all_earlier_targets_are_named(judge: Judge) -> None:
    """Each with how it stands, whether it was missed or met."""
    yaml = f"{GOALPOSTS % '2019-09-01'}\n  - {{period: 2026, value: 74.5, agreed: 2023-09-01, reason: more}}"
    seen = judge(yaml, "2018,71.0,2019-05-01 2022,72.0,2023-05-01", "2024-01-01")
    found = [note.value for note in seen.notes if note.code == "earlier_target"]
    assert found == ["2018, 80, missed", "2022, 70, met"]


def test_a_level_that_was_not_held_is_not_forgotten_either(judge: Judge) -> None:
    """What a year broke for good is missed already, though its time is not over when it is replaced."""
    yaml = (GOALPOSTS % "2017-03-01").replace("value: 80", "value: 40, every_year: true")
    held, short = ("41.0", None), ("37.0", "2018, 40, missed")
    for value, told in (held, short):
        seen = judge(yaml, f"2015,{value},2016-05-01 2018,52.0,2019-05-01", "2019-09-01")
        assert noted(seen).get("earlier_target") == told


REVISED = "2014,{},2018-06-01 2016,44,2017-05-01 2016,47,2018-06-01 2017,48,2018-06-01"


@pytest.mark.parametrize(
    ("figure", "told"),
    [("40", None), ("40.4", None), ("45.5", "45.5, off_track"), ("38", "38, on_track"), ("48", "48, off_track")],
)
def test_a_declared_baseline_beside_another_figure(judge: Judge, figure: str, told: str | None) -> None:
    """Progress counts from what was agreed; beside it stands the verdict by the published figure."""
    yaml = "unit: percent\nbaseline: {period: 2014, value: 40%}\ntarget: {period: 2020, value: 56%}"
    seen = judge(yaml, REVISED.format(figure))
    assert (seen.status, noted(seen).get("baseline_revised")) == (Status.ON_TRACK, told)


def test_a_multiple_of_a_revised_baseline_is_not_final_while_the_first_disagrees(judge: Judge) -> None:
    """Twice 45 was met by 96; twice the first 49 was not."""
    yaml = "unit: count\nbaseline: {period: 2015}\ntarget: {period: 2020, value: 2x}"
    rows = "2015,49,2016-03-01 2015,45,2019-03-01 2020,96,2021-03-01"
    for first, told, is_final in (("49", "49, missed", False), ("47", "47, met", True), ("45", None, True)):
        seen = judge(yaml, rows.replace("49", first), "2021-06-01")
        assert (seen.status, noted(seen).get("baseline_revised"), seen.is_final) == (Status.MET, told, is_final)


def test_a_multiple_of_a_summed_baseline_is_no_more_final(judge: Judge) -> None:
    """Its first sum is that of the first day on which all members were known."""
    yaml = "unit: count\nbaseline: {period: 2015}\ntarget: {period: 2020, value: 2x}\n"
    yaml += "dimensions: {sex: {members: [f, m], complete: true}}"
    rows = (
        "2015,20,2016-03-01,f 2015,29,2016-05-01,m 2015,25,2019-03-01,m 2020,40,2021-03-01,f 2020,53,2021-03-01,m"
    )
    seen = judge(yaml, rows, "2021-06-01", header="indicator,period,value,published,sex")
    assert (seen.status, noted(seen)["baseline_revised"], seen.is_final) == (Status.MET, "49, missed", False)
    seen = judge(yaml, rows.replace("53", "58"), "2021-06-01", header="indicator,period,value,published,sex")
    assert (seen.status, noted(seen)["baseline_revised"], seen.is_final) == (Status.MET, "49, met", True)


def test_a_multiple_stays_open_behind_a_new_start_too(judge: Judge) -> None:
    """Three times 30 was met by 95; three times the first 33 was not, wherever progress counts from by now."""
    yaml = "unit: count\nbaseline: {period: 2014}\ntarget: {period: 2020, value: 3x}\n"
    yaml += "rebaseline: {period: 2017, value: 60, reason: new count}"
    rows = "2014,%s,2015-03-01 2014,30,2018-03-01 2017,60,2018-03-01,,B 2020,95,2021-03-01"
    seen = [judge(yaml, rows % first, "2021-06-01") for first in (33, 31)]
    assert [(one.status, one.is_final) for one in seen] == [(Status.MET, False), (Status.MET, True)]


def test_each_figure_that_decides_is_tried(judge: Judge) -> None:
    """A near miss in the deadline's year is none the less near for a worse figure later, or for success."""
    missed = judge(UP, "2020,98.5,2021-05-01,2 2021,71.0,2022-05-01,", "2023-01-01", header=MARGIN)
    assert (missed.status, noted(missed)["near_miss"]) == (Status.MISSED, "2020, 98.5, met")
    late = judge(UP, "2020,98.5,2021-05-01,2 2021,104.0,2022-05-01,", "2023-01-01", header=MARGIN)
    assert (late.status, noted(late)["near_miss"]) == (Status.MET_LATE, "2020, 98.5, met")


def test_each_year_of_a_level_to_hold_is_tried(judge: Judge) -> None:
    """By its margin, and without it where it is provisional."""
    hold = UP.replace("value: 0", "value: 120").replace("100", "100, every_year: true")
    held = judge(hold, "2016,101.5,2017-05-01,2 2017,118.0,2018-05-01,", header=MARGIN)
    assert (held.status, noted(held)) == (Status.MET, {"near_miss": "2016, 101.5, behind"})
    short = judge(hold, "2016,93.0,2017-05-01,,P 2017,118.0,2018-05-01")
    expected = {"flagged": "P", "provisional": "met", "fell_short": "2016"}
    assert (short.status, noted(short)) == (Status.BEHIND, expected)


def test_a_break_in_a_part_of_the_baseline_s_year_divides_there(judge: Judge) -> None:
    """The declared year stands for neither side of a break in its quarters; a break before it is no matter."""
    yaml = "unit: count\nbaseline: {period: 2015, value: 12}\ntarget: {period: 2020, value: 99}"
    rows = "2014-Q4,11,2015-02-01 2015-{},15,2016-02-01,,{} 2016-Q2,30,2016-08-01"
    for quarter in ("Q1", "Q3", "Q4"):
        seen = judge(yaml, rows.format(quarter, "B"), "2016-12-31")
        assert (seen.status, noted(seen)["break"]) == (Status.NOT_COMPARABLE, f"2015-{quarter}")
    assert judge(yaml, rows.format("Q3", ""), "2016-12-31").status is Status.ON_TRACK
    earlier = "2014-Q4,11,2015-02-01,,B 2016-Q2,30,2016-08-01"
    assert judge(yaml, earlier, "2016-12-31").status is Status.ON_TRACK


@pytest.mark.parametrize(
    ("baseline", "rows", "status", "told"),
    [
        ("2015, value: 12", "2015-Q4,15,2016-02-01 2016-Q2,30,2016-08-01", Status.ON_TRACK, "2015, 2016-Q2"),
        ("2015", "2015-Q4,15,2016-02-01 2016-Q2,30,2016-08-01", Status.NO_DATA, "2015, 2016-Q2"),
        ("2015-Q4", "2015-Q4,15,2016-02-01 2016-Q2,30,2016-08-01", Status.ON_TRACK, None),
        ("2015", "2015-12-31,15,2016-02-01 2016-06-30,30,2016-08-01", Status.ON_TRACK, None),
        ("2014/15", "2014/15,15,2016-02-01 2015/16,40,2016-11-01", Status.ON_TRACK, None),
    ],
)
def test_a_year_is_not_its_fourth_quarter(
    judge: Judge, baseline: str, rows: str, status: Status, told: str | None
) -> None:
    """A baseline takes the figure of its own kind of period; a declared year under quarters is named."""
    yaml = f"unit: count\nbaseline: {{period: {baseline}}}\ntarget: {{period: 2020, value: 99}}"
    seen = judge(yaml, rows, "2016-12-31")
    assert (seen.status, noted(seen).get("other_periods")) == (status, told)
    assert "baseline_revised" not in noted(seen)


def test_four_quarters_are_no_trend_of_five_years(judge: Judge) -> None:
    """Figures of four years are; and more than one a year all count."""
    known = [(year, part) for year in (2014, 2015, 2016, 2017) for part in (1, 3)]
    quarters = [f"{year}-Q{part},{year - 2000}{part},{year + 1}-03-01" for year, part in known]
    assert judge("unit: count", " ".join(quarters[2:])).status is Status.NO_DATA
    assert judge("unit: count", " ".join(quarters)).status is Status.IMPROVING
