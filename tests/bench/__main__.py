"""`python -m tests.bench [PART ...] [--quick]`: one table of ratios, every figure from this run on this machine.

Whole processes, the least of several runs (starts: the median), as user and system time; memory as the most
that was resident.
The code to leave with is 1 when anything takes longer than it may.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench.measure import Line
from tests.bench.parts import PARTS, QUICK, Scale

WIDTH = 76


def main() -> int:
    """Print the table, a line as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"which of {', '.join(PARTS)}; default: all")
    parser.add_argument("--quick", action="store_true", help="small sizes, one run each")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - PARTS.keys():
        parser.error(f"no part is called {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    scale = QUICK if asked.quick else Scale()
    print(f"{'':{WIDTH}}{'×':>7}  {'of':18}{'seconds':>8}{'MiB':>6}  limit", flush=True)
    beyond = 0
    for part in asked.parts or PARTS:
        with tempfile.TemporaryDirectory() as room:
            for line in PARTS[part](Path(room), scale):
                print(shown(line), flush=True)
                beyond += line.is_beyond
    return int(beyond > 0)


def shown(line: Line) -> str:
    """A line of the table."""
    limit = f"{line.limit:g}{' exceeded' if line.is_beyond else ''}" if line.limit else ""
    figures = f"{line.ratio:7.2f}  {line.beside:18}{line.took.seconds:8.3f}{line.took.memory:6.0f}"
    return f"{line.name:{WIDTH}}{figures}  {limit}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
