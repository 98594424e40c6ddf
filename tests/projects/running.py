"""Running commands in a project, within this process."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings

from tests.command import Ended, invoke

EXAMPLES = int(os.environ.get("HCROADMAP_PROJECTS", "12"))
"""How many projects each law is tried on."""
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking whole projects takes many minutes
law = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), phases=PHASES)

ALLOWED = {"\n", "\t", "\u2068", "\u2069"}
"""What may be printed unseen: ends of lines and cells, and marks that keep right-to-left text in its place."""


def command(project: Path, *arguments: str) -> Ended:
    """Run a command line in a project; it never raises."""
    return invoke(["-C", str(project), *arguments])


@contextmanager
def room(files: Mapping[str, str | bytes]) -> Iterator[Path]:
    """A directory with these files."""
    with tempfile.TemporaryDirectory() as name:
        for path, text in files.items():
            file = Path(name, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        yield Path(name)
