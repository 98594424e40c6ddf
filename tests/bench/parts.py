"""The parts of the table: what is measured, on which files, beside what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.bench import files, many
from tests.bench import start as starting
from tests.bench.floors import BOTH, NOTHING, PEERS, READER, python
from tests.bench.measure import AS_OF, PROGRAM, Cost, Line, costs

MANY = 200_000
ROWS_LIMIT = 30.0
"""How many times an empty `csv.reader` loop so many rows may take, all of them kept and judged."""
BYTES_LIMIT = 700.0
"""How many bytes each of so many rows may take."""
BAD_LIMIT = 1.3
"""How many times the rows without a mistake may take of which one in a hundred is wrong."""
INDICATORS_LIMIT = 9.0
"""How many times reading the same YAML and CSV the status of very many indicators may take."""
MEMORY_LIMIT = 700.0
"""How many MiB that may take."""
READ, PARSED, BYTES = "csv.reader", "yaml + csv.reader", "bytes a row"


class Scale(NamedTuple):
    """How much of everything is measured, and how often; `python` has the programs to compare with."""

    rows: tuple[int, ...] = (50_000, 100_000, MANY, 1_000_000)
    bad: int = MANY
    peers: int = MANY
    indicators: tuple[int, ...] = (1_000, 10_000)
    many: tuple[int, ...] = (1_000, 2_000, 4_000)
    runs: int = 5
    python: str = ""


QUICK = Scale((10_000, 20_000, 40_000), 40_000, 20_000, (200, 400), (200, 400, 800), 1)


def start(room: Path, scale: Scale) -> Iterator[Line]:
    """Every command from nothing, beside the start of the libraries."""
    return starting.lines(room, 21 if scale.runs > 1 else 5)


def rows(room: Path, scale: Scale, vintages: int = 1) -> Iterator[Line]:
    """Measurements of more and more rows, every one of which is kept, and what more of them cost.

    Both sides less their start: an interpreter that does nothing, and the status of a hundred rows.
    """
    found = []
    files.project(room / "few", files.INDICATORS, vintages=vintages)
    for count in scale.rows:
        folder = room / f"rows-{count}"
        file = files.project(folder, count, vintages=vintages)
        commands = {"few": status(room / "few"), "all": status(folder), "none": python(NOTHING)}
        took = costs(commands | {"floor": python(READER, file)}, scale.runs)
        found.append((count, took["all"]))
        own, floor = took["all"] - took["few"], took["floor"] - took["none"]
        kind = f"status, {count:,} rows" + f", each figure in {vintages} vintages" * (vintages > 1)
        limits = (ROWS_LIMIT, BYTES_LIMIT) if count == MANY else (None, None)
        name = f"{kind} ({own.seconds / count * 1e6:.1f} µs each)"
        yield Line(name, took["all"], own.seconds / floor.seconds, READ, limits[0])
        yield Line(f"{kind}, memory", took["all"], own.memory * 2**20 / count, BYTES, limits[1])
    if len(found) > 2:
        yield fit("rows", found)


def revisions(room: Path, scale: Scale) -> Iterator[Line]:
    """As many rows of which four are about the same figure, each published later."""
    return rows(room, scale._replace(rows=scale.rows[2:3]), vintages=4)


def bad(room: Path, scale: Scale) -> Iterator[Line]:
    """Rows of which one in a hundred is wrong, each reported with its place, beside the same rows without."""
    for name, every in (("good", 0), ("bad", 100), ("all", 1)):
        files.project(room / name, scale.bad if every != 1 else scale.bad // 5, bad=every)
    lines = {name: ours(room / name, "validate", "--format", "json") for name in ("good", "bad", "all")}
    took = costs(lines, scale.runs, (0, 3))
    ratio = took["bad"].seconds / took["good"].seconds
    yield Line(f"validate, {scale.bad:,} rows, 1 % wrong", took["bad"], ratio, "without a mistake", BAD_LIMIT)
    ratio = took["all"].seconds / took["good"].seconds
    yield Line(f"validate, {scale.bad // 5:,} rows, all wrong", took["all"], ratio, f"{scale.bad:,} right")


def memo(room: Path, scale: Scale) -> Iterator[Line]:
    """The quarterly memo of very many indicators, as text."""
    targets, figures = files.indicators(room / "memo", scale.indicators[0], 20)
    line = ours(room / "memo", "report", "--md", "--as-of", AS_OF)
    took = costs({"memo": line, "floor": python(BOTH, targets, figures)}, scale.runs)
    ratio = took["memo"].seconds / took["floor"].seconds
    yield Line(f"report --md, {scale.indicators[0]:,} indicators × 20", took["memo"], ratio, PARSED)


def indicators(room: Path, scale: Scale) -> Iterator[Line]:
    """Very many indicators with a hundred observations each, all of which are kept."""
    for count in scale.indicators:
        folder = room / f"indicators-{count}"
        read = python(BOTH, *files.indicators(folder, count))
        forms = {form: status(folder, "--format", form) for form in ("table", "plain", "json", "csv")}
        took = costs(forms | {"floor": read}, min(scale.runs, 3))
        is_most = count >= 10_000
        for form in forms:
            ratio, name = took[form].seconds / took["floor"].seconds, f"status --format {form}, {count:,} × 100"
            yield Line(name, took[form], ratio, PARSED, INDICATORS_LIMIT if is_most and form == "table" else None)
        memory = took["table"].memory
        yield Line(
            f"status, {count:,} × 100, memory", took["table"], memory, "MiB", MEMORY_LIMIT if is_most else None
        )


def growth(room: Path, scale: Scale) -> Iterator[Line]:
    """Much of one thing at a time: how far from a straight line its time runs."""
    for name, make in (*many.SOUND.items(), *many.FAULTY.items()):
        commands = {}
        for count in scale.many:
            folder = many.write(room / f"{name}-{count}", make(count))
            commands[str(count)] = ours(folder, "validate") if name in many.FAULTY else status(folder)
        took = costs(commands, scale.runs, (3,) if name in many.FAULTY else (0,))
        yield fit(name, [(int(count), found) for count, found in took.items()])


def peers(room: Path, scale: Scale) -> Iterator[Line]:
    """The same rows checked by this program and by others."""
    file = files.project(room / "peers", scale.peers)
    commands = {"hcroadmap validate": ours(room / "peers", "validate")}
    commands |= {name: python(script, file, program=scale.python) for name, script in PEERS.items()}
    took = costs(commands | {"floor": python(READER, file)}, min(scale.runs, 3))
    for name in commands:
        yield Line(f"{name}, {scale.peers:,} rows", took[name], took[name].seconds / took["floor"].seconds, READ)


def fit(name: str, found: list[tuple[int, Cost]]) -> Line:
    """What the largest took beside the straight line through the others: above 1 where it grows faster than size.

    The line is that of the least squares; the residual is the largest distance from the line through all.
    """
    slope, base = _line([(size, took.seconds) for size, took in found])
    residual = max(abs(took.seconds - base - slope * size) for size, took in found)
    low, expected = _line([(size, took.seconds) for size, took in found[:-1]])
    size, took = found[-1]
    told = f"{name} {found[0][0]:,}–{size:,}: {base:.2f} s + {slope * 1e6:.2f} µs each, residual {residual:.2f} s"
    return Line(told, took, took.seconds / (expected + low * size), "straight line")


def _line(points: list[tuple[int, float]]) -> tuple[float, float]:
    """Slope and height at zero of the line of least squares."""
    middle = sum(size for size, _ in points) / len(points)
    mean = sum(seconds for _, seconds in points) / len(points)
    spread = sum((size - middle) ** 2 for size, _ in points)
    slope = sum((size - middle) * (seconds - mean) for size, seconds in points) / spread
    return slope, mean - slope * middle


def ours(project: Path, *words: str) -> list[str]:
    """A command of this program in a project."""
    return [*PROGRAM, "-C", str(project), *words]


def status(project: Path, *more: str) -> list[str]:
    """The command that judges a project."""
    return ours(project, "status", "--as-of", AS_OF, *more)


PARTS: Mapping[str, Callable[[Path, Scale], Iterator[Line]]] = {
    part.__name__: part for part in (start, rows, revisions, bad, memo, indicators, growth, peers)
}
"""The parts by the names that the command line knows."""
