"""Shell completion: the names in a project, read without its figures and without checks."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hcroadmap.assess.status import Status
from hcroadmap.cli.project import project_here
from hcroadmap.model.diagnostic import Location
from hcroadmap.read.files.text import read_text
from hcroadmap.read.files.yaml import Node, read_yaml

TARGETS, ACTIVITIES = "targets.yaml", "config/activities.yaml"
PLACES: dict[str, list[tuple[str, str, *tuple[str, ...]]]] = {
    "indicator": [(TARGETS, "indicators")],
    "action line": [(TARGETS, "action_lines")],
    "activity": [(ACTIVITIES, "activities")],
    "thing": [(TARGETS, "indicators"), (TARGETS, "action_lines"), (ACTIVITIES, "activities")],
    "owner of indicators": [(TARGETS, "indicators", "owner")],
    "owner of activities": [(ACTIVITIES, "activities", "owners")],
    "owner": [(TARGETS, "indicators", "owner"), (ACTIVITIES, "activities", "owners")],
}
"""The file and the section that declare the names of a kind, or the key of its entries that names owners."""
_UNTYPABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\\\"$`]")
"""In some shell each of these would do something else than stand for itself."""
_ODD = re.compile(r"[^\w@%+:,./-]")
"""What needs a quote or a backslash when it is typed."""


def names_of(kind: str, context: Any) -> list[str]:
    """The names of a kind in the project that the command line is about.

    None without a project, and none where anything is wrong: a shell has no place for errors.
    """
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


def _names(project: Path, kind: str) -> Iterator[str]:
    """The names of one kind as they stand in the files."""
    if kind == "status":
        yield from Status
    elif kind == "layout":
        yield from (file.stem for file in (project / "config" / "layouts").glob("*.yaml"))
    elif kind == "dimension":
        targets = _tree(project, TARGETS)
        for indicator in targets.names("indicators"):
            yield from targets.names("indicators", indicator, "dimensions")
    else:
        for path, section, *keys in PLACES[kind]:
            tree = _tree(project, path)
            for name in tree.names(section):
                value = tree.reach(section, name, *keys) if keys else None  # a text, or a list of texts
                texts = (value.items or [value]) if value else []
                yield from [item.text.strip() for item in texts if item.text] if keys else [name]


def _tree(project: Path, path: str) -> Node:
    """A file as it was typed; one that cannot be read is empty."""
    source, _ = read_text(project / path, path)
    root = read_yaml(source)[0] if source else None
    return root or Node(Location(path))
