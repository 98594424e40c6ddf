"""Which rows of a supplier's table an entry of sources.yaml means, and what each of them is the figure of."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hcroadmap.model.diagnostic import Mistake, expected, quoted
from hcroadmap.model.source import Column, Extract, Rows
from hcroadmap.read.downloads.header import find
from hcroadmap.read.downloads.table import SupplierTable

Members = tuple[tuple[str, str], ...]
MAX_NAMED = 6


class Misnamed(Exception):  # noqa: N818  # not an error of ours
    """What an entry asks for is not in the file; `steps` lead to the words of the entry that ask for it."""

    def __init__(self, mistake: Mistake, *steps: str) -> None:
        super().__init__(mistake.message)
        self.mistake = mistake
        self.steps = steps


class Selection(NamedTuple):
    """The figures that are meant: those of rows where each column holds one of its texts, in the columns `values`.

    `members` are the columns that hold the member of a dimension: the dimension, the index of the column, and what
    the texts there are called in targets.yaml.
    """

    where: Sequence[tuple[int, frozenset[str]]]
    values: Sequence[int]
    members: Sequence[tuple[str, int, Mapping[str, str]]]

    def takes(self, facets: Sequence[str]) -> bool:
        """Does a row hold the texts that are asked for?"""
        return all(facets[index].strip() in texts for index, texts in self.where)

    def named(self, texts: Sequence[str]) -> Members | None:
        """The members that the texts in the columns of members stand for; `None` when one is not asked for."""
        members = []
        for (dimension, _, names), cell in zip(self.members, texts, strict=True):
            text = cell.strip()
            if names and text not in names:
                return None
            members.append((dimension, names.get(text, text)))
        return tuple(members)


def select(table: SupplierTable, rows: Rows, wanted: Extract, steps: tuple[str, ...]) -> Selection:
    """Find the columns that an entry names.

    Args:
        table: the file.
        rows: the part of the entry that says which figures are meant; the entry itself, or one part of a share.
        wanted: the entry, whose filters hold for both parts of a share.
        steps: how the entry calls that part.

    Raises:
        Misnamed: when a column that it names is not in the file.
    """
    both = [(rows, steps), *([] if rows is wanted else [(wanted, ())])]
    where = [
        (index_of(table, name, *around, "where", name), frozenset(text.strip() for text in texts))
        for asked, around in both
        for name, texts in asked.where.items()
    ]
    members = [
        (name, index_of(table, given.column, name), given.members)
        for name, given in wanted.dimensions.items()
        if isinstance(given, Column)
    ]
    return Selection(where, _values(table, rows.value or wanted.value, steps), members)


def index_of(table: SupplierTable, name: str, *steps: str) -> int:
    """The index of a column by its name, whatever its case.

    Raises:
        Misnamed: when there is none.
    """
    index = find(name, table.names)
    if index is not None:
        return index
    message = f"the file has no column {quoted(name)}"
    raise Misnamed(Mistake("unchosen-column", message, expected(name, table.names)), *steps)


def _values(table: SupplierTable, names: Sequence[str], steps: tuple[str, ...]) -> Sequence[int]:
    """The columns of figures that are asked for; all of them where there is no choice."""
    known = table.measures
    if not names and len(known) > 1:
        shown = ", ".join(f"“{measure}”" for measure in known[:MAX_NAMED]) + "..." * (len(known) > MAX_NAMED)
        message = f"the file has {len(known)} columns of figures, and none is chosen"
        raise Misnamed(Mistake("unchosen-column", message, f"name one as “value”: {shown}."), *steps)
    measures = set()
    for name in names:
        index = find(name, known)
        if index is None:
            message = f"the file has no column of figures {quoted(name)}"
            hint = expected(name, known[:MAX_NAMED]) if known else "leave “value” out: each row has one figure."
            raise Misnamed(Mistake("unchosen-column", message, hint), *steps, "value")
        measures.add(known[index])
    return [index for index in table.values if not measures or table.measure(index) in measures]
