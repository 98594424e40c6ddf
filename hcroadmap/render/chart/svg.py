"""A chart of one indicator for a web page: the same figures give the same bytes. Its looks are in `chart.css`."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, pairwise
from math import inf
from xml.etree.ElementTree import Element

from rich.cells import cell_len

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.promise import Dated, Path
from hcroadmap.model.period import Period
from hcroadmap.render.chart.content import Kind, Mark, alternative, marks, set_apart, unit, worth_drawing
from hcroadmap.render.chart.plane import BOTTOM, HEAVY, HEIGHT, LETTER, RIGHT, TOP, WIDTH, Place, Plane
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.voice import Amounts, Voice
from hcroadmap.render.web.element import element

BENDS = 24
"""Straight pieces of a path between two stops."""
SIZES = {Kind.MEASURED: 4.5, Kind.PROVISIONAL: 4.5, Kind.EXPECTED: 3.5, Kind.TARGET: 6, "other": 3.5}
"""Half the width of each mark, by its class in `chart.css`."""
SIGNS = {"path": "····", "provisional": "○", "other": "■"}
"""What does not explain itself, as it is drawn."""
BASE = 4
"""From the middle of a letter to its foot."""


def draw(one: Assessment, page: Page) -> Element | None:
    """The chart of an indicator; none without a figure, or without a second moment to set it against."""
    seen, goal, others, found = one.seen, one.seen.goal, set_apart(one), list(marks(one, page))
    stops = seen.path.stops if seen.path else ()
    figures: list[Dated] = [*stops, *found, *chain.from_iterable(others)]
    moments = [figure.period for figure in figures] + ([seen.break_at.period] if seen.break_at else [])
    if not worth_drawing(one) or len(set(moments)) < 2:
        return None
    band = (goal.low, goal.high) if goal and goal.low is not None and goal.high is not None else ()
    plane = Plane(sorted(moments), [*(figure.value for figure in figures), *band])
    picture = element("svg", viewBox=f"0 0 {WIDTH} {HEIGHT}", class_="chart", role="img",
                      aria_label=alternative(one, Voice(page)))  # fmt: skip
    picture.extend(_scale(one, plane, page))
    picture.extend(_years([mark.period for mark in reversed(found)] + sorted(moments, reverse=True), plane))
    if band:
        low, high = map(plane.y, band)
        edges = {"x": plane.left, "width": RIGHT - plane.left, "y": high, "height": max(1, round(low - high, 1))}
        picture.append(element("rect", class_="band", **edges))
    if seen.break_at:
        x = plane.x(seen.break_at.period)
        picture.append(_line([(x, TOP), (x, BOTTOM)], "break", plane))
        picture.append(element("text", page.words("memo.chart.break"), class_="aside", x=x, y=TOP - BASE))
    for points in others:
        picture.append(_line(map(plane.at, points), "other", plane))
        picture.extend(_mark("other", plane.at(point), plane) for point in points)
    if seen.path:
        picture.append(_line(_along(seen.path, plane), "path", plane))
    picture.extend(_figures(found, plane))
    picture.extend(_labels(one, found, plane, Amounts(one, page)))
    looks = {part.get("class") for part in picture}
    signs = [(look, f"{sign} ", page.words(f"memo.chart.{look}")) for look, sign in SIGNS.items() if look in looks]
    told = (part for look, sign, name in signs for part in (element("tspan", sign, class_=look), f"{name}\u2003"))
    picture.append(element("text", *told, class_="legend", x=plane.left, y=HEIGHT - 2 * BASE))
    return picture


def _line(places: Iterable[Place], look: str, plane: Plane) -> Element:
    """A line that labels keep clear of."""
    corners = tuple(places)
    plane.take(*corners)
    return element("polyline", class_=look, points=" ".join(f"{x:g},{y:g}" for x, y in corners))


def _mark(look: str, place: Place, plane: Plane) -> Element:
    """A figure as a dot, one that is not compared as a square, and the target as a diamond; labels keep clear."""
    (x, y), size = place, SIZES[look]
    corners = (x - size, y - size), (x + size, y + size), (x + size, y - size), (x - size, y + size)
    plane.take(*corners, weight=HEAVY)
    if look == "target":
        return element("path", class_=look, d=f"M{x:g},{y - size:g}l{size},{size}l{-size},{size}l{-size},{-size}z")
    if look == "other":
        return element("rect", class_=look, x=x - size, y=y - size, width=2 * size, height=2 * size)
    return element("circle", class_=look, cx=x, cy=y, r=size)


def _along(path: Path, plane: Plane) -> Iterator[Place]:
    """The places along a path, which may bend between its stops."""
    for before, after in pairwise(path.stops):
        start, end = plane.x(before.period), plane.x(after.period)
        for share in (Fraction(piece, BENDS) for piece in range(BENDS + 1)):
            yield round(start + (end - start) * float(share), 1), plane.y(path.between(before, after, share))


def _scale(one: Assessment, plane: Plane, page: Page) -> Iterator[Element]:
    """Lines at round values with their numbers, and what they count above them."""
    percent = Amounts(one, page).percent
    numbers = [page.number(tick, plane.decimals) + percent for tick in plane.ticks]
    plane.left = min(16 + LETTER * max(map(cell_len, numbers)), RIGHT / 2)
    for tick, number in zip(plane.ticks, numbers, strict=True):
        y = plane.y(tick)
        yield element("line", class_="grid", x1=plane.left - 6, x2=RIGHT + 12, y1=y, y2=y)
        yield element("text", number, class_="tick", x=plane.left - 12, y=y + BASE)
    if counted := unit(one, page):
        yield element("text", counted, class_="unit", x=0, y=TOP - 12)


def _years(periods: Iterable[Period], plane: Plane) -> Iterator[Element]:
    """A tick for each period, and its name where those that matter more have left room."""
    named: list[tuple[float, float]] = []
    for period in dict.fromkeys(periods):
        x, half = plane.x(period), LETTER * len(str(period)) / 2 + 3
        yield element("line", class_="axis", x1=x, x2=x, y1=BOTTOM, y2=BOTTOM + 4)
        if all(x + half <= left or right <= x - half for left, right in named):
            named.append((x - half, x + half))
            yield element("text", str(period), class_="year", x=min(max(x, half), WIDTH - half), y=BOTTOM + 19)


def _figures(found: Sequence[Mark], plane: Plane) -> Iterator[Element]:
    """The figures on a line, provisional ones hollow; the target, and what was expected as a ring."""
    measured = {mark.period: mark for mark in found if mark.kind in (Kind.MEASURED, Kind.PROVISIONAL)}
    yield _line((plane.at(measured[period]) for period in sorted(measured)), "figures", plane)
    yield from (_mark(mark.kind, plane.at(mark), plane) for mark in found)


def _labels(one: Assessment, found: Sequence[Mark], plane: Plane, amounts: Amounts) -> Iterator[Element]:
    """What was measured last and promised; where there is room the baseline, what was expected, and members."""
    named, expected = {(mark.period, mark.value): mark for mark in found if mark.label}, one.expected
    labels = [
        (mark.label, f"label {mark.kind}", plane.at(mark), 0 if mark.kind is Kind.EXPECTED else inf)
        for mark in named.values()
    ]
    start = one.seen.baseline
    if start and tuple(start) not in named:
        labels.append((amounts.level(start.value), f"label {Kind.MEASURED}", plane.at(start), HEAVY - 1))
    for *_, last in set_apart(one):
        labels.append(
            (amounts.page.text(", ".join(member for _, member in last.cell)), "aside", plane.at(last), 0)
        )
    for text, look, place, most in sorted(labels, key=lambda label: -label[3]):
        is_short = expected is not None and place[1] > plane.y(expected)
        middle = plane.find_room(text, place, below=is_short, most=most) if text else None
        if middle:
            yield element("text", text, class_=look, x=round(middle[0], 1), y=round(middle[1] + BASE, 1))
