"""The least work on the same files: reading them and doing nothing; and what other programs do with them."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

NOTHING = "pass"
READER = """
import csv, sys
for row in csv.reader(open(sys.argv[1], encoding="utf-8", newline="")): pass
"""
BOTH = """
import csv, sys, yaml
yaml.load(open(sys.argv[1], encoding="utf-8"), yaml.CSafeLoader)
for row in csv.reader(open(sys.argv[2], encoding="utf-8", newline="")): pass
"""
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
frame = pd.read_csv(sys.argv[1], dtype={"status": str, "region": str}, keep_default_na=False)
keys = ["indicator", "period", "definition", "published", "region"]
checks = {name: pa.Column() for name in frame.columns} | {
    "period": pa.Column(str, pa.Check.str_matches("[0-9]{4}-Q[1-4]$")), "value": pa.Column(float),
    "published": pa.Column(str, pa.Check.str_length(10)),
    "status": pa.Column(str, pa.Check.str_matches("[A-Z]*$"))}
pa.DataFrameSchema(checks, unique=keys).validate(frame)
"""
PEERS = {"frictionless validate": FRICTIONLESS, "pandas + pandera, no places of errors": PANDERA}
PACKAGES = ("frictionless", "pandas", "pandera")


def python(script: str, *files: Path, program: str | Path = sys.executable) -> list[str]:
    """The command that runs a script on some files."""
    return [str(program), "-c", script, *map(str, files)]


def environment(room: Path, *packages: str | Path) -> Path:
    """The Python of a new environment in which some packages are installed.

    Raises:
        subprocess.CalledProcessError: when they cannot be.
    """
    venv.create(room, with_pip=True)
    program = room / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([program, "-m", "pip", "install", "-qq", "--no-input", *packages], check=True)
    return program


def versions(program: Path | str, *packages: str) -> str:
    """What is measured: a Python and the versions of packages that it has."""
    script = (
        "import sys; from platform import python_version; from importlib.metadata import version;"
        "print('Python', python_version(), *(f'· {name} {version(name)}' for name in sys.argv[1:]))"
    )
    return subprocess.run([program, "-c", script, *packages], check=True, capture_output=True, text=True).stdout
