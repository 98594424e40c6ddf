"""SDMX-CSV 1.0, 2.0 and 2.1 in every label mode: Eurostat's API, OECD, BIS, ECB (FORMATS sections 1 to 4)."""

import re

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.source import CALENDAR_YEARS, Source
from hcroadmap.read.downloads.header import Header
from hcroadmap.read.downloads.suppliers import flags
from hcroadmap.read.downloads.table import SupplierTable
from hcroadmap.read.files.cells import CellRow

_MISSING = dict.fromkeys(("", "NaN", "#N/A", "#NA"), flags.NOT_AVAILABLE)
_STATUS = ("OBS_STATUS", "OBS_STATUS_2", "OBS_STATUS_3", "OBS_STATUS_4")
_FLAGS = dict.fromkeys(_STATUS, flags.sdmx) | {"OBS_FLAG": flags.eurostat}
_OTHERS = ("CONF_STATUS", "UNIT_MULT", "FREQ", "ACTION", "OBS_KEY")
_DAY = re.compile(r"(\d{4})-(\d\d)-\d\d(?:T[\d:.]*)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)


def read(header: Header, source: Source) -> SupplierTable | None:
    """Read an SDMX-CSV file, whatever its delimiter and label mode.

    Its header begins as SDMX-CSV says, or names the two components that are always there.
    """
    bare = map(_code, header.names)
    names = tuple(name.partition("[")[0] if name.endswith("]") else name for name in bare)  # of several values
    known = "SDMX components" if {"TIME_PERIOD", "OBS_VALUE"} <= set(map(str.upper, names)) else None
    known = {"DATAFLOW": "SDMX-CSV 1.0", "STRUCTURE": "SDMX-CSV 2"}.get(names[0], known)
    if known is None:
        return None
    labelled = any(": " in name for name in header.names)
    header = header._replace(names=names)
    index = {name: at for name in (*_FLAGS, *_OTHERS) if (at := header.find(name)) is not None}
    action = index.get("ACTION") if names[0] == "STRUCTURE" else None
    period, frequency = header.need(source.period, "TIME_PERIOD", "period"), index.get("FREQ")

    def clean(row: CellRow) -> CellRow:
        """The row without labels; one that takes figures back ends the reading."""
        cells = [_code(cell) for cell in row.cells] if labelled else row.cells
        if action is not None and cells[action].strip().upper() == "D":
            message = "the row deletes figures (ACTION D), and a monitor keeps them"
            hint = "download the full data instead of a list of changes."
            raise header.refusal(Mistake("deleted-row", message, hint), row.line, action)
        return CellRow(row.line, cells)

    return SupplierTable(
        f"Eurostat {known}" if "OBS_FLAG" in index else known,
        header._replace(clean=clean if labelled or action is not None else None),
        [header.need(source.value, "OBS_VALUE", "value")],
        [period],
        missing=_MISSING,
        labels=[index[name] for name in ("UNIT_MULT", "OBS_KEY") if name in index],
        flags={index[name]: read_flags for name, read_flags in _FLAGS.items() if name in index},
        reasons={index["CONF_STATUS"]: lambda text: flags.CONFIDENTIAL * (text.upper()[:1] in {*"CNPS"})}
        if "CONF_STATUS" in index
        else {},
        powers_of_rows={index["UNIT_MULT"]: flags.power_of_ten} if "UNIT_MULT" in index else {},
        rule=source.rule or CALENDAR_YEARS,
        period_from=lambda cells: _period(
            cells[period].strip(), cells[frequency] if frequency is not None else ""
        ),
    )


def _code(cell: str) -> str:
    """The code in a cell `A: Value A`."""
    return cell.strip().split(": ", 1)[0]


def _period(text: str, frequency: str) -> str:
    """A period; a day in a series by the year, quarter or month stands for it (timeFormat=normalized)."""
    if not (match := _DAY.fullmatch(text)):
        return text
    match frequency.strip()[:1].upper():
        case "A":
            return match[1]
        case "Q":
            return f"{match[1]}-Q{(int(match[2]) + 2) // 3}"
        case "M":
            return f"{match[1]}-{match[2]}"
    return text
