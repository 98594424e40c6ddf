"""A broken project is refused by every command with a documented exit code, and crashes none."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hcroadmap.render.language.page import UNSEEN
from tests.projects.running import ALLOWED, EXAMPLES, command, law, room
from tests.projects.strategy import projects

PIECES = (
    b"", b"\n", b"  ", b": ", b"- ", b"[", b"{", b"'", b'"', b"&a ", b"*a", b"\0", b"\xff\xfe", b"9" * 400, b"-",
    b"%", b"0", b"1e99", b"\r", b";", b"," * 50, b"null", b"!!python/object:x ", b"<<: ", b"\xe2\x80\xae",
    b"\x1b[31m",
)  # fmt: skip
PLACES = (
    "targets.yaml", "config/activities.yaml", "config/settings.yaml", "config/sources.yaml",
    "config/layouts/a.yaml", "config/commentary/2019-Q1.yaml", "config/measurements/a.csv",
    "config/measurements/a.xlsx", "config/measurements/a.ods",
)  # fmt: skip
PLAIN = "{}/config/measurements/downloads/plain.csv"
WHATEVER = (
    ("status",), ("status", "--format", "json"), ("check",), ("check", "--format", "nagios"), ("activities",),
    ("report",), ("show", "stay"), ("record", "stay", "2016", "3", "--dry-run"),
    ("activities", "update", "a", "--state", "done", "--dry-run"),
    ("validate",), ("validate", "--format", "json"), ("validate", "--format", "github"),
    ("convert", PLAIN, "--indicator", "x", "--period", "jaar", "--value", "waarde"),
    ("convert", "{}/config/measurements/stay.csv", "--indicator", "x"),
    ("init", "{}"),
)  # fmt: skip


@st.composite
def broken(draw: Any) -> dict[str, bytes]:
    """A project of which files were changed: letters lost, doubled, swapped, or replaced by anything."""
    files = {path: text.encode() for path, text in draw(projects()).items()}
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(sorted(files)))
        content = files[path]
        at, to = sorted(draw(st.lists(st.integers(0, len(content)), min_size=2, max_size=2)))
        piece = draw(st.one_of(st.binary(max_size=6), st.just(content[at:to]), st.sampled_from(PIECES)))
        files[path] = content[:at] + piece + content[draw(st.sampled_from([at, at + 1, at + 4, to])) :]
    return files


@settings(law, max_examples=3 * EXAMPLES)
@given(broken())
def test_a_broken_project_is_told_of(files: dict[str, bytes]) -> None:
    """Every command ends with a code of the table; a project with an error is judged by none."""
    with room(files) as project:
        ended = {line: command(project, *(part.format(project) for part in line)) for line in WHATEVER}
        for line, result in ended.items():
            assert result.exit_code in (0, 1, 2, 3), line
            assert set(UNSEEN.findall(result.stdout + result.stderr)) <= ALLOWED, line
        assert (ended["validate",].exit_code == 3) == (ended["status",].exit_code == 3)


@law
@given(st.binary(max_size=400), st.sampled_from(PLACES))
def test_any_bytes_are_told_of(content: bytes, path: str) -> None:
    """In the place of any file."""
    with room({"targets.yaml": b"indicators: {a: {title: A, unit: count}}", path: content}) as project:
        for line in WHATEVER:
            assert command(project, *(part.format(project) for part in line)).exit_code in (0, 1, 2, 3), line
