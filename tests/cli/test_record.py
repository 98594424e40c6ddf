"""`hcroadmap record` and `activities update`: checked first, then written whole, alone, and in the file's way."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hcroadmap.read.load import load

Hcroadmap = Callable[..., tuple[int, str, str]]
TODAY = date.today().isoformat()  # noqa: DTZ011  # the day on the wall is what the command writes
RECORDED = Path("config/measurements/recorded.csv")
HEAD = (
    "indicator,period,value,numerator,denominator,definition,status,published,recorded,margin,se,source,url,note\n"
)
ACTIVITIES = (
    "# what is done\nactivities:\n  events:\n    title: Five events  # promised\n\n  # the rest\n  b: {title: B}\n"
)


def state(folder: Path) -> dict[str, bytes]:
    """Every file of a project."""
    return {
        str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def written(row: str, line: int = 2, file: str = "recorded.csv", *, again: bool = False) -> str:
    """What is printed of a row that was written: the row, and how to undo it."""
    undo = f"It was written: if it is wrong, correct line {line} of config/measurements/{file} by hand"
    return f"{row}{undo}{', or record it again with --revise' if again else ''}.\n"


def test_a_figure_is_appended_with_both_days(hcroadmap: Hcroadmap, project: Path) -> None:
    """Published as said, recorded today; what it says and what was written is printed."""
    row = f'stay,2018,39.4,,,,,2019-02-01,{TODAY},,,"EP, Nuffic",,\n'
    line = ["record", "stay", "2018", "39.4", "--published", "2019-02-01", "--source", "EP, Nuffic"]
    said = "Students who stay, 2018: 39.4%, 1.4\u00a0pp above the baseline (38.0%).\n"
    assert hcroadmap(*line, "--dry-run") == (0, f"{said}{row}Nothing was written.\n", "")
    assert not RECORDED.exists()
    assert hcroadmap(*line) == (0, said + written(row, again=True), "")
    assert RECORDED.read_text(encoding="utf-8") == HEAD + row
    code, out, err = hcroadmap("record", "stay", "2019", "39.5")
    row = f"stay,2019,39.5,,,,,{TODAY},{TODAY},,,,,\n"
    assert (code, out.partition("\n")[2], err) == (0, written(row, 3), "")
    assert load(project)[1] == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("vacancies 2021 8250", "Vacatures, 2021: 8.250, 450 lager dan de nulmeting (8.700)."),
        ("vacancies 2021 8700", "Vacatures, 2021: 8.700, gelijk aan de nulmeting."),
        ("vacancies 2018 9100", "Vacatures, 2018: 9.100."),
        ("vacancies 2021 --status M", "Vacatures, 2021: geen cijfer."),
        ("vacancies 2021 120 --member level=mbo",
         "Vacatures, mbo, 2021: 120, 9 hoger dan het cijfer over 2020 (111)."),
        ("vacancies 2021 120 --member level=wo", "Vacatures, wo, 2021: 120."),
        ("vacancies 2021 77 --definition new", "Vacatures, 2021: 77, 3 lager dan het cijfer over 2019 (80)."),
        ("share 2021 31,25%",
         "[b]Aandeel {x}, 2021: 31,25%, 2,75\u00a0%-punt hoger dan het cijfer over 2020 (28,50%)."),
        ("share 2021 31,2",
         "[b]Aandeel {x}, 2021: 31,2%, 2,7\u00a0%-punt hoger dan het cijfer over 2020 (28,5%)."),
        ("fees 2021 1250,50", "Collegegeld, 2021: 1.250,50 euro."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("file", ["figures.csv", "excel.csv"])
def test_a_figure_is_repeated_in_words(
    hcroadmap: Hcroadmap, project: Path, line: str, said: str, file: str
) -> None:
    """With its unit and its distance from the baseline, else from the figure before; in Dutch with a comma."""
    (project / "targets.yaml").write_text(DUTCH, encoding="utf-8")
    (project / "config" / "settings.yaml").write_text("language: nl\n", encoding="utf-8")
    (project / "config" / "measurements" / "all.csv").unlink()
    folder = project / "config" / "measurements"
    (folder / "figures.csv").write_text(DUTCH_ROWS, encoding="utf-8")
    (folder / "excel.csv").write_text(
        "indicator;period;value;definition;status;published;level\n", encoding="utf-8"
    )
    code, out, err = hcroadmap("record", *line.split(), "--file", file)
    assert (code, err) == (0, ""), err
    assert out.splitlines()[0] == said
    assert out.splitlines()[2].startswith("Het is geschreven: klopt het niet, verbeter dan regel ")
    assert load(project)[0]


DUTCH = """indicators:
  vacancies:
    title: {en: Vacancies, nl: Vacatures}
    unit: count
    direction: decrease
    definition: old
    definitions: {old: Old, new: New}
    baseline: {period: 2019, value: 8700}
    dimensions: {level: {}}
  share: {title: "[b]Aandeel {x}", unit: percent}
  fees: {title: Collegegeld, unit: euro}
