"""Files that sources.yaml names are read in place, inside the project only, and every mistake has its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hcroadmap.read.load import load

WriteProject = Callable[[dict[str, str]], Path]
TARGETS = """\
indicators:
  stay-rate: {title: Blijvers, unit: percent}
  stem: {title: Techniek, kind: share, dimensions: {level: {members: [hbo, wo], complete: true}}}
"""
DATA = "niveau;sector;2014;2015\nHBO;techniek;10;20\nHBO;zorg;30;30\nWO;techniek;5;<5\nBron: DUO\n"
LAYOUT = 'wide: "{year}"\nperiod: {kind: study_year}\ncolumns: {richting: sector}\nmissing: ["-"]\n'


def read(
    write_project: WriteProject, entry: str, data: str = DATA, layout: str = LAYOUT
) -> tuple[list[str], list[str]]:
    """The observations as text, and the findings as `path:line:column code`."""
    files = {
        "targets.yaml": TARGETS,
        "config/sources.yaml": f"sources:\n  - file: measurements/duo/x.csv\n    layout: duo\n{entry}",
        "config/layouts/duo.yaml": layout,
        "config/measurements/duo/x.csv": data,
    }
    roadmap, findings = load(write_project(files))
    rows = [
        f"{row.period} {row.members} {row.numerator}/{row.denominator} {row.value} {row.location}"
        for rows in (roadmap.observations.values() if roadmap else ())
        for row in rows
    ]
    errors = [f"{finding.location} {finding.code}" for finding in findings if finding.severity == "error"]
    return rows, errors


HBO = """\
    observations:
      - indicator: stem
        level: hbo
        where: {niveau: HBO}
        numerator: {where: {richting: techniek}}
        denominator: {}
"""


def test_a_share_comes_from_sums_over_rows(write_project: WriteProject) -> None:
    """Filters of the entry hold for both parts; a place is that of the first figure; the footer is no row."""
    rows, errors = read(write_project, HBO)
    assert errors == []
    assert rows == [
        "2014/15 (('level', 'hbo'),) 10/40 None config/measurements/duo/x.csv:2:14",
        "2015/16 (('level', 'hbo'),) 20/50 None config/measurements/duo/x.csv:2:17",
    ]


def test_members_stand_in_a_column(write_project: WriteProject) -> None:
    """A column gives the members, by the supplier's own words; a hidden count stops only what needs it."""
    entry = """\
    observations:
      - indicator: stem
        level: {column: niveau, members: {HBO: hbo, WO: wo}}
        where: {richting: techniek}
        numerator: {}
        denominator: {}
"""
    _, errors = read(write_project, entry)
    assert errors == ["config/measurements/duo/x.csv:4:15 suppressed-count"]
    rows, errors = read(write_project, entry, DATA.replace("<5", "-"))
    assert errors == []
    assert [row.split(" ")[3:5] for row in rows if "wo" in row] == [["5/5", "None"], ["None/None", "None"]]


@pytest.mark.parametrize(
    ("entry", "errors"),
    [
        ("    observations: [{indicator: stems}]\n", ["config/sources.yaml:4:32 unknown-indicator"]),
        ("    observations: [{indicator: stem, leval: hbo}]\n", ["config/sources.yaml:4:38 unknown-key"]),
        ("    observations: [{indicator: stem, level: hob}]\n", ["config/sources.yaml:4:45 undeclared-member"]),
        (
            "    observations: [{indicator: stem, level: {column: niveau, members: {HBO: hbo, WO: univ}}}]\n",
            ["config/sources.yaml:4:86 undeclared-member"],
        ),
        (
            "    observations: [{indicator: stem, where: {richtin: x}}]\n",
            ["config/sources.yaml:4:55 unchosen-column"],
        ),
        ("    observations: [{indicator: stem, where: {richting: x}}]\n", ["config/sources.yaml:4:56 no-rows"]),
        ("    observations: [{indicator: stem, numerator: {}}]\n", ["config/sources.yaml:4:38 missing-key"]),
        ("    published: soon\n", ["config/sources.yaml:4:16 bad-date"]),
        (
            "    observations: [{indicator: stay-rate, where: {niveau: HBO}}]\n",
            ["config/measurements/duo/x.csv:3:10 ambiguous-rows"],
        ),
    ],
)
def test_a_mistake_has_its_place(entry: str, errors: list[str], write_project: WriteProject) -> None:
    """Words of sources.yaml in sources.yaml, figures in the source file."""
    assert read(write_project, entry)[1] == errors


def test_a_layout_with_a_mistake_is_said_once(write_project: WriteProject) -> None:
    """The file that it should read is not blamed."""
    assert read(write_project, HBO, layout='wide: "TOTAAL"\n')[1] == ["config/layouts/duo.yaml:1:7 bad-value"]


@pytest.mark.parametrize("file", ["/etc/passwd", "../x.csv", "measurements/../../../x.csv", "C:/x.csv"])
def test_a_file_outside_the_project_is_not_read(file: str, write_project: WriteProject) -> None:
    """Neither by an absolute path nor by climbing."""
    entry = f"sources:\n  - {{file: {file}, observations: []}}\n"
    _, found = load(write_project({"targets.yaml": TARGETS, "config/sources.yaml": entry}))
    assert [finding.code for finding in found if finding.severity == "error"] == ["outside-project"]


def test_a_link_out_of_the_project_is_not_followed(
    write_project: WriteProject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A link counts as where it leads."""
    secret = tmp_path_factory.mktemp("outside") / "x.csv"
    secret.write_text("a\n")
    entry = "sources:\n  - {file: x.csv, observations: []}\n"
    project = write_project({"targets.yaml": TARGETS, "config/sources.yaml": entry})
    (project / "config" / "x.csv").symlink_to(secret)
    assert "outside-project" in {finding.code for finding in load(project)[1]}


def test_a_named_file_is_no_measurements_file(write_project: WriteProject) -> None:
    """A download may lie among the canonical files once sources.yaml names it."""
    entry = "sources:\n  - {file: measurements/x.csv, observations: [{indicator: stay-rate}]}\n"
    files = {"targets.yaml": TARGETS, "config/sources.yaml": entry}
    roadmap, _ = load(write_project(files | {"config/measurements/x.csv": "time_period,obs_value\n2015,38\n"}))
    assert roadmap
    assert [str(row.location) for row in roadmap.observations["stay-rate"]] == ["config/measurements/x.csv:2:6"]
