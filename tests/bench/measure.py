"""What a process costs, beside what the least work on the same input costs."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

PROGRAM = (sys.executable, "-m", "hcroadmap")
AS_OF = "2019-12-31"
ANSWERS = (0, 1, 2)
"""How a command ends that judged what it read."""


class Cost(NamedTuple):
    """What a process took: seconds of work, user and system, and MiB at most."""

    seconds: float
    memory: float

    def __sub__(self, start: Cost) -> Cost:
        """What it took beyond its start."""
        return Cost(self.seconds - start.seconds, self.memory - start.memory)


class Line(NamedTuple):
    """A line of the table: what took how much, how many times what that is, and how many times it may be."""

    name: str
    took: Cost
    ratio: float
    beside: str
    limit: float | None = None

    @property
    def is_beyond(self) -> bool:
        """Did it take more than it may?"""
        return self.limit is not None and self.ratio > self.limit


def costs(commands: Mapping[str, Sequence[str]], runs: int = 3, ended: Sequence[int] = ANSWERS) -> dict[str, Cost]:
    """The medians of what some commands took, which take turns so that a busy moment hits all of them.

    Raises:
        RuntimeError: when one did not end as expected, so that no failure is measured for speed.
    """
    taken: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(_run(command, ended))
    return {name: Cost(*map(statistics.median, zip(*found, strict=True))) for name, found in taken.items()}


def _run(command: Sequence[str], ended: Sequence[int]) -> Cost:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "HCROADMAP"))}
    started = subprocess.Popen(command, env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, code, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(code)
    if started.returncode not in ended:
        message = f"{' '.join(command)} ended with {started.returncode}"
        raise RuntimeError(message)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / _PER_MIB)


_PER_MIB = 1024 if sys.platform != "darwin" else 1024**2
