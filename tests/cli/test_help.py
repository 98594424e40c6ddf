"""`hcroadmap help` and a bare `hcroadmap`: a page a topic, what each finding means, and where one stands."""

from __future__ import annotations

import inspect
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from rich.text import Text
from typer.main import get_command

from hcroadmap.cli.run import COMMANDS, LISTED, SUBCOMMANDS, app
from hcroadmap.render.manual import pages
from hcroadmap.render.manual.pages import CODES, NAMES, text

Hcroadmap = Callable[..., tuple[int, str, str]]
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]
ROOT = Path(__file__).parents[2]


# The manual


def test_alone_it_lists_topics_and_commands(hcroadmap: Hcroadmap) -> None:
    """A line each, whether there is a project or not."""
    code, out, err = hcroadmap("help")
    assert (code, err) == (0, "")
    for name in (*NAMES, "validate", "record"):
        assert f"\n  {name} " in out


def test_in_a_pipe_a_page_is_the_markdown_it_is(hcroadmap: Hcroadmap) -> None:
    """Byte for byte, to be read or to be put elsewhere."""
    assert hcroadmap("help", "periods") == (0, text("periods", "en"), "")
    assert hcroadmap("help", "periods", "--lang", "nl")[1] == text("periods", "nl")


def test_the_language_is_that_of_the_project(
    hcroadmap: Hcroadmap, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The option, else HCROADMAP_LANG, else its settings."""
    (project / "config" / "settings.yaml").write_text("language: nl\n")
    assert hcroadmap("help", "values")[1] == text("values", "nl")
    assert hcroadmap("-C", str(project), "help", "values")[1] == text("values", "nl")
    assert hcroadmap("help", "values", "--lang", "en")[1] == text("values", "en")
    monkeypatch.setenv("HCROADMAP_LANG", "en")
    assert hcroadmap("help", "values")[1] == text("values", "en")


@pytest.mark.parametrize("settings", [b"language: fr\n", b"\x81\x8d", b"[", b""])
def test_a_broken_project_stops_no_help(hcroadmap: Hcroadmap, project: Path, settings: bytes) -> None:
    """In English then."""
    (project / "config" / "settings.yaml").write_bytes(settings)
    (project / "targets.yaml").write_text("indicators: [")
    assert hcroadmap("help", "values") == (0, text("values", "en"), "")


def test_without_a_project_there_is_help(
    hcroadmap: Hcroadmap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is when one needs it."""
    monkeypatch.chdir(tmp_path)
    assert hcroadmap("help", "values", "-C", str(tmp_path / "nowhere")) == (0, text("values", "en"), "")


@pytest.mark.parametrize(
    ("words", "usage"),
    [("validate", "validate [OPTIONS]"), ("activities update", "activities update [OPTIONS]"), ("help", "help ")],
)
def test_the_name_of_a_command_shows_its_help(hcroadmap: Hcroadmap, words: str, usage: str) -> None:
    """As `hcroadmap COMMAND --help` does, also for one below another."""
    shown = hcroadmap("help", *words.split())
    assert shown == hcroadmap(*words.split(), "--help")
    assert shown[1].lstrip().startswith(f"Usage: hcroadmap {usage}")


@pytest.mark.parametrize("columns", [60, 80, 100, 140])
@pytest.mark.parametrize(
    "name", ["", *COMMANDS, *(f"{name} {sub}" for name in SUBCOMMANDS for sub in SUBCOMMANDS[name])]
)
def test_a_help_is_whole_at_every_width(
    hcroadmap: Hcroadmap, monkeypatch: pytest.MonkeyPatch, name: str, columns: int
) -> None:
    """Every option has a sentence of its own, shown to its full stop; no example is broken."""
    monkeypatch.setenv("COLUMNS", str(columns))
    code, out, err = hcroadmap(*name.split(), "-h")
    assert (code, err, "…" in out, max(map(len, out.splitlines()))) == (0, "", False, columns)
    command: Any = get_command(app)
    for word in name.split():
        _, command, _ = command.resolve_command(None, [word])
    sentences = [parameter.help for parameter in command.params]
    assert len(sentences) == len(set(sentences))
    letters = re.sub(r"[\s│]", "", out)
    for sentence in sentences:
        assert sentence.endswith(".")
        assert all(word in letters for word in re.findall(r"[\w-]+", sentence))
    examples = [line for line in Text.from_markup(command.help).plain.splitlines() if line.startswith("  ")]
    assert {f" {line}" for line in examples} <= {line.rstrip() for line in out.splitlines()}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_of_a_command_what_its_own_help_says(name: str) -> None:
    """The table stands for the docstrings, so that a list of the commands imports none of them."""
    function = getattr(import_module(f"hcroadmap.cli.{name}"), name)
    assert inspect.cleandoc(function.__doc__).splitlines()[0] == COMMANDS[name]
    assert LISTED[name].help == COMMANDS[name]


def test_a_list_of_the_commands_imports_none_of_them() -> None:
    """Neither `--help` nor `--version` pays for what only a command needs."""
    script = "import sys; from hcroadmap.cli.run import run; run([{0!r}]); print(*sys.modules, file=sys.stderr)"
    for option in ("--help", "--version"):
        ended = subprocess.run([sys.executable, "-c", script.format(option)], capture_output=True, check=True)
        loaded = set(ended.stderr.decode().split())
        assert loaded.isdisjoint({"pydantic", "hcroadmap.read", "hcroadmap.assess"})
        assert {name for name in loaded if name.startswith("hcroadmap.cli.")} == {
            "hcroadmap.cli.options", "hcroadmap.cli.output", "hcroadmap.cli.run",
        }  # fmt: skip


def test_a_language_without_pages_reads_the_english_ones(
    hcroadmap: Hcroadmap, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A translation may start with the words of the program and leave the manual for later."""
    (tmp_path / "help").mkdir()
    shutil.copytree(pages.FOLDER / "en", tmp_path / "help" / "en")
    monkeypatch.setattr(pages, "FOLDER", tmp_path / "help")
    assert hcroadmap("help", "values", "--lang", "nl") == (0, text("values", "en"), "")
    assert hcroadmap("help", "--lang", "nl")[0] == 0


def test_without_colour_a_help_has_no_escapes(program: Program) -> None:
    """NO_COLOR goes before whatever asks for colour."""
    coloured, plain = (program("check", "-h", FORCE_COLOR="1", **more).stdout for more in ({}, {"NO_COLOR": "1"}))
    assert (b"\x1b[" in coloured, b"\x1b" in plain) == (True, False)


def test_a_topic_that_is_a_command_too_is_the_page(hcroadmap: Hcroadmap) -> None:
    """And the page says where the options are."""
    for topic in ("status", "activities"):
        page = hcroadmap("help", topic)[1]
        assert page == text(topic, "en")
        assert f"`hcroadmap {topic} --help`" in page


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("mehtods", "did you mean “methods”?"),
        ("validat", "did you mean “validate”?"),
        ("bad-perod", "did you mean “bad-period”?"),
        ("errors bad-perod", "did you mean “bad-period”?"),
        ("errors xyz", "all of them: hcroadmap help errors"),
        ("xyz", "see: hcroadmap help"),
        ("periods extra", "did you mean “periods”?"),
        ("activities updat", "did you mean “update”?"),
    ],
)
def test_what_is_not_there_ends_with_3_and_a_suggestion(hcroadmap: Hcroadmap, words: str, told: str) -> None:
    """One sentence, and what to do."""
    code, out, err = hcroadmap("help", *words.split())
    assert (code, out) == (3, "")
    assert told in err


def test_the_page_on_json_has_the_keys_of_every_document(hcroadmap: Hcroadmap) -> None:
    """As they come out, in their order."""
    rows = re.findall(r"^\| `hcroadmap\.(\w+)/1` \| (.*) \|$", text("json", "en"), re.MULTILINE)
    assert [name for name, _ in rows] == ["status", "show", "check", "activities", "findings"]
    for name, keys in rows:
        command = {"show": "show stay-rate", "findings": "validate"}.get(name, name)
        document = json.loads(hcroadmap("-C", str(ROOT), *command.split(), "--format", "json")[1])
        assert document["schema"] == f"hcroadmap.{name}/1"
        assert list(document) == re.findall(r"`(\w+)`", keys)


def test_a_code_has_its_example_and_its_mend(hcroadmap: Hcroadmap) -> None:
    """With `errors` before it or without."""
    code, out, err = hcroadmap("help", "errors", "unknown-key")
    assert (code, err) == (0, "")
    assert "targets.yaml:8:5: error: the key “directon” is not known here [unknown-key]" in out
    assert "\n-    directon: increase\n" in out
    assert hcroadmap("help", "unknown-key")[1] == out
    assert "| `unknown-key` |" in hcroadmap("help", "errors")[1]


@pytest.mark.parametrize("code", CODES)
def test_no_page_of_a_code_lets_a_terminal_obey(hcroadmap: Hcroadmap, code: str) -> None:
    """The examples hold what no text should hold."""
    out = hcroadmap("help", "errors", code)[1]
    assert all(character.isprintable() or character == "\n" for character in out)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("hcroadmap help me", ["measurements", "methods", "memo"]),
        ("hcroadmap help va", ["values", "validate"]),
        ("hcroadmap help errors dup", ["duplicate-key", "duplicate-column", "duplicate-observation"]),
    ],
)
def test_names_are_completed(program: Program, typed: str, offered: list[str]) -> None:
    """Topics and commands; behind `errors` the codes."""
    asked = {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1)}
    ended = program(_HCROADMAP_COMPLETE="complete_bash", **asked)
    assert ended.stdout.decode().split() == offered


# A bare command


def test_a_project_is_named_with_where_it_stands(hcroadmap: Hcroadmap, project: Path) -> None:
    """The headline of `status`, and the commands that come next."""
    (project / "targets.yaml").write_text("roadmap: {title: Talent}\n" + (project / "targets.yaml").read_text())
    code, out, err = hcroadmap()
    assert (code, err) == (0, "")
    title, headline, *rest = out.splitlines()
    assert title.startswith("╭─ Talent ─")
    assert headline.strip("│ ") in hcroadmap("status")[1]
    assert any(line.startswith("  hcroadmap status ") for line in rest)


def test_where_all_is_well_there_is_no_next_step(hcroadmap: Hcroadmap, project: Path) -> None:
    """The commands stand alone then."""
    ended = "ended: {on: 2018-01-01, reason: Counted to the end.}"  # else its last figure would be too old
    (project / "targets.yaml").write_text(
        f"indicators: {{a: {{title: A, unit: count, direction: increase, {ended}}}}}"
    )
    rows = "".join(f"a,{year},{year}\n" for year in range(2012, 2018))
    (project / "config" / "measurements" / "all.csv").write_text(f"indicator,period,value\n{rows}")
    code, out, err = hcroadmap()
    assert (code, err) == (0, "")
    assert out.splitlines()[-1].startswith("  hcroadmap --help ")


def test_without_a_project_it_says_how_to_make_one(
    hcroadmap: Hcroadmap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the file that it shows is a project."""
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    code, out, err = hcroadmap()
    assert (code, err) == (0, "")
    assert "hcroadmap init" in out
    assert "hcroadmap status" not in out
    (empty / "targets.yaml").write_text(out[out.index("  indicators:") :])
    assert hcroadmap("status")[0] == 0
    monkeypatch.setenv("HCROADMAP_LANG", "nl")
    assert "Hier is geen project" in hcroadmap("-C", str(tmp_path / "nowhere"))[1]


def test_a_broken_project_says_how_many_findings(
    hcroadmap: Hcroadmap, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And how to see them; 0 all the same, for it did its job."""
    shutil.copy(ROOT / "tests" / "errors" / "bad-number" / "config" / "measurements" / "stay-rate.csv",
                project / "config" / "measurements" / "all.csv")  # fmt: skip
    code, out, err = hcroadmap()
    assert (code, err) == (0, "")
    assert out.startswith("8 errors in")
    assert "hcroadmap validate" in out
    monkeypatch.setenv("HCROADMAP_LANG", "fr")
    assert hcroadmap()[1] == out


def test_the_list_of_commands_reads_no_project(program: Program, project: Path) -> None:
    """`--help` is the list, in a broken project too."""
    (project / "targets.yaml").write_text("[")
    ended = program("--help")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"validate" in ended.stdout
