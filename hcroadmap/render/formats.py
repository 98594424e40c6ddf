"""The output formats of `status` by name; each is a module with `render(report, page, everything=...)`."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from hcroadmap.assess.assessment import Report
    from hcroadmap.render.page import Page


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


class FindingFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


MODULES = {
    Format.TABLE: "terminal",
    Format.PLAIN: "plain",
    Format.JSON: "as_json",
    Format.CSV: "as_csv",
    Format.MD: "markdown",
}
SUFFIXES = {
    ".json": Format.JSON,
    ".csv": Format.CSV,
    ".md": Format.MD,
    ".tsv": Format.PLAIN,
    ".txt": Format.TABLE,
}
SHOW_SUFFIXES = {".json": ShowFormat.JSON, ".md": ShowFormat.MD, ".txt": ShowFormat.TEXT}


class Renderer(Protocol):
    """A module that turns a report into text."""

    def render(self, report: Report, page: Page, *, everything: bool = False) -> str:
        """The report as text that ends with a line end."""
        ...


def renderer(name: Format) -> Renderer:
    """The module of a format, imported only when it is asked for."""
    return cast("Renderer", import_module(f"hcroadmap.render.{MODULES[name]}"))
