"""Options that several commands share, each with its help in one place; the only place that asks for the time."""

import os
import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import typer

from hcroadmap.cli.output import refuse
from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.period import DAY_FORMS, PeriodKind, parse_day, parse_period
from hcroadmap.model.vocabulary import Language, MethodName

SUFFIXES = {
    ".json": ("json",), ".csv": ("csv",), ".md": ("md",), ".markdown": ("md",), ".qmd": ("md",),
    ".tsv": ("plain",), ".txt": ("table", "text", "md"), ".prom": ("openmetrics",),
    ".html": ("html",), ".htm": ("html",), ".docx": ("docx",),
}  # fmt: skip
"""The formats of a file by its suffix; a command takes the first that it has."""
PRINT = "write a web page, -o page.html, and print it: chromium --headless --print-to-pdf=page.pdf page.html"
NEAR_DAYS = {"today": 0, "yesterday": 1, "vandaag": 0, "gisteren": 1}
"""How long ago the days are that have a name."""
FailOn = Literal["warning", "critical"]
"""The least severity that makes a command fail."""


def today() -> date:
    """Today, on the wall."""
    return date.today()  # noqa: DTZ011  # the day on the wall is meant


def moment() -> int:
    """Now, in seconds since 1970; SOURCE_DATE_EPOCH makes it reproducible."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(fixed) if re.fullmatch(r"[0-9]{1,18}", fixed) else int(time.time())


def one_of(words: Iterable[str]) -> str:
    """The words that an option takes, in its help: “text, json or github”."""
    *others, last = map(str, words)
    return f"{', '.join(others)} or {last}"


def names(kind: str) -> Callable[[typer.Context], list[str]]:
    """Completion of the project's names of a kind, which `completion` knows."""

    def complete(context: typer.Context) -> list[str]:
        from hcroadmap.cli.completion import names_of  # noqa: PLC0415  # reads projects; --help does not

        return names_of(kind, context)

    return complete


def read_day(text: str) -> date:
    """A day from the command line, or the last day of a month, quarter or year; “yesterday” is for crontabs."""
    if text.strip().casefold() in NEAR_DAYS:
        return today() - timedelta(days=NEAR_DAYS[text.strip().casefold()])
    try:
        return parse_day(text)
    except Mistake as mistake:
        with suppress(Mistake):
            return parse_period(text).end
        raise typer.BadParameter(f"{mistake.message}; {mistake.hint}") from None


def read_since(text: str | None, as_of: date) -> date | None:
    """The day since which changes count: a day, or 7d or 2w before the as-of day.

    A later day is refused: nothing can have changed since then, so a typing error would silence a check for good.
    """
    if text is None:
        return None
    if match := re.fullmatch(r"(\d{1,4})([dw])", text.strip(), re.ASCII):
        days = int(match[1]) * (7 if match[2] == "w" else 1)
        return as_of - timedelta(days=min(days, as_of.toordinal() - 1))
    try:
        day = read_day(text)
    except typer.BadParameter as error:
        message, _, hint = error.message.rpartition("; ")
        ways = "write a day, 2019-09-30, or how long ago it is, 7d or 2w."
        refuse(f"--since: {message}", ways if hint == DAY_FORMS else hint)
    if day > as_of:
        refuse(f"--since {day} lies after {as_of}, the day looked from", "write an earlier day, or 7d or 2w ago.")
    return day


def read_quarter(text: str) -> date:
    """The last day of a quarter that is given on the command line, or today while it runs."""
    period = None
    with suppress(Mistake):
        period = parse_period(text)
    if period is None or period.kind is not PeriodKind.QUARTER:
        raise typer.BadParameter(f"“{text}” is not a quarter; write it as 2019-Q3.")
    if period.begin > today():
        raise typer.BadParameter(f"{period} has not begun; give the running quarter or an earlier one.")
    return min(period.end, today())


