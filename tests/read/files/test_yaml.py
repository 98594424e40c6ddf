"""YAML is text with places: nothing is reinterpreted, nothing crashes, everything is found again."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import hcroadmap
from hcroadmap.read.files.text import TextFile, decode_text
from hcroadmap.read.files.yaml import MAX_DEPTH, Node, read_yaml


def read(text: str) -> tuple[Any, list[str]]:
    """The plain content and the findings, each as `line:column code`."""
    root, found = read_yaml(TextFile("t", text, ""))
    told = [f"{finding.location.line}:{finding.location.column} {finding.code}" for finding in found]
    return root and root.plain(), told


def tree(text: str) -> Node:
    root, _ = read_yaml(TextFile("t", text, ""))
    assert root
    return root


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "on",
        "010",
        "0x1F",
        "1_000",
        "12:30",
        "2015-13-01",
        "2015-03-31",
        "~",
        "null",
        ".nan",
        "1e3",
        "!!int 7",
    ],
)
def test_a_scalar_is_the_text_typed(text: str) -> None:
    """Norway stays Norway: no truth, number, time or date is read into a text."""
    assert read(f"a: {text}") == ({"a": text.removeprefix("!!int ")}, [])


def test_the_ways_to_write_a_text() -> None:
    """Quotes, folds and blocks mean what YAML says."""
    assert read("a: 'it''s'\nb: \"x\\ty\"\nc: >\n  x\n  y\nd: |\n  x\n  y\ne:\n") == (
        {"a": "it's", "b": "x\ty", "c": "x y\n", "d": "x\ny\n", "e": ""},
        [],
    )


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ('a: "x\nb: 1\n', "1:4 yaml-syntax"),
        ("a: b: c\n", "1:5 yaml-syntax"),
        ("a:\n\tb: 1\n", "2:1 yaml-syntax"),
        ("- a: 1\n - b: 2\n", "2:2 yaml-syntax"),
        ("a: {b: 1\nc: 2\n", "1:4 yaml-syntax"),
        ("a: [1, 2\nb: 3\n", "1:4 yaml-syntax"),
        ("a:\n  b: 1\n c: 2\n", "3:2 yaml-syntax"),
        ("a: 1\nfoo\nb: 2\n", "2:1 yaml-syntax"),
        ("a: 'it's'\n", "1:8 yaml-syntax"),
        ("a: `x`\n", "1:4 yaml-syntax"),
        ("- a\nb: 1\n", "2:1 yaml-syntax"),
        ("%YAML 3.0\n---\na: 1\n", "1:1 yaml-syntax"),
        ("", "1:1 empty-file"),
        ("# only a comment\n", "1:1 empty-file"),
        ("[" * 100_000, f"1:{MAX_DEPTH + 1} too-deep"),
        ("- " * 100_000 + "x", f"1:{2 * MAX_DEPTH + 1} too-deep"),
        ("{a: " * 100_000, f"1:{4 * MAX_DEPTH - 2} too-deep"),
    ],
)
def test_what_cannot_be_read_is_said_where_it_begins(text: str, finding: str) -> None:
    """A file that is no YAML, holds nothing or is nested without end is one finding, and nothing else is said."""
    assert read(text) == (None, [finding])


def test_nesting_up_to_the_limit_is_read() -> None:
    """64 levels are fine, 65 are not."""
    content, found = read("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert found == []
    assert str(content) == "[" * MAX_DEPTH + "]" * MAX_DEPTH


@pytest.mark.parametrize(
    ("text", "content", "findings"),
    [
        ("a: 1\n---\nb: 2\n", {"a": "1"}, ["2:1 second-document"]),
        ("a: 1\nb: 2\na: 3\n", {"a": "1", "b": "2"}, ["3:1 duplicate-key"]),
        ("a: 1\n'a': 3\n'a': 4", {"a": "1"}, ["2:1 duplicate-key", "3:1 duplicate-key"]),
        ("a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n", {"a": {"b": "1"}, "c": {"d": "2"}}, ["3:3 merge-key"]),
        ("a: &x [*x]\n", {"a": ["*x"]}, ["1:8 alias-cycle"]),
        ("a: &x {b: {c: *x}}\n", {"a": {"b": {"c": "*x"}}}, ["1:15 alias-cycle"]),
        ("a: *nowhere\nb: 1\n", {"a": "*nowhere", "b": "1"}, ["1:4 alias-cycle"]),
        ("[a, b]: 1\n{c: d}: 2\ne: 3\n", {"e": "3"}, ["1:1 wrong-shape", "2:1 wrong-shape"]),
        ('"\\0unread": [title]\na: 1\n', {"a": "1"}, ["1:1 control-character"]),
    ],
)
def test_what_is_refused_hides_nothing_else(text: str, content: object, findings: list[str]) -> None:
    """The rest of the file is there to be checked, and each refusal has its place."""
    assert read(text) == (content, findings)


def test_an_alias_stands_for_its_value() -> None:
    """A value that is defined once may be used twice."""
    assert read("a: &x [1, {b: 2}]\nc: *x\n") == ({"a": ["1", {"b": "2"}], "c": ["1", {"b": "2"}]}, [])


def test_aliases_are_counted_written_out() -> None:
    """A bomb of aliases goes off as one finding, quickly and in little memory."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 30)]
    started = time.monotonic()
    content, found = read("\n".join(lines))
    assert (content, [finding.split()[1] for finding in found]) == (None, ["too-large"])
    assert time.monotonic() - started < 30


