"""Every supplier's file gives the very figures that one reads in it by eye, each at its place, or is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcroadmap.model.source import Source
from hcroadmap.read.downloads.convert import convert

SAMPLES = Path(__file__).parent / "samples"
DUO = Path(__file__).parents[4] / "config" / "measurements" / "duo"
BIS = "sdmxcsv10-bis-data_v1.csv"
STATLINE = "statline-portal-onderwijsniveau-2015.csv"
MANGLED = {"Geslacht": "Totaal mannen en vrouwen", "Leeftijd": "15 tot 75 jaar", "Regio.s": "Nederland"}

Row = tuple[str, str, str, str]


def read(file: Path, **asked: object) -> tuple[str, list[Row], list[str]]:
    """What a file was recognised as, its rows as (line:column, period, value, status), and why it was refused."""
    names = ("period", "value", "decimal", "sheet")
    about = {name: asked.pop(name) for name in names if name in asked}
    wanted = {"indicator": "x", **asked}
    conversion = convert(file, Source.model_validate({"file": file.name, **about, "observations": [wanted]}))
    refused = [finding.code for finding in conversion.diagnostics]
    if conversion.refusal:
        refused.append(conversion.refusal.code)
    rows = [
        (
            f"{row.location.line}:{row.location.column}",
            str(row.period),
            row.value.text if row.value else "",
            row.status,
        )
        for row in conversion.observations
    ]
    return conversion.format, rows, refused


# file, what is asked, what it is, how many rows, some of them
EXPECTED = [
    (
        "cbs3-37296ned-untyped-portal.csv", {"value": "TotaleDruk_20"}, "CBS OData v3 (UntypedDataSet)", 73,
        {0: ("2:225", "1950", "81.9", ""), 71: ("73:226", "2021", "70.1", "")},
    ),
    (
        "cbs3-80305ned-untyped-portal-missing.csv", {"value": "Binnen1Km_2", "where": {"RegioS": "PV20"}},
        "CBS OData v3 (UntypedDataSet)", 13,
        {0: ("2:37", "2006", "", "O"), 1: ("3:37", "2007", "1.5", "")},
    ),
    (
        "cbs3-typed-api-export.csv",
        {"value": "k_80thPercentile_7", "where": {"HouseholdCharacteristics": "1050015"}},
        "CBS OData v3 (TypedDataSet)", 11, {7: ("20:48", "2019", "6.6", "")},
    ),
    (
        "cbs3-untyped-api-export.csv",
        {"value": "k_80thPercentile_7", "where": {"HouseholdCharacteristics": "1050015"}},
        "CBS OData v3 (UntypedDataSet)", 11, {7: ("20:75", "2019", "6.6", "")},
    ),
    (
        "cbs4-observations.csv",
        {"where": {"Measure": "1050010_1", "KenmerkenVanHuishoudens": "1050010", "DuurInkomenspositie": "A028721",
                   "InkomensgrensHuishouden": "1050290"}},
        "CBS OData v4 with MeasureCodes and PeriodenCodes", 13,
        {0: ("2:46", "2011", "481800", ""), 11: ("24:47", "2022", "320600", "P")},
    ),
    (
        "cbsnl-chart-conjunctuurklok.csv", {}, "CBS chart", 278,
        {64: ("66:10", "2006-05", "0", ""), 277: ("279:15", "2024-02", "-1", "")},
    ),
    (
        "duo-hbo-gediplomeerden-2014-2018.csv",
        {"where": {"OPLEIDINGSCODE ACTUEEL": "34267", "GESLACHT": "man", "GEMEENTENUMMER": "0106"}},
        "DUO open onderwijsdata", 5, {0: ("2:153", "2014/15", "10", ""), 4: ("2:165", "2018/19", "13", "")},
    ),
    (
        "duo-mbo-ingeschrevenen-2015-2019-head.csv",
        {"value": "TOTAAL", "where": {"BRIN NUMMER": "00GT", "KWALIFICATIE CODE": "23110", "TYPE MBO": "BBL"}},
        "DUO open onderwijsdata", 3, {0: ("2:158", "2015/16", "3", ""), 2: ("2:173", "2018/19", "1", "")},
    ),
    (
        "eurostat-sdmxcsv10-demo_pjanedu-excerpt.csv", {"where": {"geo": "DK"}}, "Eurostat SDMX-CSV 1.0", None,
        {0: ("3:70", "2007", "825500", ""), 1: ("4:70", "2008", "812505", "")},
    ),
    (
        "eurostat-sdmxcsv10-lfsa_argan-excerpt.csv", {}, "Eurostat SDMX-CSV 1.0", 2,
        {0: ("2:67", "2021", "66.5", "BD"), 1: ("3:67", "2022", "66.6", "D")},
    ),
    (
        "eurostat-tsv-legacy-gov_10dd_edpt1-excerpt.tsv",
        {"where": {"geo": "NL", "sector": "S13", "na_item": "B9", "unit": "MIO_EUR"}},
        "Eurostat TSV", 20, {0: ("64:19", "2014", "-15618.0", ""), 6: ("64:79", "2008", "1430.0", "")},
    ),
    (
        "eurostat-tsv-legacy-trng_lfse_04-excerpt.tsv", {"where": {"geo": "BE34"}}, "Eurostat TSV", 20,
        {0: ("3:18", "2019", "9.9", ""), 2: ("3:28", "2017", "7.3", "B"), 13: ("3:92", "2006", "5.9", "BU")},
    ),
    (
        "oecd-sdmxcsv10-id-stes-excerpt.csv", {}, "SDMX-CSV 1.0", 2, {0: ("2:73", "2026-03", "99.14655", "")},
    ),
    (
        "oecd-sdmxcsv20-withlabels-gov-excerpt.csv", {"where": {"Reference area": "Iceland"}}, "SDMX-CSV 2", 1,
        {0: ("2:328", "2021", "50.4", "")},
    ),
    (
        "r-writecsv-quoted-decimal-comma.csv",
        {"period": "Perioden", "value": "Onderwijsniveau.5.categorieën.11.Basisonderwijs....", "where": MANGLED},
        "plain table", 9, {0: ("2:73", "2015", "10.2", ""), 8: ("138:74", "2023", "8.8", "P")},
    ),
    (
        BIS, {"where": {"DER_CURR_LEG2": "TO1", "DER_CURR_LEG1": "HKD"}}, "SDMX-CSV 1.0", None,
        {0: ("2:79", "2002", "", "M"), 2: ("4:79", "2004", "14206.490766", "")},
    ),
    (
        "sdmxcsv20-spec-example-04.csv", {"period": "DIM_3", "where": {"DIM_1": "A"}}, "SDMX-CSV 2", 2,
        {0: ("2:131", "2014-01", "12.4", ""), 1: ("3:131", "2014-02", "10.8", "")},
    ),
    (
        "sdmxcsv20-spec-example-06.csv", {"period": "DIM_3"}, "SDMX-CSV 2", 2,
        {0: ("2:103", "2014-01", "12.4", ""), 1: ("3:103", "2014-02", "10.8", "")},
    ),
    (
        STATLINE,
        {"value": "Onderwijsniveau 5 categorien/31 Hbo-, wo-bachelor (%)", "where": {"Regio's": "Utrecht (PV)"}},
        "StatLine table", 1, {0: ("13:80", "2015", "20.4", "")},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "asked", "known", "count", "some"), EXPECTED, ids=[row[0] for row in EXPECTED])
def test_a_sample_reads_as_by_eye(
    name: str, asked: dict[str, object], known: str, count: int | None, some: dict[int, Row]
) -> None:
    """Figures, periods, flags and places of every real sample, checked by hand against the file."""
    recognised, rows, refused = read(SAMPLES / name, **asked)
    assert refused == []
    assert recognised == known
    assert len(rows) == (count or len(rows))
    assert {index: rows[index] for index in some} == some


@pytest.mark.parametrize("name", ["cbs4-measurecodes.csv", "cbs4-periodencodes.csv", "cbs4-regioscodes.csv"])
def test_codes_hold_no_figures(name: str) -> None:
    """A file that explains codes is refused, and the one to give is named."""
    assert read(SAMPLES / name)[2] == ["unread-format"]


@pytest.mark.parametrize(
    ("name", "croho", "expected"),
    [
        ("gediplomeerden-hbo-2019.csv", ["techniek"], [("13819", "74345"), ("11054", "69393")]),
        ("gediplomeerden-wo-2019.csv", ["techniek", "natuur"], [("17561", "82242"), ("13907", "75144")]),
    ],
)
def test_the_goal_of_the_roadmap_comes_out_of_the_raw_files(
    name: str, croho: list[str], expected: list[tuple[str, str]]
) -> None:
    """For study year 2018/19 hbo 13 819 of 74 345 and wo 17 561 of 82 242, nothing retyped."""
    where = {"numerator": {"where": {"CROHO ONDERDEEL": croho}}, "denominator": {}}
    source = Source.model_validate({"file": name, "observations": [{"indicator": "x", **where}]})
    found = convert(DUO / name, source).observations
    figures = {str(row.period): (str(row.numerator), str(row.denominator)) for row in found}
    assert [figures["2018/19"], figures["2014/15"]] == expected
