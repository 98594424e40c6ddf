"""Where output goes: the page that a stream is, and one way to print or write a text."""

from __future__ import annotations

import codecs
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

if TYPE_CHECKING:
    from hcroadmap.render.language.page import Depth, Page

UNKNOWN = 3
WIDEST = 9999
TRUE_COLOUR = ("truecolor", "24bit")
LINKING = ("VTE_VERSION", "WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "ALACRITTY_WINDOW_ID", "DOMTERM")
LINKING_PROGRAMS = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper")
"""Terminals that make a text a link; no terminal can be asked, so others get the address itself."""
_COLUMNS = re.compile(r"[1-9][0-9]{0,3}")


class Refusal(Exception):  # noqa: N818  # not an error of ours
    """A command cannot do its job and leaves with 3; `told` says why in one sentence, which has been printed."""

    def __init__(self, told: str) -> None:
        super().__init__(told)
        self.told = told


def refuse(message: str, hint: str = "") -> NoReturn:
    """Say why a command cannot do its job, and leave with 3."""
    from hcroadmap.render.language.page import visible

    tell(f"hcroadmap: {visible(message)}")
    if hint:
        tell(f"  {visible(hint)}")
    raise Refusal(message)


def refuse_bytes(error: UnicodeEncodeError) -> NoReturn:
    """Say that part of the command line is no text where the command runs, and leave with 3."""
    unfit = error.object[error.start : error.end]
    refuse(f"“{unfit}” is no text in the encoding of this terminal", "set LC_ALL=C.UTF-8, and type it again.")


def tell(message: str) -> None:
    """Say something on stderr; where nobody listens the command ends as it would have."""
    with suppress(OSError):
        print(message, file=sys.stderr, flush=True)


def page_of(stream: TextIO, language: str = "en") -> Page:
    """The page that a stream is: as wide as the terminal, coloured where it may be.

    NO_COLOR (not empty) drops every escape, FORCE_COLOR (not empty) allows them in a pipe, COLUMNS sets the width.
    """
    from hcroadmap.render.language.page import Page

    terminal = stream.isatty()
    dumb = os.environ.get("TERM") == "dumb" or (os.name == "nt" and not _understands_escapes())
    colour = not os.environ.get("NO_COLOR") and (bool(os.environ.get("FORCE_COLOR")) or (terminal and not dumb))
    links = (
        terminal
        and colour
        and (os.environ.get("TERM_PROGRAM") in LINKING_PROGRAMS or any(os.environ.get(name) for name in LINKING))
    )
    width, encoding = _width(terminal=terminal), stream.encoding or "ascii"
    return Page(language, width, colour, encoding, _depth(), terminal=terminal, links=links)


def _depth() -> Depth:
    """How many colours the terminal says it has; a Windows console that understands escapes has them all."""
    if os.environ.get("COLORTERM") in TRUE_COLOUR or os.name == "nt":
        return "truecolor"
    return "256" if "256color" in os.environ.get("TERM", "") else "standard"


def _width(*, terminal: bool) -> int | None:
    """The width asked for, else the terminal's; in a pipe nothing says how wide the reader's window is."""
    columns = os.environ.get("COLUMNS", "")
    if _COLUMNS.fullmatch(columns):
        return int(columns)
    if not terminal:
        return None
    import shutil

    return min(shutil.get_terminal_size().columns, WIDEST)


def deliver(text: str, output: Path | None, *, exact: bool = False) -> None:
    """Print a text, or write it to a file so that a failed run leaves no half file.

    An exact text, for programs, is printed as UTF-8 with bare line feeds whatever the terminal's encoding.
    """
    if output is None or str(output) == "-":
        _print(text.encode("utf-8", "replace") if exact else text)
        return
    from hcroadmap.write.file import write_atomically

    try:
        write_atomically(output, text)
    except OSError as error:
        refuse(f"cannot write {output}: {error.strerror or error}", "choose another place with -o FILE.")


def _print(text: str | bytes) -> None:
    """Print a text; a reader who leaves early changes nothing about how the command ends."""
    try:
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        from hcroadmap.cli.pipe import forget_output, has_read_enough

        if not has_read_enough(error):
            raise
        forget_output()


def prepare_streams() -> None:
    """Let no character that a terminal cannot show stop the program, nor a stream that is closed."""
    codecs.register_error("plain-letters", _plain_letters)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  # open to the end
        getattr(sys, name).reconfigure(errors="plain-letters")


def _plain_letters(error: UnicodeError) -> tuple[str, int]:
    """What to print instead of what an encoding lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from hcroadmap.render.language.page import stand_in

    return "".join(map(stand_in, error.object[error.start : error.end])), error.end


def _understands_escapes() -> bool:
    """Does this Windows terminal understand escapes? Rich knows how to ask."""
    from rich.console import Console

    return not Console().legacy_windows
