"""Where the project is, and which of its files may be opened."""

from errno import EINVAL
from pathlib import Path
from stat import S_ISDIR, S_ISFIFO, S_ISREG

from hcroadmap.model.diagnostic import Mistake

TARGETS = "targets.yaml"
LOCKS = ("~$", ".~lock.")  # what the marks that spreadsheets put beside an open file begin with


class ProjectNotFound(LookupError):  # noqa: N818  # says what happened
    """No targets.yaml; `searched` lists the directories looked at."""

    def __init__(self, searched: list[Path]) -> None:
        super().__init__("no targets.yaml found")
        self.searched = searched


def find_project(start: Path, *, upward: bool) -> Path:
    """The directory that holds targets.yaml: `start` itself or, when `upward`, the nearest one above it.

    Raises:
        ProjectNotFound: with every directory searched.
        PermissionError: when a directory on the way may not be looked into.
    """
    start = start.absolute()
    searched = [start, *start.parents] if upward else [start]
    for directory in searched:
        try:
            if S_ISREG((directory / TARGETS).stat().st_mode):
                return directory
        except PermissionError:  # which `Path.is_file` of Python 3.14 hides
            raise
        except (OSError, ValueError):
            continue
    raise ProjectNotFound(searched)


def unreadable(reason: str | Exception, kind: str = "file") -> Mistake:
    """The mistake of a file or folder that cannot be read: why, in words or as Python's exception."""
    if isinstance(reason, Exception):
        reason = (getattr(reason, "strerror", None) or str(reason)).lower()
    hint = f"check that it is a {kind} and that you may read it."
    return Mistake("unreadable-file", f"the {kind} cannot be read: {reason}", hint)


def content_of(file: Path, *, piped: bool = False) -> bytes:
    """The bytes of a file, or with `piped` of a pipe; reading a pipe or a device could wait, or go on, for ever.

    Raises:
        OSError: when it cannot be read, or is a pipe or a device.
    """
    mode = file.stat().st_mode
    if not (S_ISREG(mode) or S_ISDIR(mode) or (piped and S_ISFIFO(mode))):
        raise OSError(EINVAL, "it is a pipe or a device", str(file))
    return file.read_bytes()


def reason_to_refuse(file: Path, project: Path) -> Mistake | None:
    """Why a file of a project must not be opened, if there is a reason; a file that is missing has none.

    A link may lead anywhere within the project. Reading a pipe or a device could wait, or go on, for ever.
    """
    try:
        real = file.resolve(strict=True)
        mode = real.stat().st_mode
    except FileNotFoundError:
        return None
    except RuntimeError:  # what Python 3.12 makes of a circle of links
        return unreadable("too many levels of symbolic links")
    except (OSError, ValueError) as failure:
        return unreadable(failure)
    if not real.is_relative_to(project.resolve()):
        hint = "put the file itself there instead of the link."
        return Mistake("outside-project", "the file is a link that leads out of the project", hint)
    return None if S_ISREG(mode) or S_ISDIR(mode) else unreadable("it is a pipe or a device")
