"""No command writes over what a project reads, and none waits for a file that is none."""

from __future__ import annotations

import importlib
import inspect
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest

from hcroadmap.cli.run import COMMANDS, SUBCOMMANDS
from tests.reference.make import SHIPPED

Hcroadmap = Callable[..., tuple[int, str, str]]

ACTIVITIES = "activities:\n  fair: {title: A fair}\n"
SOURCES = """\
sources:
  - file: measurements/downloads/deep
    period: Jaar
    value: Cijfer
    observations: [{indicator: jobs}]
"""
CONVERT = "convert --indicator stay --period Jaar --value Cijfer new.csv"
WRITING = {
    "status": ("status", "status --format csv", "status --as-of 2016"),
    "show": ("show stay", "show jobs --full --format json"),
    "activities": ("activities",),
    "report": ("report --force", "report --html --force --quarter 2018-Q4", "report --docx --force"),
    "check": ("check", "check -q", "check --format nagios", "check --method nonsense"),
    "convert": (CONVERT, "convert new.csv"),
    "schema": ("schema targets",),
}
INPUTS = (
    "targets.yaml", "config/settings.yaml", "config/activities.yaml", "config/sources.yaml",
    "config/layouts/own.yaml", "config/measurements/all.csv", "config/measurements/downloads/raw.csv",
    "config/commentary/2018-Q4.yaml", "config/measurements/downloads/deep",
)  # fmt: skip
"""Files of the project below, the last one read because sources.yaml names it."""


def _functions() -> Iterator[tuple[str, Callable[..., object]]]:
    for name in COMMANDS:
        module = importlib.import_module(f"hcroadmap.cli.{name}")
        for each in (name, *SUBCOMMANDS.get(name, ())):
            yield each, getattr(module, each)


def _options(function: Callable[..., object]) -> Iterator[tuple[str, str]]:
    """The name of each parameter that is a path, and how its option is written."""
    for name, parameter in inspect.signature(function, eval_str=True).parameters.items():
        kind, *about = get_args(parameter.annotation) or (None,)
        if Path in (kind, *get_args(kind)):
            named = [text for each in about for text in getattr(each, "param_decls", None) or ()]
            yield name, named[-1] if named else f"--{name}"


@pytest.fixture
def whole(project: Path) -> Path:
    """The project with a file of every kind, and a table that it does not read."""
    table = "Jaar;Cijfer\n2018;39,5\n"
    contents = {
        "config/settings.yaml": "language: en\n", "config/activities.yaml": ACTIVITIES,
        "config/sources.yaml": SOURCES, "config/layouts/own.yaml": "value: [Cijfer]\nperiod: {column: Jaar}\n",
        "config/measurements/downloads/raw.csv": table,
        "config/measurements/downloads/deep": "Jaar;Cijfer\n2016;1100\n",
        "config/commentary/2018-Q4.yaml": "explanations:\n  jobs: {text: So., measure: None., who: Us}\n",
        "new.csv": table,
    }  # fmt: skip
    for path, content in contents.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(content, encoding="utf-8")
    return project


def _all(project: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in project.rglob("*") if file.is_file()}


def test_each_command_that_writes_to_a_file_is_tried_below() -> None:
    """A new one is added here with its line."""
    assert {name for name, function in _functions() if "output" in dict(_options(function))} == set(WRITING)


@pytest.mark.parametrize("line", [line for lines in WRITING.values() for line in lines])
@pytest.mark.parametrize("way", ["itself", "link", "link to a link", "hard link", "other name", "linked folder"])
def test_no_output_replaces_an_input(whole: Path, hcroadmap: Hcroadmap, line: str, way: str) -> None:
    """By whatever way it is reached; the command says which project reads it, and ends with 3."""
    assert hcroadmap("validate")[0] == 0
    (whole / "linked").symlink_to("config")
    for number, path in enumerate(INPUTS):
        name = {
            "itself": path, "other name": f"config/../{path}",
            "linked folder": f"linked/{path.removeprefix('config/')}" if path.startswith("config/") else path,
        }.get(way, f"out{number}.md")  # fmt: skip
        if way.startswith("link to a link"):
            (whole / "step").unlink(missing_ok=True)
            (whole / "step").symlink_to(path)
            (whole / name).symlink_to("step")
        elif way == "hard link":
            os.link(whole / path, whole / name)
        elif way == "link":
            (whole / name).symlink_to(path)
        before = _all(whole)
        code, out, err = hcroadmap(*line.split(), "-o", name)
        assert (code, _all(whole)) == (3, before), path
        if "nonsense" not in line:
            reads = f"nothing was written to {name}: the project in {whole.resolve()} reads that file\n"
            assert reads in err or "no format is written as" in err or "would hold what" in err
            assert out == ""


@pytest.mark.parametrize(
    "name",
    ["config/commentary/2019-Q1.yaml", "config/measurements/new.csv", "config/layouts/x.yaml",
     "config/measurements/downloads/new.tsv", "config/measurements/new.xlsx"],
)  # fmt: skip
@pytest.mark.parametrize(
    "line", ["status --format json", "check", "schema settings", "report --md", "convert new.csv"]
)
def test_no_output_becomes_an_input(whole: Path, hcroadmap: Hcroadmap, line: str, name: str) -> None:
    """The next run would trip over it."""
    assert hcroadmap(*line.split(), "-o", name)[0] == 3
    assert not (whole / name).exists()


