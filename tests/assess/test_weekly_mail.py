"""A mail each week, by `check -q --since 7d`: every change in exactly one of them, in a replay as it was live."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from hcroadmap.assess.assessment import Report, assess
from hcroadmap.assess.check import Check, Why, find_problems
from hcroadmap.model.activity import Activity
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import Observation
from hcroadmap.model.roadmap import Heading, Roadmap
from hcroadmap.model.settings import Settings
from hcroadmap.render.check.text import first_line, render
from hcroadmap.render.language.page import Page
from tests.rows import observation_of

FIRST, WEEKS, NUMBER = date(2017, 1, 2), 110, 40
WEEK = timedelta(days=7)
News = tuple[str, str, str]


def indicator(random: Random) -> Indicator:
    """A promise of one of the usual kinds, or a series that is only watched."""
    fields: dict[str, Any] = {"title": "X", "unit": random.choice(["percent", "count"]), "direction": "increase"}
    if random.random() < 0.2:
        return Indicator.model_validate(fields)
    fields |= {"baseline": {"period": "2015", "value": "20"}, "target": {"period": "2018", "value": "30"}}
    if random.random() < 0.5:
        fields["target"] = [
            {**fields["target"], "agreed": "2015-01-01"},
            {"period": "2020", "value": "33", "agreed": f"2018-0{random.randint(1, 9)}-15", "reason": "r"},
        ]
    if random.random() < 0.7:
        fields["release"] = {"every": "year", "lag": f"{random.randint(3, 14)} months", "grace": "1 month"}
    if random.random() < 0.2:
        fields["ended"] = {"on": f"2018-{random.randint(1, 12):02}-20", "reason": "gone"}
    return Indicator.model_validate(fields)


def rows(name: str, random: Random) -> list[Observation]:
    """Yearly figures, published on any day, some revised, some entered weeks or a year after that."""
    found: list[Observation] = []
    for year in (2015, 2016, 2017):
        # No two values are the same: what only confirms a figure is no news.
        days = sorted(
            {date(year + 1, 1, 1) + timedelta(random.randrange(700)) for _ in range(random.randint(0, 3))}
        )
        for day in days:
            late = random.choice([None, None, None, 1, 6, 40, 400])
            row = {
                "indicator": name,
                "period": str(year),
                "value": str(15 + 2 * len(found) + random.random()),
                "published": str(day),
            }
            row |= {"recorded": str(day + timedelta(late))} if late else {}
            row |= {"definition": "other"} if random.random() < 0.1 else {}
            found.append(observation_of(row))
    return found


def activity(random: Random) -> Activity:
    """An activity with a day by which it is due, and reports of which some were written down late."""
    updates = []
    for state in ("running", "done", "running")[: random.randint(0, 3)]:
        day = FIRST + timedelta(random.randrange(7 * WEEKS))
        late = {"recorded": str(day + timedelta(random.randrange(1, 60)))} if random.random() < 0.4 else {}
        updates.append({"on": str(day), "state": state, **late})
    due = str(FIRST + timedelta(random.randrange(7 * WEEKS)))
    return Activity.model_validate({"title": "A", "due": due, "updates": updates})


def roadmap(seed: int) -> Roadmap:
    """Forty indicators, ten activities, and a goal that two of these make up."""
    random = Random(seed)  # noqa: S311  # no secret
    named = {f"i{number}": indicator(random) for number in range(NUMBER)}
    measured = {name: tuple(rows(name, random)) for name in named}
    activities = {f"a{number}": activity(random) for number in range(10)}
    made_of = {"title": "X", "kind": "milestones", "direction": "increase", "activities": {"a0": "1", "a1": "2"}}
    made_of |= {"baseline": {"period": "2015", "value": "0"}, "target": {"period": "2018", "value": "100"}}
    named["made-of"], measured["made-of"] = Indicator.model_validate(made_of), ()
    return Roadmap(Heading(), {}, named, activities, Settings(), measured)


def as_it_was(whole: Roadmap, day: date) -> Roadmap:
    """What the files held at the end of a day: nothing of what was published or typed in after it."""

    def there(published: date, recorded: date | None) -> bool:
        return published <= day and (recorded is None or recorded <= day)

    measured = {
        name: tuple(row for row in own if row.published and there(row.published, row.recorded))
        for name, own in whole.observations.items()
    }
    activities = {}
    for name, own in whole.activities.items():
        kept = tuple(update for update in own.updates if there(update.on, update.recorded))
        activities[name] = own.model_copy(update={"updates": kept})
    return Roadmap(whole.heading, {}, whole.indicators, activities, whole.settings, measured)


def weekly(known: Roadmap, day: date) -> Check:
    """What `check --since 7d` finds on a day."""
    return find_problems(assess(known.as_noticed(day), day), tuple(known.activities), day - WEEK)


def news(found: Check) -> list[News]:
    """Each change of a mail: whose, of what kind, and what distinguishes it from others of that kind."""
    told = {problem.id: problem.changes for problem in found.problems if problem.changes}
    told |= {one.id: changes for one, changes in found.context}
    listed = [
        (
            name,
            "figure" if change.observation else str(change.kind),
            str(change.observation or change.target or f"{change.before} {change.after}"),
        )
        for name, changes in told.items()
        for change in changes
    ]
    listed += [(one.activity, str(one.kind), str(one.update)) for one in found.reports]
    return listed + [(p.id, str(p.why), "") for p in found.problems if p.why in (Why.RELEASE, Why.ACTIVITY)]


def problems(known: Roadmap, day: date) -> set[News]:
    """What a full check finds on a day: whose, why, and how grave."""
    found = find_problems(assess(known, day), tuple(known.activities))
    return {(problem.id, str(problem.why), f"{problem.severity} {problem.standing}") for problem in found.problems}


@pytest.mark.parametrize("seed", range(2))
def test_each_change_is_mailed_once_in_a_replay_as_it_was_live(seed: int) -> None:
    """Week by week the same mail to the letter; no figure, report or target is missed or mailed twice."""
    whole, mailed = roadmap(seed), Counter[News]()
    days = [FIRST + WEEK * number for number in range(WEEKS)]
    before = problems(as_it_was(whole, FIRST - WEEK), FIRST - WEEK)
    for day in days:
        there = as_it_was(whole, day)
        replayed, live, now = weekly(whole, day), weekly(there, day), problems(there, day)
        assert render(replayed, Page(), replayed.code()) == render(live, Page(), live.code()), day
        about = {name for name, _, _ in news(replayed)} | {problem.id for problem in replayed.problems}
        assert {name for name, _, _ in now ^ before} <= about, day
        assert bool(about) == bool(replayed.counts), day
        mailed.update(news(replayed))
        before = now
    expected = Counter[News]()
    for name, own in whole.observations.items():
        within = [row for row in own if days[0] - WEEK < row.noticed_on <= days[-1]]
        expected.update((name, "figure", str(row)) for row in within)
    for name, activity in whole.activities.items():
        reported = [update for update in activity.updates if days[0] - WEEK < update.noticed_on <= days[-1]]
        expected.update((name, "activity_reported", str(update)) for update in reported)
    for name, promised in whole.indicators.items():
        expected.update((name, "target_revised", str(target)) for target in promised.target[1:])
    kinds = {kind for _, kind, _ in expected}
    # The figures of what is made up of activities follow from these.
    told = {one: number for one, number in mailed.items() if one[1] in kinds and one[0] != "made-of"}
    assert told == expected
    assert len({kind for _, kind, _ in mailed}) == 8


def test_the_real_roadmap_is_mailed_fifteen_times_in_287_weeks(real: Callable[[str], Report]) -> None:
    """Every mail has news; a full check would have mailed each time, because four goals could not be judged."""
    everything = real("2021-06-28").roadmap
    mondays = [date(2016, 1, 4) + WEEK * number for number in range(287)]
    mails = {day: found for day in mondays if (found := weekly(everything, day)).counts}
    assert len(mails) == 15
    assert all(news(found) for found in mails.values())
    watched = {one.id for found in mails.values() for one, _ in found.context}
    assert {"centra-companies", "centra-lecturers", "centra-number"} < watched
    full = (find_problems(assess(everything, day), tuple(everything.activities)) for day in mondays)
    assert all(found.code() for found in full)


def test_an_unchanged_week_has_an_unchanged_first_line_and_no_mail() -> None:
    """The first line differs from that of the week before only where something was mailed."""
    whole, lines = roadmap(9), dict[date, str]()
    for day in (FIRST + WEEK * number for number in range(WEEKS)):
        found = find_problems(assess(whole.as_noticed(day), day), tuple(whole.activities))
        lines[day] = first_line(found, found.code())
        if lines[day] != lines.get(day - WEEK, lines[day]):
            assert weekly(whole, day).counts, day
    assert len(set(lines.values())) > WEEKS / 10
