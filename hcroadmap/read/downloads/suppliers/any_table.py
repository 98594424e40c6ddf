"""Tables whose columns are named: by a layout, by a supplier that is known as data, or on the command line."""

import re
from functools import partial

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.source import Layout, PeriodColumn, Source, StatusColumn
from hcroadmap.read.downloads.header import STACK, Header
from hcroadmap.read.downloads.periods import is_period
from hcroadmap.read.downloads.suppliers import flags
from hcroadmap.read.downloads.table import ReadFlags, SupplierTable

MAX_NAMED = 8
_YEARS = r"\d{4}(?:\s*[/\-–]\s*['’‘]?\d{2,4})?\*{0,2}"


def read(header: Header, source: Source, layout: Layout | None = None) -> SupplierTable:
    """Read a table as its layout says, or by the columns that the entry names.

    Raises:
        Unreadable: `unknown-format`, when nobody names them; `unchosen-column`, when the file lacks one of them.
    """
    name = f"layout {source.layout}" if layout else "plain table"
    ignores = ("period", "value", "study_year") if layout else ()
    if layout is None:
        wanted = dict.fromkeys(name for each in source.observations for name in each.value)
        values = (source.value,) if source.value else (*wanted,)
        if source.period is None or not values:
            names = [name or f"(column {number})" for number, name in enumerate(header.names, 1)]
            shown = ", ".join(map(quoted, names[:MAX_NAMED])) + "..." * (len(names) > MAX_NAMED)
            message = f"the header is that of no known supplier; its columns are {shown}"
            hint = "name two as “period” and “value” (with convert: --period, --value), or write a layout."
            raise header.refusal(Mistake("unknown-format", message, hint))
        period = PeriodColumn.model_construct(column=(source.period,))
        layout = Layout.model_construct(period=period, value=values)
    table = read_by(header, layout, name, source)._replace(ignores=ignores, mark=layout.decimal)
    along = [header.need(column) for column in layout.columns.values()]
    return table.settled(along, is_mark_known=(source.decimal or layout.decimal) is not None)


def read_by(header: Header, layout: Layout, name: str, source: Source) -> SupplierTable:
    """The table whose columns a layout names; only all of its cells settle what is still open."""
    why = f", which the layout {quoted(source.layout)} names" if source.layout else ""
    own, period, values = (
        {column: header.need(column, why=why) for column in columns}
        for columns in (layout.columns.values(), layout.period.column, layout.value)
    )
    wide = {
        index: match[1]
        for pattern in layout.wide
        for index, column in enumerate(header.names)
        for head in dict.fromkeys((column, *column.split(STACK)))
        if (match := pattern.fullmatch(head)) and (re.fullmatch(_YEARS, match[1]) or is_period(match[1]))
    }
    if not wide and not (period and values):
        message = f"the {name} finds no figures in this file"
        hint = "name the columns under “period” and “value”, or the years under “wide”, as the header has them."
        if not source.layout:
            message = f"the file is of {name}, and leaves open which of its columns is meant"
            hint = f"name it as “value” (with convert: --value): {', '.join(header.names[-MAX_NAMED:])}."
        raise header.refusal(Mistake("unchosen-column", message, hint))
    figures = [*values.values(), *wide]
    missing = dict.fromkeys(layout.missing if wide else ("", *layout.missing), flags.NOT_AVAILABLE)
    aliases = {own[typed]: alias for alias, typed in layout.columns.items()}
    return SupplierTable(
        name,
        header,
        figures,
        [*period.values()],
        rule=source.rule or layout.period.rule,
        wide=wide,
        words={index: header.names[index].replace(written, "").strip(STACK) for index, written in wide.items()},
        missing={**missing, **dict.fromkeys(layout.suppressed, flags.CONFIDENTIAL)},
        suppressed=layout.suppressed,
        aliases=[aliases.get(index, column) for index, column in enumerate(header.names)],
        flags=flags_in(header, layout.status) | flags_in(header, source.status),
        powers={index: max(map(flags.power_in, header.names[index].split(STACK))) for index in figures},
        powers_of_rows={header.need(layout.multiplier): flags.power_of_ten} if layout.multiplier else {},
    )


def flags_in(header: Header, status: StatusColumn | None) -> dict[int, ReadFlags]:
    """How the columns of flags are read."""
    columns = status.column if status else ()
    return {header.need(column): partial(flags.letters, words=status.words) for column in columns if status}
