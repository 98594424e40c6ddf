"""`hcroadmap schema`: on the screen, in a file, and never half of one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hcroadmap.model.vocabulary import SchemaName

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
