"""Whatever stands in the files is shown as text, in every format."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from io import StringIO
from typing import get_args

import pytest

from hcroadmap.assess.assessment import Report
from hcroadmap.model.text import harmless
from hcroadmap.render.formats import Format, status_text
from hcroadmap.render.language.page import UNSEEN, Page

TITLES = {
    "markup": "[/x] [bold red]a[/]",
    "escape": "a\\x1b[31mred",
    "csi": "a\\x9b31mred",
    "pipe": "a|b",
    "script": "<script>alert(1)</script>",
    "formula": "=cmd()",
    "backwards": "a\\u202Ecba",
    "lines": "a\\nb\\rc\\td",
    "braces": "{title} {0} %s",
    "wide": "漢字かな" * 20,
    "combined": "e\\u0301" * 50,
}
PROMISE = "baseline: {period: 2015, value: 38}, target: {period: 2020, value: 40}, direction: increase"
ROWS = "indicator,period,value,published\n" + "".join(f"{name},2017,39.1,2018-11-20\n" for name in TITLES)


@pytest.fixture
def hostile(report: Callable[..., Report]) -> Report:
    """Titles, units, owners, definitions, choices, members and reasons that try to be more than text."""
    lines = [f'roadmap: {{id: r, title: "{TITLES["escape"]}"}}', "action_lines:"]
    lines += [f'  {name}: {{title: "{title}"}}' for name, title in TITLES.items()]
    lines += ["indicators:"]
    lines += [
        f'  {name}: {{title: "{title}", unit: "{title}", owner: "{title}", action_line: {name},'
        f' choices: ["{title}"], definition: d, definitions: {{d: "{title}"}}, {PROMISE}}}'
        for name, title in TITLES.items()
    ]
    return report("\n".join(lines), ROWS)


PAGES = [
    Page(),
    Page("nl", 60),
    Page("en", 80, colour=True),
    Page("en", 140),
    Page("en", 40),
    Page("en", 80, encoding="ascii"),
]


@pytest.mark.parametrize("name", get_args(Format))
@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.language}-{page.width}-{page.encoding}")
def test_nothing_in_a_text_is_obeyed(hostile: Report, name: Format, page: Page) -> None:
    """No control character, no direction mark; escapes only where the page has colours, and then our own."""
    text = status_text(name, hostile, page)
    ours = re.sub(r"\x1b\[[0-9;]*m", "", text) if page.colour and name == "table" else text
    allowed = {"\n", "\t"} if name == "plain" else {"\n"}
    assert set(UNSEEN.findall(ours)) <= allowed
    assert text.endswith("\n")


def test_a_title_is_shown_whole(hostile: Report) -> None:
    """Braces, brackets and escapes as they were typed."""
    shown = status_text("table", hostile, Page())
    for title in (
        "[/x] [bold red]a[/]",
        "a\\x1b[31mred",
        "<script>alert(1)</script>",
        "a\\nb\\rc\\td",
        "{title} {0} %s",
    ):
        assert title in shown


@pytest.mark.parametrize("width", [30, 40, 60, 80, 100, 140])
def test_no_line_is_wider_than_the_page(hostile: Report, width: int) -> None:
    """Also where every letter takes two cells or none."""
    from rich.cells import cell_len

    shown = status_text("table", hostile, Page("en", width))
    assert max(cell_len(line) for line in shown.splitlines()) < width


def test_json_gives_back_what_was_typed(hostile: Report) -> None:
    """Escaped in the text of the document, not in its values."""
    document = json.loads(status_text("json", hostile, Page()))
    choices = {one["id"]: one["choices"][0]["und"] for one in document["indicators"]}
    assert choices["escape"] == "a\x1b[31mred"
    assert choices["backwards"] == "a\u202ecba"


def test_markdown_keeps_its_columns(hostile: Report) -> None:
    """No cell is split, no tag is left."""
    lines = [line for line in status_text("md", hostile, Page()).splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {7}
    assert not any(re.search(r"(?<!\\)<", line) for line in lines)


def test_csv_and_plain_keep_their_columns(hostile: Report) -> None:
    """Eleven cells in each row of CSV, 23 in each line of plain; no formula."""
    table = list(csv.reader(StringIO(status_text("csv", hostile, Page()))))
    assert {len(row) for row in table} == {11}
    assert not any(cell.startswith(("=", "+", "@")) for row in table for cell in row)
    lines = [line.split("\t") for line in status_text("plain", hostile, Page()).splitlines()]
    assert {len(line) for line in lines} == {23}
    assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@a", "'@a"),
        ("＝1+1", "'＝1+1"),
        ("people", "people"),
        ("", ""),
        ("a=1", "a=1"),
    ],
)
def test_no_spreadsheet_takes_a_text_for_a_formula(text: str, safe: str) -> None:
    """An apostrophe goes before what could begin one."""
    assert harmless(text) == safe


def test_all_formats_carry_the_same_numbers(report: Callable[..., Report]) -> None:
    """JSON, CSV and plain number for number; the table and the memo rounded as published."""
    yaml = f"indicators: {{x: {{title: X, unit: percent, {PROMISE}}}}}"
    found = report(yaml, "indicator,period,value,published\nx,2017,39.1,2018-11-20\n")
    texts = {name: status_text(name, found, Page()) for name in get_args(Format)}
    one = json.loads(texts["json"])["indicators"][0]
    numbers = {key: value for key, value in one.items() if isinstance(value, int | float)}
    numbers |= {key: one[key]["value"] for key in ("baseline", "latest", "target", "projected")}
    numbers |= {f"firmness_{key}": one["firmness"][key] for key in ("up", "down", "noise")}
    tidy = {row["measure"]: float(row["value"]) for row in csv.DictReader(StringIO(texts["csv"]))}
    heads, cells = (line.split("\t") for line in texts["plain"].splitlines())
    plain = {name: float(cell) for name, cell in zip(heads, cells, strict=True) if name in numbers}
    assert numbers == tidy == plain
    assert numbers == {
        "baseline": 38, "latest": 39.1, "target": 40, "gap": 0.9, "progress": 0.55, "expected": 38.8,
        "ratio": 1.375, "projected": 40.75, "needed_per_year": 0.3, "so_far_per_year": 0.55,
        "firmness_up": 0.9, "firmness_down": 0.34, "firmness_noise": 0.05,
    }  # fmt: skip
    assert re.search(r"38\.0% \(2015\).*39\.1% \(2017\).*40\.0% \(2020\).*0\.9\u00a0pp", texts["md"])
    assert re.search(r"38\.0% .*39\.1% .*40\.0% .*0\.9\u00a0pp\n.* 2015 .* 2017 .* 2020\n", texts["table"])
