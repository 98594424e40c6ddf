"""A downloaded file, opened: its cells by its encoding, and the table that it was recognised as."""

import codecs
import hashlib
import re
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hcroadmap.model.diagnostic import Diagnostic, Location, Mistake
from hcroadmap.model.roadmap import Input
from hcroadmap.model.source import Encoding, Layout, Source
from hcroadmap.read.downloads.header import Beside, Header, Unreadable, header_at, stacked
from hcroadmap.read.downloads.select import Misnamed
from hcroadmap.read.downloads.suppliers import any_table
from hcroadmap.read.downloads.table import SupplierTable
from hcroadmap.read.files.access import LOCKS, content_of, reason_to_refuse, unreadable
from hcroadmap.read.files.cells import Cells, CsvCells
from hcroadmap.read.files.text import TextFile, decode_text

if TYPE_CHECKING:
    from hcroadmap.read.files.workbook import Sheet

OBSERVATIONS = "observations"
_GZIP = b"\x1f\x8b"
MAX_UNPACKED = 1 << 29  # bytes
MAX_TITLE = 4000  # characters
DELIMITERS = "\t;,"
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


@dataclass
class Download:
    """A downloaded file that was opened; `table` is `None` when it could not be read."""

    table: SupplierTable | None = None
    inputs: list[Input] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def findings(self) -> list[Diagnostic]:
        """What was found in the file so far, its rows included."""
        return [*self.diagnostics, *(self.table.header.cells.diagnostics if self.table else ())]


class Sweep(NamedTuple):
    """How a file is gone through: its first `rows` or all of it, calling `watch` with the number of each line."""

    rows: int | None = None
    watch: Callable[[int], None] | None = None


ALL = Sweep()


def open_download(
    file: Path, path: str, source: Source, layout: Layout | None = None, sweep: Sweep = ALL
) -> Download:
    """Open a file and recognise its table.

    Args:
        file: where it is.
        path: what findings call it.
        source: its entry in sources.yaml, or what the command line says in its place.
        layout: the layout that the entry names, if it names one.
        sweep: how far it is read, and who follows that.
    """
    download = Download()
    cells = open_cells(file, path, download, source.sheet, layout)
    if cells is None:
        return download
    cells.most = sweep.rows
    try:
        table = recognise(cells, source, lambda word: _beside(file, path, word, download), layout)
    except Unreadable as reason:
        download.diagnostics += [reason.finding, *cells.diagnostics]
        return download
    table = table._replace(watch=sweep.watch)
    return replace(download, table=table)  # another object: the table refers to the first one


def recognise(cells: Cells, source: Source, beside: Beside, layout: Layout | None = None) -> SupplierTable:
    """The table in a file: by a layout, by its header, or by the columns that the entry names.

    Raises:
        Unreadable: when the file is unknown, or of a kind that is not read.
        Misnamed: when the entry says something that such a file has no use for.
    """
    *above, last = layout.header if layout else (1,)
    row = next((row for row in cells.rows() if row.line >= last), None)
    if row and above:
        row = stacked([*(other for other in cells.rows() if other.line in above), row])
    if row is None:
        mistake = Mistake("empty-file", "the file holds no table", "download it again.")
        raise Unreadable(mistake.at(cells.cell(1, 0)))
    header = header_at(cells, row, beside, layout.footer if layout else ())
    table = any_table.read(header, source, layout) if layout else _known_table(header, source)
    if source.status:
        flagged = any_table.flags_in(table.header, source.status)
        table = table._replace(flags={**table.flags, **flagged})
    for key in ("period", "value", "study_year"):
        if getattr(source, key) is not None and key in table.ignores and not (key == "value" and table.measures):
            message = f"“{key}” says nothing about this file, which is read as {table.format}"
            hint = f"leave “{key}” out (with convert: --{key.replace('_', '-')})."
            raise Misnamed(Mistake("unknown-key", message, hint), key)
    return table._replace(mark=source.decimal) if source.decimal else table


def _known_table(header: Header, source: Source) -> SupplierTable:
    """The table below a header, by the first reader that knows it; loaded only where there is no layout."""
    from hcroadmap.read.downloads.suppliers import cbs, eurostat_tsv, known, sdmx

    readers = (
        *(sdmx.read, eurostat_tsv.read, cbs.read_odata4, known.read, cbs.refuse_stacked),
        *(known.read_titled, any_table.read),
    )
    return next(table for read in readers if (table := read(header, source)))


def open_cells(
    file: Path, path: str, download: Download, sheet: str | None = None, layout: Layout | None = None
) -> "Cells | None":
    """The cells of a file, which is noted as an input; `None` when it cannot be read."""
    if file.name.startswith(LOCKS):
        message = "this is the mark of a file that is open in a spreadsheet, not the file itself"
        hint = "close the file there, and name the file itself."
        download.diagnostics.append(Mistake("open-elsewhere", message, hint).at(Location(path)))
        return None
    table: Sheet | TextFile | None
    if file.suffix.lower() in WORKBOOKS:
        from hcroadmap.read.files.workbook import open_sheet

        table, found = open_sheet(file, path, sheet)
    else:
        table, found = _text(file, path, layout)
    download.diagnostics += found
    if table is None:
        return None
    download.inputs.append(Input(path, table.sha256))
    if not isinstance(table, TextFile):
        return table
    delimiter = layout.delimiter if layout else None
    cells = CsvCells(table, delimiter)
    return cells if delimiter or cells.is_certain else CsvCells(table, _delimiter(table.text[:MAX_TITLE]))


def _delimiter(text: str) -> str:
    """What stands as often on the most lines; a title above them may hold any."""
    lines = re.sub(r'"[^"\n]*"', "x", text).splitlines()

    def regular(mark: str) -> int:
        counts = Counter(filter(None, (line.count(mark) for line in lines)))
        return max(counts.values(), default=0)

    return max(DELIMITERS, key=regular)


def _text(file: Path, path: str, layout: Layout | None) -> tuple[TextFile | None, list[Diagnostic]]:
    """The text of a file, compressed or not; UTF-16 is known by its byte order mark."""
    declared = layout.encoding if layout else Encoding.AUTO
    encoding = None if declared is Encoding.AUTO else str(declared)
    try:
        packed = content_of(file, piped=True)  # such as convert <(unzip -p ...)
        content = packed
        if packed.startswith(_GZIP):
            import gzip

            with gzip.open(BytesIO(packed)) as stream:
                content = stream.read(MAX_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as failure:
        return None, [unreadable(failure).at(Location(path))]
    if len(content) > MAX_UNPACKED:
        hint = "unpack it, and keep the rows that are needed."
        mistake = Mistake("too-large", "the file unpacks to far more than anybody needs", hint)
        return None, [mistake.at(Location(path))]
    if encoding is None and content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    text, found = decode_text(content, path, encoding)
    if text is not None and content is not packed:
        text = replace(text, sha256=hashlib.sha256(packed).hexdigest())
    return text, found


def _beside(file: Path, path: str, word: str, download: Download) -> "Cells | None":
    """The cells of the file of the same name with another word for “Observations”, whatever its case."""
    wanted = file.name.casefold().replace(OBSERVATIONS, word.casefold())
    if wanted == file.name.casefold():
        return None
    name = next((other.name for other in sorted(file.parent.iterdir()) if other.name.casefold() == wanted), None)
    if name is None or reason_to_refuse(file.with_name(name), file.parent):
        return None
    return open_cells(file.with_name(name), path.removesuffix(file.name) + name, download)
