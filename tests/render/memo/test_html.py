"""The memo as a web page: nothing from outside, and nothing that files could smuggle in."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from hcroadmap.assess.assessment import Report, assess
from hcroadmap.assess.commentary import in_memo
from hcroadmap.read.load import load
from hcroadmap.render.chart.svg import draw
from hcroadmap.render.language.page import UNSEEN, Page
from hcroadmap.render.memo import charts
from hcroadmap.render.memo import html as memo_html
from hcroadmap.render.memo.memo import render
from hcroadmap.render.memo.text import Brief
from hcroadmap.render.web.element import markup
from hcroadmap.write.word import WordError, word

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
CHARTS = 2
"""How many are drawn: it takes time."""
AS_OF, SINCE = date(2018, 12, 31), date(2018, 9, 30)
HOSTILE = {
    "pipe": "a|b",
    "note": "[^1]",
    "script": "<script>alert(1)</script>",
    "formula": "=cmd()|' /C calc'!A0",
    "escape": "a\\x1b[31mred",
    "backwards": "a\\u202Ecba",
    "list": "- 1. # x",
    "math": "$x$ `y` ~z~ ^2^ {.c} @d",
    "image": "![x](file:///etc/passwd)",
}
NOTES = 2 * len(HOSTILE) - 2
"""Two for each goal, but one for those whose figure has no source."""
SHOWN = HOSTILE | {"escape": "a\\x1b[31mred", "backwards": "a\\u202ecba"}


@pytest.fixture
def hostile(tmp_path: Path) -> Report:
    """Titles, units, owners, definitions, choices, sources, activities and explanations that try to be more."""
    promise = "baseline: {period: 2015, value: 38}, target: {period: 2020, value: 40}, direction: increase"
    lines = ["roadmap: {id: r, title: '**T** <i>x</i> \"q\" [^9]'}", "action_lines:"]
    lines += [f'  {name}: {{title: "{text}"}}' for name, text in HOSTILE.items()]
    lines += ["indicators:"]
    lines += [
        f'  {name}: {{title: "{text}", unit: "{text}", owner: "{text}", action_line: {name}, choices: ["{text}"],'
        f' definition: d, definitions: {{d: "{text}", e: "{text}"}}, {promise}}}'
        for name, text in HOSTILE.items()
    ]
    activities = [
        f'  {name}: {{title: "{text}", action_line: {name}, owners: ["{text}"], due: 2018-01-01}}'
        for name, text in HOSTILE.items()
    ]
    said = [
        f'  {name}: {{text: "{text}", author: "{text}", measure: "{text}", who: "{text}"}}'
        for name, text in HOSTILE.items()
        if name != "pipe"
    ]
    rows = [
        f'{name},{period},{value},{definition},2018-11-20,"{HOSTILE[name]}","{HOSTILE[name]}"'
        for name in HOSTILE
        if "\\" not in HOSTILE[name]
        for period, value, definition in ((2017, 38.2, "d"), (2016, 38, "e"))
    ]
    rows += [f"{name},2017,38.2,d,2018-11-20,," for name in ("escape", "backwards")]
    files = {
        "targets.yaml": "\n".join(lines),
        "config/activities.yaml": "activities:\n" + "\n".join(activities),
        "config/commentary/2018-Q4.yaml": "explanations:\n" + "\n".join(said),
        "config/settings.yaml": 'memo: {to: "<b>x</b> [^1] | y", sender: "*s*", subject: "# s"}',
        "config/measurements/all.csv": "indicator,period,value,definition,published,source,url\n"
        + "\n".join(rows),
    }
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content + "\n", encoding="utf-8")
    roadmap, findings = load(tmp_path)
    assert roadmap is not None, findings
    return assess(roadmap, AS_OF)


class Elements(HTMLParser):
    """Gathers the elements, their attributes, and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


EXPECTED_TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "strong", "em", "br", "table",
    "thead", "tbody", "tr", "th", "td", "ul", "li", "ol", "hr", "section", "blockquote", "sup", "a", "code",
    "pre", "svg", "line", "polyline", "rect", "circle", "path", "text", "tspan",
}  # fmt: skip


