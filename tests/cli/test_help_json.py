"""`hcroadmap help json` describes every key that a program may find."""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hcroadmap.render.manual.pages import text

Hcroadmap = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[2]
LINES = (
    "status --since 2013 --by level --as-of 2016-12-31", "status --since 2016 --by sector --as-of 2018-12-31",
    "check --since 2015 --as-of 2021-12-31", "activities --as-of 2019-12-31", "validate", "check --indicator none",
)  # fmt: skip
LIKE = dict.fromkeys(("indicator", "indicators", "problems", "findings", "activities"), "")
LIKE |= dict.fromkeys(("decided_by", "not_comparable", "own", "other"), "latest")
"""Keys whose values have keys of their own that are described elsewhere: as those of another, or one by one."""
NAMED_BY_USERS = {"definitions", "summary", "activities", "register.members", "title", "unit", "name", "entry"}
"""What is below these are ids, dimensions, languages and statuses."""


def keys(value: Any, above: str = "") -> Iterator[str]:
    """Every key in a document, with the key above it where it has a description of its own."""
    if isinstance(value, list):
        for item in value:
            yield from keys(item, above)
    elif isinstance(value, dict) and not set(value) <= {"en", "nl", "und"}:
        for key, below in value.items():
            path = f"{above}.{key}" if above else key
            yield path
            if not (isinstance(below, dict) and {path, key} & NAMED_BY_USERS):
                yield from keys(below, LIKE.get(str(key), str(key)))


@pytest.fixture
def rich(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two projects with something of everything: that of this repository, and one of the golden tests."""
    for name, root in (("real", ROOT), ("golden", ROOT / "tests" / "golden" / "project")):
        shutil.copytree(root / "config", tmp_path / name / "config")
        shutil.copy(root / "targets.yaml", tmp_path / name)
    commentary = tmp_path / "real" / "config" / "commentary" / "2021-Q3.yaml"
    commentary.parent.mkdir(exist_ok=True)
    given = "{owner: Topsectoren, reason: Known., until: 2022-06-30}"
    commentary.write_text(f"acknowledgements: {{stay-rate: {given}}}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def documents(rich: Path, hcroadmap: Hcroadmap) -> Iterator[dict[str, Any]]:
    for project in sorted(rich.iterdir()):
        listed = json.loads(hcroadmap("-C", str(project), "status", "--format", "json")[1])["indicators"]
        for line in (*LINES, *(f"show {one['id']} --as-of 2018-12-31" for one in listed)):
            if out := hcroadmap("-C", str(project), *line.split(), "--format", "json")[1]:
                yield json.loads(out)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_key_is_described(rich: Path, hcroadmap: Hcroadmap, language: str) -> None:
    """Of every document of two projects; dimensions and names are not ours."""
    described = set(re.findall(r"`([a-z_.0-9]+)`", text("json", language)))
    found = {key for document in documents(rich, hcroadmap) for key in keys(document)}
    dimensions = {"level", "sector", "region"}
    lacking = {key for key in found - described if key.rpartition(".")[2] not in dimensions}
    assert not lacking
    for key in ("changes.replaces", "arithmetic.operands", "readings.verdicts", "register.name", "inputs.sha256",
                "acknowledgement.until", "activity_changes.entry_state", "error"):  # fmt: skip
        assert key in found, key


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_code_of_a_note_is_described(language: str) -> None:
    """As it stands in the code that makes it."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in (ROOT / "hcroadmap" / "assess").glob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    codes = {
        call.args[0].value for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "Note" and isinstance(call.args[0], ast.Constant)
    }  # fmt: skip
    assert {"falling_since", "straight_path"} <= codes
    assert codes <= set(re.findall(r"`([a-z_]+)`", text("json", language)))
