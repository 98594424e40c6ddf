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
from hcroadmap.model.source import Extract, Rows
from hcroadmap.read.downloads.select import MAX_NAMED, Key, Members, Misnamed, index_of, select
from hcroadmap.read.downloads.sums import tally
from hcroadmap.read.downloads.table import Figure, ForeignRow, ForeignTable, every_row

MAX_COMPARED = 1000


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
    selector, adds_up = select(table, rows, wanted, steps), wanted.sum or bool(steps)
    if adds_up and (sums := tally(table, selector)):
        return {key: [figure] for key, figure in sums.items()}
    groups: defaultdict[Key, list[Figure]] = defaultdict(list)
    names: dict[Period, str] = {}
    known: dict[tuple[object, ...], Figure] = {}
    taken = False
    for row in table.rows(selector.takes):
        members = selector.members_of(row.facets) if selector.members else ()
        if members is None or selector.measure not in (None, row.measure):
            continue
        taken = True
        figure = _figure(table, row, known)
        if isinstance(figure, Diagnostic):
            diagnostics.append(figure)
            continue
        period = names.get(figure.period) or names.setdefault(figure.period, str(figure.period))
        group = groups[Key(period, members)]
        group.append(figure if group and adds_up else figure._replace(row=row))
    if not taken and not table.cells.diagnostics:
        _explain_nothing(table, {**wanted.where, **rows.where}, steps)
    return groups


def _figure(table: ForeignTable, row: ForeignRow, known: dict[tuple[object, ...], Figure]) -> Figure | Diagnostic:
    """Read one raw figure, of those that are written alike only the first; or say what is wrong with it."""
    written = row.period, row.text, row.status, row.missing, row.power
    if row.broken is None and (figure := known.get(written)):
        return figure
    try:
        return known.setdefault(written, table.read(row))
    except Mistake as mistake:
        wrong = table.period_column if mistake.code == "bad-period" else None
        place = table.cells.cell(row.line, row.column if wrong is None else wrong)
        return Diagnostic(place, "error", mistake.code, mistake.message, mistake.hint)


def _explain_nothing(table: ForeignTable, where: Mapping[str, tuple[str, ...]], steps: tuple[str, ...]) -> None:
    """Raise which of the words asked for occurs nowhere, if anything was asked for."""
    for name, texts in where.items():
        index = index_of(table, name)
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
    hint = "no column tells them apart: delete the copy, or add them up with “sum: yes”."
    differing = []
    for index, name in enumerate(table.names[: len(one.facets)]):
        texts = dict.fromkeys(figure.row.facets[index].strip() for figure in figures[:MAX_COMPARED])
        if len(texts) > 1 and index not in table.figures:
            differing.append(f"{name}: {' or '.join(quoted(text) for text in list(texts)[:2])}")
    if differing:
        hint = f"choose with “where” ({'; '.join(differing[:MAX_NAMED])}), or add them up with “sum: yes”."
    message = f"{key.period} has {len(figures)} figures, the first on lines {one.line} and {other.line}"
    return Diagnostic(table.cells.cell(other.line, other.column), "error", "ambiguous-rows", message, hint)
