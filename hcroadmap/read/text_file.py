"""Text from bytes: one rule for the encoding, no detector."""

from __future__ import annotations

import codecs
import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path

from hcroadmap.model.diagnostic import Diagnostic, Location

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class TextFile:
    """A file's text without byte order mark, and the hash of its bytes; `path` is the project's name for it."""

    path: str
    text: str
    sha256: str


def read_text(file: Path, path: str) -> tuple[TextFile | None, list[Diagnostic]]:
    """Read a file as UTF-8 (with or without byte order mark), else as Windows-1252.

    Args:
        file: where it is.
        path: what findings call it.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return None, [_finding(Location(path), "unreadable-file", f"the file cannot be read: {reason}", _UNREADABLE)]
    text = _decode(content)
    if text is None:
        location = _first_bad_byte(content, path)
        return None, [_finding(location, "bad-encoding", "the file is neither UTF-8 nor Windows-1252", _ENCODING)]
    found = [
        _finding(_place(text, match.start(), path), "control-character", _named(match[0]), "remove it.")
        for match in _CONTROL.finditer(text)
    ]
    return TextFile(path, text, hashlib.sha256(content).hexdigest()), found


def line_at(file: Path, number: int) -> str:
    """One line of a file, counted from 1; empty when there is none."""
    try:
        text = _decode(file.read_bytes()) or ""
    except OSError:
        return ""
    lines = io.StringIO(text, newline="").readlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""


_UNREADABLE = "check that it is a file and that you may read it."
_ENCODING = "save it as UTF-8 (in Excel: “CSV UTF-8”)."


def _finding(location: Location, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(location, "error", code, message, hint)


def _named(character: str) -> str:
    return f"a control character (U+{ord(character):04X}) stands in the text"


def _decode(content: bytes) -> str | None:
    if content.startswith(_UTF16):
        return None
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _first_bad_byte(content: bytes, path: str) -> Location:
    if content.startswith(_UTF16):
        return Location(path)
    try:
        content.decode("cp1252")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        return Location(path, before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
    raise AssertionError(path)


def _place(text: str, offset: int, path: str) -> Location:
    return Location(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
