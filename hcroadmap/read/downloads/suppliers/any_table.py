"""Any other table: its columns are named by a layout, or on the command line; nothing is guessed from content."""

from __future__ import annotations

from hcroadmap.model.diagnostic import Mistake, expected, quoted
from hcroadmap.model.foreign_period import CALENDAR_YEARS
from hcroadmap.model.layout import Layout
from hcroadmap.model.source import Source
from hcroadmap.read.downloads.suppliers.figure_columns import FigureColumns
from hcroadmap.read.downloads.suppliers.flags import NOT_AVAILABLE
from hcroadmap.read.downloads.table import Header, SupplierTable

MAX_NAMED = 8


def read(header: Header, source: Source) -> SupplierTable:
    """Read a table of which the entry names the columns."""
    if source.period is None or source.value is None:
        names = [name for name in header.names if name]
        shown = ", ".join(quoted(name) for name in names[:MAX_NAMED]) + ("..." if len(names) > MAX_NAMED else "")
        message = f"the header is that of no known supplier; its columns are {shown or 'without names'}"
        hint = "name two as “period” and “value” (with convert: --period, --value), or write a layout."
        raise header.refusal(Mistake("unknown-format", message, hint))
    period, value = header.need(source.period, "", "period"), header.need(source.value, "", "value")
    columns = FigureColumns(header, [value], [period])
    return columns.table("plain table", source.decimal or columns.mark(), source.rule or CALENDAR_YEARS)


def read_layout(header: Header, layout: Layout, name: str) -> SupplierTable:
    """Read a table as a layout says.

    Raises:
        Unreadable: `unchosen-column`, when the file lacks a column that the layout names.
    """

    def index_of(column: str) -> int:
        index = header.find(column)
        if index is None:
            message = f"the file has no column {quoted(column)}, which the layout {quoted(name)} names"
            raise header.refusal(Mistake("unchosen-column", message, expected(column, header.names)))
        return index

    aliases = {typed.casefold(): alias for alias, typed in layout.columns.items()}
    named = [index_of(typed) for typed in layout.columns.values()]
    period = [index_of(column) for column in layout.period.column]
    values = [index_of(column) for column in layout.value]
    wide = {
        index: match[1]
        for pattern in layout.wide
        for index, column in enumerate(header.names)
        if (match := pattern.fullmatch(column))
    }
    if not wide and not (period and values):
        message = f"the layout {quoted(name)} finds no figures in this file"
        hint = "name the columns under “period” and “value”, or the years under “wide”, as the header has them."
        raise header.refusal(Mistake("unchosen-column", message, hint))
    words = {index: header.names[index].replace(year, "").strip() for index, year in wide.items()}
    missing = dict.fromkeys(["", *layout.missing], NOT_AVAILABLE)
    columns = FigureColumns(header, [*values, *wide], period, wide, words, missing)
    mark = layout.decimal or columns.mark(named)
    table = columns.table(f"layout {name}", mark, layout.period.rule)
    return table._replace(names=tuple(aliases.get(column.casefold(), column) for column in header.names))
