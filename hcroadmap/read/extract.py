"""Rows of a supplier's table to observations: selected, grouped by period and member, added up where asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from hcroadmap.model.diagnostic import Diagnostic, Mistake, expected, quoted
from hcroadmap.model.foreign_number import plain
from hcroadmap.model.period import Period
from hcroadmap.model.source import Column, Extract, Rows
from hcroadmap.read.suppliers.foreign import Figure, ForeignTable, every_row

Members = tuple[tuple[str, str], ...]
MAX_NAMED = 6
MAX_COMPARED = 1000


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


class Extracted(NamedTuple):
    """One observation as texts, with the first figure behind it."""

    figure: Figure
    content: dict[str, str]
    members: Members


@dataclass
class Extraction:
    """What was found in a table for one entry."""

    found: list[Extracted]
    diagnostics: list[Diagnostic]


@dataclass(frozen=True)
class Selector:
    """Which rows are meant."""

    where: Sequence[tuple[int, frozenset[str]]]
    measure: str | None
    members: Sequence[tuple[str, int, Mapping[str, str]]]

    def takes(self, facets: Sequence[str]) -> bool:
        """Does a row belong to what is meant?"""
        return all(facets[index].strip() in texts for index, texts in self.where)

    def members_of(self, facets: Sequence[str]) -> Members | None:
        """The members a row is the figure of; `None` when one of them is not asked for."""
        members = []
        for dimension, index, names in self.members:
            text = facets[index].strip()
            if names and text not in names:
                return None
            members.append((dimension, names.get(text, text)))
        return tuple(members)


def extract(table: ForeignTable, wanted: Extract) -> Extraction:
    """The observations that an entry of sources.yaml asks for.

    Raises:
        Misnamed: when a column or a text that it names is not in the file.
    """
    diagnostics: list[Diagnostic] = []
    if wanted.numerator is None and wanted.denominator is None:
        groups = _groups(table, wanted, wanted, (), diagnostics)
        found = _values(table, groups, wanted, diagnostics)
        return Extraction(found, diagnostics)
    parts = {
        name: _groups(table, rows, wanted, (name,), diagnostics)
        for name, rows in (("numerator", wanted.numerator), ("denominator", wanted.denominator))
        if rows is not None
    }
    if len(parts) == 1:
        missing = "numerator" if "denominator" in parts else "denominator"
        hint = f"give both; “{missing}: {{}}” takes every row."
        raise Misnamed(Mistake("missing-key", f"the {missing} of the share is missing", hint), *parts)
    shares = []
    for key, figures in parts["numerator"].items():
        if key in parts["denominator"]:
            both = {name: _total([*parts[name][key]]) for name in parts}
            content = _content(key, [*figures, *parts["denominator"][key]], both, wanted)
            shares.append(Extracted(figures[0], content, key.members))
    return Extraction(shares, diagnostics)


def _values(
    table: ForeignTable, groups: Mapping[Key, list[Figure]], wanted: Extract, diagnostics: list[Diagnostic]
) -> list[Extracted]:
    found: list[Extracted] = []
    for key, figures in groups.items():
        if len(figures) > 1 and not wanted.sum:
            diagnostics.append(_several(table, key, figures))
            return found
        content = _content(key, figures, {"value": _total(figures)}, wanted)
        found.append(Extracted(figures[0], content, key.members))
    return found


def _content(
    key: Key, figures: Sequence[Figure], numbers: Mapping[str, Decimal | None], wanted: Extract
) -> dict[str, str]:
    flags = {*wanted.status, *(flag for figure in figures for flag in figure.status)}
    content = {"period": key.period, "status": "".join(sorted(flags))}
    for name, number in numbers.items():
        if number is not None:
            scaled = number * (wanted.factor or 1) if name == "value" else number
            content[name] = plain(scaled) + ("%" if name == "value" and figures[0].percent else "")
    return content


def _total(figures: Sequence[Figure]) -> Decimal | None:
    """The sum; nothing when a part of it is missing."""
    values = [figure.value for figure in figures]
    return None if None in values else sum((value for value in values if value is not None), Decimal(0))


def _groups(
    table: ForeignTable, rows: Rows, wanted: Extract, steps: tuple[str, ...], diagnostics: list[Diagnostic]
) -> dict[Key, list[Figure]]:
    selector = _selector(table, rows, wanted, steps)
    groups: defaultdict[Key, list[Figure]] = defaultdict(list)
    names: dict[Period, str] = {}
    known: dict[tuple[object, ...], Figure] = {}
    taken, adds_up = False, wanted.sum or bool(steps)
    for row in table.rows(selector.takes):
        members = selector.members_of(row.facets) if selector.members else ()
        if members is None or selector.measure not in (None, row.measure):
            continue
        taken = True
        try:
            written = row.period, row.text, row.status, row.missing, row.power
            figure = known.get(written) if row.broken is None else None
            figure = figure or known.setdefault(written, table.read(row))
        except Mistake as mistake:
            wrong = table.period_column if mistake.code == "bad-period" else None
            place = table.cells.cell(row.line, row.column if wrong is None else wrong)
            diagnostics.append(Diagnostic(place, "error", mistake.code, mistake.message, mistake.hint))
            continue
        period = names.get(figure.period) or names.setdefault(figure.period, str(figure.period))
        group = groups[Key(period, members)]
        group.append(figure if group and adds_up else figure._replace(row=row))
    if not taken and not table.cells.diagnostics:
        _explain_nothing(table, {**wanted.where, **rows.where}, steps)
    return groups


def _selector(table: ForeignTable, rows: Rows, wanted: Extract, steps: tuple[str, ...]) -> Selector:
    both = [(rows, steps), *([] if rows is wanted else [(wanted, ())])]
    where = [
        (_index(table, name, *around, "where", name), frozenset(text.strip() for text in texts))
        for asked, around in both
        for name, texts in asked.where.items()
    ]
    fixed = [(name, given) for name, given in wanted.dimensions.items() if isinstance(given, Column)]
    members = [(name, _index(table, column.column, name), column.members) for name, column in fixed]
    return Selector(where, _measure(table, rows.value or wanted.value, steps), members)


def _index(table: ForeignTable, name: str, *steps: str) -> int:
    folded = [known.casefold() for known in table.names]
    if name.strip().casefold() in folded:
        return folded.index(name.strip().casefold())
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


def _explain_nothing(table: ForeignTable, where: Mapping[str, tuple[str, ...]], steps: tuple[str, ...]) -> None:
    """Raise which of the words asked for occurs nowhere, if anything was asked for."""
    for name, texts in where.items():
        index = _index(table, name)
        known = sorted({row.facets[index].strip() for row in table.rows(every_row)})
        for text in texts:
            if text.strip() not in known:
                hint = expected(text, known[:50]) or "look at the texts of this column in the file."
                message = f"no row has {quoted(text)} in the column {quoted(name)}"
                raise Misnamed(Mistake("no-rows", message, hint), *steps, "where", name)
    hint = "ask for fewer things at once under “where”." if where else "download the file again."
    raise Misnamed(Mistake("no-rows", "no row is selected", hint), *steps)


def _several(table: ForeignTable, key: Key, figures: Sequence[Figure]) -> Diagnostic:
    """Two figures for one period: say what tells them apart."""
    one, other = figures[0].row, figures[1].row
    hint = "choose one with “where”, or add them up with “sum: yes”."
    differing = []
    for index, name in enumerate(table.names[: len(one.facets)]):
        texts = dict.fromkeys(figure.row.facets[index].strip() for figure in figures[:MAX_COMPARED])
        if len(texts) > 1 and index not in table.figures:
            differing.append(f"{name}: {' or '.join(quoted(text) for text in list(texts)[:2])}")
    if differing:
        hint = f"choose with “where” ({'; '.join(differing[:MAX_NAMED])}), or add them up with “sum: yes”."
    message = f"{key.period} has {len(figures)} figures, the first on lines {one.line} and {other.line}"
    return Diagnostic(table.cells.cell(other.line, other.column), "error", "ambiguous-rows", message, hint)
