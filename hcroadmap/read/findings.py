"""The two kinds of findings that readers and checks report."""

from __future__ import annotations

from hcroadmap.model.diagnostic import Diagnostic, Location


def error(location: Location, code: str, message: str, hint: str) -> Diagnostic:
    """A finding that stops the assessment."""
    return Diagnostic(location, "error", code, message, hint)


def warning(location: Location, code: str, message: str, hint: str) -> Diagnostic:
    """A finding that the assessment can live with."""
    return Diagnostic(location, "warning", code, message, hint)
