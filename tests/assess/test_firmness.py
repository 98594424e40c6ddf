"""How firm a verdict is: the least that tips it, and what its figure may be off by."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.firmness import Basis, Firm, Firmness, Tip
from hcroadmap.assess.status import UNKNOWN, Status
from hcroadmap.model.vocabulary import MethodName
from tests.assess.random_projects import Project, days, projects

Judge = Callable[..., Assessment]

UP = "baseline: {period: 2010, value: 0}\ntarget: {period: 2020, value: 100}\nunit: count"
MARGIN = "indicator,period,value,published,margin"
SE = "indicator,period,value,published,se"


def of(assessment: Assessment) -> Firmness:
    assert assessment.firmness is not None
    return assessment.firmness


def tips(found: Firmness) -> tuple[tuple[float, Status] | None, tuple[float, Status] | None]:
    up, down = ((float(tip.distance), tip.status) if tip else None for tip in (found.up, found.down))
    return up, down


def ways(percent: bool = True) -> st.SearchStrategy[dict[str, object]]:
    """Every method, milestones on the way, a growing path, and the unit."""
    more = {"method": st.sampled_from([str(name) for name in MethodName])}
    more["unit"] = st.sampled_from(["percent", "count", "points"] if percent else ["points"])
    more["milestones"] = st.sampled_from([(), ({"period": "2017", "value": "55"},)])
    more["spread"] = st.sampled_from(["margin", "se"])
    more["thresholds"] = st.sampled_from([None, None, ["90", "60", "40", "20"]])
    return st.fixed_dictionaries(more)


def with_figure(project: Project, one: Assessment, value: Fraction) -> Project:
    """The project with another value for the figure that decides."""
    point = one.verdict.reached_by or one.seen.history[-1]
    (row,) = point.observations
    shown = Decimal(value.numerator) / Decimal(value.denominator)
    changed = [
        each._replace(value=shown)
        if (each.period, each.published) == (str(row.period), row.published) and not each.member
        else each
        for each in project.rows
    ]
    return project._replace(rows=tuple(changed))


@settings(max_examples=300)
@given(projects(of_members=False), days, ways())
def test_a_search_finds_what_tips_it(project: Project, as_of: date, more: dict[str, Any]) -> None:
    """Slightly more than `up` or `down` changes the status, less does not, and `null` means that nothing does."""
    one = project.report(as_of, **more).assessments[0]
    if one.verdict.stands in UNKNOWN:  # awaiting carries it, too
        assert one.firmness is None
        return
    point = one.verdict.reached_by or one.seen.history[-1]

    def status(value: Fraction) -> Status:
        return with_figure(project, one, value).report(as_of, **more).assessments[0].verdict.stands

    found = of(one)
    least, most = {"percent": (0, 100), "count": (0, 400)}.get(more["unit"], (-300, 400))
    for tip, sign, end in ((found.up, 1, most), (found.down, -1, least)):
        reach = min(tip.distance, Fraction(400)) if tip else abs(end - point.value)
        for share in (Fraction(1, 10**4), *(Fraction(n, 23) for n in range(1, 23)), 1 - Fraction(1, 10**4)):
            assert status(point.value + sign * reach * share) is one.verdict.stands, (sign, float(reach * share))
        if tip:
            further = point.value + sign * (tip.distance + Fraction(1, 10**6))
            if more["unit"] != "points":
                further = min(max(further, Fraction(least)), Fraction(most) if sign > 0 else further)
            assert status(further) is tip.status


def same(one: Tip | None, other: Tip | None, scale: Fraction = Fraction(1)) -> bool:
    """Equal but for the digits of a search."""
    if one is None or other is None:
        return one is other
    expected = one.distance * scale
    return one.status is other.status and abs(expected - other.distance) <= max(expected, scale) / 10**6


@given(projects(), days, st.sampled_from(["linear", "destatis", "healthy_people"]))
def test_a_mirror_has_the_mirrored_firmness(project: Project, as_of: date, method: str) -> None:
    """The other sign of every value and the other direction: what was up is down, and the noise is equal."""
    mirrored = project.report(
        as_of, direction="decrease", value=lambda value: -value, method=method, unit="points"
    )
    one, other = (
        report.assessments[0].firmness
        for report in (project.report(as_of, method=method, unit="points"), mirrored)
    )
    assert (one is None) == (other is None)
    if one and other:
        assert same(one.up, other.down)
        assert same(one.down, other.up)
        assert (one.word, one.basis) == (other.word, other.basis)
        assert float(one.noise) == pytest.approx(float(other.noise), rel=1e-4)


@given(projects(of_members=False), days, ways())
def test_a_complement_has_the_mirrored_firmness(project: Project, as_of: date, more: dict[str, Any]) -> None:
    """Who stays and who leaves: up for the one is down for the other, by the methods that judge both alike."""
    more = {**more, "unit": "percent", "method": "linear", "milestones": (), "thresholds": None}
    rest = project.report(as_of, direction="decrease", value=lambda value: 100 - value, **more)
    one, other = (report.assessments[0].firmness for report in (project.report(as_of, **more), rest))
    assert (one is None) == (other is None)
    if one and other:
        assert (one.up, one.down, one.word, one.basis) == (other.down, other.up, other.word, other.basis)


@given(projects(), days, st.sampled_from([str(name) for name in MethodName]), st.sampled_from([-3, -1, 2, 5]))
def test_another_unit_scales_it(project: Project, as_of: date, method: str, power: int) -> None:
    """Thousands instead of ones: `up`, `down` and `noise` a thousandth, the word and its basis as they were."""

    def scaled(value: Decimal) -> Decimal:
        return value.scaleb(power)

    one = project.report(as_of, method=method).assessments[0].firmness
    other = project.report(as_of, method=method, value=scaled, margin=scaled).assessments[0].firmness
    assert (one is None) == (other is None)
    if one and other:
        factor = Fraction(10) ** power
        assert same(one.up, other.up, factor)
        assert same(one.down, other.down, factor)
        assert (one.word, one.basis) == (other.word, other.basis)
        assert float(other.noise) == pytest.approx(float(one.noise * factor), rel=1e-4)


@given(projects(), days, st.sampled_from([str(name) for name in MethodName]), st.decimals(1, 9, places=1))
def test_a_wider_margin_makes_no_verdict_firmer(
    project: Project, as_of: date, method: str, factor: Decimal
) -> None:
    """Wider margins everywhere: what was fragile stays so, and the noise is no less."""
    one = project.report(as_of, method=method).assessments[0].firmness
    other = project.report(as_of, method=method, margin=lambda margin: margin * factor).assessments[0].firmness
    assert (one is None) == (other is None)
    if one and other:
        assert (one.up, one.down) == (other.up, other.down)
        assert other.noise >= one.noise
        assert other.word is one.word or (one.word, other.word) == (Firm.FIRM, Firm.FRAGILE)


def test_the_example_of_the_method(judge: Judge) -> None:
    """From 38 in 2015 to 40 in 2020, 39.1 in 2017: met from 40 on, behind below 38 + 0.95 × 0.8."""
    yaml = "baseline: {period: 2015, value: 38}\ntarget: {period: 2020, value: 40}"
    found = of(judge(yaml, "2017,39.1,2018-11-20"))
    assert (found.up, found.down) == (Tip(Fraction(9, 10), Status.MET), Tip(Fraction(34, 100), Status.BEHIND))
    assert (found.word, found.noise, found.basis) == (Firm.UNKNOWN, Fraction(5, 100), Basis.ROUNDING)


def test_both_neighbours_are_named(judge: Judge) -> None:
    """Fragile where either is as near as the margin, whichever direction is wanted; for a share too."""
    found = of(judge(UP, "2015,40.0,2016-01-01,12", header=MARGIN))
    assert tips(found) == ((7.5, Status.ON_TRACK), (10, Status.OFF_TRACK))
    assert (found.word, found.basis) == (Firm.FRAGILE, Basis.MARGIN)
    assert of(judge(UP, "2015,40.0,2016-01-01,7.5", header=MARGIN)).word is Firm.FRAGILE
    assert of(judge(UP, "2015,40.0,2016-01-01,7.4", header=MARGIN)).word is Firm.FIRM
    down = UP.replace("value: 0", "value: 1").replace("100", "-99") + "\ndirection: decrease"
    assert tips(of(judge(down, "2015,-39.0,2016-01-01,12", header=MARGIN))) == (
        (10, Status.OFF_TRACK), (7.5, Status.ON_TRACK)
    )  # fmt: skip
    share = UP.replace("unit: count", "kind: share")
    found = of(judge(share, "2015,,2016-01-01,12,40,100", header=f"{MARGIN},numerator,denominator"))
    assert (tips(found)[0], found.word) == ((7.5, Status.ON_TRACK), Firm.FRAGILE)


@pytest.mark.parametrize(
    ("value", "noise", "word"),
    [("47", 0.5, "fragile"), ("47.0", 0.05, "unknown"), ("4.7e1", 0.5, "fragile"), ("5e1", 5.0, "fragile")],
)
def test_rounding_is_half_a_unit_of_the_last_digit(judge: Judge, value: str, noise: float, word: str) -> None:
    """47 may have been 47.49, and 47.0 may not: as it was typed. Rounding alone makes no verdict firm."""
    found = of(judge(UP, f"2015,{value},2016-01-01"))
    assert (float(found.noise), found.basis, found.word) == (noise, Basis.ROUNDING, word)


def test_the_figure_that_decided_takes_the_place_of_the_latest(judge: Judge) -> None:
    """A final verdict is tipped by the figure that made it final, not by a later one."""
    seen = judge(UP, "2020,100,2021-01-01 2021,300,2022-01-01", "2022-12-31")
    assert (seen.status, tips(of(seen))) == (Status.MET, (None, (0, Status.MET_LATE)))
    late = judge(UP, "2020,98,2021-05-01 2021,104,2022-05-01", "2023-01-01")
    assert (late.status, tips(of(late))) == (Status.MET_LATE, (None, (4, Status.MISSED)))
    missed = judge(UP, "2020,98,2021-05-01 2021,71,2022-05-01", "2023-01-01")
    assert (missed.status, tips(of(missed))) == (Status.MISSED, ((29, Status.MET_LATE), None))


def test_awaiting_is_tipped_by_what_it_carries(judge: Judge) -> None:
    """The deadline's figure is not there: the latest decides what is carried."""
    seen = judge(UP, "2015,40,2016-01-01", "2022-12-31")
    assert (seen.status, tips(of(seen))) == (Status.AWAITING, ((7.5, Status.ON_TRACK), (10, Status.OFF_TRACK)))


