"""The table of commands, and how their ends become exit codes."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from hcroadmap import __version__
from hcroadmap.cli.output import UNKNOWN, Refusal, prepare_streams

INTERRUPTED = 130
COMMANDS = ("status", "show", "activities", "report", "check", "validate",
            "record", "convert", "init", "schema", "help")  # fmt: skip
"""Each is a module of this folder with a function of its name, in the order of the help."""
SUBCOMMANDS = {"activities": {"update": "activities_update"}}
"""Commands below a command: the module of each."""
_HELP = {"help_option_names": ["-h", "--help"]}


class Commands(TyperGroup):
    """The commands, each imported only when it is asked for: cron pays for `check` alone."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Before completion is shown or installed: for a shell that can complete?"""
        if not {"--show-completion", "--install-completion"}.isdisjoint(args):
            from hcroadmap.cli.completion import refuse_other_shells

            refuse_other_shells()
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        """Every command, in the order of the help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """One command, by its name in full."""
        del ctx
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.commands[cmd_name] = _command(cmd_name)
        return self.commands.get(cmd_name)


def _command(name: str) -> Any:
    """One command as typer wants it, with the commands below it if there are any."""
    below = SUBCOMMANDS.get(name, {})
    single = typer.Typer(name=name, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
                         context_settings=_HELP, suggest_commands=False)  # fmt: skip
    function = getattr(import_module(f"hcroadmap.cli.{name}"), name)
    if below:
        single.callback(invoke_without_command=True)(function)
    else:
        single.command(name)(function)
    for other, module in below.items():
        single.command(other)(getattr(import_module(f"hcroadmap.cli.{module}"), other))
    return typer.main.get_command(single)


app = typer.Typer(
    name="hcroadmap",
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=_HELP,
    suggest_commands=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hcroadmap {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def hcroadmap(
    context: typer.Context,
    directory: Annotated[
        Path | None,
        typer.Option("-C", "--dir", metavar="DIR", help="The project directory.", show_default=False),
    ] = None,
    version: Annotated[
        bool, typer.Option("-V", "--version", help="Show the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Monitor policy targets: what was promised, what was measured, where it stands.

    \b
    Examples:
      hcroadmap status
      hcroadmap show stay-rate
    """
    del version
    if directory is not None:
        given = {"directory": directory}
        context.default_map = {name: given | dict.fromkeys(SUBCOMMANDS.get(name, ()), given) for name in COMMANDS}
    if context.invoked_subcommand is None:
        from hcroadmap.cli.orientation import orient

        orient(directory)


def run(arguments: list[str]) -> int:
    """Run a command line and say how it ended: a code of CONTRACT section 7."""
    prepare_streams()
    try:
        command = typer.main.get_command(app)
        if os.environ.get("_HCROADMAP_COMPLETE"):
            from hcroadmap.cli.completion import prepare_shells

            prepare_shells()
        code = command(arguments, prog_name="hcroadmap", standalone_mode=False)
    except typer.TyperException as error:
        from hcroadmap.cli.usage import explain

        return explain(error)
    except Refusal:
        return UNKNOWN
    except typer.Abort:
        return INTERRUPTED
    except SystemExit as ended:
        # What typer makes of a closed pipe: it would leave with 1, which reads as a warning.
        if isinstance(ended.__context__, OSError):
            raise ended.__context__ from None
        raise
    return code if isinstance(code, int) else 0
