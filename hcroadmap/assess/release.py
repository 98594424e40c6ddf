"""The release calendar: when the next figure is expected, and whether it is late (CONTRACT section 6)."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from hcroadmap.assess.situation import Situation
from hcroadmap.assess.verdict import Verdict
from hcroadmap.model.period import add
from hcroadmap.model.vocabulary import IndicatorKind

WHOLE = 100


class ReleaseState(StrEnum):
    """Where the next figure stands."""

    FRESH = "fresh"
    DUE = "due"
    OVERDUE = "overdue"
    NOT_EXPECTED = "not_expected"


class Expectation(NamedTuple):
    """The state of the next release, the day from which it is expected, and the last on which it is not late."""

    state: ReleaseState
    next: date | None = None
    until: date | None = None


def expect(seen: Situation, verdict: Verdict) -> Expectation:
    """What to expect after the latest period: the end of the period after it, plus the lag.

    Fresh before that day, due until the grace is over, overdue from then on. Nothing is expected after a final
    verdict or the end of the series, nor without a `release` or a period to count from.
    """
    release = seen.release
    latest = seen.history[-1] if seen.history else seen.start
    if verdict.is_final or seen.has_ended or release is None or latest is None:
        return Expectation(ReleaseState.NOT_EXPECTED)
    expected = add(add(latest.period.end, release.every), release.lag)
    until = add(expected, release.grace)
    if seen.as_of < expected:
        return Expectation(ReleaseState.FRESH, expected, until)
    return Expectation(ReleaseState.OVERDUE if seen.as_of > until else ReleaseState.DUE, expected, until)


def silence(seen: Situation, verdict: Verdict) -> int | None:
    """Whole years since the period of the latest figure, where no release says when the next is late.

    `None` while that is not longer than `stale_after`, and where no further figure matters.
    """
    if seen.latest is None or seen.release or seen.has_ended or verdict.is_final:
        return None
    all_done = seen.indicator.kind is IndicatorKind.MILESTONES and seen.latest.value == WHOLE
    if all_done or seen.as_of <= add(seen.latest.period.end, seen.settings.stale_after):
        return None
    end, today = seen.latest.period.end, seen.as_of
    return today.year - end.year - ((today.month, today.day) < (end.month, end.day))
