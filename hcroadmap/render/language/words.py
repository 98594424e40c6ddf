"""What people read, one file per language; findings too, which are made in English."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

import yaml

from hcroadmap.model.diagnostic import Diagnostic
from hcroadmap.model.text import REMEMBERED
from hcroadmap.model.vocabulary import Language

GAP = "{}"
"""A gap in the sentence of a finding."""


class Words:
    """The wording of one language. Keys are dotted paths into its file; a section is read once it is asked for."""

    def __init__(self, language: str) -> None:
        self.language = language
        sections = re.split(r"^(?=\w)", _text(f"{language}.yaml"), flags=re.MULTILINE)
        self._unread = {section.partition(":")[0]: section for section in sections}
        self._entries: dict[str, Any] = {}

    def __call__(self, key: str, **values: object) -> str:
        """The words under a key, with values filled in. Unknown keys are our mistake: KeyError."""
        return str(self._find(key)).format(**values)

    def count(self, key: str, number: int, **values: object) -> str:
        """The words for one or for many; `{n}` is the number in digits."""
        return str(self._find(key)["one" if number == 1 else "many"]).format(n=number, **values)

    def spelled(self, key: str, number: int, **values: object) -> str:
        """The words for one or for many; `{n}` is the number in words up to twelve, `{N}` with a capital."""
        word = self.number(number)
        form = str(self._find(key)["one" if number == 1 else "many"])
        return form.format(n=word, N=capitalised(word), **values)

    def number(self, number: int) -> str:
        """A number in words up to twelve, in digits from there."""
        counted = self._find("counted")
        return str(counted[number]) if number < len(counted) else str(number)

    def enumerate(self, parts: list[str]) -> str:
        """“a, b and c”."""
        if len(parts) < 2:
            return "".join(parts)
        return self("list.separator").join(parts[:-1]) + self("list.last") + parts[-1]

    def month(self, number: int) -> str:
        """The name of a month, 1 to 12."""
        return str(self._find("months")[number - 1])

    def _find(self, key: str) -> Any:
        section, *steps = key.split(".")
        if section not in self._entries:
            self._entries |= _loaded(self._unread[section])
        found = self._entries[section]
        for step in steps:
            found = found[step]
        return found


def capitalised(text: str) -> str:
    """A text as a sentence begins; a capital carries no accent in Dutch (één, Eén)."""
    return unicodedata.normalize("NFD", text[:1]).upper()[:1] + text[1:]


@cache
def words(language: str) -> Words:
    """The wording of a language, read once."""
    return Words(language)


def entries(file: str) -> dict[str, Any]:
    """The contents of a file of wordings."""
    return _loaded(_text(file))


def _text(file: str) -> str:
    return Path(__file__).with_name("words").joinpath(file).read_text(encoding="utf-8")


def _loaded(text: str) -> dict[str, Any]:
    """Wordings. Every scalar stays a text; the safe loader would read `no` as false."""
    found: dict[str, Any] = yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506  # our own
    return found


def in_language(findings: Iterable[Diagnostic], language: str) -> Iterator[Diagnostic]:
    """Findings with their messages and hints in a language; places and codes stay."""
    for finding in findings:
        message, hint = (translated(text, language) for text in (finding.message, finding.hint))
        yield finding._replace(message=message, hint=hint)


@lru_cache(REMEMBERED)
def translated(text: str, language: str) -> str:
    """A sentence of a finding in another language, what fills its gaps too; English where no translation fits."""
    for sentence, wording in catalogue(language):
        if found := sentence.fullmatch(text):
            filling = [translated(part, language) for part in found.groups()]
            return "".join(chain(*zip_longest(wording.split(GAP), filling, fillvalue="")))
    return text


@cache
def catalogue(language: str) -> list[tuple[re.Pattern[str], str]]:
    """The wordings of a language by the pattern of their English, those first that leave least open."""
    wordings = {} if language == Language.EN else entries(f"findings/{language}.yaml")
    closest = sorted(wordings, key=lambda sentence: len(sentence.replace(GAP, "")), reverse=True)
    patterns = {sentence: "(.+?)".join(map(re.escape, sentence.split(GAP))) for sentence in closest}
    return [(re.compile(pattern, re.DOTALL), wordings[sentence]) for sentence, pattern in patterns.items()]
