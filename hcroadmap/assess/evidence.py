"""The evidence for a verdict: its arithmetic, step by step, and whether another reading would change it.

Readings are grouped by what they assume and never counted as votes: methods that share an assumption are one
opinion, and their agreement is no extra evidence (METHODS A3).
"""

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.methods.method import Assumption, method
from hcroadmap.assess.series import Point, point_of
from hcroadmap.assess.situation import Situation
from hcroadmap.assess.status import UNKNOWN, Status
from hcroadmap.assess.verdict import decide, first_due
from hcroadmap.model.period import years_between
from hcroadmap.model.quantity import Relative, RelativeKind
from hcroadmap.model.vocabulary import IndicatorKind, MethodName, PathKind


class OperandKind(StrEnum):
    """How a number is to be written; `change` is a difference of levels, `years` may be a share of them."""

    LEVEL = "level"
    CHANGE = "change"
    TIMES = "times"
    PACE = "pace"
    SHARE = "share"
    YEARS = "years"


class Operand(NamedTuple):
    """A number in a formula; levels and changes are in the indicator's unit."""

    value: Fraction
    kind: OperandKind = OperandKind.LEVEL


class Step(NamedTuple):
    """One line of arithmetic: its name, a formula with `{0}`, `{1}`, ... for the operands, and the result.

    `period` is the one that the name speaks of.
    """

    name: str
    formula: str
    operands: tuple[Operand, ...]
    result: Operand
    period: str = ""


def steps(assessment: Assessment) -> tuple[Step, ...]:
    """The arithmetic of one verdict, as far as it applies: latest figure, target, pace, way and time."""
    return (*_latest(assessment), *_target(assessment), *_pace(assessment), *_way(assessment))


def _latest(assessment: Assessment) -> Iterator[Step]:
    """How the latest figure is made up, where it is a share or a sum."""
    latest = assessment.latest
    if latest is None or (len(latest.observations) == 1 and latest.observations[0].numerator is None):
        return
    rows = latest.observations
    places = [f"{{{index}}}" for index in range(2 * len(rows))]
    part, whole = (" + ".join(chosen) for chosen in (places[: len(rows)], places[len(rows) :]))
    if rows[0].numerator is not None:
        parts = [*(row.numerator for row in rows), *(row.denominator for row in rows)]
        operands = tuple(Operand(Fraction(part), OperandKind.TIMES) for part in parts if part is not None)
        formula = f"({part}) / ({whole})" if len(rows) > 1 else f"{part} / {whole}"
    else:
        operands = tuple(Operand(row.amount) for row in rows if row.amount is not None)
        formula = f"({part})"
    yield Step("latest", formula, operands, Operand(latest.value), str(latest.period))


def _target(assessment: Assessment) -> Iterator[Step]:
    """How a relative target follows from the baseline."""
    goal = assessment.seen.goal
    relative, agreed = goal and goal.target.value, goal and goal.agreed and goal.agreed.value
    if goal is None or agreed is None or not isinstance(relative, Relative):
        return
    amount = Operand(Fraction(relative.amount), OperandKind.TIMES)
    formula = {
        RelativeKind.TIMES: "{1} × {0}",
        RelativeKind.POINTS: "{0} + {1}",
        RelativeKind.PERCENT: "{0} × (1 + {1}/100)",
    }[relative.kind]
    yield Step("target", formula, (Operand(agreed), amount), Operand(goal.value), str(goal.period))


def _pace(assessment: Assessment) -> Iterator[Step]:
    """The path's value by now, from the stops around it, and the change measured over the change expected, R."""
    latest, path = assessment.latest, assessment.seen.path
    if latest is None or path is None:
        return
    start, expected, now = Operand(path.stops[0].value), Operand(path.at(latest.period)), Operand(latest.value)
    wanted, measured = (Operand(end.value - start.value, OperandKind.CHANGE) for end in (expected, now))
    formula, operands = "{0}", [expected]  # before the first stop and from the last on
    leg = path.leg(latest.period)
    if leg:
        before, after, share = leg
        grows = path.kind is PathKind.GEOMETRIC and before.value > 0 and after.value > 0
        formula = "{0} × ({1} / {0})^({2})" if grows else "{0} + ({1} − {0}) × {2}"
        operands = [Operand(before.value), Operand(after.value), Operand(share, OperandKind.YEARS)]
    yield Step("expected", formula, tuple(operands), expected, str(latest.period))
    yield Step("change_expected", "{0} − {1}", (expected, start), wanted)
    yield Step("change_measured", "{0} − {1}", (now, start), measured)
    if assessment.ratio is not None:
        yield Step("pace", "{0} / {1}", (measured, wanted), Operand(assessment.ratio, OperandKind.PACE))


