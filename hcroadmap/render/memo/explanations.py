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

WIDTH = len('    measure: ""  ')


class Remarks(Voice):
    """Sentences as in the memo, for a file that is no Markdown."""

    writes = Prose


def to_explain(owing: Iterable[Assessment], quarter: Period, page: Page) -> str:
    """A file of commentary in YAML with nothing filled in; what people are to know stands in its comments."""
    schema = "yaml-language-server: $schema=../schemas/commentary.json"
    head = [schema, *page.words("explain.head", quarter=quarter).split("\n")]
    entries = [places(one, page) for one in owing]
    return "\n".join([*(f"# {line}" for line in head), "explanations:", *entries]) + "\n"


def places(one: Assessment, page: Page) -> str:
    """The entry of one goal: its figures as comments, and the keys to fill in."""
    voice, owner = Remarks(page), one.indicator.owner
    told = [
        f"{voice.write(one.indicator.title)}: {verdict_words(one, page)}",
        *standing(one, voice, baseline=True),
    ]
    told.append(voice.tell(f"memo.explain.{'from' if owner else 'unowned'}", owner=owner))
    keys = [f'    {key}: ""'.ljust(WIDTH) + "# " + page.words(f"explain.{key}") for key in (*Part, "author")]
    return "\n".join(["", *(f"  # {sentence}" for sentence in told), f"  {one.id}:", *keys])
