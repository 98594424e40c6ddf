"""A long text file in blocks of whole lines, so that none of it has to stay in memory."""

from __future__ import annotations

import codecs
import errno
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from hcroadmap.read.files.text import CONTROL, holds_controls

BLOCK = 1 << 16
LONGEST = 1 << 22  # bytes without a line end that are still taken for a line


class Unfit(Exception):  # noqa: N818  # says what the file is
    """The file is not one that can be read in blocks; the exact path says what is wrong with it, if anything."""


class Block(NamedTuple):
    """Some whole lines: where they begin in the file, which line is their first, how many they are."""

    text: str
    offset: int
    size: int
    first_line: int
    lines: int


class TextStream(NamedTuple):
    """A file whose every byte was seen once: it is text in `encoding`, after `start` bytes of mark."""

    file: Path
    path: str
    sha256: str
    encoding: str
    start: int
    stamp: tuple[int, ...] = ()

    def blocks(self, size: int = BLOCK) -> Iterator[Block]:
        """The file from its beginning, in blocks of about `size` bytes that end with a line.

        Raises:
            Unfit: when a line does not end, or the file was changed since it was seen.
        """
        offset, line = self.start, 1
        with self.file.open("rb") as stream:
            stream.seek(offset)
            for content in _whole_lines(stream, size):
                text = self._decoded(content)
                lines = count_lines(text)
                yield Block(text, offset, len(content), line, lines)
                offset, line = offset + len(content), line + lines
        if _stamp(self.file) != self.stamp:
            raise Unfit

    def _decoded(self, content: bytes) -> str:
        try:
            return content.decode(self.encoding)
        except UnicodeDecodeError:
            raise Unfit from None

    def text(self, offset: int, size: int) -> str:
        """A block that was read before, again.

        Raises:
            OSError: when the file is gone, or was changed since it was seen: it would be of another state.
        """
        with self.file.open("rb") as stream:
            stream.seek(offset)
            content = stream.read(size)
        if _stamp(self.file) != self.stamp:
            raise OSError(errno.ESTALE, "the file was changed while it was read", self.path)
        return content.decode(self.encoding, "replace")


def scan(file: Path, path: str) -> TextStream:
    """Read a file once for its hash and its encoding: UTF-8 or Windows-1252, as `text_file` decides.

    Raises:
        Unfit: when it is neither, or holds control characters.
        OSError: when it cannot be read.
    """
    stamp = _stamp(file)
    with file.open("rb") as stream:
        start = len(codecs.BOM_UTF8) if stream.read(3) == codecs.BOM_UTF8 else 0
        for encoding in ("utf-8",) if start else ("utf-8", "cp1252"):
            stream.seek(0)
            if (digest := _digest(stream, encoding)) is not None:
                return TextStream(file, path, digest, encoding, start, stamp)
    raise Unfit


def _stamp(file: Path) -> tuple[int, ...]:
    """What changes when a file is written to or replaced."""
    seen = file.stat()
    return seen.st_ino, seen.st_size, seen.st_mtime_ns


def _digest(stream: BinaryIO, encoding: str) -> str | None:
    """The hash of a file; `None` when it is no text in this encoding."""
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while content := stream.read(1 << 20):
            digest.update(content)
            beyond_ascii = not content.isascii() or decoder.getstate()[0]
            if holds_controls(content) or (beyond_ascii and CONTROL.search(decoder.decode(content))):
                raise Unfit
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return digest.hexdigest()


def count_lines(text: str) -> int:
    """The lines of a text that ends with one, as `csv` and editors count them."""
    if "\r" not in text:
        return text.count("\n") + (not text.endswith("\n"))
    return len(re.findall(r"\r\n?|\n", text)) + (not text.endswith(("\n", "\r")))


def _whole_lines(stream: BinaryIO, size: int) -> Iterator[bytes]:
    rest = b""
    while content := stream.read(size):
        cut = content.rfind(b"\n") + 1
        if cut:
            yield rest + content[:cut]
            rest = content[cut:]
        else:
            rest += content
            if len(rest) > LONGEST:
                raise Unfit
    if rest:
        yield rest