def _way(assessment: Assessment) -> Iterator[Step]:
    """The share of the way that is done, and of the time that is over."""
    latest, goal, start = assessment.latest, assessment.seen.goal, assessment.seen.baseline
    if assessment.progress is None or latest is None or goal is None or start is None:
        return
    gone, whole = (Operand(end.value - start.value, OperandKind.CHANGE) for end in (latest, goal))
    yield Step("way", "{0} / {1}", (gone, whole), Operand(assessment.progress, OperandKind.SHARE))
    past, term = (Operand(years_between(start.period, end.period), OperandKind.YEARS) for end in (latest, goal))
    if term.value > 0:
        yield Step("time", "{0} / {1}", (past, term), Operand(past.value / term.value, OperandKind.SHARE))


class Reading(NamedTuple):
    """One way to read the figures: a path or a named method, with its verdict on each of `Readings.figures`."""

    assumption: Assumption
    method: MethodName
    path: PathKind
    verdicts: tuple[tuple[Status | None, Fraction | float | None], ...]


class Readings(NamedTuple):
    """All readings; `figures` are the figure that decides, as used, and its rivals."""

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
    """Read one situation in every way there is; nothing where nothing can be judged, or activities are counted.

    These are done in steps: to assume growth between them would say nothing.
    """
    if seen.indicator.kind is IndicatorKind.MILESTONES:
        return Readings((), ())
    verdict, path = decide(seen, method(MethodName.LINEAR)), seen.path
    figure = verdict.reached_by or first_due(seen) or seen.latest
    if figure is None or path is None or verdict.status in UNKNOWN:
        return Readings((), ())
    own = figure.definition or seen.indicator.definition
    rivals = [
        point_of([row], seen.indicator)
        for row in seen.known
        if not row.used and row.period == figure.period and row.amount is not None and not row.members
        and (row.definition or seen.indicator.definition) == own and not row.is_forecast
    ]  # fmt: skip
    figures = (figure, *rivals)
    ways = [(Assumption.STRAIGHT, MethodName.LINEAR, PathKind.LINEAR)]
    ways += [(Assumption.GROWTH, MethodName.LINEAR, PathKind.GEOMETRIC)] if path.can_grow else []
    named = [(method(name).ASSUMPTION, name, path.kind) for name in MethodName if name is not MethodName.LINEAR]
    # What asks nothing of pace is no reading of it.
    ways += [way for way in named if way[0] is not Assumption.NONE]
    found = []
    for assumption, name, kind in ways:
        so_read, verdicts = seen._replace(path=path._replace(kind=kind)), []
        for one in figures:
            verdict = decide(so_read.replace_point(figure, one), method(name))
            status = None if verdict.stands is Status.NO_DATA else verdict.stands
            verdicts.append((status, verdict.judgement.value if verdict.judgement else None))
        found.append(Reading(assumption, name, kind, tuple(verdicts)))
    return Readings(figures, tuple(found))


def comparisons(assessment: Assessment, report: Report) -> Iterator[tuple[Assessment, Point, Point]]:
    """Each indicator to compare with, and figures of the newest period that both have, else the newest of each."""
    ours = assessment.seen.history
    for other in (one for name in assessment.indicator.compare for one in report.assessments if one.id == name):
        newest = zip(ours[-1:], other.seen.history[-1:], strict=False)
        shared = [(a, b) for a in ours for b in other.seen.history if a.period.is_same(b.period)]
        yield from ((other, own, theirs) for own, theirs in (shared or list(newest))[-1:])
