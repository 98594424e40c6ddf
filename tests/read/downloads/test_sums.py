"""Sums that are taken column by column are those that the rows give, and what the rows complain of stays said."""

from __future__ import annotations

import os
import random
from typing import Any, NoReturn

import pytest

from hcroadmap.model.diagnostic import Diagnostic
from hcroadmap.model.observation import Observation
from hcroadmap.model.source import Extract, Layout, Source
from hcroadmap.read.downloads.extract import extract
from hcroadmap.read.downloads.header import Unreadable
from hcroadmap.read.downloads.open import recognise
from hcroadmap.read.downloads.select import Misnamed
from hcroadmap.read.downloads.table import SupplierTable
from hcroadmap.read.files.cells import CsvCells
from hcroadmap.read.files.text import TextFile

WIDE = ["PROVINCIE;SECTOR;GESLACHT;2014;2015;2016"] + [
    f"{province};{sector};{sex};{number};{number + 3};{2 * number}"
    for number, province in enumerate(("Drenthe", "Utrecht", "Zeeland"), 10)
    for sector in ("techniek", "natuur", "zorg")
    for sex in ("man", "vrouw")
]
LONG = ["regio;onderdeel;jaar;aantal"] + [
    f"{region};{part};{year};{number}"
    for number, region in enumerate(("noord", "zuid", "oost"), 7)
    for part in ("techniek", "zorg")
    for year in ("2014", "2015", "2016*")
]
TEXTS = (
    "", " ", " 12 ", "12", "1,5", "1.234", "x", "<5", ".", "-3", "0", "techniek", "Bron: DUO", "man ", "2015",
    "2014/15", '"12"', '"a;b"', ";", "12%", "\r", "\n", "21.feb",
)  # fmt: skip
LAYOUTS: dict[str, Any] = {
    "wide": {
        "wide": "{year}",
        "columns": {"sector": "SECTOR"},
        "missing": ["."],
        "period": {"kind": "study_year"},
    },
    "long": {"period": {"column": "jaar"}, "value": "aantal", "missing": ["."]},
}
CHANGES = int(os.environ.get("HCROADMAP_MUTATIONS", "500"))
"""How many changed files of each kind are compared; HCROADMAP_MUTATIONS=10000 for all."""
ASKED: dict[str, tuple[dict[str, Any], ...]] = {
    "wide": (
        {"numerator": {"where": {"SECTOR": ["techniek", "natuur"]}}, "denominator": {}},
        {"sum": "yes", "sex": {"column": "GESLACHT"}},
        {"sum": "yes", "sex": {"column": "GESLACHT", "members": {"man": "m"}}, "where": {"SECTOR": "zorg"}},
    ),
    "long": (
        {"sum": "yes"},
        {"sum": "yes", "region": {"column": "regio"}},
        {"numerator": {"where": {"onderdeel": "techniek"}}, "denominator": {}, "region": {"column": "regio"}},
    ),
}


def changed(lines: list[str], shuffle: random.Random) -> str:
    """A file with a few cells that break it or do not."""
    cells = [line.split(";") for line in lines]
    for _ in range(shuffle.choice([0, 1, 1, 2, 4])):
        row = shuffle.choice(cells[shuffle.choice([0, 1, 1, 1]) :])
        row[shuffle.randrange(len(row))] = shuffle.choice(TEXTS)
    return shuffle.choice(["\n", "\r\n"]).join(map(";".join, cells)) + shuffle.choice(["", "\n"])


def table_of(text: str, layout: str | None) -> SupplierTable:
    known = Layout.model_validate(LAYOUTS[layout]) if layout else None
    return recognised(text, known, layout)


def recognised(text: str, layout: Layout | None, name: str | None = "own") -> SupplierTable:
    cells = CsvCells(TextFile("file.csv", text, ""))
    return recognise(cells, Source.model_construct(file="file.csv", layout=name), lambda _: None, layout)


def observations(table: SupplierTable, wanted: Extract) -> list[Observation]:
    return list(extract(table, Source(file="file.csv"), wanted, []))


def outcome(table: SupplierTable, wanted: Extract) -> tuple[list[Observation], set[Diagnostic]] | str:
    """What comes out, each at the line and column of its first figure, and what was found; or why nothing does."""
    findings: list[Diagnostic] = []
    try:
        found = list(extract(table, Source(file="file.csv"), wanted, findings))
    except Misnamed as misnamed:
        return str(misnamed)
    return found, {*findings, *table.header.cells.diagnostics}


def row_by_row(table: SupplierTable) -> SupplierTable:
    """The table with rows that must be prepared, so that its columns alone do not say everything."""
    return table._replace(header=table.header._replace(clean=lambda row: row))


def both(text: str, layout: str | None, asked: dict[str, Any]) -> list[object]:
    """The outcome by columns and by rows; for a file that is refused, why."""
    wanted = Extract.model_validate({"indicator": "x", **asked})
    outcomes: list[object] = []
    for by_columns in (True, False):
        try:
            table = table_of(text, layout)
        except Unreadable as reason:
            outcomes.append(str(reason))
        else:
            outcomes.append(outcome(table if by_columns else row_by_row(table), wanted))
    return outcomes


@pytest.mark.parametrize("kind", ["wide", "long"])
def test_columns_and_rows_give_the_same(kind: str) -> None:
    """The same sums, flags, places and findings, whatever stands in the file."""
    shuffle = random.Random(kind)  # noqa: S311  # the same files every time
    for _ in range(CHANGES):
        text = changed(WIDE if kind == "wide" else LONG, shuffle)
        layout = shuffle.choice([kind, None]) if kind == "wide" else kind
        by_columns, by_rows = both(text, layout, shuffle.choice(ASKED[kind]))
        assert by_columns == by_rows, text


def test_only_the_column_that_is_asked_for_is_added_up() -> None:
    """A table may have several columns of figures, and years without any."""
    text = "PROVINCIE;MAN2014;VROUW2014;MAN2015;VROUW2015\nDrenthe;1;2;;4\nUtrecht;5;6;;8\n"
    layout = Layout.model_validate({"wide": ["MAN{year}", "VROUW{year}"]})
    wanted = Extract.model_validate({"indicator": "x", "sum": "yes", "value": "MAN"})
    (found,) = observations(recognised(text, layout)._replace(watch=untouched), wanted)
    assert (str(found.period), found.status, found.value and found.value.text) == ("2014", "", "6")


def untouched(_: object) -> NoReturn:
    pytest.fail("the rows were gone through")


@pytest.mark.parametrize("kind", ["wide", "long"])
def test_a_regular_table_is_added_up_by_columns(kind: str) -> None:
    """The comparison above compares two ways: a table without a flaw is not gone through row by row."""
    table = table_of("\r\n".join(WIDE if kind == "wide" else LONG), kind)._replace(watch=untouched)
    found = observations(table, Extract.model_validate({"indicator": "x", "sum": "yes"}))
    sums = {str(one.period): one.value and one.value.text for one in found}
    if kind == "wide":
        assert sums == {"2014/15": "198", "2015/16": "252", "2016/17": "396"}
    else:
        assert sums == {"2014": "48", "2015": "48", "2016": "48"}
