"""What a shell completes: asked as the shells ask, and in bash itself."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hcroadmap.cli.run import run

Program = Callable[..., "subprocess.CompletedProcess[bytes]"]
Complete = Callable[..., list[str]]
Ask = Callable[..., str]
ACTIVITIES = """\
activities:
  talks: {title: Talks, owners: [Ministry, Jan van 't Hof, "Agri & Food", Ünie (regio)]}
  visits: {title: Visits, owners: []}
  walks: {title: Walks}
  odd: {title: Odd, owners: ["$(touch broken)", "\\\\$(touch broken)", "`touch broken`", "a\\tb", 'say "x"']}
"""
FOLDER = Path(sys.executable).parent


@pytest.fixture(autouse=True)
def _more(project: Path) -> None:
    """Activities, a dimension and layouts besides the two indicators."""
    targets = project / "targets.yaml"
    targets.write_text(f"{targets.read_text()}    dimensions: {{level: {{}}, region: {{}}}}\n", encoding="utf-8")
    (project / "config" / "activities.yaml").write_text(ACTIVITIES, encoding="utf-8")
    (project / "config" / "layouts").mkdir()
    for name in ("duo", "my-own"):
        (project / "config" / "layouts" / f"{name}.yaml").write_text("wide: '{year}'\n")


@pytest.fixture
def ask(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """What a shell is told, from typer's variables; nothing ever goes to stderr, and it ends with 0."""

    def asked(shell: str, **variables: str) -> str:
        with monkeypatch.context() as around:
            for name, text in {"_HCROADMAP_COMPLETE": f"complete_{shell}", **variables}.items():
                around.setenv(name, text)
            with pytest.raises(SystemExit) as ended:
                run([])
        out, err = capfd.readouterr()
        assert (ended.value.code, err) == (0, "")
        return out

    return asked


@pytest.fixture
def complete(ask: Ask) -> Complete:
    """What bash is told for the last word of a line."""

    def completed(*words: str, **variables: str) -> list[str]:
        around = {"COMP_WORDS": "\n".join(["hcroadmap", *words]), "COMP_CWORD": str(len(words))}
        return [name for name in ask("bash", **around, **variables).splitlines() if name]

    return completed


OWNERS = ["Agri\\ \\&\\ Food", "Jan\\ van\\ \\'t\\ Hof", "Ministry", "Ünie\\ \\(regio\\)"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("show ''", ["jobs", "odd", "people", "stay", "talks", "visits", "walks", "work"]),
        ("show s", ["stay"]),
        ("status --indicator ''", ["jobs", "stay"]),
        ("check --indicator j", ["jobs"]),
        ("record ''", ["jobs", "stay"]),
        ("convert x.csv --indicator ''", ["jobs", "stay"]),
        ("convert x.csv --layout ''", ["duo", "my-own"]),
        ("status --action-line ''", ["people", "work"]),
        ("activities --action-line w", ["work"]),
        ("activities update ''", ["odd", "talks", "visits", "walks"]),
        ("activities update talks --state ''", ["done", "dropped", "planned", "running", "unreported"]),
        ("status --owner ''", ["Ministry", "Platform"]),
        ("activities --owner ''", OWNERS),
        ("check --owner ''", [*OWNERS[:3], "Platform", OWNERS[3]]),
        ("status --by ''", ["level", "region"]),
        ("status --status off", ["off_track"]),
        ("status --method un", ["un2022", "un2023"]),
        ("schema s", ["settings", "sources"]),
        ("show --format ''", ["text", "md", "json", "html"]),
        ("--", ["--dir", "--version", "--install-completion", "--show-completion", "--help"]),
        ("sch", ["schema"]),
        ("convert ''", []),
    ],
)
def test_names_are_completed(complete: Complete, line: str, names: list[str]) -> None:
    """Ids, action lines, owners, activities, statuses, dimensions, methods, layouts and schemas."""
    assert complete(*shlex.split(line)) == names


def test_the_project_is_the_one_the_line_is_about(
    complete: Complete, tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one named before or behind the command, else HCROADMAP_DIR, else from here upward."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "targets.yaml").write_text("indicators: {elsewhere: {title: E}}\n")
    assert complete("-C", str(other), "show", "") == ["elsewhere"]
    assert complete("show", "--dir", str(other), "") == ["elsewhere"]
    assert complete("show", "", HCROADMAP_DIR=str(other)) == ["elsewhere"]
    assert complete("show", "s", "-C", str(project), HCROADMAP_DIR=str(other)) == []
    monkeypatch.chdir(project / "config" / "measurements")
    assert complete("show", "st") == ["stay"]
    monkeypatch.chdir(tmp_path)
    assert complete("show", "") == []
    assert complete("-C", "nowhere", "show", "") == []


@pytest.mark.parametrize(
    "content", [b"indicators: {", b"\xff\xfe\x00", b"", b"- a\n- b\n", b"indicators: [a, {b: c}]", b"[" * 9999]
)
def test_a_broken_project_completes_nothing(complete: Complete, project: Path, content: bytes) -> None:
    """Not a word of it: neither a name nor an error."""
    (project / "targets.yaml").write_bytes(content)
    (project / "config" / "activities.yaml").write_bytes(content)
    for line in (["show"], ["status", "--owner"], ["activities", "--owner"], ["status", "--by"]):
        assert complete(*line, "") == []


def test_states_are_completed_in_the_language_of_the_project(complete: Complete, project: Path) -> None:
    """In Dutch also as `activities` shows them; the words of our files hold in every language."""
    (project / "config" / "settings.yaml").write_text("language: nl\n")
    assert complete("activities", "update", "talks", "--state", "b") == ["bezig"]
    assert complete("activities", "update", "talks", "--state", "d") == ["done", "dropped"]


def test_figures_are_not_read(complete: Complete, project: Path) -> None:
    """A pipe in their place would never end."""
    os.mkfifo(project / "config" / "measurements" / "endless.csv")
    assert complete("show", "s") == ["stay"]


@pytest.mark.parametrize(
    ("shell", "line", "answer"),
    [
        ("zsh", "hcroadmap show s", """_arguments '*: :(("stay"))'\n"""),
        ("zsh", "hcroadmap activities --owner Agri\\ \\&", """_arguments '*: :(("Agri & Food"))'\n"""),
        ("zsh", "hcroadmap activities --owner J", "_files\n"),
        ("zsh", "hcroadmap convert ", "_files\n"),
        ("fish", "hcroadmap show s", "stay\n"),
        ("fish", "hcroadmap activities --owner Agri\\ \\&", "Agri & Food\n"),
        ("fish", "hcroadmap activities --owner J", "Jan van 't Hof\n"),
        ("powershell", "hcroadmap show s", "stay::: \n"),
        ("pwsh", "hcroadmap activities --owner M", "Ministry::: \n"),
        ("pwsh", "hcroadmap activities --owner J", "\n"),
    ],
)
def test_other_shells_are_answered_in_their_way(ask: Ask, shell: str, line: str, answer: str) -> None:
    """As typer's script for each of them asks; a name that a shell would change is not offered."""
    around = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args",
              "_TYPER_COMPLETE_WORD_TO_COMPLETE": line.rsplit(maxsplit=1)[-1]}  # fmt: skip
    assert ask(shell, **around) == answer


def bash(script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    around = os.environ | {"PATH": f"{FOLDER}{os.pathsep}{os.environ['PATH']}", **variables}
    return subprocess.run(
        ["bash", "--norc", "-c", script], env=around, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("words", "arrives"),
    [
        ("activities --owner Jan", "Jan van 't Hof"),
        ("activities --owner Agri", "Agri & Food"),
        ("activities --owner \\'Jan", "Jan van 't Hof"),
        ('activities --owner \\"Jan', "Jan van 't Hof"),
        ("activities --owner Ün", "Ünie (regio)"),
        ("show st", "stay"),
    ],
)
def test_bash_types_what_was_meant(words: str, arrives: str, project: Path) -> None:
    """In bash itself, with its script: the completed word is one argument, which the command takes."""
    script = f"""
        eval "$(hcroadmap --show-completion)"
        COMP_WORDS=(hcroadmap {words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
        _hcroadmap_completion hcroadmap
        quote=${{COMP_WORDS[COMP_CWORD]::1}}; case $quote in [a-zA-ZÜ]) quote=;; esac
        eval "typed=($quote${{COMPREPLY[0]}}$quote)"
        printf '%s|' "${{#COMPREPLY[@]}}" "${{#typed[@]}}" "${{typed[@]}}"
    """
    ended = bash(script, LC_ALL="C.UTF-8")
    assert (ended.stdout, ended.stderr) == (f"1|1|{arrives}|", "")
    assert not (project / "broken").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "pwsh"])
