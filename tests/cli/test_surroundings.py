"""What the surroundings change and what they must not: variables, terminals, directories, locales, files."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.cli.conftest import in_a_row

Hcroadmap = Callable[..., tuple[int, str, str]]
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]
THEN = ("status", "--as-of", "2018-12-31")
BORDER = "─"


def on_terminal(*arguments: str, columns: int = 90, **variables: str) -> str:
    """What a real terminal shows; the terminal's own width is `columns`."""
    ours, theirs = pty.openpty()
    os.system(f"stty cols {columns} < {os.ttyname(theirs)}")  # noqa: S605  # nothing in it comes from outside
    line = [sys.executable, "-m", "hcroadmap", *arguments]
    environment = os.environ | {"TERM": "xterm"} | variables
    with subprocess.Popen(line, stdout=theirs, stderr=theirs, env=environment) as started:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
        started.wait(timeout=60)
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


# Terminals


def test_a_terminal_gets_colour_and_its_own_width() -> None:
    """Escapes, and rules one short of the terminal's width."""
    shown = on_terminal(*THEN, columns=90)
    assert "\x1b[" in shown
    assert f"{BORDER * 88}\x1b" in shown


def test_a_terminal_gets_the_colours_that_it_knows() -> None:
    """Of 256, or exact ones; one that says nothing gets the sixteen as its owner set them."""
    surroundings = [{"TERM": "xterm-256color"}, {"TERM": "xterm", "COLORTERM": "truecolor"}, {"TERM": "xterm"}]
    shown = [on_terminal(*THEN, columns=90, **({"COLORTERM": ""} | found)) for found in surroundings]
    assert ["\x1b[38;5;" in text for text in shown] == [True, False, False]
    assert ["\x1b[38;2;" in text for text in shown] == [False, True, False]
    assert "\x1b[33m" in shown[2]


def test_a_pipe_gets_neither(hcroadmap: Hcroadmap) -> None:
    """No escapes, and a width of 100: nobody knows how wide the reader's window is."""
    out = hcroadmap(*THEN)[1]
    assert "\x1b" not in out
    assert max(len(line) for line in out.splitlines()) == 99


def test_the_manual_is_laid_out_on_a_terminal() -> None:
    """Neither marks of Markdown nor lines beyond its width; without colour no escapes; no background anywhere."""
    shown = on_terminal("help", "periods", columns=80)
    assert "\x1b[1mPeriods" in shown
    assert not re.search(r"\x1b\[(\d+;)*4[0-8]", shown)
    plain = on_terminal("help", "periods", columns=80, NO_COLOR="1")
    assert "\x1b" not in plain
    assert not set("#`*") & set(plain)
    assert max(map(len, plain.splitlines())) == 79


@pytest.mark.parametrize(
    ("variables", "links"), [({"VTE_VERSION": "7600"}, True), ({"TERM_PROGRAM": "WezTerm"}, True), ({}, False)]
)
def test_an_address_is_a_link_where_the_terminal_has_links(variables: dict[str, str], *, links: bool) -> None:
    """No terminal can be asked, but some are known; the others get the address."""
    names = ("VTE_VERSION", "TERM_PROGRAM", "WT_SESSION", "KITTY_WINDOW_ID")
    surroundings = {name: variables.get(name, "") for name in names}
    root = str(Path(__file__).parents[2])
    shown = on_terminal("-C", root, "show", "stay-rate", "--full", columns=80, **surroundings)
    assert ("\x1b]8;" in shown) == links
    assert ("\n      https://www.bnnvara.nl/" in shown) != links


def test_no_color_drops_every_escape() -> None:
    """Bold and dim as well; an empty NO_COLOR means nothing."""
    assert "\x1b" not in on_terminal(*THEN, NO_COLOR="1")
    assert "\x1b[" in on_terminal(*THEN, NO_COLOR="")


