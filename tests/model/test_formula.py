"""No text of a CSV is run by a spreadsheet, and each is read back as it was meant."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hcroadmap.model.formula import FORMULA, as_meant, harmless


@given(st.text(st.sampled_from("'=+-@x \t＝")) | st.text())
@example("'=x")
@example("''")
def test_what_is_made_harmless_comes_back(text: str) -> None:
    """Whatever it is, apostrophes included."""
    assert not harmless(text).startswith(FORMULA)
    assert as_meant(harmless(text)) == text


@pytest.mark.parametrize("text", ["'s-Hertogenbosch", "x", "'", "", "=x"])
def test_what_was_not_changed_stays(text: str) -> None:
    """An apostrophe that no formula follows is a letter; a text that somebody typed bare is that text."""
    assert as_meant(text) == text
