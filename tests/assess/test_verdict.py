"""Every row of the table of statuses (CONTRACT section 4), in its order of precedence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hcroadmap.assess.assessment import assess
from hcroadmap.assess.status import SEVERITIES, Severity, Status
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.model.vocabulary import MethodName

Judge = Callable[..., Any]
"""Gives an assessment; untyped, so that a fraction may be compared with a plain number."""

UP = "baseline: {period: 2015, value: 0}\ntarget: {period: 2020, value: 100}\nunit: count"
DEFINED = "definition: old\ndefinitions: {old: Old, new: New}\n" + UP
LEVELS = "dimensions:\n  level: {members: [mbo, hbo], complete: true}\nkind: share\n"
SHARE = f"{LEVELS}baseline: {{period: 2015, value: 30%}}\ntarget: {{period: 2020, value: 40%}}"
MEMBERS = "indicator,period,value,published,level,numerator,denominator"


def test_incomplete_when_a_member_is_missing_after_the_baseline(judge: Judge) -> None:
    """Without a declared member there is no headline, and the missing one is named."""
    seen = judge(SHARE, "2016,,2017-01-01,hbo,30,100", header=MEMBERS)
    assert (seen.status, seen.missing, seen.severity) == (Status.INCOMPLETE, ("mbo",), Severity.UNKNOWN)


def test_incomplete_when_only_the_baselines_period_lacks_a_member(judge: Judge) -> None:
    """A baseline that is taken from an observation needs all members too, whatever came later."""
    yaml = SHARE.replace(", value: 30%", "")
    rows = "2015,,2016-01-01,hbo,30,100 2016,,2017-01-01,hbo,30,100 2016,,2017-01-01,mbo,50,100"
    seen = judge(yaml, rows, header=MEMBERS)
    assert (seen.status, seen.missing) == (Status.INCOMPLETE, ("mbo",))


def test_the_newest_complete_period_is_used(judge: Judge) -> None:
    """A later period that lacks a member does not hide an earlier complete one."""
    rows = "2016,,2017-01-01,hbo,30,100 2016,,2017-01-01,mbo,50,100 2017,,2018-01-01,hbo,90,100"
    seen = judge(SHARE, rows, header=MEMBERS)
    assert (seen.status, seen.latest and str(seen.latest.period), seen.missing) == (Status.MET, "2016", ())


def test_no_data_without_a_baseline_value(judge: Judge) -> None:
    """A baseline without value whose period was not observed: no neighbouring year fills in."""
    seen = judge(UP.replace(", value: 0}", "}", 1), "2014,0,2015-01-01 2016,30,2017-01-01")
    assert (seen.status, [note.code for note in seen.notes][-1]) == (Status.NO_DATA, "no_baseline")
    assert seen.notes[-1].value == "2015"


def test_no_data_while_nobody_knows_what_a_target_is_relative_to(judge: Judge) -> None:
    """Twice a baseline that was never measured is no level, whatever new start was made behind a break."""
    yaml = "unit: count\nbaseline: {period: 2015}\ntarget: {period: 2020, value: 2x}\n"
    yaml += "rebaseline: {period: 2016, value: 60, reason: new count}"
    seen = judge(yaml, "2016,60,2017-01-01,,B 2017,70,2018-01-01")
    assert (seen.status, seen.latest and seen.latest.value, seen.gap) == (Status.NO_DATA, 70, None)


@pytest.mark.parametrize(
    ("target", "baseline", "level"),
    [
        ("3x", "0", None), ("0.5x", "0", None), ("+20%", "0", None), ("+20%", "-5", None), ("-20%", "-5", None),
        ("+20%", "5", 6), ("3x", "-5", -15), ("3x", "2", 6),
    ],
)  # fmt: skip
def test_a_multiple_of_nothing_is_no_level(judge: Judge, target: str, baseline: str, level: int | None) -> None:
    """Three times 0 would be met by doing nothing, and 20 % on top of −5 lies below it."""
    yaml = f"unit: count\nbaseline: {{period: 2015}}\ntarget: {{period: 2020, value: {target}}}"
    seen = judge(yaml, f"2015,{baseline},2016-01-01 2017,4,2018-01-01")
    assert (seen.seen.goal and seen.seen.goal.value) == level
    assert (seen.status is Status.NO_DATA, seen.gap is None) == (level is None, level is None)


def test_no_data_without_an_observation_after_the_baseline(judge: Judge) -> None:
    """An observation of the baseline's period or before it is no progress; the gap counts from the baseline."""
    seen = judge(UP, "2014,5,2015-01-01 2015,0,2016-01-01")
    assert (seen.status, seen.latest, seen.gap, seen.needed_per_year) == (Status.NO_DATA, None, 100, 20)


