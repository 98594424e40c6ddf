"""What real files taught: each rule of FORMATS' last part, with files of its kind."""

from __future__ import annotations

import contextlib
import gzip
import tempfile
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcroadmap.model.diagnostic import Diagnostic, Mistake
from hcroadmap.model.roadmap import TargetsFile
from hcroadmap.model.source import Layout, Mark, Source
from hcroadmap.read.downloads.convert import Conversion, convert
from hcroadmap.read.downloads.numbers import Written, decide_mark, parse_foreign_number


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        (".75", None, "0.75"),
        (",25 ", Mark.COMMA, "0.25"),
        ("−12,5", Mark.COMMA, "-12.5"),
        ("-.5", Mark.POINT, "-0.5"),
        ("2 450 000,75", Mark.COMMA, "2450000.75"),
        ("2\u00a0450\u202f000", Mark.POINT, "2450000"),
        ("9'876'543.2", Mark.POINT, "9876543.2"),
        ("9’876", None, "9876"),
        ("−1 234 %", None, "-1234"),
    ],
)
def test_a_number_in_any_notation(text: str, mark: Mark | None, value: str) -> None:
    """No digit before the mark, a real minus, thousands with spaces or apostrophes."""
    assert parse_foreign_number(text, mark).value == Decimal(value)


@pytest.mark.parametrize("text", ["2014 123", "12 34", "1'23", "1 234'567", "--5", "."])
def test_digits_with_gaps_are_no_number(text: str) -> None:
    """Thousands come in threes, all with one mark."""
    with pytest.raises(ValueError, match="is not a number"):
        parse_foreign_number(text, None)


def test_spaced_thousands_settle_the_mark_behind_them() -> None:
    """`1 300 000,5` is as good a proof as `1300000,5`; the earliest line is named where two contradict."""
    assert decide_mark([Written(2, "7 300 000,5")]) is Mark.COMMA
    with pytest.raises(ValueError, match="“1,5” on line 3"):
        decide_mark([Written(9, "2,5"), Written(3, "1,5"), Written(5, "7.25")])


def read(room: Path, content: str | bytes, name: str = "x.csv", **asked: Any) -> Conversion:
    """What becomes of a file with this content, by an entry with these keys."""
    (room / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    layout = Layout.model_validate(asked.pop("laid_out")) if "laid_out" in asked else None
    about = {key: asked.pop(key) for key in [*asked] if key in Source.keys()}  # noqa: SIM118  # not a mapping
    about |= {"layout": "own"} if layout else {}
    source = Source.model_validate({"file": name, **about, "observations": [{"indicator": "x", **asked}]})
    return convert(room / name, source, layout)


def rows(conversion: Conversion) -> list[tuple[str, str, str]]:
    """Period, value and status of each observation of a file in which nothing is wrong."""
    assert (conversion.diagnostics, conversion.refusal) == ([], None)
    return [(str(row.period), row.value.text if row.value else "", row.status) for row in conversion.observations]


def refused(conversion: Conversion) -> str:
    """The codes, messages and hints of all that was found."""
    found: list[Diagnostic | Mistake] = [*conversion.diagnostics]
    found += [conversion.refusal] if conversion.refusal else []
    assert found
    return " / ".join(f"{mistake.code}: {mistake.message} > {mistake.hint}" for mistake in found)


PLAIN = {"period": "when", "value": "much"}


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ("2019Q3 2019Q4", "2019-Q3 2019-Q4"), ("2021K1 2021K2", "2021-Q1 2021-Q2"),
        ("2019M11 2019M12", "2019-11 2019-12"), ("2022S1 2022S2", "2022-S1 2022-S2"),
        ("202311 202312 202401", "2023-11 2023-12 2024-01"), ("31.12.2016 31.12.2017", "2016-12-31 2017-12-31"),
        ("2012-03 2012-04", "2012-03 2012-04"), ("2011-12", "2011-12"), ("2018_[YR2018]", "2018"),
        ("2012_Q2 2012_3Q", "2012-Q2 2012-Q3"), ("1987_06 1987_07", "1987-06 1987-07"), ("Q2_2012", "2012-Q2"),
    ],
)  # fmt: skip
def test_a_column_of_periods_in_one_notation(periods: str, expected: str, tmp_path: Path) -> None:
    """Quarters, halves, months and days of national offices, in rows or heads (`_` stands for a space)."""
    texts = [text.replace("_", " ") for text in periods.split()]
    content = "when,much\n" + "".join(f"{text},1.5\n" for text in texts)
    assert [period for period, _, _ in rows(read(tmp_path, content, **PLAIN))] == expected.split()
    wide = f"place,{','.join(texts)}\nhere,{','.join('1.5' for _ in texts)}\n"
    assert [row[0] for row in rows(read(tmp_path, wide, laid_out={"wide": "{year}"}))] == expected.split()


