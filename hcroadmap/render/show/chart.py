"""Observations against the path, drawn with letters, for which rich has nothing: readable in ASCII too."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import floor, log10
from typing import NamedTuple

from rich.cells import cell_len

from hcroadmap.assess.assessment import Assessment
from hcroadmap.model.period import Period, years_between
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.voice import Amounts

FULL_HEIGHT, BRIEF_HEIGHT = 11, 6
"""Rows aimed at; rounding the scale may add one or two."""
NARROWEST, WIDEST = 20, 60
MEASURED, PROVISIONAL, EXPECTED, TARGET, PATH = "●", "◍", "○", "◎", "·"
APART = 2
"""Cells between a mark and its label."""


class _Mark(NamedTuple):
    """A letter at a moment, in years from the left edge, and at a value; with what stands beside it."""

    years: Fraction
    value: Fraction
    letter: str
    label: str = ""


class _Canvas:
    """Rows of letters with a scale: years across, the indicator's unit upwards; labels may stand to the right."""

    def __init__(self, width: int, height: int, years: Fraction, values: Sequence[Fraction]) -> None:
        self.width, self.years = width, years
        least = (max(values) - min(values)) / (height - 1)
        power = Fraction(10) ** floor(log10(least))
        self.step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)
        self.low = floor(min(values) / self.step) * self.step
        rows = -floor((self.low - max(values)) / self.step) + 1
        self.rows = [[" "] * width for _ in range(rows)]

    def column(self, years: Fraction) -> int:
        """The column of a moment, in years from the left edge."""
        return round(years / self.years * (self.width - 1))

    def row(self, value: Fraction) -> list[str]:
        """The row of a value."""
        return self.rows[min(max(round((value - self.low) / self.step), 0), len(self.rows) - 1)]

    def label(self, mark: _Mark) -> None:
        """Put a label to the right of its mark, else to its left; over the path if need be, but over no mark."""
        row, column, size = self.row(mark.value), self.column(mark.years), APART + cell_len(mark.label)
        row.extend(" " * (column + 1 + size - len(row)))
        for free in ({" "}, {" ", PATH}):
            if set(row[column + 1 :]) <= free:
                row[column + 1 : column + 1 + size] = " " * APART + mark.label
                return
            if size <= column and set(row[:column]) <= free:
                row[column - size : column] = mark.label + " " * APART
                return


def chart(assessment: Assessment, page: Page, size: tuple[int, int]) -> tuple[str, ...]:
    """A chart at most `size[0]` cells wide and about `size[1]` rows high; none without two moments, or room."""
    seen, amounts, (width, height) = assessment.seen, Amounts(assessment, page), size
    stops = [*(seen.path.stops if seen.path else ()), *([seen.baseline] if seen.baseline else ())]
    moments = sorted({*(point.period for point in seen.history), *(stop.period for stop in stops)})
    values = [*(point.value for point in seen.history), *(stop.value for stop in stops)]
    if len(moments) < 2 or max(values) == min(values):
        return ()
    marks = list(_marks(assessment, amounts, moments[0]))
    margin = max(cell_len(amounts.level(value)) for value in values) + 2
    room = min(width - margin - 2 - max(APART + cell_len(mark.label) for mark in marks), WIDEST)
    if room < NARROWEST:
        return ()
    canvas = _Canvas(room, height, years_between(moments[0], moments[-1]), values)
    for mark in (*_path(assessment, canvas, moments[0]), *marks):
        canvas.row(mark.value)[canvas.column(mark.years)] = mark.letter
    for mark in reversed(marks):
        if mark.label:
            canvas.label(mark)
    decimals = max(0, -floor(log10(canvas.step)))  # as many as the step has
    rows = []
    for number, row in reversed(list(enumerate(canvas.rows))):
        tick = amounts.level(canvas.low + number * canvas.step, more=max(0, decimals - amounts.decimals))
        rows.append(f"{tick.rjust(margin)} ┤{''.join(row)}".rstrip())
    return (*rows, *_axis(canvas, moments, margin))


def _marks(assessment: Assessment, amounts: Amounts, first: Period) -> Iterator[_Mark]:
    """What was expected, measured and promised; where two meet, the later is seen."""
    words, seen, latest, goal = amounts.page.words, assessment.seen, assessment.latest, assessment.seen.goal
    expected = assessment.expected
    if latest and goal and expected is not None and latest.period < goal.period:
        level = amounts.level(expected, more=0 if expected.denominator == 1 else 1)
        label = words("show.expected", value=level)
        yield _Mark(years_between(first, latest.period), expected, EXPECTED, label)
    if seen.baseline:
        yield _Mark(years_between(first, seen.baseline.period), seen.baseline.value, MEASURED)
    for point in seen.history:
        label = words("show.measured", value=amounts.level(point.value)) if point == latest else ""
        letter = PROVISIONAL if point.is_provisional else MEASURED
        yield _Mark(years_between(first, point.period), point.value, letter, label)
    if goal and seen.path:
        label = words("show.target", value=amounts.target(goal))
        yield _Mark(years_between(first, goal.period), goal.value, TARGET, label)


def _path(assessment: Assessment, canvas: _Canvas, first: Period) -> Iterator[_Mark]:
    """Where the path runs, in each column."""
    path = assessment.seen.path
    for before, after in pairwise(path.stops) if path else ():
        start, end = years_between(first, before.period), years_between(first, after.period)
        for column in range(canvas.column(start), canvas.column(end) + 1):
            moment = canvas.years * Fraction(column, canvas.width - 1)
            if start <= moment <= end and path:
                yield _Mark(moment, path.between(before, after, (moment - start) / (end - start)), PATH)


def _axis(canvas: _Canvas, moments: Sequence[Period], margin: int) -> Iterator[str]:
    """The axis with a tick for each moment, and the names of the last, the first and those between that fit."""
    ticks, names = ["─"] * canvas.width, [" "] * (canvas.width + margin)
    for moment in (moments[-1], *moments[:-1]):
        column, name = canvas.column(years_between(moments[0], moment)), str(moment)
        ticks[column] = "┬"
        place = max(0, column - len(name) // 2)
        if set(names[max(0, place - 1) : place + len(name) + 1]) == {" "}:
            names[place : place + len(name)] = name
    yield f"{' ' * margin} └{''.join(ticks)}"
    yield f"{' ' * (margin + 2)}{''.join(names).rstrip()}"
