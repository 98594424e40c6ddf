"""Measurements fit what targets.yaml declares, and one another."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from hcroadmap.model.diagnostic import Diagnostic, did_you_mean, error, expected, quoted, warning
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import Observation
from hcroadmap.model.quantity import Level, short
from hcroadmap.model.vocabulary import IndicatorKind
from hcroadmap.read.checks.context import CheckContext

Rows = tuple[Observation, ...]
MOST_MEANT = 20
"""Unknown ids for which the nearest declared one is looked for; with more, the file is another project's."""
UNDECLARED = "declare it in targets.yaml, or correct the id."
TWICE = "remove one, give a revision its own day of publication, or mark a rival figure with used: no."


def indicators(context: CheckContext) -> Iterator[Diagnostic]:
    """Observations belong to indicators that are declared, and each of those has been measured."""
    known = sorted(context.targets.names("indicators"))
    unknown = [name for name in context.roadmap.observations if not context.declares("indicators", name)]
    for number, name in enumerate(unknown):
        meant = did_you_mean(name, known) if number < MOST_MEANT else ""
        hint = f"{meant} Indicators are declared in targets.yaml." if meant else UNDECLARED
        for row in context.roadmap.observations[name]:
            location = context.cell(row, "indicator")
            yield error(location, "unknown-indicator", f"no indicator is called {quoted(name)}", hint)
    for name, indicator in context.roadmap.indicators.items() if not context.lost else ():
        is_measured = indicator.kind is not IndicatorKind.MILESTONES and "kind" not in indicator.unread
        if is_measured and not context.roadmap.observations.get(name):
            hint = f"enter one: hcroadmap record {name} PERIOD VALUE; if there are some, check their id."
            location = context.targets.locate_key("indicators", name)
            yield warning(location, "no-observations", f"{quoted(name)} has no observation", hint)


def declared_cells(context: CheckContext, indicator: Indicator, rows: Rows) -> Iterator[Diagnostic]:
    """Observations are in a definition, and of members of dimensions, that their indicator declares."""
    known = {None, indicator.definition, *indicator.definitions}
    is_unread = bool({"definitions", "definition"} & indicator.unread)
    for row in rows:
        if row.definition not in known and row.definition and not is_unread:
            message = f"{quoted(row.definition)} is not a definition of {quoted(row.indicator)}"
            meant = expected(row.definition, sorted(filter(None, known)))
            hint = f"{meant}{' Or ' if meant else ''}declare it under “definitions” in targets.yaml."
            yield error(context.cell(row, "definition"), "undeclared-definition", message, hint)
        for dimension, member in row.members:
            declared = indicator.dimensions.get(dimension)
            if declared is None and "dimensions" not in indicator.unread:
                message = f"{quoted(row.indicator)} has no dimension {quoted(dimension)}"
                hint = "declare it under “dimensions” in targets.yaml, or empty the cell."
            elif declared and declared.members is not None and member not in declared.members:
                message = f"{quoted(member)} is not a member of {quoted(dimension)}"
                hint = expected(member, declared.members)
            else:
                continue
            yield error(context.cell(row, dimension.casefold()), "undeclared-member", message, hint)


def named_definitions(context: CheckContext, indicator: Indicator, rows: Rows) -> Iterator[Diagnostic]:
    """A figure that became known once another definition counted says in which of the two it is."""
    change = indicator.rebaseline
    if not (change and change.definition and change.agreed):
        return
    for row in rows:
        if row.definition is None and row.known_on >= change.agreed and "definition" not in row.unread:
            message = f"this figure of {quoted(row.indicator)} is in one of two definitions, and names none"
            hint = f"fill in its definition: {change.definition} or {indicator.definition}."
            yield error(context.cell(row, "definition"), "undeclared-definition", message, hint)


def units(context: CheckContext, indicator: Indicator, rows: Rows) -> Iterator[Diagnostic]:
    """Observations are in the unit that their indicator declares."""
    is_other = indicator.unit is not None and not indicator.is_percent
    names = {wording.casefold() for _, wording in indicator.unit.versions} if indicator.unit else set()
    names |= {"percent", "%", "procent"} if indicator.is_percent else set()
    for row in rows:
        if is_other and row.value and row.value.percent:
            message = f"{quoted(row.value.text)} is a percentage, but the unit is {indicator.unit_word}"
            yield error(context.cell(row, "value"), "unit-mismatch", message, "write the value in the unit.")
        if row.unit and names and row.unit.casefold() not in names:
            message = f"the unit {quoted(row.unit)} is not the indicator's, {indicator.unit_word}"
            hint = "convert the value; units are never mixed."
            yield error(context.cell(row, "unit"), "unit-mismatch", message, hint)


def one_of_a_kind(context: CheckContext, indicator: Indicator, rows: Rows) -> Iterator[Diagnostic]:
    """All observations of an indicator in one definition have periods of one kind; none is given twice.

    A figure with a day of publication of its own is a revision.
    """
    firsts: dict[str | None, Observation] = {}
    seen: dict[tuple[object, ...], Observation] = {}
    for row in rows:
        if row.unread and row.unread & {"period", "definition"}:
            continue
        series = row.definition or indicator.definition
        before = firsts.setdefault(series, row)
        if before.period.kind is not row.period.kind:
            message = f"{row.period} is a {row.period.kind}, but {before.period}"
            message += f" ({before.location}) is a {before.period.kind}"
            hint = "keep each kind in a definition of its own; “kind: year” in sources.yaml takes one of them."
            yield error(context.cell(row, "period"), "mixed-period-kinds", message, hint)
        if not row.used or (row.unread and row.unread & {"used", "published"}):
            continue
        first = seen.setdefault((series, row.period.end, row.members, row.known_on), row)
        if first is not row:
            message = f"{row.indicator} for {row.period} is given twice; it stands at {first.location} already"
            yield error(context.cell(row, "indicator"), "duplicate-observation", message, TWICE)


