"""The table of commands, what a bare `hcroadmap` shows, and the exit code of every way to end."""

from __future__ import annotations

import inspect
import os
import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from hcroadmap import __version__
from hcroadmap.cli.options import Directory, today
from hcroadmap.cli.output import UNKNOWN, Refused, deliver, page_of, prepare_streams, tell
from hcroadmap.cli.project import language_here, named_directory, project_here

INTERRUPTED = 130
STANDS, FIGURES, START = "Where things stand", "The figures behind it", "Getting started"
COMMANDS = {
    "status": STANDS, "show": STANDS, "activities": STANDS, "report": STANDS, "check": STANDS,
    "validate": FIGURES, "record": FIGURES, "convert": FIGURES,
    "init": START, "schema": START, "help": START,
}  # fmt: skip
"""Each command with its group in `--help`; it is a module of this folder with a function of the same name."""
SUBCOMMANDS = {"activities": ["update"]}
"""Commands below a command, in its module."""
COMPLETION = {"--install-completion", "--show-completion"}
SHARED: dict[str, Any] = {
    "rich_markup_mode": "rich",
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
    "suggest_commands": False,
}


def _without_types(parameters: list[Any]) -> list[Any]:
    """No `<bool>` beside a flag, which typer shows from 0.29 on and which cuts long names at 60 columns."""
    for parameter in parameters:
        if getattr(parameter, "is_flag", False):
            parameter.metavar = ""
    return parameters


class Command(TyperCommand):
    """A command whose help shows flags without a type."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its options and arguments, and `--help`."""
        return _without_types(super().get_params(ctx))


class Group(TyperGroup):
    """A command with commands below it, whose help shows flags without a type."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its own options, and `--help`."""
        return _without_types(super().get_params(ctx))


class Commands(Group):
    """The commands, each imported only when it is asked for: cron pays for `check` alone."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Every command, in the order of the help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """One command, by its full name."""
        del ctx
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.commands[cmd_name] = _command(cmd_name)
        return self.commands.get(cmd_name)


def _command(name: str) -> Any:
    """One command, with the commands below it if there are any."""
    single = typer.Typer(name=name, add_completion=False, **SHARED)
    module = import_module(f"hcroadmap.cli.{name}")
    function = getattr(module, name)
    shown: dict[str, Any] = {"help": help_text(function), "rich_help_panel": COMMANDS[name]}
    if name in SUBCOMMANDS:
        single.callback(cls=Group, invoke_without_command=True, **shown)(function)
    else:
        single.command(name, cls=Command, **shown)(function)
    for other in SUBCOMMANDS.get(name, ()):
        function = getattr(module, other)
        single.command(other, cls=Command, help=help_text(function))(function)
    return typer.main.get_command(single)


def help_text(function: Callable[..., Any]) -> str:
    """A docstring as rich shows it best: prose as wide as the window, examples with their line breaks."""
    first, *others = inspect.cleandoc(function.__doc__ or "").split("\n\n")
    laid_out = [part if "\n  " in part else part.replace("\n", " ") for part in others]
    return "\n\n".join([first, *(f"[not dim]{part}[/]" for part in laid_out)])


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hcroadmap {__version__}")
        raise typer.Exit


def hcroadmap(
    context: typer.Context,
    directory: Directory = None,
    version: Annotated[
        bool, typer.Option("-V", "--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Monitor policy targets: what was promised, what was measured, and where each goal stands.

    Examples:
      hcroadmap status
      hcroadmap show stay-rate

    Without a command: where the project stands, and what to do next.
    """
    del version
    if directory is not None:
        given = {"directory": directory}
        context.default_map = {name: given | dict.fromkeys(SUBCOMMANDS.get(name, ()), given) for name in COMMANDS}
    if context.invoked_subcommand is None:
        _orient(directory)


