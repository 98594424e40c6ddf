"""A chart of one goal for Word and Markdown: figures, path, target and what is not compared; drawn by matplotlib.

Half as wide as a page. Safe for the colour-blind: blue, orange and grey differ in lightness, and shapes and lines
differ like colours. Nothing of the day or the program is in the file: the same figures give the same bytes.
"""

from __future__ import annotations

import textwrap
import warnings
from collections.abc import Iterable, Sequence
from fractions import Fraction
from io import BytesIO
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.series import Point
from hcroadmap.model.period import Period, PeriodKind
from hcroadmap.render.chart.content import set_apart
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.voice import Amounts

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BLUE, ORANGE, GREY, INK = "#0072B2", "#D55E00", "#8A8A8A", "#333333"
STEPS, MOST_TICKS, LETTERS = 40, 5, 46
STYLE: Any = {
    "svg.hashsalt": "hcroadmap", "svg.fonttype": "path", "font.family": "DejaVu Sans", "font.size": 7,
    "axes.edgecolor": GREY, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK, "text.color": INK,
    "text.parse_math": False, "lines.markersize": 5, "lines.linewidth": 1.4,
}  # fmt: skip
HALO: Any = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.8}
"""What keeps a line behind a label from crossing it."""
Place = tuple[float, float]


