"""A chart of one goal for the memo: figures, path, target and what is not compared; drawn by matplotlib.

Safe for the colour-blind: blue, orange and grey differ in lightness, and shapes and lines differ like colours.
Nothing of the day or the program is in the file: the same figures give the same bytes.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.series import Point
from hcroadmap.model.period import Period
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.voice import Amounts

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BLUE, ORANGE, GREY, INK = "#0072B2", "#D55E00", "#9A9A9A", "#333333"
STEPS = 40
STYLE: Any = {
    "svg.hashsalt": "hcroadmap", "svg.fonttype": "path", "font.family": "DejaVu Sans", "font.size": 9,
    "axes.edgecolor": GREY, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK, "text.color": INK,
    "text.parse_math": False,
}  # fmt: skip
LABEL: Any = {"textcoords": "offset points", "ha": "center", "fontweight": "bold", "zorder": 5}


def worth_drawing(one: Assessment) -> bool:
    """Is there a figure, in whatever definition?"""
    return bool(one.seen.history or _grey(one))


def draw(one: Assessment, page: Page, form: str) -> bytes:
    """The chart of a goal as `svg` or `png`."""
    import matplotlib
    from matplotlib.figure import Figure

    amounts, stream = Amounts(one, page), BytesIO()
    with matplotlib.rc_context(STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # the font's own box stands for the letter
        figure = Figure(figsize=(6.7, 2.7), layout="constrained")
        axes = figure.add_subplot()
        for index, points in enumerate(_grey(one)):  # squares on thin lines, with the member they are of
            label, last = "_nolegend_" if index else page.words("memo.chart.other"), points[-1]
            axes.plot(*_line(points), "s-", color=GREY, linewidth=0.9, markersize=4.5, zorder=1, label=label)
            if name := page.text(", ".join(member for _, member in last.cell)):
                beside: Any = {"xytext": (6, 0), "textcoords": "offset points", "va": "center"}
                axes.annotate(name, (_x(last.period), float(last.value)), color="#666666", fontsize=8, **beside)
        _goal(one, amounts, axes)
        _figures(one, amounts, axes)
        if one.seen.break_at:
            label = page.words("memo.chart.break")
            axes.axvline(_x(one.seen.break_at.period), color=INK, linestyle=":", linewidth=1.2, label=label)
        _frame(one, amounts, axes)
        about: dict[str, Any] = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
        figure.savefig(stream, format=form, metadata=about, dpi=200)
    return stream.getvalue()


def _figures(one: Assessment, amounts: Amounts, axes: Axes) -> None:
    """Observations as full dots on a line, provisional ones hollow; baseline, first and newest labelled."""
    history, start, path, words = one.seen.history, one.seen.start, one.seen.path, amounts.page.words
    axes.plot(*_line(history), color=BLUE, linewidth=1.8, zorder=3)
    for name, fill in (("measured", BLUE), ("provisional", "white")):
        if points := [point for point in history if point.is_provisional is (name == "provisional")]:
            dot: Any = {"markerfacecolor": fill, "markersize": 7, "markeredgewidth": 1.6}
            axes.plot(*_line(points), "o", color=BLUE, zorder=4, label=words(f"memo.chart.{name}"), **dot)
    named = (*history[:1], *([start.point] if start and start.point else []), *history[-1:])
    for point in dict.fromkeys(named):
        # Above a point that lies below the path, the label would be in its way.
        below = path and point.period > path.stops[0].period and point.value < path.at(point.period)
        below = below and point is not history[0]
        offset, side = (-9, "top") if below else (8, "bottom")
        place = _x(point.period), float(point.value)
        axes.annotate(amounts.level(point.value), place, xytext=(0, offset), va=side, color=BLUE, **LABEL)


def _goal(one: Assessment, amounts: Amounts, axes: Axes) -> None:
    """The path as a dashed line, the target as a diamond or the band between its edges."""
    goal, path, words = one.seen.goal, one.seen.path, amounts.page.words
    if path is not None:
        label, xs, ys = words("memo.chart.path"), list[float](), list[float]()
        for before, after in pairwise(path.stops):  # between them it may bend
            start, end = _x(before.period), _x(after.period)
            for share in (Fraction(step, STEPS) for step in range(STEPS + 1)):
                xs.append(start + (end - start) * float(share))
                ys.append(float(path.between(before, after, share)))
        axes.plot(xs, ys, color=ORANGE, linestyle="--", linewidth=1.4, zorder=2, label=label)
    if goal is None:
        return
    if goal.low is not None and goal.high is not None:
        axes.axhspan(float(goal.low), float(goal.high), color=ORANGE, alpha=0.15, zorder=1, linewidth=0)
    place = _x(goal.period), float(goal.value)
    axes.plot(*place, "D", color=ORANGE, markersize=8, zorder=4, label=words("memo.chart.goal"))
    axes.annotate(amounts.target(goal), place, xytext=(0, 9), color=ORANGE, **LABEL)


def _grey(one: Assessment) -> list[list[Point]]:
    """Series that are shown but not compared, apart by definition and member."""
    groups: defaultdict[tuple[object, ...], list[Point]] = defaultdict(list)
    partials = list(one.seen.partials)
    for definition, series in one.seen.others.items():
        partials += series.partials
        groups[definition, ()].extend(series.points)
    for partial in partials:
        for _, point in partial.members:
            groups[point.definition, point.cell].append(point)
    return [sorted(points, key=lambda point: point.period) for points in groups.values() if points]


def _frame(one: Assessment, amounts: Amounts, axes: Axes) -> None:
    """Whole years below, amounts in the reader's language at the left, no more lines than are read."""
    from matplotlib.ticker import MaxNLocator

    def tick(value: float, _: object) -> str:
        number = Fraction(value).limit_denominator(1000)
        return amounts.page.number(number, 0 if number.denominator == 1 else 1) + amounts.percent

    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=12))
    axes.xaxis.set_major_formatter("{x:.0f}")
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5))
    axes.yaxis.set_major_formatter(tick)
    axes.margins(x=0.06, y=0.24)
    axes.grid(axis="y", color="#E3E3E3", linewidth=0.7)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(length=0)
    axes.set_title(amounts.page.text(one.indicator.title), loc="left", fontsize=10, fontweight="bold")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=5, frameon=False, fontsize=8)


def _line(points: Sequence[Point]) -> tuple[list[float], list[float]]:
    return [_x(point.period) for point in points], [float(point.value) for point in points]


def _x(period: Period) -> float:
    """The end of a period on a scale on which the end of 2016 stands at 2016."""
    return period.end.year - 1 + period.end.timetuple().tm_yday / 366
