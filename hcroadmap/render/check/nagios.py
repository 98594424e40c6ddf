"""`check` as the Monitoring Plugins Interface wants it: the first line, `|`, performance data, then the details.

`'label'=value[%];warn;crit;min;max`: a decimal point whatever the locale, no exponent, thresholds as ranges in the
value's own unit. `40:` means that a value below 40 is bad, `~:40` one above, `20:30` one outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.check import Check
from hcroadmap.model.vocabulary import MethodName
from hcroadmap.render.check.text import first_line, problem_texts
from hcroadmap.render.language.numbers import plain
from hcroadmap.render.language.page import Page


def render(check: Check, page: Page, code: int) -> str:
    """The whole answer; the numbers stand on the first line, where every system looks for them."""
    numbers = " ".join(_numbers(check))
    first = first_line(check, code) + (f" | {numbers}" if numbers else "")
    return "".join(f"{line}\n" for line in (first, *problem_texts(check, page)))


def _numbers(check: Check) -> Iterator[str]:
    """The latest figure of each indicator, and how many activities are late."""
    for assessment in check.report.assessments:
        unit, low, high = ("%", "0", "100") if assessment.indicator.is_percent else ("", "", "")
        latest = assessment.latest
        value = f"{plain(latest.value)}{unit}" if latest else "U"
        warning, critical = _ranges(assessment)
        yield f"'{assessment.id}'={value};{warning};{critical};{low};{high}".rstrip(";")
    late = sum(problem.activity is not None for problem in check.problems)
    yield f"'activities_overdue'={late};0;;0;{check.activities}"


def _ranges(assessment: Assessment) -> tuple[str, str]:
    """The values at which the verdict becomes a warning and critical.

    Along the path of `linear`: where the pace ratio falls below the bands. With another method, and once the
    deadline is over, the target itself: a warning before its last day, critical after it.
    """
    seen, base, expected = assessment.seen, assessment.baseline, assessment.expected
    goal = seen.goal
    if goal is None:
        return "", ""
    if goal.low is not None and goal.high is not None:
        target = f"{plain(goal.low)}:{plain(goal.high)}"
    else:
        target = _at_least(goal.value, goal.sign)
    if seen.as_of > goal.period.end:
        return "", target
    if (
        assessment.method is not MethodName.LINEAR
        or base is None
        or expected in (None, base)
        or goal.low is not None
    ):
        return target, ""
    bands = seen.settings.bands
    way = (expected or base) - base
    warning, critical = (base + Fraction(band) * way for band in (bands.on_track, bands.behind))
    return _at_least(warning, goal.sign), _at_least(critical, goal.sign)


def _at_least(value: Fraction, sign: int) -> str:
    """The range of good values: from this one upward or, where less is better, downward."""
    return f"{plain(value)}:" if sign > 0 else f"~:{plain(value)}"
