"""A file can be a pipe, a device, a link to elsewhere or a bomb: it is reported, and nothing hangs or bursts."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.read.files.extent import check_archive
from hcroadmap.read.files.text import lines_of
from hcroadmap.read.load import load

WriteProject = Callable[[dict[str, str]], Path]

PROMISE = "baseline: {period: 2015, value: 38}, target: {period: 2020, value: 40}"
TARGETS = f"indicators: {{x: {{title: X, unit: percent, direction: increase, {PROMISE}}}}}"
SOURCE = "sources: [{file: FILE, period: p, value: v, observations: [{indicator: x}]}]"
ROWS = "indicator,period,value\nx,2017,39.1\n"
PLACES = (
    "config/settings.yaml", "config/activities.yaml", "config/sources.yaml", "config/layouts/one.yaml",
    "config/commentary/2019-Q1.yaml", "config/measurements/one.csv", "config/measurements/one.xlsx",
)  # fmt: skip
everywhere = pytest.mark.parametrize("path", PLACES)


@pytest.fixture(autouse=True)
def _soon() -> Iterator[None]:
    """Fail a test that would wait for ever."""
    if not hasattr(signal, "SIGALRM"):
        pytest.skip("needs pipes and an alarm clock")
    signal.alarm(20)
    yield
    signal.alarm(0)


@pytest.fixture
def project(write_project: WriteProject) -> Path:
    """A project with room for every kind of file."""
    return write_project({"room/targets.yaml": TARGETS, **{f"room/{path}.txt": "" for path in PLACES}}) / "room"


def findings(project: Path) -> list[tuple[str, str]]:
    """Where and what, of every error; a roadmap is made only without any."""
    roadmap, found = load(project)
    told = [(f"{one.location.path}:{one.location.line}", one.code) for one in found if one.severity == "error"]
    assert (roadmap is None) == bool(told)
    return told


@everywhere
def test_a_pipe_is_not_waited_for(project: Path, path: str) -> None:
    """Nobody ever writes into it."""
    os.mkfifo(project / path)
    assert findings(project) == [(f"{path}:1", "unreadable-file")]
    assert lines_of(project)(path, 1) == ""


@everywhere
def test_a_device_is_not_read(project: Path, path: str) -> None:
    """It never ends; a link to it leads out of the project besides."""
    (project / path).symlink_to("/dev/zero")
    assert findings(project) == [(f"{path}:1", "outside-project")]
    assert lines_of(project)(path, 1) == ""


@everywhere
def test_a_link_out_of_the_project_is_not_followed(project: Path, path: str) -> None:
    """Nothing of what it leads to is shown, not even below a finding."""
    secret = project.parent / "secret"
    secret.write_text("password\n", encoding="utf-8")
    (project / path).symlink_to(secret)
    roadmap, found = load(project)
    assert roadmap is None
    assert "password" not in str(found) + lines_of(project)(path, 1)
    assert findings(project) == [(f"{path}:1", "outside-project")]


def test_nor_is_a_folder_that_is_one(project: Path) -> None:
    """Each of its files is reported."""
    folder = project / "config" / "measurements"
    folder.rename(project.parent / "elsewhere")
    (project.parent / "elsewhere" / "one.csv").write_text(ROWS, encoding="utf-8")
    folder.symlink_to(project.parent / "elsewhere")
    assert findings(project) == [("config/measurements/one.csv:1", "outside-project")]


def test_a_link_within_the_project_is_followed(project: Path) -> None:
    """As mounted configuration has it; the project itself may be a link as well."""
    (project / "rows.txt").write_text(ROWS, encoding="utf-8")
    (project / "config" / "measurements" / "one.csv").symlink_to(project / "rows.txt")
    (project.parent / "link").symlink_to(project)
    for place in (project, project.parent / "link"):
        roadmap, found = load(place)
        assert roadmap is not None, found
        assert len(roadmap.observations["x"]) == 1


@pytest.mark.parametrize(
    "path", [path for path in PLACES if "/settings" in path or "/activ" in path or "/sour" in path]
)
def test_a_link_to_nothing_is_not_a_file_left_out(project: Path, path: str) -> None:
    """Nothing falls back silently: somebody meant the settings to be there."""
    (project / path).symlink_to("nowhere")
    assert findings(project) == [(f"{path}:1", "unreadable-file")]


@everywhere
def test_a_link_to_itself_is_told_of(project: Path, path: str) -> None:
    """Whatever this Python makes of it."""
    (project / path).symlink_to(Path(path).name)
    assert findings(project) == [(f"{path}:1", "unreadable-file")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (".", "unreadable-file"), ("..", "outside-project"), ("../targets.yaml", "outside-project"),
        ("measurements", "unreadable-file"), ("a" * 5000, "unreadable-file"), ('"a\\0b"', "unreadable-file"),
        ("/etc/passwd", "outside-project"), ("'C:\\x'", "outside-project"), ("'\\\\server\\x'", "outside-project"),
        ("~/x", "unreadable-file"), ("loop.csv", "unreadable-file"), ("pipe.csv", "unreadable-file"),
    ],
)  # fmt: skip
def test_any_name_in_sources_yaml_is_a_file_of_the_project_or_told_of(project: Path, name: str, code: str) -> None:
    """Nothing climbs, crashes or waits."""
    (project / "config" / "sources.yaml").write_text(SOURCE.replace("FILE", name), encoding="utf-8")
    (project / "config" / "loop.csv").symlink_to("loop.csv")
    os.mkfifo(project / "config" / "pipe.csv")
    assert [found for _, found in findings(project)] == [code]


def test_a_text_has_its_limit(project: Path) -> None:
    """Millions of letters are no title; laying them out would take minutes."""
    for key in ("title: {en: X", "title: X", "owner: X"):
        text = TARGETS.replace("title: X", f"title: X, {key}" if key == "owner: X" else f"{key}")
        long = f"{key}{'X' * 10**6}{'}' * ('{' in key)}"
        (project / "targets.yaml").write_text(text.replace(key, long), encoding="utf-8")
        assert findings(project) == [("targets.yaml:1", "too-large")]


def test_a_header_has_its_limit(project: Path) -> None:
    """Comparing each of very many columns with all others would take minutes."""
    header = ",".join(["indicator,period,value", *(f"c{number}" for number in range(200_000))])
    (project / "config" / "measurements" / "one.csv").write_text(header, encoding="utf-8")
    assert findings(project) == [("config/measurements/one.csv:1", "too-large")]


# Workbooks

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = f'<worksheet xmlns="{MAIN}"><sheetData>{{}}</sheetData></worksheet>'
CELL = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
CELLS = {"A1": "indicator", "B1": "period", "C1": "value", "A2": "x", "B2": "2017", "C2": "39.1"}
GOOD = "".join(
    f'<row r="{n}">{"".join(CELL.format(f"{c}{n}", CELLS[f"{c}{n}"]) for c in "ABC")}</row>' for n in (1, 2)
)
FRAME = {
    "[Content_Types].xml": f'''<Types xmlns="{PACKAGE}/content-types"/>''',
    "_rels/.rels": f'''<Relationships xmlns="{PACKAGE}/relationships">
        <Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>''',
    "xl/workbook.xml": f'''<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">
        <sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>''',
    "xl/_rels/workbook.xml.rels": f'''<Relationships xmlns="{PACKAGE}/relationships">
        <Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>
        <Relationship Id="r2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>''',
    "xl/styles.xml": f'''<styleSheet xmlns="{MAIN}">
        <numFmts count="1"><numFmt numFmtId="170" formatCode="[h]:mm"/></numFmts>
        <cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>''',
}


def workbook(project: Path, rows: str, start: str = "", **more: str) -> None:
    """A workbook of one sheet, as small as it can be."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, text in FRAME.items() | {f"xl/{name}.xml": text for name, text in more.items()}.items():
            archive.writestr(name, text)
        archive.writestr("xl/worksheets/sheet1.xml", start + SHEET.format(rows))
    (project / "config" / "measurements" / "one.xlsx").write_bytes(content.getvalue())


