"""How long a command takes from nothing, beside `python -c pass` in the same run, on the real roadmap.

A normal installation in an environment of its own, because an editable one is slower, and that environment's own
`python` as the base. The commands take turns, so that a busy moment hits all of them; the least counts.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import venv
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Cost, Line, cost

ROOT = Path(__file__).parents[2]
DUO = ROOT / "config" / "measurements" / "duo" / "gediplomeerden-hbo-2019.csv"
LIMITS = {"check -q": 12.0, "status": 14.0, "--version": 8.0, "--help": 13.0}
"""How many times `python -c pass` each command may take."""
COMMANDS = {
    **{name: name for name in LIMITS},
    "activities": "activities",
    "show": "show stay-rate",
    "report --md": "report --md",
    "validate": "validate",
    "record": "record stay-rate 2017 36 --published 2019-01-01 --dry-run",
    "convert": f"convert '{DUO}' --indicator stem-graduates --share 'CROHO ONDERDEEL=techniek' --member level=hbo",
    "schema": "schema targets",
}
"""What is typed for each line of the table; `init` is there as well, in a new folder each time."""
ANYWHERE = ("--version", "--help", "schema")
"""Commands that need no project."""
JUDGED = range(4)
"""How a command may end: `check` says with its code how things stand."""


def lines(room: Path, rounds: int = 11) -> Iterator[Line]:
    """The line of each command; the first two rounds only warm the disk."""
    folder = _installed(room)
    program = str(folder / "hcroadmap")
    typed = {name: [program, *shlex.split(line), *_project(name)] for name, line in COMMANDS.items()}
    typed["pass"] = [str(folder / "python"), "-c", "pass"]
    taken: dict[str, list[Cost]] = {name: [] for name in (*typed, "init")}
    for number in range(rounds + 2):
        typed["init"] = [program, "init", str(room / f"new-{number}")]
        for name, command in typed.items():
            found = cost(command, 1, JUDGED if name == "check -q" else (0,))
            if number > 1:
                taken[name].append(found)
    base = min(taken.pop("pass"))
    for name, costs in taken.items():
        yield Line(name, min(costs), base, "python -c pass", LIMITS.get(name))


def _installed(room: Path) -> Path:
    """The folder of the programs of an environment in which the project is installed."""
    venv.create(room / "venv", with_pip=True)
    folder = room / "venv" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([folder / "python", "-m", "pip", "install", "-q", str(ROOT)], check=True)
    return folder


def _project(name: str) -> list[str]:
    return [] if name in ANYWHERE else ["-C", str(ROOT)]
