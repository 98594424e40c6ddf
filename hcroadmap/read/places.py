"""Which files of a project are read, so that none of them is written over."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from hcroadmap.read.files.access import TARGETS
from hcroadmap.read.files.text import read_text
from hcroadmap.read.files.yaml import read_yaml

SETTINGS = "config/settings.yaml"
ACTIVITIES = "config/activities.yaml"
SOURCES = "config/sources.yaml"
MEASUREMENTS = "config/measurements"
COMMENTARY = "config/commentary"
LAYOUTS = "config/layouts"
FOLDERS = ("config", MEASUREMENTS, COMMENTARY, LAYOUTS)
READABLE = (".yaml", ".yml", ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".gz")
"""The suffixes below `config` of what is read, or will be once sources.yaml names it."""


def reader_of(file: Path) -> Path | None:
    """The project that reads a file, by whatever link, or would read it if it were there; `None` without one."""
    with suppress(OSError, RuntimeError, ValueError):  # what cannot be looked at cannot be written either
        real = file.resolve()
        for project in real.parents:
            if (project / TARGETS).is_file() and _reads(project, real):
                return project
    return None


def _reads(project: Path, real: Path) -> bool:
    """Does the project read this file, or one that is the same by a link?"""
    inside = any(real.is_relative_to((project / folder).resolve()) for folder in FOLDERS)
    if inside and real.suffix.lower() in READABLE:
        return True
    return real.exists() and any(file.exists() and file.samefile(real) for file in _inputs(project))


def _inputs(project: Path) -> Iterator[Path]:
    """The files of a project that are read, or will be once sources.yaml names them."""
    yield project / TARGETS
    for folder in dict.fromkeys((project / name).resolve() for name in FOLDERS):
        yield from (file for file in folder.rglob("*") if file.suffix.lower() in READABLE)
    source, _ = read_text(project / SOURCES, SOURCES)
    tree = read_yaml(source)[0] if source else None
    listed = tree.reach("sources") if tree else None
    for entry in (listed.items or ()) if listed else ():
        if (named := entry.reach("file")) and named.text:
            yield project / "config" / named.text
