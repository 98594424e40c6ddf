"""The page about one thing on a terminal: one screen first, the rest on request, built of rich's own pieces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.panel import Panel
from rich.table import Table

from hcroadmap.assess.assessment import Report, assess
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.model.vocabulary import MethodName
from hcroadmap.read.load import load
from hcroadmap.render.formats import show_text
from hcroadmap.render.language.page import Page
from tests.letters import in_letters_of

ROOT = Path(__file__).parents[3]
THEN, LATER = date(2019, 12, 31), date(2026, 11, 28)
GOALS = ["centra-capacity", "stay-rate", "stem-graduates", "knowledge-circulation"]
LANGUAGES = pytest.mark.parametrize("language", ["en", "nl"])


@cache
def roadmap() -> Roadmap:
    found, findings = load(ROOT)
    assert found is not None, findings
    return found


def report(day: date = THEN, method: MethodName | None = None) -> Report:
    return assess(roadmap(), day, method)


def shown(name: str, page: Page, *, day: date = THEN, full: bool = False) -> str:
    return show_text(name, report(day), "text", page, full=full)


@pytest.mark.parametrize(("name", "tables"), [("stay-rate", 2), ("internationalisation", 1), ("in-events", 1)])
def test_it_is_built_of_panels_and_tables(monkeypatch: pytest.MonkeyPatch, name: str, tables: int) -> None:
    """Rich's own, whatever it is about."""
    made: Counter[type] = Counter()

    def count(kind: type[Panel] | type[Table]) -> None:
        make: Callable[..., None] = kind.__init__

        def counted(self: object, *arguments: object, **options: object) -> None:
            made[kind] += 1
            make(self, *arguments, **options)

        monkeypatch.setattr(kind, "__init__", counted)

    count(Panel)
    count(Table)
    shown(name, Page("en", 80))
    assert made[Panel] == 1
    assert made[Table] >= tables


@LANGUAGES
@pytest.mark.parametrize("method", [None, *MethodName])
@pytest.mark.parametrize("day", [date(2016, 12, 31), THEN, date(2020, 12, 31), LATER])
def test_an_indicator_opens_with_one_screen(day: date, method: MethodName | None, language: str) -> None:
    """At 80 columns, on any day, by any method: 24 lines, and three more for what needs long words."""
    for name in roadmap().indicators:
        lines = show_text(name, report(day, method), "text", Page(language, 80)).splitlines()
        assert len(lines) <= (24 if language == "en" else 27), name
        assert lines[-1].endswith(f"hcroadmap show {name} --full")


def test_the_screen_answers_the_five_questions() -> None:
    """What the verdict is, where it came from, why, whether another reading would differ, and who is next."""
    text = shown("centra-capacity", Page("en", 80)).replace("\u00a0", " ")
    for part in (
        "≈ behind  The figure for 2019 is 84 000 students.",
        "●  84 000 measured",
        "pace              (84 000 − 50 000) / (87 500 − 50 000)   0.907  ≈ behind",
        "Another verdict?  Yes: the choice of path decides. Growing path: ● on track.",
        "Next              Topsectoren",
    ):
        assert part in text


def test_the_screen_says_what_makes_a_verdict_unsure() -> None:
    """Beside the other readings: a figure that is marked, provisional or within its margin."""
    *_, closing = shown("centra-capacity", Page("en", 100), day=LATER).split("\n\n")
    assert "The figure it rests on is marked low reliability." in " ".join(closing.split())


@LANGUAGES
@pytest.mark.parametrize("name", [*GOALS, "centra-companies"])
def test_full_has_everything_that_markdown_has(name: str, language: str) -> None:
    """Every heading, and every word of it, but for what is drawn."""
    document = show_text(name, report(), "md", Page(language))
    prose = re.sub(r"```.*?```", "", document, flags=re.DOTALL)
    text = shown(name, Page(language, 100), full=True)
    for heading in re.findall(r"^## (.*)$", document, re.MULTILINE):
        assert f"\n  {heading}\n" in text.replace("\\", "")
    letters = re.sub(r"[^\w]", "", text)
    for word in re.findall(r"\w{4,}", prose):
        assert word in letters


