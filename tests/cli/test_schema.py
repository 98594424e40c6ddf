"""`hcroadmap schema`: on the screen, in a file, and never half of one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hcroadmap.model.vocabulary import SchemaName
from hcroadmap.render.schema import render

Run = Callable[..., Any]


@pytest.mark.parametrize("name", SchemaName)
def test_a_schema_is_printed_or_written(hcroadmap: Run, project: Path, name: str) -> None:
    """The same JSON both ways, without any project around."""
    (project / "targets.yaml").unlink()
    code, out, err = hcroadmap("schema", name)
    assert (code, err, json.loads(out)["$schema"]) == (0, "", "https://json-schema.org/draft/2020-12/schema")
    assert hcroadmap("schema", name, "-o", "x.json") == (0, "", "")
    assert Path("x.json").read_text(encoding="utf-8") == out


def test_a_place_that_is_not_there_leaves_nothing(hcroadmap: Run, project: Path) -> None:
    """One sentence, exit 3."""
    code, out, err = hcroadmap("schema", "targets", "-o", "nowhere/x.json")
    assert (code, out, err.splitlines()[0]) == (
        3, "", "hcroadmap: cannot write nowhere/x.json: No such file or directory",
    )  # fmt: skip
    assert not (project / "nowhere").exists()


def test_a_schema_explains_as_much_to_an_optimised_python() -> None:
    """Python -OO keeps no docstrings; the descriptions for editors stay."""
    for name in SchemaName:
        command = [sys.executable, "-OO", "-m", "hcroadmap", "schema", name]
        ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        assert ended.stdout == render(name)
