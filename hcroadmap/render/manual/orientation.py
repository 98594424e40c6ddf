"""The answer to a bare `hcroadmap`: where things stand, and what to do next."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from hcroadmap.assess.assessment import Report
from hcroadmap.model.diagnostic import Diagnostic
from hcroadmap.render.console import answer_panel, glossary, text_of, wording
from hcroadmap.render.language.page import Page, visible
from hcroadmap.render.status.content import gap_report

WIDEST = 80
"""Cells of the widest page that is easy to read."""
ONE_FILE = Path(__file__).with_name("one_file.yaml")
"""The least that works, for who has nothing yet."""


def without_project(place: Path, page: Page, *, upward: bool) -> str:
    """How to make a project, where none was found."""
    page, words = page.at_most(WIDEST), page.words
    missing = words(f"orientation.no_project.{'upward' if upward else 'here'}", place=visible(str(place)))
    commands = {
        "hcroadmap init my-copy": words("orientation.copy"),
        "hcroadmap init twente --template region": words("orientation.template"),
        "hcroadmap help start": words("orientation.start"),
    }
    example = ONE_FILE.read_text(encoding="utf-8").rstrip()
    return text_of(
        wording(words("orientation.what")), wording(missing), Text(),
        wording(words("orientation.make")), glossary(commands, page), Text(),
        wording(words("orientation.one_file")), Padding(Text(example), (0, 0, 0, 2)),
        page=page,
    )  # fmt: skip


def with_project(report: Report, page: Page) -> str:
    """The name of the project, where it stands, and what to do next."""
    page, words, shown = page.at_most(WIDEST), page.words, gap_report(report, page)
    commands = {
        "hcroadmap status": words("help.commands.status"),
        "hcroadmap show ID": words("orientation.goal"),
        "hcroadmap report": words("help.commands.report"),
        "hcroadmap help": words("help.commands.help"),
        "hcroadmap --help": words("orientation.commands"),
    }
    steps = " ".join([*shown.next[:1], " · ".join(shown.next[1:])]).strip()
    closing: list[RenderableType] = [Text(), Padding(wording(steps), (0, 2))] if steps else []
    answer = answer_panel(shown.title, shown.as_of, wording(shown.headline), page)
    return text_of(answer, glossary(commands, page), *closing, page=page)


def with_findings(place: Path, findings: Sequence[Diagnostic], page: Page) -> str:
    """How many findings stand in the way, and how to see them."""
    page, words = page.at_most(WIDEST), page.words
    errors = sum(finding.severity == "error" for finding in findings)
    answer = words.count("orientation.broken", errors, place=visible(str(place)))
    commands = {
        "hcroadmap validate": words("orientation.findings"),
        "hcroadmap help errors CODE": words("help.errors.topic"),
    }
    return text_of(wording(answer), Text(), glossary(commands, page), page=page)
