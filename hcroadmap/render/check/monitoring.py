"""`check` for monitoring systems: as a Nagios plugin answers, and as OpenMetrics text.

A plugin's first line ends in `|` and performance data: `'label'=value[%];warn;crit;min;max`, with a decimal point
whatever the locale, no exponent, and thresholds as ranges in the value's own unit. `40:` means that a value below
40 is bad, `~:40` one above, `20:30` one outside (Monitoring Plugins Interface).

OpenMetrics has only gauges without timestamps, which is what node_exporter's textfile collector takes. When it ran
and which period a figure is of are metrics themselves: else a file that is no longer written looks fresh for ever.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.check import EXIT_CODES, Check, Why
from hcroadmap.assess.verdict import ReleaseState
from hcroadmap.model.vocabulary import MethodName
from hcroadmap.render.check.text import closing_lines, first_line, problem_texts
from hcroadmap.render.language.page import Page, plain_number

EPOCH = date(1970, 1, 1)
Sample = tuple[dict[str, str], Fraction | int | None]
Family = tuple[str, str, list[Sample]]
"""A metric: its name, its help, and its values by their labels."""


def nagios(check: Check, page: Page, code: int) -> str:
    """The whole answer; on its first line each latest figure that there is, and how many activities are late."""
    figures = []
    for assessment in check.report.assessments:
        if assessment.latest is None:
            continue
        unit, low, high = ("%", "0", "100") if assessment.indicator.is_percent else ("", "", "")
        value = f"{plain_number(assessment.latest.value)}{unit}"
        warning, critical = _ranges(assessment)
        figures.append(f"'{assessment.id}'={value};{warning};{critical};{low};{high}".rstrip(";"))
    late = sum(problem.activity is not None for problem in check.problems)
    figures.append(f"'activities_overdue'={late};0;;0;{check.activities}")
    first = f"{first_line(check, code)} | {' '.join(figures)}"
    return "".join(f"{line}\n" for line in (first, *problem_texts(check, page), *closing_lines(check, page)))


def _ranges(assessment: Assessment) -> tuple[str, str]:
    """The values at which the verdict becomes a warning and critical.

    Along the path of `linear`: where the pace ratio falls below the bands. With another method, and once the
    deadline is over, the target itself: a warning before its last day, critical after it.
    """
    seen, base, expected = assessment.seen, assessment.baseline, assessment.expected
    goal = seen.goal
    if goal is None:
        return "", ""
    target = _at_least(goal.value, goal.sign)
    if goal.low is not None and goal.high is not None:
        target = f"{plain_number(goal.low)}:{plain_number(goal.high)}"
    if seen.as_of > goal.period.end:
        return "", target
    is_linear = assessment.method is MethodName.LINEAR and goal.low is None
    if not is_linear or base is None or expected is None or expected == base:
        return target, ""
    bands = seen.settings.bands
    warning, critical = (base + Fraction(band) * (expected - base) for band in (bands.on_track, bands.behind))
    return _at_least(warning, goal.sign), _at_least(critical, goal.sign)


def _at_least(value: Fraction, sign: int) -> str:
    """The range of good values: from this one upward or, where less is better, downward."""
    return f"{plain_number(value)}:" if sign > 0 else f"~:{plain_number(value)}"


def openmetrics(check: Check | None, code: int, now: int) -> str:
    """The metrics of a run: without a check, only that it ran and how it ended.

    What has no value has no sample, and without samples there is no metric. `now` is in seconds since 1970.
    """
    families: list[Family] = [
        ("last_run_timestamp_seconds", "When the check last ran.", [({}, now)]),
        ("exit_code", "How the check ended: 0 OK, 1 warning, 2 critical, 3 unknown.", [({}, code)]),
        *(_families(check) if check else ()),
    ]
    lines = []
    for name, help_text, samples in families:
        known = [(labels, value) for labels, value in samples if value is not None]
        if known:
            lines += [f"# HELP hcroadmap_{name} {help_text}", f"# TYPE hcroadmap_{name} gauge"]
            lines += [f"# UNIT hcroadmap_{name} seconds"] * name.endswith("_seconds")
        for labels, value in known:
            shown = ",".join(f'{label}="{label_text(text)}"' for label, text in labels.items())
            lines.append(f"hcroadmap_{name}{shown and f'{{{shown}}}'} {plain_number(value)}")
    return "".join(f"{line}\n" for line in (*lines, "# EOF"))


def _families(check: Check) -> Iterator[Family]:
    ones = check.report.assessments
    for name, help_text, value in INDICATOR_METRICS:
        yield name, help_text, [({"indicator": one.id}, value(one)) for one in ones]
    # The gravest problem of an indicator comes first, and so is the last to be put down.
    gravest = {p.id: EXIT_CODES[p.severity] for p in reversed(check.problems) if p.assessment and p.counts}
    counted = Counter(problem.severity for problem in check.problems if problem.counts)
    late = sum(problem.why is Why.ACTIVITY for problem in check.problems)
    meaning = "0 ok, 1 warning, 2 critical, 3 unknown; 0 for what is ended or acknowledged."
    yield "indicator_severity", meaning, [({"indicator": one.id}, gravest.get(one.id, 0)) for one in ones]
    statuses: list[Sample] = [({"indicator": one.id, "status": str(one.status)}, 1) for one in ones]
    yield "indicator_status", "The status that holds.", statuses
    firm = [(one.id, one.firmness) for one in ones]
    words: list[Sample] = [({"indicator": name, "word": str(how.word)}, 1) for name, how in firm if how]
    yield "indicator_firmness", "Firm, fragile or unknown: would the status survive the next revision?", words
    for side, which in (("up", "higher"), ("down", "lower")):
        tips = [({"indicator": name}, getattr(how, side)) for name, how in firm if how]
        moved: list[Sample] = [(labels, tip and tip.distance) for labels, tip in tips]
        yield f"firmness_{side}_value", f"By how much the figure must be {which} for another status.", moved
    noises: list[Sample] = [({"indicator": name, "basis": str(how.basis)}, how.noise) for name, how in firm if how]
    yield "firmness_noise_value", "How much the figure may be off, as far as is known.", noises
    bad = [severity for severity, ends_with in EXIT_CODES.items() if ends_with]
    problems: list[Sample] = [({"severity": str(severity)}, counted[severity]) for severity in bad]
    yield "problems", "Problems that count, by severity.", problems
    yield "activities_overdue", "Activities past their due day.", [({}, late)]


def label_text(text: str) -> str:
    r"""A label's text with `\`, `"` and line feeds escaped."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _seconds(day: date | None) -> int | None:
    """A day in seconds since 1970, at its beginning in UTC."""
    return None if day is None else (day - EPOCH).days * 86400