def test_awaiting_without_a_verdict_has_no_firmness(judge: Judge) -> None:
    """Growth from zero is not defined, so that nothing is carried that could be tipped."""
    seen = judge(UP, "2015,0.0,2016-01-01", "2022-12-31", method=MethodName.UN2022)
    assert (seen.status, seen.verdict.carries, seen.firmness) == (Status.AWAITING, Status.NO_DATA, None)


def test_a_band_is_met_between_its_edges(judge: Judge) -> None:
    """Missed on both sides of it; below it one way leads in, inside both lead out."""
    yaml = "unit: count\nbaseline: {period: 2015, value: 3}\ntarget: {period: 2017, value: {min: 11, max: 13}}"
    seen = judge(yaml, "2017,10.0,2018-01-01,5", header=MARGIN)
    assert (seen.status, tips(of(seen)), of(seen).word) == (Status.MISSED, ((1, Status.MET), None), Firm.FRAGILE)
    inside = judge(yaml, "2017,11.5,2018-01-01")
    assert tips(of(inside)) == ((1.5, Status.MISSED), (0.5, Status.MISSED))


def test_a_trend_is_tipped_at_the_stable_band(judge: Judge) -> None:
    """Without a target: where the slope over five years meets the stable band, or turns."""
    rows = "2014,10,2015-01-01 2015,11,2016-01-01 2016,12,2017-01-01 2017,13,2018-01-01"
    seen = judge("unit: count", rows, "2018-06-01")
    found = of(seen)
    assert (seen.status, found.up, found.down and found.down.status) == (Status.IMPROVING, None, Status.STABLE)
    assert found.down
    moved = rows.replace("2017,13", f"2017,{13 - float(found.down.distance) - 0.001:.4f}")
    assert judge("unit: count", moved, "2018-06-01").status is Status.STABLE