def page_of(report: Report, language: str = "en") -> str:
    page = Page(language)
    drawn = {one.id: draw(one, page) for one in in_memo(report)}
    drawings = {name: markup(chart) for name, chart in drawn.items() if chart is not None}
    return memo_html.render(render(Brief(report, SINCE, page), {name: name for name in drawings}), drawings)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_markdown_of_hostile_files_keeps_its_shape(hostile: Report, language: str) -> None:
    """No control character, no mark that turns the text, six cells a row, no tag, no footnote of somebody else."""
    text = render(Brief(hostile, SINCE, Page(language)))
    assert set(UNSEEN.findall(text)) <= {"\n"}
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {7}
    assert not re.search(r"(?<!\\)<(?!https?://)", text)
    assert re.findall(r"(?<!\\)\[\^(\d+)\]:", text) == [str(n) for n in range(1, NOTES + 1)]
    assert not re.search(r"(?<!\\)!\[", text)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_page_of_hostile_files_shows_them_as_text(hostile: Report, language: str) -> None:
    """Only our own elements, among them the charts; no script, no handler, no other picture; each title whole."""
    found = Elements(page_of(hostile, language))
    assert {tag for tag, _ in found.tags} <= EXPECTED_TAGS
    for tag, attributes in found.tags:
        assert not any(name.startswith("on") for name in attributes)
        assert tag != "a" or re.match(r"#|https?://", attributes["href"] or "")
    for text in SHOWN.values():
        assert text in found.text


def test_the_page_needs_nothing_else_and_says_its_language(hostile: Report) -> None:
    """No address of a script, style or font; charts have an alternative text; cells know their column."""
    page = page_of(hostile, "nl")
    found = Elements(page)
    assert '<html lang="nl-NL">' in page
    assert not re.search(r"@import|url\(|<link|<script|src=\"(?!data:)", page)
    assert all(attributes["aria-label"] for tag, attributes in found.tags if tag == "svg")
    assert {attributes["data-label"] for tag, attributes in found.tags if tag == "td"} == {
        "Doel voor 2020",
        "Nulmeting",
        "Laatste cijfer",
        "Streefwaarde",
        "Nog te gaan",
        "Oordeel",
    }
    assert all(attributes["scope"] == "col" for tag, attributes in found.tags if tag == "th")
    assert "<title>**T** &lt;i&gt;x&lt;/i&gt; &quot;q&quot; [^9]" in page


def test_a_page_without_charts_has_no_hole(hostile: Report) -> None:
    """No picture, no address of one; a picture that is not among the charts is told in words."""
    assert "<svg" not in memo_html.render(render(Brief(hostile, SINCE, Page())), {})
    assert "<p>what it shows</p>" in memo_html.render("![what it shows](https://a.nl/x.png)\n", {})


def word_of(report: Report, language: str = "nl", reference: Path | None = None) -> dict[str, str]:
    """The parts of the Word file."""
    pytest.importorskip("pypandoc")
    page = Page(language)
    text = render(Brief(report, SINCE, page), {one.id: f"{one.id}.png" for one in in_memo(report)[:CHARTS]})
    pictures = {f"{one.id}.png": charts.draw(one, page, "png") for one in in_memo(report)[:CHARTS]}
    with ZipFile(BytesIO(word(text, pictures, AS_OF, reference))) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels"))}


def test_a_word_file_of_hostile_files_shows_them_as_text(hostile: Report) -> None:
    """Each title whole; no field, no link but to the web, one table of six columns."""
    parts = word_of(hostile)
    shown = re.sub(r"<[^>]+>", "", parts["word/document.xml"] + parts["word/footnotes.xml"])
    for text in (*SHOWN.values(), '**T** <i>x</i> "q" [^9]'):
        assert text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace(
            '"', "&quot;"
        ) in shown.replace("&#39;", "'")
    assert not re.search(r"w:instrText|w:fldSimple|w:object", parts["word/document.xml"])
    assert not re.search(r'Target="(?!https?://)[^"]*" TargetMode="External"', "".join(parts.values()))
    assert parts["word/document.xml"].count("<w:tbl>") == 1


def test_a_word_file_has_real_headings_a_head_row_footnotes_and_a_language(hostile: Report) -> None:
    """Styles, not bold text; alternative texts on the charts."""
    parts = word_of(hostile)
    document = parts["word/document.xml"]
    assert document.count('<w:pStyle w:val="Heading1" />') >= 5
    assert '<w:pStyle w:val="Title" />' in document
    assert "<w:tblHeader" in document
    assert document.count("<w:footnoteReference ") == NOTES
    assert 'w:val="nl-NL"' in parts["word/styles.xml"]
    assert 'descr="Grafiek van' in document
    assert "FDF1F0" in parts["word/styles.xml"]
    assert 'w:w="11906"' in document


