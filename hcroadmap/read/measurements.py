"""Canonical observations (`config/measurements/*.csv`): each row is validated, each mistake at its cell."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import Any

from pydantic import ValidationError

from hcroadmap.model.diagnostic import Diagnostic, Location, Mistake, closest, error, expected, quoted
from hcroadmap.model.observation import COLUMNS, NOWHERE, Observation, cell_reader
from hcroadmap.model.period import parse_period
from hcroadmap.model.quantity import hint_for_both, short
from hcroadmap.model.text import REMEMBERED, as_meant
from hcroadmap.read.files.cells import CellRow, Cells, CsvCells, Opened
from hcroadmap.read.files.text import TextFile
from hcroadmap.read.validate import explain

REQUIRED = ("indicator", "period", "value")
MAX_COLUMNS = 1000
MARKS = {",": "comma", ";": "semicolon"}
_DOWNLOADED = (
    "put a downloaded file into a folder below this one and name it in config/sources.yaml, "
    "as hcroadmap convert FILE shows."
)
TEXTS = ("source", "url", "note")
NUMBERS = ("value", "numerator", "denominator", "margin", "se")
# What stands in for a cell that cannot be read, so that the rest of the row is still checked; for others nothing.
STAND_INS = {"indicator": "unread", "period": parse_period("0001"), "status": "", "used": True}
_COMMA_DECIMAL = re.compile(r"[+-]?\d+,\d+(?:[eE][+-]?\d{1,2})?\s*%?", re.ASCII)
_POINT_DECIMAL = re.compile(r"[+-]?\d+\.\d+(?:[eE][+-]?\d{1,2})?\s*%?", re.ASCII)


class MeasurementsTable:
    """A measurements file: its header, the names of its columns in lower case, and its rows.

    A CSV file has semicolons or commas, never tabs.
    """

    def __init__(self, source: Opened) -> None:
        self.cells: Cells
        if isinstance(source, TextFile):
            self.cells = cells = CsvCells(source, kept=0)
            if not cells.announced or cells.delimiter not in MARKS:
                mark = ";" if cells.first.count(";") > cells.first.count(",") else ","
                self.cells = CsvCells(source, mark, kept=0)
        else:
            self.cells = source
        self.path = source.path
        self.delimiter = self.cells.delimiter
        self.head = next(self.cells.rows(), None)
        self.columns = [name.strip().casefold() for name in self.head.cells] if self.head else []

    def rows(self) -> Iterator[CellRow]:
        """The rows below the header that hold anything."""
        return islice(self.cells.rows(), 1, None)

    def place(self, line: int, column: str) -> Location:
        """The place of a cell in the row that begins on a line; the line itself where there is no such column."""
        if column in self.columns:
            return self.cells.cell(line, self.columns.index(column))
        return Location(self.path, line)


def with_point(text: str) -> str:
    """A number with a decimal point in the place of its decimal comma; any other text as it is."""
    return text.replace(",", ".") if _COMMA_DECIMAL.fullmatch(text) else text


def _check_columns(table: MeasurementsTable, line: int, dimensions: frozenset[str]) -> Iterator[Diagnostic]:
    """What is wrong with the header, which stands on this line; these dimensions may be columns."""
    if len(table.columns) > MAX_COLUMNS:  # comparing all of their names would take minutes
        message = f"the header names {len(table.columns)} columns, more than {MAX_COLUMNS}"
        yield error(Location(table.path), "too-large", message, "remove those that are not needed.")
        return
    place, known = Location(table.path, line), (*COLUMNS, *sorted(map(str.casefold, dimensions)))
    meant = {*table.columns, *(closest(name, known) for name in table.columns if name not in known)}
    if not meant & {*REQUIRED}:
        message = f"this is no file of measurements: it has none of the columns {', '.join(REQUIRED)}"
        yield error(place, "missing-column", message, _DOWNLOADED)
        return
    for index, name in enumerate(table.columns):
        if name and name in table.columns[:index]:
            message, hint = f"the column {quoted(name)} is given twice", "remove one of the two."
            yield error(table.cells.cell(line, index), "duplicate-column", message, hint)
        elif name not in known:
            message = f"the column {quoted(name)} is not known" if name else "a column has no name"
            hint = expected(name, known) if name else "name it, or remove it with its cells."
            yield error(table.cells.cell(line, index), "unknown-column", message, hint)
    for name in REQUIRED:
        if name not in meant:
            hint = "name it in the header, which needs indicator, period and value."
            yield error(place, "missing-column", f"the column “{name}” is missing", hint)


def read_observations(
    table: MeasurementsTable, dimensions: frozenset[str] | None, *, commas: bool = False
) -> tuple[list[Observation], list[Diagnostic]]:
    """Read a canonical measurements file.

    A row that is wrong in one cell is kept without it, so that the rest of it can be checked.

    Args:
        table: the file.
        dimensions: the names of the dimensions that targets.yaml declares; they may be columns.
            `None` when targets.yaml cannot be read: then any column may be one, and none is read.
        commas: whether numbers may have decimal commas beside points, as they may in a Dutch project.
    """
    if table.head is None:
        hint = f"write the header line first: {','.join(REQUIRED)}."
        empty = error(Location(table.path), "empty-file", "the file is empty", hint)
        return [], table.cells.diagnostics or [empty]
    allowed = frozenset(table.columns) if dimensions is None else dimensions
    diagnostics = list(_check_columns(table, table.head.line, allowed))
    observations: list[Observation] = []
    if {*REQUIRED} <= {*table.columns}:
        reader = _RowReader(table, dimensions or frozenset(), commas=commas or table.delimiter == ";")
        observations += filter(None, map(reader.read, table.rows()))
        diagnostics += reader.diagnostics
    return observations, [*diagnostics, *table.cells.diagnostics]


class _Column(dict[str, Any]):
    """What the cells of a column say: each text is read once, and gives a value or what is wrong with it.

    The column names itself in `wrong` once there is anything wrong in it.
    """

    def __init__(self, name: str, delimiter: str, wrong: set[str], *, commas: bool) -> None:
        super().__init__()
        self.wrong = wrong
        self.name = name
        self.delimiter = delimiter
        self.commas = commas and name in NUMBERS
        self.validated = cell_reader(name)

    def __missing__(self, cell: str) -> Any:
        if len(self) >= REMEMBERED:
            self.clear()
        try:
            found = self._read(cell.strip())
        except Mistake as mistake:
            found = mistake.at(NOWHERE)
            self.wrong.add(self.name)
        self[cell] = found
        return found

    def _read(self, cell: str) -> Any:
        """The value of a cell.

        Raises:
            Mistake: what is wrong with it.
        """
        if not cell and self.name in ("indicator", "period"):
            raise Mistake(
                "missing-value", f"the {self.name} is empty", f"write the {self.name} of this observation."
            )
        if not cell:
            return COLUMNS[self.name]
        if self.name in TEXTS:
            return as_meant(cell)
        try:
            return self.validated(self._with_point(cell) if self.commas else cell)
        except ValidationError as invalid:
            mistake = explain(invalid.errors(include_url=False)[0])
        raise _ruined(cell, self.delimiter, mistake) if self.name in NUMBERS else mistake

    def _with_point(self, cell: str) -> str:
        """A number with a point for its decimal comma.

        Raises:
            Mistake: for a point beside semicolons.
        """
        if self.delimiter == ";" and _POINT_DECIMAL.fullmatch(cell):
            message = f"{quoted(cell)} has a decimal point, but a file with semicolons has decimal commas"
            digits = cell.replace(".", ",")
            hint = hint_for_both(digits) if re.search(r",\d{3}$", digits) else f"write {digits}."
            raise Mistake("bad-number", message, hint)
        return with_point(cell)


def _ruined(cell: str, delimiter: str, mistake: Mistake) -> Mistake:
    """What ruined a number, if that is known; else the mistake in it, with the decimal mark of the file."""
    from hcroadmap.model.source import Mark
    from hcroadmap.read.downloads.numbers import parse_foreign_number

    try:
        parse_foreign_number(cell, Mark.COMMA if delimiter == ";" else Mark.POINT)
    except Mistake as ruined:
        if ruined.code in ("excel-damage", "suppressed-count"):
            return ruined
    if delimiter == ";":
        mistake.hint = mistake.hint.replace("point", "comma").replace("38.5", "38,5")
    return mistake


class _RowReader:
    """Reads the rows of one file and gathers what is wrong with them."""

    def __init__(self, table: MeasurementsTable, dimensions: frozenset[str], *, commas: bool) -> None:
        self.table = table
        self.diagnostics: list[Diagnostic] = []
        self.wrong: set[str] = set()
        self.columns = [
            (index, name, _Column(name, table.delimiter, self.wrong, commas=commas))
            for index, name in enumerate(table.columns)
            if name in COLUMNS
        ]
        named = {name.casefold(): name for name in dimensions}
        own = sorted({*table.columns} & named.keys() - {*COLUMNS}, key=named.__getitem__)
        self.dimensions = tuple(map(named.__getitem__, own))
        self.members = list(map(table.columns.index, own))

    def read(self, row: CellRow) -> Observation | None:
        """A row as an observation without the cells that are wrong; `None` when they cannot be told apart."""
        line, cells = row
        if len(cells) != len(self.table.columns):
            self._report_ragged(row)
            return None
        content = {name: column[cells[index]] for index, name, column in self.columns}
        content["path"], content["line"] = self.table.path, line
        if self.members:
            content["members"] = _members(self.dimensions, *[cells[index] for index in self.members])
        for name in tuple(content) if self.wrong else ():
            if isinstance(found := content[name], Diagnostic):
                self.diagnostics.append(found._replace(location=self.table.place(line, name)))
                content |= {name: STAND_INS.get(name), "unread": content.get("unread", frozenset()) | {name}}
        observation = Observation(**content)
        for name, mistake in contradictions(observation):
            self.diagnostics.append(mistake.at(self.table.place(line, name)))
        return observation

    def _report_ragged(self, row: CellRow) -> None:
        found, wanted, mark = len(row.cells), len(self.table.columns), MARKS[self.table.delimiter]
        location = Location(self.table.path, row.line)
        hint = f"give it {wanted} cells; an empty one keeps its {mark}."
        if found > wanted:
            location = self.table.cells.cell(row.line, wanted)
            hint = f"quote cells that hold a {mark}{'; decimals have a point here' if mark == 'comma' else ''}."
        message = f"the row has {found} cell{'s' * (found != 1)}, the header {wanted}"
        self.diagnostics.append(error(location, "ragged-row", message, hint))


@lru_cache(REMEMBERED)
def _members(dimensions: tuple[str, ...], *cells: str) -> tuple[tuple[str, str], ...]:
    """The members that a row is about: one for each dimension of which it fills the cell."""
    return tuple(
        (name, as_meant(cell.strip())) for name, cell in zip(dimensions, cells, strict=True) if cell.strip()
    )


def contradictions(observation: Observation) -> Iterator[tuple[str, Mistake]]:
    """What one row says that cannot all be true, each with the column to correct."""
    value, part, whole = observation.value, observation.numerator, observation.denominator
    is_plain = value and not observation.status and part is None and whole is None  # as by far the most are
    if is_plain or observation.unread & {"value", "numerator", "denominator", "status"}:
        return
    given = "value" if value else "numerator" if part is not None else "denominator" if whole is not None else ""
    if observation.is_missing and given:
        message = f"the status {observation.status} says that there is no figure, but one is given"
        yield given, Mistake("unexpected-value", message, "empty the cell or change the status.")
    elif (part is None) != (whole is None):
        column = "numerator" if part is None else "denominator"
        message, hint = f"the {column} is missing", "give numerator and denominator together."
        yield column, Mistake("missing-value", message, hint)
    elif whole is not None and whole <= 0:
        message, hint = f"the denominator is {whole}", "a share needs one above zero."
        yield "denominator", Mistake("bad-number", message, hint)
    elif not given and not observation.is_missing and "N" not in observation.status:
        hint = "write a number, or a status that explains: M, L, O, Q, H (missing) or N (not significant)."
        yield "value", Mistake("missing-value", "the value is empty and no status says why", hint)
    elif part is not None and whole is not None and value:
        share = 100 * Fraction(part) / Fraction(whole)
        half_digit = Fraction(1, 2 * 10**observation.decimals)
        if abs(Fraction(value.value) - share) > half_digit:
            computed = f"100 × numerator / denominator, which is {short(share)}"
            message = f"the value {value.text} is not {computed}"
            yield "value", Mistake("share-mismatch", message, "correct one of the three, or empty the value.")
