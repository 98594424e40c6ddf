"""A downloaded file below its header row: how its columns are called, and its rows down to the footer."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import accumulate, zip_longest
from typing import NamedTuple, TypeAlias

from hcroadmap.model.diagnostic import Diagnostic, Mistake, expected, quoted
from hcroadmap.read.files.cells import CellRow, Cells

STACK = " / "
"""What stands between heads that stand above one another in the file."""
FOOTER = ("bron:", "source:", "©")
Beside: TypeAlias = "Callable[[str], Cells | None]"
"""The file beside this one that has the same name, with another word for “Observations”."""


class Unreadable(Exception):  # noqa: N818  # not an error of ours
    """The file is not read any further; `finding` says why and where."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


def find(name: str, names: Sequence[str]) -> int | None:
    """The index of a name, whatever its case, unless one is spelled just so (`MEASURE` beside `Measure`).

    A column without a name is found by its number, counted from 1.
    """
    wanted = " ".join(name.split())
    if wanted in names:
        return names.index(wanted)
    if wanted.isdecimal() and 0 < int(wanted) <= len(names) and not names[int(wanted) - 1]:
        return int(wanted) - 1
    return next((index for index, known in enumerate(names) if known.casefold() == wanted.casefold()), None)


class Header(NamedTuple):
    """The header row of a file, with the rows below it; names are without the spaces around them.

    `footer` are the words, in lower case, with which a layout says that the table ends. `clean`, where a supplier
    sets it, prepares each row; a row for which it gives `None` is passed over.
    """

    cells: Cells
    line: int
    names: tuple[str, ...]
    beside: Beside
    footer: tuple[str, ...] = ()
    clean: Callable[[CellRow], CellRow | None] | None = None

    def find(self, name: str) -> int | None:
        """The index of a column by its name, whatever its case."""
        return find(name, self.names)

    def need(self, name: str | None, usual: str = "", option: str = "", why: str = "") -> int:
        """The index of the column that was asked for, or else of the usual one.

        Args:
            name: the column that was asked for, if one was.
            usual: what the supplier calls it.
            option: the option of `hcroadmap convert` that names another.
            why: who needs it, as the end of a sentence.

        Raises:
            Unreadable: `unchosen-column`, when there is none.
        """
        index = self.find(name or usual)
        if index is not None:
            return index
        message = f"the file has no column {quoted(name or usual)}{why}"
        hint = expected(name, self.names) if name else f"name the column with --{option}, or in a layout."
        raise self.refusal(Mistake("unchosen-column", message, hint))

    def refusal(self, mistake: Mistake, line: int | None = None, index: int = 0) -> Unreadable:
        """Why the file is not read, at a cell; without a line, of the header."""
        return Unreadable(mistake.at(self.cells.cell(self.line if line is None else line, index)))

    def rows(self) -> Iterator[CellRow]:
        """The rows below the header, down to the footer; one that has not its number of cells is a finding."""
        width = len(self.names)
        for row in self.cells.rows():
            if row.line <= self.line:
                continue
            first = next(filter(None, map(str.strip, row.cells))).casefold()
            is_source = first.startswith(FOOTER) and sum(map(bool, map(str.strip, row.cells))) == 1
            if is_source or first.startswith(self.footer):
                return
            if len(row.cells) == width or (len(row.cells) > width and not any(map(str.strip, row.cells[width:]))):
                if cleaned := self.clean(row) if self.clean else row:
                    yield cleaned
            else:
                found = len(row.cells)
                message = f"the row has {found} cell{'s' * (found != 1)}, the header {width}"
                hint = "download the file again; a cell that holds the delimiter must stand between quotes."
                place = self.cells.cell(row.line, min(found - 1, width))
                self.cells.diagnostics.append(Mistake("ragged-row", message, hint).at(place))

    def texts(self, wanted: Collection[int], along: Collection[int] = ()) -> Mapping[int, Mapping[str, int]]:
        """The distinct texts of some columns, each with the line on which it stands first; 0 in a regular table.

        Columns that will be asked for as well are read `along` with them, which is faster.
        """
        if columns := self.columns({*wanted, *along}):
            return {index: dict.fromkeys(columns[index], 0) for index in wanted}
        return self.texts_with_lines(wanted)

    def texts_with_lines(self, wanted: Collection[int]) -> Mapping[int, Mapping[str, int]]:
        """The distinct texts of some columns, each with the line on which it stands first."""
        texts: dict[int, dict[str, int]] = {index: {} for index in wanted}
        columns = [(index, found.setdefault) for index, found in texts.items()]
        for line, cells in self.rows():
            for index, remember in columns:
                remember(cells[index], line)
        return texts

    def columns(self, wanted: Collection[int]) -> dict[int, Sequence[str]] | None:
        """Some columns below the header, where every line is a row of the table; else `None`."""
        columns = self.cells.columns({0, *wanted}, len(self.names))
        if columns is None:
            return None
        begun = {cell.strip().casefold() for cell in set(columns[0][self.line :])}
        if "" in begun or any(cell.startswith((*FOOTER, *self.footer)) for cell in begun):
            return None
        return {index: columns[index][self.line :] for index in wanted}


def header_at(cells: Cells, row: CellRow, beside: Beside, footer: Sequence[str] = ()) -> Header:
    """A row as the header, without the empty cells that a spreadsheet writes at its end."""
    names = [" ".join(cell.split()) for cell in row.cells]
    while len(names) > 1 and not names[-1]:
        names.pop()
    width = len(names)
    below = (other for other in cells.rows() if other.line > row.line) if width < len(row.cells) else ()
    if any("".join(other.cells[width : width + 1]).strip() for other in below):
        names.append("")  # the flags of the last column have no name
    return Header(cells, row.line, tuple(names), beside, tuple(text.casefold() for text in footer))


def stacked(rows: Sequence[CellRow]) -> CellRow:
    """Heads above heads as one row, such as `Women / 2019`; a head counts until the next one in its row."""
    heads = [[cell.strip() for cell in row.cells] for row in rows]
    above: Iterator[Iterator[str]] = (accumulate(row, lambda left, head: head or left) for row in heads[:-1])
    columns = zip_longest(*above, heads[-1], fillvalue="")
    return CellRow(rows[-1].line, [STACK.join(dict.fromkeys(filter(None, heads))) for heads in columns])
