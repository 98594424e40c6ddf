"""The one console: its width, its styles, and the way from rich's pieces to the text of a page."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import NamedTuple
from unicodedata import bidirectional

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.panel import Panel
from rich.segment import Segment
from rich.text import Text
from rich.theme import Theme

from hcroadmap.render.language.page import Depth, Page

PIPE_WIDTH = 100
"""Cells in a pipe or a file, where COLUMNS does not say otherwise."""
STYLES: dict[Depth, dict[str, str]] = {
    "standard": {
        "good": "green", "doubtful": "yellow", "bad": "bold red", "unsure": "cyan",
        "bad.bar": "red", "strong": "bold", "command": "bold", "faint": "dim",
    },
    "256": {
        "good": "color(29)", "doubtful": "color(130)", "bad": "bold color(231) on color(160)",
        "unsure": "color(63)", "bad.bar": "color(160)", "strong": "bold", "command": "bold", "faint": "color(243)",
    },
    "truecolor": {
        "good": "#008900", "doubtful": "#ad6400", "bad": "bold #e8112d", "unsure": "#0f7fa8",
        "bad.bar": "#e8112d", "strong": "bold", "command": "bold", "faint": "#757575",
    },
}  # fmt: skip
"""Our styles by name, one meaning a colour: good, doubtful, bad or unsure, of a verdict, a severity or the like.

Each can be read on white and on black, at 4.5 : 1 or (amber among 256 colours) within a hair of it. No red among
256 can, so there a bad word has a background of its own; its bar, which is no text, has none. The sixteen look as
the reader has set them.
"""

HELD, NO_BREAK = "\ue000", "\u00a0"
"""What stands for a no-break space until lines are broken: rich breaks at any space."""
ISOLATE, ISOLATED = "\u2068", "\u2069"
RIGHT_TO_LEFT = ("R", "AL", "AN")


def wording(text: str, style: str = "") -> Text:
    """Any text, from files too, for a page: never read as markup, and its no-break spaces hold."""
    return Text().append(text.replace(NO_BREAK, HELD), style)  # a style of the whole would colour its padding


def text_of(*pieces: RenderableType, page: Page) -> str:
    """Rich's pieces below each other, one cell narrower than the page, with escapes where it has colours.

    The last cell stays free because some terminals begin a new line when it is written to. Texts must come from
    `wording`: a `str` would break at no-break spaces.
    """
    stream = StringIO()
    console = Console(
        file=stream,
        width=(page.width or PIPE_WIDTH) - 1,
        height=25,  # with no height given, rich takes a dumb terminal to be 80 wide
        force_terminal=page.colour,
        color_system=page.depth if page.colour else None,
        no_color=False,  # the page has heard of NO_COLOR already
        theme=Theme(STYLES[page.depth]),
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    for piece in pieces:
        console.print(_Finished(piece), crop=False)
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


class _Finished(NamedTuple):
    """A piece whose lines are broken: no-break spaces are back, and right-to-left texts keep their place."""

    piece: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for segment in console.render(self.piece, options):
            yield segment._replace(text=isolated(segment.text.replace(HELD, NO_BREAK)))


def isolated(text: str) -> str:
    """A text with right-to-left letters so that it does not turn the order of what stands beside it."""
    if text.isascii() or not any(bidirectional(letter) in RIGHT_TO_LEFT for letter in text):
        return text
    inner = text.strip(" ")
    before, _, after = text.partition(inner)
    return f"{before}{ISOLATE}{inner}{ISOLATED}{after}"


def answer_panel(title: str, as_of: str, answer: RenderableType, page: Page) -> Panel:
    """The answer in a frame that bears a title and a day; a title too long for the edge stands inside."""
    # The frame's own style goes below a title, so this takes back what `faint` does to it.
    named, day = wording(title, "bold not dim default"), wording(as_of, "faint")
    if max(named.cell_len, day.cell_len) > (page.width or PIPE_WIDTH) - len(" ╭─  ─╮"):
        return Panel(Group(named, day, answer), box=box.ROUNDED, border_style="faint")
    return Panel(answer, box=box.ROUNDED, title=named, title_align="left", subtitle=day, subtitle_align="right",
                 border_style="faint")  # fmt: skip
