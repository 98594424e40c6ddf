"""Suppliers that are described as data, in known.yaml: tables known by their header, and the words of flags."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import yaml

from hcroadmap.model.fields import Line, OneOrMany, Truth, reading
from hcroadmap.model.source import Layout

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


def known_supplier(path: str, names: Sequence[str], titled: bool = False) -> tuple[str, Supplier] | None:
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
