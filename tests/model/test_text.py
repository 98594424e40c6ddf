"""A text has as many languages as somebody wrote."""

from __future__ import annotations

from hcroadmap.model.text import Text, plain_text


def test_a_text_in_the_language_asked_for_else_english_else_the_first() -> None:
    """A reader is never shown nothing when there is something."""
    text = Text((("nl", "Blijvers"), ("en", "Stayers"), ("de", "Bleibende")))
    assert [text.in_language(language) for language in ("nl", "en", "fr")] == ["Blijvers", "Stayers", "Stayers"]
    assert Text((("nl", "Blijvers"), ("de", "Bleibende"))).in_language("en") == "Blijvers"
    assert plain_text("Blijvers").in_language("en") == "Blijvers"
    assert not Text(()).in_language("en")
