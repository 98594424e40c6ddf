"""`hcroadmap schema`: the JSON Schema of a kind of YAML file, for editors."""

from typing import Annotated

from hcroadmap.cli.options import OutputFile, argument
from hcroadmap.cli.output import deliver
from hcroadmap.model.vocabulary import SchemaName
from hcroadmap.render.schema import render


def schema(
    name: Annotated[SchemaName, argument(metavar="NAME", help="The kind of file.")], output: OutputFile = None
) -> None:
    """Print the JSON Schema of a kind of file, with which an editor completes, explains and checks it.

    Examples:
      hcroadmap schema targets
      hcroadmap schema targets -o config/schemas/targets.json

    The command init writes all of them to config/schemas; write them again after an update.

    A file names its schema in its first line, relative to itself. In config/settings.yaml:
      # yaml-language-server: $schema=schemas/settings.json
    """
    deliver(render(name), output, exact=True)
