"""What was typed almost right: the same words on a line of their own, whatever it was, and exit code 3."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from hcroadmap.cli.run import COMMANDS

Run = Callable[..., Any]
ACTIVITIES = "activities: {talks: {title: Talks, kind: count, owners: [Ministry]}}\n"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("statsu", "status"),
        ("activities updat talks", "update"),
        ("--vresion", "--version"),
        ("status --frmat json", "--format"),
        ("status --frmat=json", "--format"),
        ("activities update talks --sate done", "--state"),
        ("status --format jsn", "json"),
        ("status --method stacan", "statcan"),
        ("status --fail-on waring", "warning"),
        ("check --unknown-is critcal", "critical"),
        ("activities update talks --state doen", "done"),
        ("init new --template regoin", "region"),
        ("init new --ci githb", "github"),
        ("convert config/measurements/all.csv --indicator stay --decimal coma", "comma"),
        ("schema targts", "targets"),
        ("show sty", "stay"),
        ("show tlks", "talks"),
        ("show peple", "people"),
        ("record sty 2019 3", "stay"),
        ("record jobs 2019 3 --member levl=hbo", "level"),
        ("activities update talk --state done", "talks"),
        ("activities --owner ministry", "Ministry"),
        ("activities --action-line poeple", "people"),
        ("status --status off-track", "off_track"),
        ("status --by levl", "level"),
        ("check --indicator sty", "stay"),
        ("convert config/measurements/all.csv --indicator stay --period perod --value value", "period"),
        ("convert config/measurements/all.csv --indicator stay --layout du", "duo"),
    ],
)
def test_what_is_almost_right_is_guessed(hcroadmap: Run, project: Path, line: str, meant: str) -> None:
    """Commands, options, their words, ids, columns, members: at most four lines on stderr, and nothing done."""
    targets = project / "targets.yaml"
    targets.write_text(f"{targets.read_text()}    dimensions: {{level: {{members: [hbo]}}}}\n", encoding="utf-8")
    (project / "config" / "layouts").mkdir()
    (project / "config" / "layouts" / "duo.yaml").write_text("wide: '{year}'\n")
    (project / "config" / "activities.yaml").write_text(ACTIVITIES)
    (project / "config" / "measurements" / "recorded.csv").write_text(
        "indicator,period,value,level,published,recorded\n"
    )
    before = {file: file.read_bytes() for file in project.rglob("*") if file.is_file()}
    code, out, err = hcroadmap(*shlex.split(line))
    assert code == 3
    assert [text.strip().removeprefix("hint: ") for text in err.splitlines()].count(
        f"did you mean “{meant}”?"
    ) == 1
    assert len(err.splitlines()) <= 4
    assert out == "" or out.startswith("HCROADMAP UNKNOWN - ")
    assert len(out.splitlines()) <= 1
    assert {file: file.read_bytes() for file in project.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(
    "line",
    ["xyzzy", "status --xyzzy", "status --lang dutch", "schema", "record", "record stay", "status a b",
     "status --by", "show", "report --md --html", "report --quarter soon", "activities update", "convert"],
)  # fmt: skip
def test_what_cannot_be_guessed_is_not(hcroadmap: Run, line: str) -> None:
    """Then too at most four lines, the last of which says where help is."""
    code, out, err = hcroadmap(*line.split())
    assert (code, out) == (3, "")
    assert "did you mean" not in err
    assert 2 <= len(err.splitlines()) <= 4
    assert err.splitlines()[-1].startswith("  see hcroadmap")


@pytest.mark.parametrize("line", ["check --since", "check --quiet=3", "-C . check --indicator"])
def test_check_is_unknown_where_an_option_lacks_its_value(hcroadmap: Run, line: str) -> None:
    """Monitoring systems read standard output; people are sent to the help of the command."""
    code, out, err = hcroadmap(*line.split())
    assert (code, out.startswith("HCROADMAP UNKNOWN - wrong usage: Option '--")) == (3, True)
    assert err.endswith("\n  see hcroadmap check --help\n")


@pytest.mark.parametrize("named", ["", "nagios", "json", "openmetrics"])
@pytest.mark.parametrize(
    "line", ["--bogus check {}", "-C targets.yaml check {}", "check {} --bogus", "check {} x"]
)
def test_check_is_unknown_in_its_format_whatever_is_wrong_with_the_line(
    hcroadmap: Run, line: str, named: str
) -> None:
    """Before the command or behind it."""
    for option in (f"--format {named}", f"--format={named}") if named else ("",):
        code, out, err = hcroadmap(*line.format(option).split())
        begins = {"json": "{\n", "openmetrics": "# HELP "}.get(named, "HCROADMAP UNKNOWN - ")
        assert (code, out.startswith(begins), err != "") == (3, True, True)


@pytest.mark.parametrize(
    "line", ["--bogus status", "-C check --bogus status", "status check", "help check --bogus"]
)
def test_no_other_command_answers_as_check(hcroadmap: Run, line: str) -> None:
    """Not even one that names it."""
    assert "UNKNOWN" not in hcroadmap(*line.split())[1]


def test_a_variable_that_is_not_set_is_not_named(hcroadmap: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is where the value may have come from it."""
    for line, name in (("status --as-of gisteren", "HCROADMAP_AS_OF"), ("show stay --lang fr", "HCROADMAP_LANG")):
        assert "env var" not in hcroadmap(*line.split()).err
        monkeypatch.setenv(name, "soon")
        assert f"(env var: '{name}')" in hcroadmap(*line.split()[:-2]).err
        monkeypatch.delenv(name)


def test_what_was_typed_never_acts_on_the_terminal(hcroadmap: Run) -> None:
    """An escape in a wrong word is shown, not obeyed."""
    for line in (
        ["\x1b[31m"],
        ["--\x1b[31m"],
        ["status", "--format", "\x1b[31m"],
        ["status", "--as-of", "\x1b[31m"],
    ):
        code, out, err = hcroadmap(*line)
        assert (code, out, "\x1b" in err) == (3, "", False)


def test_no_value_is_refused_in_the_words_of_pydantic() -> None:
    """Typer 0.29 reads numbers and days with pydantic, so we parse whatever is more than a text or a choice."""
    functions = [getattr(import_module(f"hcroadmap.cli.{name}"), name) for name in COMMANDS]
    functions.append(import_module("hcroadmap.cli.activities").update)
    for function in functions:
        for name, hint in get_type_hints(function, include_extras=True).items():
            if get_origin(hint) is not Annotated or hint.__metadata__[0].parser:
                continue
            wanted = hint.__origin__
            kinds = {*(get_args(wanted) if get_origin(wanted) in (Union, UnionType) else (wanted,))} - {NoneType}
            texts = {kind for kind in kinds if kind in (str, bool, Path, list[str])}
            choices = {kind for kind in kinds - texts if get_origin(kind) is Literal or issubclass(kind, StrEnum)}
            assert kinds == texts | choices, name
