"""Workbooks as programs for offices write them, from the rows of their sheets."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZipFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKED = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES = f"""<styleSheet xmlns="{MAIN}">
<numFmts count="2"><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="0.0&quot;%&quot;"/></numFmts>
<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4">
<xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="165"/></cellXfs></styleSheet>"""  # noqa: E501


class Styled(NamedTuple):
    """A number in a style: 0 is plain, 1 and 2 are percentages, 3 has a percent sign that is only a text."""

    number: float
    style: int


Cell = str | float | Styled | None
Rows = Sequence[Sequence[Cell]]


def percent(number: float) -> Styled:
    """A number that is shown as a percentage."""
    return Styled(number, 1)


def write_workbook(file: Path, sheets: Mapping[str, Rows], merged: Sequence[str] = ()) -> None:
    """Write a workbook; in each of its sheets the ranges `merged`, such as A1:E1, are."""
    numbered = list(enumerate(sheets, 1))
    names = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>' for n, name in numbered)
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in numbered
    )
    links += f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
    parts = {"workbook": "sheet.main", "styles": "styles"}
    parts |= {f"worksheets/sheet{n}": "worksheet" for n, _ in numbered}
    types = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    types += "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{KIND}.{kind}+xml"/>' for part, kind in parts.items()
    )
    whole = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    ranges = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    below = f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>' if merged else ""
    with ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{PACKED}/content-types">{types}</Types>')
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{PACKED}/relationships">{whole}</Relationships>')
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>'
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKED}/relationships">{links}</Relationships>'
        )
        archive.writestr("xl/styles.xml", STYLES)
        for number, rows in enumerate(sheets.values(), 1):
            lines = "".join(f'<row r="{n}">{_cells(n, row)}</row>' for n, row in enumerate(rows, 1))
            archive.writestr(
                f"xl/worksheets/sheet{number}.xml",
                f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData>{below}</worksheet>',
            )


def _cells(line: int, row: Sequence[Cell]) -> str:
    return "".join(_cell(f"{chr(65 + n)}{line}", cell) for n, cell in enumerate(row) if cell is not None)


def _cell(place: str, cell: Cell) -> str:
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    number, style = cell if isinstance(cell, Styled) else (cell, 0)
    return f'<c r="{place}" s="{style}"><v>{number!r}</v></c>'
