"""The output formats of each command by name, and what writes them, imported only when it is asked for."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable

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


RENDERERS = {
    Format.TABLE: "status.terminal.render",
    Format.PLAIN: "status.flat.render_plain",
    Format.JSON: "status.json.render",
    Format.CSV: "status.flat.render_csv",
    Format.MD: "markdown.status_markdown",
}
SUFFIXES = {
    ".json": Format.JSON,
    ".csv": Format.CSV,
    ".md": Format.MD,
    ".tsv": Format.PLAIN,
    ".txt": Format.TABLE,
}
MEMO_SUFFIXES = {".md": MemoFormat.MD, ".html": MemoFormat.HTML, ".htm": MemoFormat.HTML, ".docx": MemoFormat.DOCX}
SHOW_SUFFIXES = {".json": ShowFormat.JSON, ".md": ShowFormat.MD, ".txt": ShowFormat.TEXT}


AGENDA_RENDERERS = {
    Format.TABLE: "activities.terminal.render",
    Format.PLAIN: "activities.flat.render_plain",
    Format.JSON: "activities.json.render",
    Format.CSV: "activities.flat.render_csv",
    Format.MD: "markdown.agenda_markdown",
}


class Renderer(Protocol):
    """Turns a report into a text that ends with a line end."""

    def __call__(self, report: Report, page: Page, *, everything: bool = False) -> str:
        """With `everything`, also the indicators that are not goals."""
        ...


def agenda_renderer(name: Format) -> Callable[[Agenda, Page], str]:
    """What writes the activities in a format."""
    module, _, function = AGENDA_RENDERERS[name].rpartition(".")
    return cast("Callable[[Agenda, Page], str]", getattr(import_module(f"hcroadmap.render.{module}"), function))


def renderer(name: Format) -> Renderer:
    """What writes `status` in a format."""
    module, _, function = RENDERERS[name].rpartition(".")
    return cast("Renderer", getattr(import_module(f"hcroadmap.render.{module}"), function))


class CheckFormat(StrEnum):
    """How the answer of `check` is written."""

    TEXT = "text"
    NAGIOS = "nagios"
    JSON = "json"
    OPENMETRICS = "openmetrics"


CHECK_SUFFIXES = {".json": CheckFormat.JSON, ".prom": CheckFormat.OPENMETRICS, ".txt": CheckFormat.TEXT}
