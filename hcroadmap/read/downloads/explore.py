"""How a file can be read of which nobody has said so yet: entries of sources.yaml are tried until one reads it."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from hcroadmap.model.diagnostic import Diagnostic, Location, Mistake, has_errors, quoted
from hcroadmap.model.observation import NOWHERE, Observation
from hcroadmap.model.period import PeriodKind
from hcroadmap.model.roadmap import TargetsFile
from hcroadmap.model.source import Label, Layout, Mark, Source, StatusColumn
from hcroadmap.read.downloads.convert import Conversion, convert
from hcroadmap.read.downloads.describe import LOOKED_AT, Description, describe, is_no_total
from hcroadmap.read.downloads.header import Unreadable
from hcroadmap.read.downloads.open import Sweep, open_download
from hcroadmap.read.downloads.select import Misnamed, Selection, index_of
from hcroadmap.read.downloads.table import SupplierTable

Problem = Diagnostic | Mistake
LONG = 5_000_000
"""Bytes from which a file is long."""
KINDS = (PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.STUDY_YEAR)
WORSE = {"unknown-key", "no-rows", "double-factor", "deleted-row"}
"""What no problem is exchanged for."""
UNFIT = {"unit-mismatch", "suspicious-share"}
"""What another column of figures may not have."""
COUNTS = "DUO"
"""How suppliers are called of which no figure is counted in two rows, so that rows add up."""


class Attempt(NamedTuple):
    """What came of an entry that was `asked` for: `source` is what is left of it beside a new `layout`."""

    asked: Source
    source: Source
    layout: Layout | None
    conversion: Conversion

    @property
    def problems(self) -> Sequence[Problem]:
        """What stands in the way, or should be looked at."""
        refusal = self.conversion.refusal
        return [*([refusal] if refusal else []), *self.conversion.diagnostics]

    @property
    def is_read(self) -> bool:
        """Are there figures, and nothing wrong with them?"""
        is_wrong = self.conversion.refusal or has_errors(self.conversion.diagnostics)
        return bool(self.conversion.observations) and not is_wrong

    @property
    def is_own(self) -> bool:
        """Is it read by columns that the entry or a layout names?"""
        return bool(self.asked.layout or (self.asked.period and self.asked.value))

    @property
    def has_percents(self) -> bool:
        """Does the file itself say percent, as in 0.3%, so that nothing is to be multiplied?"""
        return any(row.value and row.value.percent for row in self.conversion.observations)

    def has(self, problem: Problem) -> bool:
        """Is this one of its problems?"""
        return (problem.code, problem.message) in [(each.code, each.message) for each in self.problems]


@dataclass(frozen=True)
class Exploration:
    """Finds out how a file can be read.

    `source` is the entry that says what is known so far, `targets` what a project promises, `layout` the one that
    the entry names if it exists; `name` is what a new one would be called. No more than the first `rows` are read.
    """

    file: Path
    source: Source
    targets: TargetsFile | None
    layout: Layout | None
    name: str
    rows: int | None = None

    @cached_property
    def is_long(self) -> bool:
        """Does reading all of the file take so long that it is better not done for each attempt?"""
        return not self.rows and self.file.is_file() and self.file.stat().st_size >= LONG

    @cached_property
    def description(self) -> Description:
        """What the file seems to be."""
        source = self.source if self.layout else self.source.model_copy(update={"layout": None})
        try:
            return describe(self.file, source, self.layout, LOOKED_AT if self.is_long else self.rows)
        except Misnamed as misnamed:
            return Description(findings=[misnamed.mistake.at(Location(str(self.file)))])

    def attempts(self, asked: Source) -> tuple[Sequence[Attempt], Sequence[Problem]]:
        """The entries among which to choose, each as far as it goes, and what was solved on the way to them.

        Those of a long file are chosen by its first rows, and then read all of it.
        """
        if not self.is_long:
            return self._attempts(asked)
        first, solved = replace(self, rows=LOOKED_AT).attempts(asked)
        whole = [self._attempts(each.asked) for each in first]
        attempts = [each for found, _ in whole for each in found]
        more = [each for _, problems in whole for each in problems]
        return [each for each in attempts if each.is_read] or attempts, [*solved, *more]

    def _attempts(self, asked: Source) -> tuple[Sequence[Attempt], Sequence[Problem]]:
        attempt, solved = self.attempt(asked), list[Problem]()
        while answered := next(self._answered(attempt), None):
            solved.append(answered[0])
            attempt = answered[1]
        unmarked = next((each for each in attempt.problems if each.code == "ambiguous-decimal"), None)
        if unmarked is None:
            return [attempt], solved
        both = [self._attempts(_with(attempt.asked, {"decimal": mark})) for mark in Mark]
        return [each for attempts, _ in both for each in attempts], [*solved, unmarked, *both[0][1]]

    def attempt(self, asked: Source, watch: Callable[[int], None] | None = None) -> Attempt:
        """Read the file as an entry says, by a new layout where it names one that does not exist."""
        layout, source, plain = self.layout, asked, asked.model_copy(update={"layout": None})
        is_new = bool(asked.layout and not layout)
        if is_new and self.description.layout.header:
            layout = self.description.layout_for(asked)
            in_layout = ("period", "decimal", "study_year", "status", *(() if layout.wide else ("value",)))
            source = asked.model_copy(update=dict.fromkeys(in_layout))
        if self.is_long:
            gc.collect()  # a table refers to itself: those of earlier attempts would stay in memory
        reading = Sweep(self.rows, watch)
        conversion = convert(self.file, source if layout else plain, layout, self.targets, reading)
        if is_new and self.description.format:
            known = convert(self.file, plain, None, self.targets, Sweep(self.rows))
            if layout is None or _figures(known) != _figures(conversion):
                message = f"no layout reads this file as it is read without one, as {known.format}"
                conversion.refusal = Mistake("unread-format", message, "leave --write-layout out.")
        return Attempt(asked, source, None if layout is self.layout else layout, conversion)

    def _answered(self, attempt: Attempt) -> Iterator[tuple[Problem, Attempt]]:
        """Each problem that goes away when the entry says more, with what comes of it then."""
        for problem, worse in product(attempt.problems, (WORSE | UNFIT, WORSE)):
            for changes in self._answers(problem, attempt):
                if (changed := _with(attempt.asked, changes)) != attempt.asked:
                    other = self.attempt(changed)
                    codes = {each.code for each in other.problems}
                    is_empty = not (other.conversion.observations or codes)
                    if not (is_empty or codes & worse or other.has(problem)):
                        yield problem, other

    def _answers(self, problem: Problem, attempt: Attempt) -> Iterator[dict[str, Any]]:
        """What may help against a problem; nothing where only a person can know."""
        about, asked, code = self.description, attempt.asked, problem.code
        counts = about.format.startswith(COUNTS)
        if code in ("bad-period", "mixed-period-kinds"):
            yield {"study_year": Label.START}
            yield from ({"kind": kind} for kind in KINDS)
        elif code == "unchosen-column":
            known = describe(self.file, attempt.source, attempt.layout or self.layout, self.rows).values
            yield {"value": known if counts and "TOTAAL" not in known[:1] else known[:1]}
        elif code == "ambiguous-rows":
            yield {"sum": True} if counts else {"where": self._where(attempt)}
        elif code == "unchosen-sheet":
            yield {"sheet": about.sheet}
        elif code == "bad-status":
            named = (column.name for column in about.columns if quoted(column.name) in problem.message)
            yield from ({"status": StatusColumn.model_construct(column=(name,), words={})} for name in named)
        elif code == "factor-hundred" and not attempt.has_percents:
            yield {"factor": Decimal(100)}
        if about.is_table and not (about.format or asked.layout or asked.period):
            columns = about.layout.period.column
            base = {"layout": self.name} if about.needs_layout else {"period": columns[0]}
            is_clear = about.needs_layout and not (columns and about.values[1:])
            yield from [base] if is_clear else [base | {"value": [name]} for name in about.values]

    def _where(self, attempt: Attempt) -> dict[str, tuple[str, ...]]:
        """Texts that leave one row per period and member of the indicator's dimensions."""
        layout = attempt.layout or self.layout
        download = open_download(self.file, str(self.file), attempt.source, layout, Sweep(self.rows))
        chosen = _choices(download.table, attempt.asked.observations[0].where) if download.table else {}
        indicator = self.targets.indicators.get(attempt.asked.observations[0].indicator) if self.targets else None
        dimensions = {name.casefold() for name in indicator.dimensions} if indicator else set()
        return {name: (text,) for name, text in chosen.items() if name.casefold() not in dimensions}


