"""What pydantic finds reaches people in our words, at its place, and never hides what else is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hcroadmap.model.diagnostic import Diagnostic
from hcroadmap.model.fields import Record
from hcroadmap.model.roadmap import ActivitiesFile, TargetsFile
from hcroadmap.model.settings import Settings
from hcroadmap.model.source import SourcesFile
from hcroadmap.model.vocabulary import MethodName
from hcroadmap.read.files.text import TextFile
from hcroadmap.read.files.yaml import read_yaml
from hcroadmap.read.validate import explain, read_record
from hcroadmap.render.manual.pages import CODES


def targets(text: str) -> tuple[TargetsFile | None, list[Diagnostic]]:
    root, _ = read_yaml(TextFile("t", text, ""))
    assert root
    return read_record(TargetsFile, root)


def places(found: list[Diagnostic]) -> list[str]:
    return [f"{finding.location.line}:{finding.location.column} {finding.code}" for finding in found]


def indicator(lines: str) -> str:
    return f"indicators:\n  stay-rate:\n    title: Blijvers\n    unit: percent\n    {lines}\n"


@pytest.mark.parametrize(
    ("line", "finding", "message"),
    [
        ("direction: up", "5:16 bad-choice", "“up” is not one of the words expected here"),
        ("direction: [increase]", "5:5 wrong-shape", "found a list where a word is expected"),
        ("direction: {a: b}", "5:5 wrong-shape", "found a mapping where a word is expected"),
        ("direction:", "5:5 wrong-shape", "found nothing where a word is expected"),
        ("direction: ' '", "5:16 wrong-shape", "found nothing where a word is expected"),
        ("baseline: 38%", "5:15 wrong-shape", "found a text where a mapping (key: value) is expected"),
        ("baseline:", "5:5 wrong-shape", "found nothing where a mapping (key: value) is expected"),
        ("baseline: [a]", "5:5 wrong-shape", "found a list where a mapping (key: value) is expected"),
        ("baseline: {value: 38%}", "5:5 missing-key", "the key “period” is missing"),
        ("baseline: {period: [2014]}", "5:16 wrong-shape", "found a list where a single value is expected"),
        ("baseline: {period: {a: b}}", "5:16 wrong-shape", "found a mapping where a single value is expected"),
        ("baseline: {period: ''}", "5:16 bad-period", "the period is empty"),
        ("baseline: {period: 2014, value: 4 uit 10}", "5:37 bad-value", "“4 uit 10” is not a value"),
        ("target: {period: 2020}", "5:5 missing-key", "the key “value” is missing"),
        ("target: {period: 2020, value: [a]}", "5:28 bad-value", "found a list where a value is expected"),
        (
            "target: {period: 2020, value: {min: 20}}",
            "5:28 bad-value",
            "found a mapping where a value is expected",
        ),
        (
            "target: {period: 2020, value: {min: 30, max: 20}}",
            "5:28 bad-value",
            "the band's min 30 is not below its max 20",
        ),
        (
            "target: {period: 2020, value: {min: 30, max: [2]}}",
            "5:28 bad-value",
            "found a mapping where a value is expected",
        ),
        ("target: {period: 2020, value: {min: 30, max: x}}", "5:28 bad-value", "“x” is not a value"),
        (
            "target: {period: 2020, value: 40, every_year: maybe}",
            "5:51 bad-choice",
            "“maybe” is neither yes nor no",
        ),
        ("target: [{period: 2020, value: 40}, {period: x, value: 42}]", "5:50 bad-period", "“x” is not a period"),
        ("target: 40%", "5:13 wrong-shape", "found a text where a mapping (key: value) is expected"),
        ("milestones: {period: 2018, value: 39%}", "5:5 wrong-shape", "found a mapping where a list is expected"),
        ("goal: three", "5:11 bad-number", "“three” is not a whole number"),
        ("goal: 12345678901", "5:11 bad-number", "“12345678901” is too large"),
        ("decimals: 99", "5:15 bad-number", "99 decimals are too many"),
        ("limit: 1_000", "5:12 bad-number", "“1_000” is not a number"),
        ("thresholds: [1, x]", "5:21 bad-number", "“x” is not a number"),
        ("owner: ' '", "5:12 wrong-shape", "found nothing where a text is expected"),
        ("owner: [a]", "5:5 wrong-shape", "found a list where a single value is expected"),
        ("choices: [a, '']", "5:18 wrong-shape", "found nothing where a text is expected"),
        ("note: {en: {a: b}}", "5:5 wrong-shape", "found a mapping that is not one text per language"),
        ("note: {en: ''}", "5:5 wrong-shape", "found a mapping that is not one text per language"),
        ("note: {}", "5:5 wrong-shape", "found nothing where a text is expected"),
        ("note: ' '", "5:11 wrong-shape", "found nothing where a text is expected"),
        ("action_line: a b", "5:18 bad-id", "“a b” cannot be an id"),
        ("definitions: {a b: text}", "5:19 bad-id", "“a b” cannot be an id"),
        ("dimensions: {level: {complete: yep}}", "5:36 bad-choice", "“yep” is neither yes nor no"),
        ("release: {every: year, lag: x, grace: 1 day}", "5:33 bad-duration", "“x” is not a duration"),
        ("ended: {on: 2018-02-30, reason: x}", "5:17 bad-date", "“2018-02-30” is not a day"),
        ("rebaseline: {period: 2018, value: 39}", "5:5 missing-key", "the key “reason” is missing"),
        ("directoin: increase", "5:5 unknown-key", "the key “directoin” is not known here"),
        ("unread: [title]", "5:5 unknown-key", "the key “unread” is not known here"),
    ],
)
def test_one_mistake_is_one_finding(line: str, finding: str, message: str) -> None:
    """Each mistake is said once, where it stands, in words that an analyst uses."""
    content, found = targets(indicator(line))
    assert [f"{place} {told.message}" for place, told in zip(places(found), found, strict=True)] == [
        f"{finding} {message}"
    ]
    assert content
    assert "stay-rate" in content.indicators


def test_hints_come_from_the_place() -> None:
    """A mistyped key is told the keys of its own mapping, a mistyped word the words of its own list."""
    _, found = targets(
        indicator("target: {period: 2020, vlaue: 40%, path: lineair}\n    directoin: up\n    method: xxx")
    )
    assert {finding.code + ": " + finding.hint for finding in found} == {
        "unknown-key: did you mean “value”?",
        "bad-choice: did you mean “linear”?",
        "unknown-key: did you mean “direction”?",
        f"bad-choice: use one of: {', '.join(MethodName)}.",
    }


def test_a_comma_between_braces_is_explained() -> None:
    """Where YAML takes it for the end of a value, what follows is no key that anybody meant."""
    _, [found] = targets(indicator("target: {period: 2020, value: 45,5%}"))
    assert found.code == "unknown-key"
    assert found.hint.startswith("between braces a comma begins a new key")


def test_what_cannot_be_read_is_remembered() -> None:
    """No later check calls a key missing that was typed; the rest of the record is kept."""
    content, found = targets(
        "indicators:\n"
        "  a:\n"
        "    unit: percent\n"
        "    direction: up\n"
        "    target: {period: soon, value: 40%, agreed: then}\n"
        "    milestones: [{period: 2018, value: x}, {period: 2019, value: 39%}]\n"
        "    dimensions: {level: [hbo]}\n"
        "    release: {every: x, lag: y, grace: 1 day}\n"
        "  a b: {title: x}\n"
        "  c: text\n"
    )
    assert places(sorted(found, key=lambda finding: finding.order)) == [
        "2:3 missing-key",
        "4:16 bad-choice",
        "5:22 bad-period",
        "5:48 bad-date",
        "6:40 bad-value",
        "7:18 wrong-shape",
        "8:22 bad-duration",
        "8:30 bad-duration",
        "9:3 bad-id",
        "10:6 wrong-shape",
    ]
    assert content
    assert list(content.indicators) == ["a"]
    kept = content.indicators["a"]
    assert kept.unread == {"title", "direction", "dimensions", "release"}
    assert [sorted(target.unread) for target in kept.target] == [["agreed", "period"]]
    assert [sorted(milestone.unread) for milestone in kept.milestones] == [["value"], []]
    assert not kept.lacks("direction")
    assert kept.lacks("baseline")
    assert content.unread == {"indicators"}


def test_several_mistakes_in_one_item_of_a_list() -> None:
    """An item that lacks everything neither crashes nor takes another one along."""
    content, found = targets(indicator("target:\n      - {label: x}\n      - {period: 2020, value: 40%}"))
    assert places(found) == ["6:9 missing-key", "6:9 missing-key"]
    assert content
    assert [target.unread for target in content.indicators["stay-rate"].target] == [
        {"period", "value"},
        frozenset(),
    ]


@pytest.mark.parametrize("text", ["- a\n", "text\n"])
def test_a_file_that_is_no_mapping(text: str) -> None:
    """Nothing can be kept of it, and it is said once."""
    content, found = targets(text)
    assert content is None
    assert places(found) == ["1:1 wrong-shape"]


def test_long_texts_are_cut_in_messages() -> None:
    """A message quotes what fits on a line."""
    _, [finding] = targets(indicator(f"baseline: {{period: {'9' * 50_000_000}}}"))
    assert finding.message == f"“{'9' * 60}…” is not a period"
    _, [finding] = targets(indicator(f"{'x' * 1000}: 1"))
    assert len(finding.message) < 100


TYPED = """
    title unit percent direction increase baseline target period value 2014 2020 40% 2x definitions definition
    milestones agreed reason label path every_year release every lag grace choices dimensions level members
    complete kind share activities updates on state done owners action_line action_lines indicators roadmap id
    min max en nl yes 0 no unread [key] bands on_track language memo to x 2015-13-01 limit thresholds count due
