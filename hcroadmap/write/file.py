"""Writing a file so that a reader sees the old one or the new one, never half of it."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_atomically(file: Path, text: str) -> None:
    """Write a text as UTF-8, as `write_bytes_atomically` does."""
    write_bytes_atomically(file, text.encode("utf-8", "replace"))


def write_bytes_atomically(file: Path, content: bytes) -> None:
    """Write a file: to a temporary file beside it, to the disk, then renamed into place.

    An existing file keeps its permissions; when anything fails it is untouched and nothing is left behind.
    A pipe or a device, such as `/dev/stdout`, is written to, never replaced; a link stays a link.

    Raises:
        OSError: when the folder or the disk does not allow it.
    """
    if file.exists() and not file.is_file():
        with file.open("wb") as stream:
            stream.write(content)
        return
    target = file.resolve()
    if target.exists() and not os.access(target, os.W_OK):  # a rename would not mind
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".new")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_permissions(target))
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write several files; when one of them fails, those that were not there before are removed again.

    Raises:
        OSError: when the folder or the disk does not allow it.
    """
    new = [file for file in files if not file.exists()]
    try:
        for file, content in files.items():
            write_bytes_atomically(file, content)
    except BaseException:
        for file in new:
            with contextlib.suppress(OSError):
                file.unlink()
        raise


def _permissions(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
