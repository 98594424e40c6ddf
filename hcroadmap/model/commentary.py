"""What people say about the figures: explanations for a quarter, and findings they take note of for a while."""

from datetime import date
from typing import NamedTuple

from pydantic import Field

from hcroadmap.model.fields import Day, Id, Line, Record, Wording, optional
from hcroadmap.model.period import Period


class Explanation(Record):
    """Why a figure is as it is; `measure` and `who` say what is done about it."""

    text: Wording = Field(description="Why the figure is as it is.")
    author: Line | None = optional("Who says so.")
    measure: Wording | None = optional("What is done about it.")
    who: Line | None = optional("Who does it.")


class Acknowledgement(Record):
    """A finding that somebody knows of: it does not count until the day after `until`."""

    owner: Line = Field(description="Who knows of it.")
    reason: Wording = Field(description="Why nothing needs to be done now.")
    until: Day = Field(description="The last day on which it does not count in check, such as 2020-03-31.")


class CommentaryFile(Record):
    """`config/commentary/2019-Q3.yaml`: the explanations and acknowledgements of one quarter."""

    explanations: dict[Id, Explanation] = optional("Explanations, by the id of the indicator.", dict)
    acknowledgements: dict[Id, Acknowledgement] = optional(
        "What somebody took note of, by the id of the indicator.", dict
    )


class Commentary(NamedTuple):
    """One file of commentary and the quarter it is named after."""

    path: str
    quarter: Period
    content: CommentaryFile

    @property
    def first_day(self) -> date:
        """The day on which the quarter begins: nothing in the file is older."""
        return self.quarter.begin
