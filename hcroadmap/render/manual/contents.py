"""The manual: its topics by group, its pages as they are shipped, and the list of everything there is to read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hcroadmap.render.language.page import Page
from hcroadmap.render.piece import Line, Piece, escaped

FOLDER = Path(__file__).parents[2] / "help"
TOPICS = {
    "input": ("targets", "measurements", "periods", "values", "activities", "layouts", "settings"),
    "judgement": ("status", "methods", "shares", "comparability"),
    "use": ("memo", "cron", "errors", "json"),
    "background": ("glossary", "security"),
}
"""The topics by group; each is a page `help/LANGUAGE/TOPIC.md`."""
NAMES = tuple(topic for group in TOPICS.values() for topic in group)
FIRST_COLUMN = 15


def text(topic: str, language: str) -> str:
    """A page as it is shipped, in English if there is none in the language: Markdown with a final line end."""
    page = FOLDER / language / f"{topic}.md"
    return (page if page.exists() else FOLDER / "en" / page.name).read_text(encoding="utf-8")


def contents(commands: Iterable[str], page: Page) -> str:
    """Every topic and command, one per line."""
    words = page.words
    lines: list[Line] = [[Piece(words("help.title"), "bold"), Piece(" hcroadmap help TOPIC", "cyan")]]
    for group, topics in TOPICS.items():
        lines += [[], [Piece(words(f"help.groups.{group}"), "bold")]]
        lines += [_entry(topic, answered(text(topic, page.language))) for topic in topics]
    lines += [[], [Piece(words("help.commands_title"), "bold"), Piece(" hcroadmap help COMMAND", "cyan")]]
    lines += [_entry(name, words(f"help.commands.{name}")) for name in commands]
    return "".join(f"{escaped(line, page)}\n" for line in lines)


def answered(markdown: str) -> str:
    """What a page answers: its heading behind the colon."""
    heading, _, _ = markdown.partition("\n")
    return heading.partition(": ")[2]


def _entry(name: str, said: str) -> Line:
    return [Piece("  "), Piece(name.ljust(FIRST_COLUMN), "cyan"), Piece(said)]
