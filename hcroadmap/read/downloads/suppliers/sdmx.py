"""SDMX-CSV 1.0, 2.0 and 2.1 in every label mode: Eurostat's API, OECD, BIS, ECB (FORMATS sections 1 to 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.foreign_number import Mark
from hcroadmap.read.downloads.suppliers import flags
from hcroadmap.read.downloads.table import ForeignRow, ForeignTable, Head, Keep, Refusal, Wish
from hcroadmap.read.files.cells import CellRow

_MISSING = frozenset(["", "NaN", "#N/A", "#NA"])
_STATUSES = ("OBS_STATUS", "OBS_STATUS_2", "OBS_STATUS_3", "OBS_STATUS_4")
_POWER = re.compile(r"-?1?\d", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d\d)-\d\d(?:T[\d:.]*)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)


def matches(names: tuple[str, ...]) -> bool:
    """Does a header begin as SDMX-CSV says, or name its two components that always are there?"""
    first = _component(names[0])
    known = {_component(name).upper() for name in names}
    return first in ("DATAFLOW", "STRUCTURE") or {"TIME_PERIOD", "OBS_VALUE"} <= known


def read(head: Head, wish: Wish) -> ForeignTable:
    """Read an SDMX-CSV file; the delimiter after the first term decides the decimal mark."""
    names = tuple(_component(name) for name in head.names)
    bare = head._replace(names=names)
    version = "1.0" if names[0] == "DATAFLOW" else "2"
    known = f"SDMX-CSV {version}" if names[0] in ("DATAFLOW", "STRUCTURE") else "SDMX components"
    if bare.find("OBS_FLAG") is not None:
        known = f"Eurostat {known}"
    columns = _Columns(bare, wish, labelled=any(": " in name for name in head.names))
    mark = Mark.COMMA if head.cells.delimiter == ";" else Mark.POINT
    return ForeignTable(known, head.cells, names, columns.rows, wish.decimal or mark, figures=columns.about,
                        period_column=columns.period)  # fmt: skip


class _Columns:
    """Where the components of a file stand."""

    def __init__(self, head: Head, wish: Wish, *, labelled: bool) -> None:
        self.head = head
        self.labelled = labelled
        self.period = head.need(wish.period, "TIME_PERIOD", "period")
        self.value = head.need(wish.value, "OBS_VALUE", "value")
        self.statuses = [index for name in _STATUSES if (index := head.find(name)) is not None]
        self.flag = head.find("OBS_FLAG")
        self.confidential = head.find("CONF_STATUS")
        self.action = head.find("ACTION") if head.names[0] == "STRUCTURE" else None
        self.power = head.find("UNIT_MULT")
        self.frequency = head.find("FREQ")
        about = [self.value, self.flag, self.confidential, self.power, *self.statuses, head.find("OBS_KEY")]
        self.about = [index for index in about if index is not None]

    def rows(self, keep: Keep) -> Iterator[ForeignRow]:
        """The raw figures of the rows that are wanted."""
        for row in self.head.rows():
            if self.action is not None and self._code(row, self.action).upper() == "D":
                message = "the row deletes figures (ACTION D), and a monitor keeps them"
                hint = "download the full data instead of a list of changes."
                raise Refusal(Mistake("deleted-row", message, hint), row.line, self.action)
            cells = tuple(_code(cell) for cell in row.cells) if self.labelled else row.cells
            if not keep(cells):
                continue
            text = self._code(row, self.value)
            if text in _MISSING and not self._code(row, self.period):
                continue  # attributes of a partial key, not an observation
            yield self._row(row, ForeignRow(row.line, self.value, self._period(row), text, cells))

    def _row(self, row: CellRow, figure: ForeignRow) -> ForeignRow:
        """The figure with its flags and its unit."""
        index: int | None = self.value
        try:
            told: set[str] = set()
            for index in self.statuses:
                told.update(flags.sdmx(self._code(row, index)))
            if (index := self.flag) is not None:
                told.update(flags.eurostat(self._code(row, index)))
            index = self.power
            power = power_of_ten(self._optional(row, index))
        except Mistake as mistake:
            return figure.spoilt(index or 0, mistake)
        status = "".join(sorted(told))
        missing = flags.reason(status, self._optional(row, self.confidential)) if figure.text in _MISSING else ""
        return figure._replace(status=status, missing=missing, power=power)

    def _code(self, row: CellRow, index: int) -> str:
        text = row.cells[index].strip()
        return _code(text) if self.labelled else text

    def _optional(self, row: CellRow, index: int | None) -> str:
        return "" if index is None else self._code(row, index)

    def _period(self, row: CellRow) -> str:
        """The period; a day in a series by the year, quarter or month stands for it (timeFormat=normalized)."""
        text = self._code(row, self.period)
        match = _DAY.fullmatch(text)
        if not match:
            return text
        match self._optional(row, self.frequency)[:1].upper():
            case "A":
                return match[1]
            case "Q":
                return f"{match[1]}-Q{(int(match[2]) + 2) // 3}"
            case "M":
                return f"{match[1]}-{match[2]}"
        return text


def _component(name: str) -> str:
    """The id in a header cell: before the label, and without the brackets that announce several values."""
    bare = name.split(": ", 1)[0].strip()
    return bare.partition("[")[0] if bare.endswith("]") else bare


def _code(cell: str) -> str:
    """The code in a cell `A: Value A`."""
    return cell.strip().split(": ", 1)[0]


def power_of_ten(text: str) -> int:
    """The power of ten that a figure counts in: 3 for thousands, none where nothing is said.

    Raises:
        Mistake: `bad-number`.
    """
    if not text or _POWER.fullmatch(text):
        return int(text or "0")
    hint = "expected is 0 for units, 3 for thousands, 6 for millions."
    raise Mistake("bad-number", f"{quoted(text)} is not a power of ten", hint)
