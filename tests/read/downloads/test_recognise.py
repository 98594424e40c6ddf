"""`config/layouts/NAME.yaml`: a supplier's CSV described as data, each key with its effect."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcroadmap.read.load import load

TARGETS = "indicators:\n  stay-rate: {title: Blijvers, unit: percent}\n"
SOURCES = """\
sources:
  - file: measurements/raw/x.csv
    layout: own
    published: 2016-11-22
    publisher: EP-Nuffic
    observations: [{indicator: stay-rate}]
"""


def figures(room: Path, layout: str, content: bytes) -> tuple[list[tuple[str, str, int]], list[str]]:
    """Period, value and line of what a layout reads out of a file, and the findings."""
    files = {"targets.yaml": TARGETS, "config/sources.yaml": SOURCES, "config/layouts/own.yaml": layout}
    for path, text in files.items():
        (room / path).parent.mkdir(parents=True, exist_ok=True)
        (room / path).write_text(text, encoding="utf-8")
    (room / "config/measurements/raw").mkdir(parents=True)
    (room / "config/measurements/raw/x.csv").write_bytes(content)
    roadmap, findings = load(room)
    rows = roadmap.observations.get("stay-rate", ()) if roadmap else ()
    told = [(str(row.period), row.value.text if row.value else "", row.location.line) for row in rows]
    return told, [f"{finding.location} {finding.code}" for finding in findings if finding.severity == "error"]


PLAIN = "period: {column: jaar}\nvalue: blijft\n"
EXPECTED = [("2014", "38.5", 2), ("2015", "36.0", 3)]


@pytest.mark.parametrize(
    ("layout", "content"),
    [
        (PLAIN, b"jaar,blijft\n2014,38.5\n2015,36.0\n"),
        (PLAIN + "delimiter: semicolon\ndecimal: comma\n", b"jaar;blijft\n2014;38,5\n2015;36,0\n"),
        (PLAIN + "delimiter: tab\n", b"jaar\tblijft\n2014\t38.5\n2015\t36.0\n"),
        (PLAIN + "encoding: utf-16\n", "jaar,blijft\n2014,38.5\n2015,36.0\n".encode("utf-16")),
        (PLAIN + "encoding: utf-8\n", b"\xef\xbb\xbfjaar,blijft\n2014,38.5\n2015,36.0\n"),
        (PLAIN + 'footer: "Bron:"\n', b"jaar,blijft\n2014,38.5\n2015,36.0\nBron: Nuffic,\n"),
    ],
    ids=["plain", "dutch", "tab", "utf-16", "byte order mark", "footer"],
)
def test_each_key_says_how_the_file_is_written(tmp_path: Path, layout: str, content: bytes) -> None:
    """Delimiter, decimal mark, encoding and footer are read as they are declared."""
    assert figures(tmp_path, layout, content) == (EXPECTED, [])


def test_a_declared_encoding_is_the_only_one_tried(tmp_path: Path) -> None:
    """A file in another encoding is refused, never read as something else."""
    assert figures(tmp_path, PLAIN + "encoding: utf-8\n", "jaar,blijft,één\n".encode("cp1252")) == (
        [],
        ["config/measurements/raw/x.csv:1:1 bad-encoding"],
    )


def test_a_title_above_the_header_is_skipped(tmp_path: Path) -> None:
    """`header` is the line of the column names; lines count as in the file."""
    rows, errors = figures(tmp_path, PLAIN + "header: 3\n", b"Blijvers\n\njaar,blijft\n2014,38.5\n2015,36.0\n")
    assert (rows, errors) == ([("2014", "38.5", 4), ("2015", "36.0", 5)], [])


def test_what_stands_for_no_figure_is_missing(tmp_path: Path) -> None:
    """A missing mark is an observation without a value, not a number that cannot be read."""
    rows, errors = figures(tmp_path, PLAIN + 'missing: ["."]\n', b"jaar,blijft\n2014,.\n2015,36.0\n")
    assert (rows, errors) == ([("2014", "", 2), ("2015", "36.0", 3)], [])


def test_study_years_are_named_by_their_first_or_last_year(tmp_path: Path) -> None:
    """The same head means another year: the layout says which."""
    start = "period: {column: jaar, kind: study_year, label: start}\nvalue: blijft\n"
    assert figures(tmp_path, start, b"jaar,blijft\n2014,38.5\n")[0] == [("2014/15", "38.5", 2)]


def test_study_years_named_by_their_last_year(tmp_path: Path) -> None:
    """`label: end`: 2015 is the study year that ends then."""
    end = "period: {column: jaar, kind: study_year, label: end}\nvalue: blijft\n"
    assert figures(tmp_path, end, b"jaar,blijft\n2015,38.5\n")[0] == [("2014/15", "38.5", 2)]


@pytest.mark.parametrize("layout", ['wide: "TOTAAL{year}"\n', "period: {column: jaar}\n", "value: blijft\n"])
def test_a_layout_that_finds_no_figures_says_so(tmp_path: Path, layout: str) -> None:
    """Its years are not among the columns, or it names a column of figures or of periods and not the other."""
    found = figures(tmp_path, layout, b"jaar,blijft\n2014,38.5\n")
    assert found == ([], ["config/measurements/raw/x.csv:1:1 unchosen-column"])
