"""Adding to a file: the whole project is checked with the addition, then the file is written under a lock."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Annotated

import typer

from hcroadmap.cli.output import Refused, page_of, refuse, refuse_bytes
from hcroadmap.cli.project import language_here, open_project, show_findings
from hcroadmap.model.diagnostic import Diagnostic
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.read.load import load
from hcroadmap.write.file import locked, remove_leftovers, write_atomically

DryRun = Annotated[bool, typer.Option("--dry-run", help="Print what would be added, but write nothing.")]


class Addition:
    """A file of a project to which something is added: the project as it is, and the file's content."""

    def __init__(self, project: Path, path: str, *, dry_run: bool = False) -> None:
        self.project, self.path, self.target, self.dry_run = project, path, project / path, dry_run
        self.roadmap, self.findings = open_project(project)
        self.page = page_of(sys.stderr, language_here(project))
        self.content = self.read()

    def read(self) -> bytes:
        """The bytes of the file; a file that does not exist yet has none."""
        return self.target.read_bytes() if self.target.exists() else b""

    def check(self, content: bytes) -> tuple[Roadmap, list[Diagnostic]]:
        """The roadmap as it would be with this content, and the findings that are new; errors are refused.

        Lines below the addition move, so a finding is recognised by its file and its message.
        """
        roadmap, findings = load(self.project, {self.path: content})
        if roadmap is None:
            errors = [finding for finding in findings if finding.severity == "error"]
            show_findings(self.project, errors, self.page.words("findings.refused"), self.page)
            raise Refused("the project would not be valid; nothing was written")
        old = Counter((finding.location.path, finding.message) for finding in self.findings)
        new = []
        for finding in findings:
            known = finding.location.path, finding.message
            if not old[known]:
                new.append(finding)
            old[known] -= 1
        return roadmap, new

    def write(self, content: bytes) -> None:
        """Write the file, unless this is a dry run; one that was changed meanwhile is refused."""
        if self.dry_run:
            return
        if self.read() != self.content:
            refuse(f"{self.target} was changed by another program meanwhile", "nothing was written; try again.")
        self.target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self.target, content)


@contextmanager
def adding_to(project: Path, path: str, *, dry_run: bool) -> Iterator[Addition]:
    """Hold the project's lock while something is added to a file; refuse what the system does not allow."""
    target = project / path
    try:
        with nullcontext() if dry_run else locked(project):
            if not dry_run:
                remove_leftovers(target)
            yield Addition(project, path, dry_run=dry_run)
    except UnicodeEncodeError as error:
        if error.encoding == "utf-8":
            refuse_bytes(error)
        unfit = error.object[error.start : error.end]
        refuse(f"{target} is in Windows-1252, which cannot hold “{unfit}”", "save the file as UTF-8 first.")
    except OSError as error:
        refuse(f"cannot write {target}: {error.strerror or error}", "nothing was written.")
