"""The gap report on a screen: real tables and panels, right at any width and in any letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from hcroadmap.assess.assessment import Report, assess
from hcroadmap.model.vocabulary import Language
from hcroadmap.read.load import load
from hcroadmap.render.language.page import Depth, Page
from hcroadmap.render.status import terminal
from tests.letters import in_letters_of
from tests.render.status.test_content import CASES, EN, HEAD

Make = Callable[..., Report]
Compare = Callable[[Path, str], None]
GOLDEN = Path(__file__).parents[2] / "golden" / "expected"
PROMISE = (
    "unit: percent, direction: increase, baseline: {period: 2015, value: 38%}, target: {period: 2020, value: 40%}"
)
ROW = "indicator,period,value,published\nx,2017,39,2018-01-01\n"
WIDTHS = [60, 70, 80, 100, 119, 120, 140, 200]


@cache
def real(day: str = "2019-12-31", since: str = "2019-09-30") -> Report:
    """The project that the repository is, on a day."""
    roadmap, findings = load(Path(__file__).parents[3])
    assert roadmap is not None, findings
    return assess(roadmap, date.fromisoformat(day))._replace(since=date.fromisoformat(since))


def titled(make: Make, title: str) -> Report:
    """A project of one indicator with this title."""
    return make(f'indicators: {{x: {{title: "{title}", {PROMISE}}}}}', ROW)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("width", [80, 100])
def test_the_page_as_it_looks(compare: Compare, language: Language, width: int) -> None:
    """The real roadmap at the end of 2019, with what changed in its last quarter."""
    compare(GOLDEN / f"status-{width}-{language}.txt", terminal.render(real(), Page(language, width)))


def test_it_is_built_of_tables_and_a_panel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of rich's own, printed by its console."""
    printed: list[object] = []
    monkeypatch.setattr(Console, "print", lambda _, piece, **__: printed.append(piece.piece))
    terminal.render(real(), Page("en", 100))
    assert [type(piece) for piece in printed[:2]] == [Panel, Table]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", list(Language))
def test_every_width_is_used_and_kept(language: Language, width: int) -> None:
    """Panel and rules reach the last cell but one; nothing goes beyond, ends in spaces or is cut."""
    lines = terminal.render(real(), Page(language, width)).splitlines()
    assert max(map(cell_len, lines)) == cell_len(lines[0]) == width - 1
    assert all(line == line.rstrip() for line in lines)
    assert "…" not in "".join(lines)


def test_in_a_pipe_the_page_is_100_wide() -> None:
    """Where nothing says how wide the reader's window is."""
    assert terminal.render(real(), Page()) == terminal.render(real(), Page("en", 100))


@pytest.mark.parametrize("width", [80, 100, None])
def test_short_titles_stay_in_the_table_beside_a_long_target(report: Make, width: int | None) -> None:
    """A target in words takes more lines, and pushes no figure out of its column."""
    label = "every school in every region has signed it"
    yaml = PROMISE.replace("value: 40%", f"value: 40%, label: {label}")
    shown = terminal.render(report(f"indicators: {{x: {{title: X, {yaml}}}}}", ROW), Page("en", width))
    assert all(head in shown for head in ("Status", "Baseline", "Latest", "Target", "To go"))
    assert " ● on track   X " in shown


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850"])
@pytest.mark.parametrize("language", list(Language))
def test_a_terminal_that_lacks_letters_gets_others(language: Language, encoding: str) -> None:
    """A sign for a sign, box and bar too, so that every right edge stays where it is."""
    whole = terminal.render(real(), Page(language, 100, encoding=encoding))
    plain = in_letters_of(encoding, whole)
    assert [len(line) for line in plain.splitlines()] == [len(line) for line in whole.splitlines()]
    assert "?" not in plain.replace("? ", "")


@pytest.mark.parametrize("depth", ["standard", "256", "truecolor"])
def test_colours_change_nothing_but_colours(depth: Depth) -> None:
    """The words are the same without them."""
    coloured = terminal.render(real(), Page("en", 100, colour=True, depth=depth))
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == terminal.render(real(), Page("en", 100)).splitlines()


@pytest.mark.parametrize("title", ["שלום עולם", "人力资源路线图的目标", "ab漢字 é\u0301 مرحبا"])
@pytest.mark.parametrize("width", WIDTHS)
def test_titles_in_other_scripts_keep_the_columns(report: Make, title: str, width: int) -> None:
    """Letters of two cells or none, and those that run from right to left, which are set apart."""
    lines = terminal.render(titled(report, title), Page("en", width)).splitlines()
    assert max(map(cell_len, lines)) < width
    (edge,) = {cell_len(line) for line in lines if line.endswith(("1\u00a0pp", "To go"))} or {0}
    assert edge in (0, width - 2)
    if "ם" in title:
        assert f"\u2068{title}\u2069" in "\n".join(lines)


@pytest.mark.parametrize(("status", "yaml", "rows", "as_of"), CASES)
@pytest.mark.parametrize("width", [20, 30, 60, 80, 119, 120, 140, 200, None])
def test_every_verdict_fits_every_page(
    *, report: Make, width: int | None, status: str, yaml: str, rows: str, as_of: str
) -> None:
    """No line is as wide as the page, and the status is named."""
    lines = "".join(f"x,{row}{',' * (4 - row.count(','))}\n" for row in rows.split())
    found = report(f"indicators: {{x: {{title: X, {yaml}}}}}", HEAD + lines, as_of)
    shown = terminal.render(found, Page("en", width))
    assert all(cell_len(line) < (width or 100) for line in shown.splitlines())
    assert EN.words(f"status.{status}") in " ".join(shown.split())