@pytest.mark.parametrize(
    ("periods", "found"),
    [
        ("2001-02 2002-03 2003-04", "may be a study or financial year"),
        ("200102 200203 200304", "may be a study or financial year"),
        ("2009-10 2012-13", "may be a study or financial year"),
        ("201920", "may be a study or financial year"),
        ("2001-03 2002-04 2003-05", "“2001-03” is a span of 3 years"),
        ("2011-15 2012-16", "“2011-15” is a span of 5 years"),
        ("2018_to_2020 2019_to_2021", "is a range of years"),
        ("201819_Financial_year", "is a financial year"),
    ],
)
def test_years_that_are_no_months_are_refused(periods: str, found: str, tmp_path: Path) -> None:
    """Nothing but a column that proves its months makes a month of `2007-08`; what to do is said, and works."""
    texts = [text.replace("_", " ") for text in periods.split()]
    content = "when,much\n" + "".join(f"{text},1.5\n" for text in texts)
    message = refused(read(tmp_path, content, **PLAIN))
    assert "bad-period" in message
    assert found in message
    if "study_year: start" in message:
        declared = rows(read(tmp_path, content, study_year="start", **PLAIN))
        assert declared[0][0] == f"{texts[0][:4]}/{texts[0][-2:]}"


@pytest.mark.parametrize("marks", [b"\xff\xfe", b"\xfe\xff"])
def test_utf_16_with_a_byte_order_mark_is_text(marks: bytes, tmp_path: Path) -> None:
    """Excel calls it Unicode text; no layout is needed for it."""
    text = "when\tmuch\n2016\t7,5\n".encode("utf-16-le" if marks == b"\xff\xfe" else "utf-16-be")
    assert rows(read(tmp_path, marks + text, **PLAIN)) == [("2016", "7.5", "")]


def test_a_compressed_file_is_read_as_what_it_holds(tmp_path: Path) -> None:
    """`.csv.gz`, whatever it is called; half of one is refused."""
    packed = gzip.compress(b"when,much\n2016,7.5\n")
    assert rows(read(tmp_path, packed, "x.csv.gz", **PLAIN)) == [("2016", "7.5", "")]
    assert "unreadable-file" in refused(read(tmp_path, packed[:-9], **PLAIN))


def test_a_title_does_not_hide_the_delimiter(tmp_path: Path) -> None:
    """The lines below tell it, where the first holds none outside quotes."""
    content = '"Births; by province"\n\nwhen;much\n2016;7,5\n'
    assert rows(
        read(tmp_path, content, laid_out={"header": "3", "period": {"column": "when"}, "value": "much"})
    ) == [("2016", "7.5", "")]


