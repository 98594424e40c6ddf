"""What is timed is what it says: projects without a mistake, or with as many as meant. Nothing is timed."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcroadmap.read.load import load
from tests.bench.files import indicators, project
from tests.bench.many import FAULTY, SOUND, write
from tests.bench.measure import Cost
from tests.bench.parts import fit


@pytest.mark.parametrize("name", SOUND)
def test_a_project_with_many_of_one_thing_is_sound(name: str, tmp_path: Path) -> None:
    roadmap, findings = load(write(tmp_path, SOUND[name](30)))
    assert findings == []
    assert roadmap


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_project_has_a_mistake_in_every_row(name: str, tmp_path: Path) -> None:
    _, findings = load(write(tmp_path, FAULTY[name](30)))
    assert len([finding for finding in findings if finding.severity == "error"]) in (29, 30)


def test_rows_are_as_many_and_as_wrong_as_asked(tmp_path: Path) -> None:
    file = project(tmp_path, 1000, bad=100)
    assert len(file.read_text(encoding="utf-8").splitlines()) == 1001
    assert len(load(tmp_path)[1]) == 10
    project(tmp_path, 1000, vintages=4)
    roadmap, findings = load(tmp_path)
    assert findings == []
    assert roadmap
    assert {len(rows) for rows in roadmap.observations.values()} == {10}
    assert {len({row.period for row in rows}) for rows in roadmap.observations.values()} == {3}


def test_indicators_have_as_many_observations_as_asked(tmp_path: Path) -> None:
    indicators(tmp_path, 20, 30)
    roadmap, findings = load(tmp_path)
    assert findings == []
    assert roadmap
    assert [len(rows) for rows in roadmap.observations.values()] == [30] * 20


def test_growth_beyond_linear_shows() -> None:
    """Four times the size in four times the time is 1; in sixteen times the time it is far above."""
    straight = [(size, Cost(0.1 + size / 1000, 0)) for size in (100, 200, 400)]
    square = [(size, Cost(0.1 + size * size / 1000, 0)) for size in (100, 200, 400)]
    assert fit("rows", straight).ratio == pytest.approx(1)
    assert fit("rows", square).ratio > 1.5
