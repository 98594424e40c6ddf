"""A bar from baseline to target with a mark where one should be by now."""

from __future__ import annotations

from fractions import Fraction

from hcroadmap.render.piece import Line, Piece
from hcroadmap.render.status.content import Bar

BEHIND = 3  # cells for what lies on the wrong side of the baseline
WAY = 10  # cells from baseline to target
BAR_WIDTH = BEHIND + 1 + WAY + 1
"""Cells: those behind the baseline, the baseline, the way with the target at its end, and what lies beyond."""


def bar(content: Bar, style: str) -> Line:
    """The bar as pieces, always `BAR_WIDTH` cells wide: `◀━━│┈┃┈┈┈┈┈┈┈◎`."""
    here = _cell(content.progress)
    cells = [Piece(" ")] * BEHIND + [Piece("│")] + [Piece("┈", "dim")] * (WAY - 1) + [Piece("◎"), Piece(" ")]
    low, high = sorted((BEHIND, here))
    for index in range(max(low, 0), min(high, BAR_WIDTH - 1) + 1):
        if index not in (BEHIND, BEHIND + WAY):
            cells[index] = Piece("━", style)
    if content.expected is not None and 0 < content.expected < 1:
        cells[min(max(_cell(content.expected), BEHIND + 1), BEHIND + WAY - 1)] = Piece("┃", "bold")
    if here < 0:
        cells[0] = Piece("◀", style)
    if here >= BAR_WIDTH - 1:
        cells[-1] = Piece("▶", style)
    return cells


def _cell(share: Fraction) -> int:
    """The cell of a share of the way; cells count from the left end of the bar."""
    return BEHIND + round(max(Fraction(-9), min(share, Fraction(9))) * WAY)
