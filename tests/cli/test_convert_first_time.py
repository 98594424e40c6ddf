"""`hcroadmap convert FILE` by somebody who only has the file: what it proposes works as it stands."""

import re
import shlex
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcroadmap.read.load import load
from tests.cli.tables import Table, random_table
from tests.command import Ended, invoke
from tests.workbooks import Cell, Rows, percent, write_workbook

CASES = Path(__file__).parents[1] / "read" / "downloads" / "cases"
DOWNLOADS = "config/measurements/downloads"
TARGETS = """\
indicators:
  stay-rate:
    {title: Blijvers, unit: percent, direction: increase,
     baseline: {period: 2014, value: 38%}, target: {period: 2020, value: 40%}}
"""
STATLINE = '"Geslacht";"Perioden";"Blijvers (%)"\n"Mannen";"2014";38,5\n"Mannen";"2015";39,5\n"Totaal";"2014";41\n'
STACKED = '"Blijvers"\n\n"";"";"Mannen";"Mannen"\n"Onderwerp";"";"2019";"2020*"\n"Blijvers";"%";"38,5";"39,5"\n'
GENESIS = """\
GENESIS-Tabelle: 12411-0001
Bevölkerung: Deutschland, Stichtag;;
Deutschland;;
;;Männlich;Weiblich
;;Anteil;Anteil
31.12.2018;Berlin;38,5;1,5
31.12.2019;Berlin;-;2,5
31.12.2019;Hessen;40,5;2,5
__________
© Statistisches Bundesamt (Destatis), 2021
"""
DUO = """\
PROVINCIE;GEMEENTENUMMER;GEMEENTENAAM;SOORT INSTELLING;TYPE HOGER ONDERWIJS;BRIN NUMMER ACTUEEL;\
INSTELLINGSNAAM ACTUEEL;CROHO ONDERDEEL;2015 MAN;2015 VROUW
Utrecht;0344;UTRECHT;reguliere inst.;bachelor;99AA;Hogeschool A;techniek;10;2
Utrecht;0344;UTRECHT;reguliere inst.;bachelor;99AA;Hogeschool A;economie;20;3
"""
WORLD_BANK = """\
"Data Source","World Development Indicators",

"Last Updated Date","2024-06-28",

"Country Name","Country Code","Indicator Name","Indicator Code","2018","2019",
"Aruba","ABW","Share","SH.ARE","38.5","39.5",
"""
CANADA = """\
"REF_DATE","GEO","DGUID","Sex","UOM","SCALAR_FACTOR","VALUE","STATUS","SYMBOL","TERMINATED","DECIMALS"
"2018","Canada","2016A","Males","Percent","units","38.5","E","","","1"
"2018","Canada","2016A","Both sexes","Percent","units","39.5","","","","1"
"2019","Canada","2016A","Both sexes","Percent","units","","..","","","1"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one indicator, in which the commands run."""
    (tmp_path / "targets.yaml").write_text(TARGETS)
    (tmp_path / DOWNLOADS).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def proposed(explained: Ended) -> list[list[str]]:
    """The words of each command that is proposed, without the name of the program."""
    lines = [line for line in explained.stdout.splitlines() if line.startswith("hcroadmap ")]
    return [shlex.split(line)[1:] for line in lines]


def follow(*words: str) -> Ended:
    """Explain a file, and run the one command that is proposed."""
    explained = invoke(["convert", *words])
    (command,) = proposed(explained)
    read = invoke(command)
    assert read.exit_code == 0, read.stderr
    return read


def figures(ended: Ended) -> list[str]:
    """Period and value of each row."""
    return [" ".join(line.split(",")[1:3]) for line in ended.stdout.splitlines()[1:]]


def use(project: Path, read: Ended) -> None:
    """Write the lines that a command gave into config/sources.yaml, as it said."""
    file = project / "config/sources.yaml"
    before, below = file.read_text() if file.exists() else "sources:\n", read.stderr.partition("sources:\n")[2]
    file.write_text(before + (below or read.stderr.partition("config/sources.yaml:\n")[2]))