@pytest.mark.parametrize(
    ("head", "factor"),
    [
        ("Huizen (x 1 000)", "1000"), ("Export (mln euro)", "1000000"), ("Schuld (x mld)", "1000000000"),
        ("Omzet (1 000 euro)", "1000"), ("Vee (x 1 000 000)", "1000000"), ("Staff (thousands)", "1000"),
        ("Output (in millions of euros)", "1000000"), ("Jobs, in thousands", "1000"), ("Sold (x1000)", "1000"),
        ("Sterfte (per 1 000 inwoners)", "1"), ("Huizen (aantal)", "1"), ("Groei (%)", "1"),
        ("Over 1 000 km", "1"),
    ],
)  # fmt: skip
def test_the_unit_in_a_heading_scales_the_figures_once(head: str, factor: str, tmp_path: Path) -> None:
    """Alike in StatLine's and in any other table; it is said, and a factor beside it is refused."""
    ways: list[tuple[str, dict[str, Any]]] = [
        (f'"Perioden";"{head}"\n2016;7\n', {}),
        (f'when;"{head}"\n2016;7\n', {"period": "when", "value": head}),
        (f'when;"{head}"\n2016;7\n', {"laid_out": {"period": {"column": "when"}, "value": head}}),
    ]
    for content, asked in ways:
        if "(" not in head and not asked:
            continue
        conversion = read(tmp_path, content, **dict(asked))
        assert rows(conversion) == [("2016", str(7 * int(factor)), "")]
        said = [] if factor == "1" else [f"the figures are multiplied by {factor}, as the file says"]
        assert conversion.notes == said
        if said:
            assert "double-factor" in refused(read(tmp_path, content, factor=factor, **dict(asked)))


@pytest.mark.parametrize(
    ("content", "asked", "key"),
    [
        ("freq,geo\\TIME_PERIOD\t2014\nA,NL\t5\n", {"period": "geo"}, "period"),
        ("freq,geo\\TIME_PERIOD\t2014\nA,NL\t5\n", {"value": "geo"}, "value"),
        ('"ID";"Perioden";"W_1"\n"0";"2022JJ00";"3"\n', {"study_year": "start"}, "study_year"),
        ("Id;Measure;Perioden;Value;ValueAttribute\n0;M1;2015SJ00;3;None\n", {"study_year": "end"}, "study_year"),
        ("Jaar;Maand;Banen\n2014;mei;5\n", {"period": "Jaar"}, "period"),
        ("PROVINCIE;2018\nDrenthe;5\n", {"period": "PROVINCIE"}, "period"),
        (
            "when,much\n2016,5\n",
            {"laid_out": {"period": {"column": "when"}, "value": "much"}, "period": "x"},
            "period",
        ),
    ],
)
def test_a_key_that_a_format_has_no_use_for_is_refused(
    content: str, asked: dict[str, Any], key: str, tmp_path: Path
) -> None:
    """Not ignored; without it the file is read."""
    assert f"“{key}” says nothing about this file" in refused(read(tmp_path, content, **dict(asked)))
    assert rows(read(tmp_path, content, **{name: given for name, given in asked.items() if name != key}))


@pytest.mark.parametrize("content", [";rate\n2018;0.5\n2019;0.6\n", ",rate\n2018,0.5\n2019,0.6\n"])
def test_a_column_without_a_head_is_nobodys_and_has_a_number(content: str, tmp_path: Path) -> None:
    """Programs write row numbers so; only a chart's months and quarters in words are known."""
    assert "unknown-format" in refused(read(tmp_path, content))
    assert "“(column 1)”" in refused(read(tmp_path, content))
    expected = [("2018", "0.5", ""), ("2019", "0.6", "")]
    assert rows(read(tmp_path, content, period="1", value="rate")) == expected
    assert rows(read(tmp_path, content, laid_out={"period": {"column": "1"}, "value": "rate"})) == expected


DUO = "STUDIEJAAR,PROVINCIENAAM,ONDERDEEL,AANTAL_INGESCHREVENEN\n"


@pytest.mark.parametrize("hidden", ["-1", "<5"])
def test_a_sum_with_hidden_counts_is_an_interval(hidden: str, tmp_path: Path) -> None:
    """Each is one to four: the middle, half the width, an estimate, and how many they are; the same row by row."""
    content = (
        DUO
        + f"2021,Fryslân,ZORG,12\n2021,Drenthe,ZORG,{hidden}\n2021,Utrecht,ZORG,{hidden}\n2022,Drenthe,ZORG,9\n"
    )
    for text in (content, content.replace("ZORG", '"ZORG"')):
        conversion = read(tmp_path, text, sum="yes")
        assert rows(conversion) == [("2021/22", "17", "E"), ("2022/23", "9", "")]
        first, second = conversion.observations
        assert (first.margin, first.note) == (Decimal(3), "2 hidden counts taken as 1 to 4")
        assert (second.margin, second.note) == (None, None)
    (both,) = read(tmp_path, content, sum="yes", where={"PROVINCIENAAM": ["Drenthe", "Utrecht"]}).observations[:1]
    assert (both.value and both.value.text, both.margin) == ("5", Decimal(3))
    assert rows(read(tmp_path, content, where={"PROVINCIENAAM": "Drenthe"})) == [
        ("2021/22", "", "Q"),
        ("2022/23", "9", ""),
    ]


