"""Text from bytes: one rule for the encoding, no detector."""

from __future__ import annotations

import codecs
import hashlib
import io
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from hcroadmap.model.diagnostic import Diagnostic, Location
from hcroadmap.read.files.access import UNREADABLE, reason_to_refuse

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_CONTROLS = bytes(code for code in range(128) if (code < 32 and code not in b"\t\n\r") or code == 127)
_LINE_END = re.compile(r"\r\n?|\n")
MAX_CONTROLS = 20
PIECE = 1 << 15
"""Bytes or characters looked at in one go: what is made of so few stays in memory that is there already."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class TextFile:
    """A file's text without byte order mark, and the hash of its bytes; `path` is the project's name for it.

    The text may be a part of the file, which begins on `first_line`.
    """

    path: str
    text: str
    sha256: str
    first_line: int = 1

    def location(self, start: int, end: int = 0) -> Location:
        """The place of a stretch of the text, of which no more counts than its first line."""
        starts = self._starts.beyond(start)
        line = bisect_right(starts, start)
        first, following = starts[line - 1], starts[line] if line < len(starts) else len(self.text)
        return Location(
            self.path, line + self.first_line - 1, start - first + 1, max(1, min(end, following) - start)
        )

    def start_of(self, line: int) -> int:
        """How many characters come before a line, which counts as in the whole file."""
        return self._starts.of(line - self.first_line)

    @cached_property
    def _starts(self) -> _LineStarts:
        return _LineStarts(self.text)


class _LineStarts:
    """How many characters come before each line, found as far as anyone asks.

    Lines end as `csv` and editors end them.
    """

    def __init__(self, text: str) -> None:
        self.known = [0]
        self._further = (match.end() for match in _LINE_END.finditer(text))

    def of(self, index: int) -> int:
        """The start of a line, counted from 0."""
        self.known += islice(self._further, max(0, index + 1 - len(self.known)))
        return self.known[index]

    def beyond(self, position: int) -> list[int]:
        """The starts up to the first one after a position."""
        while self.known[-1] <= position and (start := next(self._further, None)):
            self.known.append(start)
        return self.known


def read_text(file: Path, path: str, encoding: str | None = None) -> tuple[TextFile | None, list[Diagnostic]]:
    """Read a file as UTF-8 (with or without byte order mark), else as Windows-1252.

    Control characters are findings and read as U+FFFD, so that the rest can be checked;
    with very many of them the file is no text at all.

    Args:
        file: where it is.
        path: what findings call it.
        encoding: the one that is declared; the file is not read as any other.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"the file cannot be read: {reason}"
        return None, [_finding(Location(path), "unreadable-file", message, UNREADABLE)]
    return text_of(content, path, encoding)


def text_of(content: bytes, path: str, encoding: str | None = None) -> tuple[TextFile | None, list[Diagnostic]]:
    """The same for the bytes of a file that may not be written yet."""
    text = _decode(content, encoding)
    if text is None and encoding is not None:
        hint = "correct “encoding” in the layout, or leave it out."
        return None, [_finding(Location(path), "bad-encoding", f"the file is not {encoding}", hint)]
    if text is None:
        location = _first_bad_byte(content, path)
        return None, [_finding(location, "bad-encoding", "the file is neither UTF-8 nor Windows-1252", _ENCODING)]
    digest = hashlib.sha256(content).hexdigest()
    if content.isascii() and not holds_controls(content):
        return TextFile(path, text, digest), []
    source = TextFile(path, CONTROL.sub("\ufffd", text), digest)
    found = [
        _finding(source.location(match.start()), "control-character", _named(match[0]), _CONTROL_HINT)
        for match in islice(CONTROL.finditer(text), MAX_CONTROLS)
    ]
    return source if len(found) < MAX_CONTROLS else None, found


def holds_controls(content: bytes) -> bool:
    """Is one of the control characters below 128 among these bytes?"""
    parts = (content[begin : begin + PIECE] for begin in range(0, len(content), PIECE))
    return any(len(part.translate(None, _CONTROLS)) != len(part) for part in parts)


def pieces(text: str) -> Iterator[str]:
    """A text in pieces of whole lines."""
    end = 0
    while end < len(text):
        begin, end = end, text.find("\n", end + PIECE) + 1 or len(text)
        yield text[begin:end]


def line_at(project: Path, path: str, number: int) -> str:
    """One line of a file of the project, counted from 1; empty when there is none, or the file is not read."""
    file = project / path
    if reason_to_refuse(file, project):
        return ""
    try:
        text = _decode(file.read_bytes()) or ""
    except OSError:
        return ""
    lines = io.StringIO(text, newline="").readlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""


def records(text: str) -> list[str] | None:
    """The lines of a CSV text when each is a record of its own: no quoted cell goes on in the next line."""
    if text.isascii():
        lines = text.splitlines()
    elif "\r" in text.replace("\r\n", ""):
        return None
    else:
        lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    if '"' in text and any(line.count('"') % 2 for line in lines):
        return None
    return lines


_ENCODING = "save it as UTF-8 (in Excel: “CSV UTF-8”)."
_CONTROL_HINT = "remove it; if there are many, the file is not a text: save it as one."


def _finding(location: Location, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(location, "error", code, message, hint)


def _named(character: str) -> str:
    return f"a control character (U+{ord(character):04X}) stands in the text"


def _decode(content: bytes, declared: str | None = None) -> str | None:
    if declared is not None:
        try:
            return content.decode(declared).removeprefix("\ufeff")
        except UnicodeDecodeError:
            return None
    if content.startswith(_UTF16):
        return None
    for encoding in ("utf-8-sig",) if content.startswith(codecs.BOM_UTF8) else ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _first_bad_byte(content: bytes, path: str) -> Location:
    if content.startswith(_UTF16):
        return Location(path)
    encoding = "utf-8" if content.startswith(codecs.BOM_UTF8) else "cp1252"
    readable = content.decode(encoding, "replace").removeprefix("\ufeff")
    return TextFile(path, readable, "").location(readable.index("\ufffd"))
