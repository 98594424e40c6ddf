"""A supplier's table to observations: rows selected, grouped by period and member, added up where asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Context, Decimal
from typing import Any, NamedTuple

from hcroadmap.model.diagnostic import Diagnostic, Mistake, expected, quoted
from hcroadmap.model.foreign_number import MAX_LENGTH, plain
from hcroadmap.model.observation import Observation
from hcroadmap.model.quantity import Level
from hcroadmap.model.source import Extract, Rows, Source
from hcroadmap.read.downloads.select import MAX_NAMED, Members, Misnamed, index_of, select
from hcroadmap.read.downloads.sums import sums_by_column
from hcroadmap.read.downloads.table import ParsedFigure, SupplierTable
from hcroadmap.read.measurements import contradictions

MAX_COMPARED = 1000
_EXACT = Context(prec=2 * MAX_LENGTH)


class _Key(NamedTuple):
    """What an observation is of; the period by its name, because periods that end on the same day are equal."""

    period: str
    members: Members


_Groups = Mapping[_Key, list[ParsedFigure]]


def extract(
    table: SupplierTable, source: Source, wanted: Extract, findings: list[Diagnostic]
) -> Iterator[Observation]:
    """The observations that an entry of sources.yaml asks for, each at the place of its first figure.

    Args:
        table: the file.
        source: what the entry says about the file.
        wanted: what it asks for.
        findings: takes what is wrong with single figures.

    Raises:
        Misnamed: when a column or a text that it names is not in the file, or its factor is applied already.
        Unreadable: when a row says that the file is not what it should be.
    """
    about: dict[str, Any] = {
        "indicator": wanted.indicator,
        "definition": wanted.definition,
        "published": source.published,
        "source": source.publisher,
        "url": source.url,
        "note": wanted.note or source.note,
    }
    fixed = [(name, member) for name, member in wanted.dimensions.items() if isinstance(member, str)]
    compute = _values if wanted.numerator is None and wanted.denominator is None else _shares
    for key, figures, totals in compute(table, wanted, findings):
        first = figures[0]
        if wanted.factor and first.raw.power and "value" in totals:
            message = f"the file counts in units of {10 ** Decimal(first.raw.power):f}, which is applied already"
            raise Misnamed(Mistake("double-factor", message, "leave “factor” out."), "factor")
        place = table.header.cells.cell(first.raw.line, first.raw.column)
        status = "".join(sorted({*wanted.status, *(flag for figure in figures for flag in figure.status)}))
        try:
            numbers = _numbers(totals, first.percent, wanted.factor)
        except Mistake as mistake:
            findings.append(mistake.at(place))
            continue
        members = tuple(sorted([*key.members, *fixed]))
        observation = Observation.model_construct(
            **about, **numbers, period=first.period, status=status, members=members, location=place
        )
        findings += [mistake.at(place) for _, mistake in contradictions(observation)]
        yield observation


_Computed = tuple[_Key, Sequence[ParsedFigure], Mapping[str, Decimal | None]]


def _values(table: SupplierTable, wanted: Extract, findings: list[Diagnostic]) -> Iterator[_Computed]:
    """One value per period and members."""
    for key, figures in _groups(table, wanted, wanted, (), findings).items():
        if len(figures) > 1 and not wanted.sum:
            findings.append(_ambiguous(table, key, figures))
            return
        yield key, figures, {"value": _total(figures)}


def _shares(table: SupplierTable, wanted: Extract, findings: list[Diagnostic]) -> Iterator[_Computed]:
    """Numerator and denominator per period and members, where both are known."""
    asked = {"numerator": wanted.numerator, "denominator": wanted.denominator}
    given = {name: rows for name, rows in asked.items() if rows is not None}
    for missing in asked.keys() - given:
        hint = f"give both; “{missing}: {{}}” takes every row."
        raise Misnamed(Mistake("missing-key", f"the {missing} of the share is missing", hint), *given)
    parts = {name: _groups(table, rows, wanted, (name,), findings) for name, rows in given.items()}
    for key, figures in parts["numerator"].items():
        if key in parts["denominator"]:
            totals = {name: _total(part[key]) for name, part in parts.items()}
            yield key, [*figures, *parts["denominator"][key]], totals


def _groups(
    table: SupplierTable, rows: Rows, wanted: Extract, steps: tuple[str, ...], findings: list[Diagnostic]
) -> _Groups:
    """The figures of the selected rows by what they are of; one each, already summed, where columns allow it."""
    selection, adds_up = select(table, rows, wanted, steps), wanted.sum or bool(steps)
    if adds_up and (sums := sums_by_column(table, selection)):
        return {_Key(str(figure.period), members): [figure] for figure, members in sums}
    groups: defaultdict[_Key, list[ParsedFigure]] = defaultdict(list)
    known: dict[tuple[object, ...], tuple[str, ParsedFigure]] = {}
    taken = False
    for raw in table.rows(selection.takes):
        texts = [raw.facets[index] for _, index, _ in selection.members]
        members = selection.named(texts) if texts else ()
        if members is None or selection.measure not in (None, table.measure(raw.column)):
            continue
        taken = True
        written = raw.period, raw.text, raw.status, raw.missing, raw.power
        try:
            if raw.broken or written not in known:  # figures that are written alike are parsed once
                figure = table.parse(raw)
                known[written] = str(figure.period), figure
        except Mistake as mistake:
            column = raw.broken[0] if raw.broken else raw.column
            if mistake.code == "bad-period" and table.period:
                column = table.period[0]
            findings.append(mistake.at(table.header.cells.cell(raw.line, column)))
            continue
        period, figure = known[written]
        group = groups[_Key(period, members)]
        group.append(figure if group and adds_up else figure._replace(raw=raw))
    if not taken and not table.header.cells.diagnostics:
        raise _nothing_selected(table, {**wanted.where, **rows.where}, steps)
    return groups


def _total(figures: Sequence[ParsedFigure]) -> Decimal | None:
    """The sum; `None` when a part of it is missing, and a single value exactly as it is."""
    values = [figure.value for figure in figures if figure.value is not None]
    if len(values) < len(figures):
        return None
    return values[0] if len(values) == 1 else sum(values, Decimal(0))


def _numbers(totals: Mapping[str, Decimal | None], percent: bool, factor: Decimal | None) -> dict[str, Any]:
    """The numbers of an observation, with digits as a canonical file has them: no exponent, no negative zero."""
    numbers: dict[str, Any] = {}
    for name, total in totals.items():
        if total is None:
            continue
        number = _times(total, factor) if factor and name == "value" else total
        text = plain(number)
        if len(text) > MAX_LENGTH:
            hint = "check the factor, and the figures that are added up."
            raise Mistake("bad-number", f"{quoted(text)} is longer than any number", hint)
        number = _EXACT.add(number, Decimal(0))
        numbers[name] = Level(number, percent, text + "%" * percent) if name == "value" else number
    return numbers


def _times(value: Decimal, factor: Decimal) -> Decimal:
    """A product with the digits that were published: 0.38 times 100 is 38 and not 38.00, 0.380 is 38.0."""
    power = factor.adjusted()
    if power > 0 and factor == Decimal(1).scaleb(power):
        return value.scaleb(power, _EXACT)
    return _EXACT.multiply(value, factor).normalize(_EXACT)


def _nothing_selected(
    table: SupplierTable, where: Mapping[str, Sequence[str]], steps: tuple[str, ...]
) -> Misnamed:
    """Which of the texts that are asked for occurs nowhere, if one does not."""
    for name, texts in where.items():
        index = index_of(table, name)
        known = sorted({row.facets[index].strip() for row in table.rows(lambda _: True)})
        for text in texts:
            if text.strip() not in known:
                hint = expected(text, known[:50]) or "look at the texts of this column in the file."
                message = f"no row has {quoted(text)} in the column {quoted(name)}"
                return Misnamed(Mistake("no-rows", message, hint), *steps, "where", name)
    hint = "ask for fewer things at once under “where”." if where else "download the file again."
    return Misnamed(Mistake("no-rows", "no row is selected", hint), *steps)


def _ambiguous(table: SupplierTable, key: _Key, figures: Sequence[ParsedFigure]) -> Diagnostic:
    """Two figures for one observation: which columns tell them apart."""
    one, other = figures[0].raw, figures[1].raw
    differing = []
    for index, name in enumerate(table.names[: len(one.facets)]):
        texts = dict.fromkeys(figure.raw.facets[index].strip() for figure in figures[:MAX_COMPARED])
        if len(texts) > 1 and table.tells_rows_apart(index):
            differing.append(f"{name}: {' or '.join(quoted(text) for text in list(texts)[:2])}")
    hint = "no column tells them apart: delete the copy, or add them up with “sum: yes”."
    if differing:
        hint = f"choose with “where” ({'; '.join(differing[:MAX_NAMED])}), or add them up with “sum: yes”."
    message = f"{key.period} has {len(figures)} figures, the first on lines {one.line} and {other.line}"
    return Mistake("ambiguous-rows", message, hint).at(table.header.cells.cell(other.line, other.column))
