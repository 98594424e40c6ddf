"""The output formats of `status` by name; each is a module with `render(report, page, everything=...)`."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

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


MODULES = {
    Format.TABLE: "status.terminal",
    Format.PLAIN: "status.plain",
    Format.JSON: "status.json",
    Format.CSV: "status.csv",
    Format.MD: "status.markdown",
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


AGENDA_MODULES = {
    Format.TABLE: "activities.terminal",
    Format.PLAIN: "activities.plain",
    Format.JSON: "activities.json",
    Format.CSV: "activities.csv",
    Format.MD: "activities.markdown",
}


class Renderer(Protocol):
    """A module that turns a report into text."""

    def render(self, report: Report, page: Page, *, everything: bool = False) -> str:
        """The report as text that ends with a line end."""
        ...


class AgendaRenderer(Protocol):
    """A module that turns the activities into text."""

    def render(self, content: Agenda, page: Page) -> str:
        """The activities as text that ends with a line end."""
        ...


def agenda_renderer(name: Format) -> AgendaRenderer:
    """The module of a format of `activities`, imported only when it is asked for."""
    return cast("AgendaRenderer", import_module(f"hcroadmap.render.{AGENDA_MODULES[name]}"))


def renderer(name: Format) -> Renderer:
    """The module of a format, imported only when it is asked for."""
    return cast("Renderer", import_module(f"hcroadmap.render.{MODULES[name]}"))


class CheckFormat(StrEnum):
    """How the answer of `check` is written."""

    TEXT = "text"
    NAGIOS = "nagios"
    JSON = "json"
    OPENMETRICS = "openmetrics"


CHECK_SUFFIXES = {".json": CheckFormat.JSON, ".prom": CheckFormat.OPENMETRICS, ".txt": CheckFormat.TEXT}
