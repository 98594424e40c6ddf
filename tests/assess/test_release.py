"""The release calendar: when the next figure is expected, and from when it is late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hcroadmap.assess.assessment import Assessment

Judge = Callable[..., Assessment]

PROMISE = "unit: count\nbaseline: {period: 2014, value: 10}\ntarget: {period: 2020, value: 20}\n"
YEARLY = "release: {every: year, lag: 6 months, grace: 1 month}"
QUARTERLY = "release: {every: quarter, lag: 6 weeks, grace: 10 days}"


@pytest.mark.parametrize(
    ("release", "row", "as_of", "state", "expected"),
    [
        (YEARLY, "2015,12,2016-06-30", "2017-06-29", "fresh", date(2017, 6, 30)),
        (YEARLY, "2015,12,2016-06-30", "2017-06-30", "due", date(2017, 6, 30)),
        (YEARLY, "2015,12,2016-06-30", "2017-07-31", "due", date(2017, 6, 30)),
        (YEARLY, "2015,12,2016-06-30", "2017-08-01", "overdue", date(2017, 6, 30)),
        (YEARLY, "", "2016-06-30", "due", date(2016, 6, 30)),
        (QUARTERLY, "2015-Q4,12,2016-02-11", "2016-05-11", "fresh", date(2016, 5, 12)),
        (QUARTERLY, "2015-Q4,12,2016-02-11", "2016-05-22", "due", date(2016, 5, 12)),
        (QUARTERLY, "2015-Q4,12,2016-02-11", "2016-05-23", "overdue", date(2016, 5, 12)),
        ("", "2015,12,2016-06-30", "2019-12-31", "not_expected", None),
    ],
)
def test_the_next_figure(  # noqa: PLR0917  # each of them may differ
    judge: Judge, release: str, row: str, as_of: str, state: str, expected: date | None
) -> None:
    """A period after the latest, else after the baseline, and its lag later; late once the grace is over."""
    seen = judge(PROMISE + release, row, as_of)
    assert (seen.release.state, seen.release.next) == (state, expected)


def test_nothing_is_expected_of_what_was_never_measured(judge: Judge) -> None:
    """Without a figure and without a baseline there is no period to count from."""
    seen = judge(f"unit: count\n{YEARLY}", "", "2018-12-31")
    assert (seen.release.state, seen.release.next) == ("not_expected", None)
