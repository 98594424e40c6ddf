"""Any other table: its columns are named by a layout, or on the command line; nothing is guessed from content."""

from __future__ import annotations

from hcroadmap.model.diagnostic import Mistake, expected, quoted
from hcroadmap.model.foreign_period import CALENDAR_YEARS
from hcroadmap.model.layout import Layout
from hcroadmap.read.downloads.suppliers.figure_columns import FigureColumns
from hcroadmap.read.downloads.table import ForeignTable, Head, Refusal, Wish

MAX_NAMED = 8


def read(head: Head, wish: Wish) -> ForeignTable:
    """Read a table of which the person names the columns."""
    if wish.period is None or wish.value is None:
        names = [name for name in head.names if name]
        shown = ", ".join(quoted(name) for name in names[:MAX_NAMED]) + ("..." if len(names) > MAX_NAMED else "")
        message = f"the header is that of no known supplier; its columns are {shown or 'without names'}"
        hint = "name two as “period” and “value” (with convert: --period, --value), or write a layout."
        raise Refusal(Mistake("unknown-format", message, hint), head.line)
    columns = FigureColumns(head, [head.need(wish.period, "", "period")], [head.need(wish.value, "", "value")])
    mark = wish.decimal or columns.mark()
    return ForeignTable("plain table", head.cells, head.names, columns.rows, mark, wish.rule or CALENDAR_YEARS,
                        figures=columns.values, period_column=columns.period_column, columns=columns)  # fmt: skip


def read_layout(head: Head, layout: Layout, name: str) -> ForeignTable:
    """Read a table as a layout says; a column that the file lacks is a finding."""
    own = {typed.casefold(): alias for alias, typed in layout.columns.items()}
    named = [_index(head, typed, name) for typed in layout.columns.values()]
    names = tuple(own.get(column.casefold(), column) for column in head.names)
    period = [_index(head, column, name) for column in layout.period.column]
    values = [_index(head, column, name) for column in layout.value]
    wide = {index: match[1] for pattern in layout.wide for index, column in enumerate(head.names)
            if (match := pattern.fullmatch(column))}  # fmt: skip
    if not wide and not (period and values):
        message = f"the layout {quoted(name)} finds no figures in this file"
        hint = "name the columns under “period” and “value”, or the years under “wide”, as the header has them."
        raise Refusal(Mistake("unchosen-column", message, hint), head.line)
    words = {index: head.names[index].replace(year, "").strip() for index, year in wide.items()}
    columns = FigureColumns(head, period, [*values, *wide], wide, words, layout.missing)
    mark = layout.decimal or columns.mark(named)
    return ForeignTable(f"layout {name}", head.cells, names, columns.rows, mark, layout.period.rule,
                        columns.measures, columns.values, columns.period_column, columns)  # fmt: skip


def _index(head: Head, column: str, layout: str) -> int:
    index = head.find(column)
    if index is None:
        message = f"the file has no column {quoted(column)}, which the layout {quoted(layout)} names"
        raise Refusal(Mistake("unchosen-column", message, expected(column, head.names)), head.line)
    return index
