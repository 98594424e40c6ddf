"""The members of a dimension: what each lacks and, where it has a target of its own, where it stands."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from hcroadmap.assess.case import Method
from hcroadmap.assess.series import Point, by_member
from hcroadmap.assess.situation import Situation, situate
from hcroadmap.assess.status import SEVERITIES, Severity, Status
from hcroadmap.assess.verdict import Verdict, decide
from hcroadmap.model.indicator import Baseline, Indicator


class Member(NamedTuple):
    """One member of a dimension: its newest figure after the baseline, and what it lacks.

    `gap` is measured to its own target or, where it has none, to the whole's. `seen` and `verdict` are there when
    it has its own.
    """

    name: str
    latest: Point | None
    gap: Fraction | None
    seen: Situation | None = None
    verdict: Verdict | None = None

    @property
    def status(self) -> Status | None:
        """Where it stands by its own target."""
        return self.verdict.status if self.verdict else None

    @property
    def severity(self) -> Severity | None:
        """How serious that is; while a figure is awaited, that of the last one."""
        if self.verdict is None:
            return None
        carried = self.verdict.carries or Status.NO_DATA
        return SEVERITIES[carried if self.verdict.status is Status.AWAITING else self.verdict.status]


def members_of(seen: Situation, dimension: str, method: Method) -> tuple[Member, ...]:
    """The members of a dimension in the target's definition, in declared order."""
    declared = seen.indicator.dimensions.get(dimension)
    series = by_member(seen.indicator, seen.known, seen.as_of, dimension)
    own = set(declared.targets) if declared else set()
    names = [*series, *(name for name in (declared.targets if declared else ()) if name not in series)]
    return tuple(
        _judged(seen, dimension, name, method) if name in own else _unjudged(seen, name, series[name])
        for name in names
    )


def _unjudged(seen: Situation, name: str, points: tuple[Point, ...]) -> Member:
    after = seen.start.period if seen.start else None
    newest = points[-1] if points and (after is None or points[-1].period > after) else None
    comparable = seen.indicator.is_percent  # a part of a count lacks nothing to the whole's target
    return Member(name, newest, seen.goal.gap(newest.value) if seen.goal and newest and comparable else None)


def _judged(whole: Situation, dimension: str, name: str, method: Method) -> Member:
    """A member with its own target, judged as an indicator would be: by its own figures and its own baseline."""
    cell = ((dimension, name),)
    rows = tuple(row.model_copy(update={"members": ()}) for row in whole.known if row.members == cell)
    seen = situate(_alone(whole.indicator, dimension, name), rows, whole.settings, whole.as_of)
    current = seen.latest.value if seen.latest else seen.start.value if seen.start else None
    gap = seen.goal.gap(current) if seen.goal and current is not None else None
    points = by_member(whole.indicator, whole.known, whole.as_of, dimension).get(name, ())
    newest = next((point for point in points if seen.latest and point.period == seen.latest.period), None)
    return Member(name, newest, gap, seen, decide(seen, method))


def _alone(indicator: Indicator, dimension: str, name: str) -> Indicator:
    """The indicator as if it were of one member: its target, and the figure of the baseline's period."""
    baseline = Baseline.model_construct(period=indicator.baseline.period) if indicator.baseline else None
    changed: dict[str, object] = {"dimensions": {}, "milestones": (), "rebaseline": None, "baseline": baseline,
               "target": (indicator.dimensions[dimension].targets[name],)}  # fmt: skip
    return indicator.model_copy(update=changed)
