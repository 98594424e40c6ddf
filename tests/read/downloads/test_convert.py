"""Shapes that were described and not found as files, written by hand; and files that Excel has spoilt."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hcroadmap.model.roadmap import TargetsFile
from hcroadmap.model.source import Column, Source
from hcroadmap.read.downloads.convert import Conversion, convert

SAMPLES = Path(__file__).parent / "suppliers" / "samples"
Rows = list[tuple[str, str, str]]


def read(room: Path, content: str | bytes, name: str = "x.csv", **asked: Any) -> Conversion:
    """What becomes of a file with this content."""
    (room / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    names = ("period", "value", "decimal", "sheet", "study_year")
    about = {key: asked.pop(key) for key in names if key in asked}
    wanted = {"indicator": "x", **asked}
    return convert(room / name, Source.model_validate({"file": name, **about, "observations": [wanted]}))


def rows(conversion: Conversion) -> Rows:
    assert conversion.diagnostics == []
    assert conversion.refusal is None
    return [(str(row.period), row.value.text if row.value else "", row.status) for row in conversion.observations]


def refusal(conversion: Conversion) -> tuple[str, str]:
    """The codes of what was found, and what is said, each with its place."""
    assert conversion.observations == [] or conversion.diagnostics
    if conversion.refusal:
        return conversion.refusal.code, conversion.refusal.message
    told = conversion.diagnostics
    places = [f"{finding.location.line}:{finding.location.column} {finding.message}" for finding in told]
    return " ".join(dict.fromkeys(finding.code for finding in told)), "; ".join(places)


OECD = (
    "LOCATION,Country,MEASURE,Measure,TIME,Time,Unit Code,Unit,PowerCode Code,PowerCode,"
    "Reference Period Code,Reference Period,Value,Flag Codes,Flags\r\n"
)
"""The header of an OECD.Stat download. Heads, powers and the French quarters are those of real files; the rows are
written by hand."""
OECD_YEARS = "COU,YEA,Year,Value,Flag Codes,Flags\n"
CBS3 = '"ID";"RegioS";"Perioden";"Graduates_1"\n'
PLAIN = {"period": "jaar", "value": "blijvers"}


@pytest.mark.parametrize(
    ("content", "asked", "expected"),
    [
        (  # CBS OData v3 with study years, padded codes and the two ways of having no number
            CBS3 + '"0";"NL01  ";"2015SJ00";" 21.2"\n"1";"NL01  ";"2016SJ00";" ."\n"2";"NL01  ";"2017SJ00";""\n',
            {"where": {"RegioS": "NL01"}},
            [("2015/16", "21.2", ""), ("2016/17", "", "O"), ("2017/18", "", "M")],
        ),
        (  # CBS OData v4 without its Codes files
            "Id;Measure;Perioden;Value;StringValue;ValueAttribute\n0;M001_1;2015SJ00;38,5;;None\n1;M001_1;2016SJ00;;;Geheim\n",
            {},
            [("2015/16", "38.5", ""), ("2016/17", "", "Q")],
        ),
        (  # a StatLine table with its star and its signs, a unit of thousands, and the line below
            '"Perioden";"Gediplomeerden (x 1 000)"\n2019/\'20;2,4\n2020/\'21*;.\n2021/\'22**;2,5\n"Bron: CBS"\n',
            {},
            [("2019/20", "2400", ""), ("2020/21", "", "OP"), ("2021/22", "2500", "P")],
        ),
        (  # Eurostat TSV of today, with confidential and missing figures with flags
            "freq,unit,geo\\TIME_PERIOD\t2014 \t2015 \t2016-S1 \t2017 \nA,PC,NL\t18.3 b\t: u\t: c\t0n\n",
            {},
            [("2014", "18.3", "B"), ("2015", "", "OU"), ("2016-S1", "", "Q"), ("2017", "0", "N")],
        ),
        (  # SDMX-CSV 1.0 as a French or Dutch client gets it, with labels and thousands
            ("DATAFLOW;FREQ: Frequentie;GEO: Land;TIME_PERIOD: Tijd;OBS_VALUE;OBS_STATUS: St;UNIT_MULT: Macht\n"
            "A:B(1.0): Naam: met dubbele punt;A: Jaar;NL: Nederland;2014-12-31;12,4;P: Voorlopig;3: Duizend\n"),
            {"where": {"GEO": "NL"}},
            [("2014", "12400", "P")],
        ),
        (  # a day at the end of each period: the frequency says what it stands for, and anything else stays a day
            ("FREQ,TIME_PERIOD,OBS_VALUE\nQ,2014-12-31,38\nM,2015-02-28,39\nA,2015-12-31,40\nD,2016-03-01,41\n"),
            {},
            [("2014-Q4", "38", ""), ("2015-02", "39", ""), ("2015", "40", ""), ("2016-03-01", "41", "")],
        ),
        (  # CBS OData v3: another column of periods, where the person names one
            '"ID";"Perioden";"Peildatum";"Graduates_1"\n"0";"2015JJ00";"2014MM12";"21"\n',
            {"period": "Peildatum"},
            [("2014-12", "21", "")],
        ),
        (  # two columns of figures in a table of Statistics Netherlands: the one that is asked for, in any case
            CBS3.replace("s_1\"", "s_1\";\"Dropouts_2\"") + '"0";"NL01  ";"2015JJ00";"21";"7"\n',
            {"value": " dropouts_2"},
            [("2015", "7", "")],
        ),
        (  # SDMX-CSV 2.1: intentionally missing, and a row that carries attributes only
            ("STRUCTURE[;],STRUCTURE_ID,ACTION,GEO,TIME_PERIOD,OBS_VALUE,OBS_STATUS,TITLE[]\n"
            "dataflow,A:B(1),M,NL,2015,38,A,\ndataflow,A:B(1),M,NL,2016,NaN,,\ndataflow,A:B(1),M,,,,,x;y\n"),
            {},
            [("2015", "38", ""), ("2016", "", "O")],
        ),
        (  # one Eurostat collection writes its components in lower case, with semicolons
            "time_period;ref_area;obs_value;obs_status\n2015;NL;38,5;e\n",
            {},
            [("2015", "38.5", "E")],
        ),
        (  # OECD.Stat: millions, quarters, a code and a label whose columns differ in case alone
            (OECD + 'NLD,Nederland,US,"USD, current",2015-Q1,Q1-2015,USD,US Dollar,"6","Millions",,,1.5,,\r\n'
            'NLD,Nederland,US,"USD, current",2015-Q2,Q2-2015,USD,US Dollar,"6","Millions",,,9.3E-05,E,Estimate\r\n'
            'NLD,Nederland,PC,"Share of GDP",2015-Q1,Q1-2015,PC,Percentage,"0","Units",,,0.05,,\r\n'),
            {"where": {"Measure": "USD, current"}},
            [("2015-Q1", "1500000", ""), ("2015-Q2", "93", "E")],
        ),
        (  # the same chosen by its code: thousands of persons, by month
            OECD + "NLD,Nederland,ST,Students,2015-01,Jan-2015,PER,Persons,3,Thousands,,,12,,\n",
            {"where": {"MEASURE": "ST"}},
            [("2015-01", "12000", "")],
        ),
        (  # the year's head differs from table to table; flags: one, several, and the signs of education tables
            (OECD_YEARS + "NLD,2014,2014,38,B,Break\nNLD,2015,2015,39,D,Difference in methodology\n"
            "NLD,2016,2016,40,P,Provisional value\nNLD,2017,2017,,M,Missing value\n"
            'NLD,2018,2018,41,"E,B",\nNLD,2019,2019,,m,Missing\nNLD,2020,2020,,a,Category not applicable\n'
            "NLD,2021,2021,,,\nNLD,2022,2022,,n,Nil\n"),
            {},
            [("2014", "38", "B"), ("2015", "39", "D"), ("2016", "40", "P"), ("2017", "", "M"),
             ("2018", "41", "BE"), ("2019", "", "O"), ("2020", "", "M"), ("2021", "", "O"), ("2022", "", "NO")],
        ),
        (  # French: half of the quarters have a number of the table's own as their code
            ("LOCATION,Pays,TIME,Temps,PowerCode Code,PowerCode,Value,Flag Codes,Flags\n"
            "NLD,Pays-Bas,2016.3,T2-2016,0,Unités,21.558,,\nNLD,Pays-Bas,2016.6,T4-2016,0,Unités,21.195,,\n"),
            {},
            [("2016-Q2", "21.558", ""), ("2016-Q4", "21.195", "")],
        ),
        (  # data.oecd.org: codes only, and no words for the flags
            ('"LOCATION","INDICATOR","SUBJECT","MEASURE","FREQUENCY","TIME","Value","Flag Codes"\n'
            '"NLD","GDP","TOT","MLN_USD","A","2015",840.2,"P"\n'),
            {},
            [("2015", "840.2", "P")],
        ),
        (  # confidential in Eurostat's files since 2025
            "DATAFLOW,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\nE:X(1.0),NL,2015,,,C\n",
            {},
            [("2015", "", "Q")],
        ),
        (  # DUO hides counts of 1 to 4 since 2023: of no consequence in rows that nobody asks for
            "INSTELLINGSCODE;CROHO ONDERDEEL;2018\r\n25BE;techniek;12\r\n25BE;techniek;0\r\n25BE;natuur;<5\r\n",
            {"where": {"CROHO ONDERDEEL": "techniek"}, "sum": "yes"},
            [("2018/19", "12", "")],
        ),
        (  # Dutch Excel: cp1252, percent signs, thousands with points, empty tail cells and lines
            "jaar;blijvers;toelichting;;\r\n2014;38,5%;bèta;;\r\n2015;36,25%;;;\r\n;;;;\r\n".encode("cp1252"),
            PLAIN,
            [("2014", "38.5%", ""), ("2015", "36.25%", "")],
        ),
        ("jaar;blijvers\n2014;1.234,5\n2015;1.300\n", PLAIN, [("2014", "1234.5", ""), ("2015", "1300", "")]),
        ("sep=;\r\njaar;blijvers\r\n2014;38,5\r\n", PLAIN, [("2014", "38.5", "")]),
        ("jaar,blijvers\n2014,38.512\n", {**PLAIN, "decimal": "point"}, [("2014", "38.512", "")]),
        ("jaar;blijvers\n2016-2017;38\n", {**PLAIN, "study_year": "start"}, [("2016/17", "38", "")]),
        ("jaar;blijvers\n2017;38\n", {**PLAIN, "study_year": "end"}, [("2016/17", "38", "")]),
        ("jaar;blijvers\nmaart 2015;38\n2015-W05;\n", PLAIN, None),
    ],
)  # fmt: skip
def test_a_shape_reads_as_described(
    content: str | bytes, asked: dict[str, Any], expected: Rows | None, tmp_path: Path
) -> None:
    """Each form of FORMATS that no sample has; `None` where one cell of it is refused."""
    conversion = read(tmp_path, content, **asked)
    if expected is None:
        assert [finding.severity for finding in conversion.diagnostics] == ["error"]
    else:
        assert rows(conversion) == expected


@pytest.mark.parametrize(
    ("content", "asked", "code", "told"),
    [
        ("jaar;blijvers\n2014;38,5\n2015;21.feb\n", PLAIN, "excel-damage", "3:6 “21.feb” is a date"),
        ("jaar;blijvers\n2014;38,5\n2015;mrt-15\n", PLAIN, "excel-damage", "3:6 “mrt-15” is a date"),
        ("jaar;blijvers\nmrt-15;38\n", PLAIN, "bad-period", "2:1 “mrt-15” is a month as Excel shows it"),
        ("jaar;blijvers\n2014;#DEEL/0!\n", PLAIN, "excel-damage", "2:6 “#DEEL/0!” is an error of Excel"),
        ("jaar;blijvers\n2014;" + "3" * 61 + "\n", PLAIN, "bad-number", "is longer than any number"),
        ("jaar;blijvers\n2014;=A1*2\n", PLAIN, "excel-damage", "2:6 “=A1*2” is a formula"),
        ("jaar;blijvers\n2014;38,5\n2015;36.2\n", PLAIN, "mixed-decimals", "1:6 the column has decimal commas"),
        ("jaar;blijvers\n2014;1.234\n", PLAIN, "ambiguous-decimal", "1:6 “1.234” on line 2 is ambiguous"),
        ("jaar;blijvers\n2016-2017;38\n", PLAIN, "bad-period", "2:1 “2016-2017” may be a study year"),
        ("jaar;blijvers\n2014;38;x\n", PLAIN, "ragged-row", "2:9 the row has 3 cells, the header 2"),
        ('jaar;blijvers\n2014;"38\n', PLAIN, "broken-quote", "2:6 the quote that opens here is never closed"),
        ("jaar;blijvers\n2014;3\x008\n", PLAIN, "control-character", "2:7 a control character (U+0000)"),
        ("jaar;één\n".encode() + b"\xff\n" * 2 + b"\x81", PLAIN, "bad-encoding", "the file is neither"),
        ("", PLAIN, "empty-file", "1:1 the file holds no table"),
        ('"TableInfos"\n"ID";"Title"\n', {}, "unread-format", "1:1 this is the description of a CBS table"),
        ('"";"Producenten"\n"het eerste kwartaal van 2015";1,5\n', {}, "bad-period", "is a quarter in prose"),
        ("jaar;blijvers\n2014;<5\n", PLAIN, "suppressed-count", "2:6 “<5” hides a small count"),
        (CBS3 + '"0";"NL01  ";"2015W101";"1"\n', {}, "bad-period", "weeks are not read"),
        (CBS3 + '"0";"NL01";"2015JJ00";"1"\n', {"period": "jaar"}, "unchosen-column", "no column “jaar”"),
        (CBS3.replace("\"\n", "\";\"Dropouts_2\"\n") + '"0";"NL01";"2015JJ00";"1";"2"\n', {},
         "unchosen-column", "the file has 2 columns of figures, and none is chosen"),
        (CBS3 + '"0";"NL01";"2015JJ00";"1"\n', {"value": "Dropouts"},
         "unchosen-column", "no column of figures “Dropouts”"),
        ("geo\\TIME_PERIOD\t2014\t2015\nNL\t5 !\t5\n", {}, "bad-number", "2:4 “5 !” is not a number"),
        ("TIME_PERIOD,OBS_VALUE,UNIT_MULT\n2014,38,many\n", {}, "bad-number", "2:9 “many” is not a power"),
        ("STRUCTURE,ACTION,TIME_PERIOD,OBS_VALUE\ndataflow,D,2014,38\n", {}, "deleted-row", "the row deletes"),
        ("time_period,obs_value\n2014," + "9" * 40, {"factor": "1" + "0" * 30}, "bad-number", "2:6 “999999"),
        ("TIME_PERIOD,OBS_VALUE,OBS_STATUS\n2014,38,?\n", {}, "bad-status", "2:9 “?”"),
        ("TIME_PERIOD,OBS_VALUE,UNIT_MULT\n2014,38,99\n", {}, "bad-number", "2:9 “99” is not a power"),
        ("geo,time_period,obs_value\nNL,2014,38\nNL,2014,38\n", {}, "ambiguous-rows", "2014 has 2 figures"),
        ("geo,sex,time_period,obs_value\nNL,F,2014,38\nBE,M,2014,39\n", {"where": {"geo": "NL", "sex": "M"}},
         "no-rows", "no row is selected"),
        ("time_period,obs_value\n", {}, "no-rows", "the file holds no figures"),
        (CBS3 + '"0";"NL01  ";"2015ZZ00";"1"\n', {}, "bad-period", "the kind ZZ is not known"),
        (OECD_YEARS + "NLD,2014,2014,38,?,What\n", {}, "bad-status", "2:18 “?” is no known flag"),
        (OECD_YEARS + "NLD,2014,2014,38,5,,x\n", {}, "ragged-row", "the row has 7 cells"),
        ("LOCATION,Value,Flag Codes\nNLD,38,\n", {}, "unchosen-column", "the file has no column “TIME”"),
        ("TIME,PowerCode Code,Value,Flag Codes\n2014,many,38,\n", {}, "bad-number", "2:6 “many” is not a power"),
        ("Value,Flag Codes,When\n38,,2014.5\n", {"period": "When"}, "bad-period", "“2014.5” is not a period"),
        ("a;b\n1;2\n", {}, "unknown-format", "its columns are “a”, “b”"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_refused_with_its_reason(
    content: str | bytes, asked: dict[str, Any], code: str, told: str, tmp_path: Path
) -> None:
    """One clear message each, at its place, and no row."""
    found, message = refusal(read(tmp_path, content, **asked))
    assert code in found.split()
    assert told in message


@pytest.mark.parametrize(
    "content",
    [
        '"Perioden";"Donoren (1)"\n2014;"   1.574"\n2015;" 12.5"\n',
        '"Perioden","Donoren (1)"\n2014,"1,574"\n2015,"12,5"\n',
        CBS3 + '"0";"NL01  ";"2014JJ00";"   1.574"\n"1";"NL01  ";"2015JJ00";"12,5"\n',
        "Id,Measure,Perioden,Value,ValueAttribute\n0,M1,2014JJ00,1.574,None\n1,M1,2015JJ00,12.5,None\n",
        "DATAFLOW;GEO;TIME_PERIOD;OBS_VALUE\nA:B(1.0);NL;2014;1.574\nA:B(1.0);NL;2015;12.5\n",
        "geo\\TIME_PERIOD\t2014\t2015\nNL\t1.574\t12.5\n",
        "Jaar;Maand;Donoren\n2014;januari;1.574\n2015;januari;12.5\n",
    ],
    ids=["StatLine", "StatLine, commas", "CBS v3", "CBS v4", "SDMX", "TSV", "chart"],
)
def test_a_mark_in_a_number_of_a_known_supplier_is_the_decimal_one(content: str, tmp_path: Path) -> None:
    """They write no thousands marks, and whoever saved the file may have changed the decimal one."""
    assert [value for _, value, _ in rows(read(tmp_path, content))] == ["1.574", "12.5"]


def test_a_decimal_mark_that_is_given_holds_for_every_supplier(tmp_path: Path) -> None:
    """A spreadsheet may have set thousands marks where the supplier had none."""
    content = '"Perioden";"Donoren (1)"\n2014;1.574\n2015;1.574,5\n'
    assert rows(read(tmp_path, content, decimal="comma")) == [("2014", "1574", ""), ("2015", "1574.5", "")]
    assert refusal(read(tmp_path, content)) == ("bad-number", "3:6 “1.574,5” is not a number")


LONG = "DIPLOMAJAAR,PROVINCIENAAM,ONDERDEEL,AANTAL_GEDIPLOMEERDEN\n"


@pytest.mark.parametrize(
    ("content", "asked", "expected"),
    [
        (LONG + "2023,Utrecht,TECHNIEK,40\n2023,Drenthe,TECHNIEK,31\n", {"sum": "yes"}, [("2023/24", "71", "")]),
        (
            LONG + "2023,Utrecht,TECHNIEK,40\n2024,Utrecht,TECHNIEK,-1\n",
            {},
            [("2023/24", "40", ""), ("2024/25", "", "Q")],
        ),
        (
            LONG + "2023,Utrecht,TECHNIEK,40\n2023,Drenthe,TECHNIEK,-1\n",
            {"sum": "yes"},
            [("2023/24", "42.5", "E")],
        ),
        (
            LONG + "2023,Utrecht,TECHNIEK,40\n2023,Drenthe,ZORG,-1\n",
            {"where": {"ONDERDEEL": "TECHNIEK"}},
            [("2023/24", "40", "")],
        ),
        (LONG + "2023,Utrecht,TECHNIEK,40\n2023,Drenthe,TECHNIEK,\n", {"sum": "yes"}, [("2023/24", "", "O")]),
        (
            "PROVINCIE;2018;2019\nUtrecht;40;7\nDrenthe;-1;5\n",
            {"sum": "yes"},
            [("2018/19", "42.5", "E"), ("2019/20", "12", "")],
        ),
    ],
    ids=["a row per year", "alone", "in a sum", "not asked for", "empty", "a column per year"],
)
def test_a_hidden_count_of_duo_is_never_added_up_as_it_stands(
    content: str, asked: dict[str, Any], expected: Rows, tmp_path: Path
) -> None:
    """Since 2024 the open education data hide a count below five behind -1, which is no number."""
    assert rows(read(tmp_path, content, **asked)) == expected


@pytest.mark.parametrize(
    "content",
    [
        '"Perioden";"Gediplomeerden (x 1 000)"\n2018;12,5\n',
        "TIME_PERIOD,OBS_VALUE,UNIT_MULT\n2018,12.5,3\n",
        "TIME,PowerCode Code,Value,Flag Codes\n2018,3,12.5,\n",
    ],
)
@pytest.mark.parametrize("asked", [{}, {"sum": "yes"}])
def test_figures_are_scaled_once(content: str, asked: dict[str, str], tmp_path: Path) -> None:
    """A factor beside the unit that the file itself gives is refused."""
    assert rows(read(tmp_path, content, **asked)) == [("2018", "12500", "")]
    assert refusal(read(tmp_path, content, factor="1000", **asked))[0] == "double-factor"
    assert rows(read(tmp_path, "time_period,obs_value\n2018,12.5\n", factor="1000")) == [("2018", "12500", "")]


def hints(conversion: Conversion) -> list[str]:
    """What to do about all that was found."""
    found = [finding.hint for finding in conversion.diagnostics]
    return [*found, conversion.refusal.hint] if conversion.refusal else found


def test_a_hint_names_what_there_is_to_choose_from(tmp_path: Path) -> None:
    """Never a choice that does not exist: of copies none can be chosen, of one figure a row none need be."""
    several = ";".join(f'"Topic_{number}"' for number in range(1, 9))
    figures = "time_period,obs_value\n2014,38\n"
    told = {
        f'"ID";"Perioden";{several}\n"0";"2015JJ00";1;2;3;4;5;6;7;8\n': "“Topic_6”...",
        figures + "2014,38\n": "no column tells them apart: delete the copy",
        "geo," + figures.replace("20", "NL,20") + "BE,2014,39\n": "choose with “where” (geo: “NL” or “BE”)",
        "time_period,obs_value\n": "download the file again.",
    }
    for content, expected in told.items():
        (hint,) = hints(read(tmp_path, content))
        assert expected in hint
    (hint,) = hints(read(tmp_path, figures, value="obs_value", numerator={"value": "x"}, denominator={}))
    assert hint == "leave “value” out: each row has one figure."
    (hint,) = hints(read(tmp_path, "geo," + figures.replace("20", "NL,20") + "BE,2015,39\n",
                         where={"geo": "BE", "time_period": "2014"}))  # fmt: skip
    assert hint == "ask for fewer things at once under “where”."


def test_a_period_of_which_one_part_lacks_gives_no_share(tmp_path: Path) -> None:
    """Nothing is made up for it, and the other periods are there."""
    parts: dict[str, Any] = {"numerator": {"where": {"kind": "a"}}, "denominator": {"where": {"kind": "b"}}}
    content = "kind,time_period,obs_value\na,2014,3\nb,2014,4\na,2015,3\nb,2016,4\n"
    shares = read(tmp_path, content, **parts).observations
    known = [(str(row.period), row.numerator, row.denominator) for row in shares]
    assert known == [("2014", Decimal(3), Decimal(4))]


def test_an_entry_stays_as_it_was(tmp_path: Path) -> None:
    """The dimensions that one file has as columns are not asked of the next file."""
    indicator = {"title": "X", "unit": "percent", "dimensions": {"geo": {}}}
    targets = TargetsFile.model_validate({"indicators": {"x": indicator}})
    source = Source.model_validate({"file": "x.csv", "observations": [{"indicator": "x"}]})
    found = {}
    for name, content in (
        ("x.csv", "geo,time_period,obs_value\nNL,2014,38\n"),
        ("y.csv", "time_period,obs_value\n2015,39\n"),
    ):
        (tmp_path / name).write_text(content)
        found[name] = convert(tmp_path / name, source, targets=targets)
    assert found["x.csv"].wanted.dimensions == {"geo": Column(column="geo")}
    assert rows(found["y.csv"]) == [("2015", "39", "")]
    assert source.observations[0].dimensions == {}


def test_a_table_whose_companions_were_not_downloaded_is_read_by_its_codes(tmp_path: Path) -> None:
    """CBS OData v4 puts the meaning of its codes in files beside it."""
    content = "Id;Measure;Perioden;Value;StringValue;ValueAttribute\n0;M001_1;2015SJ00;38,5;;None\n"
    conversion = read(tmp_path, content, "Observations.csv")
    assert (conversion.format, rows(conversion)) == (
        "CBS OData v4, no Codes files beside it",
        [("2015/16", "38.5", "")],
    )


def test_a_file_says_what_it_was_recognised_as(tmp_path: Path) -> None:
    """OECD.Stat is known by its header, in whatever order its columns stand."""
    assert read(tmp_path, "Flag Codes,Value,TIME\n,38,2014\n").format == "OECD.Stat CSV"


def test_a_line_of_a_hundred_megabytes_ends(tmp_path: Path) -> None:
    """A file that is one endless line is refused, not read for ever."""
    content = b"jaar;blijvers\n" + b"x" * (csv.field_size_limit() + 1)
    assert refusal(read(tmp_path, content, **PLAIN))[0] == "broken-quote"


def test_a_workbook_is_read_like_a_csv(tmp_path: Path) -> None:
    """A sheet gives the same figures; line and column are those of the sheet."""
    conversion = read(tmp_path, (SAMPLES / "made.xlsx").read_bytes(), "x.xlsx", **PLAIN)
    assert [(finding.code, str(finding.location)) for finding in conversion.diagnostics] == [
        ("excel-damage", f"{tmp_path / 'x.xlsx'}:3:3")
    ]
    assert [str(row.period) for row in conversion.observations] == ["2014"]


def test_a_sheet_of_libreoffice_is_read_too(tmp_path: Path) -> None:
    """Texts keep their Dutch decimal commas; a star after a period says provisional."""
    conversion = read(tmp_path, (SAMPLES / "made.ods").read_bytes(), "x.ods", **PLAIN)
    assert rows(conversion) == [("2014/15", "38.5", ""), ("2015/16", "36.2", "P")]


@pytest.mark.parametrize("name", ["~$x.xlsx", ".~lock.x.csv#"])
def test_the_mark_of_an_open_file_is_not_the_file(name: str, tmp_path: Path) -> None:
    """A spreadsheet leaves a small file beside the one it has open."""
    assert refusal(read(tmp_path, b"x", name))[0] == "open-elsewhere"


def test_what_is_no_workbook_is_no_crash(tmp_path: Path) -> None:
    """A text that was renamed to .xlsx; a directory; nothing."""
    assert refusal(read(tmp_path, b"jaar;blijvers\n", "x.xlsx"))[0] == "unreadable-file"
    (tmp_path / "y.csv").mkdir()
    for name in ("y.csv", "z.csv", "z.xlsx"):
        source = Source.model_validate({"file": name, "observations": [{"indicator": "x"}]})
        assert refusal(convert(tmp_path / name, source))[0] == "unreadable-file"
