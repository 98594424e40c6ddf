"""A chart of one goal for the memo: figures, path, target and what is not compared; drawn by matplotlib.

Safe for the colour-blind: blue, orange and grey differ in lightness, and shape and line say the same as colour.
Nothing of the day or the program is in the file: the same figures give the same bytes.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from importlib.util import find_spec
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.promise import Path
from hcroadmap.assess.series import Point
from hcroadmap.model.period import Period
from hcroadmap.render.language.amounts import Amounts
from hcroadmap.render.language.page import Page

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BLUE, ORANGE, GREY, INK = "#0072B2", "#D55E00", "#9A9A9A", "#333333"
STEPS = 40
STYLE: Any = {
    "svg.hashsalt": "hcroadmap", "svg.fonttype": "path", "font.family": "DejaVu Sans", "font.size": 9,
    "axes.edgecolor": GREY, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK, "text.color": INK,
    "text.parse_math": False,
}  # fmt: skip


def can_draw() -> bool:
    """Is matplotlib there? It comes with the extra `docs`."""
    return find_spec("matplotlib") is not None


def worth_drawing(assessment: Assessment) -> bool:
    """Is there a figure, in whatever definition?"""
    return bool(assessment.seen.history or _grey(assessment))


def draw(assessment: Assessment, page: Page, form: str) -> bytes:
    """The chart of a goal as `svg` or `png`."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # the font's own box stands for the letter
        figure = Figure(figsize=(6.7, 2.7), layout="constrained")
        _plot(assessment, page, figure.add_subplot())
        stream = BytesIO()
        about: dict[str, Any] = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
        figure.savefig(stream, format=form, metadata=about, dpi=200)
    return stream.getvalue()


def _plot(assessment: Assessment, page: Page, axes: Axes) -> None:
    amounts = Amounts(assessment, page)
    _others(assessment, page, axes)
    _goal(assessment, page, axes, amounts)
    _figures(assessment, page, axes, amounts)
    if assessment.seen.break_at:
        axes.axvline(_x(assessment.seen.break_at.period), color=INK, linestyle=":", linewidth=1.2,
                     label=page.words("memo.chart.break"))  # fmt: skip
    _frame(assessment, axes, amounts)


def _figures(assessment: Assessment, page: Page, axes: Axes, amounts: Amounts) -> None:
    """Observations as full dots on a line, provisional ones hollow; baseline, first and newest named."""
    history, start = assessment.seen.history, assessment.seen.start
    axes.plot(*_line(history), color=BLUE, linewidth=1.8, zorder=3)
    for name, hollow in (("measured", False), ("provisional", True)):
        points = [point for point in history if point.is_provisional is hollow]
        if points:
            axes.plot(*_line(points), "o", color=BLUE, markerfacecolor="white" if hollow else BLUE, markersize=7,
                      markeredgewidth=1.6, zorder=4, label=page.words(f"memo.chart.{name}"))  # fmt: skip
    named = (*history[:1], *(point for point in (start.point if start else None,) if point), *history[-1:])
    for point in dict.fromkeys(named):
        below = point is not history[0] and _lies_below(point, assessment.seen.path)
        axes.annotate(
            amounts.level(point.value), (_x(point.period), float(point.value)), textcoords="offset points",
            xytext=(0, -9 if below else 8), va="top" if below else "bottom", ha="center", fontweight="bold",
            color=BLUE, zorder=5,
        )  # fmt: skip


def _lies_below(point: Point, path: Path | None) -> bool:
    """Would a label above the point stand in the way of the path?"""
    return path is not None and point.period > path.stops[0].period and point.value < path.at(point.period)


