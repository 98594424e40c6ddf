"""The one console: rich's pieces to the text of a page."""

from __future__ import annotations

from io import StringIO

from rich.console import Console, RenderableType
from rich.theme import Theme

from hcroadmap.render.language.page import Page

PIPE_WIDTH = 100
"""Cells in a pipe or a file, where COLUMNS does not say otherwise."""
STYLES: dict[str, str] = {}
"""Our styles by name, each with one meaning."""


def text_of(*pieces: RenderableType, page: Page) -> str:
    """Rich's pieces below each other, as wide as the page, with escapes where it has colours.

    Texts from files must come as `Text`, never as `str`, which rich would read as markup.
    """
    stream = StringIO()
    colours = ("256" if page.shades else "standard") if page.colour else None
    console = Console(
        file=stream,
        width=page.width or PIPE_WIDTH,
        force_terminal=page.colour,
        color_system=colours,  # type: ignore[arg-type]  # a literal of rich's own
        theme=Theme(STYLES),
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    for piece in pieces:
        console.print(piece)
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())
