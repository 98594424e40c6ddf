"""Canonical observations from CSV: every row validated, every cell with its place.

`csv.reader`, never `DictReader`: that hides repeated headers and short rows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from pydantic import ValidationError

from hcroadmap.model.diagnostic import Diagnostic, Location, expected
from hcroadmap.model.fields import UNREAD
from hcroadmap.model.observation import Observation
from hcroadmap.read.text_file import TextFile
from hcroadmap.read.validate import explain

REQUIRED = ("indicator", "period", "value")
OPTIONAL = (
    "numerator", "denominator", "unit", "definition", "status", "published", "recorded",
    "used", "margin", "source", "url", "note",
)  # fmt: skip
NUMBERS = ("value", "numerator", "denominator", "margin")
STAND_INS = {"indicator": "unread", "period": "0001"}
_COMMA_DECIMAL = re.compile(r"[+-]?\d+,\d+(?:[eE][+-]?\d{1,2})?%?", re.ASCII)
_POINT_DECIMAL = re.compile(r"[+-]?\d+\.\d+(?:[eE][+-]?\d{1,2})?%?", re.ASCII)


class Row(NamedTuple):
    """The cells of one record and the line on which it begins."""

    line: int
    cells: list[str]


class Table:
    """A CSV file: its rows, what its columns are called, and where each cell stands."""

    def __init__(self, source: TextFile) -> None:
        self.path = source.path
        self.lines = list(io.StringIO(source.text, newline=""))
        first = next((line for line in self.lines if line.strip()), "")
        self.delimiter = ";" if first.count(";") > first.count(",") else ","
        self.diagnostics: list[Diagnostic] = []
        self.rows = list(self._read())
        self.columns = [name.strip().casefold() for name in self.rows[0].cells] if self.rows else []

    def _read(self) -> Iterator[Row]:
        reader = csv.reader(self.lines, delimiter=self.delimiter, strict=True)
        before = 0
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield Row(before + 1, cells)
                before = reader.line_num
        except csv.Error as error:
            self.diagnostics.append(self._broken(before + 1, error))

    def _broken(self, line: int, error: csv.Error) -> Diagnostic:
        column = self.lines[line - 1].find('"') + 1
        location = Location(self.path, line, max(1, column))
        message = f"the row that begins here cannot be read as CSV ({error})"
        hint = 'close the quote, and write a quote inside a quoted cell twice ("").'
        return Diagnostic(location, "error", "broken-quote", message, hint)

    def cell(self, line: int, index: int) -> Location:
        """The place of a cell: the record that begins on a line, and which cell of it (from 0)."""
        column, quoted, cells = 0, False, 0
        for offset, text in enumerate(self.lines[line - 1 :]):
            start = 0
            for position, character in enumerate(text):
                if cells == index and not quoted:
                    end = text.find(self.delimiter, position)
                    width = (end if end >= 0 else len(text.rstrip("\r\n"))) - position
                    return Location(self.path, line + offset, position + 1, max(1, width))
                quoted ^= character == '"'
                cells += character == self.delimiter and not quoted
                start, column = position, position
            if not quoted:
                return Location(self.path, line + offset, start + 1)
        return Location(self.path, line, column + 1)

    def place(self, line: int, column: str) -> Location:
        """The place of a cell by the name of its column; the row's beginning when there is none."""
        return self.cell(line, self.columns.index(column)) if column in self.columns else Location(self.path, line)


def read_observations(table: Table, dimensions: frozenset[str]) -> tuple[list[Observation], list[Diagnostic]]:
    """Read a canonical measurements file.

    A row that is wrong in one cell is kept without it, so that the rest of it can be checked.

    Args:
        table: the file.
        dimensions: the names of the dimensions that targets.yaml declares; they may be columns.
    """
    diagnostics = [*table.diagnostics, *_check_columns(table, dimensions)]
    if any(name not in table.columns for name in REQUIRED):
        return [], diagnostics
    observations = []
    for row in table.rows[1:]:
        if len(row.cells) != len(table.columns):
            diagnostics.append(_ragged(row, table))
            continue
        observation, found = _observation(row, table, dimensions)
        observations.append(observation)
        diagnostics += found or [
            Diagnostic(table.place(row.line, column), "error", code, message, hint)
            for column, code, message, hint in _contradictions(observation)
        ]
    return observations, diagnostics


def _check_columns(table: Table, dimensions: frozenset[str]) -> Iterator[Diagnostic]:
    if not table.rows:
        if not table.diagnostics:
            message, hint = "the file is empty", f"write the header line first: {','.join(REQUIRED)}"
            yield Diagnostic(Location(table.path), "error", "empty-file", message, hint)
        return
    line, known = table.rows[0].line, (*REQUIRED, *OPTIONAL, *sorted(dimensions))
    for index, name in enumerate(table.columns):
        if name in table.columns[:index]:
            message = f"the column “{name}” is given twice"
            yield Diagnostic(table.cell(line, index), "error", "duplicate-column", message, "remove one of the two.")
        elif name not in known:
            message = f"the column “{name}” is not known" if name else "a column has no name"
            yield Diagnostic(table.cell(line, index), "error", "unknown-column", message, expected(name, known))
    for name in REQUIRED:
        if name not in table.columns:
            message, hint = f"the column “{name}” is missing", f"a header needs {', '.join(REQUIRED)}."
            yield Diagnostic(Location(table.path, line), "error", "missing-column", message, hint)


