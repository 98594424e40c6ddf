"""Which figures count: vintages, flags, definitions and wholes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hcroadmap.assess.status import Status

Judge = Callable[..., Any]
"""Gives an assessment; untyped, so that a fraction may be compared with a plain number."""

UP = "baseline: {period: 2015, value: 0}\ntarget: {period: 2020, value: 100}\nunit: count"
DEFINED = f"definition: old\ndefinitions: {{old: Old, new: New}}\n{UP}"
VINTAGES = "2017,21345,2018-03-01 2017,23388,2018-06-01 2017,23390,2018-09-01"


@pytest.mark.parametrize(
    ("as_of", "value"),
    [
        ("2018-02-28", None), ("2018-03-01", 21345), ("2018-05-31", 21345),
        ("2018-06-01", 23388), ("2018-08-31", 23388), ("2018-09-01", 23390),
    ],
)  # fmt: skip
def test_the_newest_vintage_known_on_the_day_wins(judge: Judge, as_of: str, value: int | None) -> None:
    """21345, then 23388, then 23390: each day sees what had been published by then."""
    seen = judge(UP, VINTAGES, as_of)
    assert (seen.latest and seen.latest.value) == value


@pytest.mark.parametrize("names", [("", "old"), ("old", "")])
def test_a_revision_may_name_the_definition_or_not(judge: Judge, names: tuple[str, str]) -> None:
    """A row without one is in the indicator's own, so either is the same figure; in any order of rows."""
    rows = [f"2017,40,2018-01-01,{names[0]}", f"2017,45,2018-06-01,{names[1]}"]
    for order in (rows, rows[::-1]):
        seen = judge(DEFINED, " ".join(order))
        assert (seen.latest.value, [point.value for point in seen.seen.points]) == (45, [45])


def test_older_vintages_stay_known(judge: Judge) -> None:
    """A revision hides the older figure from the verdict, not from `show`."""
    seen = judge(UP, VINTAGES)
    assert [row.amount for row in seen.seen.known] == [21345, 23388, 23390]


def test_the_day_of_publication_defaults_to_the_end_of_the_period(judge: Judge) -> None:
    """And a note says that it was assumed."""
    assert judge(UP, "2017,40,", "2017-12-30").latest is None
    seen = judge(UP, "2017,40,", "2017-12-31")
    assert [(n.code, n.value) for n in seen.notes] == [("published_assumed", "2017-12-31")]


def test_a_forecast_is_never_an_observation(judge: Judge) -> None:
    """`F` does not count, and does not hide the figure it forecast either."""
    assert judge(UP, "2017,100,2018-01-01,,F").status is Status.NO_DATA
    seen = judge(UP, "2017,40,2018-01-01 2017,100,2018-06-01,,F")
    assert (seen.latest and seen.latest.value) == 40


@pytest.mark.parametrize("flag", ["M", "L", "O", "Q", "H"])
def test_a_withdrawn_figure_is_gone(judge: Judge, flag: str) -> None:
    """A later vintage marked as missing takes the figure back, from that day on."""
    rows = f"2016,20,2017-01-01 2017,40,2018-01-01 2017,,2018-06-01,,{flag}"
    before, after = judge(UP, rows, "2018-05-31").latest, judge(UP, rows, "2018-06-01").latest
    assert (before and before.value, after and after.value) == (40, 20)


@pytest.mark.parametrize("row", ["2017,,2018-01-01,,N", "2017,0,2018-01-01,,N"])
def test_not_significant_is_zero(judge: Judge, row: str) -> None:
    """`N` with an empty value or 0 is the number zero."""
    latest = judge(UP.replace("value: 0", "value: -10"), row).latest
    assert latest is not None
    assert latest.value == 0


def test_a_rival_figure_is_known_and_never_used(judge: Judge) -> None:
    """`used: no` keeps a figure visible with its source."""
    header = "indicator,period,value,published,used"
    seen = judge(UP, "2017,40,2018-01-01,yes 2017,99,2018-02-01,no", header=header)
    assert (seen.latest and seen.latest.value, len(seen.seen.known)) == (40, 2)


