"""How firm a verdict is: how far its figure may move before the status changes, beside how much such figures move.

Our own rule (METHODS A4). The figure that decides is tried: the one that first reached the target, else the
latest. Between two *edges*, values at which a target, a band or a method's own measure is met, the status stays.
Where a method has no formula for its edges, they are searched between the landmarks of the case.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from hcroadmap.assess.methods.method import Case, Method
from hcroadmap.assess.series import NORMAL, Point, point_of
from hcroadmap.assess.situation import Situation
from hcroadmap.assess.status import UNKNOWN, Status
from hcroadmap.assess.verdict import Verdict, decide, rule_of
from hcroadmap.model.observation import Observation
from hcroadmap.model.vocabulary import IndicatorKind

LEAST_REVISIONS = 4
HALVINGS = 44
"""Of an interval in a search: 13 digits."""
NEAR = Fraction(1, 2**30)
SMALL = Fraction(1, 1000)
WHOLE = Fraction(100)
NONE = Fraction(0)


class Firm(StrEnum):
    """Would a verdict survive the next revision?"""

    FIRM = "firm"
    FRAGILE = "fragile"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """Where it is known from how much a figure may be off; of equals the first counts."""

    MARGIN = "margin"
    SE = "se"
    REVISIONS = "revisions"
    ROUNDING = "rounding"


class Tip(NamedTuple):
    """How far a figure must move for another status, in the indicator's unit, and which that is."""

    distance: Fraction
    status: Status


class Firmness(NamedTuple):
    """The least by which the figure must be higher or lower for another status, and what it may be off by.

    `up` and `down` are `None` where no value that is possible in the unit tips the verdict.
    """

    word: Firm
    up: Tip | None
    down: Tip | None
    noise: Fraction
    basis: Basis


def firmness(seen: Situation, verdict: Verdict, method: Method) -> Firmness | None:
    """How firm a verdict is; `None` where there is none."""
    if verdict.stands in UNKNOWN:
        return None
    point = verdict.reached_by or seen.history[-1]
    tips = _tips(seen, point, method)
    noises = {basis: size for basis, size in _noises(seen, point, method, tips) if size is not None}
    word = Firm.FIRM if noises else Firm.UNKNOWN
    noises[Basis.ROUNDING] = point.spread("rounding") or Fraction(0)
    basis = max(noises, key=lambda basis: noises[basis])
    if any(tip and tip.distance <= noises[basis] for tip in tips):
        word = Firm.FRAGILE
    return Firmness(word, *tips, noises[basis], basis)


def _noises(
    seen: Situation, point: Point, method: Method, tips: Sequence[Tip | None]
) -> Iterator[tuple[Basis, Fraction | None]]:
    """What is known, rounding aside, of how much the figure and the one it counts from may be off, in order.

    One that the verdict does not follow at all, such as the baseline of a target that is met, tells nothing.
    """
    start, baseline = seen.start, seen.indicator.baseline
    measured = _counts_from(seen)
    stated = start.se if start and baseline and baseline.se is not None and not start.rebaseline else None
    for basis, factor in ((Basis.MARGIN, Fraction(1)), (Basis.SE, NORMAL)):
        own, of_start = point.spread(basis), measured.spread(basis) if measured else None
        if basis is Basis.SE and stated is not None:
            of_start = stated
        follows = Fraction(0) if of_start is None else _follows(seen, point, method, tips)
        known = [own, of_start * follows if of_start is not None and follows else None]
        yield basis, max((size * factor for size in known if size is not None), default=None)
    yield Basis.REVISIONS, _revised_by(seen)


def _counts_from(seen: Situation) -> Point | None:
    """The figure that change is counted from: for a threshold the last but one, else a measured baseline."""
    if seen.indicator.changed_at:
        return seen.history[-2] if len(seen.history) > 1 else None
    return seen.start.point if seen.start and not seen.start.declared else None


def _follows(seen: Situation, point: Point, method: Method, tips: Sequence[Tip | None]) -> Fraction:
    """How far the values that tip a verdict move with what it counts from: 1 where they move as far as that does.

    Measured from a little below to as much above it, as a path need not be straight; never across zero, where
    growth has no meaning.
    """
    start, measured = seen.start, _counts_from(seen)
    value = measured.value if measured else start.value if start else None
    reach = max((tip.distance for tip in tips if tip), default=Fraction(0))
    if not reach or value is None:
        return Fraction(1)
    step = SMALL * min(reach, abs(value) or reach)

    def moved(change: Fraction) -> Situation:
        shifted = seen
        if measured:
            shifted = seen.replace_point(measured, measured._replace(value=measured.value + change))
        if start and start.value is not None and (measured is None or start.point is measured):
            shifted = shifted.count_from(start.value + change)
        return shifted

    below, above = (_tips(moved(change), point, method) for change in (-step, step))
    pairs = [(one, two) for one, two in zip(below, above, strict=True) if one and two and one.status is two.status]
    return max((abs(two.distance - one.distance) / (2 * step) for one, two in pairs), default=Fraction(1))


