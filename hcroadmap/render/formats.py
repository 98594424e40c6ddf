"""The output formats of each command by name, and what writes `status` and `activities` in each."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hcroadmap.assess.activities import Agenda
    from hcroadmap.assess.assessment import Report
    from hcroadmap.render.language.page import Page


class Format(StrEnum):
    """How the gap report is written."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"
    MD = "md"


class ShowFormat(StrEnum):
    """How one indicator is written."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


class MemoFormat(StrEnum):
    """How the memo is written; each is also the suffix of its file."""

    MD = "md"
    HTML = "html"
    DOCX = "docx"


class FindingFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class CheckFormat(StrEnum):
    """How the answer of `check` is written."""

    TEXT = "text"
    NAGIOS = "nagios"
    JSON = "json"
    OPENMETRICS = "openmetrics"


SUFFIXES = {
    ".json": Format.JSON,
    ".csv": Format.CSV,
    ".md": Format.MD,
    ".tsv": Format.PLAIN,
    ".txt": Format.TABLE,
}
MEMO_SUFFIXES = {".md": MemoFormat.MD, ".html": MemoFormat.HTML, ".htm": MemoFormat.HTML, ".docx": MemoFormat.DOCX}
SHOW_SUFFIXES = {".json": ShowFormat.JSON, ".md": ShowFormat.MD, ".txt": ShowFormat.TEXT}
CHECK_SUFFIXES = {".json": CheckFormat.JSON, ".prom": CheckFormat.OPENMETRICS, ".txt": CheckFormat.TEXT}


def status_text(chosen: Format, report: Report, page: Page, *, everything: bool = False) -> str:
    """`status` in a format; with `everything`, pages for people also show the indicators that are not goals."""
    from hcroadmap.render.status import terminal

    if chosen is Format.TABLE:
        return terminal.render(report, page, everything=everything)
    from hcroadmap.render import flat, json, markdown

    if chosen is Format.MD:
        return markdown.status_markdown(report, page, everything=everything)
    write = {Format.PLAIN: flat.status_plain, Format.CSV: flat.status_csv, Format.JSON: json.status_json}
    return write[chosen](report)


def agenda_text(chosen: Format, content: Agenda, page: Page) -> str:
    """`activities` in a format."""
    from hcroadmap.render import flat, json, markdown
    from hcroadmap.render.activities import terminal

    if chosen is Format.JSON:
        return json.agenda_json(content)
    write = {Format.PLAIN: flat.agenda_plain, Format.CSV: flat.agenda_csv, Format.MD: markdown.agenda_markdown}
    return write.get(chosen, terminal.render)(content, page)
