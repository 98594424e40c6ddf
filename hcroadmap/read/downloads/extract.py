"""A supplier's table to observations: rows selected, grouped by period and member, added up where asked."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any

from hcroadmap.model.diagnostic import Diagnostic, Mistake, expected, quoted
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import Observation
from hcroadmap.model.quantity import Level
from hcroadmap.model.source import Extract, Rows, Source
from hcroadmap.read.downloads.numbers import MAX_LENGTH, plain
from hcroadmap.read.downloads.periods import is_other_kind
from hcroadmap.read.downloads.select import MAX_NAMED, Members, Misnamed, index_of, select
from hcroadmap.read.downloads.sums import LEAST, MOST, Total, margin, sums_by_column, total_of
from hcroadmap.read.downloads.table import ParsedFigure, RawFigure, SupplierTable
from hcroadmap.read.measurements import contradictions

MAX_COMPARED = 1000
_ADD_UP = ", or add them up with “sum: yes”"
_ONE_KIND = "say which periods count, such as “kind: year” (with convert: --kind year)."
_EXACT = Context(prec=2 * MAX_LENGTH)


_Key = tuple[str, Members]
"""The period by its name, because periods that end on the same day are equal, and the members."""
_Groups = Mapping[_Key, list[ParsedFigure]]
_Computed = tuple[_Key, Sequence[ParsedFigure], Mapping[str, Total]]


def extract(
    table: SupplierTable,
    source: Source,
    wanted: Extract,
    findings: list[Diagnostic],
    notes: list[str] | None = None,
) -> Iterator[Observation]:
    """The observations that an entry of sources.yaml asks for, each at the place of its first figure.

    Args:
        table: the file.
        source: what the entry says about the file.
        wanted: what it asks for.
        findings: takes what is wrong with single figures.
        notes: takes what was done with the figures: their scale, and rows that were left out.

    Raises:
        Misnamed: when a column or a text that it names is not in the file, or its factor is applied already.
        Unreadable: when a row says that the file is not what it should be.
    """
    if source.value and table.measures and not wanted.value:
        wanted = wanted.with_columns({}, source.value)
    return _Extraction(table, source, wanted, findings, [] if notes is None else notes).observations()


def fit_hint(finding: Diagnostic, indicator: Indicator | None) -> Diagnostic:
    """A finding with a hint that helps: percentages do not add up, and one kind of period can be chosen."""
    if finding.code == "mixed-period-kinds":
        return finding._replace(hint=_ONE_KIND)
    is_percent = indicator is not None and indicator.is_percent
    return finding._replace(hint=finding.hint.replace(_ADD_UP, "")) if is_percent else finding


@dataclass
class _Extraction:
    table: SupplierTable
    source: Source
    wanted: Extract
    findings: list[Diagnostic]
    notes: list[str]
    others: int = 0

    def observations(self) -> Iterator[Observation]:
        """Each observation, and at the end what was done with the figures."""
        dimensions = self.wanted.dimensions.items()
        fixed = [(name, member) for name, member in dimensions if isinstance(member, str)]
        is_share = self.wanted.numerator is not None or self.wanted.denominator is not None
        powers, empty, has_percents = set(), 0, False
        for (_, members), figures, totals in self._shares() if is_share else self._values():
            first = figures[0]
            powers.add(first.raw.power)
            has_percents |= first.percent and self.table.header.cells.has_percents
            if self.wanted.factor and first.raw.power and "value" in totals:
                unit = f"{10 ** Decimal(first.raw.power):f}"
                message = f"the file counts in units of {unit}, which is applied already"
                raise Misnamed(Mistake("double-factor", message, "leave “factor” out."), "factor")
            published, is_empty = self.source.published, all(total.value is None for total in totals.values())
            if is_empty and published and first.period.begin > published:
                empty += 1
                continue
            place = self.table.header.cells.cell(first.raw.line, first.raw.column)
            try:
                about = self._about(figures, totals)
            except Mistake as mistake:
                self.findings.append(mistake.at(place))
                continue
            sorted_members = tuple(sorted([*members, *fixed]))
            observation = Observation(**about, members=sorted_members, **place._asdict())
            self.findings.extend(mistake.at(place) for _, mistake in contradictions(observation))
            yield observation
        self._note(sorted(filter(None, powers)), empty, has_percents=has_percents)

    def _note(self, powers: Sequence[int], empty: int, *, has_percents: bool) -> None:
        """Take down what was done with the figures."""
        if self.others:
            self.notes.append(f"left out: {self.others} figures of which the period is no {self.source.kind}")
        if powers:
            scales = " or ".join(f"{10 ** Decimal(power):f}" for power in powers)
            self.notes.append(f"the figures are multiplied by {scales}, as the file says")
        if has_percents:
            self.notes.append("cells shown as percentages are read as people see them: 0.385 as 38.5%")
        if empty:
            self.notes.append(f"left out: {empty} without a figure, of periods after {self.source.published}")

    def _about(self, figures: Sequence[ParsedFigure], totals: Mapping[str, Total]) -> dict[str, Any]:
        """What an observation says, but for its members and place.

        Raises:
            Mistake: when a number becomes too long.
        """
        source, wanted = self.source, self.wanted
        hidden = sum(total.hidden for total in totals.values())
        is_alone = "value" in totals and hidden == sum(figure.cells for figure in figures) == 1
        status = {*wanted.status, *(flag for figure in figures for flag in figure.status)}
        note = wanted.note or source.note
        numbers = {} if is_alone else _numbers(totals, figures[0].percent, wanted.factor)
        if hidden and not is_alone:
            status = status - {"Q"} | {"E"}
            numbers["margin"] = margin(totals, wanted.factor or Decimal(1))
            counts = f"{hidden} hidden count{'s' * (hidden != 1)} taken as {LEAST} to {MOST}"
            note = f"{note}; {counts}" if note else counts
        return {
            "indicator": wanted.indicator,
            "definition": wanted.definition,
            "published": source.published,
            "source": source.publisher,
            "url": source.url,
            "note": note,
            "period": figures[0].period,
            "status": "".join(sorted(status)),
            **numbers,
        }

    def _values(self) -> Iterator[_Computed]:
        """One value per period and members."""
        for key, figures in self._groups(self.wanted, ()).items():
            is_one = len(figures) == 1 or (len(self.wanted.value) > 1 and len({f.raw.line for f in figures}) == 1)
            if not is_one and not self.wanted.sum:
                self.findings.append(_ambiguous(self.table, key, figures))
                return
            yield key, figures, {"value": total_of(figures)}

    def _shares(self) -> Iterator[_Computed]:
        """Numerator and denominator per period and members, where both are known."""
        asked = {"numerator": self.wanted.numerator, "denominator": self.wanted.denominator}
        given = {name: rows for name, rows in asked.items() if rows is not None}
        for missing in asked.keys() - given:
            hint = f"give both; “{missing}: {{}}” takes every row."
            raise Misnamed(Mistake("missing-key", f"the {missing} of the share is missing", hint), *given)
        parts = {name: self._groups(rows, (name,)) for name, rows in given.items()}
        for key, figures in parts["numerator"].items():
            if key in parts["denominator"]:
                totals = {name: total_of(part[key]) for name, part in parts.items()}
                yield key, figures + parts["denominator"][key], totals

    def _groups(self, rows: Rows, steps: tuple[str, ...]) -> _Groups:
        """The figures of the selected rows by what they are of; one each, already summed, where columns allow."""
        adds_up, selection = self.wanted.sum or bool(steps), select(self.table, rows, self.wanted, steps)
        table = self.table._replace(values=selection.values)
        if adds_up and not self.source.kind and (sums := sums_by_column(table, selection)):
            return {(str(figure.period), members): [figure] for figure, members in sums}
        groups: defaultdict[_Key, list[ParsedFigure]] = defaultdict(list)
        known: dict[tuple[object, ...], tuple[str, ParsedFigure] | None] = {}
        taken = False
        for raw in table.rows(selection.takes):
            members = selection.named([raw.facets[index] for _, index, _ in selection.members])
            if members is None:
                continue
            taken = True
            written = raw.period, raw.text, raw.status, raw.missing, raw.power
            if raw.broken or not known.get(written):  # figures that are written alike are parsed once
                known[written] = self._parse(raw)
            if parsed := known[written]:
                group = groups[parsed[0], members]
                if len(group) >= MAX_COMPARED and not adds_up:
                    group.append(group[0])  # is only counted
                else:
                    group.append(parsed[1] if group and adds_up else parsed[1]._replace(raw=raw))
        if not taken and not table.header.cells.diagnostics:
            raise _nothing_selected(table, {**self.wanted.where, **rows.where}, steps)
        return groups

    def _parse(self, raw: RawFigure) -> tuple[str, ParsedFigure] | None:
        """A figure with the name of its period; `None` when it cannot be read or is of another kind of period."""
        table, kind = self.table, self.source.kind
        if kind and is_other_kind(raw.period, table.rule, kind):
            self.others += 1
            return None
        try:
            figure = table.parse(raw)
        except Mistake as mistake:
            column = raw.broken[0] if raw.broken else raw.column
            if mistake.code == "bad-period" and table.period:
                column = table.period[0]
                if is_other_kind(raw.period, table.rule, None):
                    mistake.hint = _ONE_KIND
            self.findings.append(mistake.at(table.header.cells.cell(raw.line, column)))
            return None
        return str(figure.period), figure


def _numbers(totals: Mapping[str, Total], percent: bool, factor: Decimal | None) -> dict[str, Any]:
    """The numbers of an observation, with digits as a canonical file has them: no exponent, no negative zero."""
    numbers: dict[str, Any] = {}
    for name, total in totals.items():
        if (number := total.middle) is None:
            continue
        if factor and name == "value":
            number = _times(number, factor)
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
    if not where:
        return Misnamed(Mistake("no-rows", "the file holds no figures", "download the file again."), *steps)
    hint = "ask for fewer things at once under “where”."
    return Misnamed(Mistake("no-rows", "no row is selected", hint), *steps)


def _ambiguous(table: SupplierTable, key: _Key, figures: Sequence[ParsedFigure]) -> Diagnostic:
    """Two figures for one observation: which columns tell them apart."""
    one, other = figures[0].raw, figures[1].raw
    differing = []
    for index, name in enumerate(table.names[: len(one.facets)]):
        texts = dict.fromkeys(figure.raw.facets[index].strip() for figure in figures[:MAX_COMPARED])
        if len(texts) > 1 and table.tells_rows_apart(index, next(iter(texts))):
            differing.append(f"{name or index + 1}: {' or '.join(f'“{text}”' for text in list(texts)[:2])}")
    about = [table.header.names[one.column], *one.facets] if not figures[0].percent else ["%"]
    adds_up = not any(re.search(r"%|per ?cent|procent", text, re.IGNORECASE) for text in about)
    hint = f"no column tells them apart: delete the copy{_ADD_UP * adds_up}."
    if differing:
        chosen = "; ".join(differing[:MAX_NAMED])
        hint = f"choose with “where” ({chosen}){_ADD_UP * adds_up}."
    message = f"{key[0]} has {len(figures)} figures, the first on lines {one.line} and {other.line}"
    return Mistake("ambiguous-rows", message, hint).at(table.header.cells.cell(other.line, other.column))