@pytest.mark.parametrize(
    ("content", "told", "found"),
    [
        ("jaar;blijvers\n2015;38,5\n2016;39,1\n", ["no known supplier", "2015, 2016"], ["2015 38.5", "2016 39.1"]),
        (STATLINE, ["StatLine", "--where (Geslacht:"], ["2014 41"]),
        (STACKED, ["StatLine", "line 3, 4"], ["2019 38.5", "2020 39.5"]),
        (GENESIS, ["line 4, 5", "where the file has “-”"], ["2018-12-31 38.5", "2019-12-31 "]),
        (WORLD_BANK, ["read as: World Bank", "line 5"], ["2018 38.5", "2019 39.5"]),
        (CANADA, ["read as: Statistics Canada"], ["2018 39.5", "2019 "]),
        ("Year,Sex,Value\n2016,Female,42.5\n2016,,40.5\n2017,,41.5\n", ["Open SDG"], ["2016 40.5", "2017 41.5"]),
        (DUO, ["DUO", "“MAN”, “VROUW”"], ["2015/16 35"]),
        ("Titel\n\njaar;aandeel\n2015;38,5\n2016;39,5\nTotaal;78\n", ["line 3"], ["2015 38.5", "2016 39.5"]),
        ("Titel, naar jaar\njaar;aandeel\n2015;38,5\n\n* voorlopig\n", ["line 2"], ["2015 38.5"]),
        ("Perioden;W\n2022KW03;3,5\n2022JJ00;4,5\n", ["--kind year"], ["2022 4.5"]),
        ("Year;Value\n2010-11;19,5\n2011-12;20,5\n", ["--study-year start"], ["2010/11 19.5", "2011/12 20.5"]),
        (",Year,Value,Status\n1,2019,1.57,\n2,2020,1.54,p\n", ["looks like flags"], ["2019 1.57", "2020 1.54"]),
        (",kindertal\n2019,1.5\n2020,1.6\n", ["line 1"], ["2019 1.5", "2020 1.6"]),
        ("Year,Units,Value\n2010-11,%,1.5\n2011-12,%,2.5\n", ["Open SDG"], ["2010/11 1.5", "2011/12 2.5"]),
        ("Titel\n\njaar;aandeel;Status\n2015;38,5;\n2016;39,5;p\n", ["flags"], ["2015 38.5", "2016 39.5"]),
        ("regio;2019;2020\nTwente;38,5;39,5\n", ["no known supplier"], ["2019 38.5", "2020 39.5"]),
        ("regio;eenheid;2019\nTwente;x 1 000;0,0385\n", ["scale"], ["2019 38.5"]),
        ("jaar;maand;a\n2019;januari;38,5\n2019;februari;39\n", ["period"], ["2019-01 38.5", "2019-02 39"]),
        ("jaar;aantal;aandeel\n2019;38500;38%\n", ["the figures may stand in"], ["2019 38%"]),
        ("jaar;aandeel\n2019;0,385\n2020;0,4\n", ["a hundred times too small"], ["2019 38.5", "2020 40"]),
        ("Titel\n\njaar;sekse;land;a\n2018;M;NL;1,5\n2019;M;BE;2,5\n", ["line 3"], ["2018 1.5", "2019 2.5"]),
        (";;2018;2018\n;;Mannen;Vrouwen\nX;Aandeel;10;20\nY;Aandeel;11;21\n", ["--where (1:"], ["2018 10"]),
    ],
)
def test_the_command_that_is_proposed_works(
    content: str, told: list[str], found: list[str], project: Path
) -> None:
    """For a file of a known supplier and for any other; the lines that it gives read the same in place."""
    (project / DOWNLOADS / "cijfers.csv").write_text(content, encoding="utf-8")
    explained = invoke(["convert", f"{DOWNLOADS}/cijfers.csv"])
    assert (explained.exit_code, explained.stderr) == (0, "")
    assert all(text in explained.stdout for text in told), explained.stdout
    read = follow(f"{DOWNLOADS}/cijfers.csv")
    assert figures(read) == found
    use(project, read)
    roadmap, findings = load(project)
    assert roadmap, findings
    assert len(roadmap.observations["stay-rate"]) == len(found)


@pytest.mark.parametrize("name", sorted(file.name for file in CASES.iterdir()))
def test_a_real_notation_is_read_by_what_is_proposed_or_it_is_said_why_not(name: str, project: Path) -> None:
    """No command is proposed that is then refused."""
    (project / "targets.yaml").write_text("indicators:\n  x: {title: X, unit: number}\n")
    shutil.copy(CASES / name, project / name)
    explained = invoke(["convert", name])
    commands = proposed(explained)
    assert bool(commands) != ("cannot be read yet" in explained.stdout)
    assert [invoke(command).exit_code for command in commands] == [0] * len(commands)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.randoms(use_true_random=False).map(random_table))
