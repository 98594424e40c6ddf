"""Adding to a file: the whole project is checked with the addition, then the file is written under a lock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hcroadmap.cli.output import Refused, refuse, refuse_bytes
from hcroadmap.cli.project import show_findings

if TYPE_CHECKING:
    from hcroadmap.model.diagnostic import Diagnostic
    from hcroadmap.model.roadmap import Roadmap

DryRun = Annotated[bool, typer.Option("--dry-run", help="Print what would be added, but write nothing.")]


@contextmanager
def refusing_failures(target: Path, project: Path, *, dry_run: bool) -> Iterator[None]:
    """Hold the project's lock while a file is changed; refuse what the system does not allow."""
    from hcroadmap.write.file import locked, remove_leftovers

    try:
        if dry_run:
            yield
            return
        with locked(project):
            remove_leftovers(target)
            yield
    except UnicodeEncodeError as error:
        if error.encoding == "utf-8":
            refuse_bytes(error)
        unfit = error.object[error.start : error.end]
        refuse(f"{target} is in Windows-1252, which cannot hold “{unfit}”", "save the file as UTF-8 first.")
    except OSError as error:
        refuse(f"cannot write {target}: {error.strerror or error}", "nothing was written.")


def checked(project: Path, path: str, content: bytes) -> tuple[Roadmap, list[Diagnostic]]:
    """The roadmap as it would be with this content of one file, and its warnings; errors are refused."""
    from hcroadmap.read.load import load

    roadmap, findings = load(project, {path: content})
    if roadmap is None:
        errors = [finding for finding in findings if finding.severity == "error"]
        show_findings(project, errors, "this would make it so, and nothing was written")
        raise Refused("the project would not be valid; nothing was written")
    return roadmap, findings


def content_of(target: Path) -> bytes:
    """The bytes of a file; a file that does not exist yet has none."""
    return target.read_bytes() if target.exists() else b""


def write_checked(target: Path, old: bytes, new: bytes, *, dry_run: bool) -> None:
    """Write the file, unless it was changed meanwhile or this is a dry run."""
    from hcroadmap.write.file import write_atomically

    if not dry_run:
        if content_of(target) != old:
            refuse(f"{target} was changed by another program meanwhile", "nothing was written; try again.")
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, new)


def warn_of_new(project: Path, before: list[Diagnostic], after: list[Diagnostic], outcome: str) -> None:
    """Show the warnings that an addition brought.

    Lines below the addition move, so a finding is recognised by its file and its message.
    """
    old = Counter((finding.location.path, finding.message) for finding in before)
    new = []
    for finding in after:
        known = finding.location.path, finding.message
        if not old[known]:
            new.append(finding)
        old[known] -= 1
    if new:
        show_findings(project, new, outcome)
