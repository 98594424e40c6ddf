"""Every offered method reproduces the assessments that its publishers made.

`published.json` holds them with their inputs and sources; cases marked `reproduced: false` are ones that the
published rule itself does not explain. Cases in which the published program misjudges silently (a direction
that is missing and taken for a decrease, infinity, a crash) are counted apart: there this tool says that it
cannot judge.
"""

from __future__ import annotations

import csv
import json
import math
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from hcroadmap.assess.methods import destatis, healthy_people, statcan, un2022, un2023
from hcroadmap.assess.methods.method import Case
from hcroadmap.assess.promise import DatedValue
from hcroadmap.model.period import Period, PeriodKind
from tests.assess.methods import open_sdg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Published = dict[str, Any]
PUBLISHED: list[Published] = json.loads(
    Path(__file__).with_name("published.json").read_text(encoding="utf-8"), parse_float=Fraction
)["cases"]
SIGNS = {"increase": 1, "positive": 1, "decrease": -1, "negative": -1}
TARGET_YEAR = 2030
UN2022_LABELS = {
    "target achieved": un2022.ACHIEVED,
    "on track": un2022.ON_TRACK,
    "fair progress but acceleration needed": un2022.FAIR,
    "limited or no progress": un2022.LIMITED,
    "deterioration": un2022.DETERIORATION,
    "insufficient data": un2022.NOT_AVAILABLE,
    "no data after 2015": un2022.NOT_AVAILABLE,
}


class Answer(NamedTuple):
    """What is compared; `...` where the publisher does not give it."""

    label: str
    value: object = ...
    score: object = ...


def test_statcan() -> None:
    """All published series of Statistics Canada, and those computed with its program: label, R and score."""
    reproduce("statcan_open_sdg", statcan_ours, statcan_published)


@pytest.mark.parametrize("kind", ["with_target", "without_target", "doubling", "halving"])
def test_un2022_trend(kind: str) -> None:
    """The published trends of the UN Progress Chart 2022."""
    reproduce(
        f"un_progress_chart_2022_{kind}",
        lambda published: Answer(un2022.judge(un2022_case(published)).label),
        lambda published: Answer(UN2022_LABELS[published["expected"]["status"].lower()]),
    )


def test_un2022_level() -> None:
    """The published levels of the UN Progress Chart 2022."""
    reproduce(
        "un_progress_chart_2022_level",
        lambda published: Answer(un2022.judge(level_case(published)).label),
        lambda published: Answer(published["expected"]["level"].lower().replace(" ", "_")),
    )


def test_un2022_base_year() -> None:
    """Left to itself, `un2022` starts from the published base year, in 95 % of the cases or more."""
    cases = [
        case
        for case in PUBLISHED
        if case["method"].startswith("un_progress_chart_2022") and "series" in case["inputs"]
    ]
    bases = [un2022.base(Case(1, figures(up_to_now(case["inputs"])))) for case in cases]
    same = sum(
        base is not None and base.period.year == case["inputs"]["base_year"]
        for case, base in zip(cases, bases, strict=True)
    )
    assert same >= 0.95 * len(cases)


def test_un2023() -> None:
    """The published scores of Eustat."""
    reproduce(
        "un_progress_chart_2023",
        lambda published: Answer(un2023.judge(two_figures(published["inputs"])).label),
        lambda published: Answer(str(published["expected"]["score"])),
    )


def test_destatis() -> None:
    """The published weather symbols of Destatis."""
    reproduce(
        "destatis_weather",
        lambda published: Answer(destatis.judge(weather_case(published["inputs"])).label),
        lambda published: Answer(published["expected"]["symbol"]),
    )


