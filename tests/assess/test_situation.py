"""What can be seen of an indicator on a day, before anything is judged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

Judge = Callable[..., Any]
"""Gives an assessment, whose `seen` is the situation; untyped, so that fractions compare with plain numbers."""

PROMISE = "unit: count\nbaseline: {period: 2013, value: 60}\ntarget: {period: 2021, value: 100}"
FIGURES = "2012,57,2013-04-01 2013,61,2014-04-01 2014,64,2015-04-01 2015,70,2016-04-01"


def dated(points: Any) -> list[tuple[str, Fraction]]:
    return [(str(point.period), point.value) for point in points]


def test_only_figures_after_the_baseline_are_judged(judge: Judge) -> None:
    """Figures of the baseline's period and before it are history: drawn, never judged."""
    seen = judge(PROMISE, FIGURES).seen
    assert dated(seen.points) == [("2014", 64), ("2015", 70)]
    assert dated(seen.history) == [("2012", 57), ("2013", 61), ("2014", 64), ("2015", 70)]
    assert (seen.latest.value, seen.current.value, seen.gap) == (70, 70, 30)


@pytest.mark.parametrize(("as_of", "latest"), [("2015-03-31", None), ("2015-04-01", 64), ("2016-04-01", 70)])
def test_a_figure_exists_from_the_day_it_was_published(judge: Judge, as_of: str, latest: int | None) -> None:
    """On the day itself it can be seen, the day before it cannot, and no row that came later is known."""
    seen = judge(PROMISE, FIGURES, as_of).seen
    assert (seen.latest and seen.latest.value) == latest
    assert all(row.known_on <= date.fromisoformat(as_of) for row in seen.known)


def test_a_revision_replaces_its_figure_from_its_own_day_on(judge: Judge) -> None:
    """Before that day the older vintage stands; afterwards it stays known, but is no figure any more."""
    rows = f"{FIGURES} 2015,67,2018-02-01"
    before, after = (judge(PROMISE, rows, day).seen for day in ("2018-01-31", "2018-02-01"))
    assert (before.latest.value, after.latest.value) == (70, 67)
    assert [row.amount for row in after.known if str(row.period) == "2015"] == [70, 67]


def test_a_declared_baseline_goes_before_the_figure_of_its_period(judge: Judge) -> None:
    """Progress counts from what was agreed; the published figure stays beside it."""
    start = judge(PROMISE, FIGURES).seen.start
    assert (start.value, start.point.value) == (60, 61)


def test_a_baseline_without_value_takes_the_figure_of_its_period_as_known_on_the_day(judge: Judge) -> None:
    """So its revision moves the start, from the day of the revision on."""
    yaml = PROMISE.replace(", value: 60", "", 1)
    rows = f"{FIGURES} 2013,63,2017-09-01"
    assert [judge(yaml, rows, day).seen.baseline.value for day in ("2017-08-31", "2017-09-01")] == [61, 63]


def test_until_its_figure_is_published_such_a_baseline_is_unknown(judge: Judge) -> None:
    """Its period is known, its value is not, and there is no path from nowhere."""
    seen = judge(PROMISE.replace(", value: 60", "", 1), FIGURES, "2014-03-31").seen
    assert (str(seen.start.period), seen.start.value) == ("2013", None)
    assert (seen.baseline, seen.current, seen.path, seen.gap) == (None,) * 4


def test_the_version_of_the_target_agreed_by_the_day_is_in_force(judge: Judge) -> None:
    """A later version does not exist before it was agreed; before any was, the first applies."""
    yaml = """unit: count
baseline: {period: 2013, value: 60}
target:
  - {period: 2021, value: 100, agreed: 2014-06-01}
  - {period: 2023, value: 90, agreed: 2017-03-15, reason: fewer places}"""
    days = ("2014-01-01", "2017-03-14", "2017-03-15")
    assert [judge(yaml, FIGURES, day).seen.goal.value for day in days] == [100, 100, 90]


def test_the_path_leads_through_the_milestones(judge: Judge) -> None:
    """From the baseline to the target by way of each of them."""
    yaml = f"{PROMISE}\nmilestones: [{{period: 2015, value: 66}}, {{period: 2018, value: 87}}]"
    path = judge(yaml, FIGURES).seen.path
    assert dated(path.stops) == [("2013", 60), ("2015", 66), ("2018", 87), ("2021", 100)]


REVISION = """\
unit: count
baseline: {period: 2013, value: 60}
target:
  - {period: 2019, value: 80, agreed: 2013-05-01}
  - {period: 2023, value: 110, agreed: 2016-09-15, reason: more}
milestones: [%s]"""


