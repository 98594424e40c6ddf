"""Which downloaded files are read and how their rows become observations: `config/sources.yaml`."""

from typing import Annotated, ClassVar, Self

from hcroadmap.model.fields import Day, Id, Line, Number, OneOrMany, Truth, reading
from hcroadmap.model.foreign_number import Mark
from hcroadmap.model.foreign_period import Calendar, Label, PeriodRule
from hcroadmap.model.observation import parse_flags
from hcroadmap.model.record import Field, Record


class Rows(Record):
    """Which figures of a file are meant: those of rows where each column holds one of its texts.

    `value` names the column of the figure where a row holds several.
    """

    where: dict[Line, Annotated[tuple[Line, ...], OneOrMany]] = Field(default_factory=dict)
    value: Line | None = None


class Column(Record):
    """A member of a dimension that stands in a column; `members` translates its texts."""

    column: Line
    members: dict[Line, Line] = Field(default_factory=dict)


class Extract(Rows):
    """How rows become observations of one indicator.

    One row a period, or with `sum` all of them added up; a share gives `numerator` and `denominator`, which are
    sums. Any further key is a dimension of the indicator: its member, or the column that holds it.
    """

    extra_keys: ClassVar[bool] = True
    __pydantic_extra__: dict[str, Line | Column]

    indicator: Id
    definition: Id | None = None
    sum: Truth = False
    numerator: Rows | None = None
    denominator: Rows | None = None
    factor: Number | None = None
    status: Annotated[str, reading(parse_flags)] = ""
    note: Line | None = None

    @property
    def dimensions(self) -> dict[str, str | Column]:
        """The members that are given, by dimension."""
        return dict(self.__pydantic_extra__)

    def with_columns(self, columns: dict[str, Column], value: str | None) -> Self:
        """The same, with members from columns, and the column of the figures."""
        chosen = self.model_copy(update={"value": value})
        chosen.__pydantic_extra__.update(columns)
        return chosen


class Source(Record):
    """One downloaded file, inside the project; `file` counts from the folder of sources.yaml.

    `published` is the day its figures became known. Without a `layout` the file is known by its header; a plain
    table needs one, or the columns of its `period` and `value`. `study_year` says by which year they are named.
    """

    file: Line
    layout: Id | None = None
    sheet: Line | None = None
    period: Line | None = None
    value: Line | None = None
    decimal: Mark | None = None
    study_year: Label | None = None
    published: Day | None = None
    publisher: Line | None = None
    url: Line | None = None
    note: Line | None = None
    observations: tuple[Extract, ...] = ()

    @property
    def rule(self) -> PeriodRule | None:
        """What its years are, if that is said."""
        return PeriodRule(Calendar.STUDY_YEAR, self.study_year) if self.study_year else None


class SourcesFile(Record):
    """`config/sources.yaml`."""

    sources: tuple[Source, ...] = ()
