"""The neutral form of a longer text: sections of sentences and small grids, before anything is drawn."""

from __future__ import annotations

from typing import NamedTuple


class Grid(NamedTuple):
    """Rows of cells; `align` has `<` or `>` for each column; `heads` may be left out."""

    rows: tuple[tuple[str, ...], ...]
    align: str
    heads: tuple[str, ...] = ()


class Section(NamedTuple):
    """A heading with sentences, one a paragraph, and a grid."""

    title: str
    prose: tuple[str, ...] = ()
    grid: Grid | None = None

    def __bool__(self) -> bool:
        return bool(self.prose or (self.grid and self.grid.rows))


class Dossier(NamedTuple):
    """A page about one thing: what it is, the answer, and the sections that prove it."""

    title: str
    as_of: str
    subtitle: str
    label: str
    style: str
    answer: tuple[str, ...]
    sections: tuple[Section, ...]
