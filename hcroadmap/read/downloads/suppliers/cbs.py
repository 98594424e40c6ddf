"""CBS: OData v3 and v4, StatLine tables, and the charts on cbs.nl (FORMATS sections 5 to 7)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.foreign_period import CALENDAR_YEARS
from hcroadmap.model.source import Source
from hcroadmap.read.downloads.header import Header
from hcroadmap.read.downloads.suppliers.flags import CANNOT_EXIST, CONFIDENTIAL, NOT_AVAILABLE, power_in
from hcroadmap.read.downloads.table import SupplierTable
from hcroadmap.read.files.cells import Cells

_TOPIC = re.compile(r"\w+_\d+", re.ASCII)
_UNIT = re.compile(r".*\(([^()]*)\)")
_PERIODS = ("perioden", "periods")
_STACKED = ("onderwerp", "perioden")


def read_odata3(header: Header, source: Source) -> SupplierTable | None:
    """Read a TypedDataSet or UntypedDataSet of OData v3: one column per topic, after `ID` and the dimensions.

    Numbers are padded in the second kind, where a blank means “cannot occur”.
    """
    first, *others = header.names
    if first == "TableInfos":
        message = "this is the description of a CBS table, not its figures"
        hint = "download the TypedDataSet or UntypedDataSet of the table instead."
        raise header.refusal(Mistake("unread-format", message, hint))
    usual = next((name for name in others if name.casefold() in _PERIODS), None)
    if first != "ID" or usual is None:
        return None
    period = header.need(source.period, usual, "period")
    topics = {index: name for index, name in enumerate(header.names) if index > period and _TOPIC.fullmatch(name)}
    untyped = any(cell.startswith(" ") for row in header.rows() for cell in row.cells)
    missing = {"": CANNOT_EXIST if untyped else NOT_AVAILABLE, ".": NOT_AVAILABLE}
    kind = f"CBS OData v3 ({'UntypedDataSet' if untyped else 'TypedDataSet'})"
    table = SupplierTable(kind, header, [*topics], [period], words=topics, missing=missing, labels=[0])
    return table._replace(ignores=("study_year",))


def read_odata4(header: Header, source: Source) -> SupplierTable | None:
    """Read Observations.csv of OData v4: one figure per row.

    Units come from MeasureCodes.csv beside it, provisional periods from PeriodenCodes.csv.
    """
    if header.names[0] == "Identifier" and "Title" in header.names:
        message = "this file explains the codes of a CBS table and holds no figures"
        hint = "give Observations.csv; the MeasureCodes and PeriodenCodes files beside it are read with it."
        raise header.refusal(Mistake("unread-format", message, hint))
    if not {"Measure", "Value", "ValueAttribute"} <= set(header.names):
        return None
    units = _column(header.beside("MeasureCodes"), "Unit")
    states = _column(header.beside("PeriodenCodes"), "Status")

    def provisional(period: str) -> str:
        return "P" if states.get(period, "").casefold().endswith("voorlopig") else ""

    def confidential(attribute: str) -> str:
        return CONFIDENTIAL if "geheim" in attribute.casefold() else ""

    usual = "Perioden" if header.find("Perioden") is not None else "Periods"
    period = header.need(source.period, usual, "period")
    beside = [name for name, known in (("MeasureCodes", units), ("PeriodenCodes", states)) if known]
    return SupplierTable(
        f"CBS OData v4 with {' and '.join(beside)}" if beside else "CBS OData v4, no Codes files beside it",
        header,
        [header.need(source.value, "Value", "value")],
        [period],
        labels=[0],
        ignores=("study_year",),
        flags={period: provisional},
        reasons={header.names.index("ValueAttribute"): confidential},
        powers_of_rows={header.names.index("Measure"): lambda code: power_in(f"({units.get(code, '')})")},
    )


def read_statline(header: Header, source: Source) -> SupplierTable | None:
    """Read a StatLine table with one header row: after `Perioden` stand topics, each with its unit in brackets.

    Tables with a title and stacked headers (“CSV volgens tabelindeling”) are refused.
    """
    if sum(map(bool, header.names)) == 1:
        below = list(islice(header.cells.rows(), 1, 7))
        last = next((row.line for row in below if row.cells[0].strip().casefold() in _STACKED), None)
        if last:
            message = "this is a StatLine table with a title and stacked headers, which needs a layout"
            lines = ", ".join(str(row.line) for row in below if row.line <= last)
            hint = (
                "on StatLine choose “CSV zonder statistische symbolen” (one header row), or the OData download; "
            )
            hint += f"or write a layout with “header: [{lines}]” and “wide: '{{year}}'”."
            raise header.refusal(Mistake("unread-format", message, hint))
    units = {index: match[1] for index, name in enumerate(header.names) if (match := _UNIT.fullmatch(name))}
    usual = next((name for name in header.names if name.casefold() in _PERIODS), None)
    if usual is None or not any(index > header.need(usual) for index in units):
        return None
    period = header.need(source.period, usual, "period")
    units = {index: unit for index, unit in units.items() if index > period}
    return SupplierTable(
        "StatLine table",
        header,
        [*units],
        [period],
        rule=source.rule or CALENDAR_YEARS,
        words={index: header.names[index] for index in units},
        missing={"": CANNOT_EXIST, ".": NOT_AVAILABLE, "x": CONFIDENTIAL},
        powers={index: power_in(header.names[index]) for index in units},
    )


def read_chart(header: Header, source: Source) -> SupplierTable | None:
    """Read the download of a chart: one column per line or bar, after year and month or a head without a name.

    Below that head stand months or quarters in words: row numbers and years without a head are anybody's.
    """
    is_monthly = [name.casefold() for name in header.names[:2]] == ["jaar", "maand"]
    first = next(header.rows(), None)
    is_prose = first is not None and re.search("[a-z]{3}", first.cells[0]) and header.cells.delimiter == ";"
    if not is_monthly and (header.names[0] or not all(header.names[1:]) or not is_prose):
        return None
    period = range(2 if is_monthly else 1)
    figures = range(len(period), len(header.names))
    missing = dict.fromkeys(("", "."), NOT_AVAILABLE)
    table = SupplierTable("CBS chart", header, figures, period, missing=missing, ignores=("period",))
    return table._replace(rule=source.rule or CALENDAR_YEARS)


def _column(cells: Cells | None, name: str) -> Mapping[str, str]:
    """One column of a Codes file by Identifier; empty when there is no such file."""
    rows = iter(cells.rows() if cells else ())
    head = next(rows, None)
    if head is None or "Identifier" not in head.cells or name not in head.cells:
        return {}
    key, value = head.cells.index("Identifier"), head.cells.index(name)
    return {row.cells[key].strip(): row.cells[value].strip() for row in rows if len(row.cells) == len(head.cells)}