INDICATOR_METRICS: tuple[tuple[str, str, Callable[[Assessment], Fraction | int | None]], ...] = (
    ("measurement_value", "The latest comparable figure, in the indicator's unit.",
     lambda a: a.latest and a.latest.value),
    ("measurement_period_end_seconds", "The last day of the period of the latest figure.",
     lambda a: _seconds(a.latest and a.latest.period.end)),
    ("baseline_value", "Where progress counts from.", lambda a: a.baseline),
    ("target_value", "What was promised.", lambda a: a.seen.goal and a.seen.goal.value),
    ("target_period_end_seconds", "The last day of the target period.",
     lambda a: _seconds(a.seen.promised.period.end if a.seen.promised else None)),
    ("gap_value", "What is still to go in the wanted direction.", lambda a: a.gap),
    ("progress_ratio", "The share of the way that was gone.", lambda a: a.progress),
    ("pace_ratio", "Actual change over the change that the path asks for.", lambda a: a.ratio),
    ("release_overdue", "1 when the next figure is late.", lambda a: int(a.release.state is ReleaseState.OVERDUE)),
    ("release_expected_seconds", "The day from which the next figure is expected.",
     lambda a: _seconds(a.release.next)),
)  # fmt: skip
"""Name, help and value of every metric that each indicator has."""
