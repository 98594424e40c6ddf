"""Text from bytes: one rule for the encoding, no detector."""

import codecs
import hashlib
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import StringIO
from itertools import accumulate, chain, islice
from pathlib import Path

from hcroadmap.model.diagnostic import Diagnostic, Location, error
from hcroadmap.read.files.access import content_of, reason_to_refuse, unreadable

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
MAX_CONTROLS = 20
_ASCII_CONTROLS = bytes(code for code in range(128) if CONTROL.match(chr(code)))
LINE_END = re.compile(r"\r\n?|\n")
_PIECE = 1 << 15  # characters
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class TextFile:
    """A file's text without byte order mark, and the hash of its bytes; `path` is the project's name for it."""

    path: str
    text: str
    sha256: str

    def location(self, start: int, end: int = 0) -> Location:
        """The place of the characters from `start` to `end`, cut at the end of their first line."""
        line = bisect_right(self.line_starts, start)
        begin = self.line_starts[line - 1]
        last = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return Location(self.path, line, start - begin + 1, max(1, min(end, last) - start))

    def line(self, number: int) -> str:
        """A line, counted from 1, with what ends it; empty where there is none."""
        begin, end, *_ = *self.line_starts[max(0, number - 1) : number + 1], None, None
        return self.text[begin:end] if 0 < number <= len(self.line_starts) else ""

    @cached_property
    def line_starts(self) -> list[int]:
        """Where lines begin."""
        ends = list(accumulate(map(len, self.lines())))
        return [0, *(ends if self.text.endswith(("\r", "\n")) else ends[:-1])]

    def lines(self) -> Iterator[str]:
        """The lines as editors and `csv` count them, which `str.splitlines` does not."""
        return chain.from_iterable(StringIO(piece, newline="") for piece in self.pieces())

    def pieces(self) -> Iterator[str]:
        """The text in pieces of whole lines, so that no second copy of a large one is made."""
        end = 0
        while end < len(self.text):
            begin, end = end, self.text.find("\n", end + _PIECE) + 1 or len(self.text)
            yield self.text[begin:end]


def read_text(file: Path, path: str, encoding: str | None = None) -> tuple[TextFile | None, list[Diagnostic]]:
    """Read a file as UTF-8 (with or without byte order mark), else as Windows-1252.

    Control characters are reported and read as U+FFFD, so that the rest can be checked;
    with very many of them the file is no text at all.

    Args:
        file: where it is.
        path: what findings call it.
        encoding: the declared encoding, if any; no other is then tried.
    """
    try:
        content = content_of(file)
    except OSError as failure:
        return None, [unreadable(failure).at(Location(path))]
    return decode_text(content, path, encoding)


def decode_text(
    content: bytes, path: str, encoding: str | None = None
) -> tuple[TextFile | None, list[Diagnostic]]:
    """Read bytes as `read_text` reads the file that holds them."""
    text = _decode(content, encoding)
    if text is None and encoding is not None:
        hint = "correct “encoding” in the layout, or leave it out."
        return None, [error(Location(path), "bad-encoding", f"the file is not {encoding}", hint)]
    if text is None:
        message, hint = "the file is neither UTF-8 nor Windows-1252", "save it as UTF-8 (in Excel: “CSV UTF-8”)."
        if path.lower().endswith((".yaml", ".yml")):
            hint = "save it as UTF-8."
        location = Location(path)
        if _is_wide(content):
            message = "the file is UTF-16, not UTF-8"
        else:
            usual = "utf-8" if content.startswith(codecs.BOM_UTF8) else "cp1252"
            readable = content.decode(usual, "replace").removeprefix("\ufeff")
            location = TextFile(path, readable, "").location(readable.index("\ufffd"))
        return None, [error(location, "bad-encoding", message, hint)]
    digest = hashlib.sha256(content).hexdigest()
    # Most files are ASCII, and deleting bytes is several times faster than searching the text.
    if content.isascii() and len(content.translate(None, _ASCII_CONTROLS)) == len(content):
        return TextFile(path, text, digest), []
    source = TextFile(path, CONTROL.sub("\ufffd", text), digest)
    hint = "remove it; if there are many, the file is not a text: save it as one."
    found = [
        error(
            source.location(match.start()),
            "control-character",
            f"a control character (U+{ord(match[0]):04X}) stands in the text",
            hint,
        )
        for match in islice(CONTROL.finditer(text), MAX_CONTROLS)
    ]
    return source if len(found) < MAX_CONTROLS else None, found


def lines_of(project: Path) -> Callable[[str, int], str]:
    """A function that gives a line of a file, counted from 1; empty where there is none or none may be opened."""

    @lru_cache(1)  # findings come file by file
    def source(path: str) -> TextFile:
        with suppress(OSError):
            if not reason_to_refuse(file := project / path, project):
                return TextFile(path, _decode(file.read_bytes()) or "", "")
        return TextFile(path, "", "")

    return lambda path, number: source(path).line(number)


def _is_wide(content: bytes) -> bool:
    """Is this UTF-16, of which every other byte is mostly zero where no mark announces it?"""
    if content.startswith(_UTF16) or b"\0" not in content:
        return content.startswith(_UTF16)
    even, odd = content[::2].count(0), content[1::2].count(0)
    wide = content[:1000].decode("utf-16-le" if odd > even else "utf-16-be", "replace")
    return 4 * abs(even - odd) > len(content) and not CONTROL.search(wide)


def _decode(content: bytes, declared: str | None = None) -> str | None:
    if declared is None and _is_wide(content):
        return None
    usual = ("utf-8",) if content.startswith(codecs.BOM_UTF8) else ("utf-8", "cp1252")
    for encoding in (declared,) if declared else usual:
        with suppress(UnicodeDecodeError):
            return content.decode(encoding).removeprefix("\ufeff")
    return None
