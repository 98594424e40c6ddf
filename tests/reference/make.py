"""Make `hcroadmap/write/reference.docx` from the XML in `docx/`: `python -m tests.reference.make`."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

PARTS = Path(__file__).with_name("docx")
SHIPPED = Path(__file__).parents[2] / "hcroadmap" / "write" / "reference.docx"


def reference() -> bytes:
    """The Word file, not compressed and without a clock, so that the same parts give the same bytes."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for file in sorted(file for file in PARTS.rglob("*") if file.is_file()):
            name = file.relative_to(PARTS).as_posix()
            archive.writestr(ZipInfo(name), file.read_text(encoding="utf-8"))
    return stream.getvalue()


if __name__ == "__main__":
    SHIPPED.write_bytes(reference())
