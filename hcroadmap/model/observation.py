"""What was measured: one value of one indicator for one reference period, and when it became known."""

from datetime import date
from fractions import Fraction
from typing import Annotated

from pydantic import InstanceOf
from typing_extensions import TypeAliasType

from hcroadmap.model.diagnostic import Location, Mistake, quoted
from hcroadmap.model.fields import LEVEL_FORM, Day, Id, Number, PeriodField, Record, Truth, reading, typed
from hcroadmap.model.quantity import Level, decimals_of, parse_figure

FLAGS = "ABDEFGHIJKLMNOPQSUVW"  # SDMX CL_OBS_STATUS
MISSING_FLAGS = frozenset("HLMOQ")
BREAK_FLAGS = frozenset("BD")
PROVISIONAL_FLAGS = frozenset("PEUIV")
COMPUTED_DECIMALS = 1


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


class Observation(Record):
    """One row of a measurements file.

    `value` is the level as typed. `members` names the cell: pairs of dimension and member, sorted;
    empty for the published figure of the whole.
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
    margin: Number | None = None
    source: str | None = None
    url: str | None = None
    note: str | None = None
    members: tuple[tuple[str, str], ...] = ()
    location: InstanceOf[Location] = Location("")

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
        return bool(MISSING_FLAGS & set(self.status))

    @property
    def amount(self) -> Fraction | None:
        """The value, exactly: as typed, else 100 × numerator / denominator, else zero when not significant."""
        if self.is_missing:
            return None
        if self.value is not None:
            return Fraction(self.value.value)
        if self.numerator is not None and self.denominator:
            return 100 * Fraction(self.numerator) / Fraction(self.denominator)
        return Fraction(0) if "N" in self.status else None

    @property
    def decimals(self) -> int:
        """The decimals it was published with; one for a computed share."""
        return COMPUTED_DECIMALS if self.value is None else decimals_of(self.value.value)
