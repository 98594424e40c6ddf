"""What a file becomes when something is added: everything that was there stays byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcroadmap.write.append import csv_line, encoding_of, line_end_of, spliced, with_line


@pytest.mark.parametrize(
    ("before", "line", "after"),
    [
        (b"a,b\n1,2\n", "3,4", b"a,b\n1,2\n3,4\n"),
        (b"a,b\r\n1,2\r\n", "3,4", b"a,b\r\n1,2\r\n3,4\r\n"),
        (b"a,b\r1,2\r", "3,4", b"a,b\r1,2\r3,4\r"),
        (b"a,b\r\n1,2", "3,4", b"a,b\r\n1,2\r\n3,4\r\n"),
        (b"a,b", "3,4", b"a,b\n3,4\n"),
        (b"", "3,4", b"3,4\n"),
        ("a\ufeff".encode()[1:] + b"a\n", "é", b"\xef\xbb\xbfa\n\xc3\xa9\n"),
        (b"caf\xe9\n", "\u00e9", b"caf\xe9\n\xe9\n"),
        ("café\n".encode(), "Ω", "café\nΩ\n".encode()),
    ],
)
def test_a_line_is_added_as_the_file_writes_lines(before: bytes, line: str, after: bytes) -> None:
    """Line ends, byte order mark and encoding are the file's; a last line that was left open is ended."""
    assert with_line(before, line) == after


def test_what_the_encoding_cannot_hold_is_refused() -> None:
    """Windows-1252 stays Windows-1252; nothing becomes a question mark."""
    with pytest.raises(UnicodeEncodeError):
        with_line(b"caf\xe9\n", "Ω")


@given(st.binary(max_size=60), st.text(alphabet="aé,;1 ", max_size=9))
def test_nothing_that_was_there_changes(before: bytes, line: str) -> None:
    """Whatever the bytes were, they come first, and the line comes last."""
    try:
        after = with_line(before, line)
    except (UnicodeEncodeError, UnicodeDecodeError):
        return
    assert after.startswith(before)
    encoding = "utf-8" if encoding_of(before) == "utf-8-sig" else encoding_of(before)
    assert after.endswith(f"{line}{line_end_of(before)}".encode(encoding))


@pytest.mark.parametrize(
    ("cells", "delimiter", "line"),
    [
        (["a", "", "b c"], ",", "a,,b c"),
        (["a,b", 'c"d', "e;f"], ",", '"a,b","c""d",e;f'),
        (["a,b", "e;f", " g"], ";", 'a,b;"e;f";" g"'),
    ],
)
def test_cells_get_the_quotes_they_need(cells: list[str], delimiter: str, line: str) -> None:
    """A delimiter, a quote, a line end or a blank at either end."""
    assert csv_line(cells, delimiter) == line


def test_a_text_is_put_in_between_with_the_line_ends_of_the_file() -> None:
    """Positions count characters, byte order mark left out."""
    assert spliced(b"\xef\xbb\xbf\xc3\xa9a\r\nb\r\n", 4, "x\n") == b"\xef\xbb\xbf\xc3\xa9a\r\nx\r\nb\r\n"