def test_what_belongs_together_stays_on_one_page_of_a_word_file(hostile: Report) -> None:
    """Rows of a table with the next, charts with the text above; a chart is half as wide as the text."""
    parts = word_of(hostile)
    document, styles = parts["word/document.xml"], parts["word/styles.xml"]
    *rows, last = re.findall(r"<w:tr>.*?</w:tr>", document, re.DOTALL)
    assert len(rows) == len(HOSTILE)
    assert {style for row in rows for style in re.findall(r'w:pStyle w:val="(\w+)"', row)} == {"TableRow"}
    assert set(re.findall(r'w:pStyle w:val="(\w+)"', last)) == {"TableEnd"}
    for name, kept in (("TableRow", "keepNext"), ("TableEnd", "keepLines"), ("KeptWithNext", "keepNext")):
        assert re.search(rf'w:styleId="{name}"(?:(?!</w:style>).)*<w:{kept}', styles, re.DOTALL)
    assert "<w:cantSplit" in styles
    paragraphs = re.findall(r"<w:p>.*?</w:p>", document, re.DOTALL)
    drawn = [place for place, paragraph in enumerate(paragraphs) if "<w:drawing>" in paragraph]
    assert len(drawn) == CHARTS
    assert all('"KeptWithNext"' in paragraphs[place - 1] for place in drawn)
    text_width = 12700 * (11906 - 2 * 1134) / 20  # at most, of A4 with margins of 2 cm
    assert all(int(width) < 0.55 * text_width for width in re.findall(r'<wp:extent cx="(\d+)"', document))


@pytest.mark.skipif(not (CHROMIUM and shutil.which("pdftotext")), reason="needs Chromium and pdftotext")
@pytest.mark.parametrize("goals", [1, 3, 8])
def test_no_printed_page_has_but_a_few_lines(tmp_path: Path, goals: int) -> None:
    """The last one takes the annex and the notes as a whole, however many goals there are."""
    promise = (
        "unit: percent, direction: increase, baseline: {period: 2015, value: 20%}, choices: [Our own choice.]"
    )
    lines = [f"  g{n}: {{title: Goal {n}, {promise}, target: {{period: 2020, value: 40%}}}}" for n in range(goals)]
    (tmp_path / "config" / "measurements").mkdir(parents=True)
    (tmp_path / "targets.yaml").write_text("\n".join(["indicators:", *lines]), encoding="utf-8")
    rows = "".join(f"g{n},2017,2{n},2018-11-20,DUO\n" for n in range(goals))
    file = tmp_path / "config" / "measurements" / "all.csv"
    file.write_text(f"indicator,period,value,published,source\n{rows}", encoding="utf-8")
    roadmap, findings = load(tmp_path)
    assert roadmap is not None, findings
    page = tmp_path / "memo.html"
    page.write_text(page_of(assess(roadmap, AS_OF)), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    printed = [f"--print-to-pdf={tmp_path / 'memo.pdf'}", page.as_uri()]
    subprocess.run([CHROMIUM, *options, *printed], check=True, capture_output=True, timeout=60)
    read = subprocess.run(["pdftotext", "-layout", "memo.pdf", "-"], cwd=tmp_path, check=True, capture_output=True)
    *pages, _ = read.stdout.decode().split("\f")
    assert len(pages) > 1 or goals == 1
    assert min(sum(bool(line.strip()) for line in text.splitlines()) for text in pages) > 3


def test_a_word_file_has_no_clock(hostile: Report) -> None:
    """The same bytes however often it is made; it is dated as of the day of the memo."""
    assert word_of(hostile) == word_of(hostile)
    assert "2018-12-31T00:00:00Z" in word_of(hostile)["docProps/core.xml"]


def test_a_ministry_has_its_own_styles(hostile: Report, tmp_path: Path) -> None:
    """Those of the reference are used, not ours; a file that is none is refused."""
    reference = tmp_path / "stijl.docx"
    pytest.importorskip("pypandoc")
    reference.write_bytes(word("# x\n", {}, AS_OF))
    with ZipFile(reference) as old:
        content = {name: old.read(name) for name in old.namelist()}
    content["word/styles.xml"] = content["word/styles.xml"].replace(b"FDF1F0", b"ABCDEF")
    with ZipFile(reference, "w") as new:
        for name, part in content.items():
            new.writestr(name, part)
    assert "ABCDEF" in word_of(hostile, reference=reference)["word/styles.xml"]
    reference.write_text("no Word file")
    with pytest.raises(WordError):
        word_of(hostile, reference=reference)
