"""Texts that a spreadsheet would run: in a CSV an apostrophe goes before them, and it goes when they are read."""

FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What begins a formula in a spreadsheet; the wide signs do in East Asia."""


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe goes before what could begin one.

    One that stands there already gets another, so that `as_meant` gives back every text.
    """
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def as_meant(text: str) -> str:
    """The text that was made harmless."""
    return text[1:] if text.startswith("'") and harmless(text) != text else text