def test_members_of_the_baselines_period_alone_are_no_data(judge: Judge) -> None:
    """The baseline is declared: what lacks a member is its own period, and nothing came after it."""
    rows = "2015,,2016-01-01,hbo,30,100"
    assert judge(SHARE, rows, header=MEMBERS).status == Status.NO_DATA
    assert judge(SHARE, f"{rows} 2016,,2017-01-01,hbo,30,100", header=MEMBERS).status == Status.INCOMPLETE


def test_another_definition_of_the_baselines_period_alone_is_no_data(judge: Judge) -> None:
    """Only what was observed after the baseline could have been compared."""
    assert judge(DEFINED, "2015,9,2016-01-01,new").status == Status.NO_DATA
    assert judge(DEFINED, "2015,9,2016-01-01,new 2016,9,2017-01-01,new").status == Status.NOT_COMPARABLE


def test_without_target_and_without_figures(judge: Judge) -> None:
    """Nothing at all is no data; members without a whole are incomplete."""
    assert judge("unit: count").status == Status.NO_DATA
    assert judge(LEVELS, "2016,,2017-01-01,hbo,30,100", header=MEMBERS).status == Status.INCOMPLETE


def test_a_band_without_a_start_is_entered_at_its_near_edge(judge: Judge) -> None:
    """From below at the lower edge, from above at the upper one."""
    for direction, edge in (("increase", 20), ("decrease", 30)):
        target = "target: {period: 2020, value: {min: 20, max: 30}}"
        assert (
            judge(
                f"baseline: {{period: 2015}}\n{target}\ndirection: {direction}", "2017,25,2018-01-01"
            ).seen.goal.value
            == edge
        )


@pytest.mark.parametrize(
    ("direction", "value", "status"),
    [
        ("increase", 30, Status.MET), ("increase", 31, Status.REVERSING),
        ("decrease", 20, Status.MET), ("decrease", 19, Status.REVERSING),
    ],
)  # fmt: skip
def test_a_band_has_two_edges(judge: Judge, direction: str, value: int, status: Status) -> None:
    """On the far edge is inside; beyond it is past the goal."""
    start = 10 if direction == "increase" else 40
    band = f"baseline: {{period: 2015, value: {start}}}\ntarget: {{period: 2020, value: {{min: 20, max: 30}}}}"
    assert judge(f"{band}\ndirection: {direction}", f"2017,{value},2018-01-01").status == status


def test_no_data_goes_before_not_comparable(judge: Judge) -> None:
    """Without a baseline value, figures of another definition change nothing."""
    seen = judge(DEFINED.replace(", value: 0}", "}", 1), "2017,30,2018-01-01,new")
    assert seen.status is Status.NO_DATA


def test_not_comparable_when_only_other_definitions_exist(judge: Judge) -> None:
    """Figures of another definition are listed apart and never give a gap of their own."""
    seen = judge(DEFINED, "2016,30,2017-01-01,new 2017,40,2018-01-01,new")
    assert (seen.status, seen.latest, seen.gap) == (Status.NOT_COMPARABLE, None, 100)
    assert [(str(p.period), p.value) for p in seen.not_comparable] == [("2017", 40)]


def test_not_comparable_needs_a_figure_after_the_baseline(judge: Judge) -> None:
    """An old figure in another definition says nothing about progress: there is no data."""
    assert judge(DEFINED, "2014,30,2015-01-01,new").status is Status.NO_DATA


def test_not_comparable_behind_a_break(judge: Judge) -> None:
    """No change is computed across a break strictly after the baseline."""
    seen = judge(UP, "2016,30,2017-01-01,,B 2017,40,2018-01-01")
    assert (seen.status, seen.latest) == (Status.NOT_COMPARABLE, None)
    assert [str(p.period) for p in seen.not_comparable] == ["2017"]


