"""Findings as text, JSON and annotations."""

from __future__ import annotations

import json
from typing import Literal

import pytest

from hcroadmap.model.diagnostic import Diagnostic, Location
from hcroadmap.render.findings import render, render_github, render_json, summary
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.words import words


def finding(
    column: int = 3, length: int = 4, *, severity: Literal["error", "warning"] = "error",
    message: str = "what was found", hint: str = "what to do", path: str = "targets.yaml",
) -> Diagnostic:  # fmt: skip
    return Diagnostic(Location(path, 9, column, length), severity, "some-code", message, hint)


def excerpt(line: str, column: int, length: int) -> list[str]:
    """The two lines below a finding, without the gutter."""
    shown = render([finding(column, length)], Page(), lambda _, __: line).splitlines()
    return [text[10:] for text in shown[1:-1]]


def test_place_severity_message_code_and_hint() -> None:
    """`file:line:column: error: what [code]`, then what to do."""
    assert (
        render([finding()], Page()) == "targets.yaml:9:3: error: what was found [some-code]\n  hint: what to do\n"
    )


def test_a_finding_without_a_hint_is_one_line() -> None:
    """Nothing is made up."""
    assert (
        render([finding(hint="", severity="warning")], Page())
        == "targets.yaml:9:3: warning: what was found [some-code]\n"
    )


def test_the_line_with_a_caret() -> None:
    """Under the value and as long as it is, with the number of the line."""
    shown = render([finding()], Page(), lambda path, line: f"  {path[:4]}: {line}\n")
    assert shown.splitlines()[1:3] == ["      9 |   targ: 9", "        |   ^^^^"]


@pytest.mark.parametrize(
    ("line", "column", "length", "marks"),
    [
        ("漢字: value\n", 5, 5, "      ^^^^^"),
        ("漢字: value\n", 1, 2, "^^^^"),
        ("e\u0301: value", 5, 5, "   ^^^^^"),
        ("\tkey: value", 2, 3, " ^^^"),
        ("a\x1b[31m: value", 9, 5, "           ^^^^^"),
        ("short", 6, 1, "     ^"),
        ("value", 1, 99, "^^^^^"),
    ],
)
def test_the_caret_stands_under_the_value(line: str, column: int, length: int, marks: str) -> None:
    """Also behind letters of two cells or none, tabs and escapes, and at the end of a line."""
    assert excerpt(line, column, length)[1] == marks


def test_a_long_line_is_shown_around_the_value() -> None:
    """No more than a terminal line or two."""
    line, marks = excerpt("x" * 500 + "VALUE" + "y" * 500, 501, 5)
    assert line.index("VALUE") == marks.index("^")
    assert len(line) <= 200


def test_a_blank_line_is_not_shown() -> None:
    """There is nothing to see."""
    assert excerpt("   \n", 1, 1) == []


def test_colours_only_where_the_page_has_them() -> None:
    """Red for errors, yellow for warnings, never alone: the word says it too."""
    shown = render([finding(), finding(severity="warning")], Page(colour=True))
    assert "\x1b[1;31merror:\x1b[0m " in shown
    assert "\x1b[33mwarning:\x1b[0m " in shown


def test_of_one_code_twenty_are_shown() -> None:
    """And how many more there are; JSON has them all."""
    many = [finding(message=str(number), hint="") for number in range(25)]
    lines = render(many, Page()).splitlines()
    assert (len(lines), lines[-1]) == (21, "... and 5 more of [some-code]; --format json shows all.")
    assert len(json.loads(render_json(many))["findings"]) == 25


@pytest.mark.parametrize(
    ("severities", "told"),
    [("", "no findings"), ("e", "1 error"), ("ww", "2 warnings"), ("eew", "2 errors, 1 warning")],
)
def test_summary(severities: str, told: str) -> None:
    """Errors before warnings."""
    found = [finding(severity="error" if letter == "e" else "warning") for letter in severities]
    assert summary(found, words("en")) == told


def test_json() -> None:
    """One document with counts; every part of a finding by name."""
    assert json.loads(render_json([finding(), finding(severity="warning")])) == {
        "schema": "hcroadmap.findings/1",
        "errors": 1,
        "warnings": 1,
        "findings": [
            {
                "path": "targets.yaml", "line": 9, "column": 3, "severity": severity, "code": "some-code",
                "message": "what was found", "hint": "what to do",
            }
            for severity in ("error", "warning")
        ],
    }  # fmt: skip


def test_github() -> None:
    """An annotation at its place; what its syntax means is escaped."""
    assert render_github([finding(path="a,b:c.yaml", message="100%: x::y")], "en") == (
        "::error file=a%2Cb%3Ac.yaml,line=9,col=3,title=some-code::100%25: x::y; what to do\n"
    )
    assert render_github([finding(severity="warning", hint="")], "en").endswith("::what was found\n")


@pytest.mark.parametrize("hostile", ["a\x1b[31m", "a\n::error::b", "a\u202eb", "a\x9bb"])
def test_no_finding_is_obeyed(hostile: str) -> None:
    """In no format and no part: control characters are shown."""
    found = [finding(message=hostile, hint=hostile, path=hostile)]
    for text in (render(found, Page(), lambda _, __: hostile), render_json(found), render_github(found, "en")):
        assert not set(text) & {"\x1b", "\u202e", "\x9b"}
    assert render_github(found, "en").count("\n") == 1


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("column", [1, 30, 150, 395])
def test_a_finding_keeps_to_the_width_of_a_terminal(width: int, column: int) -> None:
    """Its place comes first, no word is lost, and the caret stands below what is meant in any line."""
    line = "".join(f"{number:05}" for number in range(80))
    hint = "write digits with a decimal point, without thousands marks, such as 38.5."
    message = "a text of many words stands where a number was expected"
    finding = Diagnostic(Location("targets.yaml", 3, column, 5), "error", "bad-number", message, hint)
    lines = render([finding], Page("en", width), lambda *_: line).splitlines()
    assert max(map(len, lines)) < width
    assert lines[0].startswith(f"targets.yaml:3:{column}: error: ")
    assert set(f"{message} [bad-number] {hint}".split()) <= set(" ".join(lines).split())
    (caret,) = (number for number, text in enumerate(lines) if set(text) == set(" |^"))
    assert lines[caret - 1][lines[caret].index("^") :].startswith(line[column - 1 : column + 4])
    assert len(render([finding], Page("en", width)).splitlines()) == 2, "what programs read is never wrapped"
