"""Findings in Dutch: each sentence that the code can make has a translation, which changes no fact."""

import ast
import re
from collections.abc import Iterator
from itertools import chain, zip_longest
from pathlib import Path

import pytest
import yaml

import hcroadmap
from hcroadmap.assess.assessment import assess
from hcroadmap.assess.commentary import unexplained
from hcroadmap.model.diagnostic import Diagnostic, Location
from hcroadmap.model.period import parse_period
from hcroadmap.read.load import load
from hcroadmap.render.language.words import entries, in_language, translated

PACKAGE = Path(hcroadmap.__file__).parent
EXAMPLES = sorted(each.parent for each in Path(__file__).parents[2].joinpath("errors").glob("*/targets.yaml"))
CATALOGUE = entries("findings/nl.yaml")
MAKERS = {"Mistake", "error", "warning"}
NOTATIONS, SYNTAX = (
    yaml.load(PACKAGE.joinpath("read", file).read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  # our own
    for file in ("downloads/notations.yaml", "files/syntax.yaml")
)


def sentences() -> Iterator[str]:
    """Every sentence that the code makes, as findings read with something typed in each gap."""
    for _, rest, hint in (*NOTATIONS["no_periods"], *(row[-3:] for row in NOTATIONS["no_numbers"])):
        yield from (f"“7b” {rest.replace('{}', '“7b”')}", hint)
    for words in SYNTAX.values():
        yield from (text for name, text in words.items() if name in {"message", "hint"})
    for room in ("model", "read"):
        for file in PACKAGE.joinpath(room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
                    yield from texts(node.args)
                elif isinstance(node, ast.Assign) and re.search(r"'(message|hint)'", ast.dump(node.targets[0])):
                    yield from texts(node.value.elts if isinstance(node.value, ast.Tuple) else [node.value])


def texts(values: list[ast.expr]) -> Iterator[str]:
    """The texts that expressions can give, but for codes and what is filled in elsewhere."""
    for value in values:
        if isinstance(value, ast.IfExp):
            yield from texts([value.body, value.orelse])
        elif isinstance(value, ast.Constant) and isinstance(value.value, str) and " " in value.value:
            yield value.value
        elif isinstance(value, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "“7b”" for part in value.values)


# Sentences with words of ours in a gap, which a translation cannot have: the catalogue has what comes out.
COMPOSED = {
    "“7b” is “7b”": [
        "“week 5” is a week, and such periods are not read",
        "“Q1-Q4” is a range of years, not a period",
    ],
    "“7b” “7b”": ["“#REF!” is an error of Excel, not a figure", "“=A1” is a formula, not its result"],
    "“7b” is a “7b”, but “7b”": ["2014/15 is a study year, but 2014 (m.csv:2:1) is a year"],
    "“7b” “7b”, but the unit is “7b”": [
        "“40%” is a percentage, but the unit is students",
        "“+2 pp” counts percentage points, but the unit is students",
    ],
    "“7b”“7b”declare it under “definitions” in targets.yaml.": ["declare it under “definitions” in targets.yaml."],
    "the row has “7b” cell“7b”, the header “7b”": [
        "the row has 1 cell, the header 3",
        "the row has 2 cells, the header 1",
    ],
    "quote cells that hold a “7b”“7b”.": [
        "quote cells that hold a comma; decimals have a point here.",
        "quote cells that hold a semicolon.",
    ],
    "check that it is a “7b” and that you may read it.": ["check that it is a folder and that you may read it."],
    "choose with “where” (“7b”)“7b”.": [
        "choose with “where” (sex: “F” or “M”).",
        "choose with “where” (sex: “F” or “M”), or add them up with “sum: yes”.",
    ],
    "no column tells them apart: delete the copy“7b”.": [
        "no column tells them apart: delete the copy.",
        "no column tells them apart: delete the copy, or add them up with “sum: yes”.",
    ],
    "leave ““7b”” out (with convert: --“7b”).": ["leave “study_year” out (with convert: --study-year)."],
    "““7b”” says nothing about this file, which is read as “7b”": [
        "“period” says nothing about this file, which is read as CBS chart"
    ],
    "the “7b” cannot be read: “7b”": ["the file cannot be read: is a directory", "the folder cannot be read: no"],
}


@pytest.mark.parametrize("sentence", sorted(chain({*sentences()} - {*COMPOSED}, *COMPOSED.values())))
def test_every_sentence_has_a_translation(sentence: str) -> None:
    """No finding is shown half in English for want of words."""
    assert translated(sentence, "nl") != sentence


@pytest.mark.parametrize("sentence", CATALOGUE)
def test_gaps_are_filled_in_their_order(sentence: str) -> None:
    """A translation says of the same things the same, whatever was typed."""
    gaps = sentence.count("{}")
    assert CATALOGUE[sentence].count("{}") == gaps
    typed = [f"“{number}x”" for number in range(gaps)]
    parts = [f"{part}{filling}" for part, filling in zip_longest(sentence.split("{}"), typed, fillvalue="")]
    assert re.findall(r"“\dx”", translated("".join(parts), "nl")) == typed


@pytest.mark.parametrize("project", EXAMPLES, ids=lambda project: project.name)
def test_examples_keep_place_and_code(project: Path) -> None:
    """Only the words change: where, how serious, which code and every quotation stay."""
    roadmap, found = load(project)
    lacking = unexplained(assess(roadmap, parse_period("2019-Q4").end)) if roadmap else ()
    for before in (*found, *lacking):
        (after,) = in_language([before], "nl")
        assert after[:3] == before[:3]
        assert after.message != before.message
        assert re.findall(r"“[^”]*”|[0-9]+", after.message) == re.findall(r"“[^”]*”|[0-9]+", before.message)
        assert not before.hint or after.hint != before.hint


def test_what_is_typed_stays_as_typed() -> None:
    """A text of the user that happens to be one of our words is not translated inside its quotation marks."""
    finding = Diagnostic(Location("targets.yaml"), "error", "bad-id", "“a list” cannot be an id", "")
    assert next(in_language([finding], "nl")).message == "“a list” kan geen id zijn"
    assert translated("words of nobody", "nl") == "words of nobody"
    assert list(in_language([finding], "en")) == [finding]
