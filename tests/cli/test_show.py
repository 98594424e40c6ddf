"""`show`, and the options of `status` that look into a row."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hcroadmap.model.vocabulary import MethodName

Hcroadmap = Callable[..., tuple[int, str, str]]
THEN = ("--as-of", "2019-12-31")


def test_show_an_indicator(hcroadmap: Hcroadmap) -> None:
    """Its title and the answer first; with `--full` all that it rests on."""
    code, out, err = hcroadmap("show", "jobs", *THEN)
    assert (code, err) == (0, "")
    assert out.startswith("╭─ Jobs ─")
    assert out.rstrip().endswith("hcroadmap show jobs --full")
    full = hcroadmap("show", "jobs", *THEN, "--full")[1]
    assert full.startswith("╭─ Jobs ─")
    assert "\n  Figures\n" in full
    assert "\n  Figures\n" not in out
    assert "▼ off track" in out


def test_show_an_action_line(hcroadmap: Hcroadmap) -> None:
    """With the id of an action line: its sheet for a meeting."""
    code, out, err = hcroadmap("show", "people", *THEN, "--lang", "nl")
    assert (code, err) == (0, "")
    assert out.startswith("╭─ Mensen ─")


@pytest.mark.parametrize(
    ("name", "hint"), [("job", "did you mean “jobs”?"), ("xyz", "use one of: stay, jobs, people, work.")]
)
def test_show_what_is_not_there(hcroadmap: Hcroadmap, name: str, hint: str) -> None:
    """Ends with 3 and the nearest name, else all."""
    assert hcroadmap("show", name) == (
        3, "", f"hcroadmap: no indicator, action line or activity is called “{name}”\n  {hint}\n",
    )  # fmt: skip


def test_show_without_an_id_ends_with_3(hcroadmap: Hcroadmap) -> None:
    """Wrong usage."""
    code, out, err = hcroadmap("show")
    assert (code, out) == (3, "")
    assert "Missing argument 'ID'" in err


@pytest.mark.parametrize(
    ("file", "begins"),
    [("out.md", "# Jobs\n"), ("out.json", "{\n"), ("out.txt", "╭─ Jobs ─"), ("out.html", "<!DOCTYPE html>")],
)
def test_show_into_a_file(hcroadmap: Hcroadmap, project: Path, file: str, begins: str) -> None:
    """The suffix chooses the format."""
    assert hcroadmap("show", "jobs", *THEN, "-o", file) == (0, "", "")
    assert (project / file).read_text(encoding="utf-8").startswith(begins)


def test_show_as_json_has_what_status_has(hcroadmap: Hcroadmap) -> None:
    """And more: the same keys with the same values."""
    status = json.loads(hcroadmap("status", "--indicator", "jobs", *THEN, "--format", "json")[1])["indicators"][0]
    shown = json.loads(hcroadmap("show", "jobs", *THEN, "--format", "json")[1])["indicators"][0]
    assert {key: shown[key] for key in status} == status


def test_a_long_account_of_a_source_is_given_once(hcroadmap: Hcroadmap, project: Path) -> None:
    """Later figures refer to the period it stands with; a short one stands beside each."""
    account = "Bureau for Statistics: table of the labour force in its edition of spring (CC BY)"
    rows = "".join(f"jobs,{year},{year},{year + 1}-03-01,{account}\n" for year in (2016, 2017, 2018))
    (project / "config" / "measurements" / "all.csv").write_text(
        f"indicator,period,value,published,source\n{rows}stay,2016,38,2017-02-01,CBS\nstay,2017,39,2018-02-01,CBS\n"
    )
    out = hcroadmap("show", "jobs", *THEN, "--full")[1]
    figures = out[out.index("\n  Figures") : out.index("\n  Who")]
    assert (figures.count("Bureau for Statistics"), figures.count("as for 2016\n")) == (1, 2)
    assert hcroadmap("show", "stay", *THEN, "--full")[1].count("2018  CBS") == 1


SPLIT = """\
indicators:
  jobs: {title: Jobs, unit: count, direction: increase, dimensions: {region: {}, sector: {}},
         baseline: {period: 2015, value: 1000}, target: {period: 2020, value: 2x}}
