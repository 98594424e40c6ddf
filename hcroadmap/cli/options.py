"""Options that several commands share, each with its help in one place."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hcroadmap.cli.output import refuse
from hcroadmap.model.vocabulary import Language, MethodName


class FailOn(StrEnum):
    """From which severity a command other than `check` fails."""

    WARNING = "warning"
    CRITICAL = "critical"


def names(kind: str) -> Callable[[typer.Context], list[str]]:
    """What lets a shell complete the names of a kind that the project knows: a key of `completion.KINDS`."""

    def complete(context: typer.Context) -> list[str]:
        from hcroadmap.cli.completion import names_of

        return names_of(kind, context)

    return complete


def read_day(text: str) -> date:
    """A day, or the last day of a month, quarter or year, from the command line."""
    from hcroadmap.model.diagnostic import Mistake

    try:
        return _day(text)
    except Mistake as mistake:
        raise typer.BadParameter(f"{mistake.message}; {mistake.hint}") from None


def _day(text: str) -> date:
    """The same.

    Raises:
        Mistake: `bad-date`.
    """
    from hcroadmap.model.diagnostic import Mistake
    from hcroadmap.model.period import parse_day, parse_period

    try:
        return parse_day(text)
    except Mistake as mistake:
        try:
            return parse_period(text).end
        except Mistake:
            raise mistake from None


def read_since(text: str | None, as_of: date) -> date | None:
    """The day from which changes are of interest: a day, or 7d or 2w before the as-of day.

    A day after it is refused: nothing can have changed since, so that a slip would silence a check for ever.
    """
    from datetime import timedelta

    from hcroadmap.model.diagnostic import Mistake

    if text is None:
        return None
    if match := re.fullmatch(r"(\d{1,4})([dw])", text.strip(), re.ASCII):
        days = int(match[1]) * (7 if match[2] == "w" else 1)
        return as_of - timedelta(days=min(days, as_of.toordinal() - 1))
    try:
        day = _day(text)
    except Mistake as mistake:
        refuse(f"--since: {mistake.message}", "write a day, 2019-09-30, or how long ago it is, 7d or 2w.")
    if day > as_of:
        refuse(f"--since {day} lies after {as_of}, the day looked from", "write an earlier day, or 7d or 2w ago.")
    return day


def read_quarter(text: str) -> date:
    """The last day of a quarter from the command line."""
    from hcroadmap.model.diagnostic import Mistake
    from hcroadmap.model.period import PeriodKind, parse_period

    try:
        period = parse_period(text)
    except Mistake:
        period = None
    if period is None or period.kind is not PeriodKind.QUARTER:
        raise typer.BadParameter(f"“{text}” is not a quarter; write it as 2019-Q3.")
    return period.end


Directory = Annotated[
    Path | None,
    typer.Option(
        "-C", "--dir", metavar="DIR", help="The project directory, instead of the one found upward from here."
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        parser=read_day, metavar="DATE", envvar="HCROADMAP_AS_OF",
        help="Look from this day: 2019-12-31, or 2019-Q4 or 2019 for its last day. Default: today.",
    ),
]  # fmt: skip
Lang = Annotated[Language | None, typer.Option(envvar="HCROADMAP_LANG", help="Speak this language.")]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to a file; its suffix chooses the format."),
]
OutputFile = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.")]
Method = Annotated[MethodName | None, typer.Option(help="Judge by this method instead of the project's.")]
ActionLines = Annotated[
    list[str] | None,
    typer.Option(
        "--action-line", metavar="ID", help="Only this action line.", autocompletion=names("action line")
    ),
]
Indicators = Annotated[
    list[str] | None,
    typer.Option("--indicator", metavar="ID", help="Only this indicator.", autocompletion=names("indicator")),
]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="Say what changed since this day: 2019-09-30, or 7d or 2w ago.")
]
