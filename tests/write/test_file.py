"""One safe way to write a file, to lay down a new project, and to have one writer at a time."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from hcroadmap.write.file import lay_down, locked, write_atomically, write_together

FILES = {"targets.yaml": b"indicators: {}\n", "config/measurements/a.csv": b"indicator\r\n"}
HOLD = """\
import sys, time
from pathlib import Path
from hcroadmap.write.file import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_new_file_holds_the_text_byte_for_byte(tmp_path: Path) -> None:
    """UTF-8, line ends as they are, no byte order mark, nothing else in the folder."""
    write_atomically(tmp_path / "naïef.md", "één\r\ntwee\n".encode())
    assert (tmp_path / "naïef.md").read_bytes() == b"\xc3\xa9\xc3\xa9n\r\ntwee\n"
    assert names(tmp_path) == ["naïef.md"]


def test_a_new_file_gets_the_permissions_any_program_would_give(tmp_path: Path) -> None:
    """Not the 0600 of a temporary file: the umask decides, and is as before afterwards."""
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "new", b"")
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
    write_atomically(file, b"new")
    assert (file.read_text(encoding="utf-8"), file.stat().st_mode & 0o7777) == ("new", mode)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file that it points to is written, be it there already or not."""
    target, link = tmp_path / "there" / "memo.md", tmp_path / "memo.md"
    target.parent.mkdir()
    link.symlink_to(target)
    for text in ("first", "second"):
        write_atomically(link, text.encode())
        assert (link.is_symlink(), target.read_text(encoding="utf-8")) == (True, text)
    assert names(target.parent) == ["memo.md"]


def test_an_open_reader_sees_the_old_file_whole(tmp_path: Path) -> None:
    """The old file is replaced, never written over."""
    file = tmp_path / "memo.md"
    write_atomically(file, b"old")
    with file.open(encoding="utf-8") as reader:
        write_atomically(file, b"new and longer")
        assert reader.read() == "old"


def test_nothing_is_left_behind_when_the_folder_is_missing(tmp_path: Path) -> None:
    """An OSError says so; no folder appears."""
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "no" / "memo.md", b"text")
    assert names(tmp_path) == []


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    """An OSError, and the folder stands as it was."""
    (tmp_path / "memo.md").mkdir()
    with pytest.raises(IsADirectoryError):
        write_atomically(tmp_path / "memo.md", b"text")
    assert names(tmp_path) == ["memo.md"]


def test_nothing_is_left_behind_when_the_disk_takes_no_more(tmp_path: Path) -> None:
    """The old file stands, and the temporary one is gone."""
    file = tmp_path / "memo.md"
    write_atomically(file, b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_atomically(file, b"new" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (names(tmp_path), file.read_text(encoding="utf-8")) == (["memo.md"], "old")


def test_a_device_is_written_to_and_stays_a_device() -> None:
    """`-o /dev/null` must not put a file in its place."""
    write_atomically(Path(os.devnull), b"text")
    assert Path(os.devnull).is_char_device()


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    """A named pipe hands the text to its reader."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[str] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    write_atomically(pipe, b"text")
    reader.join(timeout=10)
    assert (received, pipe.is_fifo()) == (["text"], True)


def test_a_name_as_long_as_the_system_allows(tmp_path: Path) -> None:
    """The temporary file's name must not be the one that is too long."""
    write_atomically(tmp_path / ("m" * 255), b"text")
    assert names(tmp_path) == ["m" * 255]


def test_every_file_is_written_as_it_is(tmp_path: Path) -> None:
    """Byte for byte, in a directory that is made."""
    assert lay_down(tmp_path / "new" / "room", FILES) == []
    assert {path: (tmp_path / "new" / "room" / path).read_bytes() for path in FILES} == FILES


def test_nothing_is_overwritten_and_all_that_is_there_is_named(tmp_path: Path) -> None:
    """Not even one file is written when another is in the way."""
    (tmp_path / "config" / "measurements").mkdir(parents=True)
    (tmp_path / "config" / "measurements" / "a.csv").write_bytes(b"mine")
    (tmp_path / "targets.yaml").symlink_to("nowhere")
    assert lay_down(tmp_path, {**FILES, "new.yaml": b""}) == list(FILES)
    assert (tmp_path / "config" / "measurements" / "a.csv").read_bytes() == b"mine"
    assert not (tmp_path / "new.yaml").exists()
    assert not (tmp_path / "nowhere").exists()