def test_any_table_is_read_by_what_is_proposed(project: Path, table: Table) -> None:
    """Titles, notes, totals, heads above heads, empty columns, notations of periods and numbers, delimiters."""
    shutil.rmtree(project / "config/layouts", ignore_errors=True)
    (project / "targets.yaml").write_text(TARGETS.replace("percent", "number").replace("%", ""))
    (project / "tabel.csv").write_text(table.text, encoding="utf-8")
    assert figures(follow("tabel.csv")) == table.figures


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.lists(st.tuples(st.decimals("0", "1", places=3), st.booleans()), min_size=1, max_size=12),
    st.integers(0, 3),
    st.booleans(),
)
def test_a_value_stands_in_the_file_times_a_factor_that_is_said(
    project: Path, cells: list[tuple[Decimal, bool]], titles: int, is_workbook: bool
) -> None:
    """In a workbook a cell that is shown as a percentage, and in a text its very characters."""
    shutil.rmtree(project / "config/layouts", ignore_errors=True)
    (project / "targets.yaml").write_text(TARGETS.replace("percent", "number").replace("%", ""))
    is_percent = is_workbook and all(shown for _, shown in cells)
    if is_workbook:
        title: list[Cell] = ["Titel"]
        rows = [title] * titles + [[]] * bool(titles) + [["jaar", "x"]]
        rows += [[2000 + n, percent(float(x)) if is_percent else float(x)] for n, (x, _) in enumerate(cells)]
        file = project / "x.xlsx"
        write_workbook(file, {"Blad": rows})
    else:
        file = project / "x.csv"
        lines = ["Titel"] * titles + [""] * bool(titles) + ["jaar;x"]
        file.write_text("\n".join([*lines, *(f"{2000 + n};{x}" for n, (x, _) in enumerate(cells))]))
    if is_percent:
        (project / "targets.yaml").write_text(TARGETS)
    for command in proposed(invoke(["convert", file.name])):
        if "comma" in command:
            continue
        read = invoke(command)
        values = [Decimal(line.split(",")[2].removesuffix("%")) for line in read.stdout.splitlines()[1:]]
        factor = 100 if "0.385 as 38.5%" in read.stderr or "--factor" in command else 1
        assert values == [x * factor for x, _ in cells]


OFFICER: Rows = [
    ["Blijvers in de regio, per maand"],
    ["Eigen administratie"],
    [],
    ["Maand", "Regio", None, "Aandeel", "Aantal"],
    ["januari 2019", "Twente", None, percent(0.385), 120],
    ["februari 2019", "Twente", None, percent(0.39), 122],
    ["maart 2019", "Twente", None, percent(0.4), 125],
    ["Totaal", None, None, percent(0.392), 367],
]
HEADS_ABOVE_HEADS: Rows = [
    [None, "Monitor blijvers"],
    [],
    [None, "Jaar", "Maand", "Totaal", None, "Vrouwen"],
    [None, None, None, "Aandeel\n(in %)", "Aantal", "Aandeel"],
    [None, 2019, "januari", percent(0.385), 3, percent(0.3)],
    [None, None, "februari", percent(0.39), 3, percent(0.31)],
    [None, None, "maart", percent(0.4), 4, percent(0.32)],
    [],
    [None, "Gemiddeld", None, percent(0.39), 9, percent(0.31)],
]
MERGED = {"officer": ["A1:E1", "A2:E2"], "heads": ["B1:F1", "B3:B4", "C3:C4", "D3:E3", "B5:B7"]}


@pytest.mark.parametrize(("name", "rows"), [("officer", OFFICER), ("heads", HEADS_ABOVE_HEADS)])
def test_a_workbook_becomes_a_source_in_four_commands(name: str, rows: Rows, project: Path) -> None:
    """convert, the command that it proposes, validate and status; the lines are put where they belong."""
    pytest.importorskip("python_calamine")
    note: Rows = [["Dit bestand hoort bij de monitor."]]
    write_workbook(project / DOWNLOADS / "blad 1.xlsx", {"Toelichting": note, "Cijfers": rows}, MERGED[name])
    explained = invoke(["convert", f"{DOWNLOADS}/blad 1.xlsx"])
    assert "Toelichting, Cijfers; this is “Cijfers”" in " ".join(explained.stdout.split())
    assert re.search(r"Aandeel.* +38.5%, 39% +figure", explained.stdout)
    read = follow(f"{DOWNLOADS}/blad 1.xlsx")
    assert figures(read) == ["2019-01 38.5%", "2019-02 39%", "2019-03 40%"]
    use(project, read)
    assert invoke(["validate"]).exit_code == 0
    status = invoke(["status", "--as-of", "2019-12-31", "--format", "json"])
    assert (status.exit_code, '"2019-03"' in status.stdout) == (0, True)


