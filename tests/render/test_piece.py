"""Lines of styled text, measured in terminal cells."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from hcroadmap.render.language.page import Page, visible
from hcroadmap.render.piece import Piece, ends, escaped, padded, width_of, wrapped

texts = st.text(st.sampled_from("ab é漢字e\u0301\u00a0-,."), max_size=60) | st.text(max_size=40).map(visible)


@given(texts, st.integers(2, 30), st.none() | st.integers(2, 30))
@example("漢字漢字漢字", 3, None)
@example("e\u0301" * 10, 4, 3)
def test_wrapping_loses_nothing_and_keeps_within_the_width(text: str, width: int, first: int | None) -> None:
    """Every letter comes back in its order, and no line is wider than its room."""
    lines = wrapped(text, width, first)
    assert "".join("".join(lines).split()) == "".join(text.split())
    rooms = [width if first is None else first] + [width] * len(lines)
    assert all(cell_len(line) <= room for line, room in zip(lines, rooms, strict=False))


def test_wrapping_breaks_between_words() -> None:
    """And within a word only where it is longer than a line."""
    assert wrapped("one two three", 8) == ["one two", "three"]
    assert wrapped("incomprehensible", 6) == ["incomp", "rehens", "ible"]
    assert wrapped("a incomprehensible", 6) == ["a", "incomp", "rehens", "ible"]
    assert wrapped("vmbo-gediplomeerden", 16) == ["vmbo-", "gediplomeerden"]


def test_no_break_spaces_hold() -> None:
    """A number stays with its unit, unless the two are longer than a line."""
    assert wrapped("needs 0.8\u00a0pp, no more", 9) == ["needs", "0.8\u00a0pp,", "no more"]
    assert wrapped("needs 10\u00a0000\u00a0pp", 6) == ["needs", "10 000", "pp"]


def test_no_short_word_is_left_alone() -> None:
    """It takes the word before it along, where the line above stays the longer one; an address stays alone."""
    assert wrapped("nothing was reported on any of them", 30) == ["nothing was reported on any", "of them"]
    assert wrapped("one incomprehensible end", 20) == ["one incomprehensible", "end"]
    assert wrapped("see what is told there: https://a.nl", 23)[-1] == "https://a.nl"


def test_the_first_line_may_have_less_room() -> None:
    """What stands before it takes the rest."""
    assert wrapped("one two three", 13, 4) == ["one", "two three"]


def test_nothing_to_wrap_is_no_line() -> None:
    """An empty text takes no room."""
    assert wrapped("", 10) == []


@pytest.mark.parametrize(
    ("text", "shown"), [("ab", "  ab"), ("漢字", "漢字"), ("e\u0301", "   e\u0301"), ("toolong", "toolong")]
)
def test_padding_counts_cells(text: str, shown: str) -> None:
    """A CJK letter takes two, a combining mark none; nothing is cut."""
    assert padded(text, 4) == shown


def test_both_ends_of_a_line_keep_a_gap() -> None:
    """Even where they do not fit."""
    assert "".join(piece.text for piece in ends([Piece("left")], [Piece("right")], 12)) == "left   right"
    assert "".join(piece.text for piece in ends([Piece("left")], [Piece("right")], 5)) == "left  right"
    assert width_of([Piece("漢"), Piece("a")]) == 3


def test_a_page_without_colours_gets_bare_text() -> None:
    """Trailing space is dropped."""
    assert escaped([Piece("[bold]a[/x]", "bold red"), Piece("  ")], Page()) == "[bold]a[/x]"


def test_a_page_with_colours_gets_escapes_around_the_same_text() -> None:
    """Markup in a text is text; nothing is cut or wrapped, however long."""
    line = [Piece("[/x] " + "a" * 20_000, "bold red"), Piece("  ", "dim")]
    shown = escaped(line, Page(colour=True))
    assert shown == f"\x1b[1;31m[/x] {'a' * 20_000}\x1b[0m"
