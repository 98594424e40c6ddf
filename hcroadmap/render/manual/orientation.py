"""What a bare `hcroadmap` says: where one stands, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hcroadmap.model.diagnostic import Diagnostic
from hcroadmap.render.console import answer_panel, text_of, wording
from hcroadmap.render.language.page import Page, visible

if TYPE_CHECKING:
    from hcroadmap.assess.assessment import Report

WIDEST, LEAST = 80, 60
ONE_FILE = """\
indicators:
  stay-rate:
    title: Students who stay
    unit: percent
    direction: increase
    baseline: {period: 2014, value: 38%}
    target: {period: 2020, value: 40%}
"""
"""The least that works, for who has nothing yet."""


def without_project(place: Path, page: Page, *, upward: bool) -> str:
    """Nothing was found: how to make a project."""
    words = page.words
    missing = words(f"orientation.no_project.{'upward' if upward else 'here'}", place=visible(str(place)))
    commands = {
        "hcroadmap init my-copy": words("orientation.copy"),
        "hcroadmap init twente --template region": words("orientation.template"),
    }
    return text_of(
        wording(words("orientation.what")), wording(missing), Text(),
        wording(words("orientation.make")), _commands(commands, page), Text(),
        wording(words("orientation.one_file")), Padding(Text(ONE_FILE.rstrip()), (0, 0, 0, 2)),
        page=_easy(page),
    )  # fmt: skip


def with_project(report: Report, page: Page) -> str:
    """The name of the project, where it stands, and what to do next."""
    from hcroadmap.render.status.content import gap_report

    words, shown = page.words, gap_report(report, page)
    commands = {
        "hcroadmap status": words("help.commands.status"),
        "hcroadmap show ID": words("orientation.goal"),
        "hcroadmap report": words("help.commands.report"),
        "hcroadmap help": words("help.commands.help"),
        "hcroadmap --help": words("orientation.commands"),
    }
    opening, *rest = shown.next or ("",)
    steps = " ".join((opening, " · ".join(rest))).strip()
    page = _easy(page)
    answer = answer_panel(shown.title, shown.as_of, wording(shown.headline), page)
    closing: list[RenderableType] = [Text(), Padding(wording(steps), (0, 2))] if steps else []
    return text_of(answer, _commands(commands, page), *closing, page=page)


def with_findings(place: Path, findings: Sequence[Diagnostic], page: Page) -> str:
    """How many findings stand in the way, and how to see them."""
    words = page.words
    errors = sum(finding.severity == "error" for finding in findings)
    told = words.count("orientation.broken", errors, place=visible(str(place)))
    commands = {
        "hcroadmap validate": words("orientation.findings"),
        "hcroadmap help errors CODE": words("help.errors.topic"),
    }
    return text_of(wording(told), Text(), _commands(commands, page), page=_easy(page))


def _easy(page: Page) -> Page:
    """The page, no wider than is easy to read."""
    return replace(page, width=min(page.width or WIDEST, WIDEST))


def _commands(commands: Mapping[str, str], page: Page) -> Padding:
    """Commands, whole but on a very narrow page, with what each is for."""
    table = Table.grid(padding=(0, 3, 0, 0))
    table.add_column(style="command", no_wrap=(page.width or WIDEST) >= LEAST)
    for command, said in commands.items():
        table.add_row(command, wording(said))
    return Padding(table, (0, 0, 0, 2))