def _orient(directory: Path | None) -> None:
    """Answer a bare `hcroadmap`: is there a project, how does it stand, and which command comes next?"""
    from hcroadmap.assess.assessment import assess
    from hcroadmap.model.vocabulary import Language
    from hcroadmap.read.files.access import ProjectNotFound
    from hcroadmap.read.load import load
    from hcroadmap.render.manual import orientation

    asked = os.environ.get("HCROADMAP_LANG")
    page = page_of(sys.stdout, asked if asked in set(Language) else language_here(directory))
    try:
        project = project_here(directory)
    except ProjectNotFound:
        named = named_directory(directory)
        deliver(orientation.without_project(named or Path.cwd(), page, upward=named is None), None)
        return
    roadmap, findings = load(project)
    if roadmap:
        deliver(orientation.with_project(assess(roadmap, today()), page), None)
    else:
        deliver(orientation.with_findings(project, findings, page), None)


app = typer.Typer(name="hcroadmap", cls=Commands, **SHARED)
app.callback(invoke_without_command=True, help=help_text(hcroadmap))(hcroadmap)


def run(arguments: list[str]) -> int:
    """Run a command line; returns an exit code of CONTRACT section 7."""
    prepare_streams()
    try:
        code = typer.main.get_command(app)(arguments, prog_name="hcroadmap", standalone_mode=False)
    except typer.TyperException as error:
        return _explain(error, arguments)
    except Refused:
        return UNKNOWN
    except typer.Abort:
        return INTERRUPTED
    except SystemExit as ended:
        # What rich makes of a closed pipe: it would leave with 1, which reads as a warning.
        if isinstance(ended.__context__, OSError):
            raise ended.__context__ from None
        raise
    if code and not COMPLETION.isdisjoint(arguments):
        tell("  completion is for bash, zsh, fish and PowerShell; print the script of one of them:")
        tell("  _HCROADMAP_COMPLETE=source_bash hcroadmap")
        return UNKNOWN
    return code if isinstance(code, int) else 0


def _explain(error: Any, arguments: list[str]) -> int:
    """Say what is wrong with a command line in at most four lines; typer's own 2 would read as critical."""
    from hcroadmap.render.language.page import visible

    # Typer's words, but for its own guesses at an option, variables that are not set, and pydantic's prefix.
    message = str(error.message if hasattr(error, "possibilities") else error.format_message())
    message = re.sub(r" \(env var: '(\w+)'\)", lambda found: found[0] if found[1] in os.environ else "", message)
    message = visible(" ".join(message.replace("Value error, ", "").split()))
    if context := getattr(error, "ctx", None):
        tell(context.get_usage())
        command = context.command_path
    else:  # typer's parser does not say of which command an option lacks its value
        command = " ".join(["hcroadmap", *(word for word in arguments if word in COMMANDS)][:2])
    tell(f"hcroadmap: {message}")
    if guess := _guess(error):
        tell(f"  {guess}")
    tell(f"  see {command} --help")
    if command == "hcroadmap check":
        from hcroadmap.render.check.text import unknown_line

        typer.echo(unknown_line(f"wrong usage: {message}"))
    return UNKNOWN


def _guess(error: Any) -> str:
    """“did you mean …?” for a command, an option or a word that is almost right."""
    from hcroadmap.model.diagnostic import did_you_mean

    if re.match(r"No such option: -[0-9.]", error.message) and error.ctx.info_name == "record":
        return "write a negative number behind two dashes: hcroadmap record ID PERIOD -- -5"
    if found := re.match(r"No such option: (\S+)", error.message):
        return did_you_mean(found[1], [name for one in error.ctx.command.params for name in one.opts])
    if found := re.match(r"No such command '(.+)'", error.message):
        return did_you_mean(found[1], error.ctx.command.list_commands(error.ctx))
    if found := re.search(r"'(.*)' is not one of (.*)", error.message):
        return did_you_mean(found[1], re.findall(r"'([^']*)'", found[2]))
    return ""
