"""What is done has one number and one notation for each party."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hcroadmap.model.diagnostic import Diagnostic
from hcroadmap.read.load import load

Project = Callable[[dict[str, str]], Path]
TARGETS = "indicators:\n  stay: {title: Stay, unit: percent, owner: %s}\n"
ROWS = "indicator,period,value\nstay,2014,38\n"


@pytest.fixture
def findings(write_project: Project) -> Callable[..., list[Diagnostic]]:
    """A function that reads a project in which activities have these owners, and an indicator has another."""

    def found(*owners: str, owner: str = "Nobody else") -> list[Diagnostic]:
        activities = "".join(
            f'  a{number}: {{title: x, owners: ["{name}"]}}\n' for number, name in enumerate(owners)
        )
        files = {"targets.yaml": TARGETS % owner, "config/measurements/all.csv": ROWS}
        return load(write_project({**files, "config/activities.yaml": f"activities:\n{activities}"}))[1]

    return found


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("EP-Nuffic", "EP Nuffic"),
        ("Topsectoren", "topsectoren"),
        ("Platform Bèta Techniek", "Platform Bètatechniek"),
        ("Platform Bèta Techniek", "Platform Beta Techniek"),
        ("MBO Raad", "MBO-raad"),
        ("Techniekpact", "Tecniekpact"),
    ],
)
def test_two_notations_of_one_party(findings: Callable[..., list[Diagnostic]], usual: str, other: str) -> None:
    """The rarer one is a warning that names the usual one."""
    (found,) = findings(usual, usual, other)
    assert (found.severity, found.code, found.location.line) == ("warning", "owner-notation", 4)
    assert found.message == f"“{other}” is elsewhere written “{usual}”"
    assert found.hint.startswith(f"did you mean “{usual}”?")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("EZ", "SZW"),
        ("Centra", "Centrum"),
        ("Werkgroep 1", "Werkgroep 2"),
        ("VNO-NCW", "NCW"),
        ("Chemie", "Energie"),
    ],
)
def test_two_parties(findings: Callable[..., list[Diagnostic]], one: str, other: str) -> None:
    """Names that only look a little alike are two parties."""
    assert findings(one, other) == []


def test_the_owner_of_an_indicator_counts_too(findings: Callable[..., list[Diagnostic]]) -> None:
    """In targets.yaml, where it stands."""
    (found,) = findings("EP-Nuffic", "EP-Nuffic", owner="Ep-nuffic")
    assert str(found.location) == "targets.yaml:2:45"


def test_an_update_may_not_count_beside_a_register(write_project: Project) -> None:
    """Two numbers for one thing are an error; the place is that of the line typed, whatever the order of days."""
    activities = """\
activities:
  events:
    title: Events
    register: []
    updates:
      - {on: 2017-01-01, state: running, count: 3}
      - {on: 2016-01-01, state: planned}
"""
    files = {
        "targets.yaml": TARGETS % "x",
        "config/measurements/all.csv": ROWS,
        "config/activities.yaml": activities,
    }
    roadmap, found = load(write_project(files))
    assert roadmap is None
    assert [(str(one.location), one.code) for one in found] == [("config/activities.yaml:6:49", "double-count")]


def test_a_milestone_indicator_has_no_figures(write_project: Project) -> None:
    """It follows from its activities."""
    targets = "indicators:\n  vision: {title: Vision, kind: milestones, activities: {text: 1}}\n"
    files = {
        "targets.yaml": targets,
        "config/activities.yaml": "activities:\n  text: {title: Text}\n",
        "config/measurements/all.csv": "indicator,period,value\nvision,2016,20\n",
    }
    (found,) = load(write_project(files))[1]
    assert (str(found.location), found.code) == ("config/measurements/all.csv:2:1", "double-count")


def test_an_unknown_key_beside_a_register_is_explained(write_project: Project) -> None:
    """The word that a person types is the word that is suggested."""
    activities = "activities:\n  events: {title: Events, regster: []}\n"
    files = {
        "targets.yaml": TARGETS % "x",
        "config/measurements/all.csv": ROWS,
        "config/activities.yaml": activities,
    }
    (found,) = load(write_project(files))[1]
    assert (found.code, found.hint) == ("unknown-key", "did you mean “register”?")


MEMBERS = """\
indicators:
  stay:
    title: Stay
    unit: people
    dimensions: {region: {members: [north], targets: {nort: {period: 2020, value: 40%}}}}
"""


def test_a_target_of_a_member_needs_what_any_target_needs(write_project: Project) -> None:
    """A member that is declared, the unit, a direction and a baseline."""
    found = load(write_project({"targets.yaml": MEMBERS, "config/measurements/all.csv": ROWS}))[1]
    assert sorted(one.code for one in found) == [
        "missing-baseline",
        "missing-direction",
        "undeclared-member",
        "unit-mismatch",
    ]
