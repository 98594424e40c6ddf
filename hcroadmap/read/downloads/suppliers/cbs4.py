"""CBS OData v4: one row a figure, decimal commas, units and provisional periods in the files beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.foreign_number import Mark
from hcroadmap.read.downloads.suppliers import flags
from hcroadmap.read.downloads.table import ForeignRow, ForeignTable, Head, Keep, Refusal, Wish
from hcroadmap.read.files.cells import Cells

_POWERS = {"x1000": 3, "x1000000": 6, "mln": 6, "mld": 9}


def matches(names: tuple[str, ...]) -> bool:
    """Does a header hold what only Observations.csv holds?"""
    return {"Measure", "Value", "ValueAttribute"} <= set(names)


def read(head: Head, wish: Wish) -> ForeignTable:
    """Read Observations.csv, with MeasureCodes.csv (unit) and PeriodenCodes.csv (provisional) when beside it."""
    measure, value = head.need(None, "Measure", "value"), head.need(wish.value, "Value", "value")
    period = head.need(wish.period, "Perioden" if head.find("Perioden") is not None else "Periods", "period")
    attribute = head.need(None, "ValueAttribute", "value")
    units = _column(head.beside("MeasureCodes"), "Unit")
    states = _column(head.beside("PeriodenCodes"), "Status")

    def rows(keep: Keep) -> Iterator[ForeignRow]:
        for row in head.rows():
            cells = row.cells
            if not keep(cells):
                continue
            text, told = cells[value].strip(), cells[attribute].strip()
            missing = "" if text else flags.NOT_AVAILABLE
            if missing and "geheim" in told.casefold():
                missing = flags.CONFIDENTIAL
            provisional = "P" if states.get(cells[period].strip(), "").casefold().endswith("voorlopig") else ""
            power = power_of(units.get(cells[measure].strip(), ""))
            yield ForeignRow(row.line, value, cells[period].strip(), text, cells, "", provisional, missing, power)

    beside = [name for name, known in (("MeasureCodes", units), ("PeriodenCodes", states)) if known]
    told = f"CBS OData v4 with {' and '.join(beside)}" if beside else "CBS OData v4, no Codes files beside it"
    return ForeignTable(told, head.cells, head.names, rows, Mark.COMMA, figures=(0, value),
                        period_column=period)  # fmt: skip


def power_of(unit: str) -> int:
    """The power of ten in a unit as CBS writes it: 3 for `x 1 000`."""
    return _POWERS.get(re.sub(r"[\s\u00a0.]", "", unit.casefold()), 0)


def is_codes(names: tuple[str, ...]) -> bool:
    """Is it one of the files that explain the codes of Observations.csv?"""
    return names[0] == "Identifier" and "Title" in names


def refuse_codes(head: Head, wish: Wish) -> ForeignTable:
    """Codes are no figures."""
    del wish
    message = "this file explains the codes of a CBS table and holds no figures"
    hint = "give Observations.csv; the MeasureCodes and PeriodenCodes files beside it are read with it."
    raise Refusal(Mistake("unread-format", message, hint), head.line)


def _column(cells: Cells | None, name: str) -> Mapping[str, str]:
    """One column of a Codes file by Identifier; empty when there is no such file."""
    rows = iter(cells.rows() if cells else ())
    head = next(rows, None)
    if head is None or "Identifier" not in head.cells or name not in head.cells:
        return {}
    key, value = head.cells.index("Identifier"), head.cells.index(name)
    return {row.cells[key].strip(): row.cells[value].strip() for row in rows if len(row.cells) == len(head.cells)}
