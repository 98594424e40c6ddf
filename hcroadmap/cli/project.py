"""Opening the project that a command is about."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from hcroadmap.cli.output import Refusal, page_of, refuse, tell

if TYPE_CHECKING:
    from hcroadmap.model.diagnostic import Diagnostic
    from hcroadmap.model.roadmap import Roadmap


def named_directory(directory: Path | None) -> Path | None:
    """The directory that is named: by the option, else by HCROADMAP_DIR; `None`: look from here upward."""
    return directory or (Path(named) if (named := os.environ.get("HCROADMAP_DIR")) else None)


def project_here(directory: Path | None) -> Path:
    """The project directory: the option, else HCROADMAP_DIR, else from here upward.

    Raises:
        ProjectNotFound: with every directory searched.
    """
    from hcroadmap.read.files.access import find_project

    named = named_directory(directory)
    return find_project(named or Path.cwd(), upward=named is None)


def locate(directory: Path | None) -> Path:
    """The project directory; without one the command says where it looked, and leaves with 3."""
    from hcroadmap.read.files.access import ProjectNotFound

    try:
        return project_here(directory)
    except ProjectNotFound as missing:
        from hcroadmap.render.language.page import visible

        named = named_directory(directory)
        if named and not named.is_dir():
            origin = "-C" if directory else "the variable HCROADMAP_DIR"
            refuse(f"there is no folder {named}", f"it is named by {origin}; name the folder of a project.")

        searched = "\n  ".join(visible(str(folder)) for folder in missing.searched)
        tell(f"hcroadmap: no targets.yaml found. Searched:\n  {searched}")
        tell("  Go to a project, name one with -C DIR, or make one: hcroadmap init")
        told = ", ".join(str(folder) for folder in missing.searched)
        raise Refusal(f"no targets.yaml found; searched {told}") from None


def read_project(project: Path) -> tuple[Roadmap | None, list[Diagnostic]]:
    """The roadmap and every finding of its files."""
    from hcroadmap.read.load import load

    return load(project)


def language_here(directory: Path | None) -> str:
    """The language where none is asked for: that of the project's settings if they can be read, else English.

    No project, or a broken one, is no reason to say nothing.
    """
    from hcroadmap.model.vocabulary import Language
    from hcroadmap.read.files.access import ProjectNotFound
    from hcroadmap.read.load import read_settings

    try:
        settings = read_settings(project_here(directory))
    except (ProjectNotFound, OSError):
        settings = None
    return settings.language if settings else Language.EN


def open_roadmap(directory: Path | None) -> Roadmap:
    """The roadmap; with any error its findings go to stderr and the command leaves with 3."""
    return open_project(locate(directory))[0]


def open_project(project: Path) -> tuple[Roadmap, list[Diagnostic]]:
    """The roadmap and its warnings; with any error its findings go to stderr and the command leaves with 3."""
    roadmap, findings = read_project(project)
    if roadmap is None:
        show_findings(project, findings)
        first = next(finding for finding in findings if finding.severity == "error")
        raise Refusal(f"bad input, nothing was assessed: {first.location}: {first.message} [{first.code}]")
    return roadmap, findings


def show_findings(project: Path, findings: list[Diagnostic], outcome: str = "nothing was assessed") -> None:
    """Findings on stderr, the count last."""
    from hcroadmap.read.files.text import line_at
    from hcroadmap.render.findings import render, summary
    from hcroadmap.render.language.page import visible

    page = page_of(sys.stderr)
    on_terminal = sys.stderr.isatty()
    excerpts = (lambda path, line: line_at(project, path, line)) if on_terminal else None
    tell(render(findings, page, excerpts).removesuffix("\n"))
    tell(f"{summary(findings)} in {visible(str(project))}; {outcome}.")


def known(kind: str, chosen: Iterable[str] | None, names: Iterable[str]) -> set[str]:
    """The names chosen on the command line, all of them known; none chosen: an empty set."""
    from hcroadmap.model.diagnostic import expected

    names = list(names)
    for name in chosen or ():
        if name not in names:
            refuse(f"no {kind} is called “{name}”", expected(name, names))
    return set(chosen or ())
