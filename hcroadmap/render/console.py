"""The one console: its width and styles, the way from rich's pieces to the text of a page, and progress."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from typing import Any, NamedTuple
from unicodedata import bidirectional

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from hcroadmap.render.language.page import Depth, Page, visible

PIPE_WIDTH = 100
"""Cells in a pipe or a file, where COLUMNS does not say otherwise."""
WEIGHTS = {"strong": "bold", "title": "bold not dim default", "command": "bold"}
STYLES: dict[Depth, dict[str, str]] = {
    "standard": {
        "good": "green", "doubtful": "yellow", "bad": "bold red", "bad.bar": "red", "unsure": "cyan",
        "faint": "dim", **WEIGHTS,
    },
    "256": {
        "good": "color(29)", "doubtful": "color(130)", "bad": "bold color(231) on color(160)",
        "bad.bar": "color(160)", "unsure": "color(63)", "faint": "color(243)", **WEIGHTS,
    },
    "truecolor": {
        "good": "#008900", "doubtful": "#ad6400", "bad": "bold #e8112d", "bad.bar": "#e8112d", "unsure": "#0f7fa8",
        "faint": "#757575", **WEIGHTS,
    },
}  # fmt: skip
"""Our styles by name, one meaning per colour: good, doubtful, bad or unsure, of a verdict, a severity or the like.

Each can be read on white and on black, at 4.5 : 1 or (amber among 256 colours) within a hair of it. No red among
256 can, so there a bad word has a background of its own. The sixteen look as the reader has set them.
"""

LEAST = 59
"""Cells of a line that has room for a command beside a text."""
GAP = 2
"""Cells between two columns."""
NO_BREAK = "\u00a0"
HELD = {NO_BREAK: "\ue000", " ": "\ue001"}
"""What stands for a space that holds until lines are broken: rich breaks at any space."""
SPACES = str.maketrans({held: space for space, held in HELD.items()})
EVERY = 20_000
"""Lines of a file between two reports on how far it is read."""
ISOLATE, ISOLATED = "\u2068", "\u2069"
RIGHT_TO_LEFT = ("R", "AL", "AN")


def room(page: Page) -> int:
    """The cells of a line; the last one of the page stays free, as some terminals begin a new line after it."""
    return (page.width or PIPE_WIDTH) - 1


def wording(text: str, style: str | Style = "") -> Text:
    """Any text, from files too, for a page: never read as markup, and its no-break spaces hold."""
    text = text.replace(NO_BREAK, HELD[NO_BREAK])
    return Text.assemble((text, style))  # a style of the whole would colour its padding


def drawn(style: str) -> str:
    """The style of a bar or a mark, which needs no background to be seen."""
    return "bad.bar" if style == "bad" else style


def ruled_table(**options: Any) -> Table:
    """A table with a rule under its head and nothing else; `options` are those of rich."""
    return Table(box=box.SIMPLE_HEAD, show_edge=False, header_style="faint", border_style="faint", **options)


def glossary(entries: Mapping[str, str], page: Page, width: int | None = None) -> Padding:
    """Commands or topics, whole but on a very narrow page, each with what it is about."""
    table = Table.grid(padding=(0, GAP, 0, 0))
    table.add_column(style="command", width=width, no_wrap=room(page) >= LEAST)
    for name, text in entries.items():
        table.add_row(name, wording(text))
    return Padding(table, (0, 0, 0, GAP))


def answer_panel(title: str, as_of: str, answer: RenderableType, page: Page) -> Panel:
    """The answer in a frame that bears a title and a day; a title too long for the edge stands inside."""
    named, day = wording(title, "title"), wording(as_of, "faint")
    if max(named.cell_len, day.cell_len) > room(page) - len("╭─  ─╮"):
        return Panel(Group(named, day, answer), border_style="faint")
    return Panel(
        answer, title=named, title_align="left", subtitle=day, subtitle_align="right", border_style="faint"
    )


def unbroken(text: str) -> str:
    """A text that `wording` keeps on one line where it has room; its spaces stay what they are."""
    return text.replace(" ", HELD[" "])


def instruction(text: str) -> Text:
    """A text that ends in a command: the command stands out, and on one line, to be copied."""
    before, program, arguments = text.partition("hcroadmap ")
    return wording(before).append_text(wording(unbroken(program + arguments), "command"))


def ends(left: Text, right: str, page: Page, margin: int) -> RenderableType:
    """Two texts at the ends of a line, or on two lines where one has no room for both within its margins."""
    end = wording(right, "faint")
    if left.cell_len + GAP + end.cell_len > room(page) - 2 * margin:
        end.justify = "right"
        return Group(*(text for text in (left, end) if text))
    grid = Table.grid(expand=True)
    grid.add_column(ratio=1)
    grid.add_row(left, end)
    return grid


def text_of(*pieces: RenderableType, page: Page) -> str:
    """Rich's pieces below each other, with escapes where the page has colours.

    Texts must come from `wording`: a `str` would break at no-break spaces.
    """
    stream = StringIO()
    console = Console(
        file=stream,
        width=room(page),
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
        pieces = (_finished(segment) for segment in console.render(self.piece, options))
        yield from Segment.simplify(pieces)  # thousands of rows hold fewer, longer pieces


def _finished(segment: Segment) -> Segment:
    if segment.text.isascii():  # as nearly all of them are
        return segment
    return segment._replace(text=isolated(segment.text.translate(SPACES)))


def isolated(text: str) -> str:
    """A text with right-to-left letters so that it does not turn the order of what stands beside it."""
    if text.isascii() or not any(bidirectional(letter) in RIGHT_TO_LEFT for letter in set(text)):
        return text
    inner = text.strip(" ")
    before, _, after = text.partition(inner)
    return f"{before}{ISOLATE}{inner}{ISOLATED}{after}"


@contextmanager
def reading(name: str, page: Page) -> Iterator[Callable[[int], None]]:
    """Show on a terminal which line of a long file is being read, and nothing once it is read."""
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, no_color=not page.colour)
    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(f"reading {visible(name)}", total=None)

        def watch(line: int) -> None:
            if line % EVERY == 0:
                progress.update(task, description=f"reading {visible(name)}, line {line}")

        yield watch
