"""Rows are read as if each cell were parsed on its own, whatever was done to the file."""

from __future__ import annotations

import csv
import io
import os
import random
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.observation import parse_flags
from hcroadmap.model.period import parse_day, parse_period
from hcroadmap.model.quantity import parse_figure
from hcroadmap.read.files.text import TextFile, decode_text
from hcroadmap.read.measurements import MeasurementsTable, read_observations

HEADER = "indicator,period,value,definition,status,published,region,sector"
ROWS = [
    f"{name},{year},{figure},{definition},{status},{year + 1}-03-01,{region},{sector}"
    for name, figure in (("jobs", "1250"), ("share", "35.5"))
    for year in (2014, 2015, 2016)
    for region in ("noord", "zuid", "")
    for sector in ("it", "bio", "")
    for definition, status in (("", "P"), ("survey", ""))
]
TEXTS = (
    "", " ", "x", "jobs", "2015", "2015-Q3", "2014/15", "15", "1.250", "1,5", "0.3", "-3", "12%", "1e3", "NaN",
    "survey", "a b", "P", "M", "BP", "X", "N", "2016-03-01", "2016-02-30", " noord", "zuid ", '"it"', '"a,b"',
    '"it', 'i"t', 'i"t,"it', '""', '"a\nb"', "é", "\u00a0", "\u2028", "100", "é,", ",", "\r", "\n", "1" * 70,
    "=1+1", "'=1+1", "'it", "\ufeff", "sep=;",
)  # fmt: skip
CHANGES = int(os.environ.get("HCROADMAP_MUTATIONS", "500"))
"""How many changed files are compared; HCROADMAP_MUTATIONS=10000 for all."""


class Expected(NamedTuple):
    """What a file holds: for each row its line, what was read and what was not, and where the latter stands."""

    rows: list[tuple[int, dict[str, Any], set[str]]]
    places: set[tuple[int, int]]


def changed_file(shuffle: random.Random) -> str:
    """A file with a few changes that break it or do not; its header stays as it is."""
    rows = [HEADER, *shuffle.sample(ROWS, shuffle.randint(1, len(ROWS)))]
    delimiter, end = shuffle.choice(",,,;"), shuffle.choice(["\n", "\n", "\n", "\r\n", "\r"])
    lines = [row.split(",") for row in rows]
    for _ in range(shuffle.choice([0, 1, 1, 2, 5])):
        line = shuffle.choice(lines[1:])
        match shuffle.randrange(5):
            case 0 | 1:
                line[shuffle.randrange(len(line))] = shuffle.choice(TEXTS)
            case 2:
                line.insert(shuffle.randrange(len(line)), shuffle.choice(TEXTS))
            case 3 if len(line) > 1:
                line.pop()
            case _:
                lines.insert(shuffle.randrange(1, len(lines) + 1), list(shuffle.choice([line, [""], [" "]])))
    return end.join(delimiter.join(line) for line in lines) + (end if shuffle.random() < 0.9 else "")


def parsers(mark: str) -> dict[str, Callable[[str], Any]]:
    """How each column is read; a file with semicolons has the decimal comma."""

    def an_id(text: str) -> str:
        if re.fullmatch("[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*", text):
            return text
        raise Mistake("bad-id", text)

    swapped = str.maketrans(".,", ",.") if mark == ";" else {}
    return {
        "indicator": an_id, "period": parse_period, "definition": an_id, "status": parse_flags,
        "published": parse_day, "value": lambda text: parse_figure(text.translate(swapped)),
    }  # fmt: skip


def one_by_one(text: str) -> Expected:
    """Read a file row by row and cell by cell, and say nothing of why."""
    mark = ";" if text.startswith(HEADER.replace(",", ";")) else ","
    reader, names = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True), HEADER.split(",")
    lines = io.StringIO(text, newline="").readlines()
    rows, places, line = [], set(), 1
    try:
        for cells in reader:
            begun, line = line, reader.line_num + 1
            if begun == 1 or not "".join(cells).strip() or len(cells) != len(names):
                continue
            read: dict[str, Any] = {}
            unread = set()
            for index, (name, cell) in enumerate(zip(names, map(str.strip, cells), strict=True)):
                if name not in parsers(mark) or (not cell and index > 1):
                    read[name] = cell[1:] if cell.startswith("'=") else cell
                    continue
                try:
                    read[name] = parsers(mark)[name](cell)
                except Mistake:
                    unread.add(name)
                    if '"' not in "".join(lines[begun - 1 : line - 1]):
                        places.add((begun, 1 + sum(len(other) + 1 for other in cells[:index])))
            rows.append((begun, read, unread))
    except csv.Error:
        pass  # the rows above are read
    return Expected(rows, places)


@pytest.mark.parametrize("number", range(10))
def test_a_file_is_read_as_its_cells_are_one_by_one(number: int) -> None:
    """Rows, values, what could not be read and where it stands: of hundreds of files with random changes."""
    for seed in range(number, CHANGES, 10):
        shuffle = random.Random(seed)  # noqa: S311  # no secret, a repeatable one
        content = changed_file(shuffle).encode(shuffle.choice(["utf-8", "utf-8-sig", "cp1252"]), "replace")
        source, _ = decode_text(content, "x.csv")
        assert isinstance(source, TextFile)
        found, findings = read_observations(MeasurementsTable(source), frozenset(["region", "sector"]))
        expected = one_by_one(source.text)
        assert [(row.location.line, set(row.unread)) for row in found] == [
            (line, unread) for line, _, unread in expected.rows
        ], (seed, content)
        for row, (_, read, unread) in zip(found, expected.rows, strict=True):
            members = [(name, read.pop(name)) for name in ("region", "sector")]
            assert row.members == tuple(pair for pair in members if pair[1]), (seed, content)
            assert {name: getattr(row, name) or "" for name in read} == read, (seed, content)
            assert unread.isdisjoint(read)
        assert expected.places <= {finding.location[1:3] for finding in findings}, (seed, content)