SDG = {
    "poverty": "Year,sex,COMMENT_OBS_0,Value\n2014,,,16.7\n2015,,|,15.4\n2015,women,|,16.1\n2016,,p,15.1\n",
    "neet": "Year,Units,Observation status,Unit multiplier,Value\n2014,%,Normal,Units,6\n2015,%,Break,Units,5\n",
    "jobs": "Year,Series,Unit multiplier,COMMENT_OBS_0,Value\n2014,A,Thousands,,2.5\n2015,A,Thousands,p,3\n",
    "reading": "Year,Series,Sex,Value\n2014,Boys only,Male,61\n2014,All,,70\n2015,All,,71\n",
    "skills": "Year,age group,sex,COMMENT_OBS_0,COMMENT_OBS_1,Value\n2014,,,,,1.25\n2015,,,s,,1.375\n",
    "energy": "Year,Region,GeoCode,Value\n2014,,,20\n2014,North,E1,21\n2015,,,20.5\n",
    "waste": "Year,Value,COMMENT_OBS_0\n2014,600,revised\n2015,590,\n",
    "homicide": "Year,sex,Observation status,Value\n2014,,Provisional,1\n2014,f,Provisional,2\n2015,,,1.125\n",
}


def test_eight_indicators_of_an_open_sdg_country_are_set_up_in_place(project: Path) -> None:
    """By the proposed commands alone: headline rows, breaks, provisional marks and multipliers arrive."""
    named = "".join(f"  {name}: {{title: {name}, unit: number}}\n" for name in SDG)
    (project / "targets.yaml").write_text(f"indicators:\n{named}")
    for number, (name, content) in enumerate(SDG.items(), 1):
        file = f"{DOWNLOADS}/indicator_{number}-1-1.csv"
        (project / file).write_text(content, encoding="utf-8")
        explained = invoke(["convert", file])
        told = " ".join(explained.stdout.split())
        assert "read as: Open SDG" in told
        assert "ID stands for the indicator, one of: poverty, neet" in told
        (command,) = proposed(explained)
        read = invoke([name if word == "ID" else word for word in command])
        assert read.exit_code == 0, read.stderr
        use(project, read)
    roadmap, findings = load(project)
    assert (findings, len(roadmap.observations if roadmap else ())) == ([], 8)
    rows = roadmap.observations if roadmap else {}
    assert [(str(row.amount), row.status) for row in rows["poverty"]] == [
        ("167/10", ""), ("77/5", "B"), ("151/10", "P"),
    ]  # fmt: skip
    assert [row.status for row in rows["neet"]] == ["", "B"]
    assert [str(row.amount) for row in rows["jobs"]] == ["2500", "3000"]
    assert [(str(row.amount), row.status) for row in rows["homicide"]] == [("1", "P"), ("9/8", "")]


@pytest.mark.parametrize(
    ("content", "options"),
    [
        (WORLD_BANK, ["--where", "Country Name=Aruba"]),
        (CANADA, ["--where", "Sex=Both sexes"]),
        (SDG["poverty"], ["--where", "sex="]),
        (DUO, ["--value", "MAN", "--value", "VROUW", "--sum"]),
    ],
)
def test_the_layout_of_a_known_supplier_reads_what_is_read_without_it(
    content: str, options: list[str], project: Path
) -> None:
    """It is written down from what is known of the file, for whoever wants to change it."""
    (project / "x.csv").write_text(content)
    line = ["convert", "x.csv", "--indicator", "stay-rate", *options]
    plain, own = invoke(line), invoke([*line, "--write-layout", "own"])
    assert (own.exit_code, own.stdout) == (0, plain.stdout), own.stderr
    assert invoke([*line, "--layout", "own"]).stdout == plain.stdout