"""
WHOLE = """\
indicator,period,value,published,region,sector
jobs,2017,1300,2018-03-01,,
jobs,2018,1100,2019-03-01,,
jobs,2018,70,2019-03-01,r1,
"""


def test_figures_of_several_members_show_like_all_others(hcroadmap: Hcroadmap, project: Path) -> None:
    """In the figures, in JSON and in what changed; no verdict rests on them."""
    (project / "targets.yaml").write_text(SPLIT, encoding="utf-8")
    file = project / "config" / "measurements" / "all.csv"
    day = ("--as-of", "2019-04-01")
    file.write_text(WHOLE, encoding="utf-8")
    before = hcroadmap("status", *day)[1]
    file.write_text(f"{WHOLE}jobs,2018,12,2019-03-15,r1,it\n", encoding="utf-8")
    assert hcroadmap("status", *day)[1] == before
    assert "r1, it" in hcroadmap("show", "jobs", "--full", *day)[1]
    assert "r1, it" in hcroadmap("report", "--quarter", "2019-Q1")[1]
    [shown] = json.loads(hcroadmap("show", "jobs", *day, "--format", "json")[1])["indicators"]
    assert {"region": "r1", "sector": "it", "value": 12}.items() <= shown["observations"][-1].items()


@pytest.mark.parametrize("method", MethodName)
@pytest.mark.parametrize("command", [("status",), ("show", "jobs"), ("report",)])
def test_any_method(hcroadmap: Hcroadmap, command: tuple[str, ...], method: MethodName) -> None:
    """Can be asked for on the command line."""
    assert hcroadmap(*command, *THEN, "--method", method)[0] == 0


@pytest.mark.parametrize("since", ["2018-12-31", "2018", "2018-Q4", "365d"])
def test_what_changed_since(hcroadmap: Hcroadmap, since: str) -> None:
    """A day, a period or so many days ago: the new figure and the verdict before it."""
    out = hcroadmap("status", *THEN, "--indicator", "jobs", "--since", since)[1].replace("\u00a0", " ")
    assert "Since 31 December 2018: 1 100 (2018) is new; the verdict was “behind”." in out


@pytest.mark.parametrize("since", ["never", "7y", "7", ""])
def test_since_when_is_that(hcroadmap: Hcroadmap, since: str) -> None:
    """A day that cannot be read ends with 3."""
    code, out, err = hcroadmap("status", "--since", since)
    assert (code, out) == (3, "")
    told = f"“{since}” is not a day" if since else "the day is empty"
    assert err == f"hcroadmap: --since: {told}\n  write a day, 2019-09-30, or how long ago it is, 7d or 2w.\n"


def test_since_before_the_first_day_there_is(hcroadmap: Hcroadmap) -> None:
    """Means since the first day."""
    assert hcroadmap("status", "--as-of", "0010-01-01", "--since", "9999w")[0] == 0


def test_an_unknown_dimension_ends_with_3(hcroadmap: Hcroadmap) -> None:
    """Only what targets.yaml declares can split a row."""
    code, out, err = hcroadmap("status", "--by", "level")
    assert (code, out) == (3, "")
    assert "no dimension is called “level”" in err


def test_many_new_figures_are_counted_but_for_the_newest(
    hcroadmap: Hcroadmap, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A figure that was entered long after its publication is marked as late. Nothing wraps on a wide page."""
    monkeypatch.setenv("COLUMNS", "140")
    rows = "".join(f"stay,{year},{year - 1978},{year + 1}-03-01,\n" for year in range(2010, 2016))
    late = "stay,2016,39,2017-03-01,2018-12-01\n"
    measurements = project / "config" / "measurements" / "all.csv"
    measurements.write_text(f"indicator,period,value,published,recorded\n{rows}{late}", encoding="utf-8")
    asked = ("status", *THEN, "--indicator", "stay", "--since")
    long_ago, lately = (" ".join(hcroadmap(*asked, day)[1].split()) for day in ("2010-01-01", "2018-11-01"))
    assert "4 earlier figures, 36% (2014), 37% (2015) and 39% (2016) are new" in long_ago
    assert "39% (2016) is new here, published 1 March 2017" in lately


def test_the_note_of_an_indicator_is_read_with_care(hcroadmap: Hcroadmap, project: Path) -> None:
    """On the page about it, below its figures' own reservations."""
    targets = (project / "targets.yaml").read_text(encoding="utf-8")
    noted = targets.replace("owner: Ministry", "owner: Ministry\n    note: Counted in May.")
    (project / "targets.yaml").write_text(noted, encoding="utf-8")
    out = hcroadmap("show", "stay", *THEN, "--full")[1]
    assert "Counted in May." in out.partition("Read with care")[2].partition("Figures\n")[0]


