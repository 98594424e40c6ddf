"""Where output goes: the page that a stream is, one way to print or write a text, and how a command refuses."""

import codecs
import errno
import os
import re
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, TextIO, TypeGuard

from hcroadmap.render.language.page import Depth, Page, stand_in, visible

UNKNOWN = 3
LINKING = ("VTE_VERSION", "WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "ALACRITTY_WINDOW_ID", "DOMTERM")
LINKING_PROGRAMS = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper")
"""Terminals that make a text a link; no terminal can be asked, so others get the address itself."""


class Refused(Exception):  # noqa: N818  # not an error of ours
    """A command cannot do its job and exits with 3; the text says why in one sentence, which has been printed."""


def refuse(message: str, hint: str = "") -> NoReturn:
    """Say why a command cannot do its job, and what to do; exit with 3."""
    tell(f"hcroadmap: {visible(message)}")
    if hint:
        tell(f"  {visible(hint)}")
    raise Refused(message)


def refuse_bytes(error: UnicodeEncodeError) -> NoReturn:
    """Refuse a part of the command line that is no text in the encoding of this terminal."""
    unfit = error.object[error.start : error.end]
    refuse(f"“{unfit}” is no text in the encoding of this terminal", "set LC_ALL=C.UTF-8, and type it again.")


def tell(message: str) -> None:
    """Print a message to stderr; a stderr that cannot be written to changes nothing about how a command ends."""
    with suppress(OSError):
        print(message, file=sys.stderr, flush=True)


def page_of(stream: TextIO, language: str = "en") -> Page:
    """The page that a stream is: as wide as the terminal, coloured where it may be.

    NO_COLOR (not empty) drops every escape, FORCE_COLOR (not empty) allows them in a pipe, COLUMNS sets the width.
    """
    terminal = stream.isatty()
    dumb = os.environ.get("TERM") == "dumb"
    if os.name == "nt":
        from rich.console import Console  # noqa: PLC0415  # only Windows has old terminals

        dumb = dumb or Console().legacy_windows
    colour = not os.environ.get("NO_COLOR") and (bool(os.environ.get("FORCE_COLOR")) or (terminal and not dumb))
    linking = os.environ.get("TERM_PROGRAM") in LINKING_PROGRAMS or any(map(os.environ.get, LINKING))
    links = terminal and colour and linking
    knows_width = terminal or "COLUMNS" in os.environ  # a pipe does not know its reader's window
    width = shutil.get_terminal_size().columns if knows_width else None
    depth: Depth = "256" if "256color" in os.environ.get("TERM", "") else "standard"
    if os.environ.get("COLORTERM") in ("truecolor", "24bit") or os.name == "nt":
        depth = "truecolor"
    return Page(language, width, colour, stream.encoding or "ascii", depth, terminal=terminal, links=links)


def page_for(output: Path | None, language: str, *, exact: bool) -> Page:
    """The page of a command's answer; a file, and a text for programs, are no terminal's business."""
    page = page_of(sys.stdout, language)
    return page.for_file() if exact or is_file(output) else page


def is_file(output: Path | None) -> TypeGuard[Path]:
    """Does the answer go to a file? “-” is standard output."""
    return output is not None and str(output) != "-"


def protect_inputs(output: Path, given: Iterable[Path] = (), *, adding: bool = False) -> None:
    """Refuse to write over what a project reads or what this command was given, whatever links lead there.

    A new file among those that a project reads would break it, unless this is `adding` rows of measurements.
    """
    from hcroadmap.read.places import reader_of  # noqa: PLC0415  # neither --help nor a pipe needs YAML

    hint = "choose another place with -o FILE."
    is_new = adding and not output.exists() and not output.is_symlink()
    if (project := reader_of(output)) and not is_new:
        refuse(f"nothing was written to {output}: the project in {project} reads that file", hint)
    for file in given:
        with suppress(OSError):
            if file.samefile(output):
                refuse(f"nothing was written to {output}: this command reads that file", hint)


def deliver(
    content: str | bytes,
    output: Path | None,
    *,
    exact: bool = False,
    given: Iterable[Path] = (),
    adding: bool = False,
) -> None:
    """Print a text or bytes, or write them to a file so that a failed run leaves no half file.

    The file is none of the inputs, as `protect_inputs` knows them.
    An exact text, for programs, is printed as UTF-8 with bare line feeds whatever the terminal's encoding.
    A closed pipe (`| head`) changes nothing about how the command ends.
    """
    encoded = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    if is_file(output):
        from hcroadmap.write.file import write_atomically  # noqa: PLC0415  # most answers go to a screen or a pipe

        protect_inputs(output, given, adding=adding)
        try:
            write_atomically(output, encoded)
        except OSError as error:
            refuse(f"cannot write {output}: {error.strerror or error}", "choose another place with -o FILE.")
        return
    try:
        if exact or isinstance(content, bytes):
            sys.stdout.buffer.write(encoded)
        else:
            sys.stdout.write(content)
        sys.stdout.flush()
    except OSError as error:
        if not has_closed_pipe(error):
            raise
        forget_output()


def has_closed_pipe(error: OSError) -> bool:
    """Did the reader close the pipe, as `head` does? Windows calls that an invalid argument."""
    return isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)


def place_of(error: OSError) -> str:
    """What an error of the system is about: a file, the working folder where that is gone, or standard output."""
    try:
        Path.cwd()
    except OSError:
        return str(error.filename or "the folder that this was started in")
    return str(error.filename or "standard output")


def forget_output() -> None:
    """Send what is left to nowhere: else Python complains when it closes the stream at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def prepare_streams() -> None:
    """Make streams and variables such that no text, and no nonsense in a variable, stops us or a library."""
    codecs.register_error("plain-letters", plain_letters)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  # open to the end
        getattr(sys, name).reconfigure(errors="plain-letters")
    if not re.fullmatch(r"[1-9][0-9]{0,3}", os.environ.get("COLUMNS", "")):
        os.environ.pop("COLUMNS", None)
    if os.environ.get("NO_COLOR"):  # rich would still write bold and dim
        os.environ.pop("FORCE_COLOR", None)
        os.environ["TTY_COMPATIBLE"] = "0"


def plain_letters(error: UnicodeError) -> tuple[str, int]:
    """What to print instead of what an encoding lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(stand_in, error.object[error.start : error.end])), error.end
