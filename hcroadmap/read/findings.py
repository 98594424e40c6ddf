"""Findings as readers and checks report them."""

from __future__ import annotations

from hcroadmap.model.diagnostic import Diagnostic, Location, Mistake


def error(location: Location, code: str, message: str, hint: str) -> Diagnostic:
    """A finding that stops the assessment."""
    return Diagnostic(location, "error", code, message, hint)


def warning(location: Location, code: str, message: str, hint: str) -> Diagnostic:
    """A finding that the assessment can live with."""
    return Diagnostic(location, "warning", code, message, hint)


def mistaken(location: Location, mistake: Mistake) -> Diagnostic:
    """A mistake as an error, now that its place is known."""
    return error(location, mistake.code, mistake.message, mistake.hint)
