"""Findings as text: `file:line:column: error: what [code]`, with the line, a caret and a hint for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from rich.cells import cell_len

from hcroadmap.model.diagnostic import Diagnostic
from hcroadmap.render.json_text import listing
from hcroadmap.render.language.page import Page, visible
from hcroadmap.render.piece import Line, Piece, escaped, width_of, wrapped

LineAt = Callable[[str, int], str]
SHOWN_PER_CODE = 20
HINT = "  hint: "
ENDLESS = 1_000_000
EXCERPT = 140
"""Characters of a line that are shown with a finding, at most."""


def render(diagnostics: Sequence[Diagnostic], page: Page, line_at: LineAt | None = None) -> str:
    """Findings for people, the first of each code; with `line_at`, each with its line and a caret."""
    seen: Counter[str] = Counter()
    lines: list[Line] = []
    for diagnostic in diagnostics:
        seen[diagnostic.code] += 1
        if seen[diagnostic.code] <= SHOWN_PER_CODE:
            lines += _lines(diagnostic, line_at, page.width if line_at else None)
    for code, number in seen.items():
        if number > SHOWN_PER_CODE:
            more = f"... and {number - SHOWN_PER_CODE} more of [{code}]; --format json shows all."
            lines.append([Piece(more)])
    return "".join(f"{escaped(line, page)}\n" for line in lines)


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """“2 errors, 1 warning”."""
    counted = Counter(diagnostic.severity for diagnostic in diagnostics)
    return (
        ", ".join(f"{n} {name}{'s' * (n != 1)}" for name in ("error", "warning") if (n := counted[name]))
        or "no findings"
    )


def render_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Findings for programs: all of them, one document."""
    findings = [
        {
            "path": diagnostic.location.path,
            "line": diagnostic.location.line,
            "column": diagnostic.location.column,
            "severity": diagnostic.severity,
            "code": diagnostic.code,
            "message": diagnostic.message,
            "hint": diagnostic.hint,
        }
        for diagnostic in diagnostics
    ]
    counted = Counter(diagnostic.severity for diagnostic in diagnostics)
    numbers = {"errors": counted["error"], "warnings": counted["warning"]}
    return listing({"schema": "hcroadmap.findings/1", **numbers}, "findings", findings)


def render_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Findings as annotations on a change, in the words of GitHub Actions."""
    return "".join(
        f"::{diagnostic.severity} file={_property(diagnostic.location.path)},line={diagnostic.location.line},"
        f"col={diagnostic.location.column},title={_property(diagnostic.code)}::"
        f"{_data(diagnostic.message + (f'; {diagnostic.hint}' if diagnostic.hint else ''))}\n"
        for diagnostic in diagnostics
    )


def _lines(diagnostic: Diagnostic, line_at: LineAt | None, width: int | None) -> list[Line]:
    """A finding; wrapped to a width it still begins with its place."""
    colour = "bold red" if diagnostic.severity == "error" else "bold yellow"
    place: Line = [
        Piece(f"{visible(str(diagnostic.location))}: ", "bold"),
        Piece(f"{diagnostic.severity}: ", colour),
    ]
    code = f"[{diagnostic.code}]"
    *lines, last = _beside(place, f"{visible(diagnostic.message)} {code}", width)
    lines.append([*last[:-1], Piece(last[-1].text.removesuffix(code)), Piece(code, "dim")])
    lines += _excerpt(diagnostic, line_at, colour, width) if line_at else []
    return [*lines, *_beside([Piece(HINT, "cyan")], visible(diagnostic.hint), width)] if diagnostic.hint else lines


def _beside(left: Line, text: str, width: int | None) -> list[Line]:
    """A text beside what it is about; where it takes more lines, the others are indented."""
    indent = cell_len(HINT)
    room = (width or ENDLESS) - 1
    first, *below = wrapped(text, room - indent, room - width_of(left)) or [""]
    return [[*left, Piece(first)], *([Piece(" " * indent), Piece(line)] for line in below)]


def _excerpt(diagnostic: Diagnostic, line_at: LineAt, colour: str, width: int | None) -> list[Line]:
    """The line with a caret below; of a long one no more than there is room for."""
    place = diagnostic.location
    text = line_at(place.path, place.line).rstrip("\r\n")
    if not text.strip():
        return []
    gutter = f"{place.line:>7} | "
    room = min(width or ENDLESS, EXCERPT + len(gutter)) - len(gutter) - 1
    start = 0 if place.column + place.length <= room else max(0, place.column - room // 2)
    before = visible(text[start : place.column - 1].replace("\t", " "))
    end = min(place.column - 1 + place.length, start + room)
    marked = visible(text[place.column - 1 : end].replace("\t", " "))
    after = visible(text[end : start + room].replace("\t", " "))
    caret = " " * (len(gutter) - 2) + "| " + " " * cell_len(before)
    marks = "^" * max(1, min(cell_len(marked), room // 2))
    return [
        [Piece(gutter, "dim"), Piece(before + marked + after)],
        [Piece(caret, "dim"), Piece(marks, colour)],
    ]


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
