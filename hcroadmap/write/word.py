"""The memo as a Word file, made by pandoc from its Markdown; pandoc comes with the extra `docs`.

Its look is `reference.docx`, which `python -m tests.reference.make` makes; users can give their own instead.
"""

import os
import subprocess
from calendar import timegm
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

LIMIT = 120
"""Seconds that pandoc may take."""
FIRST_MOMENT = 315532800
"""1 January 1980, in seconds since 1970: a zip archive knows no day before."""


class WordError(Exception):
    """Pandoc could not make the file; the text says why."""


def word(memo: str, charts: Mapping[str, bytes], as_of: date, reference: Path | None = None) -> bytes:
    """A memo's Markdown as a Word file.

    Args:
        memo: the Markdown.
        charts: pictures by the names under which the memo refers to them.
        as_of: written into the file as the day on which it was made, so that no clock is.
        reference: a Word file whose styles are used instead of our own.

    Raises:
        WordError: when the reference cannot be read, or pandoc refuses it or anything else.
        OSError: when there is no room for what pandoc is to read.
    """
    import pypandoc  # type: ignore[import-untyped,unused-ignore]

    here = Path(__file__).parent
    options = ["--defaults", str(here / "pandoc.yaml"), "--reference-doc", "reference.docx"]
    if reference is None:
        options += ["--lua-filter", str(here / "our_styles.lua")]
    looks = reference or here / "reference.docx"
    try:
        styles = looks.read_bytes()
    except OSError as error:
        raise WordError(f"{looks} cannot be read: {error.strerror or error}") from error
    moment = max(timegm(as_of.timetuple()), FIRST_MOMENT)
    with TemporaryDirectory(prefix="hcroadmap-") as folder:
        for name, content in {**charts, "reference.docx": styles}.items():
            Path(folder, name).write_bytes(content)
        try:
            done = subprocess.run(  # noqa: S603  # pandoc itself, with options of our own
                [pypandoc.get_pandoc_path(), *options],
                input=memo.encode(), capture_output=True, cwd=folder, timeout=LIMIT, check=False,
                env=os.environ | {"SOURCE_DATE_EPOCH": str(moment)},
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise WordError(f"pandoc took longer than {LIMIT} seconds") from None
    if done.returncode:
        complaint = done.stderr.decode(errors="replace").strip().splitlines()
        raise WordError(complaint[0] if complaint else f"pandoc ended with {done.returncode} and said nothing")
    return done.stdout