def plausible_values(context: CheckContext, indicator: Indicator, rows: Rows) -> Iterator[Diagnostic]:
    """Values do not look mistyped: 385 or 0.385 for 38.5."""
    target = indicator.target[-1].value if indicator.target else None
    level = Fraction(target.value) if isinstance(target, Level) else Fraction(0)
    for row in rows if indicator.is_percent else ():
        if row.figure is None or 1 <= row.figure <= 100:
            continue
        column, amount = "value" if row.value else "numerator", Fraction(row.figure)
        if not 0 <= amount <= 100:
            message = f"{short(amount)} lies outside 0 to 100, and the unit is percent"
            hint = "correct it; if it is a rate of change and no share, declare another unit."
            yield warning(context.cell(row, column), "suspicious-share", message, hint)
        elif isinstance(target, Level) and amount and abs(amount * 100 - level) < level / 2:
            message = f"{short(amount)} looks a hundred times too small beside the target {target.text}"
            hint = f"write {short(amount * 100)} if that is what was published."
            yield warning(context.cell(row, column), "factor-hundred", message, hint)


def slips(context: CheckContext, indicator: Indicator, rows: Rows) -> Iterator[Diagnostic]:
    """Only forecasts are published before their period begins, others are slips, such as 2052 for 2025.

    No count is below zero: suppliers write -1 for what they withhold.
    """
    is_count = indicator.kind is IndicatorKind.LEVEL and indicator.unit_word == "count"
    for row in rows:
        is_ahead = row.published is not None and row.published < row.period.begin
        if is_ahead and "F" not in row.status and "status" not in row.unread:
            message = f"{row.period} had not begun on {row.published}, when this was published"
            hint = "correct one of the two; a forecast has the status F."
            yield warning(context.cell(row, "period"), "period-ahead", message, hint)
        if is_count and (figure := row.figure) is not None and figure < 0:
            message = f"{short(Fraction(figure))} lies below zero, and the unit is count"
            hint = "correct it; if it stands for a figure that is not given, write no value but the status M."
            yield warning(context.cell(row, "value"), "negative-count", message, hint)


def observations(context: CheckContext) -> Iterator[Diagnostic]:
    """What is to be said of the rows of each indicator, one indicator after the other: they are many."""
    for indicator, rows in context.rows():
        for check in (declared_cells, named_definitions, units, one_of_a_kind, slips, plausible_values):
            yield from check(context, indicator, rows)


def revised_baselines(context: CheckContext) -> Iterator[Diagnostic]:
    """A declared baseline is the figure last published for its period, unless the series breaks there."""
    for name, indicator in context.roadmap.indicators.items():
        start = indicator.baseline
        rows = [
            row
            for row in context.roadmap.observations.get(name, ())
            if start and not row.members and row.period == start.period and row.used and row.published
            and row.definition in (None, indicator.definition) and not {*"BDF"} & {*row.status}
        ]  # fmt: skip
        last = max(rows, key=lambda row: row.known_on, default=None)
        if start and start.value and last and last.amount is not None:
            half_digit = Fraction(1, 2 * 10 ** min(start.value.decimals, last.decimals))
            if abs(last.amount - Fraction(start.value.value)) > half_digit:
                declared = start.value.text
                message = f"{short(last.amount)} is published for {last.period}, but the baseline is {declared}"
                hint = "declare the revised value, or give the figures from before the revision a definition."
                yield warning(context.cell(last, "value"), "baseline-revised", message, hint)


def totals(context: CheckContext) -> Iterator[Diagnostic]:
    """A published whole agrees with the sum of its members, to half a unit of its last digit."""
    for name, indicator in context.roadmap.indicators.items():
        for whole, members in _wholes(indicator, context.roadmap.observations.get(name, ())):
            total = _total(indicator, members)
            half_digit = Fraction(1, 2 * 10**whole.decimals)
            if total is not None and whole.amount is not None and abs(whole.amount - total) > half_digit:
                message = f"the whole is {short(whole.amount)}, but its members make {short(total)}"
                hint = "the published whole is used; correct a row, or note why they differ."
                yield warning(context.cell(whole, "value"), "total-mismatch", message, hint)


def _wholes(indicator: Indicator, rows: Iterable[Observation]) -> Iterator[tuple[Observation, list[Observation]]]:
    """Each figure of a whole beside the newest figures of all members of a complete dimension."""
    complete = {
        name: split.members for name, split in indicator.dimensions.items() if split.complete and split.members
    }
    if not complete:
        return
    newest: dict[tuple[object, ...], Observation] = {}
    for row in sorted((row for row in rows if row.used and not row.unread), key=lambda row: row.known_on):
        newest[row.period, row.definition or indicator.definition, row.members] = row
    for (period, definition, cell), whole in newest.items():
        for dimension, members in complete.items() if not cell else ():
            found = [newest.get((period, definition, ((dimension, member),))) for member in members]
            if None not in found:
                yield whole, [row for row in found if row]


def _total(indicator: Indicator, members: list[Observation]) -> Fraction | None:
    """The sum of the members; `None` for percentages without their numerators."""
    if not indicator.is_percent:
        amounts = [row.amount for row in members]
        return None if None in amounts else sum((amount for amount in amounts if amount is not None), Fraction(0))
    if any(row.numerator is None or not row.denominator for row in members):
        return None
    numerator = sum((Fraction(row.numerator or 0) for row in members), Fraction(0))
    return 100 * numerator / sum((Fraction(row.denominator or 0) for row in members), Fraction(0))
