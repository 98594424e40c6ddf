"""The table of commands, and how their ends become exit codes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hcroadmap import __version__
from hcroadmap.cli.output import UNKNOWN, prepare_streams
from hcroadmap.cli.show import show
from hcroadmap.cli.status import status
from hcroadmap.cli.validate import validate

INTERRUPTED = 130

app = typer.Typer(
    name="hcroadmap",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (status, show, validate):
    app.command()(command)


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
        context.default_map = {name: {"directory": directory} for name in COMMANDS}
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


COMMANDS = tuple(command.__name__ for command in (status, show, validate))


def run(arguments: list[str]) -> int:
    """Run a command line and say how it ended: a code of CONTRACT section 7."""
    prepare_streams()
    try:
        code = app(arguments, prog_name="hcroadmap", standalone_mode=False)
    except typer.TyperException as error:
        return _wrong_usage(error)
    except typer.Abort:
        return INTERRUPTED
    except SystemExit as ended:
        # What typer makes of a closed pipe: it would leave with 1, which reads as a warning.
        if isinstance(ended.__context__, OSError):
            raise ended.__context__ from None
        raise
    return code if isinstance(code, int) else 0


def _wrong_usage(error: typer.TyperException) -> int:
    """Wrong usage is “unknown”: click's own 2 would read as critical."""
    context = getattr(error, "ctx", None)
    if context is not None:
        typer.echo(context.get_usage(), err=True)
    typer.echo(f"hcroadmap: {error.format_message()}", err=True)
    typer.echo(f"  see {context.command_path if context is not None else 'hcroadmap'} --help", err=True)
    return UNKNOWN