@pytest.mark.parametrize("flag", ["B", "d", "DP"])
def test_the_newest_figure_before_a_break_stays_the_latest(judge: Judge, flag: str) -> None:
    """What lies behind the break counts as another definition."""
    seen = judge(UP, f"2016,30,2017-01-01 2017,90,2018-01-01,,{flag}")
    assert (seen.status, seen.latest and seen.latest.value) == (Status.ON_TRACK, 30)
    assert ("break", "2017") in [(note.code, note.value) for note in seen.notes]


def test_a_break_at_the_baseline_is_no_break(judge: Judge) -> None:
    """Only a break strictly after the baseline cuts the series."""
    assert judge(UP, "2015,0,2016-01-01,,B 2016,30,2017-01-01").status is Status.ON_TRACK


def test_rebaseline_restarts_behind_the_break(judge: Judge) -> None:
    """A declared new start makes the figures behind the break comparable again."""
    yaml = f"{UP}\nrebaseline: {{period: 2017, value: 20, reason: new survey}}"
    seen = judge(yaml, "2016,30,2017-01-01 2017,20,2018-01-01,,B 2018,60,2019-01-01", "2019-06-30")
    assert (seen.status, seen.baseline, seen.progress) == (Status.ON_TRACK, 20, 0.5)
    assert ("rebaseline", "2017") in [(note.code, note.value) for note in seen.notes]


def test_the_figure_of_a_new_start_belongs_to_the_new_series(judge: Judge) -> None:
    """A level that is met and lower than at the new start is falling since the new start."""
    yaml = f"{UP}\nrebaseline: {{period: 2017, value: 130, reason: new survey}}"
    seen = judge(yaml, "2016,30,2017-01-01 2017,130,2018-01-01,,B 2018,120,2019-01-01", "2019-06-30")
    notes = [(note.code, note.value) for note in seen.notes]
    assert (seen.status, notes) == (Status.MET, [("falling_since", "2017"), ("rebaseline", "2017")])


def test_a_new_start_leads_to_the_next_milestone(judge: Judge) -> None:
    """A milestone of its own period is behind it: 40 in 2017 and 100 in 2020 make 60 in 2018."""
    yaml = f"{UP}\nmilestones: [{{period: 2017, value: 50}}]"
    yaml += "\nrebaseline: {period: 2017, value: 40, reason: new survey}"
    seen = judge(yaml, "2017,40,2018-01-01,,B 2018,60,2019-01-01", "2019-06-30")
    assert (seen.status, seen.expected, seen.ratio) == (Status.ON_TRACK, 60, 1)


def test_a_new_start_in_the_target_period_leaves_no_path(judge: Judge) -> None:
    """There is no time between them in which anything could be expected."""
    yaml = f"{UP}\nrebaseline: {{period: 2020, value: 40, reason: new survey}}"
    seen = judge(yaml, "2020,40,2021-01-01,,B 2021,60,2022-01-01", "2022-06-30")
    assert (seen.status, seen.expected, seen.ratio) == (Status.MISSED, None, None)


def test_met_is_final_by_the_target_periods_own_figure(judge: Judge) -> None:
    """The target period's own figure decides; what comes later is shown, never judged."""
    seen = judge(UP, "2020,100,2021-06-01 2021,10,2022-06-01", "2023-01-01")
    assert (seen.status, seen.verdict.decided_by and str(seen.verdict.decided_by.period)) == (Status.MET, "2020")
    assert seen.latest is not None
    assert (seen.latest.value, seen.is_final, seen.release.state) == (10, True, "not_expected")


@pytest.mark.parametrize(
    ("row", "as_of", "is_final"),
    [
        ("2020,104,2021-06-01,,P", "2021-12-31", False), ("2020,104,2021-06-01,,e", "2021-12-31", False),
        ("2020,104,2021-06-01,,U", "2021-12-31", True),
        ("2020,104,2021-06-01,,P 2020,104,2022-06-01", "2022-12-31", True),
        ("2020,104,2020-05-01", "2020-12-30", False), ("2020,104,2020-05-01", "2020-12-31", True),
        ("2021,104,2021-05-01", "2021-12-30", False), ("2021,104,2021-05-01", "2022-01-01", True),
    ],
)  # fmt: skip
def test_a_first_figure_or_one_of_a_period_that_runs_decides_nothing_for_good(
    judge: Judge, row: str, as_of: str, *, is_final: bool
) -> None:
    """It gives its status, and the next release stays expected."""
    seen = judge(f"{UP}\n{RELEASE}", row, as_of)
    assert seen.status is (Status.MET if row.startswith("2020") else Status.MET_LATE)
    assert (seen.is_final, seen.verdict.decided_by is not None) == (is_final, is_final)
    assert (seen.release.state == "not_expected") == is_final


