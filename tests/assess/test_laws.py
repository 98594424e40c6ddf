"""What holds whatever the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import assume, example, given
from hypothesis import strategies as st

from hcroadmap.assess.assessment import Assessment, assess
from hcroadmap.assess.check import EXIT_CODES, Check, find_problems
from hcroadmap.assess.commentary import quarter_of
from hcroadmap.assess.notes import Note
from hcroadmap.assess.status import GRAVITY, UNKNOWN, Status
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.observation import Observation
from hcroadmap.model.roadmap import Acknowledgement, Commentary, CommentaryFile, Heading, Roadmap
from hcroadmap.model.settings import Settings
from hcroadmap.model.vocabulary import MethodName
from tests.rows import observation_of

AS_OF = date(2018, 12, 31)
Row = tuple[int, str]
"""A year and a value, published half a year after the year."""

numbers = st.decimals(-1000, 1000, places=2).map(str)
wild = st.one_of(
    numbers,
    st.sampled_from(["0", "-0", "1e99", "-1e99", "1e-99", "9" * 30, "-0.00000000001"]),
    st.integers(-(10**30), 10**30).map(str),
)
years = st.integers(2010, 2025)


def rows_of(values: st.SearchStrategy[str]) -> st.SearchStrategy[list[Row]]:
    """Figures of some years, at most one a year."""
    return st.dictionaries(years, values, max_size=8).map(lambda found: sorted(found.items()))


def observation(year: int, value: str | None, **more: Any) -> Observation:
    fields = {"indicator": "x", "period": str(year), "value": value, "published": f"{year + 1}-06-30"}
    return observation_of({key: text for key, text in (fields | more).items() if text is not None})


def judge(
    promise: dict[str, Any],
    observations: Iterable[Observation],
    as_of: date = AS_OF,
    method: MethodName | None = None,
) -> Assessment:
    """One indicator judged without any file."""
    indicator = Indicator.model_validate({"title": "X", "unit": "count", "direction": "increase"} | promise)
    roadmap = Roadmap(Heading(), {}, {"x": indicator}, {}, Settings(), {"x": tuple(observations)})
    return assess(roadmap, as_of, method).assessments[0]


def promised(base: str, goal: str, **more: Any) -> dict[str, Any]:
    baseline, target = {"period": "2015", "value": base}, {"period": "2020", "value": goal}
    return {"baseline": baseline, "target": target} | more


@given(numbers, numbers)
def test_progress_is_nothing_at_the_baseline_and_all_at_the_target(base: str, goal: str) -> None:
    """Progress 0 and R 0 with the baseline's value, progress 1 and nothing to go with the target's."""
    assume(Fraction(base) < Fraction(goal))
    still, there = (judge(promised(base, goal), [observation(2017, value)]) for value in (base, goal))
    assert (still.progress, still.ratio, still.status) == (Fraction(0), Fraction(0), Status.OFF_TRACK)
    assert (there.progress, there.gap, there.status) == (Fraction(1), Fraction(0), Status.MET)


@given(numbers, numbers, rows_of(numbers), st.sampled_from(["0.001", "0.01", "3", "1000"]))
def test_scaling_the_unit_changes_no_status(base: str, goal: str, rows: list[Row], factor: str) -> None:
    """Students or thousands of students: the same verdict, ratio and progress."""

    def scaled(value: str) -> str:
        return str(Decimal(value) * Decimal(factor))

    seen = judge(promised(base, goal), [observation(*row) for row in rows])
    other = judge(promised(scaled(base), scaled(goal)), [observation(year, scaled(value)) for year, value in rows])
    assert verdict(other) == verdict(seen)


@given(numbers, numbers, rows_of(numbers))
def test_mirroring_everything_changes_no_status(base: str, goal: str, rows: list[Row]) -> None:
    """The other sign of every value and the other direction: the same verdict."""
    seen = judge(promised(base, goal), [observation(*row) for row in rows])
    other = judge(
        promised(other_sign(base), other_sign(goal), direction="decrease"),
        [observation(year, other_sign(value)) for year, value in rows],
    )
    assert verdict(other) == verdict(seen)


def other_sign(value: str) -> str:
    return value.removeprefix("-") if value.startswith("-") else f"-{value}"


def unsigned(note: Note) -> tuple[str, str | None]:
    return note.code, note.value and note.value.replace(" -", " ").removeprefix("-")


margins = st.none() | st.decimals(0, 200, places=1).map(str)


@given(
    base=st.none() | numbers, goal=st.tuples(numbers, st.none() | numbers),
    figures=st.dictionaries(
        st.integers(2015, 2021), st.tuples(numbers, margins, st.sampled_from("AEPU")), max_size=5
    ),
    as_of=st.dates(date(2016, 1, 1), date(2024, 1, 1)),
)  # fmt: skip
def test_a_mirror_shows_the_same_verdict_the_same_reservations_and_the_same_band(
    *, base: str | None, goal: tuple[str, str | None], figures: dict[int, tuple[str, str | None, str]], as_of: date
) -> None:
    """The other sign of every value, margin for margin: nothing is told of one side alone."""
    edges = sorted({Decimal(edge) for edge in goal if edge})
    up: object = {"min": str(edges[0]), "max": str(edges[-1])} if len(edges) > 1 else str(edges[0])
    down: object = {"min": str(-edges[-1]), "max": str(-edges[0])} if len(edges) > 1 else str(-edges[0])

    def judged(direction: str, target: object, sign: Callable[[str], str]) -> Assessment:
        baseline = {"period": "2015"} | ({"value": sign(base)} if base else {})
        promise = {"baseline": baseline, "target": {"period": "2020", "value": target}, "direction": direction}
        rows = [
            observation(year, sign(value), margin=margin, status=flag)
            for year, (value, margin, flag) in figures.items()
        ]
        return judge(promise, rows, as_of)

    one, other = judged("increase", up, str), judged("decrease", down, other_sign)
    assert verdict(one) == verdict(other)
    assert (one.severity, one.release, one.decimals) == (other.severity, other.release, other.decimals)
    assert [unsigned(note) for note in one.notes] == [unsigned(note) for note in other.notes]
    assert (one.gap, one.needed_per_year) == (other.gap, other.needed_per_year and -other.needed_per_year)


percentages = st.decimals(0, 100, places=1).map(str)


@given(percentages, percentages, rows_of(percentages))
def test_a_share_and_its_complement_agree(base: str, goal: str, rows: list[Row]) -> None:
    """Who stays and who leaves: one verdict."""

    def complement(value: str) -> str:
        return str(100 - Decimal(value))

    seen = judge(promised(base, goal, unit="percent"), [observation(*row) for row in rows])
    other = judge(
        promised(complement(base), complement(goal), unit="percent", direction="decrease"),
        [observation(year, complement(value)) for year, value in rows],
    )
    assert verdict(other) == verdict(seen)
    assert other.projected == (None if seen.projected is None else 100 - seen.projected)


def verdict(seen: Assessment) -> tuple[object, ...]:
    """What an assessment says, apart from its unit."""
    decided = seen.verdict.decided_by
    return seen.status, seen.verdict.carries, decided and decided.period, seen.progress, seen.ratio


@given(base=numbers, goal=numbers, rows=rows_of(numbers), days=st.integers(1, 4000), year=years, value=numbers)
def test_what_is_published_later_changes_nothing(
    *, base: str, goal: str, rows: list[Row], days: int, year: int, value: str
) -> None:
    """An observation published after the as-of day does not exist yet, be it new or a revision."""
    known = [observation(*row) for row in rows]
    later = observation(year, value, published=(AS_OF + timedelta(days=days)).isoformat())
    promise = promised(base, goal)
    assert judge(promise, [*known, later]) == judge(promise, known)


@given(
    base=st.none() | numbers, goals=st.lists(numbers, min_size=2, max_size=2), stop=numbers,
    rows=st.lists(st.tuples(years, numbers, st.sampled_from(["", "B", "P", "E"])), unique_by=lambda row: row[0]),
    new=st.tuples(years, numbers), days=st.integers(1, 3000),
    later=st.tuples(years, numbers, st.sampled_from("ABP")),
)  # fmt: skip
def test_a_replay_knows_nothing_that_came_later(
    *, base: str | None, goals: list[str], stop: str, rows: list[tuple[int, str, str]], new: tuple[int, str],
    days: int, later: tuple[int, str, str],
) -> None:  # fmt: skip
    """Neither a figure, nor a later target with its milestones, nor a new start that was agreed later."""
    day = (AS_OF + timedelta(days=days)).isoformat()
    first = {"period": "2020", "value": goals[0], "agreed": "2014-01-01"}
    baseline = {"period": "2015"} | ({"value": base} if base else {})
    start: dict[str, Any] = {"period": str(new[0]), "value": new[1], "reason": "r"}
    plain: dict[str, Any] = {"baseline": baseline, "target": [first], "rebaseline": start}
    second = {"period": "2024", "value": goals[1], "agreed": day, "reason": "r"}
    milestone = {"period": "2018", "value": stop, "agreed": day}
    more = plain | {"target": [first, second], "milestones": [milestone]}
    known = [observation(year, value, status=flag) for year, value, flag in rows]
    row = observation(later[0], later[1], status=later[2], published=day)
    one, other = judge(plain, known), judge(more, [*known, row])
    assert (verdict(one), one.severity, one.notes, one.release) == (
        verdict(other), other.severity, other.notes, other.release,
    )  # fmt: skip
    without = judge(plain | {"rebaseline": None}, known)
    dated = judge(plain | {"rebaseline": start | {"agreed": day}}, known)
    assert (verdict(dated), dated.notes) == (verdict(without), without.notes)


@given(numbers, numbers, rows_of(numbers), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(base: str, goal: str, rows: list[Row], random: Any) -> None:
    """Files may list their rows in any order."""
    known = [observation(*row) for row in rows]
    shuffled = random.sample(known, len(known))
    promise = promised(base, goal)
    assert judge(promise, shuffled).seen._replace(known=()) == judge(promise, known).seen._replace(known=())


@given(
    base=st.none() | wild, goal=wild, rows=rows_of(wild), first=years, last=years,
    direction=st.sampled_from(["increase", "decrease"]), method=st.none() | st.sampled_from(list(MethodName)),
    path=st.sampled_from(["linear", "geometric"]), as_of=st.dates(),
)  # fmt: skip
@example(
    base="0", goal="0", rows=[(2017, "0")], first=2015, last=2015, direction="increase", method=None,
    path="geometric", as_of=AS_OF,
)  # fmt: skip
def test_there_is_always_a_status(
    *, base: str | None, goal: str, rows: list[Row], first: int, last: int, direction: str,
    method: MethodName | None, path: str, as_of: date,
) -> None:  # fmt: skip
    """Zeros, negatives, equal, huge and missing values, periods in any order: a status, no exception."""
    baseline = {"period": str(first)} | ({"value": base} if base else {})
    target = {"period": str(last), "value": goal, "path": path}
    promise = {"baseline": baseline, "target": target, "direction": direction}
    seen = judge(promise, [observation(*row) for row in rows], as_of, method)
    assert seen.status in Status
    assert seen.severity in ("ok", "warning", "critical", "unknown")
    for amount in (seen.gap, seen.progress, seen.expected, seen.ratio, seen.projected, seen.needed_per_year):
        assert amount is None or isinstance(amount, Fraction)


@given(rows_of(wild), st.sampled_from(list(MethodName)), st.dates())
def test_there_is_always_a_status_without_a_target(rows: list[Row], method: MethodName, as_of: date) -> None:
    """Whatever the method and the day."""
    assert judge({}, [observation(*row) for row in rows], as_of, method).status in Status


@given(
    base=numbers, goal=numbers, flag=st.sampled_from(["", "P", "E", "U"]), year=st.integers(2020, 2023),
    later=st.lists(numbers, max_size=4), day=st.dates(date(2020, 1, 1), date(2025, 1, 1)),
)  # fmt: skip
def test_a_final_verdict_stays_while_nothing_is_revised(
    *, base: str, goal: str, flag: str, year: int, later: list[str], day: date
) -> None:
    """Final means that no figure of a later period can change it, whenever it comes."""
    deciding = observation(year, goal, status=flag, published=f"{year}-01-31")
    more = [observation(year + n, value, published=f"{year + n}-07-31") for n, value in enumerate(later, 1)]
    seen = judge(promised(base, goal), [deciding, *more], day)
    assert not (seen.is_final and (flag in ("P", "E") or day < date(year, 12, 31)))
    if seen.is_final:
        for as_of in (date(2024, 1, 1), date(2030, 1, 1)):
            then = judge(promised(base, goal), [deciding, *more], max(day, as_of))
            assert (then.is_final, then.status, then.verdict.decided_by) == (
                True, seen.status, seen.verdict.decided_by,
            )  # fmt: skip


@given(
    base=numbers, goal=numbers, values=st.lists(numbers, min_size=8, max_size=8),
    others=st.lists(numbers, min_size=8, max_size=8), broken=st.integers(2008, 2018),
    method=st.sampled_from(list(MethodName)),
)  # fmt: skip
def test_no_method_looks_across_a_break(
    *, base: str, goal: str, values: list[str], others: list[str], broken: int, method: MethodName
) -> None:
    """Whatever was measured on the other side of a break than the baseline changes no verdict."""

    def judged(beyond: list[str]) -> Assessment:
        rows = []
        for year, value, other in zip(range(2009, 2017), values, beyond, strict=True):
            is_beyond = year < broken if broken <= 2015 else year >= broken
            flags = "B" if year == broken else ""
            chosen = base if year == broken == 2015 else other if is_beyond else value
            rows.append(observation(year, chosen, status=flags))
        return judge(promised(base, goal), rows, method=method)

    one, other = judged(values), judged(others)
    assert (verdict(one), one.verdict.judgement) == (verdict(other), other.verdict.judgement)


def checked(
    promise: dict[str, Any], rows: Iterable[Observation], as_of: date, *commentary: Commentary
) -> tuple[Assessment, Check]:
    """One indicator and what check says of it."""
    indicator = Indicator.model_validate({"title": "X", "unit": "count", "direction": "increase"} | promise)
    roadmap = Roadmap(Heading(), {}, {"x": indicator}, {}, Settings(), {"x": tuple(rows)}, commentary)
    report = assess(roadmap, as_of)
    return report.assessments[0], find_problems(report, ())


days = st.dates(date(2015, 1, 1), date(2026, 1, 1))


@given(base=numbers, goal=numbers, rows=rows_of(numbers), as_of=days, ended=days)
def test_the_end_of_a_series_waives_only_what_a_figure_could_have_decided(
    *, base: str, goal: str, rows: list[Row], as_of: date, ended: date
) -> None:
    """Every verdict stays, and counts as before unless it waits or cannot be given."""
    known, promise = [observation(*row) for row in rows], promised(base, goal)
    over = {"ended": {"on": ended.isoformat(), "reason": "gone"}}
    (open_one, before), (one, after) = checked(promise, known, as_of), checked(promise | over, known, as_of)
    assert verdict(one) == verdict(open_one)
    is_over, waits = ended <= as_of, one.status in {*UNKNOWN, Status.AWAITING}
    assert one.is_waived == (is_over and waits)
    if not is_over:
        assert after.code() == before.code()
    else:
        assert after.code() == (0 if waits else EXIT_CODES[one.verdict.severity])
        assert after.counts == ({"ended": 1} if waits else {str(one.status): 1})


@given(base=numbers, goal=numbers, rows=rows_of(numbers), as_of=days, noted=days)
def test_an_acknowledgement_silences_nothing_worse_than_what_was_noted(
    *, base: str, goal: str, rows: list[Row], as_of: date, noted: date
) -> None:
    """It never makes anything count more, and what counts in spite of it says so."""
    known, promise = [observation(*row) for row in rows], promised(base, goal)
    quarter = quarter_of(noted)
    given = Acknowledgement.model_validate({"owner": "Ann", "reason": "known", "until": "2030-12-31"})
    said = Commentary("q.yaml", quarter, CommentaryFile(acknowledgements={"x": given}))
    one, before = checked(promise, known, as_of)
    _, after = checked(promise, known, as_of, said)
    then, _ = checked(promise, known, min(quarter.end, as_of))
    assert after.code() in (0, before.code())
    silenced = any(problem.standing == "acknowledged" for problem in after.problems)
    graver = GRAVITY.index(one.verdict.severity) < GRAVITY.index(then.verdict.severity)
    assert not (silenced and (as_of < quarter.begin or graver))
    if before.problems and as_of >= quarter.begin and one.verdict.stands is then.verdict.stands:
        assert silenced
    assert all(problem.lapsed for problem in after.problems if problem.counts) or as_of < quarter.begin


parts = st.integers(1, 10**6).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@given(st.lists(parts, min_size=2, max_size=5))
@example([(1, 10), (90, 100)])
def test_a_share_over_members_is_never_a_mean_of_percentages(members: list[tuple[int, int]]) -> None:
    """The headline is the ratio of the sums; where members differ in size and share, no mean gives it."""
    names = [f"m{number}" for number in range(len(members))]
    promise: dict[str, Any] = {
        "kind": "share",
        "dimensions": {"level": {"members": names, "complete": "true"}},
        "baseline": {"period": "2010", "value": "0"},
        "target": {"period": "2020", "value": "100"},
    }
    rows = [
        observation(2016, None, numerator=str(part), denominator=str(whole), members=(("level", name),))
        for name, (part, whole) in zip(names, members, strict=True)
    ]
    latest = judge(promise, rows).latest
    assert latest is not None
    assert latest.value == Fraction(100 * sum(part for part, _ in members), sum(whole for _, whole in members))
    mean = sum(Fraction(100 * part, whole) for part, whole in members) / len(members)
    sizes, shares = {whole for _, whole in members}, {Fraction(part, whole) for part, whole in members}
    assert latest.value != mean or len(sizes) == 1 or len(shares) == 1 or len(members) > 2
