"""Text in one or more languages, as titles, definitions and choices are written."""

from __future__ import annotations

from typing import NamedTuple

UNKNOWN_LANGUAGE = "und"  # ISO 639-2: undetermined


class Text(NamedTuple):
    """One text in one or more languages: pairs of language code and wording, in the order typed."""

    versions: tuple[tuple[str, str], ...]

    def in_language(self, language: str) -> str:
        """The wording in a language, else in English, else the first one."""
        wording = dict(self.versions)
        return wording.get(language) or wording.get("en") or next(iter(wording.values()), "")


def plain_text(wording: str) -> Text:
    """Text in an undeclared language."""
    return Text(((UNKNOWN_LANGUAGE, wording),))