def test_nothing_that_is_impossible_tips_it(judge: Judge) -> None:
    """A percentage ends at 0 and 100, which it may reach; a count ends at 0; another unit does not end."""
    all_of_it = UP.replace("unit: count", "unit: percent")
    assert tips(of(judge(all_of_it, "2015,48,2016-01-01"))) == ((52, Status.MET), (0.5, Status.BEHIND))
    behind = UP.replace("100}", "100}\nmilestones: [{period: 2015, value: 90}]")
    assert tips(of(judge(behind, "2015,10,2016-01-01")))[1] is None
    assert tips(of(judge(behind.replace("count", "euro"), "2015,10,2016-01-01")))[1] == (10, Status.REVERSING)


def test_margins_of_members_add_up(judge: Judge) -> None:
    """Those of 9 and 12 make 15 for a sum; for a share each counts by its part of the whole."""
    members = "dimensions: {sex: {members: [f, m], complete: true}}\n"
    header = f"{MARGIN},sex,numerator,denominator"
    rows = "2015,25.0,2016-01-01,9,f,, 2015,22.5,2016-01-01,12,m,,"
    assert float(of(judge(members + UP, rows, header=header)).noise) == pytest.approx(15)
    rows = "2015,,2016-01-01,24,f,75,150 2015,,2016-01-01,8,m,20,50"
    share = members + UP.replace("unit: count", "kind: share")
    assert float(of(judge(share, rows, header=header)).noise) == pytest.approx((18**2 + 2**2) ** 0.5)


