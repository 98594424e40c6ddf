"""`hcroadmap activities`: what is to be done, by whom and when, and how far it is; `update` reports on one."""

import re
import sys
from datetime import date
from typing import Annotated

import typer

from hcroadmap.assess.activities import agenda
from hcroadmap.cli import options
from hcroadmap.cli.options import argument, choose_format, day_option, names, one_of, only, shown, today
from hcroadmap.cli.output import deliver, page_for, page_of, refuse
from hcroadmap.cli.project import adding_to, known, locate, open_roadmap
from hcroadmap.model.activity import Activity
from hcroadmap.model.vocabulary import ActivityState, Language
from hcroadmap.read.files.insertion import insertion
from hcroadmap.read.files.text import LINE_END, decode_text
from hcroadmap.render.formats import AgendaFormat, agenda_text
from hcroadmap.render.language.page import Page, visible
from hcroadmap.render.language.words import capitalised, words
from hcroadmap.write.append import spliced

ACTIVITIES = "config/activities.yaml"
ALSO = {"loopt": "running", "gestart": "running", "gereed": "done", "afgerond": "done", "gestopt": "dropped"}
"""What Dutch reports call a state besides the words of our own pages."""


def activities(
    context: typer.Context,
    directory: options.Directory = None,
    as_of: options.AsOf = None,
    action_line: options.ActionLines = None,
    owner: Annotated[options.Names, only("--owner", "NAME", "owner's", "owner of activities")] = None,
    overdue: Annotated[bool, shown("--overdue", help="Only what is past its due day.")] = False,
    format: Annotated[AgendaFormat | None, options.format_option(AgendaFormat)] = None,  # noqa: A002  # the option's name
    lang: options.Lang = None,
    output: options.Output = None,
) -> None:
    """Show the activities of each action line: what, who, due, state and count; overdue first.

    Examples:
      hcroadmap activities
      hcroadmap activities --owner Werkgroep --overdue

    What was reported after the as-of day is not known yet. One activity in full: hcroadmap show ID.
    """
    if context.invoked_subcommand is not None:
        return
    roadmap = open_roadmap(directory, lang)
    if not roadmap.activities:
        refuse("no activity is declared", "declare some in config/activities.yaml.")
    owners = dict.fromkeys(name for activity in roadmap.activities.values() for name in activity.owners)
    content = agenda(roadmap, as_of or today()).select(
        action_lines=known("action line", action_line, roadmap.action_lines),
        owners=known("owner", owner, owners),
        overdue=overdue,
    )
    if not content.standings and not overdue:
        refuse("nothing is selected: no activity fits all of these options")
    chosen, exact = choose_format(format, output, AgendaFormat)
    page = page_for(output, lang or roadmap.settings.language, exact=exact)
    deliver(agenda_text(chosen, content, page), output, exact=exact)


def _read_count(text: str) -> int:
    """A whole number of things; typer would refuse others in pydantic's words."""
    if re.fullmatch(r"[0-9]{1,9}", text.strip()):
        return int(text)
    raise typer.BadParameter(f"“{text}” is not a count; write a whole number: 3.")


def _read_state(text: str) -> ActivityState:
    """A state by its name in our files, or in a language as `activities` shows it."""
    wanted = ALSO.get(text.strip().casefold(), text.strip().casefold())
    for state in ActivityState:
        if wanted in (state, *(words(language)(f"state.{state}") for language in Language)):
            return state
    choices = ", ".join(f"'{state}'" for state in ActivityState)
    raise typer.BadParameter(f"'{text}' is not one of {choices}.")


def _quoted(text: str) -> str | None:
    """A text as YAML writes it between quotation marks, on one line; `None` for nothing."""
    escaped = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if escaped else None