def test_force_color_colours_a_pipe(hcroadmap: Hcroadmap, monkeypatch: pytest.MonkeyPatch) -> None:
    """And leaves its width; NO_COLOR goes before it; an empty one means nothing."""
    plain = hcroadmap(*THEN)[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = hcroadmap(*THEN)[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert (hcroadmap(*THEN)[1], "\x1b[" in coloured) == (plain, True)
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "")
    assert hcroadmap(*THEN)[1] == plain


@pytest.mark.parametrize("name", ["plain", "json", "csv", "md"])
def test_machines_get_no_colour(hcroadmap: Hcroadmap, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Nor a width: only the table has either."""
    plain = hcroadmap(*THEN, "--format", name)[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")
    assert hcroadmap(*THEN, "--format", name)[1] == plain


def test_a_dumb_terminal_gets_no_escapes() -> None:
    """But its width counts."""
    shown = on_terminal(*THEN, columns=70, TERM="dumb")
    assert "\x1b" not in shown
    assert f"\n{BORDER * 69}\n" in shown


@pytest.mark.parametrize("columns", ["60", "80", "140"])
def test_columns_sets_the_width(hcroadmap: Hcroadmap, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """In a pipe as well; no line is longer."""
    monkeypatch.setenv("COLUMNS", columns)
    assert max(len(line) for line in hcroadmap(*THEN)[1].splitlines()) == int(columns) - 1


@pytest.mark.parametrize("columns", ["", "0", "-5", "wide", "²", "9" * 5000])
def test_nonsense_in_columns_is_ignored(
    hcroadmap: Hcroadmap, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    """It is not our mistake, and no reason to fail."""
    plain = hcroadmap(*THEN)
    monkeypatch.setenv("COLUMNS", columns)
    assert hcroadmap(*THEN) == plain
    monkeypatch.setenv("COLUMNS", columns)
    assert hcroadmap("--help")[0] == 0


def test_findings_on_a_terminal_show_the_line(project: Path) -> None:
    """With a caret under the cell; in a pipe one line and the hint are enough."""
    with (project / "config" / "measurements" / "all.csv").open("a", encoding="utf-8") as stream:
        stream.write("stay,2018,often,2019-01-01\n")
    shown = on_terminal("validate", NO_COLOR="1")
    assert "      5 | stay,2018,often,2019-01-01\n        |           ^^^^^\n" in shown
    assert "      5 | stay,2018,often,2019-01-01\n" in on_terminal("status", NO_COLOR="1")


# Encodings, locales and time zones


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850"])
def test_a_terminal_that_lacks_letters_gets_others(program: Program, hcroadmap: Hcroadmap, encoding: str) -> None:
    """One for one, so that columns stay aligned; only an arrow in a sentence takes two. Nothing crashes."""
    line = ("status", "--as-of", "2019-12-31")
    ended = program(*line, PYTHONIOENCODING=encoding)
    assert (ended.returncode, ended.stderr) == (0, b"")
    lines, wholes = ended.stdout.decode(encoding).splitlines(), hcroadmap(*line)[1].splitlines()
    assert [len(line) for line in lines] == [len(line.replace("→", "->")) for line in wholes]
    assert "1 300 -> 1 100" in ended.stdout.decode(encoding).replace("\u00a0", " ")
    assert "?" not in ended.stdout.decode(encoding)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850"])
def test_what_no_encoding_has_still_takes_its_room(program: Program, project: Path, encoding: str) -> None:
    """A letter without its accent, a question mark a cell: nothing but what the terminal can show."""
    targets = (project / "targets.yaml").read_text(encoding="utf-8")
    (project / "targets.yaml").write_text(
        targets.replace("title: Jobs", "title: Bane\u0301n 漢字"), encoding="utf-8"
    )
    ended = program(*THEN, PYTHONIOENCODING=encoding)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert "Banen ????  " in ended.stdout.decode(encoding)


@pytest.mark.parametrize("encoding", ["ascii", "cp850"])
def test_a_message_is_in_letters_that_can_be_shown(encoding: str) -> None:
    """Quotation marks among them."""
    lines = ["show sty", "status --as-of soon", "status --indicator sty"]
    ended = in_a_row(lines, env=os.environ | {"PYTHONIOENCODING": encoding})
    for (_, _, told), quoted in zip(ended, ("sty", "soon", "sty"), strict=True):
        assert f'"{quoted}"' in told.decode(encoding)


LOCALES = [
    {"LC_ALL": "C", "PYTHONUTF8": "0"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    {"LC_ALL": "nl_NL.UTF-8"},
    {"TZ": "Pacific/Kiritimati"},
    {"TZ": "Etc/GMT+12", "LC_ALL": "POSIX"},
    {"PYTHONHASHSEED": "1"},
]


@pytest.mark.parametrize("surroundings", LOCALES, ids=lambda found: " ".join(f"{k}={v}" for k, v in found.items()))
def test_the_same_bytes_everywhere(hcroadmap: Hcroadmap, surroundings: dict[str, str]) -> None:
    """In any locale, encoding, time zone and hash seed; the language is never the system's."""
    lines = [f"{' '.join(THEN)} --format {name}" for name in ("plain", "json", "csv", "md")]
    for line, ended in zip(lines, in_a_row(lines, env=os.environ | surroundings), strict=True):
        assert ended == (0, hcroadmap(*line.split())[1].encode(), b""), line


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of locales, made here: few systems have them all."""
    folder = tmp_path_factory.mktemp("locales")
    for name in ("nl_NL", "tr_TR", "fa_IR"):
        line = ["localedef", "-i", name, "-f", "UTF-8", str(folder / f"{name}.UTF-8")]
        if not shutil.which("localedef") or subprocess.run(line, capture_output=True, check=False).returncode:
            pytest.skip("no locale can be made here")
    return folder


LINES = (
    "status", "status --lang nl", "check", "check --format nagios", "check --format openmetrics", "report --md",
    "report --html -o -", "validate", "show STAY", "status --indicator STAY", "activities",
    "convert some.csv --indicator stay --period JAAR --value DIENST",
    "record stay 2019 39.25 --source IĞDIR --dry-run", "record stay 2019 39,25 --dry-run",
)  # fmt: skip


@pytest.mark.xdist_group("locales")
@pytest.mark.parametrize("name", ["nl_NL", "tr_TR", "fa_IR", "xx_YY"])
def test_every_command_says_the_same_in_any_locale(locales: Path, project: Path, name: str) -> None:
    """Commas, Persian digits and the Turkish i are for people to type, not for a locale to slip in."""
    (project / "some.csv").write_text("jaar;dienst\n2018;39,5\n", encoding="utf-8")
    at = {"HCROADMAP_AS_OF": "2018-12-31", "SOURCE_DATE_EPOCH": "86400"}
    there = at | {"LC_ALL": f"{name}.UTF-8", "LANG": f"{name}.UTF-8", "LANGUAGE": name, "LOCPATH": str(locales)}
    known = [sys.executable, "-c", "import locale; locale.setlocale(locale.LC_ALL, '')"]
    assert subprocess.run(known, env=os.environ | there, capture_output=True, check=False).returncode == (
        name == "xx_YY"
    )
    here, ended = (in_a_row(LINES, env=os.environ | found) for found in (at | {"LC_ALL": "C.UTF-8"}, there))
    assert dict(zip(LINES, ended, strict=True)) == dict(zip(LINES, here, strict=True))
    assert all(b"39.1" in out for line, (_, out, _) in zip(LINES, ended, strict=True) if "--format" in line)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
def test_machine_formats_are_utf_8_whatever_the_terminal(
    program: Program, hcroadmap: Hcroadmap, encoding: str
) -> None:
    """`hcroadmap status --format md > memo.md` is UTF-8, on Windows too."""
    here, there = (
        hcroadmap(*THEN, "--format", "md")[1],
        program(*THEN, "--format", "md", PYTHONIOENCODING=encoding),
    )
    assert "✓" not in here
    assert (there.stdout.decode(), there.stderr) == (here, b"")


@pytest.mark.parametrize("typed", ["utf-8", "latin-1"])
def test_letters_of_another_encoding_are_refused_in_one_sentence(project: Path, typed: str) -> None:
    """Neither a crash nor a file that no editor reads."""
    (project / "some.csv").write_text("period;value\n2018;39.5\n", encoding="utf-8")
    here = (
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        if typed == "utf-8"
        else {"LC_ALL": "C.UTF-8"}
    )
    before = sorted(project.rglob("*"))
    lines = ["record stay 2018 39.5 --source ZÜRICH", "convert some.csv --indicator ZÜRICH",
             "convert some.csv --indicator stay --definition ZÜRICH"]  # fmt: skip
    told = b"is no text in the encoding of this terminal\n  set LC_ALL=C.UTF-8, and type it again.\n"
    for code, out, err in in_a_row([os.fsdecode(line.encode(typed)) for line in lines], env=os.environ | here):
        assert (code, out, told in err, sorted(project.rglob("*"))) == (3, b"", True, before)


# Which project, day and language


def test_the_project_is_found_upward(hcroadmap: Hcroadmap, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From any directory within it."""
    monkeypatch.chdir(project / "config" / "measurements")
    assert hcroadmap(*THEN)[0] == 0


def test_every_directory_searched_is_listed(hcroadmap: Hcroadmap, monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to the root; nothing falls back to built-in data."""
    monkeypatch.chdir("/usr/bin")
    code, _, err = hcroadmap("status")
    searched = [f"  {folder}" for folder in (Path.cwd(), *Path.cwd().parents)]
    assert (code, err.splitlines()[1:-1]) == (3, searched)


@pytest.mark.parametrize(
    "line", ["-C {} status --format json", "status -C {} --format json", "status --dir {} --format json"]
)
def test_a_directory_named_goes_first(
    hcroadmap: Hcroadmap, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """`-C` before or after the command; before HCROADMAP_DIR, which goes before the current directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HCROADMAP_DIR", str(tmp_path / "nowhere"))
    code, out, _ = hcroadmap(*(part.replace("{}", str(project)) for part in line.split()))
    assert (code, [source["path"] for source in json.loads(out)["inputs"]]) == (
        0, ["config/measurements/all.csv", "targets.yaml"],
    )  # fmt: skip


def test_a_directory_named_is_not_searched_upward(hcroadmap: Hcroadmap, project: Path) -> None:
    """Who names a directory means that one."""
    assert hcroadmap("status", "-C", str(project / "config"))[0] == 3


def test_the_directory_from_the_environment(
    hcroadmap: Hcroadmap, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HCROADMAP_DIR goes before the current directory; empty, it means nothing."""
    monkeypatch.setenv("HCROADMAP_DIR", str(tmp_path))
    assert hcroadmap("status")[0] == 3
    monkeypatch.setenv("HCROADMAP_DIR", "")
    assert hcroadmap("status")[0] == 0
    monkeypatch.setenv("HCROADMAP_DIR", str(project))
    monkeypatch.chdir(tmp_path)
    assert hcroadmap("status")[0] == 0


@pytest.mark.parametrize(
    ("named", "day"),
    [("2019-12-31", "2019-12-31"), ("2018", "2018-12-31"), ("2019-Q3", "2019-09-30"), ("2018-11", "2018-11-30")],
)
def test_the_day_from_the_environment(
    hcroadmap: Hcroadmap, monkeypatch: pytest.MonkeyPatch, named: str, day: str
) -> None:
    """HCROADMAP_AS_OF, a day or a period for its last day; the option goes before it."""
    monkeypatch.setenv("HCROADMAP_AS_OF", named)
    assert json.loads(hcroadmap("status", "--format", "json")[1])["as_of"] == day
    assert json.loads(hcroadmap("status", "--format", "json", "--as-of", "2016")[1])["as_of"] == "2016-12-31"


@pytest.mark.parametrize("day", ["0001-01-01", "0001-Q1", "0001-04-01", "9999-12-31", "9999-Q4"])
@pytest.mark.parametrize(
    "line",
    ["status", "status --format json", "status --since 0001-01-01", "status --since 9999w", "check",
     "check --since 9999d", "check --format openmetrics", "report", "report --html -o -", "show stay",
     "show people"],
)  # fmt: skip
def test_the_first_and_the_last_day_there_is(hcroadmap: Hcroadmap, line: str, day: str) -> None:
    """No day makes the program crash."""
    ended = hcroadmap(*line.split(), "--as-of", day)
    assert (ended[0] in ((0, 1, 2, 3) if "check" in line else (0,)), ended[1] != "") == (True, True)


def test_today_is_the_day_on_the_wall_and_nothing_else_changes_with_it() -> None:
    """East and west of the date line it is never the same day; a report on one day is the same everywhere."""
    walls = {"Pacific/Kiritimati": timezone(timedelta(hours=14)), "Etc/GMT+12": timezone(timedelta(hours=-12))}
    reports = set()
    for zone, hours in walls.items():
        before = datetime.now(hours).date()
        lines = ["status --format json", "report --quarter 2019-Q4"]
        (_, status, _), (_, report, _) = in_a_row(lines, env=os.environ | {"TZ": zone})
        assert before <= date.fromisoformat(json.loads(status)["as_of"]) <= datetime.now(hours).date()
        reports.add(report)
    assert len(reports) == 1


@pytest.mark.parametrize("epoch", ["", "-1", "abc", "１２", "1e3", "9" * 5000])
def test_nonsense_in_the_clock_is_ignored(
    hcroadmap: Hcroadmap, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    """SOURCE_DATE_EPOCH counts when it is a number of seconds."""
    line, name = ("check", "--format", "openmetrics"), "hcroadmap_last_run_timestamp_seconds "
    before = int(time.time())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    shown = hcroadmap(*line)[1]
    ran = next(line for line in shown.splitlines() if line.startswith(name)).removeprefix(name)
    assert before <= int(ran) <= time.time()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert f"{name}86400\n" in hcroadmap(*line)[1]


def test_the_language_option_environment_and_settings(
    hcroadmap: Hcroadmap, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--lang` before HCROADMAP_LANG before the settings before English; the locale has no say."""
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    assert "31 December 2018" in hcroadmap(*THEN)[1].replace("\u00a0", " ")
    (project / "config" / "settings.yaml").write_text("language: nl", encoding="utf-8")
    assert "stand op" in hcroadmap(*THEN)[1]
    monkeypatch.setenv("HCROADMAP_LANG", "en")
    assert "as of" in hcroadmap(*THEN)[1]
    assert "stand op" in hcroadmap(*THEN, "--lang", "nl")[1]


# What is shown


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ("", ["stay", "jobs"]), ("--indicator jobs", ["jobs"]), ("--action-line people", ["stay"]),
        ("--owner Platform", ["jobs"]), ("--status behind", ["jobs"]),
        ("--status behind --status on_track", ["stay", "jobs"]),
        ("--indicator stay --owner Ministry", ["stay"]),
    ],
)  # fmt: skip
def test_filters(hcroadmap: Hcroadmap, options: str, ids: list[str]) -> None:
    """Several values of one option widen, several options narrow; the order stays."""
    out = hcroadmap(*THEN, "--format", "json", *options.split())[1]
    assert [one["id"] for one in json.loads(out)["indicators"]] == ids


def test_all_adds_what_is_no_goal(hcroadmap: Hcroadmap, project: Path) -> None:
    """Goals stand alone until `--all`; machine formats and a chosen indicator need no `--all`."""
    targets = (project / "targets.yaml").read_text(encoding="utf-8")
    (project / "targets.yaml").write_text(targets.replace("owner: Ministry", "goal: 1"), encoding="utf-8")
    assert "Jobs" not in hcroadmap(*THEN)[1]
    assert "1 more without a target: --all" in hcroadmap(*THEN)[1] or "1 more" in hcroadmap(*THEN)[1]
    assert "Jobs" in hcroadmap(*THEN, "--all")[1]
    assert "Jobs" in hcroadmap(*THEN, "--indicator", "jobs")[1]
    assert "\njobs\t" in hcroadmap(*THEN, "--format", "plain")[1]


# Files


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("out.json", "{\n"), ("out.csv", "as_of,"), ("out.md", "# Roadmap\n"), ("out.tsv", "indicator\t"),
        ("out.txt", "╭─ Roadmap ─"), ("out", "╭─ Roadmap ─"),
    ],
)  # fmt: skip
def test_the_suffix_chooses_the_format(hcroadmap: Hcroadmap, project: Path, name: str, begins: str) -> None:
    """The file holds what would have been printed; nothing is printed."""
    assert hcroadmap(*THEN, "-o", name) == (0, "", "")
    assert (project / name).read_text(encoding="utf-8").startswith(begins)


