"""One safe way to write a file."""

from __future__ import annotations

import os
import resource
import threading
from pathlib import Path

import pytest

from hcroadmap.write.file import write_atomically


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_new_file_holds_the_text_byte_for_byte(tmp_path: Path) -> None:
    """UTF-8, line ends as they are, no byte order mark, nothing else in the folder."""
    write_atomically(tmp_path / "naïef.md", "één\r\ntwee\n")
    assert (tmp_path / "naïef.md").read_bytes() == b"\xc3\xa9\xc3\xa9n\r\ntwee\n"
    assert names(tmp_path) == ["naïef.md"]


def test_a_new_file_gets_the_permissions_any_program_would_give(tmp_path: Path) -> None:
    """Not the 0600 of a temporary file: the umask decides, and is as before afterwards."""
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "new", "")
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert (tmp_path / "new").stat().st_mode & 0o7777 == 0o640


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_an_existing_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    """Who may read the memo is not ours to change."""
    file = tmp_path / "memo.md"
    file.write_text("old", encoding="utf-8")
    file.chmod(mode)
    write_atomically(file, "new")
    assert (file.read_text(encoding="utf-8"), file.stat().st_mode & 0o7777) == ("new", mode)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file that it points to is written, be it there already or not."""
    target, link = tmp_path / "there" / "memo.md", tmp_path / "memo.md"
    target.parent.mkdir()
    link.symlink_to(target)
    for text in ("first", "second"):
        write_atomically(link, text)
        assert (link.is_symlink(), target.read_text(encoding="utf-8")) == (True, text)
    assert names(target.parent) == ["memo.md"]


def test_an_open_reader_sees_the_old_file_whole(tmp_path: Path) -> None:
    """The old file is replaced, never written over."""
    file = tmp_path / "memo.md"
    write_atomically(file, "old")
    with file.open(encoding="utf-8") as reader:
        write_atomically(file, "new and longer")
        assert reader.read() == "old"


def test_nothing_is_left_behind_when_the_folder_is_missing(tmp_path: Path) -> None:
    """An OSError says so; no folder appears."""
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "no" / "memo.md", "text")
    assert names(tmp_path) == []


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    """An OSError, and the folder stands as it was."""
    (tmp_path / "memo.md").mkdir()
    with pytest.raises(IsADirectoryError):
        write_atomically(tmp_path / "memo.md", "text")
    assert names(tmp_path) == ["memo.md"]


def test_nothing_is_left_behind_when_the_disk_takes_no_more(tmp_path: Path) -> None:
    """The old file stands, and the temporary one is gone."""
    file = tmp_path / "memo.md"
    write_atomically(file, "old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_atomically(file, "new" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (names(tmp_path), file.read_text(encoding="utf-8")) == (["memo.md"], "old")


def test_a_device_is_written_to_and_stays_a_device() -> None:
    """`-o /dev/null` must not put a file in its place."""
    write_atomically(Path(os.devnull), "text")
    assert Path(os.devnull).is_char_device()


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    """A named pipe hands the text to its reader."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[str] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    write_atomically(pipe, "text")
    reader.join(timeout=10)
    assert (received, pipe.is_fifo()) == (["text"], True)


def test_a_name_as_long_as_the_system_allows(tmp_path: Path) -> None:
    """The temporary file's name must not be the one that is too long."""
    write_atomically(tmp_path / ("m" * 255), "text")
    assert names(tmp_path) == ["m" * 255]


def test_half_a_character_does_not_stop_the_writing(tmp_path: Path) -> None:
    """What UTF-8 cannot hold becomes a question mark."""
    write_atomically(tmp_path / "memo.md", "a\udc80b")
    assert (tmp_path / "memo.md").read_bytes() == b"a?b"
