"""Suppliers that are described as data, in known.yaml: tables known by their header, and the words of flags."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import yaml

from hcroadmap.model.fields import Line, OneOrMany, Truth, reading
from hcroadmap.model.source import Layout, Source
from hcroadmap.read.downloads.header import Header, header_at
from hcroadmap.read.downloads.suppliers.any_table import read_by
from hcroadmap.read.downloads.suppliers.flags import are_flags, letters
from hcroadmap.read.downloads.table import SupplierTable

MAX_TITLE = 12
"""Lines among which a supplier's header is looked for."""
Pattern = Annotated[re.Pattern[str], reading(re.compile, {})]


class Supplier(Layout):
    """A layout whose columns are patterns, and the header that it is known by."""

    known_by: Pattern
    wide: Annotated[tuple[Pattern, ...], OneOrMany] = ()
    labels: Annotated[tuple[Line, ...], OneOrMany] = ()
    remarks: Annotated[tuple[Line, ...], OneOrMany] = ()
    own_codes: Line | None = None
    thousands: Truth = True
    titled: Truth = False

    def fitted(self, names: Sequence[str]) -> Supplier:
        """The supplier with a file's columns: each pattern becomes the names that it fits, or its first word."""

        def fitting(pattern: str) -> list[str]:
            return [name for name in names if re.fullmatch(pattern, name, re.IGNORECASE)]

        columns = [next(iter(fitting(text)), text.split("|")[0]) for text in self.period.column]
        status = [name for text in (self.status.column if self.status else ()) for name in fitting(text)]
        return self.model_copy(
            update={
                "period": self.period.model_copy(update={"column": tuple(columns)}),
                "value": tuple(name for text in self.value for name in fitting(text)),
                "status": self.status.model_copy(update={"column": tuple(status)}) if self.status else None,
                "multiplier": next(iter(fitting(self.multiplier or "")), None),
                "labels": tuple(name for text in self.labels for name in fitting(text)),
                "remarks": tuple(name for text in self.remarks for name in fitting(text)),
            }
        )


def read(header: Header, source: Source) -> SupplierTable | None:
    """Read a table whose header is that of a supplier in known.yaml."""
    known = _known_supplier(header.cells.path, header.names)
    return _read_supplier(header, *known, source) if known else None


def read_titled(header: Header, source: Source) -> SupplierTable | None:
    """Read a supplier's table that stands below a title and other lines."""
    for row in islice(header.cells.rows(), 1, MAX_TITLE):
        if known := _known_supplier(header.cells.path, list(map(str.strip, row.cells)), titled=True):
            below = header_at(header.cells, row, header.beside, known[1].footer)
            return _read_supplier(below, *known, source)
    return None


def _read_supplier(header: Header, name: str, supplier: Supplier, source: Source) -> SupplierTable:
    if source.period:
        supplier = supplier.model_copy(
            update={"period": supplier.period.model_copy(update={"column": (source.period,)})}
        )
    if source.value and not supplier.wide:
        supplier = supplier.model_copy(update={"value": (source.value,)})
    table = read_by(header, supplier, name, source)
    labels = [header.need(label) for label in supplier.labels]
    table = table._replace(labels=labels, ignores=("period",) if supplier.wide else ())
    if supplier.remarks:
        words = supplier.status.words if supplier.status else {}
        texts = header.texts([header.need(remark) for remark in supplier.remarks])
        remarks = [index for index in texts if are_flags(texts[index], words)]
        table = table._replace(flags={**table.flags, **dict.fromkeys(remarks, partial(letters, words=words))})
    if codes := supplier.own_codes:
        at = table.period[0]

        def period_from(cells: Sequence[str]) -> str:
            """The code of a period, or its label behind it: `Q2-2016` has the code `2016.3`."""
            code, *label = (cell.strip() for cell in cells[at : at + 2])
            return label[0] if label and re.fullmatch(codes, code) else code

        table = table._replace(period_from=period_from)
    return table.settled(is_mark_known=source.decimal is not None or not supplier.thousands)


def _known_supplier(path: str, names: Sequence[str], titled: bool = False) -> tuple[str, Supplier] | None:
    """The supplier whose heads these are, fitted to them, with its name; or one whose tables have a title."""
    heads = "".join(f"{name};" for name in (Path(path).name, *names))
    for name, supplier in _suppliers().items():
        if supplier.titled >= titled and supplier.known_by.fullmatch(heads):
            return name.partition(" (")[0], supplier.fitted(names)
    return None


@cache
def flag_words() -> Mapping[str, str]:
    """The usual words for flags in lower case, each with its SDMX letter; none for a normal figure."""
    flags = _content()["flags"]
    return {word.casefold(): letter.strip("-") for letter, words in flags.items() for word in words}


@cache
def _suppliers() -> Mapping[str, Supplier]:
    return {name: Supplier.model_validate(described) for name, described in _content()["suppliers"].items()}


@cache
def _content() -> dict[str, Any]:
    text = Path(__file__).with_name("known.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506
    return content
