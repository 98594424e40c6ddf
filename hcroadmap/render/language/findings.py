"""Findings in another language than English, in which they are made."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, zip_longest

from hcroadmap.model.diagnostic import Diagnostic
from hcroadmap.model.vocabulary import Language
from hcroadmap.render.language.words import entries

GAP = "{}"


def in_language(findings: Iterable[Diagnostic], language: str) -> Iterator[Diagnostic]:
    """Findings with their messages and hints in a language; places and codes stay."""
    for finding in findings:
        message, hint = (translated(text, language) for text in (finding.message, finding.hint))
        yield finding._replace(message=message, hint=hint)


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
