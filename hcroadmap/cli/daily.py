"""`hcroadmap check -q` on a healthy roadmap, as cron runs it every morning: nothing to say, and said quickly.

Building a command line takes a third of such a run. The few ways in which cron writes it are recognised here
without one. Anything else, and anything but good news, is left to the command itself.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

LINES = (["check", "-q"], ["check", "--quiet"])
SETTINGS = ("HCROADMAP_AS_OF", "HCROADMAP_LANG")


def may_stay_silent(arguments: Sequence[str]) -> bool:
    """Is this `check -q`, for no other day and without other options, and is all well?"""
    line, named = list(arguments), os.environ.get("HCROADMAP_DIR", "")
    if "-C" in line[:-1]:
        place = line.index("-C")
        _, named = line[place : place + 2]
        del line[place : place + 2]
    if line not in LINES or any(name in os.environ for name in SETTINGS):
        return False
    return _is_well(named)


def _is_well(named: str) -> bool:
    """Is a project found whose check ends with 0?"""
    from hcroadmap.assess.assessment import assess
    from hcroadmap.assess.problem import check
    from hcroadmap.cli.clock import today
    from hcroadmap.read.load import load
    from hcroadmap.read.project import ProjectNotFound, find_project

    try:
        project = find_project(Path(named) if named else Path.cwd(), upward=not named)
    except ProjectNotFound:
        return False
    roadmap, _ = load(project)
    if roadmap is None:
        return False
    found = check(assess(roadmap, today()), tuple(roadmap.activities))
    return bool(found.report.assessments) and found.code() == 0
