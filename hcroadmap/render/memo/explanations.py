"""A file of commentary to be filled in: a place for each explanation that is owed, below its figures."""

from collections.abc import Iterable

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.commentary import Part
from hcroadmap.model.period import Period
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.sentences import standing
from hcroadmap.render.language.verdict import verdict_words
from hcroadmap.render.language.voice import Voice
from hcroadmap.render.memo.text import Prose

KEYS = (*Part, "author")


class Remarks(Voice):
    """Sentences as in the memo, for a file that is no Markdown."""

    def amounts(self, assessment: Assessment) -> Prose:
        """Amounts as sentences want them."""
        return Prose(assessment, self.page)


def to_explain(owing: Iterable[Assessment], quarter: Period, page: Page) -> str:
    """A file of commentary in YAML with nothing filled in; what people are to know stands in its comments."""
    words = page.words
    head = [*words("explain.head", quarter=quarter).split("\n"), ""]
    lines = [
        "# yaml-language-server: $schema=../schemas/commentary.json",
        *(f"# {line}".rstrip() for line in head),
    ]
    return "\n".join([*lines[:-1], "explanations:", *(places(one, page) for one in owing)]) + "\n"


def places(one: Assessment, page: Page) -> str:
    """The entry of one goal: its figures as comments, and the keys to fill in."""
    voice, owner = Remarks(page), one.indicator.owner
    title, verdict = voice.write(one.indicator.title), verdict_words(one, page)
    told = [f"{title}: {verdict}", *standing(one, voice, baseline=True)]
    told.append(voice.tell("explain.owner", owner=owner) if owner else page.words("explain.unowned"))
    comments = [f"  # {line}" for text in told for line in text.split("\n")]
    width = max(map(len, KEYS))
    keys = [f'    {key}: ""{" " * (width - len(key))}  # {page.words(f"explain.{key}")}' for key in KEYS]
    return "\n".join(["", *comments, f"  {one.id}:", *keys])