def test_each_script_can_be_printed(program: Program, shell: str) -> None:
    """Also from a shell that nobody detects."""
    ended = program(_HCROADMAP_COMPLETE=f"source_{shell}")
    assert (ended.returncode, ended.stderr) == (0, b"")
    asked = "powershell" if shell == "pwsh" else shell
    assert f"complete_{asked}" in ended.stdout.decode()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "pwsh"])
def test_the_shell_around_is_detected(tmp_path: Path, shell: str) -> None:
    """A shell is known by its name; here each is bash by another one."""
    named = shutil.copy(shutil.which("bash") or "", tmp_path / shell)
    line = f"{shlex.quote(sys.executable)} -m hcroadmap --show-completion; exit $?"
    ended = subprocess.run([named, "-c", line], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert f"complete_{'powershell' if shell == 'pwsh' else shell}" in ended.stdout


def test_bash_keeps_it(tmp_path: Path) -> None:
    """Installed in a home directory, which here is an empty one."""
    ended = bash("hcroadmap --install-completion; exit $?", HOME=str(tmp_path))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ".bash_completions" in (tmp_path / ".bashrc").read_text()
    assert "complete_bash" in (tmp_path / ".bash_completions" / "hcroadmap.sh").read_text()


@pytest.mark.parametrize("option", ["--show-completion", "--install-completion"])
def test_a_shell_that_cannot_complete_is_told(tmp_path: Path, option: str) -> None:
    """Typer's sentence and a way out, exit 3, and nothing written."""
    named = shutil.copy(shutil.which("bash") or "", tmp_path / "dash")
    (home := tmp_path / "home").mkdir()
    line = f"{shlex.quote(sys.executable)} -m hcroadmap {option}; exit $?"
    around = os.environ | {"HOME": str(home)}
    ended = subprocess.run([named, "-c", line], env=around, capture_output=True, text=True, check=False)
    assert (ended.returncode, "Shell dash " in ended.stdout + ended.stderr) == (3, True)
    assert ended.stderr.splitlines()[-2:] == [
        "  completion is for bash, zsh, fish and PowerShell; print the script of one of them:",
        "  _HCROADMAP_COMPLETE=source_bash hcroadmap",
    ]
    assert list(home.iterdir()) == []


def test_surroundings_without_a_shell_are_told(program: Program, tmp_path: Path) -> None:
    """As in a container that starts the program itself; here the detection has nothing to go by."""
    told = "class ShellDetectionFailure(EnvironmentError): ...\ndef detect_shell(): raise ShellDetectionFailure\n"
    (tmp_path / "shellingham.py").write_text(told)
    ended = program("--show-completion", PYTHONPATH=str(tmp_path))
    assert (ended.returncode, ended.stdout) == (3, b"")
    assert ended.stderr.decode().splitlines()[-1] == "  _HCROADMAP_COMPLETE=source_bash hcroadmap"


@pytest.mark.parametrize(
    "asked", ["nonsense", "complete_", "complete_foo", "source_bash1", "source_tcsh", "complete_bash", "1"]
)
def test_what_no_shell_asks_for_is_refused_in_one_sentence(program: Program, asked: str) -> None:
    """Such as a variable that was set by hand; never with 1, which reads as a warning, and never as a crash."""
    ended = program("status", _HCROADMAP_COMPLETE=asked)
    told = ended.stderr.decode()
    assert (ended.returncode, ended.stdout) == (3, b"")
    assert told.startswith(f"hcroadmap: the variable _HCROADMAP_COMPLETE is “{asked}”")
    assert "_HCROADMAP_COMPLETE=source_bash hcroadmap" in told
    assert program("status", _HCROADMAP_COMPLETE="complete_bash", COMP_WORDS="x", COMP_CWORD="y").returncode == 3
