"""Which directory is the project: the one that holds targets.yaml."""

from __future__ import annotations

from pathlib import Path

TARGETS = "targets.yaml"


class ProjectNotFound(LookupError):  # noqa: N818  # says what happened
    """No targets.yaml; `searched` lists the directories looked at."""

    def __init__(self, searched: list[Path]) -> None:
        super().__init__("no targets.yaml found")
        self.searched = searched


def find_project(start: Path, *, upward: bool) -> Path:
    """The directory that holds targets.yaml: `start` itself or, when `upward`, the nearest one above it.

    Raises:
        ProjectNotFound: with every directory searched.
    """
    start = start.absolute()
    searched = [start, *start.parents] if upward else [start]
    for directory in searched:
        if (directory / TARGETS).is_file():
            return directory
    raise ProjectNotFound(searched)
