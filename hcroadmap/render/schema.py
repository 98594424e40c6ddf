"""The JSON Schema of each kind of YAML file: with it an editor completes, explains and underlines as one types."""

import ast
import inspect
import json
from decimal import Decimal
from textwrap import dedent
from typing import Any, cast

from pydantic.json_schema import GenerateJsonSchema

from hcroadmap.model.fields import Record
from hcroadmap.model.roadmap import ActivitiesFile, CommentaryFile, TargetsFile
from hcroadmap.model.settings import Settings
from hcroadmap.model.source import Layout, SourcesFile
from hcroadmap.model.text import Text
from hcroadmap.model.vocabulary import SchemaName

RECORDS: dict[SchemaName, type[Record]] = {
    SchemaName.TARGETS: TargetsFile,
    SchemaName.SETTINGS: Settings,
    SchemaName.ACTIVITIES: ActivitiesFile,
    SchemaName.SOURCES: SourcesFile,
    SchemaName.LAYOUTS: Layout,
    SchemaName.COMMENTARY: CommentaryFile,
}


def render(name: SchemaName) -> str:
    """The schema of one kind of file, in draft 2020-12, as JSON."""
    made = RECORDS[name].model_json_schema(schema_generator=_ForEditors)
    document = {"$schema": GenerateJsonSchema.schema_dialect, **made}
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


class _ForEditors(GenerateJsonSchema):
    """Pydantic's schema without what an editor would show for nothing: titles, `null`, empty defaults."""

    def nullable_schema(self, schema: Any) -> Any:
        """An optional key is left out, never typed as `null`."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> Any:
        """Show a default only where it says something."""
        made = super().default_schema(schema)
        if made.get("default") in (None, {}, [], ""):
            made.pop("default", None)
        return made

    def encode_default(self, dft: Any) -> Any:
        """Write a default as somebody would type it."""
        if isinstance(dft, Record):
            given = {name: getattr(dft, name) for name in dft.keys().values()}
            return {name: self.encode_default(value) for name, value in given.items() if value is not None}
        if isinstance(dft, Text):
            return dft.in_language("en")
        return float(dft) if isinstance(dft, Decimal) else super().encode_default(dft)

    def field_title_should_be_set(self, _schema: Any) -> bool:
        """A key says what it is called."""
        return False

    def model_schema(self, schema: Any) -> Any:
        """Describe a record by its docstring."""
        return _described(super().model_schema(schema), schema["cls"])

    def enum_schema(self, schema: Any) -> Any:
        """Describe a vocabulary by its docstring."""
        return _described(super().enum_schema(schema), schema["cls"])


def _described(made: dict[str, Any], kind: type) -> dict[str, Any]:
    """A schema with the docstring of its class as it is written: under `-OO` Python keeps none."""
    del made["title"]
    written = cast("ast.ClassDef", ast.parse(dedent(inspect.getsource(kind))).body[0])
    return {**made, "description": ast.get_docstring(written)}
