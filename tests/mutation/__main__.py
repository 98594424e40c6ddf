"""`python -m tests.mutation [MODULE ...]`: change the judgement in one place at a time; which tests notice?

Prints every change that no test notices. `--every N` takes a sample. Libraries are imported once; each change runs
in a process of its own that gets the changed module instead of the one on the disk, which is never touched.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import signal
import sys
from collections.abc import Iterator
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.mutation.change import Change, changes

ROOT = Path(__file__).parents[2]
MODULES = (
    *(f"assess.{name}" for name in ("verdict", "evidence", "status", "promise", "release", "series", "situation")),
    "assess.methods.compound_growth",
    *(
        f"assess.methods.{name}"
        for name in ("linear", "statcan", "un2022", "un2023", "destatis", "healthy_people")
    ),
    "model.period",
    "model.quantity",
)
HEAVY = (
    "pytest",
    "hypothesis",
    "hypothesis.strategies",
    "pydantic_core",
    "yaml",
    "pydantic",
    "typer",
    "rich.table",
)
LONGEST = 180  # seconds until a change counts as noticed, because it never ends


class Changed(MetaPathFinder, Loader):
    """Gives one module another tree than its file holds."""

    def __init__(self, name: str, file: Path, tree: ast.Module) -> None:
        self.name, self.file, self.tree = name, file, tree

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """Only the one module."""
        del path, target
        return ModuleSpec(fullname, self, origin=str(self.file)) if fullname == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed tree as the module."""
        exec(compile(self.tree, str(self.file), "exec"), module.__dict__)  # noqa: S102  # this is the point


def is_noticed(name: str, tree: ast.Module) -> bool:
    """Does any test fail when the module is this?"""
    child = os.fork()
    if not child:
        signal.alarm(LONGEST)
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 1)
        os.dup2(sink, 2)
        sys.meta_path.insert(0, Changed(name, _file(name), tree))
        os._exit(_tests(name))
    return os.waitpid(child, 0)[1] != 0


def _tests(name: str) -> int:
    """Run the tests of the module first, then the rest of its folder, the verdicts and the published cases."""
    import pytest

    folder, own = ROOT / "tests" / name.split(".")[1], name.rpartition(".")[2]
    first = sorted(folder.rglob(f"test_{own}.py")) or [folder / "test_verdict.py"]
    rest = [folder, *(ROOT / "tests" / other for other in ("assess", "cases", "golden"))]
    once = (
        "-x",
        "-n0",
        "-p",
        "no:cacheprovider",
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
        f"--rootdir={ROOT}",
    )
    return int(pytest.main([*map(str, first), *once]) or pytest.main([*map(str, rest), *once]))


def _file(name: str) -> Path:
    return ROOT.joinpath(*name.split(".")).with_suffix(".py")


def _wanted(names: list[str], every: int) -> Iterator[tuple[str, Change]]:
    for name in (f"hcroadmap.{short}" for short in names):
        source = _file(name).read_text(encoding="utf-8")
        if is_noticed(name, ast.parse(source)):
            sys.exit(f"the tests fail on {name} as it is")
        yield from ((name, change) for number, change in enumerate(changes(source)) if number % every == 0)


def main() -> None:
    """Try every change, tell the ones that nobody noticed, and count."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("modules", nargs="*", default=MODULES, help="such as assess.verdict")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try every Nth change only")
    asked = parser.parse_args()
    os.environ["CI"] = "1"  # the same examples for every change
    for library in HEAVY:
        importlib.import_module(library)
    tried = unnoticed = 0
    for name, change in _wanted(list(asked.modules), asked.every):
        tried += 1
        if not is_noticed(name, change.tree):
            unnoticed += 1
            print(f"{name}:{change.line}: {change.before}  →  {change.after}", flush=True)
    print(f"{tried} changes, {tried - unnoticed} noticed, {unnoticed} not", flush=True)


if __name__ == "__main__":
    main()