ACTIVITIES = """\
activities:
  talks: {title: Talks, action_line: people, owners: [Board, Ministry], due: 2018-06-30}
  guide:
    title: A guide
    action_line: people
    owners: [Board]
    updates: [{on: 2018-10-01, state: running}, {on: 2018-11-25, state: done, recorded: 2019-02-01}]
"""


@pytest.fixture
def busy(project: Path) -> Path:
    """The project with activities, one of them late, and a series without a target."""
    (project / "config" / "activities.yaml").write_text(ACTIVITIES, encoding="utf-8")
    watched = "  visits: {title: Visits, action_line: people, unit: count}\n"
    (project / "targets.yaml").write_text((project / "targets.yaml").read_text() + watched, encoding="utf-8")
    rows = project / "config" / "measurements" / "all.csv"
    rows.write_text(rows.read_text() + "visits,2017,7,2018-11-01\n", encoding="utf-8")
    return project


def plain(text: str) -> str:
    """A text with common spaces."""
    return text.replace("\u00a0", " ")


@pytest.mark.usefixtures("busy")
def test_what_changed_comes_before_who_is_next(hcroadmap: Hcroadmap) -> None:
    """On the sheet of a meeting: of each indicator, goals first or not, and what was reported; “Next” once."""
    code, out, err = hcroadmap("show", "people", "--as-of", "2018-12-31", "--since", "2018-09-30")
    assert (code, err) == (0, "")
    changed, next_up, activities = (
        out.index(head) for head in ("What changed since", "\n  Next\n", "Activities of")
    )
    assert changed < next_up < activities
    assert out.count("Next") == 1
    told = plain(out[changed:next_up])
    assert "Students who stay: 39.1% (2017) is new" in told
    assert "Visits: 7 (2017) is new" in told
    assert "“A guide” is running" in told
    assert "done" not in told
    assert "overdue" in out[activities:].splitlines()[3]
    acting = plain(out[next_up:activities])
    assert "Board, on “Talks” (overdue): hcroadmap show talks" in " ".join(acting.split())
    assert "Ministry, on “Talks” (overdue)" in " ".join(acting.split())


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize(("name", "told"), [("stay", "39.1% (2017) is new"), ("guide", "“A guide” is running")])
def test_one_thing_says_what_changed_in_every_format(hcroadmap: Hcroadmap, name: str, told: str) -> None:
    """An indicator and an activity, as text, Markdown and JSON; nothing is said where no day was asked for."""
    line = ["show", name, "--as-of", "2018-12-31"]
    for more in ([], ["--full"], ["--format", "md"]):
        assert told in plain(hcroadmap(*line, *more, "--since", "2018-09-30")[1])
        assert "Nothing changed." in hcroadmap(*line, *more, "--since", "2018-12-20")[1]
        assert "What changed" not in hcroadmap(*line, *more)[1]
    document = json.loads(hcroadmap(*line, "--format", "json", "--since", "2018-09-30")[1])
    changes = document["activity_changes"] or document["indicators"][0]["changes"]
    assert {change["kind"] for change in changes} <= {"new_figure", "status_changed", "activity_reported"}
    assert "activity_changes" not in json.loads(hcroadmap(*line, "--format", "json")[1])


@pytest.mark.usefixtures("busy")
def test_status_says_once_that_nothing_changed(hcroadmap: Hcroadmap) -> None:
    """Not below each goal; else on how many rows something did, or that only activities did."""
    for since, told in (("2018-12-20", "nothing changed"), ("2018-11-15", "1 indicator changed")):
        out = hcroadmap("status", "--as-of", "2018-12-31", "--since", since)[1]
        assert (out.count("changed"), told in out) == (1, True)
    only = hcroadmap("status", "--as-of", "2019-02-01", "--since", "2019-01-15", "--action-line", "people")[1]
    assert "only activities changed since" in only
    assert "“A guide” is done" in plain(only)


@pytest.mark.usefixtures("busy")
def test_next_names_every_owner_who_has_something_to_do(hcroadmap: Hcroadmap) -> None:
    """Each once: for a verdict, an activity that is overdue, a figure that is wanted."""
    lines = plain(hcroadmap("status", "--as-of", "2019-03-31")[1]).partition(" Next:")[2].splitlines()
    acting = [line.split(" · ")[1].split(",")[0] for line in lines if " · " in line]
    assert acting == ["Platform", "Board", "Ministry"]
    report = hcroadmap("status", "--as-of", "2018-11-01", "--format", "md", "--lang", "nl")[1]
    assert "Ministry, voor “Talks” (over tijd): hcroadmap show talks" in plain(report)
    assert "Platform" in report.partition("Nu aan zet: ")[2]
