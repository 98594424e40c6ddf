"""The floors of the house (HOUSE section 3): which folder may import what."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "hcroadmap"
FILES = {
    ".".join(("hcroadmap", *f.relative_to(ROOT).with_suffix("").parts)): f for f in sorted(ROOT.rglob("*.py"))
}
TREES = {name: ast.parse(file.read_text(encoding="utf-8")) for name, file in FILES.items()}
BELOW = {"model": set(), "read": {"model"}, "assess": {"model"}, "write": {"model"}, "render": {"model", "assess"}}
ONLY_IN = {
    "typer": ("hcroadmap.cli.",),
    "rich": ("hcroadmap.render.", "hcroadmap.cli.output."),
    "json": ("hcroadmap.render.",),
    "yaml": ("hcroadmap.read.", "hcroadmap.render.language.words."),
    "csv": (
        "hcroadmap.read.",
        "hcroadmap.render.status.flat.",
        "hcroadmap.render.activities.flat.",
        "hcroadmap.render.observations.",
    ),
    "pydantic": ("hcroadmap.model.", "hcroadmap.read.", "hcroadmap.render.schema."),
    "pydantic_core": ("hcroadmap.model.", "hcroadmap.read."),
    "os": ("hcroadmap.write.", "hcroadmap.cli.", "hcroadmap.__main__."),
    "markdown_it": ("hcroadmap.render.",),
    "mdit_py_plugins": ("hcroadmap.render.",),
    "matplotlib": ("hcroadmap.render.memo.charts.",),
    "pypandoc": ("hcroadmap.write.word.",),
    "fcntl": ("hcroadmap.write.",),
    "msvcrt": ("hcroadmap.write.",),
}
modules = pytest.mark.parametrize("name", TREES)


def imported(tree: ast.AST) -> Iterator[str]:
    """The modules imported anywhere, inside functions too; a relative import begins with a dot."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = "." * node.level + (node.module or "")
            yield from ([package] if package in FILES else (f"{package}.{alias.name}" for alias in node.names))


def for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


@modules
def test_a_floor_imports_only_what_lies_below_it(name: str) -> None:
    """Read, assess, render and write do not know each other, except that render knows what a report is."""
    floors = {other.split(".")[1] for other in imported(TREES[name]) if other.startswith("hcroadmap.")}
    own = name.split(".")[1]
    assert own not in BELOW or floors <= BELOW[own] | {own}


@modules
def test_an_outside_library_is_used_on_its_own_floor_only(name: str) -> None:
    """Typer in cli, rich and json in render, yaml in read, pydantic in model and read, files in write."""
    used = {other.split(".")[0] for other in imported(TREES[name])}
    assert [library for library in used & ONLY_IN.keys() if not f"{name}.".startswith(ONLY_IN[library])] == []


@modules
def test_imports_are_written_in_full_and_packages_reexport_nothing(name: str) -> None:
    """No relative import, and nothing but a docstring in `__init__` (or a version, or the words themselves)."""
    assert not any(other.startswith(".") for other in imported(TREES[name]))
    reexporting = name.endswith("__init__") and name != "hcroadmap.render.language.words.__init__"
    assert not reexporting or not list(imported(TREES[name]))


@modules
def test_only_the_command_line_asks_for_the_day(name: str) -> None:
    """Today's date enters in one place, and no clock anywhere."""
    asked = [n.attr for n in ast.walk(TREES[name]) if isinstance(n, ast.Attribute) and n.attr in ("today", "now")]
    assert not asked or name == "hcroadmap.cli.clock"


def test_no_module_imports_itself_by_a_detour() -> None:
    """No cycles, imports inside functions counted; those that only name types do no harm."""
    graph = {}
    for name, tree in TREES.items():
        body = [node for node in tree.body if not for_types(node)]
        graph[name] = {other for other in imported(ast.Module(body, [])) if other in FILES}
    assert list(TopologicalSorter(graph).static_order())
