"""The manual: its topics by group, its pages as they are shipped, the list of all, and a page for each code.

The example of a code is the one that the tests hold the program to, in `tests/errors/CODE/`; an installed package
carries it as `help/errors/CODE/`. `mended/` in it holds the files as they should be.
"""

import difflib
import json
import re
from collections.abc import Iterable
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from hcroadmap.render.console import glossary, text_of, wording
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.words import Words, translated

FOLDER = Path(__file__).parents[2] / "help"
TOPICS = {
    "start": ("start",),
    "input": ("targets", "measurements", "periods", "values", "activities", "layouts", "settings"),
    "judgement": ("status", "methods", "shares", "comparability"),
    "use": ("memo", "cron", "ci", "errors", "json"),
    "background": ("glossary", "security"),
}
"""The topics by group; each is a page `help/LANGUAGE/TOPIC.md`."""
NAMES = tuple(topic for group in TOPICS.values() for topic in group)
AROUND = 2
"""Lines shown before and after the one that a finding points to."""
LONGEST = max(map(len, NAMES))
CODE_GROUPS: dict[str, dict[str, str]] = json.loads((FOLDER / "codes.json").read_text(encoding="utf-8"))
CODES = {code: meaning for group in CODE_GROUPS.values() for code, meaning in group.items()}
"""Every code that a finding may have, with its meaning; `tests/errors/CODE/` holds an example of each."""


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
        pieces += [Text(), wording(words(f"help.groups.{group}"), "strong"), glossary(answers, page, LONGEST)]
    purposes = {name: words(f"help.commands.{name}") for name in commands}
    pieces += [Text(), _title(words("help.commands_title"), "hcroadmap help COMMAND")]
    return text_of(*pieces, glossary(purposes, page, LONGEST), page=page)


def _title(title: str, command: str) -> Text:
    return Text(" ").join([wording(title, "strong"), wording(command, "command")])


def answered(markdown: str) -> str:
    """The question that a page answers: its heading after the colon."""
    heading, _, _ = markdown.partition("\n")
    return heading.partition(": ")[2]


def with_codes(markdown: str, words: Words) -> str:
    """The page on errors with every code, in groups, where it leaves room for them."""
    sections = []
    for group, codes in CODE_GROUPS.items():
        rows = [f"| `{code}` | {translated(codes[code], words.language)} |" for code in codes]
        title = f"## {words(f'help.errors.groups.{group}')}"
        sections.append("\n".join([title, "", "| code | |", "|---|---|", *rows]))
    return markdown.replace("<!-- codes -->\n", "\n\n".join(sections) + "\n")


def example(code: str, words: Words) -> str:
    """A page about one code: what it means, the finding as it is printed, where it is, and how it is mended."""
    folder = FOLDER / "errors"
    folder = (folder if folder.is_dir() else FOLDER.parents[1] / "tests" / "errors") / code
    shown, wanted = [], False  # the findings of this code, each with its hint, as the tests expect them
    for line in (folder / "expected.txt").read_text(encoding="utf-8").splitlines():
        wanted = wanted if line.startswith("  ") else line.endswith(f"[{code}]")
        if wanted:
            at, kind, sentence = re.split(r"(?<= )(error|warning|hint): ", line, maxsplit=1)
            sentence, *rest = sentence.split(" [", 1) if kind != "hint" else (sentence,)
            sentence = f"{at}{words(f'findings.{kind}')} {translated(sentence, words.language)}"
            shown.append(" [".join([sentence, *rest]))
    path, line, _ = shown[0].split(":", 2)
    mended = {file.relative_to(folder / "mended").as_posix(): file
              for file in sorted((folder / "mended").rglob("*")) if file.is_file()}  # fmt: skip
    title = f"# {code}: {translated(CODES[code], words.language)}"
    parts = [title, words("help.errors.shown"), "\n".join(["```text", *shown, "```"])]
    place = folder / path
    if path not in mended and place.suffix in (".yaml", ".csv") and place.is_file():
        lines = place.read_text(encoding="utf-8").splitlines()[max(0, int(line) - 1 - AROUND) : int(line) + AROUND]
        around = "\n".join(lines)
        parts += [words("help.errors.there", path=path), f"```{place.suffix[1:]}\n{around}\n```"]
    for path, file in mended.items():
        before = folder / path
        old = before.read_text(encoding="utf-8").splitlines() if before.exists() else []
        new = file.read_text(encoding="utf-8").splitlines()
        changed = difflib.unified_diff(old, new, n=AROUND, lineterm="")
        difference = "\n".join(line for line in changed if not line.startswith(("---", "+++", "@@")))
        parts += [words("help.errors.mended", path=path), f"```diff\n{difference}\n```"]
    return "\n\n".join(parts if mended else [*parts, words("help.errors.hint")]) + "\n"