def test_a_figure_before_may_still_change_a_late_verdict_or_a_held_level(judge: Judge) -> None:
    """A provisional 95 of the deadline's year may become 100, and a held 105 of any year may become 95."""
    for flag, is_final in (("P", False), ("", True)):
        late = judge(UP, f"2020,95,2021-06-01,,{flag} 2021,104,2022-06-01", "2023-12-31")
        assert (late.status, late.is_final) == (Status.MET_LATE, is_final)
        yaml = UP.replace("value: 0", "value: 120").replace("100", "100, every_year: true")
        held = judge(yaml, f"2018,105,2019-06-01,,{flag} 2020,104,2021-06-01", "2023-12-31")
        assert (held.status, held.is_final) == (Status.MET, is_final)


@pytest.mark.parametrize(("flag", "is_final"), [("P", False), ("", True)])
def test_a_multiple_of_a_first_figure_is_not_final_either(judge: Judge, flag: str, *, is_final: bool) -> None:
    """Three times a provisional 31 may become three times something else; a declared 31 stays."""
    yaml = "unit: count\nbaseline: {period: 2015}\ntarget: {period: 2020, value: 3x}"
    rows = f"2015,31,2016-01-01,,{flag} 2020,95,2021-01-01"
    seen = [judge(text, rows, "2021-12-31") for text in (yaml, yaml.replace("2015}", "2015, value: 31}"))]
    assert [(one.status, one.is_final) for one in seen] == [(Status.MET, is_final), (Status.MET, True)]


def test_a_figure_for_a_period_that_has_not_begun_is_a_forecast(judge: Judge) -> None:
    """Published before its period, 120 in 2020 decides nothing, then or later; 90 of a running year does."""
    rows = "2017,70,2018-01-01 2020,120,2018-06-01"
    assert judge(UP, rows).status is Status.ON_TRACK
    later = judge(UP, rows, "2023-12-31")
    assert (later.status, later.latest and str(later.latest.period)) == (Status.AWAITING, "2017")
    assert judge(UP, f"{rows} 2020,90,2020-02-01", "2020-02-02").status is Status.MISSED


@pytest.mark.parametrize(
    ("promise", "direction", "parts", "status"),
    [
        ("1 in 3", "increase", "70,210", Status.MET), ("1 in 3", "increase", "69,210", Status.MISSED),
        ("5 op 6", "increase", "250,300", Status.MET), ("1 in 7", "decrease", "30,210", Status.MET),
        ("1 in 7", "decrease", "31,210", Status.MISSED),
    ],
)  # fmt: skip
def test_a_share_in_words_is_exact(judge: Judge, promise: str, direction: str, parts: str, status: Status) -> None:
    """70 of 210 is one in three, though no decimals are."""
    yaml = f"kind: share\nbaseline: {{period: 2015, value: {30 if direction == 'increase' else 40}%}}\n"
    yaml += f"target: {{period: 2020, value: {promise}}}\ndirection: {direction}"
    header = "indicator,period,value,published,numerator,denominator"
    seen = judge(yaml, f"2020,,2021-01-01,{parts}", "2021-12-31", header=header)
    assert (seen.status, seen.gap == 0) == (status, status is Status.MET)


def test_met_early_stays_met_and_says_when_it_falls(judge: Judge) -> None:
    """A target met before its period is over is met, with a note when the last change was adverse."""
    seen = judge(UP, "2017,120,2018-01-01 2018,110,2019-01-01", "2019-06-30")
    assert (seen.status, seen.verdict.decided_by) == (Status.MET, None)
    assert [(note.code, note.value) for note in seen.notes if note.code == "falling_since"] == [
        ("falling_since", "2017")
    ]
    assert seen.gap == -10


@pytest.mark.parametrize("own", ["", "2020,99,2021-06-01 "])
def test_met_late_by_a_later_figure(judge: Judge, own: str) -> None:
    """The target period's figure falls short or never came, and a later one reaches: final."""
    seen = judge(UP, f"{own}2021,100,2022-06-01 2022,10,2023-06-01", "2024-01-01")
    assert (seen.status, seen.verdict.decided_by and seen.verdict.decided_by.value) == (Status.MET_LATE, 100)
    assert ("first_seen_later", "2021") in [(note.code, note.value) for note in seen.notes]


