"""How one supplier's CSV is laid out: `config/layouts/NAME.yaml`, data and not code."""

import re
from enum import StrEnum
from typing import Annotated

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.fields import Line, OneOrMany, Whole, Wording, reading
from hcroadmap.model.foreign_number import Mark
from hcroadmap.model.foreign_period import Calendar, Label, PeriodRule
from hcroadmap.model.record import Field, Record

_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", ",": ",", ";": ";", "\t": "\t"}
YEAR = "{year}"


class Encoding(StrEnum):
    """How a supplier's bytes become text; `auto` is byte order mark, strict UTF-8, Windows-1252."""

    AUTO = "auto"
    UTF_8 = "utf-8"
    CP1252 = "cp1252"
    UTF_16 = "utf-16"


def _delimiter(text: str) -> str:
    if text in _DELIMITERS:
        return _DELIMITERS[text]
    raise Mistake("bad-choice", f"{quoted(text)} is not a delimiter", "write comma, semicolon or tab.")


def _wide(text: str) -> re.Pattern[str]:
    """`TOTAAL{year}` as a pattern for heads; what stands for the year is its only group."""
    before, year, after = text.partition(YEAR)
    if year and YEAR not in after:
        period = r"(\d{4}(?:\s*[/\-–]\s*['’‘]?\d{2,4})?\*{0,2})"
        return re.compile(re.escape(before) + period + re.escape(after))
    hint = f"write {YEAR} where the year stands, such as TOTAAL{YEAR}."
    raise Mistake("bad-value", f"{quoted(text)} says not once where the year stands", hint)


class PeriodColumn(Record):
    """The column of the periods, or several that are read as one text, and what its years are."""

    column: Annotated[tuple[Line, ...], OneOrMany] = ()
    kind: Calendar = Calendar.CALENDAR
    label: Label = Label.START

    @property
    def rule(self) -> PeriodRule:
        """How its texts are read."""
        return PeriodRule(self.kind, self.label)


class Layout(Record):
    """One supplier's CSV.

    `header` is the line of the column names, `footer` how the first line below the table begins, `missing` what
    stands for no figure. Figures stand in the columns `value`, or one a year in the columns `wide`.
    `columns` gives columns names of one's own.
    """

    title: Wording | None = None
    delimiter: Annotated[str, reading(_delimiter)] | None = None
    encoding: Encoding = Encoding.AUTO
    decimal: Mark | None = None
    header: Whole = 1
    footer: Annotated[tuple[Line, ...], OneOrMany] = ()
    missing: Annotated[tuple[Line, ...], OneOrMany] = ()
    columns: dict[Line, Line] = Field(default_factory=dict)
    period: PeriodColumn = PeriodColumn()
    value: Annotated[tuple[Line, ...], OneOrMany] = ()
    wide: Annotated[tuple[Annotated[re.Pattern[str], reading(_wide)], ...], OneOrMany] = ()
