"""Flags as suppliers write them, as SDMX letters, and powers of ten (FORMATS section 10)."""

from __future__ import annotations

import re

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.observation import parse_flags

NOT_AVAILABLE, CANNOT_EXIST, CONFIDENTIAL = "O", "M", "Q"
"""The flags of a figure that its supplier does not give: no reason known, it cannot exist, it is secret."""

OECD = {"a": CANNOT_EXIST, "m": NOT_AVAILABLE, "x": "K"}
# Before 27 January 2025 and since; `r` (revised) adds nothing to a later day of publication.
EUROSTAT = {
    "b": "B", "d": "D", "e": "E", "f": "F", "i": "I", "s": "I", "p": "P", "u": "U", "n": "N", "r": "",
    "c": CONFIDENTIAL, "m": CANNOT_EXIST, "z": CANNOT_EXIST,
}  # fmt: skip


def eurostat(flags: str) -> str:
    """Eurostat's letters as SDMX letters.

    Raises:
        Mistake: `bad-status`.
    """
    unknown = [flag for flag in flags.lower() if flag not in EUROSTAT]
    if unknown:
        hint = "look the flag up in Eurostat's list and give the figure by hand."
        raise Mistake("bad-status", f"{quoted(unknown[0])} is not one of Eurostat's flags", hint)
    return "".join(sorted({letter for flag in flags.lower() for letter in EUROSTAT[flag]}))


def sdmx(flags: str) -> str:
    """OBS_STATUS letters; `a`, `m`, `x` of Education at a Glance are read as OECD explains them.

    Raises:
        Mistake: `bad-status`.
    """
    return OECD.get(flags) or parse_flags(flags)


def power_of_ten(text: str) -> int:
    """The power of ten that a figure is counted in: 3 for thousands, none where nothing is said.

    Raises:
        Mistake: `bad-number`.
    """
    if re.fullmatch(r"(?:-?1?\d)?", text, re.ASCII):
        return int(text or "0")
    hint = "expected is 0 for units, 3 for thousands, 6 for millions."
    raise Mistake("bad-number", f"{quoted(text)} is not a power of ten", hint)
