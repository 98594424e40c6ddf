"""How a command ends: 0 did its job, 3 could not, 130 interrupted; 1 and 2 only where asked for (section 7)."""

from __future__ import annotations

import contextlib
import os
import pty
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hcroadmap.model.vocabulary import MethodName

Hcroadmap = Callable[..., tuple[int, str, str]]
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]
LINE = [sys.executable, "-m", "hcroadmap"]


@pytest.mark.parametrize("line", ["status", "validate", "", "--help", "-h", "--version", "-V", "status --help"])
def test_a_command_that_did_its_job_ends_with_0(hcroadmap: Hcroadmap, line: str) -> None:
    """Whatever the verdicts are; a bare command says where one stands."""
    code, out, err = hcroadmap(*line.split())
    assert (code, err, bool(out)) == (0, "", True)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("--bogus", "No such option: --bogus"),
        ("status --bogus", "No such option: --bogus"),
        ("statsu", "No such command 'statsu'.\n  did you mean “status”?\n"),
        ("status extra", "Got unexpected extra argument(s) (extra)"),
        ("status --format xml", "'xml' is not one of 'table', 'plain', 'json', 'csv', 'md'"),
        ("status --method guess", f"'guess' is not one of {', '.join(map(repr, map(str, MethodName)))}"),
        ("status --lang fr", "'fr' is not one of 'en', 'nl'"),
        ("status --as-of soon", "“soon” is not a day; write 2018-10-31"),
        ("status --as-of 2018-13-01", "“2018-13-01” is not a day"),
        ("status --fail-on ok", "'ok' is not one of 'warning', 'critical'"),
        ("validate --format xml", "'xml' is not one of 'text', 'json', 'github'"),
        ("status -C", "requires an argument"),
    ],
)
def test_wrong_usage_ends_with_3(hcroadmap: Hcroadmap, line: str, told: str) -> None:
    """Never with click's own 2, which would read as critical; the message says where help is."""
    code, out, err = hcroadmap(*line.split())
    assert (code, out) == (3, "")
    assert told in err
    assert err.splitlines()[-1].strip().startswith("see hcroadmap")


@pytest.mark.parametrize(
    ("line", "told", "hint"),
    [
        ("status --indicator sty", "no indicator is called “sty”", "did you mean “stay”?"),
        ("status --action-line poeple", "no action line is called “poeple”", "did you mean “people”?"),
        ("status --owner ministry", "no owner is called “ministry”", "did you mean “Ministry”?"),
        ("status --status late", "no status is called “late”", ""),
        ("status --indicator xyz", "no indicator is called “xyz”", "use one of: stay, jobs."),
    ],
)
def test_an_unknown_name_ends_with_3_and_a_suggestion(
    hcroadmap: Hcroadmap, line: str, told: str, hint: str
) -> None:
    """What is meant is named where it can be guessed, else all there is."""
    code, out, err = hcroadmap(*line.split())
    assert (code, out) == (3, "")
    assert told in err
    assert hint in err


def test_nothing_selected_ends_with_3(hcroadmap: Hcroadmap) -> None:
    """An empty report is no success."""
    code, out, err = hcroadmap("status", "--owner", "Ministry", "--action-line", "work")
    assert (code, out) == (3, "")
    assert err == "hcroadmap: nothing is selected: no indicator fits all of these options\n"


def test_a_missing_project_ends_with_3(hcroadmap: Hcroadmap, tmp_path: Path) -> None:
    """Every directory searched is listed, and how to make a project."""
    code, out, err = hcroadmap("status", "-C", str(tmp_path))
    assert (code, out) == (3, "")
    assert err.splitlines() == [
        "hcroadmap: no targets.yaml found. Searched:",
        f"  {tmp_path}",
        "  Go to a project, name one with -C DIR, or make one: hcroadmap init",
    ]


