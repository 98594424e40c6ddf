"""A text has as many languages as somebody wrote; no spreadsheet runs it, and it is read back as meant."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hcroadmap.model.text import FORMULA, Text, as_meant, harmless, plain_text


def test_a_text_in_the_language_asked_for_else_english_else_the_first() -> None:
    """A reader is never shown nothing when there is something."""
    text = Text((("nl", "Blijvers"), ("en", "Stayers"), ("de", "Bleibende")))
    assert [text.in_language(language) for language in ("nl", "en", "fr")] == ["Blijvers", "Stayers", "Stayers"]
    assert Text((("nl", "Blijvers"), ("de", "Bleibende"))).in_language("en") == "Blijvers"
    assert plain_text("Blijvers").in_language("en") == "Blijvers"
    assert not Text(()).in_language("en")


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
