"""`python -m tests.bench [PART ...] [--quick]`: one table of ratios, every figure from this run on this machine.

Whole processes that take turns: medians of user and system time, and of the most that was resident.
The code to leave with is 1 when anything takes more than it may.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from pathlib import Path

from tests.bench.floors import PACKAGES, environment, versions
from tests.bench.measure import Line
from tests.bench.parts import PARTS, QUICK, Scale

WIDTH = 76
STACK = ("pydantic", "pydantic-core", "pyyaml", "rich", "typer")


def main() -> int:
    """Print the table, a line as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"which of {', '.join(PARTS)}; default: all")
    parser.add_argument("--quick", action="store_true", help="small sizes, one run each")
    others = (
        f"a Python that has {', '.join(PACKAGES)}; without one, they are installed into a folder that is removed"
    )
    parser.add_argument("--with-python", metavar="FILE", help=others)
    asked = parser.parse_args()
    if unknown := set(asked.parts) - PARTS.keys():
        parser.error(f"no part is called {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    scale = QUICK if asked.quick else Scale()
    parts = asked.parts or list(PARTS)
    print(f"{platform.platform()} · {versions(sys.executable, *STACK)}", end="")
    with tempfile.TemporaryDirectory() as room:
        if "peers" in parts:
            peers = asked.with_python or environment(Path(room, "peers"), *PACKAGES)
            scale = scale._replace(python=str(peers))
            print(f"beside it: {versions(peers, *PACKAGES)}", end="")
        print(f"{'':{WIDTH}}{'×':>7}  {'of':18}{'seconds':>8}{'MiB':>6}  limit", flush=True)
        beyond = 0
        for part in parts:
            with tempfile.TemporaryDirectory(dir=room) as folder:
                for line in PARTS[part](Path(folder), scale):
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
