"""The activities as CSV, one a row, for Excel and statistics programs."""

from __future__ import annotations

import csv
from io import StringIO

from hcroadmap.assess.activities import Agenda
from hcroadmap.model.formula import harmless
from hcroadmap.render.activities.record import COLUMNS, record
from hcroadmap.render.language.page import Page


def render(content: Agenda, page: Page) -> str:
    """Every activity as a row; `as_of` first, so that files of several days can be put together."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["as_of", *COLUMNS])
    for standing in content.standings:
        writer.writerow([content.as_of.isoformat(), *(harmless(text) for text in record(standing, page))])
    return stream.getvalue()