"""
DUTCH_ROWS = """indicator,period,value,definition,status,published,level
vacancies,2019,80,new,,2020-02-01,
vacancies,2020,8500,,,2021-02-01,
vacancies,2020,111,,,2021-02-01,mbo
share,2020,"28,5%",,,2021-02-01,
"""


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("figure", ["8.250", "8,250"])
@pytest.mark.parametrize("file", ["recorded.csv", "excel.csv"])
def test_a_figure_that_can_be_read_in_two_ways_is_asked_about(
    hcroadmap: Hcroadmap, project: Path, language: str, figure: str, file: str
) -> None:
    """However it is typed and wherever it is to go; nothing is written."""
    (project / "targets.yaml").write_text(DUTCH, encoding="utf-8")
    (project / "config" / "settings.yaml").write_text(f"language: {language}\n", encoding="utf-8")
    (project / "config" / "measurements" / "all.csv").write_text(DUTCH_ROWS.replace(",5", ".5"), encoding="utf-8")
    (project / "config" / "measurements" / "excel.csv").write_text(
        "indicator;period;value;published\n", encoding="utf-8"
    )
    before = state(project)
    code, out, err = hcroadmap("record", "vacancies", "2021", figure, "--file", file)
    assert (code, out, state(project) == before) == (3, "", True), err
    refused = "bad-number" if (figure, file, language) == ("8,250", "recorded.csv", "en") else "thousands-mark"
    assert f"[{refused}]" in err


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("stay 2018 394", "2:11: warning: 394 lies outside 0 to 100, and the unit is percent [suspicious-share]"),
        ("stay 2018 0.394", "looks a hundred times too small beside the target 40% [factor-hundred]"),
    ],
)
def test_what_is_doubtful_since_the_row_is_told(hcroadmap: Hcroadmap, line: str, told: str) -> None:
    """With how to undo it; what was doubtful before is not told again, and the row is written all the same."""
    old = ("record", "stay", "2014", "380", "--published", "2015-01-01")
    code, out, err = hcroadmap(*old, "--dry-run")
    assert (code, out.count("\n"), err.splitlines()[-1].endswith("; nothing was written.")) == (0, 3, True)
    code, _, err = hcroadmap(*old)
    undo = "correct line 2 of config/measurements/recorded.csv by hand, or record it again with --revise."
    assert (code, err.count("[suspicious-share]"), err.splitlines()[-1].endswith(undo)) == (0, 1, True)
    code, out, err = hcroadmap("record", *line.split())
    assert (code, out.count("\n"), told.replace("2:11", "3:11") in err, "380" in err) == (0, 3, True, False), err
    assert "; it was written: if it is wrong, correct line 3 of config/measurements/recorded.csv by hand." in err


def test_the_same_doubt_of_another_row_is_told(hcroadmap: Hcroadmap) -> None:
    """A second 394 is as doubtful as the first, in the same words."""
    for year in ("2018", "2019"):
        assert "1 warning in" in hcroadmap("record", "stay", year, "394", "--published", "2020-01-01")[2]
    assert hcroadmap("record", "stay", "2020", "39")[2] == ""


@pytest.mark.parametrize("cells", [20, 10_000])
def test_a_figure_of_two_members_is_a_figure(hcroadmap: Hcroadmap, project: Path, cells: int) -> None:
    """It is not written twice, nor revised unasked, in a file that is too long to keep all its rows as well."""
    targets = project / "targets.yaml"
    targets.write_text(
        targets.read_text(encoding="utf-8") + "    dimensions: {region: {}, sector: {}}\n", encoding="utf-8"
    )
    rows = "".join(f"jobs,2018,{n % 90 + 10},2019-03-01,r{n},it\n" for n in range(cells))
    (project / "config" / "measurements" / "cells.csv").write_text(
        "indicator,period,value,published,region,sector\n" + rows
    )
    line = ["record", "jobs", "2018", "12", "--member", f"region=r{cells - 1}", "--member", "sector=it"]
    code, out, err = hcroadmap(*line)
    assert (code, out) == (3, "")
    assert f"jobs 2018 is there already: {(cells - 1) % 90 + 10}, published 2019-03-01" in err
    assert hcroadmap(*line, "--revise")[0] == 0


def test_what_a_spreadsheet_would_run_is_written_harmless(hcroadmap: Hcroadmap, project: Path) -> None:
    """An apostrophe goes before a text and comes off when it is read; a number keeps its sign."""
    line = ["record", "stay", "--source", "=1+1", "--note", "@a", "--url", "'s-Hertogenbosch"]
    code, out, _ = hcroadmap(*line, "--", "2018", "-39.4")
    added = f"stay,2018,-39.4,,,,,{TODAY},{TODAY},,,'=1+1,'s-Hertogenbosch,'@a"
    assert (code, out.splitlines()[1]) == (0, added)
    roadmap, _ = load(project)
    assert roadmap
    [row] = [row for row in roadmap.observations["stay"] if str(row.period) == "2018"]
    assert (row.source, row.note, row.url) == ("=1+1", "@a", "'s-Hertogenbosch")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("record sty 2018 39", "no indicator is called “sty”"),
        ("record stay 20x8 39", "“20x8” is not a period"),
        ("record stay 2018 39,4", "“39,4” is not a number"),
        ("record stay 2018 often", "“often” is not a number"),
        ("record stay 2018-Q1 39", "[mixed-period-kinds]"),
        ("record stay 2017 39.1", "is there already: 39.1, published 2018-11-20 (config/measurements/all.csv:2)"),
        ("record stay 2017 39.2 --revise --published 2018-11-20", "was published that day already"),
        ("record stay 2017 39.2 --revise --published 2018-06-01",
         "39.1 was published later (2018-11-20, config/measurements/all.csv:2), so this one would not count"),
        ("record stay 2018 39.2 --revise", "there is no figure of stay for 2018 to revise"),
        ("record stay 2018 39 --published soon", "“soon” is not a day"),
        ("record stay 2018 39 --member level", "--member takes NAME=TEXT, not “level”"),
        ("record stay 2018 39 --member level=hbo", "“stay” has no dimension “level”"),
        ("record stay 2018 39 --definition other", "[undeclared-definition]"),
        ("record stay 2018 39 --file ../../targets.yaml", "is not a .csv file in config/measurements"),
        ("record stay 2018 39 --file /tmp/elsewhere.csv", "is not a .csv file in config/measurements"),
        ("record stay 2018 39 --file targets.yaml", "is not a .csv file in config/measurements"),
        ("record stay 2018 39 --file all.csv --note x", "config/measurements/all.csv has no column “note”"),
        ("record stay 2018", "give VALUE, --numerator and --denominator, or --status M."),
        ("record stay", "Missing argument"),
        ("record stay 2018 -5", "behind two dashes: hcroadmap record ID PERIOD -- -5"),
        ("record stay 2018 -.5 --note x", "behind two dashes: hcroadmap record ID PERIOD -- -5"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_and_nothing_is_written(
    hcroadmap: Hcroadmap, project: Path, line: str, told: str
) -> None:
    """With 3 and one sentence; not a byte changes."""
    before = state(project)
    code, out, err = hcroadmap(*line.split())
    assert (code, out, told in err, state(project) == before) == (3, "", True, True), err


def test_a_share_is_recorded_by_its_parts(hcroadmap: Hcroadmap, project: Path) -> None:
    """Of a member of a dimension, which is named in any case; told by its parts when it is there already."""
    targets = project / "targets.yaml"
    targets.write_text(targets.read_text(encoding="utf-8").replace(
        "  jobs:\n", "    kind: share\n    dimensions: {level: {}}\n  jobs:\n"), encoding="utf-8")  # fmt: skip
    line = ["record", "stay", "2018/19", "--numerator", "1132", "--denominator", "7540", "--definition", "d"]
    targets.write_text(targets.read_text(encoding="utf-8").replace(
        "    kind: share", "    definitions: {d: D}\n    kind: share"), encoding="utf-8")  # fmt: skip
    code, out, err = hcroadmap(*line, "--member", "Level=hbo")
    row = f"stay,2018/19,,1132,7540,d,,{TODAY},{TODAY},,,,,,hbo\n"
    assert (code, out, err) == (0, f"Students who stay, hbo, 2018/19: 15.0%.\n{written(row)}", "")
    code, out, err = hcroadmap(*line, "--member", "level=hbo")
    assert (code, out) == (3, "")
    assert f"stay 2018/19 is there already: 1132 / 7540, published {TODAY}" in err
    code, out, err = hcroadmap(*line, "--member", "niveau=wo")
    assert (code, out, "“stay” has no dimension “niveau”\n  use one of: level." in err) == (3, "", True)
    code, out, err = hcroadmap("record", "stay", "2019/20", "--status", "M", "--definition", "d")
    row = f"stay,2019/20,,,,d,M,{TODAY},{TODAY},,,,,,\n"
    assert (code, out, err) == (0, f"Students who stay, 2019/20: no figure.\n{written(row, 3)}", "")


def test_a_project_with_an_error_is_not_added_to(hcroadmap: Hcroadmap, project: Path) -> None:
    """First things first."""
    (project / "config" / "settings.yaml").write_text("language: fr\n", encoding="utf-8")
    code, out, err = hcroadmap("record", "stay", "2018", "39")
    assert (code, out, "bad-choice" in err, RECORDED.exists()) == (3, "", True, False)


def test_a_revision_keeps_the_old_figure(hcroadmap: Hcroadmap) -> None:
    """Both stand in the files; the newer one wins."""
    assert hcroadmap("record", "stay", "2017", "39.3", "--revise", "--published", "2019-11-20")[0] == 0
    out = hcroadmap("show", "stay", "--as-of", "2019-12-31", "--full")[1]
    assert "39.3%" in out
    assert "39.1%" in out


@pytest.mark.parametrize(
    ("content", "line", "added"),
    [
        (b"\xef\xbb\xbfindicator;period;value;source;published\r\nstay;2016;38,5;\xc3\xa9;2017-01-01",
         ["39.5", "--source", "é; è"], '\r\nstay;2018;39,5;"é; è";2019-02-01\r\n'.encode()),
        (b"indicator,period,value,source,published\nstay,2016,38.5,\xe9,2017-01-01\n",
         ["39.5", "--source", "é"], b"stay,2018,39.5,\xe9,2019-02-01\n"),
    ],
)  # fmt: skip
def test_a_file_keeps_its_way_of_writing(
    hcroadmap: Hcroadmap, project: Path, content: bytes, line: list[str], added: bytes
) -> None:
    """Byte order mark, Windows-1252, delimiter, decimal comma, line ends and an open last line."""
    file = project / "config" / "measurements" / "excel.csv"
    file.write_bytes(content)
    code, _, _ = hcroadmap("record", "stay", "2018", *line, "--file", "excel.csv", "--published", "2019-02-01")
    assert (code, file.read_bytes()) == (0, content + added)
    assert load(project)[1] == []


def test_a_day_of_entry_that_is_not_kept_is_told(hcroadmap: Hcroadmap) -> None:
    """Where it would matter: a figure published before today, in a file without the column for it."""
    line = ["record", "stay", "2018", "39", "--published", "2019-02-01", "--dry-run"]
    told = (
        "hcroadmap: warning: config/measurements/all.csv has no column “recorded”, so --since knows the figure by "
        "2019-02-01 alone; add the column to keep the day of entry\n"
    )
    code, out, err = hcroadmap(*line, "--file", "all.csv")
    assert (code, out.splitlines()[1:], err) == (0, ["stay,2018,39,2019-02-01", "Nothing was written."], told)
    assert hcroadmap(*line)[2] == ""
    assert hcroadmap("record", "stay", "2018", "39", "--file", "all.csv")[2] == ""


def test_a_day_that_is_still_to_come_is_told(hcroadmap: Hcroadmap) -> None:
    """The figure is written, and no command shows it before that day."""
    code, out, err = hcroadmap("record", "stay", "2018", "39", "--published", "9998-01-01")
    assert (code, out.splitlines()[1].startswith("stay,2018,39,,,,,9998-01-01,")) == (0, True)
    assert err == ("hcroadmap: warning: 9998-01-01 lies in the future: until then no command shows the figure\n")


def test_what_an_encoding_cannot_hold_is_refused(hcroadmap: Hcroadmap, project: Path) -> None:
    """A file in Windows-1252 does not silently become another."""
    file = project / "config" / "measurements" / "excel.csv"
    file.write_bytes(b"indicator,period,value,published,source\nstay,2016,38.5,2017,\xe9\n")
    code, _, err = hcroadmap("record", "stay", "2018", "39", "--file", "excel.csv", "--source", "Ω")
    assert (code, "which cannot hold “Ω”" in err, file.read_bytes()[-3:]) == (3, True, b",\xe9\n")


@pytest.mark.skipif(os.name == "nt", reason="needs fork")
def test_twenty_writers_at_once_lose_nothing(project: Path) -> None:
    """Twenty processes record twenty figures each into one file: 400 rows, all valid, none torn."""
    subprocess.run([sys.executable, "-c", TWENTY], stdout=subprocess.DEVNULL, cwd=project, timeout=300, check=True)
    rows = RECORDED.read_text(encoding="utf-8").splitlines()[1:]
    assert sorted(row.split(",")[1] for row in rows) == [str(year) for year in range(1000, 1400)]
    roadmap, findings = load(project)
    assert (roadmap is not None, findings) == (True, [])
    assert sorted(file.name for file in RECORDED.parent.iterdir()) == ["all.csv", "recorded.csv"]


FORKING = """\
import os, signal, sys, time
from hcroadmap.cli.run import run
import hcroadmap.cli.record, hcroadmap.read.load

