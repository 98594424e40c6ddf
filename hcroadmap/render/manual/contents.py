"""The manual: its topics by group, its pages as they are shipped, and the list of everything there is to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hcroadmap.render.console import text_of, wording
from hcroadmap.render.language.page import Page

FOLDER = Path(__file__).parents[2] / "help"
TOPICS = {
    "input": ("targets", "measurements", "periods", "values", "activities", "layouts", "settings"),
    "judgement": ("status", "methods", "shares", "comparability"),
    "use": ("memo", "cron", "errors", "json"),
    "background": ("glossary", "security"),
}
"""The topics by group; each is a page `help/LANGUAGE/TOPIC.md`."""
NAMES = tuple(topic for group in TOPICS.values() for topic in group)
FIRST_COLUMN = 14


def text(topic: str, language: str) -> str:
    """A page as it is shipped, in English if there is none in the language: Markdown with a final line end."""
    page = FOLDER / language / f"{topic}.md"
    return (page if page.exists() else FOLDER / "en" / page.name).read_text(encoding="utf-8")


def contents(commands: Iterable[str], page: Page) -> str:
    """Every topic and command, one per line."""
    words = page.words
    pieces: list[RenderableType] = [_title(words("help.title"), "hcroadmap help TOPIC")]
    for group, topics in TOPICS.items():
        answers = {topic: answered(text(topic, page.language)) for topic in topics}
        pieces += [Text(), wording(words(f"help.groups.{group}"), "strong"), _list(answers)]
    pieces += [Text(), _title(words("help.commands_title"), "hcroadmap help COMMAND")]
    return text_of(*pieces, _list({name: words(f"help.commands.{name}") for name in commands}), page=page)


def _title(said: str, command: str) -> Text:
    return Text(" ").join([wording(said, "strong"), wording(command, "command")])


def _list(entries: Mapping[str, str]) -> Padding:
    """Names with what each is about."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(style="command", width=FIRST_COLUMN)
    for name, said in entries.items():
        table.add_row(name, wording(said))
    return Padding(table, (0, 0, 0, 2))


def answered(markdown: str) -> str:
    """What a page answers: its heading behind the colon."""
    heading, _, _ = markdown.partition("\n")
    return heading.partition(": ")[2]
