"""Random projects of one indicator with everything that a verdict may rest on, to state laws about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from hypothesis import strategies as st

from hcroadmap.assess.assessment import Report, assess
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import Observation
from hcroadmap.model.period import parse_period
from hcroadmap.model.roadmap import Acknowledgement, Commentary, CommentaryFile, Heading, Roadmap
from hcroadmap.model.settings import Settings
from tests.rows import observation_of

Change = Callable[[Decimal], Decimal]
LAST = date(2024, 12, 31)
percentages = st.decimals(0, 100, places=1)
days = st.dates(date(2015, 1, 1), LAST)


class Row(NamedTuple):
    """A figure, with its margin and flags; of the whole, or of a member."""

    period: str
    member: str
    published: date
    value: Decimal
    margin: Decimal | None
    flag: str


class Goalpost(NamedTuple):
    """A version of the target, between two edges or at one level."""

    year: int
    edges: tuple[Decimal, ...]
    every_year: bool
    agreed: date


class Project(NamedTuple):
    """Values are as for an increase, from 0 to 100."""

    base: Decimal | None
    targets: tuple[Goalpost, ...]
    restart: tuple[int, Decimal, date | None] | None
    ended: date | None
    has_release: bool
    rows: tuple[Row, ...]
    noted: tuple[str, date] | None

    def report(
        self, as_of: date, *, direction: str = "increase", value: Change = Decimal, margin: Change = Decimal,
        spread: str = "margin", **more: object,
    ) -> Report:  # fmt: skip
        """The project judged on a day, with its values and margins changed; `spread` is the column of those."""
        members = {"members": ["a", "b"], "complete": "true"}
        promise: dict[str, Any] = {"title": "X", "unit": "count", "direction": direction, "goal": "1"}
        promise["dimensions"] = {"level": members} if any(row.member for row in self.rows) else {}
        start = {"value": str(value(self.base))} if self.base is not None else {}
        promise["baseline"] = {"period": "2015"} | start
        promise["target"] = [
            {"period": str(one.year), "value": _level(one.edges, value), "every_year": str(one.every_year).lower(),
             "agreed": one.agreed.isoformat(), "reason": "r"}
            for one in self.targets
        ]  # fmt: skip
        if self.restart:
            year, level, agreed = self.restart
            promise["rebaseline"] = {"period": str(year), "value": str(value(level)), "reason": "r"}
            promise["rebaseline"] |= {"agreed": agreed.isoformat()} if agreed else {}
        if self.ended:
            promise["ended"] = {"on": self.ended.isoformat(), "reason": "gone"}
        if self.has_release:
            promise["release"] = {"every": "year", "lag": "6 months", "grace": "2 months"}
        indicator = Indicator.model_validate(promise | more)
        rows = tuple(_observation(row, value, margin, spread) for row in self.rows)
        said = (_noted(*self.noted),) if self.noted else ()
        return assess(Roadmap(Heading(), {}, {"x": indicator}, {}, Settings(), {"x": rows}, said), as_of)


def _level(edges: tuple[Decimal, ...], value: Change) -> object:
    changed = sorted(map(value, edges))
    return str(changed[0]) if len(changed) == 1 else {"min": str(changed[0]), "max": str(changed[1])}


def _observation(row: Row, value: Change, margin: Change, spread: str) -> Observation:
    fields = {"indicator": "x", "period": row.period, "value": str(value(row.value)), "status": row.flag}
    fields |= {spread: str(margin(row.margin))} if row.margin is not None else {}
    cell = (("level", row.member),) if row.member else ()
    return observation_of({**fields, "published": row.published.isoformat(), "members": cell})


def _noted(quarter: str, until: date) -> Commentary:
    given = {"owner": "Ann", "reason": "known", "until": until.isoformat()}
    noted = CommentaryFile(acknowledgements={"x": Acknowledgement.model_validate(given)})
    return Commentary("q.yaml", parse_period(quarter), noted)


@st.composite
def _rows(draw: st.DrawFn, *, of_members: bool) -> tuple[Row, ...]:
    """Figures of years or quarters, some revised, some for a period that runs or has not begun."""
    quarters = draw(st.booleans())
    years = draw(st.lists(st.integers(2013, 2023), max_size=6, unique=True))
    found: list[Row] = []
    for year in years:
        period = f"{year}-Q{draw(st.integers(1, 4))}" if quarters else str(year)
        for member in ("a", "b") if of_members and draw(st.booleans()) else ("",):
            since = st.dates(date(year, 1, 1), LAST)
            for published in draw(st.lists(since, min_size=1, max_size=2, unique=True)):
                margin = draw(st.none() | st.decimals(0, 9, places=1))
                flag = draw(st.sampled_from(["", "", "", "P", "E", "B"]))
                found.append(Row(period, member, published, draw(percentages), margin, flag))
    return tuple(found)


@st.composite
def projects(draw: st.DrawFn, *, of_members: bool = True) -> Project:
    """Two targets, bands, levels to hold, breaks, a new start, revisions, margins, flags, members."""
    targets = []
    for agreed in sorted(draw(st.lists(days, min_size=1, max_size=2, unique=True))):
        edges = tuple(draw(st.lists(percentages, min_size=1, max_size=2, unique=True)))
        targets.append(Goalpost(draw(st.sampled_from([2018, 2020, 2022])), edges, draw(st.booleans()), agreed))
    quarter = st.sampled_from(["2017-Q1", "2018-Q4", "2020-Q3"])
    return Project(
        base=draw(st.none() | percentages),
        targets=tuple(targets),
        restart=draw(st.none() | st.tuples(st.integers(2015, 2018), percentages, st.none() | days)),
        ended=draw(st.none() | st.none() | days),
        has_release=draw(st.booleans()),
        rows=draw(_rows(of_members=of_members)),
        noted=draw(st.none() | st.tuples(quarter, days)),
    )
