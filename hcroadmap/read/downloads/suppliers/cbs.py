"""CBS: OData v4, and StatLine tables that need a layout (FORMATS sections 6 and 7); the others are data."""

from collections.abc import Mapping
from itertools import islice

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.source import Source
from hcroadmap.read.downloads.header import Header
from hcroadmap.read.downloads.suppliers.flags import CONFIDENTIAL, power_in
from hcroadmap.read.downloads.table import SupplierTable
from hcroadmap.read.files.cells import Cells

_STACKED = ("onderwerp", "perioden")


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


def refuse_stacked(header: Header, _: Source) -> None:
    """Refuse a StatLine table with a title and heads above heads (“CSV volgens tabelindeling”).

    Raises:
        Unreadable: `unread-format`.
    """
    below = list(islice(header.cells.rows(), 1, 7)) if sum(map(bool, header.names)) == 1 else ()
    last = next((row.line for row in below if row.cells[0].strip().casefold() in _STACKED), None)
    if last:
        message = "this is a StatLine table with a title and stacked headers, which needs a layout"
        lines = ", ".join(str(row.line) for row in below if row.line <= last)
        hint = (
            "on StatLine choose “CSV zonder statistische symbolen” (one header row), or the OData download; or "
            f"write a layout with “header: [{lines}]” and “wide: '{{year}}'”."
        )
        raise header.refusal(Mistake("unread-format", message, hint))


def _column(cells: "Cells | None", name: str) -> Mapping[str, str]:
    """One column of a Codes file by Identifier; empty when there is no such file."""
    rows = iter(cells.rows() if cells else ())
    head = next(rows, None)
    if head is None or "Identifier" not in head.cells or name not in head.cells:
        return {}
    key, value = head.cells.index("Identifier"), head.cells.index(name)
    return {row.cells[key].strip(): row.cells[value].strip() for row in rows if len(row.cells) == len(head.cells)}
