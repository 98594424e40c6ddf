"""Checks across values and files; each is a function in `CHECKS`."""

from collections.abc import Callable, Iterator

from hcroadmap.model.diagnostic import Diagnostic
from hcroadmap.read.checks import activities, measured, promised, thousands
from hcroadmap.read.checks.context import CheckContext

CHECKS: tuple[Callable[[CheckContext], Iterator[Diagnostic]], ...] = (
    promised.requirements,
    promised.periods_in_order,
    promised.directions,
    promised.milestones,
    promised.written_values,
    promised.thresholds_for_change,
    promised.declared_things,
    promised.benchmarks,
    promised.commented_things,
    promised.dimensions,
    activities.counted_once,
    activities.owners,
    measured.indicators,
    measured.observations,
    thousands.thousands_marks,
    measured.revised_baselines,
    measured.totals,
)
