"""What a process costs, beside what the least work on the same input costs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

PROGRAM = (sys.executable, "-m", "hcroadmap")
AS_OF = "2019-12-31"


class Cost(NamedTuple):
    """What a process took: seconds of work, user and system, and MiB at most."""

    seconds: float
    memory: float


class Line(NamedTuple):
    """A line of the table: what took how much, what it is compared with, and how many times that it may take."""

    name: str
    took: Cost
    floor: Cost
    beside: str
    limit: float | None = None

    @property
    def ratio(self) -> float:
        """How many times its floor it took."""
        return self.took.seconds / self.floor.seconds

    @property
    def is_beyond(self) -> bool:
        """Did it take more than it may?"""
        return self.limit is not None and self.ratio > self.limit


def cost(arguments: Sequence[str | Path], runs: int = 3, expected: Sequence[int] = (0,)) -> Cost:
    """The least that a command took in so many runs.

    Raises:
        RuntimeError: when it did not end as expected, so that no failure is measured for speed.
    """
    least = Cost(float("inf"), float("inf"))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "HCROADMAP"))}
    for _ in range(runs):
        started = subprocess.Popen(arguments, env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, ended, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(ended)
        if started.returncode not in expected:
            message = f"{' '.join(map(str, arguments))} ended with {started.returncode}"
            raise RuntimeError(message)
        seconds = used.ru_utime + used.ru_stime
        least = Cost(min(least.seconds, seconds), min(least.memory, used.ru_maxrss / _PER_MIB))
    return least


_PER_MIB = 1024 if sys.platform != "darwin" else 1024**2