@pytest.mark.parametrize(
    "command", ["status", "check", "validate", "record stay 2018 39", "convert x.csv --indicator stay"]
)
def test_a_folder_that_is_not_there_is_told(
    hcroadmap: Hcroadmap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """And who named it: the line, or a variable that was set long ago."""
    nowhere = tmp_path / "nee"
    told = f"hcroadmap: there is no folder {nowhere}\n  it is named by "
    code, _, err = hcroadmap(*command.split(), "-C", str(nowhere))
    assert (code, err) == (3, f"{told}-C; name the folder of a project.\n")
    monkeypatch.setenv("HCROADMAP_DIR", str(nowhere))
    code, _, err = hcroadmap(*command.split())
    assert (code, err) == (3, f"{told}the variable HCROADMAP_DIR; name the folder of a project.\n")


def test_a_broken_file_ends_with_3_and_nothing_is_assessed(hcroadmap: Hcroadmap, project: Path) -> None:
    """Findings go to stderr with their places; stdout stays empty."""
    with (project / "config" / "measurements" / "all.csv").open("a", encoding="utf-8") as stream:
        stream.write("stya,2018,39,2019-01-01\n")
    code, out, err = hcroadmap("status")
    assert (code, out) == (3, "")
    assert err.startswith(
        "config/measurements/all.csv:5:1: error: no indicator is called “stya” [unknown-indicator]\n"
    )
    assert err.endswith(f"1 error in {project}; nothing was assessed.\n")


@pytest.mark.parametrize("name", ["text", "json", "github"])
def test_validate_ends_with_3_on_errors_and_0_on_warnings(hcroadmap: Hcroadmap, project: Path, name: str) -> None:
    """In every format; the findings are its report, on stdout."""
    rows = project / "config" / "measurements" / "all.csv"
    rows.write_text(rows.read_text(encoding="utf-8") + "stay,2018,139,2019-01-01\n", encoding="utf-8")
    code, out, err = hcroadmap("validate", "--format", name)
    assert (code, err, "suspicious-share" in out) == (0, "", True)
    rows.write_text(rows.read_text(encoding="utf-8") + "stay,2019,often,2020-01-01\n", encoding="utf-8")
    code, out, err = hcroadmap("validate", "--format", name)
    assert (code, err, "bad-number" in out) == (3, "", True)


def test_validate_says_how_many_files_it_read(hcroadmap: Hcroadmap) -> None:
    """So that an empty directory is not mistaken for a clean one."""
    assert hcroadmap("validate") == (0, "no findings in 2 files\n", "")


@pytest.mark.parametrize(
    ("fail_on", "as_of", "code"),
    [
        ("warning", "2018-12-31", 1), ("critical", "2018-12-31", 0),
        ("warning", "2019-12-31", 2), ("critical", "2019-12-31", 2),
    ],
)  # fmt: skip
def test_fail_on_opts_in(hcroadmap: Hcroadmap, fail_on: str, as_of: str, code: int) -> None:
    """At the end of 2018 the jobs are behind, at the end of 2019 off track; the report comes all the same."""
    found = hcroadmap("status", "--as-of", as_of, "--fail-on", fail_on)
    assert (found[0], found[2], bool(found[1])) == (code, "", True)
    assert hcroadmap("status", "--as-of", as_of)[0] == 0


def test_fail_on_is_quiet_when_all_is_well(hcroadmap: Hcroadmap) -> None:
    """The stay rate is on track."""
    assert hcroadmap("status", "--as-of", "2018-12-31", "--indicator", "stay", "--fail-on", "warning")[0] == 0


@pytest.mark.parametrize(("library", "line"), [("typer", "show stay"), ("yaml", "status")])
def test_a_crash_ends_with_3_and_one_sentence(library: str, line: str, program: Program, tmp_path: Path) -> None:
    """No traceback unless asked for; the debug variable shows it."""
    (tmp_path / f"{library}.py").write_text("raise RuntimeError('a\\nb')", encoding="utf-8")
    path = {"PYTHONPATH": str(tmp_path)}
    quiet, loud = (program(*line.split(), **path, HCROADMAP_DEBUG=debug) for debug in ("", "1"))
    assert (quiet.returncode, loud.returncode, quiet.stdout, loud.stdout) == (3, 3, b"", b"")
    assert quiet.stderr.decode().splitlines() == [
        "hcroadmap: this is our mistake, not yours (RuntimeError: a)",
        "  set HCROADMAP_DEBUG=1 to see where it happened.",
    ]
    assert b"Traceback" in loud.stderr


def test_python_m_is_the_same_program(program: Program, hcroadmap: Hcroadmap) -> None:
    """`python -m hcroadmap` and the command give the same bytes and codes."""
    ended = program("status", "--as-of", "2018-12-31")
    assert (ended.returncode, ended.stdout.decode(), ended.stderr) == (
        0, hcroadmap("status", "--as-of", "2018-12-31")[1], b"",
    )  # fmt: skip
    assert program("--bogus").returncode == 3


@pytest.mark.parametrize("line", ["status", "status --format json", "validate", "--help", "show stay"])
def test_a_pipe_that_is_closed_is_no_warning(line: str) -> None:
    """`hcroadmap status | head -1` is quiet and ends with 0, not with click's 1."""
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run([*LINE, *line.split()], stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_head_takes_the_first_line() -> None:
    """As one types it in a shell; the shell sees 0 of both."""
    line = f"set -o pipefail; {sys.executable} -m hcroadmap status --as-of 2018-12-31 | head -1"
    ended = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stdout.split(" ─")[0], ended.stderr) == (0, "╭─ Roadmap", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_ends_with_3() -> None:
    """One sentence in the system's words; it is not a crash of ours."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run([*LINE, "status"], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert (ended.returncode, ended.stderr) == (3, b"hcroadmap: standard output: No space left on device\n")


@pytest.mark.parametrize(("closed", "code"), [(">&-", 0), ("2>&-", 0), (">&- 2>&-", 0)])
def test_a_closed_stream_is_no_crash(closed: str, code: int) -> None:
    """Cron jobs may close their streams: the exit code is what counts."""
    ended = subprocess.run(["bash", "-c", f"{' '.join(LINE)} status {closed}"], check=False, timeout=60,
                           capture_output=True)  # fmt: skip
    assert (ended.returncode, ended.stderr) == (code, b"")


@pytest.mark.parametrize(("line", "code"), [("check --as-of 2019-12-31", 2), ("validate", 3), ("status", 3)])
def test_a_reader_who_leaves_hides_no_failure(project: Path, line: str, code: int) -> None:
    """`hcroadmap check | head -1` is still critical when the pipe is closed before a word was read."""
    if code == 3:
        (project / "targets.yaml").write_text("indicators: []", encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run([*LINE, *line.split()], stdout=writing, stderr=writing, check=False, timeout=60)
    os.close(writing)
    assert ended.returncode == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(("line", "code"), [("show nothing", 3), ("statsu", 3), ("check --as-of 2019-12-31", 2)])
def test_a_message_that_cannot_be_written_changes_no_code(line: str, code: int) -> None:
    """A full log is no reason for another answer."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run(
            [*LINE, *line.split()], stdout=subprocess.PIPE, stderr=full, check=False, timeout=60
        )
    assert ended.returncode == code


@pytest.mark.parametrize("closed", ["<&-", "<&- >&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(("line", "code"), [("show nothing", 3), ("check --as-of 2019-12-31", 2), ("validate", 0)])
def test_closed_streams_change_no_code(closed: str, line: str, code: int) -> None:
    """Nor do they bring a traceback to whoever still listens."""
    ended = subprocess.run(["bash", "-c", f"{' '.join(LINE)} {line} {closed}"], check=False, timeout=60,
                           capture_output=True)  # fmt: skip
    assert (ended.returncode, b"Traceback" in ended.stderr) == (code, False)


def test_a_long_conversion_can_be_interrupted(project: Path, unmeasured: dict[str, str]) -> None:
    """Ctrl-C on a terminal, while it shows how far it is: 130, nothing written, and the cursor is back."""
    file = project / "long.csv"
    file.write_text("year,value\n" + "".join(f"2015,{number}\n" for number in range(900_000)), encoding="utf-8")
    line = [*LINE, "convert", file.name, "--indicator", "jobs", "--period", "year", "--value", "value", "--sum",
            "-o", "out.csv"]  # fmt: skip
    ours, theirs = pty.openpty()
    started = subprocess.Popen(line, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
                               env=unmeasured | {"TERM": "xterm"})  # fmt: skip
    os.close(theirs)
    late = threading.Timer(60, started.kill)
    late.start()
    shown = b""
    while b"line " not in shown:
        shown += os.read(ours, 65536)
    started.send_signal(signal.SIGINT)
    with contextlib.suppress(OSError):  # what the system says when the other end is closed
        while part := os.read(ours, 65536):
            shown += part
    late.cancel()
    assert (started.wait(timeout=30), (project / "out.csv").exists()) == (130, False)
    assert b"Traceback" not in shown
    assert shown.rfind(b"\x1b[?25h") > shown.rfind(b"\x1b[?25l")


def test_interrupted_ends_with_130(project: Path, unmeasured: dict[str, str]) -> None:
    """Ctrl-C while a file is being read: at once, without a traceback."""
    os.mkfifo(project / "endless.csv")
    started = subprocess.Popen(
        [*LINE, "convert", "endless.csv", "--indicator", "stay"], env=unmeasured, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    time.sleep(1)
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=30)
    assert (started.returncode, out, b"Traceback" in err) == (130, b"", False)
