"""The project that a command is about: where it is, what it holds, what is wrong with it; and adding to it."""

import os
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path

from hcroadmap.cli.output import Refused, page_of, refuse, refuse_bytes, tell
from hcroadmap.model.diagnostic import Diagnostic, expected
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.model.vocabulary import Language
from hcroadmap.read.files.access import ProjectNotFound, find_project
from hcroadmap.read.files.text import lines_of
from hcroadmap.read.load import Findings, load, read_settings
from hcroadmap.render.language.page import Page, visible
from hcroadmap.write.file import locked, remove_leftovers, write_atomically

PATIENCE = 120
"""Seconds to wait for another process that is adding to the project."""


def named_directory(directory: Path | None) -> Path | None:
    """The directory named by the option, else by HCROADMAP_DIR; `None` means: look from here upward."""
    return directory or (Path(named) if (named := os.environ.get("HCROADMAP_DIR")) else None)


def project_here(directory: Path | None) -> Path:
    """The project directory: the option, else HCROADMAP_DIR, else from here upward.

    Raises:
        ProjectNotFound: with every directory searched.
    """
    named = named_directory(directory)
    return find_project(named or Path.cwd(), upward=named is None)


def locate(directory: Path | None) -> Path:
    """The project directory; refuses without one, and says where it looked."""
    try:
        return project_here(directory)
    except ProjectNotFound as missing:
        named = named_directory(directory)
        if named and not named.is_dir():
            origin = "-C" if directory else "the variable HCROADMAP_DIR"
            refuse(f"there is no folder {named}", f"it is named by {origin}; name the folder of a project.")
        searched = [str(folder) for folder in missing.searched]
        tell("\n  ".join(["hcroadmap: no targets.yaml found. Searched:", *map(visible, searched)]))
        tell("  Go to a project, name one with -C DIR, or make one: hcroadmap init")
        raise Refused(f"no targets.yaml found; searched {', '.join(searched)}") from None


def _named_language(asked: str | None) -> str | None:
    asked = asked or os.environ.get("HCROADMAP_LANG")
    return asked if asked in set(Language) else None


def language_of(findings: Findings, asked: str | None = None) -> str:
    """The language for the findings of a project: as `language_here`, without reading its settings again."""
    return _named_language(asked) or findings.language


def language_here(directory: Path | None, asked: str | None = None) -> str:
    """The language asked for, also by HCROADMAP_LANG, else that of the project's settings, else English."""
    if named := _named_language(asked):
        return named
    with suppress(ProjectNotFound, OSError):
        if settings := read_settings(project_here(directory)):
            return settings.language
    return Language.EN


def open_roadmap(directory: Path | None, lang: str | None = None) -> Roadmap:
    """The roadmap of the project directory, opened as by `open_project`."""
    return open_project(locate(directory), lang)[0]


def open_project(project: Path, lang: str | None = None) -> tuple[Roadmap, Findings]:
    """The roadmap and its warnings; with any error the findings go to stderr and the command refuses."""
    roadmap, findings = load(project)
    if roadmap is None:
        page = page_of(sys.stderr, language_of(findings, lang))
        show_findings(project, findings, page.words("findings.not_assessed"), page)
        first = next(finding for finding in findings if finding.severity == "error")
        raise Refused(f"bad input, nothing was assessed: {first.location}: {first.message} [{first.code}]")
    return roadmap, findings


def described(page: Page, folder: Path, findings: list[Diagnostic]) -> tuple[str, str]:
    """Findings as a page shows them, and their count; a terminal shows lines, which are read from the folder."""
    from hcroadmap.render.findings import render, summary  # noqa: PLC0415  # rich, which `check -q` does without

    text = render(findings, page, lines_of(folder) if page.terminal else None)
    return text, summary(findings, page.words)


def show_findings(project: Path, findings: list[Diagnostic], outcome: str, page: Page) -> None:
    """Print findings to stderr, the count last, with what came of it."""
    text, count = described(page, project, findings)
    tell(text + page.words("findings.in_project", count=count, project=visible(str(project)), outcome=outcome))


def known(kind: str, chosen: Iterable[str] | None, names: Collection[str]) -> set[str]:
    """The names given on the command line, as a set; an unknown one is refused with a suggestion."""
    for name in chosen or ():
        if name not in names:
            refuse(f"no {kind} is called “{name}”", expected(name, names))
    return set(chosen or ())


class Addition:
    """A file of a project to which something is added: the project as it is, and the file's content."""

    def __init__(self, project: Path, path: str, *, dry_run: bool = False) -> None:
        self.project, self.path, self.target, self.dry_run = project, path, project / path, dry_run
        self.roadmap, self.findings = open_project(project)
        self.page = page_of(sys.stderr, language_of(self.findings))
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
        others = self.target.stat().st_nlink - 1 if self.target.exists() else 0
        write_atomically(self.target, content)
        if others:
            tell(f"hcroadmap: warning: {self.target} had {others} more name{'s' * (others > 1)} (hard links)")
            tell("  there the old content stays; link them again if they are meant to be one file.")


def _wait(project: Path, holder: str) -> None:
    tell(f"hcroadmap: waiting at most {PATIENCE} seconds for {holder}, which is adding to {project}")


@contextmanager
def adding_to(project: Path, path: str, *, dry_run: bool) -> Iterator[Addition]:
    """Hold the project's lock while something is added to a file; refuse what the system does not allow."""
    target = project / path
    try:
        with nullcontext() if dry_run else locked(project, PATIENCE, partial(_wait, project)):
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
