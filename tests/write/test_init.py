"""A new project is laid down whole or not at all, and never over another."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcroadmap.write.init import Occupied, lay_down

FILES = {"targets.yaml": b"indicators: {}\n", "config/measurements/a.csv": b"indicator\r\n"}


def test_every_file_is_written_as_it_is(tmp_path: Path) -> None:
    """Byte for byte, in a directory that is made."""
    lay_down(tmp_path / "new" / "room", FILES)
    assert {path: (tmp_path / "new" / "room" / path).read_bytes() for path in FILES} == FILES


def test_nothing_is_overwritten_and_all_that_is_there_is_named(tmp_path: Path) -> None:
    """Not even one file is written when another is in the way."""
    (tmp_path / "config" / "measurements").mkdir(parents=True)
    (tmp_path / "config" / "measurements" / "a.csv").write_bytes(b"mine")
    (tmp_path / "targets.yaml").symlink_to("nowhere")
    with pytest.raises(Occupied) as refused:
        lay_down(tmp_path, {**FILES, "new.yaml": b""})
    assert refused.value.paths == list(FILES)
    assert (tmp_path / "config" / "measurements" / "a.csv").read_bytes() == b"mine"
    assert not (tmp_path / "new.yaml").exists()
    assert not (tmp_path / "nowhere").exists()


def test_no_link_leads_out_of_the_directory(tmp_path: Path) -> None:
    """What lies elsewhere is not ours to write."""
    (tmp_path / "room").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "room" / "config").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Occupied) as refused:
        lay_down(tmp_path / "room", FILES)
    assert refused.value.paths == ["config/measurements/a.csv"]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_failure_leaves_no_half_project(tmp_path: Path) -> None:
    """What was written before the failure is taken away again."""
    (tmp_path / "config").write_text("a file where a folder should be")
    with pytest.raises(OSError, match="config"):
        lay_down(tmp_path, FILES)
    assert [file.name for file in tmp_path.iterdir()] == ["config"]