def test_a_share_with_hidden_counts_has_a_margin_in_percentage_points(tmp_path: Path) -> None:
    """Between the least over the most and the most over the least."""
    content = "year,kind,n\n2021,a,10\n2021,a,*\n2021,b,80\n"
    layout = {"period": {"column": "year"}, "value": "n", "suppressed": "*"}
    asked: dict[str, Any] = {"numerator": {"where": {"kind": "a"}}, "denominator": {}, "laid_out": layout}
    (share,) = read(tmp_path, content, **asked).observations
    assert (share.numerator, share.denominator, share.status) == (Decimal("12.5"), Decimal("92.5"), "E")
    assert share.margin == Decimal("1.85")  # 14/91 and 11/94, in percent, half of their distance


def test_several_columns_of_figures_add_up(tmp_path: Path) -> None:
    """Men and women beside each other; two rows of one year stay ambiguous."""
    content = "PROVINCIE;2020 MAN;2020 VROUW;2021 MAN;2021 VROUW\nDrenthe;3;4;5;6\n"
    both = ["MAN", "VROUW"]
    found = convert_value(tmp_path, content, both)
    assert rows(found) == [("2020/21", "7", ""), ("2021/22", "11", "")]
    assert "ambiguous-rows" in refused(convert_value(tmp_path, content + "Zeeland;1;1;1;1\n", both))


def convert_value(room: Path, content: str, columns: list[str], **asked: Any) -> Conversion:
    """What becomes of a file of which an entry names the columns of figures."""
    (room / "x.csv").write_text(content)
    entry = {"indicator": "x", "value": columns, **asked}
    return convert(room / "x.csv", Source.model_validate({"file": "x.csv", "observations": [entry]}))


OWN_FLAGS = {"column": "remark", "words": {"new method": "B", "first figures": "P"}}


@pytest.mark.parametrize("where", ["source", "layout"])
def test_flags_beside_figures_are_mapped_by_words(where: str, tmp_path: Path) -> None:
    """A layout's or a source's own words, the usual ones, and letters; another word is refused at its cell."""
    content = "when,much,remark\n2015,1,new method\n2016,2,First figures\n2017,3,Provisional\n2018,4,b\n2019,5,\n"
    layout: dict[str, Any] = {"period": {"column": "when"}, "value": "much"}
    asked: dict[str, Any] = (
        {"laid_out": layout | {"status": OWN_FLAGS}} if where == "layout" else {**PLAIN, "status": OWN_FLAGS}
    )
    assert [row[2] for row in rows(read(tmp_path, content, **dict(asked)))] == ["B", "P", "P", "B", ""]
    strange = refused(read(tmp_path, content.replace("new method", "?!"), **dict(asked)))
    assert "bad-status: “?!” is no known flag" in strange


def test_flags_that_nobody_mapped_are_told(tmp_path: Path) -> None:
    """The file is read, and the warning says what to write; the column of a supplier that is known is read."""
    content = "when,much,obs flag\n2015,1,Break in series\n2016,2,\n"
    conversion = read(tmp_path, content, **PLAIN)
    (warning,) = conversion.diagnostics
    assert (warning.severity, warning.code) == ("warning", "bad-status")
    assert "“obs flag” looks like flags, such as “Break in series”" in warning.message
    assert [row.status for row in conversion.observations] == ["", ""]
    assert rows(read(tmp_path, content, status={"column": "obs flag"}, **PLAIN))[0][2] == "B"
    ilo = "ref_area,source,sex,time,obs_value,obs_status\nNLD,L,T,2015,3,E\nNLD,L,T,2016,3.5,U\n"
    assert rows(read(tmp_path, ilo)) == [("2015", "3", "E"), ("2016", "3.5", "U")]
    plain = "when,sex,much,status\n2015,M,1,open\n2016,M,2,closed\n"
    assert rows(read(tmp_path, plain, **PLAIN)) == [("2015", "1", ""), ("2016", "2", "")]


