"""The one console: colours that anybody can read, lines that hold, and texts that are only shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.panel import Panel
from rich.style import Style
from rich.table import Table

from hcroadmap.render.console import ISOLATE, ISOLATED, PIPE_WIDTH, STYLES, isolated, text_of, wording
from hcroadmap.render.language.page import Depth, Page, visible

LEGIBLE = 4.5
WITHIN_A_HAIR = {("256", "doubtful"): 4.45}
GRAPHIC = {("256", "bad.bar"): 3.0}
"""What need not be read, only seen (WCAG 2, 1.4.11)."""


def luminance(red: int, green: int, blue: int) -> float:
    """How light a colour is (WCAG 2, relative luminance)."""
    parts = [part / 255 for part in (red, green, blue)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: float, other: float) -> float:
    """Of two luminances: from 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


@pytest.mark.parametrize("depth", ["256", "truecolor"])
@pytest.mark.parametrize("name", [name for name, style in STYLES["truecolor"].items() if Style.parse(style).color])
def test_each_colour_can_be_read_on_white_and_on_black(depth: Depth, name: str) -> None:
    """At least 4.5 to 1 on either, or on the background that it brings along."""
    style = Style.parse(STYLES[depth][name])
    assert style.color is not None
    own = luminance(*style.color.get_truecolor())
    grounds = [luminance(*style.bgcolor.get_truecolor())] if style.bgcolor else [0.0, 1.0]
    least = (WITHIN_A_HAIR | GRAPHIC).get((depth, name), LEGIBLE)
    assert min(contrast(own, ground) for ground in grounds) >= least


def test_every_depth_has_the_same_styles() -> None:
    """And no colour has two meanings."""
    assert len({frozenset(styles) for styles in STYLES.values()}) == 1
    for styles in STYLES.values():
        colours = [Style.parse(styles[name]).color for name in ("good", "doubtful", "bad", "unsure", "faint")]
        assert len(set(colours)) == len(colours)


@pytest.mark.parametrize(
    ("depth", "escape"), [("standard", "1;31"), ("256", "1;38;5;231;48;5;160"), ("truecolor", "1;38;2;232;17;45")]
)
def test_a_style_is_written_as_the_terminal_knows_it(depth: Depth, escape: str) -> None:
    """By number, by palette or exactly."""
    shown = text_of(wording("late", "bad"), page=Page(colour=True, depth=depth))
    assert shown == f"\x1b[{escape}mlate\x1b[0m\n"


def test_a_page_without_colours_has_no_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the surroundings ask of rich itself; and a page with colours has them."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert text_of(wording("late", "bad"), page=Page()) == "late\n"
    monkeypatch.setenv("NO_COLOR", "1")
    assert text_of(wording("late", "bad"), page=Page(colour=True)) == "\x1b[1;31mlate\x1b[0m\n"


@pytest.mark.parametrize("term", ["dumb", "xterm", "unknown"])
@pytest.mark.parametrize("width", [40, 80, 140, None])
def test_the_last_cell_stays_free(monkeypatch: pytest.MonkeyPatch, term: str, width: int | None) -> None:
    """On any terminal; where nothing says how wide the page is, it is 100 wide."""
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLUMNS", "33")
    shown = text_of(Panel(wording("answer")), page=Page("en", width, colour=term == "dumb"))
    assert max(map(cell_len, shown.splitlines())) == (width or PIPE_WIDTH) - 1


def test_markup_and_emoji_in_a_text_are_text() -> None:
    """Brackets, colons and backslashes come out as they went in."""
    assert text_of(wording(r"[bold]a[/x] :warning: \[b]"), page=Page()) == "[bold]a[/x] :warning: \\[b]\n"


def test_no_break_spaces_hold() -> None:
    """A number stays with its unit, though rich would break there."""
    shown = text_of(wording("needs 0.8\u00a0pp, no more"), page=Page("en", 10))
    assert shown == "needs\n0.8\u00a0pp,\nno more\n"


def test_a_text_that_runs_from_right_to_left_keeps_its_place() -> None:
    """Isolated from what stands beside it, without a cell more."""
    grid = Table.grid(padding=(0, 1))
    grid.add_row(wording("שלום עולם"), wording("38%"))
    assert text_of(grid, page=Page()) == f"{ISOLATE}שלום עולם{ISOLATED} 38%\n"
    assert isolated("  שלום ") == f"  {ISOLATE}שלום{ISOLATED} "
    assert isolated("漢字 é") == "漢字 é"


texts = st.text(st.sampled_from("ab é漢字e\u0301\u00a0-,."), max_size=60) | st.text(max_size=40).map(visible)


@given(texts, st.integers(4, 30))
def test_wrapping_loses_nothing_and_keeps_within_the_width(text: str, width: int) -> None:
    """Every letter comes back in its order, and no line is wider than its room."""
    shown = text_of(wording(text), page=Page("en", width))
    letters = "".join(shown.replace(ISOLATE, "").replace(ISOLATED, "").split())
    assert letters == "".join(text.replace("\ue000", "").split())
    assert all(cell_len(line) < width for line in shown.splitlines())
