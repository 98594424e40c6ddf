"""Every example that a user can read runs as it stands: of the README, each page of the manual and each `--help`.

A block of `console` holds commands; where a line begins with `$ `, what stands below it is what that prints. A
block that names a file (“yaml targets.yaml”) is that file. What needs a machine of its own (a crontab, a unit, a
workflow) is searched for lines with `hcroadmap check` or `validate`, and those run. The files of one page make one
project; a page without a targets.yaml of its own is about the Human Capital Roadmap.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

from hcroadmap.cli.run import COMMANDS, SUBCOMMANDS, run
from hcroadmap.model.vocabulary import Language
from hcroadmap.render.manual.pages import FOLDER, NAMES
from tests.command import Ended, invoke

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(\w+)[ ]?([^\n]*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
CHECKED = re.compile(r"^[^#\n]*?((?:/usr/local/bin/)?hcroadmap (?:check|validate)[^\n]*)$", re.MULTILINE)
PLACES = {"/usr/local/bin/": "", "/srv/roadmap": ".", "/var/lib/node_exporter": ".", "\\%": "%"}
"""Places on other people's machines, and what they are here."""
FOR_A_SHELL = re.compile(r"[|&;<>$`*?\\\n]")
"""Letters of a line that only a shell understands; any other line needs no process."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="written for a shell")


class Block(NamedTuple):
    """A block of code: its language, the file it is, if any, and what stands in it."""

    language: str
    path: str
    text: str


def blocks(markdown: str) -> tuple[Block, ...]:
    return tuple(Block(*found) for found in FENCE.findall(markdown))


def of_help(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The examples of a command's `--help`, as a block of the manual; they come right after the first line."""
    assert run([*words, "--help"]) == 0
    _, first, examples, *_ = re.split(r"\n\s*\n", capsys.readouterr().out)
    assert first.strip()
    heading, *lines = re.sub(r"\\ *\n", "", examples).splitlines()
    assert heading.strip() == "Examples:"
    assert len(lines) >= 2
    return "```console\n" + "".join(f"{line.strip()}\n" for line in lines) + "```\n"


PAGES: defaultdict[tuple[Block, ...], list[str]] = defaultdict(list)
"""The blocks of each page, those with the same together: what runs in English need not run in Dutch again."""
PAGES[blocks((ROOT / "README.md").read_text(encoding="utf-8"))].append("README")
for language in Language:
    for topic in NAMES:
        PAGES[blocks((FOLDER / language / f"{topic}.md").read_text(encoding="utf-8"))].append(
            f"{topic}-{language}"
        )
HELPS = [
    (),
    *((name, *below) for name in COMMANDS for below in ((), *((sub,) for sub in SUBCOMMANDS.get(name, ())))),
]


class Room:
    """A project directory, and a shell in which `hcroadmap` is ours and curl writes down where it was sent."""

    def __init__(self, folder: Path, page: tuple[Block, ...] = ()) -> None:
        self.project, programs = folder / "project", folder / "bin"
        programs.mkdir()
        ours = f'#!/bin/sh\nexec "{sys.executable}" -m hcroadmap "$@"\n'
        sent = f'#!/bin/sh\nfor last; do :; done; echo "$last" > "{self.project}/sent"\n'
        for name, text in (("hcroadmap", ours), ("curl", sent)):
            (programs / name).write_text(text, encoding="utf-8")
            (programs / name).chmod(0o755)
        self.project.mkdir()
        if not any(block.path == "targets.yaml" for block in page):
            shutil.copy(ROOT / "targets.yaml", self.project)
            shutil.copytree(ROOT / "config", self.project / "config")
        kept = {name: value for name, value in os.environ.items() if name.startswith("COV")}
        self.environment = kept | {"PATH": f"{programs}:/usr/bin:/bin", "COLUMNS": "80", "PYTHONUTF8": "1"}

    def write(self, path: str, text: str) -> None:
        """A file of the page; it lies inside the project."""
        file = self.project / path
        assert file.resolve().is_relative_to(self.project)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def output(self, line: str) -> str:
        """What a command prints; it does its job, `check` without a word of complaint and with -q without any."""
        for theirs, ours in PLACES.items():
            line = line.replace(theirs, ours)
        if FOR_A_SHELL.search(line):
            done = subprocess.run(["bash", "-c", line], env=self.environment, cwd=self.project, check=False,
                                  capture_output=True, text=True, timeout=120)  # fmt: skip
            ended = Ended(done.returncode, done.stdout, done.stderr)
        else:
            program, *arguments = shlex.split(line, comments=True)
            assert program == "hcroadmap"
            with pytest.MonkeyPatch.context() as here:
                here.chdir(self.project)
                here.setenv("COLUMNS", "80")
                ended = invoke(arguments)
        assert ended.exit_code == 0, f"{line}\n{ended.output}"
        if CHECKED.match(line):
            assert ended.stderr == ""
        if " -q" in line:
            assert ended.stdout == ""
        return ended.stdout

    def walk(self, block: Block) -> None:
        """Run a block, or write the file that it is."""
        if block.path:
            self.write(block.path, block.text)
        elif block.language == "console" and "$ " in block.text:
            for command, printed in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.text, re.MULTILINE):
                assert self.output(f"{{ {command}; }} 2>&1").rstrip() == printed.rstrip(), command
        else:
            ours = re.findall(r"^hcroadmap .*", block.text, re.MULTILINE)
            for line in ours if block.language == "console" else CHECKED.findall(block.text):
                self.output(line)


@pytest.mark.parametrize("page", PAGES, ids=["+".join(names) for names in PAGES.values()])
def test_a_page_can_be_followed(tmp_path: Path, page: tuple[Block, ...]) -> None:
    """From top to bottom: its files are read, its commands end with 0 and print what is shown."""
    room = Room(tmp_path, page)
    for block in page:
        room.walk(block)
    room.output("hcroadmap validate")
    everything = " ".join(block.text for block in page)
    assert ("hc-ping.com" in everything) == (room.project / "sent").exists()
    if ".prom" in everything:
        assert (room.project / "hcroadmap.prom").read_text(encoding="utf-8").endswith("# EOF\n")


@pytest.mark.parametrize("words", HELPS, ids=lambda words: " ".join(words) or "hcroadmap")
def test_help_begins_with_examples_that_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    """At least two, right after the line that says what the command does."""
    room = Room(tmp_path)
    for block in blocks(of_help(capsys, *words)):
        room.walk(block)


def test_the_picture_is_the_real_output(tmp_path: Path) -> None:
    """The first screen of the README shows what the program prints, to the letter."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"<!-- example: (hcroadmap .*?), 80 columns -->\n```text\n(.*?)```", readme, re.DOTALL)
    assert shown is not None
    assert Room(tmp_path).output(shown[1]) == shown[2]


def test_every_kind_of_schedule_is_there() -> None:
    """Cron, systemd, Nagios, node_exporter, healthchecks and GitHub Actions."""
    page = "".join((FOLDER / "en" / f"{topic}.md").read_text(encoding="utf-8") for topic in ("cron", "ci"))
    assert sum(len(CHECKED.findall(block.text)) for block in blocks(page) if block.language != "console") >= 8
    for name in ("[Timer]", "define command", "node_exporter", "hc-ping", "actions/checkout"):
        assert name in page
