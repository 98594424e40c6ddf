"""Which files of a project are read, so that none is written over, and which are passed over by their name."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from hcroadmap.model.diagnostic import Diagnostic, Location, warning
from hcroadmap.read.files.access import LOCKS, TARGETS
from hcroadmap.read.files.text import read_text
from hcroadmap.read.files.yaml import read_yaml

SETTINGS = "config/settings.yaml"
ACTIVITIES = "config/activities.yaml"
SOURCES = "config/sources.yaml"
MEASUREMENTS = "config/measurements"
COMMENTARY = "config/commentary"
LAYOUTS = "config/layouts"
SUFFIXES = {MEASUREMENTS: (".csv", ".xlsx", ".ods"), COMMENTARY: (".yaml",), LAYOUTS: (".yaml",)}
"""What is read in each folder, whatever the name."""
INSTEAD = {".yml": ".yaml", ".tsv": ".csv", ".tab": ".csv"} | dict.fromkeys((".xls", ".xlsm", ".xlsb"), ".xlsx")
"""The suffix under which a file would be read."""
CLOSE = 0.75  # how much of a name must agree: “activity” is meant as “activities”, “notes” not as “sources”
FOLDERS = ("config", MEASUREMENTS, COMMENTARY, LAYOUTS)
READABLE = (".yaml", ".yml", ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".gz")
"""The suffixes below `config` of what is read, or will be once sources.yaml names it."""


def reader_of(file: Path) -> Path | None:
    """The project that reads a file, by whatever link, or would read it if it were there; `None` without one."""
    with suppress(OSError, RuntimeError, ValueError):  # what cannot be looked at cannot be written either
        real = file.resolve()
        for project in real.parents:
            if not (project / TARGETS).is_file():
                continue
            inside = any(real.is_relative_to((project / folder).resolve()) for folder in FOLDERS)
            if inside and real.suffix.lower() in READABLE:
                return project
            if real.exists() and any(each.exists() and each.samefile(real) for each in _inputs(project)):
                return project
    return None


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


def passed_over(project: Path, named: Collection[str] | None) -> Iterator[Diagnostic]:
    """What would be read but for its name; `named` are the files of sources.yaml, `None` if that is not known."""
    message = "this is passed over: nothing of that name is read"
    for folder in ("", *FOLDERS):
        with suppress(OSError):  # reported by those who read it
            for file in sorted((project / folder).iterdir()):
                path = PurePosixPath(folder, file.name).as_posix()
                place = project / (meant := _meant(folder, file))
                is_table = place.suffix in SUFFIXES[MEASUREMENTS]
                if meant == path or (is_table and (named is None or path in named)):
                    continue
                if not file.stat().st_size or (place.exists() and place.samefile(file)):  # in any case of letters
                    continue
                hint = f"give it the name {meant}."
                if is_table and file.suffix.lower() in (".gz", *INSTEAD):
                    hint = f"save it as {meant}, or name it in config/sources.yaml if it was downloaded."
                if place.exists():
                    hint = f"only {meant} is read: put there what is needed, and remove this one."
                yield warning(Location(path), "passed-over", message, hint)


def _meant(folder: str, file: Path) -> str:
    """The path under which a file or folder would be read; its own where it is not taken for anything else."""
    path = PurePosixPath(folder, file.name)
    name = path.with_suffix("") if path.suffix.lower() in (".txt", ".gz") and path.with_suffix("").suffix else path
    suffix = INSTEAD.get(name.suffix.lower(), name.suffix.lower())
    if file.name.startswith((".", *LOCKS)):
        return str(path)
    if folder in SUFFIXES:
        is_read = suffix in SUFFIXES[folder] and path.suffix.lower() != suffix
        return f"{folder}/{name.stem}{suffix}" if is_read else str(path)
    known: tuple[str, ...] = (TARGETS, SETTINGS, ACTIVITIES, SOURCES) if suffix == ".yaml" else ()
    if str(path) in known:
        return str(path)
    if folder and file.is_dir():
        known = tuple(SUFFIXES)
    elif folder and suffix in SUFFIXES[MEASUREMENTS]:
        return f"{MEASUREMENTS}/{name.stem}{suffix}"
    if not known:
        return str(path)
    import difflib

    meant = {PurePosixPath(place).stem: place for place in (known if folder else known[:1])}
    close = difflib.get_close_matches(name.stem.casefold(), meant, 1, CLOSE)
    return meant[close[0]] if close else str(path)
