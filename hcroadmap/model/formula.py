"""Keep spreadsheets from running text as formulas: an apostrophe in front when written, removed when read."""

FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What a formula begins with; the full-width signs count in East Asian editions."""


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe precedes anything that could begin one.

    Text that already starts with one gets another, so that `as_meant` restores every text.
    """
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def as_meant(text: str) -> str:
    """The text as it was before `harmless`."""
    return text[1:] if text.startswith("'") and harmless(text) != text else text
