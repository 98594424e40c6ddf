"""Which folder of the package may import what."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
TREES = {
    ".".join(file.relative_to(ROOT).with_suffix("").parts): ast.parse(file.read_text(encoding="utf-8"))
    for file in sorted((ROOT / "hcroadmap").rglob("*.py"))
}
BELOW = {"model": set(), "read": {"model"}, "assess": {"model"}, "write": {"model"}, "render": {"model", "assess"}}
ONLY_IN = {
    "typer": ("cli.",),
    "rich": ("render.", "cli.output."),
    "json": ("render.",),
    "yaml": ("read.", "render.language.words."),
    "csv": ("read.", "render.flat.", "render.observations."),
    "pydantic": ("model.", "read.", "render.schema."),
    "pydantic_core": ("model.", "read."),
    "os": ("write.", "cli.", "__main__."),
    "markdown_it": ("render.",),
    "mdit_py_plugins": ("render.",),
    "matplotlib": ("render.memo.charts.",),
    "pypandoc": ("write.word.",),
    "fcntl": ("write.",),
    "msvcrt": ("write.",),
}


def imported(tree: ast.AST) -> Iterator[str]:
    """What is imported anywhere, inside functions too; a relative import begins with a dot."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = "." * node.level + (node.module or "")
            yield from ([package] if package in TREES else (f"{package}.{alias.name}" for alias in node.names))


IMPORTS = {name: set(imported(tree)) for name, tree in TREES.items()}
PAIRS = [(name, other) for name, others in IMPORTS.items() for other in sorted(others)]


def test_each_folder_imports_only_from_the_folders_below_it() -> None:
    """`read`, `assess`, `render` and `write` do not know each other, except that `render` knows reports."""
    inside = [(name, other, name.split(".")[1]) for name, other in PAIRS if other.startswith("hcroadmap.")]
    upward = [
        f"{name} imports {other}"
        for name, other, own in inside
        if own in BELOW and other.split(".")[1] not in BELOW[own] | {own}
    ]
    assert not upward, upward


def test_each_library_is_used_in_its_own_folder_only() -> None:
    """Typer in `cli`, rich and json in `render`, yaml in `read`, pydantic in `model` and `read`, and so on."""
    astray = [
        f"{name} imports {other}"
        for name, other in PAIRS
        if not f"{name}.".removeprefix("hcroadmap.").startswith(ONLY_IN.get(other.split(".")[0], ("",)))
    ]
    assert not astray, astray


def test_imports_are_written_in_full_and_packages_reexport_nothing() -> None:
    """No import is relative, and no `__init__` imports anything."""
    found = [pair for pair in PAIRS if pair[1].startswith(".") or pair[0].endswith("__init__")]
    assert not found, found


def test_only_the_clock_of_the_command_line_knows_the_day() -> None:
    """Everything else is given the date, so that any past day can be replayed."""
    asking = [
        name
        for name, tree in TREES.items()
        if any(isinstance(node, ast.Attribute) and node.attr in ("today", "now") for node in ast.walk(tree))
    ]
    assert asking == ["hcroadmap.cli.options"]


def test_no_module_imports_itself_by_a_detour() -> None:
    """There are no cycles, imports inside functions included; one that only names types does no harm."""
    graph = {}
    for name, tree in TREES.items():
        body = [node for node in tree.body if not ast.unparse(node).startswith("if TYPE_CHECKING:")]
        graph[name] = set(imported(ast.Module(body, []))) & TREES.keys()
    assert list(TopologicalSorter(graph).static_order())