def test_flags_without_a_head_belong_to_the_figures_before_them(tmp_path: Path) -> None:
    """As in Eurostat's workbooks, the last column too; another text there is no flag."""
    content = "geo,2019,,2020,,2021,2022,\nNL,1,b,2,,3,7,p\nBE,4,,5,eu,6,8,\n"
    wide = {"wide": "{year}"}
    found = [row[2] for row in rows(read(tmp_path, content, laid_out=wide, where={"geo": "NL"}))]
    assert found == ["B", "", "", "P"]
    assert rows(read(tmp_path, content, laid_out=wide, where={"geo": "BE"}))[1] == ("2020", "5", "EU")
    remarks = "geo,2019,,2020\nNL,1,see below,2\n"
    assert [row[2] for row in rows(read(tmp_path, remarks, laid_out=wide))] == ["", ""]


SDG = (
    "Year,Units,Series,Sex,Observation status,Unit multiplier,GeoCode,COMMENT_OBS_0,Value\n"
    "2019,Percentage,A,,Normal value,Units,,,61.5\n2019,Percentage,A,Female,Normal value,Units,,,63.25\n"
    "2020,Percentage,A,,Break in series,Units,X1,new survey,58\n"
    "2021,Percentage,A,,Provisional value,Units,,,59.1\n"
    "2021,Number,A,,Estimated value,Thousands,,,3.5\n2022,Percentage,A,,Missing value,Units,,,\n"
)


def test_the_headline_of_an_open_sdg_file_is_its_empty_cells(tmp_path: Path) -> None:
    """Known by its header; breaks, provisional and missing figures are flags, and thousands are applied."""
    headline = {"Sex": "", "Units": "Percentage"}
    conversion = read(tmp_path, SDG, where=headline)
    assert conversion.format == "Open SDG"
    assert rows(conversion) == [
        ("2019", "61.5", ""),
        ("2020", "58", "B"),
        ("2021", "59.1", "P"),
        ("2022", "", "O"),
    ]
    counted = read(tmp_path, SDG, where={"Sex": [""], "Units": "Number"})
    assert (rows(counted), len(counted.notes)) == ([("2021", "3500", "E")], 1)
    members: dict[str, Any] = {
        "sex": {"column": "Sex", "members": {"": "all", "Female": "f"}},
        "where": {"Units": "Percentage"},
    }
    found = read(tmp_path, SDG, **members).observations
    assert [row.members[0][1] for row in found if row.period.year == 2019] == ["all", "f"]


def test_what_to_choose_among_open_sdg_rows_is_said_in_full(tmp_path: Path) -> None:
    """Empty cells among the choices, long texts uncut, and no sum of percentages."""
    long = "people who took part in formal or non-formal education and training in the last twelve months"
    message = refused(read(tmp_path, SDG.replace("Female", long), where={"Units": "Percentage"}))
    assert f"Sex: “” or “{long}”" in message
    assert "sum" not in message
    assert "sum: yes" in refused(read(tmp_path, "Year,Series,Value\n2019,A,4\n2019,B,5\n"))


@pytest.mark.parametrize(
    "content",
    [
        '"Year","Geography","Age group","GeoCode","Value"\n"2014/2015","Canada","15 to 19",,83\n',
        "year;units;Geslacht;value\n2014;Procent;;83\n",
        "Year,Sex,Value,COMMENT_OBS_0\n2014,,83,revised\n",
        "Year,Income,Observation status,Unit measure,Value\n2014,,Undefined,Percentage (%),83\n",
    ],
)
def test_open_sdg_of_any_country_is_known(content: str, tmp_path: Path) -> None:
    """The year stands first and the value last, but for comments; no thousands are marked."""
    conversion = read(tmp_path, content)
    assert (conversion.format, [row[1] for row in rows(conversion)]) == ("Open SDG", ["83"])
    exact = read(tmp_path, content.replace("83", "8.375"))
    assert [row[1] for row in rows(exact)] == ["8.375"]