def test_what_is_no_input_may_be_written_and_written_again(whole: Path, hcroadmap: Hcroadmap) -> None:
    """Beside the project's files, too; the rows of `convert` are a new file of measurements, which it keeps."""
    (whole / "config" / "schemas").mkdir()
    for line in ("status -o config/out.md", "schema targets -o config/schemas/targets.json", "status -o out.csv"):
        for _ in range(2):
            assert hcroadmap(*line.split())[0] == 0
    name = "config/measurements/new.csv"
    assert hcroadmap(*CONVERT.split(), "-o", name)[0] == 0
    written = (whole / name).read_bytes()
    code, _, err = hcroadmap(*CONVERT.split(), "-o", name)
    assert (code, (whole / name).read_bytes(), f"nothing was written to {name}" in err) == (3, written, True)


def test_what_a_command_was_given_is_not_replaced(
    whole: Path, hcroadmap: Hcroadmap, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Outside every project, too."""
    table = tmp_path / "elsewhere" / "d.csv"
    table.parent.mkdir()
    table.write_text("Jaar;Cijfer\n2018;39,5\n", encoding="utf-8")
    (tmp_path / "elsewhere" / "link.csv").symlink_to("d.csv")
    before = table.read_bytes()
    monkeypatch.chdir(table.parent)
    for name in ("d.csv", "link.csv", str(table)):
        for line in ("convert d.csv", "convert d.csv --indicator a --period Jaar --value Cijfer"):
            code, _, err = hcroadmap(*line.split(), "-o", name)
            assert (code, table.read_bytes()) == (3, before)
            assert f"nothing was written to {name}: this command reads that file\n" in err
    reference, shipped = tmp_path / "own.docx", SHIPPED.read_bytes()
    reference.write_bytes(shipped)
    words = ("-C", str(whole), "report", "--docx", "--force", "--reference", str(reference), "-o", str(reference))
    code, _, err = hcroadmap(*words)
    assert (code, reference.read_bytes(), "this command reads that file" in err) == (3, shipped, True)


@pytest.mark.parametrize("force", ["", " --force"])
def test_a_memo_is_written_through_no_broken_link(whole: Path, hcroadmap: Hcroadmap, force: str) -> None:
    """Nor are charts; and a memo's own name may not be a link to an input."""
    line = f"report --html --quarter 2018-Q4{force}"
    link = whole / "memo-2018-Q4-en.html"
    link.symlink_to("../elsewhere.html")
    code, _, err = hcroadmap(*line.split())
    assert (code, "is a link to nothing" in err, (whole / "../elsewhere.html").exists()) == (3, True, False)
    link.unlink()
    link.symlink_to("targets.yaml")
    before = _all(whole)
    assert (hcroadmap(*line.split())[0], _all(whole)) == (3, before)
    (whole / "drawn").mkdir()
    for target in ("../targets.yaml", "../../elsewhere.png"):
        chart = whole / "drawn" / "memo-2018-Q4-en-stay.png"
        chart.unlink(missing_ok=True)
        chart.symlink_to(target)
        before = _all(whole)
        assert hcroadmap(*f"report --md --charts drawn -o m.md --quarter 2018-Q4{force}".split())[0] == 3
        assert (_all(whole), (whole / "../elsewhere.png").exists()) == (before, False)


NAMED = {
    "--reference": ("report --docx -o m.docx --reference odd", "odd"),
    "--charts": ("report --as-of 2018-12-31 -o m.md --charts odd", "odd"),
    "--dir": ("status -C odd", "odd"),
    "--file": ("record stay 2018 39.5 --file odd.csv", "config/measurements/odd.csv"),
    "--output": ("status -o odd", "odd"),
    "FILE": ("convert odd", "odd"),
    "FILE with an indicator": ("convert odd --indicator stay", "odd"),
    "a workbook": ("convert odd.xlsx", "odd.xlsx"),
    "a layout": ("convert new.csv --layout odd", "config/layouts/odd.yaml"),
}
"""A line for each option or argument that names a file, and the place of that file."""
FINE = {("folder", "--charts"), ("folder", "--dir"), ("pipe", "--output"), ("device", "--output"),
        ("pipe", "FILE"), ("pipe", "FILE with an indicator")}  # fmt: skip
"""What may be what it is: pipes and devices are written to, and `convert` reads what another program hands it."""


def test_each_option_that_names_a_file_is_tried_below() -> None:
    """A new one is added here with its line; `init` writes a folder, and replaces nothing."""
    named = {option for name, function in _functions() for _, option in _options(function) if name != "init"}
    assert named - {"-C"} <= {"--file", *NAMED}


@pytest.mark.parametrize(
    ("odd", "named"),
    [(odd, named) for odd in ("pipe", "device", "folder") for named in NAMED if (odd, named) not in FINE],
)
def test_what_is_no_file_is_refused_at_once(whole: Path, named: str, odd: str) -> None:
    """In one sentence; nothing waits for a pipe, or reads a device until there is no memory left."""
    line, place = NAMED[named]
    if odd == "pipe":
        os.mkfifo(whole / place)
    elif odd == "device":
        (whole / place).symlink_to("/dev/zero")
    else:
        (whole / place).mkdir()
    line_up = [sys.executable, "-m", "hcroadmap", *line.split()]
    done = subprocess.run(line_up, capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert "mistake" not in done.stderr
    assert "odd" in done.stderr


def test_nor_does_anything_wait_for_a_pipe_among_the_files(whole: Path) -> None:
    """Neither `convert`, which looks into sources.yaml, nor a shell that completes."""
    for path in ("config/sources.yaml", "config/activities.yaml"):
        (whole / path).unlink()
        os.mkfifo(whole / path)
    ask = {"_HCROADMAP_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "hcroadmap show "}
    for line, more in ((CONVERT, {}), ("status", {}), ("", ask)):
        start = [sys.executable, "-m", "hcroadmap", *line.split()]
        subprocess.run(start, env=os.environ | more, capture_output=True, timeout=30, check=False)
