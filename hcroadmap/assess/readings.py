"""Would another reading of the same figures give another verdict?

Readings are grouped by what they assume and never counted as votes: methods that share an assumption are one
opinion, and their agreement is no extra evidence (METHODS A3).
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from hcroadmap.assess.methods.table import method
from hcroadmap.assess.path import Path
from hcroadmap.assess.series import Point, point_of
from hcroadmap.assess.situation import Situation
from hcroadmap.assess.status import UNKNOWN, Status
from hcroadmap.assess.verdict import decide
from hcroadmap.model.vocabulary import MethodName, PathKind


class Assumption(StrEnum):
    """What a reading takes for granted."""

    STRAIGHT = "straight"
    GROWTH = "growth"
    RECENT = "recent"


ASSUMPTIONS = {
    MethodName.STATCAN: Assumption.GROWTH,
    MethodName.UN2022: Assumption.GROWTH,
    MethodName.UN2023: Assumption.GROWTH,
    MethodName.DESTATIS: Assumption.RECENT,
}


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
        """Does any named method see the figure used otherwise than the straight path?"""
        straight = self.readings[0].verdicts[0][0] if self.readings else None
        return any(reading.verdicts[0][0] not in (None, straight) for reading in self.readings)

    def figures_differ(self) -> bool:
        """Does a rival figure change any reading's verdict?"""
        return any(len({status for status, _ in reading.verdicts} - {None}) > 1 for reading in self.readings)


def readings(seen: Situation) -> Readings:
    """Read one situation in every way there is; nothing where nothing can be judged."""
    latest, path = seen.latest, seen.path
    if (
        latest is None
        or path is None
        or seen.goal is None
        or decide(seen, method(MethodName.LINEAR)).status in UNKNOWN
    ):
        return Readings((), ())
    figures = (latest, *_rivals(seen, latest))
    paths = [
        _read(seen._replace(path=Path(path.stops, kind)), MethodName.LINEAR, assumption, figures)
        for kind, assumption in ((PathKind.LINEAR, Assumption.STRAIGHT), (PathKind.GEOMETRIC, Assumption.GROWTH))
        if kind is PathKind.LINEAR or all(stop.value > 0 for stop in path.stops)
    ]
    named = [_read(seen, name, assumption, figures) for name, assumption in ASSUMPTIONS.items()]
    return Readings(figures, (*paths, *named))


def _rivals(seen: Situation, latest: Point) -> tuple[Point, ...]:
    """Figures of the latest period that were published but are not used."""
    return tuple(
        point_of((row,), seen.indicator)
        for row in seen.known
        if not row.used and row.period == latest.period and row.amount is not None and not row.members
        and (row.definition or seen.indicator.definition) == (latest.definition or seen.indicator.definition)
    )  # fmt: skip


def _read(seen: Situation, name: MethodName, assumption: Assumption, figures: tuple[Point, ...]) -> Reading:
    verdicts = []
    for figure in figures:
        variant = seen._replace(points=(*seen.points[:-1], figure), history=(*seen.history[:-1], figure))
        verdict = decide(variant, method(name))
        told = verdict.carries or verdict.status
        judged = verdict.judgement
        verdicts.append((None if told is Status.NO_DATA else told, judged.value if judged else None))
    kind = seen.path.kind if seen.path else PathKind.LINEAR
    return Reading(assumption, name, kind, tuple(verdicts))
