"""OECD.Stat and data.oecd.org until 2024: one figure per row, each code with its label (FORMATS section 4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.foreign_period import CALENDAR_YEARS
from hcroadmap.model.source import Source
from hcroadmap.read.downloads.header import Header
from hcroadmap.read.downloads.suppliers import flags
from hcroadmap.read.downloads.table import SupplierTable

_PERIODS = ("TIME", "YEA", "YEAR")
_OWN_NUMBER = re.compile(r"\d{4}\.\d", re.ASCII)


def read(header: Header, source: Source) -> SupplierTable | None:
    """Read a file in any language: the heads of figures and flags are English in all of them."""
    if not {"Value", "Flag Codes"} <= set(header.names):
        return None
    usual = next((name for name in _PERIODS if header.find(name) is not None), _PERIODS[0])
    period = header.need(source.period, usual, "period")

    def period_from(cells: Sequence[str]) -> str:
        """The code of a period, or its label behind it: `Q2-2016` has the code `2016.3`, a number of the table."""
        code, *label = (cell.strip() for cell in cells[period : period + 2])
        return label[0] if label and _OWN_NUMBER.fullmatch(code) else code

    power = header.find("PowerCode Code")
    labels = ("Flags", "PowerCode", "PowerCode Code")
    return SupplierTable(
        "OECD.Stat CSV",
        header,
        [header.need(source.value, "Value", "value")],
        [period],
        rule=source.rule or CALENDAR_YEARS,
        labels=[index for name in labels if (index := header.find(name)) is not None],
        flags={header.names.index("Flag Codes"): _flags},
        powers_of_rows={} if power is None else {power: flags.power_of_ten},
        period_from=period_from,
    )


def _flags(text: str) -> str:
    """One or several letters as SDMX letters."""
    try:
        return "".join(sorted({letter for flag in re.split(r"[\s,;|]+", text) for letter in flags.sdmx(flag)}))
    except Mistake:
        hint = "the column Flags beside it says what it means; give the figure by hand."
        raise Mistake("bad-status", f"{quoted(text)} is not one of OECD.Stat's known flags", hint) from None
