"""What a downloaded file seems to hold, for somebody who must say how it is read."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from hcroadmap.model.diagnostic import Diagnostic, Mistake
from hcroadmap.model.source import Layout, Source
from hcroadmap.read.downloads.header import Header, header_at
from hcroadmap.read.downloads.numbers import parse_foreign_number
from hcroadmap.read.downloads.open import WORKBOOKS, Download, open_cells, open_download
from hcroadmap.read.downloads.periods import parse_foreign
from hcroadmap.read.downloads.suppliers.flags import are_flags

LOOKED_AT, MAX_ABOVE = 500, 25  # rows
YEARS = range(1900, 2101)


class DescribedColumn(NamedTuple):
    """A column by its name, or its number where it has none; `role` is what it may hold, or empty."""

    name: str
    examples: Sequence[str]
    role: str


class Description(NamedTuple):
    """What a file is: `format` is empty where it is not known, and `findings` say what is still to be chosen.

    `sheets` are those of a workbook, the first of which is described unless another was named; `line` is where the
    table seems to begin.
    """

    format: str
    sheets: Sequence[str]
    line: int
    columns: Sequence[DescribedColumn]
    findings: Sequence[Diagnostic]


def describe(file: Path, source: Source, layout: Layout | None = None) -> Description:
    """Describe a file, read as far as the entry says how.

    Raises:
        Misnamed: when the entry says something that such a file has no use for.
    """
    sheets: Sequence[str] = ()
    if file.suffix.lower() in WORKBOOKS:
        from hcroadmap.read.files.workbook import sheet_names

        sheets = sheet_names(file)
        source = source.model_copy(update={"sheet": source.sheet or next(iter(sheets), None)})
    download = open_download(file, file.as_posix(), source, layout)
    table, header = download.table, download.table.header if download.table else None
    if header is None and (cells := open_cells(file, file.as_posix(), Download(), source.sheet, layout)):
        above = list(islice(cells.rows(), MAX_ABOVE))
        filled = [sum(map(bool, map(str.strip, row.cells))) for row in above]
        most = max(filled, default=0)
        least = min(most, max(2, most - 1))  # a title stands alone on its row
        first = next((row for row, count in zip(above, filled, strict=True) if count >= least), None)
        header = header_at(cells, first, lambda _: None) if first else None
    columns = list(_columns(header)) if header else []
    if table:
        roles = dict.fromkeys(table.period, "period") | dict.fromkeys(table.values, "value")
        roles |= dict.fromkeys((*table.flags, *table.reasons, *table.beside.values()), "flags")
        columns = [column._replace(role=roles.get(index, "")) for index, column in enumerate(columns)]
    line = header.line if header else 0
    return Description(table.format if table else "", sheets, line, columns, download.findings)


def _columns(header: Header) -> Iterator[DescribedColumn]:
    """Each column, with its first two texts, and what its texts in the first rows look like."""
    rows = [row.cells for row in islice(header.rows(), LOOKED_AT)]
    for index, name in enumerate(header.names):
        texts = [text for text in dict.fromkeys(cells[index].strip() for cells in rows) if text]
        periods, numbers = [], []
        for text in texts:
            with suppress(Mistake):
                periods.append(parse_foreign(text).period.year in YEARS)
            with suppress(Mistake):
                numbers.append(parse_foreign_number(text, None))
        is_figure = 2 * len(numbers) > len(texts)  # signs for what is missing stand among them
        guess = "value" if is_figure else "flags" if are_flags(texts, {}) else ""
        is_period = sum(periods) == len(texts) > 0
        yield DescribedColumn(name or str(index + 1), texts[:2], "period" if is_period else guess)
