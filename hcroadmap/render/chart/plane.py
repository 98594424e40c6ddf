"""The scales of a chart, and places for its labels where nothing is in their way."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, log10

from rich.cells import cell_len

from hcroadmap.assess.promise import Dated
from hcroadmap.model.period import Period, years_between

WIDTH, HEIGHT = 376, 216
"""The whole picture, in units of its own; a page scales it to its column."""
TOP, BOTTOM, RIGHT = 26, 170, 344
"""The edges of the part with the figures; the left one depends on the numbers beside it."""
LETTER, LINE = 6.2, 15
"""How wide a letter is at most and how high a line, at the size that `chart.css` gives."""
AWAY = 8
"""From the middle of a mark to its label."""
ROOM = Fraction(2, 3)
"""How much of a step the lowest mark keeps below it."""
HEAVY = 100
"""How much worse it is to cover a mark or a label than a line, which can be followed behind one."""
Place = tuple[float, float]


class Plane:
    """Years across and the unit upwards; it knows which places are taken."""

    def __init__(self, moments: Sequence[Period], values: Sequence[Fraction]) -> None:
        self.first, self.years = moments[0], years_between(moments[0], moments[-1])
        low, high = min(values), max(values)
        least = ((high - low) or max(abs(high), Fraction(1))) / 4
        power = Fraction(10) ** floor(log10(least))
        step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)
        bottom, top = floor(low / step), ceil(high / step) + (low == high)
        if bottom and low / step - bottom < ROOM:  # a label below the lowest mark has room; zero stays the floor
            bottom -= 1
        self.ticks = [step * number for number in range(bottom, top + 1)]
        self.decimals = max(0, -floor(log10(step)))
        self.left = 0.0
        self.taken: list[tuple[float, float, int]] = []

    def x(self, period: Period) -> float:
        """How far from the left the end of a period stands."""
        return round(self.left + float(years_between(self.first, period) / self.years) * (RIGHT - self.left), 1)

    def y(self, value: Fraction) -> float:
        """How far from the top a value stands."""
        share = (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])
        return round(BOTTOM - float(share) * (BOTTOM - TOP), 1)

    def at(self, figure: Dated) -> Place:
        """Where a figure stands."""
        return self.x(figure.period), self.y(figure.value)

    def take(self, *corners: Place, weight: int = 1) -> None:
        """Keep a line through some places clear; the heavier, the more so."""
        for (x, y), (to_x, to_y) in pairwise(corners):
            pieces = 1 + round(max(abs(to_x - x), abs(to_y - y)) / 4)
            steps = (n / pieces for n in range(pieces + 1))
            self.taken += [(x + (to_x - x) * step, y + (to_y - y) * step, weight) for step in steps]

    def find_room(self, text: str, place: Place, *, below: bool, most: float) -> Place | None:
        """The middle of a text's line beside a place, rather `below` it or above, crossed by as little as can be.

        It has no room where more than `most` would cross it.
        """
        (x, y), half, away = place, LETTER * cell_len(text) / 2, AWAY + LINE / 2
        before, after = x - AWAY - half, x + AWAY + half
        sides = [
            (x, y - away), (x, y + away), (after, y), (before, y), (before, y - away), (after, y - away),
            (before, y + away), (after, y + away),
        ]  # fmt: skip
        apart = 2 if most else AWAY  # a label that could be left out must not seem to be another mark's
        crossed: dict[Place, int] = {}
        for middle, level in sorted(sides, key=lambda side: (side[1] == y + away) is not below):
            is_inside = self.left - AWAY < middle - half and middle + half <= WIDTH
            if is_inside and LINE / 2 <= level <= BOTTOM - LINE / 2:
                crossed[middle, level] = sum(
                    weight
                    for a, b, weight in self.taken
                    if abs(a - middle) < half + apart and abs(b - level) <= LINE / 2
                )
        best = min(crossed, key=crossed.__getitem__, default=None)
        if best is None or crossed[best] > most:
            return None
        for height in (-LINE / 2, 0, LINE / 2):
            self.take((best[0] - half, best[1] + height), (best[0] + half, best[1] + height), weight=HEAVY)
        return best
