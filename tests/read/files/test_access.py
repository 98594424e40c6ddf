"""The project directory is the one that holds targets.yaml, and nothing else stands in for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcroadmap.read.files.access import ProjectNotFound, find_project


def test_the_nearest_directory_upward(tmp_path: Path) -> None:
    """From a folder deep inside a project, the project is found."""
    (tmp_path / "targets.yaml").touch()
    inside = tmp_path / "config" / "measurements"
    inside.mkdir(parents=True)
    assert find_project(inside, upward=True) == tmp_path


def test_a_named_directory_is_not_left(tmp_path: Path) -> None:
    """`-C` names one directory: its parents are not looked at."""
    (tmp_path / "targets.yaml").touch()
    inside = tmp_path / "config"
    inside.mkdir()
    with pytest.raises(ProjectNotFound) as missing:
        find_project(inside, upward=False)
    assert missing.value.searched == [inside]


def test_every_directory_searched_is_told(tmp_path: Path) -> None:
    """Who has no project sees where one was looked for; a directory called targets.yaml is none."""
    (tmp_path / "targets.yaml").mkdir()
    with pytest.raises(ProjectNotFound) as missing:
        find_project(tmp_path, upward=True)
    assert missing.value.searched == [tmp_path, *tmp_path.parents]
