"""StatLine tables with one header row, charts from cbs.nl, and the stacked tables that are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.foreign_number import Mark
from hcroadmap.read.downloads.suppliers import flags
from hcroadmap.read.downloads.suppliers.cbs4 import power_of
from hcroadmap.read.downloads.table import ForeignRow, ForeignTable, Head, Keep, Refusal, Wish
from hcroadmap.read.files.cells import CellRow

_TOPIC = re.compile(r".*\(([^()]*)\)")
_MISSING = {"": flags.CANNOT_EXIST, ".": flags.NOT_AVAILABLE, "x": flags.CONFIDENTIAL}
_STACKED = ("onderwerp", "perioden", "")


def matches(names: tuple[str, ...]) -> bool:
    """Is there a column `Perioden`, and behind it one with its unit in brackets?"""
    folded = [name.casefold() for name in names]
    return "perioden" in folded and any(_TOPIC.fullmatch(name) for name in names[folded.index("perioden") + 1 :])


def read(head: Head, wish: Wish) -> ForeignTable:
    """Read a table with one header row; the unit stands in the head of each topic."""
    period = head.need(wish.period, "Perioden", "period")
    units = {index: match[1] for index, name in enumerate(head.names) if (match := _TOPIC.fullmatch(name))}
    topics = [index for index in units if index > period]
    mark = wish.decimal or Mark.COMMA

    def rows(keep: Keep) -> Iterator[ForeignRow]:
        for row in head.rows():
            for index in topics if keep(row.cells) else ():
                text = row.cells[index].strip()
                yield ForeignRow(row.line, index, row.cells[period], text, row.cells, head.names[index],
                                 missing=_MISSING.get(text, ""), power=power_of(units[index]))  # fmt: skip

    measures = tuple(head.names[index] for index in topics)
    return ForeignTable("StatLine table", head.cells, head.names, rows, mark, measures=measures, figures=topics,
                        period_column=period)  # fmt: skip


def is_chart(names: tuple[str, ...]) -> bool:
    """Is it the download of a chart: `Jaar;Maand;...`, or a first head that is empty?"""
    return [name.casefold() for name in names[:2]] == ["jaar", "maand"] or (not names[0] and all(names[1:]))


def read_chart(head: Head, wish: Wish) -> ForeignTable:
    """Read a chart's figures: the period in one column, or year and month in two."""
    split = head.names[0].casefold() == "jaar"
    columns = range(2 if split else 1, len(head.names))

    def rows(keep: Keep) -> Iterator[ForeignRow]:
        for row in head.rows():
            period = " ".join(cell.strip() for cell in row.cells[: columns.start])
            for index in columns if keep(row.cells) else ():
                text = row.cells[index].strip()
                missing = flags.NOT_AVAILABLE if text in ("", ".") else ""
                yield ForeignRow(row.line, index, period, text, row.cells, head.names[index], missing=missing)

    measures = head.names[columns.start :]
    mark = wish.decimal or Mark.COMMA
    several = measures if len(measures) > 1 else ()
    return ForeignTable("CBS chart", head.cells, head.names, rows, mark, measures=several, figures=columns,
                        period_column=0)  # fmt: skip


def is_stacked(head: Head) -> bool:
    """Is it a title with stacked header rows below (“CSV volgens tabelindeling”)?"""
    if sum(bool(name) for name in head.names) != 1:
        return False
    below = [row.cells for row in _first(head, 6)]
    return any(cells[0].strip().casefold() in _STACKED and len(cells) > 1 for cells in below)


def refuse_stacked(head: Head, wish: Wish) -> ForeignTable:
    """Stacked headers are not read yet: say which download is."""
    del wish
    message = "this is a StatLine table with a title and stacked headers, which is not read"
    hint = "on StatLine choose “CSV zonder statistische symbolen” (one header row), or the OData download."
    raise Refusal(Mistake("unread-format", message, hint), head.line)


def _first(head: Head, count: int) -> Iterator[CellRow]:
    return (row for _, row in zip(range(count + 1), head.cells.rows(), strict=False) if row.line > head.line)
