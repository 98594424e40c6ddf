"""The parts of the table: what is measured, on which files, beside what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.bench import files, many
from tests.bench import start as starting
from tests.bench.floors import BOTH, READER, peers, python
from tests.bench.measure import AS_OF, PROGRAM, Cost, Line, cost

MANY = 200_000
ROWS_LIMIT = 62.0
"""How many times an empty `csv.reader` loop so many rows may take, all of them kept and judged."""
INDICATORS_LIMIT = 12.0
"""How many times reading the same YAML and CSV the status of very many indicators may take."""


class Scale(NamedTuple):
    """How much of everything is measured, and how often."""

    rows: tuple[int, ...] = (50_000, 100_000, MANY, 2 * MANY)
    bad: int = MANY
    peers: int = 100_000
    indicators: tuple[int, ...] = (1_000, 10_000)
    many: tuple[int, ...] = (1_000, 2_000, 4_000)
    runs: int = 3


QUICK = Scale((10_000, 20_000, 40_000), 40_000, 20_000, (200, 400), (200, 400, 800), 1)


def start(room: Path, scale: Scale) -> Iterator[Line]:
    """Every command from nothing, beside the start of the libraries."""
    return starting.lines(room, 21 if scale.runs > 1 else 5)


def rows(room: Path, scale: Scale) -> Iterator[Line]:
    """Measurements of more and more rows, every one of which is kept, and what doubling them costs."""
    found = []
    for count in scale.rows:
        file = files.project(room / f"rows-{count}", count)
        took, floor = _status(room / f"rows-{count}", scale), cost(python(READER, file), scale.runs)
        found.append((count, took))
        limit = ROWS_LIMIT if count == MANY else None
        yield Line(
            f"status, {count:,} rows ({count / took.seconds:,.0f} a second)", took, floor, "csv.reader", limit
        )
    yield fit("rows", found)


def bad(room: Path, scale: Scale) -> Iterator[Line]:
    """Rows of which one in a hundred is wrong, each reported with its place, beside the same rows without."""
    took = []
    for name, every, code in (("good", 0, 0), ("bad", 100, 3)):
        files.project(room / name, scale.bad, bad=every)
        took.append(cost([*PROGRAM, "-C", room / name, "validate", "--format", "json"], scale.runs, (code,)))
    yield Line(f"validate, {scale.bad:,} rows, 1 % wrong", took[1], took[0], "without a mistake")


def memo(room: Path, scale: Scale) -> Iterator[Line]:
    """The quarterly memo of very many indicators, as text."""
    targets, figures = files.indicators(room / "memo", scale.indicators[0], 20)
    took = cost([*PROGRAM, "-C", room / "memo", "report", "--md", "--as-of", AS_OF], scale.runs)
    floor = cost(python(BOTH, targets, figures), scale.runs)
    yield Line(f"report --md, {scale.indicators[0]:,} indicators × 20", took, floor, "yaml + csv.reader")


def indicators(room: Path, scale: Scale) -> Iterator[Line]:
    """Very many indicators with a hundred observations each, all of which are kept."""
    found = []
    for count in scale.indicators:
        folder = room / f"indicators-{count}"
        floor = cost(python(BOTH, *files.indicators(folder, count)), scale.runs)
        took = _status(folder, scale)
        found.append((count, took))
        limit = INDICATORS_LIMIT if count >= 10_000 else None
        yield Line(f"status, {count:,} indicators × 100", took, floor, "yaml + csv.reader", limit)
    for form in ("plain", "json", "csv"):
        took = _status(folder, scale, "--format", form)
        yield Line(f"status --format {form}, {count:,} × 100", took, floor, "yaml + csv.reader")


def growth(room: Path, scale: Scale) -> Iterator[Line]:
    """Much of one thing at a time: how far from a straight line its time runs."""
    for name, make in (*many.SOUND.items(), *many.FAULTY.items()):
        found = []
        for count in scale.many:
            folder = many.write(room / f"{name}-{count}", make(count))
            command = ["validate"] if name in many.FAULTY else ["status", "--as-of", AS_OF]
            ended = (3,) if name in many.FAULTY else (0,)
            found.append((count, cost([*PROGRAM, "-C", folder, *command], scale.runs, ended)))
        yield fit(name, found)


def beside(room: Path, scale: Scale) -> Iterator[Line]:
    """The same rows checked by this program and by others."""
    file = files.project(room / "peers", scale.peers)
    floor = cost(python(READER, file), scale.runs)
    ours = [*PROGRAM, "-C", str(room / "peers"), "validate"]
    for name, command in (("hcroadmap validate", ours), *peers(file)):
        yield Line(f"{name}, {scale.peers:,} rows", cost(command, 1, (0, 1)), floor, "csv.reader")


def fit(name: str, found: list[tuple[int, Cost]]) -> Line:
    """What the largest took beside the straight line through the others: above 1 where it grows faster than size.

    The line is that of the least squares; the residual is the largest distance from the line through all.
    """
    slope, base = _line([(size, took.seconds) for size, took in found])
    residual = max(abs(took.seconds - base - slope * size) for size, took in found)
    low, expected = _line([(size, took.seconds) for size, took in found[:-1]])
    size, took = found[-1]
    told = f"{name} {found[0][0]:,}–{size:,}: {base:.2f} s + {slope * 1e6:.2f} µs each, residual {residual:.2f} s"
    return Line(told, took, Cost(expected + low * size, took.memory), "straight line")


def _line(points: list[tuple[int, float]]) -> tuple[float, float]:
    """Slope and height at zero of the line of least squares."""
    middle = sum(size for size, _ in points) / len(points)
    mean = sum(seconds for _, seconds in points) / len(points)
    spread = sum((size - middle) ** 2 for size, _ in points)
    slope = sum((size - middle) * (seconds - mean) for size, seconds in points) / spread
    return slope, mean - slope * middle


def _status(project: Path, scale: Scale, *more: str) -> Cost:
    return cost([*PROGRAM, "-C", project, "status", "--as-of", AS_OF, *more], scale.runs)


PARTS: Mapping[str, Callable[[Path, Scale], Iterator[Line]]] = {
    "start": start,
    "rows": rows,
    "bad": bad,
    "memo": memo,
    "indicators": indicators,
    "growth": growth,
    "peers": beside,
}
"""The parts by the names that the command line knows."""
