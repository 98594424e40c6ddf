"""What was measured: one value of one indicator for one reference period, and when it became known."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Annotated, Any, get_type_hints

from pydantic import TypeAdapter
from typing_extensions import TypeAliasType

from hcroadmap.model.diagnostic import Location, Mistake, quoted
from hcroadmap.model.fields import LEVEL_FORM, Day, Id, Number, PeriodField, Size, Truth, reading, typed
from hcroadmap.model.quantity import Level, decimals_of, parse_figure

FLAGS = "ABDEFGHIJKLMNOPQSUVW"  # SDMX CL_OBS_STATUS
MISSING_FLAGS = frozenset("HLMOQ")
BREAK_FLAGS = frozenset("BD")
PROVISIONAL_FLAGS = frozenset("PEUIV")
COMPUTED_DECIMALS = 1
NOWHERE = Location("")


def parse_flags(text: str) -> str:
    """Read SDMX OBS_STATUS letters, any case, several allowed; `A` (normal) is dropped.

    Raises:
        Mistake: `bad-status`.
    """
    letters = text.strip().upper()
    if strange := letters.lstrip(FLAGS):
        hint = "write SDMX letters: P provisional, E estimated, F forecast, B break, M missing, ..."
        raise Mistake("bad-status", f"{quoted(strange[0])} is not a letter for the status of an observation", hint)
    return "".join(sorted(set(letters) - {"A"}))


_FLAGS_FORM = typed(
    "null boolean",  # YAML 1.1 takes the letters NO and ON for truth values
    f"[{FLAGS}{FLAGS.lower()}]*",
    "SDMX letters: P provisional, E estimated, B break, M missing, ...",
)
Flags = TypeAliasType("Flags", Annotated[str, reading(parse_flags, _FLAGS_FORM)])


@dataclass(slots=True, unsafe_hash=True)  # never changed, but freezing it makes a million of them slow to make
class Observation:
    """One row of a measurements file; no model with a dictionary of its own, because there may be a million.

    `value` is the level as typed. `members` names the cell: pairs of dimension and member, sorted;
    empty for the published figure of the whole. `unread` names cells that were typed but could not be read.
    """

    indicator: Id
    period: PeriodField
    value: Annotated[Level, reading(parse_figure, LEVEL_FORM)] | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    unit: str | None = None
    definition: Id | None = None
    status: Flags = ""
    published: Day | None = None
    recorded: Day | None = None
    used: Truth = True
    margin: Size | None = None
    se: Size | None = None
    source: str | None = None
    url: str | None = None
    note: str | None = None
    members: tuple[tuple[str, str], ...] = ()
    unread: frozenset[str] = frozenset()
    path: str = ""
    line: int = 1
    column: int = 1
    length: int = 1

    @property
    def location(self) -> Location:
        """The place of the row or, in a download, of the figure; no field, as a tuple of four takes more room."""
        return Location(self.path, self.line, self.column, self.length)

    @property
    def known_on(self) -> date:
        """The day the figure became known: `published`, else the last day of its period."""
        return self.published or self.period.end

    @property
    def noticed_on(self) -> date:
        """The day from which it counts as new: the later of published and recorded."""
        return max(self.known_on, self.recorded) if self.recorded else self.known_on

    @property
    def is_forecast(self) -> bool:
        """Was it called a forecast, or known before its period began?"""
        return "F" in self.status or self.known_on < self.period.begin

    @property
    def is_missing(self) -> bool:
        """Does a flag say that there is no figure?"""
        return not MISSING_FLAGS.isdisjoint(self.status)

    @property
    def figure(self) -> Decimal | Fraction | None:
        """The value as typed, else 100 × numerator / denominator, else zero when not significant: to compare."""
        if not MISSING_FLAGS.isdisjoint(self.status):
            return None
        if self.value is not None:
            return self.value.value
        if self.numerator is not None and self.denominator:
            return 100 * Fraction(self.numerator) / Fraction(self.denominator)
        return Fraction(0) if "N" in self.status else None

    @property
    def amount(self) -> Fraction | None:
        """The figure as a fraction, to calculate with."""
        return None if (figure := self.figure) is None else Fraction(figure)

    @property
    def decimals(self) -> int:
        """The decimals it was published with; one for a computed share."""
        return COMPUTED_DECIMALS if self.value is None else decimals_of(self.value.value)

    @property
    def rounding(self) -> Fraction:
        """Half a unit of the last digit as typed, in the unit of the value; nothing for a computed share."""
        exponent = self.value.value.as_tuple().exponent if self.value else None
        return Fraction(10) ** exponent / 2 if isinstance(exponent, int) else Fraction(0)


_OTHERS = {"members", "unread", *Location._fields}
COLUMNS = {each.name: each.default for each in fields(Observation) if each.name not in _OTHERS}
"""The columns that a file of measurements may have besides its dimensions, and what an empty cell says in each."""


@cache
def cell_reader(column: str) -> Callable[[str], Any]:
    """How pydantic reads the cells of one of the columns.

    What it returns raises a `ValidationError` that carries the `Mistake`.
    """
    return TypeAdapter(get_type_hints(Observation, include_extras=True)[column]).validator.validate_python
