"""The Human Capital Roadmap in this repository: the figures that issue 2 says it must show, and replay."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest

from hcroadmap.assess.assessment import Assessment, Report, assess
from hcroadmap.assess.status import Status
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.read.load import load
from hcroadmap.render.json import status_json

ROOT = Path(__file__).parents[2]
Real = Callable[[str], Report]


def one(report: Report, name: str) -> Assessment:
    return next(assessment for assessment in report.assessments if assessment.id == name)


def test_at_the_end_of_2016(real: Real) -> None:
    """The stay rate is reversing at 36 percent (2015), 4 to go; the three other goals have no data."""
    report = real("2016-12-31")
    stay = one(report, "stay-rate")
    assert stay.latest is not None
    assert (stay.status, stay.latest.value, str(stay.latest.period), stay.gap) == (
        Status.REVERSING, Fraction(36), "2015", Fraction(4),
    )  # fmt: skip
    assert stay.not_comparable == ()
    goals = [a.status for a in report.assessments if a.indicator.goal and a.id != "stay-rate"]
    assert goals == [Status.NO_DATA] * 3


def test_at_the_end_of_2019(real: Real) -> None:
    """The Centra are behind: 0.907, 87 500 expected, 16 000 to go."""
    centra = one(real("2019-12-31"), "centra-capacity")
    assert (centra.status, centra.expected, centra.gap) == (Status.BEHIND, Fraction(87500), Fraction(16000))
    assert centra.ratio is not None
    assert round(float(centra.ratio), 3) == 0.907


def test_in_the_end(real: Real) -> None:
    """The Centra were first seen there in 2021; the stay rate is awaited, with 22, 25.3 and 57 not comparable."""
    report = real("2026-06-30")
    centra, stay = one(report, "centra-capacity"), one(report, "stay-rate")
    assert centra.verdict.decided_by is not None
    assert (centra.status, str(centra.verdict.decided_by.period)) == (Status.MET_LATE, "2021")
    assert (stay.status, stay.verdict.carries) == (Status.AWAITING, Status.REVERSING)
    assert {point.value for point in stay.not_comparable} == {Fraction(22), Fraction("25.3"), Fraction(57)}


def test_the_graduates_lack_mbo(real: Real) -> None:
    """Of hbo and wo the numbers are known, mbo is not: incomplete, naming it, with the members that are known."""
    stem = one(real("2020-06-30"), "stem-graduates")
    assert (stem.status, stem.missing) == (Status.INCOMPLETE, ("mbo",))
    assert [name for name, _ in stem.seen.partials[-1].members] == ["hbo", "wo"]


def days() -> list[date]:
    roadmap, _ = load(ROOT)
    assert roadmap is not None
    return sorted({row.known_on for rows in roadmap.observations.values() for row in rows})


def copy_until(day: date | None, project: Path, *, backwards: bool = False) -> Roadmap:
    """The project as it was on a day: only the rows published by then; or all rows the other way round."""
    shutil.copytree(ROOT / "config", project / "config")
    shutil.copy(ROOT / "targets.yaml", project)
    known, _ = load(ROOT)
    assert known is not None
    places = {
        (row.location.path, row.location.line): row.known_on
        for rows in known.observations.values()
        for row in rows
    }
    for file in sorted((project / "config" / "measurements").glob("*.csv")):
        path = file.relative_to(project).as_posix()
        header, *rows = csv.reader(StringIO(file.read_text(encoding="utf-8")))
        kept = [row for line, row in enumerate(rows, 2) if day is None or places[path, line] <= day]
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([header, *(kept[::-1] if backwards else kept)])
    roadmap, findings = load(project)
    assert roadmap is not None, findings
    return roadmap


def document(roadmap: Roadmap, day: date) -> dict[str, object]:
    """The JSON report without the hashes of its inputs."""
    found: dict[str, object] = json.loads(status_json(assess(roadmap, day)))
    del found["inputs"]
    return found


@pytest.mark.parametrize("day", days(), ids=str)
def test_replay(day: date, tmp_path: Path) -> None:
    """The report of a past day is the report that the files of that day gave, but for the input hashes."""
    roadmap, _ = load(ROOT)
    assert roadmap is not None
    assert document(roadmap, day) == document(copy_until(day, tmp_path / "then"), day)


def test_rows_in_any_order(tmp_path: Path) -> None:
    """The same rows from the last to the first give the same report on every day."""
    roadmap, _ = load(ROOT)
    assert roadmap is not None
    backwards = copy_until(None, tmp_path / "backwards", backwards=True)
    assert [document(roadmap, day) for day in days()] == [document(backwards, day) for day in days()]
