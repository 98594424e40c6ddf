"""What a bare `hcroadmap` says: where one stands, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hcroadmap.model.diagnostic import Diagnostic
from hcroadmap.render.language.page import Page, visible
from hcroadmap.render.piece import Line, Piece, escaped, wrapped

if TYPE_CHECKING:
    from hcroadmap.assess.assessment import Report

WIDEST = 80
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
    lines = [
        *_text(words("orientation.what"), page),
        *_text(missing, page),
        [],
        [Piece(words("orientation.make"))],
    ]
    lines += _commands({
        "hcroadmap init my-copy": words("orientation.copy"),
        "hcroadmap init twente --template region": words("orientation.template"),
    })  # fmt: skip
    lines += [[], [Piece(words("orientation.one_file"))]]
    lines += [[Piece(f"  {line}")] for line in ONE_FILE.splitlines()]
    return _joined(lines, page)


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
    lines: list[Line] = [[Piece(shown.title, "bold"), Piece(f"  {shown.as_of}", "dim")]]
    lines += [*_text(shown.headline, page), [], *_commands(commands)]
    opening, *rest = shown.next or ("",)
    steps = " ".join((opening, " · ".join(rest))).strip()
    return _joined([*lines, [], *_text(steps, page)] if steps else lines, page)


def with_findings(place: Path, findings: Sequence[Diagnostic], page: Page) -> str:
    """How many findings stand in the way, and how to see them."""
    words = page.words
    errors = sum(finding.severity == "error" for finding in findings)
    told = words.count("orientation.broken", errors, place=visible(str(place)))
    shown = _commands({"hcroadmap validate": words("orientation.findings"),
                       "hcroadmap help errors CODE": words("help.errors.topic")})  # fmt: skip
    return _joined([*_text(told, page), [], *shown], page)


def _text(text: str, page: Page) -> list[Line]:
    return [[Piece(line)] for line in wrapped(text, min(page.width or WIDEST, WIDEST) - 1)]


def _commands(said: dict[str, str]) -> list[Line]:
    width = max(len(command) for command in said) + 3
    return [[Piece(f"  {command.ljust(width)}", "cyan"), Piece(told)] for command, told in said.items()]


def _joined(lines: Sequence[Line], page: Page) -> str:
    return "".join(f"{escaped(line, page)}\n" for line in lines)
