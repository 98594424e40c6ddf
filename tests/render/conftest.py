"""Reports from the text of a project's files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hcroadmap.assess.assessment import Report, assess
from hcroadmap.read.load import load


@pytest.fixture
def report(tmp_path: Path) -> Callable[..., Report]:
    """A function that reads and judges a project of one targets file and one file of measurements."""

    def read(targets: str, rows: str, as_of: str = "2018-12-31") -> Report:
        (tmp_path / "config" / "measurements").mkdir(parents=True, exist_ok=True)
        (tmp_path / "targets.yaml").write_text(targets, encoding="utf-8")
        (tmp_path / "config" / "measurements" / "all.csv").write_text(rows, encoding="utf-8")
        roadmap, findings = load(tmp_path)
        assert roadmap is not None, findings
        return assess(roadmap, date.fromisoformat(as_of))

    return read
