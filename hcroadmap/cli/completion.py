"""Shell completion: the names in a project, read without its figures and without checks."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hcroadmap.read.files.yaml import Node

TARGETS, ACTIVITIES = "targets.yaml", "config/activities.yaml"
SECTIONS = {
    "indicator": [(TARGETS, "indicators")],
    "action line": [(TARGETS, "action_lines")],
    "activity": [(ACTIVITIES, "activities")],
    "thing": [(TARGETS, "indicators"), (TARGETS, "action_lines"), (ACTIVITIES, "activities")],
}
"""The file and the section that declare the names of a kind."""
OWNERS = {
    "owner of indicators": [(TARGETS, "indicators", "owner")],
    "owner of activities": [(ACTIVITIES, "activities", "owners")],
    "owner": [(TARGETS, "indicators", "owner"), (ACTIVITIES, "activities", "owners")],
}
"""The file, the section and the key of its entries that name owners."""
_UNTYPABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\\\"$`]")
"""In some shell each of these would do something else than stand for itself."""
_ODD = re.compile(r"[^\w@%+:,./-]")
"""What needs a quote or a backslash when it is typed."""


def names_of(kind: str, context: Any) -> list[str]:
    """The names of a kind in the project that the command line is about.

    None without a project, and none where anything is wrong: a shell has no place for errors.
    """
    from hcroadmap.cli.project import project_here

    try:
        given: list[Path] = []
        while context is not None:  # -C may stand before the command or behind it
            given += filter(None, [context.params.get("directory")])
            context = context.parent
        names = set(_names(project_here(Path(given[0]) if given else None), kind))
    except Exception:  # whatever it is, it would be printed into the line that is being typed
        return []
    safe = sorted(name for name in names if name and not _UNTYPABLE.search(name))
    return [word for name in safe if (word := _as_typed(name))]


def _as_typed(name: str) -> str:
    """A name as it must be typed in the shell that asks; nothing where it would not arrive as it is.

    Fish quotes what it is given; bash and PowerShell take it as it stands; typer's zsh loses apostrophes.
    """
    shell = os.environ.get("_HCROADMAP_COMPLETE", "").removeprefix("complete_")
    if shell == "bash":
        words, place = os.environ["COMP_WORDS"].split("\n"), int(os.environ["COMP_CWORD"])
        quote = "".join(words[place : place + 1])[:1]
        if quote == "'":  # bash closes the quote, but not behind an apostrophe
            return name.replace("'", r"'\''") + "'" * name.endswith("'")
        return name if quote == '"' else _ODD.sub(r"\\\g<0>", name)
    lost = {"zsh": "'" in name, "powershell": _ODD.search(name), "pwsh": _ODD.search(name)}
    return "" if lost.get(shell) else name


def _names(project: Path, kind: str) -> Iterable[str]:
    """The names of one kind as they stand in the files."""
    if kind == "status":
        from hcroadmap.assess.status import Status

        return list(Status)
    if kind == "layout":
        return [file.stem for file in (project / "config" / "layouts").glob("*.yaml")]
    if kind == "dimension":
        targets = _tree(project, TARGETS)
        ids = targets.names("indicators")
        return [name for one in ids for name in targets.names("indicators", one, "dimensions")]
    if kind in OWNERS:
        return [owner for place in OWNERS[kind] for owner in _owners(project, *place)]
    return [name for path, section in SECTIONS[kind] for name in _tree(project, path).names(section)]


def _owners(project: Path, path: str, section: str, key: str) -> Iterator[str]:
    """The text, or the list of texts, under a key of each entry of a section."""
    declared = _tree(project, path).child(section)
    for entry in (declared.entries or {} if declared else {}).values():
        value = entry.child(key)
        if value is not None:
            yield from (item.text.strip() for item in value.items or [value] if item.text)


def _tree(project: Path, path: str) -> Node:
    """A file as it was typed; one that cannot be read is empty."""
    from hcroadmap.model.diagnostic import Location
    from hcroadmap.read.files.text import read_text
    from hcroadmap.read.files.yaml import Node, read_yaml

    source, _ = read_text(project / path, path)
    root = read_yaml(source)[0] if source else None
    return root or Node(Location(path))
