"""`python -m tests.bench`: one table of ratios, every figure from this run on this machine.

Whole processes, the fastest of several runs, as user and system time; memory as the most that was resident.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.files import project

RUNS = 5
ROWS = 1_000_000
READER = "import csv, sys\nfor row in csv.reader(open(sys.argv[1], encoding='utf-8', newline='')): pass"
FRICTIONLESS = """
import sys
from pathlib import Path
from frictionless import Resource
file = Path(sys.argv[1])
assert Resource(file.name, basepath=str(file.parent)).validate().valid
"""
PANDERA = """
import sys
import pandas as pd, pandera.pandas as pa
frame = pd.read_csv(sys.argv[1], dtype={"status": str}, keep_default_na=False)
keys = ["indicator", "period", "definition", "published", "region", "sector"]
checks = {name: pa.Column() for name in frame.columns} | {
    "period": pa.Column(int, pa.Check.in_range(1900, 2100)), "value": pa.Column(float),
    "published": pa.Column(str, pa.Check.str_length(10)),
    "status": pa.Column(str, pa.Check.str_matches("[A-Z]*$"))}
pa.DataFrameSchema(checks, unique=keys).validate(frame)
"""


PEERS = (("frictionless", "frictionless", FRICTIONLESS), ("pandas + pandera", "pandera", PANDERA))


class Cost(NamedTuple):
    """What a process took: seconds of work, and MiB at most."""

    seconds: float
    memory: float


def cost(arguments: Sequence[str], runs: int = RUNS) -> Cost:
    """The least that a command took in so many runs."""
    least = Cost(float("inf"), float("inf"))
    for _ in range(runs):
        started = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, used = os.wait4(started.pid, 0)
        seconds = used.ru_utime + used.ru_stime
        least = Cost(min(least.seconds, seconds), min(least.memory, used.ru_maxrss / 1024))
    return least


def main(rows: int = ROWS) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as room:
        good, bad, small = (Path(room) / name for name in ("good", "bad", "small"))
        file = project(good, rows)
        project(bad, rows, bad=100)
        project(small, min(rows, 10_000))
        program = (sys.executable, "-m", "hcroadmap", "-C")
        python = (sys.executable, "-c")
        measured = {
            "empty csv.reader loop": cost([*python, READER, str(file)]),
            f"status, {rows} rows": cost([*program, str(good), "status", "--as-of", "2019-12-31"]),
            "validate, 1 % bad rows": cost([*program, str(bad), "validate", "--format", "json"]),
            "status, 10000 rows": cost([*program, str(small), "status", "--as-of", "2019-12-31"]),
        }
        for name, module, script in PEERS:
            if importlib.util.find_spec(module):
                measured[name] = cost([*python, script, str(file)], 1)
    base = measured["empty csv.reader loop"].seconds
    print(f"{'':26}{'× csv.reader':>14}{'peak MiB':>10}")
    for name, took in measured.items():
        print(f"{name:26}{took.seconds / base:14.2f}{took.memory:10.0f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
