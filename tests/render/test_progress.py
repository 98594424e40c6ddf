"""Reading a long file on a terminal says how far it is."""

from __future__ import annotations

import pytest

from hcroadmap.render.console import EVERY, reading
from hcroadmap.render.language.page import Page


def test_progress_goes_to_standard_error_and_leaves_nothing_behind(capsys: pytest.CaptureFixture[str]) -> None:
    """Where no terminal is, nothing at all is shown; standard output stays the rows' own."""
    with reading("duo\x1b.csv", Page()) as watch:
        for line in (1, EVERY, EVERY + 1, 3 * EVERY):
            watch(line)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "\x1b.csv" not in shown.err
