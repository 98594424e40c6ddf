"""What the system does not allow ends in one sentence and code 3, and nothing is left half written."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hcroadmap.cli.output import Refused, deliver
from hcroadmap.cli.project import Addition
from tests.cli.conftest import ROWS, in_a_row

Hcroadmap = Callable[..., tuple[int, str, str]]

LINE = (sys.executable, "-m", "hcroadmap")
AS_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")
"""Root may read everything; without these rights it is as bound by permissions as anybody."""
pytestmark = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="needs a system with devices and permissions"
)


def as_anybody() -> list[str]:
    """Python as it runs for a person who is not root."""
    lead = AS_ANYBODY if os.getuid() == 0 else ()
    if lead and not shutil.which(lead[0]):
        pytest.skip("root may read everything")
    return [*lead, sys.executable]


def ended(*arguments: str, cwd: Path | None = None) -> tuple[int, str, str]:
    """How a command ends for a person who is not root."""
    line = [*as_anybody(), "-m", "hcroadmap", *arguments]
    done = subprocess.run(line, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("folder", ["measurements", "commentary", "layouts"])
def test_a_folder_that_may_not_be_read_is_not_an_empty_one(project: Path, folder: str) -> None:
    """A verdict without the figures in it would be a wrong one."""
    closed = project / "config" / folder
    closed.mkdir(exist_ok=True)
    closed.chmod(0)
    try:
        code, out, err = ended("status")
        assert (code, out) == (3, "")
        assert f"config/{folder}:1:1: error: the folder cannot be read: permission denied [unreadable-file]" in err
    finally:
        closed.chmod(0o755)


DENIED = "the file cannot be read: permission denied [unreadable-file]"


@pytest.mark.parametrize("closed", ["config", "targets.yaml", "config/measurements/all.csv"])
def test_a_file_that_may_not_be_read_is_named(project: Path, closed: str) -> None:
    """It is not taken for missing, and a monitoring system gets UNKNOWN."""
    place = project / closed
    named = "config/settings.yaml" if closed == "config" else closed
    place.chmod(0)
    try:
        lines = ("status", "validate", "report", "record stay 2018 39.5 --dry-run", "check -q")
        for code, out, err in in_a_row(lines, start=as_anybody()):
            assert (code, f"{named}:1:1: error: {DENIED}" in (out + err).decode()) == (3, True)
        assert out.startswith(b"HCROADMAP UNKNOWN - bad input, nothing was assessed: ")
        assert DENIED in err.decode()
    finally:
        place.chmod(0o755)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can go into a folder that is closed")
def test_a_project_that_may_not_be_looked_into_is_not_passed_over(project: Path) -> None:
    """No other project further up is judged in its place."""
    inner = project / "inner"
    inner.mkdir()
    shutil.copy(project / "targets.yaml", inner)
    inner.chmod(0)
    try:
        for command in ("status", "check -q"):
            code, out, err = ended(*command.split(), cwd=inner)
            assert (code, "Roadmap" in out, err) == (
                3,
                False,
                f"hcroadmap: {inner}/targets.yaml: Permission denied\n",
            )
    finally:
        inner.chmod(0o755)


def test_a_layout_that_may_not_be_looked_for_is_not_unknown(project: Path) -> None:
    """The folder is named."""
    layouts = project / "config" / "layouts"
    layouts.mkdir()
    (project / "some.csv").write_text("period;value\n2018;39.5\n", encoding="utf-8")
    layouts.chmod(0)
    try:
        code, _, err = ended("convert", "some.csv", "--indicator", "stay", "--layout", "own")
        assert (code, err) == (3, f"hcroadmap: {layouts}: Permission denied\n")
    finally:
        layouts.chmod(0o755)


@pytest.mark.parametrize(
    ("command", "closed"),
    [
        ("record stay 2018 39.5", "config/measurements"),
        ("record stay 2018 39.5 --file all.csv", "config/measurements/all.csv"),
        ("activities update fair --state done", "config/activities.yaml"),
        ("status -o new.md", "."),
        ("status -o old.md", "old.md"),
        ("report --html -o old.html --force", "old.html"),
        ("init sub", "."),
    ],
)
def test_what_may_not_be_written_stays_as_it_is(project: Path, command: str, closed: str) -> None:
    """A file that is protected in a folder that is not, too: renaming another into its place would be a trick."""
    (project / "config" / "activities.yaml").write_text("activities:\n  fair: {title: A fair}\n", encoding="utf-8")
    for name in ("old.md", "old.html"):
        (project / name).write_text("old", encoding="utf-8")
    place = project / closed
    before = {file: file.read_bytes() for file in project.rglob("*") if file.is_file()}
    place.chmod(0o555 if place.is_dir() else 0o444)
    try:
        code, out, err = ended(*command.split())
        told = [line for line in err.splitlines() if "no explanation" not in line]
        assert (code, out, len(told)) == (3, "", 2)
        assert told[0].startswith("hcroadmap: cannot write ")
        assert told[0].endswith(": Permission denied")
        assert {file: file.read_bytes() for file in project.rglob("*") if file.is_file()} == before
    finally:
        place.chmod(0o755)


@pytest.mark.parametrize(
    "command", ["status", "check", "check --format nagios", "validate", "report", "show stay"]
)
def test_where_nothing_can_be_said_the_code_still_says_it(project: Path, command: str) -> None:
    """Output and messages both to a disk that is full: unknown, not Python's 1, which reads as a warning."""
    del project
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run([*LINE, *command.split()], stdout=full, stderr=full, timeout=60, check=False)
    assert done.returncode == 3


