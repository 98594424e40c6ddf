"""`hcroadmap show`: one indicator in full, or the meeting sheet of an action line."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from hcroadmap.cli.options import AsOf, Directory, Lang, Method, Output
from hcroadmap.cli.output import deliver, page_of, refuse
from hcroadmap.cli.project import open_roadmap, today
from hcroadmap.render.formats import SHOW_SUFFIXES, ShowFormat

Name = Annotated[str, typer.Argument(metavar="ID", help="An indicator or an action line.", show_default=False)]
As = Annotated[ShowFormat | None, typer.Option("--format", help="How to write it. Default: text.")]


def show(
    name: Name,
    directory: Directory = None,
    as_of: AsOf = None,
    method: Method = None,
    format: As = None,  # noqa: A002  # the option's name
    lang: Lang = None,
    output: Output = None,
) -> None:
    """Show one indicator in full: the answer, a chart, the arithmetic, other readings, choices and sources.

    \b
    Examples:
      hcroadmap show centra-capacity --as-of 2019-12-31
      hcroadmap show internationalisation

    With the id of an action line: its sheet for a meeting, on one page.
    """
    from hcroadmap.assess.assessment import assess
    from hcroadmap.model.diagnostic import expected
    from hcroadmap.render import show as pages

    roadmap = open_roadmap(directory)
    if name not in roadmap.indicators and name not in roadmap.action_lines:
        names = [*roadmap.indicators, *roadmap.action_lines]
        refuse(f"no indicator or action line is called “{name}”", expected(name, names))
    report = assess(roadmap, as_of or today(), method)
    chosen = format or (SHOW_SUFFIXES.get(output.suffix) if output else None) or ShowFormat.TEXT
    page = page_of(sys.stdout, lang or roadmap.settings.language)
    if chosen is not ShowFormat.TEXT or (output is not None and str(output) != "-"):
        page = page.for_file()
    deliver(pages.render(name, report, chosen, page), output, colour=page.colour, exact=chosen is not ShowFormat.TEXT)