def test_other_definitions_are_kept_apart(judge: Judge) -> None:
    """The newest figure of each, and never a gap; a row without definition is in the indicator's own."""
    seen = judge(
        DEFINED, "2016,30,2017-01-01,new 2017,90,2018-01-01,new 2017,45,2018-01-01,old 2016,20,2017-01-01"
    )
    assert (seen.latest and seen.latest.value, seen.gap) == (45, 55)
    assert [(p.definition, p.value) for p in seen.not_comparable] == [("new", 90)]
    assert [p.value for p in seen.seen.history] == [20, 45]


def test_only_the_newest_figure_of_another_definition_is_listed(judge: Judge) -> None:
    """However many there are; of its members alone those of the newest period."""
    rows = [f"{year},{year - 1990},{year + 1}-01-01,new" for year in (2014, 2015, 2016, 2017)]
    assert [p.value for p in judge(DEFINED, " ".join(rows)).not_comparable] == [27]
    assert [p.value for p in judge(DEFINED, rows[0]).not_comparable] == [24]
    members = f"{DEFINED}\n{LEVELS}"
    header = "indicator,period,value,published,definition,level"
    parts = [f"{row},{level}" for row in rows for level in ("hbo", "wo")]
    for known in (parts, parts[2:], parts[4:], parts[6:]):
        found = judge(members, " ".join(known), header=header).not_comparable
        assert [(p.value, p.cell) for p in found] == [(27, (("level", "hbo"),)), (27, (("level", "wo"),))]


def test_members_are_those_of_the_indicators_own_definition(judge: Judge) -> None:
    """Which a row need not name; a member in another definition is not compared."""
    header = "indicator,period,value,published,definition,level"
    rows = "2017,10,2018-01-01,,mbo 2017,20,2018-01-01,old,hbo 2017,30,2018-01-01,new,wo"
    found = judge(f"{DEFINED}\n{LEVELS}", rows, header=header).by("level")
    assert [(m.name, m.latest and m.latest.value) for m in found] == [("mbo", 10), ("hbo", 20), ("wo", None)]


@pytest.mark.parametrize("flag", ["P", "E", "U", "I", "V"])
def test_a_provisional_figure_counts_and_says_what_would_hold_without_it(judge: Judge, flag: str) -> None:
    """The note names the status without the flagged point, where it differs."""
    seen = judge(UP, f"2016,2,2017-01-01 2017,40,2018-01-01,,{flag}")
    notes = {note.code: note.value for note in seen.notes}
    assert (seen.status, notes["flagged"], notes["provisional"]) == (Status.ON_TRACK, flag, "off_track")


def test_a_provisional_figure_that_changes_nothing_is_only_flagged(judge: Judge) -> None:
    """Leaving it out leaves the status."""
    seen = judge(UP, "2016,40,2017-01-01 2017,45,2018-01-01,,P")
    assert [note.code for note in seen.notes] == ["flagged"]


LEVELS = "dimensions: {level: {members: [mbo, hbo, wo], complete: true}}"
COUNTS = "indicator,period,value,published,level"


def test_counts_add_up_over_the_members(judge: Judge) -> None:
    """894 + 1140 + 3453 = 5487."""
    rows = "2016,894,2017-01-01,wo 2016,1140,2017-02-01,hbo 2016,3453,2017-03-01,mbo"
    seen = judge(f"{UP}\n{LEVELS}", rows, header=COUNTS)
    assert seen.latest is not None
    assert (seen.latest.value, seen.latest.published.isoformat(), seen.latest.cell) == (5487, "2017-03-01", ())


def test_a_sum_is_incomplete_until_its_last_member_is_published(judge: Judge) -> None:
    """The day before, the missing member is named."""
    rows = "2016,894,2017-01-01,wo 2016,1140,2017-02-01,hbo 2016,3453,2017-03-01,mbo"
    seen = judge(f"{UP}\n{LEVELS}", rows, "2017-02-28", header=COUNTS)
    assert (seen.status, seen.missing, seen.latest) == (Status.INCOMPLETE, ("mbo",), None)


def test_the_published_whole_goes_before_the_sum(judge: Judge) -> None:
    """A row with no dimension filled is the published figure and wins."""
    rows = "2016,894,2017-01-01,wo 2016,1140,2017-02-01,hbo 2016,3453,2017-03-01,mbo 2016,5490,2017-03-01,"
    latest = judge(f"{UP}\n{LEVELS}", rows, header=COUNTS).latest
    assert latest is not None
    assert latest.value == 5490