def _goal(assessment: Assessment, page: Page, axes: Axes, amounts: Amounts) -> None:
    """The path as a dashed line, the target as a diamond or the band between its edges."""
    goal, path = assessment.seen.goal, assessment.seen.path
    if path is not None:
        axes.plot(
            *_curve(path),
            color=ORANGE,
            linestyle="--",
            linewidth=1.4,
            zorder=2,
            label=page.words("memo.chart.path"),
        )
    if goal is None:
        return
    if goal.low is not None and goal.high is not None:
        axes.axhspan(float(goal.low), float(goal.high), color=ORANGE, alpha=0.15, zorder=1, linewidth=0)
    axes.plot([_x(goal.period)], [float(goal.value)], "D", color=ORANGE, markersize=8, zorder=4,
              label=page.words("memo.chart.goal"))  # fmt: skip
    axes.annotate(amounts.target(goal), (_x(goal.period), float(goal.value)), xytext=(0, 9), ha="center",
                  textcoords="offset points", fontweight="bold", color=ORANGE, zorder=5)  # fmt: skip


def _others(assessment: Assessment, page: Page, axes: Axes) -> None:
    """Figures in other definitions, behind a break or of single members: grey squares on thin lines."""
    for index, points in enumerate(_grey(assessment)):
        label = "_nolegend_" if index else page.words("memo.chart.other")
        axes.plot(*_line(points), "s-", color=GREY, linewidth=0.9, markersize=4.5, zorder=1, label=label)
        name = page.text(", ".join(member for _, member in points[-1].cell))
        if name:
            axes.annotate(name, (_x(points[-1].period), float(points[-1].value)), xytext=(6, 0), color="#666666",
                          textcoords="offset points", va="center", fontsize=8)  # fmt: skip


def _grey(assessment: Assessment) -> list[tuple[Point, ...]]:
    """Series that are shown but not compared, apart by definition and member."""
    groups: defaultdict[tuple[object, ...], list[Point]] = defaultdict(list)
    partials = list(assessment.seen.partials)
    for definition, series in assessment.seen.others.items():
        partials += series.partials
        groups[definition, ()].extend(series.points)
    for partial in partials:
        for _, point in partial.members:
            groups[point.definition, point.cell].append(point)
    return [tuple(sorted(points, key=lambda point: point.period)) for points in groups.values() if points]


def _frame(assessment: Assessment, axes: Axes, amounts: Amounts) -> None:
    """Whole years below, amounts in the reader's language at the left, no more lines than are read."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=12))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _tick(value, amounts)))
    axes.margins(x=0.06, y=0.24)
    axes.grid(axis="y", color="#E3E3E3", linewidth=0.7)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)
    axes.set_title(amounts.page.text(assessment.indicator.title), loc="left", fontsize=10, fontweight="bold")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=5, frameon=False, fontsize=8)


def _tick(value: float, amounts: Amounts) -> str:
    number = Fraction(value).limit_denominator(1000)
    decimals = 0 if number.denominator == 1 else 1
    return amounts.page.number(number, decimals) + (
        amounts.page.words("number.percent") if amounts.percent else ""
    )


def _line(points: Sequence[Point]) -> tuple[list[float], list[float]]:
    return [_x(point.period) for point in points], [float(point.value) for point in points]


def _curve(path: Path) -> tuple[list[float], list[float]]:
    """The path through its stops; between them it may bend."""
    stops: Iterable[tuple[Period, Fraction]] = path.stops
    xs, ys = [], []
    pairs = [(_x(period), float(value)) for period, value in stops]
    for (x0, y0), (x1, y1) in pairwise(pairs):
        bends = path.kind == "geometric" and y0 > 0 and y1 > 0
        for step in range(STEPS + 1):
            share = step / STEPS
            xs.append(x0 + (x1 - x0) * share)
            ys.append(y0 * (y1 / y0) ** share if bends else y0 + (y1 - y0) * share)
    return xs, ys


def _x(period: Period) -> float:
    """The end of a period on a scale on which the end of 2016 stands at 2016."""
    first = period.end.replace(month=1, day=1)
    return period.end.year - 1 + ((period.end - first).days + 1) / 366