@pytest.mark.parametrize(
    ("milestone", "as_of", "is_seen"),
    [
        ("{period: 2017, value: 75}", "2014-01-01", True), ("{period: 2017, value: 75}", "2017-01-01", True),
        ("{period: 2017, value: 85}", "2016-09-14", False), ("{period: 2017, value: 85}", "2016-09-15", True),
        ("{period: 2017, value: 75, agreed: 2015-02-01}", "2015-01-31", False),
        ("{period: 2017, value: 75, agreed: 2015-02-01}", "2015-02-01", True),
    ],
)  # fmt: skip
def test_a_milestone_is_seen_with_the_target_it_leads_to(
    judge: Judge, milestone: str, as_of: str, *, is_seen: bool
) -> None:
    """85 in 2017 lies beyond the first target, so nobody had it in mind before the second was agreed."""
    path = judge(REVISION % milestone, FIGURES, as_of).seen.path
    assert (len(path.stops) == 3) == is_seen


@pytest.mark.parametrize(
    ("agreed", "as_of", "is_seen"),
    [
        ("", "2017-03-31", False), ("", "2018-03-31", False), ("", "2018-04-01", True),
        (", agreed: 2017-10-10", "2017-10-09", False), (", agreed: 2017-10-10", "2017-10-10", True),
        (", agreed: 2018-10-10", "2018-10-09", False),
    ],
)  # fmt: skip
def test_a_new_start_is_seen_from_its_day(judge: Judge, agreed: str, as_of: str, *, is_seen: bool) -> None:
    """The day on which it was agreed; where none is given, no sooner than a figure to start from."""
    yaml = f"{PROMISE}\nrebaseline: {{period: 2017, value: 86.5, reason: new register{agreed}}}"
    seen = judge(yaml, f"{FIGURES} 2016,88,2017-03-30,,B 2017,87,2018-04-01", as_of)
    assert (seen.seen.start.rebaseline is not None, seen.decimals) == (is_seen, int(is_seen))


def test_what_lies_behind_a_break_is_kept_apart(judge: Judge) -> None:
    """The figures from the break on are listed with those of other definitions, and the break is named."""
    seen = judge(PROMISE, f"{FIGURES} 2016,88,2017-04-01,,B 2017,91,2018-04-01").seen
    assert (dated(seen.points)[-1], str(seen.break_at.period)) == (("2015", 70), "2016")
    assert [dated(series.points) for series in seen.others.values()] == [[("2016", 88), ("2017", 91)]]


REDEFINED = """
unit: count
definition: old
definitions: {old: O, new: N}
baseline: {period: 2013, value: 60}
target: {period: 2021, value: 100}
rebaseline: {period: 2013, value: 50, definition: new%s, reason: other occupations}
"""
BOTH_DEFINITIONS = "2013,60,2014-04-01 2014,64,2015-04-01 2013,50,2016-03-01,new 2015,45,2016-03-01,new"


@pytest.mark.parametrize(
    ("agreed", "as_of", "definition", "latest"),
    [
        ("", "2016-02-29", "old", ("2014", 64)), ("", "2016-03-01", "new", ("2015", 45)),
        (", agreed: 2016-05-01", "2016-04-30", "old", ("2014", 64)),
        (", agreed: 2016-05-01", "2016-05-01", "new", ("2015", 45)),
    ],
)  # fmt: skip
def test_another_definition_counts_from_its_day(
    judge: Judge, agreed: str, as_of: str, definition: str, latest: tuple[str, int]
) -> None:
    """With its own start and its own figures; those of the other one are kept apart, on whichever side they are.

    A row that names no definition stays in the one in which the baseline was agreed.
    """
    seen = judge(REDEFINED % agreed, BOTH_DEFINITIONS, as_of)
    assert (seen.indicator.definition, dated(seen.seen.points)[-1]) == (definition, latest)
    assert seen.baseline == (60 if definition == "old" else 50)
    assert ("redefined" in {note.code for note in seen.notes}) == (definition == "new")
    other = {"old": "new", "new": "old"}[definition]
    assert {point.definition for point in seen.not_comparable} <= {other}
    assert all(row.definition == "old" for row in seen.seen.known if row.value and row.value.value >= 60)


def test_a_new_definition_without_figures_has_only_its_start(judge: Judge) -> None:
    """Once it is agreed the old figures count no more; a target that multiplies stays that of the old baseline."""
    yaml = (REDEFINED % ", agreed: 2016-05-01").replace("value: 100", "value: 2x")
    seen = judge(yaml, "2014,64,2015-04-01", "2016-12-31")
    assert (seen.status, seen.latest, seen.baseline, seen.seen.goal.value) == ("not_comparable", None, 50, 120)
    assert dated(seen.not_comparable) == [("2014", 64)]