def test_missed_until_a_figure_reaches(judge: Judge) -> None:
    """A figure of the target period or later that falls short is a miss, but not a final one."""
    seen = judge(UP, "2020,99,2021-06-01", "2021-12-31")
    assert (seen.status, seen.severity, seen.verdict.decided_by) == (Status.MISSED, Severity.CRITICAL, None)


def test_missed_by_the_target_periods_figure_before_the_period_is_over(judge: Judge) -> None:
    """A figure of the target period may be published early; it decides at once."""
    assert judge(UP, "2020,99,2020-11-01", "2020-11-30").status is Status.MISSED


def test_met_goes_before_missed_when_an_earlier_figure_reached(judge: Judge) -> None:
    """Only the target period and later decide: a level reached before and lost at the deadline is missed."""
    assert judge(UP, "2019,100,2020-06-01 2020,90,2021-06-01", "2022-01-01").status is Status.MISSED


@pytest.mark.parametrize(
    ("value", "carried"),
    [(100, "met"), (60, "behind"), (76, "on_track"), (10, "off_track"), (-1, "reversing")],
)
def test_awaiting_carries_the_last_verdict(judge: Judge, value: int, carried: str) -> None:
    """After the deadline without its figure: awaiting, with the status at the last observation."""
    seen = judge(UP, f"2019,{value},2020-06-01", "2021-01-01")
    assert (seen.status, seen.verdict.carries) == (Status.AWAITING, carried)


def test_awaiting_begins_the_day_after_the_period(judge: Judge) -> None:
    """On the last day of the target period it is not over yet."""
    assert judge(UP, "2019,76,2020-06-01", "2020-12-31").status is Status.ON_TRACK
    assert judge(UP, "2019,76,2020-06-01", "2021-01-01").status is Status.AWAITING


def test_no_data_goes_before_awaiting(judge: Judge) -> None:
    """Nothing to carry: a deadline that passed without any figure is no data."""
    assert judge(UP, "", "2021-01-01").status is Status.NO_DATA


RELEASE = "release: {every: year, lag: 6 months, grace: 1 month}"


@pytest.mark.parametrize(
    ("release", "value", "as_of", "severity"),
    [
        (RELEASE, 100, "2021-01-01", Severity.OK),
        (RELEASE, 100, "2021-07-31", Severity.OK),
        (RELEASE, 100, "2021-08-01", Severity.WARNING),
        ("", 100, "2021-01-01", Severity.WARNING),
        (RELEASE, 60, "2021-01-01", Severity.WARNING),
        (RELEASE, 10, "2021-08-01", Severity.CRITICAL),
    ],
)
def test_severity_of_awaiting(judge: Judge, release: str, value: int, as_of: str, severity: Severity) -> None:
    """That of what it carries; at least a warning once the release is overdue, without `release` at once."""
    seen = judge(f"{UP}\n{release}", f"2019,{value},2020-06-01", as_of)
    assert (seen.status, seen.severity) == (Status.AWAITING, severity)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("38", Status.ON_TRACK), ("37.99", Status.BEHIND), ("24", Status.BEHIND), ("23.99", Status.OFF_TRACK),
        ("0", Status.OFF_TRACK), ("-0.01", Status.REVERSING), ("37.99999999", Status.ON_TRACK),
        ("37.99999996", Status.ON_TRACK), ("37.999999959", Status.BEHIND),
    ],
)  # fmt: skip
def test_the_bands_and_their_tolerance(judge: Judge, value: str, status: Status) -> None:
    """Of 40 asked for by 2017: 0.95, 0.60 and 0 exactly belong to the better band; 1e-9 is forgiven."""
    assert judge(UP, f"2017,{value},2018-01-01").status is status


def test_the_bands_are_settings(judge: Judge) -> None:
    """A project may draw the lines elsewhere."""
    settings = "bands: {on_track: 0.8, behind: 0.5}"
    found = [judge(UP, f"2017,{v},2018-01-01", settings=settings).status for v in (32, 20, 19)]
    assert found == [Status.ON_TRACK, Status.BEHIND, Status.OFF_TRACK]


