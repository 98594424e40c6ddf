"""A file is described for somebody who must still say how it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcroadmap.model.source import Source
from hcroadmap.read.downloads.describe import Description, describe

CASES = Path(__file__).parent / "cases"


def described(file: Path, **asked: str) -> Description:
    """The description of a file that is read as an entry with these keys says."""
    return describe(file, Source.model_validate({"file": file.name, **asked}))


def test_an_unknown_file_is_described_by_its_columns(tmp_path: Path) -> None:
    """Below its title: two texts of each column, and what it may hold; a column without a name by its number."""
    file = tmp_path / "x.csv"
    file.write_text(
        "Pupils by country;;;;\n\nJaar;Land;Aantal;;Stand\n2015;England;1234;b;1\n2016;Double;x;p;2\n2017;;7;;\n"
    )
    described_file = described(file)
    assert (described_file.format, described_file.layout.header, described_file.sheets) == ("", (3,), ())
    assert [(name, role) for name, _, role in described_file.columns] == [
        ("Jaar", "period"), ("Land", ""), ("Aantal", "value"), ("4", "flags"), ("Stand", "value"),
    ]  # fmt: skip
    assert described_file.columns[1].examples == ["England", "Double"]
    assert [finding.code for finding in described_file.findings] == ["unknown-format"]


def test_a_known_file_is_described_by_what_is_known() -> None:
    """Its supplier says which column is what."""
    described_file = described(CASES / "70895ned.csv")
    assert described_file.format.startswith("CBS OData v3")
    assert [column.role for column in described_file.columns if column.role][:2] == ["period", "value"]


def test_a_workbook_is_described_with_its_sheets() -> None:
    """The first one is looked at, unless another is named; a sheet that is not there is a finding."""
    pytest.importorskip("python_calamine")
    file = CASES / "ine.xlsx"
    whole = described(file)
    assert whole.sheets
    assert whole.columns
    assert [finding.code for finding in described(file, sheet="nowhere").findings] == ["unchosen-sheet"]


def test_a_file_that_cannot_be_read_is_described_by_the_reason(tmp_path: Path) -> None:
    """There is nothing else to say."""
    for name in ("none.csv", "none.xlsx"):
        nothing = described(tmp_path / name)
        assert (nothing.layout.header, [*nothing.columns]) == ((), [])
        assert nothing.findings
