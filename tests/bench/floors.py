"""The least work on the same files: reading them and doing nothing; and what other programs do with them."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

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


def python(script: str, *files: Path) -> list[str]:
    """The command that runs a script on some files."""
    return [sys.executable, "-c", script, *map(str, files)]


def peers(file: Path) -> Iterator[tuple[str, list[str]]]:
    """What other programs would do with the same rows, of those that are installed beside this one."""
    for name, module, script in (
        ("frictionless validate", "frictionless", FRICTIONLESS),
        ("pandas + pandera, no places of errors", "pandera", PANDERA),
    ):
        if importlib.util.find_spec(module):
            yield name, python(script, file)
    for line in (["csvclean", "-a"], ["csvstat"]):
        if program := shutil.which(line[0], path=str(Path(sys.executable).parent)):
            yield " ".join(line), [program, *line[1:], str(file)]