def quarters(incomplete: str) -> list[str]:
    """Completion of quarters: those of the year that is typed, else the last eight; none that has not begun."""
    newest = today().year * 4 + (today().month - 1) // 3
    year = re.match(r"[0-9]{4}", incomplete)
    first = int(year[0]) * 4 if year else newest - 7
    return [f"{number // 4}-Q{number % 4 + 1}" for number in range(first, min(first + 7, newest) + 1)]


def choose_format(given: str | None, output: Path | None, kind: object) -> tuple[Any, bool]:
    """The format of a kind that was asked for, else that of the file's suffix, else the first.

    Also says whether it is for programs, as all but the first are: then every byte counts. A suffix that none of
    the formats has is refused, and a PDF even where the format was asked for: the file would not be what it says.
    """
    formats = get_args(kind)
    suffix = output.suffix.lower() if output else ""
    fitting = [name for name in SUFFIXES.get(suffix, ()) if name in formats]
    if suffix == ".pdf" or (suffix and not (fitting or given)):
        known = [ending for ending, names in SUFFIXES.items() if not set(names).isdisjoint(formats)]
        hint = f"end it in {one_of(known)}, or name the format."
        hint = PRINT if suffix == ".pdf" and "html" in formats else hint
        refuse(f"no format is written as {suffix}: {output}", hint)
    chosen = given or (fitting[0] if fitting else formats[0])
    return chosen, chosen != formats[0]


Names = list[str] | None
argument = partial(typer.Argument, show_default=False)
shown = partial(typer.Option, rich_help_panel="What to show")
judged = partial(typer.Option, rich_help_panel="How to judge")
written = partial(typer.Option, rich_help_panel="How to write it")
"""Options in the groups of the help that several commands have."""
day_option = partial(typer.Option, parser=read_day, metavar="DATE")
quarter_option = partial(typer.Option, parser=read_quarter, metavar="QUARTER", autocompletion=quarters)


def read_pairs(option: str, texts: Iterable[str] | None, example: str) -> dict[str, list[str]]:
    """Texts such as `level=hbo` by what stands before the mark; spaces around either part do not count."""
    pairs: dict[str, list[str]] = {}
    for text in texts or ():
        name, mark, wanted = text.partition("=")
        if not (mark and name.strip()):
            refuse(f"{option} takes NAME=TEXT, not “{text}”", f"write {option} {example}.")
        pairs.setdefault(name.strip(), []).append(wanted.strip())
    return pairs


def format_option(kind: object) -> Any:
    """`--format`, of a command whose file may choose it by its suffix."""
    formats = get_args(kind)
    sentence = f"The format: {one_of(formats)}. Default: the file's, else {formats[0]}."
    return written("--format", metavar="FORMAT", help=sentence)


def only(option: str, metavar: str, what: str, kind: str = "") -> Any:
    """An option that selects by name; the shell completes the names of the kind."""
    return shown(
        option, metavar=metavar, help=f"Only this {what}; repeatable.", autocompletion=names(kind or what)
    )


Directory = Annotated[
    Path | None,
    typer.Option("-C", "--dir", metavar="DIR", help="The project directory, if not the one around this folder."),
]
AsOf = Annotated[
    date | None,
    day_option(
        envvar="HCROADMAP_AS_OF",
        help="Look from this day: 2019-12-31, yesterday, or 2019-Q4 or 2019 for its last day. Default: today.",
    ),
]
Lang = Annotated[
    Language | None,
    written(envvar="HCROADMAP_LANG", help="The language to write in. Default: that of the project."),
]
Output = Annotated[
    Path | None,
    written("-o", "--output", metavar="FILE", help="Write to this file; its suffix chooses the format."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print what would be added, but write nothing.")]
OutputFile = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")]
Method = Annotated[
    MethodName | None,
    judged(metavar="METHOD", help=f"Judge by another method than the project's: {one_of(MethodName)}."),
]
ActionLines = Annotated[Names, only("--action-line", "ID", "action line")]
Indicators = Annotated[Names, only("--indicator", "ID", "indicator")]
Since = Annotated[
    str | None, shown(metavar="DATE", help="Say what changed since this day: 2019-09-30, or 7d or 2w ago.")
]
