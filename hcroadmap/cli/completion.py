"""What a shell completes: the names that a project knows, read without its figures and without any check."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer._click.shell_completion import CompletionItem, add_completion_class
from typer._completion_classes import BashComplete, PowerShellComplete, ZshComplete

from hcroadmap.cli.output import refuse

if TYPE_CHECKING:
    from hcroadmap.read.files.yaml import Node

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
# In some shell each of these would do something else than stand for itself.
_UNTYPABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\\\"$`]")
_ODD = re.compile(r"[^\w@%+:,./-]")


class _Project:
    """The names in the files of a project; a file that cannot be read holds none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def tree(self, path: str) -> Node:
        """A file as it was typed."""
        from hcroadmap.model.diagnostic import Location
        from hcroadmap.read.files.text import read_text
        from hcroadmap.read.files.yaml import Node, read_yaml

        source, _ = read_text(self.folder / path, path)
        root = read_yaml(source)[0] if source else None
        return root or Node(Location(path))

    @property
    def targets(self) -> Node:
        """What was promised."""
        return self.tree("targets.yaml")

    @property
    def activities(self) -> Node:
        """What is done."""
        return self.tree("config/activities.yaml")


def _things(project: _Project) -> Iterator[str]:
    targets = project.targets
    yield from [
        *targets.names("indicators"),
        *targets.names("action_lines"),
        *project.activities.names("activities"),
    ]


def _dimensions(project: _Project) -> Iterator[str]:
    targets = project.targets
    for indicator in targets.names("indicators"):
        yield from targets.names("indicators", indicator, "dimensions")


def _answering(project: _Project) -> Iterator[str]:
    yield from _texts(project.targets, "indicators", "owner")


def _doing(project: _Project) -> Iterator[str]:
    yield from _texts(project.activities, "activities", "owners")


def _statuses(project: _Project) -> Iterable[str]:
    from hcroadmap.assess.status import Status

    del project
    return list(Status)


KINDS: dict[str, Callable[[_Project], Iterable[str]]] = {
    "indicator": lambda project: project.targets.names("indicators"),
    "action line": lambda project: project.targets.names("action_lines"),
    "activity": lambda project: project.activities.names("activities"),
    "thing": _things,
    "owner of indicators": _answering,
    "owner of activities": _doing,
    "owner": lambda project: [*_answering(project), *_doing(project)],
    "dimension": _dimensions,
    "layout": lambda project: [file.stem for file in (project.folder / "config" / "layouts").glob("*.yaml")],
    "status": _statuses,
}


def names_of(kind: str, context: Any) -> list[str]:
    """The names of a kind in the project that a command line is about.

    None without a project, and none where anything is wrong: a shell has no place for errors.
    """
    try:
        names = set(KINDS[kind](_Project(_folder(context))))
    except Exception:  # whatever it is, it would be printed into the line that is being typed
        return []
    return sorted(name for name in names if name and not _UNTYPABLE.search(name))


def _folder(context: Any) -> Path:
    """The project directory: the option before the command or behind it, else HCROADMAP_DIR, else from here up."""
    from hcroadmap.cli.project import project_here

    given = [around.params["directory"] for around in _outward(context) if around.params.get("directory")]
    return project_here(Path(given[0]) if given else None)


def _outward(context: Any) -> Iterator[Any]:
    while context is not None:
        yield context
        context = context.parent


def _texts(tree: Node, section: str, key: str) -> Iterator[str]:
    """The text or the texts under a key of every entry of a section."""
    declared = tree.child(section)
    for entry in (declared.entries or {} if declared else {}).values():
        value = entry.child(key)
        if value is not None:
            yield from (item.text.strip() for item in value.items or [value] if item.text)


class _Bash(BashComplete):
    """Bash takes what it is given as it stands, so that a space must be typed as one would type it."""

    def format_completion(self, item: CompletionItem) -> str:
        """The word as it is typed without quotes, or within those that are open."""
        words, place = os.environ["COMP_WORDS"].split("\n"), int(os.environ["COMP_CWORD"])
        mark, word = "".join(words[place : place + 1])[:1], str(item.value)
        if mark == "'":  # bash closes the quote, but not behind an apostrophe
            return word.replace("'", r"'\''") + "'" * word.endswith("'")
        return word if mark == '"' else _ODD.sub(r"\\\g<0>", word)


class _Zsh(ZshComplete):
    """Zsh reads the answer as a command."""

    def format_completion(self, item: CompletionItem) -> str:
        """The word between quotes; an apostrophe in it is kept."""
        return super().format_completion(item).replace("''", r"'\''")


class _PowerShell(PowerShellComplete):
    """PowerShell takes what it is given as it stands, too."""

    def format_completion(self, item: CompletionItem) -> str:
        """The word, between apostrophes if need be; those in it are doubled, the curly ones too."""
        if _ODD.search(item.value):
            item.value = "'" + re.sub("['‘’‚‛]", r"\g<0>\g<0>", item.value) + "'"
        return super().format_completion(item)


def prepare_shells() -> None:
    """Let names with spaces and apostrophes arrive in every shell, as they do in fish."""
    for shell, how in {"bash": _Bash, "zsh": _Zsh, "powershell": _PowerShell, "pwsh": _PowerShell}.items():
        add_completion_class(how, shell)


def refuse_other_shells() -> None:
    """Refuse to show or install completion where nobody can tell for which shell."""
    import shellingham  # type: ignore[import-untyped]  # it has no types

    try:
        name, _ = shellingham.detect_shell()
    except (shellingham.ShellDetectionFailure, OSError):
        name = ""
    if name not in SHELLS:
        found = f"“{name}” cannot complete" if name else "the shell around cannot be recognised"
        refuse(f"{found}; completion is for bash, zsh, fish and PowerShell",
               "print the script of one of them: _HCROADMAP_COMPLETE=source_bash hcroadmap")  # fmt: skip
