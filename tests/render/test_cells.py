"""Letters that take two cells or none, and letters that run from right to left: columns stay where they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from hcroadmap.assess.activities import agenda
from hcroadmap.assess.assessment import Report, assess
from hcroadmap.assess.check import find_problems
from hcroadmap.read.load import load
from hcroadmap.render.check import text as check_text
from hcroadmap.render.formats import AgendaFormat, agenda_text, show_text, status_text
from hcroadmap.render.language.page import Page
from tests.letters import in_letters_of

TITLES = {
    "latin": "Students who stay in the country",
    "wide": "留在荷兰的外国学生比例",
    "turned": "סטודנטים זרים שנשארים בהולנד",
    "arabic": "الطلاب الأجانب الباقون",
    "combined": "E\u0301tudiants e\u0301trangers qui restent",
    "pictures": "Studenten 🎓🎓🎓 blijven 🏠",
    "mixed": "留学生 שלום students 🎓",
}
AS_OF = date(2018, 12, 31)
WIDTHS = [60, 80, 140]
LINE = "  {0}: {{title: '{1}'}}"
INDICATOR = """\
  {0}: {{title: '{1}', action_line: {0}, owner: '{1}', unit: percent, direction: increase, definition: d,
    definitions: {{d: '{1}'}}, baseline: {{period: 2015, value: 38%}}, target: {{period: 2020, value: 40%}},
    choices: ['{1} {1}']}}"""
ACTIVITY = """\
  a-{0}: {{title: '{1}', action_line: {0}, owners: ['{1}'], due: 2018-06-30, kind: count,
    count: {{target: 5, unit: '{1}'}}, updates: [{{on: 2017-01-01, state: running, count: 1, note: '{1}'}}]}}"""


@pytest.fixture
def world(write_project: Callable[[dict[str, str]], Path]) -> Report:
    """A report in which every text that a project can give is in such letters."""

    def each(form: str) -> str:
        return "\n".join(form.format(name, title) for name, title in TITLES.items())

    rows = "".join(f"{name},2017,39.1,2018-11-20,{title},{title} {title}\n" for name, title in TITLES.items())
    folder = write_project(
        {
            "targets.yaml": f"action_lines:\n{each(LINE)}\nindicators:\n{each(INDICATOR)}\n",
            "config/activities.yaml": f"activities:\n{each(ACTIVITY)}\n",
            "config/measurements/all.csv": f"indicator,period,value,published,source,note\n{rows}",
        }
    )
    roadmap, findings = load(folder)
    assert roadmap is not None, findings
    return assess(roadmap, AS_OF)


def pages(world: Report, page: Page) -> str:
    """Everything that a terminal shows."""
    content = agenda(world.roadmap, AS_OF)
    told = [status_text("table", world, page), agenda_text("table", content, page)]
    names = (*world.roadmap.indicators, *world.roadmap.activities)
    return "".join([*told, *(show_text(name, world, "text", page, full=True) for name in names)])


def edges(lines: list[str], end: str) -> set[int]:
    """In which cell lines end that end in this."""
    return {cell_len(line) for line in lines if line.rstrip("\u2069").endswith(end)}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_no_line_is_wider_than_the_page(world: Report, width: int, encoding: str) -> None:
    """Counted in cells; nor does one end in spaces."""
    lines = in_letters_of(encoding, pages(world, Page("en", width, encoding=encoding))).splitlines()
    assert max(map(cell_len, lines)) < width
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("width", [80, 140])
def test_the_last_column_has_one_edge(world: Report, width: int) -> None:
    """Whatever stands before it on the line."""
    lines = status_text("table", world, Page("en", width)).splitlines()
    assert edges(lines, "0.9\u00a0pp" if width == 80 else "+0.3\u00a0pp") == {width - 2}
    agreed = agenda_text("table", agenda(world.roadmap, AS_OF), Page("en", width)).splitlines()
    assert edges(agreed, "1 of 5") == {width - 2}


def test_a_table_in_markdown_has_one_edge(world: Report) -> None:
    """So that it can be read as it stands; and no mark of direction gets into it."""
    text = status_text("md", world, Page())
    assert len({cell_len(line) for line in text.splitlines() if line.startswith("|")}) == 1
    assert "\u2068" not in text


@pytest.mark.parametrize("width", WIDTHS)
def test_letters_from_right_to_left_turn_nothing_around_them(world: Report, width: int) -> None:
    """Each stretch of them is set apart on its own line, without the spaces that make the columns."""
    for line in pages(world, Page("en", width)).splitlines():
        apart = line.split("\u2068")
        assert all(part.count("\u2069") == 1 for part in apart[1:])
        assert all(part.split("\u2069")[0].strip(" ") == part.split("\u2069")[0] for part in apart[1:])
        outside = apart[0] + "".join(part.split("\u2069")[1] for part in apart[1:])
        assert not any("\u0590" <= letter <= "\u06ff" for letter in outside)


@pytest.mark.parametrize("name", ["plain", "csv", "json"])
def test_machines_get_no_mark_of_direction(world: Report, name: AgendaFormat) -> None:
    """A title is what was typed."""
    text = agenda_text(name, agenda(world.roadmap, AS_OF), Page()) + status_text(name, world, Page())
    assert not {"\u2068", "\u2069"} & set(text)
    assert TITLES["turned"] in text


def test_a_line_of_check_is_one_line_with_its_texts(world: Report) -> None:
    """And nothing but text: it is mailed."""
    found = find_problems(world, tuple(world.roadmap.activities))
    lines = check_text.render(found, Page(), found.code()).splitlines()
    told = [line for line in lines if line.startswith("a-turned: ")]
    assert [TITLES["turned"] in line for line in told] == [True]
