"""Suppliers that are described as data, in suppliers.yaml: tables that are known by their header."""

import re
from collections.abc import Sequence
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.fields import Line, OneOrMany, Truth, reading
from hcroadmap.model.source import Cell, Layout, Source
from hcroadmap.read.downloads.header import Header, header_at
from hcroadmap.read.downloads.notations import described
from hcroadmap.read.downloads.suppliers.any_table import read_by
from hcroadmap.read.downloads.suppliers.flags import are_flags
from hcroadmap.read.downloads.table import SupplierTable

MAX_TITLE = 12
"""Lines among which a supplier's header is looked for."""
Pattern = Annotated[re.Pattern[str], reading(re.compile, {})]
Columns = Annotated[tuple[Line, ...], OneOrMany]


class Supplier(Layout):
    """A layout whose columns are patterns, and the header that it is known by; see suppliers.yaml."""

    name: Line
    known_by: Pattern
    first: Pattern | None = None
    padded: Truth = False
    refused: tuple[Line, ...] = ()
    wide: Annotated[tuple[Pattern, ...], OneOrMany] = ()
    lacking: dict[Cell, Line] = Field(default_factory=dict)
    labels: Columns = ()
    remarks: Columns = ()
    ignores: Columns = ()
    own_codes: Line | None = None
    measures: Truth = False
    thousands: Truth = True
    titled: Truth = False

    def fits(self, header: Header) -> bool:
        """Are the heads, and the rows below them, of this supplier?"""
        heads = "".join(f"{name};" for name in (Path(header.cells.path).name, *header.names))
        if not self.known_by.fullmatch(heads):
            return False
        if self.first:
            first = next(header.rows(), None)
            return first is not None and header.cells.delimiter == ";" and bool(self.first.search(first.cells[0]))
        return not self.padded or any(cell.startswith(" ") for row in header.rows() for cell in row.cells)

    def fitted(self, header: Header, source: Source) -> Self:
        """The supplier with the names of columns in the place of patterns, and with what the entry says instead.

        A column of periods that is not there is called by the first word of its pattern. Columns of remarks are
        columns of flags where all that stands there is a flag.
        """

        def fitting(patterns: Sequence[str], names: Sequence[str] = header.names) -> tuple[str, ...]:
            return tuple(name for text in patterns for name in names if re.fullmatch(text, name, re.IGNORECASE))

        period = tuple(next(iter(fitting([text])), text.split("|")[0]) for text in self.period.column)
        if source.period and "period" not in self.ignores:
            period = (source.period,)
        behind = header.names[header.need(period[-1], option="period") + 1 :] if self.measures else header.names
        is_value_chosen = source.value and not self.wide and not self.measures
        changed: dict[str, Any] = {
            "period": self.period.model_copy(update={"column": period}),
            "value": (source.value,) if is_value_chosen else fitting(self.value, behind),
            "multiplier": next(iter(fitting([self.multiplier or ""])), None),
            "labels": fitting(self.labels),
        }
        if self.status:
            texts = header.texts([header.need(name) for name in fitting(self.remarks)])
            remarks = [header.names[index] for index in texts if are_flags(texts[index], self.status.words)]
            column = (*fitting(self.status.column), *remarks)
            changed["status"] = self.status.model_copy(update={"column": column})
        return self.model_copy(update=changed)

    def read(self, header: Header, source: Source) -> SupplierTable:
        """Read a table of this supplier.

        Raises:
            Unreadable: when it is of a kind that is not read, or leaves something open.
        """
        if self.refused:
            raise header.refusal(Mistake("unread-format", *self.refused))
        header = header._replace(footer=tuple(map(str.casefold, self.footer)))
        fitted = self.fitted(header, source)
        table = read_by(header, fitted, self.name, source)
        if self.measures:
            table = table._replace(words={index: header.names[index] for index in table.values})
        if self.own_codes:
            table = table._replace(period_from=partial(_period, at=table.period[0], codes=self.own_codes))
        labels = [header.need(label) for label in fitted.labels]
        table = table._replace(missing={**table.missing, **self.lacking}, labels=labels, ignores=self.ignores)
        return table.settled(is_mark_known=source.decimal is not None or not self.thousands)


def read(header: Header, source: Source) -> SupplierTable | None:
    """Read a table whose header is that of a supplier in suppliers.yaml."""
    supplier = next((supplier for supplier in _suppliers() if supplier.fits(header)), None)
    return supplier.read(header, source) if supplier else None


def read_titled(header: Header, source: Source) -> SupplierTable | None:
    """Read a supplier's table that stands below a title and other lines."""
    titled = [supplier for supplier in _suppliers() if supplier.titled]
    for row in islice(header.cells.rows(), 1, MAX_TITLE):
        below = header_at(header.cells, row, header.beside)
        for supplier in titled:
            if supplier.fits(below):
                return supplier.read(below, source)
    return None


def _period(cells: Sequence[str], at: int, codes: str) -> str:
    """The code of a period, or its label behind it: `Q2-2016` has the code `2016.3`."""
    code, *label = (cell.strip() for cell in cells[at : at + 2])
    return label[0] if label and re.fullmatch(codes, code) else code


@cache
def _suppliers() -> Sequence[Supplier]:
    return [Supplier.model_validate(supplier) for supplier in described("suppliers.yaml")]
