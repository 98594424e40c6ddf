"""The page about one indicator: what stands beside what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hcroadmap.assess.assessment import assess
from hcroadmap.model.vocabulary import MethodName
from hcroadmap.read.load import load
from hcroadmap.render.language.page import Page
from hcroadmap.render.show.indicator import dossier

ROOT = Path(__file__).parents[3]
DECIDED = {
    MethodName.LINEAR: ("pace", "0.907", "≈ behind"),
    MethodName.STATCAN: ("statcan: substantial_progress", "0.998", "● on track"),
    MethodName.UN2022: ("un2022: on_track", "0.998", "● on track"),
    MethodName.UN2023: ("un2023: 3", "0.997", "● on track"),
}


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("method", MethodName)
def test_a_verdict_stands_beside_the_number_of_its_own_method(method: MethodName, *, full: bool) -> None:
    """Never beside the pace of `linear`, unless that decided; `destatis` cannot judge two figures."""
    roadmap, _ = load(ROOT)
    assert roadmap is not None
    report = assess(roadmap, date(2019, 12, 31), method)
    capacity = next(one for one in report.assessments if one.id == "centra-capacity")
    table = dossier(capacity, report, Page("en"), full=full).sections[0].table
    assert table is not None
    decided = [(row[0], row[2], row[3]) for row in table.rows if len(row) > 3 and row[3]]
    assert decided == ([DECIDED[method]] if method in DECIDED else [])
