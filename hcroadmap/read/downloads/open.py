"""A downloaded file, opened: its cells by its encoding, what it was recognised as, and the files beside it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from hcroadmap.model.diagnostic import Diagnostic, Location, Mistake
from hcroadmap.model.layout import Encoding
from hcroadmap.model.roadmap import Input
from hcroadmap.read.downloads.recognise import Chosen, recognise
from hcroadmap.read.downloads.table import ForeignTable, Refusal, Wish
from hcroadmap.read.files.access import LOCKS, reason_to_refuse
from hcroadmap.read.files.cells import Cells, CsvCells
from hcroadmap.read.files.text import read_text

OBSERVATIONS = "observations"
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


@dataclass
class Download:
    """What became of one downloaded file; `table` is `None` when it could not be read."""

    table: ForeignTable | None = None
    inputs: list[Input] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def findings(self) -> list[Diagnostic]:
        """What was found in the file so far, its rows included."""
        return [*self.diagnostics, *(self.table.cells.diagnostics if self.table else ())]


def open_download(
    file: Path, path: str, wish: Wish, chosen: Chosen | None = None, sheet: str | None = None
) -> Download:
    """Open a file and recognise its table.

    Args:
        file: where it is.
        path: what findings call it.
        wish: what the person said about its columns.
        chosen: the layout to read it by, if any.
        sheet: the sheet to read of a workbook.
    """
    download = Download()
    cells = _cells(file, path, download, chosen, sheet)
    if cells is None:
        return download
    noted = Download(None, download.inputs, download.diagnostics)  # not the table: it would refer to itself
    try:
        download.table = recognise(cells, wish, lambda word: _beside(file, path, word, noted), chosen)
    except Refusal as refusal:
        report(download, cells, refusal)
        download.diagnostics += cells.diagnostics
    return download


def report(download: Download, cells: Cells, refusal: Refusal) -> None:
    """Note why a file is not read on."""
    mistake = refusal.mistake
    place = cells.cell(refusal.line, refusal.index)
    download.diagnostics.append(Diagnostic(place, "error", mistake.code, mistake.message, mistake.hint))


def _cells(
    file: Path, path: str, download: Download, chosen: Chosen | None = None, sheet: str | None = None
) -> Cells | None:
    if file.name.startswith(LOCKS):
        message = "this is the mark of a file that is open in a spreadsheet, not the file itself"
        hint = "close the file there, and name the file itself."
        download.diagnostics.append(Diagnostic(Location(path), "error", "open-elsewhere", message, hint))
        return None
    if file.suffix.lower() in WORKBOOKS:
        return _workbook(file, path, download, sheet)
    declared = chosen.layout.encoding if chosen else Encoding.AUTO
    source, found = read_text(file, path, None if declared is Encoding.AUTO else str(declared))
    download.diagnostics += found
    if source is None:
        return None
    download.inputs.append(Input(path, source.sha256))
    return CsvCells(source, chosen.layout.delimiter if chosen else None)


def _workbook(file: Path, path: str, download: Download, sheet: str | None) -> Cells | None:
    from hcroadmap.read.files.workbook import read_sheet

    try:
        content = file.read_bytes()
        cells = read_sheet(content, path, sheet)
    except OSError as error:
        message = f"the file cannot be read: {(error.strerror or str(error)).lower()}"
        mistake = Mistake(
            "unreadable-file", message, "check that it is a file, that you may read it, and close it."
        )
    except Mistake as found:
        mistake = found
    else:
        download.inputs.append(Input(path, hashlib.sha256(content).hexdigest()))
        return cells
    download.diagnostics.append(Diagnostic(Location(path), "error", mistake.code, mistake.message, mistake.hint))
    return None


def _beside(file: Path, path: str, word: str, download: Download) -> Cells | None:
    """The table in the file of the same name with another word for “Observations”, whatever its case."""
    wanted = file.name.casefold().replace(OBSERVATIONS, word.casefold())
    if wanted == file.name.casefold():
        return None
    name = next((other.name for other in sorted(file.parent.iterdir()) if other.name.casefold() == wanted), None)
    if name is None or reason_to_refuse(file.with_name(name), file.parent):
        return None
    beside = path[: len(path) - len(file.name)] + name
    return _cells(file.with_name(name), beside, download)
