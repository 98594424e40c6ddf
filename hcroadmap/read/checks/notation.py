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
MOST = 3_000_000
"""Steps after which names are so many and so alike that slips are let be: they would take minutes."""
SHORT = 15
"""Letters up to which two names are compared in one step; the steps grow with the cube of the length."""


def other_notations(names: Iterable[str]) -> dict[str, str]:
    """The names that are another notation of an earlier one, each with that one.

    Case, accents, spaces and marks never hide one; a slip may go unnoticed among thousands of names much alike.
    """
    folded = {name: _folded(name) for name in names}
    parts = {letters: _parts(letters) for letters in folded.values()}
    telling = _telling(parts)
    usual: dict[str, str] = {}
    sharing: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    earlier: list[str] = []
    found = {}
    steps = 0
    for name, letters in folded.items():
        if letters in usual:
            found[name] = usual[letters]
            continue
        places = [(_numbers(letters), part) for part in telling[letters]]
        near = sorted({index for place in places for index in sharing[place]}) if steps < MOST else []
        likely = (
            earlier[index] for index in near if _share_enough(letters, parts[letters], parts[earlier[index]])
        )
        meant, looked = _first_alike(letters, likely)
        steps += len(near) + looked * (1 + len(letters) // SHORT) ** 3
        if meant is not None:
            found[name] = usual[meant]
            continue
        usual[letters] = name
        for place in places:
            sharing[place].append(len(earlier))
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


def _first_alike(letters: str, likely: Iterable[str]) -> tuple[str | None, int]:
    """The first that is so nearly the same that one looks like a slip, and how many were looked at."""
    matcher = SequenceMatcher(None, "", letters)  # what it knows of its second text it keeps
    looked = 0
    for looked, other in enumerate(likely, 1):
        matcher.set_seq1(other)
        # Each of the first two is an upper bound, and cheaper.
        if all(ratio() >= LIKENESS for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)):
            return other, looked
    return None, looked


def _numbers(letters: str) -> str:
    """The digits of a name: they tell parties apart."""
    return "".join(letter for letter in letters if letter.isdigit())
