"""The look of a memo in Word: pandoc's own reference file with calmer styles on A4.

A ministry gives its own file with `report --docx --reference FILE`.
"""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

BLUE, SOFT, ALARM = "154273", "586274", "B3261E"
MONOSPACED = '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>'
DEFAULTS = """\
<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:eastAsia="Calibri"/>
<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>
</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="250" w:lineRule="auto"/></w:pPr>
</w:pPrDefault></w:docDefaults>"""
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAGE = f"""\
<w:footerReference xmlns:r="{RELATIONS}" w:type="default" r:id="footer"/>
<w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1021" w:right="1191" w:bottom="964" w:left="1247" w:header="567" w:footer="567" w:gutter="0"/>"""


_STYLE = re.compile(
    r'(?P<head><w:style (?:(?!>).)*w:styleId="(?P<name>\w+)">(?:(?!<w:pPr|<w:rPr|<w:tblPr|</w:style>).)*)'
    r"(?:(?!</w:style>).)*</w:style>",
    re.DOTALL,
)
_SECTION = re.compile(r"(<w:sectPr[^>]*>).*?(</w:sectPr>)", re.DOTALL)


def _rule(side: str, size: int, colour: str, space: int = 0) -> str:
    """A line at one side, its size in eighths of a point."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _spacing(before: int, after: int, line: int) -> str:
    """Room above and below in twentieths of a point, and between lines in 240ths of a line."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _letters(size: int, colour: str = "", *, bold: bool = False) -> str:
    """The size of letters in half points, their colour and weight."""
    told = "<w:b/>" if bold else ""
    told += f'<w:color w:val="{colour}"/>' if colour else ""
    return f"<w:rPr>{told}{_size(size)}</w:rPr>"


def _size(size: int) -> str:
    """A size in half points."""
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _paragraph(layout: str, letters: str = "") -> str:
    return f"<w:pPr>{layout}</w:pPr>{letters}"


def _table() -> str:
    """Hairlines between rows, a blue line below the head and the last row."""
    lines = f"<w:tblBorders>{_rule('bottom', 6, BLUE)}{_rule('insideH', 4, 'CFD5DD')}</w:tblBorders>"
    room = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 30), ("left", 60), ("bottom", 30), ("right", 60))
    )
    head = (
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="{SOFT}"/></w:rPr><w:tcPr><w:tcBorders>'
        f'{_rule("bottom", 12, BLUE)}</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    )
    return f"{_letters(17)}<w:tblPr>{lines}<w:tblCellMar>{room}</w:tblCellMar></w:tblPr>{head}"


def _gap() -> str:
    """The box around a missing explanation, which nobody overlooks."""
    sizes = (("top", 6), ("left", 36), ("bottom", 6), ("right", 6))
    box = "".join(_rule(side, size, ALARM, 5) for side, size in sizes)
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="FDF1F0"/>'
    inset = '<w:ind w:left="200" w:right="120"/>'
    return _paragraph(f"<w:keepLines/><w:pBdr>{box}</w:pBdr>{shade}{_spacing(100, 120, 250)}{inset}")


def _heading() -> str:
    layout = f'<w:keepNext/><w:keepLines/>{_spacing(180, 50, 250)}<w:outlineLvl w:val="0"/>'
    return _paragraph(layout, _letters(24, BLUE, bold=True))


STYLES = {
    "Title": _paragraph(f'{_spacing(0, 160, 240)}<w:jc w:val="left"/>', _letters(32, BLUE, bold=True)),
    "Heading1": _heading(),
    "BodyText": _paragraph(_spacing(0, 70, 250)),
    "Compact": _paragraph(_spacing(10, 20, 245)),
    "BlockText": _gap(),
    "FootnoteText": _paragraph(_spacing(0, 20, 228), _letters(15, SOFT)),
    "SourceCode": _paragraph(f'<w:wordWrap w:val="0"/>{_spacing(0, 0, 228)}', _letters(12)),
    "VerbatimChar": f"<w:rPr>{MONOSPACED}</w:rPr>",
    "InlineCode": f"<w:rPr>{MONOSPACED}{_size(18)}</w:rPr>",
    "Table": _table(),
}
"""What each style of pandoc's looks like; its name and what it is based on stay."""
OWN = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="SourceCode"><w:name w:val="Source Code"/></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="InlineCode"><w:name w:val="Inline Code"/></w:style>'
)
"""Pandoc adds these styles to what it writes, unless the reference has them."""
FILTER = """\
function Code(code)
  return pandoc.Span({pandoc.Str(code.text)}, {["custom-style"] = "Inline Code"})
end
"""
"""Pandoc gives code within a line and blocks of code one style for their letters; only the former is of a size."""
FOOTER = f"""\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p>
<w:pPr>{_spacing(0, 0, 240)}<w:jc w:val="right"/></w:pPr>
<w:fldSimple w:instr=" PAGE "><w:r>{_letters(15, SOFT)}<w:t>1</w:t></w:r></w:fldSimple>
<w:r>{_letters(15, SOFT)}<w:t xml:space="preserve"> / </w:t></w:r>
<w:fldSimple w:instr=" NUMPAGES "><w:r>{_letters(15, SOFT)}<w:t>1</w:t></w:r></w:fldSimple>
</w:p></w:ftr>
"""
"""“2 / 3” at the foot of each page."""
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_OVERRIDE = f'<Override PartName="/word/footer1.xml" ContentType="{_KIND}"/>'
_RELATION = f'<Relationship Id="footer" Type="{RELATIONS}/footer" Target="footer1.xml"/>'
PARTS = {
    "[Content_Types].xml": ("</Types>", _OVERRIDE),
    "word/_rels/document.xml.rels": ("</Relationships>", _RELATION),
}
"""The parts that must name the footer: where each ends, and what comes before that."""


def house_style(reference: bytes) -> bytes:
    """Pandoc's reference file with our styles, the same bytes for the same file."""
    result = BytesIO()
    with ZipFile(BytesIO(reference)) as old, ZipFile(result, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "word/styles.xml":
                content = _styled(content.decode()).encode()
            elif entry.filename == "word/document.xml":
                content = _SECTION.sub(rf"\1{PAGE}\2", content.decode()).encode()
            elif entry.filename in PARTS:
                end, told = PARTS[entry.filename]
                content = content.decode().replace(end, told + end).encode()
            new.writestr(entry, content)
            if entry.filename == "word/document.xml":
                new.writestr(_beside(entry, "word/footer1.xml"), FOOTER)
    return result.getvalue()


def _beside(entry: ZipInfo, name: str) -> ZipInfo:
    """A new part, as old as another."""
    part = ZipInfo(name, entry.date_time)
    part.compress_type = ZIP_DEFLATED
    return part


def _styled(styles: str) -> str:
    """The styles with ours in the place of those of the same name."""
    styles = re.sub(r"<w:docDefaults>.*?</w:docDefaults>", DEFAULTS, styles, flags=re.DOTALL)
    if 'w:styleId="SourceCode"' not in styles:
        styles = styles.replace("</w:styles>", f"{OWN}</w:styles>")
    return _STYLE.sub(_restyled, styles)


def _restyled(style: re.Match[str]) -> str:
    look = STYLES.get(style["name"])
    return style[0] if look is None else f"{style['head']}{look}</w:style>"