def draw(one: Assessment, page: Page, form: str) -> bytes:
    """The chart of a goal as `svg` or `png`."""
    import matplotlib
    from matplotlib.figure import Figure

    amounts, stream = Amounts(one, page), BytesIO()
    with matplotlib.rc_context(STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # the font's own box stands for the letter
        figure = Figure(figsize=(3.3, 2.2), layout="constrained")
        axes = figure.add_subplot()
        for index, points in enumerate(set_apart(one)):  # squares on thin lines, with the member they are of
            label, last = "_nolegend_" if index else page.words("memo.chart.other"), points[-1]
            axes.plot(*_line(points), "s-", color=GREY, linewidth=0.7, markersize=3.5, zorder=1, label=label)
            if name := page.text(", ".join(member for _, member in last.cell)):
                beside: Any = {"xytext": (5, 0), "textcoords": "offset points", "va": "center"}
                axes.annotate(name, _place(last), color="#666666", **beside)
        path = _goal(one, amounts, axes)
        _figures(one, amounts, axes, path)
        if one.seen.break_at:
            label = page.words("memo.chart.break")
            axes.axvline(_x(one.seen.break_at.period), color=INK, linestyle=":", linewidth=1, label=label)
        _frame(one, amounts, axes)
        about: dict[str, Any] = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
        figure.savefig(stream, format=form, metadata=about, dpi=300)
    return stream.getvalue()


def _figures(one: Assessment, amounts: Amounts, axes: Axes, path: Sequence[Place]) -> None:
    """Observations as full dots on a line, provisional ones hollow; first, newest and baseline labelled."""
    history, start, words = one.seen.history, one.seen.baseline, amounts.page.words
    places = [_place(point) for point in history]
    axes.plot(*_line(history), color=BLUE, zorder=3)
    for name, fill in (("measured", BLUE), ("provisional", "white")):
        if points := [point for point in history if point.is_provisional is (name == "provisional")]:
            label = words(f"memo.chart.{name}")
            axes.plot(*_line(points), "o", color=BLUE, zorder=4, label=label, markerfacecolor=fill)
    named = {_place(point): point.value for point in (*history[:1], *history[-1:])}
    if start:
        named[_place(start)] = start.value
        if _place(start) not in places:  # declared, not measured
            axes.plot(*_place(start), "s", color=INK, zorder=4, label=words("memo.chart.baseline"))
    for place, value in named.items():
        write_beside(axes, amounts.level(value), place, (places, path), BLUE if place in places else INK)


def write_beside(axes: Axes, text: str, place: Place, lines: Iterable[Sequence[Place]], colour: str) -> None:
    """Write beside a place, above or below and to the side, where the fewest lines leave from it or pass by."""
    ways = []  # to where lines lead from here
    for line in lines:
        for (x0, y0), (x1, y1) in pairwise(line):
            if place in ((x0, y0), (x1, y1)):
                x, y = (x1, y1) if place == (x0, y0) else (x0, y0)
                ways.append((x - place[0], y - place[1]))
            elif x0 < place[0] <= x1:
                passing = y0 + (y1 - y0) * (place[0] - x0) / (x1 - x0) - place[1]
                ways += [(0, passing)] * 2  # in the way wherever the label begins
    above, below = ([x for x, y in ways if y * side > 0] for side in (1, -1))
    taken = below if len(below) < len(above) else above
    offset, va = (-5, "top") if taken is below else (5, "bottom")
    ha = "right" if taken and min(taken) > 0 else "left" if taken and max(taken) < 0 else "center"
    axes.annotate(
        text, place, xytext=(0, offset), textcoords="offset points", ha=ha, va=va, color=colour, fontweight="bold",
        zorder=5, bbox=HALO,
    )  # fmt: skip


def _goal(one: Assessment, amounts: Amounts, axes: Axes) -> list[Place]:
    """The path as a dashed line, which is returned; the target as a diamond or the band between its edges."""
    goal, path, words, places = one.seen.goal, one.seen.path, amounts.page.words, list[Place]()
    for before, after in pairwise(path.stops if path else ()):  # between them it may bend
        start, end = _x(before.period), _x(after.period)
        for share in (Fraction(step, STEPS) for step in range(STEPS + 1)):
            value = path.between(before, after, share) if path else 0
            places.append((start + (end - start) * float(share), float(value)))
    if path:
        label: Any = {"label": words("memo.chart.path")}
        axes.plot(*zip(*places, strict=True), color=ORANGE, linestyle="--", linewidth=1.1, zorder=2, **label)
    if goal:
        if goal.low is not None and goal.high is not None:
            axes.axhspan(float(goal.low), float(goal.high), color=ORANGE, alpha=0.15, zorder=1, linewidth=0)
        axes.plot(*_place(goal), "D", color=ORANGE, zorder=4, label=words("memo.chart.goal"))
        measured = [_place(point) for point in one.seen.history]
        write_beside(axes, amounts.target(goal), _place(goal), (places, measured), ORANGE)
    return places


def _frame(one: Assessment, amounts: Amounts, axes: Axes) -> None:
    """Years or study years below, amounts in the reader's language at the left with their unit, few lines."""
    from matplotlib.ticker import MaxNLocator

    def tick(value: float, _: object) -> str:
        number = Fraction(value).limit_denominator(1000)
        return amounts.page.number(number, 0 if number.denominator == 1 else 1) + amounts.percent

    periods = [point.period for point in chain(one.seen.history, *set_apart(one))]
    periods += [stop.period for stop in one.seen.path.stops] if one.seen.path else []
    is_study = all(period.kind is PeriodKind.STUDY_YEAR for period in periods)
    kind = PeriodKind.STUDY_YEAR if is_study else PeriodKind.YEAR
    first, last = min(period.end.year for period in periods), max(period.end.year for period in periods)
    step, aim = -(-(last - first) // MOST_TICKS) or 1, one.seen.goal.period.end.year if one.seen.goal else last
    ticks = [Period(kind, year) for year in range(first, last + 1) if (year - aim) % step == 0]
    axes.set_xticks([_x(period) for period in ticks], [str(period) for period in ticks])
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(tick)
    axes.margins(x=0.1, y=0.24)
    axes.grid(axis="y", color="#E3E3E3", linewidth=0.5)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(length=0)
    title = textwrap.fill(amounts.page.text(one.indicator.title), LETTERS, max_lines=2, placeholder=" …")
    axes.set_title(title, loc="left", fontsize=7.5, fontweight="bold", pad=12)
    axes.annotate(amounts.unit, (0, 1), xytext=(0, 4), xycoords="axes fraction", textcoords="offset points")
    axes.legend(loc="upper center", bbox_to_anchor=(0.45, -0.1), ncols=3, frameon=False, fontsize=6)


def _line(points: Iterable[Point]) -> Iterable[tuple[float, ...]]:
    return zip(*map(_place, points), strict=True)


def _place(dated: Any) -> Place:
    return _x(dated.period), float(dated.value)


def _x(period: Period) -> float:
    """The end of a period on a scale on which the end of 2016 stands at 2016."""
    return period.end.year - 1 + period.end.timetuple().tm_yday / 366
