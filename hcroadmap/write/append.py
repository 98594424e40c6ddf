"""A file with something added to it: its line ends, encoding and byte order mark stay as they are.

Everything here makes bytes from bytes; nothing is written before the whole of it was checked.
"""

import codecs
from collections.abc import Iterable


def encoding_of(content: bytes) -> str:
    """How a file is encoded: UTF-8, with a byte order mark or without, else Windows-1252."""
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def line_end_of(content: bytes) -> str:
    """How the last line of a file ends, else its first; a file of one open line gets a line feed."""
    lines = [line for line in content.splitlines(keepends=True) if line.endswith((b"\r", b"\n"))]
    if not lines:
        return "\n"
    return "\r\n" if lines[-1].endswith(b"\r\n") else lines[-1][-1:].decode("ascii")


def csv_line(cells: Iterable[str], delimiter: str) -> str:
    """Cells as one line of CSV without its end; unlike `csv.writer`, it also puts quotes around outer spaces."""

    def quoted(cell: str) -> str:
        plain = cell == cell.strip() and not any(mark in cell for mark in (delimiter, '"', "\r", "\n"))
        return cell if plain else '"' + cell.replace('"', '""') + '"'

    return delimiter.join(map(quoted, cells))


def with_line(content: bytes, line: str) -> bytes:
    """A file with one more line; a last line that was never ended is ended first.

    Raises:
        UnicodeEncodeError: when the file's encoding cannot hold the line.
    """
    end = line_end_of(content)
    encoding = encoding_of(content)
    added = f"{line}{end}".encode("utf-8" if encoding == "utf-8-sig" else encoding)
    opened = bool(content) and not content.endswith((b"\r", b"\n"))
    return content + (end.encode("ascii") if opened else b"") + added


def spliced(content: bytes, at: int, text: str) -> bytes:
    """A file with a text put in before the character at a position; line feeds become the file's line ends.

    Raises:
        UnicodeEncodeError: when the file's encoding cannot hold the text.
    """
    encoding = encoding_of(content)
    old = content.decode(encoding)
    return (old[:at] + text.replace("\n", line_end_of(content)) + old[at:]).encode(encoding)