def test_no_link_leads_out_of_the_directory(tmp_path: Path) -> None:
    """What lies elsewhere is not ours to write."""
    (tmp_path / "room").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "room" / "config").symlink_to(tmp_path / "elsewhere")
    assert lay_down(tmp_path / "room", FILES) == ["config/measurements/a.csv"]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_failure_leaves_no_half_project(tmp_path: Path) -> None:
    """What was written before the failure is taken away again."""
    (tmp_path / "config").write_text("a file where a folder should be")
    with pytest.raises(OSError, match="config"):
        lay_down(tmp_path, FILES)
    assert [file.name for file in tmp_path.iterdir()] == ["config"]


def hold(folder: Path, seconds: float) -> subprocess.Popen[str]:
    """A process that has the lock by now."""
    line = [sys.executable, "-c", HOLD, str(folder), str(seconds)]
    holder = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_the_second_waits_for_the_first(tmp_path: Path) -> None:
    """As long as it takes."""
    holder = hold(tmp_path, 0.5)
    began = time.monotonic()
    with locked(tmp_path):
        waited = time.monotonic() - began
    holder.communicate(timeout=10)
    assert holder.returncode == 0
    assert waited > 0.3


def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    """Nor a file."""
    holder = hold(tmp_path, 60)
    holder.send_signal(signal.SIGKILL)
    holder.communicate(timeout=10)
    with locked(tmp_path):
        assert list(tmp_path.iterdir()) == []


def test_a_failure_inside_gives_the_lock_back(tmp_path: Path) -> None:
    """Else the next one would wait for ever."""
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        _ = 1 // 0
    with locked(tmp_path):
        pass


def test_who_is_waited_for_is_named_and_not_for_ever(tmp_path: Path) -> None:
    """The process and whose it is, once; then the wait ends, and the lock can be had later."""
    holder, told = hold(tmp_path, 60), list[str]()
    with pytest.raises(TimeoutError, match="still holds the lock"), locked(tmp_path, 0.3, told.append):
        pytest.fail("two had the lock")
    holder.kill()
    holder.communicate(timeout=10)
    known = {f"process {holder.pid} of {Path('/proc/self').owner()}", "another process"}
    assert (len(told), told[0] in known) == (1, True)
    with locked(tmp_path, 0.3, told.append):
        assert len(told) == 1


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give a file away")
@pytest.mark.parametrize(("owner", "group"), [(1, 1), (0, 2), (3, 0)])
def test_an_existing_file_keeps_its_owner(tmp_path: Path, owner: int, group: int) -> None:
    """Else a figure recorded by root could not be corrected by those whose file it is."""
    file = tmp_path / "recorded.csv"
    file.write_text("old", encoding="utf-8")
    os.chown(file, owner, group)
    file.chmod(0o640)
    write_atomically(file, b"new")
    kept = file.stat()
    assert (kept.st_uid, kept.st_gid, kept.st_mode & 0o7777) == (owner, group, 0o640)


def test_an_owner_that_may_not_be_given_is_let_go(tmp_path: Path) -> None:
    """What counts is that the file is written: somebody in its group may do that."""
    file = tmp_path / "recorded.csv"
    file.write_text("old", encoding="utf-8")
    script = "import sys; from pathlib import Path; from hcroadmap.write.file import write_atomically as write"
    line = [sys.executable, "-c", f"{script}; write(Path(sys.argv[1]), b'new')", str(file)]
    lead: tuple[str, ...] = ()
    if os.getuid() == 0:
        os.chown(file, 1, 1)
        file.chmod(0o666)
        tmp_path.chmod(0o777)
        lead = ("setpriv", "--bounding-set=-chown")
    subprocess.run([*lead, *line], check=True, timeout=60)
    assert file.read_bytes() == b"new"


def test_of_several_files_in_a_new_folder_all_are_written_or_nothing(tmp_path: Path) -> None:
    """Nor is the folder left."""
    with pytest.raises(OSError, match="name too long"):
        write_together({tmp_path / "a" / "b" / "c": b"1", tmp_path / "a" / "b" / ("d" * 300): b"2"})
    assert names(tmp_path) == []
    write_together({tmp_path / "a" / "b" / "c": b"1", tmp_path / "a" / "d": b"2"})
    assert (tmp_path / "a" / "b" / "c").read_bytes() + (tmp_path / "a" / "d").read_bytes() == b"12"


def test_a_disk_is_not_written_to(tmp_path: Path) -> None:
    """A pipe and a device of letters are, but a disk has files on it."""
    disk = tmp_path / "disk"
    try:
        os.mknod(disk, 0o600 | stat.S_IFBLK, os.makedev(7, 250))
    except PermissionError:
        pytest.skip("no device can be made here")
    with pytest.raises(PermissionError, match="it is a disk"):
        write_atomically(disk, b"text")
