"""Files of very many rows are read in blocks, and nothing about them is different from reading them row by row."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from hcroadmap.model.diagnostic import Diagnostic, Location
from hcroadmap.model.observation import Observation
from hcroadmap.model.roadmap import Heading, Roadmap, TargetsFile
from hcroadmap.model.settings import Settings
from hcroadmap.read.checks.all import cross_check
from hcroadmap.read.checks.draft import Draft
from hcroadmap.read.files.text import TextFile, read_text
from hcroadmap.read.files.text_stream import Unfit, scan
from hcroadmap.read.files.yaml import Node, read_yaml
from hcroadmap.read.measurements.columns import MAX_KNOWN
from hcroadmap.read.measurements.long_table import LongTable
from hcroadmap.read.measurements.read import Reader
from hcroadmap.read.measurements.row_keys import RowKeys
from hcroadmap.read.validate import read_record

# ruff: noqa: E501  # rows and texts read best as they stand in a file
TARGETS = """\
indicators:
  jobs: {title: Jobs, unit: count, direction: increase, definition: register, definitions: {register: r, survey: s},
         dimensions: {region: {}, sector: {members: [it, bio]}},
         baseline: {period: 2010, value: 100}, target: {period: 2020, value: 2x}}
  share: {title: Share, unit: percent, direction: increase, dimensions: {region: {members: [noord, zuid]}, sector: {}},
          baseline: {period: 2010, value: 30%}, target: {period: 2020, value: 40%}}