def fork(*years):
    child = os.fork()
    if not child:
        os._exit(any([run(["record", "jobs", str(year), "7", "--published", "2001-01-01"]) for year in years]))
    return child
"""
"""A start of Python takes longer than what is tested of these processes: one start, and many copies of it."""
TWENTY = f"""{FORKING}
writers = [fork(*range(first, first + 20)) for first in range(1000, 1400, 20)]
sys.exit(any([os.waitpid(writer, 0)[1] for writer in writers]))
"""
KILLED = f"""{FORKING}
start = time.monotonic()
os.waitpid(fork(1499), 0)
whole = time.monotonic() - start
print("ready", file=sys.stderr, flush=True)
for number, _ in enumerate(sys.stdin):
    writer = fork(1500 + number)
    time.sleep(whole * number / 20)
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    print("killed", file=sys.stderr, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_a_process_killed_at_any_point_leaves_a_whole_file_and_no_lock(
    hcroadmap: Hcroadmap, project: Path
) -> None:
    """Old or new, never half of it; the next one writes at once and tidies up."""
    RECORDED.write_text(HEAD, encoding="utf-8")
    line = [sys.executable, "-c", KILLED]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          cwd=project) as killer:  # fmt: skip
        assert killer.stdin
        assert killer.stderr
        assert killer.stderr.readline() == b"ready\n"
        for _ in range(24):
            before = RECORDED.read_bytes()
            killer.stdin.write(b"next\n")
            killer.stdin.flush()
            assert killer.stderr.readline() == b"killed\n"
            after = RECORDED.read_bytes()
            assert after.startswith(before)
            assert after == before or after.count(b"\n") == before.count(b"\n") + 1
            assert after.endswith(b"\n")
        killer.stdin.close()
    code, _, err = hcroadmap("record", "stay", "1400", "39")
    assert (code, err) == (0, "")
    assert sorted(file.name for file in RECORDED.parent.iterdir()) == ["all.csv", "recorded.csv"]
    assert load(project)[1] == []


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_disk_that_is_full_keeps_the_old_file(hcroadmap: Hcroadmap, project: Path) -> None:
    """3 and one sentence; nothing is lost and nothing is left behind."""
    folder = project / "config" / "measurements"
    old = {file.name: file.read_bytes() for file in folder.iterdir()}
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8k", "none", str(folder)], check=False)
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        for name, content in old.items():
            (folder / name).write_bytes(content)
        (folder / "filler.txt").write_bytes(b"x" * 4096)
        code, out, err = hcroadmap("record", "stay", "2018", "39")
        assert (code, out, "No space left on device" in err) == (3, "", True)
        assert sorted(file.name for file in folder.iterdir()) == ["all.csv", "filler.txt"]
        assert (folder / "all.csv").read_bytes() == old["all.csv"]
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_directory_is_refused(hcroadmap: Hcroadmap, project: Path) -> None:
    """With 3 and the system's own words."""
    folder = project / "config" / "measurements"
    folder.chmod(0o555)
    try:
        code, out, err = hcroadmap("record", "stay", "2018", "39")
    finally:
        folder.chmod(0o755)
    assert (code, out, "Permission denied" in err) == (3, "", True)


