"""One indicator, action line or activity as a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hcroadmap.assess.assessment import assess
from hcroadmap.read.load import load
from hcroadmap.render.formats import show_text
from hcroadmap.render.language.page import Page
from tests.render.web.elements import assert_harmless

ROOT = Path(__file__).parents[3]


def page_of(name: str, language: str = "en", day: str = "2019-12-31") -> str:
    roadmap, findings = load(ROOT)
    assert roadmap is not None, findings
    return show_text(name, assess(roadmap, date.fromisoformat(day)), "html", Page(language))


def test_an_indicator_has_everything_that_show_full_prints() -> None:
    """The answer, the chart, the arithmetic, other readings, choices, figures, activities and linked sources."""
    page = page_of("centra-capacity")
    found = assert_harmless(page)
    places = [found.text.index(told) for told in (
        "Capacity of the Centra", "≈ behind", "The figure for 2019 is", "How the verdict is reached", "0.907",
        "Would another reading give another verdict?", "Chosen here", "Read with care", "Sources",
    )]  # fmt: skip
    assert places == sorted(places)
    assert page.count("<svg") == 1
    assert page.index("<svg") < page.index("How the verdict is reached")
    assert any(address.startswith("https://") for address in found.attributes("href"))


@pytest.mark.parametrize(("language", "told"), [("en", "Activities of this action line"), ("nl", "Activiteiten")])
def test_an_action_line_has_the_charts_of_its_goals(language: str, told: str) -> None:
    """Its meeting sheet in either language."""
    page = page_of("internationalisation", language)
    assert told in assert_harmless(page).text
    assert page.count("<svg") == 1


def test_an_activity_has_no_chart() -> None:
    """Its wording, history and what it counts for."""
    page = page_of("in-events", "nl")
    assert "<svg" not in page
    assert_harmless(page)


def test_numbers_stand_to_the_right() -> None:
    """In the tables of figures and of the arithmetic."""
    assert '<td class="number"><span>84\xa0000</span></td>' in page_of("centra-capacity")