def test_a_small_workbook_is_read(project: Path) -> None:
    """So that what follows is about what is added to it."""
    workbook(project, GOOD)
    assert findings(project) == []


def test_a_cell_means_what_the_sheet_shows(project: Path) -> None:
    """Numbers, days as a serial number or a text, and what is true."""
    names = ("indicator", "period", "value", "used", "published", "recorded")
    head = "".join(CELL.format(f"{column}1", name) for column, name in zip("ABCDEF", names, strict=True))
    row = '<c r="B2"><v>2017</v></c><c r="C2"><v>39.1</v></c><c r="D2" t="b"><v>1</v></c>'
    days = '<c r="E2" s="1"><v>43424</v></c><c r="F2" t="d"><v>2018-11-21T00:00:00</v></c>'
    workbook(project, f'<row r="1">{head}</row><row r="2">{CELL.format("A2", "x")}{row}{days}</row>')
    roadmap, found = load(project)
    assert roadmap, found
    (observation,) = roadmap.observations["x"]
    assert (str(observation.period), str(observation.amount), observation.used) == ("2017", "391/10", True)
    assert (str(observation.published), str(observation.recorded)) == ("2018-11-20", "2018-11-21")


def test_a_duration_of_millions_of_years_is_no_crash(project: Path) -> None:
    """The reader gives Python a length of time that Python does not know."""
    workbook(project, GOOD + '<row r="3"><c r="A3" s="2"><v>1e12</v></c></row>')
    assert findings(project) == [("config/measurements/one.xlsx:1", "unreadable-file")]


