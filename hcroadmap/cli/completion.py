"""Shell completion: the names in a project, read without its figures and without checks."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hcroadmap.assess.status import Status
from hcroadmap.cli.project import language_here, project_here
from hcroadmap.model.vocabulary import ActivityState
from hcroadmap.read.files.text import read_text
from hcroadmap.read.files.yaml import read_yaml
from hcroadmap.render.language.words import words

TARGETS, ACTIVITIES = "targets.yaml", "config/activities.yaml"
PLACES: dict[str, list[tuple[str, ...]]] = {
    "indicator": [(TARGETS, "indicators")],
    "action line": [(TARGETS, "action_lines")],
    "activity": [(ACTIVITIES, "activities")],
    "thing": [(TARGETS, "indicators"), (TARGETS, "action_lines"), (ACTIVITIES, "activities")],
    "dimension": [(TARGETS, "indicators", "dimensions")],
    "owner of indicators": [(TARGETS, "indicators", "owner")],
    "owner of activities": [(ACTIVITIES, "activities", "owners")],
    "owner": [(TARGETS, "indicators", "owner"), (ACTIVITIES, "activities", "owners")],
}
"""The file and the section that declare the names of a kind, or the key of its entries below which they stand."""
_UNTYPABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\\\"$`]")
"""In some shell each of these would do something else than stand for itself."""
_ODD = re.compile(r"[^\w@%+:,./-]")
"""What needs a quote or a backslash when it is typed."""


def names_of(kind: str, context: Any) -> list[str]:
    """The names of a kind in the project that the command line is about.

    None without a project, and none where anything is wrong: a shell has no place for errors.
    """
    try:
        directory = None
        while context is not None and not directory:  # -C may stand before the command or behind it
            directory, context = context.params.get("directory"), context.parent
        names = set(_names(project_here(Path(directory) if directory else None), kind))
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
    elif kind == "state":
        said = words(language_here(project))
        named = (name for state in ActivityState for name in (state, said(f"state.{state}")))
        yield from (name for name in named if " " not in name)
    elif kind == "layout":
        yield from (file.stem for file in (project / "config" / "layouts").glob("*.yaml"))
    for path, section, *keys in PLACES.get(kind, ()):
        source, _ = read_text(project / path, path)
        tree = read_yaml(source)[0] if source else None
        for name in tree.names(section) if tree else ():
            value = tree.reach(section, name, *keys) if tree and keys else None
            if not keys:
                yield name
            elif value:  # a mapping, a list of texts or a text
                yield from [
                    *(value.entries or ()),
                    *(item.text.strip() for item in value.items or [value] if item.text),
                ]
