"""The gap report on a screen: a panel with the answer, a table, a legend, and who is next with what."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from hcroadmap.assess.assessment import Report
from hcroadmap.render.console import GAP, answer_panel, drawn, ends, instruction, room, text_of, unbroken, wording
from hcroadmap.render.figure_table import TableEntry, figure_table
from hcroadmap.render.language.page import Page
from hcroadmap.render.status.content import WIDE_COLUMNS, GapGroup, GapRow, Way, gap_report

WIDE = 120
"""Pages from this width on show the pace in columns, and name the action line of each goal."""
LEAST_NOTE = 34
"""Cells beside a bar; with less, the notes stand below it."""
BEHIND, BAR_WIDTH = 5, 24
"""Cells of a bar: those behind the baseline where they are needed, and all, with one beyond the target."""


def render(report: Report, page: Page, *, everything: bool = False) -> str:
    """The gap report as wide as the page, with escapes where it has colours."""
    content = gap_report(report, page, everything=everything)
    is_wide = room(page) >= WIDE - 1
    heads = {name: head for name, head in content.heads.items() if is_wide or name not in WIDE_COLUMNS}
    sections = [_entries(row, group, is_wide) for group in content.groups for row in group.rows]
    table = figure_table(sections, heads, page, dispensable=WIDE_COLUMNS)
    counts = Text("   ").join(wording(unbroken(text), style) for text, style in content.counts)
    answer = Group(wording(content.headline, "strong"), ends(counts, content.news, page, margin=2))
    panel = answer_panel(content.title, content.as_of, answer, page)
    has_bars = any(row.way for group in content.groups for row in group.rows)
    signs = [page.words(f"bar.{name}") for name in ("baseline", "expected", "target")] if has_bars else []
    legend = wording("   ".join(map(unbroken, signs)), "faint")
    closing = [ends(legend, content.context, page, margin=1)] if legend or content.context else []
    if content.chosen:
        closing.append(wording(content.chosen, "faint"))
    for number, step in enumerate(content.next):
        text, line = instruction(step), Table.grid(padding=(0, 1, 0, 0))
        if number == 0:
            text.highlight_regex(r"^[^:]+:", "strong")
        line.add_row(*(["  ·", text] if number else [text]))
        closing.append(line)
    below = (Padding(line, (0, 1)) for line in closing)
    return text_of(panel, table, Rule(style="faint"), *below, page=page)


def _entries(row: GapRow, group: GapGroup, is_wide: bool) -> list[TableEntry]:
    """An indicator and its members; below the last, what there is to say about it and about its action line."""
    subtitle = " · ".join(filter(None, [group.title if is_wide else "", row.subtitle]))
    lines = [wording(row.title, "strong"), *([wording(subtitle, "faint")] if subtitle else [])]
    label = wording(f"{row.symbol} {row.status}", row.style)
    if row.firmness:
        label.append(f"\n  {row.firmness}", drawn("faint"))
    about = [wording(row.changed)]
    if row is group.rows[-1]:
        activities = ": ".join(filter(None, ["" if is_wide else group.title, group.activities]))
        about += [wording(group.changed), wording(activities, "faint")]
    notes = _Notes(row.way, row.style, wording(" ".join(row.notes)))
    entries = [TableEntry(label, Text("\n").join(lines), row.cells, style=row.style)]
    for member in row.members:  # its period stands beside its name, so that it takes one line
        name = ", ".join(filter(None, [member.name, member.cells["latest"].period]))
        cells = {name: cell._replace(period="") for name, cell in member.cells.items()}
        entries.append(TableEntry(wording(member.label, member.style), wording(f"  {name}"), cells))
    return [*entries[:-1], entries[-1]._replace(about=[notes, *filter(None, about)])]


class _Notes(NamedTuple):
    """The notes about an indicator, beside its bar where there is room for both."""

    way: Way | None
    style: str
    notes: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        left = Text()
        if self.way:
            drawing = bar(self.way, self.style)
            if options.max_width - BAR_WIDTH - GAP >= LEAST_NOTE:
                left = drawing.append(" " * GAP)
            else:
                yield drawing
        notes = self.notes.wrap(console, options.max_width - left.cell_len)
        for line in notes or [Text()] * bool(left):
            line.rstrip()
            yield Text.assemble(left, line, no_wrap=True)
            left = Text(" " * left.cell_len)


def bar(way: Way, style: str) -> Text:
    """How far it came from baseline to target, and how far it should be: `◀━━━━├┈┈┃┈┈┈┈┈┈┈┈┈┈┈┈┈◎`."""
    start, end = (BEHIND if way.progress < 0 else 0), BAR_WIDTH - 2
    here, due = (start + round(max(Fraction(-9), min(share, Fraction(9))) * (end - start)) for share in way)
    colour = drawn(style)
    cells = [(" ", "")] * start + [("├", "")] + [("┈", "faint")] * (end - start - 1) + [("◎", ""), (" ", "")]
    for index in (*range(max(here, 0), start), *range(start + 1, min(here + 1, end))):
        cells[index] = ("━", colour)
    if 0 < way.expected < 1:
        cells[min(max(due, start + 1), end - 1)] = ("┃", "strong")
    if here < 0:
        cells[0] = ("◀", colour)
    if here > end:
        cells[-1] = ("▶", colour)
    runs = groupby(cells, key=lambda cell: cell[1])  # each piece of a text costs, however short it is
    return Text.assemble(*(("".join(sign for sign, _ in run), style) for style, run in runs))
