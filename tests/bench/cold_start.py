"""How long a command takes from nothing, beside `python -c pass` in the same run, on the real roadmap.

A normal installation in an environment of its own, because an editable one is slower, and that environment's own
`python` as the base. The commands take turns, so that a busy moment hits all of them; medians count.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIMITS = {"check -q": 12.0, "status": 14.0, "--version": 8.0, "--help": 13.0}
"""How many times `python -c pass` each command may take."""


def measure(rounds: int = 21) -> dict[str, float]:
    """The ratio of each command; the first two rounds only warm the disk."""
    with tempfile.TemporaryDirectory() as room:
        folder = _installed(Path(room))
        program = str(folder / "hcroadmap")
        lines = {line: [program, *line.split(), *_directory(line)] for line in LIMITS}
        lines["pass"] = [str(folder / "python"), "-c", "pass"]
        times: dict[str, list[float]] = {line: [] for line in lines}
        for number in range(rounds + 2):
            for name, line in lines.items():
                taken = _seconds(line)
                if number > 1:
                    times[name].append(taken)
    base = statistics.median(times.pop("pass"))
    return {name: statistics.median(taken) / base for name, taken in times.items()}


def _installed(room: Path) -> Path:
    """The folder of the programs of an environment in which the project is installed."""
    venv.create(room / "venv", with_pip=True)
    folder = room / "venv" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([folder / "python", "-m", "pip", "install", "-q", str(ROOT)], check=True)
    return folder


def _directory(line: str) -> list[str]:
    return [] if line.startswith("--") else ["-C", str(ROOT)]


def _seconds(line: list[str]) -> float:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "HCROADMAP"))}
    began = time.perf_counter()
    subprocess.run(line, env=kept, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> int:
    """Print each ratio beside its limit; 1 when any is beyond it."""
    found = measure()
    for name, ratio in found.items():
        print(f"{name:10} {ratio:5.1f} x  (limit {LIMITS[name]:.0f})", flush=True)
    return int(any(ratio > LIMITS[name] for name, ratio in found.items()))


if __name__ == "__main__":
    sys.exit(main())
