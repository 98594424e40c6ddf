"""Downloaded files: which are read (config/sources.yaml), and how each is laid out (config/layouts/NAME.yaml)."""

import re
from enum import StrEnum
from typing import Annotated, NamedTuple, Self

from pydantic import ConfigDict, Field
from typing_extensions import TypeAliasType

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.fields import (
    Day,
    Form,
    Id,
    Line,
    Number,
    OneOrMany,
    Record,
    Truth,
    Whole,
    Wording,
    optional,
    reading,
)
from hcroadmap.model.observation import Flags
from hcroadmap.model.period import PeriodKind

_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", ",": ",", ";": ";", "\t": "\t"}
YEAR, ANY_PERIOD = "{year}", r"(\S*\d{4}.*|.*\d{4}\S*)"
"""What stands for a period in the name of a column, and the pattern of what it may be."""


class Encoding(StrEnum):
    """How a supplier's bytes become text; `auto` is byte order mark, strict UTF-8, Windows-1252."""

    AUTO = "auto"
    UTF_8 = "utf-8"
    CP1252 = "cp1252"
    UTF_16 = "utf-16"


class Mark(StrEnum):
    """What stands before the decimals."""

    POINT = "point"
    COMMA = "comma"


class Label(StrEnum):
    """By which of its two years a study year is called."""

    START = "start"
    END = "end"


class Calendar(StrEnum):
    """What the years of a table are."""

    CALENDAR = "calendar"
    STUDY_YEAR = "study_year"


class PeriodRule(NamedTuple):
    """How a table's periods are meant: `calendar` where nothing is declared."""

    calendar: Calendar = Calendar.CALENDAR
    label: Label = Label.START


CALENDAR_YEARS = PeriodRule()


def _delimiter(text: str) -> str:
    if text in _DELIMITERS:
        return _DELIMITERS[text]
    raise Mistake("bad-choice", f"{quoted(text)} is not a delimiter", "write comma, semicolon or tab.")


def _wide(text: str) -> re.Pattern[str]:
    """`TOTAAL{year}` as a pattern for heads; what stands for the period is its only group."""
    before, year, after = text.partition(YEAR)
    if year and YEAR not in after:
        return re.compile(f"{re.escape(before)}{ANY_PERIOD}{re.escape(after)}")
    hint = f"write {YEAR} where the year stands, such as TOTAAL{YEAR}."
    raise Mistake("bad-value", f"{quoted(text)} says not once where the year stands", hint)


_DELIMITER: Form = {"description": "The character between two cells.", "enum": list(_DELIMITERS)}
_WIDE: Form = {
    "description": f"A name with {YEAR} where the year, or any other period, stands.",
    "type": "string",
    "pattern": r"\{year\}",
    "patternErrorMessage": f"write {YEAR} where the year stands.",
    "examples": [f"TOTAAL{YEAR}"],
}
_CELL: Form = {"type": ["string", "number", "boolean", "null"], "description": 'A cell; "" for an empty one.'}

Delimiter = TypeAliasType("Delimiter", Annotated[str, reading(_delimiter, _DELIMITER)])
WideHead = TypeAliasType("WideHead", Annotated[re.Pattern[str], reading(_wide, _WIDE)])
Cell = TypeAliasType("Cell", Annotated[str, reading(str.strip, _CELL)])
Lines = Annotated[tuple[Line, ...], OneOrMany]


class PeriodColumn(Record):
    """The column of the periods, and what its years are."""

    column: Lines = optional(
        "The column of the periods, or several that are read as one text, such as [Year, Quarter].", ()
    )
    kind: Calendar = optional("What the years of the table are.", Calendar.CALENDAR)
    label: Label = optional("By which of its two years a study year is called.", Label.START)

    @property
    def rule(self) -> PeriodRule:
        """How its texts are read."""
        return PeriodRule(self.kind, self.label)


class StatusColumn(Record):
    """The column of the flags beside the figures."""

    column: Lines = Field(description="The column of the flags, or several.")
    words: dict[Line, Flags] = optional(
        "Its words as SDMX letters, such as {Break in series: B}; the usual ones are known.", dict
    )


