"""Which names are two notations of one party: alike but for case, spaces, hyphens, accents or a slip."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

LIKENESS = 0.92
"""From which share of common letters two names of parties are taken for two notations of one."""
PART = 3
"""Letters of the parts by which names are found that may be alike."""


def other_notations(names: Iterable[str]) -> dict[str, str]:
    """The names that are another notation of an earlier one, each with that one."""
    folded = {name: _folded(name) for name in names}
    parts = {letters: _parts(letters) for letters in folded.values()}
    telling = _telling(parts)
    usual: dict[str, str] = {}
    sharing: defaultdict[str, list[int]] = defaultdict(list)
    earlier: list[str] = []
    found = {}
    for name, letters in folded.items():
        near = sorted({index for part in telling[letters] for index in sharing[part]})
        likely = (
            earlier[index] for index in near if _share_enough(letters, parts[letters], parts[earlier[index]])
        )
        alike = (other for other in likely if _are_alike(letters, other))
        meant = letters if letters in usual else next(alike, None)
        if meant is not None:
            found[name] = usual[meant]
            continue
        usual[letters] = name
        for part in telling[letters]:
            sharing[part].append(len(earlier))
        earlier.append(letters)
    return found


def _parts(letters: str) -> set[str]:
    return {letters[at : at + PART] for at in range(len(letters) - PART + 1)}


def _telling(parts: Mapping[str, set[str]]) -> dict[str, list[str]]:
    """The rarest parts of each name, of which two names that are alike share one.

    So that not every name need be compared with every other: of the parts that two names share, the rarest is
    among as many as slips can spoil and one more.
    """
    frequent = Counter(part for own in parts.values() for part in own)
    return {
        letters: sorted(own, key=lambda part: (frequent[part], part))[: _most_spoilt(letters) + 1]
        for letters, own in parts.items()
    }


def _share_enough(letters: str, own: set[str], other: set[str]) -> bool:
    return len(own & other) >= len(own) - _most_spoilt(letters)


def _most_spoilt(letters: str) -> int:
    """How many parts of a name slips can spoil while it is still alike: each letter as many as hold it."""
    slips = int(2 * len(letters) * (1 - LIKENESS) / LIKENESS + 0.001)
    return PART * slips


def _folded(owner: str) -> str:
    """A name without case, accents, spaces and marks."""
    letters = unicodedata.normalize("NFKD", owner).casefold()
    return "".join(letter for letter in letters if letter.isalnum()) or owner


def _are_alike(one: str, other: str) -> bool:
    """Are two folded names the same, or so nearly that one looks like a slip? Numbers tell parties apart."""
    if one == other:
        return True
    digits = [[letter for letter in name if letter.isdigit()] for name in (one, other)]
    if digits[0] != digits[1]:
        return False
    matcher = SequenceMatcher(None, one, other)  # each of the first two is an upper bound, and cheaper
    return all(ratio() >= LIKENESS for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))