"""
words = st.sampled_from([*TYPED.split(), "", " ", "a b", "1 year", "{message}", "\u2028"])
trees = st.recursive(
    words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=4), max_leaves=12
)
INDICATOR = """
    title unit direction baseline target milestones definitions dimensions release ended rebaseline choices
    thresholds activities limit
"""


def mappings(names: str) -> st.SearchStrategy[Any]:
    """Any tree, or named mappings with these keys and any tree below them."""
    record = st.fixed_dictionaries({}, optional=dict.fromkeys(names.split(), trees))
    return trees | st.dictionaries(words, record, max_size=2)


files = st.fixed_dictionaries(
    {},
    optional={
        "indicators": mappings(INDICATOR),
        "activities": mappings("title updates count owners kind due"),
        **dict.fromkeys(("action_lines", "roadmap", "bands", "release", "memo", "stable_band"), trees),
    },
)


@pytest.mark.parametrize("record", [TargetsFile, ActivitiesFile, Settings])
@given(content=files)
@settings(max_examples=300, deadline=None)
def test_no_shape_makes_reading_fail(record: type[Record], content: dict[str, Any]) -> None:
    """Whatever stands where: it is kept or said, in our words, with a listed code, at a place in the file."""
    text = json.dumps(content, indent=1)
    root, found = read_yaml(TextFile("t", text, ""))
    assert root
    assert found == []
    kept, found = read_record(record, root)
    assert kept is not None
    for finding in found:
        assert finding.code in CODES
        assert "Input" not in finding.message
        assert "valid" not in finding.message
        assert finding.location.line <= text.count("\n") + 1


def test_an_explanation_of_a_list() -> None:
    """The words for a list are not those for a mapping."""
    error = {"type": "tuple_type", "loc": ("owners",), "input": "x"}
    assert explain(error).message == "found a text where a list is expected"


def test_an_unknown_key_of_a_column_gets_the_keys_known_there() -> None:
    """Also where a text alone would do."""
    text = "sources:\n- {file: a.csv, observations: [{indicator: a, region: {column: x, where: y}}]}\n"
    root, _ = read_yaml(TextFile("t", text, ""))
    assert root
    _, found = read_record(SourcesFile, root)
    hints = {finding.hint for finding in found if finding.code == "unknown-key"}
    assert hints == {"use one of: column, members."}
