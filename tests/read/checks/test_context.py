"""A key that is mistyped is one mistake and one finding, wherever it stands and however much it is needed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from hcroadmap.read.load import load

WriteProject = Callable[[dict[str, str]], Path]

WELL = {
    "targets.yaml": """\
roadmap: {id: x, title: X}
action_lines: {line: {title: Line}}
indicators:
  stay:
    title: Blijvers
    action_line: line
    unit: percent
    direction: increase
    definition: old
    definitions: {old: A, new: B}
    dimensions: {level: {members: [mbo, hbo], complete: true}}
    release: {every: year, lag: 18 months, grace: 2 months}
    milestones: [{period: 2018, value: 39%}]
    baseline: {period: 2014, value: 38%}
    rebaseline: {period: 2016, value: 38.5%, reason: x}
    ended: {on: 2018-10-01, reason: x}
    target:
      - {period: 2020, value: 40%, agreed: 2015-01-01}
      - {period: 2020, value: 41%, agreed: 2017-01-01, reason: x}
  done: {title: Done, kind: milestones, activities: {act: 1}}
""",
    "config/settings.yaml": "language: en\nbands: {on_track: 0.95, behind: 0.60}\n",
    "config/activities.yaml": """\
activities:
  act:
    title: Act
    action_line: line
    kind: count
    count: {target: 5, unit: x}
    updates: [{on: 2016-05-12, state: running, count: 1}]
""",
    "config/sources.yaml": """\
sources:
  - {file: x.csv, period: jaar, value: blijft, observations: [{indicator: stay, level: hbo}]}
  - {file: y.csv, layout: own, observations: [{indicator: stay, level: mbo}]}
""",
    "config/layouts/own.yaml": "title: own\nperiod: {column: jaar}\nvalue: blijft\n",
    "config/x.csv": "jaar;blijft\n2015;38,5\n",
    "config/y.csv": "jaar;blijft\n2016;38,5\n",
    "config/commentary/2019-Q3.yaml": """\
explanations: {stay: {author: me, text: t, measure: m, who: w}}
acknowledgements: {stay: {owner: o, reason: r, until: 2020-03-31}}
""",
    "config/measurements/m.csv": "indicator,period,value\nstay,2014,38\n",
}
# No keys, or too short to be recognised; and beside “indicator” any other key is the name of a dimension.
NAMES = ("line", "stay", "old", "new", "level", "done", "act", "id", "on", "indicator")
KEYS = [
    (path, match.start(1), match[1])
    for path, text in WELL.items()
    if path.endswith(".yaml")
    for match in re.finditer(r"\b([a-z_]+):[ \n]", text)
    if match[1] not in NAMES
]


def findings(project: Path) -> list[str]:
    return [f"{finding.location} {finding.code}" for finding in load(project)[1]]


def test_the_project_is_well(write_project: WriteProject) -> None:
    """What is found below is found because of the key that was changed."""
    assert findings(write_project(WELL)) == []


@pytest.mark.parametrize(
    ("path", "start"), [key[:2] for key in KEYS], ids=["{}:{}:{}".format(*key) for key in KEYS]
)
def test_a_mistyped_key_is_one_finding(write_project: WriteProject, path: str, start: int) -> None:
    """Nothing calls the key missing that was meant, and nothing else is made of its absence."""
    text = WELL[path]
    mistyped = text[: start + 1] + text[start + 2] + text[start + 1] + text[start + 3 :]
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    assert findings(write_project(WELL | {path: mistyped})) == [f"{path}:{line}:{column} unknown-key"]


def test_where_any_key_may_be_a_dimension_the_needed_one_is_missing(write_project: WriteProject) -> None:
    """One finding as well, of the other kind."""
    path = "config/sources.yaml"
    mistyped = WELL[path].replace("{indicator", "{indicatro", 1)
    assert findings(write_project(WELL | {path: mistyped})) == [f"{path}:2:63 missing-key"]


@pytest.mark.parametrize(
    "head", ["idnicator,period,value", "indicator,perod,value", "indicator,period,waarde,valeu"]
)
def test_a_mistyped_column_is_said_once_too(write_project: WriteProject, head: str) -> None:
    """A column that was meant is not called missing."""
    path = "config/measurements/m.csv"
    told = findings(write_project(WELL | {path: f"{head}\n"}))
    assert {line.split()[1] for line in told} == {"unknown-column"}


def test_a_key_that_resembles_nothing_leaves_the_other_missing(write_project: WriteProject) -> None:
    """Two mistakes, as far as anybody can tell."""
    lines = WELL["targets.yaml"].replace("    direction: increase", "    richting: omhoog")
    assert findings(write_project(WELL | {"targets.yaml": lines})) == [
        "targets.yaml:4:3 missing-direction",
        "targets.yaml:8:5 unknown-key",
    ]


def test_a_key_beside_the_one_it_resembles_hides_nothing(write_project: WriteProject) -> None:
    """What was meant is there: it is read, and what is wrong in it is said."""
    lines = WELL["targets.yaml"].replace("    direction: increase", "    directon: increase\n    direction: up")
    assert findings(write_project(WELL | {"targets.yaml": lines})) == [
        "targets.yaml:8:5 unknown-key",
        "targets.yaml:9:16 bad-choice",
    ]
