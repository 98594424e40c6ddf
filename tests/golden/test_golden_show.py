"""What `show` makes of the golden project; `pytest --update-golden` writes the texts anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hcroadmap.assess.assessment import Report, assess
from hcroadmap.model.period import parse_day
from hcroadmap.model.vocabulary import MethodName
from hcroadmap.read.load import load
from hcroadmap.render.formats import show_text
from hcroadmap.render.language.page import Page
from tests.letters import in_letters_of

HERE = Path(__file__).parent
Compare = Callable[[Path, str], None]
NAMES = ["trainees", "diploma-share", "courses", "drop-out", "vacancies", "inflow"]


def judged(method: MethodName | None = None) -> Report:
    roadmap, findings = load(HERE / "project")
    assert roadmap is not None, findings
    return assess(roadmap, parse_day("2018-12-31"), method)


@pytest.mark.parametrize("name", NAMES)
def test_an_indicator_in_full(compare: Compare, name: str) -> None:
    """The answer, the chart, the arithmetic, other readings, choices, figures and sources within 80 columns."""
    text = show_text(name, judged(), "text", Page("en", 80), full=True)
    compare(HERE / "expected" / f"show-{name}-en.txt", text)
    assert max(len(line) for line in text.splitlines() if "://" not in line) < 80


@pytest.mark.parametrize("name", ["trainees", "inflow"])
def test_the_same_in_dutch(compare: Compare, name: str) -> None:
    """Every word of it is Dutch, and so are the numbers."""
    compare(
        HERE / "expected" / f"show-{name}-nl.txt",
        show_text(name, judged(), "text", Page("nl", 80), full=True),
    )


def test_another_method(compare: Compare) -> None:
    """A named method shows its own label and number."""
    text = show_text("drop-out", judged(MethodName.STATCAN), "text", Page("en", 80), full=True)
    compare(HERE / "expected" / "show-drop-out-statcan-en.txt", text)


@pytest.mark.parametrize("name", ["trainees", "inflow"])
def test_markdown(compare: Compare, name: str) -> None:
    """The same as Markdown: headings, lists, tables, the chart as code."""
    compare(HERE / "expected" / f"show-{name}-en.md", show_text(name, judged(), "md", Page("en")))


def test_json(compare: Compare) -> None:
    """The same for programs: figures, path, arithmetic and readings as numbers."""
    compare(HERE / "expected" / "show-trainees.json", show_text("trainees", judged(), "json", Page("nl", 40)))


@pytest.mark.parametrize("width", [40, 60, 100, 200])
@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_wider_than_the_page(name: str, width: int) -> None:
    """From 40 columns on everything fits and nothing is lost but line breaks."""
    text = show_text(name, judged(), "text", Page("en", width), full=True)
    assert max(len(line) for line in text.splitlines() if "://" not in line) < width


def test_ascii(compare: Compare) -> None:
    """A terminal without Unicode gets a sign for a sign."""
    page = Page("en", 80, encoding="ascii")
    text = in_letters_of("ascii", show_text("drop-out", judged(), "text", page, full=True))
    compare(HERE / "expected" / "show-drop-out-ascii.txt", text)
    assert text.isascii()
