"""The release calendar: when the next figure is expected, and whether it is late."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from hcroadmap.model.indicator import Release
from hcroadmap.model.period import Period, add


class ReleaseState(StrEnum):
    """Where the next figure stands (CONTRACT section 6)."""

    FRESH = "fresh"
    DUE = "due"
    OVERDUE = "overdue"
    NOT_EXPECTED = "not_expected"


class Expectation(NamedTuple):
    """The state of the next release, the day from which it is expected, and the last on which it is not late."""

    state: ReleaseState
    next: date | None = None
    until: date | None = None


NOTHING_EXPECTED = Expectation(ReleaseState.NOT_EXPECTED)


def expect(release: Release | None, latest: Period | None, as_of: date) -> Expectation:
    """What to expect after the latest period: the end of the period after it, plus the lag.

    Fresh before that day, due until the grace is over, overdue from then on.
    """
    if release is None or latest is None:
        return NOTHING_EXPECTED
    expected = add(add(latest.end, release.every), release.lag)
    until = add(expected, release.grace)
    if as_of < expected:
        return Expectation(ReleaseState.FRESH, expected, until)
    return Expectation(ReleaseState.OVERDUE if as_of > until else ReleaseState.DUE, expected, until)
