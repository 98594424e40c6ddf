"""Any other table: its columns are named by a layout, or on the command line; nothing is guessed from content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hcroadmap.model.diagnostic import Mistake, expected, quoted
from hcroadmap.model.foreign_number import Mark, Written, decide_mark
from hcroadmap.model.foreign_period import CALENDAR_YEARS
from hcroadmap.model.layout import Layout
from hcroadmap.read.suppliers import flags
from hcroadmap.read.suppliers.foreign import ForeignRow, ForeignTable, Head, Keep, Refusal, Wish

MAX_NAMED = 8


def read(head: Head, wish: Wish) -> ForeignTable:
    """Read a table of which the person names the columns."""
    if wish.period is None or wish.value is None:
        names = [name for name in head.names if name]
        shown = ", ".join(quoted(name) for name in names[:MAX_NAMED]) + ("..." if len(names) > MAX_NAMED else "")
        message = f"the header is that of no known supplier; its columns are {shown or 'without names'}"
        hint = "name two as “period” and “value” (with convert: --period, --value), or write a layout."
        raise Refusal(Mistake("unknown-format", message, hint), head.line)
    columns = _Columns(head, [head.need(wish.period, "", "period")], [head.need(wish.value, "", "value")])
    mark = wish.decimal or columns.mark()
    return ForeignTable("plain table", head.cells, head.names, columns.rows, mark, wish.rule or CALENDAR_YEARS,
                        figures=columns.values, period_column=columns.period_column)  # fmt: skip


def read_layout(head: Head, layout: Layout, name: str) -> ForeignTable:
    """Read a table as a layout says; a column that the file lacks is a finding."""
    own = {typed.casefold(): alias for alias, typed in layout.columns.items()}
    for typed in layout.columns.values():
        _index(head, typed, name)
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
    columns = _Columns(head, period, [*values, *wide], wide, words, layout)
    mark = layout.decimal or columns.mark()
    measures = tuple(dict.fromkeys(columns.measure(index) for index in columns.values))
    return ForeignTable(f"layout {name}", head.cells, names, columns.rows, mark, layout.period.rule, measures,
                        figures=columns.values, period_column=columns.period_column)  # fmt: skip


def _index(head: Head, column: str, layout: str) -> int:
    index = head.find(column)
    if index is None:
        message = f"the file has no column {quoted(column)}, which the layout {quoted(layout)} names"
        raise Refusal(Mistake("unchosen-column", message, expected(column, head.names)), head.line)
    return index


@dataclass(frozen=True)
class _Columns:
    """Where periods and figures stand; `wide` holds the period of a column that is named by it."""

    head: Head
    period: Sequence[int]
    values: Sequence[int]
    wide: dict[int, str] | None = None
    words: dict[int, str] | None = None
    layout: Layout = field(default_factory=Layout)

    @property
    def period_column(self) -> int | None:
        """Where a period stands in its row."""
        return self.period[0] if self.period else None

    def measure(self, index: int) -> str:
        """The name of a column of figures, without its year; empty where there is only one."""
        if self.words and index in self.words:
            return self.words[index]
        return self.head.names[index] if len(self.values) > 1 else ""

    def rows(self, keep: Keep) -> Iterator[ForeignRow]:
        """The raw figures of the rows that are wanted."""
        measures = {index: self.measure(index) for index in self.values}
        for row in self.head.rows():
            if not keep(row.cells):
                continue
            told = " ".join(row.cells[index].strip() for index in self.period).strip()
            for index in self.values:
                text = row.cells[index].strip()
                period = (self.wide or {}).get(index, told)
                if not text and (not period or self.wide):
                    continue
                missing = flags.NOT_AVAILABLE if not text or text in self.layout.missing else ""
                yield ForeignRow(row.line, index, period, text, row.cells, measures[index], "", missing)

    def mark(self) -> Mark:
        """The decimal mark, from every cell of the columns of figures."""
        lines: dict[str, int] = {}
        for row in self.head.rows():
            for index in self.values:
                lines.setdefault(row.cells[index], row.line)
        try:
            return decide_mark(Written(line, text) for text, line in lines.items())
        except Mistake as mistake:
            raise Refusal(mistake, self.head.line, self.values[0]) from None