def test_healthy_people() -> None:
    """The published verdicts of Healthy People 2030, but for those that rest on standard errors nobody saw."""
    path = Path(__file__).with_name("healthy-people-2030.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    told = {True: [], False: []}  # type: dict[bool, list[str]]
    for row in rows:
        label, published = healthy_people.judge(healthy_case(row)).label, row["published_verdict"]
        if label != published.lower().replace(" ", "_"):
            told[row["reproduced"] == "true"].append(f"{row['case']} {row['indicator']}: {label}, not {published}")
    wanted = sum(row["reproduced"] == "true" for row in rows)
    print(
        f"\nhealthy_people: {wanted - len(told[True])} of {wanted} reproduced; not to be explained:", *told[False]
    )
    assert wanted == 10
    assert not told[True]
    assert len(told[False]) == len(rows) - wanted == 7


def healthy_case(row: dict[str, str]) -> Case:
    """Time plays no part, so a span of years stands for its first."""
    base, latest, target = (
        figure(row[f"{name}_period"][:4], Fraction(row[name])) for name in ("baseline", "latest", "target")
    )
    sign, ses = SIGNS[row["direction"]], [row[f"se_{name}"] for name in ("baseline", "latest")]
    baseline_se, latest_se = (Fraction(se) if se else None for se in ses)
    return Case(sign, (base, latest), base, target, baseline_se=baseline_se, latest_se=latest_se)


def reproduce(method: str, ours: Callable[[Published], Answer], theirs: Callable[[Published], Answer]) -> None:
    """Compare all published cases of a method, print the counts, and fail on a miss or if there is none."""
    cases = [case for case in PUBLISHED if case["method"] == method and case.get("reproduced") is not False]
    misjudged = [case for case in cases if is_misjudged(case)]
    judged = [case for case in cases if not is_misjudged(case)]
    misses = [
        f"{case['id']}: {ours(case)} is not {theirs(case)}"
        for case in judged
        if not agree(ours(case), theirs(case))
    ]
    guesses = [f"{case['id']}: {ours(case)}" for case in misjudged if not is_refused(ours(case))]
    hits = len(judged) - len(misses)
    print(f"\n{method}: {hits} of {len(judged)} reproduced, {len(misjudged)} refused as misjudged")
    assert cases, f"no published case of {method}"
    assert not misses, "\n".join(misses)
    assert not guesses, "\n".join(guesses)


def agree(ours: Answer, theirs: Answer) -> bool:
    """The same label, and the same numbers to nine digits where they are published."""
    return all(
        theirs_is == ... or close(ours_is, theirs_is) for ours_is, theirs_is in zip(ours, theirs, strict=True)
    )


def close(ours: object, theirs: object) -> bool:
    if isinstance(ours, int | float | Fraction) and isinstance(theirs, int | float | Fraction):
        return math.isclose(float(ours), float(theirs), rel_tol=1e-9, abs_tol=1e-12)
    return ours == theirs


def is_misjudged(published: Published) -> bool:
    """Did the published program guess a direction, divide by zero or crash?"""
    expected, inputs = published["expected"], published["inputs"]
    unbounded = any(str(value).lstrip("-").lower() in ("inf", "infinity", "nan") for value in expected.values())
    options = inputs.get("config", inputs)
    undirected = not {"direction", "higher_is_better"} & {key for key in options if options[key] is not None}
    return unbounded or undirected or "error" in expected


def is_refused(answer: Answer) -> bool:
    return answer.label in ("not_available", "target_achieved") and answer.value in (None, ...)


def statcan_ours(published: Published) -> Answer:
    inputs = published["inputs"]
    case = configured(inputs) if "config" in inputs else two_figures(inputs)
    judgement = statcan.judge(case)
    return Answer(judgement.label, judgement.value, open_sdg.score(case))


def statcan_published(published: Published) -> Answer:
    expected = published["expected"]
    return Answer(expected["status"], expected["progress_value"], expected["score"])


def test_statcan_base_year() -> None:
    """Left to itself, `statcan` starts from the year and the value that the published program used."""
    for case in PUBLISHED:
        if (
            case["method"] == "statcan_open_sdg"
            and "base_year_used" in case["expected"]
            and not is_misjudged(case)
        ):
            base = statcan.base(configured(case["inputs"]))
            assert base is not None
            assert base.period.year == case["expected"]["base_year_used"]
            assert close(base.value, case["expected"]["base_value"])


def configured(inputs: Published) -> Case:
    """A series with the options of the published program; its base year is the given one or the next."""
    config, series = inputs["config"], figures(inputs["series"])
    start = config.get("base_year")
    base = next((figure for figure in series if figure.period.year >= start), None) if start else None
    return promise(config, series, base)


def two_figures(inputs: Published) -> Case:
    """Only the base and the latest figure are published; neither where there is no data."""
    if inputs["base_value"] is None or inputs["current_value"] is None:
        return promise(inputs, (), None)
    base = figure(inputs["base_year"], inputs["base_value"])
    latest = figure(inputs["current_year"], inputs["current_value"])
    return promise(inputs, (base, latest) if base.period < latest.period else (latest,), base)


def un2022_case(published: Published) -> Case:
    inputs = published["inputs"]
    series = figures(up_to_now(inputs))
    base = next((known for known in series if known.period.year == inputs["base_year"]), None)
    return promise(inputs, series, base)


def level_case(published: Published) -> Case:
    inputs = published["inputs"]
    thresholds = tuple(Fraction(edge) for edge in inputs["thresholds"])
    sign = 1 if inputs["higher_is_better"] else -1
    return Case(sign, (figure(inputs["year"], inputs["value"]),), thresholds=thresholds)


def weather_case(inputs: Published) -> Case:
    case = promise(inputs, figures(up_to_now(inputs)), None)
    return Case(
        sign=case.sign,
        history=case.history,
        target=case.target,
        reached=case.reached,
        every_year=inputs["target_kind"] == "maintain every year",
    )


def up_to_now(inputs: Published) -> dict[str, Fraction]:
    now = inputs.get("current_year") or inputs.get("assessment_year") or 9999
    return {year: value for year, value in inputs["series"].items() if int(year) <= now}


def promise(options: Published, history: tuple[DatedValue, ...], base: DatedValue | None) -> Case:
    """A case as the assessment builds it: the target counts as reached on the wanted side only."""
    sign = SIGNS.get(options.get("direction") or "", 0)
    value, year = options.get("target"), options.get("target_year") or TARGET_YEAR
    target = None if value is None else figure(year, value)
    limit = options.get("limit")
    return Case(
        sign=sign,
        history=history,
        baseline=base,
        target=target,
        reached=bool(history) and is_reached(sign, history[-1], target),
        reached_at_baseline=base is not None and is_reached(sign, base, target),
        limit=None if limit is None else Fraction(limit),
    )


def is_reached(sign: int, known: DatedValue, target: DatedValue | None) -> bool:
    return target is not None and sign != 0 and sign * (known.value - target.value) >= 0


def figures(series: dict[str, Fraction]) -> tuple[DatedValue, ...]:
    return tuple(sorted(figure(year, value) for year, value in series.items()))


def figure(year: str | int, value: Fraction | int) -> DatedValue:
    return DatedValue(Period(PeriodKind.YEAR, int(year)), Fraction(value))


def test_every_method_is_held_against_published_cases() -> None:
    """No method is offered without published cases; the default is this tool's own and has none."""
    prefixes = {"statcan_open_sdg", "un_progress_chart_2022", "un_progress_chart_2023", "destatis_weather"}
    assert missing(prefixes, (case["method"] for case in PUBLISHED)) == set()


def missing(prefixes: set[str], names: Iterable[str]) -> set[str]:
    known = tuple(names)
    return {prefix for prefix in prefixes if not any(name.startswith(prefix) for name in known)}
