"""The score that Open SDG averages over series; published with the labels, and no part of what we tell."""

from __future__ import annotations

from hcroadmap.assess.methods.method import Case
from hcroadmap.assess.methods.statcan import ACHIEVED, DETERIORATION, LIMITED, MODERATE, SUBSTANTIAL, eased, judge

BEST, WORST = 5.0, -5.0


def score(case: Case) -> float | None:
    """From −5 to +5; `None` where the label is not available."""
    label, value, _ = judge(case)
    if label == ACHIEVED:
        return BEST
    if value is None:
        return None
    if case.target:
        steep = label in (SUBSTANTIAL, MODERATE)
        points = 7.1429 * float(value) - 4.2857 if steep else 4.1667 * float(value) - 2.5
    else:
        lines = {SUBSTANTIAL: (500, -5), MODERATE: (250, -1.25), LIMITED: (500, -2.5), DETERIORATION: (125, -2.5)}
        slope, shift = lines[label]
        points = slope * eased(case, float(value)) + shift
    return min(BEST, max(WORST, points))
