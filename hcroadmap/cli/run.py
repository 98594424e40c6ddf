"""The table of commands, how each is loaded, and the exit code of every way to end."""

import inspect
import os
import re
from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from hcroadmap import __version__
from hcroadmap.cli.options import Directory
from hcroadmap.cli.output import UNKNOWN, Refused, prepare_streams, refuse, tell
from hcroadmap.model.diagnostic import did_you_mean
from hcroadmap.render.language.page import visible

INTERRUPTED = 130
COMMANDS = {
    "status": "Show where each goal stands: baseline, latest figure, target, gap and verdict.",
    "show": "Show one indicator on one screen: the answer, a chart, why, how sure that is, and who is next.",
    "activities": "Show the activities of each action line: what, who, due, state and count; overdue first.",
    "report": "Write the quarterly memo: where each goal stands, what changed, who explains what, what to decide.",
    "explain": "Lay down the file in which a quarter's memo is explained: a place for every goal that needs it.",
    "check": "Check whether anything needs attention: one line per problem, and an exit code for programs.",
    "validate": "Check every input file: what is wrong, where, and what to do about it.",
    "record": "Append one observation to a measurements file, after checking the whole project with it.",
    "convert": "Turn a downloaded file into canonical rows of measurements.",
    "init": "Write a working project: the complete Human Capital Roadmap, or a template for your own roadmap.",
    "schema": "Print the JSON Schema of a kind of file, with which an editor completes, explains and checks it.",
    "help": "Read the manual: one page per topic, and what each finding means.",
}
"""What `--help` lists without importing it: each is a module of this folder with a function of the same name."""
PANELS = {
    "Where things stand": ("status", "show", "activities", "report", "explain", "check"),
    "The figures behind it": ("validate", "record", "convert"),
    "Getting started": ("init", "schema", "help"),
}
LISTED = {
    name: TyperCommand(name, help=COMMANDS[name], rich_help_panel=panel)
    for panel, names in PANELS.items()
    for name in names
}
SUBCOMMANDS = {"activities": ["update"]}
"""Commands below a command, in its module."""
SHELLS = (
    "completion is for bash, zsh, fish and PowerShell; print the script of one of them:\n"
    "  _HCROADMAP_COMPLETE=source_bash hcroadmap"
)
SHARED: dict[str, Any] = {
    "rich_markup_mode": "rich",
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
    "suggest_commands": False,
}


class _UntypedFlags:
    """A command whose help has no `<bool>` beside a flag: typer shows it from 0.29 on, and it cuts long names."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its options and arguments, and `--help`."""
        parameters: list[Any] = super().get_params(ctx)  # type: ignore[misc]  # that of the class beside this one
        for parameter in parameters:
            if getattr(parameter, "is_flag", False):
                parameter.metavar = ""
        return parameters


class Command(_UntypedFlags, TyperCommand):
    """A command by itself."""


class Group(_UntypedFlags, TyperGroup):
    """A command with commands below it."""


class Commands(Group):
    """All commands; only the one that is asked for is imported, so that cron pays for `check` alone."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings | {"commands": LISTED})

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command that the arguments begin with, imported, and the other arguments."""
        name, _, others = super().resolve_command(ctx, args)
        if not name:
            return None, None, others
        module = import_module(f"hcroadmap.cli.{name}")
        single = typer.Typer(name=name, add_completion=False, **SHARED)
        below = SUBCOMMANDS.get(name, [])
        if below:
            function = getattr(module, name)
            single.callback(cls=Group, invoke_without_command=True, help=help_text(function))(function)
        for each in below or [name]:
            function = getattr(module, each)
            single.command(each, cls=Command, help=help_text(function))(function)
        return name, typer.main.get_command(single), others


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
        from hcroadmap.cli.status import orient  # noqa: PLC0415  # neither --help nor --version reads a project

        orient(directory)


app = typer.Typer(name="hcroadmap", cls=Commands, **SHARED)
app.callback(invoke_without_command=True, help=help_text(hcroadmap))(hcroadmap)


def run(arguments: list[str]) -> int:
    """Run a command line; returns an exit code of CONTRACT section 7."""
    prepare_streams()
    try:
        _look_at_completion()
        code = typer.main.get_command(app)(arguments, prog_name="hcroadmap", standalone_mode=False)
    except typer.TyperException as error:
        message = _explain(error, arguments)
        if command_in(arguments) == "check":
            from hcroadmap.cli.check import answer_unknown  # noqa: PLC0415  # all of assess, for a rare case

            answer_unknown(f"wrong usage: {message}", arguments)
        return UNKNOWN
    except Refused:
        return UNKNOWN
    except typer.Abort:
        return INTERRUPTED
    except SystemExit as ended:
        # What rich makes of a closed pipe: it would leave with 1, which reads as a warning.
        if isinstance(ended.__context__, OSError):
            raise ended.__context__ from None
        raise
    if code and not {"--install-completion", "--show-completion"}.isdisjoint(arguments):
        tell(f"  {SHELLS}")
        return UNKNOWN
    return code if isinstance(code, int) else 0


def _look_at_completion() -> None:
    """Refuse to complete for a shell that typer does not know, or what no shell has asked for."""
    asked = os.environ.get("_HCROADMAP_COMPLETE", "")
    if not asked or re.fullmatch(r"(source|complete)_(zsh|fish|powershell|pwsh)|source_bash", asked):
        return
    at = os.environ.get("COMP_CWORD", "")
    if asked != "complete_bash" or not at.isdecimal() or "COMP_WORDS" not in os.environ:
        refuse(f"the variable _HCROADMAP_COMPLETE is “{asked}”, which no shell asks for", f"unset it; {SHELLS}")


def command_in(arguments: list[str]) -> str:
    """The command that a command line is about, also where the line is wrong; empty where it names none."""
    words = iter(arguments)
    for word in words:
        if word in COMMANDS:
            return word
        if word in ("-C", "--dir"):
            next(words, None)
    return ""


def _explain(error: Any, arguments: list[str]) -> str:
    """Say what is wrong with a command line in at most four lines; returns the first without its lead."""
    # Typer's words, but for its own guesses at an option, variables that are not set, and pydantic's prefix.
    message = str(error.message if hasattr(error, "possibilities") else error.format_message())
    message = re.sub(r" \(env var: '(\w+)'\)", lambda found: found[0] if found[1] in os.environ else "", message)
    message = visible(" ".join(message.replace("Value error, ", "").split()))
    if context := getattr(error, "ctx", None):
        tell(context.get_usage())
        command = context.command_path
    else:  # typer's parser does not say of which command an option lacks its value
        command = f"hcroadmap {command_in(arguments)}".strip()
    tell(f"hcroadmap: {message}")
    if guess := _guess(error):
        tell(f"  {guess}")
    tell(f"  see {command} --help")
    return message


def _guess(error: Any) -> str:
    """“did you mean …?” for a command, an option or a word that is almost right."""
    if re.match(r"No such option: -[0-9.]", error.message) and error.ctx.info_name == "record":
        return "write a negative number behind two dashes: hcroadmap record ID PERIOD -- -5"
    if found := re.match(r"No such option: (\S+)", error.message):
        return did_you_mean(found[1], [name for one in error.ctx.command.params for name in one.opts])
    if found := re.match(r"No such command '(.+)'", error.message):
        return did_you_mean(found[1], error.ctx.command.list_commands(error.ctx))
    if found := re.search(r"'(.*)' is not one of (.*)", error.message):
        return did_you_mean(found[1], re.findall(r"'([^']*)'", found[2]))
    return ""