def test_the_format_option_goes_before_the_suffix(hcroadmap: Hcroadmap, project: Path) -> None:
    """`--format json -o out.txt` writes JSON."""
    hcroadmap(*THEN, "--format", "json", "-o", "out.txt")
    assert (project / "out.txt").read_text(encoding="utf-8") == hcroadmap(*THEN, "--format", "json")[1]


def test_a_file_gets_no_colour_and_no_width(
    hcroadmap: Hcroadmap, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the terminal; in UTF-8."""
    plain = hcroadmap(*THEN)[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")
    hcroadmap(*THEN, "-o", "out.txt")
    assert (project / "out.txt").read_text(encoding="utf-8") == plain


def test_a_hyphen_is_stdout(hcroadmap: Hcroadmap) -> None:
    """`-o -` prints."""
    assert hcroadmap(*THEN, "-o", "-") == hcroadmap(*THEN)


@pytest.mark.parametrize("broken", [True, False])
def test_a_failed_run_leaves_no_file(hcroadmap: Hcroadmap, project: Path, broken: bool) -> None:
    """Neither a new one nor half of an old one."""
    if broken:
        (project / "out.md").write_text("old", encoding="utf-8")
    (project / "targets.yaml").write_text("indicators: []", encoding="utf-8")
    before = sorted(file.name for file in project.iterdir())
    assert hcroadmap("status", "-o", "out.md")[0] == 3
    assert sorted(file.name for file in project.iterdir()) == before
    assert not broken or (project / "out.md").read_text(encoding="utf-8") == "old"


def test_a_file_that_cannot_be_written_ends_with_3(hcroadmap: Hcroadmap) -> None:
    """With the reason and what to do."""
    code, out, err = hcroadmap(*THEN, "-o", "no/such/out.md")
    assert (code, out) == (3, "")
    assert (
        err == "hcroadmap: cannot write no/such/out.md: No such file or directory\n"
        "  choose another place with -o FILE.\n"
    )


def test_a_device_takes_the_output(hcroadmap: Hcroadmap) -> None:
    """`-o /dev/null` throws it away and leaves the device what it is."""
    assert hcroadmap(*THEN, "-o", os.devnull) == (0, "", "")
    assert Path(os.devnull).is_char_device()
