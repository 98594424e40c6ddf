"""One small complete project and what each format makes of it; `pytest --update-golden` writes the texts anew.

Four goals at the end of 2018: on track with a revision behind it, incomplete, known in another definition only,
and behind; a count and percentages, two languages, and one indicator that is no goal.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hcroadmap.assess.assessment import Report, assess
from hcroadmap.model.period import parse_day
from hcroadmap.read.load import load
from hcroadmap.render.formats import Format, status_text
from hcroadmap.render.language.page import Page
from tests.letters import in_letters_of

HERE = Path(__file__).parent
Compare = Callable[[Path, str], None]
WIDTHS = [60, 80, 100, 140, None]


@pytest.fixture(scope="module")
def report() -> Report:
    roadmap, findings = load(HERE / "project")
    assert roadmap is not None, findings
    assert findings == []
    return assess(roadmap, parse_day("2018-12-31"))


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("width", WIDTHS)
def test_table(report: Report, compare: Compare, width: int | None, language: str) -> None:
    """Readable from 60 columns to 140 and in a pipe, in both languages; no line is wider than the page."""
    text = status_text("table", report, Page(language, width))
    compare(HERE / "expected" / f"table-{width or 'pipe'}-{language}.txt", text)
    assert width is None or max(len(line) for line in text.splitlines()) < width


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("width", [80, 140])
def test_table_with_members_and_news(report: Report, compare: Compare, width: int, language: str) -> None:
    """`--by level --since 2018-06-30`: each row with its members and with what changed."""
    asked = report._replace(by="level", since=parse_day("2018-06-30"))
    text = status_text("table", asked, Page(language, width))
    compare(HERE / "expected" / f"table-{width}-{language}-by-since.txt", text)
    assert max(len(line) for line in text.splitlines()) < width


def test_json_with_members_and_news(report: Report, compare: Compare) -> None:
    """The same for programs."""
    asked = report._replace(by="level", since=parse_day("2018-06-30"))
    compare(HERE / "expected" / "report-by-since.json", status_text("json", asked, Page()))


@pytest.mark.parametrize("width", [80, 140])
def test_table_with_everything(report: Report, compare: Compare, width: int) -> None:
    """`--all` adds the indicator that is no goal."""
    text = status_text("table", report, Page("en", width), everything=True)
    compare(HERE / "expected" / f"table-{width}-en-all.txt", text)


def test_table_in_ascii(report: Report, compare: Compare) -> None:
    """A sign for a sign: the same lines, as wide."""
    text = in_letters_of("ascii", status_text("table", report, Page("en", 80, encoding="ascii")))
    compare(HERE / "expected" / "table-80-en-ascii.txt", text)
    assert text.isascii()


def test_table_in_colour(report: Report, compare: Compare) -> None:
    """Colour with intention: the status and what goes with it, headings dim, the latest figure bold."""
    text = status_text("table", report, Page("en", 80, colour=True))
    compare(HERE / "expected" / "table-80-en-colour.txt", text.replace("\x1b", "␛"))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_markdown(report: Report, compare: Compare, language: str) -> None:
    """A heading, the answer, one table, the notes."""
    compare(HERE / "expected" / f"report-{language}.md", status_text("md", report, Page(language)))


@pytest.mark.parametrize(
    ("name", "file"), [("plain", "report.tsv"), ("csv", "report.csv"), ("json", "report.json")]
)
def test_machine_formats(report: Report, compare: Compare, name: Format, file: str) -> None:
    """The same whatever the language and the width: ids, codes and plain numbers, every indicator."""
    text = status_text(name, report, Page())
    compare(HERE / "expected" / file, text)
    assert status_text(name, report, Page("nl", 40, colour=True, encoding="ascii")) == text
