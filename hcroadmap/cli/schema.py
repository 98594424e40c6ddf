"""`hcroadmap schema`: the JSON Schema of a kind of YAML file, for editors."""

from __future__ import annotations

from typing import Annotated

import typer

from hcroadmap.cli.options import OutputFile
from hcroadmap.cli.output import deliver
from hcroadmap.model.vocabulary import SchemaName

Name = Annotated[SchemaName, typer.Argument(metavar="NAME", help="A kind of file.", show_default=False)]


def schema(name: Name, output: OutputFile = None) -> None:
    """Print the JSON Schema of targets, settings, activities, sources, layouts or commentary.

    \b
    Examples:
      hcroadmap schema targets
      hcroadmap schema targets -o config/schemas/targets.json

    With it an editor completes keys, explains them and underlines mistakes. `init` lays the schemas down in
    config/schemas; write them anew after an update.

    \b
    A file names its schema in its first line, relative to itself:
      # yaml-language-server: $schema=config/schemas/targets.json
    """
    from hcroadmap.render.schema import render

    deliver(render(name), output, exact=True)
