"""Findings about a file: where, what was found, what was expected, what to do."""

from __future__ import annotations

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


CODES = {
    # reading files
    "unreadable-file": "a file cannot be opened",
    "bad-encoding": "a file is neither UTF-8 nor Windows-1252",
    "control-character": "a file holds a character that no text should hold",
    "empty-file": "a file holds nothing",
    # YAML
    "yaml-syntax": "a file is not YAML",
    "second-document": "a YAML file holds more than one document",
    "duplicate-key": "a key is given twice in one mapping",
    "merge-key": "a YAML merge key (<<) is used",
    "alias-cycle": "a YAML alias refers to itself, or to nothing",
    "too-deep": "YAML is nested deeper than 64 levels",
    "too-large": "a file holds more than anybody needs: values, columns, cells, or letters in one text",
    "unknown-key": "a key is not known",
    "missing-key": "a required key is missing",
    "wrong-shape": "a mapping, list or text stands where something else is expected",
    "bad-id": "an id is not made of letters, digits and hyphens",
    "bad-choice": "a word is not one of the words expected",
    "bad-number": "a number cannot be read",
    "bad-value": "a baseline, target or milestone value cannot be read",
    "bad-period": "a period cannot be read",
    "bad-date": "a day cannot be read",
    "bad-duration": "a duration cannot be read",
    "thousands-mark": "the decimal point of a number looks like a thousands mark",
    # what is promised
    "unknown-action-line": "an action line is not declared",
    "undeclared-definition": "a definition is not declared by its indicator",
    "undeclared-member": "a member of a dimension is not declared",
    "unit-mismatch": "a value is written in another unit than its indicator's",
    "missing-direction": "an indicator with a target has no direction",
    "missing-baseline": "an indicator with a target has no baseline",
    "missing-reason": "a revised target gives no reason",
    "missing-agreed": "a revised target does not say when it was agreed",
    "contradicting-direction": "the target lies on the other side of the baseline than the direction says",
    "target-equals-baseline": "the target equals the baseline",
    "period-order": "baseline, milestones and target do not follow one another in time",
    "milestone-order": "the milestones do not lead from the baseline to the target",
    "unknown-activity": "an activity is not declared",
    "double-count": "a number is given for what is counted elsewhere: in a register, or from activities",
    "owner-notation": "an owner is written in several ways",
    # what is measured
    "missing-column": "a required column is missing",
    "unknown-column": "a column is not known",
    "duplicate-column": "a column is given twice",
    "ragged-row": "a row has more or fewer cells than the header",
    "broken-quote": "a quoted cell is not closed",
    "bad-status": "an observation's status is not an SDMX letter",
    "missing-value": "an observation has neither a value nor a status that explains why",
    "unexpected-value": "an observation that is marked as missing has a value",
    "period-ahead": "a figure was published before its period began",
    "share-mismatch": "value, numerator and denominator disagree",
    "total-mismatch": "a published whole is not what its members add up to",
    "unknown-indicator": "an indicator is not declared",
    "duplicate-observation": "the same observation is given twice with the same day of publication",
    "mixed-period-kinds": "one series holds periods of several kinds",
    "no-observations": "an indicator has no observation at all",
    "suspicious-share": "a share lies outside 0 to 100",
    "factor-hundred": "a value looks a hundred times too small beside its target",
    # what is said about it
    "missing-explanation": "a verdict that must be explained has no explanation, measure or person responsible",
    # downloaded files
    "unknown-layout": "a layout is not declared",
    "outside-project": "a file lies outside the project",
    "open-elsewhere": "a file is the mark of one that is open in a spreadsheet",
    "unknown-format": "the header of a file is that of no known supplier, and nobody named its columns",
    "unread-format": "a file is known, and of a kind that is not read",
    "unchosen-sheet": "a workbook has several sheets, and none is named",
    "unchosen-column": "a column that is asked for is not in the file, or none is named among several",
    "ambiguous-rows": "a file has several figures for one period, and none is chosen",
    "no-rows": "no row of a file is what was asked for",
    "deleted-row": "a file is a list of changes that deletes figures",
    "ambiguous-decimal": "nothing in a file says what its decimal mark is",
    "mixed-decimals": "a column has decimal commas and decimal points",
    "excel-damage": "Excel made a date or an error of a figure",
    "double-factor": "a factor multiplies figures whose unit the file already gives",
    "suppressed-count": "a small count is hidden, so that no exact sum exists",
    # projects
    "no-indicators": "the roadmap declares no indicator",
}
"""Every code with what it means; `tests/errors/CODE/` holds an example of each."""

SECTIONS = {
    "reading": "unreadable-file",
    "yaml": "yaml-syntax",
    "promised": "unknown-action-line",
    "measured": "missing-column",
    "said": "missing-explanation",
    "downloaded": "unknown-layout",
    "project": "no-indicators",
}
"""The groups of `CODES`, each with its first code."""
