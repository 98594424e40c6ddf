"""`hcroadmap check`: exit code and first line for every status, option and broken input (CONTRACT section 7)."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

Program = Callable[..., "subprocess.CompletedProcess[bytes]"]
Hcroadmap = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[2]
Spoiled = tuple[Callable[[Path], None], list[str], str]
LINE = [sys.executable, "-m", "hcroadmap"]
HEADER = "indicator,period,value,published,definition,status"
BASELINE, TARGET = "baseline: {period: 2015, value: 38%}", "target: {period: 2020, value: 40%}"
X = f"{{title: X, unit: percent, direction: increase, {BASELINE}, {TARGET}"
SHARE = X + ", kind: share, dimensions: {level: {members: [a, b], complete: true}}"
# What makes each status on a day: the indicator without its closing brace, the rows, the day and the code.
STATUSES = {
    "incomplete": (SHARE + "}", "x,2016,38,2017-01-01,,,a", "2018-12-31", 3),
    "no_data": (X + "}", "", "2018-12-31", 3),
    "not_comparable": (
        X + ", definition: one, definitions: {one: One, two: Two}}", "x,2016,38,2017-01-01,two,", "2018-12-31", 3,
    ),
    "met": (X + "}", "x,2018,41,2018-12-01,,", "2018-12-31", 0),
    "met_late": (X + "}", "x,2021,41,2022-01-01,,", "2022-12-31", 0),
    "missed": (X + "}", "x,2020,39,2021-01-01,,", "2021-12-31", 2),
    "awaiting": (X + "}", "x,2019,39.9,2020-01-01,,", "2021-12-31", 1),
    "on_track": (X + "}", "x,2017,39,2018-01-01,,", "2018-12-31", 0),
    "behind": (X + "}", "x,2017,38.5,2018-01-01,,", "2018-12-31", 1),
    "off_track": (X + "}", "x,2017,38.2,2018-01-01,,", "2018-12-31", 2),
    "reversing": (X + "}", "x,2017,37,2018-01-01,,", "2018-12-31", 2),
}  # fmt: skip
UNKNOWN_IS = {None: 3, "critical": 2, "warning": 1, "ok": 0}
STATES = ("OK", "WARNING", "CRITICAL", "UNKNOWN")
LATE = "activities: {a: {title: Late, due: 2016-01-01}}\n"


def prepare(project: Path, status: str) -> str:
    """Make the project one with an indicator of a status; the day on which it has it."""
    indicator, row, as_of, _ = STATUSES[status]
    header = f"{HEADER},level" if "dimensions" in indicator else HEADER
    (project / "targets.yaml").write_text(f"indicators:\n  x: {indicator}\n", encoding="utf-8")
    rows = project / "config" / "measurements" / "all.csv"
    rows.write_text(f"{header}\n{row}\n", encoding="utf-8")
    return as_of


def expected_code(code: int, unknown_is: str | None, fail_on: str, *, late: bool) -> int:
    """What section 7 says, written once more and otherwise."""
    if code == 3:
        code = UNKNOWN_IS[unknown_is]
    codes = {code} | ({1} if late else set())
    if fail_on == "critical":
        codes -= {1}
    return 2 if 2 in codes else 1 if 1 in codes else 3 if 3 in codes else 0


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("status", STATUSES)
def test_every_status_with_every_option(hcroadmap: Hcroadmap, project: Path, status: str, late: bool) -> None:
    """What is unknown, what fails and what is quiet may be chosen; the word and the code always agree."""
    as_of = prepare(project, status)
    if late:
        (project / "config" / "activities.yaml").write_text(LATE, encoding="utf-8")
    for unknown_is in UNKNOWN_IS:
        for fail_on in ("warning", "critical"):
            options = [
                "--as-of",
                as_of,
                "--fail-on",
                fail_on,
                *(["--unknown-is", unknown_is] if unknown_is else []),
            ]
            code, out, err = hcroadmap("check", *options)
            wanted = expected_code(STATUSES[status][3], unknown_is, fail_on, late=late)
            counted = [f"1 {status}", *(["1 activity_overdue"] if late else [])]
            first = out.splitlines()[0]
            assert (code, err) == (wanted, "")
            assert re.fullmatch(rf"HCROADMAP {STATES[wanted]} - [a-z0-9_, ]+", first)
            assert sorted(first.split(" - ")[1].split(", ")) == sorted(counted)
            assert hcroadmap("check", "-q", *options) == ((0, "", "") if wanted == 0 else (code, out, ""))


@pytest.mark.parametrize("status", ["met", "behind", "reversing", "no_data"])
def test_the_program_ends_as_the_command_does(program: Program, project: Path, status: str) -> None:
    """Code, first line and silence, by a real process."""
    as_of, code = prepare(project, status), STATUSES[status][3]
    ended = program("check", HCROADMAP_AS_OF=as_of)
    line = f"HCROADMAP {STATES[code]} - 1 {status}"
    assert (ended.returncode, ended.stdout.decode().splitlines()[0], ended.stderr) == (code, line, b"")
    quiet = program("check", "-q", "--as-of", as_of)
    assert (quiet.returncode, bool(quiet.stdout), quiet.stderr) == (code, bool(code), b"")


def break_nothing(project: Path) -> None:
    """Leave the project as it is."""


def break_yaml(project: Path) -> None:
    """Leave a bracket open."""
    (project / "targets.yaml").write_text("indicators: [", encoding="utf-8")


def break_csv(project: Path) -> None:
    """Add a row of an indicator that is not declared."""
    with (project / "config" / "measurements" / "all.csv").open("a", encoding="utf-8") as stream:
        stream.write("y,2018,|,2019-01-01\n")


def break_file(project: Path) -> None:
    """Put a directory where a file should be: nobody may read it, not even root."""
    (project / "config" / "settings.yaml").mkdir()


def break_targets(project: Path) -> None:
    """Take the project away."""
    (project / "targets.yaml").unlink()


def break_promises(project: Path) -> None:
    """Leave nothing to judge."""
    (project / "targets.yaml").write_text(
        "indicators:\n  stay: {title: X, unit: percent}\n  jobs: {title: Y, unit: count}\n", encoding="utf-8"
    )


@pytest.mark.parametrize("quiet", [[], ["-q"]])
@pytest.mark.parametrize("written", ["text", "nagios", "json", "openmetrics"])
@pytest.mark.parametrize(
    "case",
    [
        (break_yaml, [], "bad input, nothing was assessed: targets.yaml:1:"),
        (break_csv, [], "bad input, nothing was assessed: config/measurements/all.csv:5:1"),
        (break_file, [], "bad input, nothing was assessed: config/settings.yaml:1:1: the file cannot be read"),
        (break_targets, [], "no targets.yaml found; searched "),
        (break_promises, [], "nothing to judge: "),
        (break_nothing, ["--indicator", "sty"], "no indicator is called “sty”"),
        (break_nothing, ["--action-line", "sty"], "no action line is called “sty”"),
        (break_nothing, ["--owner", "Nobody"], "no owner is called “Nobody”"),
        (break_nothing, ["--owner", "Ministry", "--action-line", "work"], "nothing to judge: "),
    ],
)
def test_every_broken_input_is_unknown(
    hcroadmap: Hcroadmap, project: Path, case: Spoiled, written: str, quiet: list[str]
) -> None:
    """3, quiet or not; the reason on stderr and, where a monitoring system looks, on stdout."""
    spoil, line, told = case
    spoil(project)
    code, out, err = hcroadmap("check", *line, *quiet, "--format", written)
    assert (code, bool(err)) == (3, True)
    if written == "json":
        assert (json.loads(out)["state"], told in json.loads(out)["error"]) == ("UNKNOWN", True)
    elif written == "openmetrics":
        assert "hcroadmap_exit_code 3\n" in out
    else:
        assert (out.startswith(f"HCROADMAP UNKNOWN - {told}"), out.count("\n"), "|" in out) == (True, 1, False)


@pytest.mark.parametrize(
    "line", ["--bogus", "--format xml", "--unknown-is fine", "--fail-on ok", "--as-of soon", "x"]
)
def test_wrong_usage_is_unknown(program: Program, line: str) -> None:
    """Never click's own 2; the first line says so where a monitoring system looks."""
    ended = program("check", "-q", *line.split())
    assert (ended.returncode, ended.stdout.startswith(b"HCROADMAP UNKNOWN - wrong usage: ")) == (3, True)


