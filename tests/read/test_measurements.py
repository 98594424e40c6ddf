"""Measurements are read cell by cell: each mistake has its place, and none hides another."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcroadmap.model.observation import COLUMNS, Observation
from hcroadmap.model.quantity import Level
from hcroadmap.read.files.text import TextFile
from hcroadmap.read.measurements import MeasurementsTable, read_observations

HEADER = "indicator,period,value\n"


def read(text: str, *dimensions: str) -> tuple[list[Observation], list[str]]:
    """The observations, and the findings as `line:column code`."""
    rows, found = read_observations(MeasurementsTable(TextFile("x", text, "")), frozenset(dimensions))
    return rows, [f"{finding.location.line}:{finding.location.column} {finding.code}" for finding in found]


def messages(text: str) -> list[str]:
    _, found = read_observations(MeasurementsTable(TextFile("x", text, "")), frozenset())
    return [finding.message for finding in found]


def values(text: str) -> list[Decimal | None]:
    rows, found = read(text)
    assert found == []
    return [row.value.value if row.value else None for row in rows]


def test_a_row_becomes_an_observation() -> None:
    """Every column has its meaning; order and case of the header are free."""
    header = "Value,PERIOD,indicator,numerator,denominator,unit,definition,status,"
    header += "published,recorded,used,margin,Level\n"
    row = "38.0,2014,stay-rate,3420,9000,percent,ep-nuffic,pb,2015-11,2015-12-01,ja,0.5,hbo\n"
    [observation], found = read(header + row, "level")
    assert found == []
    assert (observation.indicator, str(observation.period), observation.status) == ("stay-rate", "2014", "BP")
    assert (str(observation.published), str(observation.recorded)) == ("2015-11-30", "2015-12-01")
    assert (observation.value, observation.margin) == (Level(Decimal("38.0"), text="38.0"), Decimal("0.5"))
    assert (observation.unit, observation.definition, observation.used) == ("percent", "ep-nuffic", True)
    assert observation.members == (("level", "hbo"),)
    assert str(observation.location) == "x:2:1"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(end: str) -> None:
    """Lines end as Linux, Windows or old Macs end them; blank lines and lines of empty cells are skipped."""
    text = "indicator,period,value\n\nstay-rate,2014,38\n,,\n\nstay-rate,2015,x\n".replace("\n", end)
    rows, found = read(text)
    assert [row.location.line for row in rows] == [3, 6]
    assert found == ["6:16 bad-number"]


def test_dutch_excel() -> None:
    """Semicolons go with decimal commas; the header decides."""
    rows = "a;2014;38,5;0,5\na;2015;36 %;\na;2016;38,5 %;\na;2017;4,1e1;\n"
    assert values("indicator;period;value;margin\n" + rows) == [
        Decimal("38.5"),
        Decimal(36),
        Decimal("38.5"),
        Decimal(41),
    ]


def test_a_decimal_point_beside_semicolons_is_refused() -> None:
    """Nobody guesses whether 50.000 is fifty thousand."""
    text = "indicator;period;value\ncentra;2014;50.000\n"
    assert read(text)[1] == ["2:13 bad-number"]
    [finding] = read_observations(MeasurementsTable(TextFile("x", text, "")), frozenset())[1]
    assert finding.hint == "write 50000 if the mark separates thousands, else 50,00."


@pytest.mark.parametrize(
    "cell",
    [
        "1_000",
        "NaN",
        "inf",
        "-Infinity",
        "１２",
        "1e400",
        "0x1F",
        "1 000",
        "38.5.1",
        "--1",
        "4 in 10",
        '"38,5"',
        "9" * 61,
    ],
)
def test_what_is_no_number_is_refused(cell: str) -> None:
    """Python would take some of these; an analyst never means them."""
    assert read(f"{HEADER}a,2014,{cell}\n")[1] == ["2:8 bad-number"]


@pytest.mark.parametrize(
    ("cell", "value"), [("38", "38"), ("-0.50", "-0.50"), ("+3e2", "3E+2"), (" 38.5% ", "38.5")]
)
def test_what_is_a_number_is_kept_as_typed(cell: str, value: str) -> None:
    """The digits that were published stay."""
    assert values(f"{HEADER}a,2014,{cell}\n") == [Decimal(value)]


def test_a_cell_of_fifty_megabytes_is_one_finding() -> None:
    """It cannot be meant, and it does not crash."""
    assert read(f"{HEADER}a,2014,{'9' * 50_000_000}\nb,2014,1\n")[1] == ["2:8 broken-quote"]
    assert messages(f"{HEADER}a,2014,{'9' * 200_000}\n") == ["this cell holds more than 131072 characters"]


def test_quoted_cells_keep_their_places() -> None:
    """A row stands on its first line; cells behind a line break are found on the line they stand on."""
    text = 'indicator,note,period,value\n"a","one\ntwo, ""three""",2014,x\nb,5" pipe,2014,y\n'
    rows, found = read(text)
    assert [row.location.line for row in rows] == [2, 4]
    assert rows[0].note == 'one\ntwo, "three"'
    assert found == ["3:22 bad-number", "4:16 bad-number"]


