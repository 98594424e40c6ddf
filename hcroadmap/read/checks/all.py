"""Checks across values and files; each is a function in `CHECKS`."""

from collections.abc import Callable, Iterator

from hcroadmap.model.diagnostic import Diagnostic
from hcroadmap.read.checks import activities, measured, promised, thousands
from hcroadmap.read.checks.context import CheckContext

Check = Callable[[CheckContext], Iterator[Diagnostic]]
CHECKS: tuple[Check, ...] = (
    promised.something_to_judge,
    promised.action_lines,
    promised.requirements,
    promised.definitions,
    promised.target_versions,
    promised.periods_in_order,
    promised.directions,
    promised.milestones,
    promised.written_values,
    promised.named_activities,
    promised.commented_things,
    promised.dimensions,
    activities.counted_once,
    activities.owners,
    measured.known_indicators,
    measured.known_definitions,
    measured.known_members,
    measured.units,
    measured.duplicates,
    measured.one_kind_of_period,
    measured.begun_periods,
    measured.counts,
    measured.plausible_values,
    thousands.thousands_marks,
    measured.revised_baselines,
    measured.totals,
    measured.unmeasured,
)


def cross_check(context: CheckContext) -> Iterator[Diagnostic]:
    """Run every check."""
    for check in CHECKS:
        yield from check(context)
