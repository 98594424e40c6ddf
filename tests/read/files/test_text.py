"""Bytes become text by one rule, and what cannot be read is said at its place."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcroadmap.model.diagnostic import Location
from hcroadmap.read.files.text import MAX_CONTROLS, TextFile, decode_text, lines_of, read_text


def read(room: Path, content: bytes) -> tuple[str | None, list[tuple[str, str]]]:
    file = room / "x.csv"
    file.write_bytes(content)
    source, found = read_text(file, "x.csv")
    return source.text if source else None, [(str(finding.location), finding.code) for finding in found]


@pytest.mark.parametrize("content", ["één".encode(), "één".encode("utf-8-sig"), "één".encode("cp1252")])
def test_utf8_with_or_without_mark_and_windows_read_alike(content: bytes, tmp_path: Path) -> None:
    """An editor's choice of encoding changes nothing."""
    assert read(tmp_path, content) == ("één", [])


def test_the_hash_is_of_the_bytes(tmp_path: Path) -> None:
    """The same text in another encoding is another input."""
    file = tmp_path / "x"
    file.write_bytes("é".encode("cp1252"))
    source, _ = read_text(file, "x")
    assert source
    assert source.sha256 == hashlib.sha256(b"\xe9").hexdigest()


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"a\r\nbc\x81d", "x.csv:2:3"),
        ("één\n".encode("utf-8-sig") + b"ab\xff", "x.csv:2:3"),
        ("één".encode("utf-16"), "x.csv:1:1"),
        (b"\xfe\xff\x00a", "x.csv:1:1"),
    ],
)
def test_an_unknown_encoding_is_said_at_its_first_byte(content: bytes, place: str, tmp_path: Path) -> None:
    """A byte that stands for no character; UTF-16; a file that says it is UTF-8 and is not."""
    assert read(tmp_path, content) == (None, [(place, "bad-encoding")])


def test_a_control_character_is_a_finding_and_the_rest_is_read(tmp_path: Path) -> None:
    """One stray character does not hide the other mistakes of the file, and moves no column."""
    found = [("x.csv:1:2", "control-character"), ("x.csv:3:1", "control-character")]
    assert read(tmp_path, b"a\x00b\r\nc\r\n\x1bd") == ("a�b\r\nc\r\n�d", found)


def test_a_file_full_of_control_characters_is_no_text(tmp_path: Path) -> None:
    """A spreadsheet that was renamed to .csv gives a screenful of findings at most."""
    text, found = read(tmp_path, b"\x00\x01" * 5000)
    assert (text, len(found)) == (None, MAX_CONTROLS)


def test_a_file_that_cannot_be_opened_is_a_finding(tmp_path: Path) -> None:
    """Neither a missing file nor a directory stops the reading of others."""
    for file in (tmp_path / "missing", tmp_path):
        source, found = read_text(file, "x")
        assert source is None
        assert [finding.code for finding in found] == ["unreadable-file"]


def test_a_line_for_the_excerpt(tmp_path: Path) -> None:
    """Lines count as editors count them; no line is no text."""
    (tmp_path / "x").write_bytes(b"\xef\xbb\xbfa\r\nb\rc")
    lines = [lines_of(tmp_path)("x", number) for number in range(5)]
    assert lines == ["", "a\r\n", "b\r", "c", ""]
    assert not lines_of(tmp_path)("missing", 1)
    (tmp_path / "y").write_bytes(b"\xff\xfea\x00")
    assert not lines_of(tmp_path)("y", 1)


@given(st.text(alphabet="ab\r\n\u2028\x85é"), st.data())
def test_a_location_leads_back_to_its_character(text: str, data: st.DataObject) -> None:
    """Whatever ends the lines: line and column name the character that stands at the offset."""
    start = data.draw(st.integers(0, len(text)))
    source = TextFile("x", text, "")
    place = source.location(start)
    before = source.line_starts[place.line - 1]
    assert before + place.column - 1 == start
    assert "\n" not in text[before:start]


def test_a_stretch_over_lines_counts_to_the_end_of_its_first() -> None:
    """The caret stays on the line it marks."""
    place = TextFile("x", "ab\ncd", "").location(1, 5)
    assert place == Location("x", 1, 2, length=2)


@given(st.binary())
def test_no_bytes_make_reading_fail(content: bytes) -> None:
    """Whatever a file holds, there is a text or a finding."""
    with tempfile.TemporaryDirectory() as room:
        text, found = read(Path(room), content)
    assert text is not None or found


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("name", "hint"), [("a.yaml", "save it as UTF-8."), ("a.csv", "CSV UTF-8")])
def test_utf_16_is_called_by_its_name(name: str, hint: str, encoding: str) -> None:
    """With a mark or without, and without advice on Excel where that has no part in it."""
    text, (found,) = decode_text("indicators:\n  é: {unit: percent}\n".encode(encoding), name)
    assert (text, found.code, found.message) == (None, "bad-encoding", "the file is UTF-16, not UTF-8")
    assert hint in found.hint
