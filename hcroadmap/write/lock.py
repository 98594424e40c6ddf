"""One writer at a time: a lock on a directory that vanishes with the process that holds it, however that ends."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def _wait(lock: Callable[[], None]) -> None:
    """Try until it succeeds: Windows gives up after ten seconds."""
    while True:
        try:
            return lock()
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EDEADLK):
                raise


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Hold the directory's lock; wait for it as long as another process has it.

    The system keeps the lock on the open directory itself, so no file is left behind, not even after `kill -9`.
    Windows cannot lock a directory: there a file outside the project stands for it.

    Raises:
        OSError: when the directory cannot be opened, or its file system knows no locks.
    """
    if sys.platform == "win32":
        import msvcrt

        name = hashlib.sha256(str(directory.resolve()).encode()).hexdigest()[:16]
        handle = os.open(Path(tempfile.gettempdir()) / f"hcroadmap-{name}.lock", os.O_RDWR | os.O_CREAT)
        _wait(lambda: msvcrt.locking(handle, msvcrt.LK_LOCK, 1))
    else:
        import fcntl

        handle = os.open(directory, os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(handle)
