"""The memo as a Word file, made by pandoc from its Markdown; pandoc comes with the extra `docs`."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from hcroadmap.write.word_style import FILTER, house_style

REFUSED = ("raw_html", "raw_tex", "raw_attribute", "smart", "tex_math_dollars", "citations", "native_divs",
           "native_spans", "implicit_figures")  # fmt: skip
READER = "-".join(["markdown", *REFUSED])
"""What pandoc may take for markup in a memo: nothing that could carry HTML or TeX along."""
LONGEST = 120
"""Seconds that pandoc may take."""


class WordError(Exception):
    """Pandoc could not make the file; the text says why."""


def can_write_word() -> bool:
    """Is pandoc there? It comes with the extra `docs`."""
    return find_spec("pypandoc") is not None


def word(memo: str, charts: Mapping[str, bytes], as_of: date, reference: Path | None = None) -> bytes:
    """A memo's Markdown as a Word file.

    Args:
        memo: the Markdown.
        charts: pictures by the names under which the memo refers to them.
        as_of: the day that stands in the file as the day it was made, so that no clock does.
        reference: a Word file whose styles are taken instead of our own.

    Raises:
        WordError: when the reference cannot be read, or pandoc refuses it or something else.
        OSError: when the disk does not take what pandoc is to read.
    """
    try:
        styles = reference.read_bytes() if reference else b""
    except OSError as error:
        message = f"{reference} cannot be read: {error.strerror or error}"
        raise WordError(message) from error
    with TemporaryDirectory(prefix="hcroadmap-") as folder:
        room = Path(folder)
        for name, content in charts.items():
            (room / name).write_bytes(content)
        style = room / "reference.docx"
        plain = _pandoc(["--print-default-data-file", "reference.docx"], room, as_of)
        style.write_bytes(styles if reference else house_style(plain))
        (room / "code.lua").write_text(FILTER, encoding="utf-8")
        options = ["--from", READER, "--to", "docx", "--reference-doc", str(style), "--output", "-"]
        options += [] if reference else ["--lua-filter", str(room / "code.lua")]
        # The memo's head gives the day in words; pandoc would set it below the title once more.
        options += ["--metadata", "date=", "--shift-heading-level-by", "-1"]
        return _pandoc(options, room, as_of, memo)


def _pandoc(options: list[str], room: Path, as_of: date, text: str = "") -> bytes:
    import pypandoc  # type: ignore[import-untyped,unused-ignore]

    midnight = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)
    # A zip archive knows no day before 1980.
    moment = max(int(midnight.timestamp()), 315532800)
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(moment)}
    try:
        done = subprocess.run(  # noqa: S603  # pandoc itself, with options of our own
            [pypandoc.get_pandoc_path(), *options],
            input=text.encode(), capture_output=True, cwd=room, env=environment, timeout=LONGEST, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise WordError(f"pandoc took longer than {LONGEST} seconds") from None
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().splitlines()
        raise WordError(told[0] if told else f"pandoc ended with {done.returncode} and said nothing")
    return done.stdout