@pytest.mark.parametrize(
    ("row", "reference"),
    [("1048576", "XFD1048576"), ("4294967295", "A4294967295"), ("9" * 20, "Z" * 20 + "9" * 20)],
)
def test_a_cell_at_the_far_end_does_not_take_all_memory(project: Path, row: str, reference: str) -> None:
    """The sheet would be laid out from its first to its last cell."""
    workbook(project, f'{GOOD}<row r="{row}">{CELL.format(reference, "x")}</row>')
    assert findings(project) == [("config/measurements/one.xlsx:1", "too-large")]


@pytest.mark.parametrize(
    "rows",
    [
        f"<row>{'<c/>' * 16_000}<c><v>1</v></c></row>{'<row/>' * 400}<row><c><v>1</v></c></row>",
        f"{'<row/>' * 400_000}<row>{CELL.format('XFD1', 'x')}</row>",
        f'<row><c><v>1</v></c></row>{"<row/>" * 400}<row r="9">{"<c/>" * 16_000}<c><v>1</v></c></row>',
        f'{"<row/>" * 400_000}<sheetData/><row><c r="XFD1" foo=">"><v>1</v></c></row>',
    ],
    ids=["counted", "one reference", "backwards", "beginning anew"],
)
def test_nor_do_cells_without_a_reference(project: Path, rows: str) -> None:
    """They stand beside and below those before them."""
    workbook(project, rows)
    assert findings(project) == [("config/measurements/one.xlsx:1", "too-large")]


def test_what_is_only_formatted_is_no_cell(project: Path) -> None:
    """Whole columns with a border, or a style down to the last row, are nothing to read."""
    rows = f'{GOOD}<row r="1048576"><c r="XFC1048576" s="1"/><c s="2"></c></row>'
    workbook(project, rows)
    assert findings(project) == []
    workbook(project, rows.replace("></c></row>", "><f>A1</f></c></row>"))
    assert findings(project) == [("config/measurements/one.xlsx:1", "too-large")]