def _choices(table: SupplierTable, where: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """What leaves one row per period besides what is chosen: texts of columns, of a total where there is one."""
    fitting = [(index_of(table, name), frozenset(map(str.strip, texts))) for name, texts in where.items()]
    asked: list[int] = []
    found: dict[tuple[str, ...], None] = {}
    with suppress(Unreadable):
        for raw in table.rows(Selection(fitting, (), ()).takes):
            if not found:
                facets = enumerate(raw.facets[: len(table.names)])
                asked = [i for i, text in facets if i not in table.period and table.tells_rows_apart(i, text)]
            found[raw.period, *(raw.facets[index].strip() for index in asked)] = None
    chosen: dict[str, str] = {}
    left = list(found)
    for place, index in enumerate(asked, 1):
        texts: dict[str, set[str]] = {}
        for row in left:
            texts.setdefault(row[0], set()).add(row[place])
        if max(map(len, texts.values()), default=0) > 1:
            text = min((row[place] for row in left), key=is_no_total)
            chosen[table.names[index] or str(index + 1)] = text
            left = [row for row in left if row[place] == text]
    return chosen


def _figures(conversion: Conversion) -> list[Observation]:
    """What was read, but for the places where it stands."""
    return [replace(row, **NOWHERE._asdict()) for row in conversion.observations]


def _with(source: Source, changes: Mapping[str, Any]) -> Source:
    """An entry that says more; what it says already stays."""
    about: dict[str, Any] = {}
    wanted = source.observations[0]
    for key, given in changes.items():
        if key == "where":
            wanted = wanted.model_copy(update={key: given | wanted.where})
        elif key == "value" and not (source.value or wanted.value):
            about |= {key: given[0]} if len(given) == 1 else {}
            wanted = wanted.model_copy(update={key: tuple(given)} if len(given) > 1 else {})
        elif key in ("sum", "factor"):
            wanted = wanted.model_copy(update={key: getattr(wanted, key) or given})
        elif key != "value" and getattr(source, key) is None:
            about[key] = given
    return source.model_copy(update=about | {"observations": (wanted,)})
