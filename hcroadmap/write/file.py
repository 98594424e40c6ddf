"""Writing files: never half of one, never half a new project, and one writer at a time."""

import contextlib
import errno
import hashlib
import os
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path


def write_atomically(file: Path, content: bytes) -> None:
    """Write a file: to a temporary file beside it, to the disk, then renamed into place.

    An existing file keeps its permissions, and its owner where that may be; when anything fails it is untouched
    and nothing is left behind.
    A pipe or a device, such as `/dev/stdout`, is written to, never replaced, but no disk; a link stays a link.

    Raises:
        OSError: when the folder or the disk does not allow it.
    """
    if file.is_block_device():
        raise PermissionError(errno.EPERM, "it is a disk", str(file))
    if file.exists() and not file.is_file():
        with file.open("wb") as stream:
            stream.write(content)
        return
    target = file.resolve()
    if target.exists() and not os.access(target, os.W_OK):  # a rename would not mind
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666
    temporary = target.with_name(f".{target.name[:40]}.{os.urandom(4).hex()}.new")
    try:
        with open(temporary, "xb", opener=partial(os.open, mode=mode)) as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            _give_to(temporary, target.stat())
            temporary.chmod(mode)  # the umask may have taken some of it
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


@contextlib.contextmanager
def locked(
    directory: Path, patience: float = 60, waiting: Callable[[str], object] = lambda _: None
) -> Iterator[None]:
    """Hold the directory's lock; wait for it, if another process has it, as many seconds as `patience` allows.

    The system keeps the lock on the open directory itself, so no file is left behind, not even after `kill -9`.
    Windows cannot lock a directory: there a file outside the project stands for it.

    Args:
        directory: what is locked.
        patience: how long to wait.
        waiting: is called once with who has the lock, as far as the system tells, when it has to be waited for.

    Raises:
        TimeoutError: when another process still has the lock.
        OSError: when the directory cannot be opened, or its file system knows no locks.
    """
    if sys.platform == "win32":
        import msvcrt

        name = hashlib.sha256(str(directory.resolve()).encode()).hexdigest()[:16]
        handle = os.open(Path(tempfile.gettempdir()) / f"hcroadmap-{name}.lock", os.O_RDWR | os.O_CREAT)
        take = partial(msvcrt.locking, handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        handle = os.open(directory, os.O_RDONLY)
        take = partial(fcntl.flock, handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    end = None
    try:
        while True:
            try:
                take()
                break
            except OSError as error:
                if error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
                    raise
            if end is None:
                end = time.monotonic() + patience
                waiting(_holder(handle))
            elif time.monotonic() > end:
                raise TimeoutError(errno.ETIMEDOUT, "another process still holds the lock of the project")
            time.sleep(0.05)
        yield
    finally:
        os.close(handle)


def _holder(handle: int) -> str:
    """The process that has a lock and whose it is, where the system tells; else “another process”."""
    try:
        inode = os.fstat(handle).st_ino
        locks = Path("/proc/locks").read_text(encoding="ascii").splitlines()
        held = (line.split() for line in locks if " FLOCK " in line and "->" not in line)
        number = next(words[4] for words in held if words[5].endswith(f":{inode}"))
        return f"process {number} of {Path('/proc', number).owner()}"
    except (OSError, KeyError, StopIteration):
        return "another process"


def remove_leftovers(file: Path) -> None:
    """Remove what a process left behind that was killed while it wrote this file; only under the lock."""
    for left in file.parent.glob(f".{file.name[:40]}.*.new"):
        with contextlib.suppress(OSError):
            left.unlink()


def _give_to(file: Path, old: os.stat_result) -> None:
    """Give a file the owner and the group of an old one, each where the system allows it."""
    for owner, group in ((old.st_uid, -1), (-1, old.st_gid)) if hasattr(os, "chown") else ():
        with contextlib.suppress(OSError):
            os.chown(file, owner, group)


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write several files; if one of them fails, files and folders that were not there before are removed again.

    Raises:
        OSError: when the folder or the disk does not allow it.
    """
    with contextlib.ExitStack() as undo:
        for file, content in files.items():
            for folder in (folder for folder in reversed(file.parents) if not folder.exists()):
                folder.mkdir()
                undo.callback(folder.rmdir)
            if not file.exists():
                undo.callback(file.unlink, missing_ok=True)
            write_atomically(file, content)
        undo.pop_all()


def lay_down(directory: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write files, named by their paths with slashes, into a directory, which is made if need be.

    Returns the paths that are taken, or that a link leads out of the directory: if there are any, nothing is
    written. When anything fails, what was written is removed again.

    Raises:
        OSError: when the folder or the disk does not allow it.
    """
    room = directory.resolve()
    placed = {path: room / path for path in files}
    leads_out = {path for path, file in placed.items() if not file.resolve().is_relative_to(room)}
    taken = [path for path, file in placed.items() if file.exists() or file.is_symlink() or path in leads_out]
    if taken:
        return taken
    write_together({placed[path]: content for path, content in files.items()})
    return []
