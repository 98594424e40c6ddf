"""Two notations of one party are found, and slips where names are not too many to compare."""

from __future__ import annotations

import time
from difflib import SequenceMatcher
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcroadmap.read.checks.activities import LIKENESS, other_notations

NAMES = st.text("abcde", min_size=1, max_size=40)


@st.composite
def names_with_slips(draw: st.DrawFn) -> list[str]:
    """Names, and what a slip or two of the keyboard make of them, in any order."""
    names = draw(st.lists(NAMES, min_size=1, max_size=8))
    for name in draw(st.lists(st.sampled_from(names), max_size=8)):
        letters = list(name)
        for place in draw(st.lists(st.integers(0, len(letters) - 1), max_size=3)):
            letters[place] = draw(st.sampled_from(["", "a", "bc", letters[place]]))
        names.append("".join(letters) or "a")
    return draw(st.permutations(list(dict.fromkeys(names))))


def likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


@given(names_with_slips())
def test_no_pair_is_missed(names: list[str]) -> None:
    """Each name is kept apart from all others, or is nearly the same as the one that it is called a slip of."""
    found = other_notations(names)
    kept = [name for name in names if name not in found]
    assert all(likeness(meant, name) >= LIKENESS and meant in kept for name, meant in found.items())
    assert all(likeness(one, other) < LIKENESS for one, other in combinations(kept, 2))


def test_case_accents_and_marks_are_one_notation_and_numbers_tell_parties_apart() -> None:
    names = ["Ministry of Economic Affairs", "ministry of economic-affairs", "Région 1", "Region 1", "Region 2"]
    assert other_notations(names) == {
        "ministry of economic-affairs": "Ministry of Economic Affairs",
        "Region 1": "Région 1",
    }


ALIKE = {
    "numbered": [f"Department of Education and Science {number}" for number in range(16_000)],
    "of two letters": ["".join(letters) * 2 for letters in product("ab", repeat=12)],
}


@pytest.mark.parametrize("names", ALIKE.values(), ids=ALIKE)
def test_thousands_of_names_much_alike_take_seconds(names: list[str]) -> None:
    """Each compared with every other they would take minutes; what differs in marks is found all the same."""
    began = time.process_time()
    found = other_notations([*names, f"{names[-1]}!"])
    assert time.process_time() - began < 60
    assert found[f"{names[-1]}!"] == names[-1]
