"""The scales of a chart, and places for its labels where nothing is in their way."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, log10
from typing import NamedTuple

from rich.cells import cell_len

from hcroadmap.model.period import Period, years_between

WIDTH, HEIGHT = 376, 216
"""The whole picture, in units of its own; a page scales it to its column."""
TOP, BOTTOM, RIGHT = 26, 170, 354
"""The edges of the part with the figures; the left one depends on the numbers beside it."""
LETTER, LINE = 6.5, 15
"""How wide a letter is at most and how high a line, at the size that `chart.css` gives."""
AWAY = 8
"""From the middle of a mark to its label."""
Place = tuple[float, float]


class Box(NamedTuple):
    """Where a text stands."""

    left: float
    top: float
    width: float

    @property
    def is_inside(self) -> bool:
        """Does it lie within the picture, above the years?"""
        return min(self.left, self.top) >= 0 and self.left + self.width <= WIDTH and self.top + LINE <= BOTTOM

    def holds(self, place: Place) -> bool:
        """Would a text here cover a place?"""
        return self.left - 2 <= place[0] <= self.left + self.width + 2 and self.top <= place[1] <= self.top + LINE


class Plane:
    """Years across and the unit upwards; it knows which places are taken."""

    def __init__(self, moments: Sequence[Period], values: Sequence[Fraction]) -> None:
        self.first, self.years = moments[0], years_between(moments[0], moments[-1])
        low, high = min(values), max(values)
        least = ((high - low) or max(abs(high), Fraction(1))) / 4
        power = Fraction(10) ** floor(log10(least))
        step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)
        bottom = floor(low / step) - (low == high)
        self.ticks = [step * number for number in range(bottom, ceil(high / step) + 1 + (low == high))]
        self.decimals = max(0, -floor(log10(step)))
        self.left = 0.0
        self.taken: list[Place] = []

    def x(self, period: Period) -> float:
        """How far from the left the end of a period stands."""
        share = years_between(self.first, period) / self.years
        return round(self.left + float(share) * (RIGHT - self.left), 1)

    def y(self, value: Fraction) -> float:
        """How far from the top a value stands."""
        share = (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])
        return round(BOTTOM - float(share) * (BOTTOM - TOP), 1)

    def take(self, *corners: Place) -> None:
        """Keep a line through some places clear."""
        for (x, y), (to_x, to_y) in pairwise(corners):
            pieces = 1 + round(max(abs(to_x - x), abs(to_y - y)) / 4)
            self.taken += [(x + (to_x - x) * n / pieces, y + (to_y - y) * n / pieces) for n in range(pieces + 1)]

    def find_room(self, text: str, place: Place, *, below: bool, needed: bool) -> Box | None:
        """Where a text stands beside a place, rather `below` it or above, crossed by as little as can be.

        One that is not `needed` has room only where nothing crosses it.
        """
        (x, y), width = place, LETTER * cell_len(text)
        over, level, under = y - AWAY - LINE, y - LINE / 2, y + AWAY
        centre, before, after = x - width / 2, x - AWAY - width, x + AWAY
        sides = [
            (centre, over), (centre, under), (after, level), (before, level),
            (before, over), (after, over), (before, under), (after, under), (after, over - LINE),
        ]  # fmt: skip
        sides.sort(key=lambda side: (side[1] == under) is not below)
        boxes = [Box(*side, width) for side in sides if side[0] > self.left - AWAY]
        crossed = {box: sum(map(box.holds, self.taken)) for box in boxes if box.is_inside}
        best = min(crossed, key=crossed.__getitem__, default=None)
        if best is None or (crossed[best] and not needed):
            return None
        for height in (1, LINE / 2, LINE - 1):
            self.take((best.left, best.top + height), (best.left + width, best.top + height))
        return best