def test_what_no_layout_can_say_is_not_written(project: Path) -> None:
    """Codes of CBS and what its files beside explain; nothing is left behind."""
    (project / "x.csv").write_text('"ID";"Perioden";"W_1"\n"0";"2022JJ00";"    3.5"\n"1";"2023JJ00";"     ."\n')
    line = ["convert", "x.csv", "--indicator", "stay-rate", "--write-layout", "own"]
    tsv = "geo\\time\t2014 \t2015 \nNL\t38.5 b\t39.5 \n"
    (project / "x.tsv").write_text(tsv)
    refused = invoke([*line[:1], "x.tsv", *line[2:]])
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "leave --write-layout out" in refused.stderr
    assert not (project / "config/layouts").exists()


def test_a_layout_is_never_overwritten(project: Path) -> None:
    """The next proposal has another name; --layout and --write-layout exclude each other."""
    (project / "x.csv").write_text("Titel\n\njaar;aandeel\n2015;38,5\n2016;39,5\n")
    (asked,) = proposed(invoke(["convert", "x.csv"]))
    assert invoke(asked).exit_code == 0
    written = (project / "config/layouts/x.yaml").read_text()
    assert written == 'header: 3\nperiod: {column: "jaar"}\nvalue: "aandeel"\n'
    again = invoke(asked)
    assert (again.exit_code, again.stdout) == (3, "")
    assert "config/layouts/x.yaml is there already" in again.stderr
    assert "--write-layout x-2" in invoke(["convert", "x.csv"]).stdout
    line = ["convert", "x.csv", "--indicator", "stay-rate", "--layout", "x"]
    assert figures(invoke(line)) == ["2015 38.5", "2016 39.5"]
    refused = invoke([*line, "--write-layout", "y"])
    assert (refused.exit_code, "give one of them" in refused.stderr) == (3, True)


def test_a_layout_that_cannot_be_written_is_refused(project: Path) -> None:
    """With the reason, and without any rows; outside a project there is no place for one."""
    (project / "x.csv").write_text("jaar;aandeel\n2015;38,5\n")
    line = [
        "convert",
        "x.csv",
        "--indicator",
        "i",
        "--period",
        "jaar",
        "--value",
        "aandeel",
        "--write-layout",
        "x",
    ]
    (project / "config/layouts").write_text("")
    refused = invoke(line)
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "cannot write" in refused.stderr
    (project / "targets.yaml").unlink()
    assert "no targets.yaml found" in invoke(line).stderr


def test_a_refusal_names_a_command_that_works(project: Path) -> None:
    """Whatever options were given, they stay; only what is missing is added."""
    (project / "x.csv").write_text("Titel\n\njaar;land;a;b\n2015;NL;1,5;38,5\n2015;BE;2,5;39,5\n")
    refused = invoke(["convert", "x.csv", "--indicator", "stay-rate", "--where", "land=BE"])
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "The command that reads it:\n" in refused.stderr
    command = shlex.split(refused.stderr.splitlines()[-1])[1:]
    assert {"--where", "land=BE", "--write-layout"} <= {*command}
    assert figures(invoke(command)) == ["2015 2.5"]


def test_what_nobody_can_know_is_left_open(project: Path) -> None:
    """Either decimal mark may be right: a command for each, and that only one of them can be."""
    (project / "x.csv").write_text("jaar;kindertal\n2015;1.574\n2016;1.545\n")
    explained = invoke(["convert", "x.csv"])
    assert "only one can be right" in explained.stdout
    assert "--decimal comma or --decimal point" in explained.stdout
    assert [figures(invoke(command)) for command in proposed(explained)] == [
        ["2015 1.574", "2016 1.545"], ["2015 1574", "2016 1545"],
    ]  # fmt: skip


def test_numbers_of_a_workbook_leave_no_mark_open(project: Path) -> None:
    """There a number is no text."""
    pytest.importorskip("python_calamine")
    (project / "targets.yaml").write_text(TARGETS.replace("percent", "number").replace("%", ""))
    write_workbook(project / "x.xlsx", {"Blad": [["jaar", "kindertal"], [2015, 1.574], [2016, 1.545]]})
    assert figures(follow("x.xlsx")) == ["2015 1.574", "2016 1.545"]