def test_an_earlier_target_is_judged_in_the_definition_of_its_day(judge: Judge) -> None:
    """Replaced while it was missed, by figures that count no more."""
    versions = (
        "target: [{period: 2014, value: 90, agreed: 2013-02-01},"
        " {period: 2021, value: 100, agreed: 2015-06-01, reason: r}]"
    )
    yaml = (REDEFINED % ", agreed: 2016-05-01").replace("target: {period: 2021, value: 100}", versions)
    seen = judge(yaml, BOTH_DEFINITIONS, "2016-12-31")
    assert [note.value for note in seen.notes if note.code == "earlier_target"] == ["2014, 90, missed"]


def test_a_rebaseline_before_the_break_changes_nothing(judge: Judge) -> None:
    """It must lie at the break or behind it, where the new series is."""
    rows = f"{FIGURES} 2016,88,2017-04-01,,B"
    yaml = f"{PROMISE}\nrebaseline: {{period: 2015, value: 80, reason: new register}}"
    assert judge(yaml, rows).seen.start == judge(PROMISE, rows).seen.start


@pytest.mark.parametrize(
    ("declared", "figure", "comparable"),
    [("60", "60", True), ("60", "60.4", True), ("60.0", "60.4", False), ("60", "52", False), (None, "52", True)],
)
def test_a_break_in_the_baselines_own_period(
    judge: Judge, declared: str | None, figure: str, *, comparable: bool
) -> None:
    """A declared value that is not the figure there belongs to the series that ends; but for rounding it is."""
    yaml = PROMISE.replace(", value: 60", f", value: {declared}" if declared else "", 1)
    rows = f"2012,50,2013-04-01 2013,{figure},2014-04-01,,B 2014,53,2015-04-01 2015,56,2016-04-01"
    seen = judge(yaml, rows)
    assert (seen.status == "not_comparable", seen.latest is None) == (not comparable, not comparable)
    assert dated(seen.seen.history)[0] == (("2013", Fraction(figure)) if comparable else ("2012", 50))
    assert (seen.seen.break_at and str(seen.seen.break_at.period)) == (None if comparable else "2013")


def test_a_series_may_break_where_there_is_no_figure(judge: Judge) -> None:
    """A year that is missing and marked as a break parts the years around it."""
    seen = judge(PROMISE, f"{FIGURES} 2016,,2017-04-01,,BM 2017,99,2018-04-01")
    assert (dated(seen.seen.points)[-1], dated(seen.not_comparable)) == (("2015", 70), [("2017", 99)])


def test_a_second_break_ends_the_rebased_series(judge: Judge) -> None:
    """A new start covers one break, not the next."""
    yaml = f"{PROMISE}\nrebaseline: {{period: 2015, value: 80, reason: new register}}"
    rows = "2015,80,2016-04-01,,B 2016,83,2017-04-01 2017,95,2018-04-01,,B"
    seen = judge(yaml, rows).seen
    assert (dated(seen.points), str(seen.break_at.period)) == ([("2016", 83)], "2017")


def test_a_series_without_a_baseline_begins_at_its_last_break(judge: Judge) -> None:
    """Nothing ties it to its past."""
    seen = judge("unit: count", "2014,5,2015-04-01 2015,9,2016-04-01,,B 2016,10,2017-04-01").seen
    assert (dated(seen.history), seen.break_at) == ([("2015", 9), ("2016", 10)], None)


def test_a_method_sees_the_declared_baseline_where_its_period_has_no_figure(judge: Judge) -> None:
    """In order of time, once, and nothing later than the point that is judged."""
    seen = judge(PROMISE, "2012,57,2013-04-01 2014,64,2015-04-01 2015,70,2016-04-01").seen
    assert dated(seen.case(seen.points[0]).history) == [("2012", 57), ("2013", 60), ("2014", 64)]


def test_replacing_a_point_leaves_everything_else(judge: Judge) -> None:
    """With another value it stands in the same place; with none it is gone from points and history."""
    seen = judge(PROMISE, FIGURES).seen
    first = seen.points[0]
    other = seen.replace_point(first, first._replace(value=Fraction(65)))
    assert (dated(other.points), dated(other.history)[2]) == ([("2014", 65), ("2015", 70)], ("2014", 65))
    gone = seen.replace_point(first)
    assert (dated(gone.points), len(gone.history), gone.goal) == ([("2015", 70)], 3, seen.goal)
