"""A bare `hcroadmap`: is there a project, how does it stand, and which command comes next?"""

import sys
from pathlib import Path

from hcroadmap.assess.assessment import assess
from hcroadmap.cli.options import today
from hcroadmap.cli.output import deliver, page_of
from hcroadmap.cli.project import language_here, named_directory, project_here
from hcroadmap.read.files.access import ProjectNotFound
from hcroadmap.read.load import load
from hcroadmap.render.manual import orientation


def orient(directory: Path | None) -> None:
    """Print the headline of the project, or how to mend or make one; nothing that is wrong with it is an error."""
    page = page_of(sys.stdout, language_here(directory))
    try:
        project = project_here(directory)
    except ProjectNotFound:
        named = named_directory(directory)
        text = orientation.without_project(named or Path.cwd(), page, upward=named is None)
    else:
        roadmap, findings = load(project)
        if roadmap:
            text = orientation.with_project(assess(roadmap, today()), page)
        else:
            text = orientation.with_findings(project, findings, page)
    deliver(text, None)