def test_remarks_are_flags_where_all_of_them_are(tmp_path: Path) -> None:
    """Destatis writes its signs as comments: break, provisional, estimated, unknown, nothing."""
    content = (
        "Year,group,COMMENT_OBS_0,COMMENT_OBS_1,Value\n2014,,,,7.5\n2015,,|,p,8\n2016,,s,,8.5\n2017,,.,,\n"
        "2018,,r,,9\n2019,,‒,,0\n2020,,…,,4\n"
    )
    assert rows(read(tmp_path, content)) == [
        ("2014", "7.5", ""), ("2015", "8", "BP"), ("2016", "8.5", "E"), ("2017", "", "O"), ("2018", "9", ""),
        ("2019", "0", ""), ("2020", "4", "P"),
    ]  # fmt: skip
    assert rows(read(tmp_path, content.replace("|", "new survey")))[1] == ("2015", "8", "P")


def test_one_kind_of_period_is_chosen(tmp_path: Path) -> None:
    """Years beside quarters and weeks: the others are left out and counted, and the message offers it."""
    content = (
        '"ID";"Perioden";"W_1"\n0;"2021KW04";7\n1;"2021JJ00";8\n2;"2022W103";9\n3;"2022X000";5\n4;"2022JJ00";6\n'
    )
    assert "kind: year" in refused(read(tmp_path, content))
    conversion = read(tmp_path, content, kind="year")
    assert rows(conversion) == [("2021", "8", ""), ("2022", "6", "")]
    assert conversion.notes == ["left out: 3 figures of which the period is no year"]
    assert rows(read(tmp_path, content, kind="quarter")) == [("2021-Q4", "7", "")]
    assert "bad-period" in refused(read(tmp_path, content.replace("2022JJ00", "nonsense"), kind="year"))


def test_empty_rows_of_the_future_are_counted(tmp_path: Path) -> None:
    """A table that lists years to come says nothing about them; figures for them stay."""
    content = "when,much\n2022,5\n2025,\n2026,\n2027,4\n"
    conversion = read(tmp_path, content, published="2024-06-01", **PLAIN)
    assert rows(conversion) == [("2022", "5", ""), ("2027", "4", "")]
    assert conversion.notes == ["left out: 2 without a figure, of periods after 2024-06-01"]


def test_other_suppliers_are_known_by_their_header(tmp_path: Path) -> None:
    """Explore Education Statistics, Statistics Canada, and the World Bank below its title."""
    ees = "time_period,time_identifier,geographic_level,pupils\n"
    ees += "201718,Academic year,National,9\n2019,Calendar year,N,8\n"
    assert [row[0] for row in rows(read(tmp_path, ees, value="pupils"))] == ["2017/18", "2019"]
    assert "--value" in refused(read(tmp_path, ees))
    canada = (
        '"REF_DATE","GEO","DGUID","UOM","SCALAR_FACTOR","VALUE","STATUS","SYMBOL"\n'
        '"2019-05","Canada","2","Persons","thousands","7.5","E",""\n'
        '"2019-06","Canada","2","Persons","thousands","","..",""\n'
    )
    assert rows(read(tmp_path, canada)) == [("2019-05", "7500", "U"), ("2019-06", "", "O")]
    bank = (
        '"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-06-28",\n\n'
        '"Country Name","Country Code","Indicator Name","Indicator Code","1960","1961",\n'
        '"Netherlands","NLD","Rate","X.Y","7.25","7.5",\n"Belgium","BEL","Rate","X.Y","1","2",\n'
    )
    conversion = read(tmp_path, bank, where={"Country Code": "NLD"})
    assert (conversion.format, rows(conversion)) == ("World Bank", [("1960", "7.25", ""), ("1961", "7.5", "")])


