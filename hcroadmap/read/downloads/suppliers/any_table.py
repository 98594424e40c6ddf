"""Any other table: its columns are named by a layout, or on the command line; nothing is guessed from content."""

from __future__ import annotations

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.foreign_period import CALENDAR_YEARS
from hcroadmap.model.source import Layout, Source
from hcroadmap.read.downloads.header import Header
from hcroadmap.read.downloads.suppliers.flags import NOT_AVAILABLE
from hcroadmap.read.downloads.table import SupplierTable

MAX_NAMED = 8


def read(header: Header, source: Source) -> SupplierTable:
    """Read a table of which the entry names the columns."""
    if source.period is None or source.value is None:
        names = [name for name in header.names if name]
        shown = ", ".join(quoted(name) for name in names[:MAX_NAMED]) + ("..." if len(names) > MAX_NAMED else "")
        message = f"the header is that of no known supplier; its columns are {shown or 'without names'}"
        hint = "name two as “period” and “value” (with convert: --period, --value), or write a layout."
        raise header.refusal(Mistake("unknown-format", message, hint))
    period, value = header.need(source.period), header.need(source.value)
    table = SupplierTable("plain table", header, [value], [period], rule=source.rule or CALENDAR_YEARS)
    return table if source.decimal else table.with_mark()


def read_layout(header: Header, layout: Layout, name: str) -> SupplierTable:
    """Read a table as a layout says.

    Raises:
        Unreadable: `unchosen-column`, when the file lacks a column that the layout names.
    """
    aliases = {typed.casefold(): alias for alias, typed in layout.columns.items()}
    named, period, values = (  # all that the layout names must be there
        [header.need(column, why=f", which the layout {quoted(name)} names") for column in columns]
        for columns in (layout.columns.values(), layout.period.column, layout.value)
    )
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
    missing = layout.missing if wide else ("", *layout.missing)
    table = SupplierTable(
        f"layout {name}",
        header,
        [*values, *wide],
        period,
        rule=layout.period.rule,
        wide=wide,
        words={index: header.names[index].replace(year, "").strip() for index, year in wide.items()},
        missing=dict.fromkeys(missing, NOT_AVAILABLE),
        aliases=[aliases.get(column.casefold(), column) for column in header.names],
    )
    return table._replace(mark=layout.decimal) if layout.decimal else table.with_mark(named)
