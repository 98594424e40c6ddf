"""Laying down a new project: all of its files or none, and never over one that is there."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path


class Occupied(Exception):  # noqa: N818  # says what happened
    """Files that would be overwritten, or places that lie outside the directory; nothing was written."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(", ".join(paths))
        self.paths = paths


def lay_down(directory: Path, files: Mapping[str, bytes]) -> None:
    """Write files, named by their paths with slashes, into a directory, which is made if need be.

    When anything fails, what was written is removed again.

    Raises:
        Occupied: when a file is there already, or a link leads out of the directory.
        OSError: when the folder or the disk does not allow it.
    """
    room = directory.resolve()
    taken = [path for path in files if _is_taken(room, path)]
    if taken:
        raise Occupied(taken)
    written: list[Path] = []
    made = [room, *(folder for path in files for folder in (room / path).parents if folder.is_relative_to(room))]
    made = sorted({folder for folder in made if not folder.exists()}, reverse=True)
    try:
        for path, content in files.items():
            file = room / path
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as stream:
                written.append(file)
                stream.write(content)
    except BaseException:
        for file in written:
            file.unlink(missing_ok=True)
        for folder in made:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _is_taken(room: Path, path: str) -> bool:
    """Is something there, be it a broken link, or does the way there lead out of the room?"""
    file = room / path
    return file.exists() or file.is_symlink() or not file.resolve().is_relative_to(room)
