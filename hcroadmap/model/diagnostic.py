"""Findings about a file: where, what was found, what was expected, what to do."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

MAX_QUOTED = 60


class Location(NamedTuple):
    """A place in a file: line and column from 1, in characters, and the length to underline."""

    path: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Diagnostic(NamedTuple):
    """One finding. `message` is one sentence in lower case, `hint` an instruction."""

    location: Location
    severity: Literal["error", "warning"]
    code: str
    message: str
    hint: str = ""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sorts findings as they are shown: by place, then by code."""
        path, line, column, _ = self.location
        return path, line, column, self.code, self.message


class Mistake(ValueError):  # noqa: N818  # people make mistakes; errors are what we report
    """A text that does not say what it should; becomes a `Diagnostic` once its place is known."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint

    def at(self, location: Location) -> Diagnostic:
        """The error that it is, once its place is known."""
        return Diagnostic(location, "error", self.code, self.message, self.hint)


def error(location: Location, code: str, message: str, hint: str) -> Diagnostic:
    """A finding that stops the assessment."""
    return Diagnostic(location, "error", code, message, hint)


def warning(location: Location, code: str, message: str, hint: str) -> Diagnostic:
    """A finding that the assessment can live with."""
    return Diagnostic(location, "warning", code, message, hint)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Is any finding an error? Warnings alone do not stop an assessment."""
    return any(diagnostic.severity == "error" for diagnostic in diagnostics)


def quoted(text: str) -> str:
    """Typed text for use in a message: in quotation marks, on one line, cut short when very long."""
    line = " ".join(text[: 4 * MAX_QUOTED].split())
    return f"“{line}”" if len(line) <= MAX_QUOTED else f"“{line[:MAX_QUOTED]}…”"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“did you mean …?” with the known word closest to `word`, or nothing if none is close."""
    meant = closest(word, known)
    return f"did you mean “{meant}”?" if meant is not None else ""


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, if any is close enough."""
    return None if len(word) > MAX_QUOTED else _closest(word.casefold(), tuple(known))


@lru_cache(maxsize=256)
def _closest(word: str, known: tuple[str, ...]) -> str | None:
    """Cached, because a word that is wrong in one row is often wrong in all."""
    import difflib

    folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word, folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def expected(word: str, known: Iterable[str]) -> str:
    """A hint for an unknown word: the closest known one, else all of them."""
    known = list(known)
    return did_you_mean(word, known) or (f"use one of: {', '.join(known)}." if known else "")
