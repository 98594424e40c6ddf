"""Where output goes: the page that a stream is, and one way to print or write a text."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from hcroadmap.cli.project import refuse

if TYPE_CHECKING:
    from hcroadmap.render.page import Page


def page_of(stream: TextIO, language: str = "en") -> Page:
    """The page that a stream is: as wide as the terminal, as wide as needed in a pipe, coloured where it may be.

    NO_COLOR (not empty) drops every escape, FORCE_COLOR (not empty) allows them in a pipe, COLUMNS sets the width.
    """
    from hcroadmap.render.page import Page

    terminal = stream.isatty()
    columns = os.environ.get("COLUMNS", "")
    width = (
        int(columns)
        if columns.isdigit() and int(columns) > 0
        else shutil.get_terminal_size().columns
        if terminal
        else None
    )
    dumb = os.environ.get("TERM") == "dumb" or (os.name == "nt" and not _understands_escapes())
    colour = not os.environ.get("NO_COLOR") and (
        bool(os.environ.get("FORCE_COLOR")) or (terminal and not dumb)
    )
    return Page(language, width, colour, stream.encoding or "ascii")


def deliver(text: str, output: Path | None, *, colour: bool = False) -> None:
    """Print a text, or write it to a file so that a failed run leaves no half file."""
    if output is None or str(output) == "-":
        typer.echo(text, nl=False, color=colour)
        return
    from hcroadmap.write.file import write_atomically

    try:
        write_atomically(output, text)
    except OSError as error:
        refuse(f"cannot write {output}: {error.strerror or error}", "choose another place with -o FILE.")


def prepare_streams() -> None:
    """Let no character that a terminal cannot show stop the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _understands_escapes() -> bool:
    """Does this Windows terminal understand escapes? Rich knows how to ask."""
    from rich.console import Console

    return not Console().legacy_windows
