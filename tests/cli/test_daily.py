"""`status` and `check -q` are run without a command line; nobody may notice but by the clock."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hcroadmap.cli.daily import run_daily
from hcroadmap.cli.run import run
from hcroadmap.model.diagnostic import CODES
from tests.cli.conftest import Result

ROOT = Path(__file__).parents[2]
PROJECTS = {"roadmap": ROOT, "nothing": ROOT / "tests", "": None} | {
    code: ROOT / "tests" / "errors" / code for code in sorted(CODES)
}
LINES = ("status", "check -q", "check --quiet")


def both(line: list[str], capfd: pytest.CaptureFixture[str]) -> tuple[Result | None, Result]:
    """How a line ends on the short way, if that takes it, and by the command line."""
    capfd.readouterr()
    code = run_daily(line)
    short = None if code is None else Result(code, *capfd.readouterr())
    return short, Result(run(line), *capfd.readouterr())


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("name", PROJECTS)
def test_the_short_way_ends_as_the_command_does(name: str, line: str, capfd: pytest.CaptureFixture[str]) -> None:
    """On every project of the tests, broken or whole: the same words on the same streams, the same code."""
    directory = PROJECTS[name]
    short, long = both([*line.split(), *(["-C", str(directory)] if directory else [])], capfd)
    assert short in ({long} if line == "status" else {long, None})
    assert line == "status" or (short is None) == (long.code != 0)


@pytest.mark.parametrize(
    "variables",
    [{"FORCE_COLOR": "1"}, {"FORCE_COLOR": "1", "TERM": "xterm-256color"}, {"COLUMNS": "60"}, {"COLUMNS": "140"}],
)
def test_colours_and_widths_are_the_same(
    variables: dict[str, str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the surroundings ask for holds for both."""
    for name, text in variables.items():
        monkeypatch.setenv(name, text)
    short, long = both(["status", "-C", str(ROOT)], capfd)
    assert short == long
    assert ("\x1b[" in long.out) == ("FORCE_COLOR" in variables)


def test_the_directory_may_be_named_in_the_ways_of_the_command(
    project: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the command, behind it, by the environment, and from a folder below."""
    (project / "below").mkdir()
    monkeypatch.chdir(project / "below")
    for line in (["-C", "..", "status"], ["status", "-C", ".."], ["status"], ["status", "-C", ""]):
        short, long = both(line, capfd)
        assert short == long
        assert (long.code == 0) == (line[-1] != "")
    monkeypatch.chdir(project.parent)
    monkeypatch.setenv("HCROADMAP_DIR", str(project))
    short, long = both(["status"], capfd)
    assert (short, long.code) == (long, 0)


@pytest.mark.parametrize(
    "line",
    ["status -C", "-C status", "status -C a -C b", "status --all", "status x", "check", "check -q -q", "show", "",
     "status --format table"],
)  # fmt: skip
def test_any_other_line_is_left_to_the_command_line(line: str, capfd: pytest.CaptureFixture[str]) -> None:
    """And nothing was said before it."""
    assert run_daily(line.split()) is None
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["HCROADMAP_AS_OF", "HCROADMAP_LANG"])
@pytest.mark.parametrize("line", LINES)
def test_options_by_the_environment_are_options(name: str, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another day or language is the command's."""
    monkeypatch.setenv(name, "nl")
    assert run_daily(line.split()) is None


def test_status_builds_no_command_line() -> None:
    """What makes it start soon: a run of the program loads no typer."""
    script = (
        "import os, sys; sys.argv[1:] = ['status']; os._exit = lambda code: print('typer' in sys.modules)\n"
        "from hcroadmap.__main__ import main; main()"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=ROOT, text=True, check=True,
                           timeout=60, env=os.environ | {"PYTHONUTF8": "1"})  # fmt: skip
    assert ended.stdout.splitlines()[-1] == "False"