def test_a_measured_baseline_counts_as_far_as_the_verdict_follows_it(judge: Judge) -> None:
    """Halfway, the edge of on track moves by 1 − 0.95 / 2 of what the baseline does; a declared one was agreed."""
    yaml = UP.replace(", value: 0", "")
    rows = "2010,4.0,2011-01-01,8 2015,52.0,2016-01-01,"
    found = of(judge(yaml, rows, header=MARGIN))
    assert (float(found.noise), found.basis, found.word) == (pytest.approx(4.2), Basis.MARGIN, Firm.FRAGILE)
    declared = of(judge(UP.replace("value: 0", "value: 4"), rows, header=MARGIN))
    assert (declared.basis, declared.word) == (Basis.ROUNDING, Firm.UNKNOWN)
    stated = of(judge(UP.replace("value: 0", "value: 4, se: 4"), rows, header=MARGIN))
    assert (float(stated.noise), stated.basis) == (pytest.approx(1.96 * 4 * 0.525), Basis.SE)


def test_a_standard_error_counts_for_half_an_interval(judge: Judge) -> None:
    """1.96 of them; a margin that is as wide comes first."""
    found = of(judge(UP, "2015,40.0,2016-01-01,2", header=SE))
    assert (found.noise, found.basis, found.word) == (Fraction(392, 100), Basis.SE, Firm.FIRM)
    both = of(judge(UP, "2015,40.0,2016-01-01,2,3.92", header=f"{SE},margin"))
    assert (both.noise, both.basis) == (Fraction(392, 100), Basis.MARGIN)


REVISED = {2011: ("5", "8"), 2012: ("20", "21"), 2013: ("29", "29"), 2014: ("33", "35"), 2015: ("40.0",)}


def vintages(figures: dict[int, tuple[str, ...]]) -> str:
    """Each figure in the summer after its year, its revision a year later."""
    return " ".join(
        f"{year},{value},{year + 1 + late}-06-30"
        for year, values in figures.items()
        for late, value in enumerate(values)
    )


def test_revisions_tell_how_far_a_first_figure_may_be_off(judge: Judge) -> None:
    """The median of 3, 1, 0 and 2: the latest could not yet be revised. Of three periods nothing is known."""
    found = of(judge(UP, vintages(REVISED), "2017-01-01"))
    assert (found.noise, found.basis, found.word) == (Fraction(3, 2), Basis.REVISIONS, Firm.FIRM)
    three = {year: values for year, values in REVISED.items() if year > 2011}
    assert of(judge(UP, vintages(three), "2017-01-01")).basis is Basis.ROUNDING


def test_a_revised_member_revises_the_whole(judge: Judge) -> None:
    """Each whole is set against the sum of the first figures of its members, of which one never changed."""
    split = f"dimensions: {{sex: {{members: [f, m], complete: true}}}}\n{UP}"
    revised = vintages(REVISED).split()
    rows = [f"{row},f" for row in revised] + [f"{year},1,{year + 1}-06-30,m" for year in REVISED]
    found = of(judge(split, " ".join(rows), "2017-01-01", header="indicator,period,value,published,sex"))
    assert (found.noise, found.basis) == (Fraction(3, 2), Basis.REVISIONS)


