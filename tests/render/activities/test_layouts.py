"""The activities on a terminal: one table by rich, whatever the width."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.table import Table

from hcroadmap.assess.activities import Agenda, agenda
from hcroadmap.read.load import load
from hcroadmap.render.activities.terminal import USUAL, WIDE, render
from hcroadmap.render.language.page import Page
from tests.letters import in_letters_of

ACTIVITIES = """\
activities:
  late: {title: A guide, action_line: people, owners: [Group], due: 2017-06-30}
  soon: {title: A desk, action_line: people, owners: [Group, Saxion], due: 2019-01-31,
         updates: [{on: 2017-03-01, state: running, note: Begun.}]}
  count: {title: Five events, action_line: people, kind: count, count: {target: 5, unit: events},
          register: [{name: Fair, on: 2017-05-12, state: done}]}
  other: {title: "[bold]漢字漢字[/] 🎓", action_line: work, owners: ["שלום עולם"], due: 2016-12-31,
          updates: [{on: 2016-12-01, state: done}]}
"""
TARGETS = """\
roadmap: {title: Talent}
action_lines: {people: {title: People}, work: {title: Work}}
indicators: {a: {title: A, unit: count, direction: increase}}
"""
WIDTHS = pytest.mark.parametrize("width", [40, USUAL - 1, USUAL, 80, WIDE - 1, WIDE, 140, None])


@pytest.fixture
def content(write_project: Callable[[dict[str, str]], Path]) -> Agenda:
    """Overdue, running, counted and done; in letters of one cell, of two, and from right to left."""
    roadmap, findings = load(write_project({"targets.yaml": TARGETS, "config/activities.yaml": ACTIVITIES}))
    assert roadmap is not None, findings
    return agenda(roadmap, date(2018, 1, 31))


@WIDTHS
def test_it_is_one_table(monkeypatch: pytest.MonkeyPatch, content: Agenda, width: int | None) -> None:
    """Of rich's own; all of its columns were made by it."""
    made = []
    make = Table.__init__

    def counted(self: Table, *heads: str, **options: object) -> None:
        made.append(self)
        make(self, *heads, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Table, "__init__", counted)
    render(content, Page("en", width))
    assert len(made) == 1
    assert len(made[0].columns) == (5 if (width or 100) >= WIDE else 3 if (width or 100) >= USUAL else 1)


@WIDTHS
@pytest.mark.parametrize("language", ["en", "nl"])
def test_overdue_first_on_every_width(content: Agenda, width: int | None, language: str) -> None:
    """By action line; each with its state, owner, day and count, and nothing wider than the page."""
    text = render(content, Page(language, width)).replace("\u00a0", " ")
    parts = ["People", "A guide", "A desk", "Five events", "Work", "[bold]漢字漢字[/] 🎓"]
    places = [text.index(part, text.index("─\n", text.index("╯"))) for part in parts]
    assert places == sorted(places)
    late, done, of = {"en": ("! overdue", "✓ done", "1 of 5"), "nl": ("! over tijd", "✓ klaar", "1 van 5")}[
        language
    ]
    day = {"en": "30 June 2017", "nl": "30 juni 2017"}[language]
    assert all(part in text for part in (late, done, of, day, "Begun.", "\u2068שלום עולם\u2069"))
    assert max(map(cell_len, text.splitlines())) == (width or 100) - 1


def test_no_column_of_dates_where_none_was_agreed(content: Agenda) -> None:
    """The headline says it once."""
    undated = content.select(action_lines=["people"])
    undated = Agenda(content.roadmap, content.as_of, tuple(s for s in undated.standings if s.id == "count"))
    for width in (60, 80, 140):
        text = render(undated, Page("en", width))
        assert "Due" not in text
        assert "due" not in text
        assert text.count("No date was agreed") == 1


def test_colours_are_carried_by_words(content: Agenda) -> None:
    """None without colours; with them the same text, and no colour beyond the word it belongs to."""
    bare = render(content, Page("en", 80))
    assert "\x1b" not in bare
    coloured = render(content, Page("en", 80, colour=True, depth="256"))
    assert "\x1b[1;38;5;231;48;5;160m! overdue\x1b[0m" in coloured
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in plain.splitlines()] == bare.splitlines()


def test_a_page_of_ascii(content: Agenda) -> None:
    """Signs for signs; what has none becomes question marks, as wide as it was."""
    page = Page("en", 80, encoding="ascii")
    plain = in_letters_of("ascii", render(content, page))
    assert plain.isascii()
    assert "! overdue" in plain
    assert len({cell_len(line) for line in plain.splitlines() if line.startswith(("+", "|"))}) == 1