def _full_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


@pytest.mark.parametrize(
    "command",
    [
        "record stay 2018 39.5",
        "status -o x.md",
        "report --html -o x.html",
        "init new",
        "init new --template region",
    ],
)
def test_a_full_disk_leaves_everything_as_it_was(project: Path, command: str) -> None:
    """No half file, no folder, no temporary file."""
    before = {file: file.read_bytes() for file in project.rglob("*") if file.is_file()}
    folders = sorted(folder for folder in project.rglob("*") if folder.is_dir())
    line = [*LINE, *command.split()]
    done = subprocess.run(
        line,
        capture_output=True,
        timeout=60,
        check=False,
        preexec_fn=_full_disk,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 3
    assert b"hcroadmap: cannot write" in done.stderr
    assert {file: file.read_bytes() for file in project.rglob("*") if file.is_file()} == before
    assert sorted(folder for folder in project.rglob("*") if folder.is_dir()) == folders


@pytest.fixture
def disk(tmp_path: Path, project: Path) -> Iterator[Path]:
    """A project on a small disk that is full to the last byte, with files that a command would replace."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        shutil.copytree(project, place, dirs_exist_ok=True)
        (place / "config" / "activities.yaml").write_text(
            "activities:\n  fair: {title: A fair}\n", encoding="utf-8"
        )
        for suffix in ("md", "html", "docx", "csv", "prom", "json"):
            (place / f"old.{suffix}").write_text("old\n", encoding="utf-8")
        with contextlib.suppress(OSError), (place / "filling").open("wb", buffering=0) as filling:
            while True:
                filling.write(bytes(4096))
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


WRITING = [
    "status -o old.md", "status -o new.md", "check -o old.prom", "show stay -o old.json", "activities -o old.csv",
    "report --md --force -o old.md", "report --html --force -o old.html", "report --docx --force -o old.docx",
    "report --docx", "schema targets -o old.json", "init new", "init new --template sector --ci github",
    "record stay 2018 39.5", "record stay 2018 39.5 --file all.csv",
    "activities update fair --state running --note Begun",
    "convert config/measurements/all.csv --indicator stay --period period --value value --sum -o old.csv",
]  # fmt: skip


@pytest.mark.parametrize("command", WRITING)
def test_a_disk_without_room_keeps_what_it_has(
    disk: Path, hcroadmap: Hcroadmap, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """The old files whole, no half file, no temporary file, no folder; and the reason, with what to do."""
    before = {file: file.read_bytes() if file.is_file() else b"" for file in disk.rglob("*")}
    with monkeypatch.context() as there:
        there.chdir(disk)
        code, out, err = hcroadmap(*command.split())
    told = err.splitlines()
    assert (code, out) == (3, "")
    assert {file: file.read_bytes() if file.is_file() else b"" for file in disk.rglob("*")} == before
    assert told[-2].startswith("hcroadmap: cannot write ")
    assert told[-2].endswith(": No space left on device")
    assert told[-1].startswith("  ")


def test_of_several_charts_all_are_written_or_none(disk: Path) -> None:
    """Else the next run would find some of its files there already."""
    with (disk / "filling").open("r+b") as filling:
        filling.truncate((disk / "filling").stat().st_size - 40_960)
    line = "report --as-of 2018-12-31 --charts drawn -o new.md"
    done = subprocess.run([*LINE, *line.split()], cwd=disk, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"cannot write charts to drawn: [Errno 28] No space left on device\n" in done.stderr
    assert not (disk / "drawn").exists()


def test_a_word_file_without_room_for_temporary_files(disk: Path, tmp_path: Path) -> None:
    """The hint is on that folder, not on a file that nobody gave."""
    with (disk / "filling").open("r+b") as filling:
        filling.truncate((disk / "filling").stat().st_size - 4096)
    done = subprocess.run(
        [*LINE, "report", "--docx", "-o", str(tmp_path / "memo.docx")],
        cwd=disk, env=os.environ | {"TMPDIR": str(disk)}, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, (tmp_path / "memo.docx").exists()) == (3, False)
    assert b"the Word file could not be made: No space left on device\n" in done.stderr
    assert b"choose another folder for them with TMPDIR." in done.stderr


def test_a_row_that_was_written_is_not_said_to_be_missing(project: Path) -> None:
    """Only that it could not be printed."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [*LINE, "record", "stay", "2018", "39.5"],
            stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (3, "hcroadmap: standard output: No space left on device\n")
    assert "stay,2018,39.5" in (project / "config" / "measurements" / "recorded.csv").read_text(encoding="utf-8")


STATES = [f"{ROWS}stay,2018,{value},2019-03-01\n" for value in ("39.2", "39.7")]
SWAPS = {
    "gone": "file.unlink(missing_ok=True); time.sleep(0.004)",
    "a folder": "file.unlink(missing_ok=True); file.mkdir(); time.sleep(0.004); file.rmdir()",
    "cut": "file.write_bytes(other[:40])",
    "replaced": "",
}
SWAPPING = """
import itertools, pathlib, sys, time
file, *states = map(pathlib.Path, sys.argv[1:])
for state in itertools.cycle(states):
    other = state.read_bytes()
    {}
    new = file.with_suffix(".new")
    new.write_bytes(other)
    new.replace(file)
    time.sleep(0.004)
"""


@pytest.mark.parametrize("swap", SWAPS)
def test_a_file_that_comes_and_goes_while_it_is_read(
    project: Path, tmp_path: Path, hcroadmap: Hcroadmap, swap: str
) -> None:
    """Each answer is that of one state of the file, or says that there is none; nothing crashes."""
    file = project / "config" / "measurements" / "all.csv"
    look = ("status", "--format", "json")
    answers, states = [], [tmp_path / "one.csv", tmp_path / "other.csv", tmp_path / "none.csv"]
    for state, content in zip(states, [*STATES, "indicator,period,value\n"], strict=True):
        state.write_text(content, encoding="utf-8")
        shutil.copy(state, file)
        answers.append(_without_hashes(hcroadmap(*look)[1]))
    file.unlink()
    answers.append(_without_hashes(hcroadmap(*look)[1]))
    swapping = [sys.executable, "-c", SWAPPING.format(SWAPS[swap]), str(file), *map(str, states[:2])]
    with subprocess.Popen(swapping) as swapper:
        try:
            for _ in range(16):
                code, out, err = hcroadmap(*look)
                assert (code in (0, 3), code == 3, "mistake" in err) == (True, not out, False)
                assert not out or _without_hashes(out) in answers
            for line in ("check -q", "record stay 2019 39.9 --dry-run"):
                code, out, err = hcroadmap(*line.split())
                assert (code in range(4), "mistake" in out + err) == (True, False)
        finally:
            swapper.terminate()


def _without_hashes(answer: str) -> str:
    return answer[answer.index('"indicators"') :]


def test_two_writers_of_one_file_leave_what_one_of_them_wrote(project: Path, hcroadmap: Hcroadmap) -> None:
    """Whole, whoever is last; and nothing besides."""
    lines = [["status", "--lang", lang, "-o", "out.md"] for lang in ("en", "nl")]
    whole = []
    for line in lines:
        assert hcroadmap(*line)[0] == 0
        whole.append((project / "out.md").read_bytes())
    names = sorted(file.name for file in project.iterdir())
    writers = [subprocess.Popen([*LINE, *line]) for line in lines * 4]
    while any(writer.poll() is None for writer in writers):
        assert (project / "out.md").read_bytes() in whole
    assert [writer.wait() for writer in writers] == [0] * 8
    assert sorted(file.name for file in project.iterdir()) == names


def test_what_another_wrote_meanwhile_is_not_overwritten(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An editor knows no lock."""
    addition = Addition(project, "config/measurements/all.csv")
    addition.target.write_bytes(b"as another wrote it")
    with pytest.raises(Refused):
        addition.write(b"as it would be")
    assert addition.target.read_bytes() == b"as another wrote it"
    assert "was changed by another program meanwhile\n  nothing was written; try again." in capsys.readouterr().err


FLAGS = {"bare": ["-OO"], "alone": ["-I"], "strict": ["-X", "dev", "-W", "error"]}


COMMANDS = (
    "status", "check", "check -q", "validate", "report", "report --html -o -", "report --docx -o new.docx",
    "show stay", "activities", "help periods", "schema targets", "record stay 2018 39.5 --dry-run",
    "convert some.csv --indicator stay --period period --value value", "init new --template region",
)  # fmt: skip


@pytest.mark.parametrize("flags", FLAGS.values(), ids=FLAGS)
def test_nothing_hangs_on_how_python_is_started(project: Path, flags: list[str]) -> None:
    """The same bytes without assertions, without the surroundings, and where a warning is an error."""
    (project / "some.csv").write_text("period;value\n2018;39.5\n", encoding="utf-8")
    seen = []
    for lead in ([], flags):
        seen.append(dict(zip(COMMANDS, in_a_row(COMMANDS, start=[sys.executable, *lead]), strict=True)))
        (project / "new.docx").unlink()
        shutil.rmtree(project / "new")
    assert seen[1] == seen[0]
    assert not [line for line, (_, _, err) in seen[0].items() if b"cannot" in err]
    line = [sys.executable, *flags, "-m", "hcroadmap", "status"]
    done = subprocess.run(line, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == seen[0]["status"]


def test_half_a_character_does_not_stop_the_writing(tmp_path: Path) -> None:
    """UTF-8 cannot hold it; a question mark stands in for it."""
    deliver("a\udc80b", tmp_path / "memo.md")
    assert (tmp_path / "memo.md").read_bytes() == b"a?b"


@pytest.mark.parametrize("line", ["status", "", "check", "report", "record stay 2018 39.5", "convert x.csv"])
def test_a_folder_that_was_removed_is_named(tmp_path: Path, line: str) -> None:
    """Not standard output, which is as it should be."""
    gone = tmp_path / "gone"
    gone.mkdir()
    script = "import os, sys, hcroadmap.__main__ as it; os.rmdir(os.getcwd()); sys.argv[1:] = {}; it.main()"
    script = script.format(line.split())
    done = subprocess.run([sys.executable, "-c", script], cwd=gone, capture_output=True, text=True, check=False)
    reason = "the folder that this was started in: No such file or directory"
    assert (done.returncode, done.stderr) == (3, f"hcroadmap: {reason}\n")
    assert done.stdout == (f"HCROADMAP UNKNOWN - the check itself failed ({reason})\n" if line == "check" else "")


def test_too_little_memory_is_nobodys_mistake(project: Path) -> None:
    """It is said in those words, also to a monitoring system."""
    (project / "config" / "measurements" / "all.csv").write_text(
        ROWS + "stay,2018,39,,\n" * 1_000_000, encoding="utf-8"
    )

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (200 << 20, 200 << 20))

    done = subprocess.run(
        [*LINE, "check"], capture_output=True, text=True, timeout=120, check=False, preexec_fn=little
    )
    reason = "there is not enough memory for this"
    assert (done.returncode, done.stderr) == (3, f"hcroadmap: {reason}\n")
    assert done.stdout == f"HCROADMAP UNKNOWN - the check itself failed ({reason})\n"
