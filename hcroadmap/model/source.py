"""Downloaded files: which are read (config/sources.yaml), and how each is laid out (config/layouts/NAME.yaml)."""

import re
from enum import StrEnum
from typing import Annotated, NamedTuple, Self

from pydantic import ConfigDict, Field
from typing_extensions import TypeAliasType

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.fields import Day, Id, Line, Number, OneOrMany, Record, Truth, Whole, Wording, reading
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
                "description": f"A name with {YEAR} where the year, or any other period, stands.",
                "type": "string",
                "pattern": r"\{year\}",
                "patternErrorMessage": f"write {YEAR} where the year stands.",
                "examples": [f"TOTAAL{YEAR}"],
            },
        ),
    ],
)


Cell = TypeAliasType(
    "Cell",
    Annotated[
        str,
        reading(
            str.strip,
            {"type": ["string", "number", "boolean", "null"], "description": 'A cell; "" for an empty one.'},
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


class StatusColumn(Record):
    """The column of the flags beside the figures."""

    column: Annotated[tuple[Line, ...], OneOrMany] = Field(description="The column of the flags, or several.")
    words: dict[Line, Flags] = Field(
        default_factory=dict,
        description="Its words as SDMX letters, such as {Break in series: B}; the usual ones are known.",
    )


class Layout(Record):
    """One supplier's CSV: its figures stand in the columns `value`, or one per year in the columns `wide`."""

    title: Wording | None = Field(default=None, description="What the layout is called.")
    delimiter: Delimiter | None = Field(
        default=None, description="What stands between cells; without it the file decides."
    )
    encoding: Encoding = Field(default=Encoding.AUTO, description="How its bytes become text.")
    decimal: Mark | None = Field(default=None, description="The decimal mark; without it the figures decide.")
    header: Annotated[tuple[Whole, ...], OneOrMany] = Field(
        default=(1,), description="The line with the names of the columns; several where heads stand above heads."
    )
    footer: Annotated[tuple[Line, ...], OneOrMany] = Field(
        default=(), description="How the first line below the table begins, such as Source:."
    )
    missing: Annotated[tuple[Line, ...], OneOrMany] = Field(
        default=(), description="What stands for no figure, such as x or n.a."
    )
    suppressed: Annotated[tuple[Line, ...], OneOrMany] = Field(
        default=(), description="What stands for a count from 1 to 4 that is hidden, such as <5."
    )
    status: StatusColumn | None = Field(default=None, description="The column of the flags beside the figures.")
    multiplier: Line | None = Field(
        default=None, description="The column that says in what the figures are counted, such as Thousands."
    )
    columns: dict[Line, Line] = Field(
        default_factory=dict, description="Your own names for columns, such as {croho: CROHO ONDERDEEL}."
    )
    period: PeriodColumn = Field(
        default=PeriodColumn.model_construct(), description="The column of the periods, and what its years are."
    )
    value: Annotated[tuple[Line, ...], OneOrMany] = Field(default=(), description="The columns of the figures.")
    wide: Annotated[tuple[WideHead, ...], OneOrMany] = Field(
        default=(), description="The names of columns that hold one period each, such as TOTAAL{year}."
    )


class Rows(Record):
    """Which figures of a file are meant."""

    where: dict[Line, Annotated[tuple[Cell, ...], OneOrMany]] = Field(
        default_factory=dict,
        description='The text, or one of the texts, that each column must hold, such as {geo: NL, sex: ""}.',
    )
    value: Annotated[tuple[Line, ...], OneOrMany] = Field(
        default=(), description="The column of the figure, where a row holds several; of more than one, their sum."
    )


class Column(Record):
    """A member of a dimension that stands in a column."""

    column: Line = Field(description="The column that holds the member.")
    members: dict[Cell, Line] = Field(
        default_factory=dict, description="What its texts are called in targets.yaml, such as {HBO: hbo}."
    )


class Extract(Rows):
    """How rows become observations of one indicator.

    One row a period, or with `sum` all of them added up. A share gives `numerator` and `denominator`.
    Any further key is a dimension of the indicator: its member, or the column that holds it.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Line | Column] = Field(init=False)

    indicator: Id = Field(description="The id of the indicator of which the figures are.")
    definition: Id | None = Field(
        default=None, description="The id of their definition, if not the indicator's own."
    )
    sum: Truth = Field(default=False, description="Are all rows of one period added up?")
    numerator: Rows | None = Field(default=None, description="The rows whose sum is the part, of a share.")
    denominator: Rows | None = Field(
        default=None, description="The rows whose sum is the whole, of a share; {} for all."
    )
    factor: Number | None = Field(default=None, description="What every figure is multiplied by, such as 1000.")
    status: Flags = Field(
        default="", description="SDMX letters for all of them: P provisional, E estimated, M missing."
    )
    note: Line | None = Field(default=None, description="A remark about them.")

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
    layout: Id | None = Field(
        default=None, description="Read by config/layouts/NAME.yaml; without it the file is known by its header."
    )
    sheet: Line | None = Field(default=None, description="The sheet of a workbook.")
    period: Line | None = Field(default=None, description="The column of the periods, in a plain table.")
    value: Line | None = Field(default=None, description="The column of the figures, in a plain table.")
    decimal: Mark | None = Field(default=None, description="The decimal mark, where the file leaves it open.")
    study_year: Label | None = Field(
        default=None, description="Years are study years, named by their first or last year."
    )
    kind: PeriodKind | None = Field(
        default=None, description="The kind of its periods that counts, where it has several; such as year."
    )
    status: StatusColumn | None = Field(default=None, description="The column of the flags beside the figures.")
    published: Day | None = Field(
        default=None, description="The day on which its figures became known, such as 2020-03-01."
    )
    publisher: Line | None = Field(default=None, description="Who published it.")
    url: Line | None = Field(default=None, description="The address from which it was downloaded.")
    note: Line | None = Field(default=None, description="A remark about it.")
    observations: tuple[Extract, ...] = Field(default=(), description="What becomes of its rows.")

    @property
    def rule(self) -> PeriodRule | None:
        """What its years are, if that is declared."""
        return PeriodRule(Calendar.STUDY_YEAR, self.study_year) if self.study_year else None


class SourcesFile(Record):
    """`config/sources.yaml`: the downloaded files that are read."""

    sources: tuple[Source, ...] = Field(default=(), description="The files, and what becomes of their rows.")
