"""A mark before three digits stands before decimals or marks thousands: nobody guesses which."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcroadmap.model.diagnostic import Diagnostic
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.read.load import load

CSV = "config/measurements/x.csv"
NO_ROWS = "indicator,period,value\n"
COUNT = "unit: count, baseline: {period: 2019, value: 9100}"
MEMBER = "{period: 2025, value: 8100}, dimensions: {level: {targets: {hbo: {period: 2025, value: 7.300}}}}"
BOTH = "can be read as 7.3 and as 7300: three digits follow its mark"
HINT = "write 7300 if the mark separates thousands, else 7.30."


def read(indicator: str, rows: str = NO_ROWS, language: str = "nl") -> tuple[Roadmap | None, list[Diagnostic]]:
    """A project of one indicator and its rows, and the findings, but that it has no rows."""
    files = {
        "targets.yaml": f"indicators:\n  x: {{title: X, direction: decrease, {indicator}}}\n",
        CSV: rows,
        "config/settings.yaml": f"language: {language}\n",
    }
    roadmap, found = load(Path("nowhere"), {path: text.encode() for path, text in files.items()})
    return roadmap, [finding for finding in found if finding.code != "no-observations"]


def told(findings: list[Diagnostic]) -> list[str]:
    """Each finding as `file:line:column severity code`."""
    return [f"{finding.location} {finding.severity} {finding.code}" for finding in findings]


@pytest.mark.parametrize(
    "indicator",
    [
        "unit: count, baseline: {period: 2019, value: 7.300}",
        f"{COUNT}, target: {{period: 2025, value: 7.300}}",
        f"{COUNT}, target: {{period: 2025, value: {{min: 7.300, max: 8100}}}}",
        f"{COUNT}, milestones: [{{period: 2021, value: 7.300}}]",
        "unit: count, rebaseline: {period: 2020, value: 7.300, reason: r}",
        f"{COUNT}, target: {MEMBER}",
        "unit: count, limit: 7.300",
        "unit: count, thresholds: [9100, 8300, 7.300, 6100]",
        f"{COUNT}, target: {{period: 2025, value: 7.300x, every_year: yes}}",
        "unit: percent, baseline: {period: 2019, value: 7.300%}",
    ],
)
def test_each_place_of_targets_is_asked_about(indicator: str) -> None:
    """With both readings, and how to write either, where the number stands."""
    [finding] = read(indicator)[1]
    line = f"  x: {{title: X, direction: decrease, {indicator}}}"
    assert told([finding]) == [f"targets.yaml:2:{line.index('7.3') + 1} error thousands-mark"]
    assert (BOTH in finding.message, finding.hint) == (True, HINT)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ("indicator,period,value\nx,2020,7.300\n", 8),
        ("indicator;period;value\nx;2020;7,300\n", 8),
        ("indicator,period,value,margin\nx,2020,9000,7.300\nx,2021,9000,6000\n", 13),
        ("indicator,period,value,numerator,denominator\nx,2020,,7.300,9100\n", 9),
    ],
)
def test_each_number_of_a_row_is_asked_about(rows: str, column: int, language: str) -> None:
    """Beside numbers of its kind that are a thousand times larger, in any language and any file."""
    [finding] = read(COUNT, rows, language)[1]
    assert told([finding]) == [f"{CSV}:2:{column} error thousands-mark"]
    swapped = str.maketrans(".,", ",.") if ";" in rows else {}
    assert finding.message == f"“7.300” {BOTH}".translate(swapped)
    assert finding.hint.rstrip(".") == "write 7300 if the mark separates thousands, else 7.30".replace(
        ".", "," if swapped else "."
    )


@pytest.mark.parametrize(
    ("language", "unit", "others", "severity"),
    [
        ("nl", "percent", "42.5 39", None),
        ("nl", "percent", "", "error"),
        ("nl", "percent", "7 96", None),
        ("nl", "euro", "42.5 39", None),
        ("nl", "euro", "42.5 39 30000", "error"),
        ("nl", "euro", "2000", "error"),
        ("nl", "euro", "0", "error"),
        ("en", "percent", "", None),
        ("en", "euro", "", None),
        ("en", "euro", "2000", None),
        ("en", "euro", "30000 29000 41", "error"),
        ("en", "count", "", "warning"),
        ("en", "count", "42.5 39", None),
    ],
)
def test_other_figures_tell_how_a_figure_is_meant(
    language: str, unit: str, others: str, severity: str | None
) -> None:
    """In Dutch a number like them is read, and asked about otherwise; in English only what can hardly be meant."""
    rows = "".join(f"x,{2001 + number},{other}\n" for number, other in enumerate(others.split()))
    roadmap, found = read(f"unit: {unit}", f"{NO_ROWS}{rows}x,2020,41.625\n", language)
    assert told(found) == ([f"{CSV}:{2 + len(others.split())}:8 {severity} thousands-mark"] if severity else [])
    if roadmap:
        assert roadmap.observations["x"][-1].amount == Decimal("41.625")


@pytest.mark.parametrize(
    ("cell", "value"),
    [('"31,4%"', "31.4"), ('"31,4"', "31.4"), ("31.4%", "31.4"), ('"-0,5 %"', "-0.5"), ('"31,6250"', "31.6250")],
)
def test_a_dutch_project_has_decimal_commas(cell: str, value: str) -> None:
    """Between quotes where commas part the cells; in English they are refused, as nobody there means them."""
    rows = f"{NO_ROWS}x,2020,{cell}\n"
    roadmap, found = read("unit: index" if "%" not in cell else "unit: percent", rows)
    assert roadmap, found
    assert roadmap.observations["x"][0].amount == Decimal(value)
    if "," in cell:
        assert told(read("unit: percent", rows, "en")[1]) == [f"{CSV}:2:8 error bad-number"]


def test_a_language_that_cannot_be_read_makes_no_second_finding() -> None:
    """One mistake is one finding: the figures may be Dutch."""
    assert told(read("unit: percent", f'{NO_ROWS}x,2020,"31,4"\n', "fr")[1]) == [
        "config/settings.yaml:1:11 error bad-choice"
    ]


NUMBERS = st.one_of(
    st.integers(0, 9_999_999).map(str),
    st.decimals(0, 99_999, places=1).map(str),
    st.builds("{}.{:03}".format, st.integers(0, 9_999), st.integers(0, 999)),
)


def is_like(one: Decimal, other: Decimal) -> bool:
    """Is neither more than thirty times the other?"""
    return one <= 30 * other and other <= 30 * one


@given(st.lists(NUMBERS, min_size=1, max_size=5), st.sampled_from([",", ";"]))
def test_no_figure_is_read_as_a_thousandth_of_what_may_be_meant(figures: list[str], mark: str) -> None:
    """A Dutch figure without an error has one reading, or is like others that have one, and not in the other."""
    rows = "".join(f"x,{2001 + number},{figure}\n" for number, figure in enumerate(figures))
    swapped = str.maketrans(",.", ";,") if mark == ";" else {}
    roadmap, found = read("unit: euro", (NO_ROWS + rows).translate(swapped))
    refused = {finding.location.line for finding in found if finding.severity == "error"}
    assert (roadmap is None, {finding.code for finding in found} <= {"thousands-mark"}) == (bool(refused), True)
    unclear = {text for text in figures if re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", text)}
    certain = [Decimal(text) for text in figures if text not in unclear]
    for line, text in enumerate(figures, 2):
        if text not in unclear:
            assert line not in refused
        elif line not in refused:
            assert any(is_like(Decimal(text), other) for other in certain)
            assert not any(is_like(1000 * Decimal(text), other) for other in certain)
