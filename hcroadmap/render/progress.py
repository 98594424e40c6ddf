"""How far reading a long file is, on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from hcroadmap.render.language.page import Page, visible

EVERY = 20_000


@contextmanager
def reading(name: str, page: Page) -> Iterator[Callable[[int], None]]:
    """Show which line of a file is being read, and nothing once it is read."""
    console = Console(stderr=True, no_color=not page.colour)
    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(f"reading {visible(name)}", total=None)
        shown = 0

        def watch(line: int) -> None:
            nonlocal shown
            if line >= shown + EVERY:
                shown = line
                progress.update(task, description=f"reading {visible(name)}, line {line}")

        yield watch
