"""Which downloaded files are read and how their rows become observations: `config/sources.yaml`."""

from typing import Annotated, ClassVar, Self

from hcroadmap.model.fields import Day, Id, Line, Number, OneOrMany, Truth, reading
from hcroadmap.model.foreign_number import Mark
from hcroadmap.model.foreign_period import Calendar, Label, PeriodRule
from hcroadmap.model.observation import parse_flags
from hcroadmap.model.record import Field, Record

Flags = Annotated[str, reading(parse_flags)]


class Rows(Record):
    """Which figures of a file are meant."""

    where: dict[Line, Annotated[tuple[Line, ...], OneOrMany]] = Field(default_factory=dict)
    """The text, or one of the texts, that each column must hold, such as {geo: NL}."""
    value: Line | None = None
    """The column of the figure, where a row holds several."""


class Column(Record):
    """A member of a dimension that stands in a column."""

    column: Line
    """The column that holds the member."""
    members: dict[Line, Line] = Field(default_factory=dict)
    """What its texts are called in targets.yaml, such as {HBO: hbo}."""


class Extract(Rows):
    """How rows become observations of one indicator.

    One row a period, or with `sum` all of them added up. A share gives `numerator` and `denominator`.
    Any further key is a dimension of the indicator: its member, or the column that holds it.
    """

    extra_keys: ClassVar[bool] = True
    __pydantic_extra__: dict[str, Line | Column]

    indicator: Id
    """The id of the indicator of which the figures are."""
    definition: Id | None = None
    """The id of their definition, if not the indicator's own."""
    sum: Truth = False
    """Are all rows of one period added up?"""
    numerator: Rows | None = None
    """The rows whose sum is the part, of a share."""
    denominator: Rows | None = None
    """The rows whose sum is the whole, of a share; {} for all."""
    factor: Number | None = None
    """What every figure is multiplied by, such as 1000."""
    status: Flags = ""
    """SDMX letters for all of them: P provisional, E estimated, M missing."""
    note: Line | None = None
    """A remark about them."""

    @property
    def dimensions(self) -> dict[str, str | Column]:
        """The members that are given, by dimension."""
        return dict(self.__pydantic_extra__)

    def with_columns(self, columns: dict[str, Column], value: str | None) -> Self:
        """A copy with members from columns, and the column of the figures."""
        chosen = self.model_copy(update={"value": value})
        object.__setattr__(chosen, "__pydantic_extra__", {**self.dimensions, **columns})
        return chosen


class Source(Record):
    """One downloaded file, inside the project.

    A supplier's file is known by its header. A plain table needs a `layout`, or the columns `period` and `value`.
    """

    file: Line
    """The file inside the project, counted from the folder config."""
    layout: Id | None = None
    """Read by config/layouts/NAME.yaml; without it the file is known by its header."""
    sheet: Line | None = None
    """The sheet of a workbook."""
    period: Line | None = None
    """The column of the periods, in a plain table."""
    value: Line | None = None
    """The column of the figures, in a plain table."""
    decimal: Mark | None = None
    """The decimal mark, where the file leaves it open."""
    study_year: Label | None = None
    """Years are study years, named by their first or last year."""
    published: Day | None = None
    """The day on which its figures became known, such as 2020-03-01."""
    publisher: Line | None = None
    """Who published it."""
    url: Line | None = None
    """The address from which it was downloaded."""
    note: Line | None = None
    """A remark about it."""
    observations: tuple[Extract, ...] = ()
    """What becomes of its rows."""

    @property
    def rule(self) -> PeriodRule | None:
        """What its years are, if that is said."""
        return PeriodRule(Calendar.STUDY_YEAR, self.study_year) if self.study_year else None


class SourcesFile(Record):
    """`config/sources.yaml`: the downloaded files that are read."""

    sources: tuple[Source, ...] = ()
    """The files, and what becomes of their rows."""
