"""The members of a dimension: how far each has to go and, where it has a target of its own, where it stands."""

from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from hcroadmap.assess.methods.method import Method
from hcroadmap.assess.series import Point, newest_vintages, point_of
from hcroadmap.assess.situation import Situation, situate
from hcroadmap.assess.status import Severity, Status
from hcroadmap.assess.verdict import Verdict, decide
from hcroadmap.model.indicator import Baseline
from hcroadmap.model.observation import Observation


class Member(NamedTuple):
    """One member of a dimension: its newest figure after the baseline, and what is still to go.

    `gap` is measured to its own target or, where it has none, to the whole's. `seen` and `verdict` are there when
    it has its own.
    """

    name: str
    latest: Point | None
    gap: Fraction | None
    seen: Situation | None = None
    verdict: Verdict | None = None

    @property
    def status(self) -> Status | None:
        """Where it stands by its own target."""
        return self.verdict.status if self.verdict else None

    @property
    def severity(self) -> Severity | None:
        """How serious that is; members have no release calendar, so none is ever late."""
        return self.verdict.severity if self.verdict else None


def members_of(seen: Situation, dimension: str, method: Method) -> tuple[Member, ...]:
    """The members of a dimension in the target's definition, in declared order."""
    indicator = seen.indicator
    declared = indicator.dimensions.get(dimension)
    targets = declared.targets if declared else {}
    figures: dict[str, list[Observation]] = {name: [] for name in (declared.members or () if declared else ())}
    for row in newest_vintages(seen.known, seen.as_of, indicator.definition):
        is_own = (row.definition or indicator.definition) == indicator.definition
        if is_own and row.figure is not None and [part for part, _ in row.members] == [dimension]:
            figures.setdefault(row.members[0][1], []).append(row)
    baseline = indicator.baseline and Baseline.model_construct(period=indicator.baseline.period)
    changes: dict[str, object] = {"dimensions": {}, "milestones": (), "rebaseline": None, "baseline": baseline}
    members = []
    for name in dict.fromkeys([*figures, *targets]):
        known = figures.get(name, [])
        if name in targets:  # judged as an indicator would be: by its own figures and its own baseline
            cell = ((dimension, name),)
            rows = tuple(replace(row, members=()) for row in seen.known if row.members == cell)
            alone = indicator.model_copy(update=changes | {"target": (targets[name],)})
            own = situate(alone, rows, seen.settings, seen.as_of)
            latest = [row for row in known if own.latest and row.period == own.latest.period]
            newest = point_of(latest, indicator) if latest else None
            members.append(Member(name, newest, own.gap, own, decide(own, method)))
            continue
        is_after = known and (seen.start is None or known[-1].period > seen.start.period)
        newest = point_of(known[-1:], indicator) if is_after else None
        # Part of a count cannot be measured against the whole's target.
        gap = seen.goal.gap(newest.value) if seen.goal and newest and indicator.is_percent else None
        members.append(Member(name, newest, gap))
    return tuple(members)
