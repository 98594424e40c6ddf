"""What all tests share: writing a project, and comparing with what was agreed before."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no failure, and a gate that lands changes gives the same answer twice.
settings.register_profile("hcroadmap", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("hcroadmap")

Compare = Callable[[Path, str], None]
WriteProject = Callable[[dict[str, str]], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes the expected texts anew: look at the difference before you commit it."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected texts")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Give this run a temporary folder of its own; `--basetemp FOLDER` names one that stays.

    The folder that pytest would use is shared by all runs of a user. At its end each run deletes what others have
    left there, and a race or a file that cannot be deleted fails a run in which every test has passed.
    """
    if config.option.basetemp is None:
        own = tempfile.mkdtemp(prefix="hcroadmap-tests-")
        config.option.basetemp = os.path.join(own, "run")  # noqa: PTH118  # xdist sends it on as a string
        config.add_cleanup(lambda: shutil.rmtree(own, ignore_errors=True))
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in the background of a shell; children inherit it
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Compare:
    """Compare a text with the one in a file, or write it there with `--update-golden`."""

    def check(expected: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            expected.parent.mkdir(parents=True, exist_ok=True)
            expected.write_bytes(text.encode())
        assert text == expected.read_bytes().decode()

    return check


@pytest.fixture
def write_project(tmp_path: Path) -> WriteProject:
    """Write files, named by their paths, into a new project directory."""

    def write(files: dict[str, str]) -> Path:
        for path, content in files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode())
        return tmp_path

    return write
