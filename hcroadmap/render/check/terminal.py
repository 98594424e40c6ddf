"""`check` on a terminal: the whole answer on the first line, then a table of what it rests on."""

from rich.text import Text

from hcroadmap.assess.check import Check
from hcroadmap.render.check.text import ProblemText, closing_lines, first_line, problem_texts
from hcroadmap.render.console import instruction, text_of, wording
from hcroadmap.render.figure_table import TableEntry, figure_table
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.voice import Amounts
from hcroadmap.render.language.words import capitalised
from hcroadmap.render.status.content import Cell, figures

FIGURES = ("latest", "target", "to_go")
"""The columns of figures."""


def render(check: Check, page: Page, code: int) -> str:
    """The first line and what it rests on: problems, what does not count, what is final, other news, the day."""
    answer = wording(first_line(check, code), "strong")
    answer.no_wrap, answer.overflow = True, "ignore"
    *news, day = closing_lines(check, page)
    closing = [*map(wording, news), wording(day, "faint")]
    texts = list(problem_texts(check, page))
    if not texts:
        return text_of(answer, *closing, page=page)
    heads = {name: page.words(f"column.{name}") for name in FIGURES}
    table = figure_table([[_entry(text, page)] for text in texts], heads, page)
    return text_of(answer, Text(), table, Text(), *closing, page=page)


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
