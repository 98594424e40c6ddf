"""A bare `hcroadmap`: where one stands, and what to do next."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hcroadmap.cli.clock import today
from hcroadmap.cli.output import deliver, page_of
from hcroadmap.cli.project import language_here, named_directory, project_here, read_project


def orient(directory: Path | None) -> None:
    """Say whether there is a project, how it stands, and which command comes next."""
    from hcroadmap.assess.assessment import assess
    from hcroadmap.model.vocabulary import Language
    from hcroadmap.read.files.access import ProjectNotFound
    from hcroadmap.render.manual import orientation

    asked = os.environ.get("HCROADMAP_LANG")
    language = asked if asked in set(Language) else None
    try:
        project = project_here(directory)
    except ProjectNotFound:
        page, named = page_of(sys.stdout, language or Language.EN), named_directory(directory)
        text = orientation.without_project(named or Path.cwd(), page, upward=named is None)
    else:
        roadmap, findings = read_project(project)
        page = page_of(
            sys.stdout, language or (roadmap.settings.language if roadmap else language_here(directory))
        )
        if roadmap:
            text = orientation.with_project(assess(roadmap, today()), page)
        else:
            text = orientation.with_findings(project, findings, page)
    deliver(text, None)
