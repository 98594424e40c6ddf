"""Running commands in a project, within this process."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, settings

from hcroadmap.cli.run import run

EXAMPLES = int(os.environ.get("HCROADMAP_PROJECTS", "12"))
"""How many projects each law is tried on."""
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking whole projects takes many minutes
law = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), phases=PHASES)

ALLOWED = {"\n", "\t", "\u2068", "\u2069"}
"""What may be printed unseen: ends of lines and cells, and marks that keep right-to-left text in its place."""


class Result(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def command(project: Path, *arguments: str) -> Result:
    """Run a command line in a project; an exception is our mistake."""
    streams = [TextIOWrapper(BytesIO(), encoding="utf-8", newline="\n", write_through=True) for _ in range(2)]
    with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
        code = run(["-C", str(project), *arguments])
    for stream in streams:
        stream.seek(0)
    return Result(code, streams[0].read(), streams[1].read())


@contextmanager
def room(files: Mapping[str, str | bytes]) -> Iterator[Path]:
    """A directory with these files."""
    with tempfile.TemporaryDirectory() as name:
        for path, text in files.items():
            file = Path(name, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        yield Path(name)
