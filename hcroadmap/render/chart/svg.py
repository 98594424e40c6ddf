"""A chart of one indicator for a web page: the same figures give the same bytes. Its looks are in `chart.css`."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from xml.etree.ElementTree import Element

from rich.cells import cell_len

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.promise import DatedValue, Path
from hcroadmap.assess.series import Point
from hcroadmap.model.period import Period
from hcroadmap.render.chart.content import Kind, Mark, alternative, marks, set_apart, unit, worth_drawing
from hcroadmap.render.chart.plane import BOTTOM, HEIGHT, LETTER, LINE, RIGHT, TOP, WIDTH, Box, Place, Plane
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.voice import Amounts, Voice
from hcroadmap.render.web.element import element

BENDS = 24
"""Straight pieces of a path between two stops."""
SIZES = {Kind.MEASURED: 4.5, Kind.PROVISIONAL: 4.5, Kind.EXPECTED: 3.5, Kind.TARGET: 6}
"""Half the width of each mark."""
SQUARE, BASE = 3.5, 4
"""Half the width of a figure that is not compared; from the foot of a letter to the foot of its line."""


def draw(one: Assessment, page: Page) -> Element | None:
    """The chart of an indicator; none without a figure, or without a second moment to set it against."""
    seen, goal, others, found = one.seen, one.seen.goal, set_apart(one), list(marks(one, page))
    stops = seen.path.stops if seen.path else ()
    figures = [*stops, *(DatedValue(mark.period, mark.value) for mark in found)]
    figures += (DatedValue(point.period, point.value) for points in others for point in points)
    moments = [period for period, _ in figures] + ([seen.break_at.period] if seen.break_at else [])
    if not worth_drawing(one) or len(set(moments)) < 2:
        return None
    band = (goal.low, goal.high) if goal and goal.low is not None and goal.high is not None else ()
    plane = Plane(sorted(moments), [*(value for _, value in figures), *band])
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
        places = [(plane.x(point.period), plane.y(point.value)) for point in points]
        picture.append(_line(places, "other", plane))
        picture.extend(_square(place, plane) for place in places)
    if seen.path:
        picture.append(_line(list(_along(seen.path, plane)), "path", plane))
    picture.extend(_figures(found, plane))
    picture.extend(_labels(one, found, plane, Amounts(one, page)))
    picture.extend(_names(others, plane, page))
    picture.extend(_legend({element.get("class", "") for element in picture}, plane, page))
    return picture


def _line(places: Sequence[Place], look: str, plane: Plane) -> Element:
    """A line that labels keep clear of."""
    plane.take(*places)
    return element("polyline", class_=look, points=" ".join(f"{x:g},{y:g}" for x, y in places))


def _square(place: Place, plane: Plane) -> Element:
    """A figure that is not compared."""
    left, top = place[0] - SQUARE, place[1] - SQUARE
    plane.take((left, top), (left + 2 * SQUARE, top + 2 * SQUARE))
    return element("rect", class_="other", x=left, y=top, width=2 * SQUARE, height=2 * SQUARE)


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
    """The figures on a line, provisional ones hollow; the target is a diamond, what was expected a ring."""
    measured = {mark.period: mark for mark in found if mark.kind in (Kind.MEASURED, Kind.PROVISIONAL)}
    line = [(plane.x(period), plane.y(measured[period].value)) for period in sorted(measured)]
    yield _line(line, "figures", plane)
    for mark in found:
        x, y, half = plane.x(mark.period), plane.y(mark.value), SIZES[mark.kind]
        plane.take((x - half, y - half), (x + half, y + half), (x + half, y - half), (x - half, y + half))
        if mark.kind is Kind.TARGET:
            yield element(
                "path", class_="target", d=f"M{x:g},{y - half:g}l{half},{half}l{-half},{half}l{-half},{-half}z"
            )
        else:
            yield element("circle", class_=mark.kind.name.lower(), cx=x, cy=y, r=half)


def _labels(one: Assessment, found: Sequence[Mark], plane: Plane, amounts: Amounts) -> Iterator[Element]:
    """What was measured last, promised and begun with, and what was expected where there is room for it."""
    texts = {(mark.period, mark.value): (mark.label, mark.kind) for mark in found if mark.label}
    if start := one.seen.baseline:
        texts.setdefault((start.period, start.value), (amounts.level(start.value), Kind.MEASURED))
    for (period, value), (text, kind) in sorted(texts.items(), key=lambda label: label[1][1] is Kind.EXPECTED):
        look, place = f"label {kind.name.lower()}", (plane.x(period), plane.y(value))
        is_short = one.expected is not None and period == one.seen.points[-1].period and value < one.expected
        box = plane.find_room(text, place, below=is_short, needed=kind is not Kind.EXPECTED)
        yield from _text(text, look, box)


def _names(others: Iterable[Sequence[Point]], plane: Plane, page: Page) -> Iterator[Element]:
    """The member that a series apart is of, beside its last figure."""
    for points in others:
        name, last = page.text(", ".join(member for _, member in points[-1].cell)), points[-1]
        place = plane.x(last.period), plane.y(last.value)
        yield from _text(name, "aside", plane.find_room(name, place, below=False, needed=False) if name else None)


def _text(text: str, look: str, box: Box | None) -> Iterator[Element]:
    """A text in its place, if there is one."""
    if box:
        middle, foot = round(box.left + box.width / 2, 1), round(box.top + LINE - BASE, 1)
        yield element("text", text, class_=look, x=middle, y=foot)


def _legend(looks: Collection[str], plane: Plane, page: Page) -> Iterator[Element]:
    """What the signs mean that do not explain themselves, below the years."""
    x, y = plane.left, HEIGHT - 12
    for look, name in (("path", "path"), ("provisional", "provisional"), ("other", "other")):
        if look not in looks:
            continue
        if look == "path":
            yield element("polyline", class_=look, points=f"{x:g},{y} {x + 16:g},{y}")
        elif look == "other":
            yield _square((x + 8, y), plane)
        else:
            yield element("circle", class_=look, cx=x + 8, cy=y, r=SIZES[Kind.PROVISIONAL])
        text = page.words(f"memo.chart.{name}")
        yield element("text", text, class_="legend", x=x + 22, y=y + BASE)
        x += 34 + LETTER * cell_len(text)