def test_heads_above_heads_are_read_by_a_layout(tmp_path: Path) -> None:
    """StatLine's own layout, whose refusal says what to write; a head may be given once for many."""
    content = (
        '\ufeff"Leerlingen; soort"\n\n\n"";"";"Mannen";"Mannen";"Vrouwen (x 1 000)";"Vrouwen (x 1 000)"\n'
        '"Onderwerp";"Perioden";"2021/\'22";"2022/\'23*";"2021/\'22";"2022/\'23*"\n'
        '"Havo";"aantal";"160";"154,5";"7";"8"\n'
        '"Vwo";"aantal";"1";"1";"1";"1"\n"Bron: CBS"\n'
    )
    message = refused(read(tmp_path, content))
    assert "header: [4, 5]" in message
    layout = {"header": ["4", "5"], "wide": "{year}"}
    asked: dict[str, Any] = {"laid_out": layout, "where": {"Onderwerp": "Havo"}}
    women = read_columns(tmp_path, content, "Vrouwen (x 1 000)", layout, {"Onderwerp": "Havo"})
    assert rows(women) == [("2021/22", "7000", ""), ("2022/23", "8000", "P")]
    assert "Mannen" in refused(read(tmp_path, content, **asked))
    genesis = "Title\n;31.12.2017;;31.12.2018;\n;men;women;men;women\nBerlin;1;2;3;4\n"
    by_day = read_columns(tmp_path, genesis, "women", {"header": ["2", "3"], "wide": "{year}"}, {"1": "Berlin"})
    assert rows(by_day) == [("2017-12-31", "2", ""), ("2018-12-31", "4", "")]


def read_columns(
    room: Path, content: str, columns: str, laid_out: dict[str, Any], where: dict[str, str]
) -> Conversion:
    """What becomes of the columns of figures of this name, by a layout."""
    (room / "x.csv").write_text(content)
    entry = {"indicator": "x", "value": columns, "where": where}
    source = Source.model_validate({"file": "x.csv", "layout": "own", "observations": [entry]})
    return convert(room / "x.csv", source, Layout.model_validate(laid_out))


def test_what_a_message_offers_fits_the_indicator(tmp_path: Path) -> None:
    """Percentages are not added up, and a file of years and quarters offers to choose one kind."""
    targets = TargetsFile.model_validate({"indicators": {"x": {"title": "X", "unit": "percent"}}})
    source = Source.model_validate({"file": "x.csv", **PLAIN, "observations": [{"indicator": "x"}]})
    for content, offered, other in (
        ("when,where,much\n2019,a,5\n2019,b,6\n", "choose with “where”", "sum"),
        ("when,where,much\n2019,a,5\n2020-Q3,a,6\n", "kind: year", "definitions"),
    ):
        (tmp_path / "x.csv").write_text(content)
        (finding,) = convert(tmp_path / "x.csv", source, targets=targets).diagnostics
        assert offered in finding.hint
        assert other not in finding.hint
    assert "sum: yes" in refused(read(tmp_path, "when,where,much\n2019,a,5\n2019,b,6\n", **PLAIN))


NUMBERS = (
    "12",
    "1,5",
    "2.25",
    "1.234,5",
    "1 300",
    "7'000",
    "−3",
    ".5",
    "38%",
    "x",
    "",
    "1e3",
    "2015",
    "1.234",
    "<5",
)


def as_it_stands(text: str) -> set[Decimal]:
    """What a cell may be as a number, whichever of its marks is the decimal one."""
    digits = text.replace("−", "-").replace(" ", "").replace("'", "").removesuffix("%")
    ways = (digits.replace(",", ""), digits.replace(",", "."), digits.replace(".", "").replace(",", "."))
    found = set()
    for way in ways:
        with contextlib.suppress(InvalidOperation):
            found.add(Decimal(way))
    return found


@given(st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=5), st.sampled_from(["much", "much (x 1 000)"]))
def test_a_value_stands_in_the_file_times_a_factor_that_was_said(cells: list[str], head: str) -> None:
    """Whatever a file holds: nothing is made up, and nothing scaled without a word."""
    with tempfile.TemporaryDirectory() as room:
        content = f"when;{head}\n" + "".join(f"{2000 + index};{cell}\n" for index, cell in enumerate(cells))
        conversion = read(Path(room), content, period="when", value=head)
    factor = 1000 if conversion.notes else 1
    for row in conversion.observations:
        if row.value is not None:
            written = cells[row.period.year - 2000]
            assert row.value.value / factor in as_it_stands(written)
            assert factor == (1000 if "000" in head else 1)
