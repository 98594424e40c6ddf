"""`hcroadmap show`: one indicator, activity or action line."""

from typing import Annotated

import typer

from hcroadmap.assess.assessment import assess
from hcroadmap.cli import options
from hcroadmap.cli.options import argument, choose_format, names, read_since, today
from hcroadmap.cli.output import deliver, page_for
from hcroadmap.cli.project import known, open_roadmap
from hcroadmap.render.formats import ShowFormat, show_text


def show(
    name: Annotated[
        str, argument(metavar="ID", help="An indicator, action line or activity.", autocompletion=names("thing"))
    ],
    directory: options.Directory = None,
    as_of: options.AsOf = None,
    since: options.Since = None,
    method: options.Method = None,
    full: Annotated[bool, typer.Option("--full", help="Show everything behind the answer.")] = False,
    format: Annotated[ShowFormat | None, options.format_option(ShowFormat)] = None,  # noqa: A002  # the option's name
    lang: options.Lang = None,
    output: options.Output = None,
) -> None:
    """Show one indicator on one screen: the answer, a chart, why, how sure that is, and who is next.

    Examples:
      hcroadmap show centra-capacity --as-of 2019-12-31
      hcroadmap show centra-capacity --full
      hcroadmap show internationalisation --since 2w

    With --full, and always as Markdown, JSON or HTML, it has everything: the whole arithmetic, other readings,
    choices, figures, activities and sources. The id of an action line gives its sheet for a meeting, the id of an
    activity its wording, history and register.
    """
    roadmap = open_roadmap(directory, lang)
    ids = [*roadmap.indicators, *roadmap.action_lines, *roadmap.activities]
    known("indicator, action line or activity", [name], ids)
    day = as_of or today()
    report = assess(roadmap, day, method)._replace(since=read_since(since, day))
    chosen, exact = choose_format(format, output, ShowFormat)
    page = page_for(output, lang or roadmap.settings.language, exact=exact)
    deliver(show_text(name, report, chosen, page, full=full), output, exact=exact)
