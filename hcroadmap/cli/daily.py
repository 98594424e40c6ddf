"""The lines of every day, `status` and `check -q`, without building a command line: a fifth of such a run.

They are recognised as people and cron write them most. Any other line, and a check that has something to say, is
left to the commands themselves.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from hcroadmap.cli.clock import today
from hcroadmap.cli.output import UNKNOWN, Refusal, deliver, page_of, prepare_streams
from hcroadmap.cli.project import open_roadmap, project_here

STATUS = ["status"]
CHECKS = (["check", "-q"], ["check", "--quiet"])
SETTINGS = ("HCROADMAP_AS_OF", "HCROADMAP_LANG")
"""What would be options of these lines."""


def run_daily(arguments: Sequence[str]) -> int | None:
    """Run `status` or `check -q`, for today and without options but the directory, and say how it ended.

    `None` when another must run the line.
    """
    line, directory = list(arguments), None
    if "-C" in line[:-1]:
        place = line.index("-C")
        _, named = line[place : place + 2]
        directory = Path(named)
        del line[place : place + 2]
    if any(name in os.environ for name in SETTINGS):
        return None
    try:
        if line == STATUS:
            _show_status(directory)
        return 0 if line == STATUS or (line in CHECKS and _is_well(directory)) else None
    except Refusal:
        return UNKNOWN


def _show_status(directory: Path | None) -> None:
    from hcroadmap.assess.assessment import assess
    from hcroadmap.render.status.terminal import render

    prepare_streams()
    roadmap = open_roadmap(directory)
    page = page_of(sys.stdout, roadmap.settings.language)
    deliver(render(assess(roadmap, today()), page), None)


def _is_well(directory: Path | None) -> bool:
    """Is a project found whose check ends with 0?"""
    from hcroadmap.assess.assessment import assess
    from hcroadmap.assess.check import find_problems
    from hcroadmap.read.files.access import ProjectNotFound
    from hcroadmap.read.load import load

    try:
        project = project_here(directory)
    except ProjectNotFound:
        return False
    roadmap, _ = load(project)
    if roadmap is None:
        return False
    found = find_problems(assess(roadmap, today()), tuple(roadmap.activities))
    return bool(found.report.assessments) and found.code() == 0
