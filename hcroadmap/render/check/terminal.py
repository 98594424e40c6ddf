"""`check` on a terminal: the whole answer on the first line, then a table of what needs attention."""

from rich.text import Text

from hcroadmap.assess.check import Check
from hcroadmap.render.check.text import ProblemText, first_line, problem_texts
from hcroadmap.render.console import instruction, text_of, wording
from hcroadmap.render.figure_table import TableEntry, figure_table
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.voice import Amounts
from hcroadmap.render.language.words import capitalised
from hcroadmap.render.status.content import Cell, figures

FIGURES = ("latest", "target", "to_go")


def render(check: Check, page: Page, code: int) -> str:
    """The first line, the same for every reader, and a table where there is anything to list."""
    first = wording(first_line(check, code), "strong")
    first.no_wrap, first.overflow = True, "ignore"
    sections = [[_entry(text, page)] for text in problem_texts(check, page)]
    if not sections:
        return text_of(first, page=page)
    heads = {name: page.words(f"column.{name}") for name in FIGURES}
    return text_of(first, Text(), figure_table(sections, heads, page), page=page)


def _entry(text: ProblemText, page: Page) -> TableEntry:
    """What is wrong, with its figures; below it why, what to do, who owns it, and where it is promised."""
    title, cells = text.what, dict[str, Cell]()
    if assessment := text.assessment:
        title, cells = page.text(assessment.indicator.title), figures(assessment, Amounts(assessment, page))
    remarks = [f"{capitalised(remark.rstrip('.'))}." for remark in (*text.asides, *text.remarks)]
    whose = wording(" · ".join(filter(None, [text.owner, text.place])), "faint")
    return TableEntry(
        label=wording(f"{text.symbol} {text.status}", text.style),
        title=Text("\n").join([wording(title, "strong"), wording(text.id, "faint")]),
        cells=cells,
        about=[line for line in (wording(" ".join(remarks)), instruction(capitalised(text.to_do)), whose) if line],
        style=text.style,
    )
