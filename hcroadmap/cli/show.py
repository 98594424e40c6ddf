"""`hcroadmap show`: one indicator, activity or action line."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from hcroadmap.cli.options import AsOf, Directory, Lang, Method, Output, format_option, names, today
from hcroadmap.cli.output import deliver, page_of, refuse
from hcroadmap.cli.project import open_roadmap
from hcroadmap.render.formats import SHOW_SUFFIXES, ShowFormat

Name = Annotated[
    str,
    typer.Argument(metavar="ID", help="An indicator, action line or activity.", show_default=False,
                   autocompletion=names("thing")),
]  # fmt: skip


def show(
    name: Name,
    directory: Directory = None,
    as_of: AsOf = None,
    method: Method = None,
    full: Annotated[bool, typer.Option("--full", help="Show everything behind the answer.")] = False,
    format: Annotated[ShowFormat | None, format_option(ShowFormat, "text")] = None,  # noqa: A002  # the option's name
    lang: Lang = None,
    output: Output = None,
) -> None:
    """Show one indicator on one screen: the answer, a chart, why, how sure that is, and who is next.

    Examples:
      hcroadmap show centra-capacity --as-of 2019-12-31
      hcroadmap show centra-capacity --full
      hcroadmap show internationalisation

    With --full, and always as Markdown or JSON, it has everything: the whole arithmetic, other readings, choices,
    figures, activities and sources. The id of an action line gives its sheet for a meeting, the id of an activity
    its wording, history and register.
    """
    from hcroadmap.assess.assessment import assess
    from hcroadmap.model.diagnostic import expected
    from hcroadmap.render.show import by_id

    roadmap = open_roadmap(directory)
    names = [*roadmap.indicators, *roadmap.action_lines, *roadmap.activities]
    if name not in names:
        refuse(f"no indicator, action line or activity is called “{name}”", expected(name, names))
    report = assess(roadmap, as_of or today(), method)
    chosen = format or (SHOW_SUFFIXES.get(output.suffix) if output else None) or ShowFormat.TEXT
    page = page_of(sys.stdout, lang or roadmap.settings.language)
    if chosen is not ShowFormat.TEXT or (output is not None and str(output) != "-"):
        page = page.for_file()
    text = by_id.render(name, report, chosen, page, full=full)
    deliver(text, output, exact=chosen is not ShowFormat.TEXT)
