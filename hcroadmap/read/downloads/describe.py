"""What a downloaded file seems to hold, for somebody who must say how it is read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain, islice, takewhile
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from hcroadmap.model.diagnostic import Diagnostic, Mistake
from hcroadmap.model.source import YEAR, Calendar, Layout, Source
from hcroadmap.read.downloads.header import FOOTER, STACK, Header, Unreadable, header_at, stacked
from hcroadmap.read.downloads.numbers import parse_foreign_number
from hcroadmap.read.downloads.open import WORKBOOKS, Download, Sweep, open_cells, open_download
from hcroadmap.read.downloads.periods import is_period, parse_foreign
from hcroadmap.read.downloads.suppliers.flags import are_flags, power_of_ten
from hcroadmap.read.downloads.table import FLAGS, SupplierTable
from hcroadmap.read.files.cells import CellRow, Cells

LOOKED_AT, MAX_ABOVE = 20_000, 25  # rows
YEARS = range(1900, 2101)
NO_LAYOUT = Layout.model_construct(header=())
_TOTAL = r"(?:tota\w*|all|both|beide\w*|insgesamt|ensemble|_?t)\b"
_NO_FIGURE = r"[^\w<>#%+]{1,3}|x|nan|null|n/?a|n\.a\.|n\.?b\.?|n\.?v\.?t\.?"
_DATED = re.compile(r"(.*?)((?:19|20)\d\d(?:\S*\d)?\**)(.*)")


class DescribedColumn(NamedTuple):
    """A column by its name, or its number where it has none; `role` is what it may hold, or empty."""

    name: str
    examples: Sequence[str]
    role: str = ""


class Description(NamedTuple):
    """What a file is: `format` is empty where it is not known, and `findings` say what is still to be chosen.

    `sheets` are those of a workbook, of which `sheet` is described. `measures` are the columns of figures among
    which one chooses in a known file. `layout` is what seems to be true of the table; its `value` are all columns
    of figures, the likeliest first.
    """

    format: str = ""
    sheets: Sequence[str] = ()
    sheet: str | None = None
    columns: Sequence[DescribedColumn] = ()
    measures: Sequence[str] = ()
    layout: Layout = NO_LAYOUT
    findings: Sequence[Diagnostic] = ()

    @property
    def values(self) -> Sequence[str]:
        """The columns that may hold the figures, the likeliest first."""
        return self.measures or self.layout.value

    @property
    def is_table(self) -> bool:
        """Are there figures, and periods that they are of?"""
        return bool(self.layout.wide or (self.layout.period.column and self.layout.value))

    @property
    def needs_layout(self) -> bool:
        """Is there more to say than two names?"""
        about = self.layout
        return about.header != (1,) or bool(about.footer or about.missing) or len(about.period.column) != 1

    def layout_for(self, source: Source) -> Layout:
        """A layout that reads the file as it is described; what the entry says goes before."""
        about, changes = self.layout, dict[str, Any]()
        period = about.period.model_copy(update={"column": (source.period,)} if source.period else {})
        if source.study_year:
            period = period.model_copy(update={"kind": Calendar.STUDY_YEAR, "label": source.study_year})
        if not about.wide:
            chosen = (source.value,) if source.value else source.observations[0].value
            changes["value"] = chosen or (about.value if self.measures else about.value[:1])
        changes |= {"status": source.status or about.status, "decimal": source.decimal or about.decimal}
        return about.model_copy(update=changes | {"period": period})


def describe(file: Path, source: Source, layout: Layout | None = None, rows: int | None = None) -> Description:
    """Describe a file, or its first `rows`, as far as the entry says how.

    Of a workbook the first sheet with a table is described.

    Raises:
        Misnamed: when the entry says something that such a file has no use for.
    """
    sheets: Sequence[str] = ()
    if file.suffix.lower() in WORKBOOKS:
        from hcroadmap.read.files.workbook import sheet_names

        sheets = sheet_names(file)
    asked = [source.sheet] if source.sheet or not sheets else sheets
    each = (_described(file, source.model_copy(update={"sheet": sheet}), layout, rows) for sheet in asked)
    first = next(each)
    found = next((one for one in chain([first], each) if one.is_table), first)
    return found._replace(sheets=sheets)


def _described(file: Path, source: Source, layout: Layout | None, limit: int | None) -> Description:
    download = open_download(file, file.as_posix(), source, layout, Sweep(limit))
    about, table = Description(sheet=source.sheet, findings=download.findings), download.table
    if table is None:
        cells = open_cells(file, file.as_posix(), Download(), source.sheet, layout)
        return (_guessed(cells) if cells else about)._replace(sheet=about.sheet, findings=about.findings)
    rows = _first_rows(table.header)
    roles = dict.fromkeys(table.period, "period") | dict.fromkeys(table.values, "value")
    roles |= dict.fromkeys((*table.flags, *table.reasons, *table.beside.values()), "flags")
    columns = [
        column._replace(role=roles.get(index, "")) for index, column in enumerate(_columns(table.header, rows))
    ]
    layout = _layout_of(table, layout.header if layout else [table.header.line])
    return about._replace(format=table.format, columns=columns, measures=table.measures, layout=layout)


def _layout_of(table: SupplierTable, lines: Sequence[int]) -> Layout:
    """The layout that says what columns can say of a table."""
    names = [name or str(number) for number, name in enumerate(table.header.names, 1)]
    reads = [read.keywords for read in table.flags.values() if isinstance(read, partial)]
    wide = dict.fromkeys(names[index].replace(period, YEAR, 1) for index, period in table.wide.items())
    calendar, label = table.rule
    content: dict[str, Any] = {
        "header": [*map(str, lines)],
        "footer": [*table.header.footer],
        "decimal": table.mark,
        "missing": sorted(filter(None, table.missing.keys() - {*table.suppressed})),
        "suppressed": [*table.suppressed],
        "status": {"column": [names[index] for index in table.flags], **(reads[0] if reads else {})},
        "multiplier": next((names[index] for index in table.powers_of_rows), None),
        "period": {"column": [names[index] for index in table.period], "kind": calendar, "label": label},
        **({"wide": [*wide]} if wide else {"value": [names[index] for index in table.values]}),
    }
    if not table.flags:
        del content["status"]
    return _valid(content)


def _valid(content: Mapping[str, Any]) -> Layout:
    """A layout that says this, if any can: a head may hold what stands for a year."""
    try:
        return Layout.model_validate({key: given for key, given in content.items() if given})
    except ValidationError:
        return NO_LAYOUT


def _guessed(cells: Cells) -> Description:
    """The first row below which a table stands, with the heads right above and below it; else the fullest row."""
    above = list(islice(cells.rows(), MAX_ABOVE))
    for number, row in enumerate(above):
        below = above[number + 1 : number + 2]
        if (found := _below(cells, [row])).is_table and not any(map(_has_years, below)):
            heads = [row]
            is_partial = not all(map(str.strip, row.cells)) or len({*row.cells}) < len(row.cells)
            for other in reversed(above[:number]):
                is_title = len(_texts(other)) < 2 and other.cells[0].strip()
                if other.line < heads[0].line - 1 or is_title or not (is_partial or not other.cells[0].strip()):
                    break
                heads.insert(0, other)
            heads += takewhile(_is_head, above[number + 1 :])
            return found if heads == [row] else _below(cells, heads)
    fullest = max(above, key=lambda row: len(_texts(row)), default=None)
    return _below(cells, [fullest]) if fullest else Description()


def _texts(row: CellRow) -> list[str]:
    return [*filter(None, map(str.strip, row.cells))]


def _has_years(row: CellRow) -> bool:
    """Does a row hold several periods and nothing else that is a number, as heads do?"""
    first, *texts = _texts(row)
    dated = [text for text in texts if _is_dated(text)]
    return not _is_dated(first) and len(set(dated)) > 1 and dated == [*filter(_is_number, texts)]


def _is_head(row: CellRow) -> bool:
    """Has a row several texts at most, and neither a figure nor a period, such as one of units below the heads?"""
    return not row.cells[0].strip() and not any(_is_number(text) or is_period(text) for text in _texts(row))


def _below(cells: Cells, heads: Sequence[CellRow]) -> Description:
    """The table below some rows, as it would be if they held its heads."""
    header = header_at(cells, stacked(heads), lambda _: None)
    rows = _first_rows(header)
    columns = list(_columns(header, rows))
    wide = {
        "".join((match[1], YEAR, match[3]))
        for name, column in zip(header.names, columns, strict=True)
        for head in name.split(STACK)
        if column.role == "value" and (match := _DATED.fullmatch(head)) and is_period(match[2])
    }
    periods, last = _periods(columns, rows)
    columns = [each._replace(role="period" if n in periods else each.role) for n, each in enumerate(columns)]
    named = {role: [each.name for each in columns if each.role == role] for role in ("value", "flags", "scale")}
    figures = [n for n, each in enumerate(columns) if each.role == "value"]
    texts = {row.cells[index].strip() for row in rows for index in figures}
    flags = [name for name in named["flags"] if not name.isdecimal()]  # beside their figures, flags are known
    if wide and not periods:
        last = max((row.line for row in rows if any(map(_is_number, row.cells))), default=0)
    else:
        left = [columns[n].name for n in figures if n < max(periods, default=0)]
        named["value"].sort(key=lambda name: (name in left, is_no_total(name)))
    content = {
        "header": [str(row.line) for row in heads],
        "footer": _footer(cells, last, rows) if last else "",
        "missing": sorted(text for text in texts if re.fullmatch(_NO_FIGURE, text, re.IGNORECASE)),
        "multiplier": next(iter(named["scale"]), None),
        "status": {"column": flags} if flags else None,
        "period": {"column": [columns[index].name for index in periods]} if periods else None,
        **({"value": named["value"]} if periods or not wide else {"wide": sorted(wide)}),
    }
    return Description(columns=columns, layout=_valid(content))


def _first_rows(header: Header) -> Sequence[CellRow]:
    rows: list[CellRow] = []
    with suppress(Unreadable):
        rows.extend(islice(header.rows(), LOOKED_AT))
    return rows


def _footer(cells: Cells, last: int, rows: Sequence[CellRow]) -> str:
    """How the row below the last one of a table begins; empty where that need not be said, or says too much."""
    row = next((row for row in cells.rows() if row.line > last), None)
    footer = _texts(row)[0] if row else ""
    within = (_texts(row)[0].casefold() for row in rows if row.line <= last)
    ends_early = len(rows) == LOOKED_AT or any(first.startswith(footer.casefold()) for first in within)
    return "" if ends_early or footer.casefold().startswith(FOOTER) else footer


def _columns(header: Header, rows: Sequence[CellRow]) -> Iterator[DescribedColumn]:
    """Each column, with its first two texts, and what its texts in the first rows look like."""
    for index, name in enumerate(header.names):
        texts = [text for text in dict.fromkeys(row.cells[index].strip() for row in rows) if text]
        is_figure = 2 * sum(map(_is_number, texts)) > len(texts)  # signs for what is missing stand among them
        has_flags = (not name or FLAGS.search(name)) and are_flags(texts, {})  # men and women are M and V
        role = "value" if is_figure else "scale" if _are_scales(texts) else "flags" if has_flags else ""
        yield DescribedColumn(name or str(index + 1), texts[:2], role)


def _periods(columns: Sequence[DescribedColumn], rows: Sequence[CellRow]) -> tuple[Sequence[int], int]:
    """The columns that name the period of a row, and the line of the last row that has one."""
    for index in range(len(columns)):
        texts = [row.cells[index].strip() for row in rows]
        dated = [number for number, text in enumerate(texts) if _is_dated(text)]
        if not dated or not all(_is_dated(text) for text in texts[: dated[-1]] if text):
            continue
        below = rows[dated[-1] + 1 :]
        if any(_is_number(row.cells[index]) for row in below):
            continue
        if any(not row.cells[index].strip() and any(map(_is_number, row.cells)) for row in below):
            continue  # figures below a merged cell: the rows have no period of their own
        within = rows[: dated[-1] + 1]
        for other in range(len(columns)):
            parts = [row.cells[other] for row in within]
            joined = [f"{row.cells[index]} {part}" for row, part in zip(within, parts, strict=True)]
            is_part = all(parts) and not all(map(is_period, parts))
            if columns[other].role != "value" and is_part and all(map(is_period, joined)):
                return [index, other], within[-1].line
        return [index], within[-1].line
    return [], 0


def _are_scales(texts: Sequence[str]) -> bool:
    """Do texts say in what figures are counted, and one of them not in units?"""
    with suppress(Mistake):
        return max(map(power_of_ten, texts), default=0) > 0
    return False


def _is_dated(text: str) -> bool:
    with suppress(Mistake):
        return parse_foreign(text).period.year in YEARS
    return bool(re.fullmatch(r"(?:19|20)\d\d-(?:19|20)\d\d", text))  # study years, where somebody says so


def _is_number(text: str) -> bool:
    with suppress(Mistake):
        return bool(parse_foreign_number(text, None))
    return False


def is_no_total(text: str) -> bool:
    """Does a text stand for a part, and not for all?"""
    return bool(text) and not re.match(_TOTAL, text, re.IGNORECASE)