def test_met_and_lost_is_reversing_whatever_the_ratio(judge: Judge) -> None:
    """Met at the baseline and not any more: R would be positive, the way is wrong."""
    yaml = "baseline: {period: 2015}\ntarget: {period: 2020, value: 40%}"
    seen = judge(yaml, "2015,42,2016-01-01 2017,39,2018-01-01")
    assert (seen.status, seen.ratio) == (Status.REVERSING, 3.75)


def test_met_since_and_lost_is_judged_by_the_ratio(judge: Judge) -> None:
    """Reached on the way and lost again: judged by R, with a note that says until when."""
    seen = judge(UP, "2016,100,2017-01-01 2017,50,2018-01-01")
    assert (seen.status, seen.ratio) == (Status.ON_TRACK, 1.25)
    assert [(n.code, n.value) for n in seen.notes if n.code == "lost_since"] == [("lost_since", "2016")]


@pytest.mark.parametrize(("value", "status"), [("20", Status.ON_TRACK), ("19", Status.REVERSING)])
def test_a_flat_path_has_no_ratio(judge: Judge, value: str, status: Status) -> None:
    """Where nothing is asked for yet: not adverse is on track, adverse is reversing, R is null."""
    yaml = "unit: count\nbaseline: {period: 2015, value: 20}\nmilestones: [{period: 2018, value: 20}]\n"
    seen = judge(f"{yaml}target: {{period: 2020, value: 100}}", f"2017,{value},2018-01-01")
    assert (seen.status, seen.ratio) == (status, None)


@pytest.mark.parametrize(("value", "status"), [("30", Status.MET), ("31", Status.MET), ("29", Status.REVERSING)])
def test_a_level_to_hold_is_judged_by_level(judge: Judge, value: str, status: Status) -> None:
    """`every_year` with the target equal to the baseline: reached or lost; progress is null."""
    yaml = "baseline: {period: 2015, value: 30%}\ntarget: {period: 2020, value: 30%, every_year: true}"
    seen = judge(yaml, f"2017,{value},2018-01-01")
    assert (seen.status, seen.progress, seen.ratio) == (status, None, None)


@pytest.mark.parametrize(
    ("rows", "status", "short"),
    [
        ("2016,31,2017-01-01 2017,33,2018-01-01", Status.MET, None),
        ("2016,28,2017-01-01 2017,33,2018-01-01", Status.BEHIND, "2016"),
        ("2016,28,2017-01-01 2017,29.5,2018-01-01 2018,33,2019-01-01", Status.BEHIND, "2016, 2017"),
        ("2016,31,2017-01-01 2017,28,2018-01-01", Status.REVERSING, None),
        ("2017,33,2018-01-01 2019,29,2020-01-01 2020,32,2021-01-01", Status.MISSED, "2019"),
        ("2017,33,2018-01-01 2020,30,2021-01-01 2021,12,2022-01-01", Status.MET, None),
    ],
)
def test_a_level_to_hold_must_be_held_in_every_year(
    judge: Judge, rows: str, status: Status, short: str | None
) -> None:
    """One year below it is behind until the deadline and missed from it on; later years are free."""
    yaml = "baseline: {period: 2015, value: 32%}\ntarget: {period: 2020, value: 30%, every_year: true}"
    seen = judge(yaml, rows, "2023-12-31" if "2020," in rows else "2019-12-31")
    assert (seen.status, seen.verdict.carries) == (status, None)
    assert next((note.value for note in seen.notes if note.code == "fell_short"), None) == short


def test_a_hold_with_a_sloping_path_keeps_its_ratio(judge: Judge) -> None:
    """`every_year` on a target that the baseline surpasses: judged by level, R is still computed."""
    yaml = "baseline: {period: 2015, value: 35%}\ntarget: {period: 2020, value: 30%, every_year: true}"
    seen = judge(yaml, "2016,36,2017-01-01 2017,34,2018-01-01")
    assert (seen.status, seen.ratio) == (Status.MET, 0.5)
    assert [n.code for n in seen.notes if n.code == "falling_since"] == ["falling_since"]


