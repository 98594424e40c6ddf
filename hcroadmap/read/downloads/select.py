"""Which rows of a supplier's table an entry of sources.yaml means, and what each of them is the figure of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hcroadmap.model.diagnostic import Mistake, expected, quoted
from hcroadmap.model.source import Column, Extract, Rows
from hcroadmap.read.downloads.table import ForeignTable, find

Members = tuple[tuple[str, str], ...]
MAX_NAMED = 6


class Key(NamedTuple):
    """What one observation is of."""

    period: str
    members: Members


class Misnamed(Exception):  # noqa: N818  # what the person made
    """What was asked for is not in the file; `steps` lead to the words that ask for it."""

    def __init__(self, mistake: Mistake, *steps: str) -> None:
        super().__init__(mistake.message)
        self.mistake = mistake
        self.steps = steps


class Selector(NamedTuple):
    """Rows where each column holds one of its texts, the column of their figure, and the columns of members.

    `members` are triples of a dimension, the index of its column, and what the texts there are called here.
    """

    where: Sequence[tuple[int, frozenset[str]]]
    measure: str | None
    members: Sequence[tuple[str, int, Mapping[str, str]]]

    def takes(self, facets: Sequence[str]) -> bool:
        """Does a row belong to what is meant?"""
        return all(facets[index].strip() in texts for index, texts in self.where)

    def members_of(self, facets: Sequence[str]) -> Members | None:
        """The members a row is the figure of; `None` when one of them is not asked for."""
        return self.named([facets[index] for _, index, _ in self.members])

    def named(self, texts: Sequence[str]) -> Members | None:
        """The members that stand in the columns of members; `None` when one of them is not asked for."""
        members = []
        for (dimension, _, names), cell in zip(self.members, texts, strict=True):
            text = cell.strip()
            if names and text not in names:
                return None
            members.append((dimension, names.get(text, text)))
        return tuple(members)


def select(table: ForeignTable, rows: Rows, wanted: Extract, steps: tuple[str, ...]) -> Selector:
    """The rows that an entry means, by the columns of a table.

    Raises:
        Misnamed: when a column that it names is not in the file.
    """
    both = [(rows, steps), *([] if rows is wanted else [(wanted, ())])]
    where = [
        (index_of(table, name, *around, "where", name), frozenset(text.strip() for text in texts))
        for asked, around in both
        for name, texts in asked.where.items()
    ]
    fixed = [(name, given) for name, given in wanted.dimensions.items() if isinstance(given, Column)]
    members = [(name, index_of(table, column.column, name), column.members) for name, column in fixed]
    return Selector(where, _measure(table, rows.value or wanted.value, steps), members)


def index_of(table: ForeignTable, name: str, *steps: str) -> int:
    """The index of a column by its name, whatever its case.

    Raises:
        Misnamed: when there is none.
    """
    index = find(name, table.names)
    if index is not None:
        return index
    message = f"the file has no column {quoted(name)}"
    raise Misnamed(Mistake("unchosen-column", message, expected(name, table.names)), *steps)


def _measure(table: ForeignTable, name: str | None, steps: tuple[str, ...]) -> str | None:
    known = table.measures
    if name is None and len(known) < 2:
        return None
    if name is None:
        told = ", ".join(f"“{measure}”" for measure in known[:MAX_NAMED]) + (
            "..." if len(known) > MAX_NAMED else ""
        )
        message = f"the file has {len(known)} columns of figures, and none is chosen"
        raise Misnamed(Mistake("unchosen-column", message, f"name one as “value”: {told}."), *steps)
    found = next((measure for measure in known if measure.casefold() == name.strip().casefold()), None)
    if found is None:
        message = f"the file has no column of figures {quoted(name)}"
        hint = expected(name, known[:MAX_NAMED]) if known else "leave “value” out: each row has one figure."
        raise Misnamed(Mistake("unchosen-column", message, hint), *steps, "value")
    return found
