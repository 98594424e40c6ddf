"""What every way of judging is given and what it answers; and the ways themselves, by name."""

from enum import StrEnum
from fractions import Fraction
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from hcroadmap.assess.promise import Dated, DatedValue
from hcroadmap.assess.status import Status
from hcroadmap.model.vocabulary import MethodName

TOLERANCE = Fraction(1, 10**9)
"""Comparisons with a band's edge forgive this much, so that 0.60 exactly is not lost to rounding."""


class Assumption(StrEnum):
    """The assumption of a method about the road to the target (METHODS A3)."""

    STRAIGHT = "straight"
    GROWTH = "growth"
    RECENT = "recent"
    NONE = "none"


class Case(NamedTuple):
    """One indicator, ready to be judged.

    `sign` is +1 when an increase is wanted, −1 when a decrease is, and 0 when nobody said. `history` holds every
    comparable figure up to the latest, in order of time. `expected` is the path's value at the latest period.
    `milestones` are the values on the way to the target, in order of time. `is_percent`: do 0 and 100 end the
    scale? The standard errors are in the indicator's unit,
    and so is the change that counts as one where there is no target.
    """

    sign: int
    history: tuple[Dated, ...]
    baseline: Dated | None = None
    target: Dated | None = None
    milestones: tuple[Dated, ...] = ()
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
    baseline_se: Fraction | None = None
    latest_se: Fraction | None = None
    changed_at: Fraction | None = None

    @property
    def latest(self) -> Dated:
        """The newest comparable figure."""
        return self.history[-1]

    def at(self, value: Fraction) -> "Case":
        """The case with another value for the latest figure."""
        return self._replace(history=(*self.history[:-1], DatedValue(self.latest.period, value)))

    def is_met(self, figure: Dated, target: Fraction) -> bool:
        """Is the wanted side of the target reached, d·(y − Y) ≥ 0? Never without a declared direction."""
        return bool(self.sign) and self.sign * (figure.value - target) >= 0


class Judgement(NamedTuple):
    """A method's own label and number, and the common status they amount to (`None`: it cannot say)."""

    label: str
    value: Fraction | float | None
    status: Status | None


UNANSWERED = Judgement("not_available", None, None)
"""The answer of a method that cannot say."""


def meanings(*labels: str) -> dict[str, Status | None]:
    """What the labels of a method amount to, given the best first: on track, behind, off track and reversing."""
    paces = (Status.ON_TRACK, Status.BEHIND, Status.OFF_TRACK, Status.REVERSING)
    return {UNANSWERED.label: None, **dict(zip(labels, paces, strict=False))}


class Method(Protocol):
    """A way of judging: a module of this folder that is named in `MethodName`.

    One that has a formula for it also has `edges(case)`: every value of the latest figure at which its answer may
    change, whatever the latest is. For the others they are searched (`firmness`).
    """

    ASSUMPTION: Assumption

    def judge(self, case: Case) -> Judgement:
        """Judge one case; never raises."""
        ...


def method(name: MethodName) -> Method:
    """The method of a name, imported only when it is asked for."""
    return cast("Method", import_module(f"hcroadmap.assess.methods.{name}"))
