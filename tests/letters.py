"""What a text becomes on its way to a terminal or a file that lacks some of its letters."""

from __future__ import annotations

import codecs

from hcroadmap.cli.output import plain_letters

codecs.register_error("plain-letters", plain_letters)


def in_letters_of(encoding: str, text: str) -> str:
    """The text as a stream of this encoding shows it."""
    return text.encode(encoding, "plain-letters").decode(encoding)