def test_a_decrease_mirrors_everything(judge: Judge) -> None:
    """With direction decrease the gap is what is still too much."""
    yaml = "direction: decrease\nbaseline: {period: 2015, value: 12%}\ntarget: {period: 2020, value: 10%}"
    seen = judge(yaml, "2017,11,2018-01-01")
    assert (seen.status, seen.gap, seen.progress) == (Status.ON_TRACK, 1, 0.5)
    assert judge(yaml, "2017,13,2018-01-01").status is Status.REVERSING


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ((10, 11, 12, 13), Status.IMPROVING), ((13, 12, 11, 10), Status.WORSENING),
        ((10, 10, 10, 10), Status.STABLE), ((1000, 1001, 1002, 1003), Status.STABLE),
        ((10, 11, 12), Status.NO_DATA),
    ],
)  # fmt: skip
def test_without_a_target_the_trend_is_judged(judge: Judge, values: tuple[int, ...], status: Status) -> None:
    """At least four values in five years; a slope below the stable band is stable."""
    rows = " ".join(f"{2013 + n},{value},{2014 + n}-06-01" for n, value in enumerate(values))
    seen = judge("unit: count", rows)
    assert (seen.status, seen.gap, seen.ratio) == (status, None, None)


def test_values_before_the_window_do_not_count(judge: Judge) -> None:
    """Five years up to the latest: the sixth year back is outside."""
    rows = " ".join(f"{year},{year},{year + 1}-01-01" for year in (2011, 2012, 2013, 2017))
    assert judge("unit: count", rows).status is Status.NO_DATA
    assert judge("unit: count", f"{rows} 2014,1,2015-01-01 2015,2,2016-01-01").status is Status.IMPROVING


def test_the_figure_of_the_baselines_period_counts_once(judge: Judge) -> None:
    """Declared and measured it is still one value; three are too few for a trend."""
    rows = "2013,10,2014-01-01 2014,11,2015-01-01 2015,12,2016-01-01"
    yaml = "unit: count\nbaseline: {period: 2015, value: 12}"
    assert judge(yaml, rows).status is Status.NO_DATA
    assert judge(yaml, f"2012,9,2013-01-01 {rows}").status is Status.IMPROVING


def test_destatis_looks_at_the_next_milestone(judge: Judge) -> None:
    """At one a year the 15 of 2017 become 18 in 2020, though never the 60 of 2024."""
    yaml = "unit: count\nbaseline: {period: 2011, value: 9}\ntarget: {period: 2024, value: 60}"
    rows = " ".join(f"{year},{year - 2002},{year + 1}-01-01" for year in range(2012, 2018))
    milestone = "milestones: [{period: 2020, value: 18}]"
    found = [judge(text, rows, method=MethodName.DESTATIS).status for text in (yaml, f"{yaml}\n{milestone}")]
    assert found == [Status.OFF_TRACK, Status.ON_TRACK]


def test_without_a_direction_no_trend_is_judged(build: Callable[..., Roadmap]) -> None:
    """Nobody said which way is better, so nothing is better."""
    rows = [f"x,{year},{year},{year + 1}-01-01" for year in range(2013, 2018)]
    table = "\n".join(["indicator,period,value,published", *rows])
    roadmap = build("indicators: {x: {title: X, unit: count}}", table)
    assert assess(roadmap, date(2018, 12, 31)).assessments[0].status is Status.NO_DATA


def test_every_status_has_a_severity() -> None:
    """As the table says; that of awaiting is the severity of what it carries."""
    found = {
        severity: {str(status) for status in SEVERITIES if SEVERITIES[status] is severity} for severity in Severity
    }
    assert found == {
        Severity.OK: {"met", "met_late", "on_track", "improving", "stable"},
        Severity.UNKNOWN: {"incomplete", "no_data", "not_comparable"},
        Severity.WARNING: {"behind", "worsening"},
        Severity.CRITICAL: {"missed", "off_track", "reversing"},
    }
    assert set(Status) - SEVERITIES.keys() == {Status.AWAITING}


def test_a_band_is_reached_between_its_edges(judge: Judge) -> None:
    """The path runs to the nearer edge; inside the gap is 0, past the far edge it is reversing."""
    yaml = "unit: count\nbaseline: {period: 2015, value: 10}\ntarget: {period: 2020, value: {min: 20, max: 30}}"
    found = [judge(yaml, f"2017,{value},2018-01-01") for value in (15, 20, 25, 31)]
    assert [one.status for one in found] == [Status.ON_TRACK, Status.MET, Status.MET, Status.REVERSING]
    assert [one.gap for one in found] == [5, 0, 0, 1]
    assert (found[0].expected, found[0].ratio, found[0].progress, found[0].projected) == (14, 1.25, 0.5, 22.5)


