"""Points before three digits, as in 5.900, that may stand before decimals or mark thousands."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain
from typing import Literal, NamedTuple

from hcroadmap.model.diagnostic import Diagnostic, quoted, warning
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import Observation
from hcroadmap.model.quantity import Level, hint_for_both
from hcroadmap.model.vocabulary import Language
from hcroadmap.read.checks.context import CheckContext
from hcroadmap.read.checks.promised import Steps, values_of

ALIKE = 30  # times larger or smaller: less than the root of 1000, so that no number is like both readings


class _Number(NamedTuple):
    """A number of an indicator, with the keys or the row and column that hold it; numbers of a kind are alike."""

    kind: str
    level: Level
    steps: Steps
    row: Observation | None = None


def thousands_marks(context: CheckContext) -> Iterator[Diagnostic]:
    """A number that can be read in two ways is like others of its indicator that can only be read in one."""
    is_dutch = context.roadmap.settings.language is Language.NL

    def is_doubtful(number: _Number) -> bool:
        is_typed = number.row is None or number.row.path in context.tables  # not in a download
        return is_typed and number.level.looks_grouped

    for name, indicator in context.roadmap.indicators.items():
        rows = context.roadmap.observations.get(name, ())
        doubtful = list(filter(is_doubtful, chain(_promised(indicator), _measured(rows, grouped=True))))
        sizes = defaultdict[str, list[Decimal]](list)
        for number in chain(_promised(indicator), _measured(rows)) if doubtful else ():
            if not is_doubtful(number):
                sizes[number.kind].append(abs(number.level.value))
        known = {kind: sorted(found) for kind, found in sizes.items()}
        for number in doubtful:
            if severity := _severity(number, known.get(number.kind, []), indicator, is_dutch=is_dutch):
                yield _finding(context, name, number)._replace(severity=severity)


def _promised(indicator: Indicator) -> Iterator[_Number]:
    for steps, value in values_of(indicator):
        if isinstance(value, Level):
            yield _Number("value", value, steps)
        else:
            yield _Number("change", Level(value.amount, text=value.text), steps)
    if indicator.limit is not None:
        yield _Number("value", Level(indicator.limit, text=str(indicator.limit)), ("limit",))
    for index, edge in enumerate(indicator.thresholds or ()):
        yield _Number("value", Level(edge, text=str(edge)), ("thresholds", index))


def _measured(rows: Iterable[Observation], *, grouped: bool = False) -> Iterator[_Number]:
    """The numbers of rows; with `grouped`, of the values only those that can be read in two ways."""
    for row in rows:
        if row.value and (row.value.looks_grouped or not grouped):
            yield _Number("value", row.value, ("value",), row)
        if row.numerator is row.denominator is row.margin is row.se is None:  # of very many rows there is no more
            continue
        for column in ("numerator", "denominator", "margin", "se"):
            if (number := getattr(row, column)) is not None:
                kind = "margin" if column in ("margin", "se") else "part"
                yield _Number(kind, Level(number, text=str(number)), (column,), row)


def _severity(
    number: _Number, others: list[Decimal], indicator: Indicator, *, is_dutch: bool
) -> Literal["error", "warning"] | None:
    """How doubtful it is that the point stands before decimals, given the sizes of other numbers, in order."""

    def is_any_like(size: Decimal) -> bool:
        return bisect_left(others, size / ALIKE) < bisect_right(others, size * ALIKE)

    size = abs(number.level.value)
    is_share = indicator.is_percent and number.kind == "value"  # no percentage is in the thousands
    if others and 100 * size < others[len(others) // 2] < 10_000 * size:
        return "error"
    if is_any_like(size) and (is_share or not is_any_like(1000 * size)):
        return None
    if is_dutch:
        return "error"
    is_count = indicator.unit_word == "count" or number.level.text.endswith("000")
    return "warning" if is_count and not indicator.is_percent else None


def _finding(context: CheckContext, name: str, number: _Number) -> Diagnostic:
    """Both readings, and how to write either, with the decimal mark of the file."""
    row, level = number.row, number.level
    texts = [level.text, f"{level.value.normalize():f}", f"{level.value:f}"]
    location = context.targets.locate("indicators", name, *number.steps)
    if row:
        location = context.cell(row, str(number.steps[0]))
        if context.tables[row.path].delimiter == ";":
            texts = [text.replace(".", ",") for text in texts]
    typed, decimal, digits = texts
    thousands = re.sub("[.,]", "", digits)
    message = f"{quoted(typed)} can be read as {decimal} and as {thousands}: three digits follow its mark"
    return warning(location, "thousands-mark", message, hint_for_both(digits))
