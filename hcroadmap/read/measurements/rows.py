"""Canonical observations from the rows of a table, each validated: what is wrong, in which cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from pydantic_core import ValidationError

from hcroadmap.model.diagnostic import Diagnostic, Location, Mistake, quoted
from hcroadmap.model.observation import Observation
from hcroadmap.model.quantity import short
from hcroadmap.model.record import UNREAD
from hcroadmap.read.files.cells import Row
from hcroadmap.read.measurements.header import COLUMNS, MARKS, REQUIRED, NamedCells, Table, check_columns
from hcroadmap.read.validate import explain

TEXTS = ("source", "url", "note")
NUMBERS = ("value", "numerator", "denominator", "margin")
STAND_INS = {"indicator": "unread", "period": "0001"}
_COMMA_DECIMAL = re.compile(r"[+-]?\d+,\d+(?:[eE][+-]?\d{1,2})?\s*%?", re.ASCII)
_POINT_DECIMAL = re.compile(r"[+-]?\d+\.\d+(?:[eE][+-]?\d{1,2})?\s*%?", re.ASCII)


def read_observations(
    table: Table, dimensions: frozenset[str] | None
) -> tuple[list[Observation], list[Diagnostic]]:
    """Read a canonical measurements file.

    A row that is wrong in one cell is kept without it, so that the rest of it can be checked.

    Args:
        table: the file.
        dimensions: the names of the dimensions that targets.yaml declares; they may be columns.
            `None` when nobody knows, because targets.yaml cannot be read: then any column may be one.
    """
    allowed = frozenset(table.columns) if dimensions is None else dimensions
    diagnostics = [*table.diagnostics, *check_columns(table, allowed)]
    if any(name not in table.columns for name in REQUIRED):
        return [], diagnostics
    names = dimension_columns(dimensions)
    observations = []
    for row in table.body:
        observation, found = read_row(row, table, names)
        observations += [observation] if observation else []
        diagnostics += found
    return observations, diagnostics


def read_row(row: Row, table: NamedCells, names: Mapping[str, str]) -> tuple[Observation | None, list[Diagnostic]]:
    """One row exactly: the observation, `None` when its cells cannot be told apart, and what is wrong with it.

    Args:
        row: its cells.
        table: the file that it stands in.
        names: the dimensions, by their names in lower case.
    """
    if len(row.cells) != len(table.columns):
        return None, [_ragged(row, table)]
    observation, found = _observation(row, table, names)
    found += [
        Diagnostic(table.place(row.line, column), "error", code, message, hint)
        for column, code, message, hint in contradictions(observation)
    ]
    return observation, found


def dimension_columns(dimensions: frozenset[str] | None) -> dict[str, str]:
    """The dimensions that may be columns, by their names in lower case."""
    return {name.casefold(): name for name in dimensions or () if name.casefold() not in COLUMNS}


def as_read(text: str) -> str:
    """A text without the blanks around it, and without the apostrophe that keeps a spreadsheet from running it."""
    bare = text.strip()
    if not bare.startswith("'"):
        return bare
    from hcroadmap.model.formula import as_meant

    return as_meant(bare)


def _ragged(row: Row, table: NamedCells) -> Diagnostic:
    found, wanted = len(row.cells), len(table.columns)
    message = f"the row has {found} cell{'s' * (found != 1)}, the header {wanted}"
    location = Location(table.path, row.line)
    hint = f"give it {wanted} cells; an empty one keeps its {MARKS[table.delimiter]}."
    if found > wanted:
        location = table.cell(row.line, wanted)
        hint = f"quote cells that hold a {MARKS[table.delimiter]}"
        hint += "; decimals have a point here." if table.delimiter == "," else "."
    return Diagnostic(location, "error", "ragged-row", message, hint)


def _observation(
    row: Row, table: NamedCells, dimensions: Mapping[str, str]
) -> tuple[Observation, list[Diagnostic]]:
    stripped = zip(table.columns, map(str.strip, row.cells), strict=True)
    cells = {name: cell for name, cell in stripped if cell}
    for name in cells.keys() & {*dimensions, *TEXTS}:
        cells[name] = as_read(cells[name])
    members = tuple(sorted((dimensions[name], cells.pop(name)) for name in dimensions.keys() & cells.keys()))
    found = _decimal_marks(cells, table, row.line) if table.delimiter == ";" else []
    content: dict[str, Any] = {name: cells[name] for name in COLUMNS if name in cells}
    for mistake in found:
        content.pop(mistake.column)
    content |= {"members": members, "location": Location(table.path, row.line)}
    diagnostics = [mistake.diagnostic for mistake in found]
    names = {mistake.column for mistake in found}
    try:
        return Observation.model_validate(content | {UNREAD: names} if names else content), diagnostics
    except ValidationError as invalid:
        errors = invalid.errors(include_url=False)
    for error in errors:
        name = str(error["loc"][0])
        names.add(name)
        content.pop(name, None)
        diagnostics.append(
            Diagnostic(table.place(row.line, name), "error", *_explain(name, error, table.delimiter))
        )
    content |= {name: stand_in for name, stand_in in STAND_INS.items() if name in names}
    return Observation.model_validate(content | {UNREAD: names}), diagnostics


class _Misread(NamedTuple):
    column: str
    diagnostic: Diagnostic


def _decimal_marks(cells: dict[str, str], table: NamedCells, line: int) -> list[_Misread]:
    """Turn decimal commas into points, in place; a point in such a file is a finding."""
    found = []
    for name in NUMBERS:
        text = cells.get(name, "")
        if _COMMA_DECIMAL.fullmatch(text):
            cells[name] = text.replace(",", ".")
        elif _POINT_DECIMAL.fullmatch(text):
            message = f"{quoted(text)} has a decimal point, but a file with semicolons has decimal commas"
            whole = text.replace(".", "")
            thousands = f", or {whole} if the point marks thousands" if re.search(r"\.\d{3}(?!\d)", text) else ""
            hint = f"write {text.replace('.', ',')}{thousands}."
            diagnostic = Diagnostic(table.place(line, name), "error", "bad-number", message, hint)
            found.append(_Misread(name, diagnostic))
    return found


def _explain(name: str, error: Any, delimiter: str) -> tuple[str, str, str]:
    if error["type"] == "missing":
        return "missing-value", f"the {name} is empty", f"write the {name} of this observation."
    explanation = explain(error)
    return _misread(error["input"], explanation, delimiter) if name in NUMBERS else explanation


def _misread(text: str, explanation: tuple[str, str, str], delimiter: str) -> tuple[str, str, str]:
    """Why a number cannot be read: what made it so if that is known, else how this file writes numbers."""
    from hcroadmap.model.foreign_number import Mark, parse_foreign_number

    code, message, hint = explanation
    try:
        parse_foreign_number(text, Mark.COMMA if delimiter == ";" else Mark.POINT)
    except Mistake as mistake:
        if mistake.code in ("excel-damage", "suppressed-count"):
            return mistake.code, mistake.message, mistake.hint
    return code, message, hint.replace("point", "comma").replace("38.5", "38,5") if delimiter == ";" else hint


def contradictions(observation: Observation) -> Iterator[tuple[str, str, str, str]]:
    """What one row says that cannot all be true: column, code, message, hint."""
    if observation.unread & {"value", "numerator", "denominator", "status"}:
        return
    parts = observation.numerator, observation.denominator
    figures = [name for name in NUMBERS[:3] if getattr(observation, name) is not None]
    if observation.is_missing and figures:
        message = f"the status {observation.status} says that there is no figure, but one is given"
        yield figures[0], "unexpected-value", message, "empty the cell or change the status."
    elif (parts[0] is None) != (parts[1] is None):
        column = "numerator" if parts[0] is None else "denominator"
        yield column, "missing-value", f"the {column} is missing", "give numerator and denominator together."
    elif parts[1] is not None and parts[1] <= 0:
        yield "denominator", "bad-number", f"the denominator is {parts[1]}", "a share needs one above zero."
    elif not figures and not observation.is_missing and "N" not in observation.status:
        hint = "write a number, or a status that explains: M, L, O, Q, H (missing) or N (not significant)."
        yield "value", "missing-value", "the value is empty and no status says why", hint
    elif parts[0] is not None and parts[1] is not None and observation.value:
        share = 100 * Fraction(parts[0]) / Fraction(parts[1])
        half_digit = Fraction(1, 2 * 10**observation.decimals)
        if abs(Fraction(observation.value.value) - share) > half_digit:
            told = f"100 × numerator / denominator, which is {short(share)}"
            message = f"the value {observation.value.text} is not {told}"
            yield "value", "share-mismatch", message, "correct one of the three, or empty the value."
