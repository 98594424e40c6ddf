"""The real roadmap on any page: whatever the width, the day, the language and the letters, nothing is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from hcroadmap.assess.activities import agenda
from hcroadmap.assess.assessment import Report, assess
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.read.load import load
from hcroadmap.render.formats import agenda_text, show_text, status_text
from hcroadmap.render.language.page import Page
from hcroadmap.render.status.content import GapReport, gap_report

SIGNS = "()│┈━┃◎◀▶─├╭╮╰╯┤┬└○◌●·|.!O<>-+0o:,;"
WIDEST = 400
pages = st.builds(
    Page, st.sampled_from(["en", "nl"]), st.integers(60, 200), encoding=st.sampled_from(["utf-8", "ascii"])
)
days = st.dates(date(2015, 1, 1), date(2027, 1, 1))


@cache
def roadmap() -> Roadmap:
    """The project that the repository is."""
    found, findings = load(Path(__file__).parents[2])
    assert found is not None, findings
    return found


@cache
def report(day: date) -> Report:
    return assess(roadmap(), day)


def words(text: str) -> Counter[str]:
    """The words of a text, wherever it breaks and whatever is drawn beside them."""
    return Counter(word for part in text.split() if (word := part.strip(SIGNS).casefold()))


def lost(whole: str, told: str) -> Counter[str]:
    """The words of the one that the other lacks; a word that is broken over two lines is not lost."""
    found, wanted = words(told), words(whole)
    missing, more = wanted - found, found - wanted
    return Counter({word: number for word, number in missing.items() if not _is_broken(word, more)})


def _is_broken(word: str, parts: Counter[str]) -> bool:
    return any(parts[word[:cut].strip(SIGNS)] and parts[word[cut:].strip(SIGNS)] for cut in range(1, len(word)))


def wide(page: Page) -> Page:
    """The same page with room for everything."""
    return Page(page.language, WIDEST, encoding=page.encoding)


def overlong(text: str, page: Page) -> list[str]:
    """Lines that do not fit on the page, but for an address, or that end in spaces."""
    room = page.width or WIDEST
    return [
        line
        for line in text.splitlines()
        if line != line.rstrip() or (cell_len(line) >= room and "://" not in line.split()[-1])
    ]


def _texts(content: GapReport) -> Iterator[str]:
    """Everything that the gap report has to say."""
    yield from (content.title, content.as_of, content.headline, content.news, content.chosen, content.context)
    yield from (*(text for text, _ in content.counts), *content.next)
    for group in content.groups:
        yield from (group.title, group.activities, group.changed)
        for row in group.rows:
            yield from (row.symbol, row.status, row.title, row.subtitle, *row.figures, *row.notes, row.changed)


@settings(max_examples=60)
@given(pages, days, st.booleans())
@example(Page("en", 140), date(2019, 12, 31), False)
@example(Page("nl", 60), date(2026, 11, 23), True)
def test_the_gap_report_loses_nothing(page: Page, day: date, everything: bool) -> None:
    """Every word of it is on every page, and each row begins with its status in words."""
    found = report(day)
    told = status_text("table", found, page, everything=everything)
    assert overlong(told, page) == []
    content = gap_report(found, page, everything=everything)
    assert lost(" ".join(_texts(content)), told) == Counter()
    for group in content.groups:
        for row in group.rows:
            assert f"{row.symbol} {row.status.split()[0]}" in told


@settings(max_examples=30)
@given(pages, days)
def test_the_activities_lose_nothing(page: Page, day: date) -> None:
    """What, who, when and how far."""
    content = agenda(roadmap(), day)
    told, whole = (agenda_text("table", content, p) for p in (page, wide(page)))
    assert overlong(told, page) == []
    assert lost(whole, told) == Counter()


@settings(max_examples=60)
@given(pages, days, st.booleans(), st.data())
def test_the_page_about_one_thing_loses_nothing(page: Page, day: date, full: bool, data: st.DataObject) -> None:
    """Of an indicator, an action line or an activity; only a chart may have other ticks, or no room."""
    known = roadmap()
    name = data.draw(st.sampled_from([*known.indicators, *known.action_lines, *known.activities]))
    told, whole = (show_text(name, report(day), "text", p, full=full) for p in (page, wide(page)))
    assert overlong(told, page) == []
    assert lost(_without_chart(whole), told) == Counter()


def _without_chart(text: str) -> str:
    """The blocks of a page but the one that is drawn."""
    return "\n\n".join(block for block in text.split("\n\n") if {"┤", "|"}.isdisjoint(block))