@pytest.mark.parametrize("content", ["<v>1</v>", "<is><t>x</t></is>", "<f>1</f><v>1</v>"])
def test_the_bound_holds_before_a_sheet_is_laid_out(project: Path, content: str) -> None:
    """Without references a cell takes fewer bytes: less than a megabyte would unfold to gigabytes."""
    row = f"<row>{f'<c>{content}</c>' * 50_000}</row>"
    workbook(project, f"{row}{'<row/>' * 99}<row><c>{content}</c></row>")
    file = project / "config" / "measurements" / "one.xlsx"
    assert file.stat().st_size < 10_000
    with pytest.raises(Mistake, match="reaches to row 101, column 50000"):
        check_archive(file.read_bytes())


def test_cells_without_a_reference_are_read_where_they_stand(project: Path) -> None:
    """One that is only formatted keeps its place among them."""
    rows = re.sub(' r="[A-Z0-9]+"', "", GOOD.replace('<c r="A', '<c s="1"/><c r="A'))
    workbook(project, rows.replace("39.1", "often"))
    _, found = load(project)
    assert [(each.location.line, each.location.column, each.code) for each in found] == [(2, 4, "bad-number")]


OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "table", "text"))
TEXT = '<table:table-cell{} office:value-type="string"><text:p>{}</text:p></table:table-cell>'
END = '<table:table-cell table:number-columns-repeated="16381"/></table:table-row>'
TABLE = "".join(
    f"<table:table-row>{''.join(TEXT.format('', CELLS[f'{c}{n}']) for c in 'ABC')}{END}" for n in (1, 2)
)
BELOW = f'<table:table-row table:number-rows-repeated="1048574"><table:table-cell/>{END}'
FAR = TEXT.format(' table:number-columns-repeated="9999999"', "x")


def open_document(project: Path, *tables: str) -> None:
    """An OpenDocument workbook of so many sheets, as small as it can be."""
    sheets = "".join(f'<table:table table:name="{n}">{table}</table:table>' for n, table in enumerate(tables))
    body = f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", f"<office:document-content {NAMES}>{body}</office:document-content>")
    (project / "config" / "measurements" / "one.ods").write_bytes(content.getvalue())


def test_empty_cells_at_the_end_of_a_sheet_are_no_cells(project: Path) -> None:
    """LibreOffice writes a million of them below every table, and thousands beside."""
    open_document(project, TABLE + BELOW)
    assert findings(project) == []
    open_document(project, TABLE + BELOW, TABLE + BELOW)
    assert findings(project) == [("config/measurements/one.ods:1", "unchosen-sheet")]


@pytest.mark.parametrize(
    "more",
    [
        f"<table:table-row>{FAR}</table:table-row>",
        f'<table:table-row table:number-rows-repeated="9999999">{TEXT.format("", "x")}</table:table-row>',
        f"{BELOW}<table:table-row><table:table-cell/><table:table/>{FAR[:-18]}</table:table-cell></table:table-row>",
        f"{BELOW}<table:table-row><table:table/>{TEXT.format('', 'x') * 5}</table:table-row>",
    ],
    ids=["beside", "below", "inside and beside", "inside and below"],
)
def test_cells_that_are_repeated_do_not_take_all_memory(project: Path, more: str) -> None:
    """A few bytes say how often."""
    open_document(project, TABLE + more)
    assert findings(project) == [("config/measurements/one.ods:1", "too-large")]


def test_a_binary_workbook_is_refused(project: Path) -> None:
    """How large its sheets are could be seen only once they are laid out."""
    workbook(project, GOOD)
    with ZipFile(project / "config" / "measurements" / "one.xlsx", "a") as archive:
        archive.writestr("xl/workbook.bin", b"")
    assert findings(project) == [("config/measurements/one.xlsx:1", "unreadable-file")]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_each_of_two_members_of_one_name_is_looked_at(project: Path) -> None:
    """Readers differ in which of them they take."""
    workbook(project, f"{'<row/>' * 400_000}<row>{CELL.format('XFD1', 'x')}</row>")
    with ZipFile(project / "config" / "measurements" / "one.xlsx", "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", SHEET.format(GOOD))
    assert findings(project) == [("config/measurements/one.xlsx:1", "too-large")]


