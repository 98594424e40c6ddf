"""Flags as suppliers write them, as SDMX letters (FORMATS section 10)."""

from __future__ import annotations

import re

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.observation import MISSING_FLAGS, parse_flags

NOT_AVAILABLE, CANNOT_EXIST, CONFIDENTIAL = "O", "M", "Q"
"""The flags of a figure that its supplier does not give: no reason known, it cannot exist, it is secret."""

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
    letters = []
    for flag in flags.strip().lower():
        if flag not in EUROSTAT:
            hint = "look the flag up in Eurostat's list and give the figure by hand."
            raise Mistake("bad-status", f"{quoted(flag)} is not one of Eurostat's flags", hint)
        letters.append(EUROSTAT[flag])
    return "".join(sorted(set(letters)))


def sdmx(flags: str) -> str:
    """OBS_STATUS letters; `a`, `m`, `x` of Education at a Glance are read as OECD explains them.

    Raises:
        Mistake: `bad-status`.
    """
    oecd = {"a": CANNOT_EXIST, "m": NOT_AVAILABLE, "x": "K"}
    return parse_flags(oecd.get(flags.strip(), flags.strip().upper()))


def oecd_stat(flags: str) -> str:
    """OECD.Stat's letters, one or several, as SDMX letters.

    Raises:
        Mistake: `bad-status`.
    """
    try:
        return "".join(sorted({letter for flag in re.split(r"[\s,;|]+", flags) for letter in sdmx(flag)}))
    except Mistake:
        hint = "the column Flags beside it says what it means; give the figure by hand."
        raise Mistake("bad-status", f"{quoted(flags)} is not one of OECD.Stat's known flags", hint) from None


def reason(status: str, otherwise: str = NOT_AVAILABLE) -> str:
    """The flag that says why there is no number."""
    return min(MISSING_FLAGS & set(status), default=otherwise)
