"""Observations against the path, drawn with letters, for which rich has nothing: readable in ASCII too."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import floor, log10

from rich.cells import cell_len

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.promise import Path
from hcroadmap.model.period import Period, years_between
from hcroadmap.render.chart.content import Kind, Mark, marks
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.voice import Amounts

FULL_HEIGHT, BRIEF_HEIGHT = 11, 6
"""Rows aimed at; rounding the scale may add one or two."""
NARROWEST, WIDEST = 20, 60
LETTERS = {Kind.MEASURED: "●", Kind.PROVISIONAL: "◍", Kind.EXPECTED: "○", Kind.TARGET: "◎"}
PATH = "·"
APART = 2
"""Cells between a mark and its label."""


class _Canvas:
    """Rows of letters with a scale: years across, the indicator's unit upwards; labels may stand to the right."""

    def __init__(self, size: tuple[int, int], moments: Sequence[Period], values: Sequence[Fraction]) -> None:
        self.width, height = size
        self.first, self.years = moments[0], years_between(moments[0], moments[-1])
        least = (max(values) - min(values)) / (height - 1)
        power = Fraction(10) ** floor(log10(least))
        self.step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)
        self.low = floor(min(values) / self.step) * self.step
        rows = -floor((self.low - max(values)) / self.step) + 1
        self.rows = [[" "] * self.width for _ in range(rows)]

    def column(self, period: Period) -> int:
        return round(years_between(self.first, period) / self.years * (self.width - 1))

    def row(self, value: Fraction) -> list[str]:
        return self.rows[min(max(round((value - self.low) / self.step), 0), len(self.rows) - 1)]

    def draw(self, path: Path) -> None:
        """Draw where a path runs, in each column."""
        for before, after in pairwise(path.stops):
            start, end = (years_between(self.first, stop.period) for stop in (before, after))
            for column in range(self.column(before.period), self.column(after.period) + 1):
                share = (self.years * Fraction(column, self.width - 1) - start) / (end - start)
                if 0 <= share <= 1:
                    self.row(path.between(before, after, share))[column] = PATH

    def label(self, mark: Mark) -> None:
        """Put a label to the right of its mark, else to its left; over the path if need be, but over no mark."""
        row, column, size = self.row(mark.value), self.column(mark.period), APART + cell_len(mark.label)
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
    moments = sorted({figure.period for figure in (*seen.history, *stops)})
    values = [figure.value for figure in (*seen.history, *stops)]
    if len(moments) < 2 or max(values) == min(values):
        return ()
    drawn = [mark for mark in marks(assessment, page) if seen.path or mark.kind is not Kind.TARGET]
    margin = max(cell_len(amounts.level(value)) for value in values) + 2
    room = min(width - margin - 2 - max(APART + cell_len(mark.label) for mark in drawn), WIDEST)
    if room < NARROWEST:
        return ()
    canvas = _Canvas((room, height), moments, values)
    if seen.path:
        canvas.draw(seen.path)
    for mark in drawn:
        canvas.row(mark.value)[canvas.column(mark.period)] = LETTERS[mark.kind]
    for mark in reversed(drawn):
        if mark.label:
            canvas.label(mark)
    decimals = max(0, -floor(log10(canvas.step)))  # as many as the step has
    rows = []
    for number, row in reversed(list(enumerate(canvas.rows))):
        tick = amounts.level(canvas.low + number * canvas.step, more=max(0, decimals - amounts.decimals))
        rows.append(f"{tick.rjust(margin)} ┤{''.join(row)}".rstrip())
    return (*rows, *_axis(canvas, moments, margin))


def _axis(canvas: _Canvas, moments: Sequence[Period], margin: int) -> Iterator[str]:
    """The axis with a tick for each moment, and the names of the last, the first and those between that fit."""
    ticks, names = ["─"] * canvas.width, [" "] * (canvas.width + margin)
    for moment in (moments[-1], *moments[:-1]):
        column, name = canvas.column(moment), str(moment)
        ticks[column] = "┬"
        place = max(0, column - len(name) // 2)
        if set(names[max(0, place - 1) : place + len(name) + 1]) == {" "}:
            names[place : place + len(name)] = name
    yield f"{' ' * margin} └{''.join(ticks)}"
    yield f"{' ' * (margin + 2)}{''.join(names).rstrip()}"
