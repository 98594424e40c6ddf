"""Would another reading of the same figures give another verdict?

Readings are grouped by what they assume and never counted as votes: methods that share an assumption are one
opinion, and their agreement is no extra evidence (METHODS A3).
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from hcroadmap.assess.methods.method import Assumption, method
from hcroadmap.assess.series import Point, point_of
from hcroadmap.assess.situation import Situation
from hcroadmap.assess.status import UNKNOWN, Status
from hcroadmap.assess.verdict import decide
from hcroadmap.model.vocabulary import MethodName, PathKind


class Reading(NamedTuple):
    """One way to read the figures: a path or a named method, with its verdict on each of `Readings.figures`."""

    assumption: Assumption
    method: MethodName
    path: PathKind
    verdicts: tuple[tuple[Status | None, Fraction | float | None], ...]


class Readings(NamedTuple):
    """All readings; `figures` are the latest figure as used and its rivals."""

    figures: tuple[Point, ...]
    readings: tuple[Reading, ...]

    def of(self, assumption: Assumption) -> tuple[Reading, ...]:
        """The readings that share an assumption."""
        return tuple(reading for reading in self.readings if reading.assumption is assumption)

    def paths_differ(self) -> bool:
        """Does the choice between a straight and a growing path change the verdict on the figure used?"""
        firsts = {reading.verdicts[0][0] for reading in self.readings if reading.method is MethodName.LINEAR}
        return len(firsts - {None}) > 1

    def methods_differ(self) -> bool:
        """Does any named method judge the figure used otherwise than the straight path does?"""
        straight = self.readings[0].verdicts[0][0] if self.readings else None
        return any(reading.verdicts[0][0] not in (None, straight) for reading in self.readings)

    def figures_differ(self) -> bool:
        """Does a rival figure change any reading's verdict?"""
        return any(len({status for status, _ in reading.verdicts} - {None}) > 1 for reading in self.readings)


def readings(seen: Situation) -> Readings:
    """Read one situation in every way there is; nothing where nothing can be judged."""
    latest, path = seen.latest, seen.path
    if latest is None or path is None or decide(seen, method(MethodName.LINEAR)).status in UNKNOWN:
        return Readings((), ())
    own = latest.definition or seen.indicator.definition
    rivals = [
        point_of([row], seen.indicator)
        for row in seen.known
        if not row.used and row.period == latest.period and row.amount is not None and not row.members
        and (row.definition or seen.indicator.definition) == own
    ]  # fmt: skip
    figures = (latest, *rivals)
    straight = seen._replace(path=path._replace(kind=PathKind.LINEAR))
    found = [_read(straight, MethodName.LINEAR, Assumption.STRAIGHT, figures)]
    if all(stop.value > 0 for stop in path.stops):
        growing = seen._replace(path=path._replace(kind=PathKind.GEOMETRIC))
        found.append(_read(growing, MethodName.LINEAR, Assumption.GROWTH, figures))
    named = (name for name in MethodName if name is not MethodName.LINEAR)
    found += [_read(seen, name, method(name).ASSUMPTION, figures) for name in named]
    return Readings(figures, tuple(found))


def _read(seen: Situation, name: MethodName, assumption: Assumption, figures: tuple[Point, ...]) -> Reading:
    verdicts = []
    for figure in figures:
        verdict = decide(seen.replace_point(figures[0], figure), method(name))
        status = None if verdict.stands is Status.NO_DATA else verdict.stands
        verdicts.append((status, verdict.judgement.value if verdict.judgement else None))
    return Reading(assumption, name, seen.path.kind if seen.path else PathKind.LINEAR, tuple(verdicts))