class Layout(Record):
    """One supplier's CSV: its figures stand in the columns `value`, or one per year in the columns `wide`."""

    title: Wording | None = optional("What the layout is called.")
    delimiter: Delimiter | None = optional("What stands between cells; without it the file decides.")
    encoding: Encoding = optional("How its bytes become text.", Encoding.AUTO)
    decimal: Mark | None = optional("The decimal mark; without it the figures decide.")
    header: Annotated[tuple[Whole, ...], OneOrMany] = optional(
        "The line with the names of the columns; several where heads stand above heads.", (1,)
    )
    footer: Lines = optional("How the first line below the table begins, such as Source:.", ())
    missing: Lines = optional("What stands for no figure, such as x or n.a.", ())
    suppressed: Lines = optional("What stands for a count from 1 to 4 that is hidden, such as <5.", ())
    status: StatusColumn | None = optional("The column of the flags beside the figures.")
    multiplier: Line | None = optional("The column that says in what the figures are counted, such as Thousands.")
    columns: dict[Line, Line] = optional("Your own names for columns, such as {croho: CROHO ONDERDEEL}.", dict)
    period: PeriodColumn = optional(
        "The column of the periods, and what its years are.", PeriodColumn.model_construct()
    )
    value: Lines = optional("The columns of the figures.", ())
    wide: Annotated[tuple[WideHead, ...], OneOrMany] = optional(
        "The names of columns that hold one period each, such as TOTAAL{year}.", ()
    )


class Rows(Record):
    """Which figures of a file are meant."""

    where: dict[Line, Annotated[tuple[Cell, ...], OneOrMany]] = optional(
        'The text, or one of the texts, that each column must hold, such as {geo: NL, sex: ""}.', dict
    )
    value: Lines = optional("The column of the figure, where a row has several; of more than one, their sum.", ())


class Column(Record):
    """A member of a dimension that stands in a column."""

    column: Line = Field(description="The column that holds the member.")
    members: dict[Cell, Line] = optional("What its texts are called in targets.yaml, such as {HBO: hbo}.", dict)


class Extract(Rows):
    """How rows become observations of one indicator.

    One row a period, or with `sum` all of them added up. A share gives `numerator` and `denominator`.
    Any further key is a dimension of the indicator: its member, or the column that holds it.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Line | Column] = Field(init=False)

    indicator: Id = Field(description="The id of the indicator of which the figures are.")
    definition: Id | None = optional("The id of their definition, if not the indicator's own.")
    sum: Truth = optional("Are all rows of one period added up?", False)
    numerator: Rows | None = optional("The rows whose sum is the part, of a share.")
    denominator: Rows | None = optional("The rows whose sum is the whole, of a share; {} for all.")
    factor: Number | None = optional("What every figure is multiplied by, such as 1000.")
    status: Flags = optional("SDMX letters for all of them: P provisional, E estimated, M missing.", "")
    note: Line | None = optional("A remark about them.")

    @property
    def dimensions(self) -> dict[str, str | Column]:
        """The members that are given, by dimension."""
        return dict(self.__pydantic_extra__)

    def with_columns(self, columns: dict[str, Column], value: str | None) -> Self:
        """A copy with members from columns, and the column of the figures."""
        return self.model_copy(update={"value": (value,) if value else self.value, **columns})


class Source(Record):
    """One downloaded file, inside the project.

    A supplier's file is known by its header. A plain table needs a `layout`, or the columns `period` and `value`.
    """

    file: Line = Field(description="The file inside the project, counted from the folder config.")
    layout: Id | None = optional("Read by config/layouts/NAME.yaml; without it the file is known by its header.")
    sheet: Line | None = optional("The sheet of a workbook.")
    period: Line | None = optional("The column of the periods, in a plain table.")
    value: Line | None = optional("The column of the figures, in a plain table.")
    decimal: Mark | None = optional("The decimal mark, where the file leaves it open.")
    study_year: Label | None = optional("Years are study years, named by their first or last year.")
    kind: PeriodKind | None = optional("The kind of its periods that counts, where it has several; such as year.")
    status: StatusColumn | None = optional("The column of the flags beside the figures.")
    published: Day | None = optional("The day on which its figures became known, such as 2020-03-01.")
    publisher: Line | None = optional("Who published it.")
    url: Line | None = optional("The address from which it was downloaded.")
    note: Line | None = optional("A remark about it.")
    observations: tuple[Extract, ...] = optional("What becomes of its rows.", ())

    @property
    def rule(self) -> PeriodRule | None:
        """What its years are, if that is declared."""
        return PeriodRule(Calendar.STUDY_YEAR, self.study_year) if self.study_year else None


class SourcesFile(Record):
    """`config/sources.yaml`: the downloaded files that are read."""

    sources: tuple[Source, ...] = optional("The files, and what becomes of their rows.", ())
