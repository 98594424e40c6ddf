"""What people read, in each language."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from hcroadmap.assess.status import Status
from hcroadmap.model.observation import FLAGS
from hcroadmap.model.vocabulary import Language
from hcroadmap.render.language.words import capitalised, entries, words

PACKAGE = Path(__file__).parents[3] / "hcroadmap"


def leaves(entries: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every wording with its dotted key."""
    if isinstance(entries, str):
        yield path, entries
        return
    pairs = entries.items() if isinstance(entries, dict) else enumerate(entries)
    for key, value in pairs:
        yield from leaves(value, f"{path}.{key}" if path else str(key))


WORDINGS = {language: dict(leaves(entries(f"{language}.yaml"))) for language in Language}
ENGLISH = WORDINGS[Language.EN]


def placeholders(wording: str) -> set[str]:
    """The values to fill in; a number may be in words or left to “one”."""
    return {name for _, name, _, _ in string.Formatter().parse(wording) if name is not None} - {"n", "N"}


def test_every_language_has_its_file() -> None:
    """And no file is there for a language that cannot be chosen; findings are made in English."""
    folder = files("hcroadmap.render.language").joinpath("words")
    for place, needed in ((folder, {*Language}), (folder.joinpath("findings"), {*Language} - {Language.EN})):
        names = {file.name.removesuffix(".yaml") for file in place.iterdir() if file.name.endswith(".yaml")}
        assert names == needed


def test_all_languages_have_the_same_keys() -> None:
    """In the same order, so that a translator sees what is missing."""
    for language, wordings in WORDINGS.items():
        assert list(wordings) == list(ENGLISH), language


def unlike_english(wordings: dict[str, str]) -> list[str]:
    """The keys under which other values are filled in than in English."""
    return [key for key, wording in wordings.items() if placeholders(wording) != placeholders(ENGLISH[key])]


def test_all_languages_fill_in_the_same_values() -> None:
    """As English does, be there two languages or more."""
    for language, wordings in WORDINGS.items():
        assert not (found := unlike_english(wordings)), (language, found)


def test_other_values_than_in_english_are_found() -> None:
    """One that is misspelt, one that is missing, one that is too much."""
    wordings = {"as_of": "Stand {tag}", "reached": "erreicht {day}", "status.met": "erreicht"}
    assert unlike_english(wordings) == ["as_of", "reached"]
    assert unlike_english({"as_of": "Stand"}) == ["as_of"]


def test_every_status_has_its_words() -> None:
    """In every language; the headline has words for those that can be counted."""
    for language in Language:
        assert [words(language)(f"status.{status}") for status in Status]


CODE = "\n".join(file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py"))


def is_used(key: str) -> bool:
    """Is the key written out, or a part of it that the code goes on to fill in?

    Where the code fills in all but the first step, the last one must be a word that it knows.
    """
    steps = key.removesuffix(".one").removesuffix(".many").split(".")
    if ".".join(steps) in CODE or f'"{steps[0]}"' in CODE:
        return True
    filled = [n for n in range(1, len(steps)) if re.search(re.escape(".".join(steps[:n])) + r"\.[a-z_]*\{", CODE)]
    known = re.search(rf"[\"']{re.escape(steps[-1].removesuffix('_yet'))}[\"']", CODE)
    return any(n > 1 for n in filled) or bool(filled and (known or steps[-1] in FLAGS))


def test_every_wording_is_used() -> None:
    """Nothing is translated in vain."""
    unused = [key for key in ENGLISH if not is_used(key)]
    assert not unused, unused


def test_one_and_many() -> None:
    """`count` writes the number in digits, `spelled` in words up to twelve."""
    english, dutch = words("en"), words("nl")
    assert english.count("activities.unreported", 1) == "1 activity, not reported"
    assert dutch.spelled("headline.goals", 4, year=2020) == "Vier doelen voor 2020"
    assert english.spelled("headline.goals_any", 13) == "13 goals"
    assert english.spelled("headline.goals_any", 1) == "One goal"


@pytest.mark.parametrize(
    ("parts", "told"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_read_as_sentences(parts: list[str], told: str) -> None:
    """The last two are joined by a word."""
    assert words("en").enumerate(parts) == told


@pytest.mark.parametrize(("text", "told"), [("één", "Eén"), ("two", "Two"), ("", ""), ("Topsector", "Topsector")])
def test_a_capital_carries_no_accent(text: str, told: str) -> None:
    """As Dutch spells it."""
    assert capitalised(text) == told
