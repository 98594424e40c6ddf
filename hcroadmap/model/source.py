"""Which downloaded files are read and how their rows become observations: `config/sources.yaml`."""

from typing import Annotated, Self

from pydantic import ConfigDict, Field

from hcroadmap.model.fields import Day, Id, Line, Number, OneOrMany, Truth
from hcroadmap.model.foreign_number import Mark
from hcroadmap.model.foreign_period import Calendar, Label, PeriodRule
from hcroadmap.model.observation import Flags
from hcroadmap.model.record import Record


class Rows(Record):
    """Which figures of a file are meant."""

    where: dict[Line, Annotated[tuple[Line, ...], OneOrMany]] = Field(
        default_factory=dict,
        description="The text, or one of the texts, that each column must hold, such as {geo: NL}.",
    )
    value: Line | None = Field(default=None, description="The column of the figure, where a row holds several.")


class Column(Record):
    """A member of a dimension that stands in a column."""

    column: Line = Field(description="The column that holds the member.")
    members: dict[Line, Line] = Field(
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
        """The same, with members from columns, and the column of the figures."""
        return self.model_copy(update={"value": value, **columns})


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
    published: Day | None = Field(
        default=None, description="The day on which its figures became known, such as 2020-03-01."
    )
    publisher: Line | None = Field(default=None, description="Who published it.")
    url: Line | None = Field(default=None, description="The address from which it was downloaded.")
    note: Line | None = Field(default=None, description="A remark about it.")
    observations: tuple[Extract, ...] = Field(default=(), description="What becomes of its rows.")

    @property
    def rule(self) -> PeriodRule | None:
        """What its years are, if that is said."""
        return PeriodRule(Calendar.STUDY_YEAR, self.study_year) if self.study_year else None


class SourcesFile(Record):
    """`config/sources.yaml`: the downloaded files that are read."""

    sources: tuple[Source, ...] = Field(default=(), description="The files, and what becomes of their rows.")