def test_depth_is_counted_through_aliases() -> None:
    """A value that is shallow where it is written may be deep where it is used."""
    lines = [f"a0: &a0 {'[' * 60}{']' * 60}"]
    lines += [f"a{i}: &a{i} {'[' * 60}*a{i - 1}{']' * 60}" for i in range(1, 200)]
    assert read("\n".join(lines)) == (None, ["2:69 too-deep"])


def test_a_scalar_of_fifty_megabytes_is_read() -> None:
    """Size alone is no mistake."""
    content, found = read("a: " + "9" * 50_000_000)
    assert (len(content["a"]), found) == (50_000_000, [])


def test_places_count_characters_whatever_stands_before() -> None:
    """Wide letters, rare line ends, Windows line ends and a mark inside move no column."""
    for before in ("é😀", "\u2028", "\x85", "\ufeff"):
        assert str(tree(f"{{a: '{before}', b: x}}").locate("b")) == f"t:1:{12 + len(before)}"
    assert str(tree("a: 1\r\nb:\r\n  c: x\r\n").locate("b", "c")) == "t:3:6"
    assert str(tree("a: 1\rb:\r  c: x\r").locate("b", "c")) == "t:3:6"


def test_a_value_is_found_by_its_steps() -> None:
    """A scalar at its text, a mapping or list at its key, an item at its beginning; unknown steps are skipped."""
    root = tree("a:\n  b: [x, {c: y}]\n  d:\n")
    places = {
        ("a",): "1:1",
        ("a", "b"): "2:3",
        ("a", "b", 0): "2:7",
        ("a", "b", 1): "2:10",
        ("a", "b", 1, "c"): "2:14",
        ("a", "b", 7): "2:3",
        ("a", "tag", "b", 0): "2:7",
        ("a", "d"): "3:3",
        ("nowhere",): "1:1",
    }
    assert {steps: str(root.locate(*steps)) for steps in places} == {s: f"t:{p}" for s, p in places.items()}


def test_a_key_is_found_by_its_steps() -> None:
    """The key itself, also of a scalar and behind a list; else the nearest place."""
    root = tree("a:\n  b: [x, {c: y}]\n")
    assert str(root.locate_key("a", "b", 1, "c")) == "t:2:11"
    assert str(root.locate_key("a", "b", 1, "z")) == "t:2:10"
    assert str(root.locate_key("a", 0)) == "t:1:1"
    assert str(root.locate_key()) == "t:1:1"


def test_the_names_that_were_typed() -> None:
    """What is declared, whether it can be read or not."""
    root = tree("a: {b: 1, c d: 2}\ne: 3\n")
    assert root.names("a") == {"b", "c d"}
    assert root.names("e") == root.names("a", "x", "y") == frozenset()
    assert root.names() == {"a", "e"}


@given(st.text(alphabet=st.sampled_from("ab:-?[]{},&*!|>'\"%@`#<\\ \t\n\r~é\u2028\x85\ufeff")))
def test_no_text_makes_reading_fail(text: str) -> None:
    """Whatever is typed, there is a tree or a finding, and every place lies in the text."""
    source = TextFile("t", text, "")
    root, found = read_yaml(source)
    assert root or found
    for finding in found:
        assert 1 <= finding.location.line <= source.location(len(text)).line


@pytest.mark.parametrize(
    "file", sorted(Path(hcroadmap.__file__).parent.rglob("*.yaml")), ids=lambda file: file.name
)
def test_what_is_shipped_reads_alike_without_libyaml(file: Path) -> None:
    """PyYAML's own parser stands in where libyaml is missing, and takes fewer plain scalars for well formed."""
    text = file.read_text(encoding="utf-8")
    loaders = (yaml.BaseLoader, getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    slow, fast = (yaml.load(text, loader) for loader in loaders)  # noqa: S506  # our own files
    assert slow == fast


@pytest.mark.parametrize(
    "value", ["!!int percent", "!!bool 3", "!own x", "!own {b: c}", "!!set {b}", "!!binary aGk="]
)
def test_a_tag_that_says_something_else_is_reported(value: str) -> None:
    """What it asks for would not happen, in silence."""
    assert read(f"a: {value}")[1] == ["1:4 yaml-syntax"]


@pytest.mark.parametrize(
    "value", ["!!int 7", "!!float 7", "!!str 7", "! 7", "!!bool yes", "!!seq [b]", "!!map {b: c}"]
)
def test_a_tag_that_fits_is_none_of_our_business(value: str) -> None:
    """The value is the text typed, as ever."""
    assert read(f"a: {value}")[1] == []


def test_half_a_letter_is_explained() -> None:
    """JSON writes one letter as a pair of escapes, and YAML has no such pairs."""
    source, _ = decode_text(rb'a: "x \ud83d\ude0d"', "a.yaml")
    assert source
    (found,) = read_yaml(source)[1]
    assert (found.location.column, "JSON allows" in found.message, "U0001F60D" in found.hint) == (9, True, True)
