"""`hcroadmap convert`: rows on standard output, everything else on standard error, and nothing on a refusal."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from hcroadmap.read.load import load
from tests.command import Ended, invoke

ROOT = Path(__file__).parents[2]
WORKBOOK = ROOT / "tests/read/downloads/suppliers/samples/made.ods"
TARGETS = """\
indicators:
  stay-rate:
    {title: Blijvers, unit: percent, direction: increase, dimensions: {geo: {}},
     baseline: {period: 2014, value: 38%}, target: {period: 2020, value: 40%}}
"""


def convert(room: Path, *arguments: str) -> Ended:
    return invoke(["-C", str(room), "convert", *arguments])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "targets.yaml").write_text(TARGETS)
    return tmp_path


def written(project: Path, content: str, name: str = "x.csv") -> str:
    (project / name).write_bytes(content.encode())
    return str(project / name)


def test_the_examples_of_the_help_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both commands that the help begins with run in the repository, word for word."""
    monkeypatch.chdir(ROOT)
    text = re.sub(r"\\ *\n", "", invoke(["convert", "--help"]).output)
    told = re.findall(r"hcroadmap (convert +config.*)", text)
    assert len(told) == 2
    for command in told:
        words = [single or double for single, double in re.findall(r'"([^"]*)"|([^\s\\]+)', command)]
        result = invoke(words)
        assert result.exit_code == 0
        assert len(result.stdout.splitlines()) == 6


def test_rows_are_canonical_and_the_file_is_named(project: Path) -> None:
    """Standard output is a measurements file that validates; standard error says what was read and how."""
    file = written(project, "DATAFLOW,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nE:X(1.0),NL,2015,38.5,p\n")
    result = convert(project, file, "--indicator", "stay-rate", "--published", "2016-11-22")
    day = date.today().isoformat()  # noqa: DTZ011  # the day on the wall is meant
    assert result.stdout.splitlines() == [
        "indicator,period,value,status,published,recorded,geo,source",
        f"stay-rate,2015,38.5,P,2016-11-22,{day},NL,x.csv",
    ]
    assert "Eurostat SDMX-CSV 1.0; 1 row\n" in result.stderr
    (project / "config" / "measurements").mkdir(parents=True)
    (project / "config" / "measurements" / "x.csv").write_text(result.stdout)
    assert load(project)[1] == []


