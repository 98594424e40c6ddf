"""A project is read as a whole: every finding of every file in one run, and nothing depends on order or place."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import hcroadmap
from hcroadmap.model.diagnostic import has_errors
from hcroadmap.model.vocabulary import Language
from hcroadmap.read.load import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteProject = Callable[[dict[str, str]], Path]

TARGETS = """\
action_lines:
  internationalisation: {title: Internationalisering}
indicators:
  stay-rate:
    title: {en: International students who stay, nl: Buitenlandse studenten die blijven}
    action_line: internationalisation
    unit: percent
    direction: increase
    baseline: {period: 2014, value: 38%}
    target: {period: 2020, value: 40%}
"""
ROWS = "indicator,period,value\nstay-rate,2014,38\n"
WRONG = {
    "targets.yaml": """\
action_lines:
  internationalisation: {titel: Internationalisering}
indicators:
  stay-rate:
    title: Blijvers
    action_line: internationalization
    unit: percent
    direction: decrease
    baseline: {period: 2014, value: 38%}
    target: {period: 2020, value: 40%, agreed: 20-11-2015}
    target: {period: 2021, value: 41%}
  centra capacity: {title: Centra}
""",
    "config/settings.yaml": "language: dutch\nbands: {on_track: a lot}\n",
    "config/activities.yaml": "activities:\n  vision: {title: Visie, updates: [{on: soon, state: done}]}\n",
    "config/measurements/a.csv": "indicator;period;value;status\nstay-rate;2014;38.5;x\nstay-rates;2014-13;;\n",
    "config/measurements/b.csv": "indicator,period,value\nstay-rate,2015,36,2\nstay-rate,2016,36\x07\n",
}


def places(project: Path) -> list[str]:
    return [f"{finding.location} {finding.code}" for finding in load(project)[1]]


def test_the_least_that_works(write_project: WriteProject) -> None:
    """One indicator on one line is a roadmap; everything else has its default."""
    line = "indicators:\n  stay-rate: {title: Students who stay, unit: percent, direction: increase, "
    line += "baseline: {period: 2014, value: 38%}, target: {period: 2020, value: 40%}}\n"
    roadmap, found = load(write_project({"targets.yaml": line}))
    assert [finding.code for finding in found] == ["no-observations"]
    assert roadmap
    assert (roadmap.heading.id, roadmap.settings.language, dict(roadmap.activities)) == (
        "roadmap",
        Language.EN,
        {},
    )
    assert [source.path for source in roadmap.inputs] == ["targets.yaml"]


def test_a_whole_project(write_project: WriteProject) -> None:
    """All files are read and listed, sorted, each with its hash."""
    files = {
        "targets.yaml": TARGETS,
        "config/settings.yaml": "language: nl\nstable_band: 1%\n",
        "config/activities.yaml": "activities: {vision: {title: Visie, action_line: internationalisation}}\n",
        "config/measurements/b.csv": ROWS,
        "config/measurements/a.CSV": "indicator;period;value\nstay-rate;2015;36,0\n",
        "config/measurements/notes.txt": "not read",
    }
    roadmap, found = load(write_project(files))
    assert found == []
    assert roadmap
    assert (roadmap.settings.language, roadmap.settings.stable_band) == (Language.NL, Decimal("0.01"))
    assert [str(row.period) for row in roadmap.observations["stay-rate"]] == ["2015", "2014"]
    assert [source.path for source in roadmap.inputs] == [
        "config/activities.yaml",
        "config/measurements/a.CSV",
        "config/measurements/b.csv",
        "config/settings.yaml",
        "targets.yaml",
    ]
    assert roadmap.places
    assert str(roadmap.places.locate("indicators", "stay-rate", "target", "value")) == "targets.yaml:10:35"


def test_one_mistake_of_each_kind_in_every_file(write_project: WriteProject) -> None:
    """One run finds them all, each at its line and column, sorted; and nothing is assessed."""
    project = write_project(WRONG)
    assert places(project) == [
        "config/activities.yaml:2:41 bad-date",
        "config/measurements/a.csv:2:16 bad-number",
        "config/measurements/a.csv:2:21 bad-status",
        "config/measurements/a.csv:3:1 unknown-indicator",
        "config/measurements/a.csv:3:12 bad-period",
        "config/measurements/a.csv:3:20 missing-value",
        "config/measurements/b.csv:2:19 ragged-row",
        "config/measurements/b.csv:3:16 bad-number",
        "config/measurements/b.csv:3:18 control-character",
        "config/settings.yaml:1:11 bad-choice",
        "config/settings.yaml:2:19 bad-number",
        "targets.yaml:2:26 unknown-key",
        "targets.yaml:6:18 unknown-action-line",
        "targets.yaml:10:35 contradicting-direction",
        "targets.yaml:10:48 bad-date",
        "targets.yaml:11:5 duplicate-key",
        "targets.yaml:12:3 bad-id",
    ]
    assert load(project)[0] is None


def test_other_files_are_checked_when_the_targets_cannot_be_read(write_project: WriteProject) -> None:
    """A broken targets.yaml calls no indicator, column or definition unknown; cells are checked all the same."""
    project = write_project(
        {"targets.yaml": "indicators: [\n", "config/measurements/a.csv": f"{ROWS}stay-rate,2015,x\n"}
    )
    assert places(project) == ["config/measurements/a.csv:3:16 bad-number", "targets.yaml:2:1 yaml-syntax"]
    rows = "indicator,period,value,level\nstay-rate,2015,38,hbo\n"
    project = write_project({"config/measurements/a.csv": rows})
    assert places(project) == ["targets.yaml:2:1 yaml-syntax"]


def test_files_that_are_wrong_as_a_whole(write_project: WriteProject) -> None:
    """A directory in place of a file, a list in place of a mapping, and a file that holds nothing."""
    project = write_project(
        {"targets.yaml": TARGETS, "config/settings.yaml": "- nl\n", "config/activities.yaml": ""}
    )
    (project / "config/measurements/x.csv").mkdir(parents=True)
    assert places(project) == [
        "config/activities.yaml:1:1 empty-file",
        "config/measurements/x.csv:1:1 unreadable-file",
        "config/settings.yaml:1:1 wrong-shape",
    ]
    (project / "targets.yaml").unlink()
    assert places(project)[-1] == "targets.yaml:1:1 unreadable-file"


def test_marks_of_files_that_are_open_in_a_spreadsheet_are_no_files(write_project: WriteProject) -> None:
    """What Excel and LibreOffice set beside a file while it is open stops nobody."""
    project = write_project({"targets.yaml": TARGETS, "config/measurements/figures.csv": ROWS})
    before = places(project)
    for name in ("~$figures.xlsx", "~$figures.csv", ".~lock.figures.csv"):
        (project / "config" / "measurements" / name).write_bytes(b"\x05Somebody\x00")
    assert places(project) == before


def test_an_alias_that_is_refused_is_one_finding(write_project: WriteProject) -> None:
    """What stands for nothing is not complained of again as nothing."""
    project = write_project({"targets.yaml": TARGETS + "    source: *idem\n", "config/measurements/a.csv": ROWS})
    assert places(project) == ["targets.yaml:11:13 alias-cycle"]


def test_texts_stay_what_was_typed(write_project: WriteProject) -> None:
    """YAML turns nothing into a truth, a number, a time or a day on the way to a model."""
    texts = ("no", "010", "12:30", "2015-13-01", "1_000", "~")
    for text in texts:
        project = write_project(
            {"targets.yaml": TARGETS + f"    owner: {text}\n", "config/measurements/a.csv": ROWS}
        )
        roadmap, _ = load(project)
        assert roadmap
        assert roadmap.indicators["stay-rate"].owner == text
    project = write_project({"targets.yaml": TARGETS.replace("period: 2020", "period: 2015-13-01")})
    assert places(project)[0] == "targets.yaml:10:22 bad-period"


def test_warnings_do_not_stop(write_project: WriteProject) -> None:
    """A warning is told and the roadmap is there."""
    project = write_project(
        {"targets.yaml": TARGETS, "config/measurements/a.csv": "indicator,period,value\nstay-rate,2014,0.38\n"}
    )
    roadmap, found = load(project)
    assert roadmap
    assert [finding.code for finding in found] == ["factor-hundred"]
    assert not has_errors(found)


def test_the_roadmap_of_this_repository() -> None:
    """The project that ships with the program has no finding at all."""
    from pathlib import Path

    roadmap, found = load(Path(hcroadmap.__file__).parents[1])
    assert found == []
    assert roadmap
    assert "stay-rate" in roadmap.indicators


MEANT = {
    "config/activities.yml": "config/activities.yaml", "config/Settings.yaml": "config/settings.yaml",
    "config/source.YAML": "config/sources.yaml", "config/target.yaml": "targets.yaml",
    "targets.yml": "targets.yaml", "config/settings.yaml.txt": "config/settings.yaml",
    "config/commentary/2015-Q4.yml": "config/commentary/2015-Q4.yaml",
    "config/layouts/own.yml": "config/layouts/own.yaml", "config/figures.csv": "config/measurements/figures.csv",
    "config/measurements/b.tsv": "config/measurements/b.csv",
    "config/measurements/C.XLS": "config/measurements/C.xlsx",
    "config/measurements/d.csv.txt": "config/measurements/d.csv",
    "config/measurements/e.csv.gz": "config/measurements/e.csv",
    "config/measurement/all.csv": "config/measurements",
}  # fmt: skip
"""Files that nothing reads, and the names by which they would be read."""
NOT_MEANT = (
    "README.md", "config/notes.yaml", "config/measurements/notes.txt", "config/measurements/all.csv.bak",
    "config/measurements/.b.tsv", "config/measurements/~$c.xls", "config/commentary/README.md", "settings.yaml",
    "config/schemas/targets.json", "config/measurements/downloads/b.tsv",
)  # fmt: skip


@pytest.mark.parametrize("path", MEANT)
def test_a_file_that_is_passed_over_by_its_name_is_a_finding(write_project: WriteProject, path: str) -> None:
    """With the name that would be read; where that is taken already, what is needed goes there."""
    project = write_project({"targets.yaml": "indicators: {a: {title: A, unit: percent}}", path: "x: 1\n"})
    meant = MEANT[path]
    (found,) = [one for one in load(project)[1] if one.code == "passed-over"]
    assert (found.severity, meant in found.hint) == ("warning", True)
    assert found.location.path == ("config/measurement" if path.startswith("config/measurement/") else path)
    if meant.endswith(".yaml"):
        (project / meant).parent.mkdir(exist_ok=True)
        (project / meant).write_text("{}\n", encoding="utf-8")
        (found,) = [one for one in load(project)[1] if one.code == "passed-over"]
        assert found.hint.startswith(f"only {meant} is read")


def test_what_is_meant_for_something_else_is_no_finding(write_project: WriteProject) -> None:
    """Notes, backups, marks of open files; nor is what sources.yaml names, or an empty file."""
    sources = "sources: [{file: measurements/x.tsv, period: p, value: v, observations: [{indicator: a}]}]"
    files = dict.fromkeys(NOT_MEANT, "x: 1\n") | {"config/activities.yml": ""}
    files |= {"config/sources.yaml": sources, "config/measurements/x.tsv": "p\tv\n2015\t1\n"}
    project = write_project({"targets.yaml": "indicators: {a: {title: A, unit: percent}}", **files})
    assert "passed-over" not in {found.code for found in load(project)[1]}
