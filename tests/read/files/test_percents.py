"""A cell that is shown as a percentage is read as people see it."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from hcroadmap.read.files.percents import percent_cells
from hcroadmap.read.files.workbook import Sheet, open_sheet
from tests.workbooks import Rows, Styled, percent, write_workbook

SHEET = """\
<table:table-row table:number-rows-repeated="2">
<table:table-cell office:value-type="percentage" office:value="0.5" table:number-columns-repeated="2"/>
<table:table-cell office:value-type="float" office:value="0.5"/></table:table-row>
"""
DOCUMENT = f"""<office:document-content
xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">
<office:body><office:spreadsheet>
<table:table table:name="One">{SHEET}</table:table><table:table table:name="Two">{SHEET}{SHEET}</table:table>
</office:spreadsheet></office:body></office:document-content>"""


def texts(file: Path, sheet: str | None = None) -> list[list[str]]:
    """The cells of a sheet that can be read."""
    opened, found = open_sheet(file, file.name, sheet)
    assert isinstance(opened, Sheet), found
    return [row.cells for row in opened.rows()]


def test_a_percentage_is_known_by_the_format_of_its_cell(tmp_path: Path) -> None:
    """A declared format or one that every workbook has; a percent sign that is a mere text says nothing."""
    pytest.importorskip("python_calamine")
    rows: Rows = [[Styled(0.385, style) for style in range(4)], ["x", percent(1), percent(0.07), percent(-0.001)]]
    write_workbook(tmp_path / "x.xlsx", {"Notes": [["x"]], "Figures": rows})
    assert texts(tmp_path / "x.xlsx", "Figures") == [
        ["0.385", "38.5%", "38.5%", "0.385"], ["x", "100%", "7%", "-0.1%"],
    ]  # fmt: skip


def test_each_sheet_has_its_own_percentages(tmp_path: Path) -> None:
    """Wherever the table begins."""
    pytest.importorskip("python_calamine")
    write_workbook(
        tmp_path / "x.xlsx", {"A": [[], [None, "a"], [None, percent(0.5)]], "B": [[], [0.5, "b"], [0.5]]}
    )
    assert texts(tmp_path / "x.xlsx", "A") == [["a"], ["50%"]]
    assert texts(tmp_path / "x.xlsx", "B") == [["0.5", "b"], ["0.5", ""]]


def test_a_text_or_a_year_that_is_merged_with_cells_below_counts_for_them(tmp_path: Path) -> None:
    """A figure does not: nobody measured it twice."""
    pytest.importorskip("python_calamine")
    rows: Rows = [["jaar", "deel", "x"], [2019, "a", 0.5], [None, "b", None], ["Noord", "c", 1]]
    write_workbook(tmp_path / "x.xlsx", {"A": rows}, ["A2:A3", "C2:C3", "A4:A9"])
    assert texts(tmp_path / "x.xlsx") == [
        ["jaar", "deel", "x"], ["2019", "a", "0.5"], ["2019", "b", ""], ["Noord", "c", "1"],
    ]  # fmt: skip


def test_an_opendocument_says_it_cell_by_cell(tmp_path: Path) -> None:
    """With cells and rows that are repeated; no workbook and no styles are no percentages."""
    with ZipFile(tmp_path / "x.ods", "w") as archive:
        archive.writestr("content.xml", DOCUMENT)
    content = (tmp_path / "x.ods").read_bytes()
    assert percent_cells(content, "One") == {(1, 1), (1, 2), (2, 1), (2, 2)}
    assert percent_cells(content, "Two") == {(row, column) for row in range(1, 5) for column in (1, 2)}
    assert percent_cells(b"no workbook", "One") == ()
    with ZipFile(tmp_path / "x.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert percent_cells((tmp_path / "x.xlsx").read_bytes(), "One") == ()
