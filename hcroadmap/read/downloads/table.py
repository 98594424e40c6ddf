"""What every supplier's file becomes: one long table of raw figures, each with its place.

A supplier's module says which columns hold what, and no more. A raw figure is parsed only once it is selected, so
a suppressed count in a row that is not asked for does no harm.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from hcroadmap.model.diagnostic import Mistake, quoted, warning
from hcroadmap.model.observation import MISSING_FLAGS
from hcroadmap.model.period import Period
from hcroadmap.model.source import CALENDAR_YEARS, Mark, PeriodRule
from hcroadmap.read.downloads.header import Header, Unreadable
from hcroadmap.read.downloads.numbers import Written, decide_mark, parse_foreign_number
from hcroadmap.read.downloads.periods import check_years, parse_foreign
from hcroadmap.read.downloads.suppliers.flags import NOT_AVAILABLE, are_flags, letters

NOTHING: Mapping[int, Any] = MappingProxyType({})
NO_WORDS: Mapping[str, str] = MappingProxyType({})
FLAGS = re.compile(r"status|flag|vlag|symbol|mark|note|comment|opmerking", re.IGNORECASE)
EMPTY: Mapping[str, str] = MappingProxyType({"": NOT_AVAILABLE})
Keep = Callable[[Sequence[str]], bool]
"""Are the figures of a row wanted, going by its facets?"""
ReadFlags = Callable[[str], str]
"""The text of a cell as SDMX letters; raises a `Mistake` when it is not known."""


class RawFigure(NamedTuple):
    """One figure as its cell has it: on which line, and in which column (from 0).

    `facets` are the texts that its row is selected by, in the order of the table's names. `status` has SDMX
    letters, `missing` those that say why there is no number. `power` is the power of ten that it is counted in,
    `broken` which cell of its row cannot be read, and why.
    """

    line: int
    column: int
    period: str
    text: str
    facets: Sequence[str] = ()
    status: str = ""
    missing: str = ""
    power: int = 0
    broken: tuple[int, Mistake] | None = None


class ParsedFigure(NamedTuple):
    """A figure that was parsed, or the sum of some `cells`; `value` is `None` where the supplier gives none.

    Counts from 1 to 4 that are `hidden` are not in the value.
    """

    raw: RawFigure
    period: Period
    value: Decimal | None
    status: str
    percent: bool = False
    cells: int = 1
    hidden: int = 0


class _Beside(NamedTuple):
    """What the other cells of a row say about its figures: flags, why they would be missing, the power of ten."""

    status: str = ""
    why: str = ""
    power: int = 0
    broken: tuple[int, Mistake] | None = None


class SupplierTable(NamedTuple):
    """A supplier's file, recognised as `format`: which columns hold what, and how it is written.

    `values` are the columns of figures, `period` those that together name the period of a row. `wide` holds the
    period of a column that is named by it, `words` what its name says besides, `powers` its power of ten.
    `missing` are the texts that stand for no figure, each with the flag that says why; an empty cell that is not
    among them is no figure at all; `suppressed` are those that stand for a count from 1 to 4. `labels` are
    further columns that do not tell rows apart. Without a `mark` no thousands are marked, so that any mark in a
    number is the decimal one.

    Other cells of a row may say something about its figures: `flags`, `reasons` (flags that count only where there
    is no figure) and `powers_of_rows` say how each such column is read; `beside` is the column of the flags of one
    column of figures. `ignores` are the keys of a source that say nothing about this format. `period_from`
    makes the period of a row, `facets_from` the texts that it is selected by, of which `aliases` are the names.
    `split` takes a cell apart: its figure, its flags, and what is wrong with them.
    """

    format: str
    header: Header
    values: Sequence[int]
    period: Sequence[int] = ()
    mark: Mark | None = None
    rule: PeriodRule = CALENDAR_YEARS
    wide: Mapping[int, str] = NOTHING
    words: Mapping[int, str] = NOTHING
    powers: Mapping[int, int] = NOTHING
    missing: Mapping[str, str] = EMPTY
    suppressed: Collection[str] = ()
    labels: Collection[int] = ()
    flags: Mapping[int, ReadFlags] = NOTHING
    reasons: Mapping[int, ReadFlags] = NOTHING
    beside: Mapping[int, int] = NOTHING
    ignores: Collection[str] = ()
    powers_of_rows: Mapping[int, Callable[[str], int]] = NOTHING
    period_from: Callable[[Sequence[str]], str] | None = None
    facets_from: Callable[[Sequence[str]], Sequence[str]] | None = None
    aliases: Sequence[str] = ()
    split: Callable[[str], tuple[str, str, Mistake | None]] | None = None
    watch: Callable[[int], None] | None = None

    @property
    def names(self) -> Sequence[str]:
        """The names of the facets."""
        return self.aliases or self.header.names

    @property
    def is_plain(self) -> bool:
        """Do the columns alone say everything, so that they can be added up?"""
        special = self.flags or self.reasons or self.beside or self.powers_of_rows or self.header.clean
        return not (special or self.period_from or self.facets_from or self.split)

    @property
    def measures(self) -> Sequence[str]:
        """The names of the columns of figures, without their periods; none where there is no choice."""
        names = tuple(dict.fromkeys(map(self.measure, self.values)))
        return names if any(names) else ()

    def measure(self, index: int) -> str:
        """The name of a column of figures, without its period; empty where there is only one."""
        return self.words.get(index, self.header.names[index] if len(self.values) > 1 else "")

    def tells_rows_apart(self, index: int, text: str) -> bool:
        """Is a facet, such as this text, what a figure is the figure of, and no figure, flag or row number?"""
        others = {*self.values, *self.flags, *self.reasons, *self.labels, *self.beside.values()}
        is_number = re.fullmatch(r"-?\d+[.,]\d+", text) or (not self.names[index] and text.isdecimal())
        is_other = index in others or is_number
        return self.facets_from is not None or index in self.period or not is_other

    def rows(self, keep: Keep) -> Iterator[RawFigure]:
        """The raw figures of the rows that are wanted."""
        others = [*self.flags, *self.reasons, *self.powers_of_rows]
        known: dict[tuple[str, ...], _Beside] = {}
        for line, cells in self.header.rows():
            if self.watch:
                self.watch(line)
            facets = self.facets_from(cells) if self.facets_from else cells
            if keep(facets):
                texts = tuple([cells[index] for index in others])
                beside = known.get(texts) or known.setdefault(texts, self._beside(cells))
                yield from self._figures(line, cells, facets, beside)

    def _figures(
        self, line: int, cells: Sequence[str], facets: Sequence[str], beside: _Beside
    ) -> Iterator[RawFigure]:
        """The raw figures of one row."""
        texts = [self.period_from(cells)] if self.period_from else [cells[index] for index in self.period]
        for index in self.values:
            text, period = cells[index].strip(), self.period_of(index, texts)
            if self.is_absent(text, period):
                continue
            status, why, power, broken = beside
            if self.split:
                text, status, wrong = self.split(text)
                broken = (index, wrong) if wrong else None
            elif index in self.beside:
                status += letters(cells[self.beside[index]].strip(), NO_WORDS)
            missing = self.missing.get(text, "")
            missing = missing and min(MISSING_FLAGS & set(status), default=why or missing)
            scale = power or self.powers.get(index, 0)
            yield RawFigure(line, index, period, text, facets, status, missing, scale, broken)

    def period_of(self, index: int, texts: Sequence[str]) -> str:
        """The period of a figure: its column's own, else what the cells of its row say."""
        return self.wide.get(index) or " ".join(map(str.strip, texts)).strip()

    def is_absent(self, text: str, period: str) -> bool:
        """Is there no figure, and none that is missed?"""
        return not period if text in self.missing else not text

    def _beside(self, cells: Sequence[str]) -> _Beside:
        """The flags and the power of ten in a row."""
        index, found, power = 0, "", 0
        try:
            for index, read in self.flags.items():
                found += read(cells[index].strip())
            for index, read_power in self.powers_of_rows.items():
                power += read_power(cells[index].strip())
        except Mistake as mistake:
            return _Beside(broken=(index, mistake))
        why = "".join(read(cells[index].strip()) for index, read in self.reasons.items())
        return _Beside("".join(sorted({*found})), why, power)

    def parse(self, raw: RawFigure) -> ParsedFigure:
        """Parse one raw figure.

        Raises:
            Mistake: when its period, its number or a cell that belongs to it cannot be read.
        """
        if raw.broken:
            raise raw.broken[1]
        period, provisional = parse_foreign(raw.period, self.rule)
        status = "".join(sorted({*raw.status, *raw.missing, *("P" if provisional else "")}))
        if raw.text in self.suppressed:
            return ParsedFigure(raw, period, Decimal(0), status, hidden=1)
        if raw.missing:
            return ParsedFigure(raw, period, None, status)
        value, percent = parse_foreign_number(raw.text, self.mark)
        return ParsedFigure(raw, period, value.scaleb(raw.power) if raw.power else value, status, percent)

    def settled(self, along: Sequence[int] = (), is_mark_known: bool = False) -> Self:
        """The table with what only all of its cells settle together: decimal mark, years, and columns of flags.

        Args:
            along: columns that will be asked for as well; going through the file once for all of them is faster.
            is_mark_known: whether somebody said what the decimal mark is.

        Raises:
            Unreadable: when they do not settle it.
        """
        names = self.header.names
        mapped = {*self.flags, *self.values, *self.period}
        after = {index + 1: index for index in self.values if index + 1 < len(names) and not names[index + 1]}
        flags = [i for i, name in enumerate(names) if i not in mapped and (i in after or FLAGS.search(name))]
        texts = self.header.texts({*self.values, *self.period, *flags}, along)
        try:
            table = self._decided(texts, is_mark_known)
        except Unreadable:
            table = self._decided(self.header.texts_with_lines(texts), is_mark_known)  # refused again, with lines
        known = [index for index in flags if are_flags(texts[index], NO_WORDS)]
        beside = {after[index]: index for index in known if index in after}
        for index in set(known) - {*after, *self.labels}:
            name, example = quoted(names[index]), next(text for text in texts[index] if text.strip())
            message = f"the column {name} looks like flags, such as {quoted(example)}, and is not read"
            hint = f"name it: “status: {{column: {names[index]}}}”."
            place = self.header.cells.cell(self.header.line, index)
            self.header.cells.diagnostics.append(warning(place, "bad-status", message, hint))
        return table._replace(beside=beside)

    def _decided(self, texts: Mapping[int, Mapping[str, int]], is_mark_known: bool) -> Self:
        """The table with its decimal mark.

        Raises:
            Unreadable: when the texts of its columns leave open what the mark is, or what the years are.
        """
        table, index = self, self.values[0]
        try:
            if not is_mark_known:
                written = (
                    Written(line, text)
                    for index in self.values
                    for text, line in texts[index].items()
                    if not text.isdecimal() and text not in self.header.cells.numbers  # digits alone tell nothing
                )
                table = self._replace(mark=decide_mark(written))
            index = self.period[0] if self.period else index
            check_years([*self.wide.values(), *(texts[index] if len(self.period) == 1 else ())], self.rule)
        except Mistake as mistake:
            raise self.header.refusal(mistake, index=index) from None
        return table