def update(
    activity: Annotated[str, argument(metavar="ID", help="The activity.", autocompletion=names("activity"))],
    directory: options.Directory = None,
    state: Annotated[
        ActivityState | None,
        typer.Option(
            parser=_read_state,
            metavar="STATE",
            help=f"How far it is: {one_of(ActivityState)}; in Dutch too: klaar, bezig. Default: as before.",
            autocompletion=names("state"),
        ),
    ] = None,
    count: Annotated[
        int | None, typer.Option(parser=_read_count, metavar="NUMBER", help="How many there are so far.")
    ] = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="A remark on it.")] = "",
    source: Annotated[str, typer.Option(metavar="TEXT", help="Where it was reported.")] = "",
    on: Annotated[date | None, day_option(help="The day that it is about. Default: today.")] = None,
    dry_run: options.DryRun = False,
) -> None:
    """Append a dated update to an activity, after checking the whole project with it.

    Examples:
      hcroadmap activities update ft-exchange \\
        --state running --count 1
      hcroadmap activities update ft-exchange \\
        --state done --on 2016-12-31 --note "All three."

    Comments and layout of config/activities.yaml stay as they are.
    """
    day = on or today()
    if day > today():
        refuse(f"{day} lies in the future", "write an update once it has happened.")
    if state is None and count is None and not note.strip():
        refuse("there is nothing to report", "give --state, --count or --note.")
    remark = " ".join(note.split())
    with adding_to(locate(directory), ACTIVITIES, dry_run=dry_run) as addition:
        before = addition.roadmap.activities
        known("activity", [activity], before)
        reached = state or before[activity].state_on(day)
        if reached is ActivityState.UNREPORTED and state is None:
            refuse("nothing was reported on this activity before", "say how far it is with --state.")
        for other in before[activity].updates:
            told = other.note.in_language("en") if other.note else ""
            if (other.on, other.state, other.count, told) == (day, reached, count, remark):
                refuse(f"this update of {day} is there already", "report only what is new.")
        fields = {"on": day, "state": reached, "count": count, "note": _quoted(remark), "source": _quoted(source)}
        fields["recorded"] = today() if day != today() else None
        given = [f"{name}: {value}" for name, value in fields.items() if value is not None]
        entry = f"{{{', '.join(given)}}}"
        text, _ = decode_text(addition.content, ACTIVITIES)
        place = insertion(text.text, activity) if text else None
        if place is None:
            reason = f"the updates of “{activity}” are an alias of something else"
            refuse(reason, "write them out in the file first.")
        line = len(LINE_END.findall(text.text[: place.at] + place.before)) + 1 if text else 1
        content = spliced(addition.content, place.at, f"{place.before}{entry}{place.after}")
        after = addition.check(content)[0].activities
        changed = [name for name in after if before[name] != after[name]]  # an anchor may lend updates to others
        if changed != [activity] or len(after[activity].updates) != len(before[activity].updates) + 1:
            refuse(f"{ACTIVITIES} is written in a way that cannot be added to", "add the update by hand.")
        addition.write(content)
    page = page_of(sys.stdout, addition.page.language)
    outcome = page.words(f"findings.{'not_written' if dry_run else 'written'}", line=line, path=ACTIVITIES)
    sentence = _in_words(before[activity], after[activity], day, page)
    typer.echo(f"{sentence}\n{visible(f'{activity}: {entry}')}\n{capitalised(outcome)}.")


def _in_words(before: Activity, after: Activity, day: date, page: Page) -> str:
    """How far an activity is on a day now that it was reported, and how far it was before."""
    words, done, target, counted = page.words, after.count_on(day), after.target, ""
    if done is not None:
        number = done if target is None else words("agenda.count", count=done, target=target)
        counted = f", {number} {page.text(after.count.unit if after.count else None)}".rstrip()
    state, former = (words(f"state.{one.state_on(day)}") for one in (after, before))
    told = {"title": page.text(after.title), "day": page.day(day), "state": state, "count": counted}
    return words("recorded.activity", before=former, **told)