@pytest.fixture
def activities(project: Path) -> Path:
    """The file of activities of the project, with comments."""
    file = project / "config" / "activities.yaml"
    file.write_text(ACTIVITIES, encoding="utf-8")
    return file


def test_an_update_is_added_and_comments_stay(hcroadmap: Hcroadmap, activities: Path) -> None:
    """Below what was reported before; the state stays as it was unless it is given."""
    line = ["activities", "update", "events", "--state", "running", "--count", "1", "--on", "2016-05-12"]
    first = f"{{on: 2016-05-12, state: running, count: 1, recorded: {TODAY}}}"
    said = "“Five events” on 12\u00a0May\u00a02016: running, 1; before that: not reported."
    assert hcroadmap(*line, "--dry-run") == (0, f"{said}\nevents: {first}\nNothing was written.\n", "")
    assert activities.read_text(encoding="utf-8") == ACTIVITIES
    code, out, err = hcroadmap(*line)
    number = next(n for n, text in enumerate(activities.read_text("utf-8").splitlines(), 1) if first in text)
    undo = f"It was written: if it is wrong, correct line {number} of config/activities.yaml by hand."
    assert (code, out, err) == (0, f"{said}\nevents: {first}\n{undo}\n", "")
    second = f'{{on: {TODAY}, state: running, count: 2, note: "Two \\\\ \\"held\\""}}'
    code, out, err = hcroadmap("activities", "update", "events", "--count", "2", "--note", 'Two \\ "held"')
    assert (code, out.splitlines()[1], err) == (0, f"events: {second}", "")
    added = f"    updates:\n      - {first}\n      - {second}\n"
    assert activities.read_text(encoding="utf-8") == ACTIVITIES.replace("promised\n", f"promised\n{added}")
    roadmap, findings = load(activities.parents[1])
    assert (roadmap is not None, findings) == (True, [])
    assert (
        [note.in_language("en") for update in roadmap.activities["events"].updates if (note := update.note)]
        == ['Two \\ "held"']
        if roadmap
        else None
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("event --state done", "did you mean “events”?"),
        ("events", "there is nothing to report"),
        ("events --count 1", "say how far it is with --state"),
        ("events --state finished", "'finished' is not one of"),
        ("events --state done --on 9999-01-01", "lies in the future"),
        ("events --state done --count -1", "“-1” is not a count; write a whole number: 3."),
        ("events --state done --count 1.5", "“1.5” is not a count; write a whole number: 3."),
        ("events --state done --count two", "“two” is not a count; write a whole number: 3."),
    ],
)
def test_an_update_that_is_wrong_is_refused(hcroadmap: Hcroadmap, activities: Path, line: str, told: str) -> None:
    """With 3; the file stays as it was."""
    code, out, err = hcroadmap("activities", "update", *line.split())
    assert (code, out, told in err, activities.read_text(encoding="utf-8")) == (3, "", True, ACTIVITIES), err