@pytest.mark.parametrize("method", MethodName)
def test_the_sheet_of_a_line_and_an_activity_are_always_whole(method: MethodName) -> None:
    """`--full` changes nothing about them."""
    for name in ("internationalisation", "in-events"):
        brief, full = (
            show_text(name, report(THEN, method), "text", Page("en", 80), full=full) for full in (False, True)
        )
        assert brief == full


@LANGUAGES
def test_next_is_said_once(language: str) -> None:
    """As the heading; it is not repeated below it, and nobody is asked for a figure that will not come."""
    word = {"en": "Next", "nl": "Nu aan zet"}[language]
    text = shown("internationalisation", Page(language, 80), day=THEN)
    assert text.count(word) == 1
    assert f"\n  {word}\n    " in text
    assert word not in shown("internationalisation", Page(language, 80), day=LATER)


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("width", [40, 60, 80, 100, 140, None])
def test_no_line_is_wider_than_the_page_or_the_eye(width: int | None, *, full: bool) -> None:
    """The frame of the answer is as wide as the page, up to 100; only an address may stick out."""
    for name in GOALS:
        lines = shown(name, Page("en", width), full=full).splitlines()
        assert cell_len(lines[0]) == min((width or 100) - 1, 100)
        assert max(cell_len(line) for line in lines if "://" not in line) == cell_len(lines[0])


def test_an_address_has_a_line_of_its_own_and_is_whole() -> None:
    """Where a terminal does not make links of texts, or in a pipe; it is indented, however long."""
    lines = [line for line in shown("stay-rate", Page("en", 60), full=True).splitlines() if "://" in line]
    assert len(lines) == 3
    assert all(re.fullmatch(r" {6}https?://\S+", line) for line in lines)
    assert max(map(len, lines)) > 60


def test_a_terminal_that_knows_links_gets_links() -> None:
    """The source bears its address, which is not printed."""
    text = shown("stay-rate", Page("en", 80, colour=True, terminal=True, links=True), full=True)
    links = re.findall(r"\x1b\]8;id=[^;]*;(https?://[^\x1b]+)\x1b\\", text)
    assert len(set(links)) == 3
    assert "://" not in re.sub(r"\x1b\]8;[^\x1b]*\x1b\\", "", text)


@LANGUAGES
def test_plain_letters_and_no_colours(language: str) -> None:
    """A sign for a sign; no escapes on a page without colours; on one with them the same text."""
    page = Page(language, 80, encoding="ascii")
    for name in GOALS:
        plain = in_letters_of("ascii", shown(name, page, full=True))
        assert plain.isascii()
        assert "\x1b" not in plain
        coloured = shown(name, Page(language, 80, colour=True, depth="256"), full=True)
        bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
        assert [line.rstrip() for line in bare.splitlines()] == shown(
            name, Page(language, 80), full=True
        ).splitlines()


def test_what_is_drawn_has_no_background() -> None:
    """Among 256 colours a bad word stands on red; a mark of the chart is red itself."""
    text = shown("stay-rate", Page("en", 80, colour=True, depth="256"), day=date(2016, 12, 31))
    assert "\x1b[1;38;5;231;48;5;160m▼ reversing\x1b[0m" in text
    assert "\x1b[38;5;160m●\x1b[0m" in text


def test_one_reading_makes_no_agreement(report: Callable[..., Report]) -> None:
    """From below to above zero nothing grows, and two figures are too few for the rest."""
    targets = (
        "indicators:\n  x: {title: X, unit: points, direction: increase,"
        " baseline: {period: 2013, value: -8}, target: {period: 2019, value: 4}}\n"
    )
    found = report(targets, "indicator,period,value,published\nx,2016,2,2017-01-01\n")
    assert "only one reading can judge" in " ".join(show_text("x", found, "text", Page()).split())
