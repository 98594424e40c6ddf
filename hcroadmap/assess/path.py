"""The path: the values expected from baseline through milestones to target."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from hcroadmap.model.period import Period, years_between
from hcroadmap.model.vocabulary import PathKind


class Stop(NamedTuple):
    """A value that the path passes through at the end of a period."""

    period: Period
    value: Fraction


class Leg(NamedTuple):
    """The way from one stop to the next, and the share of it (0 to 1) that should be behind us."""

    before: Stop
    after: Stop
    share: Fraction


class Path(NamedTuple):
    """Straight, or growing at a constant rate, from stop to stop; flat before the first and after the last."""

    stops: tuple[Stop, ...]
    kind: PathKind = PathKind.LINEAR

    def at(self, period: Period) -> Fraction:
        """The value expected at the end of a period, in the indicator's unit.

        `linear`: y_b + (Y − y_b)·(x − b)/(T − b). `geometric`: y_b·(Y/y_b)^((x − b)/(T − b)), where both ends
        are above zero, else straight (METHODS part B, section 8).
        """
        leg = self.leg(period)
        if leg is None:
            return self.stops[0 if period < self.stops[0].period else -1].value
        return self.between(*leg)

    def leg(self, period: Period) -> Leg | None:
        """The way from stop to stop that holds a period; `None` before the first stop and from the last on."""
        for before, after in pairwise(self.stops):
            if before.period <= period < after.period:
                gone = years_between(before.period, period)
                return Leg(before, after, gone / years_between(before.period, after.period))
        return None

    def between(self, before: Stop, after: Stop, share: Fraction) -> Fraction:
        """The value at a share (0 to 1) of the way from one stop to the next."""
        if self.kind is PathKind.GEOMETRIC and before.value > 0 and after.value > 0:
            growth = power(after.value / before.value, share)
            if growth is not None:
                return before.value * growth
        return before.value + (after.value - before.value) * share


def power(base: Fraction, exponent: Fraction) -> Fraction | None:
    """A positive base to a power, through float; `None` beyond what a float can hold."""
    try:
        return Fraction(float(base) ** float(exponent))
    except (OverflowError, ZeroDivisionError):
        return None
