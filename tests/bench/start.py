"""How long a command takes to start and answer, beside the start of the libraries alone, on the real roadmap.

A normal installation in an environment of its own, because an editable one is slower. The commands take turns, so
that a busy moment hits all of them; the median counts.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

from tests.bench.floors import environment
from tests.bench.measure import Line, costs

ROOT = Path(__file__).parents[2]
STACK = """\
import typer, yaml
from rich.console import Console
from rich.table import Table
from pydantic import BaseModel
class Model(BaseModel):
    name: str
    number: int = 0
Model(name="one")
"""
"""The floor: what the libraries cost that the program is built on."""
DUO = ROOT / "config" / "measurements" / "duo" / "gediplomeerden-hbo-2019.csv"
COMMANDS: dict[str, tuple[str, float | None]] = {
    "--version": ("--version", 0.7),
    "--help": ("--help", 1.15),
    "check -q": ("check -q", 1.4),
    "check -q, critical": ("check -q --as-of 2016-12-31", 1.4),
    "status": ("status", 1.55),
    "activities": ("activities", None),
    "show": ("show stay-rate", None),
    "report --md": ("report --md", None),
    "validate": ("validate", None),
    "record": ("record stay-rate 2017 36 --published 2019-01-01 --dry-run", None),
    "convert": (
        f"convert '{DUO}' --indicator stem-graduates --share 'CROHO ONDERDEEL=techniek' --member level=hbo",
        None,
    ),
    "schema": ("schema targets", None),
}
"""What is typed for each line of the table, and how many times the floor it may take."""


def lines(room: Path, rounds: int = 21) -> Iterator[Line]:
    """The line of each command; two rounds before only warm the disk."""
    folder = environment(room / "venv", ROOT).parent
    around = [str(folder / "hcroadmap"), "-C", str(ROOT)]
    typed = {name: [*around, *shlex.split(line)] for name, (line, _) in COMMANDS.items()}
    typed["stack"] = [str(folder / "python"), "-c", STACK]
    costs(typed, 2)
    taken = costs(typed, rounds)
    floor = taken.pop("stack").seconds
    for name, took in taken.items():
        yield Line(name, took, took.seconds / floor, "its libraries", COMMANDS[name][1])
