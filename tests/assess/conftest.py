"""Roadmaps from a few lines of text, read as any project is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hcroadmap.assess.assessment import Assessment, Report, assess
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.model.vocabulary import MethodName
from hcroadmap.read.load import load

HEADER = "indicator,period,value,published,definition,status"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Roadmap]:
    """A function that reads a roadmap from the text of its files."""

    def read(targets: str, rows: str = HEADER, settings: str = "language: en") -> Roadmap:
        (tmp_path / "config" / "measurements").mkdir(parents=True, exist_ok=True)
        (tmp_path / "targets.yaml").write_text(targets, encoding="utf-8")
        (tmp_path / "config" / "settings.yaml").write_text(settings, encoding="utf-8")
        (tmp_path / "config" / "measurements" / "all.csv").write_text(f"{rows}\n", encoding="utf-8")
        roadmap, findings = load(tmp_path)
        assert roadmap is not None, findings
        return roadmap

    return read


@pytest.fixture
def judge(build: Callable[..., Roadmap]) -> Callable[..., Assessment]:
    """A function that judges one indicator, `x`, from its YAML, its rows and a day.

    Title, unit percent and direction increase are filled in where the YAML does not say otherwise. Rows are
    `period,value,published[,definition[,status]]`, one a line, unless a header names other columns.
    """

    def judged(
        yaml: str, rows: str = "", as_of: str = "2018-12-31", *,
        header: str = HEADER, settings: str = "language: en", method: MethodName | None = None,
    ) -> Assessment:  # fmt: skip
        given = {line.split(":")[0].strip() for line in yaml.splitlines()}
        filled = {"title": "X", "unit": "percent", "direction": "increase"}
        lines = [f"{key}: {value}" for key, value in filled.items() if key not in given] + yaml.splitlines()
        targets = "indicators:\n  x:\n" + "\n".join(f"    {line}" for line in lines if line.strip())
        width = header.count(",")
        table = "\n".join([header, *(f"x,{row}{',' * (width - 1 - row.count(','))}" for row in rows.split())])
        report = assess(build(targets, table, settings), date.fromisoformat(as_of), method)
        return report.assessments[0]

    return judged


@pytest.fixture(scope="session")
def real() -> Callable[[str], Report]:
    """A function that judges the Human Capital Roadmap of this repository on a day."""
    roadmap, findings = load(ROOT)
    assert roadmap is not None, findings
    return lambda as_of: assess(roadmap, date.fromisoformat(as_of))
