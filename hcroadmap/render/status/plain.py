"""One record a line, tab-separated, for `cut` and `awk`: ids, codes and plain numbers, never cut or wrapped."""

from __future__ import annotations

from hcroadmap.assess.assessment import Report
from hcroadmap.render.language.page import Page
from hcroadmap.render.status.record import COLUMNS, record


def render(report: Report, page: Page, *, everything: bool = False) -> str:
    """Every indicator of the report as a line below a line of headings."""
    del page, everything
    records = [record(assessment) for assessment in report.assessments]
    rows = [COLUMNS, *(tuple(fields[name] for name in COLUMNS) for fields in records)]
    return "".join("\t".join(row) + "\n" for row in rows)
