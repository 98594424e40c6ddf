"""How one supplier's CSV is laid out: `config/layouts/NAME.yaml`, data and not code."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import Field
from typing_extensions import TypeAliasType

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.fields import Line, OneOrMany, Whole, Wording, reading
from hcroadmap.model.foreign_number import Mark
from hcroadmap.model.foreign_period import Calendar, Label, PeriodRule
from hcroadmap.model.record import Record

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


Delimiter = TypeAliasType(
    "Delimiter",
    Annotated[
        str, reading(_delimiter, {"description": "The character between two cells.", "enum": list(_DELIMITERS)})
    ],
)
WideHead = TypeAliasType(
    "WideHead",
    Annotated[
        re.Pattern[str],
        reading(
            _wide,
            {
                "description": f"A name with {YEAR} where the year stands.",
                "type": "string",
                "pattern": r"\{year\}",
                "patternErrorMessage": f"write {YEAR} where the year stands.",
                "examples": [f"TOTAAL{YEAR}"],
            },
        ),
    ],
)


class PeriodColumn(Record):
    """The column of the periods, and what its years are."""

    column: Annotated[tuple[Line, ...], OneOrMany] = Field(
        default=(),
        description="The column of the periods, or several that are read as one text, such as [Year, Quarter].",
    )
    kind: Calendar = Field(default=Calendar.CALENDAR, description="What the years of the table are.")
    label: Label = Field(default=Label.START, description="By which of its two years a study year is called.")

    @property
    def rule(self) -> PeriodRule:
        """How its texts are read."""
        return PeriodRule(self.kind, self.label)


class Layout(Record):
    """One supplier's CSV: its figures stand in the columns `value`, or one a year in the columns `wide`."""

    title: Wording | None = Field(default=None, description="What the layout is called.")
    delimiter: Delimiter | None = Field(
        default=None, description="What stands between cells; without it the file decides."
    )
    encoding: Encoding = Field(default=Encoding.AUTO, description="How its bytes become text.")
    decimal: Mark | None = Field(default=None, description="The decimal mark; without it the figures decide.")
    header: Whole = Field(default=1, description="The number of the line that holds the names of the columns.")
    footer: Annotated[tuple[Line, ...], OneOrMany] = Field(
        default=(), description="How the first line below the table begins, such as Source:."
    )
    missing: Annotated[tuple[Line, ...], OneOrMany] = Field(
        default=(), description="What stands for no figure, such as x or n.a."
    )
    columns: dict[Line, Line] = Field(
        default_factory=dict, description="Names of one's own for columns, such as {croho: CROHO ONDERDEEL}."
    )
    period: PeriodColumn = Field(
        default=PeriodColumn.model_construct(), description="The column of the periods, and what its years are."
    )
    value: Annotated[tuple[Line, ...], OneOrMany] = Field(default=(), description="The columns of the figures.")
    wide: Annotated[tuple[WideHead, ...], OneOrMany] = Field(
        default=(), description="The names of columns that hold one period each, such as TOTAAL{year}."
    )
