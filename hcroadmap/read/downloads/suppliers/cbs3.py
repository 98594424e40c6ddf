"""CBS OData v3: one column a topic, always a decimal point, CBS period codes (FORMATS section 5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.read.downloads.suppliers import flags
from hcroadmap.read.downloads.table import ForeignRow, ForeignTable, Head, Keep, Refusal, Wish

_TOPIC = re.compile(r"\w+_\d+", re.ASCII)
_PERIODS = ("perioden", "periods")


def matches(names: tuple[str, ...]) -> bool:
    """Does a header begin with `ID` and hold `Perioden` or `Periods`?"""
    return names[0] == "ID" and any(name.casefold() in _PERIODS for name in names)


def read(head: Head, wish: Wish) -> ForeignTable:
    """Read a TypedDataSet or UntypedDataSet; numbers are padded in the second, and blank means “cannot occur”."""
    period = next(index for index, name in enumerate(head.names) if name.casefold() in _PERIODS)
    if wish.period:
        period = head.need(wish.period, "", "period")
    topics = [index for index, name in enumerate(head.names) if index > period and _TOPIC.fullmatch(name)]
    untyped = any(cell.startswith(" ") for row in head.rows() for cell in row.cells)

    def rows(keep: Keep) -> Iterator[ForeignRow]:
        for row in head.rows():
            for index in topics if keep(row.cells) else ():
                text = row.cells[index].strip()
                missing = ""
                if text in ("", "."):
                    missing = flags.CANNOT_EXIST if untyped and not text else flags.NOT_AVAILABLE
                yield ForeignRow(row.line, index, row.cells[period].strip(), text, row.cells, head.names[index],
                                 missing=missing)  # fmt: skip

    kind = "UntypedDataSet" if untyped else "TypedDataSet"
    topic_names = tuple(head.names[index] for index in topics)
    return ForeignTable(f"CBS OData v3 ({kind})", head.cells, head.names, rows, measures=topic_names,
                        figures=(0, *topics), period_column=period)  # fmt: skip


def is_metadata(names: tuple[str, ...]) -> bool:
    """Is it the description of a table, several small tables in one file?"""
    return names[0] == "TableInfos"


def refuse_metadata(head: Head, wish: Wish) -> ForeignTable:
    """A description holds no figures."""
    del wish
    message = "this is the description of a CBS table, not its figures"
    hint = "download the TypedDataSet or UntypedDataSet of the table instead."
    raise Refusal(Mistake("unread-format", message, hint), head.line)
