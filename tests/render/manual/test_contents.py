"""What the manual says is what the program does: its tables are the code's, its two languages tell the same."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import pytest
from typer.main import get_command

from hcroadmap.assess.assessment import Report
from hcroadmap.assess.check import EXIT_CODES
from hcroadmap.assess.methods import statcan, un2022, un2023
from hcroadmap.assess.status import SEVERITIES, Status
from hcroadmap.cli.output import UNKNOWN
from hcroadmap.cli.run import COMMANDS, INTERRUPTED, SUBCOMMANDS, app
from hcroadmap.model.activity import Activity, Count, Entry, Update
from hcroadmap.model.fields import Record
from hcroadmap.model.indicator import (
    Baseline,
    Dimension,
    Ended,
    Indicator,
    Milestone,
    Rebaseline,
    Release,
    Target,
)
from hcroadmap.model.observation import COLUMNS
from hcroadmap.model.period import parse_period
from hcroadmap.model.quantity import Level, Relative, parse_target
from hcroadmap.model.roadmap import Acknowledgement, ActionLine, Explanation, Heading
from hcroadmap.model.settings import Memo, Settings
from hcroadmap.model.source import Calendar, Extract, Layout, PeriodRule, Source
from hcroadmap.model.vocabulary import ActivityKind, ActivityState, Language, MethodName
from hcroadmap.read.downloads.periods import parse_foreign
from hcroadmap.render.json import status_json
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.words import entries, translated, words
from hcroadmap.render.manual.pages import (
    CODE_GROUPS,
    CODES,
    FOLDER,
    NAMES,
    answered,
    contents,
    example,
    text,
    with_codes,
)
from hcroadmap.render.manual.terminal import render
from tests.letters import in_letters_of

BOTH = pytest.mark.parametrize("language", list(Language))
EACH = pytest.mark.parametrize("topic", NAMES)
FENCE = re.compile(r"^```(\w+)[ ]?([^\n]*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"`([^`\n]+)`")
Rows = list[list[str]]


def tables(topic: str, language: str) -> list[Rows]:
    """The tables of a page: the cells of each row below the head."""
    found = re.findall(r"^\|.*\n\|[-:| ]+\n((?:\|.*\n?)+)", text(topic, language), re.MULTILINE)
    return [
        [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in body.splitlines()]
        for body in found
    ]


def named(rows: Rows) -> list[str]:
    """Every word in the first column that is written as code."""
    return [word for row in rows for word in SPAN.findall(row[0])]


def keys(record: type[Record]) -> set[str]:
    """The keys of a record in a file."""
    return set(record.keys())


# What somebody writes


RECORDS = {
    "targets": (Indicator, Target), "activities": (Activity,), "layouts": (Source, Extract, Layout),
    "memo": (Explanation, Acknowledgement), "settings": (Settings,),
}  # fmt: skip
PARTS: dict[str, type[Record]] = {
    "roadmap": Heading, "action_lines": ActionLine, "baseline": Baseline, "milestones": Milestone,
    "rebaseline": Rebaseline, "dimensions": Dimension, "release": Release, "ended": Ended,
}  # fmt: skip


@BOTH
@pytest.mark.parametrize("topic", RECORDS)
def test_the_keys_of_a_page_are_those_of_the_record(topic: str, language: str) -> None:
    """No key is forgotten, none is invented, none is told twice."""
    for rows, record in zip(tables(topic, language), RECORDS[topic], strict=False):
        assert sorted(named(rows)) == sorted(keys(record))


@BOTH
def test_the_parts_of_a_target_have_their_keys(language: str) -> None:
    """The last table of the page on targets, and what the others say of a key that holds more."""
    parts = {SPAN.findall(row[0])[0]: set(SPAN.findall(row[1])) for row in tables("targets", language)[-1]}
    assert parts == {name: keys(record) for name, record in PARTS.items()}
    activity = {SPAN.findall(row[0])[0]: set(SPAN.findall(row[1])) for row in tables("activities", language)[0]}
    assert (activity["count"], activity["updates"], activity["register"]) == (
        keys(Count),
        keys(Update),
        keys(Entry),
    )
    assert activity["kind"] == set(ActivityKind)
    assert {row[0]: set(SPAN.findall(row[1])) for row in tables("settings", language)[0]}["`memo`"] == keys(Memo)


@BOTH
def test_states_of_activities_are_told(language: str) -> None:
    """Each of them on the page on activities."""
    assert set(ActivityState) <= set(SPAN.findall(text("activities", language)))


@BOTH
def test_the_columns_of_measurements(language: str) -> None:
    """All of them, in the order in which `record` writes them, but for the two that are told together."""
    assert sorted(named(tables("measurements", language)[0])) == sorted(COLUMNS)


@BOTH
def test_periods_end_when_the_page_says(language: str) -> None:
    """Every form that is read, and its last day."""
    rows = tables("periods", language)[0]
    assert [str(parse_period(row[0].strip("`")).end) for row in rows] == [row[2] for row in rows]
    assert len({parse_period(row[0].strip("`")).kind for row in rows}) == 6


@BOTH
def test_what_runs_without_a_shell_has_its_path_in_full(language: str) -> None:
    """Cron, systemd and Nagios do not find what a shell of one's own finds."""
    blocks = {kind: body for kind, _, body in FENCE.findall(text("cron", language))}
    for kind in ("crontab", "ini", "nagios"):
        called = re.findall(r"(\S*)hcroadmap check", blocks[kind])
        assert set(called) in ({"/usr/local/bin/"}, {"ExecStart=/usr/local/bin/"})