@pytest.mark.parametrize("line", ["check -q", "check"])
@pytest.mark.parametrize("module", ["typer", "yaml", "pydantic_core"])
def test_an_import_that_fails_is_unknown(program: Program, tmp_path: Path, module: str, line: str) -> None:
    """As on a machine where a library is broken."""
    (tmp_path / f"{module}.py").write_text("raise ImportError('broken | installation')", encoding="utf-8")
    ended = program(*line.split(), PYTHONPATH=str(tmp_path))
    assert (ended.returncode, ended.stdout.decode().splitlines()) == (
        3, ["HCROADMAP UNKNOWN - the check itself failed (ImportError: broken ¦ installation)"],
    )  # fmt: skip
    assert b"Traceback" not in ended.stderr


def test_interrupted_ends_with_130(project: Path, unmeasured: dict[str, str]) -> None:
    """Ctrl-C while a file is being read: at once, and without a traceback."""
    with (project / "config" / "measurements" / "long.csv").open("w", encoding="utf-8") as stream:
        stream.write("indicator,period,value\n" + "stay,2018,39.2\n" * 5_000_000)
    started = subprocess.Popen(
        [*LINE, "check", "-q"], env=unmeasured, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(1)
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=30)
    assert (started.returncode, out, b"Traceback" in err) == (130, b"", False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_unknown() -> None:
    """Neither a crash nor a success."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run([*LINE, "check"], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert (ended.returncode, ended.stderr) == (3, b"hcroadmap: standard output: No space left on device\n")


@pytest.mark.parametrize("line", ["check -q", "check -q -C ."])
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_stream_changes_no_code(project: Path, line: str, closed: str) -> None:
    """Cron may close its streams; all is well all the same."""
    prepare(project, "met_late")
    ended = subprocess.run(["bash", "-c", f"{' '.join(LINE)} {line} {closed}"], check=False, timeout=60,
                           capture_output=True)  # fmt: skip
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")


def test_a_file_that_cannot_be_written_is_unknown(hcroadmap: Hcroadmap) -> None:
    """A text file collector that is not there must not go unnoticed."""
    code, out, err = hcroadmap("check", "--format", "openmetrics", "-o", "no/such/place.prom")
    assert (code, out, "cannot write no/such/place.prom" in err) == (3, "", True)


def test_the_file_is_written_even_when_quiet(hcroadmap: Hcroadmap, project: Path) -> None:
    """Its suffix chooses the format, and the exit code is that of the check."""
    as_of = prepare(project, "met")
    assert hcroadmap("check", "-q", "--as-of", as_of, "-o", "out.prom") == (0, "", "")
    assert (project / "out.prom").read_text(encoding="utf-8").endswith("# EOF\n")
    break_yaml(project)
    assert hcroadmap("check", "-q", "-o", "out.prom")[0] == 3
    assert "hcroadmap_exit_code 3" in (project / "out.prom").read_text(encoding="utf-8")


def test_the_shipped_roadmap_is_quiet_for_ever(program: Program) -> None:
    """Its deadline is long past: cron hears nothing, who asks hears what is final and what nobody can judge."""
    for as_of in ("2026-11-23", "2040-01-01"):
        assert program("check", "-q", "-C", str(ROOT), "--as-of", as_of).stdout == b""
        ended = program("check", "-C", str(ROOT), "--as-of", as_of)
        first, *lines, day = ended.stdout.decode().splitlines()
        assert (ended.returncode, first) == (0, "HCROADMAP OK - 1 met_late, 3 ended")
        assert (day[:6], day[-4:]) == ("As of ", as_of[:4])
        assert [line.split(":")[0] for line in lines if "can never be judged" in line] == [
            "knowledge-circulation", "stay-rate", "stem-graduates",
        ]  # fmt: skip
        assert not [line for line in lines if ".;" in line or ".)" in line]
        assert lines[-1].startswith("centra-capacity: met, perhaps late;")
        assert lines[-1].endswith("; final")


@pytest.mark.parametrize("line", ["check -q", "check --quiet", "-C . check -q", "check -C . -q", "check -q -C ."])
def test_a_quiet_check_speaks_when_something_needs_attention(
    hcroadmap: Hcroadmap, project: Path, line: str
) -> None:
    """However cron writes it: silent when all is well, and only then."""
    prepare(project, "met_late")
    assert hcroadmap(*line.split()) == (0, "", "")
    prepare(project, "missed")
    code, out, err = hcroadmap(*line.split())
    assert (code, out.splitlines()[0], err) == (2, "HCROADMAP CRITICAL - 1 missed", "")
    break_csv(project)
    assert hcroadmap(*line.split())[0] == 3


HEALTHY = """\
import os, sys
before = set(sys.modules)
sys.argv[1:] = {line!r}
os._exit = lambda code: None
from hcroadmap.__main__ import main
main()
print(*sorted(set(sys.modules) - before), file=sys.stderr)
"""


def test_a_healthy_quiet_check_imports_little() -> None:
    """No other command, nothing that lays out a page, no method but the one that judges."""
    line = ["check", "-q", "-C", str(ROOT)]
    ended = subprocess.run([sys.executable, "-c", HEALTHY.format(line=line)], capture_output=True, text=True,
                           check=True, timeout=60)  # fmt: skip
    loaded = set(ended.stderr.split())
    assert (ended.stdout, {name.split(".")[0] for name in loaded} & {"rich", "markdown_it"}) == (
        "", set(),
    )  # fmt: skip
    assert {name for name in loaded if name.startswith(("hcroadmap.cli.", "hcroadmap.render."))} == {
        "hcroadmap.cli.run", "hcroadmap.cli.check", "hcroadmap.cli.options",
        "hcroadmap.cli.output", "hcroadmap.cli.project", "hcroadmap.render.formats",
        "hcroadmap.render.language", "hcroadmap.render.language.page", "hcroadmap.render.language.words",
    }  # fmt: skip
    assert {name for name in loaded if name.startswith("hcroadmap.assess.methods.")} == {
        "hcroadmap.assess.methods.linear", "hcroadmap.assess.methods.method",
    }  # fmt: skip


def test_a_file_with_a_layout_loads_no_supplier() -> None:
    """The readers of suppliers, and of workbooks, cost a start only where a header must be recognised."""
    line = ["check", "-q", "-C", str(ROOT)]
    ended = subprocess.run([sys.executable, "-c", HEALTHY.format(line=line)], capture_output=True, text=True,
                           check=True, timeout=60)  # fmt: skip
    suppliers = {name.rpartition(".")[2] for name in ended.stderr.split() if ".downloads.suppliers." in name}
    assert suppliers == {"any_table", "flags"}
    assert "hcroadmap.read.files.workbook" not in ended.stderr.split()


def test_weekly_news_under_quiet(hcroadmap: Hcroadmap) -> None:
    """What changed is told, good news with 0; where nothing changed there is silence."""
    code, out, err = hcroadmap("check", "-q", "--as-of", "2018-11-24", "--since", "7d")
    assert (code, err) == (0, "")
    first, *_, last = out.replace("\u00a0", " ").splitlines()
    assert first == "HCROADMAP OK - changed: 1 on_track"
    assert last == "What changed after 17 November 2018, up to 24 November 2018"
    assert "39.1% (2017) is new" in out
    assert hcroadmap("check", "-q", "--as-of", "2018-12-01", "--since", "7d") == (0, "", "")
    said = hcroadmap("check", "--as-of", "2018-12-01", "--since", "7d")[1].splitlines()
    assert (said[0], len(said)) == ("HCROADMAP OK - nothing changed", 2)


@pytest.mark.parametrize("command", ["status", "check -q", "report"])
def test_since_a_day_that_is_still_to_come_is_refused(hcroadmap: Hcroadmap, command: str) -> None:
    """A slip in a crontab must not silence it for ever; a monitoring system reads why."""
    line = [*command.split(), "--as-of", "2018-12-31"]
    code, out, err = hcroadmap(*line, "--since", "2081-12-31")
    told = "--since 2081-12-31 lies after 2018-12-31, the day looked from"
    assert (code, err) == (3, f"hcroadmap: {told}\n  write an earlier day, or 7d or 2w ago.\n")
    assert out == (f"HCROADMAP UNKNOWN - {told}\n" if "check" in command else "")
    assert hcroadmap(*line, "--since", "2018-12-31")[0] != 3


def test_one_line_a_problem_says_what_to_do(hcroadmap: Hcroadmap) -> None:
    """Id, status, latest figure, target, gap, owner, what to do and where it stands, in both languages."""
    out = hcroadmap("check", "--as-of", "2019-12-31")[1]
    assert out.splitlines()[1] == (
        "jobs: off track; 1\u00a0100 (2018), target 2\u00a0000 (2020), 900 to go; owner: Platform; "
        "act or explain, see hcroadmap show jobs; targets.yaml:13"
    )
    dutch = hcroadmap("check", "--as-of", "2019-12-31", "--lang", "nl")[1]
    assert (dutch.splitlines()[0], "nog 900 te gaan" in dutch) == (out.splitlines()[0], True)


def test_selection_leaves_the_rest_out(hcroadmap: Hcroadmap) -> None:
    """By action line, indicator and owner; an owner may be that of an activity."""
    for option in (["--action-line", "people"], ["--indicator", "stay"], ["--owner", "Ministry"]):
        assert hcroadmap("check", "--as-of", "2018-12-31", *option)[0] == 0
    for option in (["--action-line", "work"], ["--indicator", "jobs"], ["--owner", "Platform"]):
        assert hcroadmap("check", "--as-of", "2018-12-31", *option)[0] == 1


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("text", "HCROADMAP WARNING - 1 behind, 1 on_track\n", "2018\n"),
        ("nagios", "HCROADMAP WARNING - 1 behind, 1 on_track | 'stay'=39.1%;", "2018\n"),
        ("json", '{\n "schema": "hcroadmap.check/1",', "}\n"),
        ("openmetrics", "# HELP hcroadmap_last_run_timestamp_seconds ", "# EOF\n"),
    ],
)
def test_every_format_ends_with_the_same_code(hcroadmap: Hcroadmap, written: str, start: str, end: str) -> None:
    """The format changes what is written, never how it ends."""
    code, out, err = hcroadmap("check", "--as-of", "2018-12-31", "--format", written)
    assert (code, err, out[: len(start)], out[-len(end) :]) == (1, "", start, end)


def test_each_kind_of_trouble_says_what_to_do(hcroadmap: Hcroadmap, project: Path) -> None:
    """A late figure names its supplier, a missing baseline its period, an activity its day."""
    (project / "targets.yaml").write_text(
        f"indicators:\n  late: {X}, supplier: CBS, release: {{every: year, lag: 1 year, grace: 1 month}}}}\n"
        f"  part: {SHARE}}}\n  bare: {X.replace(', value: 38%', '')}}}\n",
        encoding="utf-8",
    )
    rows = f"{HEADER},level\nlate,2016,39,2017-01-01,,,\npart,2016,38,2017-01-01,,,a\n"
    (project / "config" / "measurements" / "all.csv").write_text(rows, encoding="utf-8")
    (project / "config" / "activities.yaml").write_text(LATE, encoding="utf-8")
    (project / "config" / "commentary").mkdir()
    noted = (
        "acknowledgements:\n  bare: {owner: Ann, reason: Soon., until: 2018-01-01}\n"
        "  part: {owner: Bo, reason: B, until: 2030}\n"
    )
    (project / "config" / "commentary" / "2017-Q4.yaml").write_text(noted, encoding="utf-8")
    code, out, _ = hcroadmap("check", "--as-of", "2019-03-01")
    told = {line.split(":")[0]: line for line in out.splitlines()[1:]}
    assert code == 1
    assert "figure late; 39% (2016)" in told["late"]
    assert "late since 31\u00a0January\u00a02019: ask CBS" in told["late"]
    assert "counts again: the acknowledgement by Ann ended on 1\u00a0January\u00a02018 (Soon.)" in told["bare"]
    assert "enter the figure for 2015, the baseline" in told["bare"]
    assert "acknowledged by Bo until" in told["part"]
    assert "due on 1\u00a0January\u00a02016: finish it" in told["a"]


def test_an_action_line_of_activities_alone_is_judged_by_them(hcroadmap: Hcroadmap, project: Path) -> None:
    """The first line says how many there are where no indicator was chosen."""
    lines = "action_lines: {people: {title: People}, work: {title: Work}}\n"
    (project / "targets.yaml").write_text(f"{lines}indicators:\n  x: {X}, action_line: work}}\n", encoding="utf-8")
    (project / "config" / "measurements" / "all.csv").write_text(f"{HEADER}\n", encoding="utf-8")
    activities = (
        "activities: {a: {title: A, action_line: people, due: 2030-01-01}, b: {title: B, action_line: people}}\n"
    )
    (project / "config" / "activities.yaml").write_text(activities, encoding="utf-8")
    code, out, _ = hcroadmap("check", "--as-of", "2018-12-31", "--action-line", "people")
    told = "HCROADMAP OK - no indicator selected, 2 activities, none overdue\nAs of 31\u00a0December\u00a02018\n"
    assert (code, out) == (0, told)


def test_news_that_is_no_problem_has_a_line_of_its_own(hcroadmap: Hcroadmap, project: Path) -> None:
    """New figures without a target and reports on activities: in mail, and for programs; the exit code is 0."""
    targets, rows = project / "targets.yaml", project / "config" / "measurements" / "all.csv"
    targets.write_text(targets.read_text() + "  visits: {title: Visits, unit: count}\n", encoding="utf-8")
    rows.write_text(rows.read_text() + "visits,2017,7,2018-12-03\n", encoding="utf-8")
    reported = "activities:\n  talks: {title: Talks, updates: [{on: 2018-12-04, state: running}]}\n"
    (project / "config" / "activities.yaml").write_text(reported, encoding="utf-8")
    line = ("check", "-q", "--as-of", "2018-12-08", "--since", "7d")
    code, out, err = hcroadmap(*line)
    assert (code, err) == (0, "")
    assert out.replace("\u00a0", " ").splitlines() == [
        "HCROADMAP OK - changed: 1 without_target, 1 reported",
        "Without a target: visits 7 (2017) is new",
        "Reported: “Talks” is running",
        "What changed after 1 December 2018, up to 8 December 2018",
    ]
    document = json.loads(hcroadmap(*line, "--format", "json")[1])
    assert [one["id"] for one in document["context"]] == ["visits"]
    assert [one["activity"] for one in document["activity_changes"]] == ["talks"]
    assert document["problems"] == []
    assert hcroadmap(*line[:3], "2018-12-15", *line[4:]) == (0, "", "")


def test_yesterday_is_a_day(hcroadmap: Hcroadmap) -> None:
    """For crontabs, in which a date takes a percent sign that must be escaped."""
    day = (date.today() - timedelta(days=1)).isoformat()  # noqa: DTZ011  # as the program does
    for word in ("yesterday", "gisteren", " Yesterday "):
        assert json.loads(hcroadmap("status", "--as-of", word, "--format", "json")[1])["as_of"] == day
