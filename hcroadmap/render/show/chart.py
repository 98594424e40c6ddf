"""Observations against the path, drawn with letters: readable at 80 columns, and in ASCII."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import floor, log10

from rich.cells import cell_len

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.series import Point
from hcroadmap.model.period import Period, years_between
from hcroadmap.render.language.amounts import Amounts
from hcroadmap.render.language.page import Page

HEIGHT = 11
NARROWEST, WIDEST = 20, 60
MEASURED, PROVISIONAL, EXPECTED, TARGET, PATH = "●", "◍", "○", "◎", "·"


class _Canvas:
    """A grid of letters with a scale: years across, the indicator's unit upwards."""

    def __init__(self, width: int, years: Fraction, low: Fraction, high: Fraction) -> None:
        self.width, self.years = width, years
        self.step = _nice((high - low) / (HEIGHT - 1) if high > low else Fraction(1))
        self.low = (low / self.step).__floor__() * self.step
        self.rows = int(((high - self.low) / self.step).__ceil__()) + 1
        self.cells = [[" "] * width for _ in range(self.rows)]

    def column(self, years: Fraction) -> int:
        """The column of a moment, in years from the left edge."""
        return round(years / self.years * (self.width - 1)) if self.years else 0

    def row(self, value: Fraction) -> int:
        """The row of a value, counted from the bottom."""
        return min(max(round((value - self.low) / self.step), 0), self.rows - 1)

    def mark(self, years: Fraction, value: Fraction, letter: str) -> None:
        """Put a letter at a moment and a value."""
        self.cells[self.row(value)][self.column(years)] = letter

    def label(self, years: Fraction, value: Fraction, text: str) -> None:
        """Put a label beside a mark: to its right where that is free, else to its left, else nowhere."""
        row, column = self.cells[self.row(value)], self.column(years)
        if "".join(row[column + 1 :]).isspace():
            row[column + 3 : column + 3 + cell_len(text)] = list(text)
        elif "".join(row[:column]).isspace() and column > cell_len(text) + 2:
            row[column - 2 - cell_len(text) : column - 2] = list(text)


def chart(assessment: Assessment, page: Page, amounts: Amounts, width: int) -> tuple[str, ...]:
    """The lines of a chart at most `width` cells wide; none without two moments, or room."""
    stops = assessment.seen.path.stops if assessment.seen.path else ()
    points = assessment.seen.history
    moments = sorted({*(point.period for point in points), *(stop.period for stop in stops)})
    values = [*(point.value for point in points), *(stop.value for stop in stops)]
    if len(moments) < 2 or max(values) == min(values):
        return ()
    first, span = moments[0], years_between(moments[0], moments[-1])
    margin = max(len(amounts.level(value)) for value in values) + 2
    labels = max(cell_len(text) for text in _labels(assessment, page, amounts)) + 3
    room = min(width - margin - labels - 2, WIDEST)
    if room < NARROWEST:
        return ()
    canvas = _Canvas(room, span, min(values), max(values))
    if assessment.seen.path:
        for column in range(canvas.width):
            moment = span * Fraction(column, canvas.width - 1)
            value = _path_value(assessment, moment, first)
            if value is not None:
                canvas.mark(moment, value, PATH)
    _marks(canvas, assessment, points, first)
    _write_labels(canvas, assessment, _labels(assessment, page, amounts), first)
    return tuple(_with_axes(canvas, amounts, moments, margin))


def _path_value(assessment: Assessment, moment: Fraction, first: Period) -> Fraction | None:
    """The path's value a number of years after the first moment; `None` outside the path."""
    path = assessment.seen.path
    stops = path.stops if path else ()
    for before, after in pairwise(stops):
        start, end = years_between(first, before.period), years_between(first, after.period)
        if start <= moment <= end and path is not None:
            return path.between(before, after, (moment - start) / (end - start))
    return None


def _marks(canvas: _Canvas, assessment: Assessment, points: Sequence[Point], first: Period) -> None:
    latest, goal, expected = assessment.latest, assessment.seen.goal, assessment.expected
    if latest and expected is not None and goal and latest.period < goal.period:
        canvas.mark(years_between(first, latest.period), expected, EXPECTED)
    start = assessment.seen.start
    if start and start.value is not None:
        canvas.mark(years_between(first, start.period), start.value, MEASURED)
    for point in points:
        letter = PROVISIONAL if point.is_provisional else MEASURED
        canvas.mark(years_between(first, point.period), point.value, letter)
    if goal and assessment.seen.path:
        canvas.mark(years_between(first, goal.period), goal.value, TARGET)


def _labels(assessment: Assessment, page: Page, amounts: Amounts) -> tuple[str, str, str]:
    """What stands beside the latest figure, the expected value and the target."""
    latest, goal = assessment.latest, assessment.seen.goal
    expected = assessment.expected if latest and goal and latest.period < goal.period else None
    finer = 0 if expected is None or expected.denominator == 1 else 1
    return (
        page.words("show.measured", value=amounts.level(latest.value)) if latest else "",
        page.words("show.expected", value=amounts.level(expected, more=finer)) if expected is not None else "",
        page.words("show.target", value=amounts.target(goal)) if goal else "",
    )


def _write_labels(canvas: _Canvas, assessment: Assessment, labels: tuple[str, str, str], first: Period) -> None:
    latest, goal, expected = assessment.latest, assessment.seen.goal, assessment.expected
    for row in canvas.cells:
        row.extend([" "] * (max(len(label) for label in labels) + 3))
    measured, awaited, target = labels
    if goal and assessment.seen.path:
        canvas.label(years_between(first, goal.period), goal.value, target)
    if latest:
        canvas.label(years_between(first, latest.period), latest.value, measured)
        if expected is not None and awaited:
            canvas.label(years_between(first, latest.period), expected, awaited)


def _with_axes(canvas: _Canvas, amounts: Amounts, moments: Sequence[Period], margin: int) -> list[str]:
    """The rows from the top with their values, then the axis with the first and last moment and those between."""
    lines = []
    for number in range(canvas.rows - 1, -1, -1):
        value = canvas.low + number * canvas.step
        finer = max(0, -floor(log10(canvas.step))) if canvas.step < 1 else 0
        tick = amounts.level(value, more=max(0, finer - amounts.decimals))
        lines.append(f"{tick.rjust(margin)} ┤{''.join(canvas.cells[number])}".rstrip())
    axis, names = ["─"] * canvas.width, [" "] * (canvas.width + 12)
    end = -1
    for moment in moments:
        column, name = canvas.column(years_between(moments[0], moment)), str(moment)
        axis[column] = "┬"
        place = max(0, column - len(name) // 2)
        if place > end:
            names[place : place + len(name)] = list(name)
            end = place + len(name)
    return [*lines, " " * margin + " └" + "".join(axis), " " * (margin + 2) + "".join(names).rstrip()]


def _nice(step: Fraction) -> Fraction:
    """The next step of 1, 2 or 5 times a power of ten."""
    power = Fraction(10) ** floor(log10(step))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= step)