@BOTH
def test_suppliers_periods_are_read(language: str) -> None:
    """Those that the end of the page names, by the rules of a table of study years or of calendar years."""
    *_, last = text("periods", language).strip().split("\n\n")
    forms = [span for span in SPAN.findall(last) if not span.startswith("hcroadmap")]
    assert len(forms) == 3
    for form in forms:
        rule = PeriodRule(Calendar.STUDY_YEAR if "/" in form else Calendar.CALENDAR)
        assert str(parse_foreign(form, rule).period)


@BOTH
def test_values_mean_what_the_page_says(language: str) -> None:
    """Every form of a target, from a baseline of 38%."""
    for written, meaning in tables("values", language)[0]:
        value = parse_target(written.strip("`"))
        assert isinstance(value, Level | Relative)
        reached = Fraction(value.value) if isinstance(value, Level) else value.resolve(Fraction(38))
        assert reached == Fraction(meaning.replace(",", "."))


# How it is judged


@BOTH
def test_every_status_with_its_severity(language: str) -> None:
    """In the order of precedence."""
    rows = tables("status", language)[0]
    assert named(rows) == [str(status) for status in Status]
    told = {row[0].strip("`"): row[2] for row in rows}
    assert {told[status] for status in SEVERITIES} == set(SEVERITIES.values())
    assert {status: told[status] for status in SEVERITIES} == {
        s: str(severity) for s, severity in SEVERITIES.items()
    }


@BOTH
def test_every_method_with_its_bands(language: str) -> None:
    """The edges of the table are those of the modules."""
    rows = {row[0].strip("`"): row[2:5] for row in tables("methods", language)[0]}
    assert list(rows) == [str(name) for name in MethodName]
    del rows["healthy_people"]  # it decides by chance, not by edges
    edges = {name: [_number(cell) for cell in cells] for name, cells in rows.items()}
    bands = Settings().bands
    assert edges["linear"] == [float(bands.on_track), float(bands.behind), 0]
    assert edges["statcan"] == [edge for edge, _ in statcan.WITH_TARGET]
    assert edges["un2022"] == [edge for edge, _ in un2022.WITH_TARGET]
    assert edges["un2023"] == [*(edge for edge, _ in un2023.WITH_TARGET), 0]
    assert re.findall(r"^## (\w+)$", text("methods", language), re.MULTILINE)[: len(MethodName)] == list(
        MethodName
    )


def _number(cell: str) -> float:
    return float(re.sub(r"[^\d.−]", "", cell.replace(",", ".")).replace("−", "-"))


@BOTH
def test_settings_have_the_defaults_that_are_told(language: str) -> None:
    """Language, method, bands and the band of what is stable."""
    told = {row[0].strip("`"): row[2].replace(",", ".") for row in tables("settings", language)[0]}
    settings = Settings()
    assert told["language"] == f"`{settings.language}`"
    assert told["method"] == f"`{settings.method}`"
    assert re.findall(r"[\d.]+", told["bands"]) == [str(settings.bands.on_track), str(settings.bands.behind)]
    assert told["stable_band"] == f"{float(settings.stable_band) * 100:g}%"


# What comes out


@BOTH
def test_the_exit_codes(language: str) -> None:
    """One table for all commands."""
    codes = [int(row[0]) for row in tables("cron", language)[0]]
    assert codes == sorted({*EXIT_CODES.values(), UNKNOWN, INTERRUPTED})


@BOTH
def test_the_keys_of_json(language: str, report: Callable[..., Report]) -> None:
    """Those of the document and of each indicator, as they come out."""
    found = report("indicators: {a: {title: A, unit: percent}}", "indicator,period,value\na,2015,1\n")
    document = json.loads(status_json(found))
    rows = tables("json", language)
    told = {SPAN.findall(row[0])[0]: SPAN.findall(row[1]) for row in rows[0]}
    assert told["hcroadmap.status/1"] == list(document)
    assert sorted(named(rows[1])) == sorted(document["indicators"][0])


def test_codes_are_words_with_a_line_each() -> None:
    """`help errors` prints them as they stand; no code is in two groups."""
    assert sum(map(len, CODE_GROUPS.values())) == len(CODES)
    for code, line in CODES.items():
        assert code == code.lower()
        assert line
        assert "\n" not in line
        assert line[-1] != "."


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_page(code: str) -> None:
    """With its meaning and the finding; all but three files that cannot be kept show how they are mended."""
    page = example(code, words("en"))
    assert page.startswith(f"# {code}: {CODES[code]}\n")
    assert f"[{code}]" in page
    made = code in ("unreadable-file", "bad-encoding", "control-character")
    assert (words("en")("help.errors.hint") in page) == made
    assert bool(re.search(r"^```diff\n(.*\n)*[+-]", page, re.MULTILINE)) != made


