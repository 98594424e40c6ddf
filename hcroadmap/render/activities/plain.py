"""The activities one a line, tab-separated, for `cut` and `awk`: ids, codes and plain numbers, the title last."""

from __future__ import annotations

from hcroadmap.assess.activities import Agenda
from hcroadmap.model.formula import harmless
from hcroadmap.render.activities.record import COLUMNS, record
from hcroadmap.render.language.page import Page


def render(content: Agenda, page: Page) -> str:
    """Every activity as a line below a line of headings."""
    rows = [COLUMNS, *([harmless(text) for text in record(standing, page)] for standing in content.standings)]
    return "".join("\t".join(row) + "\n" for row in rows)