def test_a_band_is_entered_from_above(judge: Judge) -> None:
    """Wanting less, the path runs down to the upper edge."""
    yaml = "baseline: {period: 2015, value: 40}\ntarget: {period: 2020, value: {min: 20, max: 30}}"
    seen = judge(f"{yaml}\ndirection: decrease", "2017,37.5,2018-01-01")
    assert (seen.status, seen.expected, seen.ratio, seen.progress) == (Status.BEHIND, 36, 0.625, 0.25)


@pytest.mark.parametrize(
    ("direction", "base", "value", "aim", "needed"),
    [
        ("increase", 4, 28, 24, -2), ("increase", 4, 10, 18, 4), ("increase", 4, 20, 18, -1),
        ("decrease", 40, 15, 18, 1.5), ("decrease", 40, 30, 24, -3), ("increase", 20, 29, 24, -2.5),
        ("increase", 20, 13, 18, 2.5),
    ],
)  # fmt: skip
def test_what_is_needed_leads_to_the_nearer_edge_of_a_band(
    judge: Judge, *, direction: str, base: int, value: int, aim: int, needed: float
) -> None:
    """Past the far edge one goes back to that one, not through the band to the first."""
    yaml = f"unit: count\ndirection: {direction}\nbaseline: {{period: 2014}}\n"
    yaml += "target: {period: 2019, value: {min: 18, max: 24}}"
    seen = judge(yaml, f"2014,{base},2015-01-01 2017,{value},2018-01-01")
    assert (seen.seen.goal.value, seen.seen.path.at(seen.seen.goal.period), seen.needed_per_year) == (
        aim, aim, needed,
    )  # fmt: skip


def test_a_band_that_holds_the_baseline_asks_for_nothing(judge: Judge) -> None:
    """A measured baseline inside the band is where it should be: no way to go, so no share of it."""
    yaml = "baseline: {period: 2015}\ntarget: {period: 2020, value: {min: 20, max: 30}}"
    seen = judge(yaml, "2015,25,2016-01-01 2017,26,2018-01-01")
    assert (seen.status, seen.gap, seen.expected, seen.progress, seen.ratio) == (Status.MET, 0, 25, None, None)


DECLINE = (
    "direction: decrease\nunit: count\nbaseline: {period: 2015, value: 100}\ntarget: {period: 2020, value: 50}"
)


@pytest.mark.parametrize(
    ("value", "status"), [("87", Status.OFF_TRACK), ("50", Status.MET), ("101", Status.REVERSING)]
)
def test_a_named_method_fills_only_the_rows_of_pace(judge: Judge, value: str, status: Status) -> None:
    """The pace is 0.52 by statcan and 0.65 by linear; a target that is reached is met by any method."""
    seen = judge(DECLINE, f"2016,100,2017-01-01 2017,{value},2018-01-01", method=MethodName.STATCAN)
    assert (seen.method, seen.status) == ("statcan", status)


def test_a_method_that_cannot_say_gives_no_data(judge: Judge) -> None:
    """Destatis needs four values; with two it has no symbol, and the ratio is still computed."""
    seen = judge(UP, "2016,20,2017-01-01 2017,40,2018-01-01", method=MethodName.DESTATIS)
    assert (seen.status, seen.ratio) == (Status.NO_DATA, None)


def test_the_indicators_own_method_goes_before_the_settings(judge: Judge) -> None:
    """And the one asked for on the command line before both."""
    settings, rows = "method: statcan", "2017,60,2018-01-01"
    assert judge(DECLINE, rows, settings=settings).method == "statcan"
    assert judge(f"{DECLINE}\nmethod: un2022", rows, settings=settings).method == "un2022"
    assert judge(f"{DECLINE}\nmethod: un2022", rows, method=MethodName.LINEAR).method == "linear"


def test_incomplete_names_the_member_that_blocks_the_verdict(judge: Judge) -> None:
    """With a baseline that lacks a member it is that one which is missing, whatever a later period lacks."""
    yaml = SHARE.replace(", value: 30%", "")
    rows = "2015,,2016-01-01,hbo,30,100 2016,,2017-01-01,hbo,30,100 2016,,2017-01-01,mbo,50,100 "
    seen = judge(yaml, rows + "2017,,2018-01-01,mbo,50,100", header=MEMBERS)
    assert (seen.status, seen.missing) == (Status.INCOMPLETE, ("mbo",))