@pytest.mark.parametrize(
    ("text", "finding", "message"),
    [
        (f'{HEADER}a,"2014,38\nb,2014,1\n', "2:3 broken-quote", "the quote that opens here is never closed"),
        (
            f'{HEADER}"a","2014"x,38\n',
            "2:5 broken-quote",
            "text follows the closing quote of this cell: “x”",
        ),
    ],
)
def test_a_broken_quote_is_said_where_it_opens(text: str, finding: str, message: str) -> None:
    """One quote can swallow the rest of a file; the finding points to it."""
    assert read(text) == ([], [finding])
    assert messages(text) == [message]


@pytest.mark.parametrize(
    ("header", "findings"),
    [
        ("", ["1:1 empty-file"]),
        ("\n\n", ["1:1 empty-file"]),
        ("indicator,period", ["1:1 missing-column"]),
        ("\n\nindicator,period", ["3:1 missing-column"]),
        ("indicator,period,value,period", ["1:24 duplicate-column"]),
        ("indicator,period,value,valeu,", ["1:24 unknown-column", "1:30 unknown-column"]),
        ("indicator,period,value,,", ["1:24 unknown-column", "1:25 unknown-column"]),
        ("indicator,period,value,Level", []),
        ("Jaar;Blijft (%);Regio", ["1:1 missing-column"]),
    ],
)
def test_the_header_names_every_column(header: str, findings: list[str]) -> None:
    """A column that is missing, unknown, unnamed or there twice is said; a declared dimension is a column."""
    assert read(header + "\n", "level") == ([], findings)


@pytest.mark.parametrize(
    ("cell", "code", "hint"),
    [
        ("1.300,5", "bad-number", "decimal comma, without thousands marks, such as 38,5."),
        ("acht", "bad-number", "decimal comma, without thousands marks, such as 38,5."),
        ("38.5", "bad-number", "write 38,5."),
        ("1.250", "bad-number", "write 1250 if the mark separates thousands, else 1,25."),
        ("1.125", "bad-number", "write 1125 if the mark separates thousands, else 1,1250."),
        ("12-mei", "excel-damage", "import it as text"),
        ("#N/B", "excel-damage", "mend the formula"),
    ],
)
def test_a_hint_is_in_the_notation_of_its_file(cell: str, code: str, hint: str) -> None:
    """What a file with semicolons is told to write is what it may hold."""
    _, [found] = read_observations(
        MeasurementsTable(TextFile("x", f"indicator;period;value\na;2014;{cell}\n", "")), frozenset()
    )
    assert (found.code, str(found.location)) == (code, "x:2:8")
    assert hint in found.hint


def test_without_targets_any_column_may_be_a_dimension() -> None:
    """When targets.yaml cannot be read, no column is called unknown for it."""
    rows, found = read_observations(
        MeasurementsTable(TextFile("x", "indicator,period,value,level\na,2014,38,hbo\n", "")), None
    )
    assert [(row.indicator, row.members) for row in rows] == [("a", ())]
    assert found == []


def test_a_row_that_is_wrong_in_one_cell_is_checked_in_the_others() -> None:
    """Four mistakes in one row are four findings, in the order of the cells' checks."""
    text = (
        "indicator,period,value,status,published,used\na b,2014-13,x,?,31-12-2015,maybe\n,2015,38,,,\nc,,,,soon,\n"
    )
    rows, found = read(text)
    assert found == [
        "2:1 bad-id",
        "2:5 bad-period",
        "2:13 bad-number",
        "2:15 bad-status",
        "2:17 bad-date",
        "2:28 bad-choice",
        "3:1 missing-value",
        "4:3 missing-value",
        "4:6 bad-date",
        "4:4 missing-value",
    ]
    assert [sorted(row.unread) for row in rows] == [
        ["indicator", "period", "published", "status", "used", "value"],
        ["indicator"],
        ["period", "published"],
    ]