def test_nor_do_many_texts_that_are_only_announced(project: Path) -> None:
    """Room would be made for all of them."""
    texts = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="4000000000000"/>'
    workbook(project, GOOD, sharedStrings=texts)
    assert findings(project) == [("config/measurements/one.xlsx:1", "too-large")]


SHARED = f'<sst xmlns="{MAIN}">{"<si><t>{}</t></si>" * 2}</sst>'
USED = '<row><c t="{}"><v>{}</v></c></row>'


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        (GOOD + USED.format("s", 1) * 500, True),
        (GOOD + USED.format("s", " 1 ") * 500, True),
        (GOOD + USED.format("s", 0) * 500 + USED.format("s", 1) * 50, False),
        (GOOD + USED.format("n", 1) * 500 + USED.format("s", 9), False),
    ],
    ids=["long", "spaces", "mostly short", "not shared"],
)
def test_a_text_that_many_cells_share_is_counted_as_often(project: Path, rows: str, refused: bool) -> None:
    """Each cell gets its own copy: a megabyte would become gigabytes. What is not used so often may be long."""
    workbook(project, rows, sharedStrings=SHARED.format("short", "x" * 1_000_000))
    content = (project / "config" / "measurements" / "one.xlsx").read_bytes()
    if refused:
        with pytest.raises(Mistake, match="hold more than 67 million letters"):
            check_archive(content)
    else:
        check_archive(content)


@pytest.mark.parametrize(
    ("repeated", "refused"),
    [('table:number-columns-repeated="500"', True), ('table:number-columns-repeated="5"', False)],
)
def test_so_is_a_text_of_a_cell_that_is_repeated(project: Path, repeated: str, refused: bool) -> None:
    """Beside and below; what stands between the cells is no text of theirs."""
    cell = TEXT.format(f" {repeated}", "x" * 100_000)
    open_document(project, f'{TABLE}<table:table-row table:number-rows-repeated="2">{cell}\n{END}{BELOW}\n')
    content = (project / "config" / "measurements" / "one.ods").read_bytes()
    if refused:
        with pytest.raises(Mistake, match="hold more than 67 million letters"):
            check_archive(content)
    else:
        check_archive(content)


def test_a_sheet_has_no_more_columns_than_excel_knows(project: Path) -> None:
    """Else a row of a million cells would be described column by column."""
    workbook(project, f"<row>{'<c><v>1</v></c>' * 16_385}</row>")
    assert findings(project) == [("config/measurements/one.xlsx:1", "too-large")]


def test_a_zip_bomb_is_not_unpacked(project: Path) -> None:
    """Unpacking stops at the limit, whatever the archive says of itself."""
    workbook(project, GOOD + " " * (1 << 20))
    content = (project / "config" / "measurements" / "one.xlsx").read_bytes()
    check_archive(content)
    with pytest.raises(Mistake, match="unpacks to far more"):
        check_archive(content, 1 << 19)


@pytest.mark.parametrize("entity", ['"xxxxxxxxxx"', 'SYSTEM "file:///etc/passwd"'])
def test_entities_are_not_followed(project: Path, entity: str) -> None:
    """Neither those that multiply nor those that name a file."""
    workbook(project, GOOD.replace("39.1", "&a;"), f"<!DOCTYPE x [<!ENTITY a {entity}>]>")
    assert findings(project) == [("config/measurements/one.xlsx:1", "unreadable-file")]


def test_a_damaged_archive_is_told_of(project: Path) -> None:
    """Bytes that changed on the way."""
    workbook(project, GOOD)
    file = project / "config" / "measurements" / "one.xlsx"
    content = file.read_bytes()
    for place in range(30, len(content), 7):
        file.write_bytes(content[:place] + bytes([content[place] ^ 255]) + content[place + 1 :])
        findings(project)