def test_what_is_done_with_figures_is_said(project: Path) -> None:
    """On stderr, and as comments in the lines for sources.yaml, where a factor beside a scale would be refused."""
    (project / "targets.yaml").write_text(TARGETS.replace("percent", "number").replace("%", ""))
    (project / "x.csv").write_text("Jaar;Aantal (x 1 000)\n2015;3,5\n")
    read = follow("x.csv")
    assert figures(read) == ["2015 3500"]
    note = "the figures are multiplied by 1000, as the file says"
    assert f"1 row\n  {note}\n" in read.stderr
    assert f"\n  # {note}\n  - file:" in read.stderr
    doubled = invoke([*proposed(invoke(["convert", "x.csv"]))[0], "--factor", "1000"])
    assert (doubled.exit_code, "leave --factor out" in doubled.stderr) == (3, True)


def test_options_that_are_given_stay(project: Path) -> None:
    """And the indicator is named as one to choose where there are several, or none; in Dutch too."""
    (project / "x.csv").write_text("jaar;land;a;b\n2015;NL;1,5;2,5\n2015;;3,5;4,5\n")
    explained = invoke(["-C", str(project), "convert", "x.csv", "--value", "b", "--where", "land=NL"])
    assert {"--value b", "--where land=NL", f"-C {project}"} <= set(re.findall(r"--?\w+ \S+", explained.stdout))
    assert [figures(invoke(command)) for command in proposed(explained)] == [["2015 2.5"]]
    more = "  other: {title: Andere, unit: percent, direction: increase}\n"
    (project / "targets.yaml").write_text(TARGETS + more)
    (project / "config/settings.yaml").write_text("language: nl\n")
    explained = invoke(["convert", "x.csv"])
    assert "ID staat voor de indicator: stay-rate, other" in explained.stdout
    assert "kies met --where (land: “NL”" in " ".join(explained.stdout.split())
    assert "De opdracht die het leest:" in explained.stdout
    assert figures(follow("x.csv")) == ["2015 3.5"]
    (project / "targets.yaml").unlink()
    assert figures(follow("x.csv")) == ["2015 3.5"]


def test_a_dimension_is_read_from_its_column(project: Path) -> None:
    """No text of it is chosen; only other columns are."""
    (project / "targets.yaml").write_text(TARGETS.replace("direction:", "dimensions: {geo: {}}, direction:"))
    (project / "x.csv").write_text("jaar;geo;soort;a\n2015;NL;hbo;1,5\n2015;BE;hbo;2,5\n2015;NL;wo;3,5\n")
    (asked,) = proposed(invoke(["convert", "x.csv"]))
    assert [word for word in asked if "=" in word] == ["soort=hbo"]
    assert figures(invoke(asked)) == ["2015 1.5", "2015 2.5"]


def test_several_columns_add_up(project: Path) -> None:
    """Here and in the lines for sources.yaml."""
    (project / "x.csv").write_text("jaar;man;vrouw\n2015;20;18,5\n")
    columns = ["--period", "jaar", "--value", "man", "--value", "vrouw"]
    read = invoke(["convert", "x.csv", "--indicator", "stay-rate", *columns])
    assert figures(read) == ["2015 38.5"]
    assert '        value: ["man", "vrouw"]\n' in read.stderr
    assert figures(invoke(["convert", "x.csv", "--indicator", "i", *columns, "--write-layout", "own"])) == [
        "2015 38.5"
    ]


@pytest.mark.parametrize("kind", ["year", "quarter"])
def test_one_kind_of_period_is_chosen(kind: str, project: Path) -> None:
    """The other rows are left out, and counted."""
    (project / "x.csv").write_text("Periode;Aandeel\n2021;4,2\n2022-Q1;3,4\n2022-Q2;3,3\n2022;3,5\n")
    options = ["--indicator", "x", "--period", "Periode", "--value", "Aandeel", "--kind", kind]
    read = invoke(["convert", "x.csv", *options])
    assert (read.exit_code, len(figures(read))) == (0, 2)
    assert "left out" in read.stderr


def test_an_option_that_says_nothing_about_the_file_is_refused(project: Path) -> None:
    """The option is named, as is the file that is not there."""
    (project / "own.csv").write_text("jaar;x\n2015;1,5\n")
    (project / "config/layouts").mkdir()
    (project / "config/layouts/own.yaml").write_text("period: {column: jaar}\nvalue: x\n")
    refused = invoke(["convert", "own.csv", "--layout", "own", "--period", "jaar"])
    assert (refused.exit_code, refused.stdout, "leave --period out" in refused.stderr) == (3, "", True)
    (project / "x.csv").write_text('"ID";"Perioden";"W_1"\n"0";"2022JJ00";"    3.5"\n"1";"2023JJ00";"    3.6"\n')
    refused = invoke(["convert", "x.csv", "--study-year", "start"])
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "leave --study-year out" in refused.stderr
    (project / "d.csv").write_text(
        "STRUCTURE,STRUCTURE_ID,ACTION,geo,TIME_PERIOD,OBS_VALUE\ndataflow,E:X(1.0),D,NL,2015,38.5\n"
    )
    assert "the row deletes figures" in invoke(["convert", "d.csv"]).stdout
    missing = invoke(["convert", "none.csv"])
    assert (missing.exit_code, missing.stdout) == (3, "")
    assert "none.csv" in missing.stderr


