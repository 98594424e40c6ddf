"""What every way of judging is given, and what it answers."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple, Protocol

from hcroadmap.assess.status import Status
from hcroadmap.model.period import Period

TOLERANCE = Fraction(1, 10**9)
"""Comparisons with a band's edge forgive this much, so that 0.60 exactly is not lost to rounding."""


class Figure(NamedTuple):
    """A value in the indicator's unit at the end of a period."""

    period: Period
    value: Fraction


class Case(NamedTuple):
    """One indicator, ready to be judged.

    `sign` is +1 when an increase is wanted and −1 when a decrease is. `history` holds every comparable
    figure up to the latest, in order of time. `expected` is the path's value at the latest period.
    `milestones` are the values on the way to the target, in order of time. `is_percent`: do 0 and 100 end the
    scale?
    """

    sign: int
    history: tuple[Figure, ...]
    baseline: Figure | None = None
    target: Figure | None = None
    milestones: tuple[Figure, ...] = ()
    expected: Fraction | None = None
    reached: bool = False
    reached_at_baseline: bool = False
    every_year: bool = False
    is_percent: bool = True
    limit: Fraction | None = None
    thresholds: tuple[Fraction, ...] = ()
    on_track: Fraction = Fraction(95, 100)
    behind: Fraction = Fraction(60, 100)
    stable_band: Fraction = Fraction(5, 1000)

    @property
    def latest(self) -> Figure:
        """The newest comparable figure."""
        return self.history[-1]


class Judgement(NamedTuple):
    """A method's own label and number, and the common status they amount to (`None`: it cannot say)."""

    label: str
    value: Fraction | float | None
    status: Status | None


class Method(Protocol):
    """A way of judging: a module with this function."""

    def judge(self, case: Case) -> Judgement:
        """Judge one case; never raises."""
        ...
