"""The bar from baseline to target."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcroadmap.render.piece import width_of
from hcroadmap.render.status.bar import BAR_WIDTH, bar
from hcroadmap.render.status.content import Bar


def drawn(progress: str, expected: str | None) -> str:
    content = Bar(Fraction(progress), None if expected is None else Fraction(expected))
    return "".join(piece.text for piece in bar(content, "red"))


@given(st.fractions(), st.none() | st.fractions())
def test_the_bar_is_always_as_wide(progress: Fraction, expected: Fraction | None) -> None:
    """Whatever the progress, and it always shows where it begins and ends, or that it was passed."""
    cells = bar(Bar(progress, expected), "red")
    text = "".join(piece.text for piece in cells)
    assert width_of(cells) == BAR_WIDTH == len(text)
    assert (text[3], text[13]) == ("│", "◎")


@pytest.mark.parametrize(
    ("progress", "expected", "shown"),
    [
        ("0", "0.5", "   │┈┈┈┈┃┈┈┈┈◎ "),
        ("0.55", "0.4", "   │━━━┃━━┈┈┈◎ "),
        ("0.68", "0.75", "   │━━━━━━━┃┈◎ "),
        ("-1", "0.1667", "◀━━│┈┃┈┈┈┈┈┈┈◎ "),
        ("-0.1", "0.4", "  ━│┈┈┈┃┈┈┈┈┈◎ "),
        ("1", "1", "   │━━━━━━━━━◎ "),
        ("1.68", "1", "   │━━━━━━━━━◎▶"),
        ("1000000", None, "   │━━━━━━━━━◎▶"),
        ("0.5", "0.001", "   │┃━━━━┈┈┈┈◎ "),
        ("0.5", "0.999", "   │━━━━━┈┈┈┃◎ "),
    ],
)
def test_the_bar_as_drawn(progress: str, expected: str | None, shown: str) -> None:
    """Thick as far as it came, a mark where it should be by now, arrows where it runs off."""
    assert drawn(progress, expected) == shown
