"""A longer text before anything is drawn: its subject, the answer, and sections of sentences and tables."""

from typing import NamedTuple


class TextTable(NamedTuple):
    """Rows of cells; `align` has `<` or `>` for each column; `heads` may be left out."""

    rows: tuple[tuple[str, ...], ...]
    align: str
    heads: tuple[str, ...] = ()


class Section(NamedTuple):
    """A heading with paragraphs and a table; false where there is nothing below the heading."""

    title: str
    prose: tuple[str, ...] = ()
    table: TextTable | None = None

    def __bool__(self) -> bool:
        return bool(self.prose or (self.table and self.table.rows))


class Dossier(NamedTuple):
    """A page about one thing: what it is, the answer with its label and style, and the sections behind it."""

    title: str
    as_of: str
    subtitle: str
    label: str
    style: str
    answer: tuple[str, ...]
    sections: tuple[Section, ...]
