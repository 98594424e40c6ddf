"""Laws of whole projects, whatever stands in them. `HCROADMAP_PROJECTS=2000` makes a long run of it."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from hcroadmap.model.period import parse_period
from hcroadmap.read.load import load
from hcroadmap.render.language.page import UNSEEN, Page
from hcroadmap.render.language.verdict import SYMBOLS, status_words
from tests.projects.running import ALLOWED, command, law, room
from tests.projects.strategy import Files, projects

days = st.sampled_from(["2014-06-30", "2018-12-31", "2019-09-30", "2021-02-01", "9999-12-31"])
FORMATS = ("table", "plain", "json", "csv", "md")
READING = (
    *(("status", "--format", name) for name in FORMATS),
    ("status", "--all", "--by", "level", "--since", "2017-01-01"),
    ("status", "--method", "un2022", "--fail-on", "warning", "--lang", "nl"),
    *(("check", "--format", name) for name in ("text", "nagios", "json", "openmetrics")),
    ("check", "-q", "--since", "30d"),
    ("activities",), ("activities", "--format", "json"), ("activities", "--overdue"),
    ("report", "--md"), ("report", "--html", "-o", "-"), ("report", "--lang", "nl"),
)  # fmt: skip


def codes_of(line: tuple[str, ...]) -> tuple[int, ...]:
    """How a command may end; 3 where a project has nothing of what is asked for."""
    if line[0] == "check" or "--fail-on" in line:
        return (0, 1, 2, 3)
    return (0, 3) if line[0] == "activities" or "--by" in line else (0,)


def promised(project: Path) -> list[str]:
    roadmap, _ = load(project)
    return list(roadmap.indicators) if roadmap else []


@law
@given(projects(), days)
def test_a_valid_project_has_no_error_and_every_command_its_code(files: Files, day: str) -> None:
    """What is judged ends with 0, 1, 2, or 3 where nothing can be; nothing is obeyed, and nothing crashes."""
    with room(files) as project:
        for name in ("text", "json", "github"):
            found = command(project, "validate", "--format", name)
            assert found.exit_code == 0, found.stdout
        shown = [command(project, *line, "--as-of", day) for line in READING]
        shown += [command(project, "show", name, "--as-of", day) for name in promised(project)]
        shown += [command(project, "show", name, "--format", "md", "--as-of", day) for name in promised(project)]
        for line, result in zip(READING, shown, strict=False):
            assert result.exit_code in codes_of(line), (line, result)
        assert all(result.exit_code == 0 for result in shown[len(READING) :])
        for result in shown:
            assert set(UNSEEN.findall(result.stdout + result.stderr)) <= ALLOWED


@law
@given(projects(), days)
def test_every_format_says_the_same(files: Files, day: str) -> None:
    """Numbers and statuses of JSON are those of CSV and plain; table and Markdown show each status as often."""
    with room(files) as project:
        line = ("status", "--all", "--as-of", day, "--lang", "en", "--format")
        texts = {name: command(project, *line, name).stdout for name in FORMATS}
    judged = {one["id"]: one for one in json.loads(texts["json"])["indicators"]}
    tidy: dict[str, dict[str, str]] = {name: {} for name in judged}
    for row in csv.DictReader(StringIO(texts["csv"])):
        tidy[row["indicator"]] |= {row["measure"]: row["value"], "status": row["status"]}
    head, *lines = (line.split("\t") for line in texts["plain"].splitlines())
    plain = {cells[0]: dict(zip(head, cells, strict=True)) for cells in lines}
    assert list(plain) == list(judged)
    for name, one in judged.items():
        numbers = {key: value for key, value in one.items() if isinstance(value, int | float)}
        levels = {key: one[key]["value"] for key in ("baseline", "latest", "target", "projected") if one[key]}
        for key, value in (numbers | levels).items():
            if isinstance(value, int | float) and key in plain[name]:
                assert float(plain[name][key]) == value == float(tidy[name][key])
        assert plain[name]["status"] == one["status"]
    counted = Counter(one["status"] for one in judged.values())
    assert json.loads(texts["json"])["summary"] == dict(counted)
    labels = {f"{symbol} {status_words(status, Page())}": str(status) for status, symbol in SYMBOLS.items()}
    for symbol, name, status in (
        ("✓", "met_perhaps_late", "met_late"), ("?", "no_target", "no_data"), ("?", "no_verdict", "no_data"),
    ):  # fmt: skip
        labels[f"{symbol} {Page().words(f'status.{name}')}"] = status
    for name, before, behind in (("table", "^ ", "  "), ("md", r"\| ", r" +\|$")):
        shown = [labels[label] for label in labels for _ in re.findall(
            f"{before}{re.escape(label)}{behind}", texts[name], re.MULTILINE)]  # fmt: skip
        assert Counter(shown) == counted, name


@law
@given(projects(), days.filter(lambda day: day < "2020"), st.data())
def test_what_is_published_later_changes_nothing(files: Files, day: str, data: Any) -> None:
    """But the hash of its file: any quarter can be shown as it was."""
    path = data.draw(st.sampled_from([*(p for p in files if p.endswith(".csv") and "download" not in p), ""]))
    assume(path)
    with room(files) as project:
        before = seen(project, day)
        roadmap, _ = load(project)
        assert roadmap
        rows = roadmap.observations.get(Path(path).stem, ())
        assume(rows)
        mark = ";" if "\r\n" in files[path] else ","
        head, first, *_ = csv.reader(StringIO(files[path]), delimiter=mark)
        names = dict(zip(head, first, strict=True)) | {"published": "2024-05-05", "used": "", "recorded": ""}
        stream = StringIO()
        csv.writer(stream, delimiter=mark).writerow(names[name] for name in head)
        (project / path).write_text(files[path] + stream.getvalue(), encoding="utf-8", newline="")
        assume("published" in head)
        assert command(project, "validate").exit_code == 0
        assert seen(project, day) == before


def seen(project: Path, day: str) -> list[str]:
    """What is shown on a day, without the hashes of the files."""
    lines = [(*("status", "--all", "--format"), name) for name in FORMATS]
    shown = [command(project, *line, "--as-of", day).stdout for line in [*lines, ("report",), ("check",)]]
    return [re.sub(r"[0-9a-f]{8,64}", "", text) for text in shown]


@law
@given(projects(), st.data())
def test_what_is_recorded_is_read_back(files: Files, data: Any) -> None:
    """One row more, with what was given, in whatever kind of file; a dry run leaves every byte."""
    with room(files) as project:
        before = load(project)[0]
        assert before
        measured = [name for name, one in before.indicators.items() if one.kind != "milestones"]
        assume(measured)
        name = data.draw(st.sampled_from(measured))
        old, own = before.observations.get(name, ()), before.indicators[name].definition
        period = old[0].period if old else parse_period("2030")
        note = data.draw(st.sampled_from(["=1+1", 'a "b", c', "é;", "x"]))
        line = ["record", name, str(period), "12.5", "--published", "2030-01-01", "--note", note]
        whole = [row for row in old if row.used and not row.members and (row.definition or own) == own]
        line += ["--revise"] if any(row.period == period for row in whole) else []
        bytes_before = contents(project)
        dry = command(project, *line, "--dry-run")
        assert contents(project) == bytes_before
        done = command(project, *line)
        assert done.exit_code == 0, done
        *said, wrote = done.stdout.splitlines()
        *also_said, not_wrote = dry.stdout.splitlines()
        assert (also_said, dry.exit_code, wrote != not_wrote) == (said, done.exit_code, True)
        outcome = re.compile(r"; (?:nothing|it) was written.*", re.DOTALL)  # below what the row makes doubtful
        assert outcome.sub("", dry.stderr) == outcome.sub("", done.stderr)
        after = load(project)[0]
        assert after
        [added] = [
            row for row in after.observations[name] if row.note == note and row.published == date(2030, 1, 1)
        ]
        assert (added.period, added.amount, added.members) == (period, Fraction(25, 2), ())
        assert len(after.observations[name]) == len(old) + 1


def contents(project: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in project.rglob("*") if file.is_file()}


@law
@given(projects(), st.data())
def test_what_is_reported_is_read_back(files: Files, data: Any) -> None:
    """One update more, and nothing else in the file differs; where it cannot be done, nothing does."""
    with room(files) as project:
        before = load(project)[0]
        assert before
        assume(before.activities)
        name = data.draw(st.sampled_from(list(before.activities)))
        note = data.draw(st.sampled_from(["plain", "a: b", "# x", "it's", '"', "[red]", "- x", "{a}", "no"]))
        line = ["activities", "update", name, "--state", "running", "--on", "2022-03-04", "--note", note]
        done = command(project, *line)
        after = load(project)[0]
        assert after
        others = [{key: one for key, one in each.activities.items() if key != name} for each in (before, after)]
        assert others[0] == others[1]
        if done.exit_code == 3:
            assert after.activities == before.activities
            assert "hcroadmap: " in done.stderr
            return
        *old, new = after.activities[name].updates
        assert tuple(old) == before.activities[name].updates
        assert new.note
        assert (new.on, new.state, new.note.in_language("en")) == (date(2022, 3, 4), "running", note)


@law
@given(projects())
def test_what_is_converted_is_what_is_read_in_place(files: Files) -> None:
    """The same figures by sources.yaml and by `convert` into a canonical file."""
    assume("config/sources.yaml" in files)
    with room(files) as project:
        there = load(project)[0]
        assert there
        plain = "config/measurements/downloads/plain.csv"
        line = ["--indicator", "downloaded", "--period", "jaar", "--value", "waarde", "--decimal", "comma"]
        made = command(project, "convert", str(project / plain), *line, "--published", "2018-05-01")
        assert made.exit_code == 0, made
        (project / "config" / "sources.yaml").unlink()
        (project / "config" / "measurements" / "converted.csv").write_text(made.stdout, encoding="utf-8")
        here = load(project)[0]
        assert here
        figures = [
            [(str(row.period), row.amount, row.status, row.known_on) for row in one.observations["downloaded"]]
            for one in (there, here)
        ]
        assert figures[0] == figures[1]
