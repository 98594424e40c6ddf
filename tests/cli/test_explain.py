"""`hcroadmap explain`: the file in which a quarter is explained, to be filled in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hcroadmap.cli.options import quarters

Command = Callable[..., Any]
QUARTER = ("--quarter", "2018-Q4")


@pytest.fixture
def file(project: Path) -> Path:
    """Where the explanations of the last quarter of 2018 belong."""
    return project / "config" / "commentary" / "2018-Q4.yaml"


def test_every_goal_that_must_be_explained_has_its_place(hcroadmap: Command, file: Path) -> None:
    """Its figures stand above it as comments, nothing is filled in, and the project stays valid."""
    ended = hcroadmap("explain", *QUARTER)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "Wrote config/commentary/2018-Q4.yaml, with room for one explanation. "
        "Fill it in, then run: hcroadmap report --quarter 2018-Q4\n"
    )
    text = file.read_text(encoding="utf-8")
    assert "  # Jobs: behind\n  # The figure for 2017 is 1\u00a0300, against 1\u00a0000 at the baseline" in text
    assert "  # To be supplied by Platform before this memo is sent.\n  jobs:\n    text: " in text
    assert re.findall(r"^    (\w+): *(\S*)", text, re.MULTILINE) == [
        (key, '""') for key in ("text", "measure", "who", "author")
    ]
    assert hcroadmap("validate").out.startswith("no findings")


def test_what_stays_empty_is_still_owed(hcroadmap: Command, file: Path) -> None:
    """Part by part, in the memo and in validate, until it is written; then the memo has it."""
    hcroadmap("explain", *QUARTER)
    assert hcroadmap("report", "--strict", *QUARTER).code == 3
    assert "EXPLANATION MISSING: Jobs." in hcroadmap("report", *QUARTER).out
    for key, text, still in (
        ("measure", "A fair: in May, “again”", ["EXPLANATION", "PERSON RESPONSIBLE"]),
        ("text", "It rained # a lot.", ["PERSON RESPONSIBLE"]),
        ("who", "The platform", []),
    ):
        content = file.read_text(encoding="utf-8")
        file.write_text(content.replace(f'{key}: ""', f'{key}: "{text}"'), encoding="utf-8")
        memo = hcroadmap("report", *QUARTER).out
        assert re.findall(r"\*\*([A-Z ]+) MISSING: Jobs", memo) == still
        assert re.sub(r"#", r"\#", text) in memo or text in memo
    assert hcroadmap("report", "--strict", *QUARTER).code == 0
    assert "missing-explanation" not in hcroadmap("validate", *QUARTER).out


def test_a_file_that_exists_is_not_touched(hcroadmap: Command, file: Path) -> None:
    """What it lacks is named, and the place of a goal that has none is printed, to be put in by hand."""
    file.parent.mkdir()
    file.write_text("explanations: {stay: {text: Why.}}\n", encoding="utf-8")
    refused = hcroadmap("explain", *QUARTER)
    assert (refused.code, file.read_text(encoding="utf-8")) == (3, "explanations: {stay: {text: Why.}}\n")
    assert (
        "config/commentary/2018-Q4.yaml exists and is not overwritten: “jobs” is behind in 2018-Q4" in refused.err
    )
    assert '  jobs:\n    text: ""' in refused.out
    file.write_text("explanations: {jobs: {text: Why., who: A}}\n", encoding="utf-8")
    refused = hcroadmap("explain", *QUARTER)
    assert (refused.code, refused.out) == (3, "")
    assert refused.err.splitlines()[0].endswith("“jobs” is behind in 2018-Q4 and has no measure")


@pytest.mark.parametrize("line", [("--quarter", "2017-Q4"), ()])
def test_where_nothing_is_owed_nothing_is_written(
    hcroadmap: Command, project: Path, file: Path, line: tuple[str, ...]
) -> None:
    """And that is said; by default it is about the last complete quarter, in which nothing can be judged."""
    (project / "targets.yaml").write_text("indicators: {x: {title: X, unit: count}}\n")
    (project / "config" / "measurements").joinpath("all.csv").unlink(missing_ok=True)
    for rows in (project / "config" / "measurements").iterdir():
        rows.unlink()
    ended = hcroadmap("explain", *line)
    assert ended.code == 0
    assert "needs no explanation that is not there already; nothing was written." in ended.out
    assert not file.parent.exists()


def test_it_can_be_looked_at_first(hcroadmap: Command, file: Path) -> None:
    """In the language asked for; nothing is written."""
    shown = hcroadmap("explain", *QUARTER, "--dry-run", "--lang", "nl")
    assert "# Toelichtingen bij de memo over 2018-Q4. Schrijf tussen de aanhalingstekens.\n" in shown.out
    assert "  # Jobs: achter op schema\n" in shown.out
    assert not file.parent.exists()


def test_hostile_names_stay_in_their_comments(hcroadmap: Command, project: Path, file: Path) -> None:
    """A title or an owner begins no line of YAML."""
    targets = project / "targets.yaml"
    odd = '"x\\n  evil: {text: y}\\u2028\\x85z: ["'
    targets.write_text(targets.read_text().replace("title: Jobs", f"title: {odd}").replace("Platform", odd))
    assert hcroadmap("explain", *QUARTER).code == 0
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.lstrip().startswith(("#", "text", "measure", "who", "author"))] == [
        "explanations:", "", "  jobs:",
    ]  # fmt: skip
    assert hcroadmap("validate").code == 0


def test_a_quarter_that_has_not_begun_is_refused(hcroadmap: Command) -> None:
    """By every command that takes one; nobody can explain it yet."""
    ahead = f"{date.today().year + 1}-Q4"  # noqa: DTZ011
    for command in ("explain", "report", "validate"):
        refused = hcroadmap(command, "--quarter", ahead)
        assert (refused.code, refused.out) == (3, "")
        assert f"{ahead} has not begun; give the running quarter or an earlier one." in refused.err


def test_quarters_are_completed() -> None:
    """The last eight; of a year that is typed, its own; none that has not begun."""
    assert len(quarters("")) == len(set(quarters(""))) == 8
    assert quarters("2017-")[:4] == [f"2017-Q{number}" for number in range(1, 5)]
    this = date.today().year  # noqa: DTZ011
    assert quarters(f"{this + 1}") == []
    assert quarters("")[-1] == quarters(f"{this}")[-1]
