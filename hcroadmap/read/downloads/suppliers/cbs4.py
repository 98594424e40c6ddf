"""CBS OData v4: one figure per row, units and provisional periods in the files beside it."""

from __future__ import annotations

from collections.abc import Mapping

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.source import Source
from hcroadmap.read.downloads.header import Header
from hcroadmap.read.downloads.suppliers.flags import CONFIDENTIAL, power_of_unit
from hcroadmap.read.downloads.table import SupplierTable
from hcroadmap.read.files.cells import Cells


def matches(header: Header) -> bool:
    """Does a header hold what only Observations.csv holds, or that of a file that explains its codes?"""
    return {"Measure", "Value", "ValueAttribute"} <= set(header.names) or _explains_codes(header)


def read(header: Header, source: Source) -> SupplierTable:
    """Read Observations.csv, with MeasureCodes.csv (unit) and PeriodenCodes.csv (provisional) when beside it."""
    if _explains_codes(header):
        message = "this file explains the codes of a CBS table and holds no figures"
        hint = "give Observations.csv; the MeasureCodes and PeriodenCodes files beside it are read with it."
        raise header.refusal(Mistake("unread-format", message, hint))
    units = _column(header.beside("MeasureCodes"), "Unit")
    states = _column(header.beside("PeriodenCodes"), "Status")

    def provisional(period: str) -> str:
        return "P" if states.get(period, "").casefold().endswith("voorlopig") else ""

    def confidential(attribute: str) -> str:
        return CONFIDENTIAL if "geheim" in attribute.casefold() else ""

    measure, value = header.need(None, "Measure", "value"), header.need(source.value, "Value", "value")
    usual = "Perioden" if header.find("Perioden") is not None else "Periods"
    period = header.need(source.period, usual, "period")
    beside = [name for name, known in (("MeasureCodes", units), ("PeriodenCodes", states)) if known]
    return SupplierTable(
        f"CBS OData v4 with {' and '.join(beside)}" if beside else "CBS OData v4, no Codes files beside it",
        header,
        [value],
        [period],
        labels=[0],
        flags={period: provisional},
        reasons={header.need(None, "ValueAttribute", "value"): confidential},
        powers_of_rows={measure: lambda code: power_of_unit(units.get(code, ""))},
    )


def _explains_codes(header: Header) -> bool:
    return header.names[0] == "Identifier" and "Title" in header.names


def _column(cells: Cells | None, name: str) -> Mapping[str, str]:
    """One column of a Codes file by Identifier; empty when there is no such file."""
    rows = iter(cells.rows() if cells else ())
    head = next(rows, None)
    if head is None or "Identifier" not in head.cells or name not in head.cells:
        return {}
    key, value = head.cells.index("Identifier"), head.cells.index(name)
    return {row.cells[key].strip(): row.cells[value].strip() for row in rows if len(row.cells) == len(head.cells)}