@BOTH
def test_every_code_is_listed_in_its_group(language: str) -> None:
    """In the order of the code itself."""
    page = with_codes(text("errors", language), words(language))
    listed = re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", page, re.MULTILINE)
    assert listed == [(code, translated(meaning, language)) for code, meaning in CODES.items()]
    assert len(re.findall(r"^## ", page, re.MULTILINE)) == len(CODE_GROUPS)


# The pages


def options(command: Any) -> Iterator[str]:
    """Every option of a command and of those below it."""
    for parameter in command.params:
        yield from parameter.opts
    for name in COMMANDS if command.name == "hcroadmap" else getattr(command, "commands", {}):
        yield from options(command.resolve_command(None, [name])[1])


@BOTH
@EACH
def test_what_a_page_names_exists(topic: str, language: str) -> None:
    """Options, commands, topics and codes in running text."""
    known = {*options(get_command(app)), "--help"}
    for span in SPAN.findall(FENCE.sub("", text(topic, language))):
        assert set(re.findall(r"(?<!\S)(--?[a-z][\w-]*)", span)) <= known, span
        if span.startswith("hcroadmap ") and span != "hcroadmap -":
            first, *rest = [word for word in span.split()[1:] if not word.startswith("-")] or ["status"]
            assert first in COMMANDS, span
            assert first != "help" or not rest or rest[0] in (*NAMES, *COMMANDS, "TOPIC", "COMMAND"), span
        if match := re.fullmatch(r"help (\S+)", span):
            assert match[1] in NAMES, span


@EACH
def test_both_languages_tell_the_same(topic: str) -> None:
    """The same headings, tables of the same size, the same files and the same commands, but for the language."""
    pages = [text(topic, language) for language in Language]
    assert len({tuple(re.findall(r"^#+(?= )", page, re.MULTILINE)) for page in pages}) == 1
    sizes = [[len(rows) for rows in tables(topic, language)] for language in Language]
    assert sizes[0] == sizes[1]
    spoken = [[_without_language(block) for block in FENCE.findall(page)] for page in pages]
    assert spoken[0] == spoken[1]


def _without_language(block: tuple[str, str, str]) -> tuple[str, str, str]:
    """A block without `--lang nl` and without what its commands print; of a finding its place and code."""
    language, path, content = block
    if findings := re.findall(r"^(\S+:\d+:\d+: ).*(\[.*\])$", content, re.MULTILINE):
        return language, path, str(findings)
    commands = re.sub(r"^(?!\$ ).*\n", "", content, flags=re.MULTILINE) if content.startswith("$ ") else content
    return language, path, commands.replace(" --lang nl", "")


@BOTH
@EACH
def test_a_page_is_short_and_says_what_it_answers(topic: str, language: str) -> None:
    """The heading is the line in the list; an example comes before the rules."""
    page = text(topic, language)
    assert answered(page)
    assert page.startswith("# ")
    assert len(answered(page)) <= 80 - 18
    assert len(page.splitlines()) <= 100
    assert max(len(line) for line in page.splitlines() if not line.startswith(("|", "15 7", "*/"))) <= 120


@BOTH
def test_the_list_names_every_page_and_command(language: str) -> None:
    """A line each, no wider than a terminal; no page is left over."""
    lines = contents(COMMANDS, Page(language)).splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("  ")]
    assert listed == [*NAMES, *COMMANDS]
    assert max(map(len, lines)) <= 80
    assert {file.stem for file in (FOLDER / language).glob("*.md")} == set(NAMES)
    assert set(entries(f"{language}.yaml")["help"]["commands"]) == set(COMMANDS)
    assert SUBCOMMANDS


@BOTH
@EACH
@pytest.mark.parametrize("width", [80, 140])
def test_a_terminal_without_unicode_shows_a_page_too(topic: str, language: str, width: int) -> None:
    """In plain letters; nothing becomes a question mark."""
    shown = render(text(topic, language), Page(language, width, encoding="ascii"))
    assert "?" not in in_letters_of("ascii", shown.replace("?", ""))


@BOTH
@EACH
@pytest.mark.parametrize("width", [40, 80, 140])
def test_a_terminal_shows_a_page_whole(topic: str, language: str, width: int) -> None:
    """Nothing but code wider than the terminal or than the eye likes, no word lost, no escapes without colour."""
    page = with_codes(text(topic, language), words(language))
    shown = render(page, Page(language, width))
    assert "\x1b" not in shown
    running = [line for line in shown.splitlines() if not line.startswith("    ")]
    assert max(map(len, running)) <= min(width - 1, 100)
    assert "…" not in shown
    letters = re.sub(r"[^a-zà-ÿ0-9]", "", "".join(shown.casefold().split()))
    for span in SPAN.findall(FENCE.sub("", page)):
        assert re.sub(r"[^a-zà-ÿ0-9]", "", span.casefold().replace("\\|", "")) in letters
