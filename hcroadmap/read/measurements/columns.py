"""Blocks of a long measurements file, column by column: which rows are well and need not be kept.

Each distinct text of a column goes through the model once, figures match a strict pattern. A row is let go only
when it is the figure of two or more members at once, which no verdict rests on, and when no check across rows
could have anything to say about it. Every other row is left to be read exactly.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress, filterfalse
from typing import Any, NamedTuple

from pydantic import ValidationError

from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import MISSING_FLAGS, Observation
from hcroadmap.model.quantity import Level
from hcroadmap.read.checks.measured import unit_names
from hcroadmap.read.measurements.row_keys import RowKeys
from hcroadmap.read.measurements.rows import as_read

MAX_KNOWN = 50_000  # texts, or combinations of them, that are remembered
_POINT = {",": r"\.", ";": ","}
_KIND = ("indicator", "period", "definition", "unit", "status", "used", "published", "recorded")
_EXACT = ("numerator", "denominator", "margin")  # a row is read exactly when anything stands here

Matches = Callable[[str], object]


class Sifted(NamedTuple):
    """The lines of a block that must be read exactly, and those let go with their keys."""

    kept: list[int]
    gone: Sequence[int]
    keys: list[int]


class _Figures(NamedTuple):
    """Figures that no check could question: of a percentage, of one with a level to reach, of anything else."""

    share: Matches
    share_of_target: Matches
    number: Matches


class Columns:
    """What is known of the columns of one file."""

    def __init__(self, names: Sequence[str], delimiter: str, dimensions: Mapping[str, str], keys: RowKeys) -> None:
        self.names = names
        self.delimiter = delimiter
        self.keys = keys
        self.kind = [index for index, name in enumerate(names) if name in _KIND]
        self.indicator, self.value = names.index("indicator"), names.index("value")
        self.exact = [index for index, name in enumerate(names) if name in _EXACT]
        self.dimensions = {dimensions[name]: index for index, name in enumerate(names) if name in dimensions}
        self.figures = _figures(_POINT[delimiter])
        self.texts: dict[str, dict[str, Any]] = {name: {"": None} for name in _KIND}
        self.kinds: dict[tuple[str, ...], int] = {}
        self.matches: list[Matches | None] = []
        self.shared: list[int] = []

    @property
    def may_let_go(self) -> bool:
        """Could any row be the figure of two members at once?"""
        return len(self.dimensions) >= 2

    def sift(self, lines: Sequence[str]) -> Sifted:
        """Which lines of a block must be read exactly, and which are well and need not be kept.

        The lines hold no quotation mark that reaches into the next.
        """
        columns = self._columns(lines)
        if columns is not None:
            return self._sift(columns, range(len(lines)))
        regular = [self._columns([line]) is not None for line in lines]
        kept = [index for index, fine in enumerate(regular) if not fine]
        rest = self._columns(list(compress(lines, regular)))
        sifted = self._sift(rest, list(compress(range(len(lines)), regular))) if rest else Sifted([], [], [])
        return sifted._replace(kept=sorted([*kept, *sifted.kept]))

    def _columns(self, lines: Sequence[str]) -> list[list[str]] | None:
        """The columns of lines that have all their cells and no quotes; else `None`.

        Between two lines stands a cell of its own, which shows where a line has more or fewer.
        """
        width, limit = len(self.names), csv.field_size_limit()
        text = f"{self.delimiter}\n{self.delimiter}".join(lines)
        cells = text.split(self.delimiter)
        is_regular = len(cells) == len(lines) * (width + 1) - 1 and set(cells[width :: width + 1]) <= {"\n"}
        if not is_regular or '"' in text or (len(text) > limit and max(map(len, lines)) > limit):
            return None
        return [cells[index :: width + 1] for index in range(width)]

    def _sift(self, columns: list[list[str]], numbers: Sequence[int]) -> Sifted:
        """The same for the columns of lines of these numbers."""
        kinds, gone = self._kinds(columns), numbers
        kept: list[int] = []
        telling = [columns[index] for index in (self.indicator, *self.dimensions.values())]
        for doubtful in (self._doubtful, self._unfilled):
            if rows := sorted(doubtful(columns, kinds), reverse=True):
                kept += map(gone.__getitem__, rows)
                gone = _without(rows, list(gone), kinds, *telling)
        sifted = Sifted(sorted(kept), gone, self._keys(columns, kinds))
        self._forget()
        return sifted

    def _keys(self, columns: list[list[str]], kinds: list[int]) -> list[int]:
        """The keys of rows that are well."""
        nothing = [""] * len(kinds)
        members = [
            columns[self.dimensions[name]] if name in self.dimensions else nothing for name in self.keys.dimensions
        ]
        return list(map(hash, zip(map(self.shared.__getitem__, kinds), *members, strict=True)))

    def _kinds(self, columns: list[list[str]]) -> list[int]:
        """What each row is but for its figure and members, as a number; every new combination is judged."""
        kinds = list(zip(*(columns[index] for index in self.kind), strict=True))
        try:
            return list(map(self.kinds.__getitem__, kinds))
        except KeyError:
            names = [self.names[index] for index in self.kind]
            for kind in set(kinds) - self.kinds.keys():
                self.kinds[kind] = len(self.matches)
                matches, shared = self._judged(dict(zip(names, kind, strict=True)))
                self.matches.append(matches)
                self.shared.append(shared)
            return list(map(self.kinds.__getitem__, kinds))

    def _doubtful(self, columns: list[list[str]], kinds: list[int]) -> set[int]:
        """The rows that must be read exactly for what they are, for their figure, or for what stands beside it."""
        figures, every = columns[self.value], range(len(kinds))
        present = set(kinds)
        unread = {kind for kind in present if self.matches[kind] is None}
        judges = {judge for kind in present if (judge := self.matches[kind])}
        rows = set(compress(every, map(unread.__contains__, kinds))) if unread else set()
        if len(judges) == 1:
            wrong = set(filterfalse(judges.pop(), figures))
            rows.update(compress(every, map(wrong.__contains__, figures)) if wrong else ())
        else:
            each = map(self.matches.__getitem__, kinds)
            rows.update(row for row, judge in enumerate(each) if not (judge and judge(figures[row])))
        for index in self.exact:
            rows.update(compress(every, columns[index]))
        return rows

    def _all_filled(self, columns: list[list[str]]) -> bool:
        """Has every row of a block two members or more, all of them declared?"""
        indicators = set(columns[self.indicator])
        texts = {name: set(columns[index]) for name, index in self.dimensions.items()}
        return sum("" not in members for members in texts.values()) >= 2 and all(
            self._declares(one, name, members) for name, members in texts.items() for one in indicators
        )

    def _unfilled(self, columns: list[list[str]], kinds: list[int]) -> list[int]:
        """The rows that have not two members or more, all of them declared."""
        if self._all_filled(columns):
            return []
        filled, declared = [0] * len(kinds), [True] * len(kinds)
        for name, index in self.dimensions.items():
            for row, (indicator, member) in enumerate(zip(columns[self.indicator], columns[index], strict=True)):
                filled[row] += bool(member)
                declared[row] = declared[row] and self._declares(indicator, name, {member})
        return [row for row in range(len(kinds)) if filled[row] < 2 or not declared[row]]

    def _declares(self, indicator: str, dimension: str, members: set[str]) -> bool:
        """Are these members of a dimension, written as they are meant? Any is, where none are declared."""
        known = self.keys.indicators.get(indicator)
        declared = known.dimensions.get(dimension) if known else None
        if declared is None or (declared.members is not None and members - {"", *declared.members}):
            return False
        read = as_read if "'" in "".join(members) else str.strip  # which does the same without one, and sooner
        return set(map(read, members)) == members

    def _judged(self, texts: dict[str, str]) -> tuple[Matches | None, int]:
        """The figures with which rows of a kind are well, and the part of their keys that they share.

        `None` where they must be read exactly.
        """
        indicator = self.keys.indicators.get(texts["indicator"])
        if (
            indicator is None
            or indicator.unread
            or not all(self._reads(name, text) for name, text in texts.items())
        ):
            return None, 0
        definition = texts.get("definition") or None
        series = self.keys.series_of(texts["indicator"], definition)
        period = self.texts["period"][texts["period"]]
        status = self.texts["status"].get(texts.get("status", "")) or ""
        known = self.texts["published"].get(texts.get("published", "")) or period.end
        well = (
            definition in (None, indicator.definition, *indicator.definitions)
            and set(self.dimensions) <= set(indicator.dimensions)
            and (not texts.get("unit") or texts["unit"].casefold() in unit_names(indicator))
            and not MISSING_FLAGS & set(status)
            and self.texts["used"].get(texts.get("used", "")) is not False
            and self.keys.kinds.get(series) is period.kind
            and period.begin <= known
        )
        return self._figures_of(indicator) if well else None, self.keys.shared(series, period.end, known)

    def _figures_of(self, indicator: Indicator) -> Matches:
        if not indicator.is_percent:
            return self.figures.number
        aimed = indicator.target and isinstance(indicator.target[-1].value, Level)
        return self.figures.share_of_target if aimed else self.figures.share

    def _reads(self, name: str, text: str) -> bool:
        """Does the model read this text in this column? Each text is tried once."""
        known = self.texts[name]
        if text not in known:
            least = {"indicator": "x", "period": "2000"}
            try:
                known[text] = getattr(Observation.model_validate(least | {name: text}), name)
            except ValidationError:
                return False
        return (bool(text) or name not in ("indicator", "period")) and text == text.strip()

    def _forget(self) -> None:
        """Begin anew with texts that are many; what an earlier one was judged for is known still."""
        if len(self.kinds) > MAX_KNOWN:
            self.kinds, self.matches, self.shared = {}, [], []
        for name, known in self.texts.items():
            if len(known) > MAX_KNOWN:
                self.texts[name] = {"": None}


def _without(rows: Iterable[int], numbers: list[int], *columns: list[Any]) -> list[int]:
    """Numbers, and in place the columns beside them, without some rows, of which the last comes first."""
    for row in rows:
        for column in (numbers, *columns):
            del column[row]
    return numbers


def _figures(point: str) -> _Figures:
    decimals = rf"(?:{point}\d{{1,12}})?"
    share = re.compile(rf"[1-9]\d?{decimals}|0{decimals}|100", re.ASCII)
    of_target = re.compile(rf"[1-9]\d?{decimals}|0|100", re.ASCII)
    number = re.compile(rf"-?\d{{1,15}}(?:{point}(?:\d\d?|\d{{4,12}}))?", re.ASCII)
    return _Figures(share.fullmatch, of_target.fullmatch, number.fullmatch)
