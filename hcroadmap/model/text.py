"""Text in one or more languages, and text that is safe in a spreadsheet."""

from typing import NamedTuple

REMEMBERED = 1 << 14
"""How many texts of a kind are kept with what was read from them: the columns of a table repeat the same few."""
FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What spreadsheets take for the begin of a formula; the full-width signs count in East Asian editions."""


class Text(NamedTuple):
    """One text in one or more languages: pairs of language code and wording, in the order typed."""

    versions: tuple[tuple[str, str], ...]

    def in_language(self, language: str) -> str:
        """The wording in a language, else in English, else the first one."""
        wording = dict(self.versions)
        return wording.get(language) or wording.get("en") or next(iter(wording.values()), "")


def plain_text(wording: str) -> Text:
    """Text in an undeclared language."""
    return Text((("und", wording),))  # ISO 639-2: undetermined


def harmless(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula.

    Text that already starts with one gets another, so that `as_meant` restores every text.
    """
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def as_meant(text: str) -> str:
    """Undo `harmless`."""
    return text[1:] if text.startswith("'") and harmless(text) != text else text
