"""Markdown on a terminal: readable on light and dark alike, no line too long for the eye."""

from dataclasses import replace
from typing import ClassVar, Self

from markdown_it.token import Token
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import CodeBlock, Heading, Markdown, MarkdownElement, TableElement
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text
from rich.theme import Theme

from hcroadmap.render.console import PIPE_WIDTH, ruled_table, text_of, wording
from hcroadmap.render.language.page import Page

WIDEST, ROOMY = 101, 70
"""The widest page that is easy to read, and the least room for a table."""
INDENT = 4
THEME = Theme({
    "markdown.h1": "bold", "markdown.h2": "bold", "markdown.h3": "bold", "markdown.code": "bold",
    "markdown.code_block": "none", "markdown.item.bullet": "dim", "markdown.item.number": "dim",
    "markdown.link_url": "underline",
}, inherit=False)  # fmt: skip
DIFFERENCES = {"+": "good", "-": "bad.bar", "#": "faint"}
"""The styles of lines that begin so: what is added and taken away, and comments."""


class _Title(Heading):
    """A heading at the left; the first has a rule below it."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.text
        if self.tag == "h1":
            yield Rule(style="faint")


class _Code(CodeBlock):
    """A block of code, indented, under the name of its file if it has one.

    A line that is too long is left to the terminal to break, so that it can be copied whole; a `text` is prose.
    """

    @classmethod
    def create(cls, markdown: Markdown, token: Token) -> Self:
        made = cls("text", markdown.code_theme)
        made.language, _, made.path = token.info.partition(" ")
        return made

    language = path = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.path:
            yield Text(self.path, style="faint")
        for line in str(self.text).rstrip().split("\n"):
            if self.language == "text":
                margin = len(line) - len(line.lstrip()) + INDENT
                yield Padding(Text(line.lstrip()), (0, 0, 0, margin))
            else:
                style = "command" if self.language == "console" and line.startswith(("hcroadmap", "$ ")) else ""
                if self.language == "diff" or line.lstrip().startswith("#"):
                    style = DIFFERENCES.get(line.lstrip()[:1], "")
                yield Text(" " * INDENT + line, style=style, no_wrap=True, overflow="ignore")


class _Table(TableElement):
    """A table with a rule under its head and nothing else; where there is no room for one, a list."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        rows = [[cell.content for cell in row.cells] for row in (self.body.rows if self.body else ())]
        if options.max_width < ROOMY:
            for first, *rest in rows:
                yield first
                yield Padding(Text(" · ").join(rest), (0, 0, 0, INDENT))
            return
        table = ruled_table(pad_edge=False)
        table.header_style = "strong"
        for number, cell in enumerate(self.header.row.cells if self.header and self.header.row else ()):
            table.add_column(cell.content, no_wrap=number == 0, overflow="fold")
        for row in rows:
            table.add_row(*row)
        yield table


class _Manual(Markdown):
    """A page of the manual, with our own titles, code and tables."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements, "heading_open": _Title, "fence": _Code, "table_open": _Table,
    }  # fmt: skip

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        with console.use_theme(THEME):
            yield from super().__rich_console__(console, options)


def render(markdown: str, page: Page) -> str:
    """Markdown as a terminal shows it."""
    manual = _Manual(wording(markdown).plain, hyperlinks=page.links)
    return text_of(manual, page=replace(page, width=min(page.width or PIPE_WIDTH, WIDEST)))
