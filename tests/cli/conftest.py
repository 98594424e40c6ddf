"""The command, run within the test or as a program of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hcroadmap.cli.run import run

OURS = (
    "HCROADMAP_DIR", "HCROADMAP_AS_OF", "HCROADMAP_LANG", "HCROADMAP_DEBUG", "NO_COLOR", "FORCE_COLOR", "COLUMNS",
    "TERM", "TTY_COMPATIBLE", "GITHUB_ACTIONS", "PY_COLORS", "TERMINAL_WIDTH",
    "LC_ALL", "LANG", "TZ", "PYTHONUTF8", "PYTHONIOENCODING", "PYTHONCOERCECLOCALE",
)  # fmt: skip
TARGETS = """\
action_lines:
  people: {title: {en: People, nl: Mensen}}
  work: {title: Work}
indicators:
  stay:
    title: {en: Students who stay, nl: Studenten die blijven}
    action_line: people
    owner: Ministry
    unit: percent
    direction: increase
    baseline: {period: 2015, value: 38%}
    target: {period: 2020, value: 40%}
  jobs:
    title: Jobs
    action_line: work
    owner: Platform
    unit: count
    direction: increase
    baseline: {period: 2015, value: 1000}
    target: {period: 2020, value: 2x}
"""
ROWS = """\
indicator,period,value,published
stay,2017,39.1,2018-11-20
jobs,2017,1300,2018-03-01
jobs,2018,1100,2019-03-01
"""


IN_A_ROW = """
import sys
from hcroadmap.cli.run import run
for line in sys.argv[1:]:
    code = run(line.split())
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
        stream.buffer.write(b"%d\\0" % code)
        stream.buffer.flush()
"""


def in_a_row(
    lines: Sequence[str], *, start: Sequence[str] = (sys.executable,), **surroundings: Any
) -> list[tuple[int, bytes, bytes]]:
    """Run command lines one after another in one new process, as a start takes longer than most of them.

    Returns:
        Exit code, output and messages of each line.
    """
    ended = subprocess.run([*start, "-c", IN_A_ROW, *lines], capture_output=True, timeout=120, check=False,
                           **surroundings)  # fmt: skip
    assert ended.returncode == 0, ended.stderr.decode(errors="replace")
    parts = zip(ended.stdout.split(b"\0"), ended.stderr.split(b"\0"), strict=True)
    return [(int(out[-1:]), out[:-1], err[:-1]) for out, err in parts if out]


class Result(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _unset(monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    """Nothing of the surroundings but the working directory, which is the project."""
    for name in OURS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(project)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two indicators in a directory with a space and letters beyond ASCII."""
    folder = tmp_path / "mijn projéct ✓"
    (folder / "config" / "measurements").mkdir(parents=True)
    (folder / "targets.yaml").write_text(TARGETS, encoding="utf-8")
    (folder / "config" / "measurements" / "all.csv").write_text(ROWS, encoding="utf-8")
    return folder


@pytest.fixture
def hcroadmap(capfd: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """A function that runs a command line within this process."""

    def command(*arguments: str) -> Result:
        capfd.readouterr()
        code = run(list(arguments))
        return Result(code, *capfd.readouterr())

    return command


@pytest.fixture
def program() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """A function that runs a command line as a program, with more variables in its environment."""

    def command(*arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
        line = [sys.executable, "-m", "hcroadmap", *arguments]
        return subprocess.run(line, env=os.environ | variables, capture_output=True, timeout=60, check=False)

    return command


@pytest.fixture
def unmeasured() -> dict[str, str]:
    """The environment for a program that is interrupted: one that is caught in a lock of coverage never ends."""
    return {name: text for name, text in os.environ.items() if not name.startswith("COVERAGE")}
