"""Findings as text: `file:line:column: error: what [code]`, with the line, a caret and a hint for people."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.padding import Padding
from rich.text import Text

from hcroadmap.model.diagnostic import Diagnostic, Location
from hcroadmap.render.console import drawn, room, text_of, wording
from hcroadmap.render.json_text import fields, listing
from hcroadmap.render.language.page import Page, visible
from hcroadmap.render.language.verdict import BAD, DOUBTFUL
from hcroadmap.render.language.words import Words, in_language

LineAt = Callable[[str, int], str]
SHOWN_PER_CODE = 20
INDENT = len("  hint: ")
ENDLESS = 1_000_000
EXCERPT = 140
"""Characters of a line that are shown with a finding, at most."""


def render(diagnostics: Sequence[Diagnostic], page: Page, line_at: LineAt | None = None) -> str:
    """Findings for people, the first of each code; with `line_at`, each with its line and a caret.

    Without, for a pipe, a finding is one line and its hint another, however long.
    """
    counted: Counter[str] = Counter()
    shown = []
    for diagnostic in diagnostics:
        counted[diagnostic.code] += 1
        if counted[diagnostic.code] <= SHOWN_PER_CODE:
            shown.append(diagnostic)
    pieces = [piece for each in in_language(shown, page.language) for piece in _pieces(each, line_at, page)]
    for code, number in counted.items():
        if number > SHOWN_PER_CODE:
            pieces.append(wording(page.words("findings.more", n=number - SHOWN_PER_CODE, code=code)))
    return text_of(*pieces, page=page if line_at else replace(page, width=ENDLESS))


def summary(diagnostics: Sequence[Diagnostic], words: Words) -> str:
    """“2 errors, 1 warning”."""
    counted = Counter(diagnostic.severity for diagnostic in diagnostics)
    found = [words.count(f"findings.{name}s", n) for name in ("error", "warning") if (n := counted[name])]
    return ", ".join(found) or words("findings.none")


def render_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Findings for programs: all of them, one document."""
    findings = [
        fields(finding.location, "path", "line", "column") | fields(finding, "severity", "code", "message", "hint")
        for finding in diagnostics
    ]
    counted = Counter(diagnostic.severity for diagnostic in diagnostics)
    numbers = {"errors": counted["error"], "warnings": counted["warning"]}
    return listing({"schema": "hcroadmap.findings/1", **numbers}, "findings", findings)


def render_github(diagnostics: Sequence[Diagnostic], language: str) -> str:
    """Findings as annotations on a change, for GitHub Actions."""
    lines = []
    for finding in in_language(diagnostics, language):
        place, path = finding.location, _data(finding.location.path).replace(":", "%3A").replace(",", "%2C")
        head = f"::{finding.severity} file={path},line={place.line},col={place.column},title={finding.code}"
        lines.append(f"{head}::{_data('; '.join(filter(None, [finding.message, finding.hint])))}\n")
    return "".join(lines)


def _pieces(diagnostic: Diagnostic, line_at: LineAt | None, page: Page) -> Iterator[RenderableType]:
    """A finding: where, how serious and what; its line with a caret; and what to do."""
    style = BAD if diagnostic.severity == "error" else DOUBTFUL
    severity = wording(page.words(f"findings.{diagnostic.severity}"), style)
    place = wording(f"{visible(str(diagnostic.location))}:", "strong")
    code = wording(f"[{diagnostic.code}]", "faint")
    yield _Hanging(Text(" ").join([place, severity, wording(visible(diagnostic.message)), code]))
    if line_at:
        yield from _excerpt(diagnostic.location, line_at, style, room(page))
    if diagnostic.hint:
        hint = wording(f"  {page.words('findings.hint')}", "strong")
        yield _Hanging(Text(" ").join([hint, wording(visible(diagnostic.hint))]))


class _Hanging(NamedTuple):
    """A text whose other lines are indented, so that findings stand apart."""

    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        first, *_ = self.text.wrap(console, options.max_width)
        yield first
        rest = self.text.plain[len(first) :].lstrip()
        if rest:
            yield Padding(self.text[-len(rest) :], (0, 0, 0, INDENT))


def _excerpt(place: Location, line_at: LineAt, style: str, width: int) -> Iterator[Text]:
    """The line with a caret below; of a long one no more than there is room for."""
    text = line_at(place.path, place.line).rstrip("\r\n")
    if not text.strip():
        return
    gutter = f"{place.line:>7} | "
    room = min(width, EXCERPT + len(gutter)) - len(gutter)
    start = 0 if place.column + place.length <= room else max(0, place.column - room // 2)
    first, end = place.column - 1, min(place.column - 1 + place.length, start + room)
    parts = text[start:first], text[first:end], text[end : start + room]
    before, marked, after = (visible(part.replace("\t", " ")) for part in parts)
    marks = "^" * max(1, min(cell_len(marked), room // 2))
    yield Text.assemble((gutter, "faint"), before + marked + after, no_wrap=True, overflow="crop")
    below = (f"{'| ':>{len(gutter)}}", "faint"), " " * cell_len(before), (marks, drawn(style))
    yield Text.assemble(*below, no_wrap=True, overflow="crop")


def _data(text: str) -> str:
    return visible(text).replace("%", "%25")