def test_a_figure_that_was_withdrawn_is_no_revision(judge: Judge) -> None:
    """Without it there are three periods, of which nothing is known."""
    withdrawn = f"{vintages(REVISED)} 2012,,2015-01-31,,M"
    assert of(judge(UP, withdrawn, "2017-01-01")).basis is Basis.ROUNDING


def test_periods_that_could_have_been_revised_count_without_a_revision(judge: Judge) -> None:
    """Five years, one after the other, and none revised: typically nothing; one day for all tells nothing."""
    never = {year: values[-1:] for year, values in REVISED.items()}
    found = of(judge(UP, vintages(never), "2017-01-01"))
    assert (found.noise, found.basis, found.word) == (Fraction(5, 100), Basis.ROUNDING, Firm.FIRM)
    at_once = " ".join(f"{year},{values[-1]},2016-06-30" for year, values in REVISED.items())
    assert of(judge(UP, at_once, "2017-01-01")).word is Firm.UNKNOWN
    undated = " ".join(f"{year},{values[-1]}," for year, values in REVISED.items())
    assert of(judge(UP, undated, "2017-01-01")).word is Firm.UNKNOWN


@pytest.mark.parametrize(
    ("target", "value", "shared"),
    [
        ("60", "35.0", Fraction(7, 10)),  # the edge of off track, 20 + 0.6 × 20: 0.4 × 20 of it is the baseline's
        ("60, path: geometric", "33.0", Fraction(9196152, 10**7)),  # 0.4 · 1 + 0.6 · ½ · √(60 / 20)
        ("2x", "39.0", Fraction(2)),  # met at twice the baseline
        ("+10%", "20.5", Fraction(103, 100)),
    ],
)
def test_a_measured_baseline_counts_as_far_as_the_edges_follow_it(
    judge: Judge, *, target: str, value: str, shared: Fraction
) -> None:
    """Its margin times the change of the nearest edges for each unit that it moves; curved paths too."""
    yaml = f"unit: count\nbaseline: {{period: 2012}}\ntarget: {{period: 2022, value: {target}}}"
    found = of(judge(yaml, f"2012,20.0,2013-01-01,3 2017,{value},2018-01-01", header=MARGIN))
    assert (float(found.noise), found.basis) == (pytest.approx(3 * float(shared), rel=1e-5), Basis.MARGIN)


@pytest.mark.parametrize(
    ("day", "period", "value"), [("2018-12-31", "2017", "70.0"), ("2024-12-31", "2022", "59.0")]
)
def test_a_baseline_that_the_verdict_does_not_follow_tells_nothing(
    judge: Judge, *, day: str, period: str, value: str
) -> None:
    """Met or missed by the target alone: how well the baseline was measured makes that no firmer."""
    rows = f"2012,20.0,2013-01-01,3 {period},{value},{day}"
    found = of(judge("baseline: {period: 2012}\ntarget: {period: 2022, value: 60}", rows, day, header=MARGIN))
    assert (found.word, found.noise, found.basis) == (Firm.UNKNOWN, Fraction(5, 100), Basis.ROUNDING)


def test_a_small_baseline_is_not_tried_across_zero(judge: Judge) -> None:
    """Growth g from 0.01 to 80 in fifteen years: five years on, the edges are 0.01 · (1 + share · g)^5."""
    yaml = "unit: count\nbaseline: {period: 2015}\ntarget: {period: 2030, value: 80}"
    rows = "2015,0.01,2016-01-01,0.001 2020,0.10,2021-01-01"

    def edge(start: float, share: float) -> float:
        return start * math.pow(1 + share * (math.pow(80 / start, 1 / 15) - 1), 5)

    found = of(judge(yaml, rows, "2021-12-31", header=MARGIN, method=MethodName.STATCAN))
    slopes = [(edge(0.010001, share) - edge(0.009999, share)) / 0.000002 for share in (0.6, 0.95)]
    assert found.up
    assert float(found.noise) == pytest.approx(max(0.005, 0.001 * max(slopes)), rel=1e-3)