def test_the_same_update_twice_is_refused(hcroadmap: Hcroadmap, activities: Path) -> None:
    """A second run of the same line adds nothing."""
    line = ["activities", "update", "b", "--state", "done", "--note", "Ready."]
    assert hcroadmap(*line)[0] == 0
    before = activities.read_bytes()
    code, out, err = hcroadmap(*line)
    assert (code, out, "is there already" in err, activities.read_bytes()) == (3, "", True, before)


@pytest.mark.parametrize(
    ("activity", "told"),
    [
        ("a", "config/activities.yaml is written in a way that cannot be added to\n  add the update by hand.\n"),
        ("b", "the updates of “b” are an alias of something else\n  write them out in the file first.\n"),
    ],
)
def test_an_update_that_would_count_for_two_is_refused(
    hcroadmap: Hcroadmap, project: Path, activity: str, told: str
) -> None:
    """Of activities that share their updates by an alias neither is changed, nor anything written."""
    shared = "activities:\n  a: {title: A, updates: &u [{on: 2018-01-01, state: running}]}\n"
    (project / "config" / "activities.yaml").write_text(
        f"{shared}  b: {{title: B, updates: *u}}\n", encoding="utf-8"
    )
    before = state(project)
    line = ("activities", "update", activity, "--state", "done", "--on", "2018-05-01")
    assert hcroadmap(*line) == (3, "", f"hcroadmap: {told}")
    assert state(project) == before


