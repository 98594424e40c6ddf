"""The gap report where there is less room than a table needs: each indicator as a few lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hcroadmap.render.piece import Line, Piece, wrapped
from hcroadmap.render.status.content import Row, Table

INDENT = "  "
LEAST = 20


def narrow(content: Table, width: int) -> Iterator[Line]:
    """The report as lines of at most `width` cells; what belongs to an indicator stands below its title."""
    prose = [
        (content.title, "bold"),
        (content.as_of, "dim"),
        (content.headline, "bold"),
    ]
    for group in content.groups:
        prose += [("", ""), (group.title, "bold cyan"), (group.activities, "dim")]
        for row in group.rows:
            prose += [(f"{row.symbol} {row.status}: {row.title}", row.style)]
            prose += [(f"{INDENT}{text}", style) for text, style in _beneath(row, content.heads) if text]
    for text, style in [
        *prose,
        ("", ""),
        *content.counts,
        (content.news, "dim"),
        *((text, "") for text in content.next),
        (content.legend, "dim"),
        (content.context, "dim"),
    ]:
        indent = INDENT if text.startswith(INDENT) else ""
        for part in wrapped(text.strip(), max(width - 1, LEAST) - len(indent)) or ([""] if not style else []):
            yield [Piece(f" {indent}{part}", style)]


def _beneath(row: Row, heads: Sequence[str]) -> list[tuple[str, str]]:
    """What stands below the title of a row on a narrow page; a figure stays with what it is."""
    figures = [f"{head}: {text}".replace(" ", "\u00a0") for head, text in zip(heads, row.figures, strict=True)]
    told = (*(member.told for member in row.members), *row.notes, row.changed)
    return [(row.subtitle, "dim"), (", ".join(figures), "bold"), *((text, "") for text in told)]
