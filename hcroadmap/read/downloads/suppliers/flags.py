"""Flags as suppliers write them, as SDMX letters, and powers of ten (FORMATS section 10)."""

import re
from collections.abc import Collection, Mapping

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.observation import parse_flags
from hcroadmap.read.downloads.notations import by_word, notations

NOT_AVAILABLE, CANNOT_EXIST, CONFIDENTIAL = "O", "M", "Q"
"""The flags of a figure that its supplier does not give: no reason known, it cannot exist, it is secret."""

MAX_LETTERS = 4
_SCALE = re.compile(
    r"(?:in |x ?|× ?)?(?:(?P<one>1(?:[ .\u00a0]?000)+)(?!\d)|(?P<word>[a-z]+?)(?:s|en)?(?![a-z]))",
    re.IGNORECASE,
)


def letters(text: str, words: Mapping[str, str]) -> str:
    """Flags as SDMX letters: by the supplier's own words, by the usual ones, or letter by letter.

    Raises:
        Mistake: `bad-status`.
    """
    if not text or text in words:
        return words.get(text, "")
    own = {word.casefold(): letter for word, letter in words.items() if len(word) > 1}  # `m` is not `M`
    usual = own.get(text.casefold(), by_word("flags").get(text.casefold()))
    if usual is not None:
        return usual.strip("-")
    every: set[str] = set()
    try:
        for flag in re.split(r"[\s,;|]+", text):
            every |= {*(words[flag] if flag in words else eurostat(flag) if flag.islower() else parse_flags(flag))}
    except Mistake:
        hint = "say what it means under “status”, such as words: {Provisional: P}."
        raise Mistake("bad-status", f"{quoted(text)} is no known flag", hint) from None
    return "".join(sorted(every))


def are_flags(texts: Collection[str], words: Mapping[str, str]) -> bool:
    """Are all texts of a column flags, and is one of them no normal figure?"""
    known = {*by_word("flags"), *map(str.casefold, words)}
    others = [text for text in map(str.strip, texts) if text.casefold() not in known]
    if any(len(text) > MAX_LETTERS or text.istitle() for text in others if len(text) > 1):
        return False  # SDMX has all the letters of “England” and “High”
    try:
        found = [letters(text.strip(), words) for text in texts]
    except Mistake:
        return False
    return any(found)


def eurostat(flags: str) -> str:
    """Eurostat's letters as SDMX letters.

    Raises:
        Mistake: `bad-status`.
    """
    known = notations("eurostat")
    unknown = [flag for flag in flags.lower() if flag not in known]
    if unknown:
        hint = "look the flag up in Eurostat's list and give the figure by hand."
        raise Mistake("bad-status", f"{quoted(unknown[0])} is not one of Eurostat's flags", hint)
    return "".join(sorted({letter for flag in flags.lower() for letter in known[flag]}))


def sdmx(flags: str) -> str:
    """OBS_STATUS letters; `a`, `m`, `x` of Education at a Glance are read as OECD explains them.

    Raises:
        Mistake: `bad-status`.
    """
    return {"a": CANNOT_EXIST, "m": NOT_AVAILABLE, "x": "K"}.get(flags) or parse_flags(flags)


def power_of_ten(text: str) -> int:
    """The power of ten that a figure is counted in: 3 for thousands or `x 1 000`, 0 for an empty cell.

    Raises:
        Mistake: `bad-number`.
    """
    if re.fullmatch(r"-?1?\d", text, re.ASCII):
        return int(text)
    if power := by_word("powers").get(text.casefold().removesuffix("s")):
        return int(power)
    if text.endswith(")") or power_in(f"({text})"):
        return power_in(text if text.endswith(")") else f"({text})")
    hint = "expected is 0 for units, 3 for thousands, 6 for millions."
    raise Mistake("bad-number", f"{quoted(text)} is not a power of ten", hint)


def power_in(head: str) -> int:
    """The power of ten in the unit that a head ends with in brackets, or after a comma: 3 for `(x 1 000)`."""
    unit = re.search(r"(?:\(([^()]*)\)\s*|, (in [^,]*))$", head)
    match = _SCALE.match((unit[1] or unit[2] or "").strip()) if unit else None
    if match is None:
        return 0
    return match["one"].count("0") if match["one"] else int(by_word("powers").get(match["word"].casefold(), 0))