def test_who_is_waited_for_is_told_and_the_wait_ends(
    hcroadmap: Hcroadmap, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line that hangs says why; in the end nothing was written, and nothing is known: 3."""
    monkeypatch.setattr("hcroadmap.cli.project.PATIENCE", 0.2)
    script = "import sys, time; from pathlib import Path; from hcroadmap.write.file import locked"
    script += "; lock = locked(Path(sys.argv[1])); lock.__enter__(); print(1, flush=True); time.sleep(60)"
    holding = subprocess.Popen([sys.executable, "-c", script, str(project)], stdout=subprocess.PIPE)
    assert holding.stdout
    holding.stdout.readline()
    before = state(project)
    for line in ("record stay 2018 39.4", "activities update b --state done"):
        code, out, err = hcroadmap(*line.split())
        assert (code, out, state(project)) == (3, "", before)
        first, second, hint = err.splitlines()
        assert first.startswith("hcroadmap: waiting at most 0.2 seconds for ")
        assert f"process {holding.pid} of " in first or "another process" in first
        assert second.endswith("another process still holds the lock of the project")
        assert hint == "  nothing was written."
    assert hcroadmap("record", "stay", "2018", "39.4", "--dry-run")[::2] == (0, "")
    holding.kill()
    holding.communicate()
    code, _, err = hcroadmap("record", "stay", "2018", "39.4")
    assert (code, err) == (0, "")


def test_a_file_of_several_names_is_noted(hcroadmap: Hcroadmap, project: Path) -> None:
    """The others keep the old content, since a file is replaced as a whole."""
    figures = project / "config" / "measurements" / "all.csv"
    old = figures.read_bytes()
    os.link(figures, project / "copy.csv")
    code, _, err = hcroadmap("record", "stay", "2018", "39.4", "--file", "all.csv")
    assert (code, "all.csv had 1 more name (hard links)" in err) == (0, True)
    assert ((project / "copy.csv").read_bytes(), figures.read_bytes() != old) == (old, True)
    assert "hard link" not in hcroadmap("record", "stay", "2019", "39.4", "--file", "all.csv")[2]
