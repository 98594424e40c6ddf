"""The Word file: the styles that are shipped, and tables that break no word."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from matplotlib.font_manager import findfont
from matplotlib.ft2font import FT2Font

from hcroadmap.write.word import word
from tests.reference.make import SHIPPED, reference

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MEMO = """\
---
title: "A memo"
lang: "nl-NL"
---

## Samenvatting

Tekst met `code`.[^1]

| Doel | Nulmeting | Laatste cijfer | Streefwaarde | Nog te gaan | Oordeel |
|:---------------------|-----------:|-----------:|--------------:|-------------:|:--------------------------|
| Bèta-technisch opgeleiden | 50.000 (2016) | 84.000 (2019) | 100.000 | 10,5\u00a0procentpunt | ? geen oordeel |

- Item

> Toelichting ontbreekt

```text
code
```

[^1]: Noot, <https://example.org>.
"""
TEXT_WIDTH = (11906 - 1191 - 1247) / 20
"""Points between the margins of the page."""


def part(content: bytes, name: str) -> ElementTree.Element:
    with ZipFile(BytesIO(content)) as archive:
        return ElementTree.fromstring(archive.read(f"word/{name}.xml"))  # noqa: S314  # pandoc's own XML


@pytest.fixture(scope="module")
def written() -> bytes:
    return word(MEMO, {}, date(2019, 12, 31))


def test_the_shipped_styles_are_made_from_their_xml() -> None:
    """`python -m tests.reference.make` makes the same bytes."""
    assert SHIPPED.read_bytes() == reference()


def test_every_style_that_a_memo_uses_is_shipped(written: bytes) -> None:
    """So that pandoc adds none with a look of its own."""
    shipped = {style.get(f"{W}styleId") for style in part(SHIPPED.read_bytes(), "styles").iter(f"{W}style")}
    used = {
        node.get(f"{W}val")
        for name in ("document", "footnotes")
        for kind in ("pStyle", "rStyle", "tblStyle")
        for node in part(written, name).iter(f"{W}{kind}")
    }
    assert used <= shipped
    assert {"Title", "Heading1", "InlineCode", "SourceCode", "BlockText", "FootnoteText", "Table"} <= used


def test_the_language_is_that_of_the_memo(written: bytes) -> None:
    """For the spelling checker."""
    (language,) = part(written, "styles").iter(f"{W}lang")
    assert language.get(f"{W}val") == "nl-NL"


def test_the_head_of_a_table_is_repeated_on_each_page(written: bytes) -> None:
    """The first row and no other."""
    rows = part(written, "document").iter(f"{W}tr")
    assert [row.find(f".//{W}tblHeader") is not None for row in rows] == [True, False]


def test_no_column_breaks_a_word_in_a_wide_font(written: bytes) -> None:
    """Where Calibri is missing, DejaVu Sans may take its place; the head is bold, and a no-break space holds."""
    document = part(written, "document")
    grid = [int(column.get(f"{W}w") or 0) for column in document.iter(f"{W}gridCol")]
    cell_margins = 2 * 60 / 20
    for number, row in enumerate(document.iter(f"{W}tr")):
        font = FT2Font(findfont("DejaVu Sans:bold" if number == 0 else "DejaVu Sans"))
        font.set_size(8.5, 7200)  # a hundred times as large, so that nothing is rounded
        for width, cell in zip(grid, row.iter(f"{W}tc"), strict=True):
            text = "".join(node.text or "" for node in cell.iter(f"{W}t"))
            for piece in text.replace("-", " ").split(" "):
                font.set_text(piece)
                assert font.get_width_height()[0] / 6400 + cell_margins <= width / sum(grid) * TEXT_WIDTH, piece


def test_a_table_with_more_words_than_room_stays_on_the_page() -> None:
    """The columns then share what there is."""
    long = "Arbeitsmarktpolitik" * 3
    document = part(word(MEMO.replace("Doel", long).replace("Oordeel", long), {}, date(2019, 12, 31)), "document")
    assert sum(int(column.get(f"{W}w") or 0) for column in document.iter(f"{W}gridCol")) == pytest.approx(
        7920, abs=6
    )
