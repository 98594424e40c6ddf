"""The bar from baseline to target."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcroadmap.render.status.content import Way
from hcroadmap.render.status.terminal import BAR_WIDTH, BEHIND, bar


@given(st.fractions(), st.fractions())
def test_the_bar_is_always_as_wide(progress: Fraction, expected: Fraction) -> None:
    """Whatever the progress, and it always shows where it begins and ends, or that it was passed."""
    shown = bar(Way(progress, expected), "bad")
    assert shown.cell_len == BAR_WIDTH == len(shown.plain)
    assert (shown.plain[BEHIND if progress < 0 else 0], shown.plain[-2]) == ("├", "◎")


@pytest.mark.parametrize(
    ("progress", "expected", "shown"),
    [
        ("0", "0.5", "├┈┈┈┈┈┈┈┈┈┈┃┈┈┈┈┈┈┈┈┈┈◎ "),
        ("0.55", "0.4", "├━━━━━━━━┃━━━┈┈┈┈┈┈┈┈┈◎ "),
        ("0.68", "0.75", "├━━━━━━━━━━━━━━━┃┈┈┈┈┈◎ "),
        ("-1", "0.1667", "◀━━━━├┈┈┃┈┈┈┈┈┈┈┈┈┈┈┈┈◎ "),
        ("-0.1", "0.4", "   ━━├┈┈┈┈┈┈┃┈┈┈┈┈┈┈┈┈◎ "),
        ("1", "1", "├━━━━━━━━━━━━━━━━━━━━━◎ "),
        ("1.68", "1", "├━━━━━━━━━━━━━━━━━━━━━◎▶"),
        ("1000000", "1", "├━━━━━━━━━━━━━━━━━━━━━◎▶"),
        ("0.5", "0.001", "├┃━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈◎ "),
        ("0.5", "0.999", "├━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┃◎ "),
    ],
)
def test_the_bar_as_drawn(progress: str, expected: str, shown: str) -> None:
    """Thick as far as it came, a mark where it should be by now, arrows where it runs off."""
    assert bar(Way(Fraction(progress), Fraction(expected)), "good").plain == shown
