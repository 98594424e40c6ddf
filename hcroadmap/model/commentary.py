"""What people say about the figures: explanations for a quarter, and findings they take note of for a while."""

from datetime import date, timedelta
from typing import NamedTuple

from hcroadmap.model.fields import Day, Id, Line, Wording
from hcroadmap.model.period import Period, last_day
from hcroadmap.model.record import Field, Record


class Explanation(Record):
    """Why a figure is as it is; `measure` and `who` say what is done about it."""

    text: Wording
    author: Line | None = None
    measure: Wording | None = None
    who: Line | None = None


class Acknowledgement(Record):
    """A finding that somebody knows of: it does not count until the day after `until`."""

    owner: Line
    reason: Wording
    until: Day


class CommentaryFile(Record):
    """`config/commentary/2019-Q3.yaml`: the explanations and acknowledgements of one quarter."""

    explanations: dict[Id, Explanation] = Field(default_factory=dict)
    acknowledgements: dict[Id, Acknowledgement] = Field(default_factory=dict)


class Commentary(NamedTuple):
    """One file of commentary and the quarter it is named after."""

    path: str
    quarter: Period
    content: CommentaryFile

    @property
    def first_day(self) -> date:
        """The day on which the quarter begins: nothing in the file was said before."""
        month = self.quarter.end.month - 3
        return last_day(self.quarter.year, month) + timedelta(days=1) if month else date(self.quarter.year, 1, 1)