def test_a_row_of_another_length_is_one_finding() -> None:
    """Too many cells are said at the first of them, too few at the row."""
    assert read(f"{HEADER}a,2014,38,5\nb,2014\nc,2014,1\n")[1] == ["2:11 ragged-row", "3:1 ragged-row"]
    assert messages(f"{HEADER}a,2014,38,5\nb\n") == [
        "the row has 4 cells, the header 3",
        "the row has 1 cell, the header 3",
    ]
    assert read("indicator;period;value\na;2014;1;2\n")[1] == ["2:10 ragged-row"]


@pytest.mark.parametrize(
    ("cells", "findings"),
    [
        ("38,,,", []),
        (",,,M", []),
        (",,,N", []),
        (",3420,9000,", []),
        ("38,3420,9000,", []),
        ("38.0,3424,9000,", []),
        ("38,3421,9100,", []),
        ("38.5,3420,9000,", ["2:8 share-mismatch"]),
        ("38.00,3424,9000,", ["2:8 share-mismatch"]),
        (",,,", ["2:8 missing-value"]),
        (",3420,,", ["2:14 missing-value"]),
        (",,9000,", ["2:9 missing-value"]),
        (",3420,0,", ["2:14 bad-number"]),
        ("38,,,M", ["2:8 unexpected-value"]),
        (",3420,9000,L", ["2:9 unexpected-value"]),
        ("1e99,1e-99,1e99,", ["2:8 share-mismatch"]),
    ],
)
def test_a_row_does_not_contradict_itself(cells: str, findings: list[str]) -> None:
    """A value, a reason why there is none, or the parts of a share; all three agree to half the last digit."""
    assert read(f"indicator,period,value,numerator,denominator,status\na,2014,{cells}\n")[1] == findings


cells = st.text(alphabet=st.sampled_from('ab1,;"\r\n é'), max_size=6)


@given(st.lists(st.lists(cells, min_size=4, max_size=4), min_size=1), st.sampled_from(",;"))
def test_a_place_leads_back_to_its_cell(rows: list[list[str]], mark: str) -> None:
    """However cells are quoted and broken over lines, each is found where it was written."""
    text = io.StringIO(newline="")
    text.write(mark.join("wxyz") + "\n")
    csv.writer(text, delimiter=mark).writerows(rows)
    source = TextFile("x", text.getvalue(), "")
    table = MeasurementsTable(source)
    for row in table.cells.rows():
        for index, cell in enumerate(row.cells):
            place = table.cells.cell(row.line, index)
            start = source.line_starts[place.line - 1] + place.column - 1
            written = f'"{cell.replace(chr(34), chr(34) * 2)}"'
            assert source.text.startswith((cell, written), start)
            assert source.text.startswith(written, start) or not cell.startswith('"')


@given(
    st.text(alphabet=st.sampled_from('ab1,;"\r\n é.-%\t')),
    st.sampled_from(["indicator,period,value,note\n", "", "value;indicator;period\n"]),
)
def test_no_text_makes_reading_fail(text: str, header: str) -> None:
    """Whatever a file holds, there are observations or findings, and every place lies in it."""
    source = TextFile("x", header + text, "")
    _, found = read_observations(MeasurementsTable(source), frozenset(COLUMNS))
    assert all(1 <= finding.location.line <= source.location(len(source.text)).line for finding in found)


def test_each_cell_that_repeats_a_mistake_is_reported_at_its_own_place() -> None:
    """Also where a row makes a second mistake of its own, or leaves out what others got wrong."""
    rows = ["jobs,2015K1,1,P", "jobs,2015K1,x,P", "jobs,,x,P", "jobs,2015K1,1,X", ",2015,1,X", "jobs,2015,1,P"]
    found, findings = read("\n".join(["indicator,period,value,status", *rows]))
    assert sorted(findings) == [
        "2:6 bad-period", "3:13 bad-number", "3:6 bad-period", "4:6 missing-value", "4:7 bad-number",
        "5:15 bad-status", "5:6 bad-period", "6:1 missing-value", "6:9 bad-status",
    ]  # fmt: skip
    assert [set(row.unread) for row in found] == [
        {"period"}, {"period", "value"}, {"period", "value"}, {"period", "status"}, {"indicator", "status"}, set(),
    ]  # fmt: skip
