"""The examples of the README for cron and its kin run as they stand, on a copy of the real roadmap."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = re.search(r"^## From cron\n(.*?)^## ", README, re.DOTALL | re.MULTILINE)
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", SECTION[1] if SECTION else "", re.DOTALL | re.MULTILINE)
LINE = re.compile(r"^[^#\n]*?((?:/usr/local/bin/)?hcroadmap (?:check|validate)[^\n]*)$", re.MULTILINE)
COMMANDS = [line.strip() for _, block in BLOCKS for line in LINE.findall(block)]

CONSOLE = re.findall(r"^```console\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
EVERYDAY = [line for block in CONSOLE for line in block.splitlines() if line.startswith("hcroadmap ")]


@pytest.fixture
def shell(tmp_path: Path) -> Path:
    """A folder of programs: ours, and a curl that writes down where it was sent."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "hcroadmap").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hcroadmap "$@"\n', encoding="utf-8")
    (folder / "curl").write_text(
        f'#!/bin/sh\nfor last; do :; done; echo "$last" > "{tmp_path}/sent"\n', encoding="utf-8"
    )
    for program in folder.iterdir():
        program.chmod(0o755)
    for name in ("targets.yaml", "config"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="written for a shell")
@pytest.mark.parametrize("line", COMMANDS)
def test_an_example_runs_as_it_stands(shell: Path, line: str) -> None:
    """Quiet and with 0 on the shipped roadmap; only the places are ours."""
    room = shell.parent
    here = line.replace("/srv/roadmap", str(room)).replace("/usr/local/bin/", "").replace("\\%", "%")
    here = here.replace("/var/lib/node_exporter", str(room))
    ended = subprocess.run(["bash", "-c", here], env={"PATH": f"{shell}:/usr/bin:/bin"}, cwd=room, check=False,
                           capture_output=True, text=True, timeout=60)  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, "")
    if " -q " in line:
        assert ended.stdout == ""
    if "curl" in line:
        assert (room / "sent").read_text(encoding="utf-8").endswith("/0\n")
    if ".prom" in line:
        assert (room / "hcroadmap.prom").read_text(encoding="utf-8").endswith("# EOF\n")


def test_the_picture_is_the_real_output(shell: Path) -> None:
    """The first screen shows what the program prints, to the letter."""
    shown = re.search(r"<!-- example: hcroadmap (.*?), 80 columns -->\n```text\n(.*?)```", README, re.DOTALL)
    assert shown is not None
    run = [sys.executable, "-m", "hcroadmap", *shown[1].split()]
    room = {"COLUMNS": "80", "PYTHONUTF8": "1"}
    ended = subprocess.run(run, cwd=shell.parent, env=room, check=True, capture_output=True)
    assert ended.stdout.decode() == shown[2]


@pytest.mark.skipif(sys.platform == "win32", reason="written for a shell")
@pytest.mark.parametrize("line", EVERYDAY)
def test_an_everyday_example_does_its_job(shell: Path, line: str) -> None:
    """Every command of the README ends with 0 on a copy of the real roadmap."""
    path, room = {"PATH": f"{shell}:/usr/bin:/bin"}, shell.parent
    ended = subprocess.run(["bash", "-c", line], env=path, cwd=room, check=False, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout != "") == (0, True), ended.stderr


def test_every_kind_of_example_is_there() -> None:
    """Cron, systemd, Nagios, node_exporter, healthchecks and GitHub Actions."""
    assert len(COMMANDS) == 8
    text = SECTION[1] if SECTION else ""
    for name in ("[Timer]", "define command", "node_exporter", "hc-ping", "actions/checkout"):
        assert name in text
