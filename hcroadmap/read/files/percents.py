"""Which cells of a workbook are shown as percentages: those hold 0.385 where people see 38.5%."""

import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from io import BytesIO
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile, is_zipfile

from hcroadmap.read.files.extent import Extent

BUILT_IN = {"9", "10"}
"""The number formats 0% and 0.00%, which no workbook declares."""
_LINKS = "xl/_rels/workbook.xml.rels"
_NO_FORMAT = r'"[^"]*"|\\.|\[[^]]*\]'
"""Texts, characters and colours in a number format."""


Cell = tuple[int, int]
"""Its row and its column, each counted from 1."""


def percent_cells(content: bytes, sheet: str) -> Collection[Cell]:
    """The cells of a sheet that are shown as percentages; none where the format of the workbook does not say."""
    if not is_zipfile(BytesIO(content)):
        return ()
    with ZipFile(BytesIO(content)) as archive, suppress(KeyError):  # of a file that keeps its parts elsewhere
        if "content.xml" in archive.namelist():
            return _Percents(sheet).found_in(archive.read("content.xml"))
        if styles := _percent_styles(archive.read("xl/styles.xml")):
            links = {
                each.get("Id"): each["Target"] for _, each in _elements(archive.read(_LINKS)) if "Target" in each
            }
            for name, each in _elements(archive.read("xl/workbook.xml")):
                if name == "sheet" and each["name"] == sheet:
                    target = next(links[text] for key, text in each.items() if key.endswith(":id"))
                    part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
                    return _Percents(sheet, styles).found_in(archive.read(part))
    return ()


def _elements(xml: bytes) -> Sequence[tuple[str, dict[str, str]]]:
    """The elements of a small file, each by its name without a prefix and with its attributes."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = ParserCreate()
    parser.StartElementHandler = lambda name, given: found.append((name.rpartition(":")[2], given))
    parser.Parse(xml, True)
    return found


def _percent_styles(xml: bytes) -> Collection[str]:
    """The numbers of the styles in which a number is a percentage."""
    formats, styles, are_of_cells = set(BUILT_IN), list[str](), False
    for name, given in _elements(xml):
        if name == "numFmt" and "%" in re.sub(_NO_FORMAT, "", given.get("formatCode", "")):
            formats.add(given.get("numFmtId", ""))
        are_of_cells = name == "cellXfs" or (are_of_cells and name != "cellStyles")
        if are_of_cells and name == "xf":
            styles.append(given.get("numFmtId", ""))
    return {str(number) for number, chosen in enumerate(styles) if chosen in formats}


class _Percents(Extent):
    """Follows the position of each cell, and keeps those of percentages in one sheet."""

    def __init__(self, sheet: str, styles: Collection[str] = ()) -> None:
        super().__init__([])
        self.sheet, self.styles, self.is_asked = sheet, styles, False
        self.found: set[Cell] = set()

    def found_in(self, xml: bytes) -> Collection[Cell]:
        """The cells in one file of the archive."""
        self.measure(xml)
        return self.found

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Keep a cell that is shown as a percentage, with all that an OpenDocument repeats it for."""
        row, column = self.row, self.column
        super().begin(name, attributes)
        if name == "table:table" and self.depth == 1:
            self.is_asked = attributes.get("table:name") == self.sheet
        elif name == "table:table-row":
            self.above = row
        elif self.is_asked and attributes.get("office:value-type") == "percentage":
            rows, columns = range(self.above, self.row), range(column, self.column)
            self.found |= {(each + 1, other + 1) for each in rows for other in columns}
        elif name.rpartition(":")[2] == "c" and attributes.get("s") in self.styles:
            self.found.add((self.cell_row, self.column))
