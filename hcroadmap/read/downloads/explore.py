"""How a file can be read of which nobody has said so yet: entries of sources.yaml are tried until one reads it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from hcroadmap.model.diagnostic import Diagnostic, Location, Mistake, has_errors, quoted
from hcroadmap.model.period import PeriodKind
from hcroadmap.model.roadmap import TargetsFile
from hcroadmap.model.source import Label, Layout, Mark, Source, StatusColumn
from hcroadmap.read.downloads.convert import Conversion, Watch, convert
from hcroadmap.read.downloads.describe import Description, choices, describe
from hcroadmap.read.downloads.select import Misnamed

Problem = Diagnostic | Mistake
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

    def has(self, problem: Problem) -> bool:
        """Is this one of its problems?"""
        return (problem.code, problem.message) in [(each.code, each.message) for each in self.problems]


@dataclass(frozen=True)
class Exploration:
    """Finds out how a file can be read.

    Args:
        file: where it is.
        source: the entry that says what is known so far.
        targets: what the project promises; `None` outside a project.
        layout: the layout that the entry names, if it names one that exists.
        name: what a layout would be called that is to be written.
    """

    file: Path
    source: Source
    targets: TargetsFile | None
    layout: Layout | None
    name: str

    @cached_property
    def description(self) -> Description:
        """What the file seems to be."""
        source = self.source if self.layout else self.source.model_copy(update={"layout": None})
        try:
            return describe(self.file, source, self.layout)
        except Misnamed as misnamed:
            return Description(findings=[misnamed.mistake.at(Location(str(self.file)))])

    def attempts(self, asked: Source) -> tuple[Sequence[Attempt], Sequence[Problem]]:
        """The entries among which to choose, each as far as it goes, and what was solved on the way to them."""
        attempt, solved = self.attempt(asked), list[Problem]()
        while answered := next(self._answered(attempt), None):
            solved.append(answered[0])
            attempt = answered[1]
        unmarked = next((each for each in attempt.problems if each.code == "ambiguous-decimal"), None)
        if unmarked is None:
            return [attempt], solved
        both = [self.attempts(_with(attempt.asked, {"decimal": mark})) for mark in Mark]
        return [each for attempts, _ in both for each in attempts], [*solved, unmarked, *both[0][1]]

    def attempt(self, asked: Source, watch: Watch | None = None) -> Attempt:
        """Read the file as an entry says, by a new layout where it names one that does not exist."""
        layout, source = self.layout, asked
        if asked.layout and layout is None:
            layout = self.description.layout_for(asked)
            in_layout = ("period", "decimal", "study_year", "status", *(() if layout.wide else ("value",)))
            source = asked.model_copy(update=dict.fromkeys(in_layout))
        conversion = convert(self.file, source, layout, self.targets, watch)
        if layout and layout is not self.layout and self.description.format:
            plain = convert(self.file, asked.model_copy(update={"layout": None}), None, self.targets)
            if _figures(plain) != _figures(conversion):
                message = f"no layout reads this file as it is read without one, as {plain.format}"
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
        if code in ("bad-period", "mixed-period-kinds"):
            yield {"study_year": Label.START}
            yield from ({"kind": kind} for kind in KINDS)
        elif code == "unchosen-column":
            known = describe(self.file, attempt.source, attempt.layout or self.layout).values
            parts = self._are_counts and "TOTAAL" not in known[:1]
            yield {"value": known if parts else known[:1]}
        elif code == "ambiguous-rows":
            yield {"sum": True} if self._are_counts else {"where": self._where(attempt)}
        elif code == "bad-status":
            named = (column.name for column in about.columns if quoted(column.name) in problem.message)
            yield from ({"status": StatusColumn.model_construct(column=(name,), words={})} for name in named)
        elif code == "factor-hundred":
            yield {"factor": Decimal(100)}
        if about.is_table and not (about.format or asked.layout or asked.period):
            columns = about.layout.period.column
            base = {"layout": self.name} if about.needs_layout else {"period": columns[0]}
            is_clear = about.needs_layout and not (columns and about.values[1:])
            yield from [base] if is_clear else [base | {"value": [name]} for name in about.values]

    @property
    def _are_counts(self) -> bool:
        return self.description.format.startswith(COUNTS)

    def _where(self, attempt: Attempt) -> dict[str, tuple[str, ...]]:
        """Texts that leave one row per period and member of the indicator's dimensions."""
        chosen = choices(self.file, attempt.source, attempt.layout or self.layout)
        indicator = self.targets.indicators.get(attempt.asked.observations[0].indicator) if self.targets else None
        dimensions = {name.casefold() for name in indicator.dimensions} if indicator else set()
        return {name: (text,) for name, text in chosen.items() if name.casefold() not in dimensions}


def _figures(conversion: Conversion) -> list[tuple[object, ...]]:
    """What was read, but for the places where it stands."""
    return [
        (str(row.period), row.members, row.value, row.numerator, row.denominator, row.margin, row.status)
        for row in conversion.observations
    ]


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
