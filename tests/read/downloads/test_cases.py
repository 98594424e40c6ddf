"""The files in `cases` give what a careful reader sees in them, or are refused for the right reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hcroadmap.model.source import Layout, Source
from hcroadmap.read.downloads.convert import Conversion, convert

CASES = Path(__file__).parent / "cases"
PLAIN = {"period": "Year", "value": "Value"}
STEM = {"numerator": {"where": {"ONDERDEEL": "TECHNIEK"}}, "denominator": {}}
BOTH = {"value": ["MAN", "VROUW"]}
WIDE = {"header": "6", "footer": "Special value", "missing": ":", "wide": "{year}"}
ROW = {"where": {"TIME": "Denmark"}}


def read(name: str, about: dict[str, Any], asked: dict[str, Any], layout: dict[str, Any] | None) -> Conversion:
    """What becomes of a case."""
    source = {"file": name, **about, "observations": [{"indicator": "x", **asked}]}
    known = Layout.model_validate(layout) if layout else None
    return convert(CASES / name, Source.model_validate(source | ({"layout": "own"} if layout else {})), known)


@pytest.mark.parametrize(
    ("name", "about", "asked", "layout", "expected"),
    [
        ("donor-head.csv", {}, {}, None, "2014 5768600, 2021 13907500, 2022 14019300 P"),
        ("donor.csv", {}, {}, None, "2014 5768600, 2015 5814500"),
        ("financial-years.csv", PLAIN | {"study_year": "start"}, {}, None, "2007/08 18.0, 2011/12 20.2"),
        ("mixed.csv", PLAIN | {"study_year": "start"}, {}, None, "2010/11 19.6, 2013/14 20.9"),
        ("absence.csv", {"value": "enrolments_pa_10_exact_percent"}, {}, None, "2015/16 72.6, 2016/17 73.9"),
        ("gediplomeerdenhbo.csv", {}, {"sum": "yes"}, None, "2023/24 105 E ±3, 2024/25 103.5 E ±1.5"),
        ("gediplomeerdenhbo.csv", {}, STEM, None, "2023/24 45/105 E ±4.09, 2024/25 46.5/103.5 E ±2.11"),
        ("lt5.csv", {}, {"sum": "yes"}, None, "2023/24 105 E ±3, 2024/25 103.5 E ±1.5"),
        ("empty.csv", {}, {"sum": "yes"}, None, "2023/24 O, 2024/25 O"),
        ("ingeschrevenen-hbo-2017.csv", {}, {"where": {"CROHO ONDERDEEL": "techniek"}, **BOTH}, None,
         "2015/16 120, 2016/17 135"),
        ("flags-last.xlsx", {}, ROW, WIDE, "2015 181.5, 2016 175.8 B, 2017 172.7 B"),
        ("flags-last.xlsx", {}, ROW, None, "2015 181.5, 2016 175.8 B, 2017 172.7 B"),
        ("flags-middle.xlsx", {}, ROW, None, "2015 181.5, 2016 175.8 B, 2017 172.7"),
        ("ilo.csv", {}, {}, None, "2014 505.1, 2015 512.8, 2016 640.2 B, 2017 655.9 U"),
        (
            "pandas-index-year.csv", {"period": "1", "value": "kindertal", "decimal": "point"}, {}, None,
            "2019 1.574, 2021 1.621",
        ),
        ("pandas2.csv", {"period": "1", "value": "ratio"}, {}, None, "2019 0.87, 2020 0.88"),
        ("pandas3.csv", PLAIN, {}, None, "2019 1.57, 2020 1.54"),
        ("r-rownames.csv", PLAIN, {}, None, "2019 1.57, 2020 1.54"),
        ("70895ned.csv", {"kind": "year"}, {}, None, "1995 135675, 1996 137561"),
        ("85224NED_UntypedDataSet.csv", {"kind": "quarter"}, {}, None, "2022-Q3 3.8, 2022-Q4 3.6, 2023-Q1 3.5"),
        ("noq4.csv", {"kind": "year"}, {}, None, "2022 3.5"),
        ("indicator_4-3-1.csv", {}, {"where": {"Sex": ""}}, None, "2016 42.0, 2017 42.4"),
        ("i.csv", PLAIN | {"published": "2024-08-01"}, {}, None, "2022 12.8, 2030 9.5"),
    ],
)  # fmt: skip
def test_a_case_reads_as_by_eye(
    name: str, about: dict[str, Any], asked: dict[str, Any], layout: dict[str, Any] | None, expected: str
) -> None:
    """Some of the observations of each, with flags and margins."""
    conversion = read(name, about, asked, layout)
    assert (conversion.diagnostics, conversion.refusal) == ([], None)
    found = []
    for row in conversion.observations:
        figure = row.value.text if row.value else f"{row.numerator}/{row.denominator}" if row.numerator else ""
        margin = f"±{row.margin}" if row.margin is not None else ""
        found.append(" ".join(filter(None, [str(row.period), figure, row.status, margin])))
    assert [text for text in found if text in expected.split(", ")] == expected.split(", ")


@pytest.mark.parametrize(
    ("name", "about", "code", "said"),
    [
        ("financial-years.csv", PLAIN, "bad-period", "may be a study or financial year"),
        ("mixed.csv", PLAIN, "bad-period", "may be a study or financial year"),
        ("three-year.csv", PLAIN, "bad-period", "a span of 3 years"),
        ("stacked-real-shape.csv", {}, "unread-format", "stacked headers"),
        ("ine.xlsx", {}, "unknown-format", "no known supplier"),
        ("pandas-index-year.csv", {}, "unknown-format", "no known supplier"),
        ("70895ned.csv", {}, "bad-period", "weeks are not read"),
    ],
)
def test_a_case_is_refused_with_its_reason(name: str, about: dict[str, Any], code: str, said: str) -> None:
    """And for no other."""
    (code_found,) = {finding.code for finding in read(name, about, {}, None).diagnostics}
    assert code_found == code
    assert said in read(name, about, {}, None).diagnostics[0].message


def test_a_factor_beside_a_scale_is_refused() -> None:
    """The heading says thousands, and they are applied already."""
    refusal = read("donor.csv", {}, {"factor": "1000"}, None).refusal
    assert refusal
    assert refusal.code == "double-factor"