def _ragged(row: Row, table: Table) -> Diagnostic:
    found, wanted = len(row.cells), len(table.columns)
    message = f"the row has {found} cell{'s' * (found != 1)}, the header {wanted}"
    hint = "quote cells that hold a comma." if table.delimiter == "," else "quote cells that hold a semicolon."
    location = table.cell(row.line, wanted) if found > wanted else Location(table.path, row.line)
    return Diagnostic(location, "error", "ragged-row", message, hint)


def _observation(row: Row, table: Table, dimensions: frozenset[str]) -> tuple[Observation, list[Diagnostic]]:
    cells = {name: cell.strip() for name, cell in zip(table.columns, row.cells, strict=True) if cell.strip()}
    members = tuple(sorted((name, cells.pop(name)) for name in dimensions & cells.keys()))
    found = _decimal_marks(cells, table, row.line) if table.delimiter == ";" else []
    content: dict[str, Any] = {name: cells[name] for name in (*REQUIRED, *OPTIONAL) if name in cells}
    for mistake in found:
        content.pop(mistake.column)
    content |= {"members": members, "location": Location(table.path, row.line)}
    diagnostics = [mistake.diagnostic for mistake in found]
    try:
        return Observation.model_validate(content | _unread(found)), diagnostics
    except ValidationError as invalid:
        errors = invalid.errors(include_url=False)
    for error in errors:
        name = str(error["loc"][0])
        content.pop(name, None)
        diagnostics.append(Diagnostic(table.place(row.line, name), "error", *_explain(name, error)))
    names = {str(error["loc"][0]) for error in errors} | {mistake.column for mistake in found}
    content |= {name: stand_in for name, stand_in in STAND_INS.items() if name in names}
    return Observation.model_validate(content | {UNREAD: names}), diagnostics


class _Misread(NamedTuple):
    column: str
    diagnostic: Diagnostic


def _unread(found: list[_Misread]) -> dict[str, Any]:
    return {UNREAD: {mistake.column for mistake in found}}


def _decimal_marks(cells: dict[str, str], table: Table, line: int) -> list[_Misread]:
    """Turn decimal commas into points, in place; a point in such a file is a finding."""
    found = []
    for name in NUMBERS:
        text = cells.get(name, "")
        if _COMMA_DECIMAL.fullmatch(text):
            cells[name] = text.replace(",", ".")
        elif _POINT_DECIMAL.fullmatch(text):
            message = f"“{text}” has a decimal point, but a file with semicolons has decimal commas"
            hint = f"write {text.replace('.', ',')}, or {text.replace('.', '')} if the point marks thousands."
            diagnostic = Diagnostic(table.place(line, name), "error", "bad-number", message, hint)
            found.append(_Misread(name, diagnostic))
    return found


def _explain(name: str, error: Any) -> tuple[str, str, str]:
    if error["type"] == "missing":
        return "missing-value", f"the {name} is empty", f"write the {name} of this observation."
    return explain(error)


def _contradictions(observation: Observation) -> Iterator[tuple[str, str, str, str]]:
    """What one row says that cannot all be true: column, code, message, hint."""
    given = observation.value is not None
    parts = observation.numerator, observation.denominator
    if observation.is_missing and (given or any(part is not None for part in parts)):
        message = f"the status {observation.status} says that there is no figure, but one is given"
        yield "value", "unexpected-value", message, "empty the cell or change the status."
    elif (parts[0] is None) != (parts[1] is None):
        column = "numerator" if parts[0] is None else "denominator"
        yield column, "missing-value", f"the {column} is missing", "give numerator and denominator together."
    elif parts[1] is not None and parts[1] <= 0:
        yield "denominator", "bad-number", f"the denominator is {parts[1]}", "a share needs one above zero."
    elif observation.amount is None and not observation.is_missing:
        hint = "write a number, or a status that explains: M, L, O, Q, H (missing) or N (not significant)."
        yield "value", "missing-value", "the value is empty and no status says why", hint
    elif parts[0] is not None and parts[1] is not None and given:
        share = 100 * Fraction(parts[0]) / Fraction(parts[1])
        half_digit = Fraction(1, 2 * 10**observation.decimals)
        if abs((observation.amount or 0) - share) > half_digit:
            message = f"the value is not 100 × numerator / denominator, which is {float(share):.6g}"
            yield "value", "share-mismatch", message, "correct one of the three, or empty the value."
