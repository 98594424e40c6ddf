"""Tidy CSV: one number a row, for Excel and statistics programs."""

from __future__ import annotations

import csv
from io import StringIO

from hcroadmap.assess.assessment import Report
from hcroadmap.model.formula import harmless
from hcroadmap.render.language.numbers import plain
from hcroadmap.render.language.page import Page, visible
from hcroadmap.render.status.record import Measure, measures

HEADER = ("as_of", "indicator", "action_line", "status", "severity", "measure", "period", "value", "unit")


def render(report: Report, page: Page, *, everything: bool = False) -> str:
    """Every number of every indicator; a status without any number has one row with an empty value."""
    del page, everything
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADER)
    for assessment in report.assessments:
        indicator = assessment.indicator
        fixed = (
            report.as_of.isoformat(),
            assessment.id,
            indicator.action_line or "",
            assessment.status,
            assessment.severity,
        )
        found = [measure for measure in measures(assessment) if measure.value is not None]
        for name, period, value in found or [Measure("", "", None)]:
            writer.writerow([*fixed, name, period, plain(value), harmless(visible(indicator.unit_word))])
    return stream.getvalue()
