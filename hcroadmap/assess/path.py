"""The path: the values expected from baseline through milestones to target."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from hcroadmap.model.period import Period, years_between
from hcroadmap.model.vocabulary import PathKind


class Stop(NamedTuple):
    """A value that the path passes through at the end of a period."""

    period: Period
    value: Fraction


class Path(NamedTuple):
    """Straight, or growing at a constant rate, from stop to stop; flat before the first and after the last."""

    stops: tuple[Stop, ...]
    kind: PathKind = PathKind.LINEAR

    def at(self, period: Period) -> Fraction:
        """The value expected at the end of a period, in the indicator's unit.

        `linear`: y_b + (Y − y_b)·(x − b)/(T − b). `geometric`: y_b·(Y/y_b)^((x − b)/(T − b)), where both ends
        are above zero, else straight (METHODS part B, section 8).
        """
        if period >= self.stops[-1].period:
            return self.stops[-1].value
        for before, after in zip(self.stops, self.stops[1:], strict=False):
            if before.period <= period < after.period:
                share = years_between(before.period, period) / years_between(before.period, after.period)
                return self.between(before, after, share)
        return self.stops[0].value

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