def _revised_by(seen: Situation) -> Fraction | None:
    """The median difference between a figure's first and last publication, over all that could be revised.

    `None` of fewer than four periods: those that were followed by any later publication in the series. What
    follows from activities is worked out for a day, and never published again.
    """
    if seen.indicator.kind is IndicatorKind.MILESTONES:
        return None
    points, own = seen.series.points, seen.indicator.definition
    cells = {row.members for point in points for row in point.observations}
    known = (
        row for row in seen.known
        if row.members in cells and row.used and row.published and not row.is_forecast
        and (row.definition or own) == own and row.figure is not None
    )  # fmt: skip
    editions = sorted(known, key=lambda row: row.known_on)
    firsts: dict[object, Observation] = {}
    for row in editions:
        firsts.setdefault((row.period.end, row.members), row)
    revised = list[Fraction]()
    for point in points:
        found = [firsts.get((row.period.end, row.members)) for row in point.observations]
        rows = tuple([row for row in found if row])
        if len(rows) == len(found) and max([row.known_on for row in rows]) < editions[-1].known_on:
            is_first = rows == point.observations
            revised.append(NONE if is_first else abs(point.value - point_of(rows, seen.indicator).value))
    if len(revised) < LEAST_REVISIONS:
        return None
    if not any(revised):
        return NONE
    from statistics import median

    return median(revised)


def _tips(seen: Situation, point: Point, method: Method) -> tuple[Tip | None, Tip | None]:
    """What is met first above and below a figure."""

    @cache
    def judged(value: Fraction) -> Status:
        return decide(seen.replace_point(point, point._replace(value=value)), method).stands

    edges, searched = _edges(seen, point, method)
    least, most = _ends(seen, point)
    up, down = (
        _tip(judged, (point.value, *_bounds(point.value, edges, sign, end)), end, searched=searched)
        for sign, end in ((1, most), (-1, least))
    )
    return up, down


def _edges(seen: Situation, point: Point, method: Method) -> tuple[set[Fraction], bool]:
    """The values between which the status stays, or the landmarks between which it is to be searched.

    A band is aimed at by its nearer edge, so that each side of it has its own.
    """
    goal, formula = seen.goal, getattr(rule_of(seen, method), "edges", None)
    found, sides = set[Fraction](), [point.value]
    if goal:
        found.add(goal.value)
    if goal and goal.low is not None and goal.high is not None:
        found |= {goal.low, goal.high}
        sides = [goal.low - 1, goal.low, goal.high + 1]
    for value in sides:
        there = point._replace(value=value)
        case = seen.replace_point(point, there).case(there)
        found.update(formula(case) if formula else _landmarks(case))
    return found, formula is None


def _landmarks(case: Case) -> Iterator[Fraction]:
    """The values at which the measures of the named methods may turn; between them they only rise or only fall."""
    stops = (*case.history[:-1], *case.milestones, case.baseline, case.target)
    yield from (Fraction(0), *(stop.value for stop in stops if stop), *case.thresholds)
    if case.target:
        yield from (case.target.value - 1, case.target.value + 1)  # un2023 is lenient this near to 0 and 100


def _ends(seen: Situation, point: Point) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that is possible in the unit, unless what is known lies beyond already."""
    goal, known = seen.goal, [point.value]
    known += [seen.baseline.value] if seen.baseline else []
    known += [edge for edge in (goal.value, goal.low, goal.high) if edge is not None] if goal else []
    if seen.indicator.is_percent and all(0 <= value <= WHOLE for value in known):
        return Fraction(0), WHOLE
    return (Fraction(0) if seen.indicator.unit_word == "count" and min(known) >= 0 else None), None


def _bounds(start: Fraction, edges: set[Fraction], sign: int, end: Fraction | None) -> list[Fraction]:
    """The edges on one side of a value, the nearest first, up to the end of the scale or far beyond them."""
    found = sorted((edge for edge in edges if sign * (edge - start) > 0), key=lambda edge: sign * edge)
    if end is None:
        size = max(map(abs, (start, *edges))) or Fraction(1)
        last = found[-1] if found else start
        return [*found, last + sign * size, last + sign * size / SMALL]
    return [*(edge for edge in found if sign * (end - edge) > 0), *[end] * (end != start)]


def _tip(
    judged: Callable[[Fraction], Status], bounds: Sequence[Fraction], end: Fraction | None, *, searched: bool
) -> Tip | None:
    """The first place, from bound to bound, behind which the status is another; the end itself counts too."""
    start = bounds[0]
    now = judged(start)
    for before, after in pairwise(bounds):
        share = NEAR if searched else Fraction(1, 2)
        if (status := judged(before + (after - before) * share)) is not now:
            return Tip(abs(before - start), status)
        beyond = after - (after - before) * NEAR
        if searched and judged(beyond) is not now:
            inside = before
            for _ in range(HALVINGS):
                middle = (inside + beyond) / 2
                inside, beyond = (middle, beyond) if judged(middle) is now else (inside, middle)
            return Tip(abs(beyond - start), judged(beyond))
    if end is not None and (status := judged(end)) is not now:
        return Tip(abs(end - start), status)
    return None