"""
HEADER = "indicator,period,value,definition,status,published,region,sector"
ROWS = [
    f"{name},{year},{figure},{definition},{status},{year + 1}-03-01,{region},{sector}"
    for name, figure in (("jobs", "1250"), ("share", "35.5"))
    for year in (2014, 2015, 2016)
    for region in ("noord", "zuid", "")
    for sector in ("it", "bio", "")
    for definition, status in ((("", "P"), ("survey", "")) if name == "jobs" else (("", "P"),))
]
TEXTS = (
    "", " ", "x", "jobs", "share", "2015", "2015-Q3", "2014/15", "15", "1250", "1.250", "1,5", "0.3", "385", "-3", "12%",
    "1e3", "NaN", "survey", "register", "P", "M", "BP", "X", "N", "2016-03-01", "2016-02-30", "noord", " noord", "zuid ",
    "it", "bouw", '"it"', '"a,b"', '"it', 'i"t', 'i"t,"it', '""', '"a\nb"', "é", "\u00a0", "1250.125", "100", "0", "é,", ",", "\r", "\n",
    "1" * 70, "=1+1", "'=1+1", "'it", "\ufeff", "sep=;",
)  # fmt: skip
MUTATIONS = int(os.environ.get("HCROADMAP_MUTATIONS", "500"))
"""How many changed files are compared; HCROADMAP_MUTATIONS=10000 for all."""


def text(shuffle: random.Random) -> str:
    """A file with a few changes that break it or do not."""
    rows = [HEADER, *shuffle.sample(ROWS, shuffle.randint(1, len(ROWS)))]
    delimiter = shuffle.choice(",,,;")
    end = shuffle.choice(["\n", "\n", "\n", "\r\n", "\r"])
    lines = [row.split(",") for row in rows]
    for _ in range(shuffle.choice([0, 0, 1, 1, 2, 5])):
        line = shuffle.choice(lines[shuffle.choice([0, 1, 1, 1]) :] or lines)
        match shuffle.randrange(5):
            case 0 | 1:
                line[shuffle.randrange(len(line))] = shuffle.choice(TEXTS)
            case 2:
                line.insert(shuffle.randrange(len(line)), shuffle.choice(TEXTS))
            case 3 if len(line) > 1:
                line.pop()
            case _:
                lines.insert(shuffle.randrange(1, len(lines) + 1), list(shuffle.choice([line, [""], [" "]])))
    written = end.join(delimiter.join(line) for line in lines)
    return written + (end if shuffle.random() < 0.9 else "")


def read(room: Path, content: bytes, long: int, block: int = 300) -> tuple[list[Observation], list[Diagnostic]]:
    """The observations of one file and all findings, with files from a size on read in blocks of another size."""
    (room / "x.csv").write_bytes(content)

    def exactly(path: str) -> TextFile | None:
        source, found = read_text(room / path, path)
        stray.extend(found)
        return source

    stray: list[Diagnostic] = []
    tree, _ = read_yaml(TextFile("targets.yaml", TARGETS, ""))
    assert tree
    targets, _ = read_record(TargetsFile, tree)
    assert targets
    names = frozenset(["region", "sector"])
    measured = Reader(room, exactly, names, targets.indicators, long, block).read(["x.csv"])
    observations: dict[str, tuple[Observation, ...]] = {}
    for row in measured.observations:
        observations[row.indicator] = (*observations.get(row.indicator, ()), row)
    roadmap = Roadmap(Heading(), {}, targets.indicators, {}, Settings(), observations)
    draft = Draft(roadmap, tree, Node(Location("")), measured.tables, {}, lost=bool(measured.diagnostics))
    found = {*stray, *measured.diagnostics, *cross_check(draft)}
    return measured.observations, sorted(found, key=lambda finding: finding.order)


def needed(rows: list[Observation]) -> list[Observation]:
    """What a verdict can rest on: figures of the whole, or of one member."""
    return [row for row in rows if len(row.members) < 2]


@pytest.mark.parametrize("number", range(10))
def test_blocks_and_rows_agree(number: int, tmp_path: Path) -> None:
    """Rows, values, places and findings are the same for thousands of files with random changes."""
    for seed in range(number, MUTATIONS, 10):
        shuffle = random.Random(seed)  # noqa: S311  # no secret, a repeatable one
        encoding = shuffle.choice(["utf-8", "utf-8", "utf-8-sig", "cp1252"])
        content = text(shuffle).encode(encoding, "replace")
        exact, findings = read(tmp_path, content, 1 << 40)
        fast, found = read(tmp_path, content, 0, shuffle.choice([40, 300, 1 << 16]))
        assert found == findings, (seed, content)
        assert needed(fast) == needed(exact), (seed, content)
        assert [row for row in exact if row in fast] == fast, (seed, content)


def well(rows: int) -> str:
    """A file of rows that are well, each the figure of two members."""
    lines = [
        f"jobs,{2011 + row % 9},{row % 90 + 10},,,{2012 + row % 9}-03-01,r{row // 9},it" for row in range(rows)
    ]
    return "\n".join([HEADER, *lines, ""])


def test_rows_that_no_verdict_can_use_are_let_go(tmp_path: Path) -> None:
    """Of a long file little more than the first block stays in memory."""
    kept, found = read(tmp_path, well(2000).encode(), 0, 1000)
    assert len(kept) < 40
    assert {finding.severity for finding in found} <= {"warning"}


def test_the_same_row_far_apart_is_found(tmp_path: Path) -> None:
    """Duplicates are found among rows that were let go, each at its place."""
    content = well(2000) + well(500).split("\n")[400] + "\n"
    _, found = read(tmp_path, content.encode(), 0, 1000)
    assert [str(finding.location) for finding in found if finding.code == "duplicate-observation"] == [
        "x.csv:2002:1"
    ]


def test_a_member_with_its_apostrophe_is_the_same_member(tmp_path: Path) -> None:
    """A text that a spreadsheet would run is one member, written bare or harmless, in whatever block it stands."""
    content = well(2000).replace(",r3,", ",=r3,") + well(500).split("\n")[28].replace(",r3,", ",'=r3,") + "\n"
    _, found = read(tmp_path, content.encode(), 0, 1000)
    assert [(str(finding.location), finding.code) for finding in found if finding.severity == "error"] == [
        ("x.csv:2002:1", "duplicate-observation")
    ]


@pytest.mark.parametrize("lines", [100, 2000])
def test_a_quoted_cell_may_reach_into_the_next_block(lines: int, tmp_path: Path) -> None:
    """A line end inside quotes ends no row, wherever the file is cut."""
    long = 'jobs,2015,12,,,2016-03-01,"' + "noord\n" * lines + '",it\n'
    rows, _ = read(tmp_path, (well(200) + long + well(10).partition("\n")[2]).encode(), 0, 100)
    exact, _ = read(tmp_path, (well(200) + long + well(10).partition("\n")[2]).encode(), 1 << 40)
    assert needed(rows) == needed(exact)


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        (b"jobs,2015,12,,,2016-03-01,\x81,it\n", "bad-encoding"),
        (b"jobs,2015,12,,,2016-03-01,\x00,it\n", "control-character"),
        (b"jobs,2015,12,,,2016-03-01,\xc2\x9b,it\n", "control-character"),
        (b"jobs,2015,12,,,2016-03-01," + b"x" * (5 << 20) + b",it\n", "broken-quote"),
    ],
    ids=["no text", "control character", "control character of two bytes", "endless line"],
)
def test_what_no_block_can_hold_is_told_as_of_a_short_file(tmp_path: Path, rest: bytes, code: str) -> None:
    """The same findings at the same places, however long the file is."""
    content = well(50).encode() + rest
    _, exact = read(tmp_path, content, 1 << 40)
    _, found = read(tmp_path, content, 0)
    assert (found, code in {finding.code for finding in found}) == (exact, True)


def test_a_figure_with_its_parts_is_read_exactly(tmp_path: Path) -> None:
    """A numerator or a margin in a row is looked at, though no verdict rests on the row."""
    header = f"{HEADER},numerator,denominator"
    rows = [f"share,{2011 + row % 9},35.5,,,2021-03-01,noord,s{row},," for row in range(200)]
    rows[150] = "share,2015,35.5,,,2021-03-01,noord,s150,1,4"
    content = "\n".join([header, *rows, ""]).encode()
    _, exact = read(tmp_path, content, 1 << 40)
    _, found = read(tmp_path, content, 0)
    assert found == exact
    assert [(finding.code, finding.location.line) for finding in found] == [("share-mismatch", 152)]


def test_more_days_than_are_remembered_are_no_matter(tmp_path: Path) -> None:
    """Each row may have a day of its own, for as many rows as there are; the same row is still found again."""
    first = date(1800, 1, 1)
    days = [(first + timedelta(days=number)).isoformat() for number in range(MAX_KNOWN + 9000)]
    rows = [f"jobs,{day},12,,,{day},r1,it" for day in days]
    _, found = read(tmp_path, "\n".join([HEADER, *rows, rows[70], ""]).encode(), 0, 1 << 16)
    errors = [(finding.code, finding.location.line) for finding in found if finding.severity == "error"]
    assert errors == [("duplicate-observation", len(rows) + 2)]


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content[: len(content) // 2], lambda _: b"", lambda content: content + b"x,2016,3\n",
        lambda content: content.replace(b"x", b"\x81", 1), lambda content: b"\xff\xfe" * len(content),
    ],
    ids=["cut", "emptied", "longer", "another encoding", "no text"],
)  # fmt: skip
def test_a_file_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    """It is looked at twice: the second time it must be the file whose hash was taken."""
    file = tmp_path / "long.csv"
    file.write_bytes(b"indicator,period,value\n" + b"x,2015,3\n" * 20_000)
    stream = scan(file, "long.csv")
    assert sum(block.lines for block in stream.blocks()) == 20_001
    file.write_bytes(change(file.read_bytes()))
    with pytest.raises(Unfit):
        list(stream.blocks())
    with pytest.raises(OSError, match="changed while it was read"):
        stream.text(0, 20)
    file.unlink()
    with pytest.raises(OSError, match="No such file"):
        list(stream.blocks())


def test_a_file_that_was_emptied_meanwhile_is_not_one_without_figures(tmp_path: Path) -> None:
    """It was long when it was looked at; the exact path says that it has no header."""
    file = tmp_path / "long.csv"
    file.write_bytes(b"")
    with pytest.raises(Unfit):
        LongTable(scan(file, "long.csv"), RowKeys({})).read(None)
