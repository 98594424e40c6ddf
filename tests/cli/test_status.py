"""`hcroadmap status`: what is selected, from which day, and in which format it comes out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Hcroadmap = Callable[..., tuple[int, str, str]]
THEN = ("--as-of", "2018-12-31")


def shown(hcroadmap: Hcroadmap, *options: str) -> list[str]:
    """The ids of the indicators that a status holds."""
    code, out, err = hcroadmap("status", *THEN, *options, "--format", "json")
    assert (code, err) == (0, "")
    return [one["id"] for one in json.loads(out)["indicators"]]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ((), ["stay", "jobs"]),
        (("--indicator", "jobs"), ["jobs"]),
        (("--action-line", "people"), ["stay"]),
        (("--owner", "Platform"), ["jobs"]),
        (("--owner", "Platform", "--owner", "Ministry"), ["stay", "jobs"]),
        (("--status", "on_track"), ["stay"]),
        (("--status", "on_track", "--action-line", "people"), ["stay"]),
    ],
)
def test_only_what_is_asked_for_is_shown(hcroadmap: Hcroadmap, options: tuple[str, ...], ids: list[str]) -> None:
    """Several of one kind widen the selection, different kinds narrow it."""
    assert shown(hcroadmap, *options) == ids


@pytest.mark.parametrize("option", ["--indicator", "--action-line", "--owner", "--status", "--by"])
def test_a_name_that_is_not_known_is_refused(hcroadmap: Hcroadmap, option: str) -> None:
    """With exit 3 and the name; nothing on standard output."""
    code, out, err = hcroadmap("status", option, "nobody")
    assert (code, out) == (3, "")
    assert "“nobody”" in err.splitlines()[0]


def test_a_figure_does_not_exist_before_it_is_published(hcroadmap: Hcroadmap) -> None:
    """The same project the day before and on the day."""
    before = hcroadmap("status", "--as-of", "2018-11-19", "--indicator", "stay")[1]
    after = hcroadmap("status", "--as-of", "2018-11-20", "--indicator", "stay")[1]
    assert ("39.1%" in before, "39.1%" in after) == (False, True)


@pytest.mark.parametrize("suffix", [".json", ".csv", ".md", ".tsv", ".txt", ".html", ".HTML"])
def test_the_suffix_of_a_file_chooses_its_format(hcroadmap: Hcroadmap, suffix: str) -> None:
    """The file holds what `--format` prints, and the screen stays empty."""
    names = {".tsv": "plain", ".txt": "table"}
    printed = hcroadmap("status", *THEN, "--format", names.get(suffix, suffix[1:].lower()))[1]
    assert hcroadmap("status", *THEN, "-o", f"out{suffix}") == (0, "", "")
    assert Path(f"out{suffix}").read_bytes().decode() == printed


@pytest.mark.parametrize("line", [
    ("status", "-o", "out.pdf"),
    ("status", "--format", "html", "-o", "out.PDF"),
    ("status", "-o", "out.docx"),
    ("show", "jobs", "-o", "out.pdf"),
    ("show", "jobs", "-o", "out.csv"),
    ("activities", "-o", "out.html"),
    ("check", "-o", "out.xlsx"),
])  # fmt: skip
def test_a_suffix_that_no_format_has_is_refused(
    hcroadmap: Hcroadmap, project: Path, line: tuple[str, ...]
) -> None:
    """Nothing is written under a name that would lie about it; the hint names the suffixes that there are."""
    activity = "activities: {a: {title: A, action_line: people}}\n"
    (project / "config" / "activities.yaml").write_text(activity, encoding="utf-8")
    code, out, err = hcroadmap(*line, *THEN)
    assert (code, out) == (3, "")
    assert f"no format is written as {Path(line[-1]).suffix.lower()}: {line[-1]}\n" in err
    assert ("--print-to-pdf" in err) or ".json" in err
    assert not Path(line[-1]).exists()


def test_another_suffix_will_do_where_the_format_is_named(hcroadmap: Hcroadmap) -> None:
    """Programs have names of their own for files."""
    assert hcroadmap("status", *THEN, "--format", "csv", "-o", "out.data") == (0, "", "")
    assert Path("out.data").read_text(encoding="utf-8").startswith("as_of,indicator,")


def test_a_day_to_compare_with_must_lie_before_the_day_looked_from(hcroadmap: Hcroadmap) -> None:
    """Nothing can have changed since a day that is yet to come."""
    code, out, err = hcroadmap("status", *THEN, "--since", "2019-01-01")
    assert (code, out) == (3, "")
    assert err.startswith("hcroadmap: --since 2019-01-01 lies after 2018-12-31")