def test_the_project_may_be_named_in_the_surroundings(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HCROADMAP_DIR counts as for every command; a directory that is named and holds no project is refused."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    asked = ["convert", written(project, "jaar;blijvers\n2015;38,5\n"), "--indicator", "stay-rate"]
    asked += ["--period", "jaar", "--value", "blijvers"]
    assert "no indicator is called" in invoke(asked).stderr
    monkeypatch.setenv("HCROADMAP_DIR", str(project))
    found = invoke(asked)
    assert (found.exit_code, "no indicator is called" in found.stderr) == (0, False)
    monkeypatch.setenv("HCROADMAP_DIR", str(elsewhere))
    assert invoke(asked).exit_code == 3


def test_the_lines_for_sources_read_the_same_figures(project: Path) -> None:
    """What is printed for sources.yaml can be pasted as it stands."""
    folder = project / "config" / "measurements" / "downloads"
    folder.mkdir(parents=True)
    file = written(folder, "jaar;land: code;blijvers\n2015;NL;38,5\n2015;BE;41,5\n")
    asked = ["--period", "jaar", "--value", "blijvers", "--where", "land: code=NL", "--published", "2016-11-22"]
    result = convert(project, file, "--indicator", "stay-rate", *asked)
    (project / "config" / "sources.yaml").write_text(result.stderr.partition("To read it in place:\n")[2])
    roadmap, findings = load(project)
    assert findings == []
    assert roadmap
    assert [str(row.location) for row in roadmap.observations["stay-rate"]] == [
        "config/measurements/downloads/x.csv:2:9"
    ]


def test_the_lines_for_sources_fit_what_is_there(project: Path) -> None:
    """The item alone where the file has others, to be pasted below them; a file elsewhere is copied first."""
    content = "jaar;blijvers\n2015;38,5\n"
    folder = project / "config" / "measurements" / "downloads"
    folder.mkdir(parents=True)
    asked = ["--indicator", "stay-rate", "--period", "jaar", "--value", "blijvers"]
    told = convert(project, written(project, content), *asked).stderr
    copied = "To read it in place, copy it to config/measurements/downloads/x.csv first"
    assert f"\n{copied}:\n# config/sources.yaml\nsources:\n  - file: " in told
    sources = project / "config" / "sources.yaml"
    sources.write_text("sources:\n")
    for day, name in (("2016-11-22", "x.csv"), ("2017-11-22", "y.csv")):
        told = convert(project, written(folder, content, name), *asked, "--published", day).stderr
        introduction, _, lines = told.partition("; add below “sources:” in config/sources.yaml:\n")
        assert introduction.endswith("\nTo read it in place")
        sources.write_text(sources.read_text() + lines)
    roadmap, findings = load(project)
    assert findings == []
    assert roadmap
    assert len(roadmap.observations["stay-rate"]) == 2
    told = convert(project, written(project, content), *asked).stderr
    assert f"\n{copied}; add below “sources:” in config/sources.yaml:\n  - file: " in told


def test_sums_come_in_the_order_of_their_periods(project: Path) -> None:
    """And of their members, whatever row of the file each begins in."""
    rows = "BE;;3;4\nNL;1;;2\nNL;5;6;7\n"
    file = written(project, f"geo;2015;2016;2017\n{rows}")
    (project / "config" / "layouts").mkdir(parents=True)
    (project / "config" / "layouts" / "wide.yaml").write_text("wide: '{year}'\n")
    told = convert(project, file, "--indicator", "stay-rate", "--layout", "wide", "--sum")
    cells = [line.split(",") for line in told.stdout.splitlines()]
    place = cells[0].index("geo")
    assert [(row[1], row[place], row[2]) for row in cells[1:]] == [
        ("2015", "NL", "6"), ("2016", "BE", "3"), ("2016", "NL", "6"), ("2017", "BE", "4"), ("2017", "NL", "9"),
    ], told.stderr  # fmt: skip


@pytest.mark.parametrize(
    ("content", "arguments", "told"),
    [
        ("a;b\n1;2\n", [], "no known supplier"),
        ("a;b\n1;2\n", ["--period", "a", "--value", "c"], "no column “c”"),
        ("a;b\n2015;2\n", ["--period", "a", "--value", "b", "--where", "c=1"], "no column “c”"),
        ("a;b\n2015;2\n", ["--layout", "duo"], "no layout is called “duo”"),
        ("a;b\n2015;2\n", ["--where", "c"], "NAME=TEXT"),
        ("a;b\n2015;2\n", ["--indicator", "stay rate"], "“stay rate” cannot be an id"),
        ("a;b\n2015;1.234\n", ["--period", "a", "--value", "b"], "ambiguous"),
        ("a;b\n2015;2\n", ["--period", "a", "--value", "b", "--member", "level=hbo"], "no dimension “level”"),
        ("geo,time_period,obs_value\nNL,2015,38\nBE,2015,41\n", ["--indicator", "y"], "--where (geo:"),
    ],
)
def test_a_refusal_writes_nothing(content: str, arguments: list[str], told: str, project: Path) -> None:
    """Exit 3, one message on standard error, and no file where -o points."""
    output = project / "out.csv"
    asked = [written(project, content), "--indicator", "stay-rate", *arguments, "-o", str(output)]
    result = convert(project, *asked)
    assert result.exit_code == 3
    assert result.stdout == ""
    assert told in result.stderr
    assert not output.exists()


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(project: Path) -> None:
    """And the one that is there may be named."""
    asked = ["--indicator", "stay-rate", "--period", "jaar", "--value", "blijvers"]
    result = convert(project, str(WORKBOOK), *asked, "--sheet", "Blad 9")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "the workbook has no sheet “Blad 9”" in result.stderr
    assert "did you mean “Blad1”?" in result.stderr
    named = convert(project, str(WORKBOOK), *asked, "--sheet", "Blad1")
    assert (named.exit_code, named.stdout.count("stay-rate")) == (0, 2)


def test_without_its_reader_a_workbook_is_refused_with_what_to_do(project: Path) -> None:
    """One sentence with the command that installs it, and no crash."""
    blocked = "import sys; sys.modules['python_calamine'] = None; from hcroadmap.__main__ import main; main()"
    line = [sys.executable, "-c", blocked, "convert", str(WORKBOOK), "--indicator", "stay-rate"]
    ended = subprocess.run(line, cwd=project, capture_output=True, encoding="utf-8", check=False)
    assert (ended.returncode, ended.stdout) == (3, "")
    assert "pip install 'hcroadmap[xlsx]'" in ended.stderr
    assert "unreadable-file" in ended.stderr


def test_a_long_file_on_a_terminal_shows_how_far_it_is(project: Path) -> None:
    """Which line is being read, while it is; the answer is the same as without a terminal."""
    file = written(project, "jaar;blijvers;x\n2015;38,5;a\n" + f"2014;36,2;{'b' * 100}\n" * 60_000)
    asked = ["--indicator", "stay-rate", "--period", "jaar", "--value", "blijvers", "--sum"]
    ours, theirs = pty.openpty()
    line = [sys.executable, "-m", "hcroadmap", "convert", file, *asked]
    surroundings = os.environ | {"TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(line, cwd=project, stdout=subprocess.PIPE, stderr=theirs, env=surroundings) as started:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # Linux says so when the other end is closed
            while part := os.read(ours, 65536):
                shown += part
        assert started.stdout is not None
        assert started.stdout.read().decode() == convert(project, file, *asked).stdout
    os.close(ours)
    assert started.returncode == 0
    assert b"reading x.csv, line 60000" in shown
    assert b"plain table; 2 rows" in shown


def test_a_share_beside_a_percentage_is_noticed(project: Path) -> None:
    """0,385 for a target of 40 % is said to look a hundred times too small."""
    file = written(project, "jaar;blijvers\n2015;0,38512\n")
    result = convert(project, file, "--indicator", "stay-rate", "--period", "jaar", "--value", "blijvers")
    assert result.exit_code == 0
    assert "[factor-hundred]" in result.stderr


def test_an_indicator_that_is_not_declared_is_worth_a_word(project: Path) -> None:
    """The rows are written all the same: the indicator may come later."""
    file = written(project, "time_period,obs_value\n2015,38\n")
    result = convert(project, file, "--indicator", "stay-rates")
    assert result.exit_code == 0
    assert "no indicator is called “stay-rates”" in result.stderr


def test_a_dimension_of_oecd_is_read_by_its_codes(project: Path) -> None:
    """A column GEO of codes goes before a column Geo of their labels, unless the label is asked for."""
    text = "GEO,Geo,TIME,Time,PowerCode Code,Value,Flag Codes\nNLD,Nederland,2015-Q1,Q1-2015,0,38.5,P\n"
    file = written(project, text)
    result = convert(project, file, "--indicator", "stay-rate")
    assert result.stderr.splitlines()[0] == f"{file}: OECD.Stat CSV; 1 row"
    assert '        geo: {column: "GEO"}' in result.stderr.splitlines()
    assert ",P," in result.stdout
    assert ",NLD," in result.stdout
    for where in ("GEO=NLD", "Geo=Nederland", "geo=NLD"):
        assert convert(project, file, "--indicator", "stay-rate", "--where", where).stdout == result.stdout


def test_what_is_converted_holds_no_formula(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of a file, which becomes the source, may begin as one; a spreadsheet opens the result."""
    (tmp_path / "=1+1.csv").write_text("jaar;waarde\n2015;3\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    line = ["convert", "=1+1.csv", "--indicator", "stay", "--period", "jaar", "--value", "waarde"]
    assert ",'=1+1.csv\n" in invoke(line).stdout


def test_a_member_that_a_spreadsheet_would_run_is_written_harmless_and_read_back(project: Path) -> None:
    """The rows of the converted file are those of the file in place, though no cell begins a formula."""
    members = ["=1+1", "-5", "'=1+1", "''@a", "'s-Hertogenbosch", "NL"]
    rows = "".join(f"E:X(1.0),{member},2015,38.5,\n" for member in members)
    file = written(project, f"DATAFLOW,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n{rows}")
    result = convert(project, file, "--indicator", "stay-rate")
    cells = [cell for line in result.stdout.splitlines() for cell in line.split(",")]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    measurements = project / "config" / "measurements"
    measurements.mkdir(parents=True)
    (measurements / "x.csv").write_text(result.stdout, encoding="utf-8")
    roadmap, _ = load(project)
    assert roadmap
    assert [dict(row.members)["geo"] for row in roadmap.observations["stay-rate"]] == members


def test_what_was_asked_for_stands_in_the_lines_for_sources(project: Path) -> None:
    """A definition, a sum, and the member that it is of."""
    file = written(project, "jaar;blijvers\n2015;30\n2015;10\n")
    asked = ["--indicator", "new", "--period", "jaar", "--value", "blijvers", "--definition", "own", "--sum"]
    result = convert(project, file, *asked, "--member", "geo=NL")
    told = result.stderr.partition("observations:\n")[2].splitlines()
    assert told == [
        "      - indicator: new", '        definition: "own"', '        geo: "NL"', "        sum: yes",
    ]  # fmt: skip
    assert "new,2015,40,own," in result.stdout


def test_what_another_program_hands_over_is_read(tmp_path: Path) -> None:
    """As in `hcroadmap convert <(unzip -p download.zip)`."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text("Jaar;Cijfer\n2018;39,5\n", encoding="utf-8"))
    writer.start()
    line = ("convert", str(pipe), "--indicator", "stay", "--period", "Jaar", "--value", "Cijfer")
    ended = invoke(line)
    writer.join(timeout=10)
    assert (ended.exit_code, "stay,2018,39.5" in ended.stdout) == (0, True)
