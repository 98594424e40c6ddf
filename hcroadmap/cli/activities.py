"""`hcroadmap activities`: what is to be done, by whom and when, and how far it is."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from hcroadmap.cli.clock import today
from hcroadmap.cli.options import ActionLines, AsOf, Directory, Lang, Output, format_option, owner_option, shown
from hcroadmap.cli.output import deliver, page_of, refuse
from hcroadmap.cli.project import known, open_roadmap
from hcroadmap.render.formats import SUFFIXES, Format, agenda_text


def activities(
    context: typer.Context,
    directory: Directory = None,
    as_of: AsOf = None,
    action_line: ActionLines = None,
    owner: Annotated[list[str] | None, owner_option("owner of activities")] = None,
    overdue: Annotated[bool, shown("--overdue", help="Only what is past its due day.")] = False,
    format: Annotated[Format | None, format_option(Format, "table")] = None,  # noqa: A002  # the option's name
    lang: Lang = None,
    output: Output = None,
) -> None:
    """Show the activities of each action line: what, who, due, state and count; overdue first.

    Examples:
      hcroadmap activities
      hcroadmap activities --owner Werkgroep --overdue

    What was reported after the as-of day is not known yet. One activity in full: hcroadmap show ID.
    """
    from hcroadmap.assess.activities import agenda

    if context.invoked_subcommand is not None:
        return
    roadmap = open_roadmap(directory)
    if not roadmap.activities:
        refuse("no activity is declared", "declare some in config/activities.yaml.")
    names = dict.fromkeys(name for activity in roadmap.activities.values() for name in activity.owners)
    content = agenda(roadmap, as_of or today()).select(
        action_lines=known("action line", action_line, roadmap.action_lines),
        owners=known("owner", owner, names),
        overdue=overdue,
    )
    if not content.standings and not overdue:
        refuse("nothing is selected: no activity fits all of these options")
    chosen = format or (SUFFIXES.get(output.suffix) if output else None) or Format.TABLE
    page = page_of(sys.stdout, lang or roadmap.settings.language)
    if chosen is not Format.TABLE or (output is not None and str(output) != "-"):
        page = page.for_file()
    text = agenda_text(chosen, content, page)
    deliver(text, output, exact=chosen is not Format.TABLE)
