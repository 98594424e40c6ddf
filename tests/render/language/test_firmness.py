"""How firm a verdict is, in words: both neighbours, what its figure may be off by, and one word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hcroadmap.assess.assessment import Report
from hcroadmap.assess.check import find_problems
from hcroadmap.render.check.monitoring import openmetrics
from hcroadmap.render.formats import status_text
from hcroadmap.render.language.firmness import firmness_sentences, fragile
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.voice import Voice

YAML = """indicators:
  x:
    title: X
    unit: percent
    direction: increase
    baseline: {period: 2015, value: 38}
    target: {period: 2020, value: 40}
"""
HEADER = "indicator,period,value,published,margin,se\n"
REVISED = "".join(
    f"x,{year},{value},{year + 1 + late}-06-30,,\n"
    for year, values in {
        2012: (37, 37.3),
        2013: (37, 36.7),
        2014: (38, 38),
        2015: (37.7, 38),
        2016: (38.2, 38.5),
    }.items()
    for late, value in enumerate(values)
)


ON_TRACK = (
    "On track; {} pp higher is met, {} pp lower is behind",
    "Op schema; {} %-punt hoger: gehaald, {} %-punt lager: achter op schema",
)
MET = ("Met; anything lower is on track", "Gehaald; alles daaronder: op schema")


@pytest.mark.parametrize(
    ("rows", "heads", "tips", "reasons"),
    [
        ("x,2017,38.83,2018-06-30,,\n" + REVISED, ON_TRACK, ("1.17", "0.07"),
         (". Revisions here were typically 0.3 pp: fragile.",
          ". Bijstellingen waren hier doorgaans 0,3 %-punt: wankel.")),
        ("x,2017,39.1,2018-06-30,1,\n", ON_TRACK, ("0.9", "0.34"),
         (". The margin is 1 pp: fragile.", ". De marge is 1 %-punt: wankel.")),
        ("x,2017,39.1,2018-06-30,,0.1\n", ON_TRACK, ("0.9", "0.34"),
         (". Chance alone accounts for 0.2 pp either way: firm.",
          ". Toeval alleen al kan 0,2 %-punt schelen, naar beide kanten: stevig.")),
        ("x,2017,39,2018-06-30,,\n", ON_TRACK, ("1", "0.2"),
         (". Rounding alone accounts for 0.5 pp either way: fragile.",
          ". Afronding alleen al kan 0,5 %-punt schelen, naar beide kanten: wankel.")),
        ("x,2017,39.1,2018-06-30,,\n", ON_TRACK, ("0.9", "0.34"),
         ("; how firm the verdict is, is not known.", "; hoe stevig het oordeel is, is niet bekend.")),
        ("x,2017,40.0,2018-06-30,0,\n", MET, (),
         (". Rounding alone accounts for 0.05 pp either way: fragile.",
          ". Afronding alleen al kan 0,05 %-punt schelen, naar beide kanten: wankel.")),
    ],
)  # fmt: skip
def test_both_neighbours_and_the_reason_are_named(
    report: Callable[..., Report], *, rows: str, heads: tuple[str, str], tips: tuple[str, ...],
    reasons: tuple[str, str],
) -> None:  # fmt: skip
    """In either language, by what is known of the figure."""
    (one,) = report(YAML, HEADER + rows).assessments
    for language, head, reason in zip(("en", "nl"), heads, reasons, strict=True):
        told = head.format(*(tip if language == "en" else tip.replace(".", ",") for tip in tips)) + reason
        assert " ".join(firmness_sentences(one, Voice(Page(language)))).replace("\u00a0", " ") == told
        assert fragile(one, Page(language)) in (told.split()[-1].rstrip("."), "")
        assert bool(fragile(one, Page(language))) == ("fragile" in reasons[0])


def test_what_is_fragile_is_marked_and_counted(report: Callable[..., Report]) -> None:
    """`status` says the word, OpenMetrics each number with its basis."""
    found = report(YAML, f"{HEADER}x,2017,39.1,2018-06-30,1,\n")
    assert "fragile" in status_text("table", found, Page("en"))
    assert "(fragile)" in status_text("md", found, Page("en"))
    metrics = openmetrics(find_problems(found, ()), 0, 0)
    for line in (
        'hcroadmap_indicator_firmness{indicator="x",word="fragile"} 1',
        'hcroadmap_firmness_up_value{indicator="x"} 0.9',
        'hcroadmap_firmness_down_value{indicator="x"} 0.34',
        'hcroadmap_firmness_noise_value{indicator="x",basis="margin"} 1',
    ):
        assert line in metrics.splitlines()
