"""Where one more update belongs in config/activities.yaml: everything else stays as it is, comments and all."""

from __future__ import annotations

import pytest

from hcroadmap.read.files.insertion import insertion

ENTRY = "{on: 2018-01-01, state: done}"


def inserted(text: str, activity: str = "a") -> str | None:
    """The text with the entry in its place."""
    place = insertion(text, activity)
    return None if place is None else f"{text[: place.at]}{place.before}{ENTRY}{place.after}{text[place.at :]}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # no updates yet: a new key below the last one, above the blank line and the comment of the next
        ("activities:\n  a:\n    title: A  # y\n\n  # next\n  b: {title: B}\n",
         f"activities:\n  a:\n    title: A  # y\n    updates:\n      - {ENTRY}\n\n  # next\n  b: {{title: B}}\n"),
        ("activities:\n  a:\n    title: A", f"activities:\n  a:\n    title: A\n    updates:\n      - {ENTRY}\n"),
        ("activities:\n  a:\n    title: |\n      A\n  b: {title: B}\n",
         f"activities:\n  a:\n    title: |\n      A\n    updates:\n      - {ENTRY}\n  b: {{title: B}}\n"),
        ("activities: {a: {title: A}}", f"activities: {{a: {{title: A, updates: [{ENTRY}]}}}}"),
        ("activities:\n  a: {title: A, }\n", f"activities:\n  a: {{title: A, updates: [{ENTRY}] }}\n"),
        # a list in brackets
        ("activities:\n  a: {title: A, updates: []}\n", f"activities:\n  a: {{title: A, updates: [{ENTRY}]}}\n"),
        ("activities:\n  a:\n    title: A\n    updates: [{on: 2017, state: running}]  # so far\n",
         f"activities:\n  a:\n    title: A\n    updates: [{{on: 2017, state: running}}, {ENTRY}]  # so far\n"),
        ("activities:\n  a: {updates: [{on: 2017, state: running}, ]}\n",
         f"activities:\n  a: {{updates: [{{on: 2017, state: running}}, {ENTRY} ]}}\n"),
        # a list of dashes, deeper or not
        ("activities:\n  a:\n    updates:\n      - on: 2017\n        state: done\n    due: 1\n",
         f"activities:\n  a:\n    updates:\n      - on: 2017\n        state: done\n      - {ENTRY}\n    due: 1\n"),
        ("activities:\n  a:\n    updates:\n    - {on: 2017, state: running}\n\n    title: A\n",
         f"activities:\n  a:\n    updates:\n    - {{on: 2017, state: running}}\n    - {ENTRY}\n\n    title: A\n"),
    ],
)  # fmt: skip
def test_the_entry_goes_where_a_person_would_write_it(before: str, after: str) -> None:
    """Whatever way of writing YAML the file has."""
    assert inserted(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "activities:\n  b: {title: B}\n",
        "other: 1\n",
        "activities:\n  b: &b {title: B}\n  a: *b\n",
        "activities:\n  b: {title: B, updates: &u [{on: 2017, state: done}]}\n  a: {title: A, updates: *u}\n",
    ],
)
def test_what_stands_elsewhere_is_not_touched(text: str) -> None:
    """An alias would change another activity too."""
    assert inserted(text) is None