SHARE = "kind: share\nbaseline: {period: 2015, value: 20%}\ntarget: {period: 2020, value: 40%}\n" + LEVELS
PARTS = "indicator,period,value,numerator,denominator,published,level"
ROWS = "2016,,10,100,2017-01-01,mbo 2016,,90,100,2017-01-01,hbo 2016,,0,800,2017-01-01,wo"


def test_a_share_is_the_ratio_of_the_sums(judge: Judge) -> None:
    """100 of 1000 is 10 percent; the mean of 10, 90 and 0 percent would be 33."""
    latest = judge(SHARE, ROWS, header=PARTS).latest
    assert latest is not None
    assert (latest.value, latest.decimals, latest.cell) == (10, 1, ())


def test_a_percentage_without_its_parts_cannot_be_summed(judge: Judge) -> None:
    """A member that published only its percentage is missing from the whole, but its own figure is known."""
    rows = ROWS.replace("2016,,10,100,", "2016,10,,,")
    seen = judge(SHARE, rows, header=PARTS)
    assert (seen.status, seen.missing) == (Status.INCOMPLETE, ("mbo",))
    assert [name for name, _ in seen.seen.partials[-1].members] == ["mbo", "hbo", "wo"]


def test_members_of_a_dimension_in_declared_order(judge: Judge) -> None:
    """`by`: the newest figure of each member and what it lacks to the whole's target."""
    seen = judge(SHARE, ROWS + " 2017,,20,100,2018-01-01,mbo", header=PARTS)
    found = [(m.name, m.latest and str(m.latest.period), m.gap) for m in seen.by("level")]
    assert found == [("mbo", "2017", 20), ("hbo", "2016", -50), ("wo", "2016", 40)]


def test_a_member_without_a_figure_is_named(judge: Judge) -> None:
    """Declared members are listed even when nothing is known of them."""
    seen = judge(SHARE, "2016,,10,100,2017-01-01,mbo", header=PARTS)
    assert [(m.name, m.gap) for m in seen.by("level")] == [("mbo", 30), ("hbo", None), ("wo", None)]


def test_decimals_follow_what_was_published(judge: Judge) -> None:
    """The most among comparable figures, baseline and target, unless declared."""
    assert judge(UP, "2016,3.10,2017-01-01 2017,4,2018-01-01").decimals == 2
    assert judge(f"{UP}\ndecimals: 0", "2016,3.10,2017-01-01").decimals == 0
    assert judge(UP, "2016,3,2017-01-01").decimals == 0
    assert judge(SHARE, ROWS, header=PARTS).decimals == 1


COUNTED = f"dimensions:\n  level: {{members: [mbo, hbo], complete: true}}\n{UP}"
SPLIT = "indicator,period,value,published,level,numerator,denominator"


def test_a_sum_has_the_decimals_of_its_most_exact_member(judge: Judge) -> None:
    """21.5 and 20 make 41.5; nothing is rounded away."""
    latest = judge(COUNTED, "2017,21.5,2018-01-01,mbo 2017,20,2018-01-01,hbo", header=SPLIT).latest
    assert (float(latest.value), latest.decimals) == (41.5, 1)


def test_members_that_do_not_make_up_the_whole_are_not_added(judge: Judge) -> None:
    """Only a dimension that is declared complete has a sum."""
    rows = "2017,21,2018-01-01,mbo 2017,20,2018-01-01,hbo"
    assert judge(COUNTED.replace(", complete: true", ""), rows, header=SPLIT).latest is None


def test_a_percentage_with_parts_is_a_ratio_of_sums(judge: Judge) -> None:
    """Also where nobody wrote `kind: share`: never a sum or a mean of percentages."""
    rows = "2017,,2018-01-01,mbo,30,100 2017,,2018-01-01,hbo,10,300"
    assert judge(COUNTED.replace("unit: count", "unit: percent"), rows, header=SPLIT).latest.value == 10


def test_a_cell_of_two_dimensions_is_part_of_no_sum(judge: Judge) -> None:
    """It would be counted twice."""
    yaml = COUNTED.replace("complete: true}", "complete: true}\n  sex: {members: [m, f]}")
    rows = "2017,21,2018-01-01,mbo, 2017,20,2018-01-01,hbo, 2017,9,2018-01-01,mbo,m"
    seen = judge(yaml, rows, header="indicator,period,value,published,level,sex")
    assert seen.latest.value == 41
