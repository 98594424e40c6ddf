"""Entries and layouts as `hcroadmap convert` writes them for a project."""

from __future__ import annotations

from typing import Any

import yaml

from hcroadmap.model.source import Layout, Source
from hcroadmap.render.observations import layout_lines, source_lines


def typed(lines: str) -> Any:
    """YAML with every scalar as its text."""
    return yaml.load(lines, yaml.BaseLoader)  # noqa: S506  # texts only


def test_a_layout_is_read_as_it_was_written() -> None:
    """Every key that was given is there, and no other."""
    given = {
        "delimiter": "semicolon", "decimal": "comma", "header": ["2", "3"], "suppressed": ["<5"], "value": ["x"],
        "status": {"column": ["s"], "words": {"x": "P"}}, "columns": {"a": "B"}, "missing": ["x", ".."],
        "period": {"column": ["a", "b"], "kind": "study_year"}, "wide": ["TOTAAL{year}", "{year} (M)"],
    }  # fmt: skip
    layout = Layout.model_validate(given)
    lines = layout_lines(layout)
    assert yaml.safe_load(lines).keys() == given.keys()
    assert Layout.model_validate(typed(lines)) == layout


def test_an_entry_is_read_as_it_was_written() -> None:
    """Kind, flags, empty cells and shares included."""
    wanted = {
        "indicator": "i", "definition": "d", "value": ["a", "b"], "sum": "yes", "factor": "1000",
        "where": {"Sex": "", "geo": ["a", "b"]}, "numerator": {"where": {"x": "y"}}, "denominator": {},
        "level": "hbo", "age": {"column": "Age", "members": {"T": "all"}},
    }  # fmt: skip
    about = {"kind": "study year", "status": {"column": ["s", "t"]}, "published": "2020-01-01", "sheet": "1: a"}
    source = Source.model_validate({"file": "a.csv", **about, "observations": [wanted]})
    lines = source_lines(source, source.observations[0])
    assert [Source.model_validate(entry) for entry in typed(lines)] == [source]
