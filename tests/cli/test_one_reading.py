"""A run opens each file of a project once, so that one answer is of one state of the files."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COUNT = """
import json, os, sys
from collections import Counter
from pathlib import Path
opened, here = Counter(), Path.cwd().resolve()
def count(event, about):
    if event == "open" and isinstance(about[0], (str, os.PathLike)):
        file = Path(about[0]).resolve()
        if file.is_relative_to(here) and file.is_file():
            opened[file.relative_to(here).as_posix()] += 1
sys.addaudithook(count)
from hcroadmap.cli.run import run
code = run(sys.argv[1:])
print(json.dumps([code, opened]), file=sys.stderr)
"""
LINES = (
    "", "status", "status --since 2016 --by level", "show stay-rate", "show internationalisation", "activities",
    "report --quarter 2016-Q4", "report --html -o m.html", "check", "check -q", "check -q --as-of 2021-12-31",
    "check --format json", "check --since 2016", "validate", "validate --format github",
    "validate --quarter 2016-Q4",
    "status -o new.md", "status --indicator nothing", "help", "-C . status --lang nl", "schema targets",
)  # fmt: skip
ADDING = ("record stay-rate 2017 37 --published 2018-11-20", "activities update ft-exchange --state done --note x")


def opens(project: Path, line: str) -> dict[str, int]:
    """How often a command opened each file of the project."""
    words = [sys.executable, "-c", COUNT, *line.split()]
    done = subprocess.run(words, cwd=project, capture_output=True, text=True, timeout=120, check=False)
    code, opened = json.loads(done.stderr.splitlines()[-1])
    assert code in range(4)
    return {
        path: number for path, number in opened.items() if path == "targets.yaml" or path.startswith("config/")
    }


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """The roadmap of this repository: downloads, a layout, activities, settings and commentary."""
    shutil.copytree(ROOT / "config", tmp_path / "config")
    shutil.copy(ROOT / "targets.yaml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("line", LINES)
def test_each_file_is_opened_once(real: Path, line: str) -> None:
    """Whatever there is to say, and in which language."""
    opened = opens(real, line)
    assert max(opened.values(), default=1) == 1
    assert line in ("help", "schema targets") or {"targets.yaml", "config/settings.yaml"} <= opened.keys()


@pytest.mark.parametrize("line", LINES)
def test_nor_is_one_opened_twice_to_say_what_is_wrong(real: Path, line: str) -> None:
    """Findings are shown in the project's language, which is known by then."""
    (real / "config" / "activities.yaml").write_text("activities: [\n", encoding="utf-8")
    assert max(opens(real, line).values(), default=1) == 1


@pytest.mark.parametrize("line", ADDING)
def test_what_adds_to_a_project_reads_it_before_and_after(real: Path, line: str) -> None:
    """Twice under its lock: as it is, and as it would be. The file itself is looked at again at the end."""
    opened = opens(real, line)
    target = "config/activities.yaml" if "update" in line else "config/measurements/recorded.csv"
    assert all(number <= 2 for path, number in opened.items() if path != target)
    assert opened.get(target, 0) <= 3
