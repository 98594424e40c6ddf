"""What a chart of an indicator shows, whoever draws it."""

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.series import Point
from hcroadmap.model.period import Period
from hcroadmap.model.vocabulary import IndicatorKind
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.voice import Amounts, Voice


class Kind(StrEnum):
    """What a mark stands for."""

    MEASURED = "measured"
    PROVISIONAL = "provisional"
    EXPECTED = "expected"
    TARGET = "target"


class Mark(NamedTuple):
    """A value in a period; one that answers a question has a label."""

    period: Period
    value: Fraction
    kind: Kind
    label: str = ""


def worth_drawing(one: Assessment) -> bool:
    """Is there a figure in the agreed definition, if only of members? Others alone only invite to compare."""
    return bool(one.seen.history or one.seen.partials)


def marks(one: Assessment, page: Page) -> Iterator[Mark]:
    """What was expected, agreed as the baseline, measured and promised; where two meet, the later is seen."""
    words, amounts, seen, latest, goal = page.words, Amounts(one, page), one.seen, one.latest, one.seen.goal
    expected = one.expected
    if latest and goal and expected is not None and latest.period < goal.period:
        level = amounts.level(expected, more=0 if amounts.exact(expected) else 1)
        yield Mark(latest.period, expected, Kind.EXPECTED, words("show.expected", value=level))
    if seen.baseline:
        yield Mark(seen.baseline.period, seen.baseline.value, Kind.MEASURED)
    for point in seen.history:
        label = words("show.measured", value=amounts.level(point.value)) if point == latest else ""
        kind = Kind.PROVISIONAL if point.is_provisional else Kind.MEASURED
        yield Mark(point.period, point.value, kind, label)
    if goal:
        key = "target_named" if goal.target.label else "target"
        yield Mark(goal.period, goal.value, Kind.TARGET, words(f"show.{key}", value=amounts.target(goal)))


def set_apart(one: Assessment) -> list[list[Point]]:
    """Series that are shown but not compared, apart by definition and member."""
    groups: defaultdict[tuple[object, ...], list[Point]] = defaultdict(list)
    partials = list(one.seen.partials)
    for definition, series in one.seen.others.items():
        partials += series.partials
        groups[definition, ()].extend(series.points)
    for partial in partials:
        for _, point in partial.members:
            groups[point.definition, point.cell].append(point)
    return [sorted(points, key=lambda point: point.period) for points in groups.values() if points]


def unit(one: Assessment, page: Page) -> str:
    """What the amounts on the axis count; nothing where each says so itself, as percentages do."""
    indicator = one.indicator
    if indicator.is_percent or indicator.kind is not IndicatorKind.LEVEL or not indicator.unit_word:
        return ""
    known = indicator.unit_word in ("count", "index")
    return page.words(f"chart.unit.{indicator.unit_word}") if known else page.text(indicator.unit)


def alternative(one: Assessment, voice: Voice) -> str:
    """The alternative text of a chart."""
    amounts, goal = voice.amounts(one), one.seen.goal
    history, grey = (
        voice.listed(f"{amounts.level(point.value)} ({voice.period(point.period)})" for point in points)
        for points in (one.seen.history, one.not_comparable)
    )
    parts = {
        "title": one.indicator.title,
        "figures": voice.tell(f"memo.chart.{'figures' if history else 'no_figures'}", figures=history),
        "target": goal
        and voice.tell("memo.chart.target", target=amounts.promised(goal), when=voice.when(goal.period)),
        "others": grey and voice.tell("memo.chart.others", figures=grey),
    }
    return voice.tell("memo.chart.alt", **parts).strip()