@pytest.mark.parametrize(
    "content",
    ["x\n", "Titel\n\nnog een\n", "Perioden;{year} (%)\n2019;1,5\n", "jaar;a{year}2019\nx;1\n", "a;b\n2019\n"],
)
def test_no_layout_is_made_up_for_what_is_no_table(content: str, project: Path) -> None:
    """Whatever stands in it, the file is read or refused; a refusal leaves nothing behind."""
    (project / "x.csv").write_text(content)
    assert invoke(["convert", "x.csv"]).exit_code in (0, 3)
    ended = invoke(["convert", "x.csv", "--indicator", "stay-rate", "--write-layout", "own"])
    assert (ended.exit_code == 0) == (project / "config/layouts/own.yaml").exists()
    assert ended.exit_code in (0, 3)


def test_a_command_that_cannot_be_copied_is_not_proposed(project: Path) -> None:
    """Text that turns the direction of writing stays text, and a name of a layout stays in its folder."""
    (project / "x.csv").write_text("jaar;land;a\n2015;\u202eNL;1,5\n2015;\u202eBE;2,5\n", encoding="utf-8")
    explained = invoke(["convert", "x.csv"])
    assert "\u202e" not in explained.output
    assert proposed(explained) == []
    outside = invoke(["convert", "x.csv", "--indicator", "stay-rate", "--write-layout", "../../x"])
    assert (outside.exit_code, outside.stdout) == (3, "")


def test_a_column_that_is_called_like_an_option_keeps_its_name(project: Path) -> None:
    """Where columns are listed, they are quoted as they stand in the file."""
    (project / "x.csv").write_text('"Perioden";"period (%)";"value (%)"\n"2019";1,5;2,5\n')
    told = " ".join(invoke(["convert", "x.csv"]).stdout.split())
    assert "name one as --value: “period (%)”, “value (%)”." in told


@pytest.mark.parametrize(("last", "proposed"), [("2020,R0,7,", 1), ('2020,R0,"7', 0)])
def test_a_long_file_is_explored_by_its_first_rows_and_then_read_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: str, proposed: int
) -> None:
    """The command that is proposed holds for all rows; where it does not, none is proposed."""
    monkeypatch.chdir(tmp_path)
    rows = "".join(f"{1950 + n % 70},R{n // 70},{n},{'x' * 240}\n" for n in range(25_000))
    Path("long.csv").write_text(f"year,region,visits,note\n{rows}{last}\n", encoding="utf-8")
    explained = invoke(["convert", "long.csv"]).stdout
    assert explained.count("hcroadmap convert long.csv") == explained.count("the first 20") == proposed


@pytest.mark.parametrize("suffix", [".xls", ".xlsx", ".ods"])
def test_a_file_that_only_has_the_name_of_a_workbook_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    """Its bytes are no workbook: that is said, and nothing breaks."""
    monkeypatch.chdir(tmp_path)
    Path(f"text{suffix}").write_text("year;value\n2020;1\n", encoding="utf-8")
    ended = invoke(["convert", f"text{suffix}"])
    assert ended.exit_code == 3
    assert "the file is not a workbook that can be read" in ended.stderr


def test_what_a_cell_shows_as_a_percentage_is_never_multiplied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """0.3% is far from a target of 40%, and yet what the file says: the doubt is named, the figure stays."""
    monkeypatch.chdir(tmp_path)
    Path("targets.yaml").write_text(TARGETS, encoding="utf-8")
    write_workbook(Path("x.xlsx"), {"Blad": [["jaar", "x"], [2000, percent(0.003)]]})
    explained = invoke(["convert", "x.xlsx"]).stdout
    assert "a hundred times too small" in explained
    assert "convert x.xlsx --period jaar --value x --indicator stay-rate" in explained
