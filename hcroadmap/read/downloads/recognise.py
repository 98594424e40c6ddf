"""What a file is: known by a layout, by its header, or by the columns that somebody named."""

from __future__ import annotations

from typing import NamedTuple

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.layout import Layout
from hcroadmap.read.downloads.suppliers import any_table as plain
from hcroadmap.read.downloads.table import Beside, ForeignTable, Head, Refusal, Wish
from hcroadmap.read.files.cells import Cells


class Chosen(NamedTuple):
    """A layout with its name."""

    name: str
    layout: Layout


def recognise(cells: Cells, wish: Wish, beside: Beside, chosen: Chosen | None = None) -> ForeignTable:
    """The supplier's table in a file, by a layout, by its header, or by the columns that the person named.

    Raises:
        Refusal: when nobody can say what the file is, or it is known and not read.
    """
    line = chosen.layout.header if chosen else 1
    row = next((row for row in cells.rows() if row.line >= line), None)
    if row is None:
        raise Refusal(Mistake("empty-file", "the file holds no table", "download it again."))
    footer = tuple(text.casefold() for text in chosen.layout.footer) if chosen else ()
    head = Head(cells, row.line, _without_tail([cell.strip() for cell in row.cells]), beside, footer)
    if chosen:
        return plain.read_layout(head, chosen.layout, chosen.name)
    from hcroadmap.read.downloads.suppliers.all import SUPPLIERS

    supplier = next((supplier for supplier in SUPPLIERS if supplier.matches(head)), None)
    return supplier.read(head, wish) if supplier else plain.read(head, wish)


def _without_tail(names: list[str]) -> tuple[str, ...]:
    """The heads without the empty ones at the end that Excel writes for formatted cells."""
    while len(names) > 1 and not names[-1]:
        names.pop()
    return tuple(names)
