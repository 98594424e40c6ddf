"""Pages and memos as a browser shows them: on a telephone, on a desk, in the dark, and on paper."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hcroadmap.assess.assessment import Assessment, assess
from hcroadmap.assess.commentary import in_memo
from hcroadmap.read.load import load
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.verdict import verdict_label
from tests.browser import REQUIRED, Browser, browser, find_browser
from tests.command import invoke

ROOT = Path(__file__).parents[3]
DAYS = {"2016-12-31": "2016-09-30", "2019-12-31": "2019-09-30", "2026-11-23": "2026-06-30"}
WIDE_WORD = "Arbeidsmarktdeskundigheidsbevorderingsprogramma" * 3
pytestmark = [
    pytest.mark.xdist_group("browser"),  # one browser for all
    pytest.mark.skipif(sys.platform == "win32", reason="the pipe to the browser is a Unix one"),
]


def needed(program: str | None, what: str) -> str:
    """A program, or a skip where it is not installed; in CI that is a failure."""
    if program is None:
        assert REQUIRED not in os.environ, f"there is no {what}, and {REQUIRED} forbids to skip"
        pytest.skip(f"there is no {what} here")
    return program


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(needed(find_browser(), "browser"), tmp_path_factory.mktemp("profile")) as started:
        yield started


def goals(day: str, project: Path = ROOT) -> tuple[Assessment, ...]:
    roadmap, findings = load(project)
    assert roadmap is not None, findings
    return in_memo(assess(roadmap, date.fromisoformat(day)))


def write(place: Path, *line: str, project: Path = ROOT) -> Path:
    """The file that a command line writes."""
    ended = invoke([*line, "-C", str(project), "-o", str(place)])
    assert ended.exit_code == 0, ended.output
    return place


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("day", DAYS)
def test_a_page_fits_every_window_and_says_every_verdict(
    chromium: Browser, tmp_path: Path, day: str, language: str
) -> None:
    """On a telephone and on a desk nothing is wider than the window, and the browser does not complain."""
    line = ("status", "--as-of", day, "--since", DAYS[day], "--lang", language)
    page = write(tmp_path / "page.html", *line)
    for width in (390, 1280):
        seen = chromium.open(page, width)
        assert (seen.width, seen.messages) == (width, [])
        for one in goals(day):
            assert verdict_label(one, Page(language)) in seen.text


@pytest.mark.parametrize("name", ["stay-rate", "internationalisation", "in-events"])
def test_what_show_writes_fits_every_window(chromium: Browser, tmp_path: Path, name: str) -> None:
    """An indicator, an action line and an activity; tables that are wider scroll in a window of their own."""
    page = write(tmp_path / "page.html", "show", name, "--as-of", "2019-12-31", "--format", "html")
    for width in (390, 1280):
        seen = chromium.open(page, width)
        assert (seen.width, seen.messages) == (width, [])


@pytest.mark.parametrize("day", DAYS)
def test_a_memo_fits_every_window(chromium: Browser, tmp_path: Path, day: str) -> None:
    """The same for the memo, which has the same charts."""
    memo = write(tmp_path / "memo.html", "report", "--html", "--as-of", day, "--lang", "nl")
    for width in (390, 1280):
        seen = chromium.open(memo, width)
        assert (seen.width, seen.messages) == (width, [])
        assert all(str(one.indicator.title.in_language("nl")) in seen.text for one in goals(day))


def test_a_page_of_long_words_fits_a_telephone(chromium: Browser, tmp_path: Path) -> None:
    """Titles, units, labels, owners and addresses without a space to break at."""
    project = tmp_path / "project"
    (project / "config" / "measurements").mkdir(parents=True)
    (project / "targets.yaml").write_text(
        f"roadmap: {{id: r, title: {WIDE_WORD}}}\n"
        f"action_lines: {{a: {{title: {WIDE_WORD}}}}}\n"
        f"indicators: {{x: {{title: {WIDE_WORD}, action_line: a, unit: {WIDE_WORD}, direction: increase,"
        f" owner: {WIDE_WORD}, choices: [{WIDE_WORD}], baseline: {{period: 2015, value: 1, source: {WIDE_WORD}}},"
        f" target: {{period: 2020, value: 99999999999999999999, label: {WIDE_WORD}}}}}}}\n",
        encoding="utf-8",
    )
    (project / "config" / "activities.yaml").write_text(
        f"activities: {{b: {{title: {WIDE_WORD}, action_line: a, owners: [{WIDE_WORD}], due: 2018-01-01}}}}\n",
        encoding="utf-8",
    )
    (project / "config" / "measurements" / "all.csv").write_text(
        f"indicator,period,value,published,source,url\nx,2017,2,2018-01-01,{WIDE_WORD},https://a.nl/{WIDE_WORD}\n",
        encoding="utf-8",
    )
    for line in (("status",), ("show", "x"), ("show", "a")):
        page = write(tmp_path / "page.html", *line, "--as-of", "2018-12-31", project=project)
        assert chromium.open(page, 390).width == 390


def test_a_page_is_dark_where_its_reader_wants_that(chromium: Browser, tmp_path: Path) -> None:
    """Light letters on a dark ground, and the other way round."""
    page, grounds = write(tmp_path / "page.html", "status", "--as-of", "2019-12-31"), []
    for dark in (False, True):
        chromium.open(page, 1280, dark=dark)
        grounds.append(chromium.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert [sum(map(int, re.findall(r"\d+", ground))) > 384 for ground in grounds] == [True, False]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_page_on_paper(chromium: Browser, tmp_path: Path, language: str) -> None:
    """Two sheets of A4 for four goals: each verdict, and what was chosen, which nobody can unfold there."""
    day = "2016-12-31"
    chromium.open(write(tmp_path / "page.html", "status", "--as-of", day, "--lang", language), 1280)
    paper = tmp_path / "page.pdf"
    paper.write_bytes(chromium.print())
    sheets = re.findall(rb"/Type\s*/Page\b.*?/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", paper.read_bytes(), re.DOTALL)
    assert [tuple(round(float(side)) for side in sheet) for sheet in sheets] == [(595, 842)] * 2
    reader = needed(shutil.which("pdftotext"), "pdftotext")
    text = subprocess.run(
        [reader, "-layout", paper, "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    told = " ".join(text.split())
    for one in goals(day):
        assert verdict_label(one, Page(language)) in told
        for choice in one.indicator.choices:
            assert " ".join(choice.in_language(language).split()[:5]) in told
